"""Labels for vials, dies and boxes: a QR code with the id of an entry, and what a person wants to read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from glovebook.pipeline.named import entry_files, notebook_around
from glovebook.schema.document import DocumentError, read_document
from glovebook.schema.refusal import Refusal
from glovebook.store.notebook import SUFFIX
from glovebook.store.write import write_atomically

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

SHEET = (210.0, 297.0)
"""Millimetres of an A4 sheet."""
COLUMNS, ROWS = 3, 8
LABEL = (70.0, 37.0)
"""Millimetres of a label: 24 fill a sheet, a size that stationers sell; the rest is margin above and below."""
CODE = 25.0
"""Millimetres of the QR code with its quiet zone: scanners read it from a hand's width."""
QUIET = 4
"""Modules of white around a QR code that its standard asks for."""
PNG_DPI = 300
LETTERS = 24
"""Of a title that fit beside the code in one line."""


@dataclass(frozen=True)
class Label:
    """What a label says."""

    id: str
    """What its code holds: a scanner that types enters it where the cursor is."""
    title: str = ""
    date: str = ""


def label(entries: Sequence[str | Path], out: Path, skip: int = 0) -> list[Label]:
    """The labels that were written to ``out``: a PDF of A4 sheets with 24 labels each, or a PNG of one label.

    ``skip`` leaves out so many places of the first sheet, which are used already.
    """
    labels = labels_of(entries)
    if not 0 <= skip < COLUMNS * ROWS:
        raise Refusal(f"{skip} labels cannot be skipped", f"a sheet has {COLUMNS * ROWS}; skip at most one less")
    if out.suffix.lower() == ".pdf":
        content = pdf(labels, skip)
    elif out.suffix.lower() == ".png":
        if len(labels) > 1:
            raise Refusal(f"{len(labels)} labels do not go into one PNG", "name one entry, or write a PDF")
        content = png(labels[0])
    else:
        raise Refusal(f"{out.name} is neither a PDF nor a PNG", "end the name in .pdf or .png")
    write_atomically(out, content)
    return labels


def labels_of(entries: Sequence[str | Path]) -> list[Label]:
    """The labels of entries, given as files, ids or folders."""
    return [_label(path) for path in entry_files(list(entries))]


def pdf(labels: Sequence[Label], skip: int = 0) -> bytes:
    """A PDF of sheets; the same labels give the same bytes."""
    from matplotlib.backends.backend_pdf import PdfPages

    out = BytesIO()
    with PdfPages(out, metadata={"CreationDate": None, "Producer": None, "Creator": "Glovebook"}) as pages:
        for sheet in _sheets(labels, skip):
            pages.savefig(_sheet(sheet))
    return out.getvalue()


def png(label: Label) -> bytes:
    """A picture of one label."""
    figure, axes = _page(LABEL)
    _draw(axes, label, 0.0, 0.0)
    out = BytesIO()
    figure.savefig(out, format="png", dpi=PNG_DPI, metadata={"Software": None})
    return out.getvalue()


def _label(path: Path) -> Label:
    try:
        data = read_document(path.read_bytes()).data
    except DocumentError as error:
        raise Refusal(f"{path}:{error.line}:{error.column}: {error.message}", error.hint) from None
    notebook = notebook_around(path)
    name = path.name.removesuffix(SUFFIX)
    if notebook is None:
        raise Refusal(f"{path} lies outside of any notebook", "a label is for an entry that can be found again")
    return Label(name, _text(data.get("title")), _text(data.get("date"))[:10])


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _sheets(labels: Sequence[Label], skip: int) -> Iterator[list[Label | None]]:
    """The places of each sheet; those that are skipped are empty."""
    places: list[Label | None] = [*([None] * skip), *labels]
    size = COLUMNS * ROWS
    for start in range(0, len(places), size):
        yield places[start : start + size]


def _sheet(places: Sequence[Label | None]) -> Figure:
    figure, axes = _page(SHEET)
    left, top = (SHEET[0] - COLUMNS * LABEL[0]) / 2, (SHEET[1] - ROWS * LABEL[1]) / 2
    for index, item in enumerate(places):
        row, column = divmod(index, COLUMNS)
        if item is not None:
            _draw(axes, item, left + column * LABEL[0], SHEET[1] - top - (row + 1) * LABEL[1])
    return figure


def _page(size: tuple[float, float]) -> tuple[Figure, Axes]:
    """A page of a size in millimetres, with axes in millimetres."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(size[0] / 25.4, size[1] / 25.4))
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set(xlim=(0, size[0]), ylim=(0, size[1]))
    axes.axis("off")
    return figure, axes


def _draw(axes: Axes, label: Label, x: float, y: float) -> None:
    """One label with its lower left corner at a place."""
    import segno
    from matplotlib.patches import Rectangle

    matrix = segno.make(label.id, micro=False, error="m", boost_error=False).matrix
    module = CODE / (len(matrix) + 2 * QUIET)
    left, top = x + 3 + QUIET * module, y + (LABEL[1] + CODE) / 2 - QUIET * module
    for row, line in enumerate(matrix):
        for column, dark in enumerate(line):
            if dark:
                corner = (left + column * module, top - (row + 1) * module)
                axes.add_patch(Rectangle(corner, module, module, color="black", linewidth=0, antialiased=False))
    beside = x + 3 + CODE + 1
    large = min(16.0, 16.0 * 11 / max(len(label.id), 11))
    axes.text(beside, y + LABEL[1] - 8, label.id, fontsize=large, fontweight="bold", va="center", parse_math=False)
    lines = wrap(label.title, LETTERS, max_lines=3, placeholder=" …")
    axes.text(beside, y + LABEL[1] - 12.5, "\n".join(lines), fontsize=7, va="top", parse_math=False)
    axes.text(beside, y + 6, label.date, fontsize=7, va="center", parse_math=False)
