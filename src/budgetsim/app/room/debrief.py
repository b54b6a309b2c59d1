"""After the game: what each decision moved, against the same ten years without it, and what a class's choices show."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from budgetsim.app.play.game import YEARS, Levers
from budgetsim.app.room.contrasts import Contrast, contrast
from budgetsim.app.room.goals import Goal
from budgetsim.app.room.ground import Ground
from budgetsim.app.workers import at_work
from budgetsim.model.simulation import simulate

KEPT = 512
"""Games whose decisions are kept weighed: a few kB each."""
PROMISES = ("objective_review", "monitoring_intensity", "audit_coverage", "evaluation_coverage", "training")
"""Levers that announce work, which people must do."""
Closed = tuple[Levers, ...]


@dataclass(frozen=True)
class Decision:
    """A lever that was moved in a year, and what that moved."""

    year: int
    lever: str
    before: float
    after: float
    effect: float
    """On the mean over the ten years, in per cent or points of the goal; positive is better."""
    fits: bool
    """Whether the budget would have allowed to leave the lever alone."""


@lru_cache(maxsize=KEPT)
def weigh(ground: Ground, closed: Closed, goal: Goal) -> tuple[Decision, ...]:
    """Return the decisions of a whole game, those that moved most first."""
    return at_work(_weighed, ground, closed, goal)


def without(opening: Levers, closed: Closed, year: int, lever: str) -> Closed:
    """Return the game without one move: the lever stays where it was until the student moves it again."""
    years = [dict(opening), *map(dict, closed)]
    before, after = years[year - 1][lever], years[year][lever]
    changed = list(closed)
    for place in range(year - 1, len(closed)):
        if dict(closed[place])[lever] != after:
            break
        changed[place] = tuple((dict(closed[place]) | {lever: before}).items())
    return tuple(changed)


def _weighed(ground: Ground, closed: Closed, goal: Goal) -> tuple[Decision, ...]:
    years = [dict(ground.opening), *map(dict, closed)]
    moves = [
        (year, lever)
        for year in range(1, len(years))
        for lever, value in years[year].items()
        if value != years[year - 1][lever]
    ]
    games = [closed, *(without(ground.opening, closed, *move) for move in moves)]
    outcomes = simulate(
        [ground.played(game, f"g{number}") for number, game in enumerate(games)], [ground.seed], YEARS
    ).outcomes
    means = outcomes.groupby("scenario", sort=False)[goal.outcome].mean()
    own = goal.factor * float(means["g0"])
    decisions = [
        Decision(
            year, lever, years[year - 1][lever], years[year][lever],
            own - goal.factor * float(means[f"g{number}"]),
            all(ground.affords(levers) for levers in games[number]),
        )
        for number, (year, lever) in enumerate(moves, start=1)
    ]  # fmt: skip
    return tuple(sorted(decisions, key=lambda one: (-abs(one.effect), one.year, one.lever)))


# A class as a natural experiment ------------------------------------------------------------------------------------


def hired_first(opening: Levers, closed: Closed) -> bool:
    """Tell whether people were hired no later than more work was announced."""
    return _first_rise(opening, closed, ("staff",)) <= min(_first_rise(opening, closed, PROMISES), YEARS)


def eased_targets(opening: Levers, closed: Closed) -> bool:
    """Tell whether targets followed past results less than before, on average."""
    return _mean(closed, "target_ratchet") < dict(opening)["target_ratchet"]


def used_results(opening: Levers, closed: Closed) -> bool:
    """Tell whether results counted for more than before, on average."""
    return _mean(closed, "result_use") > dict(opening)["result_use"]


def trained(opening: Levers, closed: Closed) -> bool:
    """Tell whether departments were trained more than before, on average."""
    return _mean(closed, "training") > dict(opening)["training"]


CONTRASTS: dict[str, Callable[[Levers, Closed], bool]] = {
    "hired": hired_first,
    "targets": eased_targets,
    "results": used_results,
    "training": trained,
}
"""What some of a class did and others did not."""


def contrasts(opening: Levers, games: Sequence[tuple[Closed, float]]) -> list[Contrast]:
    """Return the contrasts of a class, from the levers that it found, its games and their gains.

    Intervals are Welch's, of 95 %.
    """
    return [
        contrast(
            name,
            *([gain for closed, gain in games if did(opening, closed) is ours] for ours in (True, False)),
        )
        for name, did in CONTRASTS.items()
    ]


def _first_rise(opening: Levers, closed: Closed, levers: Sequence[str]) -> float:
    years = [dict(opening), *map(dict, closed)]
    rises = (
        year
        for year in range(1, len(years))
        if any(years[year][lever] > years[year - 1][lever] for lever in levers)
    )
    return next(rises, math.inf)


def _mean(closed: Closed, lever: str) -> float:
    return float(np.mean([dict(levers)[lever] for levers in closed]))
