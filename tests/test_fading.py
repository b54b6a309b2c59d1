"""Lasting errors of scores fade, and budgets change unevenly: spreads, persistence, equality in company."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetsim import fiscal_year, load_scenario, simulate
from budgetsim.batch import LeverCache, new_world, optional_draws
from budgetsim.mechanisms import allocation, evaluation
from budgetsim.shocks import Shocks
from budgetsim.timeline import policies_by_year

NORMALS = np.random.default_rng(7).standard_normal((1, 2_000, 200))
BASE = load_scenario("wangcheng_2022").replace(burn_in=0, years=6)


def lasting_errors(**settings: float) -> np.ndarray:
    """Errors of self-scores and of key evaluation, (kind, year, seed × department)."""
    scenario = BASE.replace(**settings)
    policies = policies_by_year(scenario, 6)
    world = new_world([scenario], policies[:1], Shocks(range(20), 60, **optional_draws([scenario])))
    levers = LeverCache(world)
    books = [fiscal_year.run_year(world, levers([policy])) for policy in policies[1:]]
    return np.array([[year.self_bias.ravel() for year in books], [year.key_bias.ravel() for year in books]])


@given(st.floats(0.0, 1.0), st.floats(0.01, 2.0))
def test_next_lasting_error_keeps_its_spread_and_lasts_as_stated(persistence: float, spread: float) -> None:
    error, shock = spread * NORMALS[:, :1_000], NORMALS[:, 1_000:]
    later = evaluation.next_lasting_error(
        error, shock, np.full((1, 1, 1), persistence), np.full((1, 1, 1), spread)
    )
    # 200,000 pairs: five standard errors.
    assert later.std() == pytest.approx(spread, rel=5 / (2 * 200_000) ** 0.5)
    assert np.corrcoef(error.ravel(), later.ravel())[0, 1] == pytest.approx(persistence, abs=5 / 200_000**0.5)


def test_lasting_error_without_fading_never_changes() -> None:
    own, key = lasting_errors(key_bias_persistence=1.0, self_bias_persistence=0.2)
    np.testing.assert_array_equal(key, np.tile(key[0], (6, 1)))
    assert (own[0] != own[1]).all()


@pytest.mark.parametrize("persistence", [0.0, 0.6])
def test_errors_last_by_powers_of_the_persistence(persistence: float) -> None:
    errors = lasting_errors(key_bias_persistence=persistence, self_bias_persistence=persistence)
    for series in errors:
        for distance in (1, 2, 3):
            got = np.corrcoef(series[:-distance].ravel(), series[distance:].ravel())[0, 1]
            # 1,200 departments and three to five pairs of years: five standard errors.
            assert got == pytest.approx(persistence**distance, abs=5 / 3_600**0.5), distance


def test_errors_of_both_scores_settle_at_the_stated_correlation() -> None:
    own, key = lasting_errors(key_bias_persistence=0.8, self_bias_persistence=0.2, document_correlation=0.9)
    settled = 0.9 * np.sqrt((1 - 0.8**2) * (1 - 0.2**2)) / (1 - 0.8 * 0.2)
    assert np.corrcoef(own[0], key[0])[0, 1] == pytest.approx(0.9, abs=5 / 1_200**0.5)
    assert np.corrcoef(own[3:].ravel(), key[3:].ravel())[0, 1] == pytest.approx(settled, abs=5 / 1_200**0.5)


def test_documents_shared_by_both_scores_correlate_as_stated() -> None:
    shared = evaluation.shared_documents(NORMALS[:, :1_000], NORMALS[:, 1_000:], np.full((1, 1, 1), 0.4))
    got = np.corrcoef(shared.ravel(), NORMALS[:, :1_000].ravel())[0, 1]
    assert got == pytest.approx(0.4, abs=5 / 200_000**0.5)


def test_run_does_not_depend_on_company_that_fades_or_not() -> None:
    """Alone a district without fading draws nothing for it; beside another one it draws and must not notice."""
    lasting = BASE.replace(name="lasting", key_bias_persistence=1.0, self_bias_persistence=1.0)
    fading = BASE.replace(name="fading", key_bias_persistence=0.5, budget_noise=0.1, budget_noise_tails=2.0)
    assert not optional_draws([lasting])["fading"]
    assert optional_draws([lasting, fading])["fading"]
    together = simulate([lasting, fading], 3).outcomes
    for scenario in (lasting, fading):
        alone = simulate(scenario, 3).outcomes
        beside = together[together["scenario"] == scenario.name].reset_index(drop=True)
        pd.testing.assert_frame_equal(beside, alone, check_exact=True)


@given(st.floats(1.0, 4.0), st.floats(0.01, 1.0))
def test_political_change_has_the_stated_spread_whatever_its_tails(tails: float, spread: float) -> None:
    change = allocation.political_change(NORMALS, np.full((1, 1, 1), spread), np.full((1, 1, 1), tails))
    # The variance of ε^2p grows fast with p: its own standard error, from the same sample.
    error = (change**2).std() / change.size**0.5
    assert (change**2).mean() == pytest.approx(spread**2, abs=6 * error)
    assert (np.sign(change) == np.sign(NORMALS)).all()


def test_political_change_of_normal_tails_is_the_shock_itself() -> None:
    both = np.array([1.0, 2.0]).reshape(2, 1, 1)
    change = allocation.political_change(NORMALS, np.full((1, 1, 1), 0.1), both)
    np.testing.assert_array_equal(change[0], 0.1 * NORMALS[0])


def test_political_change_with_heavier_tails_is_more_often_tiny_and_sometimes_huge() -> None:
    tails = np.array([1.0, 1.6, 2.5]).reshape(3, 1, 1)
    size = np.abs(allocation.political_change(NORMALS, np.full((1, 1, 1), 0.1), tails))
    assert (np.diff((size < 0.02).mean(axis=(1, 2))) > 0.05).all()
    assert (np.diff(size.max(axis=(1, 2))) > 0.05).all()
