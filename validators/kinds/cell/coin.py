"""Coin cells by their code: 2025 is 20 mm wide and 2.5 mm high."""

from __future__ import annotations

import re
from typing import NamedTuple

_COIN = re.compile(r"(?:^|[^\d])(16|20|23|24)(16|20|25|30|32|50|77)(?!\d)")


class Coin(NamedTuple):
    """A coin cell: its code, and its size outside in m."""

    code: str
    diameter: float
    height: float


def coin(body: str | None) -> Coin | None:
    """The coin cell that a text names; the code is the diameter in mm and the height in tenths of a millimetre."""
    match = _COIN.search(body or "")
    return Coin(match[1] + match[2], int(match[1]) * 1e-3, int(match[2]) * 1e-4) if match else None
