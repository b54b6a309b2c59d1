"""How a game would have gone if what nobody knows were otherwise, and with other luck: ignorance apart from chance.

Every policy keeps the levers that it set in the game, year by year. Pure functions, for the processes that simulate.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from budgetsim.app.explore import draws
from budgetsim.app.explore.draws import SEEDS_OF_A_DRAW
from budgetsim.app.play.game import YEARS, Game
from budgetsim.app.play.table import PURPOSE, scenarios
from budgetsim.app.runs import Request, request
from budgetsim.app.workers import at_work
from budgetsim.model.measures import OUTCOMES
from budgetsim.model.simulation import run_scenarios
from budgetsim.numerics import Array
from budgetsim.studies.ignorance import MIDDLE
from budgetsim.studies.states import STRUCTURES

WORLDS = 64
"""Worlds of other luck: as many as there are draws, so that both bands are as sure."""
KEPT = 128
"""Games kept: some 20 kB each."""


@dataclass(frozen=True, eq=False)
class Against:
    """By how much the student's net social value over the ten years differs from another policy's.

    Attributes
    ----------
    cell
        Over draws of what nobody knows, means over a few worlds of each, as ``compare --json`` has it, with the other
        structures of the model.
    level
        Median over draws of the other policy.
    draws
        Number of draws.
    luck
        Ends of the middle 90 % of worlds of other luck, with declared parameters.
    share_lucky
        Share of these worlds in which the student does better.
    """

    cell: Mapping[str, Any]
    level: float
    draws: int
    luck: tuple[float, float]
    share_lucky: float


def against(game: Game) -> dict[str, Against]:
    """Return how the student's policy stands beside each of the others, by name, once the game is over."""
    seeds = range(game.seed, game.seed + WORLDS)
    return _against(tuple(request(scenario, seeds, YEARS) for scenario in scenarios(game).values()))


@lru_cache(maxsize=KEPT)
def _against(asked: tuple[Request, ...]) -> dict[str, Against]:
    return at_work(_worked_out, asked)


def _worked_out(asked: Sequence[Request]) -> dict[str, Against]:
    you, *others = asked
    luck = {one.scenario.name: _by_world(one) for one in asked}
    own = luck[you.scenario.name]
    return {one.scenario.name: _beside(one, you, own - luck[one.scenario.name]) for one in others}


def _beside(other: Request, you: Request, gaps: Array) -> Against:
    few = tuple(request(one.scenario, one.seeds[:SEEDS_OF_A_DRAW], YEARS) for one in (other, you))
    found = draws.compared(few, (PURPOSE,), PURPOSE, tuple(STRUCTURES), last=YEARS)
    low, _, high = np.quantile(gaps, MIDDLE).tolist()
    return Against(
        found.differences[PURPOSE], float(found.levels[0][PURPOSE]["median"]), found.draws, (low, high),
        float((gaps > 0.0).mean()),
    )  # fmt: skip


@lru_cache(maxsize=KEPT)
def _by_world(asked: Request) -> Array:
    """Return mean net social value over the years in each world, (world,); a class shares all but the student's."""
    values = run_scenarios([asked.scenario], asked.seeds, asked.years).values
    return np.asarray(values[asked.scenario.name][..., list(OUTCOMES).index(PURPOSE)].mean(axis=1))
