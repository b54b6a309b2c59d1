"""What changes by itself between years: standards that move for everybody, productivity that fades."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetsim import load_scenario, simulate
from budgetsim.model.mechanisms import production, results
from budgetsim.model.mesa import BudgetModel
from budgetsim.model.run import Run, optional_draws
from budgetsim.model.state import Year
from budgetsim.model.world import World
from budgetsim.scenario import Scenario

NORMALS = np.random.default_rng(3).standard_normal((2, 1, 1_000, 200))
BASE = load_scenario("wangcheng_2022").replace(burn_in=2, years=6)
NEUTRAL = {
    "self_year_drift": 0.0,
    "self_year_sd": 0.0,
    "external_year_sd": 0.0,
    "productivity_persistence": 1.0,
    "indicator_renewal": 0.0,
    "external_bias_persistence": 1.0,
}
STATE_SPACE = {
    "self_year_drift": 0.03,
    "self_year_sd": 0.05,
    "external_year_sd": 0.04,
    "productivity_persistence": 0.8,
    "indicator_renewal": 0.4,
    "external_bias_persistence": 0.6,
}


def one(value: float) -> np.ndarray:
    return np.full((1, 1, 1), value)


def lived(scenario: Scenario, seeds: int = 20, departments: int = 60) -> tuple[World, list[Year]]:
    """A world after all its years, and the books of the recorded ones."""
    run = Run(scenario.replace(departments=departments), range(seeds))
    books = list(run.recorded_years())
    return run.world, books


# Neutral values ----------------------------------------------------------------------------------------------------


def test_neutral_values_draw_nothing_and_move_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bit by bit the run of a model without this file."""
    still = BASE.replace(**NEUTRAL)
    drawn = optional_draws([still])
    assert not any(drawn[name] for name in ("fading", "renewal", "standards", "productivity"))
    got = simulate(still, 3, departments=True)
    for name in ("fade_productivity", "move_standards", "renew_errors"):
        monkeypatch.setattr(f"budgetsim.model.renewal.{name}", lambda _: None)
    monkeypatch.setattr(results, "faded_belief", lambda expected, variance, *_: (expected, variance))
    expected = simulate(still, 3, departments=True)
    pd.testing.assert_frame_equal(got.outcomes, expected.outcomes, check_exact=True)
    pd.testing.assert_frame_equal(got.departments, expected.departments, check_exact=True)


@pytest.mark.parametrize("name", NEUTRAL)
def test_neutral_value_is_exact_beside_others_that_are_not(name: str) -> None:
    moving = BASE.replace(name="moving", **STATE_SPACE)
    still = moving.replace(name="still", **{name: NEUTRAL[name]})
    together = simulate([moving, still], 2).outcomes
    alone = simulate(still, 2).outcomes
    beside = together[together["scenario"] == "still"].reset_index(drop=True)
    pd.testing.assert_frame_equal(beside, alone, check_exact=True)
    assert not alone.drop(columns="scenario").equals(
        together[together["scenario"] == "moving"].drop(columns="scenario").reset_index(drop=True)
    )


def test_both_faces_show_the_same_state_space() -> None:
    scenario = BASE.replace(departments=9, **STATE_SPACE)
    model = BudgetModel(scenario, seed=4)
    model.run_years(6)
    expected = simulate(scenario, [4]).outcomes
    pd.testing.assert_frame_equal(model.outcomes, expected, check_exact=True)


# Standards that move -----------------------------------------------------------------------------------------------


def test_year_effects_start_at_the_standard_of_year_1_and_walk_from_there() -> None:
    moving = BASE.replace(self_year_drift=0.02, self_year_sd=0.03, external_year_sd=0.05)
    _, books = lived(moving, seeds=400, departments=3)
    own, key = (
        np.array([np.broadcast_to(getattr(year.year_effects, name)[0, :, 0], 400) for year in books])
        for name in ("self_score", "external_score")
    )
    np.testing.assert_array_equal((own[0], key[0]), 0.0)
    for year in range(1, 6):
        assert own[year].mean() == pytest.approx(0.02 * year, abs=5 * 0.03 * (year / 400) ** 0.5)
        assert key[year].mean() == pytest.approx(0.0, abs=5 * 0.05 * (year / 400) ** 0.5)
        assert own[year].std() == pytest.approx(0.03 * year**0.5, rel=5 / 800**0.5)
        assert key[year].std() == pytest.approx(0.05 * year**0.5, rel=5 / 800**0.5)
    assert np.corrcoef(own[5], key[5])[0, 1] == pytest.approx(0.0, abs=5 / 400**0.5)


def test_year_effects_are_shared_and_leave_moments_net_of_them() -> None:
    """Standards move means of years, and nothing that is seen net of them."""
    from budgetsim.kinds.verify.evidence.measure import observed
    from budgetsim.studies.moments import MOMENTS

    frozen = BASE.replace(departments=400, result_use=0.0, years=4, external_level=0.25)
    moving = frozen.replace(external_year_sd=0.04)
    name = frozen.name
    still, moved = (
        [observed(table) for table in simulate(scenario, 8, departments=True).panels[name]]
        for scenario in (frozen, moving)
    )
    drift = MOMENTS["external_drift"]
    assert np.std([drift(panel) for panel in moved]) > 3 * np.std([drift(panel) for panel in still])
    for moment in ("external_year_correlation", "external_two_year_correlation", "external_sd"):
        got, expected = ([MOMENTS[moment](panel) for panel in panels] for panels in (moved, still))
        # Full marks are met a little more often where standards rise.
        np.testing.assert_allclose(got, expected, rtol=0.05)


