"""A notebook with a pellet and a series of synthetic spectra, analysed once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from glovebook.pipeline.analyse import analyse
from glovebook.pipeline.demo import spectrum
from glovebook.pipeline.new import init, new
from glovebook.store.edit import edit
from glovebook.store.notebook import Notebook

TEMPERATURES = (302, 330, 372)


@pytest.fixture
def empty(tmp_path: Path) -> Notebook:
    """A new notebook."""
    return init(tmp_path / "lab", "Empty")


@pytest.fixture(scope="session")
def analysed_once(tmp_path_factory: pytest.TempPathFactory) -> Notebook:
    """The notebook that ``analysed`` copies: p1, e1 with three spectra, and the results of both analyses."""
    folder = tmp_path_factory.mktemp("pipeline")
    notebook = init(folder / "lab", "Pipeline")
    settings = notebook.root / "glovebook.yaml"
    settings.write_text(
        edit(settings.read_text("utf-8"), {"people.jc.name": "J C", "defaults.operator": "jc"}), "utf-8"
    )
    notebook = Notebook.open(notebook.root)
    files = []
    for temperature in TEMPERATURES:
        files.append(folder / f"{temperature}K.txt")
        files[-1].write_text(spectrum(temperature), encoding="utf-8")
    pellet = {"title": "Pellet", "status": "done", "diameter": "8.00(2) mm", "thickness": "1.00(2) mm"}
    new(notebook, "pellet", "p1", values=pellet)
    rows = {f"spectra[{index}].temperature": f"{value} K" for index, value in enumerate(TEMPERATURES)}
    series = {"title": "Series", "status": "done", "measured_on.entry": "p1", "synthetic": "yes", **rows}
    analyse(new(notebook, "eis", "e1", files=files, values=series))
    return notebook


@pytest.fixture
def analysed(analysed_once: Notebook, tmp_path: Path) -> Notebook:
    """A copy of the analysed notebook, to change."""
    shutil.copytree(analysed_once.root, tmp_path / "lab")
    return Notebook.open(tmp_path / "lab")
