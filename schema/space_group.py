"""Space groups by their Hermann-Mauguin symbol."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic_core import PydanticCustomError, core_schema

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue

SYSTEMS = (
    (2, "triclinic"),
    (15, "monoclinic"),
    (74, "orthorhombic"),
    (142, "tetragonal"),
    (167, "trigonal"),
    (194, "hexagonal"),
    (230, "cubic"),
)
"""Last number of a crystal system, and its name."""


class SpaceGroup:
    """A space group: the symbol as written, and its number."""

    __slots__ = ("number", "text")

    text: str
    number: int
    """1 to 230."""

    def __init__(self, text: str, number: int) -> None:
        self.text = text
        self.number = number

    @classmethod
    def parse(cls, text: str) -> SpaceGroup:
        """The space group that a symbol names, spaces and underscores aside; `ValueError` where it names none."""
        from glovebook.schema.space_group_symbols import NUMBERS

        number = NUMBERS.get(text.replace("_", "").replace(" ", "").replace("−", "-"))
        if number is None:
            raise ValueError(f"{text!r} is no space group")
        return cls(text, number)

    @property
    def system(self) -> str:
        """Crystal system: ``orthorhombic``."""
        return next(name for last, name in SYSTEMS if self.number <= last)

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"SpaceGroup({self.text!r})"

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        """A validator from text to `SpaceGroup`."""
        return core_schema.no_info_plain_validator_function(_validate, serialization=core_schema.to_string_ser_schema())

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """A string that begins like a symbol; the list of 230 is checked by Glovebook."""
        return {
            "type": "string",
            "maxLength": 20,
            "pattern": "^[PABCIFRH] ?[-−0-9a-dmnu_/ ]+$",
            "errorMessage": "expected a Hermann-Mauguin symbol, e.g. 'Pna2_1'",
            "examples": ["Pna2_1"],
        }


def _validate(value: object) -> SpaceGroup:
    if isinstance(value, SpaceGroup):
        return value
    try:
        return SpaceGroup.parse(str(value))
    except ValueError as error:
        raise PydanticCustomError(
            "structure/space-group",
            "{message}",
            {"message": str(error), "hint": "write its Hermann-Mauguin symbol, e.g. 'Pna2_1' or 'Fm-3m'"},
        ) from None
