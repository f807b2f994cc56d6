"""Making notebooks and entries: all or nothing, and nothing overwritten."""

from __future__ import annotations

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest

from glovebook.pipeline.demo import demo
from glovebook.pipeline.new import FOLDERS, init, new
from glovebook.pipeline.templates import template
from glovebook.schema.document import read_document
from glovebook.schema.refusal import Refusal
from glovebook.store.edit import edit
from glovebook.store.notebook import Notebook, sha256_of


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its content."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def refused(action: Callable[..., Any], *arguments: Any, **options: Any) -> str:
    """What is said when something is refused."""
    with pytest.raises(Refusal) as caught:
        action(*arguments, **options)
    return str(caught.value)


def test_init(tmp_path: Path) -> None:
    """A notebook has its settings with an identifier, the default licence, its folders, and what git is to know."""
    notebook = init(tmp_path / "a/my lab")
    assert sorted(path.name for path in notebook.root.iterdir()) == sorted(
        (*FOLDERS, "glovebook.yaml", ".gitattributes", ".gitignore")
    )
    assert (notebook.settings.title, notebook.settings.license) == ("my lab", "CC-BY-4.0")
    assert re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", notebook.settings.uuid)


def test_init_refuses(tmp_path: Path) -> None:
    """A notebook is not made over another one, nor where a file is."""
    init(tmp_path / "lab")
    (tmp_path / "file").write_text("kept", encoding="utf-8")
    before = tree(tmp_path)
    assert (
        refused(init, tmp_path / "lab") == f"{tmp_path / 'lab'} is a notebook already; go on with: glovebook new KIND"
    )
    assert refused(init, tmp_path / "file") == f"{tmp_path / 'file'} is a file; name a folder"
    below = tmp_path / "file/lab"
    assert refused(init, below) == f"{below} could not be made: Not a directory; choose a folder you may write to"
    assert tree(tmp_path) == before


def test_init_inside_a_notebook(tmp_path: Path) -> None:
    """No notebook is made inside another one: each file belongs to one notebook."""
    lab = init(tmp_path / "lab").root
    before = tree(tmp_path)
    said = f"{lab / 'entries/inner'} lies inside the notebook {lab}; name a folder outside of it"
    assert said == refused(init, lab / "entries/inner")
    assert said == refused(demo, lab / "entries/inner", print)
    assert tree(tmp_path) == before


def test_init_in_a_folder_with_files(tmp_path: Path) -> None:
    """A folder that holds other things becomes a notebook, and they stay."""
    (tmp_path / "paper.txt").write_text("kept", encoding="utf-8")
    init(tmp_path, 'Title: with "quotes" # and more')
    assert Notebook.open(tmp_path).settings.title == 'Title: with "quotes" # and more'
    assert (tmp_path / "paper.txt").read_text("utf-8") == "kept"


def test_identity_is_filled_in(empty: Notebook) -> None:
    """Id, identifier, date with its zone and the default operator are written; the rest is the template's."""
    settings = empty.root / "glovebook.yaml"
    text = edit(settings.read_text("utf-8"), {"defaults.operator": "jc", "defaults.timezone": "+08:00"})
    settings.write_text(text, encoding="utf-8")
    path = new(Notebook.open(empty.root), "pellet")
    data = read_document(path.read_bytes()).data
    assert (data["id"], data["kind"], data["operator"]) == ("p1", "pellet", "jc")
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d\+08:00", data["date"])
    assert re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", data["uuid"])
    lines = path.read_text("utf-8").splitlines()
    changed = [line for line in lines if line not in template("pellet").text.splitlines()]
    assert [line.partition(":")[0] for line in changed] == ["# yaml-language-server", "id", "uuid", "date", "operator"]


def test_next_free_id(empty: Notebook) -> None:
    """Without an id the kind's first letter gets the next number, whatever other ids there are."""
    for name in ("p3", "p10", "probe", "p-4"):
        new(empty, "pellet", name)
    assert [new(empty, kind).name for kind in ("pellet", "material", "pellet")] == [
        "p11.gb.yaml",
        "m1.gb.yaml",
        "p12.gb.yaml",
    ]


def test_next_free_id_beside_a_folder(empty: Notebook) -> None:
    """A folder that is named like an entry is none, and no entry is put there."""
    (empty.root / "entries/n1.gb.yaml").mkdir()
    assert new(empty, "note").name == "n2.gb.yaml"
    said = "there is an entry 'n1' already; see entries/n1.gb.yaml"
    assert said == refused(new, empty, "note", "n1")


def test_entries_made_at_once(empty: Notebook) -> None:
    """Entries made at the same moment get different ids, and none replaces another."""
    start = Barrier(8)

    def make(number: int) -> Path:
        start.wait()
        return new(empty, "note", values={"title": str(number)})

    with ThreadPoolExecutor(8) as pool:
        paths = list(pool.map(make, range(8)))
    assert [read_document(path.read_bytes()).data["title"] for path in paths] == [str(number) for number in range(8)]
    assert sorted(path.name for path in paths) == [f"n{number}.gb.yaml" for number in range(1, 9)]


def test_given_up(empty: Notebook, tmp_path: Path) -> None:
    """Where a raw file cannot be copied there is no entry."""
    (tmp_path / "x.txt").write_bytes(b"raw")
    (empty.root / "data/n1").write_bytes(b"in the way")
    with pytest.raises(Refusal, match="could not be written"):
        new(empty, "note", files=[tmp_path / "x.txt"])
    assert empty.ids() == []


