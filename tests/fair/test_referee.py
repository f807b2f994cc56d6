"""roc-validator judges exported crates: Process Run Crate 0.5 on RO-Crate 1.1, without the network.

The one thing that it would fetch is the JSON-LD context of RO-Crate 1.1, which the rocrate 0.15.1 package carries: it
is put into the validator's request cache as if it had come from the web. (rocrate 0.16 carries that of 1.3.)
"""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from requests import PreparedRequest, Response
from requests.adapters import HTTPAdapter
from requests_cache import CachedSession
from rocrate.rocrate import ROCrate
from urllib3 import HTTPResponse

from glovebook.fair.dataset import Dataset
from glovebook.fair.export import write_crate

CONTEXT = "https://w3id.org/ro/crate/1.1/context"
JUDGE = [sys.executable, "-P", "-c", "from rocrate_validator.cli import cli; cli()", "--no-interactive", "validate"]
"""The validator as a program: in our process it would keep its sessions open, and warnings are errors here."""
Verdict = tuple[int, list[tuple[str, str]]]
"""How many checks ran, and the severity and message of each issue."""


class _Shelf(HTTPAdapter):
    """Answers a request for the context from the installed rocrate package; the network is never asked."""

    def send(self, request: PreparedRequest, *_: Any, **__: Any) -> Response:
        assert request.url == CONTEXT
        body = io.BytesIO(files("rocrate").joinpath("data/ro-crate.jsonld").read_bytes())
        headers = {"Content-Type": "application/ld+json"}
        return self.build_response(
            request, HTTPResponse(body, headers, 200, preload_content=False, request_url=request.url)
        )


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A request cache that holds the context of RO-Crate 1.1 and nothing else."""
    path = tmp_path_factory.mktemp("cache") / "requests"
    session = CachedSession(str(path), backend="sqlite", expire_after=-1)
    session.mount("https://", _Shelf())
    assert session.get(CONTEXT).json()["version"].startswith("1.1.")
    session.cache.close()
    session.close()
    return path


@pytest.fixture
def judge(cache: Path, tmp_path: Path) -> Callable[[Path], Verdict]:
    """A function: a crate's folder -> what roc-validator says of it at REQUIRED and RECOMMENDED."""

    def ask(crate: Path) -> Verdict:
        report = tmp_path / "report.json"
        options = ["--offline", "--cache-path", str(cache), "--profile-identifier", "process-run-crate"]
        options += ["--requirement-severity", "RECOMMENDED", "--verbose", "--no-paging"]
        options += ["--output-format", "json", "--output-file", str(report), str(crate)]
        subprocess.run([*JUDGE, *options], check=False, capture_output=True, timeout=120)
        said = json.loads(report.read_bytes())
        return said["statistics"]["total_checks"], [(item["severity"], item["message"]) for item in said["issues"]]

    return ask


def test_crate_is_clean(dataset: Dataset, tmp_path: Path, judge: Callable[[Path], Verdict]) -> None:
    """All checks that are required or recommended ran, and none found anything."""
    write_crate(dataset, tmp_path / "crate")
    assert judge(tmp_path / "crate") == (99, [])


@pytest.mark.deep
def test_draft_is_clean(draft: Dataset, tmp_path: Path, judge: Callable[[Path], Verdict]) -> None:
    """A draft is a draft by what it says, not by being malformed."""
    write_crate(draft, tmp_path / "crate")
    assert judge(tmp_path / "crate") == (99, [])


def test_judge_sees_what_is_broken(dataset: Dataset, tmp_path: Path, judge: Callable[[Path], Verdict]) -> None:
    """The verdicts above mean something: without its licence and one file the same crate fails."""
    write_crate(dataset, tmp_path / "crate")
    (tmp_path / "crate/04-eis-e4/raw/p7-298K.csv").unlink()
    file = tmp_path / "crate/ro-crate-metadata.json"
    document = json.loads(file.read_bytes())
    root = next(entity for entity in document["@graph"] if entity["@id"] == "./")
    del root["license"]
    file.write_text(json.dumps(document))
    _, issues = judge(tmp_path / "crate")
    required = [message for severity, message in issues if severity == "REQUIRED"]
    assert any("MUST have a `license` property" in message for message in required)
    assert any("04-eis-e4/raw/p7-298K.csv" in message for message in required)


def test_rocrate_reads_it(dataset: Dataset, tmp_path: Path) -> None:
    """Another reader finds the root, the runs and every file."""
    written = write_crate(dataset, tmp_path / "crate")
    crate = ROCrate(tmp_path / "crate")
    assert crate.name == "Sodium amide hydroborates (synthetic data)"
    runs = crate.get_by_type("CreateAction")
    assert [run["instrument"]["name"] for run in runs] == ["Glovebook", "Glovebook"]
    found = {entity.id for entity in crate.get_by_type("File")}
    own = {"ro-crate-metadata.json", "ro-crate-preview.html"}
    assert found == {path.relative_to(tmp_path / "crate").as_posix() for path in written} - own
