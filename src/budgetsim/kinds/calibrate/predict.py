"""The held-out year: what the calibrated model says of it, beside what was observed and beside last year's values."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from budgetsim.kinds.calibrate.evaluate import Evaluator, last_year
from budgetsim.kinds.calibrate.inference import CONFIDENCE, UNIFORM_SD, Estimates
from budgetsim.kinds.calibrate.problem import Problem
from budgetsim.kinds.calibrate.search import COPIES
from budgetsim.numerics import Array

UNKNOWN = 1e6
"""Variance, in ranges, that stands for an infinite one."""


@dataclass(frozen=True)
class Prediction:
    """Moments of the held-out year, each an array over the moments of the problem; NaN where there is none."""

    year: int
    observed: Array
    errors: Array
    """Bootstrap standard errors of what was observed."""
    naive: Array
    """The same moments one year earlier: the forecast that nothing changes."""
    middle: Array
    low: Array
    high: Array
    """Median and ends of the 90 % interval of what the model says: over draws of the estimates, worlds and units."""

    @property
    def scored(self) -> Array:
        """Moments for which all of this is known."""
        return np.asarray(
            np.isfinite(self.observed + self.errors + self.naive + self.middle) & (self.errors > 0.0)
        )

    @property
    def hits(self) -> Array:
        """Whether what was observed lies in the interval."""
        return np.asarray((self.low <= self.observed) & (self.observed <= self.high))

    @property
    def model_misses(self) -> Array:
        """Distance of the model's median from what was observed, in standard errors of the latter."""
        return np.asarray(np.abs(self.middle - self.observed) / self.errors)

    @property
    def naive_misses(self) -> Array:
        """Distance of last year's value, in the same unit."""
        return np.asarray(np.abs(self.naive - self.observed) / self.errors)


def predict(problem: Problem, evaluate: Evaluator, estimates: Estimates, spread: Array) -> Prediction:
    """Return the prediction of the held-out year.

    ``spread`` is the standard error of each moment of that year, (moment,), from resampled units.
    """
    evaluate.stage = "prediction"
    panel = problem.whole.panel
    simulated = evaluate.copies(_draws(problem, estimates), COPIES, hold_out=True)
    flat = simulated.reshape(-1, simulated.shape[-1])
    tail = (1.0 - CONFIDENCE) / 2.0
    ends = [_quantile(flat, share) for share in (tail, 0.5, 1.0 - tail)]
    return Prediction(
        panel.years[-1],
        last_year(panel, problem.moments),
        spread,
        last_year(panel, problem.moments, back=1),
        ends[1],
        ends[0],
        ends[2],
    )


def _draws(problem: Problem, estimates: Estimates) -> Array:
    """Draws of the parameters, (draw, parameter): what was estimated, and ignorance within the range where little was.

    The estimates' covariance V is combined with that of a uniform prior over the ranges, I/12, both taken as normal:
    V − V (V + I/12)⁻¹ V, so that a parameter that is not pinned down spreads over its range and not beyond.
    """
    rng = np.random.default_rng(np.random.SeedSequence(problem.target.seed, spawn_key=(2,)))
    spread = np.minimum(estimates.covariance, UNKNOWN)
    both = spread - spread @ np.linalg.solve(spread + np.eye(len(spread)) * UNIFORM_SD**2, spread)
    values, vectors = np.linalg.eigh((both + both.T) / 2.0)
    normal = rng.standard_normal((problem.target.draws, len(values)))
    moved = (normal * np.sqrt(np.maximum(values, 0.0))) @ vectors.T
    return np.asarray(np.clip(estimates.shares + moved, 0.0, 1.0))


def _quantile(values: Array, share: float) -> Array:
    """Quantile of every column over what is defined in it; NaN if nothing is."""
    quantiles = np.full(values.shape[1], np.nan)
    for place, column in enumerate(values.T):
        known = column[np.isfinite(column)]
        if known.size:
            quantiles[place] = np.quantile(known, share)
    return quantiles
