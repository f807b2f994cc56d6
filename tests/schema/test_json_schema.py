"""JSON Schema and Pydantic give one verdict, but for what no schema can see."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from glovebook.schema import kinds
from glovebook.schema.document import read_document
from glovebook.schema.json_schema import form_schema, json_schema

HEAD = 'kind: {}\nschema: "1.0"\nid: x1\n'
UNSEEN = {
    "reagents: [{formula: CuSO4.5H2O}]": "elements and brackets are counted by the parser",
    "reported: [{quantity: conductivity, value: 1 K}]": "the unit depends on another field",
    "date: 2018-02-30": "the calendar",
    "date: 2018-01-15T25:30Z": "the clock",
    "attachments: [{file: ../x.jpg}]": "paths",
    "attachments: [{file: /etc/passwd}]": "paths",
    "attachments: [{file: 'C:\\x.jpg'}]": "paths",
}
"""Mistakes that JSON Schema lets through, and why."""

GOOD = {
    "pellet": "diameter: 8 mm\nthickness: ~1 mm\npressure: {value: 40 MPa, basis: sample, hold: 12 h}\nmade_from: [{entry: s1, amount: 44.0 mg}]",
    "synthesis": 'ratio: "NaNH2:Na2B12H12 = 1:1"\nreagents: [{formula: Na2(B12H12)0.5(B10H10)0.5}]\nsteps: [{action: heat, temperature: 250 °C, ramp: -2 K/min}]',
    "eis": "date: 2018-01-15T14:30+08:00\nspectra: [{file: data/a.ism, size: 4133, dwell: 30 min}]\nsynthetic: yes\ncustom: {a: {b: [c]}}",
    "material": "formula: CuSO4·5H2O\npurity: 99.0(5) %\nopened: 2018-01-15\nair_sensitive: no",
    "cell": "layers: [{role: electrolyte, entry: p1, thickness: {value: 1 mm, readings: [1.0 mm]}}]\nassembled: charged",
    "analysis": "method: arrhenius\ninputs: [{entry: e1}]",
    "cv": "scan_rate: 10 mV/s\nwindow: -0.5..10 V vs Na+/Na\nelectrodes: two\nsweeps: [{file: data/a.txt, cycles: 10}]",
    "cycling": "active_material: TiS2\nactive_mass: 0.30 mg\nphases: [{cycles: 1..2, rate: 0.1 C, window: 1.0..2.4 V vs Na+/Na}]",
    "dataset": "creators: [{person: lhe, role: investigation}]\naccess: open\nincludes: [{entry: e1}]",
    "dc_polarization": "measured_on: {entry: p1}\nholds: [{file: data/a.txt, voltage: 50 mV, temperature: 298 K}]",
    "environment": "gas: Ar\nreadings: [{at: 2018-01-15T08:00+08:00, oxygen: < 0.1 ppm, water: < 0.1 ppm}]",
    "other": "measured_on: {entry: p1}",
    "plating": "metal: Na\nstages: [{file: data/a.txt, current_density: 0.1 mA/cm², duration: 30 min}]",
    "raman": "laser: 532 nm",
    "sample": "formula: Na3NH2B12H12\namount: 0.55 g\nmovements: [{at: 2018-01-15, amount: 44.0 mg, to: p7}]\nused_up: no",
    "tga": "mass: 8.1 mg\nprogramme: [{rate: 5 K/min, to: 873 K}]\nblank_corrected: yes",
    "xrd": "wavelength: 1.5406 Å\nphases: [{formula: Na3NH2B12H12, space_group: P2_1/n, z: 4}]",
    "note": "about: [{entry: e1}]\ntags: [a, b]\nwaive: [{rule: record/title, reason: obvious}]",
}


def filled(value: Any) -> Any:
    """The data without empty values, as Glovebook reads it."""
    if isinstance(value, dict):
        return {key: filled(item) for key, item in value.items() if item is not None}
    return [filled(item) for item in value] if isinstance(value, list) else value


def messages(kind: str, body: str) -> list[str]:
    """What python-jsonschema says about an entry."""
    data = filled(read_document(HEAD.format(kind) + body + "\n").data)
    return [error.message for error in Draft202012Validator(json_schema(kind)).iter_errors(data)]


def mistakes() -> list[tuple[str, str]]:
    """Kind and body of the mistakes that Pydantic finds."""
    blocks = Path(__file__).with_name("mistakes.txt").read_text("utf-8").split("\n\n")[1:]
    found = [block.strip("\n").partition("\n=> ")[0].partition("\n") for block in blocks]
    return [(kind, dedent(body)) for kind, _, body in found if kind != "-"]


MISTAKES = mistakes()


@pytest.mark.parametrize(("kind", "body"), MISTAKES, ids=[body[:40] for _, body in MISTAKES])
def test_mistakes_are_seen(kind: str, body: str) -> None:
    """What Pydantic refuses JSON Schema refuses, too, unless it is known not to see it."""
    assert (messages(kind, body) == []) is (body in UNSEEN)


def test_unseen_mistakes_are_mistakes() -> None:
    """No text is excused that is not in the table of mistakes."""
    assert set(UNSEEN) - {body for _, body in MISTAKES} == set()


@pytest.mark.parametrize("kind", kinds.names())
def test_good_entries_are_accepted(kind: str) -> None:
    """What Glovebook reads without a finding JSON Schema accepts."""
    assert messages(kind, GOOD[kind]) == []


def test_value_or_text() -> None:
    """A measured value has one schema for both spellings: no alternatives, so that a form shows one input."""
    schema = form_schema("pellet")["properties"]["thickness"]
    assert schema["type"] == ["string", "object"]
    assert (schema["required"], schema["additionalProperties"]) == (["value"], False)
    assert schema["pattern"] == schema["properties"]["value"]["pattern"]
    assert schema["x-glovebook-quantity"] == {
        "kind": "length",
        "unit": "mm",
        "units": ["mm", "µm", "cm", "nm", "m", "Å"],
        "siUnit": "m",
        "ucumUnit": "mm",
        "minimum": 0.0,
    }


def test_messages_for_people() -> None:
    """A field says what it expects in one sentence with an example, in place of its pattern."""
    properties = form_schema("pellet")["properties"]
    assert properties["diameter"]["errorMessage"] == "expected a length in mm, µm, cm, nm, m, Å, e.g. '8 mm'"
    assert properties["date"]["errorMessage"] == "expected a date: write e.g. 2018-01-15 or 2018-01-15T14:30+08:00"


def test_order_of_fields() -> None:
    """Identity first, then the kind's own fields in the order of their declaration, then what is rarely filled."""
    names = list(json_schema("pellet")["properties"])
    own = [
        "made_from",
        "formula",
        "diameter",
        "thickness",
        "mass",
        "pressure",
        "force",
        "pressed_in",
        "temperature",
        "die",
        "electrodes",
    ]
    start = names.index("made_from")
    assert names[:4] == ["kind", "schema", "id", "uuid"]
    assert names[start : start + len(own)] == own
    assert names.index("title") < start < names.index("notes")


def test_form_names_the_analyses() -> None:
    """The form knows the kind's name and what can be computed."""
    assert form_schema("eis")["x-glovebook-kind"] == {"name": "eis", "analyses": ["impedance", "arrhenius"]}
