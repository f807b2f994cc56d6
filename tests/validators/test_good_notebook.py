"""A notebook of a lab in which nothing is wrong gets no finding that would have to be read."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from glovebook.pipeline.check import check
from glovebook.schema.entry import links
from glovebook.schema.finding import Finding, Profile
from glovebook.store.notebook import Notebook

LAB = Path(__file__).parent / "lab"


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Notebook:
    """A copy of the good notebook: checking one may write beside it."""
    folder = tmp_path_factory.mktemp("good") / "lab"
    shutil.copytree(LAB, folder)
    return Notebook.open(folder)


def found(lab: Notebook, profile: Profile) -> list[Finding]:
    """All findings of the notebook."""
    return [finding for report in check([lab.root], profile) for finding in report.findings]


def test_is_a_whole_lab(lab: Notebook) -> None:
    """At least 30 entries, nearly all kinds among them, and none that stands alone."""
    entries = {name: lab.parse(lab.path_of(name)).entry for name in lab.ids()}
    assert len(entries) >= 30
    assert None not in entries.values()
    assert len({entry.kind for entry in entries.values() if entry}) >= 14
    linked = {target for entry in entries.values() if entry for target in links(entry).values()}
    assert sorted(name for name, entry in entries.items() if entry and not links(entry) and name not in linked) == []


def test_says_that_it_is_synthetic(lab: Notebook) -> None:
    """Every entry and every raw file says so: nothing here was measured."""
    silent = [name for name in lab.ids() if "synthetic: yes\n" not in lab.path_of(name).read_text("utf-8")]
    silent += [
        path.name
        for path in (lab.root / "data").iterdir()
        if "synthetic" not in (path.name + path.read_text("utf-8").partition("\n")[0]).lower()
    ]
    assert silent == []


@pytest.mark.parametrize("profile", ["draft", "archive"])
def test_nothing_is_wrong_and_nothing_is_missing(lab: Notebook, profile: Profile) -> None:
    """No error, no warning and no gap, even for the archive."""
    assert [finding.as_text() for finding in found(lab, profile) if finding.severity != "info"] == []


def test_nothing_is_wrong_for_publication(lab: Notebook) -> None:
    """The strictest profile asks for more, but contradicts nothing."""
    severities = ("error", "warning")
    assert [finding.as_text() for finding in found(lab, "publish") if finding.severity in severities] == []
