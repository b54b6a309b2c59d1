"""Budgets that swing back and that are adjusted within the year: limits, conservation, sizes that come back."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetsim import load_scenario, simulate
from budgetsim.kinds.verify.evidence.measure import observed
from budgetsim.model import months, opening
from budgetsim.model.mechanisms import results
from budgetsim.model.mesa import BudgetModel
from budgetsim.model.run import Run, optional_draws
from budgetsim.studies.moments import MOMENTS

BASE = load_scenario("wangcheng_2022").replace(burn_in=1, years=6)
QUIET = BASE.replace(
    departments=300, result_use=0.0, budget_inertia=1.0, budget_noise_tails=1.0, adjustment_tails=1.0
)
NORMALS = np.random.default_rng(5).standard_normal((1, 400, 100))


def one(value: float) -> np.ndarray:
    return np.full((1, 1, 1), value)


def moments_of(name: str, **settings: float) -> np.ndarray:
    panels = simulate(QUIET.replace(**settings), 6, departments=True).panels[QUIET.name]
    return np.array([MOMENTS[name](observed(table)) for table in panels])


@pytest.mark.parametrize("name", ["budget_swing", "adjustment_sd"])
def test_neutral_budgets_are_exact_beside_others(name: str) -> None:
    moving = BASE.replace(name="moving", budget_swing=0.5, adjustment_sd=0.3)
    still = moving.replace(name="still", **{name: 0.0})
    assert not optional_draws([BASE])["adjustment"]
    together = simulate([moving, still], 2, departments=True)
    alone = simulate(still, 2, departments=True)
    for table in ("outcomes", "departments"):
        both, expected = getattr(together, table), getattr(alone, table)
        beside = both[both["scenario"] == "still"].reset_index(drop=True)
        pd.testing.assert_frame_equal(beside, expected, check_exact=True)
    without = simulate(still.replace(budget_swing=0.0, adjustment_sd=0.0), 2).outcomes
    assert not without.equals(alone.outcomes)


def test_neutral_budgets_are_those_without_these_laws(monkeypatch: pytest.MonkeyPatch) -> None:
    got = simulate(BASE, 3, departments=True)
    monkeypatch.setattr(opening, "adjust_budgets", lambda _: None)
    monkeypatch.setattr(results, "lasting_change", lambda change, *_: change)
    expected = simulate(BASE, 3, departments=True)
    pd.testing.assert_frame_equal(got.departments, expected.departments, check_exact=True)


def test_both_faces_adjust_alike() -> None:
    scenario = BASE.replace(departments=9, adjustment_sd=0.4, budget_swing=0.3)
    model = BudgetModel(scenario, seed=4)
    model.run_years(6)
    pd.testing.assert_frame_equal(model.outcomes, simulate(scenario, [4]).outcomes, check_exact=True)


@pytest.mark.parametrize("swing", [0.0, 0.3, 0.8])
def test_successive_changes_swing_back_as_stated(swing: float) -> None:
    got = moments_of("budget_change_persistence", budget_swing=swing, budget_noise=0.1)
    # Four pairs of 300 departments under six seeds, which are weighed by nothing: five standard errors.
    assert got.mean() == pytest.approx(-swing / (1.0 + swing * swing), abs=5 / 7_200**0.5)


def test_swing_without_a_change_moves_nothing() -> None:
    change, before = results.lasting_change(NORMALS, 0.0 * NORMALS, one(0.7)), NORMALS
    np.testing.assert_array_equal(change, before)


@given(st.floats(0.01, 1.5), st.integers(1, 60))
def test_adjustments_move_money_and_make_none(spread: float, departments: int) -> None:
    budget = np.exp(NORMALS[:, :, :departments])
    got = results.adjusted_budget(budget, spread * NORMALS[:, :, -departments:], one(spread))
    np.testing.assert_allclose(got.sum(axis=-1), budget.sum(axis=-1), rtol=1e-12)
    assert (got > 0.0).all()


def test_single_department_gets_no_adjustment() -> None:
    budget = np.full((1, 3, 1), 2.0)
    got = results.adjusted_budget(budget, NORMALS[:, :3, :1], one(0.5))
    np.testing.assert_allclose(got, 2.0)


def test_adjusted_money_is_conserved_and_executed() -> None:
    scenario = BASE.replace(adjustment_sd=0.5, budget_swing=0.4, envelope_growth=0.03)
    run = Run(scenario, range(5))
    for books in run.recorded_years():
        assert (months.money_balance(books) < 1e-12).all()
        granted = books.allocation.sum(axis=-1) + books.carried.sum(axis=-1)
        np.testing.assert_allclose(books.budget.sum(axis=-1), granted, rtol=1e-12)
        assert not np.allclose(books.budget, books.allocation + books.carried)
        assert (books.spent <= books.budget * (1.0 + 1e-12)).all()


def test_executed_over_approved_spreads_as_adjustments_do() -> None:
    widths = [
        moments_of("execution_q90", adjustment_sd=sd) - moments_of("execution_q10", adjustment_sd=sd)
        for sd in (0.0, 0.1, 0.3)
    ]
    assert (np.diff(widths, axis=0) > 0.0).all()
    # The deciles of a normal are 1.2816 standard deviations from its mean; what one loses another gains.
    low, middle, high = (moments_of(f"execution_q{q}", adjustment_sd=0.3).mean() for q in (10, 50, 90))
    part = 1.0 - np.exp(-0.3 * 1.2816)
    assert low == pytest.approx(1.0 - part, abs=0.03)
    assert middle == pytest.approx(1.0, abs=0.03)
    assert high == pytest.approx(1.0 + part, abs=0.03)


def test_adjustments_leave_next_years_budget_as_it_was_approved() -> None:
    """What comes within a year goes with it: approved budgets of the next year do not know of it."""
    apart = BASE.replace(result_use=0.0, carryover=0.0)
    still, moved = (
        simulate(apart.replace(adjustment_sd=sd), 2, departments=True).departments for sd in (0.0, 0.4)
    )
    np.testing.assert_array_equal(still["allocation"], moved["allocation"])
    assert not np.allclose(still["budget"], moved["budget"])
