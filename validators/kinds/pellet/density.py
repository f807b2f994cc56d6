"""Densities of pellets: what mass and dimensions say against the crystal, and against what was taken."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from glovebook.physics.diffraction.phase import PhaseDensity, theoretical_density
from glovebook.physics.geometry import disc_density
from glovebook.physics.propagation import Number, propagated
from glovebook.physics.stated import is_open, rounded
from glovebook.schema.finding import Fix
from glovebook.schema.kinds.pellet import Pellet
from glovebook.schema.quantity import Quantity
from glovebook.validators.compare import in_other_unit, known, said, spread, value_path
from glovebook.validators.kinds.pellet.dimensions import DIAMETER, THICKNESS
from glovebook.validators.rule import Hit, View, rule

RELATIVE = (0.5, 1.0)
"""Relative densities that a cold-pressed pellet has: house rule below, what is possible above."""
DENSITY = (200.0, 15000.0)
"""Densities in kg/m3 that a pellet of whatever powder has: house rule."""
LOSS = 0.2
"""Share of the powder taken that may stay in the die and on the spatula."""


@dataclass(frozen=True)
class _Body:
    """Mass and dimensions of a pellet that has all three, each a plausible number by itself."""

    mass: Quantity
    diameter: Quantity
    thickness: Quantity
    thickness_path: str

    @property
    def density(self) -> Number:
        return propagated(disc_density, rounded(self.mass), rounded(self.diameter), rounded(self.thickness))

    def slips(self, excess: float) -> Iterator[tuple[str, str, str, float]]:
        """Path, what it may have meant, how to ask for it, and the factor on the density; only what is plausible.

        ``excess`` is the density over the highest one that can be.
        """
        power = 1e3 if excess > 1 else 1e-3
        if text := in_other_unit(self.mass, power):
            yield "mass", text, f"was the mass {text}", 1 / power
        text = in_other_unit(self.thickness, 1 / power)
        if text and THICKNESS[0] <= self.thickness.si * power <= THICKNESS[1]:
            yield self.thickness_path, text, f"was the thickness {text}", 1 / power
        if excess > 1 and DIAMETER[0] <= 2 * self.diameter.si <= DIAMETER[1]:
            number = f"{2 * self.diameter.value:g} {self.diameter.unit}"
            yield "diameter", number, f"was the radius written for the diameter ({number})", 0.25


def _body(view: View) -> _Body | None:
    pellet = cast(Pellet, view.entry)
    part = pellet.thickness
    if pellet.mass is None or pellet.diameter is None or part is None:
        return None
    given = (pellet.mass, pellet.diameter, part.value)
    if any(is_open(one) or one.si <= 0 for one in given):
        return None
    if not (DIAMETER[0] <= pellet.diameter.si <= DIAMETER[1] and THICKNESS[0] <= part.value.si <= THICKNESS[1]):
        return None  # their own rules speak
    return _Body(*given, value_path("thickness", part))


@rule(
    "pellet/relative-density",
    "warning",
    draft="off",
    archive="must",
    source="definition",
    formula="rho / rho_x, rho = 4 m / (pi d^2 t), rho_x = Z M / (V N_A)",
    yields_to=(
        "pellet/amount-taken",
        "pellet/thickness",
        "pellet/diameter",
        "pellet/aspect",
        "pellet/readings",
        "pellet/die",
        "pellet/force",
        "xrd/z",
        "xrd/cell-volume",
        "xrd/lattice",
        "xrd/formula-volume",
        "xrd/density",
        "material/density",
    ),
)
def relative_density(view: View) -> Iterator[Hit]:
    """The density of a pellet is between half of the crystal's and all of it.

    Above 1 + 2 u either the pellet (mass, dimensions, a unit) or the crystal density (Z, formula, cell) is wrong.
    Uncertainties that nobody stated are those of the digits written.
    """
    body, reference = _body(view), theoretical_density(view.records)
    if body is None or reference is None:
        return
    number = propagated(lambda rho, rho_x: rho / rho_x, body.density, reference.number)
    margin = 2 * number.spread
    if RELATIVE[0] - margin <= number.value <= RELATIVE[1] + margin:
        return
    hint, fix = _guess(body, number.value, margin)
    cause = "above the crystal's" if number.value > 1 else "less than half of the crystal's"
    yield Hit(
        fix.path if fix else "mass",
        f"{body.mass.text} in {body.diameter.text} x {body.thickness.text} is {said(body.density.value, 'g/cm³')}, "
        f"{cause} {said(reference.number.value, 'g/cm³')} ({reference.source})",
        hint or _both(number.value, reference),
        {
            "density_kg_per_m3": body.density.value,
            "crystal_density_kg_per_m3": reference.number.value,
            "relative_density": number.value,
            "uncertainty": number.spread,
        },
        fix=fix,
        entries=[reference.entry] if reference.entry else [],
    )


def _guess(body: _Body, relative: float, margin: float) -> tuple[str, Fix | None]:
    """The slip that explains a density, and its fix where only one does."""
    share = margin / relative
    likely = [
        (path, text, words)
        for path, text, words, factor in body.slips(relative)
        if RELATIVE[0] * (1 - share) <= relative * factor <= RELATIVE[1] * (1 + share)
    ]
    hint = ", or ".join(words for _, _, words in likely)
    return (f"{hint}?" if hint else "", Fix(*likely[0][:2]) if len(likely) == 1 else None)


def _both(relative: float, reference: PhaseDensity) -> str:
    if relative < 1:
        return "check mass, thickness and diameter; was it broken when it was weighed?"
    return f"check mass and dimensions of the pellet, and Z, formula and volume of {reference.source}"


@rule(
    "pellet/density",
    "warning",
    draft="should",
    archive="must",
    source="definition; the limits are a house rule",
    formula="rho = 4 m / (pi d^2 t)",
    yields_to=(
        "pellet/amount-taken",
        "pellet/thickness",
        "pellet/diameter",
        "pellet/aspect",
        "pellet/readings",
        "pellet/die",
        "pellet/force",
    ),
)
def density(view: View) -> Iterator[Hit]:
    """A pellet has a density between 0.2 and 15 g/cm³.

    Where the density of the crystal is known, `pellet/relative-density` speaks instead.
    """
    body = _body(view)
    if body is None:
        return
    found = body.density
    margin, (lower, upper) = 2 * found.spread, DENSITY
    if lower - margin <= found.value <= upper + margin or theoretical_density(view.records):
        return
    excess = found.value / upper
    likely = [
        (path, text, words)
        for path, text, words, factor in body.slips(excess)
        if lower <= found.value * factor <= upper
    ]
    hint = ", or ".join(words for _, _, words in likely)
    fix = Fix(*likely[0][:2]) if len(likely) == 1 else None
    yield Hit(
        fix.path if fix else "mass",
        f"{body.mass.text} in {body.diameter.text} x {body.thickness.text} is {said(found.value, 'g/cm³')}",
        f"{hint}?" if hint else "check mass, diameter and thickness, and their units",
        {"density_kg_per_m3": found.value, "uncertainty_kg_per_m3": found.spread},
        fix=fix,
    )


@rule("pellet/mass", "gap", draft="off", archive="off", publish="must")
def mass(view: View) -> Iterator[Hit]:
    """A published pellet has its mass: without it nobody knows how dense it is."""
    if cast(Pellet, view.entry).mass is None:
        yield Hit("mass", "the mass is missing, and with it the density", "weigh it, e.g. 'mass: 44.0 mg'")


@rule("pellet/crystal-density", "gap", draft="off", archive="off", publish="should")
def crystal_density(view: View) -> Iterator[Hit]:
    """A published pellet has a relative density: the crystal density of its powder is known, too."""
    if _body(view) is not None and theoretical_density(view.records) is None:
        yield Hit(
            "mass",
            "no relative density: the crystal density of the powder is not known",
            "add a diffraction entry of the powder with Z and the cell, or the density of the material",
        )


@rule("pellet/amount-taken", "warning", draft="should", archive="must")
def amount_taken(view: View) -> Iterator[Hit]:
    """A pellet weighs at most what was taken of its powders, and little less.

    Where the density vouches for the mass, the amount taken is the one in doubt.
    """
    pellet = cast(Pellet, view.entry)
    taken = [source.amount for source in pellet.made_from]
    own, amounts = known(pellet.mass), [known(amount) for amount in taken]
    if own is None or pellet.mass is None or not amounts or not all(amounts):
        return
    total = sum(amount for amount in amounts if amount)
    slack = spread(pellet.mass) + max(spread(amount) for amount in taken)
    if total * (1 - LOSS - slack) <= own <= total * (1 + slack):
        return
    written = " + ".join(str(amount) for amount in taken)
    in_doubt, path = pellet.mass, "mass"
    if len(taken) == 1 and taken[0] is not None and _is_dense(view):
        in_doubt, path = taken[0], "made_from[0].amount"
    heavier = own > total if in_doubt is pellet.mass else own < total
    text = in_other_unit(in_doubt, 1e3 if heavier else 1e-3) if not 0.01 < own / total < 100 else ""
    more = "check both, and their units" if own > total else "check both; where the rest was lost, say so in the notes"
    message = f"the pellet weighs {pellet.mass.text}, of the powder {written} was taken"
    if own < total:
        message = (
            f"{(1 - own / total) * 100:.0f} % of the powder taken ({written}) is not in the pellet ({pellet.mass.text})"
        )
    numbers = {"mass_kg": own, "taken_kg": total}
    yield Hit.asking(
        path,
        message,
        text,
        more,
        numbers,
    )


def _is_dense(view: View) -> bool:
    """Whether mass and dimensions of a pellet give a density that it can have."""
    body, reference = _body(view), theoretical_density(view.records)
    if body is None or reference is None:
        return False
    return RELATIVE[0] <= body.density.value / reference.number.value <= RELATIVE[1]
