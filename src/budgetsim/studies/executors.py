"""Where parts run: in this process, in local processes, or on a Dask cluster."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from typing import Any

from budgetsim.studies.cluster import open_cluster
from budgetsim.studies.errors import StudyError
from budgetsim.studies.processes import Processes
from budgetsim.studies.retrying import Workers

__all__ = ["InProcess", "Workers", "available_processors", "open_executor"]

PRELOADED = ("budgetsim.studies.worker",)
"""What parts need, imported by local workers while their parent still prepares the study."""


class InProcess(Executor):
    """Runs a task when it is submitted, on the caller's thread, so that Ctrl-C stops it at once."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Run the task and return its finished future."""
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001 - an executor hands errors on
            future.set_exception(error)
        return future


@contextmanager
def open_executor(workers: int | None = 1, scheduler: str | None = None) -> Iterator[Workers]:
    """Open what runs the parts, and close it in the end.

    Parameters
    ----------
    workers
        1 for this process, more for local processes, ``None`` for as many as there are processors.
    scheduler
        Address of a Dask scheduler, such as ``tcp://host:8786``; the local number of workers is then unused.

    Raises
    ------
    StudyError
        If the number is no whole number from 1, processes cannot be started, ``distributed`` is not installed,
        nobody answers at the address, or no worker joins the scheduler.
    """
    if workers is not None and (type(workers) is not int or workers < 1):
        raise StudyError(f"workers={workers!r}: a whole number from 1 is needed")
    count = workers or available_processors()
    if scheduler is not None:
        with open_cluster(scheduler) as found:
            yield found
    elif count == 1:
        yield Workers(InProcess(), 1)
    else:
        with _processes(count) as found:
            yield found


def available_processors() -> int:
    """Return the number of processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@contextmanager
def _processes(count: int) -> Iterator[Workers]:
    pool = Processes(count, PRELOADED)
    try:
        # Two more than run: a worker that is done finds its next part waiting, and few results are held.
        yield Workers(pool, count + 2)
        pool.shutdown()
    except BaseException:
        # What runs now is lost anyway; waiting for it would make Ctrl-C slow.
        pool.kill()
        raise
