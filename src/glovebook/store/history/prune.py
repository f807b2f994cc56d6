"""Keeping the history within a size: the oldest versions go first."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator
from pathlib import Path

from glovebook.schema.document import DocumentError, read_document
from glovebook.schema.refusal import Refusal
from glovebook.schema.review import reviewed_sha256
from glovebook.store.history.pack import HISTORY, key_of, read_change, stamp_of, text_in
from glovebook.store.history.versions import ASIDE

LIMIT = 2_000_000_000
"""Bytes that the history of a notebook may take: some two million versions of an entry."""
OFTEN = 24 * 3600.0
"""Seconds between two looks at the size."""
_LOOKED = "looked"


def prune_now_and_then(root: Path) -> None:
    """Prunes where nobody did within a day; adding up the sizes of all packs takes a while."""
    marker = root / HISTORY / _LOOKED
    try:
        due = not marker.exists() or abs(time.time() - marker.stat().st_mtime) > OFTEN
        first = not marker.exists()
        if due:
            marker.touch()
        if due and not first:
            prune(root)
    except (OSError, Refusal):
        return  # the version itself is kept; the size can wait


def prune(root: Path, limit: int = LIMIT) -> int:
    """How many packs went because the history took more bytes than the limit.

    The oldest go first. Never the last version of a file, nor one that a review attests, nor what is no pack.
    """
    sizes = {pack: pack.stat().st_size for pack in _packs(root)}
    excess = sum(sizes.values()) - limit
    if excess <= 0:
        return 0
    last = _last(sizes)
    gone = 0
    for pack, size in sizes.items():
        if excess <= 0:
            break
        if pack in last or _holds_reviewed(pack):
            continue
        with contextlib.suppress(OSError):
            pack.unlink()
            excess -= size
            gone += 1
    return gone


def attested(text: bytes) -> bool:
    """Whether a text was reviewed as it stands: one of its reviews names its SHA-256."""
    if b"reviews" not in text:
        return False
    try:
        document = read_document(text)
    except DocumentError:
        return False
    reviews = document.data.get("reviews")
    named = {item.get("sha256") for item in reviews if isinstance(item, dict)} if isinstance(reviews, list) else set()
    return bool(named) and reviewed_sha256(document) in named


def _packs(root: Path) -> Iterator[Path]:
    return iter(sorted((pack for pack in (root / HISTORY).rglob("*.zip") if stamp_of(pack)), key=lambda p: p.name))


def _last(packs: dict[Path, int]) -> set[Path]:
    """The packs that hold the last text of a file, and the last that was put aside because it clashed."""
    newest: dict[tuple[str, bool], Path] = {}
    for pack in packs:
        try:
            change = read_change(pack)
            for item in change.files:
                if item.after:
                    newest[key_of(item.file), change.cause == ASIDE] = pack
        except Refusal:
            continue
    return set(newest.values())


def _holds_reviewed(pack: Path) -> bool:
    """True also of a pack that cannot be read: it may still be repaired."""
    try:
        return any(attested(text_in(pack, digest)) for digest in read_change(pack).held)
    except Refusal:
        return True
