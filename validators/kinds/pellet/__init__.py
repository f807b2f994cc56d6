"""Rules for pellets."""

from glovebook.validators.kinds.pellet import density, dimensions, pressing
from glovebook.validators.kinds.pellet.dimensions import geometry

__all__ = ["density", "dimensions", "geometry", "pressing"]
