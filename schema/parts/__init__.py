"""Parts that entries of several kinds are made of.

``part`` holds the base class and the declaration of fields, ``text`` texts of a fixed form, ``record``
what belongs to the record itself, ``work`` what describes work at the bench.
"""

from __future__ import annotations

from glovebook.schema.parts.part import Part, ValueOrText, field
from glovebook.schema.parts.record import (
    Amendment,
    Condition,
    Link,
    LogLine,
    Procedure,
    RawFile,
    Reported,
    Review,
    Source,
    Waiver,
)
from glovebook.schema.parts.text import (
    ID_PATTERN,
    NAME_PATTERN,
    ByteCount,
    CasNumber,
    Count,
    Date,
    EntryId,
    FilePath,
    HazardCode,
    Sha256,
    YesNo,
)
from glovebook.schema.parts.work import (
    Atmosphere,
    Hazards,
    MeasuredLength,
    Milling,
    Pressing,
    Segment,
    Weighing,
)

__all__ = [
    "ID_PATTERN",
    "NAME_PATTERN",
    "Amendment",
    "Atmosphere",
    "ByteCount",
    "CasNumber",
    "Condition",
    "Count",
    "Date",
    "EntryId",
    "FilePath",
    "HazardCode",
    "Hazards",
    "Link",
    "LogLine",
    "MeasuredLength",
    "Milling",
    "Part",
    "Pressing",
    "Procedure",
    "RawFile",
    "Reported",
    "Review",
    "Segment",
    "Sha256",
    "Source",
    "ValueOrText",
    "Waiver",
    "Weighing",
    "YesNo",
    "field",
]
