"""The one door through which a file is written: atomically, kept in the history, merged where it moved on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from glovebook.schema.refusal import Refusal
from glovebook.store.changes import conflict as side_by_side
from glovebook.store.changes.journal import Write, carry_out, content_of, finish
from glovebook.store.changes.lock import writing
from glovebook.store.history.keeping import author, keep
from glovebook.store.history.pack import sha256
from glovebook.store.history.versions import ASIDE, text_of, versions
from glovebook.store.merge.texts import Merged, merge
from glovebook.store.notebook import SETTINGS
from glovebook.store.write import write_atomically


@dataclass(frozen=True)
class Saved:
    """What came of a save."""

    path: Path
    content: bytes
    """What the file holds now."""
    merged: bool = False
    """Whether somebody else had changed the file meanwhile."""
    conflict: Path | None = None
    """The file that keeps what clashed."""

    @property
    def sha256(self) -> str:
        """Of what the file holds: the base of the next change."""
        return sha256(self.content)


def root_of(path: Path) -> Path | None:
    """The folder of the notebook around a file; None outside of any."""
    return next((folder for folder in path.resolve().parents if (folder / SETTINGS).is_file()), None)


def save(path: Path, content: bytes, *, cause: str, base: bytes | str | None = None, who: str | None = None) -> Saved:
    """What the file holds after a change that was made on ``base``: its bytes, or their SHA-256; None: on nothing.

    Where the file holds something else by now, both changes are merged, and what clashes is kept beside the file.
    What another program wrote is kept in the history first. Outside of a notebook there is no history.
    """
    root = root_of(path)
    if root is None:
        return _saved_outside(path, content, base)
    name = path.resolve().relative_to(root).as_posix()
    with writing(root):
        finish(root)
        current = content_of(path)
        known = _known(root, name, base)
        if current is None or base is None or sha256(current) == (base if isinstance(base, str) else sha256(base)):
            if current != content:
                carry_out(root, cause, [Write(name, current, content)], who=who)
            return Saved(path, content)
        merged = merge(known, content, current)
        if merged.clean:
            if merged.content != current:
                carry_out(root, cause, [Write(name, current, merged.content)], who=who)
            return Saved(path, merged.content, merged=True)
        return _side_by_side(root, path, merged, (known, content, current), cause, who)


def _known(root: Path, name: str, base: bytes | str | None) -> bytes | None:
    """The text that a change was made on; None where the history does not have it."""
    if not isinstance(base, str):
        return base
    if any(version.sha256 == base for version in versions(root, name)):
        try:
            return text_of(root, name, base)
        except Refusal:
            return None
    return None


def _side_by_side(
    root: Path,
    path: Path,
    merged: Merged,
    texts: tuple[bytes | None, bytes, bytes],
    cause: str,
    who: str | None,
) -> Saved:
    """Both sides kept: what did not clash is merged, what did stands in a file beside the entry."""
    base, mine, current = texts
    try:
        text = mine.decode("utf-8")
    except UnicodeDecodeError:
        raise Refusal(f"{path} was changed meanwhile, and the text is not UTF-8", "nothing was written") from None
    now, name = datetime.now(UTC), path.resolve().relative_to(root).as_posix()
    place = side_by_side.new_place(path, now)
    found = side_by_side.Conflict(
        place,
        side_by_side.stem_of(path),
        now.isoformat(timespec="seconds"),
        author() if who is None else who,
        cause,
        sha256(mine),
        side_by_side.fields_of(merged),
        text if merged.whole else None,
    )
    aside = place.resolve().relative_to(root).as_posix()
    keep(root, ASIDE, {name: (base, mine)}, who)  # the whole text of mine, which never was the file's
    writes = [Write(aside, None, side_by_side.written(found))]
    if merged.content != current:
        writes.append(Write(name, current, merged.content))
    carry_out(root, cause, writes, who=who)
    return Saved(path, merged.content, merged=True, conflict=place)


def _saved_outside(path: Path, content: bytes, base: bytes | str | None) -> Saved:
    current = content_of(path)
    if (
        current is not None
        and base is not None
        and sha256(current) != (base if isinstance(base, str) else sha256(base))
    ):
        merged = merge(base if isinstance(base, bytes) else None, content, current)
        if not merged.clean:
            raise Refusal(f"{path} was changed meanwhile", "nothing was written; look at it and try again")
        content = merged.content
    if content != current:
        write_atomically(path, content)
    return Saved(path, content)
