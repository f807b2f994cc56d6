"""Check characters of identifiers, against registered ones."""

from __future__ import annotations

import pytest

from glovebook.schema.identifiers import orcid_digit, ror_digits


@pytest.mark.parametrize("orcid", ["0000-0002-1825-0097", "0000-0001-5109-3700", "0000-0002-1694-233X"])
def test_orcid(orcid: str) -> None:
    """The last character follows from the others; the examples are ORCID's own."""
    assert orcid[-1] == orcid_digit(orcid)


@pytest.mark.parametrize("ror", ["01an7q238", "03yrm5c26", "05dxps055", "042nb2s44", "00f54p054", "049tv2d57"])
def test_ror(ror: str) -> None:
    """The last two digits follow from the others."""
    assert ror[-2:] == ror_digits(ror)


def test_letters_that_are_no_digits() -> None:
    """Letters that base 32 leaves out are no part of a ROR id."""
    assert ror_digits("0l0000000") is None
