"""Masses of the isotopes that solid-state batteries are labelled with, in g/mol.

Source: AME2020 (Chinese Physics C 45, 030003 (2021), doi 10.1088/1674-1137/abddaf), rounded to seven decimals.
"""

from __future__ import annotations

ISOTOPES: dict[str, float] = {
    "1H": 1.0078250,
    "2H": 2.0141018,
    "6Li": 6.0151229,
    "7Li": 7.0160034,
    "10B": 10.0129369,
    "11B": 11.0093052,
    "12C": 12.0,
    "13C": 13.0033548,
    "14N": 14.0030740,
    "15N": 15.0001089,
    "16O": 15.9949146,
    "17O": 16.9991318,
    "18O": 17.9991596,
    "23Na": 22.9897693,
    "31P": 30.9737620,
    "32S": 31.9720712,
    "33S": 32.9714589,
    "34S": 33.9678670,
    "35Cl": 34.9688527,
    "37Cl": 36.9659026,
}
"""Mass number and symbol -> mass."""
