"""What editors need: the schema in the notebook, and the line that leads to it."""

from __future__ import annotations

from pathlib import Path

import pytest

from glovebook.cli import main
from glovebook.pipeline.editors import with_schema
from glovebook.pipeline.new import init, new
from glovebook.schema import kinds
from glovebook.schema.published import shipped_text, text_of

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures/versions"


def target(entry: Path) -> Path:
    """The file that the first line of an entry leads to."""
    first = entry.read_text("utf-8").splitlines()[0]
    return (entry.parent / first.removeprefix("# yaml-language-server: $schema=")).resolve()


def test_new_entries_name_their_schema(tmp_path: Path) -> None:
    """A new entry begins with the line, and the file is there: no network is needed, nor Glovebook."""
    notebook = init(tmp_path / "lab")
    file = target(new(notebook, "pellet", "p7"))
    assert notebook.root / ".glovebook/schemas/1.0/pellet.json" == file
    assert shipped_text("pellet") == file.read_text("utf-8")


def test_entries_in_sub_folders(tmp_path: Path) -> None:
    """From a sub-folder the line leads to the same file."""
    notebook = init(tmp_path / "lab")
    entry = notebook.root / "entries/2018/may/p7.gb.yaml"
    entry.parent.mkdir(parents=True)
    entry.write_text(with_schema("kind: pellet\n", "pellet", entry, notebook), encoding="utf-8")
    assert notebook.root / ".glovebook/schemas/1.0/pellet.json" == target(entry)
    assert target(entry).is_file()


def test_migration_follows_the_format(tmp_path: Path) -> None:
    """An entry that named the schema of its old kind and version names that of its new ones."""
    notebook = init(tmp_path / "lab")
    entry = notebook.root / "entries/e4.gb.yaml"
    old = "# yaml-language-server: $schema=../.glovebook/schemas/0.9/conductivity.json\n"
    before = old + (FIXTURES / "0.9/e4.gb.yaml").read_text("utf-8")
    entry.write_text(before, encoding="utf-8")
    assert main(["migrate", str(entry)]) == 0
    assert (notebook.root / ".glovebook/schemas/1.0/eis.json", True) == (target(entry), target(entry).is_file())
    assert entry.read_text("utf-8").partition("\n")[2] == (FIXTURES / "1.0/e4.gb.yaml").read_text("utf-8")
    assert main(["migrate", str(entry), "--undo"]) == 0
    assert before == entry.read_text("utf-8")


def test_schema_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """``glovebook schema`` prints the file of a kind, and ``--write`` writes those of all."""
    assert main(["schema", "pellet"]) == 0
    assert text_of("pellet") == capsys.readouterr().out
    assert main(["schema", "--write", str(tmp_path)]) == 0
    assert f"wrote {len(kinds.names())} files below {tmp_path}\n" == capsys.readouterr().out
    assert text_of("eis") == (tmp_path / "1.0/eis.json").read_text("utf-8")
