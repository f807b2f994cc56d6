"""Rules for the procedure of an entry: what differs from the template that it was started from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from glovebook.schema.entry import Entry
from glovebook.schema.parts import Part, ValueOrText
from glovebook.schema.quantity import Quantity
from glovebook.validators.rule import Hit, View, rule

ABOUT = 0.1
"""How far a value may lie from one that the template gives as approximate (``~1 mm``), relative to it."""
_EXACT = 1e-9
"""Two texts of the same number differ by the noise of unit conversion."""


@rule("procedure/template", "info", draft="should", archive="should", publish="should")
def template(view: View) -> Iterator[Hit]:
    """The template that an entry names is there, in the version that it names."""
    procedure = view.entry.procedure
    if procedure is None or view.plan is None:
        return
    if view.plan.entry is None:
        message = f"there is no template {procedure.template!r} here"
        yield Hit("procedure.template", message, "deviations from it are not listed; keep it in templates/")
    elif (procedure.version or "") != view.plan.version:
        message = f"the template {procedure.template!r} is at version {view.plan.version or 'none'} now"
        yield Hit("procedure.version", message, "deviations from it are not listed")


@rule("procedure/deviation", "info", draft="should", archive="should", publish="should")
def deviation(view: View) -> Iterator[Hit]:
    """What an entry states otherwise than its template does, with the parameters that it was started with."""
    procedure, plan = view.entry.procedure, view.plan
    if procedure is None or plan is None or plan.entry is None or (procedure.version or "") != plan.version:
        return
    if plan.entry.kind != view.entry.kind:
        message = (
            f"the template {procedure.template!r} is for {plan.entry.kind}, the entry is of kind {view.entry.kind}"
        )
        yield Hit("procedure.template", message, "name the template that was followed")
        return
    for name in type(plan.entry).model_fields:
        if name not in Entry.model_fields:
            yield from _compared(getattr(plan.entry, name), getattr(view.entry, name), name)


def _compared(planned: Any, done: Any, path: str) -> Iterator[Hit]:
    """Hits where what was done, at a path of the entry, is not what was planned."""
    if planned is None or planned == []:
        return
    if isinstance(planned, list):
        yield from _compared_lists(planned, done, path)
    elif done is None:
        yield _hit(path, f"the template has {_shown(planned)} here, the entry nothing")
    elif isinstance(planned, Part):
        for name in type(planned).model_fields:
            inner = path if name == "value" and _written_alone(done) else f"{path}.{name}"
            yield from _compared(getattr(planned, name), getattr(done, name), inner)
    elif not (agrees(planned, done) if isinstance(planned, Quantity) else str(planned) == str(done)):
        yield _hit(path, f"{_shown(done)}, where the template has {_shown(planned)}")


def _written_alone(part: Any) -> bool:
    """Whether a value may stand in the text without its name: ``thickness: ~1 mm``."""
    others = (getattr(part, name) for name in type(part).model_fields if name != "value")
    return isinstance(part, ValueOrText) and all(other in (None, []) for other in others)


def _compared_lists(planned: list[Any], done: list[Any], path: str) -> Iterator[Hit]:
    """Items are paired by what they are (a step by its action), so that one more shifts none of the others."""
    from difflib import SequenceMatcher

    matcher = SequenceMatcher(None, [_key(item) for item in planned], [_key(item) for item in done], autojunk=False)
    for _, first, end, start, stop in matcher.get_opcodes():
        both = min(end - first, stop - start)
        for step in range(both):
            yield from _compared(planned[first + step], done[start + step], f"{path}[{start + step}]")
        for item in planned[first + both : end]:
            yield _hit(path, f"the template has {_shown(item)} here, the entry has not")
        for index in range(start + both, stop):
            yield _hit(f"{path}[{index}]", f"{_shown(done[index])} is not in the template")


def agrees(planned: Quantity, done: Quantity) -> bool:
    """Whether a value is what a template gives: within its bounds, near what it calls approximate, or the same."""
    upper = done.si if done.si_upper is None else done.si_upper
    if planned.reference != done.reference:
        return False
    if planned.comparator in ("<", "<="):
        return upper <= planned.si and done.comparator not in (">", ">=")
    if planned.comparator in (">", ">="):
        return done.si >= planned.si and done.comparator not in ("<", "<=")
    if planned.si_upper is not None:
        within = planned.si <= done.si and upper <= planned.si_upper
        same = _near(planned.si, done.si) and _near(planned.si_upper, upper)
        return same if done.si_upper is not None and not planned.comparator else within
    if done.si_upper is not None:
        return False
    slack = 2 * (done.si_uncertainty or 0.0) + (ABOUT * abs(planned.si) if planned.comparator == "~" else 0.0)
    return _near(planned.si, done.si, slack + 2 * (planned.si_uncertainty or 0.0))


def _near(first: float, second: float, slack: float = 0.0) -> bool:
    return abs(first - second) <= slack + _EXACT * max(abs(first), abs(second))


def _key(item: Any) -> str:
    """What an item of a list is: its required fields, or its text."""
    if not isinstance(item, Part):
        return str(item)
    return " ".join(str(getattr(item, name)) for name, info in type(item).model_fields.items() if info.is_required())


def _shown(value: Any) -> str:
    """A value as a message quotes it."""
    if isinstance(value, ValueOrText):
        return _shown(value.value)  # type: ignore[attr-defined]  # every such part has it
    if isinstance(value, bool):
        return "'yes'" if value else "'no'"
    if isinstance(value, Part):
        return repr(_key(value) or type(value).__name__)
    return repr(str(value))


def _hit(path: str, message: str) -> Hit:
    return Hit(path, message, "say why in the notes where it was meant")
