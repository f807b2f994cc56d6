"""The weigh sheet as somebody fills it in at the balance: what to weigh, what was weighed, and the ratio of that."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from glovebook.physics.amount import amount_of_substance
from glovebook.physics.chemistry.batch import deviations
from glovebook.physics.chemistry.purity import purity_of, purity_share
from glovebook.pipeline.check.desk import standing
from glovebook.pipeline.named import notebook_around
from glovebook.pipeline.templates import said
from glovebook.pipeline.weigh.portion import Portion, Start, mass_of, portions_of, ratio_of
from glovebook.schema.document import DocumentError, parse_path, read_document
from glovebook.schema.kinds.material import Material
from glovebook.schema.kinds.synthesis import Reagent, Synthesis
from glovebook.schema.parse import parse
from glovebook.schema.refusal import Refusal
from glovebook.store.edit import edit
from glovebook.validators.kinds.synthesis.ratio import fits
from glovebook.validators.rule import View

_BARE = re.compile(r"\d+(\.\d+)?", re.ASCII)
_MASS = re.compile(r"reagents\[(\d+)\]\.mass")
_ROOTS = ("kind", "product", "batch", "reagents", "ratio")


class Typed(NamedTuple):
    """What stands on the sheet; a number without a unit is in g, as the heads of the sheet say."""

    batch: str = ""
    start: Start | None = None
    """One portion to start from instead."""
    weighed: Sequence[str | None] = ()
    """A mass a reagent; None where nobody has typed, and the entry's mass stands."""


@dataclass
class Row:
    """One reagent."""

    formula: str
    entry: str
    """Id of the bottle, or of the synthesis that made it."""
    lot: str
    purity: str
    """Its own, or that of the material it comes from."""
    target: str = ""
    """Mass to weigh."""
    mass: str = ""
    """Mass weighed."""
    said: str = ""
    """Why what was typed is no mass."""
    amount: str = ""
    ratio: str = ""
    """How it stands to the first reagent that was weighed, whose part of the ratio is taken as met."""
    deviation: str = ""
    """From the others; empty of the one that the others are compared with."""


@dataclass
class Sheet:
    """All rows, and what they come to."""

    product: str
    batch: str
    """As the entry has it."""
    wanted: str
    """The ratio that is wanted; empty where it is not known."""
    rows: list[Row]
    weighed: str = ""
    """The ratio as weighed; empty before two reagents are."""
    fits: bool | None = None
    """Whether that is the ratio wanted, within what weighing leaves open; None until all are weighed."""
    said: str = ""
    """Why it cannot be said what to weigh."""
    values: Mapping[str, str] = field(default_factory=dict)
    """Path -> text: what the sheet writes into the entry."""

    def as_json(self) -> dict[str, Any]:
        """Plain data."""
        return asdict(self)


def weigh_sheet(text: str, path: Path, typed: Typed) -> Sheet:
    """The sheet of a synthesis as its text stands in an editor, which need not be saved.

    Raises `Refusal` where the text is no synthesis with reagents that can be read, or the sheet has other rows.
    """
    masses = [None if mass is None else in_grams(mass) for mass in typed.weighed]
    try:
        before = read_document(text).data
    except DocumentError as error:
        raise Refusal(f"line {error.line}: {error.message}", error.hint) from None
    if max(len(masses), typed.start.reagent + 1 if typed.start else 0) > _count(before):
        raise Refusal("the entry has fewer reagents than the sheet", "open the sheet anew")
    wrong = [_refused(mass) if mass else "" for mass in masses]
    written = {
        f"reagents[{index}].mass": mass
        for index, (mass, refused) in enumerate(zip(masses, wrong, strict=True))
        if mass is not None and not refused
    }
    entry, view, unread = _read(edit(text, written) if written else text, path)
    rows = [_row(view, reagent) for reagent in entry.reagents]
    for index, row in enumerate(rows):
        row.said = (wrong[index] if index < len(wrong) else "") or unread.get(index, "")
        row.mass = "" if row.said else row.mass
    sheet = Sheet(str(entry.product or ""), entry.batch.text if entry.batch else "", _wanted(entry), rows)
    _put_targets(sheet, entry, view, typed)
    _put_ratio(sheet, entry, view)
    if not any(row.said for row in rows):
        sheet.values = _values(before, sheet, typed, written)
    return sheet


def _count(data: Any) -> int:
    reagents = data.get("reagents") if isinstance(data, Mapping) else None
    return len(reagents) if isinstance(reagents, list) else 0


