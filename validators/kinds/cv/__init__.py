"""Rules for voltammetry."""

from __future__ import annotations

from glovebook.validators.kinds.cv import complete, electrode, limits, raw, settings

__all__ = ["complete", "electrode", "limits", "raw", "settings"]
