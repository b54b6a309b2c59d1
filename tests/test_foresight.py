"""What a department cannot foresee of its score: recovered from simulated errors, and what follows from it."""

from __future__ import annotations

import numpy as np
import pytest

from budgetsim import load_scenario, simulate
from budgetsim.model.mechanisms import incentives


def part(persistence: float, smoothing: float) -> float:
    return float(incentives.unforeseen_part(np.float64(persistence), np.float64(smoothing)))


@pytest.mark.parametrize("persistence", [0.0, 0.3, 0.59, 0.9, 0.97])
@pytest.mark.parametrize("smoothing", [0.055, 0.3, 0.8])
def test_unforeseen_part_is_the_forecast_error_of_a_smoothed_view(
    persistence: float, smoothing: float
) -> None:
    """Against errors that fade and a view that is smoothed, followed for long by many departments."""
    draw = np.random.default_rng(11).standard_normal((400, 4000))
    lasting, view, misses = draw[0], np.zeros(4000), []
    for year in range(1, 400):
        view = view + smoothing * (lasting - view)
        lasting = persistence * lasting + np.sqrt(1.0 - persistence**2) * draw[year]
        if year > 200:
            misses.append(lasting - view)
    # Some 800,000 misses; as few as 4,000 · 200 / 60 independent ones at the slowest.
    assert part(persistence, smoothing) == pytest.approx(np.var(misses), rel=0.04)


@pytest.mark.parametrize("smoothing", [0.05, 0.3, 1.0])
def test_an_error_that_never_fades_is_foreseen(smoothing: float) -> None:
    assert part(1.0, smoothing) == pytest.approx(0.0, abs=1e-12)


@pytest.mark.parametrize("persistence", [0.0, 0.5, 0.99, 1.0])
def test_nothing_is_foreseen_where_nothing_is_looked_at(persistence: float) -> None:
    assert part(persistence, 0.0) == 1.0


def test_unforeseen_variance_is_the_yearly_error_alone_where_the_rest_is_known() -> None:
    got = incentives.unforeseen_variance(np.float64(0.3), np.float64(5.0), np.float64(0.0))
    assert np.sqrt(float(got)) == 0.3


def test_departments_that_doubt_their_scores_work_for_them_and_pay_for_the_risk() -> None:
    """Near full marks, what may turn out lower is worth working for; and it is a risk."""
    base = load_scenario("wangcheng_2022")
    worlds = [base.replace(name=f"part_{part}", unforeseen_errors=part) for part in (0.0, 0.5, 1.0)]
    got = simulate(worlds, 8, years=3).outcomes.groupby("scenario").mean(numeric_only=True)
    for outcome in ("effort_output", "manipulation", "risk_cost"):
        values = got.loc[[world.name for world in worlds], outcome].to_numpy()
        assert (np.diff(values) > 0.0).all(), outcome


def test_a_contest_weighs_size() -> None:
    """Budgets of a contest stay as unequal as sizes are, instead of drawing level for no merit."""
    world = load_scenario("wangcheng_2022").replace(
        budget_rule="tournament", result_use=0.5, rigid_share=0.3, budget_noise=0.0
    )
    spread = simulate(world, 6, years=10).outcomes.groupby("year")["budget_gini"].mean()
    assert spread[10] > 0.8 * spread[1]
