"""Rules for diffraction."""

from glovebook.validators.kinds.xrd import complete, contents, phases, scan, structure

__all__ = ["complete", "contents", "phases", "scan", "structure"]
