"""The figure of an Arrhenius result: sigma T on a logarithmic axis against 1000 K / T, with degrees Celsius above."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from glovebook.analyses.figure import ENTRIES, SINGLE_COLUMN, entry_colours, new_figure, style
from glovebook.physics.constants import BOLTZMANN_IN_EV, ICE_POINT
from glovebook.schema.refusal import Refusal
from glovebook.schema.result import Result, Row, Value

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_COLOURS = {"all": "black", "total": "black", "bulk": "#6b6b6b", "heating": "#b3261e", "cooling": "#1f6fb2"}


def draw(result: Result) -> Figure:
    """The figure of ``result``, made from its table and series alone."""
    if result.table is None:
        raise Refusal("the result has no table to draw", "analyse the entry again")
    with style():
        figure = new_figure(SINGLE_COLUMN, 3.2, synthetic=result.synthetic)
        axes = figure.add_subplot()
        axes.set_yscale("log")
        columns = {name: np.asarray(column) for name, column in result.table.columns.items()}
        for row in result.series:
            if row["convention"] == "ln_sigma_t" and row["weighting"] == "none" and _shown(row, result):
                _series(axes, columns, row, result, *_looks(row, result))
        _label(axes)
    return figure


def draw_together(results: Mapping[str, Result]) -> Figure:
    """The lines of several results in one figure, each under its name: total conductivity, through all points."""
    synthetic = any(result.synthetic for result in results.values())
    with style():
        figure = new_figure(SINGLE_COLUMN, 3.2, synthetic=synthetic)
        axes = figure.add_subplot()
        axes.set_yscale("log")
        for (name, result), colour in zip(results.items(), entry_colours(len(results)), strict=True):
            if result.table is None:
                raise Refusal(f"{name} has no table to draw", "analyse the entry again")
            columns = {key: np.asarray(column) for key, column in result.table.columns.items()}
            row = next(row for row in result.series if _is_headline(row))
            _series(axes, columns, row, result, name, colour)
        _label(axes)
    return figure


def _is_headline(row: Row) -> bool:
    """Whether a row is the unweighted line of the total conductivity through all points."""
    said = (row["convention"], row["weighting"], row["conductivity"], row["group"])
    return said == ("ln_sigma_t", "none", "total", "all")


def _label(axes: Axes) -> None:
    axes.set_xlabel("1000 K / $T$")
    axes.set_ylabel(r"$\sigma T$ / S K cm$^{-1}$")
    _celsius(axes)
    axes.legend(loc="best")


def _shown(row: Row, result: Result) -> bool:
    """Legs and entries replace the total of all points where there are any; the bulk is drawn for all points."""
    groups = {other["group"] for other in result.series if other["conductivity"] == "total"}
    if row["conductivity"] == "bulk":
        return row["group"] == "all"
    return row["group"] != "all" or len(groups) == 1


def _looks(row: Row, result: Result) -> tuple[str, Any]:
    """Name and colour of a line of one result."""
    conductivity, group = str(row["conductivity"]), str(row["group"])
    entries = result.parameters["entries"]
    colour = ENTRIES[entries.index(group) % len(ENTRIES)] if group in entries else _COLOURS.get(group, "black")
    colour = _COLOURS["bulk"] if conductivity == "bulk" else colour
    return conductivity if group == "all" else group, colour


def _series(axes: Axes, columns: dict[str, Any], row: Row, result: Result, name: str, colour: Any) -> None:
    conductivity, group = str(row["conductivity"]), str(row["group"])
    x = columns["reciprocal_temperature_per_kilokelvin"]
    y = columns[f"sigma_{conductivity}_siemens_per_centimeter"] * columns["temperature_kelvin"]
    chosen = _members(columns, group, result) & np.isfinite(y)
    x, y = x[chosen], y[chosen]
    energy, intercept = row["ea"], row["ln_prefactor"]
    if not isinstance(energy, Value) or not isinstance(intercept, Value):
        return
    face = "none" if conductivity == "bulk" or group == "cooling" else colour
    axes.plot(
        x,
        y,
        "s" if conductivity == "bulk" else "o",
        color=colour,
        markerfacecolor=face,
        label=f"{name}: $E_a$ = {_concise(energy)} eV",
    )
    ends = np.array([x.min(), x.max()])
    margin = 0.03 * (ends[1] - ends[0])
    ends += (-margin, margin)
    axes.plot(ends, np.exp(intercept.value - energy.value * ends / (1000 * BOLTZMANN_IN_EV)), color=colour)


def _members(columns: dict[str, Any], group: str, result: Result) -> Any:
    """Which rows of the table a group has."""
    if group in ("heating", "cooling"):
        return columns["leg"] == (1 if group == "heating" else -1)
    if group in result.parameters["entries"]:
        return columns["entry_number"] == result.parameters["entries"].index(group) + 1
    return np.full(len(columns["leg"]), fill_value=True)


def _concise(value: Value) -> str:
    """A number with its standard error in brackets, as ``0.8560(6)``."""
    from uncertainties import ufloat

    if not value.uncertainty:
        return f"{value.value:.4f}"
    return f"{ufloat(value.value, value.uncertainty):.1uS}"


def _celsius(axes: Axes) -> None:
    """A second axis above with whole degrees Celsius at their places."""
    from matplotlib.ticker import FixedLocator, FuncFormatter, MaxNLocator, NullLocator

    low, high = axes.get_xlim()
    warm, cold = 1000 / low - ICE_POINT, 1000 / high - ICE_POINT
    degrees = [t for t in MaxNLocator(6, steps=[1, 2, 2.5, 5, 10]).tick_values(cold, warm) if cold <= t <= warm]
    top = axes.twiny()
    top.set_xlim(low, high)
    top.xaxis.set_major_locator(FixedLocator([1000 / (t + ICE_POINT) for t in degrees]))
    top.xaxis.set_major_formatter(FuncFormatter(lambda x, _: f"{1000 / x - ICE_POINT:.0f}"))
    top.xaxis.set_minor_locator(NullLocator())
    top.set_xlabel(r"$\theta$ / °C")
    axes.tick_params(top=False, which="both")
    top.tick_params(bottom=False, which="both")
