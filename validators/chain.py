"""Along the chain of an entry: its cell, the layers of it, their areas and masses, and what is known of the stuff."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING, Any

from glovebook.physics.constants import AVOGADRO
from glovebook.physics.electrochemistry.conduction import conductivity_at
from glovebook.physics.geometry import disc_area
from glovebook.physics.records import same_compound
from glovebook.schema.formula import Formula
from glovebook.validators.compare import bare, known
from glovebook.validators.view import View

if TYPE_CHECKING:  # kinds are loaded one by one, when an entry of the kind is met
    from glovebook.schema.entry import Entry
    from glovebook.schema.kinds.cell import Cell, Layer
    from glovebook.schema.quantity import Quantity

DIMENSIONS = (
    "pellet/thickness",
    "pellet/diameter",
    "pellet/readings",
    "pellet/aspect",
    "pellet/die",
    "pellet/relative-density",
    "cell/layer-geometry",
)
"""Rules that know better where thickness or diameter of what was measured is wrong."""
NEAR = 5.0
"""Difference in K below which a conductivity is taken as it is."""
DEPTH = 6
"""Links from a batch to the last analysis of what was made of it."""


def cell_of(view: View) -> Cell | None:
    """The cell that an entry was measured on."""
    link = getattr(view.entry, "measured_on", None)
    found: Any = view.linked.get(link.entry) if link else None
    return found if found is not None and found.kind == "cell" else None


def layers(cell: Cell | None, role: str) -> list[tuple[int, Layer]]:
    """The layers of a role with their places in the stack."""
    return [(index, layer) for index, layer in enumerate(cell.layers) if layer.role == role] if cell else []


def layer(cell: Cell | None, role: str) -> Layer | None:
    """The layer of a role, where there is exactly one."""
    found = layers(cell, role)
    return found[0][1] if len(found) == 1 else None


def diameter(view: View, part: Layer) -> Quantity | None:
    """Diameter of a layer: its own, or that of the pellet or disc it is made of."""
    found: Quantity | None = part.diameter or getattr(view.linked.get(part.entry or ""), "diameter", None)
    return found


def area(view: View, part: Layer) -> float | None:
    """Area of a layer in m2."""
    if part.area is not None:
        return known(part.area)
    across = known(diameter(view, part))
    return disc_area(across) if across else None


def electrode_area(view: View, cell: Cell | None) -> float | None:
    """Area in m2 that the current of a cell is spread on: of the cathode, else of the electrolyte."""
    for role in ("cathode", "electrolyte"):
        part = layer(cell, role)
        if part is not None and (found := area(view, part)) is not None:
            return found
    return None


def thickness(view: View, part: Layer) -> Quantity | None:
    """Thickness of a layer: its own, or that of the pellet it is made of."""
    measured: Any = part.thickness or getattr(view.linked.get(part.entry or ""), "thickness", None)
    return bare(measured)


def active_mass(part: Layer | None) -> float | None:
    """Mass of active material in a layer in kg: as stated, else m w."""
    if part is None:
        return None
    if part.active_mass is not None:
        return known(part.active_mass)
    mass, fraction = known(part.mass), known(part.active)
    return mass * fraction if mass is not None and fraction is not None else None


def is_same(first: Formula | None, second: Formula | None) -> bool:
    """Whether two formulas, both known, stand for one compound."""
    return first is not None and second is not None and same_compound(first, second)


def formula_in(view: View, part: Layer) -> Formula | None:
    """The formula of a layer: its own, or that of the pellet, batch or material it is made of."""
    found = view.linked.get(part.entry or "")
    stated = part.formula or getattr(found, "formula", None) or getattr(found, "product", None)
    return stated if isinstance(stated, Formula) else None


def built_on(entry: Entry) -> Iterator[str]:
    """Ids of what an entry was made from, assembled of, measured on or worked out from."""
    fields = entry.__dict__  # what is no field costs Pydantic a microsecond each time
    for name in ("made_from", "layers", "reagents", "inputs"):
        for part in fields.get(name, ()):
            if part.entry:
                yield part.entry
    link: Any = fields.get("measured_on")
    if link is not None:
        yield link.entry


def family(view: View, roots: Sequence[str]) -> Iterator[Entry]:
    """Every entry that uses one of the roots, directly or through others, nearest first."""
    seen, level = set(roots), list(roots)
    for _ in range(DEPTH):
        found = [entry for name in level for entry in view.users(name)]
        level = []
        for entry in found:
            if entry.id not in seen and entry.kind not in ("dataset", "note"):
                seen.add(entry.id)
                level.append(entry.id)
                yield entry
        if not level:
            return


@dataclass(frozen=True)
class Conductivity:
    """A conductivity of an electrolyte at a temperature, and where it comes from."""

    value: float
    """In S/m."""
    source: str
    """In words: ``1.0e-4 S/cm at 372 K in eis, Ea 0.53 eV``."""
    entries: tuple[Entry, ...]
    """Those that state it."""


def conductivity(view: View, part: Layer, temperature: float) -> Conductivity | None:
    """The conductivity of an electrolyte layer at a temperature in K, as stated or computed of the same stuff.

    From the value at the nearest temperature; carried over with a stated activation energy where it is not near.
    """
    compound = formula_in(view, part)
    points: list[tuple[float, float, str, Entry]] = []
    energies: list[tuple[float, Any, str, Entry]] = []
    for entry in _about(view, part):
        for item in entry.reported:
            if entry.kind == "dc_polarization":  # of electrons
                break
            if item.of is not None and not is_same(item.of, compound):
                continue
            number = known(item.parsed) if item.quantity in ("conductivity", "activation_energy") else None
            at = known(item.at.temperature) if item.at else None
            if number and item.quantity == "conductivity" and at:
                words = f"{item.value} at {item.at.temperature} in {entry.id}"  # type: ignore[union-attr]
                points.append((at, number, words, entry))
            elif number and item.quantity == "activation_energy":
                per_particle = number / AVOGADRO if item.parsed.si_unit == "J/mol" else number
                energies.append((per_particle, item.convention or "ln_sigma", item.value, entry))
    if not points:
        return None
    at, sigma, source, stating = min(points, key=lambda point: abs(point[0] - temperature))
    if abs(at - temperature) <= NEAR:
        return Conductivity(sigma, source, (stating,))
    if not energies:
        return None
    energy, convention, text, other = energies[0]
    carried = conductivity_at(temperature, sigma, at, energy, convention)
    if not 0 < carried < inf:
        return None
    return Conductivity(carried, f"{source}, Ea {text}", (stating, other))


def _about(view: View, part: Layer) -> Iterator[Entry]:
    """Entries about the stuff of a layer: what it is made of, and what was measured on the same batch."""
    yield view.entry
    roots = origins(view, part)
    yield from (view.linked[name] for name in roots if name in view.linked)
    yield from (entry for entry in family(view, roots) if entry.id != view.entry.id and entry.id not in roots)


def origins(view: View, part: Layer) -> list[str]:
    """Ids of the pellet of a layer and of the batches of the same compound behind it."""
    compound, found = formula_in(view, part), [part.entry] if part.entry else []
    for name in found:
        entry = view.linked.get(name)
        for source in getattr(entry, "made_from", ()):
            behind = view.linked.get(source.entry)
            stated = getattr(behind, "formula", None) or getattr(behind, "product", None)
            if source.entry not in found and (compound is None or is_same(stated, compound)):
                found.append(source.entry)
    return found
