"""Rules for impedance."""

from __future__ import annotations

from glovebook.validators.kinds.eis import complete, header, limits, numbers, raw, series

__all__ = ["complete", "header", "limits", "numbers", "raw", "series"]
