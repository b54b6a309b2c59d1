"""Boxes of states: for each factor a part of its range, or some of its levels."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from budgetsim.numerics import BoolArray
from budgetsim.studies.factors import SCENARIO, Factor

PARTS = 50.0
"""Parts of a factor's range below which limits are not told apart: a limit is rounded to the next power of ten below
a fiftieth of the range. A few hundred states place it no better, and rules are judged with the rounded limits."""

SCENARIO_COLUMN = "base"
"""Column of the factor ``scenario`` in the points of a study, where ``scenario`` names the point itself."""
Columns = Mapping[str, Any]
"""Values of every factor, one array over states each, by the factor's name."""


@dataclass(frozen=True)
class Limit:
    """The part of one factor's values that a box allows.

    Of factors that are numbers: from ``low`` to ``high``, ``None`` where the range is not cut. Both ends belong to the
    box where values are ``discrete`` (whole numbers, levels); else the upper one only, so that boxes side by side
    share no state. Of the others: ``levels``.
    """

    low: float | None = None
    high: float | None = None
    levels: tuple[Any, ...] = ()
    left_out: tuple[Any, ...] = ()
    """The other levels of the factor, for words."""
    discrete: bool = False

    def holds(self, values: Any) -> BoolArray:
        """Tell which values are allowed."""
        if self.levels:
            return np.isin(values, np.array(self.levels, dtype=np.asarray(values).dtype))
        inside = np.ones(len(values), dtype=bool)
        if self.low is not None:
            inside &= values >= self.low if self.discrete else values > self.low
        if self.high is not None:
            inside &= values <= self.high
        return inside


@dataclass(frozen=True)
class Box:
    """Limits by name of factor; what is not named is not limited."""

    limits: Mapping[str, Limit] = field(default_factory=dict)

    def holds(self, columns: Columns) -> BoolArray:
        """Tell which states are in the box.

        Parameters
        ----------
        columns
            Values of at least the limited factors; at least one column.
        """
        inside = np.ones(len(next(iter(columns.values()))), dtype=bool)
        for name, limit in self.limits.items():
            inside &= limit.holds(columns[name])
        return inside

    def without(self, name: str) -> Box:
        """Return the box with one limit taken away."""
        return Box({key: limit for key, limit in self.limits.items() if key != name})


def below(factor: Factor, limit: Limit, threshold: float) -> Limit:
    """Return the part of a limit at or below a threshold."""
    end = _last_level(factor, threshold) if is_discrete(factor) else _rounded(factor, threshold)
    return Limit(limit.low, end, discrete=is_discrete(factor))


def above(factor: Factor, limit: Limit, threshold: float) -> Limit:
    """Return the part of a limit above a threshold."""
    end = _next_level(factor, threshold) if is_discrete(factor) else _rounded(factor, threshold)
    return Limit(end, limit.high, discrete=is_discrete(factor))


def with_level(factor: Factor, limit: Limit, level: Any, *, wanted: bool) -> Limit:
    """Return a limit of levels with one of them alone, or without it."""
    held = limit.levels or factor.levels
    kept = (level,) if wanted else tuple(own for own in held if own != level)
    left_out = tuple(own for own in factor.levels if own not in kept)
    return Limit(levels=kept, left_out=left_out, discrete=True)


def is_discrete(factor: Factor) -> bool:
    """Whether a factor takes separate values, so that a limit is one of them."""
    return factor.kind != "number" or bool(factor.levels)


def column_of(factor: Factor) -> str:
    """Return the column of a factor in the points of a study."""
    return SCENARIO_COLUMN if factor.name == SCENARIO else factor.name


def _last_level(factor: Factor, threshold: float) -> float:
    """Return the largest value that is not above a threshold."""
    if factor.levels:
        return float(max(level for level in factor.levels if level <= threshold))
    return math.floor(threshold)


def _next_level(factor: Factor, threshold: float) -> float:
    if factor.levels:
        return float(min(level for level in factor.levels if level > threshold))
    return math.floor(threshold) + 1


def _rounded(factor: Factor, threshold: float) -> float:
    low, high = factor.extremes()
    places = -math.floor(math.log10((high - low) / PARTS))
    return round(threshold, places)
