"""Rules for formulas: neutral, and the same along the links."""

from __future__ import annotations

from collections.abc import Iterator

from glovebook.physics.chemistry.ions import FIXED
from glovebook.physics.chemistry.neutrality import Neutrality, neutrality
from glovebook.physics.records import formula_of, same_compound
from glovebook.schema.formula import Amount, Formula
from glovebook.schema.formula.count import Number
from glovebook.schema.parts import Part
from glovebook.validators.rule import Hit, Place, View, rule


@rule(
    "chemistry/neutral", "error", draft="should", archive="must", source="charge neutrality", formula="sum n_i z_i = z"
)
def neutral(view: View) -> Iterator[Hit]:
    """A formula is neutral, or has the charge that it states.

    The charges are those of known ions and the usual ones of elements; a family must be neutral whatever its variables
    are. Where something has no charge in the tables, as in alloys and molecules, nothing is said. A formula that
    stands in several places of an entry is judged once.
    """
    seen: set[str] = set()
    for path, formula in view.every(Formula):
        if formula.text in seen:
            continue
        seen.add(formula.text)
        found = neutrality(formula)
        if found.verdict == "charged":
            yield Hit(path, _charged(formula, found), _meant(formula, found), {"charge": _shown(found.charge)})


def _charged(formula: Formula, found: Neutrality) -> str:
    """What is wrong with a charge, in words."""
    ions = " + ".join(map(str, found.ions))
    if isinstance(found.charge, Amount):
        return f"check: {formula} is neutral only where {found.charge} is 0: it holds {ions}"
    if formula.charge:
        held = formula.charge + found.charge
        return f"check: {formula} states the charge {formula.charge:+d}, and {ions} makes {held:+g}"
    whatever = f" whatever {' and '.join(formula.variables)} may be" if formula.variables else ""
    return f"check: {formula} is not neutral: {ions} leaves a charge of {found.charge:+g}{whatever}"


def _meant(formula: Formula, found: Neutrality) -> str:
    """The number of the last alkali or earth metal that would make it neutral, as a question."""
    cations = [ion for ion in found.ions if FIXED.get(ion.name, 0) > 0 and ion.lower == ion.upper]
    if formula.charge or not cations:
        return "check the numbers of atoms"
    ion = cations[-1]
    number = ion.number + found.charge * (-1 / ion.lower)
    plain = number.plain if isinstance(number, Amount) else number
    if isinstance(plain, Amount):
        return f"was {ion.name} meant to be {plain} times in it?"
    return f"was {ion.name} meant to be {plain:g} times in it?" if plain > 0 else "check the numbers of atoms"


def _shown(number: Number) -> float | str:
    return str(number) if isinstance(number, Amount) else number


@rule(
    "chemistry/same-formula",
    "error",
    draft="should",
    archive="must",
    yields_to=("chemistry/neutral",),
    yields_upstream=("synthesis/balance", "synthesis/reaction"),
)
def same_formula(view: View) -> Iterator[Hit]:
    """What is linked as the origin of a substance has the same formula.

    Reagents and layers against the entry they name, pellets and samples against the one batch that they were made
    from. A family and a member of it are not compared.
    """
    for path, part in view.every(Part):
        written, target = part.__dict__.get("formula"), part.__dict__.get("entry")
        if isinstance(written, Formula) and isinstance(target, str):
            yield from _compared(view, f"{path}.formula", written, target)
    own, origins = formula_of(view.entry), getattr(view.entry, "made_from", [])
    if own is not None and len(origins) == 1:
        yield from _compared(view, "formula", own, origins[0].entry)


def _compared(view: View, path: str, written: Formula, target: str) -> Iterator[Hit]:
    found = view.linked.get(target)
    other = formula_of(found) if found is not None else None
    if found is None or other is None or written.variables or other.variables or same_compound(written, other):
        return
    name = "product" if found.kind == "synthesis" else "formula"
    files = view.files_of.get(target, ())
    yield Hit(
        path,
        f"{written} is written here, and {target!r} is {other}",
        "correct the wrong one, or link the entry that was meant",
        related=[Place(files[0], path=name)] if files else (),
    )
