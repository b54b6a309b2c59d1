"""The analysis of one outcome over a design: indices, their convergence, and the share of luck."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

import numpy as np

from budgetsim.kinds.sensitivity.answer import Analysis, Step, analysis_of, cell_of
from budgetsim.kinds.sensitivity.calls import Index
from budgetsim.kinds.sensitivity.design import Design, kind_of_outcome
from budgetsim.kinds.sensitivity.noise import SAME, components
from budgetsim.kinds.sensitivity.ranking import rank
from budgetsim.kinds.sensitivity.standing import Standing, standing_of
from budgetsim.numerics import Array
from budgetsim.studies.errors import StudyError


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
        return analysis_of(mean, 0.0, (), (), None, noise, Standing("constant"), varies=False)
    is_luck = noise is not None and noise.mostly_luck
    if kind not in design.calculus.outcomes:
        withheld = None if is_luck else kind
        standing = Standing("withheld" if withheld else "luck")
        return analysis_of(mean, spread, (), (), None, noise, standing, varies=True, withheld=withheld)
    try:
        indices = design.analyse(y)
    except StudyError as error:
        raise StudyError(f"{outcome}: {error}") from error
    smaller = _smaller(design, y)
    steps = (*(_step(part, own) for part, own in smaller), _step(design, indices))
    main = _main(design, indices)
    ranking = None
    if not is_luck:
        before = {i.subject: i.value for i in _main(*smaller[-1])} if smaller else None
        ranking = rank(main, before)
    chance = next((index for index in indices if index.kind == "chance"), None)
    order = ranking.order if ranking else ()
    named = {index.subject: index for index in main}
    standing = standing_of(design.method, named, order, noise, chance, kind=design.calculus.main)
    return analysis_of(mean, spread, indices, steps, ranking, noise, standing, varies=True)


def analyse_task(task: tuple[Design, str, Array]) -> Analysis:
    """Analyse one outcome, given as one value: work for a process."""
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


def _smaller(design: Design, y: Array) -> list[tuple[Design, tuple[Index, ...]]]:
    """Return the same analysis of ever larger parts of the runs; parts in which nothing can be found say nothing."""
    parts = []
    for smaller in design.smaller():
        values = y[: smaller.points]
        if float(np.ptp(values)) > SAME * float(np.abs(y).max()):
            with suppress(StudyError):
                parts.append((smaller, smaller.analyse(values)))
    return parts


def _main(design: Design, indices: Sequence[Index]) -> tuple[Index, ...]:
    return tuple(index for index in indices if index.kind == design.calculus.main)


def _step(design: Design, indices: Sequence[Index]) -> Step:
    main = {index.subject: cell_of(index) for index in _main(design, indices)}
    return Step(design.samples, design.points, main)
