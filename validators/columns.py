"""What the columns of a cycler's file say: the current that was set."""

from __future__ import annotations

from typing import Any

RUNS = 0.05
"""Share of the largest current above which a current counts as one that was set, and the tolerance on it."""


def set_current(column: Any) -> float:
    """The median of the currents that are no rests, in A, without its sign; zero where there are none."""
    import numpy as np

    sizes = np.abs(column)
    running = sizes[sizes > RUNS * sizes.max()]
    return float(np.median(running)) if len(running) else 0.0
