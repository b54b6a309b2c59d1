"""The score over all findings with a number that were left out, whatever their unit.

Relative changes have one scale. Other numbers are put in units of their published standard errors, and their rivals are
what the same quantity was in other studies ("mean of the others"), and that nothing changes: no effect, no spread, and
correlations of 1. Scores of both scales are compared with their rivals' and then put together in proportion.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Any

from budgetsim.verification.evidence.design import Target
from budgetsim.verification.evidence.finding import FieldFinding
from budgetsim.verification.evidence.fits import Residual, discrepancy_of
from budgetsim.verification.evidence.score import (
    Scored,
    comparable,
    crps,
    mean_of_others,
    nothing_changes,
    scored,
)

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
    known = [(line, line.target) for line in lines if line.target is not None and line.prediction is not None]
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
    made = [
        {
            "own": crps(one.mean, one.spread, one.value),
            "naive": crps(*mean_of_others(one, rows), one.value),
            "nothing": crps(*nothing_changes(one, rows), one.value),
        }
        for one in rows
    ]
    return _in_proportion(made)


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


def _in_proportion(made: Sequence[Mapping[str, float]]) -> list[Part]:
    """Return every score over the mean of its scale's own ones, so that scales can be put together."""
    if not made:
        return []
    size = fmean(part["own"] for part in made) or 1.0
    return [{name: value / size for name, value in part.items()} for part in made]


def _together(parts: Sequence[Part], rival: str) -> float | None:
    """Return the mean score as a part of a rival's, over the findings that the rival has."""
    both = [part for part in parts if rival in part]
    return fmean(part["own"] for part in both) / fmean(part[rival] for part in both) if both else None
