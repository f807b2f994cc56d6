"""What is understood by a quantity's text, what is refused and with which words: the corpus is the table."""

from __future__ import annotations

from decimal import Decimal
from math import isnan
from pathlib import Path
from typing import Annotated, Any

import jsonschema
import pytest
import yaml
from pydantic import TypeAdapter, ValidationError

from glovebook.schema.quantity import Quantity, QuantityError, pint_bridge
from glovebook.schema.quantity.field import Of
from glovebook.schema.quantity.kinds import QUANTITY_KINDS
from glovebook.schema.quantity.units import UNITS
from glovebook.schema.refusal import Refusal

CORPUS = yaml.safe_load(Path(__file__).with_name("corpus").joinpath("quantities.yaml").read_text("utf-8"))
ACCEPTED: list[dict[str, Any]] = CORPUS["accepted"]
REFUSED: list[dict[str, Any]] = CORPUS["refused"]
REFUSED_OF_KIND = [case for case in REFUSED if case["kind"]]


def ids(cases: list[dict[str, Any]]) -> list[str]:
    """A name for each case."""
    return [f"{case['kind']}-{case['text'][:30]!a}" for case in cases]


def adapter(kind: str) -> TypeAdapter[Quantity]:
    """The type of a field that holds a kind of quantity."""
    return TypeAdapter(Annotated[Quantity, Of(kind)])


def test_corpus_is_large_and_covers_every_kind() -> None:
    """No case stands twice, every kind is accepted and refused somewhere, and there are many."""
    cases = [(case["kind"], case["text"]) for case in (*ACCEPTED, *REFUSED)]
    assert len(set(cases)) == len(cases) > 600
    assert set(QUANTITY_KINDS) == {case["kind"] for case in ACCEPTED} - {None}
    assert set(QUANTITY_KINDS) == {case["kind"] for case in REFUSED} - {None}


@pytest.mark.parametrize("case", ACCEPTED, ids=ids(ACCEPTED))
def test_accepted(case: dict[str, Any]) -> None:
    """A text is kept as it is, and its parts are those that a person would read."""
    quantity = Quantity.parse(case["text"], case["kind"])
    actual = (quantity.text, quantity.value, quantity.unit, quantity.uncertainty, quantity.comparator, quantity.upper)
    expected = (case["text"], case["value"], case["unit"], case.get("uncertainty"), case.get("comparator", ""))
    assert (*expected, case.get("upper")) == actual
    assert (case.get("reference", ""), case["kind"] or case["means"]) == (quantity.reference, quantity.kind)
    assert quantity.si == pytest.approx(case["si"], rel=1e-14, abs=0)


@pytest.mark.parametrize("case", ACCEPTED, ids=ids(ACCEPTED))
def test_si_value_is_that_of_pint(case: dict[str, Any]) -> None:
    """The SI value in the corpus is what Pint makes of value and unit, in decimals."""
    unit = UNITS[case["unit"]]
    by_pint = pint_bridge.exact_registry().Quantity(Decimal(str(case["value"])), unit.pint).to(unit.si).magnitude
    assert float(by_pint) == pytest.approx(case["si"], rel=1e-14, abs=0)


@pytest.mark.parametrize("case", REFUSED, ids=ids(REFUSED))
def test_refused(case: dict[str, Any]) -> None:
    """A text that is no quantity of its kind is refused with its reason, a remedy, and a text that would do."""
    with pytest.raises(QuantityError) as caught:
        Quantity.parse(case["text"], case["kind"])
    error = caught.value
    actual = (error.message, error.hint, error.rule, error.fix)
    assert (case["message"], case["hint"], f"quantity/{case['rule']}", case.get("fix")) == actual


