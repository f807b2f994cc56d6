"""Every verb on what it is for: what it prints, what it writes, its JSON and its exit code."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from glovebook import __version__
from glovebook.cli import VERBS
from glovebook.schema import kinds
from glovebook.schema.published import published

Run = Callable[..., Any]
FINDING_KEYS = [
    "rule",
    "severity",
    "message",
    "file",
    "line",
    "column",
    "path",
    "hint",
    "numbers",
    "formula",
    "source",
    "related",
    "fix",
    "blocking",
]
QUANTITY_KEYS = ["text", "value", "unit", "si_value", "si_unit", "uncertainty", "comparator", "upper", "kind"]
RESULT_KEYS = [
    "glovebook_result",
    "id",
    "method",
    "entries",
    "synthetic",
    "values",
    "series",
    "parameters",
    "assumptions",
    "warnings",
    "source",
    "inputs",
    "software",
    "command",
    "created",
]


def command(*arguments: str, **options: Any) -> subprocess.CompletedProcess[str]:
    """A command in a process of its own."""
    whole = [sys.executable, "-P", "-m", "glovebook", *arguments]
    return subprocess.run(whole, check=False, capture_output=True, text=True, encoding="utf-8", **options)


def test_as_a_module() -> None:
    """``python -m glovebook`` is the command line."""
    done = command("--version")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"glovebook {__version__}\n", "")


@pytest.mark.parametrize("verb", VERBS)
def test_help(verb: str, run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    """Every verb explains itself."""
    with pytest.raises(SystemExit) as caught:
        run(verb, "--help")
    assert caught.value.code == 0
    assert capsys.readouterr().out.startswith(f"usage: glovebook {verb} ")


def test_help_lists_all_verbs(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    """The help of the whole lists the verbs in the order in which people meet them."""
    with pytest.raises(SystemExit):
        run("--help")
    listed = [
        line.split()[0] for line in capsys.readouterr().out.splitlines() if line.startswith("    ") and line[4] != " "
    ]
    assert tuple(listed) == VERBS


def test_init(tmp_path: Path, run: Run) -> None:
    """``init`` makes a notebook and says how to go on."""
    folder = tmp_path / "lab"
    expected = f"made the notebook 'My lab' in {folder}\nnext: glovebook new pellet p1, or: glovebook lab\n"
    assert run("init", folder, "--title", "My lab") == (0, expected, "")
    assert (folder / "glovebook.yaml").is_file()


def test_new(lab: Path, run: Run, tmp_path: Path) -> None:
    """``new`` prints the path of the entry; ``--from`` and ``--set`` take several values, and may stand twice."""
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(f"{name}\n", encoding="utf-8")
    sets = ["--set", "spectra[0].temperature=300 K", "title=x = y", "--set", "measured_on.entry=p1"]
    code, out, _ = run("new", "eis", "e4", "--from", tmp_path / "a.txt", "--from", tmp_path / "b.txt", *sets)
    assert (code, out) == (0, f"{lab}/entries/e4.gb.yaml\n")
    text = (lab / "entries/e4.gb.yaml").read_text("utf-8")
    for line in (
        "title: x = y",
        "    temperature: 300 K",
        "  - file: data/e4/a.txt",
        "  - file: data/e4/b.txt",
        "  entry: p1",
    ):
        assert line in text.splitlines()
    assert (lab / "data/e4/b.txt").read_text("utf-8") == "b.txt\n"
    assert run("check", "e4").code == 0


def test_new_of_the_kind_of_its_files(lab: Path, run: Run, tmp_path: Path) -> None:
    """Without a kind the files say which; what cannot be read is kept and said; where it is not clear nothing is made."""
    (tmp_path / "a.txt").write_text("Frequency (Hz)\tZ' (ohm)\tZ'' (ohm)\n100\t1\t-1\n10\t2\t-2\n1\t3\t-1\n", "utf-8")
    (tmp_path / "cut.ism").write_bytes(b"\x00\x00\xff\xff\xff\xfe")
    code, out, err = run("new", "--from", tmp_path / "a.txt", tmp_path / "cut.ism", "--set", "measured_on.entry=p1")
    assert (code, out) == (0, f"{lab}/entries/e1.gb.yaml\n")
    assert err.startswith("glovebook: cut.ism is kept as an attachment: byte ")
    assert "\nfrequency: 1..100 Hz\n" in (lab / "entries/e1.gb.yaml").read_text("utf-8")
    said = f"glovebook: cut.ism does not say what kind of entry it belongs to; say which: glovebook new KIND --from {tmp_path / 'cut.ism'}\n"
    assert run("new", "--from", tmp_path / "cut.ism") == (2, "", said)
    said = "glovebook: there is no file nothere.ism; check the path\n"
    assert run("new", "--from", "nothere.ism") == (2, "", said)
    said = "glovebook: the kind of the entry is not given; write e.g. 'glovebook new eis --after p1 --from FILE'\n"
    assert run("new", "--after", "p1", "--from", tmp_path / "a.txt") == (2, "", said)


def test_new_elsewhere(lab: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """``--notebook`` names the notebook when it is not around the working folder."""
    monkeypatch.chdir(tmp_path)
    assert run("new", "synthesis", "--template", "synthesis-sealed-crucible", "--notebook", lab) == (
        0,
        f"{lab}/entries/s1.gb.yaml\n",
        "",
    )


def test_set_changes_only_its_line(lab: Path, run: Run) -> None:
    """``set`` changes one line a field, and prints the path; an empty text takes a field out."""
    path = lab / "entries/p1.gb.yaml"
    before = path.read_text("utf-8").splitlines()
    assert run("set", "p1", "diameter=10 mm", "mass=44.0 mg", "electrodes=") == (0, f"{path}\n", "")
    after = path.read_text("utf-8").splitlines()
    assert [line for line in after if line not in before] == ["diameter: 10 mm", "mass: 44.0 mg"]
    assert [line for line in before if line not in after] == ["diameter: 8 mm", "mass:", "electrodes:"]


@pytest.mark.usefixtures("lab")
def test_ids_with_points(run: Run) -> None:
    """An id may hold a point and is no file name for that."""
    assert run("new", "pellet", "p1.2").code == 0
    assert run("set", "p1.2", "mass=1 mg").code == 0
    assert run("check", "p1.2") == (0, "1 entry checked as draft: nothing to say\n", "")
    assert run("analyse", "p1.2").err.startswith("glovebook: there is no standard analysis for a pellet; ")


@pytest.mark.usefixtures("lab")
def test_check(run: Run) -> None:
    """``check`` takes ids, files and folders; findings are lines, and a summary counts them."""
    assert run("check", "p1") == (0, "1 entry checked as draft: nothing to say\n", "")
    assert run("check", "p1", "entries/p1.gb.yaml", ".", "entries") == run("check", "p1")
    run("new", "pellet", "p2", "--set", "diameter=80 mm", "thickness=900 mm")
    code, out, _ = run("check", ".")
    assert (code, out.splitlines()[-1]) == (0, "2 entries checked as draft: 2 warnings; nothing blocks")
    code, out, _ = run("check", ".", "--profile", "archive")
    assert (code, out.splitlines()[-1]) == (1, "2 entries checked as archive: 2 warnings, 4 gaps; 6 block(s)")


@pytest.mark.usefixtures("lab")
def test_check_as_json(run: Run) -> None:
    """``check --json`` is the list of the same findings, each with every key."""
    assert run("check", "p1", "--json") == (0, "[]\n", "")
    run("set", "p1", "diameter=80 mm")
    code, out, _ = run("check", "p1", "--json", "--profile", "archive")
    findings = json.loads(out)
    assert (code, [list(finding) for finding in findings]) == (1, [FINDING_KEYS] * 3)
    assert findings[0] == {
        "rule": "pellet/diameter",
        "severity": "warning",
        "message": "80 mm is no diameter of a laboratory die",
        "file": "entries/p1.gb.yaml",
        "line": 19,
        "column": 11,
        "path": "diameter",
        "hint": "check the unit, e.g. '8 mm'",
        "numbers": {"diameter_m": 0.08},
        "formula": "",
        "source": "house rule",
        "related": [],
        "fix": None,
        "blocking": True,
    }


@pytest.mark.parametrize(
    ("arguments", "out"),
    [
        (["8 mm"], "8 mm: length, 0.008 m\n  = 8000 µm\n"),
        (["-5 °C"], "-5 °C: temperature, 268.15 K\n  = 268.15 K\n"),
        (["5 %", "--as", "mass_fraction"], "5 %: mass fraction, 0.05\n"),
        (["300 rpm"], "300 rpm: rotation rate, 31.4159 rad/s\n"),
        (["1:1"], "1:1: molar ratio, 1 to 1\n"),
        (["2:1 : 0.5", "--as", "ratio"], "2:1 : 0.5: molar ratio, 2 to 1 to 0.5\n"),
        (["NaNH2:Na2B12H12 = 1:1"], "NaNH2:Na2B12H12 = 1:1: molar ratio, NaNH2 1, Na2B12H12 1\n"),
        (["[B12H12]2-", "--as", "formula"], "[B12H12]2-: chemical formula, B 12, H 12; charge -2; 141.816 g/mol\n"),
        (["Na3-xPS4", "--as", "formula"], "Na3-xPS4: chemical formula, Na (3 - x), P 1, S 4\n"),
        (["Pna2_1", "--as", "space_group"], "Pna2_1: space group, no. 33, orthorhombic\n"),
    ],
)
def test_quantity(run: Run, arguments: list[str], out: str) -> None:
    """``quantity`` says what is understood by a text."""
    assert run("quantity", *arguments) == (0, out, "")


def test_quantity_as_json(run: Run) -> None:
    """``quantity --json`` has the parts, or the reason of the refusal."""
    code, out, _ = run("quantity", "1.00(5)e-4 S/cm", "--json")
    assert (code, list(json.loads(out))) == (0, QUANTITY_KEYS)
    code, out, err = run("quantity", "250 C", "--as", "temperature", "--json")
    error = {"message": "'250 C' is not a temperature (C is coulomb)", "hint": "did you mean '250 °C'?"}
    assert (code, json.loads(out), err) == (1, {"error": error}, "")


@pytest.mark.parametrize(
    ("text", "kind", "data"),
    [
        ("1:2", "ratio", {"parts": [1.0, 2.0], "names": []}),
        ("NaCl", "formula", {"composition": {"Na": 1.0, "Cl": 1.0}, "charge": 0, "molar_mass": pytest.approx(58.44)}),
        ("LixCl", "formula", {"composition": {"Li": "x", "Cl": 1.0}, "charge": 0, "molar_mass": None}),
        ("Pna2_1", "space_group", {"number": 33, "system": "orthorhombic"}),
    ],
)
def test_texts_with_a_meaning_as_json(run: Run, text: str, kind: str, data: dict[str, Any]) -> None:
    """Ratio, formula and space group are given as text and what it means."""
    code, out, _ = run("quantity", text, "--as", kind, "--json")
    assert (code, json.loads(out)) == (0, {"text": text, **data})


def test_quantity_refused(run: Run) -> None:
    """A text that is refused is exit code 1, with the reason."""
    said = "refused: '250 C' is not a temperature (C is coulomb); did you mean '250 °C'?\n"
    assert run("quantity", "250 C", "--as", "temperature") == (1, "", said)
    neither = "refused: the colon in '1:0' is not read; write one number, e.g. '1.5 h'\n"
    assert run("quantity", "1:0") == (1, "", neither)


def test_schema(run: Run) -> None:
    """``schema`` lists the kinds, or prints the JSON Schema of one."""
    code, out, _ = run("schema")
    assert (code, [line.split()[0] for line in out.splitlines()]) == (0, list(kinds.names()))
    code, out, _ = run("schema", "pellet")
    assert (code, json.loads(out)) == (0, published("pellet"))


def test_demo(demo_once: tuple[Path, str]) -> None:
    """``demo`` makes, checks, analyses and exports, and says so with paths that are there."""
    folder, said = demo_once
    lines = said.splitlines()
    assert lines[0] == f"made the demo notebook {folder} (its data are synthetic and say so)"
    checked = next(at for at, line in enumerate(lines) if line.startswith("checked "))
    assert {line.rpartition("[")[2] for line in lines[1:checked]} == {
        "stated/room-temperature]", "eis/relaxation]", "synthesis/melting]",
    }  # fmt: skip
    assert lines[checked] == f"checked 5 entries for the archive: {checked - 1} finding(s)"
    assert lines[checked + 1].startswith("analysed e1/impedance/001: ")
    assert lines[checked + 3].startswith("analysed e1/arrhenius/001: ea_ln_sigma_t = ")
    assert lines[-1] == f"look at it: glovebook lab {folder}"
    paths = [Path(line.strip()) for line in lines[checked:] if line.startswith("  ")]
    assert [path for path in paths if not path.is_file()] == []
    assert len(paths) == 3


def test_read(demo: Path, run: Run, tmp_path: Path) -> None:
    """``read`` shows an instrument's file, as text, JSON or CSV."""
    raw = "data/e1/p1_372.0K_synthetic.txt"
    code, out, _ = run("read", raw, "--csv", tmp_path / "out.csv")
    assert (code, out.splitlines()[0]) == (0, f"{raw}: 43 rows, read by delimited")
    assert out.splitlines()[-1] == f"wrote {tmp_path / 'out.csv'}"
    header, *rows = (tmp_path / "out.csv").read_text("utf-8").splitlines()
    assert (header, len(rows)) == ("frequency_hertz,real_impedance_ohm,imaginary_impedance_ohm", 43)
    data = json.loads(run("read", raw, "--json").out)
    assert list(data) == ["columns", "units", "metadata", "notes", "reader", "source", "sha256", "size"]
    assert data["columns"]["frequency_hertz"] == [float(row.split(",")[0]) for row in rows]
    assert data["size"] == (demo / raw).stat().st_size


