"""Space groups and radiation: multiplicities against gemmi's operations, wavelengths against each other."""

from __future__ import annotations

from typing import Any

import pytest

from glovebook.physics.diffraction.multiplicities import can_fill, multiplicities
from glovebook.physics.diffraction.radiation import ANODES, anode_of
from glovebook.schema.space_group import SpaceGroup

GRID = 24


@pytest.mark.parametrize(
    ("symbol", "expected"),
    [
        ("Pna2_1", (4,)),
        ("Pnma", (4, 8)),
        ("P2_1/n", (2, 4)),
        ("Fm-3m", (4, 8, 24, 32, 48, 96, 192)),
        ("R-3c", (6, 12, 18, 36)),
        ("F2", (4, 8)),
    ],
)
def test_multiplicities(symbol: str, expected: tuple[int, ...]) -> None:
    """As International Tables list them; a setting with more lattice points has more of everything."""
    assert expected == multiplicities(SpaceGroup.parse(symbol))


def test_rhombohedral_axes() -> None:
    """On rhombohedral axes a cell holds a third of the atoms."""
    assert multiplicities(SpaceGroup.parse("R-3c"), rhombohedral=True) == (2, 4, 6, 12)


def test_atoms_on_whole_positions() -> None:
    """Four of anything fit into Pna2_1, six do not; 12 fit on 4 and 8."""
    assert [can_fill(number, (4,)) for number in (4, 6, 8)] == [True, False, True]
    assert can_fill(12, (4, 8))
    assert not can_fill(3, (2, 4))


def test_anodes() -> None:
    """Each mean wavelength belongs to its own anode and to no other; 1.54184 A is copper."""
    assert [anode_of(lines.mean, 1e-3) for lines in ANODES.values()] == list(ANODES)
    assert anode_of(1.54184e-10, 1e-3) == "Cu"
    assert anode_of(1.0e-10, 1e-3) == ""


@pytest.mark.deep
def test_multiplicities_against_gemmi() -> None:
    """For all 230 groups the points of a grid have the multiplicities of the table under gemmi's operations."""
    gemmi = pytest.importorskip("gemmi", reason="gemmi, the oracle, is not installed")
    assert [number for number in range(1, 231) if _counted(gemmi, number) != _listed(gemmi, number)] == []


def _listed(gemmi: Any, number: int) -> list[int]:
    return list(multiplicities(SpaceGroup.parse(gemmi.find_spacegroup_by_number(number).hm.replace(" ", ""))))


def _counted(gemmi: Any, number: int) -> list[int]:
    import numpy as np

    points = np.array(np.meshgrid(*[np.arange(GRID)] * 3, indexing="ij")).reshape(3, -1)
    operations = list(gemmi.find_spacegroup_by_number(number).operations())
    fixed = np.zeros(points.shape[1], int)
    for operation in operations:
        turned = np.array(operation.rot) // gemmi.Op.DEN @ points
        moved = turned + (np.array(operation.tran) * GRID // gemmi.Op.DEN)[:, None]
        fixed += (moved % GRID == points).all(axis=0)
    return sorted({len(operations) // int(count) for count in np.unique(fixed)})
