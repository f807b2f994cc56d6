"""What voltammetry on a solid cell can show at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, cast

from glovebook.physics.electrochemistry.cells import disc_resistance, ohmic_current
from glovebook.schema.kinds.cv import Cv
from glovebook.schema.quantity import Quantity
from glovebook.validators.chain import area, cell_of, conductivity, family, layer, origins, thickness
from glovebook.validators.compare import known, said
from glovebook.validators.kinds.cv.settings import METALS, windows
from glovebook.validators.melting import SOURCE, melted_anode
from glovebook.validators.references import couple
from glovebook.validators.rule import Hit, Place, View, rule

HIGH = 5.0
"""Potential in V against an alkali metal that hardly any electrolyte withstands."""
OXIDATION = 3.0
"""Potential in V against an alkali metal from which a sweep looks for oxidation."""
LARGE = 10.0
"""Current density in A/m2 (1 mA/cm2) that nothing limits in a well-conducting pellet."""
MARGIN = 10.0
"""How many times an onset the pellet must let through."""
APART = 20.0
"""Difference in K between a sweep and the cell it speaks for."""
ROOM = 298.15
"""What room temperature is taken as, in K."""
SUPPOSED = 1e-3
"""Thickness in m that a pellet is supposed to have where nobody stated one."""
_CARBON = re.compile(
    r"\bC\b|carbon|graphit|graphene|black|super ?[PC]|C-?(?:45|65)|VGCF|CNT|nanotube|Ketjen|composite|\bCB\b",
    re.IGNORECASE,
)


def _upper(entry: Cv) -> tuple[str, Quantity] | None:
    """The window that reaches highest against an alkali metal."""
    own = [
        (path, potential)
        for path, potential in windows(entry)
        if potential.si_upper is not None and couple(potential.reference or entry.reference or "") in METALS
    ]
    return max(own, key=lambda item: item[1].si_upper or 0.0, default=None)


@rule("cv/high-window", "warning", draft="off", archive="should", publish="should", yields_to=("cv/window-in-file",))
def high_window(view: View) -> Iterator[Hit]:
    """A window above about 5 V against an alkali metal says more of missing contact than of stability."""
    found = _upper(cast(Cv, view.entry))
    if found and cast(float, found[1].si_upper) > HIGH:
        path, potential = found
        yield Hit(
            path,
            f"check: {potential} reaches above {HIGH:g} V, where nearly every electrolyte is oxidised",
            "a flat curve may mean that the electrode has no contact or the pellet too large a resistance",
            {"upper_v": cast(float, potential.si_upper)},
        )


@rule("cv/planar-electrode", "warning", draft="off", archive="should", publish="should")
def planar_electrode(view: View) -> Iterator[Hit]:
    """Oxidation is looked for with carbon in the working electrode: a planar metal touches too little electrolyte."""
    entry = cast(Cv, view.entry)
    found = _upper(entry)
    metal = entry.working_electrode
    if metal and found and cast(float, found[1].si_upper) > OXIDATION and not _CARBON.search(metal):
        yield Hit(
            "working_electrode",
            f"check: {metal!r} holds no carbon, and {found[1]} looks for oxidation",
            "sweep a composite of electrolyte and carbon, or name the carbon, e.g. 'electrolyte + C65 on steel'",
        )


@rule(
    "cv/ohmic-limit",
    "warning",
    draft="off",
    archive="should",
    publish="should",
    source="Ohm's law",
    formula="I = U / R, R = t / (sigma A)",
    yields_to=(
        "cv/window-in-file",
        "cell/layer-geometry",
        "pellet/thickness",
        "pellet/diameter",
        "eis/conductivity",
        "stated/activation-energy",
        "stated/energy-ends",
    ),
)
def ohmic_limit(view: View) -> Iterator[Hit]:
    """The pellet lets through far more current than the oxidation looked for: at most I = U / R, R = t / (sigma A).

    Far more is ten times the stated onset, or 1 mA/cm2 where none is stated (house rule). A thickness that nobody
    stated is supposed to be 1 mm, and room temperature 298.15 K; the message says so.
    """
    entry = cast(Cv, view.entry)
    found, part = _upper(entry), layer(cell_of(view), "electrolyte")
    if found is None or part is None or entry.temperature is None:
        return
    face, at, remark = area(view, part), *_temperature(entry.temperature)
    height = thickness(view, part)
    thick = known(height) if height is not None else SUPPOSED
    sigma = conductivity(view, part, at) if at else None
    if not face or not thick or sigma is None:
        return
    path, potential = found
    resistance = disc_resistance(thick, face, sigma.value)
    current = ohmic_current(cast(float, potential.si_upper), resistance)
    wanted = known(entry.onset)
    if current / face >= (MARGIN * wanted if wanted else LARGE):
        return
    across = str(height) if height is not None else "1 mm assumed"
    yield Hit(
        path,
        f"check: {potential.upper:g} {potential.unit} over a pellet of {said(resistance, 'kohm')} drives at most "
        f"{said(current, 'µA')}",
        f"no larger current can show whatever decomposes (t = {across}, {sigma.source}{remark})",
        {"resistance_ohm": resistance, "current_a": current, "sigma_s_per_m": sigma.value, "thickness_m": thick},
        entries=sigma.entries,
    )


def _temperature(stated: Quantity) -> tuple[float | None, str]:
    """The temperature in K, and what was taken for it."""
    if stated.si_upper is not None and stated.si <= ROOM <= stated.si_upper:
        return ROOM, f", {stated} taken as {ROOM} K"
    return known(stated), ""


@rule("cv/temperature-of-cell", "info", draft="off", archive="should", publish="should")
def temperature_of_cell(view: View) -> Iterator[Hit]:
    """The stability window is measured at the temperature at which cells with the electrolyte are run, within 20 K."""
    entry, part = cast(Cv, view.entry), layer(cell_of(view), "electrolyte")
    if part is None or not part.entry or entry.temperature is None:
        return
    upper = entry.temperature.si_upper if entry.temperature.si_upper is not None else entry.temperature.si
    roots = origins(view, part)
    for other in family(view, roots):
        run: Any = getattr(other, "temperature", None) if other.kind == "cycling" else None
        at = known(run)
        if at is not None and at > upper + APART:
            yield Hit(
                "temperature",
                f"check: the sweep at {entry.temperature} speaks for no cell at {run}, as {other.id} is cycled",
                "decomposition is faster where it is hotter: sweep at that temperature, too",
                {"temperature_k": upper, "cell_k": at},
                related=[Place(f"entries/{other.id}.gb.yaml", path="temperature")],
            )
            return


@rule(
    "cv/melting",
    "error",
    draft="should",
    archive="must",
    source=SOURCE,
)
def melting(view: View) -> Iterator[Hit]:
    """A cell is swept below the melting point of its anode."""
    yield from melted_anode(view, cast(Cv, view.entry).temperature)
