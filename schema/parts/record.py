"""Parts that belong to the record itself: links, raw files, log lines, stated numbers, reviews, waivers."""

from __future__ import annotations

from typing import Literal

from pydantic import ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from glovebook.schema.formula import Formula
from glovebook.schema.parts.part import Part, field
from glovebook.schema.parts.text import ByteCount, Count, Date, EntryId, FilePath, Sha256, YesNo
from glovebook.schema.quantity import Quantity, QuantityError
from glovebook.schema.quantity.field import CRate, Mass, Temperature
from glovebook.schema.quantity.kinds import QUANTITY_KINDS


class Link(Part):
    """A link to another entry of the notebook; what it means is the name of the field that holds it."""

    model_config = ConfigDict(json_schema_extra={"x-glovebook": {"widget": "link"}})

    entry: EntryId = field(widget="link", required=True)
    """Id of the entry linked to."""


class Source(Link):
    """What something was made from, and how much of it was taken."""

    amount: Mass | None = field(example="44.0 mg")
    """Mass taken."""


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
    append_only: YesNo | None = field(rare=True)
    """yes: the test still runs and its file grows."""


class LogLine(Part):
    """A remark with its time."""

    at: Date
    """When."""
    text: str
    """What happened."""


class Review(Part):
    """What a second person found when reading the entry."""

    by: str = field(example="hws", widget="person", required=True)
    """Who read it: a key of `people` in glovebook.yaml, or an ORCID."""
    date: Date = field(example="2018-01-20T10:00+08:00", required=True)
    """When."""
    verdict: Literal["approved", "changes asked for", "rejected"] = field(required=True)
    """What came out."""
    sha256: Sha256 | None = field(rare=True, title="SHA-256")
    """Checksum of the entry's text as it was read, without the lines of its reviews and amendments."""
    remark: str | None = field(wide=True)
    """What was noticed."""


class Amendment(Part):
    """A change of an entry that had been reviewed."""

    by: str = field(example="lhe", widget="person", required=True)
    """Who made it: a key of `people` in glovebook.yaml, or an ORCID."""
    date: Date = field(example="2018-02-02T09:00+08:00", required=True)
    """When."""
    reason: str = field(wide=True, example="thickness was that of p6", required=True)
    """What was changed, and why."""
    sha256: Sha256 | None = field(rare=True, title="SHA-256")
    """Checksum of the entry's text as it was left, without the lines of its reviews and amendments."""


class Procedure(Part):
    """The template that an entry was started from."""

    template: str
    """Name of the template."""
    version: str | None = None
    """Version of the template."""
    parameters: dict[str, str] = Field({}, json_schema_extra={"x-glovebook": {"hidden": True}})
    """What its parameters were set to, where not to what the template has."""


class Condition(Part):
    """Under what condition a stated number holds."""

    temperature: Temperature | None = field(example="372 K")
    """Temperature of the sample."""
    cycle: Count | None = field(rare=True, example="2")
    """In which cycle of a cell."""
    reference_cycle: Count | None = field(rare=True, example="2")
    """Which cycle a retention refers to."""
    rate: CRate | None = field(rare=True, example="0.1 C")
    """At which C-rate."""


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
    constant: Literal["k_B", "R"] | None = None
    """Of an activation energy: the constant in the exponent of the equation that it was fitted with."""
    of: Formula | None = field(widget="formula", example="Na3NH2B12H12")
    """Which compound the number is stated for, as the source names it."""
    called: str | None = field(example="current density")
    """What the source calls it, in its own words."""
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
