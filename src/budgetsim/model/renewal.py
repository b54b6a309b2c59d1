"""What changes by itself from one year to the next: productivity in January, standards and errors after December.

Everything here is skipped where no district of a batch needs it, and exact where its own parameters are neutral.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from budgetsim.model.mechanisms import production, scores

if TYPE_CHECKING:
    from budgetsim.model.world import World


def fade_productivity(world: World) -> None:
    """January of every year but the first: log productivity fades towards the mean, and the first best follows."""
    shock = world.draws.productivity
    if shock is None or world.elapsed == 0:
        return
    p = world.parameters.department
    faded = production.next_productivity(
        world.traits.productivity, shock, p.productivity_persistence, p.productivity_sd
    )
    world.traits = replace(world.traits, productivity=faded)
    world.set_first_best()


def move_standards(world: World) -> None:
    """After December of a recorded year: what all departments share in scores moves on; year 1 is the standard."""
    shocks, p, effects = world.draws.standards, world.parameters.bureau, world.year_effects
    if shocks is None or world.elapsed < world.parameters.protocol.burn_in:
        return
    self_effect = scores.next_year_effect(
        effects.self_score, p.self_year_drift, p.self_year_sd, shocks[:, :, 0]
    )
    external_effect = scores.next_year_effect(
        effects.external_score, 0.0 * p.external_year_sd, p.external_year_sd, shocks[:, :, 1]
    )
    world.year_effects = replace(effects, self_score=self_effect, external_score=external_effect)


def age_indicators(world: World) -> None:
    """After December: departments have reported on their indicators for one more year, or get new ones."""
    state, draw = world.state, world.draws.renewal
    older = state.indicator_years + 1.0
    if draw is None:
        state.indicator_years = older
    else:
        renewed = draw < world.parameters.bureau.indicator_renewal
        state.indicator_years = np.where(renewed, 0.0, older)


def renew_errors(world: World) -> None:
    """After December: indicators of some departments are replaced, and errors of external evaluation fade."""
    shocks, state, p = world.draws.fading, world.state, world.parameters.bureau
    if shocks is None:
        return
    # Without an error of self-scores nothing is shared.
    correlation = np.where(p.self_bias_sd > 0.0, p.document_correlation, 0.0)
    before, spreads = state.self_bias, (p.self_bias_sd, p.external_bias_sd)
    if world.draws.renewal is not None:
        renewed = world.draws.renewal < p.indicator_renewal
        state.self_bias = scores.renewed_error(before, renewed, shocks[:, :, 0], p.self_bias_sd)
    shared = (
        scores.shared_error(before, correlation, *spreads),
        scores.shared_error(state.self_bias, correlation, *spreads),
    )
    rest = p.external_bias_sd * np.sqrt(1.0 - correlation * correlation)
    state.external_bias = scores.next_external_error(
        state.external_bias, shared, shocks[:, :, 1], p.external_bias_persistence, rest
    )
