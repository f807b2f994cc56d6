"""Our own check of a crate: each thing that can break is found, and nothing else."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from glovebook.fair.dataset import Dataset
from glovebook.fair.export import write_crate
from glovebook.fair.verify import verify_crate

Graph = dict[str, dict[str, Any]]
RAW = "04-eis-e4/raw/p7-298K.csv"
RUN = "#run-e4-impedance-001"


def _unpart(graph: Graph) -> None:
    graph["04-eis-e4/"]["hasPart"].remove({"@id": RAW})


@pytest.mark.parametrize(
    ("damage", "expected"),
    [
        (lambda g: g["./"].pop("license"), "./: the root has no license [crate/required]"),
        (lambda g: g["./"].update(conformsTo=None), "./: the root does not conform to "),
        (lambda g: g["ro-crate-metadata.json"].pop("about"), "the descriptor does not say that ./ conforms to "),
        (lambda g: g.pop("#sample-m1"), "names '#sample-m1', which is not described [crate/reference]"),
        (_unpart, f"{RAW}: is not part of the crate by hasPart [crate/part]"),
        (lambda g: g[RAW].pop("encodingFormat"), f"{RAW}: the file has no encodingFormat [crate/required]"),
        (lambda g: g[RAW].update(contentSize="1"), f"{RAW}: has 78 bytes, not 1 [crate/file]"),
        (lambda g: g[RAW].update(sha256="0" * 64), f"{RAW}: the bytes are not those that the SHA-256 stands for"),
        (lambda g: g[RUN].pop("instrument"), f"{RUN}: names no software with its version [crate/run]"),
        (lambda g: g[RUN].pop("result"), f"{RUN}: has no result [crate/run]"),
        (
            lambda g: g["#value-e4-impedance-001-series.0.sigma_total"].update(unitCode="H61"),
            "the unit code 'H61' does not stand for 'S/cm' [crate/unit]",
        ),
    ],
)
def test_damaged_metadata_is_found(
    dataset: Dataset, tmp_path: Path, damage: Callable[[Graph], Any], expected: str
) -> None:
    """One thing wrong in the metadata: every finding is about that."""
    write_crate(dataset, tmp_path / "crate")
    file = tmp_path / "crate/ro-crate-metadata.json"
    document = json.loads(file.read_bytes())
    graph = {entity["@id"]: entity for entity in document["@graph"]}
    damage(graph)
    file.write_text(json.dumps({**document, "@graph": list(graph.values())}))
    found = [finding.as_text() for finding in verify_crate(tmp_path / "crate")]
    assert found
    assert [text for text in found if expected not in text] == []


def test_damaged_folder_is_found(dataset: Dataset, tmp_path: Path) -> None:
    """A file that is gone, and one that nobody described."""
    write_crate(dataset, tmp_path / "crate")
    (tmp_path / "crate" / RAW).rename(tmp_path / "crate/04-eis-e4/raw/other.csv")
    assert [finding.as_text() for finding in verify_crate(tmp_path / "crate")] == [
        f"ro-crate-metadata.json: {RAW}: the file is missing [crate/file]",
        "ro-crate-metadata.json: 04-eis-e4/raw/other.csv: the file is not described [crate/stranger]",
    ]


def test_folder_that_is_no_crate(tmp_path: Path) -> None:
    """A folder without readable metadata is one finding, not an error."""
    (tmp_path / "ro-crate-metadata.json").write_text("[]")
    (finding,) = verify_crate(tmp_path)
    assert finding.rule == "crate/metadata"
    assert finding.blocking


def test_path_out_of_the_crate_is_found(dataset: Dataset, tmp_path: Path) -> None:
    """A File whose path leads out of the folder counts as missing, whatever lies there."""
    write_crate(dataset, tmp_path / "crate")
    (tmp_path / "secret").write_text("x")
    file = tmp_path / "crate/ro-crate-metadata.json"
    file.write_text(file.read_text().replace(f'"@id": "{RAW}"', '"@id": "../secret"'))
    found = [finding.as_text() for finding in verify_crate(tmp_path / "crate")]
    assert "ro-crate-metadata.json: ../secret: the file is missing [crate/file]" in found
