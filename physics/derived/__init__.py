"""What follows from an entry and the entries around it: densities, loadings, currents, times.

One module a kind, named like it, with one function ``values(records)``. `derive` calls it; rules, form and exports
show what it gives. The numbers come from the laws beside this room.
"""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

from glovebook.physics.derived.value import Derived
from glovebook.physics.records import Records

__all__ = ["Derived", "derive"]


def derive(records: Records) -> list[Derived]:
    """What can be derived from an entry, in the order of its fields; what lacks an input is left out."""
    name = f"{__name__}.{records.entry.kind}"
    own = list(import_module(name).values(records)) if find_spec(name) else []
    if records.entry.reported:
        from glovebook.physics.derived.reported import values

        own += values(records)
    return own
