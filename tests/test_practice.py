"""Gaming that learns: claims get cheaper with the years of an indicator, until it is replaced."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetsim import load_scenario, simulate
from budgetsim.model.mechanisms import misconduct
from budgetsim.model.mesa import BudgetModel

LASTING = load_scenario("wangcheng_2022").replace(departments=20, burn_in=0, indicator_renewal=0.0)


@given(st.floats(0.1, 10.0), st.floats(0.0, 30.0))
def test_claims_cost_the_same_for_ever_where_nobody_learns(cost: float, years: float) -> None:
    assert float(misconduct.practised_cost(cost, 0.0, years)) == cost


@given(st.floats(0.1, 10.0), st.floats(0.01, 2.0), st.floats(0.0, 30.0))
def test_claims_get_cheaper_with_practice(cost: float, learning: float, years: float) -> None:
    now, later = (float(misconduct.practised_cost(cost, learning, years + more)) for more in (0.0, 1.0))
    assert 0.0 < later < now <= cost


def test_runs_without_practice_are_the_same_to_the_bit(monkeypatch: pytest.MonkeyPatch) -> None:
    world = LASTING.replace(indicator_renewal=0.45)
    with_it = simulate(world, 3, years=4).outcomes
    monkeypatch.setattr(misconduct, "practised_cost", lambda cost, *_: cost * np.ones((1, 1, 1)))
    pd.testing.assert_frame_equal(with_it, simulate(world, 3, years=4).outcomes, check_exact=True)


def test_years_of_indicators_are_counted_and_end_with_them() -> None:
    kept, replaced = (BudgetModel(LASTING.replace(indicator_renewal=part), seed=3) for part in (0.0, 1.0))
    for model in (kept, replaced):
        model.run_years(4)
    assert (kept.world.state.indicator_years == 4.0).all()
    assert (replaced.world.state.indicator_years == 0.0).all()


def test_claims_follow_the_years_of_an_indicator() -> None:
    """With the same stakes and no risk of being found, claims grow as their price falls, 1 + λ T."""
    learning = 0.2
    honest = LASTING.replace(
        evaluation_coverage=0.0, audit_coverage=0.0, unforeseen_errors=1.0, smoothing_attainment=0.0,
        manipulation_max=1.0, culture_rate=0.0, belief_learning=0.0, budget_value=0.0, reward_saturation=0.0,
    )  # fmt: skip
    # The view of the own past counts as it was lived, so only the first two years have one and the same stake.
    worlds = [honest.replace(name="plain"), honest.replace(name="practised", gaming_learning=learning)]
    got = simulate(worlds, 4, years=2).outcomes.pivot_table("manipulation", "year", "scenario")
    assert got.loc[1, "practised"] == got.loc[1, "plain"]
    assert got.loc[2, "practised"] == pytest.approx((1.0 + learning) * got.loc[2, "plain"], rel=1e-9)


def test_new_indicators_keep_claims_low() -> None:
    worlds = [
        LASTING.replace(name=f"renewal_{part}", gaming_learning=0.3, indicator_renewal=part)
        for part in (0.0, 0.3, 0.9)
    ]
    got = simulate(worlds, 6, years=8).outcomes.query("year > 5").groupby("scenario", sort=False)
    claims = got["manipulation"].mean()
    assert (np.diff(claims) < 0.0).all()
