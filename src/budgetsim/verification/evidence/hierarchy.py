"""Structural parameters that are common to all places, estimated from effects that were measured in several of them.

For the finding e of some place, y_e = f_e(φ, η_e) + δ_e + ε_e: φ is common, η_e is matched to the control arm of the
place given φ, δ_e ~ N(0, σ_δ²) is what the place has of its own, ε_e the error of the field study. Effects f_e are
simulated on a design of φ and emulated in between by Gaussian processes (scikit-learn); the posterior of (φ, σ_δ) is
a weighting of Sobol points of the prior. Source of the form: Kennedy & O'Hagan 2001 (discrepancy); Gelman et al.
2013, chapter 5 (hierarchies).
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from budgetsim.declarations import declarations
from budgetsim.numerics import Array, BoolArray
from budgetsim.verification.evidence.control import CONSEQUENCES, PREFIX, UNSURE

PRIOR_SD = 1.0
"""Prior standard deviation of the logarithm of a parameter around its default, and of the logit of a share.

One is a factor of 2.7, of the value or of its odds (assumed: none of these parameters has a source).
"""
DISCREPANCY = 0.2
"""Scale of the half-normal prior of the discrepancy, in units of a relative change (assumed)."""
FURTHEST = 2.0
"""Prior standard deviations to which the design reaches; draws beyond are moved to its edge."""
DESIGN, DRAWS, LEVELS = 64, 4096, 40
"""Points that are simulated, Sobol points of the prior that are weighted, and levels of the discrepancy."""
SEED = 20070401
COMMON = (
    "diversion_sanction",
    "diversion_cost",
    "concealment_cost",
    "announcement",
    "belief_learning",
    *(f"{PREFIX}{word}" for word in UNSURE),
)
"""What is common: what deters, what diverting and hiding cost, how fast announcements and experience are believed, and
how much the words "rare" and "public" say about consequences."""


@dataclass(frozen=True)
class Posterior:
    """Weights of the prior's draws and of the levels of the discrepancy, (draw, level); they add up to 1."""

    weights: Array
    levels: Array

    @property
    def discrepancy(self) -> float:
        """Root of the mean square of the discrepancy σ_δ."""
        return float(np.sqrt(self.weights.sum(axis=0) @ (self.levels * self.levels)))

    @property
    def effective_draws(self) -> float:
        """Draws of the prior that the weights amount to: few mean that a finer sampler is needed."""
        of_draws = self.weights.sum(axis=1)
        return float(1.0 / (of_draws @ of_draws))

    def mean(self, values: Array) -> Array:
        """Return the posterior mean of values by draw, (draw, …)."""
        return np.asarray(np.tensordot(self.weights.sum(axis=1), values, axes=1))

    def deviation(self, values: Array) -> Array:
        """Return the posterior standard deviation of values by draw."""
        centred = values - self.mean(values)
        return np.sqrt(self.mean(centred * centred))


def settings_at(point: Sequence[float] | Array) -> dict[str, float]:
    """Return the values of the common parameters at a point in standard deviations of their priors."""
    return {name: _value(name, float(at)) for name, at in zip(COMMON, point, strict=True)}


def _value(name: str, at: float) -> float:
    """Return the value of a parameter at a point of its prior: log-normal, or logit-normal if it is a share."""
    about = declarations().get(name)
    center = CONSEQUENCES[name.removeprefix(PREFIX)] if about is None else float(about.default)
    factor = float(np.exp(PRIOR_SD * at))
    if about is None or about.unit == "share":
        odds = center / (1.0 - center) * factor
        return odds / (1.0 + odds)
    return center * factor


def design(count: int = DESIGN) -> Array:
    """Return the points that are simulated, (point, parameter), in standard deviations of the priors."""
    return _sobol(count, SEED, FURTHEST)


def prior_draws(count: int = DRAWS) -> Array:
    """Return draws of the prior, (draw, parameter)."""
    return np.clip(_sobol(count, SEED + 1, np.inf), -FURTHEST, FURTHEST)


def _sobol(count: int, seed: int, furthest: float) -> Array:
    """Return Sobol points, normal, or even within ``furthest`` if that is finite."""
    from scipy.stats import norm, qmc

    even = qmc.Sobol(len(COMMON), seed=seed).random(count)
    if np.isfinite(furthest):
        return np.asarray(furthest * (2.0 * even - 1.0))
    return np.asarray(norm.ppf(even))


def emulate(points: Array, effects: Array, at: Array) -> tuple[Array, Array]:
    """Return emulated effects and their errors, (draw, finding).

    Parameters
    ----------
    points
        Where effects were simulated, (point, parameter).
    effects
        What was simulated, (point, finding).
    at
        Where they are wanted, (draw, parameter).
    """
    from sklearn.gaussian_process import GaussianProcessRegressor
    from sklearn.gaussian_process.kernels import RBF, ConstantKernel, WhiteKernel

    means, errors = [], []
    for column in effects.T:
        size = max(float(column.std()), 1e-9)
        kernel = ConstantKernel(1.0, (0.05, 100.0)) * RBF(
            np.full(points.shape[1], 3.0), (0.5, 50.0)
        ) + WhiteKernel(1e-4, (1e-8, 0.1))
        model = GaussianProcessRegressor(kernel, random_state=0, n_restarts_optimizer=0)
        with (
            warnings.catch_warnings()
        ):  # a scale at its bound only says that the effect does not depend on it
            warnings.simplefilter("ignore")
            model.fit(points, (column - column.mean()) / size)
        mean, error = model.predict(at, return_std=True)
        means.append(mean * size + column.mean())
        errors.append(error * size)
    return np.array(means).T, np.array(errors).T


def posterior(
    emulated: Array, errors: Array, published: Array, field_errors: Array, used: BoolArray
) -> Posterior:
    """Return the posterior of (φ, σ_δ) given the findings that are used.

    Parameters
    ----------
    emulated, errors
        Effects at draws of the prior and their emulation errors, (draw, finding).
    published, field_errors
        What was published and its standard errors, (finding,); an unknown error is part of the discrepancy.
    used
        Which findings are used.
    """
    levels = DISCREPANCY * 3.0 * (np.arange(LEVELS) + 0.5) / LEVELS
    known = errors * errors + field_errors * field_errors
    variance = known[:, None, used] + (levels * levels)[None, :, None]
    distance = (published - emulated)[:, None, used]
    fit = -0.5 * (distance * distance / variance + np.log(variance)).sum(axis=2)
    fit -= 0.5 * (levels / DISCREPANCY) * (levels / DISCREPANCY)
    weights = np.exp(fit - fit.max())
    return Posterior(weights / weights.sum(), levels)
