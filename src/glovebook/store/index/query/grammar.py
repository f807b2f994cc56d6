"""The language of queries: text -> tree. A closed grammar of our own; nothing of it reaches SQL but as a value.

query   = and { "or" and }
and     = term { [ "and" ] term }
term    = "not" term | "maybe" compare | "(" query ")" | using | compare | field | word | "quoted words"
using   = ( "using" | "used" | "used by" ) ( "(" query ")" | term { term } )  |  KIND "whose" and
compare = NAME ( ">=" | "<=" | ">" | "<" | "=" | "~" ) QUANTITY { "at" compare }  |  NAME FROM..TO { "at" compare }
field   = NAME ":" value  |  NAME sign DATE
"""

from __future__ import annotations

from glovebook.store.index.query.compare import begins_number, comparison, days
from glovebook.store.index.query.names import Vocabulary
from glovebook.store.index.query.scan import Piece, Scanner
from glovebook.store.index.query.tree import And, Compare, Days, Field, Node, Not, Or, Using, Words

RESERVED = ("and", "or", "not", "at", "whose", "using", "used", "maybe")
_DEEPEST = 30
"""Brackets within brackets."""
_ENDS = ("and", "or", "whose")
_ITEMS = ("lot",)
"""Fields that may be named without a colon before their value: ``lot A12``."""


def parsed(query: str, vocabulary: Vocabulary) -> Node:
    """The tree of a query; raises `QueryError` with the place of what is wrong."""
    scanner = Scanner(query)
    if scanner.done:
        raise scanner.error(0, 1, "the query is empty", "write e.g. 'kind:pellet pressure >= 40 MPa'")
    grammar = _Grammar(scanner, vocabulary)
    node = grammar.either()
    if not scanner.done:
        raise scanner.error(
            scanner.at, scanner.at + 1, "there is no '(' to this ')'", "leave it out, or put one before"
        )
    return node


