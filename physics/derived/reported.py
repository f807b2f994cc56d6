"""What follows from stated conductivities and activation energies: resistance, relaxation, sigma at 298 K."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from glovebook.physics.constants import AVOGADRO
from glovebook.physics.derived.value import Derived, Law, derived, in_unit, intermediate
from glovebook.physics.electrochemistry.conduction import ROOM, Convention, conductivity_at, molar_energy
from glovebook.physics.geometry import relaxation_frequency
from glovebook.physics.propagation import Number, propagated
from glovebook.physics.records import Records
from glovebook.physics.sample import sample_of
from glovebook.physics.stated import Stated, measured, stated
from glovebook.schema.parts import Reported

PERMITTIVITY = 10.0
"""Relative permittivity that is assumed where nobody measured one: typical of ionic solids, a house rule."""
NEAR = 10.0
"""How far in K from room temperature a conductivity says enough about it."""
ASSUMED = f"eps_r = {PERMITTIVITY:g} is assumed"

RESISTANCE = Law("expected_resistance", "kohm", "R = K / sigma", lambda constant, sigma: constant / sigma)
RELAXATION = Law(
    "relaxation_frequency",
    "kHz",
    "f = sigma / (2 pi eps_0 eps_r)",
    lambda sigma: relaxation_frequency(sigma, PERMITTIVITY),
)
MOLAR = Law("activation_energy_molar", "kJ/mol", "E N_A", molar_energy)
PARTICLE = Law("activation_energy", "eV", "E / N_A", lambda energy: energy)


def values(records: Records) -> Iterator[Derived]:
    """What each stated conductivity and activation energy means."""
    constant = sample_of(records.entry, records.linked).cell_constant()
    k = intermediate("K", constant, "cm⁻¹") if constant else None
    for index, item in enumerate(records.entry.reported):
        path = f"reported[{index}].value"
        if item.quantity == "conductivity":
            sigma = measured("sigma", item.parsed)
            yield from RESISTANCE.of(path, k, sigma)
            yield from RELAXATION.of(path, sigma, assumptions=(ASSUMED,))
        elif item.quantity == "activation_energy":
            yield from _of_energy(records, item, path)


def _of_energy(records: Records, item: Reported, path: str) -> Iterator[Derived]:
    energy = energy_of(item)
    if energy is None:
        return
    other = PARTICLE if item.parsed.unit.endswith("/mol") else MOLAR
    yield from other.of(path, energy)
    for sigma, temperature in conductivities(records.entry.reported):
        if abs(temperature.number.value - ROOM) > NEAR:
            law = partial(_at_room, convention=item.convention or "ln_sigma")
            value = in_unit(propagated(law, sigma.number, temperature.number, energy.number), "S/cm")
            straight = "sigma T" if item.convention == "ln_sigma_t" else "sigma"
            formula = f"{straight}(298 K) = {straight}(T) exp(-E / k_B (1 / 298 K - 1 / T))"
            said = () if item.convention else ("ln sigma over 1 / T is assumed to be straight",)
            yield derived("sigma_298", path, value, formula, [sigma, temperature, energy], said)


def _at_room(sigma: float, temperature: float, energy: float, convention: Convention) -> float:
    return conductivity_at(ROOM, sigma, temperature, energy, convention)


def energy_of(item: Reported) -> Stated | None:
    """A stated activation energy in J a particle, whichever unit it is written in."""
    own = measured("E", item.parsed)
    if own is None or not item.parsed.unit.endswith("/mol"):
        return own
    value, error = own.number
    return replace(own, number=Number(value / AVOGADRO, None if error is None else error / AVOGADRO))


def conductivities(reported: list[Reported]) -> Iterator[tuple[Stated, Stated]]:
    """The stated conductivities whose temperature is stated, too."""
    for item in reported:
        if item.quantity == "conductivity" and item.at and item.at.temperature:
            sigma, temperature = measured("sigma", item.parsed), stated("T", item.at.temperature)
            if sigma and temperature:
                yield sigma, temperature
