"""The entities of ``ro-crate-metadata.json``."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from glovebook.fair.dataset import Dataset, Record
from glovebook.fair.export import write_crate
from glovebook.fair.jsonld.steps import utc

Graph = dict[str, dict[str, Any]]


@pytest.fixture
def graph_of(tmp_path: Path) -> Callable[[Dataset], Graph]:
    """A function: a dataset -> the entities of its crate by ``@id``."""

    def export(dataset: Dataset) -> Graph:
        write_crate(dataset, tmp_path / "crate")
        document = json.loads((tmp_path / "crate/ro-crate-metadata.json").read_bytes())
        assert document["@context"][0] == "https://w3id.org/ro/crate/1.1/context"
        return {entity["@id"]: entity for entity in document["@graph"]}

    return export


def test_root(dataset: Dataset, graph_of: Callable[[Dataset], Graph]) -> None:
    """The root says what, whose, when, under which terms, and that the data are synthetic."""
    root = graph_of(dataset)["./"]
    assert {key: value for key, value in root.items() if key not in ("hasPart", "mentions")} == {
        "@id": "./",
        "@type": "Dataset",
        "name": "Sodium amide hydroborates (synthetic data)",
        "description": "4 records (Material, Synthesis, Pellet, Impedance (EIS)) with 2 raw files and 2 results, from "
        "an electronic lab notebook. All records hold synthetic data, generated and not measured.",
        "identifier": "urn:uuid:0193a1c2-0000-7000-8000-000000000000",
        "datePublished": "2018-02-01",
        "license": {"@id": "https://spdx.org/licenses/CC-BY-4.0"},
        "author": {"@id": "https://orcid.org/0000-0002-1825-0097"},
        "publisher": {"@id": "#organisation-lab"},
        "conformsTo": {"@id": "https://w3id.org/ro/wfrun/process/0.5"},
        "keywords": "blocking electrodes, pellet",
    }


def test_draft_says_so(draft: Dataset, graph_of: Callable[[Dataset], Graph], tmp_path: Path) -> None:
    """A draft is one by title and description, and carries its findings."""
    root = graph_of(draft)["./"]
    assert root["name"] == "DRAFT: Sodium amide hydroborates (synthetic data)"
    assert "This is a draft: 1 finding in findings.json." in root["description"]
    assert {"@id": "findings.json"} in root["hasPart"]
    found = json.loads((tmp_path / "crate/findings.json").read_bytes())
    assert [item["rule"] for item in found] == ["eis/instrument"]


def test_partly_synthetic(
    dataset: Dataset, make_record: Callable[..., Record], graph_of: Callable[[Dataset], Graph]
) -> None:
    """Measured and synthetic records in one crate are told apart."""
    measured = make_record({"kind": "note", "id": "n1", "title": "Real", "synthetic": "no"})
    made_up = make_record({"kind": "note", "id": "n2", "title": "Made up"})
    said = make_record({"kind": "note", "id": "n3", "title": "Synthetic noise"})
    graph = graph_of(replace(dataset, records=[measured, made_up, said]))
    assert graph["./"]["name"] == "Sodium amide hydroborates (partly synthetic data)"
    assert graph["./"]["description"].endswith("2 of 3 records hold synthetic data, generated and not measured.")
    assert graph["01-note-n1/"]["name"] == "Real"
    assert graph["02-note-n2/"]["name"] == "Made up (synthetic data)"
    assert graph["03-note-n3/"]["name"] == "Synthetic noise"
    assert graph["02-note-n2/"]["description"] == "Note, entry n2; synthetic data, generated and not measured"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "#value-p7-thickness.value",
            {
                "propertyID": "thickness.value",
                "name": "thickness",
                "value": 1.02,
                "unitText": "mm",
                "unitCode": "MMT",
                "description": "The value used; as written: 1.02(2) mm; in SI: 0.001020 ± 0.000020 m",
            },
        ),
        (
            "#value-s3-atmosphere.water",
            {
                "propertyID": "atmosphere.water",
                "name": "atmosphere: water",
                "value": "< 0.1",
                "maxValue": 0.1,
                "unitText": "ppm",
                "unitCode": "59",
                "description": "Water content read on the glovebox; as written: < 0.1 ppm",
            },
        ),
        (
            "#value-e4-frequency",
            {
                "propertyID": "frequency",
                "name": "frequency",
                "value": "1..1000000",
                "minValue": 1.0,
                "maxValue": 1000000.0,
                "unitText": "Hz",
                "unitCode": "HTZ",
                "description": "Frequency range; as written: 1..1000000 Hz; in SI: 1 to 1 × 10⁶ Hz",
            },
        ),
        (
            "#value-e4-spectra.1.temperature",
            {
                "propertyID": "spectra[1].temperature",
                "name": "spectra 2: temperature",
                "value": 372.0,
                "unitText": "K",
                "unitCode": "KEL",
                "description": "Temperature of the sample; as written: 372 K; in SI: 372 K",
            },
        ),
        (
            "#value-e4-impedance-001-series.0.sigma_total",
            {
                "propertyID": "series[0].sigma_total",
                "name": "sigma_total (series 1)",
                "value": 1.234e-06,
                "unitText": "S/cm",
                "unitCode": "H43",
                "description": "sigma total = (1.234 ± 0.021) × 10⁻⁶ S/cm, standard uncertainty 2.1e-08",
            },
        ),
        (
            "#value-p7-derived-1-area",
            {
                "propertyID": "derived.area",
                "name": "area (derived)",
                "value": 0.5026548245743668,
                "unitText": "cm²",
                "unitCode": "CMK",
                "description": (
                    "area = 0.503 ± 0.036 cm² (A = pi d^2 / 4; d = 8 mm; u(d) from the digits written), "
                    "standard uncertainty 0.0363"
                ),
            },
        ),
    ],
)
def test_quantity(dataset: Dataset, graph_of: Callable[[Dataset], Graph], name: str, expected: dict[str, Any]) -> None:
    """A quantity, in whatever depth, is a PropertyValue with its path, its unit as text and code, and its words."""
    entity = graph_of(dataset)[name]
    assert entity == {"@id": name, "@type": "PropertyValue", **expected}


def test_chain_from_sample_to_file(dataset: Dataset, graph_of: Callable[[Dataset], Graph]) -> None:
    """Lab steps lead from the reagent to the raw files: sample to sample to file."""
    graph = graph_of(dataset)
    steps = [(entity["object"], entity["result"]) for entity in graph.values() if entity["@type"] == "Action"]
    files = [{"@id": "04-eis-e4/raw/p7-298K.csv"}, {"@id": "04-eis-e4/raw/p7-372K.csv"}]
    assert steps == [
        ({"@id": "#sample-m1"}, {"@id": "#sample-s3"}),
        ({"@id": "#sample-s3"}, {"@id": "#sample-p7"}),
        ({"@id": "#sample-p7"}, files),
    ]
    assert graph["#step-e4"]["instrument"] == {"@id": "#instrument-im6ex"}
    assert graph["#instrument-im6ex"]["name"] == "Zahner-Elektrik IM6ex"
    assert graph["#sample-p7"]["subjectOf"] == {"@id": "03-pellet-p7/"}


def test_run_of_an_analysis(dataset: Dataset, graph_of: Callable[[Dataset], Graph]) -> None:
    """A run names its software, its inputs with the record that gave the geometry, its files, and how to repeat it."""
    graph = graph_of(dataset)
    files = [f"04-eis-e4/results/impedance-001/{n}" for n in ("figure.png", "figure.svg", "result.json", "table.csv")]
    inputs = ["04-eis-e4/raw/p7-298K.csv", "04-eis-e4/raw/p7-372K.csv"]
    inputs += ["04-eis-e4/record.gb.yaml", "03-pellet-p7/record.gb.yaml"]
    assert graph["#run-e4-impedance-001"] == {
        "@id": "#run-e4-impedance-001",
        "@type": "CreateAction",
        "name": "Analysis impedance of e4",
        "description": "To run it again: glovebook analyse e4 --method impedance",
        "agent": {"@id": "https://orcid.org/0000-0002-1825-0097"},
        "instrument": {"@id": "https://w3id.org/glovebook/software/glovebook/0.1.0"},
        "object": [{"@id": name} for name in inputs],
        "result": [{"@id": name} for name in files],
        "endTime": "2018-01-16T09:00:00+00:00",
        "actionStatus": "http://schema.org/CompletedActionStatus",
    }
    program = graph["https://w3id.org/glovebook/software/glovebook/0.1.0"]
    assert program["version"] == "0.1.0"
    assert len(program["softwareRequirements"]) == 2
    assert graph["#run-e4-arrhenius-001"]["object"] == {"@id": "04-eis-e4/results/impedance-001/result.json"}


def test_result_out_of_date_says_so(dataset: Dataset, graph_of: Callable[[Dataset], Graph]) -> None:
    """A result whose input has changed is exported with the reason why it no longer counts."""
    eis = dataset.records[3]
    old = replace(eis.results[1], stale=["entries/p7.gb.yaml has changed"])
    graph = graph_of(replace(dataset, records=[*dataset.records[:3], replace(eis, results=[old, eis.results[0]])]))
    reason = "out of date: entries/p7.gb.yaml has changed"
    assert reason in graph["04-eis-e4/results/impedance-001/"]["description"]
    assert reason in graph["#run-e4-impedance-001"]["description"]


def test_failed_step_keeps_its_reason(
    dataset: Dataset, make_record: Callable[..., Record], graph_of: Callable[[Dataset], Graph]
) -> None:
    """A failed experiment is exported as one; a sample that the crate does not hold is named all the same."""
    data = {"kind": "pellet", "id": "p8", "made_from": [{"entry": "s9"}], "status": "failed", "reason": "cracked"}
    graph = graph_of(replace(dataset, records=[make_record(data)]))
    assert graph["#step-p8"]["actionStatus"] == "http://schema.org/FailedActionStatus"
    assert graph["#step-p8"]["error"] == "cracked"
    assert graph["#step-p8"]["object"] == {"@id": "#sample-s9"}
    assert graph["#sample-s9"]["description"] == "Entry s9 of the notebook, not part of this crate"
    assert graph["01-pellet-p8/"]["name"] == "Pellet p8 (synthetic data)"


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (None, {"endTime": "2018-01-15T06:30:00+00:00"}),
        ("planned", {"actionStatus": "http://schema.org/PotentialActionStatus"}),
        ("running", {"actionStatus": "http://schema.org/ActiveActionStatus"}),
        (
            "done",
            {"actionStatus": "http://schema.org/CompletedActionStatus", "endTime": "2018-01-15T06:30:00+00:00"},
        ),
    ],
)
def test_status_of_a_step(
    dataset: Dataset,
    make_record: Callable[..., Record],
    graph_of: Callable[[Dataset], Graph],
    status: str | None,
    expected: dict[str, str],
) -> None:
    """A step has the status that somebody wrote and no other; what is not over has no end."""
    data = {"kind": "pellet", "id": "p8", "made_from": [{"entry": "s9"}], "status": status}
    step = graph_of(replace(dataset, records=[make_record(data)]))["#step-p8"]
    assert expected == {key: step[key] for key in ("actionStatus", "endTime") if key in step}


def test_nobody_is_no_operator(dataset: Dataset, graph_of: Callable[[Dataset], Graph]) -> None:
    """Where the entry names no operator, nobody is said to have run its analyses."""
    eis = dataset.records[3]
    record = replace(eis, entry=eis.entry.model_copy(update={"operator": None}))
    graph = graph_of(replace(dataset, records=[*dataset.records[:3], record]))
    assert [key for key in ("#run-e4-impedance-001", "#step-e4") if "agent" in graph[key]] == []


def test_people_known_by_key_or_orcid_only(
    dataset: Dataset, make_record: Callable[..., Record], graph_of: Callable[[Dataset], Graph]
) -> None:
    """An operator that glovebook.yaml does not know is still a person; two keys never become one person."""
    keys = ["https://orcid.org/0000-0001-5109-3700", "Zoë K", "Zoe K"]
    records = [make_record({"kind": "note", "id": f"n{n}", "operator": key}) for n, key in enumerate(keys)]
    graph = graph_of(replace(dataset, records=records, people={}, organisations={}))
    names = [graph[author["@id"]]["name"] for author in graph["./"]["author"]]
    assert names == keys
    assert [author["@id"] for author in graph["./"]["author"]] == [keys[0], "#person-Zoe-K", "#person-Zoe-K-2"]
    assert "publisher" not in graph["./"]


def test_no_list_of_one(dataset: Dataset, graph_of: Callable[[Dataset], Graph]) -> None:
    """RO-Crate 1.1 wants no list with one member, and we leave out what is empty."""
    values = [value for entity in graph_of(dataset).values() for value in entity.values()]
    assert [value for value in values if value in (None, "", {}) or (isinstance(value, list) and len(value) < 2)] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2018-01-15T14:30+08:00", "2018-01-15T06:30:00+00:00"),
        ("2018-01-15T14:30:05.123Z", "2018-01-15T14:30:05+00:00"),
        ("2018-01-15T20:30-05:00", "2018-01-16T01:30:00+00:00"),
        ("2018-01-15", "2018-01-15"),
        ("2018-01", ""),
        ("", ""),
    ],
)
def test_times_are_told_in_utc(text: str, expected: str) -> None:
    """Times come as the profile's pattern wants them; what is no time is left out."""
    assert expected == utc(text)
