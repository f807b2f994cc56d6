"""Rules for raw files: each belongs to one measurement, and was written when that was made."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import PurePosixPath

from glovebook.schema.finding import Fix, Place
from glovebook.validators.rule import Hit, View, rule

LATE = {"cycling": timedelta(days=400), "plating": timedelta(days=400)}
"""Longest time that a measurement of a kind runs for: years of cycling are split into entries."""
SOON = timedelta(days=60)
"""Longest time that any other measurement runs for."""
NEAR = timedelta(days=1)
"""Clocks of computers and zones of time may be a day apart."""

WRITTEN_BY_INSTRUMENTS = frozenset(
    (".bdf", ".brml", ".dta", ".ism", ".isc", ".isw", ".mpr", ".mpt", ".nda", ".ndax", ".par", ".ras", ".rasx", ".wdf")
) | {".xrdml", ".z"}
"""Extensions of formats that potentiostats, cyclers, diffractometers and spectrometers write, and nothing else does."""


def _measured(view: View) -> Iterator[tuple[str, str, str]]:
    """Path, file and SHA-256 of the raw files that are no attachments."""
    for path, part in view.raw_files.items():
        if not path.startswith("attachments"):
            yield path, part.file, part.sha256 or ""


@rule("files/shared", "error", draft="off", archive="must")
def shared(view: View) -> Iterator[Hit]:
    """A raw file belongs to one entry: the same path or the same bytes in two is a copy.

    It is taken as that of the entry whose id is in its name, else of the first id; the others say so.
    """
    for path, file, digest in _measured(view):
        by_path, by_bytes = view.holders(file), view.holders(digest)
        named = [name for name in by_path if name in file.rpartition("/")[2]] if len(by_path) > 1 else []
        owner = next(iter(named or sorted({*by_path, *by_bytes})), view.entry.id)
        if owner != view.entry.id:
            others = sorted({*by_path, *by_bytes} - {view.entry.id})
            same = "is" if len(by_path) > 1 else "holds the same bytes as"
            yield Hit(
                f"{path}.file",
                f"{file} {same} a file of {', '.join(others)}",
                "name the file of this measurement; what belongs to several goes into attachments",
                related=[Place(place) for name in others for place in view.files_of.get(name, ())[:1]],
            )


@rule("files/attached", "info", draft="should", archive="should", publish="should")
def attached(view: View) -> Iterator[Hit]:
    """An instrument's file among the attachments is not read: results rest on the files that an entry lists as its own.

    Files that could not be read when an entry was made of them are kept there. Only kinds that know their files by
    their columns are looked at.
    """
    if not type(view.entry).columns:
        return
    for path, part in view.raw_files.items():
        if path.startswith("attachments") and PurePosixPath(part.file).suffix.lower() in WRITTEN_BY_INSTRUMENTS:
            yield Hit(
                f"{path}.file",
                f"{part.file} is only attached: nothing is read from it",
                "copy it again where it is damaged, or export it as text, and list it with the entry's own files",
            )


@rule("files/same", "error", draft="should", archive="must")
def same(view: View) -> Iterator[Hit]:
    """No raw file is named twice in one entry; impedance has a rule of its own."""
    if view.entry.kind == "eis":
        return
    seen: dict[str, str] = {}
    for path, file, digest in _measured(view):
        first = next((seen[key] for key in (file, digest) if key and key in seen), None)
        if first is not None:
            yield Hit(f"{path}.file", f"{file} is the same file as that of {first}", "name the file of this part")
        for key in filter(None, (file, digest)):
            seen.setdefault(key, path)


@rule("files/date", "warning", draft="off", archive="must")
def written(view: View) -> Iterator[Hit]:
    """A raw file was written from the day of the entry on, and not long after, by its own header.

    Where all files of an entry say otherwise, its date is in doubt. Not long is 400 days for cycling and plating, 60
    days for everything else (house rule). The clock of the instrument may be wrong; the message names both dates.
    """
    own = view.entry.date
    if not own or view.entry.kind == "dataset":
        return
    begin = date.fromisoformat(own[:10])
    tables = ((path, file, view.table(file)) for path, file, _ in _measured(view))
    stated = [(path, file, _day(table.metadata.get("date", ""))) for path, file, table in tables if table is not None]
    dated = [(path, file, day) for path, file, day in stated if day is not None]
    end = begin + LATE.get(view.entry.kind, SOON)
    wrong = [(path, file, day) for path, file, day in dated if not begin - NEAR <= day <= end]
    if wrong:
        path, file, day = wrong[0]
        yield Hit(
            "date" if len(wrong) == len(dated) else f"{path}.file",
            f"{file} was written on {day}, the entry is of {own[:10]}",
            "check the date of the entry, the clock of the instrument, and whether this is the file",
            {"days": (day - begin).days},
        )


def _day(text: str) -> date | None:
    """The day that a header states; None where it is written in a way that may mean several."""
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


@rule("files/time", "error", draft="off", archive="must")
def time(view: View) -> Iterator[Hit]:
    """Time in a raw file runs forwards: where it jumps back, two runs were joined or lines were lost."""
    import numpy as np

    for path, file, _ in _measured(view):
        table = view.table(file)
        column = table.columns.get("test_time_second") if table is not None else None
        if column is None or table is None or "frequency_hertz" in table.columns:
            continue
        back = np.flatnonzero(np.diff(column) < 0)
        if len(back):
            row = int(back[0]) + 1
            yield Hit(
                f"{path}.file",
                f"time in {file} jumps back from {column[row - 1]:g} s to {column[row]:g} s at row {row + 1}",
                "export the run anew, or name its parts as files of their own",
                {"before_s": float(column[row - 1]), "after_s": float(column[row])},
            )


@rule("files/size", "gap", draft="off", archive="off", publish="should")
def size(view: View) -> Iterator[Hit]:
    """A published raw file carries its length in bytes."""
    for path, part in view.raw_files.items():
        fact = view.files.get(part.file)
        if part.size is None and fact is not None and fact.exists:
            yield Hit(path, f"the size of {part.file} is missing", "add it", fix=Fix(f"{path}.size", str(fact.size)))
