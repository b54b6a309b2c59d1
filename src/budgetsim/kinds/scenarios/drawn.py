"""Levels, changes and differences of scenarios over draws of parameters, beside those with declared parameters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from budgetsim.kinds.scenarios.runs import changes_of
from budgetsim.model.measures import ANY, bounds_of
from budgetsim.model.mechanisms.welfare import STANCES
from budgetsim.numerics import Array, BoolArray
from budgetsim.studies.band import ENDS, VALUE, Stance, under_stances
from budgetsim.studies.band import stances_of as stances_behind
from budgetsim.studies.ignorance import Spread, flips_of, spread_of, spreads_of
from budgetsim.studies.keep import LAST_YEARS
from budgetsim.studies.states import Met, States, met
from budgetsim.studies.store import StudyResult
from budgetsim.studies.summary import direction_of, t_interval

if TYPE_CHECKING:
    import pandas as pd

STANCE = "stance_"
"""Begins the name of a structure that is a stance on welfare; its place in ``STANCES`` follows."""
Cell = dict[str, Any]
Cells = dict[str, Cell]


def cells_of_draws(result: StudyResult, scenarios: Sequence[str], states: States) -> dict[str, Any]:
    """Return what the fields of ``OfScenarios`` hold, made from runs under many states.

    Levels have ``median``, ``mean``, ``low`` and ``high`` over draws (ends of the middle 90 %), the variances that
    parameters and seeds bring (``variance_parameters``, ``variance_seeds``), and ``{"mean", "low", "high"}`` with
    declared parameters, over seeds (``point``); net social value has median and ends under other structures of the
    model and stances on welfare too (``structures``). Differences from the first scenario have ``share_better`` and
    ``share_worse``, the shares of draws that are better or worse for the public, the parameters that would turn the
    sign (``flips``), and the same under other structures. Changes of a scenario are told like differences.
    """
    means, changes = result.run_means(LAST_YEARS), changes_of(result)
    stances = stances_behind(result.design)
    return {
        **cells_under(means, scenarios, states, stances),
        "changes": {} if changes is None else _changes(changes, scenarios, states, stances),
        "seeds": [int(seed) for seed in result.seeds],
        "years": int(result.years[0]),
        "draws": states.draws,
        "drawn_from": states.source,
        "drawn": tuple(states.parameters),
        "structures": tuple(states.structures),
    }


def cells_under(
    means: pd.DataFrame, scenarios: Sequence[str], states: States, stances: Mapping[str, Stance]
) -> dict[str, Any]:
    """Return levels and differences as ``cells_of_draws`` does, from means over the last years of every run.

    Parameters
    ----------
    means
        One row per point × seed, with any outcomes.
    stances
        The stance on welfare behind each point.
    """
    levels = met(means, scenarios, states)
    cells: dict[str, Any] = {
        "scenarios": _levels(levels, scenarios),
        "differences": {name: _differences(levels, name, scenarios[0], states) for name in scenarios[1:]},
    }
    return _with_stances(cells, means, scenarios, states, stances)


def _levels(values: Met, scenarios: Sequence[str]) -> dict[str, Cells]:
    made: dict[str, Cells] = {}
    for name in scenarios:
        spreads = _spreads(values.drawn[name])
        points = _points(values.declared[name], bounds_of(values.outcomes))
        made[name] = {
            outcome: {**_told(spread, LEVEL), "point": point}
            for outcome, spread, point in zip(values.outcomes, spreads, points, strict=True)
        }
        if VALUE in values.outcomes:
            place = values.outcomes.index(VALUE)
            rivals = {structure: own[name][..., [place]] for structure, own in values.structures.items()}
            made[name][VALUE]["structures"] = {
                structure: _told(_spreads(own)[0], SHORT) for structure, own in rivals.items()
            }
    return made


def _changes(
    changes: pd.DataFrame, scenarios: Sequence[str], states: States, behind: Mapping[str, Stance]
) -> dict[str, Cells]:
    """Return cells of changes from the first year to the last, which are differences of a scenario from itself."""
    values, under = met(changes, scenarios, states), under_stances(changes, behind)
    valued = None if under is None else met(under, scenarios, states).drawn
    made: dict[str, Cells] = {}
    for name in scenarios:
        rivals = {structure: own[name] for structure, own in values.structures.items()}
        drawn, declared = values.drawn[name], values.declared[name]
        made[name] = cells_of_differences(values.outcomes, drawn, declared, rivals, states)
        if valued is not None:
            rows = cells_with_shares(valued[name], np.ones(len(STANCES)), SHORT)
            made[name][VALUE]["structures"] |= other_stances(rows, behind[name])
    return made


def _told(spread: Spread | None, keys: Sequence[str]) -> dict[str, float | None]:
    return {key: None if spread is None else getattr(spread, key) for key in keys}


def _spreads(values: Array) -> list[Spread | None]:
    """Return how values (draw, seed, quantity) are spread, over the draws in which a quantity is defined.

    ``None`` where there are fewer than two.
    """
    is_whole: BoolArray = np.isfinite(values).all(axis=1)  # type: ignore[assignment] # an axis is left
    every: list[Spread | None] = [None] * values.shape[2]
    known = np.flatnonzero(is_whole.all(axis=0))
    for place, spread in zip(known, spreads_of(values[..., known]) if len(known) else (), strict=True):
        every[place] = spread
    for place in np.flatnonzero(~is_whole.all(axis=0) & (is_whole.sum(axis=0) > 1)):
        every[place] = spread_of(values[is_whole[:, place], :, place])
    return every


def _points(values: Array, bounds: tuple[Any, Any] = ANY) -> list[dict[str, float | None]]:
    """Return means and paired 95 % intervals over seeds of values (seed, quantity)."""
    known = np.isfinite(values)
    count = known.sum(axis=0)
    held = np.where(known, values, 0.0)
    mean = held.sum(axis=0) / np.maximum(count, 1)
    apart = np.where(known, values - mean, 0.0)
    sd = np.sqrt((apart * apart).sum(axis=0) / np.maximum(count - 1, 1))
    low, high = t_interval(mean, sd, count.astype(np.float64), bounds)
    rows = zip(np.where(count > 0, mean, np.nan).tolist(), low.tolist(), high.tolist(), strict=True)
    keys = ("mean", "low", "high")
    return [
        {key: end if np.isfinite(end) else None for key, end in zip(keys, row, strict=True)} for row in rows
    ]


def _differences(values: Met, name: str, base: str, states: States) -> Cells:
    rivals = {structure: own[name] - own[base] for structure, own in values.structures.items()}
    drawn, declared = values.drawn[name] - values.drawn[base], values.declared[name] - values.declared[base]
    return cells_of_differences(values.outcomes, drawn, declared, rivals, states)


def cells_of_differences(
    outcomes: Sequence[str], drawn: Array, declared: Array, rivals: Mapping[str, Array], states: States
) -> Cells:
    """Return cells of differences, as ``cells_of_draws`` describes them, by outcome.

    Parameters
    ----------
    outcomes
        Names of the outcomes.
    drawn
        Differences over draws (draw, seed, outcome).
    declared
        Differences with declared parameters (seed, outcome).
    rivals
        Differences under other structures (draw, seed, outcome), by structure.
    states
        The draws.
    """
    signs = np.array([direction_of(outcome) for outcome in outcomes])
    structures = {structure: cells_with_shares(means, signs, SHORT) for structure, means in rivals.items()}
    made: Cells = {}
    points = _points(declared)
    for place, (outcome, cell) in enumerate(
        zip(outcomes, cells_with_shares(drawn, signs, LEVEL), strict=True)
    ):
        complete = np.isfinite(drawn[..., place]).all(axis=1)
        columns = {key: column[complete] for key, column in states.parameters.items()}
        means = drawn[complete, :, place].mean(axis=1)
        better = float((declared[..., place] * signs[place] > 0.0).mean())
        made[outcome] = {
            **cell,
            "flips": [vars(flip) for flip in flips_of(means, columns)] if len(means) > 1 else [],
            "structures": {structure: cells[place] for structure, cells in structures.items()},
            "point": {**points[place], "share_better": better},
        }
    return made


def cells_of_levels(values: Array) -> list[Cell]:
    """Return cells of levels (draw, seed, quantity)."""
    return [_told(spread, LEVEL) for spread in _spreads(values)]


LEVEL = ("median", "mean", "low", "high", "variance_parameters", "variance_seeds")
SHORT = ("median", "low", "high")


def cells_with_shares(values: Array, signs: Array, keys: Sequence[str]) -> list[dict[str, float | None]]:
    """Return cells of differences (draw, seed, quantity), with the shares of draws better and worse for the public.

    Draws in which nothing differs are neither.
    """
    gains = values.mean(axis=1) * signs
    defined = np.isfinite(values).all(axis=1)
    count = np.maximum(defined.sum(axis=0), 1)
    with np.errstate(invalid="ignore"):
        shares = [way.sum(axis=0, where=defined) / count for way in (gains > 0.0, gains < 0.0)]
    return [
        {
            **_told(spread, keys),
            "share_better": None if spread is None else float(better),
            "share_worse": None if spread is None else float(worse),
        }
        for spread, better, worse in zip(_spreads(values), *shares, strict=True)
    ]


def _with_stances(
    cells: dict[str, Any],
    means: pd.DataFrame,
    scenarios: Sequence[str],
    states: States,
    behind: Mapping[str, Stance],
) -> dict[str, Any]:
    """Add net social value under every stance on welfare: a band of medians, and each stance as a structure."""
    under = under_stances(means, behind)
    if under is None:
        return cells
    values = met(under, scenarios, states)
    base, own = scenarios[0], behind[scenarios[0]]
    stances: dict[str, list[dict[str, Any]]] = {}
    for name in scenarios[1:]:
        rows = cells_with_shares(values.drawn[name] - values.drawn[base], np.ones(len(STANCES)), SHORT)
        _band(cells["differences"][name], rows)
        cells["differences"][name][VALUE]["structures"] |= other_stances(rows, own)
        stances[name] = [
            {"transfer_weight": weight, "cost_of_funds": cost, **row}
            for (weight, cost), row in zip(STANCES, rows, strict=True)
        ]
    for name in scenarios:
        levels = [_told(spread, SHORT) for spread in _spreads(values.drawn[name])]
        _band(cells["scenarios"][name], levels)
        cells["scenarios"][name][VALUE]["structures"] |= other_stances(levels, behind[name])
    return {**cells, "stances": stances} if stances else cells


def other_stances(rows: Sequence[Cell], own: Stance) -> dict[str, Cell]:
    """Return cells under every stance (``STANCES``) but one's own, by the names that they have among structures."""
    return {
        f"{STANCE}{place}": row
        for place, (stance, row) in enumerate(zip(STANCES, rows, strict=True))
        if stance != own
    }


def _band(cells: Cells, rows: Sequence[Mapping[str, Any]]) -> None:
    medians = [row["median"] for row in rows if row["median"] is not None]
    if VALUE in cells and medians:
        cells[VALUE] |= dict(zip(ENDS, (min(medians), max(medians)), strict=True))
