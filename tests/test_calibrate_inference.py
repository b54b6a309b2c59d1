"""Standard errors, fit and identification of calibrations against linear models, where everything is known."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from scipy.stats import chi2

from budgetsim.kinds.calibrate.inference import (
    BOUNDED,
    EDGE,
    NO_MOVE,
    NOT,
    OPEN,
    PINNED,
    WEAKLY,
    Estimates,
    identify,
    infer,
    overidentification,
    sensitivity_to_moments,
)

RNG = np.random.default_rng(8)
TRUTH = np.array([0.4, 0.55, 0.5])
JACOBIAN = np.array(
    [[3.0, 0.5, 0.0], [0.0, 2.0, 1.0], [1.0, 0.0, 4.0], [2.0, 1.0, 1.0], [0.0, 3.0, -1.0], [1, 1, 1]]
)
ROOT_COVARIANCE = 0.05 * (np.eye(6) + 0.3 * RNG.standard_normal((6, 6)))
COVARIANCE = ROOT_COVARIANCE @ ROOT_COVARIANCE.T
WEIGHTINGS = {
    "diagonal": np.diag(1.0 / np.sqrt(np.diag(COVARIANCE))),
    "optimal": np.linalg.cholesky(np.linalg.inv(COVARIANCE)).T,
    "identity": np.eye(6),
}
DRAWS = TRUTH @ JACOBIAN.T + RNG.standard_normal((2500, 6)) @ ROOT_COVARIANCE.T
"""Observed moments of some thousands of panels from a linear model m(θ) = Gθ."""


def estimated(data: np.ndarray, weighting: str, jacobian: np.ndarray = JACOBIAN) -> Estimates:
    """Estimates from one panel: in a linear model the minimum is θ = Λ m."""
    root = WEIGHTINGS[weighting]
    shares = sensitivity_to_moments(jacobian, root) @ data
    return infer(shares, jacobian, root, COVARIANCE, data - jacobian @ shares)


@cache
def estimated_often(weighting: str) -> list[Estimates]:
    return [estimated(data, weighting) for data in DRAWS]


@pytest.mark.parametrize("weighting", WEIGHTINGS)
def test_standard_errors_are_the_spread_of_estimates_and_intervals_cover(weighting: str) -> None:
    found = estimated_often(weighting)
    shares = np.array([one.shares for one in found])
    np.testing.assert_allclose(found[0].errors, shares.std(axis=0), rtol=0.04)
    np.testing.assert_allclose(
        shares.mean(axis=0), TRUTH, atol=3.5 * shares.std(axis=0).max() / np.sqrt(len(DRAWS))
    )
    intervals = np.array([one.interval for one in found])
    inside = (intervals[:, 0] <= TRUTH) & (intervals[:, 1] >= TRUTH)
    np.testing.assert_allclose(inside.mean(axis=0), 0.90, atol=0.02)


@pytest.mark.parametrize("weighting", WEIGHTINGS)
def test_overidentification_statistic_is_chi_squared_for_any_weights(weighting: str) -> None:
    found = estimated_often(weighting)
    statistics = np.array([one.j for one in found])
    assert {one.freedom for one in found} == {3}
    assert statistics.mean() == pytest.approx(3.0, abs=0.15)
    chances = np.array([one.p for one in found])
    assert (chances < 0.05).mean() == pytest.approx(0.05, abs=0.012)
    np.testing.assert_allclose(chances[:5], chi2.sf(statistics[:5], 3))


def test_optimal_weights_give_the_textbook_statistic_and_no_larger_errors() -> None:
    data = DRAWS[0]
    best, other = estimated(data, "optimal"), estimated(data, "diagonal")
    gap = data - JACOBIAN @ best.shares
    assert best.j == pytest.approx(gap @ np.linalg.inv(COVARIANCE) @ gap)
    assert best.j == pytest.approx(other.j)  # in a linear model the test does not depend on weights
    assert (best.errors <= other.errors * (1 + 1e-9)).all()
    textbook = np.linalg.inv(JACOBIAN.T @ np.linalg.inv(COVARIANCE) @ JACOBIAN)
    np.testing.assert_allclose(best.covariance, textbook, rtol=1e-9, atol=1e-15)


def test_sensitivity_is_the_change_of_estimates_with_a_moment() -> None:
    root = WEIGHTINGS["diagonal"]
    found = sensitivity_to_moments(JACOBIAN, root)
    np.testing.assert_allclose(found @ JACOBIAN, np.eye(3), atol=1e-12)
    weights = root.T @ root
    expected = np.linalg.solve(JACOBIAN.T @ weights @ JACOBIAN, JACOBIAN.T @ weights)
    np.testing.assert_allclose(found, expected, rtol=1e-10, atol=1e-14)


def test_exactly_identified_fit_says_nothing_of_the_model() -> None:
    jacobian = JACOBIAN[:3]
    j, freedom = overidentification(np.zeros(3), jacobian, np.linalg.inv(jacobian), COVARIANCE[:3, :3])
    assert (j, freedom) == (0.0, 0)


def test_parameter_without_effect_is_not_pinned_down_and_does_not_disturb_others() -> None:
    wide = np.column_stack([JACOBIAN, np.zeros(6)])
    data = DRAWS[0]
    alone = estimated(data, "diagonal")
    found = infer(
        np.append(alone.shares, 0.5), wide, WEIGHTINGS["diagonal"], COVARIANCE, data - JACOBIAN @ alone.shares
    )
    assert np.isinf(found.errors[3])
    np.testing.assert_allclose(found.errors[:3], alone.errors)
    assert [end[3] for end in found.interval] == [0.0, 1.0]
    assert (found.j, found.freedom) == (pytest.approx(alone.j), 3)
    told = identify(found, np.sqrt(np.diag(COVARIANCE)))
    assert told.verdicts == [PINNED, PINNED, PINNED, NOT]
    assert told.blind_directions == [[(3, pytest.approx(1.0))]]
    assert told.condition == np.inf


def test_parameters_that_do_the_same_are_named_together() -> None:
    """The fourth parameter undoes the first: only their difference is seen."""
    wide = np.column_stack([JACOBIAN, -JACOBIAN[:, 0]])
    found = infer(np.full(4, 0.5), wide, WEIGHTINGS["diagonal"], COVARIANCE, np.zeros(6))
    assert np.isinf(found.errors[[0, 3]]).all()
    assert np.isfinite(found.errors[[1, 2]]).all()
    (direction,) = identify(found, np.sqrt(np.diag(COVARIANCE))).blind_directions
    assert sorted(place for place, _ in direction) == [0, 3]
    assert direction[0][1] * direction[1][1] > 0  # both rise


@pytest.mark.parametrize(("scale", "verdict"), [(1.0, PINNED), (0.25, WEAKLY), (0.01, NOT)])
def test_verdict_follows_the_strength_of_the_moments(scale: float, verdict: str) -> None:
    """One parameter, one moment of standard error .1: the parameter's is .1 / slope, and ignorance has .289."""
    slope = np.array([[2.0 * scale]])
    found = infer(np.array([0.5]), slope, np.eye(1), np.array([[0.01]]), np.zeros(1))
    assert found.errors[0] == pytest.approx(0.1 / (2.0 * scale))
    told = identify(found, np.array([0.1]))
    assert told.verdicts == [verdict]
    assert bool(told.blind_directions) == (20.0 * scale < NO_MOVE)


