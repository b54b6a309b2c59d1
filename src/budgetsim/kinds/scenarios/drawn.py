"""Levels, changes and differences of scenarios over draws of parameters, beside those with declared parameters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from budgetsim.kinds.scenarios.runs import changes_of
from budgetsim.model.mechanisms.welfare import STANCES
from budgetsim.numerics import Array
from budgetsim.studies.band import ENDS, VALUE, under_stances
from budgetsim.studies.band import stances_of as stances_behind
from budgetsim.studies.ignorance import flips_of, spread_of
from budgetsim.studies.keep import LAST_YEARS
from budgetsim.studies.states import Met, States, met
from budgetsim.studies.store import StudyResult
from budgetsim.studies.summary import direction_of, t_interval

STANCE = "stance_"
"""Begins the name of a structure that is a stance on welfare; its place in ``STANCES`` follows."""
Cells = dict[str, dict[str, Any]]


def cells_of_draws(result: StudyResult, scenarios: Sequence[str], states: States) -> dict[str, Any]:
    """Return what the fields of ``OfScenarios`` hold, made from runs under many states.

    Levels and changes are ``{"median", "mean", "low", "high", "point"}``: over draws, with the ends of the middle 90 %,
    and ``{"mean", "low", "high"}`` with declared parameters, over seeds. Differences from the first scenario have
    ``share_better`` too, the share of draws that is better for the public, the variances that parameters and seeds
    bring, the parameters that would turn the sign (``flips``), and the same of other structures of the model and, for
    net social value, of other stances on welfare (``structures``).
    """
    means = result.run_means(LAST_YEARS)
    levels, changes = met(means, scenarios, states), changes_of(result)
    differences = {name: _differences(levels, name, scenarios[0], states) for name in scenarios[1:]}
    cells: dict[str, Any] = {
        "scenarios": _levels(levels, scenarios),
        "changes": {} if changes is None else _levels(met(changes, scenarios, states), scenarios),
        "differences": differences,
        "seeds": [int(seed) for seed in result.seeds],
        "years": int(result.years[0]),
        "draws": states.draws,
        "drawn_from": states.source,
        "drawn": tuple(states.parameters),
        "structures": states.structures,
    }
    return _with_stances(cells, result, means, scenarios, states)


def _levels(values: Met, scenarios: Sequence[str]) -> dict[str, Cells]:
    return {
        name: {
            outcome: _level(values.drawn[name][..., place], values.declared[name][..., place])
            for place, outcome in enumerate(values.outcomes)
        }
        for name in scenarios
    }


def _level(drawn: Array, declared: Array) -> dict[str, Any]:
    known = _whole(drawn)
    if known is None:
        return {**dict.fromkeys(("median", "mean", "low", "high")), "point": _point(declared)}
    spread = spread_of(known)
    ends = {"median": spread.median, "mean": spread.mean, "low": spread.low, "high": spread.high}
    return {**ends, "point": _point(declared)}


def _whole(values: Array) -> Array | None:
    """Return the draws in which a quantity is defined under every seed; ``None`` if there are fewer than two."""
    kept = values[np.isfinite(values).all(axis=1)]
    return kept if len(kept) > 1 else None


def _point(values: Array) -> dict[str, float | None]:
    """Return mean and paired 95 % interval over seeds."""
    known = values[np.isfinite(values)]
    if not len(known):
        return dict.fromkeys(("mean", "low", "high"))
    sd = known.std(ddof=1) if len(known) > 1 else 0.0
    low, high = t_interval(*map(np.asarray, (known.mean(), sd, len(known))))
    ends = {"low": float(low), "high": float(high)}
    return {
        "mean": float(known.mean()),
        **{key: end if np.isfinite(end) else None for key, end in ends.items()},
    }


def _differences(values: Met, name: str, base: str, states: States) -> Cells:
    made: Cells = {}
    for place, outcome in enumerate(values.outcomes):
        sign = direction_of(outcome)
        declared = values.declared[name][..., place] - values.declared[base][..., place]
        drawn = values.drawn[name][..., place] - values.drawn[base][..., place]
        cell = _difference(drawn, sign)
        if cell:
            kept = np.isfinite(drawn).all(axis=1)
            columns = {key: column[kept] for key, column in states.parameters.items()}
            cell["flips"] = [vars(flip) for flip in flips_of(drawn[kept].mean(axis=1), columns)]
        else:
            cell = {**dict.fromkeys(DIFFERENCE), "flips": []}
        cell["structures"] = {
            structure: _short(own[name][..., place] - own[base][..., place], sign)
            for structure, own in values.structures.items()
        }
        cell["point"] = {**_point(declared), "share_better": float((declared * sign > 0.0).mean())}
        made[outcome] = cell
    return made


DIFFERENCE = ("median", "mean", "low", "high", "share_better", "variance_parameters", "variance_seeds")
SHORT = ("median", "low", "high", "share_better")


def _difference(values: Array, sign: float) -> dict[str, Any]:
    known = _whole(values)
    if known is None:
        return {}
    spread = spread_of(known)
    better = float((known.mean(axis=1) * sign > 0.0).mean())
    return {key: better if key == "share_better" else getattr(spread, key) for key in DIFFERENCE}


def _short(values: Array, sign: float) -> dict[str, Any]:
    cell = _difference(values, sign) or dict.fromkeys(SHORT)
    return {key: cell[key] for key in SHORT}


def _with_stances(
    cells: dict[str, Any], result: StudyResult, means: pd.DataFrame, scenarios: Sequence[str], states: States
) -> dict[str, Any]:
    """Add net social value under every stance on welfare: a band of medians, and each stance as a structure."""
    behind = stances_behind(result.design)
    under = under_stances(means, behind)
    if under is None:
        return cells
    values = met(under, scenarios, states)
    base, own = scenarios[0], behind[scenarios[0]]
    stances: dict[str, list[dict[str, Any]]] = {}
    for name in scenarios[1:]:
        rows = [
            _short(values.drawn[name][..., place] - values.drawn[base][..., place], 1.0)
            for place in range(len(STANCES))
        ]
        _band(cells["differences"][name], rows)
        cells["differences"][name][VALUE]["structures"] |= {
            f"{STANCE}{place}": row
            for place, (stance, row) in enumerate(zip(STANCES, rows, strict=True))
            if stance != own
        }
        stances[name] = [
            {"transfer_weight": weight, "cost_of_funds": cost, **row}
            for (weight, cost), row in zip(STANCES, rows, strict=True)
        ]
    for name in scenarios:
        rows = [
            _level(values.drawn[name][..., place], values.declared[name][..., place])
            for place in range(len(STANCES))
        ]
        _band(cells["scenarios"][name], rows)
    return {**cells, "stances": stances} if stances else cells


def _band(cells: Cells, rows: Sequence[Mapping[str, Any]]) -> None:
    medians = [row["median"] for row in rows if row["median"] is not None]
    if VALUE in cells and medians:
        cells[VALUE] |= dict(zip(ENDS, (min(medians), max(medians)), strict=True))
