"""The one exception for what Glovebook cannot do, said so that a person can act on it."""

from __future__ import annotations


class Refusal(Exception):
    """A request that cannot be carried out: what is wrong, and the remedy.

    Raised by every room for a user's mistake (a missing file, a text that is no quantity);
    the command line turns it into one line and exit code 2, the server into HTTP 4xx.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message}; {self.hint}" if self.hint else self.message
