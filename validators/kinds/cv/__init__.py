"""Rules for voltammetry."""

from __future__ import annotations

from glovebook.validators.kinds.cv import complete, limits, raw, settings

__all__ = ["complete", "limits", "raw", "settings"]
