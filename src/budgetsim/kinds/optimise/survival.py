"""Who stays in a population: whoever adds least hypervolume leaves (Beume, Naujoks & Emmerich 2007).

As pymoo does it, with a fraction of its hypervolumes. What a point adds never shrinks when another leaves, so that what
it added before is a lower bound, and only points whose bound lies below the least are looked at again.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from moocore import hv_contributions, hypervolume
from pymoo.algorithms.moo.sms import LeastHypervolumeContributionSurvival
from pymoo.core.population import Population
from pymoo.util.nds.non_dominated_sorting import NonDominatedSorting
from pymoo.util.normalization import normalize

from budgetsim.kinds.optimise.front import Places
from budgetsim.numerics import Array

FEWEST_OBJECTIVES = 4
"""Objectives from which on contributions are differences of hypervolumes: of fewer, all of them cost one sweep."""
NEGLIGIBLE = float(np.sqrt(np.finfo(float).eps))
"""Contribution below which moocore takes it for zero."""
ROUNDING = 1e-11
"""Share of a hypervolume by which contributions may differ through rounding alone: that of a thousand additions."""


class LeastContributes(LeastHypervolumeContributionSurvival):
    """Survival of those that add most hypervolume; chooses exactly whom pymoo's own chooses."""

    def _do(
        self,
        problem: Any,
        pop: Any,
        *_: Any,
        n_survive: int,
        ideal: Array | None = None,
        nadir: Array | None = None,
        **__: Any,
    ) -> Any:
        scores = pop.get("F").astype(float, copy=False)
        ideal = scores.min(axis=0) if ideal is None else ideal
        nadir = scores.max(axis=0) if nadir is None else nadir
        corner = np.full(problem.n_obj, 1.0 + self.eps)
        survivors: list[Any] = []
        for rank, places in enumerate(NonDominatedSorting().do(scores, n_stop_if_ranked=n_survive)):
            front = pop[places]
            front.set("rank", rank)
            stay = kept(normalize(front.get("F"), ideal, nadir), corner, n_survive - len(survivors))
            survivors.extend(front[stay])
        return Population.create(*survivors)


def kept(front: Array, corner: Array, most: int) -> Places:
    """Return the places of at most ``most`` points of a front that stay, when the least contributor leaves in turn.

    Contributions are measured up to a ``corner``, which the points dominate.
    """
    places: Places = np.arange(len(front))
    if len(front) > most:
        bounds: Array = hv_contributions(front, ref=corner)
        is_lazy = front.shape[1] >= FEWEST_OBJECTIVES and _is_clear(front, corner)
        while len(places) > most:
            leaving = int(bounds.argmin())
            front, places = np.delete(front, leaving, axis=0), np.delete(places, leaving)
            bounds = np.delete(bounds, leaving)
            if len(places) > most:
                bounds = _renewed(front, corner, bounds) if is_lazy else hv_contributions(front, ref=corner)
    return places


def _renewed(front: Array, corner: Array, bounds: Array) -> Array:
    """Return bounds of which every one that may be the least is the contribution itself."""
    whole, renewed = hypervolume(front, ref=corner), bounds.copy()
    least = np.inf
    for place in bounds.argsort():
        if bounds[place] - ROUNDING * whole > least:
            break
        renewed[place] = _contribution(front, int(place), whole, corner)
        least = min(least, renewed[place])
    return renewed


def _contribution(front: Array, place: int, whole: float, corner: Array) -> float:
    """Return what a point adds, by moocore's own arithmetic: the last point takes its place."""
    others = front[:-1].copy()
    if place < len(others):
        others[place] = front[-1]
    added = whole - hypervolume(others, ref=corner)
    return added if added >= NEGLIGIBLE else 0.0


def _is_clear(front: Array, corner: Array) -> bool:
    """Whether every point is within the corner and dominated by none, which scaling may round away."""
    worse = (front[:, None] >= front).all(axis=2) & (front[:, None] > front).any(axis=2)
    return bool((front < corner).all() and not worse.any())