def in_grams(text: str) -> str:
    """A mass as it is typed on the sheet, with its unit."""
    return f"{text.strip()} g" if _BARE.fullmatch(text.strip()) else text.strip()


def _refused(text: str) -> str:
    try:
        mass_of(text)
    except Refusal as refusal:
        return str(refusal)
    return ""


def _read(text: str, path: Path) -> tuple[Synthesis, View, dict[int, str]]:
    """The entry, what its rules look at, and the reagents whose mass cannot be read."""
    around = notebook_around(path)
    notebook = standing(around, keep=True) if around else None
    parsed = parse(text, path.name, notebook.kinds if notebook else None)
    entry, unread = parsed.entry, {}
    for finding in parsed.findings:
        if match := _MASS.fullmatch(finding.path):
            unread[int(match[1])] = finding.message
        elif entry is None or finding.path.startswith(_ROOTS):
            raise Refusal(f"{finding.path}: {finding.message}".removeprefix(": "), "correct it in the form first")
    if not isinstance(entry, Synthesis) or not entry.reagents:
        raise Refusal("there is nothing to weigh: the entry names no reagents", "add them to the form first")
    settings, linked = (notebook.settings, notebook.linked(entry)) if notebook else (None, {})
    return entry, View(entry, settings, linked), unread


def _row(view: View, reagent: Reagent) -> Row:
    bottle = view.of(reagent.entry, Material)
    share = purity_of(reagent, view.linked)
    return Row(
        formula=reagent.formula.text,
        entry=reagent.entry or "",
        lot=reagent.lot or (bottle.lot if bottle else "") or "",
        purity=share.text if share else "",
        mass=reagent.mass.text if reagent.mass else "",
    )


def _wanted(entry: Synthesis) -> str:
    parts = ratio_of(entry)
    return " : ".join(f"{part:g}" for part in parts) if parts else ""


def _put_targets(sheet: Sheet, entry: Synthesis, view: View, typed: Typed) -> None:
    """What to weigh, or why that is not known; nothing before anybody has said how much is wanted."""
    start = typed.start
    if start is None and not typed.batch.strip() and entry.batch is None:
        return
    if start and (not start.mass.strip() or _refused(in_grams(start.mass))):
        return  # its row says why
    try:
        own = start and Start(start.reagent, in_grams(start.mass))
        portions: list[Portion] = portions_of(entry, view, in_grams(typed.batch), own)
    except Refusal as refusal:
        sheet.said = str(refusal)
        return
    for row, portion in zip(sheet.rows, portions, strict=True):
        row.target = portion.text


def _put_ratio(sheet: Sheet, entry: Synthesis, view: View) -> None:
    """Amounts n = m w / M of what was weighed, and how they stand to each other and to the ratio wanted."""
    parts = ratio_of(entry) or [1.0] * len(entry.reagents)
    amounts: dict[int, float] = {}
    for index, (row, reagent) in enumerate(zip(sheet.rows, entry.reagents, strict=True)):
        if row.mass and not reagent.formula.variables and not _refused(row.mass):
            pure = purity_share(purity_of(reagent, view.linked))[0]
            amounts[index] = amount_of_substance(mass_of(row.mass), reagent.formula.molar_mass * 1e-3, pure)
            row.amount = f"{amounts[index] * 1e3:.4g} mmol"
    if not amounts:
        return
    first = min(amounts)
    for index, amount in amounts.items():
        own = amount / amounts[first] * parts[first]
        sheet.rows[index].ratio = f"{own:g}" if index == first else f"{own:#.4g}"
    if len(amounts) < 2:
        return
    sheet.weighed = " : ".join(row.ratio or "–" for row in sheet.rows)
    if sheet.wanted:
        off = deviations([amount / parts[index] for index, amount in amounts.items()])
        for index, deviation in zip(amounts, off, strict=True):
            sheet.rows[index].deviation = f"{deviation * 100:+.2g} %".replace("-", "−") if deviation else ""
        sheet.fits = fits(view)


def _values(before: Any, sheet: Sheet, typed: Typed, written: Mapping[str, str]) -> dict[str, str]:
    """What the sheet says and the entry does not: batch, what was to be weighed, what was weighed."""
    wanted = {f"reagents[{index}].target": row.target for index, row in enumerate(sheet.rows) if row.target}
    if typed.batch.strip() and typed.start is None and not sheet.said:
        wanted["batch"] = in_grams(typed.batch)
    return {path: value for path, value in {**wanted, **written}.items() if said(before, parse_path(path)) != value}
