"""Where parts run: in this process, in local processes, or on a Dask cluster."""

from __future__ import annotations

import multiprocessing as mp
import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    CancelledError,
    Executor,
    Future,
    ProcessPoolExecutor,
    wait,
)
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from typing import Any, TypeVar

from budgetsim.studies.study import StudyError

Item = TypeVar("Item")
Outcome = TypeVar("Outcome")
CONNECT_SECONDS = 5


@dataclass(frozen=True)
class Workers:
    """An executor, and how many tasks it should hold at once so that memory stays flat."""

    executor: Executor
    in_flight: int

    def map(self, task: Callable[[Item], Outcome], items: Iterable[Item]) -> Iterator[Outcome]:
        """Yield what ``task`` makes of the items, in the order of completion; items are taken when needed.

        Raises
        ------
        StudyError
            If a worker died or the cluster was lost. What a task raises itself is raised here as it is.
        """
        source, pending = iter(items), set[Future[Outcome]]()
        try:
            while True:
                for item in _up_to(source, self.in_flight - len(pending)):
                    with _in_words():
                        pending.add(self.executor.submit(task, item))
                if not pending:
                    return
                done, pending = wait(pending, return_when=FIRST_COMPLETED)
                for future in done:
                    with _in_words():
                        made = future.result()
                    yield made
        finally:
            for future in pending:
                future.cancel()


@contextmanager
def _in_words() -> Iterator[None]:
    """Tell what the executor itself went through; errors of a task pass."""
    try:
        yield
    except BrokenExecutor as error:
        raise StudyError(
            "a worker process died: out of memory (use fewer workers), killed, or started from a script without"
            " `if __name__ == '__main__':`"
        ) from error
    except CancelledError as error:
        raise StudyError("the cluster was lost; what is finished is kept") from error
    except Exception as error:
        if not type(error).__module__.startswith("distributed"):
            raise
        raise StudyError(f"the cluster failed: {error}; what is finished is kept") from error


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
        If the number is no whole number from 1, ``distributed`` is not installed, or nobody answers at the address.
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
    before = set(mp.active_children())
    pool = ProcessPoolExecutor(count, mp.get_context("spawn"), initializer=_start_worker)
    try:
        # Two more than run: a worker that is done finds its next part waiting, and few results are held.
        yield Workers(pool, count + 2)
    except BaseException:
        # What runs now is lost anyway; waiting for it would make Ctrl-C slow.
        pool.shutdown(wait=False, cancel_futures=True)
        for process in set(mp.active_children()) - before:
            process.terminate()
        raise
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _start_worker() -> None:
    """Leave Ctrl-C to the parent, and end with it even if it is killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = mp.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


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
        executor = client.get_executor(pure=False)
        try:
            yield Workers(executor, max(16, 2 * sum(client.ncores().values())))
        finally:
            executor.shutdown(wait=False)


def _up_to(source: Iterator[Item], count: int) -> Iterator[Item]:
    for _, item in zip(range(count), source, strict=False):
        yield item
