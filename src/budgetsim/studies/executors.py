"""Where parts run: in this process, in threads of it, in processes, or on a Dask cluster, whose size is followed."""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from importlib import import_module
from pkgutil import resolve_name
from typing import Any

from budgetsim.language import told
from budgetsim.studies.errors import StudyError
from budgetsim.studies.processes import Processes
from budgetsim.studies.retrying import Workers, goes_on, in_words
from budgetsim.version import __version__

CONNECT_SECONDS = 5
"""Time for the scheduler to answer."""
JOIN_SECONDS = 60
"""Time for the first worker to join the scheduler: assumed, some machines start slowly."""
COUNT_SECONDS = 5.0
"""Time between two counts of the workers, which come and go."""
LEAST_IN_FLIGHT = 16
"""Tasks that are held however few workers there are: enough to occupy those that join before the next count."""
CHATTY = ("distributed.client", "distributed.batched", "distributed.comm", "tornado.application")
"""Loggers that print a traceback when the scheduler is gone, which is told in words instead."""


@contextmanager
def open_cluster(address: str) -> Iterator[Workers]:
    """Connect to a scheduler.

    Raises
    ------
    StudyError
        If ``distributed`` is not installed, nobody answers at the address, or no worker joins.
    """
    try:
        distributed: Any = import_module("distributed")
    except ImportError as error:
        raise StudyError(told("study-needs-dask")) from error
    _check_address(address)
    with _quiet():
        try:
            client = distributed.Client(address, timeout=CONNECT_SECONDS, set_as_default=False)
        except (OSError, ValueError, TypeError) as error:
            raise StudyError(told("study-no-scheduler", address=repr(address), error=str(error))) from error
        with client:
            members = _Members(client, address)
            executor = _ClusterExecutor(client)
            try:
                yield Workers(executor, members.in_flight, members.look)
            finally:
                executor.shutdown()


def _check_address(address: str) -> None:
    """Refuse what is no address before Dask does: the client that it gives up complains once more when it is dropped.

    Raises
    ------
    StudyError
        With what an address looks like.
    """
    if address.startswith("inproc://"):
        return
    try:
        import_module("distributed.comm").get_address_host_port(address)
    except (ValueError, TypeError, AttributeError) as error:
        raise StudyError(told("study-no-address", address=repr(address), error=str(error))) from error


