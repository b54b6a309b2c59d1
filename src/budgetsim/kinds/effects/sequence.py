"""Sequence: whether it matters which of two reforms comes first, while only one is in force and afterwards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from budgetsim.kinds.effects.answer import DrawnOrder, DrawnYear
from budgetsim.kinds.effects.design import Plan
from budgetsim.kinds.effects.estimate import Bands, frame, over_seeds, usual_columns
from budgetsim.kinds.effects.runs import Runs, Window, Worlds, difference
from budgetsim.numerics import Array
from budgetsim.report.declared import better_sign
from budgetsim.studies.ignorance import MIDDLE

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
    """Return what the order of two reforms changes, from means by run over each window, whose years are its span.

    One row per window × pair × outcome: ``window``, ``first_year``, ``last_year``, ``first``, ``second`` (levers, in
    the order of the study), ``outcome``; ``difference`` of first-then-second less second-then-first, a mean over the
    years of the window, with intervals and p-values as in ``paired_effects`` (families: all rows); ``total``,
    ``total_low``, ``total_high``: the same added up over the years; ``better_first``, the lever whose coming first is
    better (empty where that is not clear, no way is better, or, over all years, the other order is clearly better once
    both reforms are in force); and means of ``first_leads``, ``second_leads`` and ``at_once`` less neither reform.
    """
    chosen, pairs, weights = list(windows), plan.pairs, contrasts_of_orders(plan)
    draws = np.concatenate([windows[name].contrasts(weights) for name in chosen])
    bands = _together([windows[name].bands(weights) for name in chosen])
    outcomes = windows[chosen[0]].outcomes
    estimates = over_seeds(draws)
    count = len(pairs)
    labels: dict[str, Sequence[Any]] = {
        "window": [name for name in chosen for _ in pairs],
        "first_year": [spans[name][0] for name in chosen for _ in pairs],
        "last_year": [spans[name][1] for name in chosen for _ in pairs],
        "first": [a.name for a, _ in pairs] * len(chosen),
        "second": [b.name for _, b in pairs] * len(chosen),
    }
    length = np.repeat([spans[name][1] - spans[name][0] + 1.0 for name in chosen], count)[:, None]
    totals = {"total": estimates.mean, "total_low": estimates.low, "total_high": estimates.high}
    made = frame(
        labels,
        outcomes,
        **usual_columns(estimates, outcomes, bands=bands),
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


def contrasts_of_orders(plan: Plan) -> list[dict[str, float]]:
    """Return the weights of first-then-second less second-then-first, pair by pair."""
    every = (paths(plan, pair) for pair in range(len(plan.pairs)))
    return [difference(points["first_leads"], points["second_leads"]) for points in every]


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
            estimates = over_seeds(draws)
            for place, (year, runs) in enumerate(yearly.items()):
                ends = (float(values[place, 0]) for values in (estimates.mean, estimates.low, estimates.high))
                rows.append((a.name, b.name, path, year, runs.outcomes[0], *ends))
    columns = ["first", "second", "path", "year", "outcome", "difference", "low", "high"]
    return pd.DataFrame(rows, columns=columns)


def _against_none(plan: Plan, runs: Runs, path: str) -> Array:
    places = [paths(plan, pair) for pair in range(len(plan.pairs))]
    draws = runs.contrasts([difference(own[path], own["neither"]) for own in places])
    return np.asarray(draws.mean(axis=1))


def orders_over_draws(
    plan: Plan, windows: Mapping[str, Worlds], spans: Mapping[str, Window]
) -> tuple[DrawnOrder, ...]:
    """Return what is known of the order of two reforms, window by window and pair by pair.

    Differences are those of ``order_effects``. Over all years ``reversed`` is the share of draws in which the order
    that gives more gives less once both reforms are in force.
    """
    weights = contrasts_of_orders(plan)
    draws = {name: windows[name].contrasts(weights).mean(axis=2) for name in (WHOLE, TOGETHER)}
    turned = (draws[WHOLE] * draws[TOGETHER] < 0.0).mean(axis=1)
    orders = []
    for name, worlds in windows.items():
        for pair, ((a, b), cells) in enumerate(zip(plan.pairs, worlds.cells(weights), strict=True)):
            if name == WHOLE:
                for cell, share in zip(cells.values(), turned[pair].tolist(), strict=True):
                    cell["reversed"] = share
            orders.append(DrawnOrder(name, *spans[name], a.name, b.name, cells))
    return tuple(orders)


def paths_over_draws(plan: Plan, yearly: Mapping[int, Worlds]) -> tuple[DrawnYear, ...]:
    """Return what the order of every pair changes in the first outcome, year by year over draws."""
    weights = contrasts_of_orders(plan)
    path_years = []
    for year, worlds in yearly.items():
        outcome = worlds.outcomes[0]
        draws = worlds.contrasts(weights)[..., 0].mean(axis=2)
        ends = np.quantile(draws, MIDDLE, axis=1).T.tolist()
        gains = draws * (better_sign(outcome) or 1.0)
        shares = np.stack([(gains > 0.0).mean(axis=1), (gains < 0.0).mean(axis=1)], axis=1).tolist()
        for (a, b), (low, median, high), (better, worse) in zip(plan.pairs, ends, shares, strict=True):
            path_years.append(DrawnYear(a.name, b.name, year, outcome, median, low, high, better, worse))
    return tuple(path_years)
