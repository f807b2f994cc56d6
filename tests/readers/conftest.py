"""The bytes of small Zahner .ism files, made here, so that the reader is tested where no measured file is."""

from __future__ import annotations

import struct
from collections.abc import Callable, Sequence

import pytest

HEADER = (
    "160724",
    "Pellet p7",
    "0.0V, Ampl: 10mV",
    "0nA",
    "23.8C",
    "09:32:45 - 09:37:42",
    "First Line",
    "",
    "",
    "",
    "",
    "",
)
START = 1405589568.0
"""2024-07-16 09:32:48, in seconds since 1980."""


def text(value: str) -> bytes:
    """A string as Thales stores it: its length, then its letters with the case swapped."""
    return struct.pack(">h", len(value)) + value.swapcase().encode("latin-1")


def floats(values: Sequence[float]) -> bytes:
    """Big-endian 8-byte floats."""
    return struct.pack(f">{len(values)}d", *values)


def ism(
    frequency: Sequence[float],
    modulus: Sequence[float],
    phase: Sequence[float],
    *,
    header: Sequence[str] = HEADER,
    settings: bool = True,
    tracks: bool = False,
) -> bytes:
    """A whole file of these points; ``settings`` and ``tracks`` are what may stand behind the strings."""
    count = len(frequency)
    content = b"\x00\x00\xff\xff\xff\xfe" + (count - 1).to_bytes(6, "big")
    content += floats(frequency) + floats(modulus) + floats(phase)
    content += floats([START + 2.0 * index for index in range(count)])
    content += struct.pack(f">{count}h", *[1000 - index for index in range(count)])
    content += b"".join(text(value) for value in header)
    if settings:
        values = [0.0] * 32
        values[25], values[27] = 10.0, 32768.0 if tracks else 0.0
        content += struct.pack(">h", 512) + floats(values)
    if tracks:
        content += floats([value for index in range(count) for value in (0.5 + index, 1e-9 * index)])
    return content


@pytest.fixture(scope="session")
def make_ism() -> Callable[..., bytes]:
    """The function that makes a file."""
    return ism
