"""A result: values with units and uncertainty, and everything needed to get them again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import floor, isfinite, log10
from typing import Any

from glovebook.schema.table import Table

RESULT_FORMAT = "1"

_PLAIN_FROM, _PLAIN_TO = 1e-3, 1e5
"""Outside of these bounds a number is written with a power of ten."""
_ROUNDING = 1e-9
"""Relative uncertainty below which it is the noise of the arithmetic on exact data, and is not written."""
_SUPERSCRIPT = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True)
class Value:
    """A number with its unit and standard uncertainty (``None`` where unknown)."""

    value: float
    unit: str
    uncertainty: float | None = None

    def as_json(self) -> dict[str, Any]:
        """``{value, unit, uncertainty}``."""
        return {"value": self.value, "unit": self.unit, "uncertainty": self.uncertainty}

    def __str__(self) -> str:
        """The value as people write it, see `shown`."""
        return shown(self.value, self.unit, self.uncertainty)


def shown(value: float, unit: str, uncertainty: float | None = None) -> str:
    """A number for people, e.g. ``(1.020 ± 0.050) × 10⁻⁴ S/cm``.

    The uncertainty has two digits and sets those of the value; without one the value has six.
    """
    return " ".join(part for part in (_number(value, uncertainty), unit) if part)


def _number(value: float, uncertainty: float | None) -> str:
    if not isfinite(value):
        return str(value)
    spread = uncertainty if uncertainty is not None and isfinite(uncertainty) else 0.0
    if spread <= _ROUNDING * abs(value):
        spread = 0.0
    scale = max(abs(value), spread)
    power = 0 if scale == 0 or _PLAIN_FROM <= scale < _PLAIN_TO else floor(log10(scale))
    ten = f" × 10{str(power).translate(_SUPERSCRIPT)}" if power else ""
    mantissa, spread = value / 10**power, spread / 10**power
    if not spread:
        return f"{mantissa:.6g}{ten}"
    decimals = max(0, 1 - floor(log10(spread)))
    pair = f"{mantissa:.{decimals}f} ± {spread:.{decimals}f}"
    return f"({pair}){ten}" if power else pair


@dataclass(frozen=True)
class Input:
    """A file that a result was computed from, by path in the notebook and content hash."""

    path: str
    sha256: str


Row = Mapping[str, Value | str | float | None]
"""One member of a series: ``{"temperature": Value(...), "sigma_total": Value(...), "circuit": "..."}``."""


@dataclass(frozen=True)
class Result:
    """What an analysis returns.

    The analysis fills ``method`` to ``table``; the pipeline adds identity, inputs,
    software and command when it stores the result (see ``glovebook.store.results``).
    """

    method: str
    """Name of the analysis, e.g. ``impedance``."""
    values: Mapping[str, Value] = field(default_factory=dict)
    """Fixed names: ``sigma_total``, ``sigma_bulk``, ``r_total``, ``ea_ln_sigma``, ``ea_ln_sigma_t`` ..."""
    series: Sequence[Row] = ()
    """One row a spectrum (or cycle ...), in the order of the entry."""
    parameters: Mapping[str, Any] = field(default_factory=dict)
    """Settings that decide the numbers: circuit, weighting, starts, seed, tolerances."""
    source: Sequence[str] = ()
    """Where the method comes from: equation, DOI, standard."""
    assumptions: Sequence[str] = ()
    warnings: Sequence[str] = ()
    synthetic: bool = False
    """True where any input says that its data are synthetic; figures and crates repeat it."""
    table: Table | None = None
    """Measured and fitted columns: becomes ``table.csv`` and the source of the figure."""
    id: str = ""
    entries: Sequence[str] = ()
    """Ids of the entries used: the owner first."""
    inputs: Sequence[Input] = ()
    software: Mapping[str, str] = field(default_factory=dict)
    command: str = ""
    created: str = ""

    def as_json(self) -> dict[str, Any]:
        """The result as plain data in the order in which a person reads it (``table`` is a file of its own)."""
        return {
            "glovebook_result": RESULT_FORMAT,
            "id": self.id,
            "method": self.method,
            "entries": list(self.entries),
            "synthetic": self.synthetic,
            "values": {name: value.as_json() for name, value in self.values.items()},
            "series": [{key: _plain(item) for key, item in row.items()} for row in self.series],
            "parameters": dict(self.parameters),
            "assumptions": list(self.assumptions),
            "warnings": list(self.warnings),
            "source": list(self.source),
            "inputs": [{"path": item.path, "sha256": item.sha256} for item in self.inputs],
            "software": dict(self.software),
            "command": self.command,
            "created": self.created,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Result:
        """The result that ``as_json`` wrote; without its table."""
        return cls(
            id=data["id"],
            method=data["method"],
            entries=data["entries"],
            synthetic=data["synthetic"],
            values={name: Value(**value) for name, value in data["values"].items()},
            series=[{key: _rich(item) for key, item in row.items()} for row in data["series"]],
            parameters=data["parameters"],
            assumptions=data["assumptions"],
            warnings=data["warnings"],
            source=data["source"],
            inputs=[Input(**item) for item in data["inputs"]],
            software=data["software"],
            command=data["command"],
            created=data["created"],
        )


def _plain(item: Value | str | float | None) -> Any:
    return item.as_json() if isinstance(item, Value) else item


def _rich(item: Any) -> Any:
    return Value(**item) if isinstance(item, dict) else item
