"""What a published impedance entry has to say of itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

from glovebook.physics.constants import VACUUM_PERMITTIVITY
from glovebook.physics.derived.reported import PERMITTIVITY
from glovebook.physics.sample import sample_of
from glovebook.schema.kinds.eis import Eis
from glovebook.validators.chain import built_on, family
from glovebook.validators.compare import said
from glovebook.validators.rule import Hit, View, rule

SETTINGS = {"amplitude": "10 mV", "bias": "0 V", "frequency": "1..1000000 Hz", "points_per_decade": "10"}
"""Setting -> example."""


@rule("eis/settings", "gap", draft="off", archive="off", publish="must")
def settings(view: View) -> Iterator[Hit]:
    """Published impedance has its amplitude, bias, frequencies and points in a decade."""
    for name, example in SETTINGS.items():
        if getattr(view.entry, name) is None:
            yield Hit(name, f"{name.replace('_', ' ')} is not stated", f"add it, e.g. '{name}: {example}'")


@rule("eis/electrodes", "gap", draft="off", archive="off", publish="must")
def electrodes(view: View) -> Iterator[Hit]:
    """Published impedance names the electrodes: blocking ones and those of the mobile metal give other spectra."""
    if not cast(Eis, view.entry).electrodes:
        yield Hit("electrodes", "the electrodes are not named", "add them, e.g. 'electrodes: Cu foil, blocking'")


@rule("eis/pressure", "gap", draft="off", archive="off", publish="must", yields_to=("cell/pressure",))
def pressure(view: View) -> Iterator[Hit]:
    """Published impedance has the pressure on the sample while it was measured: contacts and pores change with it."""
    entry = cast(Eis, view.entry)
    specimen: Any = view.linked.get(entry.measured_on.entry) if entry.measured_on else None
    if entry.contact_pressure is None and getattr(specimen, "stack_pressure", None) is None:
        yield Hit(
            "contact_pressure",
            "the pressure on the sample while measuring is missing",
            "add it, e.g. 'contact_pressure: 2 MPa', here or as the stack pressure of the cell",
        )


@rule("eis/dwell", "gap", draft="off", archive="off", publish="should")
def dwell(view: View) -> Iterator[Hit]:
    """A published series says how long the sample was at each temperature, and whether on the way up or down."""
    spectra = cast(Eis, view.entry).spectra
    for name, example in (("dwell", "30 min"), ("leg", "heating")):
        lacking = [index for index, spectrum in enumerate(spectra) if getattr(spectrum, name) is None]
        if lacking and len(spectra) > 1:
            yield Hit(
                f"spectra[{lacking[0]}].{name}",
                f"{len(lacking)} of {len(spectra)} spectra have no {name}",
                f"add it, e.g. '{name}: {example}'",
            )


@rule(
    "eis/correction",
    "gap",
    draft="off",
    archive="off",
    publish="should",
    source="definition",
    formula="C = eps_0 eps_r A / t",
)
def correction(view: View) -> Iterator[Hit]:
    """Published impedance says how strays of cell and leads were taken off: a pellet has a few pF itself.

    The capacitance of the sample is that of its dimensions, C = eps_0 eps_r A / t, with a relative permittivity of 10
    assumed; leads and holders have as much.
    """
    entry = cast(Eis, view.entry)
    if entry.correction:
        return
    constant = sample_of(entry, view.linked).cell_constant()
    own = VACUUM_PERMITTIVITY * PERMITTIVITY / constant.value if constant else None
    size = f"has {said(own, 'pF')} itself (eps_r = {PERMITTIVITY:g} assumed)" if own else "has a few pF itself"
    yield Hit(
        "correction",
        "it is not said whether an open, short or blank cell was measured",
        f"the sample {size}, no more than leads: add it, e.g. 'correction: open and short, same cell'",
        {"capacitance_f": own} if own else {},
    )


@rule("eis/moving-ion", "gap", draft="off", archive="off", publish="should")
def moving_ion(view: View) -> Iterator[Hit]:
    """A published conductivity comes with a transference number or a DC polarisation: impedance sees all that moves.

    Blocking electrodes tell ions from electrons only at low frequencies, and never one ion from another.
    """
    entry = cast(Eis, view.entry)
    if entry.measured_on is None or view.around is None or not entry.reported:
        return
    if not any(item.quantity == "conductivity" for item in entry.reported):
        return
    roots = _batches(view, entry.measured_on.entry)
    if not any(found.kind == "dc_polarization" for found in family(view, roots)):
        yield Hit(
            "measured_on",
            "nothing says which ion moves, and how much of the current electrons carry",
            "add a DC polarisation of the same batch (kind dc_polarization)",
        )


def _batches(view: View, specimen: str) -> list[str]:
    """The specimen and what it was made from, back to the batch of powder."""
    found = [specimen]
    for name in found:
        entry = view.linked.get(name)
        if entry is not None and entry.kind in ("cell", "pellet", "sample"):
            found += [other for other in built_on(entry) if other not in found]
    return [name for name in found if name in view.linked and view.linked[name].kind != "material"]
