"""Rules for instruments: named, known to the notebook, and described there."""

from __future__ import annotations

from collections.abc import Iterator

from glovebook.schema.finding import Fix
from glovebook.validators.rule import Hit, View, rule

FIELDS = ("instrument", "balance")
MEASURING = ("cv", "cycling", "dc_polarization", "eis", "plating", "raman", "tga", "xrd")
"""Kinds that are measured with an instrument."""


@rule("instruments/known", "warning", draft="should", archive="must")
def known(view: View) -> Iterator[Hit]:
    """An instrument that is written like one of the notebook is that one.

    Anything else may be a maker and a model in words.
    """
    if view.settings is None:
        return
    instruments = view.settings.instruments
    for name in FIELDS:
        text = getattr(view.entry, name, None)
        if not text or text in instruments or " " in text:
            continue
        from difflib import get_close_matches

        close = get_close_matches(text.lower(), instruments, 1, 0.75)
        if close:
            yield Hit(name, f"there is no instrument {text!r}", f"did you mean {close[0]!r}?", fix=Fix(name, close[0]))


@rule("instruments/named", "gap", draft="off", archive="off", publish="must")
def named(view: View) -> Iterator[Hit]:
    """A published measurement names its instrument."""
    if view.entry.kind in MEASURING and not getattr(view.entry, "instrument", None):
        yield Hit("instrument", "the instrument is not named", "write a key of 'instruments' in glovebook.yaml")


@rule("instruments/described", "gap", draft="off", archive="off", publish="should")
def described(view: View) -> Iterator[Hit]:
    """An instrument of the notebook has its maker, model and serial number there."""
    key = getattr(view.entry, "instrument", None)
    found = view.settings.instruments.get(key) if view.settings and key else None
    if found is None:
        return
    absent = [name for name in ("maker", "model", "serial") if not getattr(found, name)]
    if absent and not found.pidinst:
        yield Hit(
            "instrument",
            f"glovebook.yaml has no {' and no '.join(absent)} of {key!r}",
            "add what the plate on the instrument says",
        )
