"""Whether the parts of a study are compiled: decided once, before its workers are opened, by all of its runs together.

Compiled parts hardly hold the interpreter, so that their workers are threads; those of NumPy are processes.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from budgetsim.model.batch import Columns
from budgetsim.model.engine.choice import (
    WORTH_LOADING,
    Engine,
    can_compile,
    engine_of,
    is_worth_compiling,
    using,
)
from budgetsim.model.simulation import programs_of
from budgetsim.studies.cost import Work
from budgetsim.studies.executors import Workers, open_executor

LOOKED_AT = 32
"""Points that are looked at for the programs that a study needs."""
POINT_MONTHS = 700
"""Department-months that take NumPy as long as making a scenario of a point, which compiled parts do without."""


def engine_for(work: Work | None) -> Engine | None:
    """Return the engine of all parts of a study; ``None`` where every run decides, as with Python code in it.

    Raises
    ------
    EngineError
        If the engine that is asked for cannot be used here.
    """
    wanted = engine_of(None)
    if work is None or work.code:
        return None
    if wanted != "auto":
        return wanted
    spared = work.months
    if isinstance(work.sample, Columns):
        spared += POINT_MONTHS * work.points
    if not can_compile() or spared < WORTH_LOADING:
        return "numpy"
    some = work.sample[:: -(-len(work.sample) // LOOKED_AT)]
    programs = programs_of(some, work.horizon, departments=work.panel)
    share = spared / sum(programs.values())
    asked = {forms: share * months for forms, months in programs.items()}
    return "compiled" if is_worth_compiling(asked) else "numpy"


@contextmanager
def open_workers(engine: Engine | None, workers: int | None, scheduler: str | None) -> Iterator[Workers]:
    """Open workers for parts of that engine, which is the one that nobody else names inside; as ``open_executor``."""
    with using(engine), open_executor(workers, scheduler, in_threads=engine == "compiled") as pool:
        yield pool
