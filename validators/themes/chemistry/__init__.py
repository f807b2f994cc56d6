"""Rules of chemistry that hold for every kind: formulas, the gas around the work, and the bottles it came from."""

from __future__ import annotations

from glovebook.validators.themes.chemistry import atmospheres, bottles, formulas

__all__ = ["atmospheres", "bottles", "formulas"]
