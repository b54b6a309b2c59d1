"""Replications until effects are known precisely enough."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from budgetsim.measures import OUTCOMES
from budgetsim.numerics import Array
from budgetsim.studies.effects.estimate import over_seeds
from budgetsim.studies.effects.paired import differences
from budgetsim.studies.effects.request import Request
from budgetsim.studies.effects.runs import read_windows
from budgetsim.studies.runner import Campaign

MARGIN = 1.1
"""Replications are a tenth more than the spread so far asks for, which may be small by chance: few rounds are wasted on
almost enough. Few looks are wanted too, since who stops at the first narrow interval stops a little early (Chow &
Robbins 1965)."""
LEAST_GROWTH = 0.1
"""Part of the replications so far that a round adds at least, so that the last steps do not crawl."""
MOST_GROWTH = 1.0
"""Part of the replications so far that a round adds at most: the first guess of the spread rests on few of them."""
UNITS = {"points": 100.0}
"""What 1 stands for in units that do not run from 0 to 1: scores have 100 points."""
MOST = 10_000
"""Replications at most, where no other number is given."""


@dataclass(frozen=True)
class Target:
    """Half-width that the effects on some outcomes shall reach, as a part of the outcome's unit (of scores: of 100)."""

    half_width: float
    outcomes: tuple[str, ...]
    most: int = MOST


@dataclass(frozen=True)
class Reached:
    """How far a campaign came: replications, and the widest interval with its lever and outcome."""

    target: Target
    replications: int
    rounds: int
    half_width: float
    lever: str
    outcome: str

    @property
    def is_reached(self) -> bool:
        """Whether the widest interval is narrow enough."""
        return self.half_width <= self.target.half_width

    @property
    def needed(self) -> int:
        """Replications that the spread seen so far asks for."""
        if not math.isfinite(self.half_width):
            return self.target.most
        return math.ceil(self.replications * (self.half_width / self.target.half_width) ** 2)


def replicate(
    request: Request, target: Target, campaign: Campaign, tell: Callable[[Reached], None] = lambda _: None
) -> Reached:
    """Run rounds of fresh seeds until the widest interval of a main effect is narrow enough, or seeds are used up.

    A round at most doubles the replications; how many it adds follows from the spread so far, so that a campaign that
    was stopped goes the same way again and finds what is finished, and a more precise one in the same directory most
    of it. ``tell`` is called after every round.

    Raises
    ------
    StudyError, KeyboardInterrupt
        As ``run_study``; what is finished is kept.
    """
    draws: list[Array] = []
    window = {"end": (request.years - request.last + 1, request.years)}
    start, stop, number = 0, min(request.replications, target.most), 0
    while True:
        number += 1
        seeds = range(request.first_seed + start, request.first_seed + stop)
        result = campaign.run(f"seeds-{seeds[0]:07d}-{seeds[-1]:07d}", request.study(seeds))
        runs = read_windows(result, target.outcomes, window)["end"]
        draws.append(differences(request.plan, runs))
        reached = widest(request, target, np.concatenate(draws, axis=1), number)
        tell(reached)
        if reached.is_reached or stop >= target.most:
            return reached
        start, stop = stop, next_stop(stop, reached.needed, target.most)


def next_stop(done: int, needed: int, most: int) -> int:
    """Return how many replications there shall be after the next round."""
    wanted = math.ceil(MARGIN * needed)
    least, largest = (done + math.ceil(part * done) for part in (LEAST_GROWTH, MOST_GROWTH))
    return min(most, largest, max(least, wanted))


def widest(request: Request, target: Target, draws: Array, rounds: int = 1) -> Reached:
    """Return the widest 95 % interval of a main effect, each in the unit of its outcome."""
    found = over_seeds(draws)
    half = (
        (found.high - found.low)
        / 2.0
        / np.array([UNITS.get(OUTCOMES[name].unit, 1.0) for name in target.outcomes])
    )
    # With one seed nothing is known: as wide as can be.
    half = np.where(np.isnan(half), math.inf, half)
    lever, outcome = divmod(int(half.argmax()), half.shape[1])
    name = request.levers[lever].name
    return Reached(target, draws.shape[1], rounds, float(half.max()), name, target.outcomes[outcome])
