"""Levers together: main effects and interactions of a factorial, and whether it matters which reform comes first."""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from budgetsim.kinds.effects.answer import Factorial
from budgetsim.kinds.effects.design import Plan
from budgetsim.kinds.effects.estimate import Bands, Estimates, frame, over_seeds, usual_columns
from budgetsim.kinds.effects.runs import Runs, Window, difference
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


def corners_of(plan: Plan, runs: Runs) -> Factorial:
    """Return how many corners there are, and of a full factorial what pairs mean."""
    return Factorial(len(plan.signs), plan.is_full, _beside_each_other(plan, runs) if plan.is_full else {})


def _beside_each_other(plan: Plan, runs: Runs) -> dict[str, tuple[Interval, Interval]]:
    """Return for every pair the effect of the first lever where the second is low, and where it is high.

    On the first outcome, on average over the corners of the rest, with the interval of each alone.
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
    found: dict[str, float] = {}
    for corner, weight in zip(corners, weights, strict=True):
        found[corner] = found.get(corner, 0.0) + float(weight)
    return found


WHOLE, WAITING, TOGETHER, END = "whole", "waiting", "together", "end"
"""Windows: all recorded years; those in which only one reform is in force; those with both; the last ones."""


def windows_of(plan: Plan, years: int, last: int) -> dict[str, Window]:
    """Return the years that each window covers; the end never reaches back before the second reform."""
    return {
        WHOLE: (1, years),
        WAITING: (plan.from_year, plan.second_year - 1),
        TOGETHER: (plan.second_year, years),
        END: (max(years - last + 1, plan.second_year), years),
    }


def order_effects(plan: Plan, windows: Mapping[str, Runs], spans: Mapping[str, Window]) -> pd.DataFrame:
    """Return what the order of two reforms changes, from means by run over each window, whose years are its span.

    One row per window × pair × outcome: ``window``, ``first_year``, ``last_year``, ``first``, ``second`` (levers, in
    the order of the study), ``outcome``; ``difference`` of first-then-second less second-then-first, a mean over the
    years of the window, with intervals and p-values as in ``paired_effects`` (families: all rows); ``total``,
    ``total_low``, ``total_high``: the same added up over the years; ``better_first``, the lever whose coming first is
    better (empty where that is not clear, no way is better, or, over all years, the other order is clearly better once
    both reforms are in force); and means of ``first_leads``, ``second_leads`` and ``at_once`` less neither reform.
    """
    chosen, pairs = list(windows), plan.pairs
    orders = [paths(plan, pair) for pair in range(len(pairs))]
    weights = [difference(points["first_leads"], points["second_leads"]) for points in orders]
    draws = np.concatenate([windows[name].contrasts(weights) for name in chosen])
    bands = _together([windows[name].bands(weights) for name in chosen])
    outcomes = windows[chosen[0]].outcomes
    found = over_seeds(draws)
    count = len(pairs)
    labels: dict[str, Sequence[Any]] = {
        "window": [name for name in chosen for _ in pairs],
        "first_year": [spans[name][0] for name in chosen for _ in pairs],
        "last_year": [spans[name][1] for name in chosen for _ in pairs],
        "first": [a.name for a, _ in pairs] * len(chosen),
        "second": [b.name for _, b in pairs] * len(chosen),
    }
    length = np.repeat([spans[name][1] - spans[name][0] + 1.0 for name in chosen], count)[:, None]
    totals = {"total": found.mean, "total_low": found.low, "total_high": found.high}
    made = frame(
        labels,
        outcomes,
        **usual_columns(found, outcomes, bands=bands),
        **{name: values * length for name, values in totals.items()},
        **{name: np.concatenate([_against_none(plan, windows[w], name) for w in chosen]) for name in _PATHS},
    )
    made["better_first"] = np.select(
        [made["verdict"] == "better", made["verdict"] == "worse"], [made["first"], made["second"]], ""
    )
    return _without_reversals(made)


def _together(bands: Sequence[Bands]) -> Bands:
    """Return the bands of all windows below each other."""
    known = [own for own in bands if own is not None]
    if len(known) < len(bands):
        return None
    return np.concatenate([low for low, _ in known]), np.concatenate([high for _, high in known])


def is_reversed(whole: float, after: float) -> bool:
    """Return whether the order that gives more over all years gives less once both reforms are in force."""
    return whole * after < 0.0


def _without_reversals(made: pd.DataFrame) -> pd.DataFrame:
    """Leave open which reform should come first where later years contradict the sum over all years."""
    keys = ["first", "second", "outcome"]
    after = {
        tuple(row[key] for key in keys): row for row in made[made["window"] == TOGETHER].to_dict("records")
    }
    for place, row in zip(made.index, made.to_dict("records"), strict=True):
        later = after.get(tuple(row[key] for key in keys))
        if row["window"] != WHOLE or later is None or later["verdict"] not in ("better", "worse"):
            continue
        if is_reversed(row["difference"], later["difference"]):
            made.loc[place, "better_first"] = ""
    return made


def paths(plan: Plan, pair: int) -> dict[str, str]:
    """Return the points of a pair by path: ``first_leads``, ``second_leads``, ``at_once`` and ``neither``."""
    a, b = plan.pairs[pair]
    return {
        "first_leads": plan.name(plan.in_turn(a, b)),
        "second_leads": plan.name(plan.in_turn(b, a)),
        "at_once": plan.name(plan.both(a, b)),
        "neither": plan.name(plan.neither(a, b)),
    }


_PATHS = ("first_leads", "second_leads", "at_once")


def yearly_paths(plan: Plan, yearly: Mapping[int, Runs]) -> pd.DataFrame:
    """Return the first outcome of runs by year, year by year on each path of every pair of levers, less neither reform.

    One row per pair × path × year: ``first``, ``second`` (levers), ``path``, ``year``, ``outcome``, ``difference`` and
    the ends ``low`` and ``high`` of its paired 95 % t interval, NaN under one seed.
    """
    import pandas as pd

    rows = []
    for pair, (a, b) in enumerate(plan.pairs):
        points = paths(plan, pair)
        for path in _PATHS:
            contrast = [difference(points[path], points["neither"])]
            draws = np.stack([runs.contrasts(contrast)[0, :, :1] for runs in yearly.values()])
            found = over_seeds(draws)
            for place, (year, runs) in enumerate(yearly.items()):
                ends = (float(values[place, 0]) for values in (found.mean, found.low, found.high))
                rows.append((a.name, b.name, path, year, runs.outcomes[0], *ends))
    columns = ["first", "second", "path", "year", "outcome", "difference", "low", "high"]
    return pd.DataFrame(rows, columns=columns)


def _against_none(plan: Plan, runs: Runs, path: str) -> Array:
    places = [paths(plan, pair) for pair in range(len(plan.pairs))]
    draws = runs.contrasts([difference(own[path], own["neither"]) for own in places])
    return np.asarray(draws.mean(axis=1))
