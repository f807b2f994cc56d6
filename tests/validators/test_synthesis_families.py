"""A reagent may be a family with variables: nothing is computed from a mass that nobody knows."""

from __future__ import annotations

from pathlib import Path

from glovebook.pipeline.check import check_text

TEXT = """\
kind: synthesis
schema: "1.0"
id: s1
reagents:
  - {formula: Na3-xPS4-xClx, mass: 0.1 g}
  - {formula: NaCl, mass: 9 g}
ratio: "1:1"
"""


def test_families_have_no_ratio(tmp_path: Path) -> None:
    """The rule on weighed ratios says nothing about a family, and does about the same masses of known compounds."""
    file = tmp_path / "s1.gb.yaml"
    assert check_text(TEXT, file).findings == []
    known = check_text(TEXT.replace("Na3-xPS4-xClx", "Na3PS4"), file).findings
    assert [finding.rule for finding in known] == ["synthesis/weighed-ratio"]
