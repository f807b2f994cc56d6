"""What is understood by a quantity's text, what is refused and with which words: ``quantities.json`` is the table."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import jsonschema
import pytest
from pydantic import TypeAdapter, ValidationError

from glovebook.schema.quantity import Quantity, QuantityError
from glovebook.schema.quantity.field import Of
from glovebook.schema.quantity.kinds import QUANTITY_KINDS
from glovebook.schema.refusal import Refusal

CORPUS: dict[str, list[dict[str, Any]]] = json.loads(Path(__file__).with_name("quantities.json").read_text("utf-8"))
"""``accepted``: text and what it means; ``refused``: text, message, hint, rule and fix. ``pattern: accepts`` marks
the texts whose mistake no regular expression can see."""
ACCEPTED, REFUSED = CORPUS["accepted"], CORPUS["refused"]
REFUSED_OF_KIND = [case for case in REFUSED if case["kind"]]


def ids(cases: list[dict[str, Any]]) -> list[str]:
    """A name for each case."""
    return [f"{case['kind']}-{case['text'][:30]!a}" for case in cases]


def adapter(kind: str) -> TypeAdapter[Quantity]:
    """The type of a field that holds a kind of quantity."""
    return TypeAdapter(Annotated[Quantity, Of(kind)])


def pattern_accepts(kind: str, text: str) -> bool:
    """The verdict of python-jsonschema on a text under the schema of a kind."""
    return bool(jsonschema.Draft202012Validator(adapter(kind).json_schema()).is_valid(text))


@pytest.mark.parametrize("case", ACCEPTED, ids=ids(ACCEPTED))
def test_accepted(case: dict[str, Any]) -> None:
    """A text is kept as it is, and its parts are those that a person would read."""
    quantity = Quantity.parse(case["text"], case["kind"])
    actual = (quantity.text, quantity.value, quantity.unit, quantity.uncertainty, quantity.comparator, quantity.upper)
    expected = (case["text"], case["value"], case["unit"], case.get("uncertainty"), case.get("comparator", ""))
    assert (*expected, case.get("upper")) == actual
    assert quantity.si == pytest.approx(case["si"], rel=1e-14)


@pytest.mark.parametrize("case", REFUSED, ids=ids(REFUSED))
def test_refused(case: dict[str, Any]) -> None:
    """A text that is no quantity of its kind is refused with its reason, a remedy, and a text that would do."""
    with pytest.raises(QuantityError) as caught:
        Quantity.parse(case["text"], case["kind"])
    error = caught.value
    actual = (error.message, error.hint, error.rule, error.fix)
    assert (case["message"], case["hint"], case["rule"], case.get("fix")) == actual


@pytest.mark.parametrize("case", ACCEPTED, ids=ids(ACCEPTED))
def test_accepted_by_all(case: dict[str, Any]) -> None:
    """Pydantic and JSON Schema accept what the parser accepts."""
    assert adapter(case["kind"]).validate_python(case["text"]).text == case["text"]
    assert pattern_accepts(case["kind"], case["text"])


@pytest.mark.parametrize("case", REFUSED_OF_KIND, ids=ids(REFUSED_OF_KIND))
def test_refused_by_all(case: dict[str, Any]) -> None:
    """Pydantic refuses with the parser's own words and rule; JSON Schema refuses what a pattern can see."""
    with pytest.raises(ValidationError) as caught:
        adapter(case["kind"]).validate_python(case["text"])
    details = caught.value.errors()
    assert [(case["rule"], case["message"])] == [(detail["type"], detail["msg"]) for detail in details]
    assert {"hint": case["hint"], "fix": case.get("fix")}.items() <= details[0]["ctx"].items()
    assert pattern_accepts(case["kind"], case["text"]) is (case.get("pattern") == "accepts")


@pytest.mark.parametrize("case", [case for case in REFUSED_OF_KIND if "fix" in case], ids=lambda case: case["text"])
def test_fix_is_accepted(case: dict[str, Any]) -> None:
    """A text that is offered instead is a quantity of the kind."""
    assert Quantity.parse(case["fix"], case["kind"]).kind == case["kind"]


@pytest.mark.parametrize("kind", QUANTITY_KINDS)
def test_example(kind: str) -> None:
    """The example of every kind is accepted, as that kind."""
    example = QUANTITY_KINDS[kind].example
    assert (example, kind) == (Quantity.parse(example, kind).text, Quantity.parse(example, kind).kind)


@pytest.mark.parametrize(
    ("text", "kind"), [("8 mm", "length"), ("0.1 ppm", "volume_fraction"), ("5 wt%", "mass_fraction")]
)
def test_kind_from_unit(text: str, kind: str) -> None:
    """Where no kind is asked for, the unit tells it."""
    assert kind == Quantity.parse(text).kind


def test_unknown_kind() -> None:
    """A kind that does not exist is refused with the list of those that do."""
    with pytest.raises(Refusal) as caught:
        Quantity.parse("8 mm", "lenght")
    assert caught.value.message == "'lenght' is no kind of quantity"
    assert caught.value.hint.startswith("write one of temperature, duration, length, ")


