"""Run the standard analyses of an entry, or of raw files alone."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from glovebook.cli.words import print_json, say_progress

if TYPE_CHECKING:
    from glovebook.schema.result import Result, Value

GEOMETRY = ("thickness", "diameter")
OPTIONS = ("circuit", "reference")


def add(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``glovebook analyse``."""
    parser.add_argument("paths", metavar="ENTRY_OR_FILE", nargs="+", help="entries (file or id), or raw files")
    parser.add_argument("--method", metavar="NAME", help="only this analysis")
    parser.add_argument("--circuit", metavar="NAME", help="equivalent circuit, e.g. '(R|Q)-(R|Q)-Q'")
    parser.add_argument("--reference", metavar="CYCLE", help="cycle that capacity retention refers to (default: 2)")
    parser.add_argument("--thickness", help="of the pellet, for raw files, e.g. '2.1 mm'")
    parser.add_argument("--diameter", help="of the pellet, for raw files, e.g. '8 mm'")
    parser.add_argument("--temperature", help="of the sample, for raw files")
    parser.add_argument("--json", action="store_true", help="print the results as JSON")


def run(args: argparse.Namespace) -> int:
    """Analyses, stores (entries only) and prints the results."""
    from glovebook.pipeline.named import entry_file, names_entry
    from glovebook.schema.refusal import Refusal

    options = {name: value for name in OPTIONS if (value := getattr(args, name))}
    entries = [path for path in args.paths if names_entry(path)]
    raw = [Path(path) for path in args.paths if path not in entries]
    given = [name for name in (*GEOMETRY, "temperature") if getattr(args, name)]
    if entries and given:
        raise Refusal(f"--{given[0]} is for raw files alone", f"{entries[0]} is an entry: write it there")
    if raw and args.method not in (None, "impedance"):
        raise Refusal(
            f"{args.method!r} is no analysis of a raw file alone", "make an entry of it: glovebook new eis --from"
        )
    files = [entry_file(path) for path in entries]  # all of them before the first is analysed
    found: list[Result] = []
    if raw:
        found.append(_of_files(args, raw, options))
    for path in files:
        found.extend(_of_entry(args, path, options))
    if args.json:
        print_json([result.as_json() for result in found])
    return 0


def _of_files(args: argparse.Namespace, files: list[Path], options: dict[str, str]) -> Result:
    from glovebook.pipeline.analyse.raw import analyse_files

    geometry = {name: value for name in GEOMETRY if (value := getattr(args, name))}
    result = analyse_files(files, geometry, args.temperature, options)
    if not args.json:
        _show(result)
        print("  not stored: a raw file alone has no entry")
    return result


def _of_entry(args: argparse.Namespace, path: Path, options: dict[str, str]) -> list[Result]:
    from glovebook.pipeline.analyse import analyse

    stored = analyse(path, args.method, options, say_progress)
    for item in stored:
        if not args.json:
            _show(item.result)
            print(f"  stored in {item.folder}")
    return [item.result for item in stored]


HEADLINE = {
    "impedance": ("temperature", "file", "sigma_total", "r_total", "circuit", "kramers_kronig"),
    "cycling": (
        "cycle",
        "capacity_discharge",
        "specific_capacity_discharge",
        "ce",
        "energy_efficiency",
        "capacity_retention",
        "remark",
    ),
}
"""Method -> what a row of a series is told by; all of it stands in ``result.json``."""
FIRST, LAST = 10, 5
"""Rows of a long series that are printed."""


def _show(result: Result) -> None:
    print(f"{result.id or 'raw file'}: {result.method}")
    if result.synthetic:
        print("  SYNTHETIC DATA: generated, not measured")
    for name, value in result.values.items():
        print(f"  {name} = {value}")
    for line in _lines(result):
        print(f"  {line}")
    for text in result.assumptions:
        print(f"  assumed: {text}")
    for text in result.warnings:
        print(f"  warning: {text}")


def _lines(result: Result) -> list[str]:
    """The rows of the series below the names of their columns; of a long one the first and the last."""
    columns = [name for name in HEADLINE.get(result.method, ()) if any(row.get(name) for row in result.series)]
    rows = [[_word(row.get(name)) for name in columns] for row in result.series] if columns else []
    head, *lines = _aligned([columns, *rows])
    left_out = len(lines) - FIRST - LAST
    shown = [*lines[:FIRST], f"... {left_out} more in result.json", *lines[-LAST:]] if left_out > 1 else lines
    return [head, *shown] if len(lines) > 1 else lines


def _word(item: Value | str | float | None) -> str:
    return f"{item:.4g}" if isinstance(item, float) else str(item or "")


def _aligned(rows: list[list[str]]) -> list[str]:
    """Rows as lines with columns under each other."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=False)]
    return ["  ".join(word.ljust(width) for word, width in zip(row, widths, strict=False)).rstrip() for row in rows]
