"""The figure of an impedance result: Nyquist plot, modulus and phase, Kramers-Kronig residuals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from glovebook.analyses.circuits import parse
from glovebook.analyses.figure import DOUBLE_COLUMN, colours, letter, new_figure, style
from glovebook.schema.refusal import Refusal
from glovebook.schema.result import Result, Row, Value

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

Real = NDArray[np.float64]
Complex = NDArray[np.complex128]

NYQUIST_REACH = 2.2
"""How far the Nyquist plot reaches, in resistances: what lies beyond is the electrode and stands in the Bode plot."""
_PREFIXES = ((1e9, "G"), (1e6, "M"), (1e3, "k"), (1.0, ""), (1e-3, "m"))


def draw(result: Result) -> Figure:
    """The figure of ``result``, made from its table and series alone."""
    if result.table is None:
        raise Refusal("the result has no table to draw", "analyse the entry again")
    with style():
        figure = new_figure(DOUBLE_COLUMN, 4.9, synthetic=result.synthetic)
        panels = figure.subplot_mosaic([["a", "b"], ["a", "c"], ["d", "d"]], height_ratios=[1, 1, 0.75])
        curves = _curves(result)
        order = np.argsort([curve.kelvin for curve in curves], kind="stable")
        shades = dict(zip(order.tolist(), colours(len(curves)), strict=True))
        for index, curve in enumerate(curves):
            curve.colour = shades[index]
        _nyquist(panels["a"], curves)
        _bode(panels["b"], panels["c"], curves)
        _residuals(panels["d"], curves)
        for name, axes in panels.items():
            letter(axes, name)
    return figure


class _Curve:
    """One spectrum with its row, ready to draw."""

    colour: Any = "black"

    def __init__(self, columns: dict[str, Any], row: Row, number: int) -> None:
        self.frequency: Real = columns["frequency_hertz"]
        self.z: Complex = columns["real_impedance_ohm"] + 1j * columns["imaginary_impedance_ohm"]
        self.residuals: Complex = columns["kk_real_residual_percent"] + 1j * columns["kk_imaginary_residual_percent"]
        temperature = row.get("temperature")
        self.kelvin = temperature.value if isinstance(temperature, Value) else float(number)
        self.label = _kelvin(temperature.value) if isinstance(temperature, Value) else str(row["file"])
        total = row.get("r_total")
        self.resistance = total.value if isinstance(total, Value) and total.value > 0 else float(np.abs(self.z).max())
        self.fine = np.geomspace(self.frequency.min(), self.frequency.max(), 400)
        self.circuit = str(row["circuit"])
        circuit = parse(self.circuit)
        values = np.array([item.value for name in circuit.parameters if isinstance(item := row[name], Value)])
        self.fit: Complex = circuit.impedance(2 * np.pi * self.fine, circuit.logs(values))


def _kelvin(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") + " K"


def _curves(result: Result) -> list[_Curve]:
    columns = result.table.columns if result.table else {}
    return [
        _Curve({name: column[columns["spectrum"] == number] for name, column in columns.items()}, row, number)
        for number, row in enumerate(result.series, start=1)
    ]


def _nyquist(axes: Axes, curves: list[_Curve]) -> None:
    """Several spectra are drawn in units of their own resistance, so that all arcs can be seen."""
    single = len(curves) == 1
    resistance = curves[0].resistance
    scale, prefix = next(((s, p) for s, p in _PREFIXES if resistance >= s), _PREFIXES[-1])
    sizes = [scale] if single else [curve.resistance for curve in curves]
    widest = max(float(curve.z.real.max()) / size for curve, size in zip(curves, sizes, strict=True))
    limit = min(NYQUIST_REACH * (resistance / scale if single else 1.0), 1.06 * widest)
    for curve, size in zip(curves, sizes, strict=True):
        axes.plot(curve.fit.real / size, -curve.fit.imag / size, color=curve.colour, label="fit" if single else None)
        points = {"color": curve.colour, "markerfacecolor": "none", "label": curve.label}
        axes.plot(curve.z.real / size, -curve.z.imag / size, "o", **points)
    if single:
        _decades(axes, curves[0].frequency, curves[0].z / scale, limit)
    unit = rf"{prefix}$\Omega$" if single else "$R_{total}$"
    axes.set_xlabel(f"$Z'$ / {unit}")
    axes.set_ylabel(f"$-Z''$ / {unit}")
    lowest = min(float((-curve.z.imag).min()) / size for curve, size in zip(curves, sizes, strict=True))
    axes.set_xlim(0, limit)
    axes.set_ylim(max(min(1.1 * lowest, 0), -0.2 * limit), 0.85 * limit)
    axes.set_aspect("equal", adjustable="box")
    axes.yaxis.set_major_locator(axes.xaxis.get_major_locator())
    axes.legend(title=curves[0].circuit if single else None, loc="upper left", ncols=1 + len(curves) // 11)


def _decades(axes: Axes, frequency: Real, z: Complex, limit: float) -> None:
    """Fills the points nearest to whole decades of frequency and writes the decade where there is room."""
    named: list[complex] = []
    filled: list[complex] = []
    for power in range(9, -4, -1):
        index = int(np.argmin(np.abs(np.log10(frequency) - power)))
        point = complex(z[index].real, -z[index].imag)
        if abs(np.log10(frequency[index]) - power) > 0.15 or not 0.06 * limit < point.real < 0.94 * limit:
            continue
        filled.append(point)
        if point.imag > 0.04 * limit and all(abs(point - other) > 0.12 * limit for other in named):
            rising = z[max(index - 1, 0)].imag > z[min(index + 1, len(z) - 1)].imag
            offset, side = ((-4, 3), "right") if rising else ((4, 3), "left")
            place = (point.real, point.imag)
            axes.annotate(f"$10^{{{power}}}$", place, offset, textcoords="offset points", ha=side, fontsize=6)
            named.append(point)
    if filled:
        x, y = np.real(filled), np.imag(filled)
        axes.plot(x, y, "o", color="black", label="decades of $f$ / Hz")


def _bode(modulus: Axes, phase: Axes, curves: list[_Curve]) -> None:
    for curve in curves:
        modulus.loglog(curve.fine, np.abs(curve.fit), color=curve.colour)
        modulus.loglog(curve.frequency, np.abs(curve.z), "o", color=curve.colour, markerfacecolor="none")
        phase.semilogx(curve.fine, -np.degrees(np.angle(curve.fit)), color=curve.colour)
        angle = -np.degrees(np.angle(curve.z))
        phase.semilogx(curve.frequency, angle, "o", color=curve.colour, markerfacecolor="none")
    modulus.set_ylabel(r"$|Z|$ / $\Omega$")
    modulus.tick_params(labelbottom=False)
    phase.set_ylabel(r"$-\varphi$ / °")
    phase.set_xlabel(r"$f$ / Hz")


def _residuals(axes: Axes, curves: list[_Curve]) -> None:
    for curve in curves:
        axes.semilogx(curve.frequency, curve.residuals.real, "o", color=curve.colour)
        axes.semilogx(curve.frequency, curve.residuals.imag, "^", color=curve.colour, markerfacecolor="none")
    for limit in (-1, 1):
        axes.axhline(limit, color="grey", linewidth=0.5, linestyle="--")
    axes.axhline(0, color="grey", linewidth=0.5)
    largest = max((float(np.nanmax(np.abs(curve.residuals), initial=0.0)) for curve in curves), default=0.0)
    axes.set_ylim(-max(1.4, 1.1 * largest), max(1.4, 1.1 * largest))
    axes.plot([], [], "o", color="black", label="real")
    axes.plot([], [], "^", color="black", markerfacecolor="none", label="imaginary")
    axes.legend(ncols=2, loc="lower right", bbox_to_anchor=(1, 1), borderaxespad=0.1)
    axes.set_ylabel("KK residual / %")
    axes.set_xlabel(r"$f$ / Hz")
