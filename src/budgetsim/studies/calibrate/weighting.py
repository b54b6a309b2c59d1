"""Whether moments can be weighted by the inverse of their covariance, which ones stand in the way, and what to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from budgetsim.numerics import Array

SAME = 1e-6
"""Part of a moment's variance, given others, up to which it says nothing that they do not (rounding makes 1e-12)."""
SHARE = 0.1
"""Least weight, in standard deviations, of a moment of which another is made."""
WORST = 1e3
"""Condition number of the moments' correlations from which optimal weights rest on noise (assumed): two moments whose
correlation is above .998."""
FEW = 3
"""Units, or clusters of them, for each moment below which the inverse of a covariance is far too large: by half and
more, as that of a Wishart matrix (Anderson 2003)."""


@dataclass(frozen=True)
class Doubles:
    """A moment that says nothing new, and the others that say it already."""

    name: str
    others: tuple[str, ...]


@dataclass(frozen=True)
class Weighting:
    """How the fitted moments are weighted, and why so.

    Attributes
    ----------
    kind
        ``diagonal`` or ``optimal``: what is done.
    asked
        What was asked for.
    doubles
        Moments that say the same as others in this panel.
    condition
        Condition number of the moments' correlations.
    groups
        Units, or clusters of units, that were resampled.
    """

    kind: str
    asked: str
    doubles: tuple[Doubles, ...]
    condition: float
    groups: int


def weighting_of(asked: str, covariance: Array, names: Sequence[str], groups: int) -> Weighting:
    """Return how moments are weighted: as asked, but diagonally where optimal weights would rest on noise.

    Parameters
    ----------
    asked
        ``diagonal`` or ``optimal``.
    covariance
        Bootstrap covariance of the fitted moments, (moment, moment).
    names
        Of the fitted moments.
    groups
        Units, or clusters of units, that were resampled.
    """
    scale = np.sqrt(np.diag(covariance))
    correlation = covariance / np.outer(scale, scale)
    condition = float(np.linalg.cond(correlation))
    is_noisy = condition > WORST or groups < FEW * len(names)
    kind = "diagonal" if is_noisy else asked
    return Weighting(kind, asked, tuple(_doubles(correlation, names)), condition, groups)


def obstacles(found: Weighting, moments: int) -> list[tuple[str, str, str]]:
    """Return why optimal weights do not exist: (name of a moment or empty, what is wrong, what to do)."""
    if found.asked != "optimal":
        return []
    if found.groups <= moments:
        why = (
            f"{moments} moments cannot be weighted by their covariance: the panel has {found.groups} units (or"
            f" clusters), and more than {moments} are needed"
        )
        return [("", why, 'name fewer in [moments], or write weighting = "diagonal"')]
    return [
        (
            one.name,
            f"says the same as {' and '.join(one.others)} in this panel, so that their covariance has no inverse",
            f'leave {one.name} out of [moments], or write weighting = "diagonal"',
        )
        for one in found.doubles
    ]


def _doubles(correlation: Array, names: Sequence[str]) -> list[Doubles]:
    """Return the moments that follow from those before them, one after the other."""
    kept: list[int] = []
    found = []
    for place, name in enumerate(names):
        own = correlation[place, kept]
        weights = np.linalg.solve(correlation[np.ix_(kept, kept)], own) if kept else np.zeros(0)
        if 1.0 - float(own @ weights) > SAME:
            kept.append(place)
            continue
        others = [names[k] for k, weight in zip(kept, weights, strict=True) if abs(weight) >= SHARE]
        found.append(Doubles(name, tuple(others)))
    return found
