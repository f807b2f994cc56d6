"""Shares of phases, and what a refinement says of itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import cast

from glovebook.physics.stated import is_open
from glovebook.schema.kinds.xrd import Xrd
from glovebook.validators.compare import spread
from glovebook.validators.rule import Hit, View, rule

WHOLE = 0.02
"""How far the shares of all phases may lie from the whole."""
GOODNESS = 0.15
"""How far chi2 may lie from (R_wp / R_exp)^2, relative to it: R factors are printed with two figures."""
TOBY = "B. H. Toby, Powder Diffr. 21 (2006) 67, 10.1154/1.2179804"
_NUMBER = re.compile(r"\s*(\d+(?:\.\d+)?)\s*(%)?\s*", re.ASCII)


@rule("xrd/fractions", "gap", draft="off", archive="should", publish="must")
def fractions(view: View) -> Iterator[Hit]:
    """Where more than one phase was found, each has its share: properties are those of the mixture."""
    phases = cast(Xrd, view.entry).phases
    if len(phases) > 1 and (missing := [phase for phase in phases if phase.fraction is None]):
        rest = ", ".join(str(phase.formula) for phase in phases[1:])
        index = phases.index(missing[-1])
        yield Hit(
            f"phases[{index}]",
            f"{rest} is there besides {phases[0].formula}, and the share of {missing[-1].formula} is missing",
            "refine it, or give a bound, e.g. 'fraction: < 5 wt%'",
        )


@rule("xrd/whole", "error", draft="should", archive="must", source="definition", formula="sum_i w_i = 1")
def whole(view: View) -> Iterator[Hit]:
    """The shares of all phases add up to the whole."""
    phases = cast(Xrd, view.entry).phases
    stated = [phase.fraction for phase in phases if phase.fraction is not None]
    sure = [share for share in stated if not is_open(share)]
    total = sum(share.si for share in sure)
    slack = WHOLE + sum(share.si * spread(share) for share in sure)
    complete = len(sure) == len(phases) > 0
    if total > 1 + slack or (complete and total < 1 - slack):
        last = max(index for index, phase in enumerate(phases) if phase.fraction is not None)
        yield Hit(
            f"phases[{last}].fraction",
            f"the shares of the phases add up to {total * 100:.1f} %: {' + '.join(str(share) for share in sure)}",
            "check them; amorphous parts are a phase, too" if total < 1 else "check them",
            {"sum": total},
        )


@rule("xrd/r-factors", "gap", draft="off", archive="off", publish="must", source=TOBY)
def r_factors(view: View) -> Iterator[Hit]:
    """A published refinement has its R factors: R_wp and R_exp, or R_wp and the goodness of fit."""
    part = cast(Xrd, view.entry).refinement
    if part is None or part.method == "peak positions":
        return
    if not part.r_wp or not (part.r_exp or part.chi2):
        missing = "R wp" if not part.r_wp else "R exp (or χ²)"
        yield Hit("refinement", f"{missing} of the refinement is missing", "add it, e.g. 'r_wp: 5.2 %, r_exp: 3.9 %'")


@rule("xrd/goodness", "warning", draft="should", archive="should", source=TOBY, formula="chi2 = (R_wp / R_exp)^2")
def goodness(view: View) -> Iterator[Hit]:
    """The goodness of fit follows from the R factors, and R_wp is not below R_exp."""
    part = cast(Xrd, view.entry).refinement
    weighted, expected, stated = (_number(text) for text in (part.r_wp, part.r_exp, part.chi2)) if part else (None,) * 3
    if part is None or not weighted or not expected:
        return
    found = (weighted / expected) ** 2
    numbers = {"r_wp": weighted, "r_exp": expected, "chi2": found}
    if weighted < expected:
        message = f"R wp = {part.r_wp} is below R exp = {part.r_exp}"
        yield Hit("refinement.r_wp", message, "were they swapped? otherwise the weights are too small", numbers)
    elif stated and abs(stated / found - 1) > GOODNESS and abs(stated**2 / found - 1) > GOODNESS:
        message = f"χ² = {part.chi2} is not ({part.r_wp} / {part.r_exp})² = {found:.3g}"
        yield Hit("refinement.chi2", message, "check the three; was it the goodness of fit, its square root?", numbers)


def _number(text: str | None) -> float | None:
    match = _NUMBER.fullmatch(text or "")
    return float(match[1]) if match else None
