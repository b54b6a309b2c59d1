"""The bureau's beliefs about productivity: Bayes' rule against brute force, and what it learns over the years."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from limits import off

from budgetsim import Scenario, simulate
from budgetsim.model.mechanisms import results
from budgetsim.model.run import Run
from budgetsim.numerics import correlation

LEVEL = st.floats(-1.0, 3.0)
VARIANCE = st.floats(0.01, 1.0)


@given(LEVEL, VARIANCE, LEVEL, VARIANCE, st.floats(0.0, 0.5))
def test_updated_belief_is_bayes_rule(
    mean: float, variance: float, signal: float, noise: float, drift: float
) -> None:
    """Prior times likelihood on a grid."""
    prior = variance + drift
    grid = np.linspace(-15.0, 17.0, 64_001)
    weight = np.exp(-0.5 * (grid - mean) ** 2 / prior - 0.5 * (signal - grid) ** 2 / noise)
    weight /= weight.sum()
    expected = float(weight @ grid)
    got = [float(x) for x in results.updated_belief(*map(np.float64, (mean, variance, signal, noise, drift)))]
    assert got[0] == pytest.approx(expected, abs=1e-6)
    assert got[1] == pytest.approx(float(weight @ (grid - expected) ** 2), rel=1e-5)


def test_updated_belief_takes_an_exact_signal_whole() -> None:
    got = results.updated_belief(*map(np.float64, (1.0, 0.2, 1.7, 0.0, 0.0)))
    assert [float(x) for x in got] == [1.7, 0.0]
    knowing = results.updated_belief(*map(np.float64, (1.0, 0.0, 1.7, 0.0, 0.0)))
    assert [float(x) for x in knowing] == [1.0, 0.0]


@given(VARIANCE, VARIANCE, VARIANCE)
def test_updated_belief_is_never_less_certain_than_without_the_signal(
    variance: float, noise: float, drift: float
) -> None:
    _, got = results.updated_belief(*map(np.float64, (1.0, variance, 1.2, noise, drift)))
    assert got <= variance + drift
    assert got <= noise


def test_performance_signal_speaks_of_differences_only() -> None:
    score = np.array([[[0.7, 0.8, 0.9]]])
    got = results.performance_signal(score, np.float64(0.4))
    np.testing.assert_allclose(got[0, 0], [0.75, 1.0, 1.25])
    np.testing.assert_allclose(results.performance_signal(score + 0.1, np.float64(0.4)), got)


def test_bureau_weighs_scores_to_minimise_the_error_of_the_used_score() -> None:
    """Equal departments under full evaluation: all variance of scores is error, persistent and yearly."""
    equal = off(
        evaluation_coverage=1.0, self_bias_sd=0.2, self_noise=0.1, external_bias_sd=0.15, external_noise=0.3,
        document_correlation=0.0, departments=50,
    )  # fmt: skip
    panel = simulate(equal, 400, departments=True).departments
    own, key, used = (panel[name].to_numpy() for name in ("self_score", "external_score", "used_score"))
    weight = float(np.mean((used - own) @ (key - own) / ((key - own) @ (key - own))))
    # Variance-minimising weight of two independent errors, from their simulated variances.
    assert weight == pytest.approx(own.var() / (own.var() + key.var()), abs=0.01)


def test_stated_error_of_used_scores_is_their_error() -> None:
    """Equal departments: variance of used scores with and without an external evaluation, over 40,000 of them."""
    equal = off(
        evaluation_coverage=0.5, self_bias_sd=0.2, self_noise=0.1, external_bias_sd=0.1, external_noise=0.1,
        document_correlation=0.0, departments=100, burn_in=0,
    )  # fmt: skip
    run = Run(equal, range(400))
    world, books = run.world, run.live_year()
    for group in (books.evaluation.covered, ~books.evaluation.covered):
        # Six standard errors of a variance over half of the departments.
        expected = books.use.used_score[group].var()
        assert world.bureau.memory.pending_variance[group].mean() == pytest.approx(expected, rel=0.06)


@pytest.mark.parametrize(("coverage", "least", "most"), [(1.0, 0.8, 1.0), (0.0, -0.3, 0.6)])
def test_bureau_learns_who_is_productive_from_good_evaluation(
    coverage: float, least: float, most: float
) -> None:
    """Correlation of its expectation with the truth, six years after files that reveal nothing."""
    learning = Scenario().replace(
        departments=60, evaluation_coverage=coverage, staff=200.0, external_noise=0.02, external_bias_sd=0.02,
        prior_reliability=0.0, evaluation_lag=1, preliminary_noise=0.0, staff_skill=0.9, information_systems=0.9,
    )  # fmt: skip
    run = Run(learning, range(10))
    world = run.world
    assert (world.bureau.memory.expected == 1.0).all()
    for _ in range(6):
        run.live_year()
    got = correlation(world.bureau.memory.expected, world.traits.productivity).mean()
    assert least < got < most


def test_expectation_of_the_first_files_has_the_stated_reliability() -> None:
    """Share of the variance of productivity that the expectation explains, over 40,000 departments."""
    informed = Scenario().replace(departments=200, prior_reliability=0.6, productivity_sd=0.3)
    world = Run(informed, range(200)).world
    truth, expected = world.traits.productivity.ravel(), world.bureau.memory.expected.ravel()
    assert np.corrcoef(truth, expected)[0, 1] ** 2 == pytest.approx(0.6, abs=0.02)
    # The expectation is calibrated, and the variance it states is what it leaves open.
    assert np.polyfit(expected, truth, 1)[0] == pytest.approx(1.0, abs=0.03)
    assert np.mean((truth - expected) ** 2) == pytest.approx(world.bureau.memory.variance.mean(), rel=0.05)
