"""Playing on one world: the bureau's views of a game while it lasts, and the truth once it is over."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from budgetsim.app.play.game import (
    BUDGET,
    LARGEST_STAFF,
    LEVERS,
    YEARS,
    Game,
    GameError,
    Levers,
    close,
    costs_of,
    opening_levers,
    plan_of,
    scenario_of,
)
from budgetsim.app.runs import Watched, bureau_views, watch
from budgetsim.language import told
from budgetsim.model.bureau import BureauView
from budgetsim.model.mechanisms import welfare
from budgetsim.model.timeline import policies_by_year
from budgetsim.scenario import Scenario, load_scenario
from budgetsim.studies.band import FUNDS, GAIN, Stance, stance_of
from budgetsim.studies.files import plain_cell

OPTIMUM = "teaching_optimum"
PLAYERS = ("you", "status_quo", "rule", "optimum")
PURPOSE = "net_social_value"
STANCE = stance_of(Scenario())
"""Stance of every world of the game."""
Rule = Callable[[BureauView], Levers]
Values = dict[str, float]
FIXED = {
    "staff_skill": 0.6,
    "objective_review": 0.6,
    "training": 0.3,
    "rectification": 0.7,
    "coordination": 0.8,
    "result_use": 0.3,
}
"""What the rule announces every year, whatever it sees."""
SPENT = 0.95
"""Share of the budget that the rule plans to spend."""
BUSY = 0.95
"""Share of the staff's days that the rule plans to fill."""
EVALUATIONS_PER_CHECK = 1.5
"""Evaluation coverage for each unit of monitoring intensity."""


@dataclass(frozen=True)
class Standing:
    """How the four policies did on the game's world: mean net social value over the ten years.

    ``score`` is the way from the status quo to the optimum that the student has gone, in per cent; ``None`` where
    the optimum is no better than the status quo on this world.
    """

    means: dict[str, float]
    score: float | None
    band: tuple[float, float] | None = None
    """Smallest and largest score over stances on transfers and public funds; ``None`` where one of them has none."""


def views(game: Game) -> tuple[BureauView, ...]:
    """Return what the bureau knows: the files of the year before the game, and one view for each closed year."""
    return bureau_views(scenario_of(game.closed), game.seed, max(len(game.closed), 1))[: len(game.closed) + 1]


def follow(code: str, rule: Rule) -> Game:
    """Return the game that a rule plays: it sees each year what a student would see."""
    game = Game(code)
    while not game.over:
        view = views(game)[-1]
        game = close(game, rule(view), view)
    return game


def capacity_rule(
    view: BureauView, allowed: Callable[[Values], Values] = dict, district: Scenario | None = None
) -> Levers:
    """Hire as many trained people as the budget allows, and announce only what they can do.

    Checks and evaluations, in a fixed proportion, fill the days that reviews and training leave. ``allowed`` brings
    levers to what a district allows; ``district`` is another one than the game's.
    """
    opening = dict(opening_levers(district))
    values = allowed(opening | FIXED)
    while values["staff"] < LARGEST_STAFF:
        more = allowed(values | {"staff": values["staff"] + 1.0})
        if more == values or sum(costs_of(tuple(more.items()), district).values()) > SPENT * BUDGET:
            break
        values = more
    for percent in range(101):
        share = percent / 100.0
        announced = {
            "monitoring_intensity": share,
            "evaluation_coverage": min(1.0, EVALUATIONS_PER_CHECK * share),
        }
        tried = allowed(values | announced)
        plan = plan_of(tuple(tried.items()), view, district)
        if plan.ratio > BUSY or not plan.fits:
            break
        values = tried
    return tuple((name, values[name]) for name in opening)


def scenarios(game: Game) -> dict[str, Scenario]:
    """Return the four policies on the game's world, as scenarios.

    Raises
    ------
    GameError
        If the game is not over: the truth waits.
    """
    if not game.over:
        raise GameError(told("lab-play-fault-truth", years=str(YEARS), year=str(game.year)))
    return {
        "you": scenario_of(game.closed),
        "status_quo": scenario_of((), "status_quo"),
        "rule": scenario_of(_ruled(game.code).closed, "rule"),
        "optimum": load_scenario(OPTIMUM).replace(name="optimum", years=YEARS),
    }


def truth(game: Game) -> dict[str, Watched]:
    """Return the whole truth about the four policies on the game's world, once the game is over."""
    return {player: watch(scenario, game.seed, YEARS) for player, scenario in scenarios(game).items()}


def standing(worlds: dict[str, Watched]) -> Standing:
    """Return how the four policies did."""
    means = {player: float(np.mean(world.outcomes[PURPOSE])) for player, world in worlds.items()}
    under = [
        {player: _under(world, stance) for player, world in worlds.items()} for stance in welfare.STANCES
    ]
    scores = [score for own in under if (score := score_of(own)) is not None]
    whole = len(scores) == len(under)
    return Standing(means, score_of(means), (min(scores), max(scores)) if whole else None)


def score_of(means: dict[str, float]) -> float | None:
    """Return the way from the status quo to the optimum that the student has gone, in per cent."""
    way = means["optimum"] - means["status_quo"]
    gone = means["you"] - means["status_quo"]
    return 100.0 * (gone / way) if way > 0.0 and math.isfinite(way) else None


def _under(world: Watched, stance: Stance) -> float:
    """Return mean net social value over the years under another stance on transfers and public funds."""
    value, gain, funds = (np.mean(world.outcomes[name]) for name in (PURPOSE, GAIN, FUNDS))
    return float(welfare.restated(value, gain, funds, STANCE, stance))


def levers_by_year(scenario: Scenario) -> list[dict[str, float]]:
    """Return the game's levers of a scenario in each year."""
    return [
        {name: policy.values[name] for name in LEVERS} for policy in policies_by_year(scenario, YEARS)[1:]
    ]


def csv(game: Game, worlds: dict[str, Watched]) -> str:
    """Return the game as a table: one row for each policy and year, levers first, then every outcome."""
    import pandas as pd

    frames = []
    for player, scenario in scenarios(game).items():
        frame = pd.DataFrame(worlds[player].outcomes)
        levers = pd.DataFrame(levers_by_year(scenario))
        head = {"class_code": plain_cell(game.code), "seed": game.seed, "policy": player}
        frames.append(pd.concat([pd.DataFrame(head | {"year": range(1, YEARS + 1)}), levers, frame], axis=1))
    return str(pd.concat(frames, ignore_index=True).to_csv(index=False))


@lru_cache(maxsize=64)
def _ruled(code: str) -> Game:
    return follow(code, capacity_rule)
