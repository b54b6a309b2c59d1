"""Batches of runs with Python code in them: their years are compiled steps, and the code comes in between."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np

from budgetsim.model.engine import cuts, steps
from budgetsim.model.engine.choice import WORTH_COMPILING, WORTH_COMPILING_STEPS
from budgetsim.model.engine.plan import padded
from budgetsim.model.engine.single import CompiledRun
from budgetsim.model.engine.steps import Cutting, kind_of
from budgetsim.model.engine.trace import Form
from budgetsim.model.measures import OUTCOMES
from budgetsim.model.panel import DEPARTMENT_COLUMNS
from budgetsim.model.world import World
from budgetsim.numerics import Array


def cutting_of(behaviour: object, rule: object, observer: object) -> Cutting:
    """Return where years must be cut for the code that looks or steps in."""
    if observer is not None:
        return steps.MONTHLY
    if behaviour is not None:
        return steps.IN_JANUARY if rule is None else steps.IN_JANUARY_WITH_BOOKS
    return steps.YEARLY


def are_worth_it(
    forms: Iterable[Form], cutting: Cutting, *, months: float, alone: int, departments: bool
) -> bool:
    """Whether a batch is worth compiling: its steps are there already, or it is as long as compiling takes.

    ``months`` are those of all departments, and ``alone`` is how many runs are lived one by one.
    """
    kinds = dict.fromkeys(kind_of(form, departments_kept=departments) for form in forms)
    runs = int(WORTH_COMPILING_STEPS * months / WORTH_COMPILING)
    return cuts.are_worth_it(kinds, cutting, max(runs, alone))


def live(
    run: CompiledRun, watch: Callable[[World], None] | None, *, departments: bool
) -> tuple[Array, Array | None]:
    """Live all years of a run; return outcomes (point, seed, year, outcome), and the panel on request."""
    points, seeds, count = run.world.shape
    outcomes = np.empty((points, seeds, run.horizon, len(OUTCOMES)))
    columns = None
    if departments:
        columns = np.empty((points, seeds, run.horizon, len(DEPARTMENT_COLUMNS), padded(count)))
    run.keep(outcomes, columns)
    for _ in run.recorded_years(watch):
        pass
    return outcomes, None if columns is None else np.moveaxis(columns[..., :count], 3, 4)
