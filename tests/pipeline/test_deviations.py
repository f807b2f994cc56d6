"""Deviations of an entry from the template that it was started from."""

from __future__ import annotations

from pathlib import Path

import pytest

from glovebook.pipeline.check import check
from glovebook.pipeline.new import new
from glovebook.schema.quantity import Quantity
from glovebook.store.notebook import Notebook
from glovebook.validators.themes.procedure import agrees

SYNTHESIS = "synthesis-sealed-crucible"
WHY = "say why in the notes where it was meant"


def made(empty: Notebook, *changes: tuple[str, str], **parameters: str) -> Path:
    """A synthesis started from the template, with texts of it replaced."""
    path = new(empty, "synthesis", "s1", template=SYNTHESIS, parameters=parameters)
    text = path.read_text("utf-8")
    for old, new_text in changes:
        assert old in text
        text = text.replace(old, new_text)
    path.write_text(text, "utf-8")
    return path


def listed(path: Path) -> list[tuple[str, str]]:
    """Path and message of the deviations of an entry."""
    return [(f.path, f.message) for f in check([path])[0].findings if f.rule == "procedure/deviation"]


def test_a_finding_says_both_values(empty: Notebook) -> None:
    """A deviation is an info at its line, with what was done and what was planned."""
    finding = check([made(empty, ("30 min", "35 min"))])[0].findings[0]
    place = "entries/s1.gb.yaml:32:15: steps[0].duration: '35 min', where the template has '30 min'"
    assert finding.as_text() == f"{place}; {WHY} [procedure/deviation]"
    assert (finding.severity, finding.blocking) == ("info", False)


def test_the_same_in_another_unit_is_none(empty: Notebook) -> None:
    """Half an hour is thirty minutes."""
    assert listed(made(empty, ("30 min", "0.5 h"))) == []


def test_a_better_atmosphere_is_none(empty: Notebook) -> None:
    """Less oxygen than the template's bound is within it; more water is not."""
    path = made(empty, ("oxygen: < 0.1 ppm", "oxygen: 0.05 ppm"), ("water: < 0.1 ppm", "water: 0.5 ppm"))
    assert listed(path) == [("atmosphere.water", "'0.5 ppm', where the template has '< 0.1 ppm'")]


def test_a_step_more_shifts_no_other(empty: Notebook) -> None:
    """Steps are paired by their action: one more is one deviation."""
    path = made(empty, ("  - action: seal\n", "  - action: other\n    notes: sieved\n  - action: seal\n"))
    assert listed(path) == [("steps[1]", "'other' is not in the template")]


def test_a_step_left_out_is_named(empty: Notebook) -> None:
    """A step of the template that the entry lacks is found at the list."""
    seal = "  - action: seal\n    vessel: stainless steel crucible\n    vessel_volume: ~0.7 cm³\n"
    assert listed(made(empty, (seal, ""))) == [("steps", "the template has 'seal' here, the entry has not")]


def test_an_emptied_line_is_one(empty: Notebook) -> None:
    """What the template gives and the entry does not is a deviation."""
    path = made(empty, ("  gas: Ar\n", "  gas:\n"))
    assert listed(path) == [("atmosphere.gas", "the template has 'Ar' here, the entry nothing")]


def test_a_parameter_counts_as_it_was_set(empty: Notebook) -> None:
    """What the entry was started with is no deviation; what was changed later is."""
    path = made(empty, temperature="533 K")
    assert listed(path) == []
    path.write_text(path.read_text("utf-8").replace("temperature: 533 K\n", "temperature: 543 K\n"), "utf-8")
    assert listed(path) == [("steps[2].temperature", "'543 K', where the template has '533 K'")]


def test_filling_in_is_none(empty: Notebook) -> None:
    """Lines that the template leaves empty are there to be filled in."""
    path = new(empty, "pellet", template="pellet-eis", values={"mass": "44.0 mg", "thickness": "1.02(2) mm"})
    assert listed(path) == []


@pytest.mark.parametrize(
    ("written", "path"),
    [("pressure: 50 MPa\n", "pressure"), ("pressure: {value: 50 MPa, hold: 12 h}\n", "pressure.value")],
)
def test_a_value_is_found_where_it_stands(empty: Notebook, written: str, path: str) -> None:
    """A measured value may be written alone or under its name; the finding points at it."""
    entry = new(empty, "pellet", "p1", template="pellet-cv")
    text = entry.read_text("utf-8").replace("pressure:\n  value: 40 MPa\n  hold: 12 h\n  basis:\n", written)
    entry.write_text(text, "utf-8")
    assert (path, "'50 MPa', where the template has '40 MPa'") in listed(entry)


def test_another_version_is_said(empty: Notebook) -> None:
    """An entry of an older version of the template is not compared with the newer one."""
    findings = check([made(empty, ('version: "1"', 'version: "0"'), ("30 min", "35 min"))])[0].findings
    assert [(f.rule, f.path, f.message) for f in findings] == [
        ("procedure/template", "procedure.version", f"the template {SYNTHESIS!r} is at version 1 now")
    ]


def test_a_lost_template_is_said(empty: Notebook) -> None:
    """A template that is no longer there is named, and nothing is compared."""
    findings = check([made(empty, (f"template: {SYNTHESIS}", "template: lost"))])[0].findings
    assert [(f.rule, f.path, f.message) for f in findings] == [
        ("procedure/template", "procedure.template", "there is no template 'lost' here")
    ]


def test_a_template_of_another_kind_is_said(empty: Notebook) -> None:
    """An entry cannot have followed the template of another kind."""
    findings = check([made(empty, (f"template: {SYNTHESIS}", "template: tga-argon"))])[0].findings
    assert [f.message for f in findings] == [
        "the template 'tga-argon' is for tga, the entry is of kind synthesis",
    ]


@pytest.mark.parametrize(
    ("planned", "done", "kind", "expected"),
    [
        ("8 mm", "0.8 cm", "length", True),
        ("8 mm", "8.1 mm", "length", False),
        ("8 mm", "8.02(1) mm", "length", True),
        ("~1 mm", "1.08 mm", "length", True),
        ("~1 mm", "1.3 mm", "length", False),
        ("< 0.1 ppm", "< 0.1 ppm", "volume_fraction", True),
        ("< 0.1 ppm", "> 0.05 ppm", "volume_fraction", False),
        ("> 99 %", "99.9 %", "mass_fraction", True),
        ("> 99 %", "98 %", "mass_fraction", False),
        ("r.t.", "298 K", "temperature", True),
        ("r.t.", "353 K", "temperature", False),
        ("1.0..2.4 V vs Na+/Na", "1..2.4 V vs Na+/Na", "potential", True),
        ("1.0..2.4 V vs Na+/Na", "1.0..2.3 V vs Na+/Na", "potential", False),
        ("1.0..2.4 V vs Na+/Na", "1.0..2.4 V vs Li+/Li", "potential", False),
        ("523 K", "520..525 K", "temperature", False),
    ],
)
def test_agreement(planned: str, done: str, kind: str, expected: bool) -> None:
    """A value agrees within the template's bounds, near what it calls approximate, or when it is the same."""
    assert agrees(Quantity.parse(planned, kind), Quantity.parse(done, kind)) is expected
