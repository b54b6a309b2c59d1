"""Public value and the first best: formulas against numerical optimisation."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from scipy.optimize import minimize

from budgetsim.declarations import Department, District
from budgetsim.model.mechanisms import production
from budgetsim.model.world import neighbours

THETA = st.floats(0.3, 2.5)
VALUE = st.floats(0.0, 1.5)


@given(THETA, VALUE, VALUE, st.floats(0.0, 0.9), st.floats(0.0, 0.5), st.floats(0.4, 3.0))
def test_first_best_rate_is_the_largest_value_net_of_effort(  # noqa: PLR0913 - one argument per term
    theta: float, v1: float, v2: float, sigma: float, spillover: float, cost: float
) -> None:
    d = Department(effort_substitution=sigma, effort_cost=cost)
    w = District(output_value=v1, benefit_value=v2, spillover=spillover)
    away = np.array([[1.0, sigma], [sigma, 1.0]])

    def loss(e: np.ndarray) -> float:
        extra = e - 0.1
        return float(
            0.5 * cost * extra @ away @ extra - theta * (1.0 + spillover) * (1.0 + v1 * e[0] + v2 * e[1])
        )

    best = minimize(loss, (0.3, 0.3), bounds=[(0.0, None)] * 2, options={"ftol": 1e-15, "gtol": 1e-10})
    got = production.first_best_rate(np.full((1, 1, 6), theta), d, w)
    np.testing.assert_allclose(got, -best.fun, rtol=1e-8)


@hypothesis_settings(max_examples=30)
@given(st.lists(st.tuples(THETA, st.floats(0.3, 3.0)), min_size=2, max_size=5), st.floats(0.3, 0.85))
def test_first_best_shares_are_the_optimal_division_of_money(
    kinds: list[tuple[float, float]], alpha: float
) -> None:
    rate, size = (np.array(x).reshape(1, 1, -1) for x in zip(*kinds, strict=True))
    got = production.first_best_shares(rate, size, np.float64(alpha))
    assert got.sum() == pytest.approx(1.0)

    def loss(logits: np.ndarray) -> float:
        # Shares from logits: positive, and they sum to one.
        shares = np.exp(logits) / np.exp(logits).sum()
        return -float(np.sum(size ** (1.0 - alpha) * shares**alpha * rate))

    best = minimize(loss, np.zeros(len(kinds)), method="BFGS", options={"gtol": 1e-10})
    factor = production.first_best_factor(rate, size, np.float64(alpha)).item()
    assert factor == pytest.approx(-best.fun, rel=1e-7)
    assert -loss(np.log(got[0, 0])) == pytest.approx(-best.fun, rel=1e-7)


def test_scale_has_constant_returns_to_size_and_money_together() -> None:
    alpha = np.float64(0.7)

    def scale(size: float, budget: float) -> float:
        return float(
            production.scale(production.size_factor(np.float64(size), alpha), np.float64(budget), alpha)
        )

    assert scale(2.0 * 0.8, 2.0 * 1.3) == pytest.approx(2.0 * scale(0.8, 1.3))
    # More money alone has diminishing returns.
    assert scale(0.8, 2.6) < 2.0 * scale(0.8, 1.3)
    assert scale(1.0, 1.0) == 1.0


@pytest.mark.parametrize("degree", [1, 3])
def test_public_value_spills_over_in_full(degree: int) -> None:
    own = np.random.default_rng(0).random((1, 2, 8))
    got = production.public_value(np.ones((1, 1, 8)), own, np.float64(0.3), neighbours(8, degree))
    np.testing.assert_allclose(got.sum(axis=-1), 1.3 * own.sum(axis=-1), rtol=1e-12)
    assert (got > own).all()


def test_performance_of_a_department_without_effort_is_its_base() -> None:
    w = District()
    assert production.performance(np.float64(0.8), np.float64(0.0), np.float64(0.0), w) == 0.8
    more = replace(w, output_value=2.0)
    assert production.performance(0.8, 0.1, 0.1, more) > production.performance(0.8, 0.1, 0.1, w)


@given(THETA, st.floats(0.0, 1.0), st.floats(0.0, 1.0))
def test_productive_base_falls_with_waste(theta: float, useful: float, more: float) -> None:
    low, high = sorted((useful, more))
    base = [
        float(production.productive_base(np.float64(theta), np.float64(u), np.float64(0.7)))
        for u in (low, high)
    ]
    assert 0.0 <= base[0] <= base[1] <= theta * (1.0 + 1e-12)
