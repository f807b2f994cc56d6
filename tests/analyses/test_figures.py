"""Figures: what is on them, that they say synthetic, and that the same result gives the same bytes."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from typing import Any

import matplotlib as mpl
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg

from glovebook.analyses import arrhenius as line_module
from glovebook.analyses import impedance as spectrum_module
from glovebook.schema.refusal import Refusal
from glovebook.schema.result import Result, Value
from glovebook.schema.task import Task

NOTICE = "SYNTHETIC DATA: generated, not measured"


@pytest.fixture(scope="module")
def series(two_arcs: Any, table_of: Any, task_of: Callable[..., Task]) -> Result:
    """The impedance result of three spectra at three temperatures."""
    tables = {
        f"{index}.txt": table_of(replace(two_arcs, impedance=two_arcs.impedance * 2.0**-index)) for index in range(3)
    }
    task = task_of(tables, ["140 °C", "150 °C", "160 °C"])
    return spectrum_module.impedance(replace(task, options={"circuit": "(R|Q)-(R|Q)-Q"}))


@pytest.fixture(scope="module")
def single(two_arcs: Any, table_of: Any, task_of: Callable[..., Task]) -> Result:
    """The impedance result of one spectrum without temperature."""
    task = task_of({"a.txt": table_of(two_arcs)}, [None])
    return spectrum_module.impedance(replace(task, options={"circuit": "(R|Q)-(R|Q)-Q"}))


@pytest.fixture(scope="module")
def activation(series: Result, task_of: Callable[..., Task]) -> Result:
    """The Arrhenius result of the three."""
    task = task_of({}, [])
    return line_module.arrhenius(replace(task, results=[replace(series, entries=("e1",))]))


def svg(figure: Any) -> bytes:
    """The bytes of the figure as the pipeline writes them."""
    out = BytesIO()
    with mpl.rc_context({"svg.hashsalt": "test"}):
        figure.savefig(out, format="svg", metadata={"Date": None})
    return out.getvalue()


def texts(axes: Any) -> list[str]:
    """What the legend of a panel says."""
    return [text.get_text() for text in axes.get_legend().get_texts()]


def test_nyquist_has_equal_axes(series: Result, single: Result) -> None:
    """A Nyquist plot has equal scales and the capacitive half-plane above."""
    for result in (series, single):
        axes = spectrum_module.draw(result).axes[0]
        assert axes.get_aspect() == 1.0
        assert axes.get_ylabel().startswith("$-Z''$")
        assert axes.get_ylim()[1] > 0


def test_panels_of_a_series(series: Result) -> None:
    """Each spectrum stands in the legend by temperature, and its points in every panel."""
    figure = spectrum_module.draw(series)
    assert [axes.get_title(loc="left") for axes in figure.axes] == ["a", "b", "c", "d"]
    assert texts(figure.axes[0]) == ["413.15 K", "423.15 K", "433.15 K"]
    assert texts(figure.axes[3]) == ["real", "imaginary"]


def test_panels_of_a_single_spectrum(single: Result) -> None:
    """One spectrum is drawn in ohms with its circuit, file and decades of frequency named."""
    axes = spectrum_module.draw(single).axes[0]
    assert axes.get_xlabel() == r"$Z'$ / M$\Omega$"
    assert axes.get_legend().get_title().get_text() == "(R|Q)-(R|Q)-Q"
    assert texts(axes) == ["fit", "a.txt", "decades of $f$ / Hz"]


def test_arrhenius_figure(activation: Result) -> None:
    """The legend gives the energies with their errors, and the axis above degrees Celsius."""
    figure = line_module.draw(activation)
    axes, top = figure.axes
    energy = activation.values["ea_ln_sigma_t"]
    assert texts(axes)[0].startswith(f"total: $E_a$ = {energy.value:.1f}")
    assert texts(axes)[1].startswith("bulk: $E_a$ = ")
    assert axes.get_yscale() == "log"
    assert "°C" in top.get_xlabel()
    assert top.get_xlim() == axes.get_xlim()


def test_synthetic_is_written_on_every_figure(series: Result, activation: Result) -> None:
    """Synthetic data say so on the figure; measured ones do not."""
    for draw, result in ((spectrum_module.draw, series), (line_module.draw, activation)):
        assert draw(result).get_suptitle() == NOTICE
        assert draw(replace(result, synthetic=False)).get_suptitle() == ""


def test_same_result_same_bytes(series: Result, activation: Result) -> None:
    """Drawing twice gives the same SVG, whatever the person's own settings of matplotlib are."""
    for draw, result in ((spectrum_module.draw, series), (line_module.draw, activation)):
        first = svg(draw(result))
        with mpl.rc_context({"font.size": 20.0, "lines.linewidth": 9.0, "axes.grid": True}):
            figure = draw(result)
        assert svg(figure) == first


def test_a_stored_result_draws_alike(series: Result) -> None:
    """The figure needs no more than the table and what JSON keeps."""
    again = replace(Result.from_json(series.as_json()), table=series.table)
    assert svg(spectrum_module.draw(again)) == svg(spectrum_module.draw(series))


def test_no_pyplot() -> None:
    """Drawing loads no pyplot, so it works in any thread and leaves no window behind."""
    program = (
        "import sys\nfrom glovebook.analyses.figure import new_figure, style\n"
        "with style():\n    new_figure(3, 2, synthetic=True)\nprint('matplotlib.pyplot' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-P", "-c", program], capture_output=True, check=True, text=True)
    assert done.stdout.strip() == "False"


def test_canvas_of_its_own(series: Result) -> None:
    """The figure carries an Agg canvas."""
    assert isinstance(spectrum_module.draw(series).canvas, FigureCanvasAgg)


def test_result_without_table() -> None:
    """A result whose table is gone is refused."""
    for draw in (spectrum_module.draw, line_module.draw):
        with pytest.raises(Refusal, match=r"^the result has no table to draw; analyse the entry again$"):
            draw(Result("impedance"))


def test_legs_have_lines_of_their_own(series: Result, task_of: Callable[..., Task]) -> None:
    """Heating and cooling replace the line through all points."""
    rows = [
        {**row, "leg": leg, "sigma_total": Value(row["sigma_total"].value * factor, "S/cm")}
        for leg, factor in (("heating", 1.0), ("cooling", 0.8))
        for row in series.series
    ]
    result = line_module.arrhenius(replace(task_of({}, []), results=[replace(series, series=rows, entries=("e1",))]))
    labels = [label.split(":")[0] for label in texts(line_module.draw(result).axes[0])]
    assert sorted(labels) == ["bulk", "cooling", "heating"]
