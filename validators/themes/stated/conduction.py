"""Stated activation energies and conductivities: which constant, which convention, and whether they fit each other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from glovebook.physics.constants import AVOGADRO, BOLTZMANN, BOLTZMANN_IN_EV, ELEMENTARY_CHARGE
from glovebook.physics.derived.reported import NEAR, conductivities, energy_of
from glovebook.physics.electrochemistry.conduction import (
    ROOM,
    Convention,
    conductivity_at,
    energy_between,
    molar_energy,
)
from glovebook.schema.parts import Reported
from glovebook.schema.quantity.kinds import QUANTITY_KINDS
from glovebook.schema.quantity.units import UNITS
from glovebook.validators.compare import known, said, spread, times
from glovebook.validators.rule import Hit, View, rule

ENERGY = (0.05 * ELEMENTARY_CHARGE, 2.0 * ELEMENTARY_CHARGE)
"""Activation energies of ions in solids in J a particle: house rule."""
COLD = 50.0
"""Temperature in K below which nothing is carried to 298 K."""
WIDE = 20.0
"""Difference in K below which two conductivities say little of an activation energy."""
LINE = 5
"""Temperatures that an activation energy takes: house rule."""
SCATTER = 0.1
"""Share by which the slope between two points may differ from that of the line: house rule."""


def _energies(view: View) -> Iterator[tuple[int, Reported]]:
    for index, item in enumerate(view.entry.reported):
        if item.quantity == "activation_energy":
            yield index, item


@rule("stated/gas-constant", "error", draft="should", archive="must", source="definition", formula="E_m = E N_A")
def gas_constant(view: View) -> Iterator[Hit]:
    """An energy in eV stands over k_B T, one in J/mol over R T: the two differ by the Avogadro constant."""
    for index, item in _energies(view):
        molar = item.parsed.si_unit == "J/mol"
        energy = energy_of(item)
        if energy is None or item.constant is None or (item.constant == "R") == molar:
            continue
        value = energy.number.value
        other = f"{value / ELEMENTARY_CHARGE:.3g} eV" if molar else f"{molar_energy(value) / 1000:.1f} kJ/mol"
        yield Hit(
            f"reported[{index}].constant",
            f"check: {item.value} is an energy a {'mole' if molar else 'particle'}, and stands over {item.constant} T",
            f"write it with {'R' if molar else 'k_B'}, or as {other}",
            {"energy_j": value, "energy_j_per_mol": molar_energy(value)},
        )


@rule(
    "stated/convention",
    "gap",
    draft="off",
    archive="off",
    publish="must",
    source="definition",
    formula="E(ln sigma T) = E(ln sigma) + k_B T",
)
def convention(view: View) -> Iterator[Hit]:
    """An activation energy says whether ln sigma or ln(sigma T) is a straight line: they differ by about k_B T."""
    for index, item in _energies(view):
        if item.convention is None:
            yield Hit(
                f"reported[{index}].convention",
                f"{item.value} comes from ln sigma or from ln(sigma T): {BOLTZMANN_IN_EV * ROOM:.3f} eV apart at 298 K",
                "say which, e.g. 'convention: ln_sigma'",
                {"difference_j": BOLTZMANN * ROOM},
            )


@rule("stated/activation-energy", "warning", draft="should", archive="must")
def activation_energy(view: View) -> Iterator[Hit]:
    """Ions in solids have activation energies between 0.05 eV and 2 eV."""
    for index, item in _energies(view):
        energy = energy_of(item)
        if energy is None or ENERGY[0] <= energy.number.value <= ENERGY[1]:
            continue
        text, path = _meant(item), f"reported[{index}].value"
        same = "" if item.parsed.unit == "eV" else f" ({energy.number.value / ELEMENTARY_CHARGE:.3g} eV a particle)"
        yield Hit.asking(
            path,
            f"check: {item.value}{same} is no activation energy of ions in a solid",
            text,
            "check the number and its unit, e.g. '0.53 eV'",
            {"energy_j": energy.number.value},
        )


def _meant(item: Reported) -> str:
    """The text with the first other unit in which the number is plausible; empty where there is none."""
    own = item.parsed
    for symbol in ("eV", "kJ/mol", "meV", "J/mol"):
        size = own.value * UNITS[symbol].factor / (AVOGADRO if symbol.endswith("/mol") else 1.0)
        if symbol in QUANTITY_KINDS[own.kind].units and ENERGY[0] <= size <= ENERGY[1]:
            return f"{own.value:g} {symbol}"
    return ""


@rule(
    "stated/energy-ends",
    "warning",
    draft="should",
    archive="must",
    source="definition",
    formula="E = k_B ln(sigma_2 / sigma_1) / (1 / T_1 - 1 / T_2)",
    yields_to=(
        "stated/activation-energy",
        "stated/twice",
        "eis/conductivity",
        "eis/stated-temperature",
        "dc_polarization/conductivity",
    ),
)
def energy_ends(view: View) -> Iterator[Hit]:
    """A stated activation energy is about that between the coldest and the hottest stated conductivity.

    About is a tenth, what the figures of the two leave open, and where no convention is stated k_B T (house rule).
    """
    for index, item in _energies(view):
        energy = energy_of(item)
        same = [other for other in view.entry.reported if (_of(other), other.called) == (_of(item), item.called)]
        points = sorted(conductivities(same), key=lambda pair: pair[1].number.value)
        if energy is None or len(points) < 2:
            continue
        (low, cold), (high, hot) = points[0], points[-1]
        if hot.number.value - cold.number.value < WIDE:
            continue
        kind: Convention = item.convention or "ln_sigma"
        found = energy_between(
            (cold.number.value, low.number.value), (hot.number.value, high.number.value), convention=kind
        )
        stated = energy.number.value
        figures = sum(2 * point.number.spread / point.number.value for point in (low, high))
        doubt = BOLTZMANN * figures / (1 / cold.number.value - 1 / hot.number.value)
        slack = BOLTZMANN * hot.number.value if item.convention is None else 0.0
        if abs(found - stated) <= (SCATTER + spread(item.parsed)) * stated + doubt + slack:
            continue
        assumed = "" if item.convention else ", a line of ln sigma assumed"
        yield Hit(
            f"reported[{index}].value",
            f"check: {item.value} is stated, and from {low.text} at {cold.text} to {high.text} at {hot.text} it is "
            f"{found / ELEMENTARY_CHARGE:.2f} eV{assumed}",
            "check both conductivities and their temperatures; a phase transition in between bends the line",
            {"stated_j": stated, "between_j": found},
        )


def _of(item: Reported) -> str:
    return item.of.text if item.of else ""


@rule(
    "stated/room-temperature",
    "warning",
    draft="off",
    archive="should",
    publish="should",
    source="definition",
    formula="sigma(298 K) = sigma(T) exp(-E / k_B (1 / 298 K - 1 / T))",
    yields_to=("stated/activation-energy", "stated/energy-ends", "eis/conductivity"),
)
def room_temperature(view: View) -> Iterator[Hit]:
    """A conductivity far from room temperature stands beside that at 298 K, which readers compare.

    Where an activation energy is stated, the conductivity at 298 K follows from it, as long as no phase transition
    lies in between.
    """
    found = ((sigma, at) for sigma, at in conductivities(view.entry.reported) if at.number.value > COLD)
    points = sorted(found, key=lambda pair: abs(pair[1].number.value - ROOM))
    stated = ((item, energy_of(item)) for _, item in _energies(view))
    energies = [(item, one) for item, one in stated if one and ENERGY[0] <= one.number.value <= ENERGY[1]]
    if not points or abs(points[0][1].number.value - ROOM) <= NEAR or not energies:
        return
    (sigma, at), (item, energy) = points[0], energies[0]
    value = conductivity_at(
        ROOM, sigma.number.value, at.number.value, energy.number.value, item.convention or "ln_sigma"
    )
    assumed = "" if item.convention else "; a line of ln sigma assumed"
    index = next(index for index, other in enumerate(view.entry.reported) if other.value == sigma.text)
    yield Hit(
        f"reported[{index}].value",
        f"check: {sigma.text} holds at {at.text}; at 298 K it is {said(value, 'S/cm')}, "
        f"{times(sigma.number.value / value)} less (Ea {item.value}{assumed})",
        "state the conductivity at 298 K, too; others are compared there",
        {"sigma_s_per_m": sigma.number.value, "temperature_k": at.number.value, "sigma_298_s_per_m": value},
    )


@rule("stated/temperatures", "warning", draft="off", archive="should", publish="should")
def temperatures(view: View) -> Iterator[Hit]:
    """An activation energy takes five temperatures or more (house rule).

    It looks at impedance of which one is stated, and at what an analysis of the method arrhenius was given.
    """
    entry: Any = view.entry
    if entry.kind == "analysis" and entry.method == "arrhenius":
        series: list[Any] = [view.linked[link.entry] for link in entry.inputs if link.entry in view.linked]
    elif entry.kind == "eis" and next(_energies(view), None):
        series = [entry]
    else:
        return
    spectra = [spectrum for one in series if one.kind == "eis" for spectrum in one.spectra]
    at = {round(kelvin) for spectrum in spectra if (kelvin := known(spectrum.temperature)) is not None}
    if 0 < len(at) < LINE:
        yield Hit(
            "inputs" if entry.kind == "analysis" else "spectra",
            f"an activation energy from {len(at)} temperature{'s' * (len(at) != 1)} has no error worth the name",
            f"measure at {LINE} or more, evenly spread over 1/T",
            {"temperatures": len(at)},
        )
