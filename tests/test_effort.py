"""Effort: the closed form is the argmax of the objective that it says it solves, corners included."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import minimize

from budgetsim.declarations import Bureau, Department, Policy
from budgetsim.model.mechanisms import effort

GAIN = st.floats(-1.0, 3.0)
HABIT = st.floats(0.0, 1.5)
PRICE = st.floats(0.2, 5.0)
SUBSTITUTION = st.floats(0.0, 0.95)


def objective(efforts, gains, price, substitution, habits) -> float:
    """Gain less cost, with the quadratic form written as a matrix."""
    away = np.asarray(efforts) - np.asarray(habits)
    curvature = np.array([[1.0, substitution], [substitution, 1.0]])
    return float(np.dot(gains, efforts) - 0.5 * price * away @ curvature @ away)


@given(GAIN, GAIN, PRICE, SUBSTITUTION, HABIT, HABIT)
def test_best_effort_is_the_argmax(  # noqa: PLR0913 - one argument per term
    m1: float, m2: float, price: float, sigma: float, h1: float, h2: float
) -> None:
    got = [float(e) for e in effort.best_effort(m1, m2, price, sigma, h1, h2)]
    expected = minimize(
        lambda e: -objective(e, (m1, m2), price, sigma, (h1, h2)),
        x0=(h1, h2),
        bounds=[(0.0, None), (0.0, None)],
        method="L-BFGS-B",
        options={"ftol": 1e-15, "gtol": 1e-10},
    )
    reached = objective(got, (m1, m2), price, sigma, (h1, h2))
    assert min(got) >= 0.0
    # The objective is strictly concave: who reaches the maximum is at the argmax.
    assert reached >= -expected.fun - 1e-9 * max(1.0, abs(reached))


@pytest.mark.parametrize(
    ("gains", "idle"), [((2.0, 0.1), 1), ((0.1, 2.0), 0)], ids=["no benefit effort", "no output effort"]
)
def test_best_effort_at_a_corner(gains: tuple[float, float], idle: int) -> None:
    habits = (0.1, 0.1)
    got = [float(e) for e in effort.best_effort(*gains, 1.0, 0.8, *habits)]
    assert got[idle] == 0.0
    grid = np.linspace(0.0, 4.0, 4001)
    pairs = [(e, 0.0) if idle == 1 else (0.0, e) for e in grid]
    expected = grid[np.argmax([objective(pair, gains, 1.0, 0.8, habits) for pair in pairs])]
    assert got[1 - idle] == pytest.approx(expected, abs=1e-3)


def test_best_effort_at_both_corners() -> None:
    assert [float(e) for e in effort.best_effort(-3.0, -3.0, 1.0, 0.5, 0.1, 0.1)] == [0.0, 0.0]


def test_best_effort_turns_to_what_is_measured() -> None:
    # Multitasking: a reward for outputs alone takes effort off benefits as far as the two are substitutes.
    plain = effort.best_effort(0.3, 0.3, 1.0, 0.5, 0.2, 0.2)
    rewarded = effort.best_effort(0.6, 0.3, 1.0, 0.5, 0.2, 0.2)
    assert rewarded[0] > plain[0]
    assert rewarded[1] < plain[1]
    separate = [effort.best_effort(m, 0.3, 1.0, 0.0, 0.2, 0.2)[1] for m in (0.3, 0.6)]
    assert separate[0] == separate[1]


@given(st.floats(0.0, 3.0), st.floats(0.0, 3.0), PRICE, SUBSTITUTION, HABIT, HABIT)
def test_effort_cost_is_the_quadratic_form(  # noqa: PLR0913 - one argument per term
    e1: float, e2: float, price: float, sigma: float, h1: float, h2: float
) -> None:
    got = float(effort.effort_cost(e1, e2, price, sigma, h1, h2))
    expected = -objective((e1, e2), (0.0, 0.0), price, sigma, (h1, h2))
    assert got == pytest.approx(expected, abs=1e-9)
    assert got >= -1e-12


@pytest.mark.parametrize(("lever", "sign"), [("monitoring_intensity", 1), ("objective_review", 1)])
def test_effort_price_rises_with_paperwork(lever: str, sign: int) -> None:
    low, high = (
        effort.effort_price(replace(Policy(), **{lever: value}), Department(), Bureau())
        for value in (0.1, 0.9)
    )
    assert sign * (high - low) > 0.0


def test_effort_price_is_spared_by_systems_only_where_checks_are_made() -> None:
    def price(checks: float, systems: float) -> float:
        levers = replace(Policy(), monitoring_intensity=checks, information_systems=systems)
        return float(effort.effort_price(levers, Department(), Bureau()))

    assert price(0.5, 1.0) < price(0.5, 0.0)
    assert price(0.0, 1.0) == price(0.0, 0.0)
