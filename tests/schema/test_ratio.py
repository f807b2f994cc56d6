"""Molar ratios: numbers with colons, with or without names."""

from __future__ import annotations

import jsonschema
import pytest
from pydantic import TypeAdapter, ValidationError

from glovebook.schema.ratio import Ratio

HINT = "write numbers with colons, e.g. '1:1' or 'NaNH2:Na2B12H12 = 1:1'"


@pytest.mark.parametrize(
    ("text", "parts", "names"),
    [
        ("1:1", (1.0, 1.0), ()),
        ("2 : 1 : 0.5", (2.0, 1.0, 0.5), ()),
        ("NaNH2:Na2B12H12 = 1:1", (1.0, 1.0), ("NaNH2", "Na2B12H12")),
        ("Na2(B12H12)0.5 : NaNH2 = 1 : 2", (1.0, 2.0), ("Na2(B12H12)0.5", "NaNH2")),
    ],
)
def test_accepted(text: str, parts: tuple[float, ...], names: tuple[str, ...]) -> None:
    """A ratio keeps its text, and JSON Schema accepts it too: YAML's own typing would read ``1:1`` as 61."""
    ratio = Ratio.parse(text)
    assert (text, parts, names) == (str(ratio), ratio.parts, ratio.names)
    assert jsonschema.Draft202012Validator(TypeAdapter(Ratio).json_schema()).is_valid(text)


@pytest.mark.parametrize(
    ("value", "message", "seen"),
    [
        ("1/1", "'1/1' is no molar ratio", True),
        ("1", "'1' is no molar ratio", True),
        ("1:", "'1:' is no molar ratio", True),
        ("1,5:1", "'1,5:1' is no molar ratio", True),
        ("-1:1", "'-1:1' is no molar ratio", True),
        ("61", "'61' is no molar ratio", True),
        ("1:0", "'1:0' has a part that is zero", False),
        ("NaNH2:Na2B12H12 = 1:1:1", "'NaNH2:Na2B12H12 = 1:1:1' names 2 substances and 3 numbers", False),
        (61, "a molar ratio is one text", True),
        (["1:1"], "a molar ratio is one text", True),
    ],
)
def test_refused(value: object, message: str, seen: bool) -> None:
    """What is no ratio is refused in one way by Pydantic; JSON Schema refuses what a pattern can see."""
    field = TypeAdapter(Ratio)
    with pytest.raises(ValidationError) as caught:
        field.validate_python(value)
    actual = [(detail["type"], detail["msg"], detail["ctx"]["hint"]) for detail in caught.value.errors()]
    assert [("quantity/ratio", message, HINT)] == actual
    assert jsonschema.Draft202012Validator(field.json_schema()).is_valid(value) is not seen


def test_equality() -> None:
    """Two ratios are equal where their texts are, so that entries are equal that say the same."""
    one = Ratio.parse("1:1")
    assert len({one, Ratio.parse("1:1"), Ratio.parse("2:2")}) == 2
    assert (one == Ratio.parse("1:1"), one == Ratio.parse("2:2"), one == "1:1") == (True, False, False)


def test_shown() -> None:
    """In Python a ratio shows its text, and is taken as it is where a field holds one already."""
    ratio = Ratio.parse("1:1")
    assert (repr(ratio), TypeAdapter(Ratio).validate_python(ratio)) == ("Ratio('1:1')", ratio)
