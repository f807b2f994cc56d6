"""What a diffraction entry has to say of itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from glovebook.schema.kinds.xrd import Xrd
from glovebook.validators.rule import Hit, View, rule


@rule("xrd/sample", "gap", draft="off", archive="must")
def sample(view: View) -> Iterator[Hit]:
    """A pattern says what it was measured on."""
    if cast(Xrd, view.entry).measured_on is None:
        yield Hit(
            "measured_on", "the sample is not named", "link the powder or pellet, e.g. 'measured_on: {entry: s3}'"
        )


@rule("xrd/files", "gap", draft="off", archive="must")
def files(view: View) -> Iterator[Hit]:
    """A pattern has its file."""
    if not cast(Xrd, view.entry).files:
        yield Hit("files", "there is no file", "add it, e.g. '- {file: data/s3.xy}'")


@rule("xrd/radiation", "gap", draft="off", archive="off", publish="must")
def radiation(view: View) -> Iterator[Hit]:
    """A pattern has its wavelength or its anode: angles mean nothing without."""
    entry = cast(Xrd, view.entry)
    if entry.wavelength is None and (entry.anode is None or entry.anode in ("synchrotron", "neutron")):
        yield Hit("wavelength", "the wavelength is missing", "add it, e.g. 'wavelength: 1.54184 Å', or 'anode: Cu'")


@rule("xrd/scan", "gap", draft="off", archive="off", publish="should")
def scan(view: View) -> Iterator[Hit]:
    """A published pattern has the range and the step of 2θ."""
    entry = cast(Xrd, view.entry)
    missing = [name for name in ("range", "step") if getattr(entry, name) is None]
    if missing:
        hint = "add it, e.g. 'range: 5..80°' and 'step: 0.013°'"
        yield Hit(missing[0], f"the {' and the '.join(missing)} of 2θ is missing", hint)


@rule("xrd/temperature", "gap", draft="off", archive="off", publish="should")
def temperature(view: View) -> Iterator[Hit]:
    """A published cell has the temperature that it was measured at: axes grow with it."""
    entry = cast(Xrd, view.entry)
    if entry.temperature is None and any(phase.a or phase.volume for phase in entry.phases):
        yield Hit("temperature", "the temperature of the sample is missing", "add it, e.g. 'temperature: 298 K'")


@rule("xrd/cell", "gap", draft="off", archive="off", publish="should")
def cell(view: View) -> Iterator[Hit]:
    """A refined main phase has its space group, its cell and Z: the density of pellets is compared with it."""
    entry = cast(Xrd, view.entry)
    if entry.refinement is None or not entry.phases:
        return
    main = entry.phases[0]
    missing = [
        name
        for name, found in (("space group", main.space_group), ("cell", main.a or main.volume), ("Z", main.z))
        if not found
    ]
    if missing:
        hint = "add them, e.g. 'space_group: Pna2_1', 'a: 15.8542(39) Å', 'z: 4'"
        yield Hit("phases[0]", f"of {main.formula} there is no {', no '.join(missing)}", hint)


@rule("xrd/holder", "gap", draft="off", archive="off", publish="should")
def holder(view: View) -> Iterator[Hit]:
    """A published pattern says how the sample was held, and how air was kept out."""
    if not cast(Xrd, view.entry).holder:
        yield Hit("holder", "the holder is not named", "add it, e.g. 'holder: quartz plate under tape'")
