"""A derived value, and how one is made from a law and its inputs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from glovebook.physics.propagation import Number, propagated
from glovebook.physics.stated import Stated
from glovebook.schema.quantity.units import UNITS
from glovebook.schema.result import Value


@dataclass(frozen=True)
class Derived:
    """A number that follows from what was written down, with everything that it was computed from."""

    name: str
    """What it is: ``relative_density``."""
    path: str
    """Field that it stands beside: ``mass``."""
    value: Value
    formula: str
    inputs: Mapping[str, str] = field(default_factory=dict)
    """Symbol -> the text that it was taken from."""
    assumptions: tuple[str, ...] = ()
    """What had to be assumed, in sentences."""

    @property
    def words(self) -> str:
        """What it was computed from: formula, inputs, assumptions."""
        given = ", ".join(f"{symbol} = {text}" for symbol, text in self.inputs.items())
        return "; ".join((self.formula, given, *self.assumptions))

    def as_text(self) -> str:
        """The value for people: ``relative density = 0.980 ± 0.020 (rho / rho_x; rho = ..., rho_x = ...)``."""
        return f"{self.name.replace('_', ' ')} = {self.value} ({self.words})"

    def as_json(self) -> dict[str, Any]:
        """Plain data: name, path, value, unit, uncertainty, text, formula, inputs, assumptions."""
        return {
            "name": self.name,
            "path": self.path,
            **self.value.as_json(),
            "text": str(self.value),
            "formula": self.formula,
            "inputs": dict(self.inputs),
            "assumptions": list(self.assumptions),
        }


@dataclass(frozen=True)
class Law:
    """A law as people know it: what it gives, in which unit, from which formula."""

    name: str
    unit: str
    formula: str
    function: Callable[..., float]

    def of(self, path: str, *inputs: Stated | None, assumptions: tuple[str, ...] = ()) -> Iterator[Derived]:
        """What the law gives, beside a field; nothing where an input is missing."""
        given = [item for item in inputs if item is not None]
        if len(given) == len(inputs):
            value = in_unit(propagated(self.function, *(item.number for item in given)), self.unit)
            yield derived(self.name, path, value, self.formula, given, assumptions)


def in_unit(number: Number, unit: str) -> Value:
    """A number in SI as a value in a unit of the table."""
    factor = UNITS[unit].factor if unit else 1.0
    return Value(number.value / factor, unit, None if number.uncertainty is None else number.uncertainty / factor)


def derived(
    name: str, path: str, value: Value, formula: str, inputs: list[Stated], assumptions: tuple[str, ...] = ()
) -> Derived:
    """A derived value with what is to be said about its inputs."""
    remarks = dict.fromkeys(item.remark for item in inputs if item.remark)
    rounded = dict.fromkeys(f"u({item.symbol})" for item in inputs if item.by_digits)
    said = (*remarks, *([f"{', '.join(rounded)} from the digits written"] if rounded else ()), *assumptions)
    return Derived(name, path, value, formula, {item.symbol: item.text for item in inputs}, said)


def intermediate(symbol: str, number: Number, unit: str, source: str = "") -> Stated:
    """A computed number as the input of the next law, with the text that it is shown as."""
    text = str(in_unit(number, unit))
    return Stated(symbol, number, f"{text} ({source})" if source else text)


def exact(symbol: str, value: float, text: str) -> Stated:
    """A number without uncertainty, e.g. a molar mass, as an input."""
    return Stated(symbol, Number(value), text)
