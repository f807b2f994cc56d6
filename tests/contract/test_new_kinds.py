"""A new kind is one module, or one YAML file in a notebook: everything else follows from it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import pytest

import glovebook
from glovebook.cli import main
from glovebook.pipeline.check import check
from glovebook.pipeline.export import export
from glovebook.pipeline.new import new
from glovebook.pipeline.set import set_fields
from glovebook.schema import kinds
from glovebook.schema.json_schema import form_schema, json_schema
from glovebook.store.notebook import Notebook

MODULE = '''
"""Hardness of a pellet."""

from __future__ import annotations

from typing import ClassVar, Literal

from glovebook.schema.entry import Entry
from glovebook.schema.parts import Link, RawFile, field
from glovebook.schema.quantity.field import Force, Length


class Indent(RawFile):
    """One indent."""

    depth: Length | None = field(example="2.1 µm")
    """Depth."""


class MicroHardness(Entry):
    """Indents in a pellet."""

    title_of_kind: ClassVar[str] = "Hardness"
    rank: ClassVar[int] = 66

    kind: Literal["micro_hardness"] = field(hidden=True, required=True)
    """What the entry describes."""
    measured_on: Link | None = field(section="Sample")
    """The pellet."""
    load: Force | None = field(section="Test", example="0.5 N")
    """Load on the indenter."""
    indents: list[Indent] = field(many=True, section="Test", layout="table")
    """One line an indent."""
'''
DEFINITION = """\
kind: micro_hardness
title: Hardness
summary: Indents in a pellet.
fields:
  - {name: measured_on, type: link, help: The pellet., section: Sample}
  - {name: load, type: force, help: Load on the indenter., example: 0.5 N, section: Test}
  - name: indents
    type: files
    help: One line an indent.
    section: Test
    fields:
      - {name: depth, type: length, help: Depth., example: 2.1 µm}
"""
RULE = '''
"""Rules for hardness."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from glovebook.schema.kinds.micro_hardness import MicroHardness
from glovebook.validators.rule import Hit, View, rule


@rule("micro_hardness/load", "warning", draft="should", archive="must")
def load(view: View) -> Iterator[Hit]:
    """The load of a microhardness test is 2 N at most."""
    value = cast(MicroHardness, view.entry).load
    if value is not None and value.si > 2:
        yield Hit("load", f"{value.text} is no load of a microhardness test", "check the unit, e.g. '0.5 N'")
