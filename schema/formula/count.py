"""Counting atoms: a folded text -> numbers of atoms, charge, and what is raised or lowered in print."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from glovebook.schema.atomic_weights import ATOMIC_WEIGHTS
from glovebook.schema.formula.amount import Amount
from glovebook.schema.formula.isotopes import ISOTOPES
from glovebook.schema.formula.text import (
    ADDUCT,
    CHARGE,
    COUNT,
    JOINED,
    MASS_NUMBER,
    MAX_LENGTH,
    MIXED_DIGITS,
    MULTIPLIER,
    NUMBER,
    TERM,
    TOKEN,
    VARIABLES,
    FormulaError,
    fold,
)

Number = float | Amount
Atoms = dict[str, Number]
Piece = tuple["str | tuple[Piece, ...]", Number]
"""An element, an isotope or what a bracket holds, and how often it is there."""
_CLOSES = {"(": ")", "[": "]"}
_LETTERS = {"D", *(name for name in ATOMIC_WEIGHTS if len(name) == 1)}
_ANIONS = frozenset({"H", "B", "C", "N", "O", "F", "P", "S", "Cl", "Se", "Br", "Te", "I", ")", "]"})
_CATIONS = frozenset({"Li", "Na", "K", "Rb", "Cs", "Be", "Mg", "Ca", "Sr", "Ba"})


@dataclass
class Counted:
    """What a formula holds."""

    atoms: Atoms = field(default_factory=dict)
    charge: int = 0
    pieces: list[Piece] = field(default_factory=list)
    """The formula as it is built: one bracket for each part between middle dots."""
    print: list[tuple[Literal["", "sub", "sup"], str]] = field(default_factory=list)
    """The text piece by piece, with where each stands."""


def counted(text: str) -> Counted:
    """What a text holds; raises `FormulaError` with the place where it stops being a formula.

    A middle dot joins parts, each of which may begin with its own multiplier (hydrates, glasses); so does a hyphen
    between an anion and a cation (mixtures of salts).
    """
    if not text or len(text) > MAX_LENGTH:
        raise FormulaError(f"a formula has 1 to {MAX_LENGTH} characters, this one {len(text)}", "e.g. 'Na2B12H12'")
    folded = fold(text)
    if MIXED_DIGITS.search(text):
        raise FormulaError(f"{text!r} has lowered digits beside plain ones", "separate them with a bracket or a dot")
    if ADDUCT.search(folded):
        raise FormulaError(
            f"the point in {text!r} may join two parts or be a decimal", "write a middle dot, e.g. 'CuSO4·5H2O'"
        )
    if "()" in text or "[]" in text:
        raise FormulaError(f"{text!r} has an empty bracket", "write what is in it, or leave it out")
    whole = Counted()
    for number, part in enumerate(JOINED.sub("\\1·", folded).split("·")):
        whole.print += [("", "·")] if number else []
        _part(part.strip(" "), text, whole)
    for element, amount in whole.atoms.items():
        plain = amount.plain if isinstance(amount, Amount) else amount
        if not plain:
            raise FormulaError(f"{text!r} holds no {element}: its number is zero", "leave the element out")
        whole.atoms[element] = plain
    return whole


def _part(part: str, text: str, whole: Counted) -> None:
    factor: Number = 1.0
    if match := MULTIPLIER.match(part):
        factor = _amount(match["sum"] or match["plain"] or match["number"], text)
        whole.print.append(("", match[0].replace("-", "−")))
        part = part[match.end() :].lstrip(" ")
    part, size = _without_charge(part, text)
    if not part:
        raise FormulaError(f"{text!r} has an empty part", "write elements and numbers, e.g. 'CuSO4·5H2O'")
    piece = (_Part(part, text, whole).pieces(), factor)
    whole.pieces.append(piece)
    _add(whole.atoms, _atoms(piece))
    if size:
        if isinstance(factor, Amount) or not (size * factor).is_integer():
            raise FormulaError(f"the charge of {text!r} is no whole number", "write the charge of one formula unit")
        whole.charge += int(size * factor)
        sign = "+" if size > 0 else "−"
        whole.print.append(("sup", f"{abs(size) if abs(size) > 1 else ''}{sign}"))


def _without_charge(part: str, text: str) -> tuple[str, int]:
    """A part without the charge at its end, and that charge; refused where digits may be atoms or charge."""
    match = CHARGE.search(part)
    if match is None:
        return part, 0
    before, digits, sign = part[: match.start()], match["size"], 1 if match["sign"] == "+" else -1
    if match["caret"] or not digits:
        return before, sign * int(digits or 1)
    if _is_one_bracket(before):  # [B12H12]2-: the whole ion is in the bracket, so the number is its charge
        return before, sign * int(digits)
    if len(digits) == 1 and not re.fullmatch("[A-Z][a-z]?", before):  # NH2-, Al(OH)4-
        return before + digits, sign
    atoms = digits[:-1] if len(digits) > 1 else ""
    raise FormulaError(
        f"the digits before the charge in {text!r} may count atoms or charges",
        f"write the charge behind '^', e.g. '{before}{atoms}^{digits[-1]}{match['sign']}'",
    )


def _is_one_bracket(part: str) -> bool:
    """Whether a bracket that opens at the beginning closes at the end."""
    depth = 0
    for at, character in enumerate(part):
        depth += (character in "([") - (character in ")]")
        if depth == 0:
            return at == len(part) - 1 and part[0] in "(["
    return False


class _Part:
    """One part between middle dots, read from left to right with a stack of open brackets."""

    def __init__(self, part: str, text: str, whole: Counted) -> None:
        self.part = part
        self.text = text
        self.print = whole.print
        self.at = 0

    def pieces(self) -> tuple[Piece, ...]:
        """What the part is built of."""
        stack: list[tuple[str, list[Piece]]] = [("", [])]
        while self.at < len(self.part):
            token = TOKEN.match(self.part, self.at)
            if token is None:
                raise self._no_formula()
            if bracket := token["open"]:
                self._take(bracket)
                stack.append((_CLOSES[bracket], self._labelled() if bracket == "[" else []))
                continue
            what: str | tuple[Piece, ...]
            if bracket := token["close"]:
                if stack[-1][0] != bracket:
                    raise FormulaError(f"{self.text!r} closes a bracket that was not opened", "count the brackets")
                self._take(bracket)
                what = tuple(stack.pop()[1])
            else:
                what = self._isotope(token["isotope"], 1) if token["isotope"] else self._element()
            stack[-1][1].append((what, self._number()))
        if len(stack) > 1:
            raise FormulaError(f"{self.text!r} leaves a bracket open", f"close it with {stack[-1][0]!r}")
        return tuple(stack[0][1])

    def _element(self) -> str:
        """The symbol here; a letter that makes no element of it may be a variable, and is left."""
        match = TOKEN.match(self.part, self.at)
        name = match["element"] if match else ""
        if name not in ATOMIC_WEIGHTS and name[1:] in VARIABLES and name[0] in _LETTERS:
            name = name[0]
        if name not in ATOMIC_WEIGHTS and name != "D":
            raise FormulaError(f"{name!r} in {self.text!r} is no element with an atomic weight", "check its spelling")
        self._take(name)
        return "2H" if name == "D" else name

    def _labelled(self) -> list[Piece]:
        """The isotope that stands first in a square bracket, if one does: ``[7Li]``."""
        number = MASS_NUMBER.match(self.part, self.at)
        return [(self._isotope(number[0], 0), self._number())] if number else []

    def _isotope(self, number: str, caret: int) -> str:
        self.at += caret + len(number)
        self.print.append(("sup", number))
        name = number + self._element()
        if name not in ISOTOPES:
            raise FormulaError(
                f"{name!r} in {self.text!r} is no isotope with a mass known here", f"there are {', '.join(ISOTOPES)}"
            )
        return name

    def _number(self) -> Number:
        """The number that follows, 1 where there is none."""
        match = COUNT.match(self.part, self.at)
        if match is None:
            return 1.0
        if match["plain"] and re.search("[+-]", match["plain"]):
            self._refuse_mixture(match)
        self.at = match.end()
        self.print.append(("sub", match[0].replace("-", "−")))
        return _amount(match["sum"] or match["plain"], self.text)

    def _refuse_mixture(self, match: re.Match[str]) -> None:
        """Raises `FormulaError` where what follows looks like a second compound: ``Li3PS4-xLiI``."""
        before, after = self.part[: match.start()], self.part[match.end() :]
        seen = re.findall("[A-Z][a-z]?|[)\\]]", before)
        following = re.match("[A-Z][a-z]?", after)
        if following and (following[0] in seen or (seen[-1] in _ANIONS and following[0] in _CATIONS)):
            number, more = re.split("(?=[+-])", match["plain"], maxsplit=1)
            mixed, single = f"{before}{number}·{more[1:]}{after}", f"{before}({number}{more}){after}"
            raise FormulaError(
                f"{match['plain']!r} in {self.text!r} may be a number of atoms, or join two compounds",
                f"write {mixed!r} or {single!r}",
            )

    def _take(self, piece: str) -> None:
        self.at += len(piece)
        self.print.append(("", piece))

    def _no_formula(self) -> FormulaError:
        rest = self.part[self.at :]
        if number := re.match(r"\d+(?:\.\d+)?", rest):
            return FormulaError(f"the number {number[0]!r} in {self.text!r} follows no element", "e.g. 'Na2B12H12'")
        if rest[0] == "^":
            return FormulaError(
                f"what is raised in {self.text!r} is neither an isotope nor a charge", "e.g. '^7Li' or 'SO4^2-'"
            )
        return FormulaError(f"{self.text!r} is no formula from {rest!r} on", "e.g. 'Na3NH2B12H12' or 'Na2(B12H12)'")


def _amount(expression: str, text: str) -> Number:
    """The number that an expression stands for."""
    if expression[-1] not in VARIABLES and re.fullmatch(NUMBER, expression):
        return float(expression)
    total = Amount({})
    for term in TERM.finditer(expression):
        if term[0]:
            divisor = float(term["divisor"] or 1)
            if not divisor:
                raise FormulaError(f"{text!r} divides by zero", "write e.g. 'x/2'")
            size = float(term["number"] or 1) / divisor
            names = (term["variable"],) if term["variable"] else ()
            total += Amount({names: -size if term["sign"] == "-" else size})
    return total


def _atoms(piece: Piece) -> Atoms:
    """Atoms in a piece."""
    what, by = piece
    if isinstance(what, str):
        return {what: by}
    total: Atoms = {}
    for inner in what:
        _add(total, _atoms(inner))
    return {name: amount * by for name, amount in total.items()}


def _add(total: Atoms, more: Atoms) -> None:
    for name, amount in more.items():
        total[name] = total[name] + amount if name in total else amount
