"""Changes of several files at once: all of them, or none, also when the process is killed in the middle.

All new texts are first written beside their files, then a pack of the history is put into ``.glovebook/journal/``,
then names are changed, which needs no space; at last the pack goes to the history. A pack that still lies in the
journal when somebody looks is carried out to its end: its texts say what each file has to hold. What another program
wrote in between is merged in, never overwritten.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from glovebook.schema.refusal import Refusal
from glovebook.schema.task import Progress, silent
from glovebook.store.changes.lock import renew, writing
from glovebook.store.history.keeping import texts_of
from glovebook.store.history.pack import HISTORY, Change, FileChange, normal, packed, place_of, read_change, text_in
from glovebook.store.history.prune import prune_now_and_then
from glovebook.store.write import not_written, settle, staged, write_atomically

JOURNAL = Path(".glovebook/journal")
WRITERS = 8
"""How many files are written at a time: each waits for the disk, and several can wait together."""
LEFT_OVER = 3600.0
"""Seconds after which a temporary file belongs to nobody any more."""


@dataclass(frozen=True)
class Write:
    """What one file holds, and what it is to hold; None: there is no such file."""

    file: str
    """Its path in the notebook after folders were moved."""
    before: bytes | None
    after: bytes | None
    was: str = ""
    """The name from which it is renamed; what it holds before is what that file holds."""


Moves = Sequence[tuple[str, str]]
"""Folders: from, to."""


def carry_out(
    root: Path,
    cause: str,
    writes: Sequence[Write],
    moves: Moves = (),
    who: str | None = None,
    progress: Progress = silent,
) -> Path:
    """The pack in the history, after all files were changed and folders moved.

    Raises `Refusal`, and changes nothing, where a file does not hold what it should any more, a place is taken, or
    the disk takes no more.
    """
    with writing(root):
        finish(root)
        for write in writes:
            _refuse_changed(root, write, moves)
        for _, target in moves:
            if (root / target).exists():
                raise Refusal(f"{target} is there already", "move it away")
        temporary = _staged(root, writes, moves, progress)
        try:
            with _in_the_middle(root):
                pack = _journaled(root, cause, writes, moves, who)
                kept = _carried_out(root, pack, moves, temporary)
        finally:
            _thrown_away(temporary.values())
    prune_now_and_then(root)
    return kept


def _carried_out(root: Path, pack: Path, moves: Moves, temporary: Mapping[str, Path]) -> Path:
    """Where the pack lies after all that it says was done."""
    change = read_change(pack)
    for source, target in moves:
        _move(root, source, target)
    for item in change.files:
        staged_there = temporary.get(item.file)
        _put(root, item, _moved(root, staged_there, moves) if staged_there else None)
    return _to_history(root, pack, change)


def finish(root: Path) -> list[str]:
    """The causes of changes that were cut short, and are carried out now; called by whoever opens the notebook."""
    journal = root / JOURNAL
    if not journal.is_dir():
        return []
    done: list[str] = []
    with writing(root):
        if root in _busy:
            return done
        with _in_the_middle(root):
            for pack in sorted(journal.glob("*.zip")):
                change = read_change(pack)
                for source, target in change.moves:
                    _move(root, source, target)
                for item in change.files:
                    _again(root, pack, item)
                _to_history(root, pack, change)
                done.append(change.cause)
        _sweep(root)
        with contextlib.suppress(OSError):
            journal.rmdir()
    return done


def moment(root: Path) -> int | None:
    """A number that is another one after each change of several files; None while such a change is being made.

    Who reads many files asks before and after: between two equal numbers all of them belong together.
    """
    with contextlib.suppress(OSError):
        if any(name.endswith(".zip") for name in os.listdir(root / JOURNAL)):  # noqa: PTH208 - at each question
            return None
    try:
        return (root / HISTORY).stat().st_mtime_ns
    except OSError:
        return 0


_busy: set[Path] = set()
"""Notebooks of which this process has a change in the journal; nobody finishes it but the one who began."""


@contextlib.contextmanager
def _in_the_middle(root: Path) -> Iterator[None]:
    nested = root in _busy
    _busy.add(root)
    try:
        yield
    finally:
        if not nested:
            _busy.discard(root)


def _refuse_changed(root: Path, write: Write, moves: Moves) -> None:
    """Refuses where a file does not hold what the change begins from."""
    source = _unmoved(write.was or write.file, moves)
    if content_of(root / source) != write.before:
        raise Refusal(f"{root / source} was changed meanwhile", "it was left as it is; run the command again")
    if write.was and write.after is not None and not _same_but_case(write) and (root / write.file).exists():
        raise Refusal(f"{write.file} is there already", "choose another name")


def _staged(root: Path, writes: Sequence[Write], moves: Moves, progress: Progress) -> dict[str, Path]:
    """File -> its new content in a temporary file beside where it lies now."""
    made: dict[str, Path] = {}

    def stage(write: Write) -> None:
        if write.after is not None:
            made[write.file] = staged(root / _unmoved(write.file, moves), write.after)
        renew(root)

    try:
        with ThreadPoolExecutor(WRITERS if len(writes) > 1 else 1) as pool:
            for number, _ in enumerate(pool.map(stage, writes), 1):
                progress(number, len(writes), "writing")
    except BaseException:
        _thrown_away(made.values())
        raise
    return made


def _unmoved(file: str, moves: Moves) -> str:
    """The path of a file before the folders are moved."""
    for source, target in moves:
        if file.startswith(f"{target}/"):
            return source + file.removeprefix(target)
    return file


def _moved(root: Path, file: Path, moves: Moves) -> Path:
    """The place of a temporary file after the folders were moved."""
    for source, target in moves:
        if file.is_relative_to(root / source):
            return root / target / file.relative_to(root / source)
    return file


def _thrown_away(temporary: Iterable[Path]) -> None:
    for file in temporary:
        with contextlib.suppress(OSError):
            file.unlink(missing_ok=True)


def _journaled(root: Path, cause: str, writes: Sequence[Write], moves: Moves, who: str | None) -> Path:
    """The pack that says what is to be done: in the journal, or at once in the history where one rename does it."""
    texts = {write.file: (write.before, write.after) for write in writes}
    was = {write.file: write.was for write in writes if write.was}
    change, members = texts_of(root, cause, texts, who, was)
    change = replace(change, moves=tuple(moves))
    place = place_of(root, change)
    single = len(writes) == 1 and not moves and not was
    pack = place if single else root / JOURNAL / place.name
    write_atomically(pack, packed(change, members))
    if not single:
        settle(pack.parent)
    return pack


def _put(root: Path, item: FileChange, temporary: Path | None) -> None:
    """Gives a file its new content, which lies beside it already, or takes the file away."""
    place = root / item.file
    try:
        if item.was and item.was.casefold() == item.file.casefold():
            (root / item.was).rename(place)  # where case does not count they are one file
        if temporary:
            temporary.replace(place)
        else:
            place.unlink(missing_ok=True)
        if item.was and item.was.casefold() != item.file.casefold():
            (root / item.was).unlink(missing_ok=True)
    except OSError as error:
        raise Refusal(
            f"{place} could not be written: {error.strerror}",
            "the change is finished as soon as the folder can be written to: run any command then",
        ) from error


def _move(root: Path, source: str, target: str) -> None:
    start, end = root / source, root / target
    if not os.path.lexists(start) or end.exists():
        return  # it was moved before the change was cut short
    try:
        end.parent.mkdir(parents=True, exist_ok=True)
        start.rename(end)
    except OSError as error:
        raise not_written(end, error) from error


def _to_history(root: Path, pack: Path, change: Change) -> Path:
    target = place_of(root, change)
    if pack.parent == target.parent:
        return pack
    target = target.parent / pack.name
    target.parent.mkdir(parents=True, exist_ok=True)
    pack.replace(target)
    with contextlib.suppress(OSError):
        pack.parent.rmdir()
    return target


def _again(root: Path, pack: Path, item: FileChange) -> None:
    """Brings one file of a change that was cut short to where it has to be; doing so twice does no harm."""
    from glovebook.store.changes.save import save

    place = root / item.file
    after = None if item.after is None else text_in(pack, item.after)
    base = None if item.before is None else text_in(pack, item.before)
    if item.was and item.was.casefold() != item.file.casefold():
        old = content_of(root / item.was)
        if after is not None and content_of(place) is None:
            write_atomically(place, after)
        if old is not None and base is not None and old != base:  # edited under its old name since
            save(place, old, cause=read_change(pack).cause, base=base)
        (root / item.was).unlink(missing_ok=True)
        return
    now = content_of(place)
    if now == base and after is None:
        place.unlink(missing_ok=True)
    elif now == base and after is not None:
        write_atomically(place, after)
    elif now != after and after is not None and base is not None and now is not None:
        save(place, after, cause=read_change(pack).cause, base=base)  # another program wrote it meanwhile


def _same_but_case(write: Write) -> bool:
    return normal(write.was).casefold() == normal(write.file).casefold()


def content_of(path: Path) -> bytes | None:
    """What a file holds; None where there is none."""
    try:
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise Refusal(f"{path} could not be read: {error.strerror}", "check the path and its rights") from error


def _sweep(root: Path) -> None:
    """Takes away what killed writers left: of entries at once, because nobody else writes while we hold the lock."""
    for pattern in ("entries/**/.*.tmp", "templates/.*.tmp", f"{JOURNAL.as_posix()}/.*.tmp"):
        for file in root.glob(pattern):
            with contextlib.suppress(OSError):
                file.unlink()
    for pattern in (".glovebook/**/*.tmp", "results/*/*/.*.tmp"):
        for item in root.glob(pattern):
            with contextlib.suppress(OSError):
                if time.time() - item.stat().st_mtime < LEFT_OVER:
                    continue
                if item.is_dir():
                    shutil.rmtree(item)
                else:
                    item.unlink()
