"""``glovebook migrate``: shown first, written whole, and taken back byte for byte."""

from __future__ import annotations

import shutil
from pathlib import Path
from zipfile import ZipFile

import pytest

from glovebook.cli import main
from glovebook.pipeline.migrate import carry_out, plan
from glovebook.pipeline.new import init
from glovebook.schema.refusal import Refusal

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures/versions"
SUMMARY = "migrated; results stored for them count as stale. To take it back, add --undo"


@pytest.fixture
def lab(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder: a notebook whose entries, one in a sub-folder, and one template are of version 0.9."""
    root = init(tmp_path / "lab").root
    for name in ("e4", "p7", "2018/s3"):
        (root / f"entries/{name}.gb.yaml").parent.mkdir(exist_ok=True)
        shutil.copy(FIXTURES / f"0.9/{Path(name).name}.gb.yaml", root / f"entries/{name}.gb.yaml")
    shutil.copy(FIXTURES / "0.9/n1.gb.yaml", root / "templates/own.gb.yaml")
    monkeypatch.chdir(root)
    return root


def contents(lab: Path) -> dict[str, bytes]:
    """Entries and templates -> their bytes."""
    return {path.relative_to(lab).as_posix(): path.read_bytes() for path in sorted(lab.glob("[et]*/**/*.gb.yaml"))}


def test_diff_writes_nothing(lab: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """``--diff`` prints what would change, each line as it is and as it would be."""
    before = {path: path.read_bytes() for path in lab.rglob("*") if path.is_file()}
    assert main(["migrate", "p7", "--diff"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "--- entries/p7.gb.yaml (0.9)",
        "+++ entries/p7.gb.yaml (1.0)",
        "@@ -2,3 +2,3 @@",
        " kind:   pellet",
        '-schema: "0.9"',
        '+schema: "1.0"',
        " id: p7",
        "@@ -10,4 +10,4 @@",
        " # geometry, by micrometer",
        "-die_diameter: 8 mm        # die 2",
        '-thickness_mm: "1.02"      # mean of three',
        "+diameter: 8 mm        # die 2",
        "+thickness: 1.02 mm      # mean of three",
        " ",
        "1 file would change; nothing was written",
    ]
    assert before == {path: path.read_bytes() for path in lab.rglob("*") if path.is_file()}


def test_there_and_back(lab: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A whole notebook, its own templates too, is migrated and restored byte for byte; nothing is left over."""
    before = contents(lab)
    assert main(["migrate", "."]) == 0
    assert capsys.readouterr().out == (
        "entries/2018/s3.gb.yaml: 0.9 -> 1.0: gas -> atmosphere.gas, oxygen -> atmosphere.oxygen, "
        "water -> atmosphere.water\n"
        "entries/e4.gb.yaml: 0.9 -> 1.0: kind: eis, pellet -> measured_on, spectra[0].temperature_k -> temperature, "
        "spectra[1].temperature_k -> temperature, spectra[2].temperature_k -> temperature\n"
        "entries/p7.gb.yaml: 0.9 -> 1.0: die_diameter -> diameter, thickness_mm -> thickness\n"
        "templates/own.gb.yaml: 0.9 -> 1.0\n"
        f"4 files {SUMMARY}\n"
    )
    assert (FIXTURES / "1.0/p7.gb.yaml").read_bytes() == (lab / "entries/p7.gb.yaml").read_bytes()
    assert main(["migrate", "."]) == 0
    assert capsys.readouterr().out == "4 files looked at: nothing to migrate\n"
    assert main(["migrate", ".", "--undo"]) == 0
    assert capsys.readouterr().out.endswith("4 files restored\n")
    assert before == contents(lab)
    assert list(lab.rglob("*.tmp")) == []


def test_undo_keeps_what_was_changed_since(lab: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Work done after a migration is not undone with it: refused for a file, left alone in a folder."""
    assert main(["migrate", "."]) == 0
    assert main(["set", "p7", "mass=45.0 mg"]) == 0
    changed = (lab / "entries/p7.gb.yaml").read_bytes()
    capsys.readouterr()
    assert main(["migrate", "p7", "--undo"]) == 2
    assert capsys.readouterr().err == (
        "glovebook: entries/p7.gb.yaml is not as a migration left it; take back later changes first, "
        "or look into .glovebook/history/\n"
    )
    assert main(["migrate", ".", "--undo"]) == 0
    assert capsys.readouterr().out.endswith("3 files restored\n")
    assert changed == (lab / "entries/p7.gb.yaml").read_bytes()


def test_undo_follows_a_file_that_moved(lab: Path) -> None:
    """What a file held is found by its bytes, so it may lie in another folder by now."""
    before = (lab / "entries/p7.gb.yaml").read_bytes()
    assert main(["migrate", "p7"]) == 0
    (lab / "entries/p7.gb.yaml").rename(lab / "entries/2018/p7.gb.yaml")
    assert main(["migrate", "p7", "--undo"]) == 0
    assert before == (lab / "entries/2018/p7.gb.yaml").read_bytes()


def test_what_was_kept_is_proved(lab: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A text in the history that is not the one that was kept is never restored."""
    assert main(["migrate", "p7"]) == 0
    (kept,) = (lab / ".glovebook/history").rglob("*.zip")
    with ZipFile(kept) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    with ZipFile(kept, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content.replace(b"8 mm", b"9 mm"))
    capsys.readouterr()
    assert main(["migrate", "p7", "--undo"]) == 2
    assert capsys.readouterr().err == (f"glovebook: {kept} is damaged; bring it back from a backup, or move it away\n")


def test_the_rest_is_migrated(lab: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Files that cannot be migrated are named with place, reason and remedy, and do not stop the others."""
    (lab / "entries/bad.gb.yaml").write_text("kind: note\n\tid: bad\n", encoding="utf-8")
    (lab / "entries/new.gb.yaml").write_text('kind: note\nschema: "2.0"\nid: new\n', encoding="utf-8")
    with (lab / "entries/p7.gb.yaml").open("a", encoding="utf-8") as file:
        file.write("diameter: 9 mm\n")
    assert main(["migrate", "."]) == 1
    out, err = capsys.readouterr()
    assert out.endswith(f"3 files {SUMMARY}\n")
    assert err == (
        "entries/bad.gb.yaml:2:1: not readable as YAML: found a tab character that violates indentation; "
        "indent with spaces, not tabs\n"
        "entries/new.gb.yaml: the entry is written for schema '2.0', and this Glovebook reads '1.0'; "
        "install a newer Glovebook, or correct the line 'schema:'\n"
        "entries/p7.gb.yaml: die_diameter becomes 'diameter', and there is a field of that name already; "
        "keep one of the two\n"
    )


def test_a_file_changed_meanwhile_is_left_alone(lab: Path) -> None:
    """What somebody saved between looking and writing is not overwritten."""
    planned = plan(["p7"])
    (lab / "entries/p7.gb.yaml").write_text('kind: pellet\nschema: "0.9"\nid: p7\n', encoding="utf-8")
    with pytest.raises(Refusal) as caught:
        carry_out(planned.migrations)
    assert caught.value.message == f"{lab / 'entries/p7.gb.yaml'} was changed meanwhile"
    assert (lab / "entries/p7.gb.yaml").read_text("utf-8") == 'kind: pellet\nschema: "0.9"\nid: p7\n'


def test_outside_of_a_notebook(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without a notebook there is no place for what must be kept."""
    shutil.copy(FIXTURES / "0.9/p7.gb.yaml", tmp_path)
    assert main(["migrate", str(tmp_path / "p7.gb.yaml")]) == 2
    assert "is not inside a notebook" in capsys.readouterr().err
