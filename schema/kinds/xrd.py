"""Powder X-ray diffraction, with what a refinement said."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from glovebook.schema.entry import Entry
from glovebook.schema.formula import Formula
from glovebook.schema.parts import Count, Link, Part, RawFile, field
from glovebook.schema.quantity.field import Angle, Current, Duration, Length, MassFraction, Temperature, Voltage, Volume
from glovebook.schema.space_group import SpaceGroup


class Site(Part):
    """One atom of the asymmetric unit."""

    atom: str | None = field(example="Na1")
    """Label of the atom."""
    wyckoff: Annotated[str, Field(pattern="^[a-zA]$")] | None = field(example="a")
    """Wyckoff letter."""
    multiplicity: Count | None = field(example="4")
    """How often it stands in the cell."""
    position: Literal["general", "special"] | None = None
    """General, or on an element of symmetry."""
    occupancy: str | None = field(rare=True, example="1")
    """Which share of the position is filled."""


class Phase(Part):
    """One phase of a refinement or of a search."""

    formula: Formula = field(widget="formula", example="Na3NH2B12H12", required=True)
    """Formula."""
    space_group: SpaceGroup | None = field(example="Pna2_1")
    """Space group, Hermann-Mauguin symbol."""
    a: Length | None = field(title="a", example="15.8542(39) Å")
    """Lattice parameter a."""
    b: Length | None = field(title="b", example="14.3515(24) Å")
    """Lattice parameter b."""
    c: Length | None = field(title="c", example="7.5327(22) Å")
    """Lattice parameter c."""
    alpha: Angle | None = field(rare=True, example="90°")
    """Lattice angle alpha."""
    beta: Angle | None = field(rare=True, example="90°")
    """Lattice angle beta."""
    gamma: Angle | None = field(rare=True, example="90°")
    """Lattice angle gamma."""
    volume: Volume | None = field(example="1713.9(12) Å³")
    """Volume of the cell."""
    z: Count | None = field(title="Z", example="4")
    """Formula units in the cell."""
    fraction: MassFraction | None = field(example="95 wt%")
    """Share of the phase."""
    sites: list[Site] = field(many=True, layout="table", rare=True)
    """Atoms of the asymmetric unit, where they were refined or are stated."""
    reference: str | None = field(rare=True, example="COD 9004112")
    """Structure that it was compared with."""


class Peak(Part):
    """One reflection as it was read off."""

    two_theta: Angle = field(title="2θ", example="15.0°", required=True)
    """Scattering angle."""
    d: Length | None = field(example="5.90 Å")
    """Spacing that was worked out from it."""
    phase: Formula | None = field(widget="formula", example="Na2B12H12")
    """Which phase it is ascribed to."""


class Refinement(Part):
    """What a refinement said."""

    method: Literal["Rietveld", "Le Bail", "Pawley", "peak positions"] | None = None
    """Which kind of refinement."""
    program: str | None = field(example="FullProf")
    """Program and version."""
    r_wp: str | None = field(title="R wp", example="5.2 %")
    """Weighted profile R factor."""
    r_exp: str | None = field(title="R exp", rare=True)
    """Expected R factor."""
    chi2: str | None = field(title="χ²", rare=True)
    """Goodness of fit squared."""
    excluded: str | None = field(rare=True, example="14.8° to 15.2°")
    """Regions left out, and why."""


class Xrd(Entry):
    """A powder diffraction pattern."""

    title_of_kind: ClassVar[str] = "Diffraction (XRD)"
    rank: ClassVar[int] = 60
    crate_type: ClassVar[str] = "https://w3id.org/emmo/domain/characterisation-methodology/chameo#XrayPowderDiffraction"

    kind: Literal["xrd"] = field(hidden=True, required=True)
    """What the entry describes."""
    measured_on: Link | None = field(section="Sample")
    """The powder or pellet."""
    holder: str | None = field(section="Sample", example="quartz plate under tape")
    """Holder, and how air was kept out."""
    temperature: Temperature | None = field(section="Sample", rare=True, example="298 K")
    """Temperature of the sample."""
    instrument: str | None = field(section="Instrument", widget="instrument", example="smartlab")
    """A key of `instruments` in glovebook.yaml, or maker and model."""
    anode: Literal["Cu", "Mo", "Co", "Ag", "Cr", "Fe", "synchrotron", "neutron"] | None = field(section="Instrument")
    """Source of the radiation."""
    wavelength: Length | None = field(section="Instrument", example="1.54184 Å")
    """Wavelength."""
    tube_voltage: Voltage | None = field(section="Instrument", rare=True, example="45 kV")
    """Voltage of the tube."""
    tube_current: Current | None = field(section="Instrument", rare=True, example="200 mA")
    """Current of the tube."""
    geometry: str | None = field(section="Instrument", rare=True, example="Bragg-Brentano")
    """Geometry of the diffractometer."""
    range: Angle | None = field(section="Scan", title="2θ range", example="5..80°")
    """Range of the scattering angle 2θ."""
    step: Angle | None = field(section="Scan", title="2θ step", example="0.013°")
    """Step of the scattering angle 2θ."""
    time_per_step: Duration | None = field(section="Scan", rare=True, example="1 s")
    """Counting time of a step."""
    files: list[RawFile] = field(many=True, section="Files", layout="table")
    """Files of the pattern."""
    phases: list[Phase] = field(many=True, section="Phases", layout="cards")
    """Phases found or refined, the main one first."""
    peaks: list[Peak] = field(many=True, section="Phases", layout="table", rare=True)
    """Reflections that were read off, e.g. those of an impurity."""
    refinement: Refinement | None = field(section="Refinement")
    """What a refinement said."""