'''


@pytest.fixture(params=["module", "definition"])
def laboratory(
    request: pytest.FixtureRequest, tmp_path: Path, notebook: Notebook, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Notebook]:
    """A notebook that knows one kind more, by a Python module or by a YAML definition."""
    if request.param == "definition":
        (notebook.root / "kinds" / "micro_hardness.yaml").write_text(DEFINITION, "utf-8")
        yield notebook
        return
    folder = tmp_path / "modules"
    folder.mkdir()
    (folder / "micro_hardness.py").write_text(MODULE, "utf-8")
    monkeypatch.setattr(kinds, "__path__", [*kinds.__path__, str(folder)])
    _forget()
    yield notebook
    monkeypatch.undo()
    _forget()


def _forget() -> None:
    kinds._shipped.cache_clear()
    kinds._class.cache_clear()


def test_from_new_to_export(laboratory: Notebook, tmp_path: Path) -> None:
    """An entry of the kind is made, with a raw file, set, checked, linked and exported."""
    raw = tmp_path / "indent.txt"
    raw.write_text("1 2\n", "utf-8")
    new(laboratory, "pellet", "p1")
    values = {"measured_on.entry": "p1", "load": "0.50(1) N", "indents[0].depth": "2.1 µm"}
    path = new(laboratory, "micro_hardness", files=[raw], values=values)
    assert path.name == "m1.gb.yaml"
    assert check([path])[0].findings == []
    assert dict(check([path])[0].readings)["indents[0].depth"] == "= 2100 nm"
    set_fields(path, {"load": "1 N"})
    assert "\nload: 1 N\n" in path.read_text("utf-8")
    assert "ro-crate-metadata.json" in {file.name for file in export([path], tmp_path / "crate", "draft")}
    crate = (tmp_path / "crate" / "ro-crate-metadata.json").read_text("utf-8")
    assert "indent.txt" in crate
    assert "p1" in crate


def test_template_follows(laboratory: Notebook) -> None:
    """The entry's text has every common field of the kind once, in sections, with an example for the list."""
    text = new(laboratory, "micro_hardness").read_text("utf-8")
    assert text[text.index("# Sample") : text.index("\nnotes:")] == (
        "# Sample\nmeasured_on:\n\n# Test\nload:\n"
        "# one line an indent, e.g.\n#   - {file: data/eis/p7_372K.ism, depth: 2.1 µm}\nindents:\n"
    )


def test_schema_and_form_follow(laboratory: Notebook) -> None:
    """JSON Schema and form know the kind's fields with help, units, sections and table."""
    schema = json_schema("micro_hardness", laboratory.kinds)
    jsonschema.Draft202012Validator.check_schema(schema)
    form = form_schema("micro_hardness", laboratory.kinds)
    load = form["properties"]["load"]
    assert load["description"] == "Load on the indenter."
    assert load["examples"] == ["0.5 N"]
    assert load["x-glovebook"] == {"section": "Test"}
    assert load["x-glovebook-quantity"]["kind"] == "force"
    assert form["properties"]["indents"]["x-glovebook"] == {"section": "Test", "layout": "table"}
    assert form["properties"]["indents"]["items"]["properties"]["depth"]["description"] == "Depth."
    assert form["x-glovebook-kind"] == {"name": "micro_hardness", "analyses": []}
    assert form["title"] == "Hardness"


@pytest.mark.parametrize(
    ("line", "rule", "message"),
    [
        ("load: 5 mm", "quantity/dimension", "'5 mm' is a length, not a force"),
        ("laod: 5 N", "record/unknown-field", "there is no field 'laod' here"),
        ("indents: [{depth: 2 µm}]", "record/required", "the field 'file' is required here"),
        ("indents: [{file: ../x}]", "record/file-path", "'../x' does not stay inside the notebook"),
    ],
)
def test_checks_follow(laboratory: Notebook, line: str, rule: str, message: str) -> None:
    """Units, names and files are checked as in every kind, one finding each."""
    path = laboratory.root / "entries" / "h1.gb.yaml"
    path.write_text(f'kind: micro_hardness\nschema: "1.0"\nid: h1\n{line}\n', "utf-8")
    findings = check([path])[0].findings
    assert [(finding.rule, finding.line, finding.blocking) for finding in findings] == [(rule, 4, True)]
    assert findings[0].message == message


def test_command_line_lists_it(
    laboratory: Notebook, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`glovebook schema` inside the notebook lists the kind with its sentence."""
    monkeypatch.chdir(laboratory.root)
    assert main(["schema"]) == 0
    assert "micro_hardness  Indents in a pellet." in capsys.readouterr().out.splitlines()


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the package with one kind and one module of rules more."""
    folder = tmp_path_factory.mktemp("site")
    ignored = shutil.ignore_patterns("frontend", "labextension", "__pycache__", "*.ism")
    shutil.copytree(Path(glovebook.__file__).parent, folder / "glovebook", ignore=ignored)
    (folder / "glovebook/schema/kinds/micro_hardness.py").write_text(MODULE, "utf-8")
    (folder / "glovebook/validators/kinds/micro_hardness.py").write_text(RULE, "utf-8")
    return folder


def run(package: Path, folder: Path, *arguments: str) -> tuple[int, str]:
    """Exit code and all output of the command line of the copied package."""
    program = f"import sys; sys.path.insert(0, {str(package)!r}); from glovebook.cli import main; sys.exit(main(sys.argv[1:]))"
    command = [sys.executable, "-P", "-c", program, *arguments]
    done = subprocess.run(command, check=False, capture_output=True, text=True, cwd=folder)
    return done.returncode, done.stdout + done.stderr


def test_module_is_registered_by_being_there(package: Path, tmp_path: Path) -> None:
    """Put into the package, the kind has all verbs; from a module of rules beside it follow checks."""
    lab = tmp_path / "lab"
    assert run(package, tmp_path, "init", "lab")[0] == 0
    assert f"{'micro_hardness':15} Indents in a pellet." in run(package, lab, "schema")[1].splitlines()
    schema = json.loads(run(package, lab, "schema", "micro_hardness")[1])
    assert schema["properties"]["load"]["$ref"] == "#/$defs/force"
    assert schema["$defs"]["force"]["examples"] == ["0.5 N"]
    assert run(package, lab, "new", "micro_hardness", "--set", "load=0.5 N", "title=Core")[0] == 0
    assert "# Test\nload: 0.5 N\n" in (lab / "entries/m1.gb.yaml").read_text("utf-8")
    assert run(package, lab, "check", "m1") == (0, "1 entry checked as draft: nothing to say\n")
    refused = "glovebook: load: '5 K' is a temperature, not a force; write one of kN, N, e.g. '2.0 kN'\n"
    assert run(package, lab, "set", "m1", "load=5 K") == (2, refused)
    assert run(package, lab, "set", "m1", "load=0.5 kN")[0] == 0
    finding = (
        "entries/m1.gb.yaml:16:7: load: 0.5 kN is no load of a microhardness test; "
        "check the unit, e.g. '0.5 N' [micro_hardness/load]\n"
    )
    assert run(package, lab, "check", "m1") == (0, f"{finding}1 entry checked as draft: 1 warning; nothing blocks\n")
    assert run(package, lab, "set", "m1", "load=0.5 N", "operator=https://orcid.org/0000-0002-1825-0097")[0] == 0
    code, said = run(package, lab, "export", "m1", "-o", "crate")
    assert (code, (lab / "crate/ro-crate-metadata.json").is_file()) == (0, True), said
