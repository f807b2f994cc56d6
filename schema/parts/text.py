"""Texts of a fixed form: yes or no, dates, counts, ids, checksums, paths, hazard codes, CAS numbers."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

ID_PATTERN = "^[a-z0-9][a-z0-9._-]{0,63}$"
"""Identifiers of entries: they are file names on every system, so lower case only."""
_DEVICE = "(?:con|prn|aux|nul|com[1-9]|lpt[1-9])(?:[.]|$)"
"""What Windows takes for a device, whatever follows the dot (Microsoft, "Naming Files, Paths, and Namespaces")."""
NAME_PATTERN = "^[a-z][a-z0-9_]{0,39}$"
"""Names of kinds and of fields."""


def _yes_no(value: object) -> bool:
    if isinstance(value, bool):
        return value
    if value not in ("yes", "no"):
        raise PydanticCustomError(
            "record/yes-no", "{text} is neither yes nor no", {"text": repr(value), "hint": "write yes or no"}
        )
    return value == "yes"


YesNo = Annotated[bool, BeforeValidator(_yes_no), WithJsonSchema({"type": "string", "enum": ["yes", "no"]})]

_DATE = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?)(Z|[+-]\d\d:\d\d)?)?", re.ASCII)
_DATE_HINT = "write e.g. 2018-01-15 or 2018-01-15T14:30+08:00"


def _date(text: str) -> str:
    match = _DATE.fullmatch(text)
    if match is None:
        raise PydanticCustomError("record/date", "{text} is no date", {"text": repr(text), "hint": _DATE_HINT})
    try:
        date.fromisoformat(match[1])
        if match[2]:
            datetime.fromisoformat(text)
    except ValueError:
        raise PydanticCustomError(
            "record/date", "{text} is not in the calendar", {"text": repr(text), "hint": _DATE_HINT}
        ) from None
    if match[2] and not match[3]:
        raise PydanticCustomError(
            "record/date", "{text} has no time zone", {"text": repr(text), "hint": f"write e.g. {text}+08:00"}
        )
    return text


Date = Annotated[
    str,
    AfterValidator(_date),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9]{2}:[0-9]{2}(:[0-9]{2})?(Z|[+-][0-9]{2}:[0-9]{2}))?$",
            "errorMessage": f"expected a date: {_DATE_HINT}",
            "examples": ["2018-01-15T14:30+08:00"],
            "x-glovebook": {"widget": "date"},
        }
    ),
]


def _no_device(text: str) -> str:
    if re.match(_DEVICE, text):
        said = {"text": repr(text), "hint": f"choose another id, e.g. '{text[:3]}-{text[3:] or 1}'"}
        raise PydanticCustomError(
            "record/reserved-id", "{text} names a device on Windows, where no file can be called so", said
        )
    return text


EntryId = Annotated[
    str,
    Field(pattern=ID_PATTERN),
    AfterValidator(_no_device),
    WithJsonSchema({"type": "string", "pattern": f"^(?!{_DEVICE}){ID_PATTERN[1:]}"}),
]
Sha256 = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]


def _byte_count(value: object) -> int:
    if not re.fullmatch(r"\d{1,18}", str(value), re.ASCII):
        shown = {"text": repr(value), "hint": "write digits only, e.g. 4133"}
        raise PydanticCustomError("record/text", "{text} is no number of bytes", shown)
    return int(str(value))


ByteCount = Annotated[
    int,
    BeforeValidator(_byte_count),
    WithJsonSchema({"type": ["string", "integer"], "pattern": "^[0-9]+$", "minimum": 0}),
]


def _count(value: object) -> int:
    text = str(value)
    if isinstance(value, bool | float) or not re.fullmatch(r"[1-9][0-9]{0,8}", text, re.ASCII):
        raise PydanticCustomError(
            "record/count", "{text} is no count", {"text": repr(value), "hint": "write a whole number, e.g. 10"}
        )
    return int(text)


Count = Annotated[
    int,
    BeforeValidator(_count),
    WithJsonSchema(
        {
            "type": ["string", "integer"],
            "pattern": "^[1-9][0-9]{0,8}$",
            "minimum": 1,
            "maximum": 999_999_999,
            "errorMessage": "expected a whole number, e.g. 10",
        }
    ),
]
"""A number of things or of times: 1 and more."""


def _relative(path: str) -> str:
    parts = path.replace("\\", "/").split("/")
    if path.startswith(("/", "\\")) or ".." in parts or ":" in parts[0] or "\x00" in path or not path.strip():
        raise PydanticCustomError(
            "record/file-path",
            "{text} does not stay inside the notebook",
            {"text": repr(path), "hint": "name a file below the notebook's folder, e.g. data/eis/p7.ism"},
        )
    return path


FilePath = Annotated[str, AfterValidator(_relative)]

_HAZARD = "^(H[234][0-9]{2}(i|[FfDd]|F[Dd]|fd|Df)?([+]H[234][0-9]{2})*|EUH[0-9]{3}A?)$"
_HAZARD_HINT = "write the code alone, e.g. H260, H301+H311, H360FD or EUH014"


def _hazard(text: str) -> str:
    if not re.fullmatch(_HAZARD[1:-1], text, re.ASCII):
        raise PydanticCustomError(
            "record/hazard", "{text} is no GHS hazard code", {"text": repr(text), "hint": _HAZARD_HINT}
        )
    return text


HazardCode = Annotated[
    str,
    AfterValidator(_hazard),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": _HAZARD,
            "errorMessage": f"expected a GHS hazard code: {_HAZARD_HINT}",
            "examples": ["H260"],
        }
    ),
]
"""A hazard statement of the Globally Harmonized System by its code; EUH codes are those of the European Union."""

_CAS = re.compile("([0-9]{2,7})-([0-9]{2})-([0-9])", re.ASCII)


def _cas(text: str) -> str:
    match = _CAS.fullmatch(text)
    if match is None:
        raise PydanticCustomError(
            "record/cas", "{text} is no CAS number", {"text": repr(text), "hint": "write e.g. 7782-92-5"}
        )
    digits = match[1] + match[2]
    check = sum(place * int(digit) for place, digit in enumerate(reversed(digits), 1)) % 10
    if check != int(match[3]):
        raise PydanticCustomError(
            "record/cas",
            "{text} has a wrong digit: its check digit would be {check}",
            {"text": repr(text), "check": check, "hint": "compare it with the label"},
        )
    return text


CasNumber = Annotated[
    str,
    AfterValidator(_cas),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": "^[0-9]{2,7}-[0-9]{2}-[0-9]$",
            "errorMessage": "expected a CAS number, e.g. 7782-92-5",
            "examples": ["7782-92-5"],
        }
    ),
]
"""A CAS registry number; its last digit is the sum of the others, each times its place from the right, modulo 10."""
