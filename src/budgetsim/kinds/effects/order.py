"""Sequencing: whether it matters which of two reforms comes first, and what of it lasts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from budgetsim.kinds.effects.estimate import Bands, frame, over_seeds, usual_columns
from budgetsim.kinds.effects.levers import Lever
from budgetsim.kinds.effects.plan import Plan
from budgetsim.kinds.effects.runs import Runs, Window, difference
from budgetsim.measures import OUTCOMES
from budgetsim.numerics import Array

if TYPE_CHECKING:
    import pandas as pd

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
    """Return what the order of two reforms changes.

    Parameters
    ----------
    plan
        Levers and years.
    windows
        Means by run over each window.
    spans
        Years of each window.

    Returns
    -------
    DataFrame
        One row per window × pair × outcome: ``window``, ``first_year``, ``last_year``, ``first``, ``second`` (levers,
        in the order of the study), ``outcome``; ``difference`` of first-then-second less second-then-first, a mean over
        the years of the window, with intervals and p-values as in ``paired_effects`` (families: all rows); ``total``,
        ``total_low``, ``total_high``: the same added up over the years; ``better_first``, the lever whose coming first
        is better (empty where that is not clear, no way is better, or, over all years, the other order is clearly
        better once both reforms are in force); and means of ``first_leads``, ``second_leads`` and ``at_once`` less
        neither reform.
    """
    chosen, pairs = list(windows), plan.pairs
    weights = [_order(plan, a, b) for a, b in pairs]
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
    made["better_first"] = [
        _leader(*row)
        for row in zip(made["first"], made["second"], made["outcome"], made["verdict"], strict=True)
    ]
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
    after = {tuple(row[key] for key in keys): row for row in _records(made[made["window"] == TOGETHER])}
    for place, row in zip(made.index, _records(made), strict=True):
        later = after.get(tuple(row[key] for key in keys))
        if row["window"] != WHOLE or later is None or later["verdict"] not in ("better", "worse"):
            continue
        if is_reversed(row["difference"], later["difference"]):
            made.loc[place, "better_first"] = ""
    return made


def _records(table: pd.DataFrame) -> list[dict[Any, Any]]:
    return table.to_dict("records")


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
    """Return an outcome year by year on each path of every pair of levers, less neither reform.

    Parameters
    ----------
    plan
        Levers and years.
    yearly
        Runs by year; their first outcome is followed.

    Returns
    -------
    DataFrame
        One row per pair × path × year: ``first``, ``second`` (levers), ``path``, ``year``, ``outcome``, ``difference``
        and the ends ``low`` and ``high`` of its paired 95 % t interval, NaN under one seed.
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


def _order(plan: Plan, a: Lever, b: Lever) -> dict[str, float]:
    return difference(plan.name(plan.in_turn(a, b)), plan.name(plan.in_turn(b, a)))


def _against_none(plan: Plan, runs: Runs, path: str) -> Array:
    places = [paths(plan, pair) for pair in range(len(plan.pairs))]
    draws = runs.contrasts([difference(own[path], own["neither"]) for own in places])
    return np.asarray(draws.mean(axis=1))


def _leader(first: str, second: str, outcome: str, verdict: str) -> str:
    about = OUTCOMES.get(outcome)
    if verdict not in ("better", "worse") or (about and about.direction == "neither"):
        return ""
    return first if verdict == "better" else second
