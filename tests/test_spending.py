"""Months of spending, the December rush, money moved in July, money kept."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from limits import off

from budgetsim import simulate
from budgetsim.declarations import Department
from budgetsim.model.mechanisms import execution
from budgetsim.numerics import total

UNIT = st.floats(0.0, 1.0)
QUIET = {"spending_noise": 0.0, "years": 1, "departments": 5}


@given(st.floats(0.0, 0.9), UNIT)
def test_december_of_a_year_without_noise(hoarding: float, carryover: float) -> None:
    """Closed form: (1 − h)/12 a month; in December what is left, less half the rest where it may be kept."""
    world = off(**QUIET, year_end="patience", hoarding=hoarding, carryover=carryover)
    got = simulate(world, 1).outcomes.iloc[0]
    rest = 11.0 / 12.0 * hoarding
    december = 1.0 / 12.0 + (1.0 - carryover / 2.0) * rest
    spent = 11.0 / 12.0 * (1.0 - hoarding) + december
    assert got["execution_rate"] == pytest.approx(spent, rel=1e-12)
    assert got["december_share"] == pytest.approx(december / spent, rel=1e-12)
    assert got["rush_loss"] == pytest.approx(0.5 * (1.0 - carryover / 2.0) * rest, abs=1e-12)
    assert got["lapsed_money"] == pytest.approx((1.0 - carryover) * (1.0 - spent), abs=1e-12)


def test_instalment_is_the_median_of_a_mean_that_noise_leaves_alone() -> None:
    shocks = np.random.default_rng(3).standard_normal(1_000_000)
    budget, held, noise = np.float64(1.2), np.float64(0.1), np.float64(0.4)
    median = execution.instalment(budget, held, noise)
    got = execution.monthly_spending(median, noise, shocks, np.float64(10.0)).mean()
    # Four standard errors.
    assert got == pytest.approx(1.2 * 0.9 / 12.0, rel=4.0 * 0.42 / 1000.0)


@given(st.floats(0.0, 2.0), st.floats(-4.0, 4.0), st.floats(0.0, 0.3))
def test_monthly_spending_never_takes_more_than_is_left(noise: float, shock: float, left: float) -> None:
    assert 0.0 <= execution.monthly_spending(np.float64(0.1), noise, shock, left) <= left


@given(
    arrays(np.float64, (2, 1, 7), elements=st.floats(0.05, 5.0)),
    arrays(np.float64, (2, 1, 7), elements=UNIT),
    arrays(np.float64, (2, 1, 7), elements=UNIT),
)
def test_mid_year_moves_sum_to_zero_and_take_only_what_is_unspent(
    budget: np.ndarray, pace: np.ndarray, strength: np.ndarray
) -> None:
    spent = pace * budget
    moves = execution.mid_year_moves(budget, spent, strength, 7)
    scale = total(budget, 7)
    assert (np.abs(total(moves, 7)) <= 1e-12 * scale).all()
    assert (budget + moves >= spent - 1e-9).all()
    # Money goes from those behind the district's pace to those ahead of it.
    ahead = spent / budget - total(spent, 7) / scale
    assert (moves * ahead >= -1e-9 * scale).all()


def test_mid_year_moves_by_hand() -> None:
    budget, spent = np.array([[[1.0, 1.0, 2.0]]]), np.array([[[0.8, 0.2, 1.0]]])
    # Pace .5: the second is .3 behind, the first .3 ahead, the third on time; half of the gap moves.
    got = execution.mid_year_moves(budget, spent, np.full((1, 1, 1), 0.5), 3)
    np.testing.assert_allclose(got[0, 0], [0.15, -0.15, 0.0], atol=1e-15)


@pytest.mark.parametrize("departments", [1, 4])
def test_mid_year_moves_nothing_where_all_are_on_time(departments: int) -> None:
    budget = np.ones((1, 1, departments))
    assert not execution.mid_year_moves(budget, 0.5 * budget, np.ones((1, 1, 1)), departments).any()


def test_mid_year_reallocation_leaves_the_districts_budget_alone() -> None:
    base = off(departments=20, year_end="procrastination", hoarding=0.2, spending_noise=0.5, years=1)
    panels = [
        simulate(base.replace(mid_year_reallocation=lever), 2, departments=True).departments
        for lever in (0.0, 1.0)
    ]
    for column in ("allocation", "budget"):
        sums = [panel.groupby("seed")[column].sum().to_numpy() for panel in panels]
        np.testing.assert_allclose(sums[0], sums[1], rtol=1e-12)
    moved = (panels[1]["budget"] - panels[1]["allocation"]).abs()
    assert moved.max() > 0.01
    np.testing.assert_allclose(panels[0]["budget"], panels[0]["allocation"], rtol=1e-15)


def test_passive_waste_rate_falls_with_review_and_rises_with_haste() -> None:
    def rate(review: float, pressure: float) -> float:
        return float(execution.passive_waste_rate(0.15, review, pressure, 0.5, Department()))

    assert rate(0.8, 0.5) < rate(0.1, 0.5)
    assert rate(0.1, 0.9) > rate(0.1, 0.5)
    assert rate(0.0, 0.0) == pytest.approx(0.15)


@given(st.floats(0.0, 2.0), UNIT, UNIT, UNIT)
def test_uses_of_money_add_up_to_it(
    amount: float, diversion: float, concealment: float, waste: float
) -> None:
    got = execution.uses(*map(np.float64, (amount, 0.5 * diversion, 0.5 * concealment, waste)))
    assert float(got.diverted + got.concealed + got.wasted + got.useful) == pytest.approx(amount, abs=1e-12)
    assert min(map(float, (got.diverted, got.concealed, got.wasted, got.useful))) >= -1e-12
