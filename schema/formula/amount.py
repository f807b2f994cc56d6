"""Numbers of atoms that may depend on variables: ``3 - x``, a polynomial, because brackets multiply."""

from __future__ import annotations

from collections.abc import Mapping


class Amount:
    """A sum of terms, each a number times variables."""

    __slots__ = ("terms",)

    terms: Mapping[tuple[str, ...], float]
    """Variables of a term, in alphabetical order -> its factor; no factor is zero."""

    def __init__(self, terms: Mapping[tuple[str, ...], float]) -> None:
        self.terms = {names: factor for names, factor in terms.items() if factor}

    def __add__(self, other: Amount | float) -> Amount:
        more = other.terms if isinstance(other, Amount) else {(): other}
        names = dict.fromkeys([*self.terms, *more])
        return Amount({name: self.terms.get(name, 0.0) + more.get(name, 0.0) for name in names})

    __radd__ = __add__

    def __mul__(self, other: Amount | float) -> Amount:
        if not isinstance(other, Amount):
            return Amount({names: factor * other for names, factor in self.terms.items()})
        total = Amount({})
        for names, factor in self.terms.items():
            total += Amount({tuple(sorted((*names, *more))): factor * by for more, by in other.terms.items()})
        return total

    __rmul__ = __mul__

    @property
    def variables(self) -> frozenset[str]:
        """The variables that it depends on."""
        return frozenset(name for names in self.terms for name in names)

    @property
    def plain(self) -> float | Amount:
        """A number, where it depends on no variable."""
        return self if self.variables else self.terms.get((), 0.0)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Amount) and self.terms == other.terms

    def __hash__(self) -> int:
        return hash(frozenset(self.terms.items()))

    def __str__(self) -> str:
        """As people write it: ``3 - 2x``."""
        words = ""
        for names, factor in sorted(self.terms.items(), key=lambda term: (len(term[0]), term[0])):
            size = "" if abs(factor) == 1 and names else f"{abs(factor):g}"
            sign = (" - " if factor < 0 else " + ") if words else ("-" if factor < 0 else "")
            words += f"{sign}{size}{''.join(names)}"
        return words or "0"

    def __repr__(self) -> str:
        return f"Amount({str(self)!r})"
