"""Refusals that stand for an HTTP status of their own; every other one is 422."""

from __future__ import annotations

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


class Conflict(Refused):
    """What the request would make is there already."""

    status = 409
    reason = "conflict"


class TooLarge(Refused):
    """The request is larger than any entry."""

    status = 413
    reason = "too_large"


def status(refusal: Refusal) -> int:
    """The HTTP status of a refusal."""
    return refusal.status if isinstance(refusal, Refused) else 422


def as_json(refusal: Refusal) -> dict[str, str]:
    """What the browser gets: ``{message, hint, reason}``."""
    reason = refusal.reason if isinstance(refusal, Refused) else "refused"
    return {"message": refusal.message, "hint": refusal.hint, "reason": reason}
