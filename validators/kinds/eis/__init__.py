"""Rules for impedance."""

from glovebook.validators.kinds.eis import series

__all__ = ["series"]
