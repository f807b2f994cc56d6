"""Weighing in: from the batch that is wanted to the masses on the balance, corrected for purity."""

from __future__ import annotations

from pathlib import Path

from glovebook.pipeline.named import notebook_around
from glovebook.pipeline.set import set_fields
from glovebook.pipeline.weigh.portion import Portion, Start, portions_of
from glovebook.schema.formula import FormulaError
from glovebook.schema.kinds.synthesis import Synthesis
from glovebook.schema.parse import parse
from glovebook.schema.refusal import Refusal
from glovebook.validators.kinds.synthesis.batch import is_named
from glovebook.validators.rule import View

__all__ = ["Portion", "weigh"]


def weigh(path: Path, batch: str = "", mass: str = "", *, into: bool = False) -> list[Portion]:
    """What to weigh of each reagent of a synthesis, in their order: m = n nu M / w.

    ``batch`` is the mass of product that is wanted, else what the entry says under ``batch:``; ``mass``
    (``NaNH2=0.1039 g``) starts from one portion that was weighed already. ``into``: written as ``target:`` of the
    reagents. Raises `Refusal` where the ratio, a formula or the batch is missing.
    """
    notebook = notebook_around(path)
    parsed = parse(path.read_bytes(), str(path), notebook.kinds if notebook else None)
    if parsed.findings:
        raise Refusal(parsed.findings[0].as_text(), "correct it first")
    entry = parsed.entry
    if not isinstance(entry, Synthesis) or not entry.reagents:
        raise Refusal(f"{path.name} is no synthesis with reagents", "name them under 'reagents:' first")
    view = View(entry, linked=notebook.linked(entry) if notebook else {})
    portions = portions_of(entry, view, batch, _start(entry, mass) if mass else None)
    if into:
        set_fields(path, {f"reagents[{index}].target": portion.text for index, portion in enumerate(portions)})
    return portions


def _start(entry: Synthesis, text: str) -> Start:
    """Which portion ``NaNH2=0.1039 g`` means."""
    name, equals, amount = text.partition("=")
    try:
        index = next(i for i, reagent in enumerate(entry.reagents) if is_named(reagent, name.strip()))
    except (StopIteration, FormulaError):
        names = ", ".join(reagent.formula.text for reagent in entry.reagents)
        raise Refusal(f"{name.strip()!r} is none of the reagents", f"they are {names}") from None
    if not equals:
        raise Refusal(f"{text!r} states no mass", f"write e.g. --mass '{name.strip()}=0.1039 g'")
    return Start(index, amount.strip())
