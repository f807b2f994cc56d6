"""Templates: parameters, the lab's own beside the shipped ones, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from glovebook.cli import main
from glovebook.pipeline.check import check
from glovebook.pipeline.new import new
from glovebook.pipeline.templates import template, templates
from glovebook.schema.refusal import Refusal
from glovebook.store.notebook import Notebook

OWN = """\
# yaml-language-server: $schema=../.glovebook/schemas/1.0/pellet.json
# Pellet of our thin series.
# parameters: {hold: pressure.hold}
kind: pellet
schema: "1.0"
id:
diameter: 10 mm
pressure: {value: 300 MPa, hold: 5 min}
procedure: {version: "3"}
"""


def lab_template(empty: Notebook, name: str, text: str) -> Path:
    """Puts a template into the notebook's folder."""
    path = empty.root / "templates" / f"{name}.gb.yaml"
    path.write_text(text, "utf-8")
    return path


def test_parameters_set_fields_and_stay_named(empty: Notebook) -> None:
    """A parameter sets its field; the entry keeps template, version and what was set."""
    path = new(empty, "pellet", "p1", template="pellet-eis", parameters={"diameter": "10 mm"})
    text = path.read_text("utf-8")
    assert text.splitlines()[1] == "# Started from the template pellet-eis with diameter = 10 mm."
    assert 'procedure: {template: pellet-eis, version: "1", parameters: {diameter: 10 mm}}' in text.splitlines()
    assert "diameter: 10 mm" in text.splitlines()


def test_own_templates_stand_beside_the_shipped_ones(empty: Notebook) -> None:
    """A template in the notebook's folder is listed, marked, and used; it need not name itself."""
    lab_template(empty, "pellet-thin", OWN)
    found = [(item.name, item.origin) for item in templates(empty)[0] if item.kind == "pellet"]
    assert found == [
        ("pellet", "plain"),
        ("pellet-battery", "shipped"),
        ("pellet-cv", "shipped"),
        ("pellet-eis", "shipped"),
        ("pellet-thin", "lab"),
    ]
    path = new(empty, "pellet", template="pellet-thin", parameters={"hold": "10 min"})
    assert "pressure: {value: 300 MPa, hold: 10 min}" in path.read_text("utf-8")
    assert check([path])[0].findings == []


def test_own_template_stands_for_a_shipped_one(empty: Notebook) -> None:
    """A lab that changes a shipped procedure keeps its name."""
    lab_template(empty, "pellet-eis", OWN)
    assert template("pellet-eis", empty).version == "3"
    assert template("pellet-eis").version == "1"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("id: x\n", "templates/t.gb.yaml: the template does not say its kind; add e.g. 'kind: pellet'"),
        ("kind: [\n", "templates/t.gb.yaml:2:1: not readable as YAML: did not find expected node content; "),
        (
            "# parameters: [hold]\nkind: pellet\n",
            "templates/t.gb.yaml: '# parameters:' is no list of fields; write e.g. '# parameters: {hold: pressure.h",
        ),
        (
            "# parameters: {hold: 12 h}\nkind: pellet\n",
            "templates/t.gb.yaml: '12 h' is no path of a field; write e.g. 'thickness', 'steps[1].temperature'",
        ),
        ("kind: sem\n", "templates/t.gb.yaml: 'sem' is no kind of entry; write one of analysis, "),
    ],
)
def test_broken_template_is_refused(empty: Notebook, text: str, message: str) -> None:
    """A template that cannot be one is refused with its file."""
    lab_template(empty, "t", text)
    with pytest.raises(Refusal) as refused:
        template("t", empty)
    assert str(refused.value)[: len(message)] == message


