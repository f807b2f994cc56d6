"""Rules for galvanostatic cycling."""

from __future__ import annotations

from glovebook.validators.kinds.cycling import capacity, charge, complete, current, limits, programme, raw

__all__ = ["capacity", "charge", "complete", "current", "limits", "programme", "raw"]
