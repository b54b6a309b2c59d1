"""How draws are weighed by evidence: what was published, what the model shows under each draw, and how far it may miss.

A published number e of some family is y_e = f_e(φ) + δ_e + ε_e: f_e(φ) is simulated under the draw φ, ε_e is the
published error, and δ_e ~ N(0, σ_δ²) is what the place has of its own. σ_δ is common to a family, unknown, and
averaged out over a half-normal prior: the hierarchy of ``kinds.verify.evidence.leaving_out`` (Kennedy & O'Hagan 2001).

Simulating is too slow for the many draws that so many parameters ask for. An emulator answers in between: a sparse
regression finds the few parameters that a number depends on, and a Gaussian process describes what is left of it over
these (Craig, Goldstein, Seheult & Smith 1997; Vernon, Goldstein & Bower 2010, "active inputs"), both scikit-learn's.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from budgetsim.numerics import Array, BoolArray

LEVELS = 40
"""Levels of a discrepancy over which is averaged."""
FURTHEST = 3.0
"""Scales of its prior up to which levels reach, and standard deviations beyond which a draw is ruled out."""
MOST_ACTIVE = 12
"""Parameters over which a Gaussian process describes what the regression leaves."""
TUNED_ON = 384
"""Points on which its lengths are found; it then knows all of them."""
FOLDS = 5


@dataclass(frozen=True)
class Evidence:
    """Published numbers, (fact,), their errors, and the family of each.

    ``scales`` are those of the half-normal prior of each family's discrepancy; 0: it has none.
    """

    names: tuple[str, ...]
    published: Array
    errors: Array
    families: tuple[str, ...]
    scales: dict[str, float]

    def of(self, family: str) -> BoolArray:
        """Return which numbers belong to a family, (fact,)."""
        return np.array([one == family for one in self.families])

    def levels(self, family: str) -> tuple[Array, Array]:
        """Return levels of a family's discrepancy and their prior weights, (level,); of none the level 0."""
        scale = self.scales[family]
        if scale == 0.0:
            return np.zeros(1), np.ones(1)
        parts = FURTHEST * (np.arange(LEVELS) + 0.5) / LEVELS
        weights = np.exp(-0.5 * parts * parts)
        return scale * parts, weights / weights.sum()

    def log_likelihood(self, shown: Array, errors: Array | float = 0.0) -> Array:
        """Return the log of how likely what was published is under each draw, (draw,), discrepancies averaged out.

        Parameters
        ----------
        shown
            What the model shows, (draw, fact); NaN where it cannot, which rules the draw out.
        errors
            Standard errors of that, (draw, fact) or for each fact.
        """
        known = np.broadcast_to(errors, shown.shape) ** 2 + self.errors**2
        total = np.zeros(len(shown))
        for family in self.scales:
            total += np.log(self._by_level(family, shown, known).sum(axis=1) + np.finfo(np.float64).tiny)
        return np.where(np.isnan(shown).any(axis=1), -np.inf, total)

    def discrepancies(self, shown: Array, weights: Array) -> dict[str, float]:
        """Return the root mean square of each family's discrepancy over weighted draws."""
        sizes = {}
        for family in self.scales:
            levels, _ = self.levels(family)
            by_level = self._by_level(family, shown, np.broadcast_to(self.errors**2, shown.shape))
            share = (weights[:, None] * by_level / by_level.sum(axis=1, keepdims=True)).sum(axis=0)
            sizes[family] = float(np.sqrt(share @ levels**2 / share.sum()))
        return sizes

    def misses(self, shown: Array, errors: Array | float) -> Array:
        """Return how many standard deviations each number lies from what was published, (draw, fact).

        Of a discrepancy the scale of its prior counts, so that nothing is ruled out that another place could show.
        """
        scales = np.array([self.scales[family] for family in self.families])
        return np.asarray(
            np.abs(shown - self.published) / np.sqrt(np.square(errors) + self.errors**2 + scales**2)
        )

    def _by_level(self, family: str, shown: Array, known: Array) -> Array:
        """Return the likelihood of a family's numbers at each level of its discrepancy, (draw, level)."""
        members = self.of(family)
        levels, prior = self.levels(family)
        variance = known[:, None, members] + (levels * levels)[None, :, None]
        apart = np.nan_to_num(shown - self.published)[:, None, members]
        fit = -0.5 * (apart * apart / variance + np.log(variance)).sum(axis=2)
        return np.asarray(np.exp(fit) * prior)


