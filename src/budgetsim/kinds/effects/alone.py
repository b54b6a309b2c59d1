"""Levers moved alone: the paired effect of each on every outcome, and which do more than others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from budgetsim.kinds.effects.answer import Effect
from budgetsim.kinds.effects.design import Plan
from budgetsim.kinds.effects.estimate import (
    Bands,
    better,
    frame,
    over_seeds,
    spread,
    standardised,
    usual_columns,
)
from budgetsim.kinds.effects.levers import Lever, value_text
from budgetsim.kinds.effects.runs import Runs, Worlds, difference
from budgetsim.numerics import Array
from budgetsim.report.declared import better_sign

if TYPE_CHECKING:
    import pandas as pd


def paired_effects(plan: Plan, runs: Runs) -> pd.DataFrame:
    """Return the paired effect of every lever on every outcome, one row each.

    Columns are ``lever``, ``low_value``, ``high_value``, ``outcome``, ``before`` and ``after`` (means at low and high),
    ``difference`` with its 95 % t interval ``low``, ``high`` and Bonferroni's ``sim_low``, ``sim_high`` over all rows,
    ``p``, ``p_holm``, ``verdict``, of net social value ``band_low`` and ``band_high`` over stances on transfers and
    public funds, ``share_better`` (of seeds), and two standardised effects, both with Hedges' correction for few seeds:
    ``glass_delta``, over the standard deviation between seeds at low, and ``g_z``, over the standard deviation of the
    paired differences.
    """
    ends = [low_and_high(plan, lever) for lever in plan.levers]
    draws = differences(plan, runs)
    estimates, bands = over_seeds(draws), bands_of(plan, runs)
    before = np.stack([runs.at(low).mean(axis=0) for low, _ in ends])
    scale = np.stack([spread(runs.at(low)) for low, _ in ends])
    labels = {
        "lever": [lever.name for lever in plan.levers],
        "low_value": [value_text(lever.low) for lever in plan.levers],
        "high_value": [value_text(lever.high) for lever in plan.levers],
    }
    return frame(
        labels,
        runs.outcomes,
        before=before,
        after=before + estimates.mean,
        **usual_columns(estimates, runs.outcomes, bands=bands),
        share_better=better(draws, runs.outcomes),
        glass_delta=standardised(estimates.mean, scale, estimates.seeds),
        g_z=standardised(estimates.mean, estimates.sd, estimates.seeds),
    )


def rivals(plan: Plan, runs: Runs, leader: str, outcome: str) -> list[str]:
    """Return the levers whose effect on an outcome is not told apart from a leader's.

    The paired difference of the two effects has an interval (Bonferroni over all other levers) that holds 0.
    """
    names = [lever.name for lever in plan.levers]
    draws = differences(plan, runs)[:, :, [runs.outcomes.index(outcome)]]
    against = over_seeds(draws - draws[names.index(leader)], max(1, len(names) - 1))
    unclear = (against.sim_low[:, 0] <= 0.0) & (against.sim_high[:, 0] >= 0.0)
    return [name for name, alike in zip(names, unclear, strict=True) if alike and name != leader]


def most_helpful_first(effects: Sequence[Effect], outcome: str) -> list[Effect]:
    """Return the effects on an outcome: first what raises it most, or lowers it most where less is better."""
    sign = better_sign(outcome) or 1.0
    chosen = [row for row in effects if row.outcome == outcome]
    return sorted(chosen, key=lambda row: -sign * (row.difference or 0.0))


def differences(plan: Plan, runs: Runs) -> Array:
    """Return high less low of every lever, seed by seed (lever, seed, outcome)."""
    return runs.contrasts(contrasts_of(plan))


def bands_of(plan: Plan, runs: Runs) -> Bands:
    """Return the bands of what ``differences`` returns."""
    return runs.bands(contrasts_of(plan))


def contrasts_of(plan: Plan) -> list[dict[str, float]]:
    """Return the weights of high less low of every lever."""
    ends = [low_and_high(plan, lever) for lever in plan.levers]
    return [difference(high, low) for low, high in ends]


def low_and_high(plan: Plan, lever: Lever) -> tuple[str, str]:
    """Return the names of the two points of a lever's contrast."""
    low, high = plan.one(**{lever.name: lever.low}), plan.one(**{lever.name: lever.high})
    return plan.name(low), plan.name(high)


def effects_over_draws(plan: Plan, worlds: Worlds) -> dict[str, dict[str, dict[str, Any]]]:
    """Return what is known of the effect of every lever, by lever and outcome."""
    cells = worlds.cells(contrasts_of(plan))
    return {lever.name: by_outcome for lever, by_outcome in zip(plan.levers, cells, strict=True)}
