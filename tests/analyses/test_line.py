"""The straight line and Student's t, against SciPy and against exact numbers."""

from __future__ import annotations

import numpy as np
import pytest

from glovebook.analyses.line import curvature_probability, line, student_probability, student_t

X = np.array([0.0, 1.0, 2.0, 3.0, 5.0])
Y = np.array([1.1, 2.9, 5.2, 6.8, 11.3])


def test_exact_line() -> None:
    """Points on a line give it back without error."""
    found = line(X, 2 * X + 1)
    assert (found.slope, found.intercept, found.r_squared) == pytest.approx((2.0, 1.0, 1.0))
    assert found.slope_error == pytest.approx(0.0, abs=1e-12)


def test_against_scipy() -> None:
    """Slope, intercept, their errors and R squared are those of scipy.stats.linregress."""
    stats = pytest.importorskip("scipy.stats", reason="SciPy, the oracle, is not installed")
    found, other = line(X, Y), stats.linregress(X, Y)
    assert found.slope == pytest.approx(other.slope)
    assert found.intercept == pytest.approx(other.intercept)
    assert found.slope_error == pytest.approx(other.stderr)
    assert found.intercept_error == pytest.approx(other.intercept_stderr)
    assert found.r_squared == pytest.approx(other.rvalue**2)


def test_weights_against_numpy() -> None:
    """The weighted line and its covariance are those of numpy.polyfit, and a common factor of weights is no matter."""
    weights = np.array([1.0, 4.0, 2.0, 1.0, 0.5])
    coefficients, covariance = np.polyfit(X, Y, 1, w=np.sqrt(weights), cov=True)
    for factor in (1.0, 1e6):
        found = line(X, Y, factor * weights)
        assert (found.slope, found.intercept) == pytest.approx(tuple(coefficients))
        assert found.slope_error**2 == pytest.approx(covariance[0, 0])
        assert found.intercept_error**2 == pytest.approx(covariance[1, 1])
        assert found.covariance == pytest.approx(covariance[0, 1])


def test_error_of_the_line_at_a_point() -> None:
    """At the mean of x the error is that of a mean; away from it the slope's error adds."""
    found = line(X, Y)
    scatter = np.sqrt(((Y - found.intercept - found.slope * X) ** 2).sum() / 3)
    value, error = found.at(X.mean())
    assert value == pytest.approx(Y.mean())
    assert error == pytest.approx(scatter / np.sqrt(5))
    assert found.at(10.0)[1] > error


@pytest.mark.parametrize("dof", [1, 2, 3, 4, 5, 9, 30, 101])
def test_student_against_scipy(dof: int) -> None:
    """Probabilities and quantiles agree with scipy.stats.t to ten digits."""
    stats = pytest.importorskip("scipy.stats", reason="SciPy, the oracle, is not installed")
    for probability in (0.1, 0.6827, 0.95, 0.99):
        t = stats.t.ppf(0.5 + probability / 2, dof)
        assert student_t(probability, dof) == pytest.approx(t, rel=1e-10)
        assert student_probability(t, dof) == pytest.approx(probability, rel=1e-10)


def test_printed_quantile() -> None:
    """The 95 % quantile for five degrees of freedom is the 2.571 of every table."""
    assert round(student_t(0.95, 5), 3) == 2.571


def test_curvature() -> None:
    """A parabola bends, noise about a line does not, and three points cannot tell."""
    x = np.linspace(0, 1, 9)
    noise = 0.01 * np.random.default_rng(2).standard_normal(9)
    bent, straight = curvature_probability(x, x**2 + noise), curvature_probability(x, 3 * x + noise)
    assert bent is not None
    assert straight is not None
    assert bent < 1e-6
    assert straight > 0.1
    assert curvature_probability(x[:3], x[:3]) is None


def test_curvature_against_scipy() -> None:
    """The probability is that of the t test of the quadratic coefficient."""
    stats = pytest.importorskip("scipy.stats", reason="SciPy, the oracle, is not installed")
    coefficients, covariance = np.polyfit(X, Y, 2, cov=True)
    expected = 2 * stats.t.sf(abs(coefficients[0]) / np.sqrt(covariance[0, 0]), 2)
    assert curvature_probability(X, Y) == pytest.approx(expected)
