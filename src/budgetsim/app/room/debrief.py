"""After the game: what each decision moved, against the same ten years without it, and what a class's choices show."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from budgetsim.app.play.game import YEARS, Levers, affordable, costs_of, opening_levers, seed_of
from budgetsim.app.room.constraint import played
from budgetsim.app.room.contrasts import Contrast, contrast
from budgetsim.app.room.goals import Goal
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
def weigh(code: str, closed: Closed, goal: Goal) -> tuple[Decision, ...]:
    """Return the decisions of a whole game, those that moved most first."""
    return at_work(_weighed, code, closed, goal)


def without(closed: Closed, year: int, lever: str) -> Closed:
    """Return the game without one move: the lever stays where it was until the student moves it again."""
    years = [dict(opening_levers()), *map(dict, closed)]
    before, after = years[year - 1][lever], years[year][lever]
    changed = list(closed)
    for place in range(year - 1, len(closed)):
        if dict(closed[place])[lever] != after:
            break
        changed[place] = tuple((dict(closed[place]) | {lever: before}).items())
    return tuple(changed)


def _weighed(code: str, closed: Closed, goal: Goal) -> tuple[Decision, ...]:
    years = [dict(opening_levers()), *map(dict, closed)]
    moves = [
        (year, lever)
        for year in range(1, len(years))
        for lever, value in years[year].items()
        if value != years[year - 1][lever]
    ]
    games = [closed, *(without(closed, *move) for move in moves)]
    outcomes = simulate(
        [played(code, game, f"g{number}") for number, game in enumerate(games)], [seed_of(code)], YEARS
    ).outcomes
    means = outcomes.groupby("scenario", sort=False)[goal.outcome].mean()
    own = goal.factor * float(means["g0"])
    decisions = [
        Decision(
            year, lever, years[year - 1][lever], years[year][lever],
            own - goal.factor * float(means[f"g{number}"]),
            all(affordable(sum(costs_of(levers).values())) for levers in games[number]),
        )
        for number, (year, lever) in enumerate(moves, start=1)
    ]  # fmt: skip
    return tuple(sorted(decisions, key=lambda one: (-abs(one.effect), one.year, one.lever)))


# A class as a natural experiment ------------------------------------------------------------------------------------


def hired_first(closed: Closed) -> bool:
    """Tell whether people were hired no later than more work was announced."""
    return _first_rise(closed, ("staff",)) <= min(_first_rise(closed, PROMISES), YEARS)


def eased_targets(closed: Closed) -> bool:
    """Tell whether targets followed past results less than before, on average."""
    return _mean(closed, "target_ratchet") < dict(opening_levers())["target_ratchet"]


def used_results(closed: Closed) -> bool:
    """Tell whether results counted for more than before, on average."""
    return _mean(closed, "result_use") > dict(opening_levers())["result_use"]


def trained(closed: Closed) -> bool:
    """Tell whether departments were trained more than before, on average."""
    return _mean(closed, "training") > dict(opening_levers())["training"]


CONTRASTS: dict[str, Callable[[Closed], bool]] = {
    "hired": hired_first,
    "targets": eased_targets,
    "results": used_results,
    "training": trained,
}
"""What some of a class did and others did not."""


def contrasts(games: Sequence[tuple[Closed, float]]) -> list[Contrast]:
    """Return the contrasts of a class, from its games and their gains; intervals are Welch's, of 95 %."""
    return [_contrast(name, did, games) for name, did in CONTRASTS.items()]


def _contrast(name: str, did: Callable[[Closed], bool], games: Sequence[tuple[Closed, float]]) -> Contrast:
    groups = [[gain for closed, gain in games if did(closed) is ours] for ours in (True, False)]
    return contrast(name, *groups)


def _first_rise(closed: Closed, levers: Sequence[str]) -> float:
    years = [dict(opening_levers()), *map(dict, closed)]
    rises = (
        year
        for year in range(1, len(years))
        if any(years[year][lever] > years[year - 1][lever] for lever in levers)
    )
    return next(rises, math.inf)


def _mean(closed: Closed, lever: str) -> float:
    return float(np.mean([dict(levers)[lever] for levers in closed]))
