"""Interactions: what levers do beside each other, from the corners of a factorial."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from budgetsim.kinds.effects.answer import DrawnPair, Factorial
from budgetsim.kinds.effects.design import Plan
from budgetsim.kinds.effects.estimate import Estimates, frame, over_seeds, usual_columns
from budgetsim.kinds.effects.runs import Runs, Worlds
from budgetsim.numerics import Array
from budgetsim.report.declared import better_sign
from budgetsim.studies.ignorance import MIDDLE
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
    """Return main effects and interactions over all corners, one row per term × outcome.

    A main effect is high less low of a lever, on average over the corners of the others. A two-way interaction is how
    much larger the effect of one lever is where the other is high than where it is low; a three-way interaction how
    much larger that is where the third is high. (Twice and four times the contrasts of means that textbooks on
    experiments call interactions, so that all are differences of effects in the outcome's unit.)

    Columns are ``term``, ``order``, ``outcome``, ``effect`` with intervals and p-values as in ``paired_effects``
    (families: all rows), ``aliases`` (terms mixed with it in a fraction; empty in a full factorial) and ``verdict``: of
    an interaction, ``better`` means that levers do more good together than apart.
    """
    names = [lever.name for lever in plan.levers]
    chosen = terms(plan.signs, full=plan.is_full)
    corners = _corners(plan)
    weights = [weighting(plan.signs, term.levers) for term in chosen]
    by_point = [_by_point(corners, own) for own in weights]
    estimates, bands = over_seeds(runs.contrasts(by_point)), runs.bands(by_point)
    labels: dict[str, Sequence[Any]] = {
        "term": [term_name(term.levers, names) for term in chosen],
        "order": [term.order for term in chosen],
        "aliases": ["; ".join(term_name(alias, names) for alias in term.aliases) for term in chosen],
    }
    return frame(labels, runs.outcomes, **usual_columns(estimates, runs.outcomes, "effect", bands))


def corners_of(plan: Plan, runs: Runs) -> Factorial:
    """Return how many corners there are, and of a full factorial what pairs mean."""
    return Factorial(len(plan.signs), plan.is_full, _beside_each_other(plan, runs) if plan.is_full else {})


def _beside_each_other(plan: Plan, runs: Runs) -> dict[str, tuple[Interval, Interval]]:
    """Return for every pair the effect of the first lever where the second is low, and where it is high.

    On the first outcome, on average over the corners of the rest, with the interval of each alone.
    """
    names = [one.name for one in plan.levers]
    corners = _corners(plan)
    beside = {}
    for a, b in itertools.combinations(range(len(names)), 2):
        alone, both = weighting(plan.signs, [a]), weighting(plan.signs, [a, b])
        own = over_seeds(runs.contrasts([_by_point(corners, alone + half * both) for half in (-0.5, 0.5)]))
        low, high = (_interval(own, place) for place in (0, 1))
        beside[term_name((a, b), names)] = (low, high)
    return beside


def _interval(estimates: Estimates, place: int) -> Interval:
    """Return what is estimated of the first outcome."""
    ends = (float(values[place, 0]) for values in (estimates.mean, estimates.low, estimates.high))
    value, low, high = (None if math.isnan(end) else end for end in ends)
    return Interval(value, low, high)


def terms(signs: Array, *, full: bool) -> list[Term]:
    """Return the terms that corners (corner, lever), -1 and 1, can estimate.

    Unless all corners are there (``full``), two-way interactions with the same signs at every corner make one term,
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
    weight_of: dict[str, float] = {}
    for corner, weight in zip(corners, weights, strict=True):
        weight_of[corner] = weight_of.get(corner, 0.0) + float(weight)
    return weight_of


NEED_EACH_OTHER, FIRST_NEEDS, SECOND_NEEDS = "need_each_other", "first_needs_second", "second_needs_first"
STRENGTHEN, STAND_IN, CROWD_OUT, NONE_OF_THESE = "strengthen", "stand_in", "crowd_out", "none_of_these"
KINDS = (NEED_EACH_OTHER, FIRST_NEEDS, SECOND_NEEDS, STRENGTHEN, STAND_IN, CROWD_OUT, NONE_OF_THESE)
"""How two levers may go together: each helps only beside the other, or one does; both help, more or less so together
than apart; one of them helps only without the other; none of these."""


def interactions_over_draws(plan: Plan, worlds: Worlds) -> dict[str, dict[str, dict[str, Any]]]:
    """Return what is known of interactions of two levers or more, by their names and outcome."""
    names = [lever.name for lever in plan.levers]
    joint = [term.levers for term in terms(plan.signs, full=plan.is_full) if term.order > 1]
    corners = _corners(plan)
    weights = [_by_point(corners, weighting(plan.signs, own)) for own in joint]
    return dict(zip((term_name(own, names) for own in joint), worlds.cells(weights), strict=True))


def pairs_over_draws(plan: Plan, worlds: Worlds) -> tuple[DrawnPair, ...]:
    """Return how every pair of levers goes together for the first outcome, draw by draw.

    Of a full factorial only, and of an outcome that has a better way.
    """
    outcome = worlds.outcomes[0]
    sign, corners = better_sign(outcome), _corners(plan)
    if not plan.is_full or not sign:
        return ()
    pairs = []
    for a, b in itertools.combinations(range(len(plan.levers)), 2):
        both = weighting(plan.signs, [a, b])
        beside = [
            _by_point(corners, weighting(plan.signs, [own]) + half * both)
            for own in (a, b)
            for half in (-0.5, 0.5)
        ]
        draws = worlds.contrasts(beside)[..., 0].mean(axis=2)
        low, high = (
            dict(zip(("low", "median", "high"), np.quantile(own, MIDDLE).tolist(), strict=True))
            for own in draws[:2]
        )
        kinds = kinds_of(*(sign * own for own in draws))
        shares = {kind: float((kinds == kind).mean()) for kind in KINDS}
        first, second = (plan.levers[own].name for own in (a, b))
        pairs.append(DrawnPair(term_name((0, 1), (first, second)), first, second, outcome, low, high, shares))
    return tuple(pairs)


def kinds_of(first_low: Array, first_high: Array, second_low: Array, second_high: Array) -> Array:
    """Return how two levers go together in each draw (a key of ``KINDS``), from what each brings beside the other.

    ``first_low`` is the gain by the first lever where the second is low, and so on; all have one axis (draw,).
    """
    first_needs, second_needs = (
        (low <= 0.0) & (high > 0.0) for low, high in ((first_low, first_high), (second_low, second_high))
    )
    both_help = (first_low > 0.0) & (second_low > 0.0)
    crowded = ((first_low > 0.0) & (first_high <= 0.0)) | ((second_low > 0.0) & (second_high <= 0.0))
    cases = {
        NEED_EACH_OTHER: first_needs & second_needs, FIRST_NEEDS: first_needs, SECOND_NEEDS: second_needs,
        CROWD_OUT: crowded, STRENGTHEN: both_help & (first_high > first_low), STAND_IN: both_help,
    }  # fmt: skip
    return np.select(list(cases.values()), list(cases), NONE_OF_THESE)


def _corners(plan: Plan) -> list[str]:
    """Return the names of the points of all corners."""
    return [plan.name(plan.corner(signs)) for signs in plan.signs]
