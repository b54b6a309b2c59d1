"""Replications until effects are known precisely enough."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from budgetsim.measures import OUTCOMES
from budgetsim.numerics import Array
from budgetsim.studies.campaign import Campaign
from budgetsim.studies.effects.estimate import over_seeds
from budgetsim.studies.effects.paired import differences
from budgetsim.studies.effects.request import Request
from budgetsim.studies.effects.runs import read_windows

GROWTH = 0.25
"""Each round adds a quarter of the seeds so far: at most a quarter too many in the end, and few looks at the intervals
before, since stopping at the first narrow one makes intervals a little too narrow (Chow & Robbins 1965)."""
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

    Rounds depend on the first number of replications alone, so that a campaign that was stopped, or a more precise one
    in the same directory, finds what is finished. ``tell`` is called after every round.

    Raises
    ------
    StudyError, KeyboardInterrupt
        As ``run_study``; what is finished is kept.
    """
    draws: list[Array] = []
    window = {"end": (request.years - request.last + 1, request.years)}
    for number, (start, stop) in enumerate(blocks(request.replications, target.most), 1):
        seeds = range(request.first_seed + start, request.first_seed + stop)
        result = campaign.run(f"seeds-{seeds[0]:07d}-{seeds[-1]:07d}", request.study(seeds))
        runs = read_windows(result, target.outcomes, window)["end"]
        draws.append(differences(request.plan, runs))
        reached = widest(request, target, np.concatenate(draws, axis=1), number)
        tell(reached)
        if reached.is_reached:
            break
    return reached


def blocks(first: int, most: int) -> Iterator[tuple[int, int]]:
    """Yield first and behind-the-last number of the seeds of every round; together at most ``most``."""
    start, stop = 0, min(first, most)
    while start < stop:
        yield start, stop
        start, stop = stop, min(most, stop + math.ceil(GROWTH * stop))


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
