"""``weigh``: the masses for a batch, corrected for purity, against hand arithmetic."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from glovebook.pipeline.new import init

ENTRY = """\
kind: synthesis
schema: "1.0"
id: s3
product: Na3NH2B12H12
reagents:
  - {formula: NaNH2, purity: 98 %}  # the new bottle
  - {formula: Na2B12H12}
ratio: "1:1"
"""


@pytest.fixture
def synthesis(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A synthesis in which nothing has been weighed."""
    root = init(tmp_path / "lab").root
    path = root / "entries/s3.gb.yaml"
    path.write_text(ENTRY, "utf-8")
    monkeypatch.chdir(root)
    return path


def test_batch(synthesis: Path, run: Any) -> None:
    """0.2268 g of Na3NH2B12H12 take 1.000 mmol of each: 39.81 mg of NaNH2 of 98 %, 187.8 mg of Na2B12H12."""
    code, out, _ = run("weigh", "s3", "--batch", "226.809 mg")
    assert (code, out.splitlines()) == (
        0,
        ["NaNH2      0.03981 g  (1 mmol, 98 % pure)", "Na2B12H12  0.1878 g  (1 mmol, 100 % pure)"],
    )
    assert synthesis.read_text("utf-8") == ENTRY


def test_from_one_portion(synthesis: Path, run: Any) -> None:
    """From one portion that was weighed follow the others; ``--into`` writes them by the smallest edits."""
    code, out, _ = run("weigh", "s3", "--mass", "Na2B12H12=0.3756 g", "--into", "--json")
    found = json.loads(out)
    assert (code, [portion["text"] for portion in found]) == (0, ["0.07962 g", "0.3756 g"])
    assert found[0]["amount"] == pytest.approx(0.3756 / 187.796, rel=1e-4)
    wanted = ENTRY.replace("purity: 98 %}", "purity: 98 %, target: 0.07962 g}").replace(
        "{formula: Na2B12H12}", "{formula: Na2B12H12, target: 0.3756 g}"
    )
    assert synthesis.read_text("utf-8") == wanted


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "glovebook: how much is wanted is not said; write e.g. --batch '0.5 g', or 'batch: 0.5 g' in the entry"),
        (("--batch", "5 K"), "glovebook: '5 K' is a temperature, not a mass; write one of"),
        (("--mass", "LiCl=1 g"), "glovebook: 'LiCl' is none of the reagents; they are NaNH2, Na2B12H12"),
        (("--mass", "NaNH2"), "glovebook: 'NaNH2' states no mass; write e.g. --mass 'NaNH2=0.1039 g'"),
    ],
)
def test_refused(synthesis: Path, run: Any, arguments: tuple[str, ...], said: str) -> None:
    """What is missing or no mass is refused in one line, and nothing is written."""
    code, _, error = run("weigh", "s3", *arguments, "--into")
    assert (code, error.startswith(said)) == (2, True), error
    assert synthesis.read_text("utf-8") == ENTRY
