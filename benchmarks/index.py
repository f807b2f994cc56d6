"""The index of a large notebook: made anew, one changed entry, and queries, each beside a scan with pandas.

Run ``python benchmarks/index.py``; it makes a notebook of 100,000 entries in a temporary folder (``--entries`` for
fewer), prints what it measured with its limits, and ends with 1 above one. Times are the least of several. pandas gets
its tables ready-made, in memory, from the index itself: what is compared is the answer alone, not the reading of files.
"""

from __future__ import annotations

import argparse
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import many

import glovebook

ENTRIES = 100_000
BUILD, CHANGED, QUANTITY, TEXT, MEMORY = 90.0, 0.050, 0.200, 0.100, 500.0
"""Limits: seconds, and megabytes."""
STARTED = 10.0
"""Seconds that are allowed however few entries there are."""
PROCESSORS = 2
RUNS = 7
SCANS: dict[str, Callable[[Any, Any], Any]] = {
    "pressure >= 390 MPa": lambda numbers, _: numbers[(numbers.name == "pressure") & (numbers.low >= 390e6)].id,
    "pressure >= 40 MPa": lambda numbers, _: numbers[(numbers.name == "pressure") & (numbers.low >= 40e6)].id,
    "pressure >= 0.3 GPa": lambda numbers, _: numbers[(numbers.name == "pressure") & (numbers.low >= 300e6)].id,
    "thickness = 1.00 mm": lambda numbers, _: (
        numbers[(numbers.name == "thickness") & ((numbers.si - 1e-3).abs() < 1e-12)].id
    ),
    "sigma_total > 1e-3 S/cm": lambda numbers, _: numbers[(numbers.name == "sigma_total") & (numbers.low > 0.1)].id,
    "temperature 330..350 K": lambda numbers, _: numbers[warm(numbers)].id,
    "sigma_total > 1e-4 S/cm at temperature 330..350 K": lambda numbers, _: (
        numbers[(numbers.name == "sigma_total") & (numbers.low > 0.01)]
        .merge(numbers[warm(numbers)], on=["id", "result", "place"])
        .id
    ),
    many.RARE: lambda _, texts: texts[texts.body.str.contains(rf"\b{many.RARE}\b")].id,
    '"white powder"': lambda _, texts: texts[texts.body.str.contains(r"\bwhite powder\b")].id,
    "crucible mortar leak": lambda _, texts: (
        texts[
            texts.body.str.contains(r"\bcrucible\b")
            & texts.body.str.contains(r"\bmortar\b")
            & texts.body.str.contains(r"\bleak\b")
        ].id
    ),
}
"""A query and the same as a scan; those with a quantity first."""
HITS = 50
"""Whose numbers are asked for, too: as many as `glovebook find` prints."""
_TEXTS = (many.RARE, '"white powder"', "crucible mortar leak")


def warm(numbers: Any) -> Any:
    """The rows of a temperature from 330 to 350 K."""
    return (numbers.name == "temperature") & (numbers.low >= 330) & (numbers.high <= 350)


@dataclass(frozen=True)
class Least:
    """The least time of several runs, in seconds: by the clock, and of the processor."""

    clock: float
    processor: float

    @classmethod
    def of(cls, work: Callable[[], Any], runs: int = RUNS) -> Least:
        """The least of several runs."""
        clock, processor = [], []
        for _ in range(runs):
            start, used = time.perf_counter(), time.process_time()
            work()
            clock.append(time.perf_counter() - start)
            processor.append(time.process_time() - used)
        return cls(min(clock), min(processor))

    @property
    def counts(self) -> float:
        """Seconds to be judged: by the clock, which on a machine with other work says little; then the processor's."""
        return self.clock if os.getloadavg()[0] <= PROCESSORS + 1 else self.processor


def told(what: str, value: float, limit: float, unit: str) -> bool:
    """Prints a number with its limit and their ratio; whether it is above."""
    print(f"{what:<44} {value:9.4g} {unit:<3} {value / limit:6.2f} of {limit:g} {unit}")
    return value > limit


def used(who: int) -> float:
    """Seconds of processor time."""
    found = resource.getrusage(who)
    return found.ru_utime + found.ru_stime


