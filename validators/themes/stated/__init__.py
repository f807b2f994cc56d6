"""Rules for stated numbers (``reported:``)."""

from __future__ import annotations

from glovebook.validators.themes.stated import conduction, numbers

__all__ = ["conduction", "numbers"]
