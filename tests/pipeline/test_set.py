"""Setting fields: one line changes, and what the kind refuses is not written."""

from __future__ import annotations

from pathlib import Path

import pytest

from glovebook.pipeline.new import init
from glovebook.pipeline.set import set_fields
from glovebook.schema.refusal import Refusal
from glovebook.store.notebook import Notebook

PELLET = "# mine\r\nkind: pellet\r\nschema: \"1.0\"\r\nid: p1\r\ndiameter: 8 mm   # die\r\ntitle: 'old'\r\n"


@pytest.fixture
def pellet(tmp_path: Path) -> Path:
    """An entry with CRLF, comments and quotes, outside of any notebook."""
    path = tmp_path / "p1.gb.yaml"
    path.write_bytes(PELLET.encode())
    return path


def test_one_line_changes(pellet: Path) -> None:
    """A field is set in its line, with line ends, comments and quotes as they were."""
    assert set_fields(pellet, {"diameter": "9 mm", "title": "it's new"}).path == pellet
    assert pellet.read_bytes().decode() == PELLET.replace("8 mm", "9 mm").replace("'old'", "'it''s new'")


def test_number_gets_more_said_about_it(pellet: Path) -> None:
    """A number written alone becomes the value of the part that it stands for, in its own line."""
    pellet.write_text(PELLET + "thickness: ~1 mm   # to be measured\n", "utf-8", newline="")
    set_fields(pellet, {"thickness.method": "micrometer", "thickness.readings[0]": "1.01 mm"})
    line = "thickness: {value: ~1 mm, method: micrometer, readings: [1.01 mm]}   # to be measured\n"
    assert pellet.read_bytes().decode() == PELLET + line


def test_nothing_to_do(pellet: Path) -> None:
    """Where nothing changes the file is not touched."""
    before = pellet.stat().st_mtime_ns
    set_fields(pellet, {"diameter": "8 mm"})
    assert pellet.stat().st_mtime_ns == before


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        ("diameter", "9", "diameter: '9' has no unit; write one of mm, µm, cm, nm, m, Å, e.g. '8 mm'"),
        ("diamter", "9 mm", "diamter: there is no field 'diamter' here; did you mean 'diameter'?"),
        ("diameter.value", "9 mm", "diameter: a length is one text; write e.g. '8 mm'"),
        ("diameter[0]", "9 mm", "diameter[0] cannot be set: diameter holds one text; empty it first: 'diameter='"),
        ("made_from[1].entry", "s1", "made_from[1] is beyond the end of the list; the next item is [0]"),
        ("schema", "", "schema: the field 'schema' is required here; add the line 'schema: \"1.0\"'"),
        ("id", "", "'id' is not set as a field; make another entry with: glovebook new KIND ID"),
        ("id", "p5", "'id' is not set as a field; make another entry with: glovebook new KIND ID"),
        ("kind", "eis", "'kind' is not set as a field; make another entry with: glovebook new KIND ID"),
        ("uuid", "0", "'uuid' is not set as a field; make another entry with: glovebook new KIND ID"),
        (f"log[{'9' * 5000}].text", "x", f"'log[{'9' * 76}...' counts beyond every list; count items from [0]"),
        (
            "custom" + ".a" * 1500,
            "x",
            f"'custom{'.a' * 37}...' leads deeper than 40 levels; flatten the entry",
        ),
    ],
)
def test_refused(pellet: Path, path: str, value: str, said: str) -> None:
    """What the kind refuses is not written, and neither are the fields set with it."""
    with pytest.raises(Refusal) as caught:
        set_fields(pellet, {"title": "new", path: value})
    assert said == str(caught.value)
    assert pellet.read_bytes().decode() == PELLET


def test_old_mistakes_do_not_hinder(pellet: Path) -> None:
    """A field can be set while another one is wrong, and a wrong one can be put right."""
    pellet.write_bytes(PELLET.replace("8 mm", "8").encode())
    set_fields(pellet, {"title": "new"})
    set_fields(pellet, {"diameter": "8 mm"})
    assert pellet.read_bytes().decode() == PELLET.replace("old", "new")


def test_the_same_mistake_elsewhere(pellet: Path) -> None:
    """A mistake that stands in one field already is refused in another all the same."""
    pellet.write_bytes(PELLET.replace("8 mm", "8").encode())
    with pytest.raises(Refusal, match="thickness: '8' has no unit"):
        set_fields(pellet, {"thickness": "8"})


def test_old_mistakes_move_up(pellet: Path) -> None:
    """An item can be taken out before one that is wrong, which then has another number."""
    pellet.write_bytes(f"{PELLET}log:\n  - {{at: 2018-01-15, text: a}}\n  - {{at: soon, text: b}}\n".encode())
    set_fields(pellet, {"log[0]": ""})
    assert pellet.read_bytes().decode() == f"{PELLET}log:\n  - {{at: soon, text: b}}\n"


def test_an_id_is_brought_back(pellet: Path) -> None:
    """An id that is not the name of the file can be made so, as the finding about it proposes."""
    pellet.write_bytes(PELLET.replace("id: p1", "id: p2").encode())
    set_fields(pellet, {"id": "p1"})
    assert pellet.read_bytes().decode() == PELLET


def test_settings(tmp_path: Path) -> None:
    """The notebook's settings are set like an entry, and not so that the notebook could not be opened any more."""
    file = init(tmp_path, "Lab").root / "glovebook.yaml"
    set_fields(file, {"people.jc.name": "J C"})
    assert Notebook.open(tmp_path).settings.people["jc"].name == "J C"
    before = file.read_bytes()
    for values, said in (
        ({"glovebook": "2"}, ":2:1: glovebook: '2' is not one of the choices; write '1'"),
        ({"titel": "x"}, ":16:1: titel: there is no field 'titel' here; did you mean 'title'?"),
    ):
        with pytest.raises(Refusal) as caught:
            set_fields(file, values)
        assert str(caught.value) == f"{file}{said}"
        assert file.read_bytes() == before


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"kind: [\n", ":2:1: not readable as YAML: did not find expected node content; check indentation and quotes on this line and the one before"),
        (b"kind: pellet\ntitle: \xb5\n", ":2:1: byte 20 is not UTF-8 text; save the file as UTF-8; instrument files belong under data/"),
        (b"\x00" * 10_000_000, ":1:1: the file holds 10.0 MB; an entry holds at most 2 MB; keep tables in files under data/ and name them in the entry"),
    ],
    ids=["not YAML", "not UTF-8", "ten megabytes"],
)  # fmt: skip
def test_unreadable(pellet: Path, content: bytes, said: str) -> None:
    """A file that cannot be read is refused with its place, and left alone."""
    pellet.write_bytes(content)
    with pytest.raises(Refusal) as caught:
        set_fields(pellet, {"title": "new"})
    assert str(caught.value) == f"{pellet}{said}"
    assert pellet.read_bytes() == content
