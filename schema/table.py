"""A table: columns with units, plus what the instrument's file says about itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Table:
    """What a reader returns, and what an analysis writes beside its result.

    Column names end in the unit, as in the Battery Data Format
    (``frequency_hertz``, ``real_impedance_ohm``). Columns are one-dimensional NumPy
    arrays of one length; this module does not import NumPy, it only passes them on.
    """

    columns: Mapping[str, Any]
    """Column name -> one-dimensional array."""
    units: Mapping[str, str]
    """Column name -> unit symbol of the unit table (``"Hz"``, ``"ohm"``; ``""`` for plain numbers)."""
    metadata: Mapping[str, str] = field(default_factory=dict)
    """What the file states, as text with units (``{"date": "2020-03-11T09:04:21", "amplitude": "10 mV"}``)."""
    notes: Sequence[str] = ()
    """Conventions applied and oddities met while reading, in sentences."""
    reader: str = ""
    """Name of the reader, e.g. ``zahner_ism``."""
    source: str = ""
    """The file's name as it was given."""
    sha256: str = ""
    """SHA-256 of the file's bytes, in hexadecimal."""
    size: int = 0
    """The file's length in bytes."""

    def __len__(self) -> int:
        """The number of rows."""
        return len(next(iter(self.columns.values()), ()))
