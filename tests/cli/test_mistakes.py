"""A mistake is one line with place and remedy, exit code 2 (or 1 for findings), no traceback, and nothing written."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

GARBAGE = bytes(range(256)) * 39_063
UNIT = """\
kind: pellet
schema: "1.0"
id: unit
diameter: 8 kg
thickness: 1 mm
title: Wrong unit
date: 2018-01-15
operator: https://orcid.org/0000-0002-1825-0097
status: done
"""
LENGTHS = "write one of mm, µm, cm, nm, m, Å, e.g. '8 mm'"
QUANTITIES = (
    "temperature, temperature_difference, duration, length, area, volume, mass, amount, pressure, heating_rate, "
    "rotation_rate, volume_fraction, mass_fraction, mole_fraction, voltage, potential, scan_rate, current, "
    "current_density, c_rate, charge, specific_capacity, coulombic_efficiency, capacity_retention, areal_capacity, "
    "areal_mass, power, resistance, area_resistance, capacitance, frequency, conductivity, activation_energy, molar_mass, density, angle, "
    "wavenumber, gas_flow, force, torque, ratio, formula, space_group"
)
KINDS = (
    "analysis, cell, cv, cycling, dataset, dc_polarization, eis, environment, material, note, other, pellet, plating, "
    "raman, sample, synthesis, tga, xrd"
)
LARGE = (
    "the file holds 10.0 MB; an entry holds at most 2 MB; keep tables in files under data/ and name them in the entry"
)
CHECK = "check indentation and quotes on this line and the one before"
BROKEN = f"2:1: not readable as YAML: did not find expected node content; {CHECK}"
NOT_UTF_8 = "2:1: byte 20 is not UTF-8 text; save the file as UTF-8; instrument files belong under data/"


def tree(folder: Path) -> dict[str, tuple[int, int]]:
    """Every file below a folder with its length and the time of its last change."""
    facts = {path.relative_to(folder).as_posix(): path.stat() for path in folder.rglob("*") if path.is_file()}
    return {name: (fact.st_size, fact.st_mtime_ns) for name, fact in facts.items()}


@pytest.fixture(scope="session")
def garbage(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ten megabytes of nothing."""
    path = tmp_path_factory.mktemp("garbage") / "garbage"
    path.write_bytes(GARBAGE)
    return path


@pytest.fixture
def hostile(lab: Path, garbage: Path) -> Path:
    """The notebook with files that cannot be what they should."""
    for name, content in {
        "entries/yaml.gb.yaml": b"kind: [\n",
        "entries/twice.gb.yaml": b'kind: note\nschema: "1.0"\nid: twice\ntitle: a\ntitle: b\n',
        "entries/ramen.gb.yaml": b'kind: ramen\nschema: "1.0"\nid: ramen\n',
        "entries/unit.gb.yaml": UNIT.encode(),
        "entries/latin.gb.yaml": b"kind: pellet\ntitle: \xb5m\n",
        "data/short.ism": b"\x00\x00\xff\xff\xff\xfe\x00\x00\x00\x2a" + b"\x00" * 20,
        "data/words.txt": b"no numbers here\n",
        "data/empty.csv": b"",
    }.items():
        (lab / name).write_bytes(content)
    for name in ("entries/large.gb.yaml", "data/garbage.ism"):
        (lab / name).hardlink_to(garbage)
    return lab