@pytest.mark.parametrize(("value", "end"), [(0.0, "lower"), (1.0, "upper")])
def test_estimate_at_an_end_has_no_error_and_others_are_estimated_as_if_it_were_known(
    value: float, end: str
) -> None:
    shares = np.array([0.5, value, 0.5])
    found = infer(shares, JACOBIAN, WEIGHTINGS["diagonal"], COVARIANCE, np.zeros(6))
    assert found.ends == ["", end, ""]
    assert np.isnan(found.errors[1])
    rest = infer(shares[[0, 2]], JACOBIAN[:, [0, 2]], WEIGHTINGS["diagonal"], COVARIANCE, np.zeros(6))
    np.testing.assert_allclose(found.errors[[0, 2]], rest.errors)
    assert found.freedom == 4
    errors = np.sqrt(np.diag(COVARIANCE))
    # Nothing pulls it out of the range, so the moments bound it on the other side and no more.
    assert identify(found, errors).verdicts == [PINNED, BOUNDED, PINNED]
    outward = np.array([0.0, 2.0 * value - 1.0, 0.0])
    pulled = infer(shares, JACOBIAN, WEIGHTINGS["diagonal"], COVARIANCE, JACOBIAN @ outward)
    np.testing.assert_allclose(pulled.outward[1], 1.0 / pulled.beyond[1])
    assert np.isnan(pulled.outward[[0, 2]]).all()
    assert identify(pulled, errors).verdicts == [PINNED, EDGE, PINNED]
    assert identify(pulled, errors, converged=False).verdicts == [OPEN] * 3
    inward = infer(shares, JACOBIAN, WEIGHTINGS["diagonal"], COVARIANCE, -JACOBIAN @ outward)
    assert identify(inward, errors).verdicts[1] == BOUNDED


