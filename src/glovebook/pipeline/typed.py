"""What a form shows of an entry at each keystroke: the text is read once for all of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from glovebook.pipeline.changes.review import lock_of
from glovebook.pipeline.check import Report
from glovebook.pipeline.check.beside import with_conflicts
from glovebook.pipeline.check.desk import standing
from glovebook.pipeline.check.look import read, report_of
from glovebook.pipeline.derived import Sheet, sheet_of
from glovebook.pipeline.named import notebook_around
from glovebook.pipeline.trust import load_lab_rules
from glovebook.schema.finding import Profile


@dataclass(frozen=True)
class Typed:
    """What is said of a text while it is typed."""

    report: Report
    """With the completeness."""
    sheet: Sheet
    """What follows from it."""
    review: dict[str, str] | None
    """``{by, date}`` of the review that locks it; None where nothing does or it cannot be read."""


def typed(text: str | bytes, path: Path, profile: Profile = "draft") -> Typed:
    """What is to be said of a text as if it stood in a file, which it may not (yet).

    What was read of the notebook stays in memory for the next call. That an entry has come to link to this one, because
    another program wrote into its file, may therefore be told two seconds late.
    """
    load_lab_rules()
    notebook = notebook_around(path)
    kept = standing(notebook, keep=True) if notebook else None
    parsed = read(text, path, kept)
    report = report_of(parsed, path, kept, profile, scored=True)
    if notebook:
        report = with_conflicts({path: report}, notebook, profile)[path]
    return Typed(report, sheet_of(parsed, kept), lock_of(parsed.document) if parsed.document else None)
