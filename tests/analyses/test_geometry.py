"""Geometry of the sample: from a pellet, from the layer of a cell, and what is said where it is wanting."""

from __future__ import annotations

from math import pi
from typing import Any

import pytest

from glovebook.analyses.geometry import Geometry, geometry, number
from glovebook.schema.entry import Entry
from glovebook.schema.kinds.cell import Cell
from glovebook.schema.kinds.eis import Eis
from glovebook.schema.kinds.pellet import Pellet
from glovebook.schema.refusal import Refusal

AREA = pi * 4e-3**2
AXIS = "the current flows along the axis of a straight cylinder and the electrodes cover its faces"


def pellet(**fields: Any) -> Pellet:
    """The pellet p1."""
    return Pellet.model_validate({"kind": "pellet", "schema": "1.0", "id": "p1", **fields})


def cell(*layers: dict[str, str]) -> Cell:
    """The cell c1."""
    return Cell.model_validate({"kind": "cell", "schema": "1.0", "id": "c1", "layers": list(layers)})


def geometry_on(*linked: Entry, measured_on: str | None = None) -> Geometry:
    """The geometry of e1, measured on the first of these entries."""
    link = measured_on or (linked[0].id if linked else None)
    data: dict[str, Any] = {"kind": "eis", "schema": "1.0", "id": "e1"}
    entry = Eis.model_validate(data | ({"measured_on": {"entry": link}} if link else {}))
    return geometry(entry, {item.id: item for item in linked})


def test_pellet_with_uncertainties() -> None:
    """Stated uncertainties are used, and nothing but the shape is assumed."""
    found = geometry_on(pellet(diameter="8.00(4) mm", thickness="1.02(2) mm"))
    assert found.nominal == pytest.approx(1.02e-3 / AREA)
    expected = ((0.02 / 1.02) ** 2 + (2 * 0.04 / 8) ** 2) ** 0.5
    assert found.cell_constant.std_dev / found.nominal == pytest.approx(expected)
    assert found.entries == ("p1",)
    assert found.assumptions == (AXIS,)
    assert found.warnings == ()


def test_unstated_uncertainty_is_an_assumption() -> None:
    """A dimension without uncertainty is taken as exact, and that is written down."""
    found = geometry_on(pellet(diameter="8.0 mm", thickness="2.1 mm"))
    assert found.cell_constant == pytest.approx(2.1e-3 / AREA)
    assert found.assumptions == (
        "pellet p1: thickness: 2.1 mm taken as exact, no uncertainty is stated",
        "pellet p1: diameter: 8.0 mm taken as exact, no uncertainty is stated",
        AXIS,
    )


def test_readings_give_the_uncertainty() -> None:
    """Where only readings are given, the standard error of their mean is used, and that is written down."""
    thickness = {"value": "1.02 mm", "readings": ["1.01 mm", "1.03 mm", "1.02 mm"]}
    found = geometry_on(pellet(diameter="8.00(1) mm", thickness=thickness))
    error = 1e-5 / 3**0.5
    assert found.assumptions[0] == f"pellet p1: thickness: uncertainty {error:.2g} m, the standard error of 3 readings"
    assert found.cell_constant.std_dev / found.nominal == pytest.approx(
        ((error / 1.02e-3) ** 2 + (2 * 0.01 / 8) ** 2) ** 0.5
    )


def test_approximate_dimension_is_a_warning() -> None:
    """A thickness of about 1 mm is used, with a warning."""
    found = geometry_on(pellet(diameter="8.00(1) mm", thickness="~1 mm"))
    assert found.nominal == pytest.approx(1e-3 / AREA)
    assert found.warnings == ("pellet p1: thickness: '~1 mm' is approximate, and so is every conductivity",)


@pytest.mark.parametrize(
    ("thickness", "message"),
    [
        ("< 1 mm", "pellet p1: thickness: '< 1 mm' is a range or a bound; a conductivity needs one value"),
        ("0.9..1.1 mm", "pellet p1: thickness: '0.9..1.1 mm' is a range or a bound; a conductivity needs one value"),
    ],
)
def test_bounds_and_ranges_are_refused(thickness: str, message: str) -> None:
    """What is no single value is refused with the text as written."""
    with pytest.raises(Refusal) as caught:
        geometry_on(pellet(diameter="8 mm", thickness=thickness))
    assert caught.value.message == message
    assert caught.value.hint == "write the measured value, e.g. 1.02(2) mm"


@pytest.mark.parametrize(
    ("linked", "remedy"),
    [
        ((pellet(diameter="8 mm"),), "fill thickness of pellet p1"),
        ((pellet(),), "fill thickness and diameter of pellet p1"),
        ((), "fill measured_on of e1 with the pellet or cell"),
        ((cell(),), "cell c1 has 0 layers with the role electrolyte; one is needed"),
        ((cell({"role": "electrolyte"}),), "fill thickness and diameter of electrolyte of cell c1"),
        ((cell({"role": "electrolyte", "entry": "p1"}), pellet(thickness="1 mm")), "fill diameter of pellet p1"),
    ],
)
def test_missing_dimensions_name_the_field(linked: tuple[Entry, ...], remedy: str) -> None:
    """Without a dimension there is no cell constant, and the warning says which field to fill."""
    found = geometry_on(*linked)
    assert found.cell_constant is None
    assert found.warnings == (f"no conductivity without the sample's geometry: {remedy}",)


def test_link_that_leads_nowhere() -> None:
    """A sample that is not there is named."""
    assert geometry_on(measured_on="p9").warnings == (
        "no conductivity without the sample's geometry: measured_on of e1 names 'p9', which is no pellet and no cell",
    )


def test_cell_with_dimensions_of_its_own() -> None:
    """The layer's thickness and area outrank those of the pellet that it was made from."""
    layer = {"role": "electrolyte", "entry": "p1", "thickness": "0.50(1) mm", "area": "1.0(1) cm²"}
    found = geometry_on(cell({"role": "anode"}, layer), pellet(thickness="1 mm", diameter="8 mm"))
    assert found.nominal == pytest.approx(0.5e-3 / 1e-4)
    assert found.entries == ("c1", "p1")


def test_cell_through_its_pellet() -> None:
    """What the layer does not state comes from the pellet."""
    found = geometry_on(cell({"role": "electrolyte", "entry": "p1"}), pellet(thickness="1 mm", diameter="8 mm"))
    assert found.nominal == pytest.approx(1e-3 / AREA)


def test_number_without_uncertainty_is_plain() -> None:
    """Zero and unknown uncertainties give plain floats, others numbers that carry them."""
    assert number(2.0, 0.0) == number(2.0, float("inf")) == 2.0
    assert number(2.0, 0.1).std_dev == 0.1
