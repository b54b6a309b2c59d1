"""Replications until effects are known precisely enough."""

from __future__ import annotations

import math
from collections.abc import Generator
from dataclasses import dataclass

import numpy as np

from budgetsim.kinds.effects.answer import Precision
from budgetsim.kinds.effects.design import Design
from budgetsim.kinds.effects.estimate import over_seeds
from budgetsim.kinds.effects.paired import differences
from budgetsim.kinds.effects.runs import read_windows
from budgetsim.measures import OUTCOMES
from budgetsim.numerics import Array
from budgetsim.rounding import apart
from budgetsim.studies.kind import Round
from budgetsim.studies.store import StudyResult

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


def replicate(
    design: Design, target: Target, results: list[StudyResult]
) -> Generator[Round, StudyResult, Precision]:
    """Yield rounds of fresh seeds until the widest interval of a main effect is narrow enough, or seeds are used up.

    A round at most doubles the replications; how many it adds follows from the spread so far, so that rounds that were
    stopped go the same way again and find what is finished, and a more precise study in the same directory most of
    it. What the rounds gave is added to ``results``; before each it is said how precise the effects are by then.
    """
    draws: list[Array] = []
    start, stop, number, about = 0, min(design.replications, target.most), 0, ""
    while True:
        number += 1
        seeds = range(design.first_seed + start, design.first_seed + stop)
        result = yield Round(f"seeds-{seeds[0]:07d}-{seeds[-1]:07d}", design.study(seeds), about)
        results.append(result)
        runs = read_windows([result], target.outcomes, {"end": design.window})["end"]
        draws.append(differences(design.plan, runs))
        reached = widest(design, target, np.concatenate(draws, axis=1), number)
        if reached.reached or stop >= target.most:
            return reached
        about = _not_yet(reached)
        start, stop = stop, next_stop(stop, reached.needed, target.most)


def _not_yet(reached: Precision) -> str:
    half, wanted = apart(reached.half_width or math.inf, reached.target)
    told = f"{reached.replications:,} replications: half-width {half}, not yet {wanted}"
    return f"{told}; about {reached.needed:,} are needed"


def next_stop(done: int, needed: int, most: int) -> int:
    """Return how many replications there shall be after the next round."""
    wanted = math.ceil(MARGIN * needed)
    least, largest = (done + math.ceil(part * done) for part in (LEAST_GROWTH, MOST_GROWTH))
    return min(most, largest, max(least, wanted))


def widest(design: Design, target: Target, draws: Array, rounds: int = 1) -> Precision:
    """Return the widest 95 % interval of a main effect, each in the unit of its outcome."""
    found = over_seeds(draws)
    units = np.array([UNITS.get(OUTCOMES[name].unit, 1.0) for name in target.outcomes])
    half = (found.high - found.low) / 2.0 / units
    lever, outcome = divmod(int(half.argmax()), half.shape[1])
    width = float(half.max())
    return Precision(
        target.half_width,
        target.outcomes,
        width <= target.half_width,
        width,
        design.levers[lever].name,
        target.outcomes[outcome],
        draws.shape[1],
        rounds,
    )
