"""Chemical formulas: ``Na3NH2B12H12``, ``Na2(B12H12)0.5(B10H10)0.5``, ``CuSO4·5H2O``, ``75Li2S·25P2S5``.

Besides: charges (``[B12H12]2-``, ``SO4^2-``, ``NH2-``), isotopes (``[7Li]3PS4``, ``^7Li``, ``D2O``) and families with
variables (``Na3-xNH2B12H12``). A text that may mean two things is refused.
"""

from __future__ import annotations

from typing import Any, Self

from glovebook.schema.atomic_weights import ATOMIC_WEIGHTS
from glovebook.schema.formula.amount import Amount
from glovebook.schema.formula.count import Piece, counted
from glovebook.schema.formula.isotopes import ISOTOPES
from glovebook.schema.formula.text import MAX_LENGTH, PATTERN, FormulaError
from glovebook.schema.written import Written

__all__ = ["Amount", "Formula", "FormulaError"]


class Formula(Written):
    """A chemical formula: the text as written and the composition it stands for."""

    __slots__ = ("charge", "composition")

    called = "a chemical formula"
    rule = "chemistry/formula"
    hint = "e.g. 'Na2B12H12'"
    keywords = {  # that a text is built like a formula; elements and brackets are checked by Glovebook
        "minLength": 1,
        "maxLength": MAX_LENGTH,
        "pattern": PATTERN,
        "errorMessage": "expected a chemical formula, e.g. 'Na2B12H12'",
        "examples": ["Na2B12H12"],
    }

    composition: dict[str, float | Amount]
    """Element or isotope (``7Li``) -> atoms per formula unit, in the order of first mention.

    A number, or in a family an `Amount` such as ``3 - x``.
    """
    charge: int
    """Charge of one formula unit in elementary charges."""

    def __init__(self, text: str, composition: dict[str, float | Amount], charge: int = 0) -> None:
        super().__init__(text)
        self.composition = composition
        self.charge = charge

    @classmethod
    def parse(cls, text: str) -> Self:
        """The formula that a text means; raises `FormulaError` with the place where it stops being one."""
        found = counted(text)
        return cls(text, found.atoms, found.charge)

    @property
    def variables(self) -> tuple[str, ...]:
        """The variables of a family, in alphabetical order; none for a formula with numbers alone."""
        amounts = (amount for amount in self.composition.values() if isinstance(amount, Amount))
        return tuple(sorted({name for amount in amounts for name in amount.variables}))

    @property
    def pieces(self) -> list[Piece]:
        """The formula as it is built, with its brackets: what tells ions apart that a sum of atoms does not."""
        return counted(self.text).pieces

    @property
    def molar_mass(self) -> float:
        """Molar mass in g/mol (standard atomic weights, CIAAW 2021; isotopes, AME2020).

        Raises `FormulaError` for a family; what electrons weigh is left out.
        """
        total = 0.0
        for name, amount in self.composition.items():
            if isinstance(amount, Amount):
                depends = " and ".join(self.variables)
                raise FormulaError(
                    f"the molar mass of {self.text!r} depends on {depends}", f"write a number for {depends}"
                )
            total += (ISOTOPES if name[0].isdigit() else ATOMIC_WEIGHTS)[name] * amount
        return total

    def reading(self) -> str:
        """Atoms, charge, and the molar mass where no variable decides it: ``Na 3, P 1, S 4; 228.03 g/mol``."""
        said = [", ".join(f"{name} {_plain(amount)}" for name, amount in self.composition.items())]
        said += [f"charge {self.charge:+d}"] if self.charge else []
        return "; ".join([*said, *([] if self.variables else [f"{self.molar_mass:.6g} g/mol"])])

    def as_json(self) -> dict[str, Any]:
        """Plain data: text, composition, charge, and the molar mass in g/mol where no variable decides it."""
        return {
            "text": self.text,
            "composition": {
                name: str(amount) if isinstance(amount, Amount) else amount for name, amount in self.composition.items()
            },
            "charge": self.charge,
            "molar_mass": None if self.variables else self.molar_mass,
        }

    def _repr_html_(self) -> str:
        """The formula with subscripts and superscripts."""
        pieces = counted(self.text).print  # nothing in them needs escaping: they are what the grammar lets through
        return "".join(f"<{tag}>{piece}</{tag}>" if tag else piece for tag, piece in pieces)


def _plain(amount: float | Amount) -> str:
    return f"({amount})" if isinstance(amount, Amount) else f"{amount:g}"
