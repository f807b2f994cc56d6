"""Parts that entries of several kinds are made of: links, raw files, measured values, log lines."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from glovebook.schema.quantity import Quantity, QuantityError
from glovebook.schema.quantity.field import Duration, Length, Pressure, Temperature, VolumeFraction
from glovebook.schema.quantity.kinds import QUANTITY_KINDS

if TYPE_CHECKING:
    from pydantic import GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import core_schema

ID_PATTERN = "^[a-z0-9][a-z0-9._-]{0,63}$"
"""Identifiers of entries: they are file names on every system, so lower case only."""

_HINT_KEYS = frozenset({"section", "rare", "hidden", "layout", "widget", "wide"})


def field(*, title: str = "", example: str = "", required: bool = False, many: bool = False, **hints: Any) -> Any:
    """A Pydantic field with form hints: ``section``, ``rare``, ``hidden``, ``layout``, ``widget``, ``wide``.

    Absent unless ``required``; ``many`` makes an absent list the empty list.
    """
    if unknown := hints.keys() - _HINT_KEYS:
        raise TypeError(f"unknown form hints {sorted(unknown)}")

    def add_hints(schema: dict[str, Any]) -> None:  # beside, not instead of, the hints of the field's type
        schema["x-glovebook"] = {**schema.get("x-glovebook", {}), **hints}

    return Field(
        ... if required else [] if many else None,
        title=title or None,
        examples=[example] if example else None,
        json_schema_extra=add_hints if hints else None,
    )


class Part(BaseModel):
    """Base of everything written in an entry: unknown fields are errors, help is the attribute's docstring."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True, populate_by_name=True)


class ValueOrText(Part):
    """A part whose ``value`` may also be written alone: ``thickness: ~1 mm``."""

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, data: Any) -> Any:
        return {"value": data} if isinstance(data, str) else data

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """One schema for both spellings: string keywords bind strings, object keywords objects."""
        whole = handler.resolve_ref_schema(handler(core))
        value = whole["properties"]["value"]
        alone = {key: value[key] for key in ("pattern", "maxLength", "errorMessage", "examples") if key in value}
        return {
            **whole,
            **alone,
            "type": ["string", "object"],
            "x-glovebook-quantity": value["x-glovebook-quantity"],
            "x-glovebook": {"widget": "measured"},
        }


class MeasuredLength(ValueOrText):
    """A length with the readings and the method behind it."""

    value: Length
    """The value used."""
    readings: list[Length] = []
    """Single readings, e.g. at several places."""
    method: str | None = None
    """How it was measured, e.g. micrometer."""


class Pressing(ValueOrText):
    """A pressure applied, and what it refers to."""

    value: Pressure
    """The pressure."""
    basis: Literal["sample", "gauge"] | None = None
    """Acting on the sample, or read on the press's gauge."""
    hold: Duration | None = None
    """How long it was held."""


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
EntryId = Annotated[str, Field(pattern=ID_PATTERN)]
Sha256 = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]


def _byte_count(value: object) -> int:
    if isinstance(value, int):
        return value
    if not isinstance(value, str) or not re.fullmatch(r"\d{1,18}", value, re.ASCII):
        shown = {"text": repr(value), "hint": "write digits only, e.g. 4133"}
        raise PydanticCustomError("record/text", "{text} is no number of bytes", shown)
    return int(value)


ByteCount = Annotated[
    int,
    BeforeValidator(_byte_count),
    WithJsonSchema({"type": ["string", "integer"], "pattern": "^[0-9]+$", "minimum": 0}),
]


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


class Link(Part):
    """A link to another entry of the notebook; what it means is the name of the field that holds it."""

    model_config = ConfigDict(json_schema_extra={"x-glovebook": {"widget": "link"}})

    entry: EntryId
    """Id of the entry linked to."""


class RawFile(Part):
    """A raw file, with what proves that it is still the same one."""

    file: FilePath = field(example="data/eis/p7_372K.ism", widget="file", required=True)
    """Path of the file, relative to the notebook."""
    sha256: Sha256 | None = field(rare=True, title="SHA-256")
    """Checksum of the file's bytes, filled in when the file is added."""
    size: ByteCount | None = field(rare=True)
    """Length in bytes, filled in when the file is added."""
    license: str | None = field(rare=True)
    """SPDX id, where it differs from the notebook's."""
    export: YesNo | None = field(rare=True)
    """no: the file is cited but stays out of exports."""


class LogLine(Part):
    """A remark with its time."""

    at: Date
    """When."""
    text: str
    """What happened."""


class Condition(Part):
    """Under what condition a stated number holds."""

    temperature: Temperature | None = None
    """Temperature of the sample."""


class Reported(Part):
    """A number that somebody stated, e.g. in a paper; compared with results, never mixed with them."""

    quantity: str
    """Kind of quantity, e.g. conductivity."""
    value: str
    """The number as stated, e.g. 1.0e-4 S/cm."""
    at: Condition | None = None
    """Under what condition."""
    convention: Literal["ln_sigma", "ln_sigma_t"] | None = None
    """Of an activation energy: fitted to ln sigma or to ln(sigma T)."""
    source: str | None = None
    """Where it is stated, e.g. abstract."""

    @model_validator(mode="after")
    def _readable(self) -> Reported:
        if self.quantity not in QUANTITY_KINDS:
            raise PydanticCustomError(
                "quantity/kind",
                "{text} is no kind of quantity",
                {"text": repr(self.quantity), "hint": f"write one of {', '.join(QUANTITY_KINDS)}", "at": "quantity"},
            )
        try:
            Quantity.parse(self.value, self.quantity)
        except QuantityError as error:
            raise PydanticCustomError(
                error.rule, "{message}", {"message": error.message, "hint": error.hint, "at": "value"}
            ) from None
        return self

    @property
    def parsed(self) -> Quantity:
        """The stated number as a quantity."""
        return Quantity.parse(self.value, self.quantity)


class Waiver(Part):
    """Silences one rule for this entry; the reason is kept and exported."""

    rule: str
    """Id of the rule, e.g. pellet/thickness."""
    reason: str = Field(min_length=3)
    """Why the finding does not matter here."""


class Atmosphere(Part):
    """The gas around the work."""

    gas: str | None = field(example="Ar")
    """Gas, e.g. Ar."""
    oxygen: VolumeFraction | None = field(title="O₂", example="< 0.1 ppm")
    """Oxygen content read on the glovebox."""
    water: VolumeFraction | None = field(title="H₂O", example="< 0.1 ppm")
    """Water content read on the glovebox."""
    glovebox: str | None = field(rare=True)
    """Which glovebox."""
