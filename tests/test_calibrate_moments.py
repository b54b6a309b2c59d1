"""Moments against panels whose moments are known, and simulated districts seen with the gaps of the data."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from calibration import real_panel

from budgetsim import simulate
from budgetsim.data.recipe import Recipe
from budgetsim.kinds.calibrate.evaluate import Masks, Order, last_year, simulated_moments
from budgetsim.kinds.calibrate.panel_file import read_panel
from budgetsim.scenario import load_scenario
from budgetsim.studies.moments import MOMENTS, measure
from budgetsim.studies.panel_data import Panel

UNITS, YEARS = 20_000, 5
BASE = load_scenario("wangcheng_2022").replace(departments=12, burn_in=1, evaluation_coverage=0.5)


def panel(**given: Any) -> Panel:
    """A panel of many units: bias of SD 6 and noise of SD 8 in self-scores, budgets that follow them a little."""
    rng = np.random.default_rng(11)
    self_score = 60.0 + 6.0 * rng.standard_normal((UNITS, 1)) + 8.0 * rng.standard_normal((UNITS, YEARS))
    external = 50.0 + 0.3 * (self_score - 60.0) + 5.0 * rng.standard_normal((UNITS, YEARS))
    logs = np.empty((UNITS, YEARS))
    logs[:, 0] = 2.0 * rng.standard_normal(UNITS)
    for year in range(1, YEARS):
        own = 0.002 * (self_score[:, year - 1] - 60.0) + 0.03 * year
        logs[:, year] = logs[:, year - 1] + own + 0.1 * rng.standard_normal(UNITS)
    approved = np.exp(logs)
    arrays = {
        "self_score": self_score,
        "external_score": external,
        "approved": approved,
        "adjusted": 1.1 * approved,
        "executed": approved * rng.uniform(0.5, 1.0, (UNITS, YEARS)),
        "present": np.ones((UNITS, YEARS), dtype=bool),
        "covered": rng.random((UNITS, YEARS)) < 0.25,
    }
    return Panel(tuple(range(YEARS)), **{**arrays, **given})


@pytest.fixture(scope="module")
def known() -> Panel:
    return panel()


EXPECTED = {
    "self_mean": (60.0, 0.2),
    "self_sd": (10.0, 0.1),
    "self_year_correlation": (0.36, 0.01),
    "self_two_year_correlation": (0.36, 0.01),
    "self_drift": (0.0, 0.1),
    # 3 points of the 5.83 SD of external scores come from the self-score.
    "self_external_correlation": (3.0 / np.sqrt(34.0), 0.01),
    "evaluation_coverage": (0.25, 0.005),
    "execution_mean": (0.75, 0.005),
    "execution_q10": (0.55, 0.005),
    "execution_q50": (0.75, 0.005),
    "execution_of_adjusted": (0.75 / 1.1, 0.005),
    "full_execution_share": (0.0, 1e-12),
    # 10 points of score move 2 per cent of the next budget; the score after it says it only through the bias.
    "budget_per_self_points": (2.0, 0.05),
    "later_budget_per_self_points": (2.0 * 0.36, 0.05),
    "budget_change_sd": (np.sqrt(0.1**2 + 0.02**2 + 0.03**2 * 1.25), 0.002),
    "self_top_share": (0.0013, 0.0006),
}


@pytest.mark.parametrize("name", EXPECTED)
def test_moment_of_a_known_panel(known: Panel, name: str) -> None:
    value, margin = EXPECTED[name]
    assert MOMENTS[name](known) == pytest.approx(value, abs=margin)


def test_moments_of_one_kind_do_not_look_at_the_other(known: Panel) -> None:
    blind = replace(known, approved=np.full_like(known.approved, np.nan))
    scores = [one for one in MOMENTS.values() if one.name.startswith(("self", "external"))]
    np.testing.assert_array_equal(measure(known, scores), measure(blind, scores))
    assert np.isnan(MOMENTS["size_sd"](blind))


def test_gaps_at_random_change_no_moment_beyond_chance(known: Panel) -> None:
    gaps = np.random.default_rng(1).random(known.self_score.shape) < 0.4
    thinned = replace(known, self_score=np.where(gaps, np.nan, known.self_score))
    for name in ("self_mean", "self_sd", "self_year_correlation", "budget_per_self_points"):
        value, margin = EXPECTED[name]
        assert MOMENTS[name](thinned) == pytest.approx(value, abs=2.5 * margin)


def test_order_of_units_changes_no_moment(known: Panel) -> None:
    shuffled = known.take(np.random.default_rng(2).permutation(len(known)))
    np.testing.assert_allclose(
        measure(shuffled, MOMENTS.values()), measure(known, MOMENTS.values()), rtol=1e-9, atol=1e-9
    )


def test_drift_is_the_slope_of_yearly_means(known: Panel) -> None:
    moved = replace(known, self_score=known.self_score + 1.5 * np.arange(YEARS))
    assert MOMENTS["self_drift"](moved) - MOMENTS["self_drift"](known) == pytest.approx(1.5)


def test_common_growth_is_no_change_per_point(known: Panel) -> None:
    grown = replace(known, approved=known.approved * np.exp(0.2 * np.arange(YEARS) ** 2 / 4))
    assert MOMENTS["budget_per_self_points"](grown) == pytest.approx(2.0, abs=0.05)


def test_changes_beyond_a_log_point_are_left_out(known: Panel) -> None:
    approved = known.approved.copy()
    approved[::50, 2:] *= 20.0
    assert MOMENTS["budget_change_sd"](replace(known, approved=approved)) == pytest.approx(
        EXPECTED["budget_change_sd"][0], abs=0.002
    )


def test_shares_of_small_and_full(known: Panel) -> None:
    approved = np.exp(np.cumsum(np.tile([0.0, 0.04, 0.06, -0.04, 0.5], (UNITS, 1)), axis=1))
    flat = replace(known, approved=approved, adjusted=approved, executed=approved)
    assert MOMENTS["small_change_share"](flat) == 0.5
    assert MOMENTS["full_execution_share"](flat) == MOMENTS["execution_q90"](flat) == 1.0
    assert MOMENTS["budget_change_iqr"](flat) == pytest.approx(
        np.diff(np.quantile([-0.04, 0.04, 0.06, 0.5], [0.25, 0.75]))[0]
    )


SHARED = ("drift", "mean", "top_share", "execution", "coverage", "size_sd")
"""Moments of levels, which hold what all units share."""


def test_net_of_years_no_moment_of_differences_sees_what_all_units_share(known: Panel) -> None:
    rises = np.array([0.0, 9.0, -4.0, 12.0, 3.0])
    moved = replace(
        known,
        self_score=known.self_score + rises,
        external_score=known.external_score - rises,
        approved=known.approved * np.exp(rises / 30.0),
    )
    wanted = [one for one in MOMENTS.values() if not any(word in one.name for word in SHARED)]
    quiet, loud = (replace(one, net_of_years=True) for one in (known, moved))
    np.testing.assert_allclose(measure(loud, wanted), measure(quiet, wanted), rtol=1e-9, atol=1e-12)
    assert MOMENTS["self_sd"](moved) > MOMENTS["self_sd"](loud) + 1.0
    assert MOMENTS["self_drift"](loud) == MOMENTS["self_drift"](moved)


def test_net_of_years_changes_little_where_units_share_nothing(known: Panel) -> None:
    net = replace(known, net_of_years=True)
    for name in ("self_sd", "self_year_correlation", "self_external_correlation", "budget_per_self_points"):
        value, margin = EXPECTED[name]
        assert MOMENTS[name](net) == pytest.approx(value, abs=margin)
    # Growth of 3 % more each year is shared: it was a part of the spread of changes.
    assert MOMENTS["budget_change_sd"](net) == pytest.approx(np.sqrt(0.1**2 + 0.02**2), abs=0.002)


def test_median_of_a_year_is_not_moved_by_splits_and_closures(known: Panel) -> None:
    approved = known.approved.copy()
    approved[::10, 2:] *= 2.0
    split = replace(known, approved=approved, net_of_years=True)
    kept = split.take(np.setdiff1d(np.arange(len(split)), np.arange(0, len(split), 10)))
    assert MOMENTS["budget_change_iqr"](split) == pytest.approx(MOMENTS["budget_change_iqr"](kept), rel=0.1)


def test_scores_that_never_differ_have_no_correlation(known: Panel) -> None:
    full = replace(known, self_score=np.full_like(known.self_score, 100.0))
    assert MOMENTS["self_year_correlation"](full) == MOMENTS["budget_per_self_points"](full) == 0.0
    assert MOMENTS["self_sd"](full) == 0.0


@pytest.mark.parametrize("name", MOMENTS)
def test_moment_of_nothing_is_undefined(known: Panel, name: str) -> None:
    nothing = np.full((3, YEARS), np.nan)
    values = dict.fromkeys(("self_score", "external_score", "approved", "adjusted", "executed"), nothing)
    none = np.zeros((3, YEARS), dtype=bool)
    assert np.isnan(MOMENTS[name](replace(known, **values, present=none, covered=none)))


@pytest.mark.parametrize("name", MOMENTS)
def test_moment_needs_no_more_years_than_it_says(known: Panel, name: str) -> None:
    one = MOMENTS[name]
    assert np.isfinite(one(known.window(0, one.span)))
    assert one.span == 1 or np.isnan(one(known.window(0, one.span - 1)))


def test_moments_of_the_last_year_see_nothing_before_what_they_span(known: Panel) -> None:
    changed = replace(known, self_score=known.self_score.copy(), approved=known.approved.copy())
    changed.self_score[:, : YEARS - 3] += 7.0
    changed.approved[:, : YEARS - 3] *= 3.0
    wanted = tuple(MOMENTS.values())
    np.testing.assert_array_equal(last_year(changed, wanted), last_year(known, wanted))
    np.testing.assert_array_equal(
        last_year(known, wanted, back=1), last_year(known.window(0, YEARS - 1), wanted)
    )


# Published figures ------------------------------------------------------------------------------------------------


def test_moments_of_the_mexican_panel_are_the_published_ones(root: Path) -> None:
    """Figures published with the panel; scores 1 to 5 are 0 to 100 here, so that a point there is 25 here."""
    roles = ("year", "approved", "adjusted", "executed", "self_score", "external_score")
    scale = dict.fromkeys(("self_score", "external_score"), (1.0, 5.0))
    columns = Recipe({"unit": "programme", **{role: role for role in roles}}, scale, outside="clip", top=87.5)
    mexico = read_panel(real_panel(root), columns).panel
    got = {name: one(mexico) for name, one in MOMENTS.items()}
    expected = {
        "self_year_correlation": (0.28, 0.005), "external_year_correlation": (0.74, 0.005),
        "self_external_correlation": (0.10, 0.005), "execution_q10": (0.54, 0.005), "execution_q25": (0.80, 0.005),
        "execution_q50": (0.98, 0.006), "execution_q75": (1.09, 0.005), "execution_q90": (1.61, 0.005),
        "full_execution_share": (0.99, 0.005), "budget_change_sd": (0.26, 0.005), "small_change_share": (0.44, 0.005),
        "size_sd": (2.1, 0.05),
    }  # fmt: skip
    for name, (value, margin) in expected.items():
        assert got[name] == pytest.approx(value, abs=margin), name
    by_year = [np.nanmean(mexico.external_score[:, year]) / 25 + 1 for year in range(4)]
    np.testing.assert_allclose(by_year, [3.61, 3.59, 3.41, 3.08], atol=0.006)
    by_year = [np.nanmean(mexico.self_score[:, year]) / 25 + 1 for year in range(4)]
    np.testing.assert_allclose(by_year, [3.23, 2.95, 3.46, 3.61], atol=0.006)
    shares = [MOMENTS["self_top_share"](mexico.window(year, year + 1)) for year in range(4)]
    np.testing.assert_allclose(shares, [0.15, 0.18, 0.35, 0.31], atol=0.006)
    shares = [MOMENTS["evaluation_coverage"](mexico.window(year, year + 1)) for year in range(4)]
    np.testing.assert_allclose(shares, [0.28, 0.24, 0.30, 0.35], atol=0.006)


# Simulated districts ----------------------------------------------------------------------------------------------


def masks(units: int, years: int = 3) -> Masks:
    rng = np.random.default_rng(4)
    names = ("self_score", "external_score", "approved", "adjusted", "executed")
    known = {name: rng.random((units, years)) < 0.8 for name in names}
    return Masks(tuple(range(years)), known, np.ones((units, years), dtype=bool), 90.0)


def test_simulated_panels_are_taken_net_of_years_where_the_data_are(known: Panel) -> None:
    for net in (False, True):
        seen = Masks.of(replace(known, net_of_years=net).take(np.arange(12))).seen(np.ones((1, YEARS, 12, 6)))
        assert seen.net_of_years is net


def order(seeds: range, own: Masks, *levels: float) -> Order:
    scenarios = tuple(BASE.replace(name=f"p{n}", self_noise=level) for n, level in enumerate(levels))
    return Order(0, scenarios, tuple(seeds), own, tuple(MOMENTS), last=False, model="")


def test_simulated_units_have_the_gaps_of_the_data_and_the_values_of_the_model() -> None:
    """Thirty units are two districts of twelve departments and half of a third."""
    own = masks(30)
    table = simulate(BASE, range(5, 8), 3, departments=True).departments
    values = table.pivot_table(index=["seed", "department"], columns="year", values="spent").to_numpy()[:30]
    covered = (
        table.pivot_table(index=["seed", "department"], columns="year", values="evaluated").to_numpy()[:30]
        > 0
    )
    columns = ["self_score", "external_score", "allocation", "budget", "spent", "evaluated"]
    cube = table[columns].to_numpy().reshape(3, 3, 12, 6)
    got = own.seen(cube)
    np.testing.assert_array_equal(np.isfinite(got.executed), own.known["executed"])
    np.testing.assert_array_equal(got.executed[own.known["executed"]], values[own.known["executed"]])
    np.testing.assert_array_equal(got.covered, covered)
    # The same through the worker: one copy of three districts.
    expected = measure(got, MOMENTS.values())
    found = simulated_moments(order(range(5, 8), own, BASE.bureau.self_noise))
    np.testing.assert_array_equal(found, expected[None, None])


def test_copies_are_independent_and_points_do_not_depend_on_their_company() -> None:
    own = masks(20)
    both = simulated_moments(order(range(8), own, 0.1, 0.3))
    assert both.shape == (2, 4, len(MOMENTS))
    np.testing.assert_array_equal(simulated_moments(order(range(8), own, 0.3)), both[1:])
    np.testing.assert_array_equal(simulated_moments(order(range(2, 4), own, 0.1)), both[:1, 1:2])
    assert len(set(both[0, :, 0])) == 4


def test_all_candidates_meet_the_same_worlds() -> None:
    """Noise of self-scores moves nothing of external scores but what departments do about it: hardly anything."""
    one, other = simulated_moments(order(range(8), masks(20), 0.10, 0.11)).mean(axis=1)
    place = list(MOMENTS).index("external_mean")
    between = simulated_moments(order(range(8, 16), masks(20), 0.10)).mean(axis=1)[0]
    assert abs(one[place] - other[place]) < 0.1 * abs(one[place] - between[place])
