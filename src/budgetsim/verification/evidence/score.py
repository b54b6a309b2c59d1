"""How well findings are predicted without their study: errors, coverage, and a proper score beside two plain rivals.

Rivals: "mean of the others" predicts what the other studies found on average, as uncertain as they differ; "nothing
changes" predicts 0, as uncertain as the others are far from it. Source of the score: Gneiting & Raftery 2007, the
continuous ranked probability score, here of normal distributions: the mean absolute error of a forecast that has a
width; smaller is better.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from statistics import NormalDist, fmean, stdev
from typing import Any

from budgetsim.verification.evidence.agree import Prediction
from budgetsim.verification.evidence.design import Published
from budgetsim.verification.evidence.finding import FieldFinding
from budgetsim.verification.evidence.fits import Fits
from budgetsim.verification.evidence.published import Family
from budgetsim.verification.evidence.register import read_register

CHECKS: Family = "checks"
"""Family of findings on checks, audits and consequences, all of them relative changes."""
PARTS = ("mean", "chance", "common", "discrepancy")
"""What is stored of a prediction, in the order of ``Prediction``."""
FEWEST = 2
"""Findings of other studies that a rival's spread is taken from, at least."""
NORMAL = NormalDist()


@dataclass(frozen=True)
class Scored:
    """A published number and its prediction, in one scale."""

    published: Published
    value: float
    mean: float
    spread: float
    """Standard deviation of the predictive distribution of the published number."""
    inside: bool


def crps(mean: float, spread: float, value: float) -> float:
    """Return the score of a normal forecast, |value − mean| where it has no width."""
    if spread <= 0.0:
        return abs(value - mean)
    at = (value - mean) / spread
    return spread * (at * (2.0 * NORMAL.cdf(at) - 1.0) + 2.0 * NORMAL.pdf(at) - 1.0 / math.sqrt(math.pi))


def scored(published: Published, found: Prediction) -> Scored | None:
    """Return a finding in the scale of the score; ``None`` where it has no number."""
    if published.effect is None:
        return None
    low, high = found.interval(published.se)
    spread = math.hypot(found.spread, published.se or 0.0)
    return Scored(published, published.effect, found.mean, spread, low <= published.effect <= high)


def loo(lines: Sequence[FieldFinding], fits: Fits | None) -> dict[str, Any]:
    """Return the score of all findings on checks, audits and consequences with a number, each left out in turn.

    Taken from the lines if they are all there, else from the predictions that were stored with the fits; ``None`` for
    every number where there are no fits. ``stale`` is whether the fits belong to another model.
    """
    found = [
        one
        for line in lines
        if line.target is not None and line.prediction is not None and line.target.published.family == CHECKS
        for one in [scored(line.target.published, line.prediction)]
        if one is not None
    ]
    if fits is not None and len(found) < len(fits.predicted):
        found = _stored(fits)
    return summary(found, fits)


def _stored(fits: Fits) -> list[Scored]:
    register = {one.id: Published.of(one) for one in read_register(family=CHECKS)}
    found = [
        scored(
            register[name],
            Prediction(about["mean"], about["chance"], about["common"], about["discrepancy"]),
        )
        for name, about in fits.predicted.items()
        if name in register
    ]
    return [one for one in found if one is not None]


def summary(found: Sequence[Scored], fits: Fits | None) -> dict[str, Any]:
    """Return errors, scores and coverage of findings, beside both rivals."""
    sigma = None if fits is None else fits.everything.discrepancy
    if fits is None or not comparable(found):
        names = ("mae", "mae_naive", "mae_nothing", "crps", "crps_naive", "crps_nothing", "coverage")
        return {**dict.fromkeys(names), "sigma_delta": sigma, "findings": len(found)}
    naive = [mean_of_others(one, found) for one in found]
    nothing = [nothing_changes(one, found) for one in found]
    return {
        "mae": fmean(abs(one.mean - one.value) for one in found),
        "mae_naive": fmean(abs(mean - one.value) for one, (mean, _) in zip(found, naive, strict=True)),
        "mae_nothing": fmean(abs(one.value) for one in found),
        "crps": fmean(crps(one.mean, one.spread, one.value) for one in found),
        "crps_naive": fmean(crps(*rival, one.value) for one, rival in zip(found, naive, strict=True)),
        "crps_nothing": fmean(crps(*rival, one.value) for one, rival in zip(found, nothing, strict=True)),
        "coverage": fmean(one.inside for one in found),
        "sigma_delta": sigma,
        "findings": len(found),
    }


def comparable(found: Collection[Scored]) -> bool:
    """Return whether there are findings, each with enough of other studies for the rivals to go by."""
    return bool(found) and all(len(_others(one, found)) >= FEWEST for one in found)


def mean_of_others(one: Scored, found: Iterable[Scored]) -> tuple[float, float]:
    """Return what the other studies found on average, and how uncertain a further one is by them."""
    others = _others(one, found)
    return fmean(others), stdev(others) * math.sqrt(1.0 + 1.0 / len(others))


def nothing_changes(one: Scored, found: Iterable[Scored]) -> tuple[float, float]:
    """Return 0, and how far from it the other studies are (root mean square)."""
    others = _others(one, found)
    return 0.0, math.sqrt(fmean(value * value for value in others))


def _others(one: Scored, found: Iterable[Scored]) -> list[float]:
    return [other.value for other in found if other.published.study != one.published.study]