def build(book: glovebook.OpenNotebook) -> float:
    """Makes the index; seconds that count.

    On a machine with other work the clock says little; then the processor time counts, shared by the processors.
    """
    start, before = time.perf_counter(), used(resource.RUSAGE_SELF) + used(resource.RUSAGE_CHILDREN)
    book.look()
    clock = time.perf_counter() - start
    processor = used(resource.RUSAGE_SELF) + used(resource.RUSAGE_CHILDREN) - before
    load = os.getloadavg()[0]
    print(f"index made in {clock:.1f} s by the clock, {processor:.1f} s of processors, at a load of {load:.1f}")
    return clock if clock <= BUILD or load <= PROCESSORS + 1 else processor / PROCESSORS


def change(book: glovebook.OpenNotebook, root: Path) -> Least:
    """Takes up one changed entry, several times."""
    index = book.look()
    file = root / "entries/0000/p00003-1.gb.yaml"
    text = file.read_text("utf-8")
    times = []
    for number in range(RUNS):
        file.write_text(text.replace("diameter: 8 mm", f"diameter: {9 + number} mm"), "utf-8")
        times.append(Least.of(lambda: index.refresh([file]), 1))
    return Least(min(one.clock for one in times), min(one.processor for one in times))


def memory() -> float:
    """Megabytes that this process had at most, and as many workers as there are processors."""
    own, of_worker = (
        resource.getrusage(who).ru_maxrss / 1e3 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return own + PROCESSORS * of_worker


_NUMBER = ["id", "name", "low", "high", "si"]


def answer(book: glovebook.OpenNotebook, query: str) -> None:
    """Asks, and looks at the first hits as a person does: what each was found by."""
    for hit in book.find(query)[:HITS]:
        _ = hit.matches


def tables(book: glovebook.OpenNotebook) -> tuple[Any, Any]:
    """What the scans go through: a row a quantity, and a row a text."""
    import pandas

    index = book.look()
    numbers = index.ask(
        "SELECT id, name.name, low, high, si, 0, place FROM quantity JOIN entry ON entry = entry.number JOIN name"
        " ON name.number = quantity.name UNION ALL SELECT owner, name.name, low, high, si, result, place FROM value"
        " JOIN result ON result = result.number JOIN name ON name.number = value.name"
    )
    texts = index.ask("SELECT id, body FROM prose JOIN entry ON entry.number = prose.rowid")
    return (
        pandas.DataFrame(numbers, columns=[*_NUMBER, "result", "place"]).astype({"name": "category"}),
        pandas.DataFrame(texts, columns=["id", "body"]),
    )


def main() -> int:
    """Makes the notebook and measures; 1 where a limit is not kept."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=ENTRIES)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        root = Path(home).resolve() / "notebook"
        print(f"{many.make(root, args.entries)} entries, synthetic")
        book = glovebook.open(root)
        above = [told("index made", build(book), max(BUILD * args.entries / ENTRIES, STARTED), "s")]
        above.append(told("one changed entry", change(book, root).counts, CHANGED, "s"))
        looked = Least.of(lambda: book.look().refresh(), 3)
        print(f"{'a look at all files, none changed':<44} {looked.clock:9.4g} s")
        found = {query: Least.of(lambda query=query: answer(book, query)) for query in SCANS}
        above.append(told("memory, with two workers", memory(), MEMORY, "MB"))
        numbers, texts = tables(book)
        for query, scan in SCANS.items():
            ids = book.find(query).ids
            if sorted(ids) != sorted(set(scan(numbers, texts))):
                print(f"{query}: pandas finds something else")
                above.append(True)
            scanned = Least.of(lambda scan=scan: scan(numbers, texts).tolist())
            limit = TEXT if query in _TEXTS else QUANTITY
            above.append(told(f"{query}, {len(ids)} found", found[query].counts, limit, "s"))
            ratio = found[query].counts / scanned.counts
            print(f"{'':<44} {scanned.counts:9.4g} s   with pandas, ratio {ratio:.3g}")
        book.close()
    print(f"load at the end {os.getloadavg()[0]:.1f}")
    return int(any(above))


if __name__ == "__main__":
    sys.exit(main())
