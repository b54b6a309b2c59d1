"""Where the best dose of a lever lies, how surely, and whether it matters: read off a curve of doses."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

HARDLY = 0.01
"""Part of the outcome's level within which a whole curve hardly matters (a convention)."""


@dataclass(frozen=True)
class Optimum:
    """The best dose of a lever for an outcome.

    ``low`` and ``high`` hold the optimum: the next doses on either side that are clearly worse than the best, or the
    ends of the range where none is. They need a curve with one peak; they cover with the family-wise error of the
    comparisons with the best dose.
    """

    lever: str
    outcome: str
    dose: float
    low: float
    high: float
    at_start: bool
    """Whether no dose below is clearly worse: the optimum may lie at the start of the range, or before it."""
    at_end: bool
    """Whether no dose above is clearly worse: the optimum may lie at the end of the range, or beyond it."""
    spread: float
    """Largest less smallest mean of the curve."""
    least_seen: float
    """Half of the widest interval of a difference from the best dose: what is smaller may have been missed."""
    level: float
    """Mean of the outcome at the scenario's own dose."""

    @property
    def is_flat(self) -> bool:
        """Whether no dose at all is told apart from the best."""
        return self.at_start and self.at_end

    @property
    def hardly_matters(self) -> bool:
        """Whether the whole curve lies within a hundredth of the outcome's level."""
        return self.spread <= HARDLY * abs(self.level)


def optimum(lever: str, outcome: str, curve: Iterable[Mapping[Any, Any]]) -> Optimum:
    """Return the best dose of one curve, rows of a table as ``dose_response`` returns it.

    Tables of older versions lack ``level`` and ``behind``; what is made of these is NaN then.
    """
    rows = sorted(curve, key=lambda row: row["dose"])
    good = [place for place, row in enumerate(rows) if row["as_good"]]
    last = len(rows) - 1
    widths = [
        (_number(row, "behind_high") - _number(row, "behind_low")) / 2.0 for row in rows if not row["best"]
    ]
    levels = [_number(row, "level") for row in rows]
    return Optimum(
        lever,
        outcome,
        next(float(row["dose"]) for row in rows if row["best"]),
        float(rows[max(0, good[0] - 1)]["dose"]),
        float(rows[min(last, good[-1] + 1)]["dose"]),
        good[0] == 0,
        good[-1] == last,
        max(levels) - min(levels),
        float(max(widths, default=0.0)),
        next((value for row, value in zip(rows, levels, strict=True) if row["is_own"]), levels[0]),
    )


def _number(row: Mapping[Any, Any], key: str) -> float:
    value = row.get(key)
    return math.nan if value is None else float(value)
