"""What the routes that show and make changes do: versions of an entry, what changed between, reviews."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from glovebook.eln_plugin import paths, work
from glovebook.eln_plugin.refused import Conflict

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

MARKS = {" ": "same", "-": "old", "+": "new", "@": "place", "\\": "remark"}
"""First character of a line of a unified diff -> what the line is."""


def versions(root: Path, path: str) -> dict[str, list[dict[str, Any]]]:
    """What an entry held, newest first: ``{versions}``.

    Each is ``{sha256, at, since, author, cause, file, before, is_now}``; ``before`` is the SHA-256 of what it was made
    from, or empty.
    """
    from glovebook.pipeline.changes.history import history

    found = history(_entry(root, path))
    shown = []
    for item in reversed(found.versions):
        before = found.before(item)
        made_from = before.sha256 if before else ""
        shown.append({**item.as_json(), "before": made_from, "is_now": item is found.now})
    return {"versions": shown}


def difference(root: Path, path: str, first: str, second: str) -> dict[str, list[dict[str, str]]]:
    """``{lines}``, each ``{mark, text}``, between two versions; an empty first is nothing, an empty second is now."""
    from glovebook.pipeline.changes.history import diff

    return {"lines": _lines(diff(_entry(root, path), first, second))}


def restore(root: Path, path: str, version: str, reason: str) -> dict[str, str]:
    """The entry after it was given what a version held: ``{sha256}``."""
    from glovebook.pipeline.changes.restore import restore

    return {"sha256": restore(_entry(root, path), version, reason=reason).sha256}


def reviewing(root: Path, path: str) -> dict[str, Any]:
    """Who may have read an entry, and what may come out: ``{people, verdicts}``, people as ``{key, name}``."""
    from glovebook.pipeline.changes.review import VERDICTS

    people = work.notebook_around(root, path).settings.people
    return {
        "people": [{"key": key, "name": person.name or ""} for key, person in people.items()],
        "verdicts": list(VERDICTS),
    }


def review(root: Path, path: str, text: str, asked: Mapping[str, str]) -> dict[str, str]:
    """The entry with one more review, of the text that the person has before them: ``{sha256}``.

    Raises:
        Conflict: the file holds another text.
    """
    from glovebook.pipeline.changes.review import review

    entry = _entry(root, path)
    read = _read(entry, text)
    return {"sha256": review(entry, asked["verdict"], by=asked["by"], remark=asked["remark"], read=read).sha256}


def amendment(root: Path, path: str, text: str, reason: str) -> dict[str, dict[str, str]]:
    """``{values}``: what is to be written into a reviewed entry before it is changed."""
    from glovebook.pipeline.changes.review import amendment

    return {"values": amendment(_entry(root, path), text, reason)}


def _entry(root: Path, path: str) -> Path:
    """The file of an entry in a notebook that the browser may see."""
    entry = paths.existing(root, path)
    work.notebook_around(root, path)
    return entry


def _lines(diff: Iterable[str]) -> list[dict[str, str]]:
    """The lines of a unified diff without the two that name the files."""
    named = ("--- ", "+++ ")
    lines = [line for number, line in enumerate(diff) if number > 1 or not line.startswith(named)]
    parts = [part for line in lines for part in line.removesuffix("\n").split("\n")]
    return [{"mark": MARKS[part[0]], "text": _said(part)} for part in parts]


def _said(line: str) -> str:
    """A line without its mark; the place where lines begin as the number of the first."""
    place = re.match(r"@@ -\d+,\d+ \+(\d+),\d+ @@$", line)
    return f"line {place[1]}" if place else line[1:].lstrip() if line[0] == "\\" else line[1:]


def _read(entry: Path, text: str) -> str:
    """SHA-256 of what the file holds, where that is the text; line ends may differ, as the browser has its own."""
    from glovebook.store.history import sha256

    held = entry.read_bytes()
    if held.replace(b"\r\n", b"\n") != text.encode("utf-8").replace(b"\r\n", b"\n"):
        raise Conflict(f"{entry.name} holds another text than the form shows", "save it, or open it again")
    return sha256(held)
