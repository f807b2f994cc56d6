"""Rules for diffraction: what stays silent, and slips told apart."""

from __future__ import annotations

import pytest

from glovebook.schema.parse import parse
from glovebook.validators.engine import check
from glovebook.validators.rule import View

CUBIC = "formula: Li2S, space_group: Fm-3m, a: 5.708 Å"


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("phases: [{formula: Li2S, space_group: Fm-3m, sites: [{atom: Li, multiplicity: 8, position: special}]}]", []),
        ("phases: [{formula: Li2S, sites: [{atom: Li, multiplicity: 5, position: special}]}]", []),
        (f"phases: [{{{CUBIC}, volume: 186.0 Å³}}]", []),
        (f"phases: [{{{CUBIC}, volume: 0.1860 nm³}}]", []),
        (f"phases: [{{{CUBIC}, volume: < 200 Å³}}]", []),
        (f"phases: [{{{CUBIC}, volume: 168.0 Å³}}]", ["xrd/cell-volume"]),
        (f"phases: [{{{CUBIC}, beta: 91°}}]", ["xrd/lattice"]),
        (f"phases: [{{{CUBIC}, c: 6.2 Å}}]", ["xrd/lattice"]),
        ("phases: [{formula: NaNH2, space_group: Pna2_1, a: 1 Å, b: 2 Å, c: 3 Å, gamma: 120°}]", ["xrd/lattice"]),
        ("anode: Cu\nwavelength: 1.5406 Å", []),
        ("anode: Cu\nwavelength: 1.3922 Å", []),
        ("anode: synchrotron\nwavelength: 0.5 Å", []),
        ("wavelength: 15.4 Å", []),
    ],
)
def test_silent_or_not(line: str, found: list[str]) -> None:
    """Rules speak of what contradicts the symmetry, the axes or the anode, and of nothing else."""
    parsed = parse(f'kind: xrd\nschema: "1.0"\nid: x1\n{line}\n', "x1.gb.yaml")
    assert parsed.entry is not None
    findings = check(parsed, View(parsed.entry), "draft")
    assert found == [finding.rule for finding in findings]
