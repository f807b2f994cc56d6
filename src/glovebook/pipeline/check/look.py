"""Looking at one entry with all that its rules may ask for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from glovebook.pipeline.check.around import Surroundings
from glovebook.pipeline.check.report import Report, readings
from glovebook.pipeline.named import raw_file
from glovebook.schema.entry import Entry, raw_files
from glovebook.schema.finding import Profile
from glovebook.schema.parse import Parsed, parse
from glovebook.store.notebook import SUFFIX, Notebook, sha256_of
from glovebook.validators.engine import check as run_rules
from glovebook.validators.engine import complete
from glovebook.validators.rule import FileFact, Plan, View


def report_on(text: str | bytes, path: Path, notebook: Notebook | None, profile: Profile, *, scored: bool) -> Report:
    """The report on a text that stands in a file, or may come to stand there."""
    return report_of(read(text, path, notebook), path, notebook, profile, scored=scored)


def read(text: str | bytes, path: Path, notebook: Notebook | None) -> Parsed:
    """A text that stands in a file, or may come to stand there; its findings name the file as entries do."""
    return parse(text, notebook.relative(path), notebook.kinds) if notebook else parse(text, str(path))


def report_of(parsed: Parsed, path: Path, notebook: Notebook | None, profile: Profile, *, scored: bool) -> Report:
    """The report on a text that has been read."""
    view = _view(parsed, path, notebook, profile)
    return told(parsed, path, view, profile, readings(parsed.entry), scored=scored)


def told(
    parsed: Parsed, path: Path, view: View | None, profile: Profile, understood: Mapping[str, str], *, scored: bool
) -> Report:
    """The report on a text that has been read, with what its rules may ask for."""
    kind = parsed.entry.kind if parsed.entry else ""
    completeness = complete(parsed, view) if scored else {}
    return Report(path, parsed.file, kind, run_rules(parsed, view, profile), understood, completeness)


def _view(parsed: Parsed, path: Path, notebook: Notebook | None, profile: Profile) -> View | None:
    entry = parsed.entry
    if entry is None:
        return None
    alone = View(entry, plan=plan_of(entry, notebook), digest=digest_of(parsed), name=name_of(path))
    if notebook is None:
        return alone
    return replace(
        alone,
        settings=notebook.settings,
        linked=notebook.linked(entry),
        files_of=notebook.files(),
        files={part.file: fact_of(notebook, part.file, profile) for part in raw_files(entry).values()},
        around=Surroundings(notebook, entry),
    )


def name_of(path: Path) -> str:
    """The file name of an entry without its ending; empty where it has another one."""
    return path.name.removesuffix(SUFFIX) if path.name.endswith(SUFFIX) else ""


def plan_of(entry: Entry, notebook: Notebook | None) -> Plan | None:
    """What the template gives that the entry names, if it names one."""
    if entry.procedure is None:
        return None
    from glovebook.pipeline.templates import plan  # most entries name none, and checking one starts fast

    return plan(entry.procedure, notebook)


def digest_of(parsed: Parsed) -> str:
    """What a review of the text would attest, where there has been one."""
    if parsed.document is None or parsed.entry is None or not parsed.entry.reviews:
        return ""
    from glovebook.schema.review import reviewed_sha256

    return reviewed_sha256(parsed.document)


def fact_of(notebook: Notebook, file: str, profile: Profile) -> FileFact:
    """What is on disk where an entry names a raw file; for drafts it is not hashed, because it may be large."""
    place = raw_file(notebook, file)
    if place is None:
        return FileFact(exists=False)
    digest = "" if profile == "draft" else sha256_of(place)
    return FileFact(exists=True, size=place.stat().st_size, sha256=digest)