def test_broken_files_do_not_end_the_list(
    empty: Notebook, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`new --list` and `schema` show all that can be used, and warn of what cannot: file, reason, remedy."""
    definition = "title: T\nsummary: A test.\nfields: [{name: load, type: force, help: Load.}]\n"
    written = {
        "kinds/sem.yaml": f"kind: sem\n{definition}",
        "kinds/tem.yaml": "kind: [",
        "kinds/My-Kind.yaml": f"kind: My-Kind\n{definition}",
        "kinds/afm.yml": f"kind: afm\n{definition}",
        "templates/t.gb.yaml": "id: x\n",
        "templates/u.gb.yaml": "# Ours.\nkind: sem\n",
    }
    for name, text in written.items():
        (empty.root / name).write_text(text, "utf-8")
    kinds_refused = [
        (
            "kinds/My-Kind.yaml: 'My-Kind' is no name of a kind; "
            "call it in lower-case letters, digits and '_', e.g. sem.yaml"
        ),
        "kinds/afm.yml is not read; call it afm.yaml",
        (
            "kinds/tem.yaml:2:1: not readable as YAML: did not find expected node content; "
            "check indentation and quotes on this line and the one before"
        ),
    ]
    template_refused = "templates/t.gb.yaml: the template does not say its kind; add e.g. 'kind: pellet'"
    monkeypatch.chdir(empty.root)
    assert main(["new", "--list"]) == 0
    said = capsys.readouterr()
    assert said.err.splitlines() == [f"glovebook: warning: {text}" for text in (*kinds_refused, template_refused)]
    assert {"sem:", "pellet:", f"  {'u':25}  Ours. (yours)"} <= set(said.out.splitlines())
    assert main(["schema"]) == 0
    said = capsys.readouterr()
    assert said.err.splitlines() == [f"glovebook: warning: {text}" for text in kinds_refused]
    assert "sem             A test." in said.out.splitlines()


def test_unknown_template_names_the_nearest(empty: Notebook) -> None:
    """A typing error in a template's name gets the names that are near."""
    with pytest.raises(Refusal) as refused:
        new(empty, "pellet", template="pellet-eiss")
    assert refused.value.message == "there is no template 'pellet-eiss'"
    assert refused.value.hint.startswith("did you mean 'pellet-eis'")


def test_no_file_outside_of_the_folder_is_a_template(empty: Notebook) -> None:
    """A name that leads out of templates/ names nothing."""
    path = new(empty, "pellet", "p1")
    with pytest.raises(Refusal) as refused:
        template("../entries/p1", empty)
    assert refused.value.message == "there is no template '../entries/p1'"
    assert path.is_file()


def test_unknown_parameter_is_refused(empty: Notebook) -> None:
    """The parameters that there are, are named; nothing is written."""
    with pytest.raises(Refusal) as refused:
        new(empty, "pellet", template="pellet-eis", parameters={"bore": "8 mm"})
    assert str(refused.value) == "the template 'pellet-eis' has no parameter 'bore'; it has diameter, thickness"
    assert empty.ids() == []


def test_wrong_value_of_a_parameter_is_refused(empty: Notebook) -> None:
    """A parameter's value is checked like that of its field."""
    with pytest.raises(Refusal) as refused:
        new(empty, "pellet", template="pellet-eis", parameters={"diameter": "8 K"})
    assert refused.value.message.startswith("diameter: '8 K' is a temperature")
    assert empty.ids() == []


def test_template_of_another_kind_is_refused(empty: Notebook) -> None:
    """A pellet is not started from the template of a cell."""
    with pytest.raises(Refusal) as refused:
        new(empty, "pellet", template="cell-tis2-na")
    said = "the template 'cell-tis2-na' is for the kind 'cell'; write: glovebook new cell --template cell-tis2-na"
    assert str(refused.value) == said


def test_raw_files_go_to_the_list_of_the_kind(empty: Notebook, tmp_path: Path) -> None:
    """`--from` fills the kind's own list of files, whatever it is called."""
    raw = tmp_path / "scan.xy"
    raw.write_text("1 2\n", "utf-8")
    path = new(empty, "xrd", "x1", files=[raw])
    assert "files:\n  - file: data/x1/scan.xy\n" in path.read_text("utf-8")


def test_command_line(empty: Notebook, capsys: pytest.CaptureFixture[str]) -> None:
    """`new --list` shows the lab's own templates as such; `--param` reaches the entry."""
    lab_template(empty, "pellet-thin", OWN)
    folder = ["--notebook", str(empty.root)]
    assert main(["new", "pellet", "--list", *folder]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "pellet:"
    assert lines[-1] == "  pellet-thin     Pellet of our thin series. [hold] (yours)"
    assert main(["new", "--list", "--json", *folder]) == 0
    assert {"pellet-thin", "weigh-sheet"} < {item["name"] for item in json.loads(capsys.readouterr().out)}
    assert main(["new", "pellet", "p9", "--template", "pellet-thin", "--param", "hold=1 h", *folder]) == 0
    assert "hold: 1 h" in Path(capsys.readouterr().out.strip()).read_text("utf-8")


def test_command_line_asks_for_the_kind(empty: Notebook, capsys: pytest.CaptureFixture[str]) -> None:
    """Without kind and without `--list` there is nothing to make."""
    assert main(["new", "--notebook", str(empty.root)]) == 2
    said = "glovebook: the kind of the entry is not given; write e.g. 'glovebook new pellet'; see --list\n"
    assert capsys.readouterr().err == said
