"""A class as a natural experiment: those who did something beside those who did not."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

SMALLEST_GROUP = 3
"""Students on either side below whom nothing is said."""


@dataclass(frozen=True)
class Contrast:
    """How those who did something fared beside those who did not; interval and difference are NaN with too few."""

    name: str
    did: int
    others: int
    difference: float
    low: float
    high: float


def contrast(name: str, ours: Sequence[float], theirs: Sequence[float]) -> Contrast:
    """Return the difference of two groups' mean gains; the interval is Welch's, of 95 %."""
    sizes = len(ours), len(theirs)
    if min(sizes) < SMALLEST_GROUP:
        return Contrast(name, *sizes, math.nan, math.nan, math.nan)
    difference = float(np.mean(ours) - np.mean(theirs))
    parts = [float(np.var(group, ddof=1)) / len(group) for group in (ours, theirs)]
    half = _welch_half(parts, sizes)
    return Contrast(name, *sizes, difference, difference - half, difference + half)


def _welch_half(parts: Sequence[float], sizes: tuple[int, int]) -> float:
    """Half of an interval of 95 % of a difference of means; ``parts`` are the variances of the two means."""
    from scipy.stats import t

    if sum(parts) == 0.0:
        return 0.0
    degrees = sum(parts) ** 2 / sum(part**2 / (size - 1) for part, size in zip(parts, sizes, strict=True))
    return float(t.ppf(0.975, degrees)) * math.sqrt(sum(parts))
