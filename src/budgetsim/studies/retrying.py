"""Tasks that outlive their workers: what runs is bounded, and what a dead worker left behind is begun again."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, CancelledError, Executor, Future, wait
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice
from typing import Any, Generic, TypeVar

from budgetsim.language import SPOKEN, told
from budgetsim.model.engine.choice import Engine, as_ordered, chosen
from budgetsim.studies.errors import StudyError
from budgetsim.studies.processes import WorkerDied

Item = TypeVar("Item")
Outcome = TypeVar("Outcome")
TRIES = 3
"""Times that a task is begun when workers die under it: beside others, which may be to blame (memory), and at last
alone. Assumed: two deaths happen by chance, a third without company is the task's own doing."""
MOST_DEATHS = 30
"""Deaths in a row, no task finished in between, that are taken for the machine's fault: ten hopeless tasks' worth."""
LOOK_SECONDS = 5.0
"""Time without any result after which one looks whether there is still somebody who works."""


class Workers:
    """An executor, and how many tasks it should hold at once so that memory stays flat.

    ``threads`` is how many of its workers are threads of this process, which may share a task. ``look`` is called
    whenever nothing has finished for ``LOOK_SECONDS``; it raises if there is nothing to wait for.
    """

    def __init__(
        self,
        executor: Executor,
        in_flight: int | Callable[[], int],
        look: Callable[[], None] | None = None,
        threads: int = 1,
    ) -> None:
        self.executor, self._in_flight, self._look, self.threads = executor, in_flight, look, threads

    @property
    def in_flight(self) -> int:
        """Tasks to hold at once: those that run, and a few that wait for their turn."""
        return self._in_flight if isinstance(self._in_flight, int) else self._in_flight()

    def wait(self, pending: Collection[Future[Any]]) -> set[Future[Any]]:
        """Return those that have finished, at least one; or none if it is time to look how many workers there are."""
        done = wait(pending, LOOK_SECONDS if self._look else None, FIRST_COMPLETED).done
        if not done and self._look:
            self._look()
        return done

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
        return _Course(self, partial(_ordered, SPOKEN.get(), chosen(), task), items, give_up).run()


def _ordered(code: str, engine: Engine | None, task: Callable[[Item], Outcome], item: Item) -> Outcome:
    """Do a task in the language and with the engine of whoever ordered it: a worker has none of its own."""
    token = SPOKEN.set(code)
    try:
        with as_ordered(engine):
            return task(item)
    finally:
        SPOKEN.reset(token)


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
                    with in_words():
                        future = self._workers.executor.submit(self._task, attempt.item)
                    self._pending[future] = attempt
                if not self._pending:
                    return
                for future in self._workers.wait(self._pending):
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
            with in_words():
                outcome = future.result()
        except WorkerDied as death:
            self._deaths += 1
            attempt.deaths += death.times
            if self._deaths >= MOST_DEATHS:
                raise StudyError(_all_die(str(death))) from death
            if attempt.deaths < TRIES:
                (self._suspects if attempt.is_suspect else self._again).append(attempt)
                return
            reason = told("study-died-alone", death=str(death))
            if self._give_up is None:
                raise StudyError(goes_on(reason)) from death
            outcome = self._give_up(attempt.item, reason)
        else:
            self._deaths = 0
        yield outcome


def _emptying(queue: deque[_Attempt[Item]]) -> Iterator[_Attempt[Item]]:
    while queue:
        yield queue.popleft()


@contextmanager
def in_words() -> Iterator[None]:
    """Tell what the executor itself went through; errors of a task pass.

    Raises
    ------
    WorkerDied
        As it is, and for Dask's ``KilledWorker``.
    StudyError
        Instead of everything else that an executor or a cluster raises.
    """
    try:
        yield
    except WorkerDied:
        raise
    except BrokenExecutor as error:
        raise StudyError(goes_on(told("study-workers-broke", error=str(error)))) from error
    except CancelledError as error:
        raise StudyError(goes_on(told("study-cluster-lost"))) from error
    except Exception as error:
        if not type(error).__module__.startswith("distributed"):
            raise
        if type(error).__name__ == "KilledWorker":
            raise _killed(error) from error
        is_lost = isinstance(error, OSError)
        what = told("study-cluster-lost") if is_lost else told("study-cluster-failed", error=str(error))
        raise StudyError(goes_on(what)) from error


def goes_on(message: str) -> str:
    """Return a message, and that what is finished is kept and the same command goes on."""
    return told("fault-semicolon").join([message, told("study-goes-on")])


def _killed(error: Any) -> WorkerDied:
    """Dask's own verdict, which may blame a task for what was beside it: one more death, alone, decides."""
    death = WorkerDied(told("study-died-holding", number=str(error.allowed_failures + 1)))
    death.times = TRIES - 1
    return death


def _all_die(last: str) -> str:
    return goes_on(told("study-all-die", times=str(MOST_DEATHS), last=last))
