"""Curves of an outcome over the levels of a factor, draw by draw: which way they go, and where they are best."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from budgetsim.numerics import Array, BoolArray
from budgetsim.studies.ignorance import ENDS

HARDLY = 0.01
"""Part of the outcome's level within which a whole curve hardly matters, and part of a curve's own range within which
a step against its way is none (a convention)."""


@dataclass(frozen=True)
class BestLevels:
    """The best level of each draw: its place among the ``levels``, and whether any level matters there."""

    levels: Array
    place: Array
    matters: BoolArray

    def shares(self) -> Array:
        """Return of each level the share of all draws in which it matters and is best."""
        return np.bincount(self.place[self.matters], minlength=len(self.levels)) / len(self.place)

    def summary(self) -> dict[str, Any]:
        """Return where the best level lies: median and middle 90 % of draws in which it matters, and shares of all."""
        last = len(self.levels) - 1
        chosen = self.place[self.matters]
        middle: Sequence[float | None] = (None, None, None)
        if len(chosen):
            middle = np.quantile(self.levels[chosen], [0.5, *ENDS]).tolist()
        count = len(self.place)
        return {
            **dict(zip(("median", "low", "high"), middle, strict=True)),
            "at_start": float((chosen == 0).sum() / count),
            "inside": float(((chosen > 0) & (chosen < last)).sum() / count),
            "at_end": float((chosen == last).sum() / count),
            "hardly_matters": 1.0 - len(chosen) / count,
        }


def best_levels(levels: Sequence[float], curve: Array, own: Array, sign: float) -> BestLevels:
    """Return which level is best in each draw.

    Parameters
    ----------
    levels
        In rising order.
    curve
        Mean outcomes (level, draw).
    own
        Mean outcome of the scenario itself (draw,): a curve within a hundredth of it hardly matters.
    sign
        1 where more of the outcome is better, −1 where less is.
    """
    return BestLevels(
        np.asarray(levels, dtype=np.float64), np.argmax(sign * curve, axis=0), mattering(curve, own)
    )


def mattering(curve: Array, own: Array) -> BoolArray:
    """Return in which draws a curve (level, draw) matters, beside the level of the outcome (draw,)."""
    return np.asarray(np.ptp(curve, axis=0) > HARDLY * np.abs(own), dtype=np.bool_)


def ways(curve: Array, own: Array) -> dict[str, float]:
    """Return in which shares of draws a curve rises or falls throughout, turns, or hardly matters.

    Parameters
    ----------
    curve
        Mean outcomes (level, draw), levels in rising order.
    own
        Level of the outcome (draw,).
    """
    matters, steps = mattering(curve, own), np.diff(curve, axis=0)
    least = HARDLY * np.ptp(curve, axis=0)
    rises, falls = (matters & (way * steps >= -least).all(axis=0) for way in (1.0, -1.0))
    falls &= ~rises
    turns = matters & ~rises & ~falls
    shares = {"rises": rises, "falls": falls, "turns": turns, "hardly_matters": ~matters}
    return {name: float(share.mean()) for name, share in shares.items()}
