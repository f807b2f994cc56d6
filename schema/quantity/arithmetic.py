"""Calculating with quantities: through Pint, or with the uncertainty through ``uncertainties``."""

from __future__ import annotations

from math import nan
from typing import Any

from glovebook.schema.quantity.units import UNITS
from glovebook.schema.refusal import Refusal


class Arithmetic:
    """Sums, products and powers of quantities, as Pint quantities; a range or a bound is refused."""

    __slots__ = ()

    text: str
    value: float
    unit: str
    uncertainty: float | None
    comparator: str
    upper: float | None

    @property
    def ufloat(self) -> Any:
        """The value with its uncertainty as a number of the ``uncertainties`` package, in ``unit``; unknown is nan."""
        from uncertainties import ufloat

        return ufloat(self.number(), nan if self.uncertainty is None else self.uncertainty)

    def __add__(self, other: Any) -> Any:
        return _operand(self) + _operand(other)

    def __radd__(self, other: Any) -> Any:
        return _operand(self) if isinstance(other, int) and not other else other + _operand(self)  # 0: sum() begins so

    def __sub__(self, other: Any) -> Any:
        return _operand(self) - _operand(other)

    def __rsub__(self, other: Any) -> Any:
        return other - _operand(self)

    def __mul__(self, other: Any) -> Any:
        return _operand(self) * _operand(other)

    def __rmul__(self, other: Any) -> Any:
        return other * _operand(self)

    def __truediv__(self, other: Any) -> Any:
        return _operand(self) / _operand(other)

    def __rtruediv__(self, other: Any) -> Any:
        return other / _operand(self)

    def __pow__(self, other: Any) -> Any:
        return _operand(self) ** other

    def __neg__(self) -> Any:
        return -_operand(self)

    def number(self) -> float:
        """The value; `Refusal` where the text stands for more than one number."""
        if self.upper is not None or self.comparator[:1] in ("<", ">"):
            what = "a range" if self.upper is not None else "a bound"
            raise Refusal(
                f"{self.text!r} is {what}, and no single number",
                "calculate with its 'value' and 'upper', if you mean to",
            )
        return self.value


def _operand(value: Any) -> Any:
    """The Pint quantity of a quantity; anything else as it is."""
    if not isinstance(value, Arithmetic):
        return value
    from glovebook.schema.quantity.pint_bridge import to_pint

    return to_pint(value.number(), UNITS[value.unit])
