"""Tables as files: CSV, XLSX and Parquet, each with the units of its columns."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from glovebook.pipeline.table.xlsx import workbook
from glovebook.schema.refusal import Refusal
from glovebook.store.write import write_atomically

if TYPE_CHECKING:
    import pandas

FORMATS = (".csv", ".xlsx", ".parquet")


def write(frame: pandas.DataFrame, file: Path) -> None:
    """Writes a table in the format that the file's name ends in; raises `Refusal` for another ending."""
    if file.suffix.lower() not in FORMATS:
        raise Refusal(f"{file.name} does not say its format", f"end the name in one of {', '.join(FORMATS)}")
    content = {".csv": csv, ".xlsx": xlsx, ".parquet": parquet}[file.suffix.lower()](frame)
    write_atomically(file, content)


def csv(frame: pandas.DataFrame) -> bytes:
    """Comma-separated UTF-8; the headings have the units."""
    from glovebook.pipeline.table.frame import with_units

    return with_units(frame).to_csv(lineterminator="\n").encode()


def xlsx(frame: pandas.DataFrame) -> bytes:
    """A workbook of one sheet, written by ourselves: no other package is needed."""
    from glovebook.pipeline.table.frame import with_units

    plain = with_units(frame).reset_index()
    head = [str(title) for title in plain.columns]
    return workbook([head, *plain.astype(object).to_numpy().tolist()], str(frame.attrs.get("kind", "table")))


def parquet(frame: pandas.DataFrame) -> bytes:
    """Parquet, in which the units are part of pandas' own metadata; needs pyarrow."""
    out = BytesIO()
    try:
        frame.to_parquet(out, engine="pyarrow")
    except ImportError:
        raise Refusal("Parquet needs the package pyarrow", "pip install pyarrow, or write .csv or .xlsx") from None
    return out.getvalue()
