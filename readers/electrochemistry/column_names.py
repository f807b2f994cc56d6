"""Names and units in the header of an impedance table, in the spellings that instruments and people use."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import pi
from typing import Literal

from glovebook.schema.refusal import Refusal

Role = Literal["frequency", "real", "imaginary", "modulus", "phase"]

_NAMES: dict[Role, frozenset[str]] = {
    "frequency": frozenset({"f", "freq", "frequency", "frequencyhertz"}),
    "real": frozenset(
        {"z'", "zs'", "re", "re(z)", "rez", "zre", "real", "real(z)", "realz", "zreal", "realimpedanceohm"}
    ),
    "imaginary": frozenset(
        {"z''", "zs''", "im", "im(z)", "imz", "zim", "imag", "imag(z)", "imagz", "zimag", "imaginary", "zimaginary"}
        | {"imaginaryimpedanceohm"}
    ),
    "modulus": frozenset({"|z|", "|zs|", "zmod", "mod(z)", "abs(z)", "zabs", "impedance", "modulus"}),
    "phase": frozenset({"phase", "phase(z)", "phasez", "zphase", "zphz", "theta", "arg(z)", "phaseangle"}),
}
"""Role -> names as they are after `_fold`."""

_FREQUENCY = {"hz": 1.0, "1/s": 1.0, "mhz": None, "khz": 1e3}
"""``mhz`` depends on its first letter: mHz or MHz."""
_OHM = {"ohm": 1.0, "ohms": 1.0, "ω": 1.0, "kohm": 1e3, "kω": 1e3, "mohm": None, "mω": None, "gohm": 1e9, "gω": 1e9}
_PHASE = {"deg": pi / 180, "°": pi / 180, "degree": pi / 180, "degrees": pi / 180, "rad": 1.0, "radian": 1.0}
_LETTER = {"m": 1e-3, "M": 1e6}
_COMPLEX_PARTS = {"real": "a", "imaginary": "b"}
"""ZView heads its columns Z'(a) and Z''(b), for Z = a + jb; both are in ohm."""

_PRIMES = str.maketrans(
    {"\u2032": "'", "\u2033": "''", "\u2019": "'", "\u201d": "''", "\u00b4": "'", "\u0060": "'", '"': "''"}
)
"""Prime, double prime, and the quotation marks and accents that are typed in their place."""
_UNIT = re.compile(r"\[(?P<a>[^\[\]]*)\]$|/\s*(?P<b>[^/()|\[\]]+)$|\((?P<c>[^()]*)\)$")


@dataclass(frozen=True)
class Column:
    """A column that was recognised."""

    index: int
    header: str
    """As the file has it."""
    role: Role
    factor: float
    """Multiplies the numbers in the file to give Hz, ohm or rad, sign included."""
    unit: str
    """The unit in the header; empty where there is none."""
    negated: bool
    """True where the header says that the file holds the negative."""


def recognise(cells: Sequence[str], place: str) -> list[Column]:
    """The columns of an impedance table among the cells of a line; empty where the line does not head one.

    Two columns for one thing, and units that are not known, are refused, with ``place`` in front of the message.
    """
    found: dict[Role, tuple[int, str, str, bool]] = {}
    doubles: list[tuple[Role, str, str]] = []
    for index, cell in enumerate(cells):
        name, unit, negated = _parts(cell)
        role = next((role for role, names in _NAMES.items() if name in names), None)
        if role and role in found:
            doubles.append((role, cells[found[role][0]], cell))
        elif role:
            found[role] = (index, cell, unit, negated)
    wanted: tuple[Role, ...] = ("frequency", "real", "imaginary")
    if not found.keys() >= set(wanted):
        wanted = ("frequency", "modulus", "phase")
    if not found.keys() >= set(wanted):
        return []
    for role, first, second in doubles:
        if role in wanted:
            raise Refusal(
                f"{place}: two columns for one thing ({role}): {first.strip()!r} and {second.strip()!r}",
                "remove one of them",
            )
    return [_column(role, *found[role], place) for role in wanted]


def factor_of(role: Role, unit: str) -> float | None:
    """What turns a number in ``unit`` into Hz, ohm or rad; None for a unit that is not known.

    Without a unit frequencies are in Hz and impedances in ohm; a phase must have one.
    """
    text = unit.strip()
    folded = text.casefold()
    if role == "frequency":
        table: dict[str, float | None] = {"": 1.0, **_FREQUENCY}
    elif role == "phase":
        table = dict(_PHASE)
    else:
        table = {"": 1.0, **_OHM, _COMPLEX_PARTS.get(role, ""): 1.0}
    if folded in table and table[folded] is None:
        return _LETTER[text[0]]
    return table.get(folded)


def _parts(cell: str) -> tuple[str, str, bool]:
    """Folded name, unit and whether a minus stands in front."""
    text = cell.strip()
    if len(text) > 1 and text[0] == text[-1] == '"':
        text = text[1:-1].strip()
    text = text.translate(_PRIMES).replace("−", "-")
    unit = ""
    match = _UNIT.search(text)
    if match and match.start() > 0 and (match["c"] is None or match["c"].strip().casefold() != "z"):
        unit = (match["a"] or match["b"] or match["c"] or "").strip()
        text = text[: match.start()].strip()
    negated = text.startswith("-")
    return _fold(text.lstrip("-")), unit, negated


def _fold(name: str) -> str:
    return re.sub(r"[\s_.]", "", name).casefold()


def _column(role: Role, index: int, header: str, unit: str, negated: bool, place: str) -> Column:  # noqa: FBT001 - as found
    factor = factor_of(role, unit)
    if factor is None:
        known = {"frequency": "Hz, mHz, kHz, MHz", "phase": "deg, rad"}.get(role, "ohm, kOhm, MOhm")
        problem = f"has the unit {unit!r}, which is none of {known}" if unit else f"has no unit ({known})"
        raise Refusal(f"{place}: column {header.strip()!r} {problem}", "correct the header, or export in these units")
    if negated and role not in ("imaginary", "phase"):
        raise Refusal(f"{place}: column {header.strip()!r} is a negative {role}", "export it as is")
    return Column(index, header.strip(), role, -factor if negated else factor, unit, negated)
