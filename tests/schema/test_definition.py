"""Kinds defined in YAML: the closed list of types, and every mistake with its place and remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from glovebook.schema import kinds
from glovebook.schema.definition import define
from glovebook.schema.definition.fields import TYPES
from glovebook.schema.entry import Entry
from glovebook.schema.json_schema import form_schema
from glovebook.schema.parse import parse
from glovebook.schema.quantity.kinds import QUANTITY_KINDS
from glovebook.schema.refusal import Refusal
from glovebook.store.lab_kinds import LabKinds

HEAD = "kind: sem\ntitle: Electron microscopy\nsummary: Images of a surface.\n"


def sem(*fields: str) -> type[Entry]:
    """The kind with these fields, each a flow mapping."""
    return define("sem", HEAD + "fields:\n" + "".join(f"  - {field}\n" for field in fields), "kinds/sem.yaml")


def test_every_type_makes_a_field() -> None:
    """Each type of the list gives a field that the form can show."""
    more = {"choice": ", choices: [SE, BSE]", "list": ", fields: [{name: x, type: text, help: X.}]"}
    model = sem(*(f"{{name: f_{name}, type: {name}, help: Help.{more.get(name, '')}}}" for name in TYPES))
    properties = form_schema("sem", {"sem": model})["properties"]
    shown = {name: properties[f"f_{name}"] for name in TYPES}
    assert {
        name: schema["x-glovebook-quantity"]["kind"] for name, schema in shown.items() if name in QUANTITY_KINDS
    } == {name: name for name in QUANTITY_KINDS}
    assert shown["choice"]["enum"] == ["SE", "BSE"]
    assert shown["yes_no"]["enum"] == ["yes", "no"]
    assert [shown[name]["x-glovebook"]["widget"] for name in ("markdown", "date", "formula", "link")] == [
        *("markdown", "date", "formula", "link")
    ]
    assert {name for name, schema in shown.items() if schema["type"] == "array"} == {"links", "files", "list"}
    assert all(schema["description"] == "Help." for schema in shown.values())


def test_required_field_is_missed() -> None:
    """An entry without a required field gets one finding."""
    model = sem("{name: voltage, type: voltage, required: yes, help: Acceleration voltage.}")
    findings = parse('kind: sem\nschema: "1.0"\nid: x\n', extra={"sem": model}).findings
    assert [(finding.rule, finding.path) for finding in findings] == [("record/required", "voltage")]


def test_lists_hold_parts() -> None:
    """Items of a list have fields of their own, checked at their place."""
    model = sem("{name: grains, type: list, help: Grains., fields: [{name: size, type: length, help: Size.}]}")
    text = 'kind: sem\nschema: "1.0"\nid: x\ngrains:\n  - size: 2 µm\n  - size: 2 s\n'
    findings = parse(text, extra={"sem": model}).findings
    assert [(finding.path, finding.line) for finding in findings] == [("grains[1].size", 6)]


def test_the_same_text_is_the_same_class() -> None:
    """A definition is built once: classes can be compared."""
    assert sem("{name: a, type: text, help: A.}") is sem("{name: a, type: text, help: A.}")


FIELD = "{name: a, type: text, help: A.}"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("kind: [", "kinds/sem.yaml:2:1: not readable as YAML"),
        (HEAD, "kinds/sem.yaml:1:1: fields: the field 'fields' is required here; add the line 'fields: ...'"),
        (HEAD + "fields: []\n", "kinds/sem.yaml:4:9: fields: the kind has no fields; add e.g."),
        (HEAD + "field: []\n", "kinds/sem.yaml:1:1: fields: the field 'fields' is required here"),
        (HEAD.replace("sem", "tem") + f"fields: [{FIELD}]\n", "kinds/sem.yaml:1:7: kind: 'tem' is not the name of the"),
        (
            HEAD + "fields: [{name: a, type: lenght, help: A.}]\n",
            "kinds/sem.yaml:4:26: fields[0].type: 'lenght' is no t",
        ),
        (
            HEAD + "fields: [{name: a, type: os.system, help: A.}]\n",
            "kinds/sem.yaml:4:26: fields[0].type: 'os.system' is",
        ),
        (
            HEAD + "fields: [{name: A, type: text, help: A.}]\n",
            "kinds/sem.yaml:4:17: fields[0].name: 'A' is no name; write",
        ),
        (
            HEAD + "fields: [{name: a, type: text}]\n",
            "kinds/sem.yaml:4:10: fields[0].help: the field 'help' is required",
        ),
        (
            HEAD + f"fields: [{FIELD}, {FIELD}]\n",
            "kinds/sem.yaml:4:50: fields[1].name: two fields are called 'a'; rename",
        ),
        (
            HEAD + "fields: [{name: title, type: text, help: A.}]\n",
            "kinds/sem.yaml:4:17: fields[0].name: 'title' is tak",
        ),
        (
            HEAD + "fields: [{name: copy, type: text, help: A.}]\n",
            "kinds/sem.yaml:4:17: fields[0].name: 'copy' is taken",
        ),
        (
            HEAD + "fields: [{name: a, type: choice, help: A.}]\n",
            "kinds/sem.yaml:4:10: fields[0].choices: a choice has",
        ),
        (
            HEAD + "fields: [{name: a, type: list, help: A.}]\n",
            "kinds/sem.yaml:4:10: fields[0].fields: a list has field",
        ),
        (
            HEAD + "fields: [{name: a, type: length, help: A., example: 5 K}]\n",
            "kinds/sem.yaml:4:53: fields[0].example: '5 K' is a temperature, not a length",
        ),
    ],
)
def test_mistakes_are_refused_with_their_place(text: str, message: str) -> None:
    """One refusal with file, line, column, field and cause."""
    with pytest.raises(Refusal) as refused:
        define("sem", text, "kinds/sem.yaml")
    assert str(refused.value)[: len(message)] == message
    assert refused.value.hint


def test_a_shipped_kind_is_not_shadowed() -> None:
    """A lab cannot change by stealth what a pellet is."""
    with pytest.raises(Refusal) as refused:
        define("pellet", HEAD.replace("sem", "pellet") + f"fields: [{FIELD}]\n", "kinds/pellet.yaml")
    said = "'pellet' is a kind that comes with Glovebook; choose another name, e.g. lab_pellet"
    assert str(refused.value) == f"kinds/pellet.yaml:1:7: kind: {said}"


def test_lists_end_somewhere() -> None:
    """Lists within lists are refused from the fourth level on."""
    field = FIELD
    for _ in range(4):
        field = f"{{name: a, type: list, help: A., fields: [{field}]}}"
    with pytest.raises(Refusal) as refused:
        sem(field)
    assert refused.value.message.endswith("lists are nested deeper than 3 levels")


def test_a_broken_definition_stops_its_own_kind_only(tmp_path: Path) -> None:
    """Entries of other kinds are read as ever; one of the broken kind says where the definition is wrong."""
    (tmp_path / "kinds").mkdir()
    (tmp_path / "kinds" / "sem.yaml").write_text("kind: [", "utf-8")
    lab = LabKinds(tmp_path / "kinds")
    assert kinds.load("pellet", lab) is kinds.load("pellet")
    finding = parse('kind: sem\nschema: "1.0"\nid: x\n', "x.gb.yaml", lab).findings[0]
    assert (finding.rule, finding.line) == ("record/kind", 1)
    assert finding.message.startswith("kinds/sem.yaml:2:1: not readable as YAML")


@pytest.mark.parametrize("name", ["../kinds/sem", "SEM", "sem.yaml", "", "sem/"])
def test_only_plain_names_are_looked_up(tmp_path: Path, name: str) -> None:
    """What an entry calls its kind never becomes a path."""
    (tmp_path / "sem.yaml").write_text(HEAD + f"fields: [{FIELD}]\n", "utf-8")
    lab = LabKinds(tmp_path)
    assert list(lab) == ["sem"]
    assert name not in lab
    with pytest.raises(KeyError):
        lab[name]