def test_analyse(demo: Path, run: Run) -> None:
    """``analyse`` prints the results and where they are stored; ``--json`` is the same list as on disk."""
    code, out, _ = run("analyse", "e1", "--method", "arrhenius")
    lines = out.splitlines()
    assert (code, lines[0], lines[1]) == (0, "e1/arrhenius/002: arrhenius", "  SYNTHETIC DATA: generated, not measured")
    assert lines[-1] == f"  stored in {demo}/results/e1/arrhenius/002"
    (result,) = json.loads(run("analyse", "e1", "--method", "arrhenius", "--json").out)
    assert list(result) == RESULT_KEYS
    assert result == json.loads((demo / "results/e1/arrhenius/003/result.json").read_text("utf-8"))


def test_analyse_raw_file(demo: Path, run: Run) -> None:
    """A raw file alone is analysed and not stored."""
    raw = "data/e1/p1_372.0K_synthetic.txt"
    geometry = ["--thickness", "1.00 mm", "--diameter", "8.00 mm", "--circuit", "(R|Q)-Q"]
    code, out, _ = run("analyse", raw, *geometry)
    assert (code, out.splitlines()[0], out.splitlines()[-1]) == (
        0,
        "raw file: impedance",
        "  not stored: a raw file alone has no entry",
    )
    (result,) = json.loads(run("analyse", raw, *geometry, "--json").out)
    assert list(result) == RESULT_KEYS
    assert result["values"]["sigma_total"]["value"] == pytest.approx(1e-4, rel=0.01)
    assert sorted(path.name for path in (demo / "results").iterdir()) == ["e1"]


