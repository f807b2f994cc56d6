"""Uncertainties carried through a law, to first order."""

from __future__ import annotations

from collections.abc import Callable
from math import sqrt
from typing import NamedTuple


class Number(NamedTuple):
    """A number in SI with its standard uncertainty; None where nobody stated one."""

    value: float
    uncertainty: float | None = None

    @property
    def spread(self) -> float:
        """The uncertainty, zero where none is known."""
        return self.uncertainty or 0.0


def propagated(law: Callable[..., float], *inputs: Number) -> Number:
    """What a law gives for numbers with independent uncertainties; those without one are taken as exact.

    u(y)^2 = sum_i (f(x_i + u_i) - f(x_i - u_i))^2 / 4. The result has no uncertainty where no input has one. A
    quantity on which others depend must be one input, not several.
    Source: JCGM 100:2008 (GUM), 5.1.3, note 2.
    """
    values = [number.value for number in inputs]
    result = law(*values)
    if all(number.uncertainty is None for number in inputs):
        return Number(result)
    total = 0.0
    for index, (value, uncertainty) in enumerate(inputs):
        if uncertainty:
            ends = (
                law(*values[:index], end, *values[index + 1 :]) for end in (value + uncertainty, value - uncertainty)
            )
            upper, lower = ends
            total += ((upper - lower) / 2) ** 2
    return Number(result, sqrt(total))
