"""Rules for syntheses: what was weighed in, what it can give, and what was done with it."""

from __future__ import annotations

from glovebook.validators.kinds.synthesis import (
    gas,
    heating,
    milling,
    product,
    ratio,
    reaction,
    steps,
    vessel,
    weighing,
)

__all__ = ["gas", "heating", "milling", "product", "ratio", "reaction", "steps", "vessel", "weighing"]
