"""Parts of entries: hazards, CAS numbers, counts, mills, weighings, reviews."""

from __future__ import annotations

import jsonschema
import pytest
from pydantic import TypeAdapter

from glovebook.schema.entry import Entry
from glovebook.schema.parse import Parsed, parse
from glovebook.schema.parts import CasNumber, Count, HazardCode


def read(kind: str, *lines: str) -> Parsed:
    """An entry of a kind with these lines."""
    return parse("\n".join([f"kind: {kind}", 'schema: "1.0"', "id: x", *lines, ""]))


def entry(kind: str, *lines: str) -> Entry:
    """The same, which is right."""
    parsed = read(kind, *lines)
    assert parsed.findings == []
    assert parsed.entry is not None
    return parsed.entry


@pytest.mark.parametrize("code", ["H260", "H301+H311+H331", "H350i", "H360FD", "H360Fd", "H361fd", "EUH014", "EUH201A"])
def test_hazard_codes(code: str) -> None:
    """Codes of hazard statements as they stand on labels, the same for Pydantic and JSON Schema."""
    assert TypeAdapter(HazardCode).validate_python(code) == code
    assert jsonschema.Draft202012Validator(TypeAdapter(HazardCode).json_schema()).is_valid(code)


@pytest.mark.parametrize(
    "code", ["260", "H26", "H160", "H2600", "h260", "P402", "H260 ", "H260, H314", "H301+", "flammable"]
)
def test_no_hazard_codes(code: str) -> None:
    """What is no code of a hazard statement is refused, with an example of one."""
    finding = read("material", f'hazards: {{codes: ["{code}"]}}').findings[0]
    assert (finding.rule, finding.path) == ("record/hazard", "hazards.codes[0]")
    assert finding.message == f"{code!r} is no GHS hazard code"
    assert finding.hint == "write the code alone, e.g. H260, H301+H311, H360FD or EUH014"
    assert not jsonschema.Draft202012Validator(TypeAdapter(HazardCode).json_schema()).is_valid(code)


@pytest.mark.parametrize("number", ["7782-92-5", "7732-18-5", "7440-23-5", "16940-66-2", "17702-41-9"])
def test_cas_numbers(number: str) -> None:
    """Sodium amide, water, sodium, sodium borohydride, decaborane."""
    assert TypeAdapter(CasNumber).validate_python(number) == number


def test_cas_number_with_a_wrong_digit() -> None:
    """The check digit finds a digit typed wrongly."""
    finding = read("material", "cas: 7782-93-5").findings[0]
    assert finding.message == "'7782-93-5' has a wrong digit: its check digit would be 6"
    assert finding.hint == "compare it with the label"


@pytest.mark.parametrize("text", ["0", "-1", "1.5", "1e3", "1_000", " 10", "ten", "\u0661"])
def test_no_counts(text: str) -> None:
    """A count is a whole number in plain digits, and at least one."""
    with pytest.raises(ValueError, match="is no count"):
        TypeAdapter(Count).validate_python(text)
    assert not jsonschema.Draft202012Validator(TypeAdapter(Count).json_schema()).is_valid(text)


def test_count_keeps_its_number() -> None:
    """Z of a structure is a number that rules can use."""
    found = entry("xrd", "phases: [{formula: Na3NH2B12H12, z: 4}]").model_dump()
    assert found["phases"][0]["z"] == 4


def test_step_of_a_ball_mill() -> None:
    """Jar, balls, ratio, runs and pauses, with an atmosphere of its own and what is dangerous."""
    lines = (
        "steps:",
        "  - action: mill",
        "    milling: {jar: 'ZrO2, 45 mL', balls: 15 x 10 mm, ball_to_powder: '20:1', run: 15 min, cycles: 20}",
        "    atmosphere: {gas: Ar}",
        "    hazards: {codes: [H260], waste: quench with isopropanol}",
        "  - action: heat",
        "    programme: [{rate: 5 K/min, to: 523 K, hold: 3 h}, {rate: 2 K/min, to: 298 K}]",
    )
    steps = entry("synthesis", *lines).model_dump(mode="json", exclude_none=True)["steps"]
    assert steps[0]["milling"]["ball_to_powder"] == "20:1"
    assert steps[0]["hazards"]["codes"] == ["H260"]
    assert [segment["to"] for segment in steps[1]["programme"]] == ["523 K", "298 K"]


def test_ball_to_powder_is_a_ratio() -> None:
    """A bare number says not which way round."""
    finding = read("synthesis", "steps: [{action: mill, milling: {ball_to_powder: '20'}}]").findings[0]
    assert finding.path == "steps[0].milling.ball_to_powder"
    assert finding.hint == "write the mass of the balls to one of powder, e.g. '20:1'"


def test_weighings_of_a_reagent() -> None:
    """Tare, gross and later looks stand beside the net mass."""
    line = "reagents: [{formula: NaNH2, tare: 1.2034 g, gross: 1.3073 g, reweighed: [{mass: 0.1041 g}]}]"
    reagent = entry("synthesis", "balance: balance2", line).model_dump(mode="json", exclude_none=True)["reagents"][0]
    assert reagent == {
        "formula": "NaNH2",
        "tare": "1.2034 g",
        "gross": "1.3073 g",
        "reweighed": [{"mass": "0.1041 g"}],
    }


def test_reviews_and_amendments() -> None:
    """Who read it, when, which text, and what came out; and what was changed since."""
    lines = (
        "reviews:",
        f"  - {{by: hws, date: 2018-01-20, verdict: approved, sha256: {'0' * 64}}}",
        "amendments:",
        "  - {by: lhe, date: 2018-02-02, reason: thickness was that of p6}",
    )
    found = entry("note", *lines)
    assert [(review.by, review.verdict) for review in found.reviews] == [("hws", "approved")]
    assert found.amendments[0].reason == "thickness was that of p6"


def test_verdict_is_a_choice() -> None:
    """A review ends in one of three words."""
    finding = read("note", "reviews: [{by: hws, date: 2018-01-20, verdict: fine}]").findings[0]
    assert (finding.rule, finding.path) == ("record/choice", "reviews[0].verdict")
    assert finding.hint == "write 'approved', 'changes asked for' or 'rejected'"


def test_stated_number_of_a_cycle() -> None:
    """A capacity in a paper belongs to a cycle and a rate."""
    line = (
        "reported: [{quantity: specific_capacity, value: 146 mAh/g, at: {cycle: 2, rate: 0.1 C, temperature: 353 K}}]"
    )
    at = entry("cycling", line).reported[0].at
    assert at is not None
    assert (at.cycle, str(at.rate), str(at.temperature)) == (2, "0.1 C", "353 K")
