"""Rules that can say more than one thing: what is not in their bad example, word for word.

Together with the bad examples and the tables of the kinds, each message of each rule comes out in a test.
"""

from __future__ import annotations

import pytest

from glovebook.schema.entry import Entry
from glovebook.schema.parse import parse
from glovebook.validators.engine import check
from glovebook.validators.rule import Plan, View


def entry(kind: str, name: str, body: str) -> Entry:
    """An entry from its own fields."""
    found = parse(f'kind: {kind}\nschema: "1.0"\nid: {name}\n{body}\n', f"{name}.gb.yaml").entry
    assert found is not None
    return found


def said(rule: str, kind: str, body: str, *others: Entry, plan: Plan | None = None) -> list[str]:
    """What a rule says of an entry: place, message and hint."""
    parsed = parse(f'kind: {kind}\nschema: "1.0"\nid: x1\n{body}\n', "x1.gb.yaml")
    assert parsed.entry is not None, parsed.findings
    view = View(parsed.entry, linked={other.id: other for other in others}, plan=plan)
    found = [finding for finding in check(parsed, view, "archive") if finding.rule == rule]
    return [f"{finding.path}: {finding.message}; {finding.hint}".removesuffix("; ") for finding in found]


CELL = entry("cell", "c9", "layers: [{role: anode, formula: Na}, {role: cathode, formula: Li}]")
WEIGHED = """\
ratio: "1:1"
purity_corrected: {}
reagents:
  - {{formula: NaNH2, mass: {} g, purity: {}}}
  - {{formula: Na2B12H12, mass: 0.4951 g{}}}
"""


@pytest.mark.parametrize(
    ("rule", "kind", "body", "message"),
    [
        (
            "cycling/cycles",
            "cycling",
            "phases: [{cycles: the first ten, rate: 0.1 C}]",
            "phases[0].cycles: 'the first ten' names no cycles; write e.g. '1..2' or '3'",
        ),
        (
            "cycling/cycles",
            "cycling",
            "phases: [{cycles: 10..1, rate: 0.1 C}]",
            "phases[0].cycles: '10..1' runs backwards; was it '1..10'?",
        ),
        (
            "dataset/embargo",
            "dataset",
            "access: open\nembargo_until: 2999-01-01",
            "embargo_until: there is an embargo until 2999-01-01, and access is open; was it 'access: embargoed'?",
        ),
        (
            "dataset/embargo",
            "dataset",
            "access: embargoed\nembargo_until: 2019-01-01",
            "embargo_until: the embargo ended on 2019-01-01; write 'access: open', or a later date",
        ),
        (
            "dc_polarization/electrode-material",
            "dc_polarization",
            "electrodes: reversible\nelectrode_material: Au",
            "electrodes: electrodes of Au take up no ions; was it 'blocking'?",
        ),
        (
            "plating/metal",
            "plating",
            "measured_on: {entry: c9}\nmetal: Na",
            (
                "measured_on.entry: the cell c9 is not symmetric: its electrodes are Na and Li; link a cell with the same "
                "metal on both sides; for others take cycling"
            ),
        ),
        (
            "synthesis/ratio-parts",
            "synthesis",
            "ratio: NaNH2:Na2B10H10 = 1:1\nreagents: [{formula: NaNH2}, {formula: Na2B12H12}]",
            "ratio: the ratio names Na2B10H10, which is no reagent; the reagents are NaNH2, Na2B12H12",
        ),
        (
            "synthesis/purity-corrected",
            "synthesis",
            WEIGHED.format("no", "0.1029", "90 %", ", purity: 99.9 %"),
            (
                "purity_corrected: purities are left out, and with them (NaNH2 0.9, Na2B12H12 0.999) the amounts are 10.9 % "
                "off the ratio 1:1; weigh in m = n M / w next time"
            ),
        ),
        (
            "synthesis/purity-corrected",
            "synthesis",
            WEIGHED.format("no", "0.1050", "98 %", ", purity: 99.9 %"),
            (
                "purity_corrected: the masses fit the ratio 1:1 only with the purities (NaNH2 0.98, Na2B12H12 0.999); was it "
                "yes?"
            ),
        ),
        (
            "synthesis/purity-corrected",
            "synthesis",
            WEIGHED.format("yes", "0.1029", "98 %", ""),
            (
                "reagents[1]: the masses make up for purities, and that of Na2B12H12 is missing; add it, e.g. 'purity: 99 %': "
                "taken as pure, the amounts are 2.0 % off"
            ),
        ),
        (
            "chemistry/inert-gas",
            "cell",
            "atmosphere: {gas: Ar, oxygen: < 0.1 ppm, water: 0.01 ppb}",
            "atmosphere.water: 0.01 ppb H₂O is less than an analyser of a glovebox reads; was it 0.01 ppm?",
        ),
        (
            "dates/review",
            "note",
            (
                "date: 2018-01-15\nreviews: [{by: jc, date: 2018-01-20, verdict: approved}]\n"
                "amendments: [{by: jc, date: 2018-01-18, reason: typing error}]"
            ),
            (
                "amendments[0].date: 2018-01-18 is before the first review, on 2018-01-20; what was changed before a review "
                "needs no amendment; correct the date"
            ),
        ),
    ],
)
def test_message(rule: str, kind: str, body: str, message: str) -> None:
    """The rule speaks once, at its place, in these words."""
    assert said(rule, kind, body, CELL) == [message]


@pytest.mark.parametrize(
    ("rule", "plan", "message"),
    [
        (
            "procedure/template",
            Plan(entry("pellet", "template", "diameter: 8 mm"), "2"),
            "procedure.version: the template 'pellet-thin' is at version 2 now; deviations from it are not listed",
        ),
        (
            "procedure/deviation",
            Plan(entry("cell", "template", "body: 2025 coin cell"), "1"),
            (
                "procedure.template: the template 'pellet-thin' is for cell, the entry is of kind pellet; name the template "
                "that was followed"
            ),
        ),
    ],
)
def test_message_on_a_template(rule: str, plan: Plan, message: str) -> None:
    """The template that an entry was started from is another one now."""
    body = 'procedure: {template: pellet-thin, version: "1"}\ndiameter: 8 mm'
    assert said(rule, "pellet", body, plan=plan) == [message]
