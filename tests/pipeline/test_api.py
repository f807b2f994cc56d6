"""The verbs in Python: what ``import glovebook`` offers."""

from __future__ import annotations

from pathlib import Path

import pytest

import glovebook
from glovebook.schema.refusal import Refusal
from glovebook.store.notebook import Notebook


def test_everything_is_there() -> None:
    """Every name that is offered is there, and no other is pretended."""
    assert [name for name in glovebook.__all__ if getattr(glovebook, name) is None] == []
    with pytest.raises(AttributeError, match="module 'glovebook' has no attribute 'magic'"):
        _ = glovebook.magic


def test_verbs(analysed: Notebook, tmp_path: Path) -> None:
    """A notebook is opened, checked, read, analysed and exported with the words of the command line."""
    notebook = glovebook.open(analysed.root / "entries")
    assert notebook.ids() == ["e1", "p1"]
    assert [report.findings for report in glovebook.check([notebook.root])] == [[], []]
    frame = glovebook.read(notebook.root / "data/e1/372K.txt")
    assert list(frame.columns) == ["frequency_hertz", "real_impedance_ohm", "imaginary_impedance_ohm"]
    assert frame.attrs["units"]["frequency_hertz"] == "Hz"
    assert frame.attrs["reader"] == "delimited"
    (stored,) = glovebook.analyse(notebook.path_of("e1"), "arrhenius")
    assert stored.result.id == "e1/arrhenius/002"
    assert (tmp_path / "crate/ro-crate-metadata.json") in glovebook.export([notebook.root], tmp_path / "crate")
    assert glovebook.Quantity.parse("8 mm").si == 0.008


def test_no_notebook(tmp_path: Path) -> None:
    """A mistake is a `Refusal`, in Python as on the command line."""
    with pytest.raises(Refusal, match="is not inside a notebook; make one with: glovebook init"):
        glovebook.open(tmp_path)
