"""Labels: what the code holds, what a person reads, and how many fit on a sheet."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest

from glovebook.pipeline.label import CODE, COLUMNS, LABEL, PNG_DPI, QUIET, ROWS, Label, label, labels_of, pdf, png
from glovebook.pipeline.new import new
from glovebook.schema.refusal import Refusal
from glovebook.store.notebook import Notebook


def pixels(content: bytes) -> list[list[bool]]:
    """Rows of a picture, True where it is dark."""
    from matplotlib.image import imread

    return [[float(value) < 0.5 for value in row] for row in imread(BytesIO(content))[:, :, 0]]


def sampled(content: bytes, modules: int) -> list[list[int]]:
    """The modules of the code with its quiet zone, each read in its middle."""
    picture = pixels(content)
    per_mm = PNG_DPI / 25.4
    side = CODE / (modules + 2 * QUIET)
    top = (LABEL[1] - CODE) / 2
    return [
        [
            int(picture[round((top + (row + 0.5) * side) * per_mm)][round((3 + (column + 0.5) * side) * per_mm)])
            for column in range(modules + 2 * QUIET)
        ]
        for row in range(modules + 2 * QUIET)
    ]


@pytest.mark.parametrize("entry_id", ["p7", "na3nh2b12h12-batch-2.7-of-january"])
def test_code_holds_the_id(entry_id: str) -> None:
    """The picture has the modules of the id's code, black on white, with the quiet zone that scanners need."""
    import segno

    matrix = [list(row) for row in segno.make(entry_id, micro=False, error="m", boost_error=False).matrix]
    read = sampled(png(Label(entry_id, "Title", "2018-01-20")), len(matrix))
    assert [row[QUIET:-QUIET] for row in read[QUIET:-QUIET]] == matrix
    assert not any(any(row) for row in [*read[:QUIET], *read[-QUIET:]])
    assert not any(any(row[:QUIET] + row[-QUIET:]) for row in read)


def test_labels_say_what_the_entries_say(empty: Notebook) -> None:
    """Id, title and day; also of an entry that is not finished."""
    new(empty, "pellet", "p1", values={"title": "8 mm, $pressed$", "date": "2018-01-20T10:00+08:00"})
    new(empty, "note", "n1", values={"date": "2018-01-21"})
    ids = [empty.path_of("p1"), empty.path_of("n1")]
    assert labels_of(ids) == [Label("p1", "8 mm, $pressed$", "2018-01-20"), Label("n1", "", "2018-01-21")]


def test_sheets_are_filled(empty: Notebook, tmp_path: Path) -> None:
    """24 labels fill a sheet; places that are used are left out; the same labels give the same bytes."""
    labels = [Label(f"p{number}") for number in range(COLUMNS * ROWS)]
    sheets = [pdf(labels, skip) for skip in (0, 1)]
    assert [sheet.count(b"/Type /Page /") for sheet in sheets] == [1, 2]
    assert pdf(labels) == sheets[0]
    new(empty, "pellet", "p1")
    assert label([empty.path_of("p1")], tmp_path / "one.pdf", 3)[0].id == "p1"
    assert (tmp_path / "one.pdf").read_bytes().startswith(b"%PDF-")


def test_what_cannot_be_printed_is_refused(empty: Notebook, tmp_path: Path) -> None:
    """Each with its remedy; nothing is written."""
    entries = [new(empty, "note", name) for name in ("n1", "n2")]
    for out, skip, message in (
        ("x.png", 0, "2 labels do not go into one PNG"),
        ("x.txt", 0, "x.txt is neither a PDF nor a PNG"),
        ("x.pdf", 24, "24 labels cannot be skipped"),
        ("x.pdf", -1, "-1 labels cannot be skipped"),
    ):
        with pytest.raises(Refusal) as caught:
            label(entries, tmp_path / out, skip)
        assert caught.value.message == message
        assert caught.value.hint
    alone = tmp_path / "alone.gb.yaml"
    alone.write_text("kind: note\nid: alone\n")
    with pytest.raises(Refusal) as caught:
        label([alone], tmp_path / "x.pdf")
    assert caught.value.message == f"{alone} lies outside of any notebook"
    assert list(tmp_path.glob("x.*")) == []