class _ClusterExecutor(Executor):
    """Tasks on the cluster. Dask's own executor mistakes a result for an error if its worker leaves at that moment."""

    def __init__(self, client: Any) -> None:
        self._client = client
        self._held: dict[Future[Any], Any] = {}

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Run a task on any worker; if that is lost, on another."""
        mine: Future[Any] = Future()
        theirs = self._client.submit(fn, *args, pure=False, **kwargs)
        self._held[mine] = theirs  # else the cluster would forget it
        theirs.add_done_callback(lambda _: self._settle(mine))
        return mine

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002 - Executor's
        """Have the cluster forget what is not finished."""
        self._client.cancel(list(self._held.values()))
        self._held.clear()

    def _settle(self, mine: Future[Any]) -> None:
        theirs = self._held.pop(mine, None)
        if theirs is None or not mine.set_running_or_notify_cancel():
            return
        try:
            result = theirs.result()
        except BaseException as error:  # noqa: BLE001 - an executor hands errors on, of whatever kind
            mine.set_exception(error)
        else:
            mine.set_result(result)


class _Members:
    """The workers of a cluster, which come and go.

    Raises
    ------
    StudyError
        If there are none for ``JOIN_SECONDS``, or some have not the same budgetsim.
    """

    def __init__(self, client: Any, address: str) -> None:
        self._client, self._address = client, address
        self._seen = self._counted = time.monotonic()
        try:
            client.wait_for_workers(1, timeout=JOIN_SECONDS)
        except TimeoutError as error:
            raise StudyError(self._nobody("study-no-workers")) from error
        self._check_package()
        self._count = self._threads()

    def in_flight(self) -> int:
        """Tasks to hold: two for every thread, so that none waits for its next one."""
        if time.monotonic() - self._counted > COUNT_SECONDS:
            self._count = self._threads()
        return max(LEAST_IN_FLIGHT, 2 * self._count)

    def look(self) -> None:
        """See that there is still somebody to wait for."""
        self._count = self._threads()
        if time.monotonic() - self._seen > JOIN_SECONDS:
            raise StudyError(goes_on(self._nobody("study-lost-workers")))

    def _threads(self) -> int:
        with in_words():
            count: int = sum(self._client.ncores().values())
        self._counted = time.monotonic()
        if count:
            self._seen = self._counted
        return count

    def _check_package(self) -> None:
        """A worker that cannot load a part dies of it, one after the other, so it is asked with means of its own."""
        with in_words():
            versions = self._client.run(resolve_name, "budgetsim:__version__", on_error="return")
        odd = {
            where: told("study-has-version", version=version)
            if isinstance(version, str)
            else told("study-finds-none", error=str(version))
            for where, version in versions.items()
            if version != __version__
        }
        if odd:
            where, what = next(iter(odd.items()))
            raise StudyError(
                told(
                    "study-workers-lack",
                    number=str(len(odd)),
                    workers=str(len(versions)),
                    address=repr(self._address),
                    version=__version__,
                    worker=where,
                    what=what,
                )
            )

    def _nobody(self, key: str) -> str:
        command = f"`dask worker {self._address}`"
        return told(key, address=repr(self._address), seconds=str(JOIN_SECONDS), command=command)


@contextmanager
def _quiet() -> Iterator[None]:
    before = [(logger, logger.level) for logger in map(logging.getLogger, CHATTY)]
    for logger, _ in before:
        logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        for logger, level in before:
            logger.setLevel(level)


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
def open_executor(
    workers: int | None = 1, scheduler: str | None = None, *, in_threads: bool = False
) -> Iterator[Workers]:
    """Open what runs the parts, and close it in the end.

    Parameters
    ----------
    workers
        1 for this thread alone, more for as many processes or threads, ``None`` for as many as there are processors.
    scheduler
        Address of a Dask scheduler, such as ``tcp://host:8786``; the local number of workers is then unused.
    in_threads
        Whether several workers are threads of this process: of use where parts are compiled, which do not hold the
        interpreter. They start at once, and one of them compiles for all.

    Raises
    ------
    StudyError
        If the number is no whole number from 1, processes cannot be started, ``distributed`` is not installed,
        nobody answers at the address, or no worker joins the scheduler.
    """
    if workers is not None and (type(workers) is not int or workers < 1):
        raise StudyError(told("study-workers", workers=repr(workers)))
    count = workers or available_processors()
    if scheduler is not None:
        with open_cluster(scheduler) as executor:
            yield executor
    elif count == 1:
        yield Workers(InProcess(), 1)
    else:
        with (_threads if in_threads else _processes)(count) as executor:
            yield executor


def available_processors() -> int:
    """Return the number of processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


WAITING = 2
"""Parts that are held beside those that run: a worker that is done finds its next one, and few results are held."""


@contextmanager
def _threads(count: int) -> Iterator[Workers]:
    pool = ThreadPoolExecutor(count, "budgetsim-part")
    try:
        yield Workers(pool, count + WAITING, threads=count)
    finally:
        # What runs is waited for, half a second at most: memory must not go away under compiled code.
        pool.shutdown(wait=True, cancel_futures=True)


@contextmanager
def _processes(count: int) -> Iterator[Workers]:
    pool = Processes(count, PRELOADED)
    try:
        yield Workers(pool, count + WAITING)
        pool.shutdown()
    except BaseException:
        # What runs now is lost anyway; waiting for it would make Ctrl-C slow.
        pool.kill()
        raise