REFUSED: list[tuple[list[str], str]] = [
    # arguments
    ([], "the following arguments are required: VERB; see: glovebook --help"),
    (["check"], "the following arguments are required: PATH; see: glovebook check --help"),
    (["check", "p1", "--colour"], "unrecognized arguments: --colour; see: glovebook --help"),
    (["export", "p1"], "the following arguments are required: -o/--out; see: glovebook export --help"),
    # what is not there
    (["check", "nothere"], "there is no entry 'nothere' in LAB; entries are files entries/<id>.gb.yaml"),
    (["check", "p11"], "there is no entry 'p11' in LAB; did you mean 'p1'?"),
    (["check", "entries/p2.gb.yaml"], "there is no file entries/p2.gb.yaml; check the path"),
    (["check", "data"], "there are no entries below data; entries are files <id>.gb.yaml"),
    (["set", "p11", "mass=1 mg"], "there is no entry 'p11' in LAB; did you mean 'p1'?"),
    (["analyse", "p11"], "there is no entry 'p11' in LAB; did you mean 'p1'?"),
    (["export", "p11", "-o", "crate"], "there is no entry 'p11' in LAB; did you mean 'p1'?"),
    (["read", "data/nothere.ism"], "there is no file data/nothere.ism; check the path"),
    (["analyse", "data/nothere.ism"], "there is no file data/nothere.ism; check the path"),
    (["read", "data"], "there is no file data; check the path"),
    (["lab", "nothere"], "there is no folder nothere; make a notebook there: glovebook init nothere"),
    (["schema", "ramen"], f"'ramen' is no kind of entry; write one of {KINDS}"),
    # what cannot be read
    (["set", "yaml", "title=x"], f"LAB/entries/yaml.gb.yaml:{BROKEN}"),
    (["set", "latin", "title=x"], f"LAB/entries/latin.gb.yaml:{NOT_UTF_8}"),
    (["set", "large", "title=x"], f"LAB/entries/large.gb.yaml:1:1: {LARGE}"),
    (["analyse", "yaml"], f"the entry cannot be analysed: entries/yaml.gb.yaml:{BROKEN} [record/yaml]; correct it first"),
    (["analyse", "large"], f"the entry cannot be analysed: entries/large.gb.yaml:1:1: {LARGE} [record/yaml]; correct it first"),
    (["analyse", "unit"], f"the entry cannot be analysed: entries/unit.gb.yaml:4:11: diameter: '8 kg' is a mass, not a length; {LENGTHS} [quantity/dimension]; correct it first"),
    # what makes no sense
    (["new", "ramen"], f"'ramen' is no kind of entry; write one of {KINDS}"),
    (["new", "pellet", "p1"], "there is an entry 'p1' already; see entries/p1.gb.yaml"),
    (["new", "pellet", "P 9"], "'P 9' is no id; use lower-case letters, digits, '.', '_', '-', at most 64, e.g. 'p7'"),
    (["new", "pellet", "--set", "diameter"], "'diameter' sets nothing; write PATH=TEXT, e.g. 'diameter=8 mm'"),
    (["new", "pellet", "--set", "diameter=8 kg"], f"diameter: '8 kg' is a mass, not a length; {LENGTHS}"),
    (["new", "eis", "--from", "data/nothere.ism"], "there is no file data/nothere.ism; check the path"),
    (["set", "p1", "diameter"], "'diameter' sets nothing; write PATH=TEXT, e.g. 'diameter=8 mm'"),
    (["set", "p1", "diameter=8 kg"], f"diameter: '8 kg' is a mass, not a length; {LENGTHS}"),
    (["set", "p1", "diamter=8 mm"], "diamter: there is no field 'diamter' here; did you mean 'diameter'?"),
    (["set", "p1", "diameter.method=micrometer"], "diameter: a length is one text; write e.g. '8 mm'"),
    (["set", "p1", "title=\udcff"], "title: the text holds bytes that are no UTF-8; type it again"),
    (["init"], ". is a notebook already; go on with: glovebook new KIND"),
    (["init", "data/garbage.ism"], "data/garbage.ism is a file; name a folder"),
    (["demo", "."], ". is a notebook of your own; name another folder: glovebook demo FOLDER"),
    (["analyse", "p1"], "there is no standard analysis for a pellet; analyse the measurement made on it"),
    (["analyse", "p1", "--thickness", "1 mm"], "--thickness is for raw files alone; p1 is an entry: write it there"),
    (["analyse", "data/words.txt", "--method", "arrhenius"], "'arrhenius' is no analysis of a raw file alone; make an entry of it: glovebook new eis --from"),
    (["read", "data/words.txt", "--csv", "data/words.txt"], "data/words.txt is the raw file itself; write the table into another file"),
    (["quantity", "8 mm", "--as", "lenght"], f"'lenght' is no kind of quantity; write one of {QUANTITIES}"),
    (["export", "p1", "-o", "glovebook.yaml"], "'LAB/glovebook.yaml' is there already and is not empty; name a folder that does not exist yet"),
    (["export", "p1", "-o", "entries"], "entries lies in entries/ of the notebook; export beside it, e.g. to exports/crate"),
    (["export", "p1", "-o", "."], "'LAB' is there already and is not empty; name a folder that does not exist yet"),
    (["demo", "entries/demo"], "entries/demo lies inside the notebook LAB; name a folder outside of it"),
    (["set", "p1", "id=p5"], "'id' is not set as a field; make another entry with: glovebook new KIND ID"),
    (["set", "glovebook.yaml", "glovebook=2"], "glovebook.yaml:2:1: glovebook: '2' is not one of the choices; write '1'"),
]  # fmt: skip


@pytest.mark.parametrize(("arguments", "said"), REFUSED, ids=[" ".join(arguments)[:50] for arguments, _ in REFUSED])
def test_refused(hostile: Path, run: Callable[..., Any], arguments: list[str], said: str) -> None:
    """Exit code 2, one line on standard error, nothing on standard output, nothing written."""
    before = tree(hostile)
    if arguments[:1] == ["export"]:  # the gate comes first: let it pass
        arguments = [*arguments, "--profile", "draft"] if "--profile" not in arguments else arguments
    assert run(*arguments) == (2, "", f"glovebook: {said.replace('LAB', str(hostile))}\n")
    assert tree(hostile) == before


