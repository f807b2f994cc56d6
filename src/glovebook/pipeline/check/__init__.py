"""Checking entries: shape and rules, with what they are linked to.

`check` looks at files, `check_text` at what stands in an editor. Many entries of one notebook are looked at on all
cores (`whole`), and only those again to which something has changed (`remember`).
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from glovebook.pipeline.check.beside import keep_what_others_wrote, with_conflicts
from glovebook.pipeline.check.desk import standing
from glovebook.pipeline.check.look import report_on
from glovebook.pipeline.check.report import Report
from glovebook.pipeline.named import entry_files, notebook_around
from glovebook.pipeline.trust import load_lab_rules
from glovebook.schema.finding import Profile
from glovebook.schema.task import Progress, silent
from glovebook.store.notebook import SETTINGS, Notebook

__all__ = ["Report", "check", "check_text"]

FEW = 20
"""Entries of one notebook that are looked at one by one."""


def check(
    paths: Iterable[str | Path],
    profile: Profile = "draft",
    *,
    scored: bool = False,
    remember: bool = True,
    progress: Progress = silent,
) -> list[Report]:
    """One report an entry; folders stand for all entries below them.

    ``scored``: with the completeness. ``remember``: what was found before may be used again where nothing that it
    depends on has changed; the findings are the same.
    """
    load_lab_rules()
    files = entry_files(list(paths))
    reports: dict[Path, Report] = {}
    for notebook, some in _by_notebook(files):
        if notebook is not None and len(some) >= FEW:
            from glovebook.pipeline.check.whole import check_many  # few entries start fast

            reports.update(check_many(notebook, some, profile, scored=scored, remember=remember, progress=progress))
        else:
            snapshot = standing(notebook) if notebook else None
            for path in some:
                reports[path] = report_on(path.read_bytes(), path, snapshot, profile, scored=scored)
            if notebook:
                keep_what_others_wrote(notebook, some)
        if notebook:
            reports.update(with_conflicts({path: reports[path] for path in some}, notebook, profile))
    return [reports[path] for path in files]


def check_text(text: str | bytes, path: Path, profile: Profile = "draft", *, scored: bool = False) -> Report:
    """The report on a text as if it stood in a file, which it may not (yet)."""
    load_lab_rules()
    notebook = notebook_around(path)
    report = report_on(text, path, standing(notebook) if notebook else None, profile, scored=scored)
    return with_conflicts({path: report}, notebook, profile)[path] if notebook else report


def _by_notebook(files: Iterable[Path]) -> list[tuple[Notebook | None, list[Path]]]:
    """Notebook -> its files among those asked for; None where they lie outside of any."""
    roots: dict[Path, Path | None] = {}
    groups: dict[Path | None, list[Path]] = {}
    for path in files:
        if path.parent not in roots:
            folder = path.parent.resolve()
            above = (folder, *folder.parents)
            roots[path.parent] = next((place for place in above if (place / SETTINGS).is_file()), None)
        groups.setdefault(roots[path.parent], []).append(path)
    return [(Notebook.open(root) if root else None, some) for root, some in groups.items()]
