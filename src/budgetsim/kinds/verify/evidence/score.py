"""How well findings are predicted without their study: errors, coverage, and a proper score beside two plain rivals.

Rivals: "mean of the others" predicts what the other studies found on average, as uncertain as they differ; "nothing
changes" predicts 0, as uncertain as the others are far from it. Source of the score: Gneiting & Raftery 2007, the
continuous ranked probability score, here of normal distributions: the mean absolute error of a forecast that has a
width; smaller is better.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import NormalDist, fmean, stdev
from typing import Any

from budgetsim.kinds.verify.evidence.design import Published, Target
from budgetsim.kinds.verify.evidence.finding import FieldFinding, Prediction
from budgetsim.kinds.verify.evidence.fits import Fits, Residual, discrepancy_of
from budgetsim.kinds.verify.evidence.published import Family
from budgetsim.kinds.verify.evidence.register import read_register

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


def scored(published: Published, prediction: Prediction) -> Scored | None:
    """Return a finding in the scale of the score; ``None`` where it has no number."""
    if published.effect is None:
        return None
    low, high = prediction.interval(published.se)
    spread = math.hypot(prediction.spread, published.se or 0.0)
    return Scored(published, published.effect, prediction.mean, spread, low <= published.effect <= high)


def loo(lines: Sequence[FieldFinding], fits: Fits | None) -> dict[str, Any]:
    """Return the score of all findings on checks, audits and consequences with a number, each left out in turn.

    Taken from the lines if they are all there, else from the predictions that were stored with the fits; ``None`` for
    every number where there are no fits. ``stale`` is whether the fits belong to another model.
    """
    densities = [
        one
        for line in lines
        if line.prediction is not None and line.target.published.family == CHECKS
        for one in [scored(line.target.published, line.prediction)]
        if one is not None
    ]
    if fits is not None and len(densities) < len(fits.predicted):
        densities = _stored(fits)
    return summary(densities, fits)


def _stored(fits: Fits) -> list[Scored]:
    register = {one.id: Published.of(one) for one in read_register(family=CHECKS)}
    scores = [
        scored(
            register[name],
            Prediction(about["mean"], about["chance"], about["common"], about["discrepancy"]),
        )
        for name, about in fits.predicted.items()
        if name in register
    ]
    return [one for one in scores if one is not None]


def summary(scores: Sequence[Scored], fits: Fits | None) -> dict[str, Any]:
    """Return errors, scores and coverage of findings, beside both rivals."""
    sigma = None if fits is None else fits.everything.discrepancy
    if fits is None or not comparable(scores):
        names = ("mae", "mae_naive", "mae_nothing", "crps", "crps_naive", "crps_nothing", "coverage")
        return {**dict.fromkeys(names), "sigma_delta": sigma, "findings": len(scores)}
    naive = [mean_of_others(one, scores) for one in scores]
    nothing = [nothing_changes(one, scores) for one in scores]
    return {
        "mae": fmean(abs(one.mean - one.value) for one in scores),
        "mae_naive": fmean(abs(mean - one.value) for one, (mean, _) in zip(scores, naive, strict=True)),
        "mae_nothing": fmean(abs(one.value) for one in scores),
        "crps": fmean(crps(one.mean, one.spread, one.value) for one in scores),
        "crps_naive": fmean(crps(*rival, one.value) for one, rival in zip(scores, naive, strict=True)),
        "crps_nothing": fmean(crps(*rival, one.value) for one, rival in zip(scores, nothing, strict=True)),
        "coverage": fmean(one.inside for one in scores),
        "sigma_delta": sigma,
        "findings": len(scores),
    }


def comparable(scores: Collection[Scored]) -> bool:
    """Return whether there are findings, each with enough of other studies for the rivals to go by."""
    return bool(scores) and all(len(_others(one, scores)) >= FEWEST for one in scores)


def mean_of_others(one: Scored, scores: Iterable[Scored]) -> tuple[float, float]:
    """Return what the other studies found on average, and how uncertain a further one is by them."""
    others = _others(one, scores)
    return fmean(others), stdev(others) * math.sqrt(1.0 + 1.0 / len(others))


def nothing_changes(one: Scored, scores: Iterable[Scored]) -> tuple[float, float]:
    """Return 0, and how far from it the other studies are (root mean square)."""
    others = _others(one, scores)
    return 0.0, math.sqrt(fmean(value * value for value in others))


def _others(one: Scored, scores: Iterable[Scored]) -> list[float]:
    return [other.value for other in scores if other.published.study != one.published.study]


# The score over all findings with a number that were left out, whatever their unit -----------------------------------
# Relative changes have one scale. Other numbers are put in units of their published standard errors, and their rivals
# are what the same quantity was in other studies ("mean of the others"), and that nothing changes: no effect, no
# spread, and correlations of 1. Scores of both scales are compared with their rivals' and then put together.

UNCHANGED: dict[str, float] = {
    "self_year_correlation": 1.0, "self_two_year_correlation": 1.0, "self_three_year_correlation": 1.0,
    "external_year_correlation": 1.0, "external_two_year_correlation": 1.0, "external_three_year_correlation": 1.0,
    "small_change_share": 1.0, "full_execution_share": 1.0,
}  # fmt: skip
"""What these quantities are where nothing changes; all others are 0."""
Rival = Callable[["Standard"], float | None]


@dataclass(frozen=True)
class Standard:
    """A finding in units of its published standard error."""

    row: Scored
    outcome: str
    se: float

    def score(self, mean: float, spread: float) -> float:
        """Return the score of a forecast in the finding's own unit, in standard errors."""
        return crps(mean, spread, self.row.value) / self.se


