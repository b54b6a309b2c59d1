"""Where parts run: in this process, in local processes, or on a Dask cluster; and what is done when workers die."""

from __future__ import annotations

import os
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, CancelledError, Executor, Future, wait
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from itertools import chain, islice
from typing import Any, Generic, TypeVar

from budgetsim.studies.processes import Processes, WorkerDied
from budgetsim.studies.study import StudyError

Item = TypeVar("Item")
Outcome = TypeVar("Outcome")
TRIES = 3
"""Times that a task is begun when workers die under it: beside others, which may be to blame (memory), and at last
alone. Assumed: two deaths happen by chance, a third without company is the task's own doing."""
MOST_DEATHS = 30
"""Deaths in a row, no task finished in between, that are taken for the machine's fault: ten hopeless tasks' worth."""
PRELOADED = ("budgetsim.simulation", "budgetsim.studies.encode", "budgetsim.studies.worker")
"""What parts need, imported by local workers while their parent still prepares the study."""
CONNECT_SECONDS = 5
JOIN_SECONDS = 60
"""Time for the first worker of a cluster to join its scheduler: assumed, some machines start slowly."""
COUNT_SECONDS = 5.0
"""Time between two counts of a cluster's workers, which come and go."""
LEAST_IN_FLIGHT = 16
"""Tasks that a cluster holds however few workers it has: they are small, and workers may join."""
GOES_ON = "what is finished is kept, and the same command goes on"


class Workers:
    """An executor, and how many tasks it should hold at once so that memory stays flat."""

    def __init__(self, executor: Executor, in_flight: int | Callable[[], int]) -> None:
        self.executor = executor
        self._in_flight = in_flight

    @property
    def in_flight(self) -> int:
        """Tasks to hold at once: those that run, and a few that wait for their turn."""
        return self._in_flight if isinstance(self._in_flight, int) else self._in_flight()

    def map(
        self,
        task: Callable[[Item], Outcome],
        items: Iterable[Item],
        give_up: Callable[[Item, str], Outcome] | None = None,
    ) -> Iterator[Outcome]:
        """Yield what ``task`` makes of the items, in the order of completion; items are taken when needed.

        A task whose worker died is begun again, in the end alone. If its worker dies then too, what ``give_up``
        makes of the item and the reason takes the outcome's place.

        Raises
        ------
        StudyError
            If workers die one after another, the cluster is lost, or a task is given up without ``give_up``. What a
            task raises itself is raised here as it is.
        """
        return _Course(self, task, items, give_up).run()


@dataclass(eq=False)
class _Attempt(Generic[Item]):
    """An item on its way, and how often its worker died."""

    item: Item
    deaths: int = 0

    @property
    def is_suspect(self) -> bool:
        """Whether it has to be tried alone, so that nobody else can be to blame."""
        return self.deaths >= TRIES - 1


class _Course(Generic[Item, Outcome]):
    """The course of some items through workers that may die."""

    def __init__(
        self,
        workers: Workers,
        task: Callable[[Item], Outcome],
        items: Iterable[Item],
        give_up: Callable[[Item, str], Outcome] | None,
    ) -> None:
        self._workers, self._task, self._give_up = workers, task, give_up
        self._fresh = map(_Attempt, items)
        self._again: deque[_Attempt[Item]] = deque()
        self._suspects: deque[_Attempt[Item]] = deque()
        self._pending: dict[Future[Outcome], _Attempt[Item]] = {}
        self._deaths = 0

    def run(self) -> Iterator[Outcome]:
        """Yield the outcomes as they come."""
        try:
            while True:
                for attempt in self._due():
                    with _in_words():
                        future = self._workers.executor.submit(self._task, attempt.item)
                    self._pending[future] = attempt
                if not self._pending:
                    return
                for future in wait(self._pending, return_when=FIRST_COMPLETED).done:
                    yield from self._outcome(future, self._pending.pop(future))
        finally:
            for future in self._pending:
                future.cancel()

    def _due(self) -> Iterator[_Attempt[Item]]:
        """What is to be begun now: a suspect when all else is done, otherwise as much as the workers should hold."""
        if self._suspects or any(attempt.is_suspect for attempt in self._pending.values()):
            return islice(_emptying(self._suspects), 0 if self._pending else 1)
        room = self._workers.in_flight - len(self._pending)
        return islice(chain(_emptying(self._again), self._fresh), max(0, room))

    def _outcome(self, future: Future[Outcome], attempt: _Attempt[Item]) -> Iterator[Outcome]:
        """Yield the outcome of a finished future, or have its item begun again."""
        try:
            with _in_words():
                made = future.result()
        except WorkerDied as death:
            self._deaths += 1
            attempt.deaths += death.times
            if self._deaths >= MOST_DEATHS:
                raise StudyError(_all_die(str(death))) from death
            if attempt.deaths < TRIES:
                (self._suspects if attempt.is_suspect else self._again).append(attempt)
                return
            reason = f"the worker process died each of {TRIES} times, at last alone: {death}"
            if self._give_up is None:
                raise StudyError(f"{reason}; {GOES_ON}") from death
            made = self._give_up(attempt.item, reason)
        else:
            self._deaths = 0
        yield made


