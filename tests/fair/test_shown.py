"""Numbers and names as they appear in a crate."""

from __future__ import annotations

import pytest

from glovebook.fair.fields import label
from glovebook.fair.jsonld.agents import orcid, ror, web
from glovebook.fair.names import slug, unique
from glovebook.fair.shown import shown_si, when
from glovebook.schema.quantity import Quantity


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("8 mm", "0.008 m"),
        ("1.02(2) mm", "0.001020 ± 0.000020 m"),
        ("~1 mm", "~ 0.001 m"),
        ("10..20 °C", "283.15 to 293.15 K"),
        ("< 0.1 ppm", ""),
    ],
)
def test_quantity_in_si(text: str, expected: str) -> None:
    """A quantity in SI with what its text says about its certainty; a plain number has no SI form."""
    assert expected == shown_si(Quantity.parse(text))


def test_date_for_people() -> None:
    """A time is set apart from its day and zone; a day stays as it is, and no date is no text."""
    texts = ("2018-01-15T14:30+08:00", "2018-01-15", None)
    assert [when(text) for text in texts] == ["2018-01-15 14:30 +08:00", "2018-01-15", ""]


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        (("thickness", "value"), "thickness"),
        (("measured_on", "entry"), "measured on"),
        (("spectra", 0, "temperature"), "spectra 1: temperature"),
        (("made_from", 0, "entry"), "made from 1: entry"),
        (("value",), "value"),
    ],
)
def test_path_for_people(steps: tuple[str | int, ...], expected: str) -> None:
    """A field's main value goes by the field's name, items are counted from one."""
    assert expected == label(steps)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("p7 372K.ism", "p7-372K.ism"),
        ("Ünïcode µ.csv", "Unicode-u.csv"),
        ("../..", "x"),
        ("钠", "x"),
        ("a" * 300, "a" * 100),
    ],
)
def test_slug(text: str, expected: str) -> None:
    """A name keeps its letters, loses what some system cannot write, and is never empty."""
    assert expected == slug(text)


def test_unique_counts_before_the_suffix() -> None:
    """A name that is taken is numbered, also where only its case differs."""
    taken: set[str] = set()
    assert [unique(name, taken) for name in ("a.csv", "A.csv", "a.csv", "样品.csv")] == [
        "a.csv",
        "A-2.csv",
        "a-3.csv",
        "x.csv",
    ]


def test_addresses_of_people_and_places() -> None:
    """ORCID and ROR are known with and without their address; anything else is no address."""
    assert orcid("0000-0002-1825-0097") == orcid("https://orcid.org/0000-0002-1825-0097") != ""
    assert ror("03yrm5c26") == ror("https://ror.org/03yrm5c26") != ""
    assert [orcid("jc"), ror("lab"), web("javascript:alert(1)"), web('https://x.org/"onclick')] == ["", "", "", ""]