def all_scores(lines: Sequence[FieldFinding]) -> dict[str, Any]:
    """Return how the scores of all findings that were left out compare with both rivals', as parts of them."""
    known = [(line, line.target) for line in lines if line.prediction is not None]
    left_out = [(line, target) for line, target in known if target.published.role == "prediction"]
    changes = [
        one for line, target in left_out if is_change(target) for one in [_scored(line, target)] if one
    ]
    standard = [_standard(line, target) for line, target in left_out if is_standard(target)]
    everybody = [target for _, target in known]
    parts = [*_relative(changes), *_standardised([one for one in standard if one], everybody)]
    rows = [*changes, *(one.row for one in standard if one)]
    return {
        "findings": len(rows),
        "coverage": fmean(one.inside for one in rows) if rows else None,
        "crps_part_of_naive": _together(parts, "naive"),
        "crps_part_of_nothing": _together(parts, "nothing"),
    }


def is_change(target: Target) -> bool:
    """Whether a finding is a change in proportion to a control arm."""
    return target.published.effect is not None and target.published.unit == "relative change"


def is_standard(target: Target) -> bool:
    """Whether a finding is another number, with a standard error to measure it by."""
    published = target.published
    return published.effect is not None and published.se is not None and not is_change(target)


def _scored(line: FieldFinding, target: Target) -> Scored | None:
    return None if line.prediction is None else scored(target.published, line.prediction)


def _standard(line: FieldFinding, target: Target) -> Standard | None:
    row = _scored(line, target)
    if row is None or target.look is None or target.published.se is None:
        return None
    return Standard(row, target.look.outcome, target.published.se)


Part = Mapping[str, float]


def _relative(rows: Sequence[Scored]) -> list[Part]:
    """Return score and rivals of every relative change."""
    if not comparable(rows):
        return []
    parts = [
        {
            "own": crps(one.mean, one.spread, one.value),
            "naive": crps(*mean_of_others(one, rows), one.value),
            "nothing": crps(*nothing_changes(one, rows), one.value),
        }
        for one in rows
    ]
    return _in_proportion(parts)


def _standardised(rows: Sequence[Standard], everybody: Sequence[Target]) -> list[Part]:
    """Return score and rivals of every other number; a rival without anything to go by is left out."""
    rivals: dict[str, Rival] = {
        "naive": lambda one: _same_elsewhere(one, everybody),
        "nothing": lambda one: UNCHANGED.get(one.outcome, 0.0),
    }
    made: list[dict[str, float]] = [{"own": one.score(one.row.mean, one.row.spread)} for one in rows]
    for name, rival in rivals.items():
        guesses = [rival(one) for one in rows]
        for part, one, guess in zip(made, rows, guesses, strict=True):
            if guess is None:
                continue
            apart = [
                Residual(
                    other.row.value - value, other.se, other.row.published.unit, other.row.published.study
                )
                for other, value in zip(rows, guesses, strict=True)
                if value is not None
            ]
            width = discrepancy_of(apart, one.row.published.study, one.row.published.unit)
            part[name] = one.score(guess, math.hypot(width, one.se))
    return _in_proportion(made)


def _same_elsewhere(one: Standard, everybody: Sequence[Target]) -> float | None:
    """Return the mean of what other studies published of the same quantity."""
    others = [
        target.published.effect
        for target in everybody
        if target.look is not None
        and target.look.outcome == one.outcome
        and target.published.effect is not None
        and target.published.study != one.row.published.study
    ]
    return fmean(others) if others else None


def _in_proportion(parts: Sequence[Mapping[str, float]]) -> list[Part]:
    """Return every score over the mean of its scale's own ones, so that scales can be put together."""
    if not parts:
        return []
    size = fmean(part["own"] for part in parts) or 1.0
    return [{name: value / size for name, value in part.items()} for part in parts]


def _together(parts: Sequence[Part], rival: str) -> float | None:
    """Return the mean score as a part of a rival's, over the findings that the rival has."""
    both = [part for part in parts if rival in part]
    return fmean(part["own"] for part in both) / fmean(part[rival] for part in both) if both else None
