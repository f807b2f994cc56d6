"""Temperatures: what was read in °C and written in K."""

from __future__ import annotations

import pytest

from glovebook.schema.parse import parse
from glovebook.validators.engine import check
from glovebook.validators.rule import View


@pytest.mark.parametrize(
    ("kind", "line", "found"),
    [
        ("pellet", "temperature: 25 K", ["temperature"]),
        ("pellet", "temperature: 25 °C", []),
        ("pellet", "temperature: 77 K", []),
        ("pellet", "temperature: < 25 K", []),
        ("cycling", "temperature: 60 K", ["temperature"]),
        ("synthesis", "steps: [{action: dry, temperature: 60 K}]", ["steps[0].temperature"]),
        ("xrd", "temperature: 4 K", []),
    ],
)
def test_celsius(kind: str, line: str, found: list[str]) -> None:
    """Nothing but an instrument with a cryostat is colder than liquid nitrogen."""
    parsed = parse(f'kind: {kind}\nschema: "1.0"\nid: x1\n{line}\n', "x1.gb.yaml")
    assert parsed.entry is not None
    findings = check(parsed, View(parsed.entry), "draft")
    assert found == [finding.path for finding in findings if finding.rule == "temperature/celsius"]
