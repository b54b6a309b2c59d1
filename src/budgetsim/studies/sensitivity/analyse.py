"""The analysis of one outcome over a design: indices, their convergence, and the share of luck."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

import numpy as np

from budgetsim.numerics import Array
from budgetsim.studies.errors import StudyError
from budgetsim.studies.executors import open_executor
from budgetsim.studies.sensitivity.calls import Index
from budgetsim.studies.sensitivity.convergence import Ranking, Step, rank
from budgetsim.studies.sensitivity.design import Design
from budgetsim.studies.sensitivity.fitness import takes_outcome
from budgetsim.studies.sensitivity.noise import SAME, Noise, components
from budgetsim.studies.sensitivity.outcomes import OutcomeKind, kind_of_outcome


@dataclass(frozen=True)
class Analysis:
    """What was found for an outcome.

    One that does not vary has no indices; nor has one of a kind for which the method's mean nothing, which is named
    by ``withheld``. Where the indices tell of luck and not of factors there is no ranking.
    """

    outcome: str
    varies: bool
    mean: float
    spread: float = 0.0
    """Standard deviation between points."""
    indices: tuple[Index, ...] = ()
    steps: tuple[Step, ...] = ()
    ranking: Ranking | None = None
    noise: Noise | None = None
    withheld: OutcomeKind | None = None

    def of(self, kind: str) -> dict[str, Index]:
        """Return the indices of a kind by subject."""
        return {index.subject: index for index in self.indices if index.kind == kind}

    def about_all(self, kind: str) -> Index | None:
        """Return the one index that is about all subjects, such as ``interactions``, if the method has it."""
        return self.of(kind).get("")


def analyse(design: Design, outcome: str, values: Array) -> Analysis:
    """Analyse one outcome.

    Parameters
    ----------
    design
        The points.
    outcome
        Its name.
    values
        One number per point, (points,), or per point and seed, (points, seeds); seeds are averaged.

    Raises
    ------
    StudyError
        If there is not one number for each point, or one is not finite: SALib would make every index 0 of it. If the
        method finds no index of a subject.
    """
    table = np.asarray(values, dtype=np.float64)
    table = table[:, None] if table.ndim == 1 else table
    _check(design, outcome, table)
    y, noise = table.mean(axis=1), components(table)
    mean, spread = float(y.mean()), float(y.std())
    kind = kind_of_outcome(y)
    if kind == "constant":
        return Analysis(outcome, varies=False, mean=mean, noise=noise)
    is_luck = noise is not None and noise.is_mostly_luck
    if not takes_outcome(design.method, kind):
        withheld = None if is_luck else kind
        return Analysis(outcome, varies=True, mean=mean, spread=spread, noise=noise, withheld=withheld)
    try:
        found = design.analyse(y)
    except StudyError as error:
        raise StudyError(f"{outcome}: {error}") from error
    steps = (*_steps(design, y), _step(design, found))
    ranking = None if is_luck else rank(steps)
    return Analysis(outcome, True, mean, spread, found, steps, ranking, noise)  # noqa: FBT003 - it varies


def analyse_all(
    design: Design, outcomes: Sequence[str], runs: Array, workers: int | None = 1
) -> list[Analysis]:
    """Analyse several outcomes of one design; where that takes long, on several processes.

    Parameters
    ----------
    design
        The points.
    outcomes
        Their names.
    runs
        Values of the runs, (points, seeds, outcomes).
    workers
        Number of processes.

    Raises
    ------
    StudyError
        As ``analyse``.
    """
    tasks = [(design, name, np.ascontiguousarray(runs[:, :, k])) for k, name in enumerate(outcomes)]
    count = min(workers or 1, len(tasks)) if design.calculus.is_slow(design) else 1
    with open_executor(count) as pool:
        found = {analysis.outcome: analysis for analysis in pool.map(_analyse, tasks)}
    return [found[name] for name in outcomes]


def _analyse(task: tuple[Design, str, Array]) -> Analysis:
    return analyse(*task)


def _check(design: Design, outcome: str, table: Array) -> None:
    if table.ndim != 2 or len(table) != design.points:
        raise StudyError(
            f"{outcome}: the design has {design.points} points; there are values of {len(table)}"
        )
    wrong = np.flatnonzero(~np.isfinite(table).all(axis=1))
    if len(wrong):
        raise StudyError(
            f"{outcome} is undefined at {len(wrong)} of {design.points} points, first at point {wrong[0]}; indices"
            " need a number everywhere: leave this outcome out, or vary within ranges where it is defined"
        )


def _steps(design: Design, y: Array) -> list[Step]:
    """The same analysis of ever larger parts of the runs; parts in which nothing can be found say nothing."""
    found = []
    for smaller in design.smaller():
        own = y[: smaller.points]
        if float(np.ptp(own)) > SAME * float(np.abs(y).max()):
            with suppress(StudyError):
                found.append(_step(smaller, smaller.analyse(own)))
    return found


def _step(design: Design, found: tuple[Index, ...]) -> Step:
    main = tuple(index for index in found if index.kind == design.calculus.main)
    return Step(design.samples, design.points, main)
