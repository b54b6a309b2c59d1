"""No money appears or gets lost, whatever the policy; and nothing becomes undefined."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from strategies import scenarios

from budgetsim import Scenario, ScenarioError, outcomes, simulate
from budgetsim.model import months
from budgetsim.model.run import Run
from budgetsim.model.state import Year

TABLE = outcomes().set_index("name")
WITHIN_ONE = TABLE.index[
    TABLE["unit"].isin(["share", "share of budget", "share of spending", "monthly probability"])
]
CORRELATIONS = ("validity", "self_external_correlation")


def lived(scenario: Scenario, seeds: int = 2) -> Iterator[Year]:
    """Closed books of every year, burn-in included."""
    run = Run(scenario, range(seeds))
    for _ in range(scenario.protocol.burn_in + scenario.protocol.years):
        yield run.live_year()


@hypothesis_settings(max_examples=60)
@given(scenarios())
def test_money_is_conserved(scenario: Scenario) -> None:
    growth, count = scenario.district.envelope_growth, scenario.district.departments
    kept = np.zeros((1, 2, count))
    for number, books in enumerate(lived(scenario)):
        assert months.money_balance(books).max() < 1e-9
        # The next budgets are all of the envelope, which grows from the first recorded year on.
        envelope = count * (1.0 + growth) ** max(0, number + 1 - scenario.protocol.burn_in)
        np.testing.assert_allclose(books.use.allocation.sum(axis=-1), envelope, rtol=1e-9)
        # Money kept comes back in the budget of the next year, July only moves it about.
        np.testing.assert_allclose(
            books.budget, books.allocation + kept + books.moved_in_july, rtol=1e-12, atol=1e-15
        )
        np.testing.assert_allclose(books.moved_in_july.sum(axis=-1), 0.0, atol=1e-9)
        kept = books.results.kept
        unspent = books.budget - books.spent
        assert (unspent >= -1e-12 * books.budget).all()
        assert (kept <= unspent + 1e-15).all()
        np.testing.assert_allclose(kept, scenario.policy.carryover * unspent, rtol=1e-12, atol=1e-15)


@hypothesis_settings(max_examples=60)
@given(scenarios())
def test_accounts_of_money_are_not_negative(scenario: Scenario) -> None:
    for books in lived(scenario):
        for name in ("useful", "diverted", "concealed", "passive", "rush_loss", "late_gain", "spent"):
            assert getattr(books, name).min() >= -1e-12, name


@hypothesis_settings(max_examples=60)
@given(scenarios())
def test_outcomes_are_finite_and_within_their_bounds(scenario: Scenario) -> None:
    got = simulate(scenario, 2).outcomes
    numbers = got.drop(columns="scenario")
    assert np.isfinite(numbers.to_numpy(dtype=np.float64)).all()
    for name in WITHIN_ONE.difference(
        ["sandbagging", "money_moved", "value_to_first_best", "technical_efficiency"]
    ):
        assert got[name].between(-1e-12, 1.0 + 1e-12).all(), name
    for name in CORRELATIONS:
        assert got[name].between(-1.0 - 1e-12, 1.0 + 1e-12).all(), name
    if scenario.protocol.score_form == "points":
        for name in ("self_score", "external_score"):
            assert got[name].between(0.0, 100.0).all(), name
    assert got["allocative_efficiency"].max() <= 1.0 + 1e-12
    assert got["budget_gini"].between(0.0, 1.0).all()


@hypothesis_settings(max_examples=40)
@given(scenarios())
def test_nothing_beats_the_first_best(scenario: Scenario) -> None:
    """The first best leaves late demand out: where there is some, meeting it is worth more than the plan foresaw."""
    got = simulate(scenario.replace(late_demand_spread=0.0), 2).outcomes
    assert got["technical_efficiency"].max() <= 1.0 + 1e-9
    assert got["value_to_first_best"].max() <= 1.0 + 1e-9
    np.testing.assert_allclose(
        got["value_to_first_best"], got["allocative_efficiency"] * got["technical_efficiency"], rtol=1e-9
    )


@pytest.mark.parametrize("rule", ["incremental", "linear", "grades", "tournament", "posterior"])
@pytest.mark.parametrize("departments", [1, 2])
def test_tiny_districts_run(departments: int, rule: str) -> None:
    small = Scenario().replace(
        departments=departments, budget_rule=rule, result_use=0.8, years=3, relative_evaluation=0.5
    )
    got = simulate(small, 3).outcomes
    assert np.isfinite(got.drop(columns="scenario").to_numpy(dtype=np.float64)).all()
    if departments == 1:
        assert (got["money_moved"] < 1e-12).all()
        assert (got["budget_gini"] == 0.0).all()


def test_lapsed_money_is_what_is_neither_spent_nor_kept() -> None:
    panel = simulate(
        Scenario().replace(hoarding=0.4, year_end="patience", departments=7), 3, departments=True
    )
    sums = panel.departments.groupby(["seed", "year"])[["budget", "spent", "kept"]].sum()
    expected = (sums["budget"] - sums["spent"] - sums["kept"]) / sums["budget"]
    got = panel.outcomes.set_index(["seed", "year"])["lapsed_money"]
    pd.testing.assert_series_equal(got, expected, check_names=False, rtol=1e-12)
    assert got.min() > 0.0


@pytest.mark.parametrize(
    "extreme",
    [
        {"budget_rule": "grades", "rigid_share": 0.0, "result_use": 1.0, "self_bias_sd": 1.0},
        {"budget_rule": "linear", "rigid_share": 0.0, "result_use": 1.0, "adjustment_floor": 0.0,
         "budget_elasticity": 10.0},
    ],
)  # fmt: skip
def test_cancelled_departments_stay_open_and_come_back(extreme: dict[str, object]) -> None:
    district = Scenario(name="cancelling").replace(
        departments=8, years=6, staff=1000.0, evaluation_lag=1, carryover=0.0, **extreme
    )
    result = simulate(district, 20, departments=True)
    assert np.isfinite(result.outcomes.drop(columns="scenario").to_numpy(dtype=float)).all()
    budgets = result.departments.pivot_table(
        index=["seed", "department"], columns="year", values="allocation"
    )
    fallen = budgets[1] < 0.01
    assert (budgets.to_numpy() > 1e-5).all()
    assert fallen.any()
    # Whoever scores better later grows again, slowly: the base is nine tenths last year's budget.
    assert (budgets.loc[fallen].max(axis=1) > 2.0 * budgets.loc[fallen, 1]).any()


def test_diversion_never_exceeds_the_budget() -> None:
    greedy = Scenario(name="greedy").replace(
        departments=8, years=2, slack_taste=20.0, diversion_max=0.7, concealment_max=0.3, diversion_guilt=0.0
    )
    panel = simulate(greedy, 5, departments=True).departments
    assert (panel["diversion"] + panel["concealment"]).max() == pytest.approx(1.0, abs=1e-12)
    assert panel["useful"].min() >= -1e-12
    assert panel["passive"].min() >= -1e-12
    with pytest.raises(ScenarioError, match="sum to at most 1"):
        greedy.replace(diversion_max=0.9)
