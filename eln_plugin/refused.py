"""Refusals that stand for an HTTP status of their own; every other one is 422."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from glovebook.schema.refusal import Refusal


class Refused(Refusal):
    """A refusal with the status that the browser gets, and a word that its code can act on."""

    status: ClassVar[int] = 422
    reason: ClassVar[str] = "refused"


class BadRequest(Refused):
    """The request itself is malformed."""

    status = 400
    reason = "bad_request"


class NotFound(Refused):
    """What the request names is not there."""

    status = 404
    reason = "not_found"


class NoNotebook(NotFound):
    """No notebook contains the folder; the browser offers to make one."""

    reason = "no_notebook"


class Outside(Refused):
    """What the request needs lies above or beside the folder that the server shows."""

    status = 403
    reason = "outside"


class Conflict(Refused):
    """What the request would make is there already."""

    status = 409
    reason = "conflict"


class Reviewed(Conflict):
    """The entry was reviewed and approved; the browser asks why it is changed all the same."""

    reason = "reviewed"


class TooSlow(Refused):
    """The answer took too long; it may come the next time, when what it needs has been read once."""

    status = 503
    reason = "slow"


class TooLarge(Refused):
    """The request is larger than any entry."""

    status = 413
    reason = "too_large"


def refusal(error: Refusal | OSError | RecursionError) -> Refusal:
    """An error that a person's input or disk causes, in words; a refusal is itself."""
    if isinstance(error, Refusal):
        return error
    if isinstance(error, RecursionError):
        return Refused("the entry is nested too deeply to be followed", "write it with fewer levels")
    if isinstance(error, TimeoutError) and error.errno is None:
        return TooSlow("the answer takes longer than the server waits for it", "try again in a moment")
    where = f"{Path(error.filename).name[:80]}: " if isinstance(error.filename, str) else ""
    said = error.strerror or type(error).__name__
    return Refused(f"{where}the disk says: {said}", "check the path, its rights and the space that is left")


def status(refusal: Refusal) -> int:
    """The HTTP status of a refusal."""
    return refusal.status if isinstance(refusal, Refused) else 422


def as_json(refusal: Refusal) -> dict[str, str]:
    """What the browser gets: ``{message, hint, reason}``."""
    reason = refusal.reason if isinstance(refusal, Refused) else "refused"
    return {"message": refusal.message, "hint": refusal.hint, "reason": reason}