def normalised(logs: Array) -> Array:
    """Return weights that add up to 1 from their logs, whatever their size."""
    weights = np.exp(logs - logs.max())
    return np.asarray(weights / weights.sum())


def effective(weights: Array) -> float:
    """Return how many draws of equal weight these are worth, 1 / Σ w² (Kish 1965); the weights add up to 1."""
    return float(1.0 / (weights @ weights))


def resampled(weights: Array, count: int) -> NDArray[np.intp]:
    """Return ``count`` rows, each as often as its weight says, by systematic resampling (Kitagawa 1996)."""
    ends = np.cumsum(weights)
    places = (np.arange(count) + 0.5) / count * ends[-1]
    return np.asarray(np.searchsorted(ends, places, side="right"), dtype=np.intp)


# Emulation ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Emulator:
    """One simulated number over the parameters: a sparse regression, and a Gaussian process over the active ones.

    ``error`` is the standard deviation of what it says of points that it was not shown (five folds): what inactive
    parameters and chance do is in it. ``explained`` is the part of the variance that it gets right there.
    """

    active: tuple[int, ...]
    error: float
    explained: float
    _linear: Any
    _process: Any
    _shift: float
    _size: float

    def at(self, points: Array) -> Array:
        """Return emulated numbers, (draw,), at standardised parameters (draw, parameter)."""
        rest = self._process.predict(points[:, self.active])
        return np.asarray(self._shift + self._size * (self._linear.predict(points) + rest))


def emulate(points: Array, shown: Array) -> Emulator:
    """Return the emulator of a number that was simulated at some points.

    Parameters
    ----------
    points
        Standardised parameters, (point, parameter).
    shown
        What was simulated, (point,); points where it is NaN are left out.
    """
    from sklearn.linear_model import LassoCV

    known = np.isfinite(shown)
    points, shown = points[known], shown[known]
    shift, size = float(shown.mean()), float(shown.std()) or 1.0
    wanted = (shown - shift) / size
    with warnings.catch_warnings():
        warnings.simplefilter(
            "ignore"
        )  # that a penalty next to none does not converge says nothing of the best
        linear = LassoCV(cv=FOLDS, max_iter=2000).fit(points, wanted)
    order = np.argsort(-np.abs(linear.coef_), kind="stable")[:MOST_ACTIVE]
    active = tuple(int(place) for place in order)
    rest = wanted - linear.predict(points)
    kernel = _tuned(points[:TUNED_ON, active], rest[:TUNED_ON])
    missed = _missed(points, wanted, linear.alpha_, active, kernel)
    error = float(np.sqrt(np.mean(missed**2)))
    process = _process(kernel).fit(points[:, active], rest)
    return Emulator(active, size * error, 1.0 - error**2, linear, process, shift, size)


def _missed(points: Array, wanted: Array, penalty: float, active: Sequence[int], kernel: Any) -> Array:
    """Return how far emulators that were not shown a fold miss it, (point,)."""
    from sklearn.linear_model import Lasso

    missed = np.empty(len(points))
    fold = np.arange(len(points)) % FOLDS
    for number in range(FOLDS):
        out = fold == number
        linear = Lasso(penalty, max_iter=2000).fit(points[~out], wanted[~out])
        process = _process(kernel).fit(points[~out][:, active], wanted[~out] - linear.predict(points[~out]))
        missed[out] = wanted[out] - linear.predict(points[out]) - process.predict(points[out][:, active])
    return missed


def _tuned(points: Array, rest: Array) -> Any:
    """Return the kernel whose lengths make what is left of some points likeliest."""
    from sklearn.gaussian_process import GaussianProcessRegressor
    from sklearn.gaussian_process.kernels import RBF, ConstantKernel, WhiteKernel

    smooth = ConstantKernel(0.3, (1e-3, 30.0)) * RBF(np.full(points.shape[1], 4.0), (0.5, 100.0))
    model = GaussianProcessRegressor(smooth + WhiteKernel(0.1, (1e-4, 2.0)), random_state=0)
    with warnings.catch_warnings():  # a length at its bound only says that nothing depends on the parameter
        warnings.simplefilter("ignore")
        return model.fit(points, rest).kernel_


def _process(kernel: Any) -> Any:
    from sklearn.gaussian_process import GaussianProcessRegressor

    return GaussianProcessRegressor(kernel, optimizer=None)
