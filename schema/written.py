"""Texts with a meaning: kept as written, and read as a formula, a ratio or a space group."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, LiteralString, Self

from pydantic_core import PydanticCustomError, core_schema

from glovebook.schema.refusal import Refusal

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue


class Written:
    """A text and what it means; as the type of a field it takes a text and gives it back byte for byte."""

    __slots__ = ("text",)

    called: ClassVar[str]
    """What such a text is, with its article: ``a molar ratio``."""
    rule: ClassVar[LiteralString]
    """Id of the finding about a text that means nothing of the kind."""
    hint: ClassVar[str]
    """How one is written."""
    keywords: ClassVar[Mapping[str, Any]]
    """What JSON Schema asks of the text."""

    text: str
    """As written; never rewritten."""

    def __init__(self, text: str) -> None:
        self.text = text

    @classmethod
    def parse(cls, text: str) -> Self:
        """What a text means; raises `Refusal` with the reason where it means nothing of the kind."""
        raise NotImplementedError

    def reading(self) -> str:
        """How the text was understood, for people."""
        raise NotImplementedError

    def as_json(self) -> dict[str, Any]:
        """Plain data: the text, and what it means."""
        raise NotImplementedError

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.text!r})"

    def __eq__(self, other: object) -> bool:
        """Equal where the texts are: two texts may mean the same and still be written differently."""
        return isinstance(other, type(self)) and self.text == other.text

    def __hash__(self) -> int:
        return hash(self.text)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        """A validator from text, whose errors carry rule and hint."""
        return core_schema.no_info_plain_validator_function(
            cls._validated, serialization=core_schema.to_string_ser_schema()
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """A string with the keywords of the class."""
        return {"type": "string", **cls.keywords}

    @classmethod
    def _validated(cls, value: object) -> Self:
        if isinstance(value, cls):
            return value
        try:
            if not isinstance(value, str):
                raise Refusal(f"{cls.called} is one text", cls.hint)
            return cls.parse(value)
        except Refusal as refusal:
            said = {"message": refusal.message, "hint": refusal.hint}
            raise PydanticCustomError(cls.rule, "{message}", said) from None
