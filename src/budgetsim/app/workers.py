"""Where the lab simulates, and results that many sessions ask for at the same time.

One process can run Python for one student at a time. While the workers simulate, it is free to answer pages. What is
handed over are pure functions of their arguments, so that nobody can see where they ran.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import BrokenExecutor, Future
from contextlib import contextmanager, suppress
from threading import Lock
from typing import Generic, ParamSpec, TypeVar

from budgetsim.studies.errors import StudyError
from budgetsim.studies.executors import available_processors
from budgetsim.studies.processes import Processes

P = ParamSpec("P")
T = TypeVar("T")
PRELOADED = ("pandas", "budgetsim.model.simulation", "budgetsim.studies.summary", "budgetsim.app.runs")
"""What the work needs, imported by workers while the first page is being made."""
K = TypeVar("K")
V = TypeVar("V")


class Hall:
    """The worker processes of this process; nothing of pages or sessions is known here."""

    pool: Processes | None = None


def usual_workers() -> int:
    """Return how many workers are of use: one processor serves pages; 0 where there is no other."""
    return available_processors() - 1


@contextmanager
def open_workers(count: int) -> Iterator[None]:
    """Let ``at_work`` use so many worker processes until the end of the block; with 0 everything runs in this one.

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

    A worker that dies, as when memory runs out, is replaced; its work is done here instead. The function belongs to a
    module and depends on its arguments alone, which can be pickled.
    """
    if Hall.pool is not None:
        with suppress(BrokenExecutor, StudyError, RuntimeError):
            result: T = Hall.pool.submit(function, *arguments, **named).result()
            return result
    return function(*arguments, **named)


class Shared(Generic[K, V]):
    """Results by key; of more than ``largest``, the least recently used go."""

    def __init__(self, largest: int) -> None:
        self._largest = largest
        self._known: OrderedDict[K, Future[V]] = OrderedDict()
        self._lock = Lock()

    def get(self, keys: Sequence[K], work_out: Callable[[list[K]], Mapping[K, V]]) -> list[V]:
        """Return the results of some keys; ``work_out`` is given those that nobody works out yet, all at once.

        What it raises is raised here, and at everybody who waits for it; it is tried anew by the next who asks.
        """
        mine: list[K] = []
        with self._lock:
            futures = {}
            for key in dict.fromkeys(keys):
                if key not in self._known:
                    self._known[key] = Future()
                    mine.append(key)
                self._known.move_to_end(key)
                futures[key] = self._known[key]
            while len(self._known) > max(self._largest, len(futures)):
                self._known.popitem(last=False)
        if mine:
            self._fill(mine, futures, work_out)
        return [futures[key].result() for key in keys]

    def _fill(
        self, mine: list[K], futures: dict[K, Future[V]], work_out: Callable[[list[K]], Mapping[K, V]]
    ) -> None:
        try:
            results = work_out(mine)
        except BaseException as error:
            with self._lock:
                for key in mine:
                    if self._known.get(key) is futures[key]:
                        del self._known[key]
            for key in mine:
                futures[key].set_exception(error)
            raise
        for key in mine:
            futures[key].set_result(results[key])

    def forget(self) -> None:
        """Forget everything."""
        with self._lock:
            self._known.clear()
