"""Derived values of DC polarisation: the cell constant."""

from glovebook.physics.derived.eis import values

__all__ = ["values"]
