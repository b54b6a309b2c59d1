"""Rounds that follow from each other: more seeds until effects are precise enough, more doses around the best ones."""

from __future__ import annotations

import math
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from budgetsim.kinds.effects.alone import differences
from budgetsim.kinds.effects.answer import Precision
from budgetsim.kinds.effects.design import Design
from budgetsim.kinds.effects.dose import dose_response
from budgetsim.kinds.effects.estimate import over_seeds
from budgetsim.kinds.effects.levers import Lever, value_text
from budgetsim.kinds.effects.runs import read_windows
from budgetsim.language import told
from budgetsim.model.measures import OUTCOMES
from budgetsim.numerics import Array
from budgetsim.rounding import apart
from budgetsim.studies.kind import Round
from budgetsim.studies.store import StudyResult

if TYPE_CHECKING:
    import pandas as pd

    from budgetsim.kinds.effects.runs import Runs

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
    counts = {"replications": f"{reached.replications:,}", "needed": f"{reached.needed:,}"}
    return told("effects-not-precise", half=half, wanted=wanted, **counts)


def next_stop(done: int, needed: int, most: int) -> int:
    """Return how many replications there shall be after the next round."""
    wanted = math.ceil(MARGIN * needed)
    least, largest = (done + math.ceil(part * done) for part in (LEAST_GROWTH, MOST_GROWTH))
    return min(most, largest, max(least, wanted))


def widest(design: Design, target: Target, draws: Array, rounds: int = 1) -> Precision:
    """Return the widest 95 % interval of a main effect, each in the unit of its outcome."""
    estimates = over_seeds(draws)
    units = np.array([UNITS.get(OUTCOMES[name].unit, 1.0) for name in target.outcomes])
    half = (estimates.high - estimates.low) / 2.0 / units
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


PIECES = 4
"""Pieces into which a round divides a gap."""
FINEST = 1.0 / 128.0
"""Part of a lever's range below which gaps are not divided: finer doses are no different policy."""
EDGE = 0.25
"""Part of the doses that are not told apart from the best, to which the place of their edge is sought."""
USUAL_ROUNDS, MOST_ROUNDS = 2, 4


@dataclass(frozen=True)
class Gap:
    """Two neighbouring doses between which the curve may still turn."""

    low: float
    high: float

    @property
    def width(self) -> float:
        """Distance of the two doses."""
        return self.high - self.low


def refine(
    design: Design, runs: Runs, read: Callable[[Any], Runs]
) -> Generator[Round, Any, tuple[Design, Runs]]:
    """Yield rounds of doses around the best of each curve; return the design with these doses, and all runs.

    The first outcome of the design tells which dose is best; ``runs`` have it first, and ``read`` returns those of a
    round.
    """
    if OUTCOMES[design.outcomes[0]].direction == "neither" or len(runs.seeds) < 2:
        return design, runs
    for number in range(1, MOST_ROUNDS + 1):
        table = dose_response(design.plan, runs)
        added = {lever.name: more for lever in design.levers if (more := new_doses(lever, table, number))}
        if not added:
            break
        levers = tuple(
            replace(lever, doses=tuple(sorted({*lever.doses, *added.get(lever.name, ())})))
            for lever in design.levers
        )
        before, design = design, replace(design, levers=levers)
        study = design.study(runs.seeds, beyond=before.plan.names)
        result = yield Round(f"doses-{number}-{study.identity()[:12]}", study)
        runs = runs.with_points(read(result))
    return design, runs


def added_doses(design: Design) -> tuple[int, int]:
    """Return how many doses rounds usually add to all curves together, and how many at most."""
    curves = sum(bool(lever.doses) for lever in design.levers) if "dose" in design.parts else 0
    # On both sides of the best dose, in the first rounds; at most at both edges of the good ones too, in every round.
    usual, most = 2 * USUAL_ROUNDS * (PIECES - 1), 4 * MOST_ROUNDS * (PIECES - 1)
    return curves * usual, curves * most


def new_doses(lever: Lever, table: pd.DataFrame, number: int = 1) -> tuple[Any, ...]:
    """Return the doses that a round adds to a curve; none where it is known well enough, or matters nowhere.

    ``table`` is as ``dose_response`` returns it, and its first outcome counts. In the first round doses are added on
    either side of the best one, whatever is told apart, since a curve may rise between two doses that look alike.
    """
    if not lever.doses:
        return ()
    curve = table[(table["lever"] == lever.name) & (table["outcome"] == table["outcome"].iloc[0])]
    rows: list[dict[Any, Any]] = curve.sort_values("dose").to_dict("records")
    if all(row["verdict"] == "none" for row in rows):
        return ()
    is_whole = lever.factor.kind == "integer"
    finest = max(1.0 if is_whole else 0.0, FINEST * (rows[-1]["dose"] - rows[0]["dose"]))
    doses: list[int | float] = []
    for gap in open_gaps(rows, first=number == 1):
        if gap.width > finest * (1.0 + 1e-9):
            doses += _divided(gap, finest, is_whole=is_whole)
    taken = {value_text(dose) for dose in lever.doses}
    # Doses are told, and points named, by four digits: what these do not tell apart is one dose.
    return tuple(dose for dose in dict.fromkeys(doses) if value_text(dose) not in taken)


def open_gaps(rows: Sequence[dict[Any, Any]], *, first: bool) -> list[Gap]:
    """Return the gaps of a curve, dose by dose, in which its best dose or the edge of the good ones may lie."""
    good = [row["dose"] for row in rows if row["as_good"]]
    close = EDGE * (good[-1] - good[0])
    # A best dose at an end of the range has been looked beside in the first round: the curve rises up to it.
    inside = not (rows[0]["best"] or rows[-1]["best"])
    gaps = []
    for one, other in pairwise(rows):
        beside = one["best"] or other["best"]
        edge = one["as_good"] != other["as_good"]
        gap = Gap(one["dose"], other["dose"])
        if (beside and (first or (edge and inside))) or (edge and not beside and gap.width > close):
            gaps.append(gap)
    return gaps


def _divided(gap: Gap, finest: float, *, is_whole: bool) -> list[int | float]:
    """Return doses that divide a gap into pieces, none finer than is wanted."""
    pieces = max(2, min(PIECES, int(gap.width / finest)))
    inner = [gap.low + gap.width * piece / pieces for piece in range(1, pieces)]
    if is_whole:
        return [round(dose) for dose in inner if gap.low < round(dose) < gap.high]
    # Few digits, as people write them; four where the gap is too narrow for three.
    short = [float(f"{dose:.3g}") for dose in inner]
    if all(abs(one - other) < gap.width / (4.0 * pieces) for one, other in zip(inner, short, strict=True)):
        return list(short)
    return [float(f"{dose:.4g}") for dose in inner]
