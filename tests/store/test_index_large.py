"""The index of a large notebook finds what a look through every text finds, in any unit.

The default run makes a few hundred entries, ``-m deep`` 20,000; ``benchmarks/index.py`` measures with 100,000, which
takes minutes on two cores.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest

import glovebook

BENCHMARKS = Path(__file__).resolve().parents[2] / "benchmarks"
MPA = {"MPa": 1.0, "bar": 0.1, "GPa": 1000.0}
Texts = dict[str, str]


def pressed(texts: Texts, low: float, high: float = 1e9) -> list[str]:
    """Ids of the pellets pressed at so many MPa, as their texts have it."""
    found = {name: re.search(r"^pressure: (\S+) (\w+)$", text, re.MULTILINE) for name, text in texts.items()}
    values = {name: float(match[1]) * MPA[match[2]] for name, match in found.items() if match}
    return sorted(name for name, value in values.items() if low * (1 - 1e-9) <= value <= high * (1 + 1e-9))


def holding(texts: Texts, pattern: str) -> list[str]:
    """Ids of the entries in whose text a pattern stands."""
    return sorted(name for name, text in texts.items() if re.search(pattern, text))


def used(texts: Texts, lot: str) -> list[str]:
    """Ids of the pellets whose powder was made with a lot."""
    powders = holding(texts, rf"formula: NaNH2, entry: \S+ lot: {lot},")
    return [
        name for name in holding(texts, "kind: pellet") if re.search(rf"entry: ({'|'.join(powders)}),", texts[name])
    ]


EXPECTED: dict[str, Callable[[Texts], list[str]]] = {
    "pressure >= 390 MPa": lambda texts: pressed(texts, 390),
    "pressure >= 3900 bar": lambda texts: pressed(texts, 390),
    "pressure >= 0.39 GPa": lambda texts: pressed(texts, 390),
    "pressure >= 3.9e8 Pa": lambda texts: pressed(texts, 390),
    "pressure 100..110 MPa": lambda texts: pressed(texts, 100, 110),
    "pressure 1000..1100 bar": lambda texts: pressed(texts, 100, 110),
    "not pressure < 0.39 GPa kind:pellet": lambda texts: pressed(texts, 390),
    "water = 0.1 ppm": lambda texts: holding(texts, "water: 0.1 ppm"),
    "water < 0.2 ppm kind:synthesis": lambda texts: holding(texts, "operator(.|\n)*water: (< )?0.1 ppm"),
    "thermocouple": lambda texts: holding(texts, "thermocouple"),
    '"white powder"': lambda texts: holding(texts, r"\bwhite powder\b"),
    "kind:pellet status:failed": lambda texts: holding(texts, "status: failed"),
    "pellets whose synthesis used NaNH2 lot TF-00003": lambda texts: used(texts, "TF-00003"),
}


@pytest.mark.parametrize("entries", [500, pytest.param(20_000, marks=pytest.mark.deep)])
def test_finds_what_the_texts_say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, entries: int) -> None:
    """Each query finds the entries that a look through every text finds, before and after one of them changed."""
    monkeypatch.syspath_prepend(BENCHMARKS)
    many = import_module("many")
    root = tmp_path / "many"
    assert many.make(root, entries) >= entries
    files = {path.name.removesuffix(".gb.yaml"): path for path in root.rglob("*.gb.yaml")}
    texts = {name: path.read_text("utf-8") for name, path in files.items()}
    book = glovebook.open(root)
    assert [row.id for row in book.look().rows() if row.problems or not row.readable] == []
    found = {query: sorted(book.find(query).ids) for query in EXPECTED}
    assert {query: expected(texts) for query, expected in EXPECTED.items()} == found
    assert all(found.values())
    changed = found["pressure >= 390 MPa"][0]
    texts[changed] = re.sub("pressure: .*", "pressure: 10.5 bar", texts[changed])
    index = book.look()  # a look takes up by itself what is there already
    files[changed].write_text(texts[changed], "utf-8")
    assert index.refresh([files[changed]]).changed == (files[changed].relative_to(root).as_posix(),)
    assert sorted(book.find("pressure >= 390 MPa").ids) == pressed(texts, 390)
    assert changed in book.find("pressure = 1.05 MPa").ids
    book.close()
