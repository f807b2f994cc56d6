"""What an entry held before, and what changed between."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from glovebook.pipeline.named import entry_file
from glovebook.schema.refusal import Refusal
from glovebook.store import history as kept
from glovebook.store.history import Version
from glovebook.store.history.pack import sha256
from glovebook.store.notebook import SUFFIX, Notebook

AROUND = 3
"""Lines that are shown before and after what changed."""


@dataclass(frozen=True)
class Kept:
    """An entry, or another file of a notebook, and its history."""

    notebook: Notebook
    name: str
    """Where it lies, or lay, in the notebook."""
    versions: tuple[Version, ...]
    """Oldest first."""

    @property
    def file(self) -> Path:
        """Its place."""
        return self.notebook.root / self.name

    @property
    def content(self) -> bytes | None:
        """What it holds now; None where it is gone."""
        return self.file.read_bytes() if self.file.is_file() else None

    @property
    def now(self) -> Version | None:
        """The version that it holds now; None where it is gone."""
        content = self.content
        held = sha256(content) if content is not None else None
        return next((item for item in reversed(self.versions) if held and item.sha256 == held), None)

    def before(self, version: Version) -> Version | None:
        """The version that another one was made from; None where there was nothing."""
        earlier = self.versions[: self.versions.index(version)]
        last = next((item for item in reversed(earlier) if item.cause != "conflict"), None)
        return last if last and last.sha256 else None

    def text(self, version: str) -> bytes:
        """The bytes of a version, by the first digits of its SHA-256."""
        found = kept.find(self.notebook.root, self.name, version)
        return kept.text_of(self.notebook.root, self.name, str(found.sha256))


def history(entry: str | Path) -> Kept:
    """The versions of an entry, given as a file or an id, also of one that is gone; the file is looked at first."""
    try:
        path = entry_file(entry).resolve()
    except Refusal:
        return _gone(str(entry))
    notebook = Notebook.containing(path)
    name = notebook.relative(path)
    kept.look(notebook, [name])
    return Kept(notebook, name, tuple(kept.versions(notebook.root, name)))


def _gone(entry: str) -> Kept:
    """The history of an entry that is not there any more."""
    notebook = Notebook.containing(Path.cwd())
    entry_id = Path(entry).name.removesuffix(SUFFIX)
    versions = kept.versions(notebook.root, f"entries/{entry_id}{SUFFIX}")
    if not versions:
        notebook.path_of(entry_id)  # refuses, with the nearest id
    last = next((version.file for version in reversed(versions)), f"entries/{entry_id}{SUFFIX}")
    return Kept(notebook, last, tuple(versions))


def diff(entry: str | Path, first: str | None = None, second: str | None = None) -> list[str]:
    """The lines of a unified diff: what the last change did, or between a version and now, or between two versions.

    An empty first version stands for nothing. Each line ends as in the file; one without a line end is followed by a
    remark.
    """
    found = history(entry)
    if first is None:
        held = [version for version in found.versions if version.sha256 and version.cause != "conflict"]
        if not held:
            raise Refusal(f"{entry} has no earlier version", "change it first")
        before, after = held[-2:] if len(held) > 1 else (held[-1], held[-1])
        texts = [found.text(str(version.sha256)) for version in (before, after)]
    else:
        now = found.content
        if second is None and now is None:
            raise Refusal(f"{entry} is not there any more", "name two versions")
        texts = [found.text(first) if first else b"", found.text(second) if second else now or b""]
    names = [f"{found.name} ({sha256(text)[:8]})" for text in texts]
    return list(_unified(texts[0], texts[1], names))


def _unified(before: bytes, after: bytes, names: list[str]) -> Iterator[str]:
    """A unified diff that loses nothing: carriage returns and missing line ends show."""
    sides = [text.decode("utf-8", "backslashreplace").split("\n") for text in (before, after)]
    lines = [[f"{line}\n" for line in side[:-1]] + ([side[-1]] if side[-1] else []) for side in sides]
    matcher = SequenceMatcher(None, lines[0], lines[1], autojunk=False)
    if before != after:
        yield f"--- {names[0]}\n"
        yield f"+++ {names[1]}\n"
    for group in matcher.get_grouped_opcodes(AROUND):
        spans = [(group[0][1], group[-1][2]), (group[0][3], group[-1][4])]
        shown = [f"{start + 1 if end > start else start},{end - start}" for start, end in spans]
        yield f"@@ -{shown[0]} +{shown[1]} @@\n"
        for tag, i1, i2, j1, j2 in group:
            if tag == "equal":
                yield from _marked(" ", lines[0][i1:i2])
            else:
                yield from _marked("-", lines[0][i1:i2])
                yield from _marked("+", lines[1][j1:j2])


def _marked(mark: str, lines: list[str]) -> Iterator[str]:
    for line in lines:
        ended = line.endswith("\n")
        yield f"{mark}{line}" if ended else f"{mark}{line}\n\\ No newline at end of file\n"
