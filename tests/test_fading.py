"""Lasting errors of scores are renewed, and budgets change unevenly: spreads, persistence, equality in company."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetsim import load_scenario, simulate
from budgetsim.model.mechanisms import results, scores
from budgetsim.model.run import Run, optional_draws

NORMALS = np.random.default_rng(7).standard_normal((1, 2_000, 200))
BASE = load_scenario("wangcheng_2022").replace(burn_in=0, years=6)


def lasting_errors(**settings: float) -> np.ndarray:
    """Errors of self-scores and of external evaluation, (kind, year, seed × department)."""
    books = list(Run(BASE.replace(**settings), range(20)).recorded_years())
    return np.array(
        [[year.self_bias.ravel() for year in books], [year.external_bias.ravel() for year in books]]
    )


def test_error_without_renewal_or_fading_never_changes() -> None:
    own, key = lasting_errors(external_bias_persistence=1.0, indicator_renewal=0.8, document_correlation=0.0)
    np.testing.assert_array_equal(key, np.tile(key[0], (6, 1)))
    assert (own[0] != own[1]).mean() == pytest.approx(0.8, abs=5 * (0.16 / 1_200) ** 0.5)
    own, key = lasting_errors(external_bias_persistence=0.5, indicator_renewal=0.0)
    np.testing.assert_array_equal(own, np.tile(own[0], (6, 1)))
    assert (key[0] != key[1]).all()


@pytest.mark.parametrize("persistence", [0.0, 0.6])
def test_errors_that_share_nothing_last_by_powers_of_what_is_left(persistence: float) -> None:
    errors = lasting_errors(
        external_bias_persistence=persistence, indicator_renewal=1.0 - persistence, document_correlation=0.0
    )
    for series in errors:
        for distance in (1, 2, 3):
            got = np.corrcoef(series[:-distance].ravel(), series[distance:].ravel())[0, 1]
            # 1,200 departments and three to five pairs of years: five standard errors.
            assert got == pytest.approx(persistence**distance, abs=5 / 3_600**0.5), distance


@pytest.mark.parametrize("correlation", [-0.6, 0.27, 0.9])
def test_errors_of_both_scores_keep_spreads_and_correlation(correlation: float) -> None:
    settings = {"self_bias_sd": 0.3, "external_bias_sd": 0.1, "document_correlation": correlation}
    own, key = lasting_errors(external_bias_persistence=0.7, indicator_renewal=0.5, **settings)
    for year in (0, 5):
        assert np.corrcoef(own[year], key[year])[0, 1] == pytest.approx(correlation, abs=5 / 1_200**0.5)
        assert own[year].std() == pytest.approx(0.3, rel=5 / 2_400**0.5)
        assert key[year].std() == pytest.approx(0.1, rel=5 / 2_400**0.5)


def test_zero_error_has_no_shared_part() -> None:
    own, key = lasting_errors(external_bias_persistence=0.5, indicator_renewal=0.5, self_bias_sd=0.0)
    assert (own == 0.0).all()
    assert key[-1].std() == pytest.approx(BASE.bureau.external_bias_sd, rel=5 / 2_400**0.5)


def test_documents_shared_by_both_scores_correlate_as_stated() -> None:
    shared = scores.shared_documents(NORMALS[:, :1_000], NORMALS[:, 1_000:], np.full((1, 1, 1), 0.4))
    got = np.corrcoef(shared.ravel(), NORMALS[:, :1_000].ravel())[0, 1]
    assert got == pytest.approx(0.4, abs=5 / 200_000**0.5)


def test_run_does_not_depend_on_whether_other_points_renew() -> None:
    """Alone a district without renewal draws nothing for it; beside another one it draws and must not notice."""
    still = {"external_bias_persistence": 1.0, "indicator_renewal": 0.0}
    lasting = BASE.replace(name="lasting", **still)
    renewing = BASE.replace(
        name="renewing", external_bias_persistence=0.5, budget_noise=0.1, budget_noise_tails=2.0
    )
    moving = BASE.replace(
        name="moving", **still, self_year_drift=0.02, self_year_sd=0.05, external_year_sd=0.05
    )
    fading = BASE.replace(name="fading", **still, productivity_persistence=0.8)
    every = {"fading", "renewal", "standards", "productivity"}
    assert not any(optional_draws([lasting])[name] for name in every)
    assert all(optional_draws([lasting, renewing, moving, fading])[name] for name in every)
    together = simulate([lasting, renewing, moving, fading], 3).outcomes
    for scenario in (lasting, renewing, moving, fading):
        alone = simulate(scenario, 3).outcomes
        beside = together[together["scenario"] == scenario.name].reset_index(drop=True)
        pd.testing.assert_frame_equal(beside, alone, check_exact=True)


@given(st.floats(1.0, 4.0), st.floats(0.01, 1.0))
def test_political_change_has_the_stated_spread_whatever_its_tails(tails: float, spread: float) -> None:
    change = results.political_change(NORMALS, np.full((1, 1, 1), spread), np.full((1, 1, 1), tails))
    # The variance of ε^2p grows fast with p: its own standard error, from the same sample.
    error = (change**2).std() / change.size**0.5
    assert (change**2).mean() == pytest.approx(spread**2, abs=6 * error)
    assert (np.sign(change) == np.sign(NORMALS)).all()


def test_political_change_of_normal_tails_is_the_shock_itself() -> None:
    both = np.array([1.0, 2.0]).reshape(2, 1, 1)
    change = results.political_change(NORMALS, np.full((1, 1, 1), 0.1), both)
    np.testing.assert_array_equal(change[0], 0.1 * NORMALS[0])


def test_political_change_with_heavier_tails_is_more_often_tiny_and_sometimes_huge() -> None:
    tails = np.array([1.0, 1.6, 2.5]).reshape(3, 1, 1)
    size = np.abs(results.political_change(NORMALS, np.full((1, 1, 1), 0.1), tails))
    assert (np.diff((size < 0.02).mean(axis=(1, 2))) > 0.05).all()
    assert (np.diff(size.max(axis=(1, 2))) > 0.05).all()