def _emptying(queue: deque[_Attempt[Item]]) -> Iterator[_Attempt[Item]]:
    while queue:
        yield queue.popleft()


@contextmanager
def _in_words() -> Iterator[None]:
    """Tell what the executor itself went through; errors of a task pass."""
    try:
        yield
    except WorkerDied:
        raise
    except BrokenExecutor as error:
        raise StudyError(f"the workers broke: {error}; {GOES_ON}") from error
    except CancelledError as error:
        raise StudyError(f"the cluster was lost; {GOES_ON}") from error
    except Exception as error:
        if not type(error).__module__.startswith("distributed"):
            raise
        if type(error).__name__ == "KilledWorker":
            raise _killed(error) from error
        raise StudyError(f"the cluster failed: {error}; {GOES_ON}") from error


def _killed(error: Any) -> WorkerDied:
    """Dask's own verdict, which may blame a task for what was beside it: one more death, alone, decides."""
    death = WorkerDied(f"{error.allowed_failures + 1} workers of the cluster died while they held it")
    death.times = TRIES - 1
    return death


def _all_die(last: str) -> str:
    return (
        f"{MOST_DEATHS} times in a row a worker process died before it had finished a part; the last time {last}."
        f" If memory is short, use fewer workers; {GOES_ON}"
    )


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
        with _cluster(scheduler) as found:
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
    except BaseException:
        # What runs now is lost anyway; waiting for it would make Ctrl-C slow.
        pool.kill()
        raise
    pool.shutdown()


@contextmanager
def _cluster(address: str) -> Iterator[Workers]:
    try:
        distributed: Any = import_module("distributed")
    except ImportError as error:
        raise StudyError('a scheduler needs Dask: pip install "budgetsim[cluster]"') from error
    try:
        client = distributed.Client(address, timeout=CONNECT_SECONDS, set_as_default=False)
    except (OSError, ValueError, TypeError) as error:
        raise StudyError(f"no Dask scheduler answers at {address!r}: {error}") from error
    with client:
        try:
            client.wait_for_workers(1, timeout=JOIN_SECONDS)
        except TimeoutError as error:
            raise StudyError(
                f"the Dask scheduler at {address!r} has no workers, and none came in {JOIN_SECONDS} s: start some,"
                f" for example with `dask worker {address}`; a cluster that adapts needs a minimum of one"
            ) from error
        executor = client.get_executor(pure=False)
        try:
            yield Workers(executor, _Counter(client))
        finally:
            executor.shutdown(wait=False)


class _Counter:
    """How many tasks a cluster should hold, counted anew now and then."""

    def __init__(self, client: Any) -> None:
        self._client, self._count, self._counted = client, 0, 0.0

    def __call__(self) -> int:
        now = time.monotonic()
        if not self._count or now - self._counted > COUNT_SECONDS:
            with _in_words():
                self._count = max(LEAST_IN_FLIGHT, 2 * sum(self._client.ncores().values()))
            self._counted = now
        return self._count
