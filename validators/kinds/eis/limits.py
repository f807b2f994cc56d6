"""What impedance can show: frequencies, amplitudes and temperatures that make sense."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from glovebook.physics.constants import ELEMENTARY_CHARGE
from glovebook.physics.derived.reported import PERMITTIVITY, energy_of
from glovebook.physics.electrochemistry.conduction import temperature_of
from glovebook.physics.geometry import relaxation_frequency
from glovebook.schema.kinds.eis import Eis
from glovebook.validators.compare import in_other_unit, known, said
from glovebook.validators.rule import Hit, View, rule

FREQUENCY = (1e-6, 3e9)
"""Frequencies in Hz that an impedance analyser reaches: house rule."""
AMPLITUDE = (1e-3, 0.2)
"""Amplitudes in V at which noise is small and the response still linear: house rule."""
METALLIC = 1e8
"""Conductivity in S/m above that of every metal."""
ENERGY = (0.05 * ELEMENTARY_CHARGE, 2.0 * ELEMENTARY_CHARGE)
"""Activation energies in J a particle with which a conductivity is carried to another temperature."""
PRESSURE = (0.01e6, 1e9)
"""Pressures in Pa that a spring or a press exerts while measuring: house rule."""
DECADES = 3.0
"""Decades of frequency below which an arc is hardly told from its neighbours: house rule."""
DENSE = 5
"""Points in a decade below which an arc is hardly fitted: house rule."""


@rule("eis/frequency", "warning", draft="should", archive="must")
def frequency(view: View) -> Iterator[Hit]:
    """Impedance is measured between 1 µHz and 3 GHz."""
    own = cast(Eis, view.entry).frequency
    if own is None or (known(own) is None and own.upper is None):
        return
    low, high = own.si, own.si_upper if own.si_upper is not None else own.si
    if FREQUENCY[0] <= low and high <= FREQUENCY[1]:
        return
    texts = (in_other_unit(own, ratio) for ratio in (1e6, 1e3, 1e9, 1e-3))
    text = next((text for text in texts if text), "")
    yield Hit.asking(
        "frequency",
        f"no impedance analyser reaches {own}",
        text,
        "check the unit, e.g. '1..1000000 Hz'",
        {"lower_hz": low, "upper_hz": high},
    )


@rule(
    "eis/amplitude",
    "info",
    draft="should",
    archive="should",
    publish="should",
    yields_to=("eis/amplitude-in-file",),
)
def amplitude(view: View) -> Iterator[Hit]:
    """The amplitude is between 1 mV and 200 mV: below is noise, above the response is hardly linear."""
    own = cast(Eis, view.entry).amplitude
    found = known(own)
    if own is None or found is None or AMPLITUDE[0] <= found <= AMPLITUDE[1]:
        return
    text = in_other_unit(own, 1e3 if found > AMPLITUDE[1] else 1e-3)
    yield Hit.asking(
        "amplitude",
        f"an amplitude of {own} is unusual",
        text,
        "say in the notes that the response was linear there, and how that was checked",
        {"amplitude_v": found},
    )


@rule("eis/sweep", "info", draft="off", archive="should", publish="should", yields_to=("eis/frequency-in-file",))
def sweep(view: View) -> Iterator[Hit]:
    """A sweep covers three decades or more, with five points or more in each."""
    from math import log10

    entry = cast(Eis, view.entry)
    own, dense = entry.frequency, entry.points_per_decade
    if own is not None and own.si_upper is not None and own.si > 0 and own.si_upper / own.si < 10**DECADES:
        yield Hit(
            "frequency",
            f"{own} is {log10(own.si_upper / own.si):.1f} decades",
            "arcs that overlap are hardly told apart; sweep as far as the instrument goes",
            {"decades": log10(own.si_upper / own.si)},
        )
    if dense is not None and dense < DENSE:
        yield Hit(
            "points_per_decade",
            f"{dense} points in a decade are few",
            "take ten: a fit of two arcs has seven parameters",
            {"points": dense},
        )


@rule(
    "eis/relaxation",
    "info",
    draft="off",
    archive="should",
    publish="should",
    source="definition",
    formula="f = sigma / (2 pi eps_0 eps_r)",
    yields_to=("eis/frequency", "eis/frequency-in-file", "eis/conductivity", "stated/activation-energy"),
)
def relaxation(view: View) -> Iterator[Hit]:
    """Bulk and grain boundary are told apart only where the bulk relaxes within the sweep.

    The bulk relaxes at f = sigma / (2 pi eps_0 eps_r). A relative permittivity of 10 is assumed, and said to be. Above
    the highest frequency a stated conductivity is that of bulk and grain boundaries together.
    """
    entry = cast(Eis, view.entry)
    own = entry.frequency
    top = own.si_upper if own is not None else None
    if own is None or top is None:
        return
    found = []
    for item in entry.reported:
        sigma = known(item.parsed) if item.quantity == "conductivity" else None
        if not sigma or sigma > METALLIC or not item.at or not known(item.at.temperature):
            continue
        if relaxation_frequency(sigma, PERMITTIVITY) > top:
            found.append((relaxation_frequency(sigma, PERMITTIVITY), sigma, item))
    if not found:
        return
    fastest, sigma, item = max(found, key=lambda one: one[0])
    numbers = {"relaxation_hz": fastest, "upper_hz": top, "relative_permittivity": PERMITTIVITY}
    inside, words = _inside(view, sigma, known(item.at.temperature) if item.at else None, top)
    yield Hit(
        "frequency",
        f"check: at {item.at.temperature if item.at else ''} the bulk relaxes at about {said(fastest, 'MHz')} "
        f"({item.value}, eps_r = {PERMITTIVITY:g} assumed), above the highest frequency, {said(top, 'MHz')}",
        f"what was measured there is bulk and grain boundaries together{words}",
        numbers | ({"inside_below_k": inside} if inside else {}),
    )


def _inside(view: View, sigma: float, at: float | None, top: float) -> tuple[float | None, str]:
    """The temperature in K below which the bulk relaxes within the sweep, with the stated activation energy."""
    stated = [item for item in view.entry.reported if item.quantity == "activation_energy"]
    energy = energy_of(stated[0]) if stated else None
    if energy is None or at is None or not ENERGY[0] <= energy.number.value <= ENERGY[1]:
        return None, ""
    edge = sigma * top / relaxation_frequency(sigma, PERMITTIVITY)
    below = temperature_of(edge, sigma, at, energy.number.value)
    return below, f"; below about {below:.0f} K ({stated[0].value}) the sweep reaches it"


@rule("eis/contact-pressure", "warning", draft="should", archive="must")
def contact_pressure(view: View) -> Iterator[Hit]:
    """The pressure on a sample while its impedance is measured is between 0.01 MPa and 1 GPa."""
    own = cast(Eis, view.entry).contact_pressure
    found = known(own)
    if own is None or found is None or PRESSURE[0] <= found <= PRESSURE[1]:
        return
    ratios = (1e3, 1e6) if found > PRESSURE[1] else (1e-9, 1e-3)
    text = next((text for ratio in ratios if (text := in_other_unit(own, ratio))), "")
    yield Hit.asking(
        "contact_pressure",
        f"{own} is an unusual pressure on a sample",
        text,
        "check the unit, e.g. '2 MPa'",
        {"pressure_pa": found},
    )
