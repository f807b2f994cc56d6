"""Results of several entries in one figure."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from glovebook.cli import main
from glovebook.pipeline.analyse import analyse
from glovebook.pipeline.analyse.compare import compare
from glovebook.pipeline.duplicate import duplicate
from glovebook.pipeline.set import set_fields
from glovebook.schema.refusal import Refusal
from glovebook.store.edit import edit
from glovebook.store.notebook import Notebook


@pytest.fixture(scope="module")
def two_once(analysed_once: Notebook, tmp_path_factory: pytest.TempPathFactory) -> Notebook:
    """The notebook with a second series ``e2`` on the pellet ``p2``, which is twice as thick."""
    folder = tmp_path_factory.mktemp("compare") / "lab"
    shutil.copytree(analysed_once.root, folder)
    notebook = Notebook.open(folder)
    set_fields(duplicate(notebook, "p1", "p2"), {"thickness": "2.00(4) mm"})
    second = notebook.root / "entries/e2.gb.yaml"
    changes = {"id": "e2", "uuid": "", "measured_on.entry": "p2"}
    second.write_text(edit(notebook.path_of("e1").read_text("utf-8"), changes), "utf-8")
    analyse(second)
    return notebook


@pytest.fixture
def two(two_once: Notebook, tmp_path: Path) -> Notebook:
    """A copy of it, to change."""
    shutil.copytree(two_once.root, tmp_path / "lab")
    return Notebook.open(tmp_path / "lab")


def test_lines_of_two_pellets_stand_in_one_figure(two: Notebook) -> None:
    """The last analysis that both have is drawn: a line each under its id; half the thickness is half of sigma T."""
    found = compare(two, ["e1", "e2", "e1"])
    assert (found.method, found.methods, list(found.results)) == ("arrhenius", ("arrhenius",), ["e1", "e2"])
    svg = found.files["figure.svg"].decode()
    assert re.findall(r"<!-- (e\d): ", svg) == ["e1", "e2"]
    assert "SYNTHETIC DATA" in svg
    one, other = (found.results[name].result.values for name in ("e1", "e2"))
    assert other["prefactor_ln_sigma_t"].value == pytest.approx(2 * one["prefactor_ln_sigma_t"].value, rel=1e-6)
    assert other["ea_ln_sigma_t"].value == pytest.approx(one["ea_ln_sigma_t"].value, rel=1e-6)


def test_figure_is_kept_on_request_and_over_no_other(two: Notebook) -> None:
    """Nothing is written until somebody asks; the second of a name gets a number."""
    found = compare(two, ["e1", "e2"])
    assert not (two.root / "figures").exists()
    first, second = found.keep(two), found.keep(two)
    assert [path.name for path in first] == ["arrhenius-e1-e2.svg", "arrhenius-e1-e2.png"]
    assert [path.name for path in second] == ["arrhenius-e1-e2-2.svg", "arrhenius-e1-e2-2.png"]
    assert first[0].read_bytes() == second[0].read_bytes() == found.files["figure.svg"]
    for name in ("../out", ".hidden", "a/b"):
        with pytest.raises(Refusal, match="is no name of a file"):
            found.keep(two, name)


def test_command_line_says_the_values_and_draws(
    two: Notebook, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Values stand under each id; a file is written where one is named, as what its ending says."""
    out = tmp_path / "lines.png"
    assert main(["compare", "e1", "e2", "--notebook", str(two.root), "-o", str(out)]) == 0
    said = capsys.readouterr().out
    assert out.read_bytes().startswith(b"\x89PNG")
    assert re.findall(r"^(e\d)  (\w+)$", said, re.MULTILINE) == [("e1", "arrhenius"), ("e2", "arrhenius")]
    assert said.count("  ea_ln_sigma_t ") == 2
    assert main(["compare", "e1", "e2", "--notebook", str(two.root), "--json"]) == 0
    plain = json.loads(capsys.readouterr().out)
    assert (plain["method"], list(plain["entries"])) == ("arrhenius", ["e1", "e2"])
    assert main(["compare", "e1", "e2", "--notebook", str(two.root), "-o", "x.pdf"]) == 2
    assert capsys.readouterr().err == "glovebook: x.pdf is neither .svg nor .png; write e.g. -o lines.svg\n"


@pytest.mark.parametrize(
    ("entries", "method", "said"),
    [
        (["e1"], None, "1 entries cannot be compared"),
        (["e1", "p1"], None, "p1 has no result to be compared"),
        (["e1", "e2"], "impedance", "e1 has no result of 'impedance' to be compared"),
        (["e1", "e9"], None, "there is no entry 'e9'"),
    ],
)
def test_what_cannot_be_compared_is_refused(two: Notebook, entries: list[str], method: str | None, said: str) -> None:
    """Each refusal names the entry at fault."""
    with pytest.raises(Refusal, match=re.escape(said)):
        compare(two, entries, method)


def test_damaged_table_is_refused(two: Notebook) -> None:
    """A table that somebody has edited by hand is named."""
    table = Path(two.root / "results/e2/arrhenius/001/table.csv")
    table.write_text(table.read_text("utf-8").replace("1,", "one,", 1), "utf-8")
    with pytest.raises(Refusal, match="e2/arrhenius/001: its table cannot be read"):
        compare(two, ["e1", "e2"])
