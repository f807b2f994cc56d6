"""Figures and tables as the files that stand beside a result."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glovebook.schema.result import Result

if TYPE_CHECKING:
    from matplotlib.figure import Figure

PNG_DPI = 200


def figures_of(figure: Figure) -> dict[str, bytes]:
    """``figure.svg`` and ``figure.png``; the same figure gives the same bytes."""
    from io import BytesIO

    import matplotlib

    files = {}
    with matplotlib.rc_context({"svg.hashsalt": "glovebook"}):
        for name, metadata in (("svg", {"Date": None}), ("png", {"Software": None})):
            out = BytesIO()
            figure.savefig(out, format=name, dpi=PNG_DPI, metadata=metadata)
            figure.set_layout_engine("none")  # found once, for both: finding it takes as long as drawing
            files[f"figure.{name}"] = out.getvalue()
    return files


def csv_of(result: Result) -> dict[str, bytes]:
    """``table.csv``: measured and fitted columns, names ending in the unit; numbers as exact as they are."""
    import csv
    from io import StringIO

    if result.table is None:
        return {}
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(result.table.columns)
    writer.writerows(zip(*(column.tolist() for column in result.table.columns.values()), strict=True))
    return {"table.csv": out.getvalue().encode()}