@pytest.mark.usefixtures("demo")
def test_export(run: Run, tmp_path: Path) -> None:
    """``export`` writes a crate; after another thickness the gate closes, lists the stale results and writes nothing."""
    crate = tmp_path / "crate"
    code, out, err = run("export", "e1", "-o", crate)
    number = sum(path.is_file() for path in crate.rglob("*"))
    assert (code, err) == (0, "")
    assert out == f"exported {number} files to {crate} as archive\nopen {crate}/ro-crate-preview.html to look at it\n"
    run("set", "p1", "thickness=2.00(2) mm")
    code, out, err = run("export", "e1", "-o", tmp_path / "other")
    stale = "entries/p1.gb.yaml has changed; run: glovebook analyse entries/e1.gb.yaml --method"
    assert (code, out.splitlines()) == (
        1,
        [
            f"results/e1/impedance/001/result.json: the result e1/impedance/001 no longer fits: {stale} impedance [record/stale-result]",
            f"results/e1/arrhenius/001/result.json: the result e1/arrhenius/001 no longer fits: {stale} arrhenius [record/stale-result]",
        ],
    )
    assert err.startswith("glovebook: nothing was exported: 2 finding(s) block in profile 'archive'; ")
    assert not (tmp_path / "other").exists()
    assert run("export", "e1", "-o", tmp_path / "draft", "--profile", "draft").code == 0