@pytest.mark.parametrize("case", REFUSED_OF_KIND, ids=ids(REFUSED_OF_KIND))
def test_refused_by_pydantic(case: dict[str, Any]) -> None:
    """Pydantic refuses with the parser's own words and rule."""
    with pytest.raises(ValidationError) as caught:
        adapter(case["kind"]).validate_python(case["text"])
    details = caught.value.errors()
    actual = [(detail["type"], detail["msg"]) for detail in details]
    assert [(f"quantity/{case['rule']}", case["message"])] == actual
    assert {"hint": case["hint"], "fix": case.get("fix")}.items() <= details[0]["ctx"].items()


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
    assert caught.value.hint.startswith("write one of temperature, temperature_difference, duration, length, ")


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
    assert jsonschema.Draft202012Validator(adapter("length").json_schema()).is_valid(text)
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
    assert not jsonschema.Draft202012Validator(adapter("length").json_schema()).is_valid(text)


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
        ("< 0.1 ppm", "volume_fraction", "below 0.1 ppm = 100 ppb"),
        (">= 5 °C", "temperature", "at least 5 °C = 278.15 K"),
        ("<= 5 °C", "temperature", "at most 5 °C = 278.15 K"),
        ("> 5 °C", "temperature", "above 5 °C = 278.15 K"),
        ("1.02(2) mm", "length", "1.02 ± 0.02 mm = 1020 ± 20 µm"),
        ("5 ± 1 mm", "length", "5 ± 1 mm = 5000 ± 1000 µm"),
        ("-0.5..10 V", "voltage", "-0.5 to 10 V"),
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


@pytest.mark.parametrize(
    ("text", "kind", "html"),
    [
        ("< 0.1 ppm", None, '<span title="gas fraction; below 0.1 ppm = 100 ppb; SI: 1e-07">&lt; 0.1 ppm</span>'),
        ("25 °C", "temperature", '<span title="temperature; = 298.15 K; SI: 298.15 K">25 °C</span>'),
        ("1..5 V", "potential", '<span title="potential; 1 to 5 V = 1000 to 5000 mV; SI: 1 to 5 V">1..5 V</span>'),
    ],
)
def test_html(text: str, kind: str | None, html: str) -> None:
    """In notebooks a quantity shows its text, and on hover how it was understood; markup cannot pass."""
    assert html == Quantity.parse(text, kind)._repr_html_()


def test_arithmetic() -> None:
    """Quantities are calculated with through Pint, also with plain numbers and in sums."""
    mass, volume = Quantity.parse("44.0 mg"), Quantity.parse("0.05 cm³")
    assert (mass / volume).to("g/cm^3").magnitude == pytest.approx(0.88)
    assert (2 * mass).to("g").magnitude == pytest.approx(0.088)
    total: Any = sum([mass, mass])
    assert total.to("g").magnitude == pytest.approx(0.088)
    assert (mass - mass * 0.5 + (-mass) + mass**1).to("mg").magnitude == pytest.approx(22)
    assert (1 / volume).to("1/mL").magnitude == pytest.approx(20)
    assert (mass * volume).check("[mass] * [volume]")


@pytest.mark.parametrize(
    ("text", "what"),
    [("1..5 V", "a range"), ("< 5 V", "a bound"), (">= 5 V", "a bound")],
)
def test_no_arithmetic_without_a_number(text: str, what: str) -> None:
    """A range or a bound is no number to calculate with; an approximate number is one."""
    expected = f"'{text}' is {what}, and no single number"
    quantity = Quantity.parse(text)
    with pytest.raises(Refusal) as by_product:
        quantity * 2
    with pytest.raises(Refusal) as by_difference:
        1 - quantity
    with pytest.raises(Refusal) as by_uncertainty:
        _ = quantity.ufloat
    assert [expected] * 3 == [caught.value.message for caught in (by_product, by_difference, by_uncertainty)]
    assert Quantity.parse("~5 V").ufloat.nominal_value == 5


def test_uncertainty_is_carried() -> None:
    """``ufloat`` has value and standard uncertainty in the unit written."""
    number = Quantity.parse("15.8542(39) Å").ufloat
    assert (15.8542, pytest.approx(0.0039)) == (number.nominal_value, number.std_dev)
    assert isnan(Quantity.parse("8 mm").ufloat.std_dev)


def test_difference_in_celsius_has_no_offset() -> None:
    """A difference of 5 K is one of 5 °C; a temperature of 278.15 K is 5 °C."""
    assert Quantity.parse("5 K", "temperature_difference").to("°C").magnitude == pytest.approx(5)
    assert Quantity.parse("278.15 K", "temperature").to("°C").magnitude == pytest.approx(5)
    with pytest.raises(QuantityError) as caught:
        Quantity.parse("5 K").to("mm")
    assert caught.value.message == "'mm' is a length, not a temperature"
