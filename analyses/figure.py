"""What the figures of all analyses share: size, style, and the mark of synthetic data. No pyplot, no global state."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

DOUBLE_COLUMN, SINGLE_COLUMN = 7.08, 3.54
"""Widths of journal columns in inches (180 mm and 90 mm)."""
WARNING_COLOUR = "#b3261e"
ENTRIES = ("#1f6fb2", "#b3261e", "#3b7d3a", "#8a5a00", "#6a3d9a")
"""Colours of entries that are told apart by name."""

_STYLE: dict[str, Any] = {
    "font.size": 8.0,
    "axes.labelsize": 8.0,
    "axes.linewidth": 0.6,
    "xtick.direction": "in",
    "ytick.direction": "in",
    "xtick.top": True,
    "ytick.right": True,
    "xtick.labelsize": 7.0,
    "ytick.labelsize": 7.0,
    "xtick.major.width": 0.6,
    "ytick.major.width": 0.6,
    "xtick.minor.width": 0.4,
    "ytick.minor.width": 0.4,
    "lines.linewidth": 0.9,
    "lines.markersize": 3.0,
    "lines.markeredgewidth": 0.7,
    "legend.fontsize": 7.0,
    "legend.frameon": False,
    "legend.handlelength": 1.4,
    "mathtext.default": "regular",
}


@contextmanager
def style() -> Iterator[None]:
    """The style of a journal's figures, whatever the person's own matplotlib settings are."""
    import matplotlib.style

    with matplotlib.style.context(["default", _STYLE]):
        yield


def new_figure(width: float, height: float, *, synthetic: bool) -> Figure:
    """An empty figure in inches with a canvas of its own; says so where its data are synthetic."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width, height), layout="constrained")
    FigureCanvasAgg(figure)
    if synthetic:
        figure.suptitle("SYNTHETIC DATA: generated, not measured", color=WARNING_COLOUR, fontweight="bold", fontsize=9)
    return figure


def letter(axes: Axes, text: str) -> None:
    """The letter of a panel, in its upper left corner outside of the frame."""
    axes.set_title(text, loc="left", fontweight="bold", fontsize=9, pad=3)


def colours(count: int) -> list[Any]:
    """A colour for each of ``count`` curves, cold to hot; black for a single one."""
    from matplotlib import colormaps

    if count == 1:
        return ["black"]
    return [colormaps["plasma"](0.85 * index / (count - 1)) for index in range(count)]


def entry_colours(count: int) -> list[Any]:
    """A colour for each of ``count`` entries side by side, as unlike as can be."""
    return list(ENTRIES[:count]) if count <= len(ENTRIES) else colours(count)