def test_lab(lab: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """``lab`` becomes JupyterLab on the folder: the process is replaced."""
    became: list[str] = []

    def replace(program: str, arguments: list[str]) -> None:
        became.extend([program, *arguments])
        raise SystemExit

    monkeypatch.setattr("os.execv", replace)
    with pytest.raises(SystemExit):
        run("lab", ".", "--no-browser")
    assert became[:5] == [sys.executable, sys.executable, "-m", "jupyter", "lab"]
    assert {f"--ServerApp.root_dir={lab}", "--no-browser"} <= set(became)


def test_narrow_output() -> None:
    """A terminal that knows no µ gets an escape instead of a traceback, and JSON stays JSON."""
    import os

    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    done = command("quantity", "8 µm", env=environment)
    assert (done.returncode, done.stdout, done.stderr) == (0, "8 \\xb5m: length, 8e-06 m\n  = 8000 nm\n", "")
    assert json.loads(command("quantity", "8 µm", "--json", env=environment).stdout)["text"] == "8 µm"


def test_closed_pipe() -> None:
    """A reader that stops reading, like ``head``, is no mistake."""
    whole = [sys.executable, "-P", "-m", "glovebook", "schema", "synthesis"]
    process = subprocess.Popen(whole, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stderr is not None
    with process, process.stdout, process.stderr:
        process.stdout.readline()
        process.stdout.close()
        assert (process.wait(), process.stderr.read()) == (0, b"")


@pytest.mark.parametrize(
    "arguments", [["check", "p2"], ["check", "p2", "--json"], ["export", "p2", "-o", "crate"]], ids=" ".join
)
def test_closed_pipe_with_findings(lab: Path, arguments: list[str]) -> None:
    """Findings block, whether somebody reads all of them or not."""
    (lab / "entries/p2.gb.yaml").write_text('kind: pellet\nschema: "1.0"\nid: p2\ndiameter: 8\n', encoding="utf-8")
    whole = [sys.executable, "-P", "-m", "glovebook", *arguments]
    process = subprocess.Popen(whole, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=lab)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    with process, process.stderr:
        said = process.stderr.read().decode()
    assert (process.returncode, "Traceback" in said, "Error" in said) == (1, False, False)
