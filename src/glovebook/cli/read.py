"""Read an instrument's file into a table."""

from __future__ import annotations

import argparse
from pathlib import Path

from glovebook.cli.words import print_json


def add(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``glovebook read``."""
    parser.add_argument("file", metavar="FILE", type=Path, help="raw file of an instrument")
    parser.add_argument("--csv", metavar="OUT", type=Path, help="write the table as CSV")
    parser.add_argument("--json", action="store_true", help="print table and metadata as JSON")


def run(args: argparse.Namespace) -> int:
    """Prints what the file holds."""
    from glovebook.pipeline.read import frame, read_table
    from glovebook.schema.refusal import Refusal
    from glovebook.store.write import write_atomically

    if args.csv and args.csv.resolve() == args.file.resolve():
        raise Refusal(f"{args.csv} is the raw file itself", "write the table into another file")
    table = read_table(args.file)
    data = frame(table)
    if args.csv:
        write_atomically(args.csv, data.to_csv(index=False, lineterminator="\n").encode())
    if args.json:
        columns = {name: data[name].tolist() for name in data}
        print_json({"columns": columns, **data.attrs, "size": table.size})
    else:
        print(f"{table.source}: {len(table)} rows, read by {table.reader}")
        for key, value in table.metadata.items():
            print(f"  {key}: {value}")
        for note in table.notes:
            print(f"  note: {note}")
        print(data.to_string(max_rows=10, index=False))
    if args.csv:
        print(f"wrote {args.csv}")
    return 0