class _Grammar:
    """One query while it is read."""

    def __init__(self, scanner: Scanner, vocabulary: Vocabulary) -> None:
        self.scanner = scanner
        self.vocabulary = vocabulary
        self.depth = 0

    def either(self) -> Node:
        """Conditions with ``or`` between them."""
        items = [self.all()]
        while self.scanner.keyword("or"):
            items.append(self.all())
        return items[0] if len(items) == 1 else Or(tuple(items))

    def all(self) -> Node:
        """Conditions side by side, or with ``and`` between them."""
        items = [self.term()]
        while self.goes_on():
            self.scanner.keyword("and")
            items.append(self.term())
        return items[0] if len(items) == 1 else And(tuple(items))

    def goes_on(self) -> bool:
        """Whether another condition follows before an ``or``, a closing bracket or the end."""
        scanner = self.scanner
        return not scanner.done and scanner.query[scanner.at] != ")" and scanner.peek().text.lower() != "or"

    def term(self) -> Node:
        """One condition."""
        scanner = self.scanner
        if scanner.done or scanner.query[scanner.at] == ")":
            raise scanner.error(scanner.at, scanner.at + 1, "a condition is missing here", self.example())
        if scanner.take("("):
            return self.bracket()
        if scanner.keyword("not"):
            return Not(self.term())
        if scanner.keyword("using", "used"):
            return self.using()
        if quoted := scanner.quoted():
            return Words(quoted.text)
        maybe = bool(scanner.keyword("maybe"))
        piece = scanner.peek()
        if piece.text.lower() in RESERVED:
            hint = f'put it into quotes to look for the word: "{piece.text}"'
            raise scanner.error(piece.start, piece.end, f"{piece.text!r} cannot stand here", hint)
        return self.named(maybe=maybe) or self.word()

    def bracket(self) -> Node:
        """A query in brackets, of which the first is behind us."""
        start = self.scanner.at - 1
        self.depth += 1
        if self.depth > _DEEPEST:
            raise self.scanner.error(start, start + 1, f"brackets within more than {_DEEPEST} brackets", "ask for less")
        node = self.either()
        if not self.scanner.take(")"):
            hint = f"did you mean: {self.scanner.query})"
            raise self.scanner.error(start, start + 1, "there is no ')' to this '('", hint)
        self.depth -= 1
        return node

    def using(self) -> Node:
        """What was used, or after ``by`` what it was used for; the word before is behind us."""
        direction = "by" if self.scanner.keyword("by") else "using"
        if self.scanner.take("("):
            return Using(self.bracket(), direction)  # type: ignore[arg-type]  # one of the two
        items = [self.term()]
        while self.goes_on() and self.scanner.peek().text.lower() not in _ENDS:
            items.append(self.term())
        return Using(items[0] if len(items) == 1 else And(tuple(items)), direction)  # type: ignore[arg-type]  # the same

    def named(self, *, maybe: bool) -> Node | None:
        """A condition that begins with a name; None where what comes next is a word to look for."""
        scanner = self.scanner
        before = scanner.at
        name = scanner.name()
        if name is not None:
            is_joined = scanner.query[scanner.at : scanner.at + 1] == ":"
            if is_joined:
                scanner.at += 1
                return self.field(name)
            if (kind := self.vocabulary.kind_named(name.text)) and scanner.peek().text.lower() in (
                "whose",
                "using",
                "used",
            ):
                return self.of_kind(kind)
            if name.text.lower() in _ITEMS and not scanner.done and scanner.query[scanner.at] not in "()<>=~":
                return Field(name.text.lower(), scanner.value().text)
            if condition := self.measured(name, maybe=maybe):
                return condition
        if maybe:
            hint = "write e.g. 'maybe water < 0.05 ppm'"
            raise scanner.error(before, scanner.at, "'maybe' is for quantities", hint)
        scanner.at = before
        return None

    def of_kind(self, kind: str) -> Node:
        """``pellets whose ...``: entries of a kind; the kind is behind us."""
        of_kind = Field("kind", kind)
        if not self.scanner.keyword("whose"):
            return of_kind  # `using ...` follows as the next condition
        before = self.scanner.at
        name = self.scanner.name()
        other = self.vocabulary.kind_named(name.text) if name else ""
        if other and self.scanner.query[self.scanner.at : self.scanner.at + 1] != ":":
            rest = [self.term()] if self.goes_on() else []
            return And((of_kind, Using(And((Field("kind", other), *rest)) if rest else Field("kind", other))))
        self.scanner.at = before
        return And((of_kind, self.term()))

    def measured(self, name: Piece, *, maybe: bool) -> Compare | Days | None:
        """A quantity or a date compared with something; the name is behind us."""
        scanner = self.scanner
        before = scanner.at
        sign = scanner.sign()
        if sign is None and not self.vocabulary.is_quantity(name.text) and name.text != "date":
            return None
        found = days(scanner, self.vocabulary, name, sign)
        if found:
            return found
        compared = comparison(scanner, self.vocabulary, name, sign, maybe=maybe)
        if compared is None:
            scanner.at = before
            return None
        conditions = []
        while scanner.keyword("at"):
            condition = scanner.name()
            inner = (
                None
                if condition is None
                else comparison(scanner, self.vocabulary, condition, scanner.sign(), maybe=maybe)
            )
            if inner is None:
                hint = "write e.g. 'sigma_total > 1e-5 S/cm at temperature 330..350 K'"
                raise scanner.error(scanner.at, scanner.at + 1, "behind 'at' stands a quantity and its value", hint)
            conditions.append(inner)
        return Compare(compared.name, compared.spans, maybe, tuple(conditions))

    def field(self, name: Piece) -> Node:
        """A text, a date or a link in a field; the colon is behind us."""
        scanner = self.scanner
        if scanner.done or scanner.query[scanner.at] == ")":
            raise scanner.error(name.start, scanner.at, f"{name.text!r} is to be what?", self.example())
        field = {"tag": "tags", "text": "text"}.get(name.text.lower(), name.text)
        if field == "date" or not self.vocabulary.is_quantity(field):
            found = days(scanner, self.vocabulary, name, None)
            if found:
                return found
        if self.vocabulary.is_quantity(field) and begins_number(scanner):
            return self.compared_by_colon(name)
        value = scanner.value()
        if field == "text":
            return Words(value.text)
        if not self.vocabulary.is_field(field):
            near = self.vocabulary.near_field(field)
            hint = scanner.corrected(name, near) if near else "write e.g. kind:pellet, status:failed, operator:lhe"
            raise scanner.error(name.start, name.end, f"no entry has a field {name.text!r}", hint)
        if field == "kind":
            return Field("kind", self.kind(value))
        return Field(field, value.text)

    def compared_by_colon(self, name: Piece) -> Node:
        """``pressure:40 MPa``, read as ``pressure = 40 MPa``; the colon is behind us."""
        scanner = self.scanner
        sign = scanner.sign() or Piece("=", scanner.at, scanner.at)
        found = comparison(scanner, self.vocabulary, name, sign, maybe=False)
        if found is None:
            raise scanner.error(name.start, name.end, f"{name.text!r} is a quantity", "write e.g. 'pressure >= 40 MPa'")
        return found

    def kind(self, value: Piece) -> str:
        """The kind that a value names; a mistake in it would find nothing."""
        found = self.vocabulary.kind_named(value.text)
        if found or "*" in value.text:
            return found or value.text
        from difflib import get_close_matches

        near = get_close_matches(value.text, self.vocabulary.kinds, 1)
        hint = (
            self.scanner.corrected(value, near[0])
            if near
            else f"write one of {', '.join(sorted(self.vocabulary.kinds))}"
        )
        raise self.scanner.error(value.start, value.end, f"{value.text!r} is no kind of entry", hint)

    def word(self) -> Node:
        """A word to look for in all texts."""
        value = self.scanner.value()
        text = value.text.rstrip("*")
        if not any(character.isalnum() for character in text):
            shown = f"{value.text!r} is nothing to look for"
            raise self.scanner.error(value.start, value.end, shown, "put a text with signs into quotes")
        return Words(text, is_prefix=value.text.endswith("*"))

    def example(self) -> str:
        """What a condition looks like."""
        return "write e.g. kind:pellet, status:failed, pressure >= 40 MPa"
