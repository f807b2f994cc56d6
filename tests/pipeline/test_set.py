"""Setting fields: one line changes, and what the kind refuses is not written."""

from __future__ import annotations

from pathlib import Path

import pytest

from glovebook.pipeline.set import set_fields
from glovebook.schema.refusal import Refusal

PELLET = "# mine\r\nkind: pellet\r\nschema: \"1.0\"\r\nid: p1\r\ndiameter: 8 mm   # die\r\ntitle: 'old'\r\n"


@pytest.fixture
def pellet(tmp_path: Path) -> Path:
    """An entry with CRLF, comments and quotes, outside of any notebook."""
    path = tmp_path / "p1.gb.yaml"
    path.write_bytes(PELLET.encode())
    return path


def test_one_line_changes(pellet: Path) -> None:
    """A field is set in its line, with line ends, comments and quotes as they were."""
    assert set_fields(pellet, {"diameter": "9 mm", "title": "it's new"}) == pellet
    assert pellet.read_bytes().decode() == PELLET.replace("8 mm", "9 mm").replace("'old'", "'it''s new'")


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
        (
            "diameter.value",
            "9 mm",
            "diameter.value cannot be set: diameter holds one text; empty it first: 'diameter='",
        ),
        ("made_from[1].entry", "s1", "made_from[1] is beyond the end of the list; the next item is [0]"),
        ("id", "", "id: the field 'id' is required here; add the line 'id: ...'"),
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
