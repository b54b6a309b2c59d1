"""What it is worth to know more before choosing: everything, or single parameters, or several together.

A policy is chosen now by its expected value over draws of what nobody knows. Who knew everything would choose the best
policy of each draw; who knew a parameter, the best one on average at its value. The gain in expectation is the expected
value of (partial) perfect information (Raiffa & Schlaifer 1961; Strong, Oakley & Brennan 2014, Medical Decision Making
34, 311-326). Values at a parameter are found by regression over the draws, as Strong and others do; but the choice it
leads to is judged on draws that were left out of it, by what policies really came to there. A regression on noise then
gains nothing on average, where plugging its fitted values in would always seem to gain.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from budgetsim.numerics import Array, BoolArray

FOLDS, REPEATS = 5, 4
"""Parts of the draws, of which each is left out once, and how often they are parted anew."""
SHUFFLES = 99
"""Times that draws are shuffled to see what chance alone gives: the smallest p-value is 1 in 100."""
KNOTS, CUBIC = 3, 3
"""Knots of a curve, at quantiles of the draws, and its degree."""
CURVES = 3
"""Curves of a parameter among which left-out draws choose: none, a line, a cubic spline."""
PENALTIES = tuple(10.0**power for power in range(-2, 6))
"""Ridge penalties of several parameters together, among which leave-one-out errors choose."""
NORMAL = 1.959963984540054
CHANCE = 0.05
LEAST_SHARE = 0.01
"""Share of draws in which a choice must change to be more than the matter of a draw or two."""
SEED = 20141
"""Where the parting and shuffling of draws begins: any number, the same each time."""


@dataclass(frozen=True)
class Worth:
    """What knowing something is worth, with its 95 % interval, and the share of draws in which the choice changes.

    ``p`` is the chance that so much would be found of some parameter if none told anything; ``None``: not tested.
    """

    value: float
    low: float
    high: float
    share: float
    p: float | None = None

    @property
    def is_clear(self) -> bool:
        """Whether it is told from nothing: by its interval, and among all parameters that were looked at."""
        return self.low > 0.0 and (self.p is None or self.p <= CHANCE)

    @property
    def is_likely(self) -> bool:
        """Whether it is more than chance would give the best of all parameters, though how much is not known."""
        return self.share >= LEAST_SHARE and self.p is not None and self.p <= CHANCE


NOTHING = Worth(0.0, 0.0, 0.0, 0.0)


@dataclass(frozen=True)
class Decision:
    """What policies come to under draws, in such a way that more is better.

    Attributes
    ----------
    values
        (draw, seed, policy).
    weights
        (draw,), which add up to 1.
    """

    values: Array
    weights: Array

    @property
    def best(self) -> int:
        """The policy with the highest expected value: the choice now."""
        return int(np.argmax(self.weights @ self.values.mean(axis=1)))

    @property
    def gains(self) -> Array:
        """What the other policies come to beyond the choice now, (draw, policy): means over seeds."""
        return np.delete(self._gains_by_seed.mean(axis=1), self.best, axis=1)

    @property
    def _gains_by_seed(self) -> Array:
        return np.asarray(self.values - self.values[:, :, [self.best]])

    def perfect(self) -> Worth:
        """Return what it is worth to know every parameter, but not the luck of a single world.

        The best policy of a draw is found by all seeds but one, and judged by that one, each seed in turn: chosen and
        judged by the same luck it would seem better than it is. Its uncertainty is that of draws and of seeds.
        """
        gains, best = self._gains_by_seed, self.best
        seeds, weights = gains.shape[1], self.weights
        others = (gains.sum(axis=1, keepdims=True) - gains) / (seeds - 1) if seeds > 1 else gains
        chosen = _choice(others, best)
        earned = np.take_along_axis(gains, chosen[..., None], axis=2)[..., 0]
        by_seed = weights @ earned
        variance = standard_error(earned.mean(axis=1), weights) ** 2
        variance += by_seed.var(ddof=1) / seeds if seeds > 1 else 0.0
        share = float(weights @ (_choice(gains.mean(axis=1), best) != best))
        return _worth(float(by_seed.mean()), float(np.sqrt(variance)), share)

    def of_each(self, columns: Array) -> list[Worth]:
        """Return what it is worth to know each parameter alone.

        Parameters
        ----------
        columns
            (draw, parameter).
        """
        gains, weights = self.gains, self.weights
        worths = [NOTHING] * columns.shape[1]
        moving = np.flatnonzero(np.ptp(columns, axis=0) > 0.0)
        if not len(moving) or len(weights) < 2 * FOLDS or not np.ptp(gains):
            return worths
        shuffled = _shuffled(gains)
        tried = _tried(columns[:, moving], shuffled, weights)
        rows, best = np.arange(len(moving)), tried.errors.argmin(axis=0)
        totals = np.take_along_axis(tried.totals, best[None], axis=0)[0]
        luck = np.maximum(totals[:, 1:].max(axis=0), 0.0)
        earned, share = tried.earned[best[:, 0], rows], tried.changed[best[:, 0], rows]
        for place, row in enumerate(moving):
            p = (
                float((1 + (luck >= totals[place, 0]).sum()) / (1 + SHUFFLES))
                if totals[place, 0] > 0.0
                else 1.0
            )
            share_best = float(share[place]) if totals[place, 0] > 0.0 else 0.0
            worths[row] = _worth(
                float(totals[place, 0]), standard_error(earned[place], weights), share_best, p
            )
        return worths

    def of_several(self, columns: Array) -> Worth:
        """Return what it is worth to know several parameters at once: a sum of curves, shrunk (ridge regression).

        Parameters
        ----------
        columns
            (draw, parameter).
        """
        from sklearn.linear_model import RidgeCV

        gains, weights = self.gains, self.weights
        varying = columns[:, np.ptp(columns, axis=0) > 0.0]
        if not varying.shape[1] or len(weights) < 2 * FOLDS or not np.ptp(gains):
            return NOTHING
        design = np.concatenate([_curve(column)[:, 1:] for column in varying.T], axis=1)
        design = (design - design.mean(axis=0)) / np.maximum(design.std(axis=0), 1e-12)
        earned, changed, errors = np.zeros(len(weights)), np.zeros(len(weights)), np.zeros(2)
        for left in _partings(len(weights)):
            rest = ~left
            fitted = RidgeCV(PENALTIES).fit(design[rest], gains[rest], sample_weight=weights[rest])
            guess = np.asarray(fitted.predict(design[left])).reshape(int(left.sum()), -1)
            plain = weights[rest] @ gains[rest] / weights[rest].sum()
            errors += [(weights[left] @ (gains[left] - said) ** 2).sum() for said in (plain, guess)]
            gain, other = _rule(guess, gains[left])
            earned[left] += gain / REPEATS
            changed[left] += other / REPEATS
        if errors[1] >= errors[0]:
            return NOTHING
        return _worth(float(weights @ earned), standard_error(earned, weights), float(weights @ changed))


@dataclass
class _Tried:
    """What rules of every curve earn on left-out draws: ``errors`` and ``totals`` (curve, parameter, shuffle)."""

    errors: Array
    totals: Array
    earned: Array
    """(curve, parameter, draw), unshuffled."""
    changed: Array
    """(curve, parameter), unshuffled: the share of draws in which the choice changes."""


def _tried(columns: Array, gains: Array, weights: Array) -> _Tried:
    """Fit curves of every parameter to gains (draw, shuffle, policy), and see what they earn on draws left out.

    A curve that is none earns nothing: the choice stays.
    """
    draws, shuffles, policies = gains.shape
    count = columns.shape[1]
    scale = np.maximum(np.sqrt(weights @ gains[:, 0] ** 2), np.finfo(float).tiny)
    standard = (columns - columns.mean(axis=0)) / columns.std(axis=0)
    lines = np.stack([np.column_stack([np.ones(draws), column]) for column in standard.T])
    curves = np.stack([_curve(column) for column in columns.T])
    found = _Tried(
        np.zeros((CURVES, count, shuffles)), np.zeros((CURVES, count, shuffles)),
        np.zeros((CURVES, count, draws)), np.zeros((CURVES, count)),
    )  # fmt: skip
    flat = gains.reshape(draws, -1)
    for left in _partings(draws):
        rest, own = ~left, weights[left]
        plain = (weights[rest] @ flat[rest] / weights[rest].sum()).reshape(1, shuffles, policies)
        missed = ((gains[left] - plain) / scale) ** 2
        found.errors[0] += own @ missed.sum(axis=2)
        root = np.sqrt(weights[rest])
        for kind, design in enumerate((lines, curves), 1):
            solved = np.linalg.pinv(design[:, rest] * root[:, None]) @ (flat[rest] * root[:, None])
            guess = (design[:, left] @ solved).reshape(count, len(own), shuffles, policies)
            missed = ((gains[left] - guess) / scale) ** 2
            found.errors[kind] += np.einsum("d,cdsp->cs", own, missed)
            earned, other = _rule(guess, gains[left])
            found.totals[kind] += np.einsum("d,cds->cs", own, earned) / REPEATS
            found.earned[kind][:, left] += earned[:, :, 0] / REPEATS
            found.changed[kind] += other[:, :, 0] @ own / REPEATS
    return found


def _rule(guess: Array, gains: Array) -> tuple[Array, BoolArray]:
    """Return what is earned by taking the policy with the highest guess above zero, and whether one is taken."""
    chosen = guess.argmax(axis=-1)[..., None]
    taken: BoolArray = np.take_along_axis(guess, chosen, axis=-1)[..., 0] > 0.0
    chosen_gains = np.take_along_axis(np.broadcast_to(gains, guess.shape), chosen, axis=-1)[..., 0]
    return np.where(taken, chosen_gains, 0.0), taken


def _choice(values: Array, best: int) -> NDArray[np.intp]:
    """Return the policy with the highest value along the last axis; the choice now where none is above it."""
    chosen: NDArray[np.intp] = values.argmax(axis=-1)
    above = np.take_along_axis(values, chosen[..., None], axis=-1)[..., 0] > values[..., best]
    return np.where(above, chosen, best)


def _curve(column: Array) -> Array:
    """Return the columns of a cubic spline with knots at quantiles, (draw, basis): any of them add up to 1."""
    from sklearn.preprocessing import SplineTransformer

    knots = np.unique(np.quantile(column, np.linspace(0.0, 1.0, KNOTS)))
    if len(knots) < KNOTS:  # a few values take most of the draws: knots where there are any
        knots = np.linspace(column.min(), column.max(), KNOTS)
    spline = SplineTransformer(degree=CUBIC, knots=knots[:, None]).fit(column[:, None])
    return np.asarray(spline.transform(column[:, None]))


def _partings(draws: int) -> Sequence[BoolArray]:
    """Return which draws are left out, parting by parting."""
    source = np.random.default_rng(SEED)
    orders = [source.permutation(draws) % FOLDS for _ in range(REPEATS)]
    return [order == fold for order in orders for fold in range(FOLDS)]


def _shuffled(gains: Array) -> Array:
    """Return gains (draw, shuffle, policy): first as they are, then shuffled over the draws."""
    source = np.random.default_rng(SEED + 1)
    orders = [np.arange(len(gains)), *(source.permutation(len(gains)) for _ in range(SHUFFLES))]
    return gains[np.stack(orders, axis=1)]


def standard_error(values: Array, weights: Array) -> float:
    """Return the standard error of a weighted mean over draws."""
    draws = len(weights)
    left = values - weights @ values
    return float(np.sqrt((weights**2 @ left**2) * draws / max(draws - 1, 1)))


def _worth(value: float, error: float, share: float, p: float | None = None) -> Worth:
    """Return a worth: knowing something costs nothing, so that less than nothing is noise."""
    low, high = value - NORMAL * error, value + NORMAL * error
    return Worth(max(value, 0.0), max(low, 0.0), max(high, 0.0), share, p)


def in_order(whole: Worth, parts: Mapping[str, Worth]) -> Worth:
    """Return what more is worth, not less than any clear part of it nor less surely: both are estimates."""
    best = max(
        (part for part in parts.values() if part.is_clear), key=lambda part: part.value, default=NOTHING
    )
    return replace(
        whole,
        value=max(whole.value, best.value),
        low=max(whole.low, best.low),
        high=max(whole.high, best.high),
    )
