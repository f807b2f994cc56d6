"""Reading a query from left to right: words, quoted texts, signs; every piece knows where it stands."""

from __future__ import annotations

import re
from typing import NamedTuple

from glovebook.store.index.query.tree import QueryError

LONGEST = 2000
"""Characters of a query."""
_QUOTES = {'"': '"', "“": "”", "„": "“", "«": "»"}
_SIGN = re.compile(r">=|<=|!=|==|[<>=~≥≤≈⩾⩽]")
_SIGNS = {"≥": ">=", "⩾": ">=", "≤": "<=", "⩽": "<=", "≈": "~", "==": "="}
_NAME = re.compile(r"[^\W\d][\w-]*(?:\.[^\W\d][\w-]*)*")
_END = re.compile(r"[\s()]|$")


class Piece(NamedTuple):
    """A piece of the query and the offsets of its ends."""

    text: str
    start: int
    end: int


class Scanner:
    """A place in a query that moves on as pieces are taken."""

    def __init__(self, query: str) -> None:
        if len(query) > LONGEST:
            raise QueryError(
                query[:LONGEST], 0, 1, f"the query is {len(query)} characters long", "ask for less at once"
            )
        self.query = query
        self.at = 0

    def skip(self) -> None:
        """Moves on to the next character that is no space."""
        while self.at < len(self.query) and self.query[self.at].isspace():
            self.at += 1

    @property
    def done(self) -> bool:
        """Whether nothing but spaces is left."""
        self.skip()
        return self.at >= len(self.query)

    def peek(self) -> Piece:
        """The next word, up to a space or a bracket; empty at a bracket or the end."""
        self.skip()
        found = _END.search(self.query, self.at)
        end = found.start() if found else len(self.query)
        return Piece(self.query[self.at : end], self.at, end)

    def take(self, text: str) -> bool:
        """Whether the query goes on with a sign, which is then behind us."""
        self.skip()
        if not self.query.startswith(text, self.at):
            return False
        self.at += len(text)
        return True

    def keyword(self, *words: str) -> str:
        """The one of several words that comes next, which is then behind us; empty where none does."""
        piece = self.peek()
        if piece.text.lower() in words:
            self.at = piece.end
            return piece.text.lower()
        return ""

    def name(self) -> Piece | None:
        """A name at this place, which is then behind us."""
        self.skip()
        match = _NAME.match(self.query, self.at)
        if match is None:
            return None
        self.at = match.end()
        return Piece(match[0], match.start(), match.end())

    def sign(self) -> Piece | None:
        """A sign of comparison in its plain form, which is then behind us."""
        self.skip()
        match = _SIGN.match(self.query, self.at)
        if match is None:
            return None
        self.at = match.end()
        return Piece(_SIGNS.get(match[0], match[0]), match.start(), match.end())

    def quoted(self) -> Piece | None:
        """A text in quotes without them, which is then behind us."""
        self.skip()
        closing = _QUOTES.get(self.query[self.at : self.at + 1])
        if closing is None:
            return None
        start, end = self.at, self.query.find(closing, self.at + 1)
        if end < 0:
            raise self.error(
                start, len(self.query), "the quotes are not closed", f"did you mean: {self.query}{closing}"
            )
        self.at = end + 1
        return Piece(self.query[start + 1 : end], start, end + 1)

    def value(self) -> Piece:
        """A word or a quoted text, which is then behind us; brackets belong to it where they are balanced."""
        quoted = self.quoted()
        if quoted:
            return quoted
        start, depth, at = self.at, 0, self.at
        while at < len(self.query) and not self.query[at].isspace():
            depth += {"(": 1, ")": -1}.get(self.query[at], 0)
            if depth < 0:
                break
            at += 1
        self.at = at
        return Piece(self.query[start:at], start, at)

    def error(self, start: int, end: int, message: str, hint: str = "") -> QueryError:
        """What is wrong between two places."""
        return QueryError(self.query, start, end, message, hint)

    def corrected(self, piece: Piece, text: str) -> str:
        """A hint: the query with a piece replaced."""
        return f"did you mean: {self.query[: piece.start]}{text}{self.query[piece.end :]}"
