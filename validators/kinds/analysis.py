"""Rules for analyses over several entries."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from glovebook.schema.kinds.analysis import Analysis
from glovebook.validators.rule import Hit, View, rule


@rule("analysis/inputs", "gap", draft="off", archive="must")
def inputs(view: View) -> Iterator[Hit]:
    """An analysis names the entries whose results it uses."""
    if not cast(Analysis, view.entry).inputs:
        yield Hit("inputs", "no entry is named", "link the measurements, e.g. '- {entry: e4}'")
