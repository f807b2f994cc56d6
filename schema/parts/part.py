"""What parts of entries are declared with: the base class, and fields with form hints."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict, Field, model_validator

if TYPE_CHECKING:
    from pydantic import GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import core_schema

_HINT_KEYS = frozenset({"section", "rare", "hidden", "layout", "widget", "wide"})


def field(
    *, title: str = "", example: str = "", about: str = "", required: bool = False, many: bool = False, **hints: Any
) -> Any:
    """A Pydantic field with form hints: ``section``, ``rare``, ``hidden``, ``layout``, ``widget``, ``wide``.

    Absent unless ``required``; ``many`` makes an absent list the empty list. ``about`` is the help
    of a field that has no attribute docstring.
    """
    if unknown := hints.keys() - _HINT_KEYS:
        raise TypeError(f"unknown form hints {sorted(unknown)}")

    def add_hints(schema: dict[str, Any]) -> None:  # beside, not instead of, the hints of the field's type
        schema["x-glovebook"] = {**schema.get("x-glovebook", {}), **hints}

    return Field(
        ... if required else [] if many else None,
        title=title or None,
        description=about or None,
        examples=[example] if example else None,
        json_schema_extra=add_hints if hints else None,
    )


class Part(BaseModel):
    """Base of everything written in an entry: unknown fields are errors, help is the attribute's docstring."""

    # a part is built as a piece of the kinds that hold it; by itself it is hardly ever read
    model_config = ConfigDict(
        extra="forbid", frozen=True, defer_build=True, populate_by_name=True, protected_namespaces=()
    )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """The schema with the help of each field."""
        from glovebook.schema.parts.docs import help_of

        schema = handler(core)
        fields = handler.resolve_ref_schema(schema)["properties"]
        for name, text in help_of(cls).items():
            key = cls.model_fields[name].alias or name
            fields[key] = {**fields[key], "description": text}
        return schema


VALUE = "value"
"""Field of a part that may be written alone, instead of the part."""


class ValueOrText(Part):
    """A part whose ``value`` may also be written alone: ``thickness: ~1 mm``."""

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, data: Any) -> Any:
        return {VALUE: data} if isinstance(data, str) else data

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """One schema for both spellings: string keywords bind strings, object keywords objects."""
        whole = handler.resolve_ref_schema(super().__get_pydantic_json_schema__(core, handler))
        value = whole["properties"][VALUE]
        alone = {key: value[key] for key in ("pattern", "maxLength", "errorMessage", "examples") if key in value}
        return {
            **whole,
            **alone,
            "type": ["string", "object"],
            "x-glovebook-quantity": value["x-glovebook-quantity"],
            "x-glovebook": {"widget": "measured"},
        }
