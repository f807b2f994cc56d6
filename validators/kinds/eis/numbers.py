"""Conductivities that an impedance entry states: against the resistance beside them, and the sample they hold for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

from glovebook.physics.geometry import conductivity as conductivity_of
from glovebook.physics.records import Records, formula_of, same_compound
from glovebook.physics.sample import sample_of
from glovebook.schema.finding import Place
from glovebook.schema.kinds.eis import Eis
from glovebook.schema.parts import Reported
from glovebook.validators.chain import DIMENSIONS
from glovebook.validators.compare import UNIT_SLIP, differs, in_other_unit, known, like, said, slip, spread, times
from glovebook.validators.rule import Hit, View, rule

SAME = 1.0
"""Difference in K below which two temperatures are the same."""
FAR = 100.0
"""Difference in K over which nobody extrapolates: house rule."""
CLOSE = 0.02
"""Relative difference that rounding on the way leaves: house rule."""
PURE = 0.05
"""Share of a second phase from which on a conductivity is that of a mixture: house rule."""
SLIPS = {**UNIT_SLIP, 4.0: "the radius in place of the diameter", 0.25: "the diameter in place of the radius"}


@rule(
    "eis/conductivity",
    "error",
    draft="should",
    archive="must",
    source="definition",
    formula="sigma = t / (A R)",
    yields_to=(*DIMENSIONS, "eis/geometry-in-file", "eis/resistance-in-file"),
)
def conductivity(view: View) -> Iterator[Hit]:
    """A stated conductivity is that of the stated resistance and the dimensions of the sample: sigma = t / (A R)."""
    entry = cast(Eis, view.entry)
    resistances = [item for item in entry.reported if item.quantity == "resistance" and known(item.parsed)]
    constant = sample_of(entry, view.linked).cell_constant() if resistances else None
    if constant is None:
        return
    for index, item in enumerate(entry.reported):
        sigma = known(item.parsed) if item.quantity == "conductivity" else None
        beside = [other for other in resistances if _at(other) is not None and _is_same(other, item)]
        if not sigma or not beside:
            continue
        nearest = min(beside, key=lambda other: abs(conductivity_of(other.parsed.si, constant.value) / sigma - 1))
        computed = conductivity_of(nearest.parsed.si, constant.value)
        doubt = spread(item.parsed) + spread(nearest.parsed) + 2 * constant.spread / constant.value
        if not differs(sigma, computed, CLOSE + doubt):
            continue
        ratio, path = sigma / computed, f"reported[{index}].value"
        text = in_other_unit(item.parsed, ratio)
        yield Hit.asking(
            path,
            f"check: {item.value} is {times(ratio)} what {nearest.value} and t/A = {said(constant.value, 'cm⁻¹')} "
            f"give, {like(computed, item.parsed)}",
            text,
            "was it computed with the thickness or the diameter of another sample?",
            {"stated_s_per_m": sigma, "computed_s_per_m": computed, "cell_constant_per_m": constant.value},
            words=slip(ratio, SLIPS),
        )


def _at(item: Reported) -> float | None:
    return known(item.at.temperature) if item.at else None


def _is_same(first: Reported, second: Reported) -> bool:
    one, two = _at(first), _at(second)
    return one is not None and two is not None and abs(one - two) <= SAME


@rule(
    "eis/mixture",
    "warning",
    draft="off",
    archive="should",
    publish="should",
    yields_to=("chemistry/same-formula", "xrd/whole"),
)
def mixture(view: View) -> Iterator[Hit]:
    """A conductivity is stated for a compound where diffraction saw nothing else, or at most 5 % of it (house rule)."""
    entry = cast(Eis, view.entry)
    stated = [(index, item) for index, item in enumerate(entry.reported) if item.quantity == "conductivity"]
    specimen = _specimen(view, entry) if stated else None
    if specimen is None:
        return
    records = Records(specimen, view.linked, view.users)
    compound = next((formula for origin in records.origins() if (formula := formula_of(origin))), None)
    for pattern in records.of_kind("xrd") if compound else ():
        if not any(compound and same_compound(phase.formula, compound) for phase in pattern.phases):
            continue  # of what it became
        others = [phase for phase in pattern.phases if compound and not same_compound(phase.formula, compound)]
        much = [phase for phase in others if phase.fraction is None or (known(phase.fraction) or 0.0) > PURE]
        if much:
            share = "a share that nobody states" if much[0].fraction is None else str(much[0].fraction)
            index, item = stated[0]
            yield Hit(
                f"reported[{index}].value",
                f"check: {item.value} is stated for {compound}, and {pattern.id} shows {share} of {much[0].formula} "
                "beside it",
                "refine the shares, and say that it is the conductivity of the mixture",
                {"share": known(much[0].fraction)} if much[0].fraction is not None else {},
                related=[Place(f"entries/{pattern.id}.gb.yaml", path="phases")],
                entries=[pattern],
            )
            return


def _specimen(view: View, entry: Eis) -> Any:
    """The pellet that was measured, by itself or in a cell."""
    found: Any = view.linked.get(entry.measured_on.entry) if entry.measured_on else None
    if found is not None and found.kind == "cell":
        layers = [layer for layer in found.layers if layer.role == "electrolyte"]
        found = view.linked.get(layers[0].entry or "") if len(layers) == 1 else None
    return found


@rule("eis/stated-temperature", "warning", draft="should", archive="must", yields_to=("eis/plausible-temperature",))
def stated_temperature(view: View) -> Iterator[Hit]:
    """A number is stated for a temperature within 100 K of those that were measured (house rule)."""
    entry = cast(Eis, view.entry)
    measured = [at for spectrum in entry.spectra if (at := known(spectrum.temperature)) is not None]
    for index, item in enumerate(entry.reported):
        at = _at(item)
        if at is None or not measured or min(measured) - FAR <= at <= max(measured) + FAR:
            continue
        stated = item.at.temperature if item.at else None
        text = ""
        if stated is not None and stated.unit == "°C" and min(measured) - FAR <= stated.value <= max(measured) + FAR:
            text = stated.text.replace("°C", "K")
        path = f"reported[{index}].at.temperature"
        yield Hit.asking(
            path,
            f"check: {item.value} is stated at {stated}, and the spectra are from {min(measured):.5g} K to "
            f"{max(measured):.5g} K",
            text,
            "correct the temperature, or say in the notes how it was carried over",
            {"stated_k": at, "lowest_k": min(measured), "highest_k": max(measured)},
        )
