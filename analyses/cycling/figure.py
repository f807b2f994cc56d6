"""Figures of cycling: voltage against capacity of chosen cycles, capacity and Coulombic efficiency of all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from glovebook.analyses.figure import DOUBLE_COLUMN, colours, entry_colours, letter, new_figure, style
from glovebook.schema.refusal import Refusal
from glovebook.schema.result import Result, Value

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

Real = NDArray[np.float64]

HEIGHT = 2.7
"""Of a figure, in inches."""
BETWEEN = 3
"""Cycles that are drawn between the reference and the last."""
TALL = 8
"""Names below each other in a legend."""
MANY, SMALL = 50, 0.6
"""Cycles from which on markers shrink, and by what factor."""
GREY = "#6b6b6b"
_MASS = "specific_capacity_milliampere_hour_per_gram"
_SPECIFIC, _PLAIN = r"capacity / mAh g$^{-1}$", "capacity / mAh"
_EFFICIENCY = "Coulombic efficiency / %"


def chosen(numbers: Sequence[int], reference: int) -> list[int]:
    """The cycles whose curves are drawn: first, second, reference, last, and a few evenly between."""
    last = numbers[-1]
    start = min(max(reference, numbers[0] + 1), last)
    between = np.linspace(start, last, BETWEEN + 2).round().astype(int).tolist()
    return sorted({number for number in (*numbers[:2], reference, *between) if number in numbers})


def draw(result: Result) -> Figure:
    """The figure of ``result``, made from its table and series alone."""
    if result.table is None:
        raise Refusal("the result has no table to draw", "analyse the entry again")
    with style():
        figure = new_figure(DOUBLE_COLUMN, HEIGHT, synthetic=result.synthetic)
        left, right = figure.subplots(1, 2)
        _curves(left, {name: np.asarray(column) for name, column in result.table.columns.items()})
        specific = _is_specific(result)
        for half, face, size in (("charge", "none", 5), ("discharge", "black", 3)):
            number, capacity = _points(result, _name(half, specific=specific))
            right.plot(
                number, capacity, "o", color="black", markerfacecolor=face, markersize=_size(number, size), label=half
            )
        _capacity_axes(right, specific=specific)
        _efficiency_beside(right, *_points(result, "ce"))
        letter(left, "a")
        letter(right, "b")
    return figure


def draw_together(results: Mapping[str, Result]) -> Figure:
    """Discharge capacity and Coulombic efficiency of several results, each under its name.

    The capacity is specific where every one of them has it.
    """
    specific = all(_is_specific(result) for result in results.values())
    with style():
        synthetic = any(result.synthetic for result in results.values())
        figure = new_figure(DOUBLE_COLUMN, HEIGHT, synthetic=synthetic)
        left, right = figure.subplots(1, 2, sharex=True)
        for (name, result), colour in zip(results.items(), entry_colours(len(results)), strict=True):
            for axes, quantity in ((left, _name("discharge", specific=specific)), (right, "ce")):
                number, found = _points(result, quantity)
                axes.plot(number, found, "o-", color=colour, linewidth=0.4, markersize=_size(number), label=name)
        _capacity_axes(left, "discharge ", specific=specific)
        right.set_ylabel(_EFFICIENCY)
        _cycle_axis(right)
        left.legend(loc="best", ncols=1 + len(results) // TALL)
        letter(left, "a")
        letter(right, "b")
    return figure


def _name(half: str, *, specific: bool) -> str:
    return f"specific_capacity_{half}" if specific else f"capacity_{half}"


def _is_specific(result: Result) -> bool:
    return any(_name(half, specific=True) in row for row in result.series for half in ("charge", "discharge"))


def _points(result: Result, name: str) -> tuple[Real, Real]:
    """Cycle and value of those rows that have it; what was not finished is left out."""
    pairs = [
        (float(str(row["cycle"])), value.value)
        for row in result.series
        if isinstance(value := row.get(name), Value)
        and not str(row.get("remark", "")).startswith(name.rpartition("_")[2] + " ")
    ]
    points = np.array(pairs, dtype=float).reshape(-1, 2)
    return points[:, 0], points[:, 1]


def _size(number: Real, size: float = 3.0) -> float:
    """The size of markers in points."""
    return size * (SMALL if len(number) > MANY else 1.0)


def _curves(axes: Axes, columns: Mapping[str, Any]) -> None:
    numbers = np.unique(columns["cycle_count"]).astype(int).tolist()
    capacity = columns.get(_MASS, columns["capacity_milliampere_hour"])
    for number, colour in zip(numbers, colours(len(numbers)), strict=True):
        own = columns["cycle_count"] == number
        for name, sign in zip((number, None), np.unique(columns["half_cycle"][own]), strict=False):
            rows = own & (columns["half_cycle"] == sign)
            axes.plot(capacity[rows], columns["voltage_volt"][rows], color=colour, label=name)
    axes.set_xlabel(_SPECIFIC if _MASS in columns else _PLAIN)
    axes.set_ylabel("voltage / V")
    axes.set_xlim(left=0)
    axes.legend(title="cycle", title_fontsize=7, loc="best")


def _capacity_axes(axes: Axes, what: str = "", *, specific: bool) -> None:
    axes.set_ylabel(what + (_SPECIFIC if specific else _PLAIN))
    axes.set_ylim(bottom=0, top=axes.get_ylim()[1] * 1.08)
    _cycle_axis(axes)


def _cycle_axis(axes: Axes) -> None:
    from matplotlib.ticker import MaxNLocator

    axes.set_xlabel("cycle")
    axes.xaxis.set_major_locator(MaxNLocator(integer=True, min_n_ticks=1))


def _efficiency_beside(axes: Axes, number: Real, efficiency: Real) -> None:
    """The Coulombic efficiency on an axis of its own at the right, and a legend of all three."""
    beside = axes.twinx()
    size = _size(number)
    beside.plot(number, efficiency, "s", color=GREY, markerfacecolor="none", markersize=size, label="CE")
    beside.set_ylabel(_EFFICIENCY, color=GREY)
    beside.tick_params(axis="y", colors=GREY, which="both")
    axes.tick_params(right=False, which="both")
    handles = [*axes.get_legend_handles_labels()[0], *beside.get_legend_handles_labels()[0]]
    beside.legend(handles=handles, loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=3, borderpad=0.1)
