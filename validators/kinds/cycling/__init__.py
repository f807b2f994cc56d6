"""Rules for galvanostatic cycling."""

from __future__ import annotations

from glovebook.validators.kinds.cycling import capacity, complete, current, limits, programme, raw

__all__ = ["capacity", "complete", "current", "limits", "programme", "raw"]