def test_self_scores_drift_up_where_there_is_room() -> None:
    """Under the same seeds: nothing in year 1, then more every year, by less than the drift since many are capped."""
    still, moved = (
        simulate(BASE.replace(self_year_drift=drift), 20).outcomes.pivot_table(
            index="seed", columns="year", values="self_score"
        )
        for drift in (0.0, 0.03)
    )
    rise = (moved - still).mean().to_numpy()
    assert rise[0] == 0.0
    assert (np.diff(rise)[:3] > 0.0).all()
    assert (rise < 3.0 * np.arange(1, 7)).all()


# Productivity that fades -------------------------------------------------------------------------------------------


@given(st.floats(0.0, 1.0), st.floats(0.05, 0.6))
def test_next_productivity_keeps_mean_and_spread_and_lasts_as_stated(
    persistence: float, spread: float
) -> None:
    now = np.exp(spread * NORMALS[0] - 0.5 * spread * spread)
    later = production.next_productivity(now, NORMALS[1], one(persistence), one(spread))
    assert later.mean() == pytest.approx(1.0, abs=6 * later.std() / 200_000**0.5)
    assert np.log(later).std() == pytest.approx(spread, rel=5 / 400_000**0.5)
    got = np.corrcoef(np.log(now).ravel(), np.log(later).ravel())[0, 1]
    assert got == pytest.approx(persistence, abs=5 / 200_000**0.5)


def test_productivity_fades_over_the_years_and_the_first_best_follows() -> None:
    world, books = lived(BASE.replace(productivity_persistence=0.8), seeds=40)
    start = Run(BASE, range(40)).world.traits.productivity
    years = BASE.protocol.burn_in + BASE.protocol.years - 1
    got = np.corrcoef(np.log(start).ravel(), np.log(world.traits.productivity).ravel())[0, 1]
    assert got == pytest.approx(0.8**years, abs=5 / 2_400**0.5)
    rates = [year.accounts.first_best_rate for year in books]
    assert np.corrcoef(rates[0].ravel(), rates[-1].ravel())[0, 1] == pytest.approx(0.8**5, abs=0.12)
    before = world.first_best_rate.copy()
    world.set_first_best()
    np.testing.assert_array_equal(before, world.first_best_rate)
    # The best that can be had of the money is one of the productivities of that very year.
    expected = world.traits.productivity
    order = np.argsort(expected[0, 0])
    assert (np.diff(rates[-1][0, 0][order]) >= 0.0).all()


def test_value_never_exceeds_the_first_best_of_its_year() -> None:
    outcomes = simulate(BASE.replace(productivity_persistence=0.7), 10).outcomes
    assert (outcomes["value_to_first_best"] < 1.0).all()


def test_scores_forget_with_productivity() -> None:
    """The longer ago, the less an external score says where nothing else changes: by powers of what is left."""
    from budgetsim.kinds.verify.evidence.measure import observed
    from budgetsim.studies.moments import MOMENTS

    quiet = BASE.replace(
        departments=600, external_noise=0.0, external_bias_sd=0.0, productivity_sd=0.15, result_use=0.0, culture_sd=0.0,
        productivity_persistence=0.8, indicator_renewal=0.0, late_demand_spread=0.0,
    )  # fmt: skip
    panel = observed(simulate(quiet, 1, departments=True).panels[quiet.name][0])
    one_year, two_years = (MOMENTS[f"external_{n}_correlation"](panel) for n in ("year", "two_year"))
    # Measurability differs for ever, so a little more is left than of productivity itself.
    assert 0.75 < one_year < 0.92
    assert two_years / one_year < 0.93


def test_faded_belief_forgets_and_is_exact_where_nothing_fades() -> None:
    expected, variance = 1.0 + 0.2 * NORMALS[0], np.full((1, 1_000, 200), 0.02)
    for got, same in zip(
        results.faded_belief(expected, variance, one(1.0), one(0.25)), (expected, variance), strict=True
    ):
        np.testing.assert_array_equal(got, same)
    mean, spread = results.faded_belief(expected, variance, one(0.0), one(0.25))
    assert mean == pytest.approx(1.0)
    assert spread == pytest.approx(np.exp(0.0625) - 1.0)


def test_faded_belief_is_the_moment_of_faded_productivity() -> None:
    """Of departments known to be average, the faded belief has the mean and the variance that come true."""
    spread, persistence = 0.2, 0.7
    now = np.ones((1, 1_000, 200))
    later = production.next_productivity(now, NORMALS[1], one(persistence), one(spread))
    mean, variance = results.faded_belief(now, np.zeros_like(now), one(persistence), one(spread))
    assert later.mean() == pytest.approx(mean.mean(), abs=0.01)
    assert later.var() == pytest.approx(variance.mean(), rel=0.15)


def test_parameter_that_went_says_what_replaces_it() -> None:
    with pytest.raises(Exception, match="went with an earlier version of the model; write indicator_renewal"):
        BASE.replace(self_bias_persistence=0.5)
