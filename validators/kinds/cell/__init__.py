"""Rules for cells."""

from __future__ import annotations

from glovebook.validators.kinds.cell import body, complete, geometry, masses, stack

__all__ = ["body", "complete", "geometry", "masses", "stack"]
