"""A small dataset of synthetic data, from reagent to Arrhenius line, as the pipeline would hand it over."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from glovebook.fair.dataset import Dataset, RawFile, Record, StoredResult
from glovebook.physics.derived import derive
from glovebook.physics.records import Records
from glovebook.schema import kinds
from glovebook.schema.entry import raw_files
from glovebook.schema.finding import Finding
from glovebook.schema.result import Input, Result, Value

UUID = "0193a1c2-0000-7000-8000-00000000000{}"
COMMON = {"schema": "1.0", "date": "2018-01-15T14:30+08:00", "operator": "jc", "status": "done", "synthetic": "yes"}
ENTRIES: list[dict[str, Any]] = [
    {
        "kind": "material",
        "id": "m1",
        "uuid": UUID.format(1),
        "title": "Sodium amide",
        "formula": "NaNH2",
        "purity": "99 %",
        "supplier": "ThermoFisher",
    },
    {
        "kind": "synthesis",
        "id": "s3",
        "uuid": UUID.format(2),
        "title": "Na3NH2B12H12 from the elements of the salt",
        "product": "Na3NH2B12H12",
        "ratio": "1:1",
        "reagents": [
            {"formula": "NaNH2", "entry": "m1", "mass": "0.1039 g"},
            {"formula": "Na2B12H12", "mass": "0.5000 g"},
        ],
        "steps": [
            {"action": "mill", "duration": "30 min", "notes": "by hand"},
            {"action": "heat", "temperature": "523 K", "duration": "12 h"},
        ],
        "atmosphere": {"gas": "Ar", "oxygen": "< 0.1 ppm", "water": "< 0.1 ppm"},
    },
    {
        "kind": "pellet",
        "id": "p7",
        "uuid": UUID.format(3),
        "title": "8 mm pellet for impedance",
        "made_from": [{"entry": "s3", "amount": "44.0 mg"}],
        "diameter": "8 mm",
        "thickness": {"value": "1.02(2) mm", "readings": ["1.01 mm", "1.03 mm", "1.02 mm"], "method": "micrometer"},
        "pressure": {"value": "40 MPa", "basis": "sample", "hold": "12 h"},
        "notes": "Edges are sharp.\nOne side is shiny.",
        "tags": ["pellet", "blocking electrodes"],
    },
    {
        "kind": "eis",
        "id": "e4",
        "uuid": UUID.format(4),
        "title": "Impedance from 298 K to 372 K",
        "measured_on": {"entry": "p7"},
        "instrument": "im6ex",
        "amplitude": "10 mV",
        "frequency": "1..1000000 Hz",
        "spectra": [
            {"temperature": "298 K", "leg": "heating", "file": "data/eis/p7 298K.csv"},
            {"temperature": "372 K", "leg": "heating", "file": "data/eis/p7 372K.csv"},
        ],
        "reported": [{"quantity": "conductivity", "value": "1.0e-4 S/cm", "source": "abstract"}],
    },
]
FIGURE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 40"><path d="M5 35 L55 5" stroke="teal"/></svg>\n'
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000"
    "050001a5f645400000000049454e44ae426082"
)


@pytest.fixture
def make_record(tmp_path: Path) -> Callable[..., Record]:
    """A function: the plain data of an entry -> a record whose raw files lie on disk."""

    def make(data: dict[str, Any], **options: Any) -> Record:
        entry = kinds.load(data["kind"]).model_validate({**COMMON, **data})
        files = [_raw_file(tmp_path / "notebook", part.file) for part in raw_files(entry).values()]
        text = json.dumps({**COMMON, **data}, indent=1).encode()
        return Record(entry, text, f"entries/{entry.id}.gb.yaml", **{"files": files, **options})

    return make


@pytest.fixture
def make_result(tmp_path: Path) -> Callable[..., StoredResult]:
    """A function: fields of a result -> the result stored in a folder with its files."""

    def make(**fields: Any) -> StoredResult:
        result = Result(
            synthetic=True,
            software={"glovebook": "0.1.0", "python": "3.11.7", "numpy": "2.1.0"},
            **{"created": "2018-01-16T09:00:00Z", **fields},
        )
        folder = tmp_path / "notebook/results" / result.id
        folder.mkdir(parents=True)
        (folder / "result.json").write_text(json.dumps(result.as_json()))
        (folder / "table.csv").write_text("frequency_hertz,real_impedance_ohm\n1000000,2000\n")
        (folder / "figure.svg").write_text(FIGURE)
        (folder / "figure.png").write_bytes(PIXEL)
        return StoredResult(result, folder)

    return make


@pytest.fixture
def dataset(make_record: Callable[..., Record], make_result: Callable[..., StoredResult]) -> Dataset:
    """Four records, two raw files and two results, one of which builds on the other."""
    records = [make_record(data) for data in ENTRIES]
    entries = {record.entry.id: record.entry for record in records}
    records = [replace(record, derived=derive(Records(record.entry, entries))) for record in records]
    inputs = [Input(record.path, sha256(record.text).hexdigest()) for record in records[2:]]
    inputs += [Input(file.path, file.sha256) for file in records[3].files]
    impedance = make_result(
        method="impedance",
        id="e4/impedance/001",
        entries=["e4", "p7"],
        inputs=inputs,
        command="glovebook analyse e4 --method impedance",
        source=["Boukamp, J. Electrochem. Soc. 142 (1995) 1885, doi:10.1149/1.2044210"],
        series=[
            {"temperature": Value(298.0, "K"), "sigma_total": Value(1.234e-6, "S/cm", 2.1e-8), "circuit": "R-CPE"},
            {"temperature": Value(372.0, "K"), "sigma_total": Value(1.02e-4, "S/cm", 5e-6), "circuit": "R-CPE"},
        ],
    )
    arrhenius = make_result(
        method="arrhenius",
        id="e4/arrhenius/001",
        created="2018-01-16T09:00:05Z",
        entries=["e4"],
        inputs=[Input("results/e4/impedance/001/result.json", sha256(b"").hexdigest())],
        command="glovebook analyse e4 --method arrhenius",
        values={"ea_ln_sigma_t": Value(0.5703, "eV", 0.0042), "sigma_total": Value(1.02e-4, "S/cm", 5e-6)},
        warnings=["two temperatures only"],
    )
    records[3] = replace(records[3], results=[arrhenius, impedance])
    return Dataset(
        title="Sodium amide hydroborates",
        uuid=UUID.format(0),
        license="CC-BY-4.0",
        records=records,
        profile="archive",
        published="2018-02-01",
        people={"jc": {"name": "Josiah Carberry", "orcid": "0000-0002-1825-0097", "organisation": "lab"}},
        organisations={"lab": {"name": "Example University", "url": "https://example.org/"}},
        instruments={"im6ex": {"maker": "Zahner-Elektrik", "model": "IM6ex", "serial": "38219"}},
    )


@pytest.fixture
def draft(dataset: Dataset) -> Dataset:
    """The same dataset as a draft with one finding."""
    finding = Finding("eis/instrument", "gap", "no calibration is named", file="entries/e4.gb.yaml", line=7, column=1)
    return replace(dataset, profile="draft", findings=[finding])


def _raw_file(notebook: Path, path: str) -> RawFile:
    source = notebook / path
    source.parent.mkdir(parents=True, exist_ok=True)
    source.write_text(f"# synthetic data\nfrequency_hertz,real_impedance_ohm\n1000,{path}\n")
    content = source.read_bytes()
    return RawFile(path, source, sha256(content).hexdigest(), len(content), "text/csv; charset=utf-8")
