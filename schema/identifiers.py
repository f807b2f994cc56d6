"""Check characters of identifiers."""

from __future__ import annotations

_CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"
"""Digits to base 32 without i, l, o and u."""


def orcid_digit(orcid: str) -> str:
    """The check character of an ORCID ``0000-0002-1825-0097``, from its first fifteen digits: ISO 7064, MOD 11-2."""
    total = 0
    for digit in orcid.replace("-", "")[:-1]:
        total = (total + int(digit)) * 2
    result = (12 - total % 11) % 11
    return "X" if result == 10 else str(result)


def ror_digits(ror: str) -> str | None:
    """The last two digits of a ROR id ``049tv2d57`` from the others, to base 32: ISO 7064, MOD 97-10; or None.

    None where a letter is no digit to base 32.
    """
    number = 0
    for letter in ror[:-2]:
        if letter not in _CROCKFORD:
            return None
        number = number * 32 + _CROCKFORD.index(letter)
    return f"{98 - number * 100 % 97:02d}"
