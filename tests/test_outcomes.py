"""Outcomes of the district, worked out again from the panel of departments and other outcomes."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from budgetsim import Change, Result, Scenario, simulate
from budgetsim.model.measures import OUTCOMES, bounds_of

KEY = ["seed", "year"]


@pytest.fixture(scope="module")
def result() -> Result:
    busy = Scenario().replace(
        departments=15, years=4, evaluation_coverage=0.4, monitoring_intensity=0.3, staff=30.0, result_use=0.6,
        evaluation_lag=1, hoarding=0.3, carryover=0.6, credibility_initial=0.6, changes=[Change(3, {"training": 0.9})],
    )  # fmt: skip
    return simulate(busy, 4, departments=True)


def from_panel(result: Result, compute) -> pd.Series:
    groups = result.departments.groupby(KEY)
    return pd.Series({key: compute(rows) for key, rows in groups})


EXPECTED = {
    "public_value": lambda d: d["value"].mean(),
    "value_per_budget": lambda d: d["value"].sum() / d["budget"].sum(),
    "performance": lambda d: d["performance"].mean(),
    "self_score": lambda d: d["self_score"].mean(),
    "external_score": lambda d: d["external_score"].mean(),
    "score_inflation": lambda d: (d["self_score"] - d["external_score"]).mean(),
    "self_external_correlation": lambda d: d["self_score"].corr(d["external_score"]),
    "excellent_share": lambda d: (d["self_score"] >= 90.0).mean(),
    "manipulation": lambda d: d["manipulation"].mean(),
    "active_waste": lambda d: ((d["diverted"] + d["concealed"]) / d["budget"]).mean(),
    "concealed_waste": lambda d: (d["concealed"] / d["budget"]).mean(),
    "passive_waste": lambda d: (d["passive"] / d["budget"]).mean(),
    "rush_loss": lambda d: (d["rush_loss"] / d["budget"]).mean(),
    "sandbagging": lambda d: d["sandbagging"].mean(),
    "effort_output": lambda d: d["effort_output"].mean(),
    "effort_benefit": lambda d: d["effort_benefit"].mean(),
    "december_share": lambda d: (d["spent"] - d["november"]).sum() / d["spent"].sum(),
    "execution_rate": lambda d: d["spent"].sum() / d["budget"].sum(),
    "lapsed_money": lambda d: (d["budget"] - d["spent"] - d["kept"]).sum() / d["budget"].sum(),
    "evaluation_share": lambda d: d["evaluated"].mean(),
    "perceived_risk": lambda d: d["perceived_risk"].mean(),
    "credibility": lambda d: d["credibility"].mean(),
    "culture": lambda d: d["culture"].mean(),
    "rent": lambda d: d["payoff"].mean(),
    "money_moved": lambda d: (
        0.5
        * (d["next_allocation"] / d["next_allocation"].sum() - d["allocation"] / d["allocation"].sum())
        .abs()
        .sum()
    ),
    "budget_gini": lambda d: (
        np.abs(np.subtract.outer(d["allocation"].to_numpy(), d["allocation"].to_numpy())).sum()
        / (2.0 * len(d) * d["allocation"].sum())
    ),
    # At lag 1 the used score of the year is the score in use.
    "result_elasticity": lambda d: (
        stats.linregress(d["used_score"] / 25.0, np.log(d["next_allocation"] / d["allocation"])).slope
    ),
}


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_outcome_is_what_the_panel_says(result: Result, name: str) -> None:
    got = result.outcomes.set_index(KEY)[name]
    expected = from_panel(result, EXPECTED[name])
    np.testing.assert_allclose(got, expected, rtol=1e-9, atol=1e-12)
    # An outcome that never varies would agree by accident.
    assert got.std() > 0.0


ADVERSE = {
    "as it is": {},
    "all diverted": {"slack_taste": 20.0, "monitoring_intensity": 0.0, "audit_coverage": 0.0},
    "everything checked": {
        "monitoring_intensity": 1.0,
        "result_use": 1.0,
        "staff": 40.0,
        "evaluation_coverage": 1.0,
    },
    "budgets moved in the year": {"staff": 1.0, "adjustment_sd": 0.5, "carryover": 1.0},
}


@pytest.mark.parametrize("levers", ADVERSE.values(), ids=ADVERSE)
def test_no_outcome_leaves_its_bounds(levers: dict[str, float]) -> None:
    made = simulate(Scenario().replace(departments=12, years=4, **levers), 4).outcomes
    least, most = bounds_of(list(OUTCOMES))
    values = made[list(OUTCOMES)].to_numpy()
    outside = (values < least - 1e-12) | (values > most + 1e-12)
    assert not [name for name, out in zip(OUTCOMES, outside.any(axis=0), strict=True) if out]


def test_validity_under_full_evaluation_is_the_rank_correlation_of_what_is_used() -> None:
    full = Scenario().replace(departments=15, years=3, evaluation_coverage=1.0, staff=500.0)
    result = simulate(full, 3, departments=True)
    expected = from_panel(result, lambda d: stats.spearmanr(d["used_score"], d["performance"]).statistic)
    np.testing.assert_allclose(result.outcomes.set_index(KEY)["validity"], expected, atol=1e-12)


def test_money_is_somewhere(result: Result) -> None:
    """Budget = useful − late gain + diverted + concealed + passive + rush loss + unspent, for every department."""
    d = result.departments
    uses = d[["useful", "diverted", "concealed", "passive", "rush_loss"]].sum(axis=1) - d["late_gain"]
    np.testing.assert_allclose(uses, d["spent"], rtol=1e-12)
    assert (d["kept"] <= d["budget"] - d["spent"] + 1e-15).all()


def test_next_allocation_is_the_allocation_of_the_next_year(result: Result) -> None:
    d = result.departments.set_index(["year", "seed", "department"]).sort_index()
    for year in (1, 2, 3):
        np.testing.assert_array_equal(d.loc[year, "next_allocation"], d.loc[year + 1, "allocation"])
        kept = d.loc[year, "kept"].groupby("seed").sum()
        later = d.loc[year + 1].groupby("seed")[["budget", "allocation"]].sum()
        np.testing.assert_allclose(later["budget"] - later["allocation"], kept, rtol=1e-9)


def test_scores_do_not_enter_in_points_of_another_scale(result: Result) -> None:
    d = result.departments
    assert d["self_score"].between(0.0, 100.0).all()
    assert d["self_score"].mean() > 50.0