def test_raw_files_are_copied(empty: Notebook, tmp_path: Path) -> None:
    """Raw files go into ``data/<id>/`` byte for byte, with checksum and length in the entry: spectra, or attachments."""
    raw = tmp_path / "a spectrum.ism"
    raw.write_bytes(b"\x00\xffraw")
    for kind, name in (("eis", "spectra"), ("note", "attachments")):
        path = new(empty, kind, f"{kind}1", files=[raw])
        copied = empty.root / f"data/{kind}1/a spectrum.ism"
        expected = [{"file": f"data/{kind}1/a spectrum.ism", "sha256": sha256_of(raw), "size": "5"}]
        assert (expected, b"\x00\xffraw") == (read_document(path.read_bytes()).data[name], copied.read_bytes())


def test_lab_template(empty: Notebook) -> None:
    """The lab's own template goes before the shipped one of the same name, and may have a name of its own."""
    own = template("pellet").text.replace("# Pellet", "# Our pellet").replace("diameter:", "diameter: 10 mm")
    for name in ("pellet", "big"):
        (empty.root / f"templates/{name}.gb.yaml").write_text(own, encoding="utf-8")
    for path in (new(empty, "pellet"), new(empty, "pellet", template="big")):
        assert path.read_text("utf-8").splitlines()[1].startswith("# Our pellet")
        assert read_document(path.read_bytes()).data["diameter"] == "10 mm"


KINDS = "analysis, cell, cv, cycling, dataset, dc_polarization, eis, environment, material, note, other, pellet, plating, raman, sample, synthesis, tga, xrd"
LENGTHS = "write one of mm, µm, cm, nm, m, Å, e.g. '8 mm'"
REFUSED: list[tuple[dict[str, Any], str]] = [
    ({"kind": "ramen"}, f"'ramen' is no kind of entry; write one of {KINDS}"),
    ({"entry_id": "p1"}, "there is an entry 'p1' already; see entries/p1.gb.yaml"),
    ({"entry_id": "P9"}, "'P9' is no id; use lower-case letters, digits, '.', '_', '-', at most 64, e.g. 'p7'"),
    ({"entry_id": "../p9"}, "'../p9' is no id; use lower-case letters, digits, '.', '_', '-', at most 64, e.g. 'p7'"),
    ({"entry_id": "p" * 65}, f"{'p' * 65!r} is no id; use lower-case letters, digits, '.', '_', '-', at most 64, e.g. 'p7'"),
    ({"template": "nope"}, "there is no template 'nope'; did you mean 'note'?"),
    ({"template": "../../glovebook"}, "there is no template '../../glovebook'; see: glovebook new --list"),
    ({"template": "synthesis"}, "the template 'synthesis' is for the kind 'synthesis'; write: glovebook new synthesis --template synthesis"),
    ({"values": {"diameter": "8"}}, f"diameter: '8' has no unit; {LENGTHS}"),
    ({"values": {"diamter": "8 mm"}}, "diamter: there is no field 'diamter' here; did you mean 'diameter'?"),
    ({"values": {"a b": "8 mm"}}, "'a b' is no path of a field; write e.g. 'thickness', 'steps[1].temperature'"),
    ({"values": {"id": "p9"}}, "'id' is not set as a field; write: glovebook new KIND ID"),
    ({"values": {"kind": "eis"}}, "'kind' is not set as a field; write: glovebook new KIND ID"),
    ({"files": [Path("nothere.ism")]}, "there is no file nothere.ism; check the path"),
    ({"files": [Path("a/x.ism"), Path("b/x.ism")]}, "two of the raw files have the same name; rename one of them"),
]  # fmt: skip


@pytest.mark.parametrize(("options", "said"), REFUSED, ids=[said[:40] for _, said in REFUSED])
def test_refused(empty: Notebook, options: dict[str, Any], said: str) -> None:
    """What cannot be made is refused in words, and nothing is written: no entry, no copy of a raw file."""
    new(empty, "pellet", "p1")
    before = tree(empty.root)
    assert said == refused(new, empty, options.pop("kind", "pellet"), **options)
    assert tree(empty.root) == before


def test_raw_files_are_not_overwritten(empty: Notebook, tmp_path: Path) -> None:
    """Where a copy would land on another file, or a value is wrong, no raw file is written."""
    raw = tmp_path / "x.ism"
    raw.write_bytes(b"new")
    (empty.root / "data/e1").mkdir()
    (empty.root / "data/e1/x.ism").write_bytes(b"old")
    before = tree(empty.root)
    assert (
        refused(new, empty, "eis", "e1", files=[raw])
        == "data/e1/x.ism is there already; rename the file that is to be added"
    )
    wrong = {"spectra[0].temperature": "300"}
    said = "spectra[0].temperature: '300' has no unit; write one of K, °C, e.g. '523 K'"
    assert said == refused(new, empty, "eis", "e2", files=[raw], values=wrong)
    assert tree(empty.root) == before


def test_broken_template(empty: Notebook) -> None:
    """A template that cannot be read is named with the line."""
    (empty.root / "templates/mine.gb.yaml").write_bytes(b"kind: pellet\ntitle: \xb5\n")
    said = "templates/mine.gb.yaml:2:1: byte 20 is not UTF-8 text; save the file as UTF-8; instrument files belong under data/"
    assert said == refused(new, empty, "pellet", template="mine")
