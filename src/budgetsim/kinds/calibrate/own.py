"""Draws of one's own: estimated parameters as the panel tells them, all others as the draws of the package have them.

Given the panel, the estimated parameters θ of the range R are taken to be normal around the estimates θ̂ and cut off at
the ends of the range, p(θ) ∝ N(θ; θ̂, c²V) for θ in R: the limited-information posterior of simulated moments under a
prior that is even over the range. V is the covariance of the estimates. c is 1, and where the test of
overidentification rejects the model √(J / degrees of freedom), by which errors would have to be larger for the misfit
to be chance. At an end of its range an estimate counts with the error that it would have inside.

Source: Kim 2002 (limited-information likelihood, J. Econometrics 107); Birge 1932 (the scale of errors that a misfit
tells, Physical Review 40); Geweke 1991 (Gibbs sampling of a normal within bounds).
"""

from __future__ import annotations

import math

import numpy as np

from budgetsim.declarations import declarations
from budgetsim.declarations.declare import UNCERTAIN_GROUPS
from budgetsim.kinds.calibrate.inference import Estimates
from budgetsim.kinds.calibrate.predict import UNKNOWN
from budgetsim.kinds.calibrate.problem import Problem
from budgetsim.kinds.calibrate.target import Target
from budgetsim.numerics import Array
from budgetsim.posterior import Posterior, load_posterior
from budgetsim.posterior.prior import holding, in_digits
from budgetsim.scenario import Scenario

POSTERIOR, DRAWN = "posterior.parquet", "drawn.toml"
"""The draws, and the scenario that leaves to them what they hold."""
DRAWS = 512
SWEEPS = 400
"""Sweeps of the Gibbs sampler: enough for parameters whose estimates have a correlation of .99."""
TRIES = 200
"""Times that draws which break a rule between parameters are drawn anew before they are left out."""
RIDGE = 1e-12
"""Variance, in ranges, that keeps a covariance invertible."""


def drawn_names(target: Target) -> list[str]:
    """Return the estimated parameters that files of draws may hold: all but levers."""
    return [one.name for one in target.parameters if declarations()[one.name].group in UNCERTAIN_GROUPS]


def widening(estimates: Estimates, *, is_rejected: bool) -> float:
    """Return c, by which errors count more where the moments contradict the model.

    Parameters
    ----------
    estimates
        With J and its degrees of freedom.
    is_rejected
        Whether the test of overidentification rejects the model.
    """
    return max(1.0, math.sqrt(estimates.j / estimates.freedom)) if is_rejected else 1.0


def within_range(mean: Array, covariance: Array, draws: int, random: np.random.Generator) -> Array:
    """Return draws of a normal distribution cut off at 0 and 1 in every direction, (draw, parameter).

    One parameter after the other is drawn given the others, in all draws at once.
    """
    from scipy.special import ndtr, ndtri

    precision = np.linalg.inv(covariance + RIDGE * np.eye(len(mean)))
    points = np.tile(np.clip(mean, 0.0, 1.0), (draws, 1))
    for _ in range(SWEEPS):
        for place in range(len(mean)):
            sd = precision[place, place] ** -0.5
            apart = points - mean
            apart[:, place] = 0.0
            centre = mean[place] - (apart @ precision[place]) * sd**2
            low, high = ndtr(-centre / sd), ndtr((1.0 - centre) / sd)
            drawn = centre + sd * ndtri(low + random.random(draws) * (high - low))
            points[:, place] = np.clip(drawn, 0.0, 1.0)
    return points


def own_posterior(problem: Problem, estimates: Estimates, widened: float) -> Posterior:
    """Return equally likely draws of all that is uncertain: own ones of what was estimated beside those of the package.

    Parameters
    ----------
    problem
        What was fitted to what.
    estimates
        The solution.
    widened
        By how much errors count more than they were estimated (``widening``).
    """
    random = np.random.default_rng(np.random.SeedSequence(problem.target.seed, spawn_key=(3,)))
    estimated = drawn_names(problem.target)
    places = [one.name in estimated for one in problem.target.parameters]
    package = load_posterior()
    names = [*package.names, *(name for name in estimated if name not in package.names)]
    values = np.empty((DRAWS, len(names)))
    values[:, : len(package.names)] = package.values[package.rows(DRAWS, problem.target.seed)]
    columns = np.array([names.index(name) for name in estimated])
    covariance = _covariance(estimates) * widened**2
    wrong = np.ones(DRAWS, dtype=np.bool_)
    spare = problem.values(within_range(estimates.shares, covariance, DRAWS * 2, random))[:, places]
    values[:, columns] = in_digits(spare[:DRAWS])
    for _ in range(TRIES):
        wrong = ~holding(names, values)
        if not wrong.any():
            break
        values[np.ix_(wrong, columns)] = in_digits(spare[random.integers(0, len(spare), int(wrong.sum()))])
    values = values[~wrong]
    about = {
        "made by": "budgetsim calibrate",
        "base": problem.target.scenario.name,
        "panel": problem.whole.panel.digest(),
        "estimated": ", ".join(estimated),
        "errors count": repr(widened),
    }
    return Posterior(tuple(names), values, np.full(len(values), 1.0 / len(values)), POSTERIOR, about=about)


def _covariance(estimates: Estimates) -> Array:
    """Return the covariance of the estimates in shares of their ranges, errors at an end as they would be inside."""
    covariance = np.minimum(estimates.covariance, UNKNOWN)
    ends = np.isfinite(estimates.beyond) | np.isnan(estimates.errors)
    beyond = np.minimum(np.nan_to_num(estimates.beyond, nan=np.inf) ** 2, UNKNOWN)
    return np.asarray(covariance + np.diag(np.where(ends, beyond, 0.0)))


def drawn_scenario(target: Target, best: Scenario) -> Scenario:
    """Return the calibrated scenario with what the draws hold as it is declared, so that it does not overrule them."""
    declared = {name: declarations()[name].default for name in drawn_names(target)}
    return best.replace(name=DRAWN.removesuffix(".toml"), **declared)