@pytest.mark.parametrize(("value", "inner"), [(0.0, 1), (1.0, 0)])
def test_interval_at_an_end_reaches_inwards_as_far_as_it_would_inside(value: float, inner: int) -> None:
    shares, zero = np.array([0.5, value, 0.5]), np.zeros(6)
    found = infer(shares, JACOBIAN, WEIGHTINGS["diagonal"], COVARIANCE, zero)
    inside = infer(np.full(3, 0.5), JACOBIAN, WEIGHTINGS["diagonal"], COVARIANCE, zero)
    ends = found.interval
    assert ends[1 - inner][1] == value
    assert abs(ends[inner][1] - value) == pytest.approx(1.6449 * inside.errors[1], rel=1e-4)
    assert np.isnan(found.beyond[[0, 2]]).all()


# Another implementation -------------------------------------------------------------------------------------------

PLACE = np.arange(6)
NEAR_AND_UNEQUAL = 0.01 * 0.4 ** np.abs(PLACE[:, None] - PLACE) * np.sqrt(np.outer(1 + PLACE, 1 + PLACE))
"""Covariance of moments that are correlated with their neighbours and ever noisier."""
# estimagic 0.5.1, `msm_covs.cov_robust` and `msm_sensitivity.calculate_sensitivity_to_bias`, for JACOBIAN, the diagonal
# weighting matrix and this covariance. Its sensitivity is to the bias of simulated moments: that of ours to observed
# ones, with the other sign.
ESTIMAGIC_COVARIANCE = [
    [8.604484351351e-04, 5.643467748809e-05, -4.551305433862e-05],
    [5.643467748809e-05, 2.800612402137e-03, 6.048172725325e-04],
    [-4.551305433862e-05, 6.048172725325e-04, 1.737636841381e-03],
]
ESTIMAGIC_SENSITIVITY = [
    [-0.307578094081, 0.062584439865, 0.000671424867, -0.03613957995, 0.023472576661, -0.005657982723],
    [0.020290131965, -0.242122357629, 0.038396768427, -0.034193539583, -0.153608908662, -0.030880085156],
    [0.092804017632, -0.066269088527, -0.211788146349, -0.023224204048, 0.043178623579, -0.020175498451],
]


def test_covariance_and_sensitivity_are_those_of_estimagic() -> None:
    root = np.diag(1.0 / np.sqrt(np.diag(NEAR_AND_UNEQUAL)))
    got = infer(TRUTH, JACOBIAN, root, NEAR_AND_UNEQUAL, np.zeros(6))
    np.testing.assert_allclose(got.covariance, ESTIMAGIC_COVARIANCE, rtol=1e-10)
    np.testing.assert_allclose(-got.sensitivity, ESTIMAGIC_SENSITIVITY, rtol=1e-8)
