"""Circuits: names, impedances against their formulas, derivatives against differences."""

from __future__ import annotations

import numpy as np
import pytest

from glovebook.analyses.circuits import Circuit, parse
from glovebook.schema.refusal import Refusal

OMEGA = 2 * np.pi * np.logspace(6, -1, 15)
HINT = "write elements (R, C, L, Q, (R|C), (R|Q)) joined by '-', for example '(R|Q)-(R|Q)-Q'; (R|C) is parallel"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("(R|Q)-(R|Q)-Q", "(R|Q)-(R|Q)-Q"),
        ("(R1|Q1)+(R2|Q2)+Q3", "(R|Q)-(R|Q)-Q"),
        ("Q - R - L - (Q|R)", "L-R-(R|Q)-Q"),
        ("(R|C)", "(R|C)"),
        ("R-C", "R-C"),
        ("(R|Q)-(R|C)", "(R|Q)-(R|C)"),
    ],
)
def test_names(text: str, name: str) -> None:
    """Spellings that people use lead to one name, which reads back to the same circuit."""
    assert name == parse(text).name
    assert parse(text) == parse(name)


def test_parameters_are_numbered_by_arc() -> None:
    """Parameters in series end in 0, those of arcs in the number of the arc."""
    circuit = parse("L-R-(R|C)-(R|Q)-Q")
    assert circuit.parameters == ("l_0", "r_0", "r_1", "c_1", "r_2", "q_2", "n_2", "q_0", "n_0")
    assert circuit.exponents.tolist() == [name.startswith("n") for name in circuit.parameters]
    assert circuit.arcs == 2


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("RC", "circuit 'RC' is not a series of known elements"),
        ("", "circuit '' is not a series of known elements"),
        ("(R-C)", "circuit '(R-C)' is not a series of known elements"),
        ("(R|Q", "circuit '(R|Q' is not a series of known elements"),
        ("W", "circuit 'W' is not a series of known elements"),
        ("(C|Q)", "circuit '(C|Q)' has the element (C|Q), which is not known"),
        ("R-(R|Q)-R", "circuit 'R-(R|Q)-R' has R in series more than once, which no spectrum can tell apart"),
        ("-".join(["(R|Q)"] * 5), "circuit '(R|Q)-(R|Q)-(R|Q)-(R|Q)-(R|Q)' has 5 arcs; at most 4 can be fitted"),
        ("Q" * 300, f"circuit '{'Q' * 60}' is not a series of known elements"),
    ],
)
def test_refused_names(text: str, message: str) -> None:
    """Everything else is refused, with the elements that there are."""
    with pytest.raises(Refusal) as caught:
        parse(text)
    assert caught.value.message == message
    assert caught.value.hint == HINT


@pytest.mark.parametrize(
    ("name", "values", "formula"),
    [
        ("R", [50.0], lambda s: 50.0 + 0 * s),
        ("C", [1e-6], lambda s: 1 / (s * 1e-6)),
        ("L", [1e-6], lambda s: s * 1e-6),
        ("Q", [1e-6, 0.8], lambda s: 1 / (1e-6 * s**0.8)),
        ("(R|C)", [50.0, 1e-6], lambda s: 1 / (1 / 50.0 + s * 1e-6)),
        ("(R|Q)", [50.0, 1e-6, 0.8], lambda s: 1 / (1 / 50.0 + 1e-6 * s**0.8)),
    ],
)
def test_impedance_of_each_element(name: str, values: list[float], formula: object) -> None:
    """Each element has the impedance of its textbook formula."""
    assert callable(formula)
    circuit = parse(name)
    expected = formula(1j * OMEGA)
    assert np.allclose(expected, circuit.impedance(OMEGA, circuit.logs(np.array(values))), rtol=1e-12)


@pytest.mark.parametrize("name", ["L-R-(R|C)-(R|Q)-C", "L-R-(R|Q)-(R|Q)-Q"])
def test_jacobian_against_differences(name: str) -> None:
    """The analytic derivatives agree with central differences, for a stack of parameter vectors at once."""
    circuit: Circuit = parse(name)
    random = np.random.default_rng(3)
    points = random.normal(-2.0, 1.0, (4, len(circuit.parameters)))
    points[:, circuit.exponents] = random.uniform(0.4, 0.95, (4, int(circuit.exponents.sum())))
    omega = np.logspace(-2, 2, 9)
    _, jacobian = circuit.evaluate(omega, points)
    assert jacobian.shape == (4, len(circuit.parameters), 9)
    for index in range(len(circuit.parameters)):
        step = np.zeros(len(circuit.parameters))
        step[index] = 1e-6
        difference = (circuit.impedance(omega, points + step) - circuit.impedance(omega, points - step)) / 2e-6
        assert np.allclose(difference, jacobian[:, index], rtol=1e-6, atol=1e-7)
