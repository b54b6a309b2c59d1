"""The factorial: main effects and interactions of levers, estimated seed by seed and then over seeds."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from budgetsim.kinds.effects.estimate import Estimates, frame, over_seeds, usual_columns
from budgetsim.kinds.effects.plan import Plan
from budgetsim.kinds.effects.runs import Runs
from budgetsim.numerics import Array
from budgetsim.studies.table import Interval

if TYPE_CHECKING:
    import pandas as pd

HIGHEST_ORDER = 3
"""Interactions beyond three levers are rarely large and never readable (Box, Hunter & Hunter 2005, ch. 5)."""
TIMES = " × "


@dataclass(frozen=True)
class Term:
    """Levers, by their place, whose joint effect a contrast estimates; ``aliases`` cannot be told from it."""

    levers: tuple[int, ...]
    aliases: tuple[tuple[int, ...], ...] = ()

    @property
    def order(self) -> int:
        """1 of a main effect, 2 or 3 of an interaction."""
        return len(self.levers)


def factorial_effects(plan: Plan, runs: Runs) -> pd.DataFrame:
    """Return main effects and interactions over all corners.

    A main effect is high less low of a lever, on average over the corners of the others. A two-way interaction is how
    much larger the effect of one lever is where the other is high than where it is low; a three-way interaction how
    much larger that is where the third is high. (Twice and four times the contrasts of means that textbooks on
    experiments call interactions, so that all are differences of effects in the outcome's unit.)

    Returns
    -------
    DataFrame
        One row per term × outcome: ``term``, ``order``, ``outcome``, ``effect`` with intervals and p-values as in
        ``paired_effects`` (families: all rows), ``aliases`` (terms mixed with it in a fraction; empty in a full
        factorial) and ``verdict``: of an interaction, ``better`` means that levers do more good together than apart.
    """
    names = [lever.name for lever in plan.levers]
    chosen = terms(plan.signs, full=plan.is_full)
    corners = [plan.name(plan.corner(signs)) for signs in plan.signs]
    weights = [weighting(plan.signs, term.levers) for term in chosen]
    by_point = [_by_point(corners, own) for own in weights]
    found, bands = over_seeds(runs.contrasts(by_point)), runs.bands(by_point)
    labels: dict[str, Sequence[Any]] = {
        "term": [term_name(term.levers, names) for term in chosen],
        "order": [term.order for term in chosen],
        "aliases": ["; ".join(term_name(alias, names) for alias in term.aliases) for term in chosen],
    }
    return frame(labels, runs.outcomes, **usual_columns(found, runs.outcomes, "effect", bands))


def beside_each_other(plan: Plan, runs: Runs) -> dict[str, tuple[Interval, Interval]]:
    """Return for every pair the effect of the first lever where the second is low, and where it is high.

    On the first outcome, on average over the corners of the rest, with the interval of each alone; of a full factorial
    only.
    """
    names = [one.name for one in plan.levers]
    corners = [plan.name(plan.corner(signs)) for signs in plan.signs]
    found = {}
    for a, b in itertools.combinations(range(len(names)), 2):
        alone, both = weighting(plan.signs, [a]), weighting(plan.signs, [a, b])
        own = over_seeds(runs.contrasts([_by_point(corners, alone + half * both) for half in (-0.5, 0.5)]))
        low, high = (_interval(own, place) for place in (0, 1))
        found[term_name((a, b), names)] = (low, high)
    return found


def _interval(estimates: Estimates, place: int) -> Interval:
    """Return what is estimated of the first outcome."""
    ends = (float(values[place, 0]) for values in (estimates.mean, estimates.low, estimates.high))
    value, low, high = (None if math.isnan(end) else end for end in ends)
    return Interval(value, low, high)


def terms(signs: Array, *, full: bool) -> list[Term]:
    """Return the terms that corners can estimate.

    Parameters
    ----------
    signs
        (corner, lever), -1 and 1.
    full
        Whether all corners are there; else two-way interactions with the same signs at every corner make one term,
        their sum, and three-way ones cannot be told from main effects.
    """
    levers = range(signs.shape[1])
    if full:
        highest = min(HIGHEST_ORDER, len(levers))
        return [Term(own) for order in range(1, highest + 1) for own in itertools.combinations(levers, order)]
    mixed: dict[bytes, list[tuple[int, ...]]] = {}
    for pair in itertools.combinations(levers, 2):
        mixed.setdefault(signs[:, pair].prod(axis=1).tobytes(), []).append(pair)
    two = [Term(first, tuple(rest)) for first, *rest in mixed.values()]
    return [*(Term((lever,)) for lever in levers), *two]


def weighting(signs: Array, levers: Sequence[int]) -> Array:
    """Return the weights of the corners: products of signs, scaled so that a term is a difference of effects."""
    product = signs[:, list(levers)].prod(axis=1)
    return np.asarray(product * 2.0 ** len(levers) / len(signs))


def term_name(levers: Sequence[int], names: Sequence[str]) -> str:
    """Return the name of a term."""
    return TIMES.join(names[lever] for lever in levers)


def _by_point(corners: Sequence[str], weights: Array) -> dict[str, float]:
    """Add the weights of corners that are one point, as those of a lever that does not move."""
    found: dict[str, float] = {}
    for corner, weight in zip(corners, weights, strict=True):
        found[corner] = found.get(corner, 0.0) + float(weight)
    return found
