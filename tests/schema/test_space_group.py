"""Space groups: the table of gemmi, and the ways to write a symbol."""

from __future__ import annotations

import re

import gemmi
import jsonschema
import pytest
from pydantic import TypeAdapter, ValidationError

from glovebook.schema.space_group import SpaceGroup
from glovebook.schema.space_group_symbols import SYMBOLS

SCHEMA = jsonschema.Draft202012Validator(TypeAdapter(SpaceGroup).json_schema())
TABLE = {row.hm: row for row in gemmi.spacegroup_table()}


def test_symbols_are_those_of_gemmi() -> None:
    """Every symbol of gemmi's table, short and full, has the number that gemmi gives; there are no others."""
    rows = list(gemmi.spacegroup_table())
    theirs = {name: row.number for row in rows for name in (row.hm.replace(" ", ""), row.short_name())}
    assert theirs == {symbol: number for symbol, (number, _) in SYMBOLS.items()}
    assert set(range(1, 231)) == set(theirs.values())


@pytest.mark.parametrize("hm", TABLE)
def test_every_symbol_is_read(hm: str) -> None:
    """A symbol is read with spaces, without, with underscores and with subscripts, and keeps its text."""
    row = TABLE[hm]
    screws = re.sub(r"(?<= )([2346])([1-5])(?=[ /]|$)", r"\1_\2", hm)
    low = re.sub(r"_(\d)", lambda index: "₀₁₂₃₄₅"[int(index[1])], screws)
    for text in (hm, hm.replace(" ", ""), row.short_name(), screws, low.replace(" ", ""), hm.replace("-", "−")):
        group = SpaceGroup.parse(text)
        assert (text, row.number, row.crystal_system_str()) == (str(group), group.number, group.system)
        assert SCHEMA.is_valid(text)


@pytest.mark.parametrize(
    ("text", "number"), [("Pna2_1", 33), ("P2_1/c", 14), ("Fm3\u0305m", 225), ("P 1 21/c 1", 14), (" Im-3 ", 204)]
)
def test_common_ways(text: str, number: int) -> None:
    """What papers and CIF files write."""
    assert number == SpaceGroup.parse(text).number


@pytest.mark.parametrize(
    "text", ["P3_12", "P 2 1", "P2_1_1", "Pna 2 1", "P21 c", "pna21", "Fm3m", "33", "", "P", "P7", "Fm-3m cubic"]
)
def test_refused(text: str) -> None:
    """What names no group is refused with its remedy; an underscore or a space in the wrong place is no detail."""
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(SpaceGroup).validate_python(text)
    actual = [(detail["type"], detail["msg"], detail["ctx"]["hint"]) for detail in caught.value.errors()]
    hint = "write its Hermann-Mauguin symbol, e.g. 'Pna2_1' or 'Fm-3m'"
    assert [("structure/space-group", f"{text!r} is no space group", hint)] == actual


def test_number_is_no_symbol() -> None:
    """A number in Python is not taken for a group: 33 may be meant as one, or be a slip."""
    with pytest.raises(ValidationError, match="a space group is one text"):
        TypeAdapter(SpaceGroup).validate_python(33)
