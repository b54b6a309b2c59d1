"""The effect of each lever: moved alone from low to high, paired by seed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from budgetsim.kinds.effects.answer import Effect
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
from budgetsim.kinds.effects.plan import Plan
from budgetsim.kinds.effects.runs import Runs, difference
from budgetsim.measures import OUTCOMES
from budgetsim.numerics import Array

if TYPE_CHECKING:
    import pandas as pd


def paired_effects(plan: Plan, runs: Runs) -> pd.DataFrame:
    """Return the paired effect of every lever on every outcome.

    Returns
    -------
    DataFrame
        One row per lever × outcome: ``lever``, ``low_value``, ``high_value``, ``outcome``, ``before`` and ``after``
        (means at low and high), ``difference`` with its 95 % t interval ``low``, ``high`` and Bonferroni's ``sim_low``,
        ``sim_high`` over all rows, ``p``, ``p_holm``, ``verdict``, of net social value ``band_low`` and ``band_high``
        over stances on transfers and public funds, ``share_better`` (of seeds), and two standardised
        effects, both with Hedges' correction for few seeds: ``glass_delta``, over the standard deviation between seeds
        at low, and ``g_z``, over the standard deviation of the paired differences.
    """
    ends = [low_and_high(plan, lever) for lever in plan.levers]
    draws = differences(plan, runs)
    found, bands = over_seeds(draws), bands_of(plan, runs)
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
        after=before + found.mean,
        **usual_columns(found, runs.outcomes, bands=bands),
        share_better=better(draws, runs.outcomes),
        glass_delta=standardised(found.mean, scale, found.seeds),
        g_z=standardised(found.mean, found.sd, found.seeds),
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
    down = OUTCOMES[outcome].direction == "down"
    own = [row for row in effects if row.outcome == outcome]
    return sorted(own, key=lambda row: (row.difference or 0.0) * (1.0 if down else -1.0))


def differences(plan: Plan, runs: Runs) -> Array:
    """Return high less low of every lever, seed by seed (lever, seed, outcome)."""
    ends = [low_and_high(plan, lever) for lever in plan.levers]
    return runs.contrasts([difference(high, low) for low, high in ends])


def bands_of(plan: Plan, runs: Runs) -> Bands:
    """Return the bands of what ``differences`` returns."""
    ends = [low_and_high(plan, lever) for lever in plan.levers]
    return runs.bands([difference(high, low) for low, high in ends])


def low_and_high(plan: Plan, lever: Lever) -> tuple[str, str]:
    """Return the names of the two points of a lever's contrast."""
    low, high = plan.one(**{lever.name: lever.low}), plan.one(**{lever.name: lever.high})
    return plan.name(low), plan.name(high)