@pytest.mark.parametrize("value", [8, 8.0, None, True, ["8 mm"], {"value": "8 mm"}])
def test_only_text(value: object) -> None:
    """A number, a list or fields are no quantity: the unit would be a guess."""
    with pytest.raises(ValidationError) as caught:
        adapter("length").validate_python(value)
    detail = caught.value.errors()[0]
    assert (detail["msg"], detail["ctx"]["hint"]) == ("a length is one text", "write e.g. '8 mm'")


@pytest.mark.parametrize("start", ["", "~"])
def test_longest(start: str) -> None:
    """A hundred characters are a quantity still, on the short way and on the long one; one more is none."""
    text = start + "9" * (97 - len(start)) + " mm"
    assert Quantity.parse(text, "length").text == text
    assert pattern_accepts("length", text)
    with pytest.raises(QuantityError, match="the text is 101 characters long"):
        Quantity.parse(f"{text} ", "length")


def test_long_text_is_not_searched() -> None:
    """The length is looked at first: ten million characters are refused as they are counted."""
    with pytest.raises(QuantityError) as caught:
        Quantity.parse("9**" * 3_333_333, "temperature")
    assert caught.value.message == "the text is 9999999 characters long"


@pytest.mark.parametrize("piece", ["1", "1 ", "(", "-", "1e", " ", "1..", "10^", "1±", "1 a", "±", "×10", "2*", "1,"])
def test_repetition_ends(piece: str) -> None:
    """No text of the greatest length, however repetitive, keeps the parser or the pattern busy for long."""
    text = (piece * 100)[:100]
    with pytest.raises(QuantityError):
        Quantity.parse(text, "length")
    assert not pattern_accepts("length", text)


def test_json_form() -> None:
    """``as_json`` is the shape that every face hands out."""
    expected = {
        "text": "1.00(5)e-4 S/cm",
        "value": 1e-4,
        "unit": "S/cm",
        "si_value": 0.01,
        "si_unit": "S/m",
        "uncertainty": 5e-6,
        "comparator": "",
        "upper": None,
        "kind": "conductivity",
    }
    assert expected == Quantity.parse("1.00(5)e-4 S/cm").as_json()


@pytest.mark.parametrize(
    ("text", "kind", "reading"),
    [
        ("523 K", "temperature", "= 249.85 °C"),
        ("25 °C", "temperature", "= 298.15 K"),
        ("~0.7 cm³", "volume", "about 0.7 cm³ = 700 µL"),
        ("< 0.1 ppm", "volume_fraction", "below 0.1 ppm"),
        (">= 5 °C", "temperature", "at least 5 °C = 278.15 K"),
        ("<= 5 °C", "temperature", "at most 5 °C = 278.15 K"),
        ("> 5 °C", "temperature", "above 5 °C = 278.15 K"),
        ("1.02(2) mm", "length", "1.02 ± 0.02 mm = 1020 ± 20 µm"),
        ("5 ± 1 mm", "length", "5 ± 1 mm = 5000 ± 1000 µm"),
        ("-0.5..10 V", "voltage", "-0.5 to 10 V = -500 to 10000 mV"),
        ("300 rpm", "rotation_rate", ""),
    ],
)
def test_reading(text: str, kind: str, reading: str) -> None:
    """How a text was understood is said in words, with the value in the next unit that fits."""
    assert reading == Quantity.parse(text, kind).reading()


def test_si_forms() -> None:
    """Bounds and uncertainties are converted like the value; an uncertainty has no offset."""
    span, measured = Quantity.parse("20..25 °C"), Quantity.parse("25.0(5) °C")
    assert (span.si, span.si_upper, span.si_uncertainty, span.si_unit) == (293.15, 298.15, None, "K")
    assert (measured.si, measured.si_upper, measured.si_uncertainty) == (298.15, None, 0.5)


def test_conversion() -> None:
    """``to`` hands out Pint quantities, whose units are those asked for."""
    assert str(round(Quantity.parse("1.0e-4 S/cm").to("mS cm⁻¹"), 12)) == "0.1 millisiemens / centimeter"
    with pytest.raises(QuantityError, match=r"'furlong' in 'furlong' is no known unit; e\.g\. '8 mm' or '523 K'"):
        Quantity.parse("8 mm").to("furlong")


def test_equality() -> None:
    """Quantities are equal where text and kind are: the same length written otherwise is another text."""
    one, other = Quantity.parse("8 mm"), Quantity.parse("8.0 mm")
    assert one == Quantity.parse("8 mm")
    assert len({one, Quantity.parse("8 mm"), other}) == 2
    assert one != "8 mm"
    assert (str(one), repr(one)) == ("8 mm", "Quantity('8 mm', length)")


def test_html_is_escaped() -> None:
    """The form for notebooks cannot carry markup of the text."""
    assert Quantity.parse("< 0.1 ppm")._repr_html_() == '<span title="1e-07 ">&lt; 0.1 ppm</span>'
