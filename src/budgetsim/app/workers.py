"""Where the lab simulates: in processes of its own while it serves a class, else in this one.

One process can run Python for one student at a time. While the workers simulate, it is free to answer pages. What is
handed over are pure functions of their arguments, so that nobody can see where they ran.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor
from contextlib import contextmanager, suppress
from typing import ParamSpec, TypeVar

from budgetsim.studies.errors import StudyError
from budgetsim.studies.executors import available_processors
from budgetsim.studies.processes import Processes

P = ParamSpec("P")
T = TypeVar("T")
PRELOADED = ("pandas", "budgetsim.simulation", "budgetsim.studies.summary", "budgetsim.app.runs")
"""What the work needs, imported by workers while the first page is being made."""


class Hall:
    """The worker processes of this process; nothing of pages or sessions is known here."""

    pool: Processes | None = None


def usual_workers() -> int:
    """Return how many workers are of use: one processor serves pages; 0 where there is no other."""
    return available_processors() - 1


@contextmanager
def open_workers(count: int) -> Iterator[None]:
    """Let ``at_work`` use worker processes until the end of the block.

    Parameters
    ----------
    count
        Number of processes; with 0 everything runs in this one.

    Raises
    ------
    StudyError
        If processes cannot be started.
    """
    if count == 0:
        yield
        return
    before, pool = Hall.pool, Processes(count, PRELOADED)
    Hall.pool = pool
    try:
        yield
    finally:
        Hall.pool = before
        pool.kill()


def at_work(function: Callable[P, T], *arguments: P.args, **named: P.kwargs) -> T:
    """Return what a function returns, computed by a worker if there are any; an own error of it is raised here.

    A worker that dies, as when memory runs out, is replaced; its work is done here instead.

    Parameters
    ----------
    function
        A function of a module that depends on its arguments alone.
    *arguments, **named
        What it is called with; anything that can be pickled.
    """
    if Hall.pool is not None:
        with suppress(BrokenExecutor, StudyError, RuntimeError):
            found: T = Hall.pool.submit(function, *arguments, **named).result()
            return found
    return function(*arguments, **named)
