"""What departments say on each scale, as a share between full disagreement and full agreement, with its uncertainty."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from budgetsim.model.measures import SHARE
from budgetsim.numerics import Array
from budgetsim.studies.summary import t_interval
from budgetsim.survey.items import HIGHEST, LOWEST, SCALES, items_of
from budgetsim.survey.read import Answers


@dataclass(frozen=True)
class Scale:
    """A scale over departments (or respondents, if nobody names a department): mean share and its 95 % interval.

    Bounds are NaN for fewer than two.
    """

    name: str
    number: int
    mean: float
    low: float
    high: float

    @property
    def points(self) -> tuple[float, float, float]:
        """Mean and interval as answers, 1 to 5."""
        mean, low, high = (LOWEST + (HIGHEST - LOWEST) * share for share in (self.mean, self.low, self.high))
        return mean, low, high


def scales_of(answers: Answers) -> dict[str, Scale]:
    """Return the scales of which some item was answered.

    A respondent's score is the mean of the items that were answered; a department's the mean of its respondents, since
    people of one department speak of the same things.
    """
    found = {}
    for name in SCALES:
        own = _departments(_mean(answers.towards[:, items_of(name)]), answers.departments)
        shares = (own - LOWEST) / (HIGHEST - LOWEST)
        if shares.size:
            found[name] = _scale(name, shares)
    return found


def _scale(name: str, shares: Array) -> Scale:
    low = high = float("nan")
    if shares.size > 1:
        ends = t_interval(shares.mean(), shares.std(ddof=1), np.asarray(float(shares.size)), SHARE)
        low, high = map(float, ends)
    return Scale(name, int(shares.size), float(shares.mean()), low, high)


def _mean(answers: Array) -> Array:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # nothing was answered
        return np.asarray(np.nanmean(answers, axis=1))


def _departments(scores: Array, departments: Sequence[str]) -> Array:
    """Return the mean score of each department; respondents without one stand for themselves."""
    groups: dict[str, list[float]] = {}
    for place, (score, name) in enumerate(zip(scores, departments, strict=True)):
        if np.isfinite(score):
            groups.setdefault(name or f"\n{place}", []).append(float(score))
    return np.array([np.mean(own) for own in groups.values()])