@pytest.mark.parametrize(
    ("arguments", "said", "verb"),
    [
        (["frobnicate"], "argument VERB: invalid choice: 'frobnicate' (choose from ", "glovebook"),
        (["check", "p1", "--profile", "x"], "argument --profile: invalid choice: 'x' (choose from ", "glovebook check"),
    ],
)
def test_choices(run: Callable[..., Any], arguments: list[str], said: str, verb: str) -> None:
    """A choice that is none is refused with the list of those that are, in one line; its quotes are Python's affair."""
    code, out, err = run(*arguments)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert err.startswith(f"glovebook: {said}")
    assert err.endswith(f"); see: {verb} --help\n")


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("garbage.ism", "data/garbage.ism: byte 0: "),
        ("short.ism", "data/short.ism: "),
        ("words.txt", "data/words.txt: "),
        ("empty.csv", "data/empty.csv is empty"),
    ],
)
@pytest.mark.parametrize("verb", ["read", "analyse"])
def test_raw_files(hostile: Path, run: Callable[..., Any], verb: str, name: str, place: str) -> None:
    """A raw file that is none is refused in one line that names it, where reading stopped, and a remedy."""
    before = tree(hostile)
    code, out, err = run(verb, f"data/{name}")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert err.startswith(f"glovebook: {place}")
    assert "; " in err
    assert tree(hostile) == before


FINDINGS: list[tuple[str, str]] = [
    ("yaml", f"entries/yaml.gb.yaml:{BROKEN} [record/yaml]"),
    ("twice", "entries/twice.gb.yaml:5:1: the field 'title' stands twice, first on line 4; keep one of the two [record/duplicate-field]"),
    ("ramen", f"entries/ramen.gb.yaml:1:7: kind: 'ramen' is no kind of entry; write one of {KINDS} [record/kind]"),
    ("unit", f"entries/unit.gb.yaml:4:11: diameter: '8 kg' is a mass, not a length; {LENGTHS} [quantity/dimension]"),
    ("latin", f"entries/latin.gb.yaml:{NOT_UTF_8} [record/yaml]"),
    ("large", f"entries/large.gb.yaml:1:1: {LARGE} [record/yaml]"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "finding"), FINDINGS, ids=[name for name, _ in FINDINGS])
def test_findings(hostile: Path, run: Callable[..., Any], name: str, finding: str) -> None:
    """An entry that cannot be read, or is wrong, has one finding with its place; exit code 1."""
    expected = f"{finding}\n1 entry checked as draft: 1 error; 1 block(s)\n"
    assert run("check", name) == run("check", f"entries/{name}.gb.yaml") == (1, expected, "")
    gate = "nothing was exported: 1 finding(s) block in profile 'archive'"
    remedy = "settle them, waive them with a reason, or export with --profile draft"
    assert run("export", name, "-o", "crate") == (1, f"{finding}\n", f"glovebook: {gate}; {remedy}\n")
    assert not (hostile / "crate").exists()


@pytest.mark.parametrize(
    ("arguments", "message", "hint"),
    [
        (["check", "p11", "--json"], "there is no entry 'p11' in LAB", "did you mean 'p1'?"),
        (["check", "--json"], "the following arguments are required: PATH", "see: glovebook check --help"),
        (["read", "data/nothere.ism", "--json"], "there is no file data/nothere.ism", "check the path"),
        (
            ["analyse", "nothere", "--json"],
            "there is no entry 'nothere' in LAB",
            "entries are files entries/<id>.gb.yaml",
        ),
    ],
)
def test_refused_as_json(lab: Path, run: Callable[..., Any], arguments: list[str], message: str, hint: str) -> None:
    """With ``--json`` a refusal is an object on standard output, and exit code 2."""
    code, out, err = run(*arguments)
    assert (code, err) == (2, "")
    assert json.loads(out) == {"error": {"message": message.replace("LAB", str(lab)), "hint": hint}}


@pytest.mark.parametrize("verb", ["new", "set", "check", "analyse"])
def test_outside_of_a_notebook(
    tmp_path: Path, run: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, verb: str
) -> None:
    """Outside of a notebook an id means nothing, and the line says how to make one."""
    monkeypatch.chdir(tmp_path)
    code, out, err = run(verb, "pellet", *(["a=b"] if verb == "set" else []))
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "is not inside a notebook; make one with: glovebook init " in err
    assert list(tmp_path.iterdir()) == []


def test_broken_settings(lab: Path, run: Callable[..., Any]) -> None:
    """A mistake in glovebook.yaml stops every verb that needs it, with its place."""
    (lab / "glovebook.yaml").write_text('glovebook: "1"\nuuid: x\ntitel: t\n', encoding="utf-8")
    said = f"glovebook: {lab}/glovebook.yaml:3:1: titel: there is no field 'titel' here; did you mean 'title'?\n"
    for arguments in (["check", "p1"], ["new", "note"], ["export", "p1", "-o", "crate"]):
        assert run(*arguments) == (2, "", said)
