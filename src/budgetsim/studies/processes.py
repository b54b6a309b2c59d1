"""Local worker processes of which any may die: each has a pipe of its own, so that one death touches one task."""

from __future__ import annotations

import multiprocessing as mp
import os
import pickle
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from importlib import import_module
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection
from queue import SimpleQueue
from typing import Any

from budgetsim.language import SPOKEN, told
from budgetsim.studies.errors import StudyError
from budgetsim.studies.warned import tell_plainly_as_parent

END_SECONDS = 5.0
"""Time for a process whose pipe has closed to be seen as ended; assumed, it takes milliseconds."""


class WorkerDied(BrokenExecutor):
    """A process that ran a task ended before it answered, ``times`` times; the other processes go on."""

    times = 1


class Processes(Executor):
    """An executor of separate processes, each served by one thread of this process.

    The standard library's pool ends with the first process that dies, loses the tasks of all the others, cannot tell
    whose task it was, and waits for ever for a process that was killed while it sent its answer. Here a pipe belongs
    to one process alone: when that dies, the pipe closes, even in the middle of an answer. The task's future then
    raises ``WorkerDied``, and a new process takes the place for the next task.

    Parameters
    ----------
    count
        Number of processes. They start at once, so that they import while the caller prepares.
    preload
        Modules that every process imports before its first task.

    Raises
    ------
    StudyError
        If processes cannot be started.
    """

    def __init__(self, count: int, preload: Sequence[str] = ()) -> None:
        self._preload = tuple(preload)
        self._threads = ThreadPoolExecutor(count, "budgetsim-worker", SPOKEN.set, (SPOKEN.get(),))
        self._idle: SimpleQueue[_Process] = SimpleQueue()
        self._alive: set[_Process] = set()
        self._ending = False
        self._change = threading.Lock()
        try:
            for _ in range(count):
                self._idle.put(self._start())
        except BaseException:
            self.kill()
            raise

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Run a task in the next idle process."""
        # Made ready here and not in the thread, so that a process finds its next order waiting.
        return self._threads.submit(self._run, pickle.dumps((fn, args, kwargs)))

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002 - Executor's
        """Let the processes end once what was submitted is done, which is waited for in any case."""
        self._threads.shutdown(wait=True, cancel_futures=cancel_futures)
        self._end(_Process.close)

    def kill(self) -> None:
        """End the processes at once, whatever they do."""
        self._end(_Process.terminate)
        self._threads.shutdown(wait=True, cancel_futures=True)

    def _end(self, how: Callable[[_Process], None]) -> None:
        with self._change:
            self._ending = True
            for process in self._alive:
                how(process)
            self._alive.clear()

    def _run(self, order: bytes) -> Any:
        process = self._idle.get()
        try:
            if not process.is_alive():
                process = self._start(instead=process)
            return process.ask(order)
        finally:
            self._idle.put(process)

    def _start(self, instead: _Process | None = None) -> _Process:
        with self._change:
            if self._ending:
                raise WorkerDied(told("study-workers-ended"))
            if instead is not None:
                self._alive.discard(instead)
                instead.close()
            process = _Process(self._preload)
            self._alive.add(process)
            return process


class _Process:
    """One worker process and the pipe to it."""

    def __init__(self, preload: Sequence[str]) -> None:
        context = mp.get_context("spawn")
        self._is_ready, self._is_lost = False, False
        try:
            self._pipe, theirs = context.Pipe()
            self._process = context.Process(target=_serve, args=(theirs, preload), name="budgetsim-worker")
            with _no_interrupts():
                self._process.start()
        except (OSError, RuntimeError, AssertionError) as error:
            why = str(error).strip().partition("\n")[0]
            raise StudyError(told("study-not-started", why=why)) from error
        theirs.close()

    def is_alive(self) -> bool:
        """Whether the process can be given a task; also if it died in its start, which ``ask`` tells."""
        return not self._is_lost and (not self._is_ready or self._process.is_alive())

    def ask(self, order: bytes) -> Any:
        """Have a task run, and return or raise what it did.

        Raises
        ------
        WorkerDied
            If the process ended before it had answered.
        StudyError
            If it ended by itself before it could take a task.
        """
        try:
            if not self._is_ready:
                self._pipe.recv_bytes()
                self._is_ready = True
            self._pipe.send_bytes(order)
            answer = self._pipe.recv_bytes()
        except (EOFError, OSError) as error:
            raise self._death() from error
        is_made, outcome = pickle.loads(answer)  # noqa: S301 - from our own process
        if is_made:
            return outcome
        raise outcome

    def close(self) -> None:
        """Let the process end when its task is done."""
        self._pipe.close()

    def terminate(self) -> None:
        """End the process now; who waits for its answer hears of it."""
        self._process.terminate()

    def _death(self) -> Exception:
        self._is_lost = True
        self._process.join(END_SECONDS)
        self._process.kill()  # it is of no use without its pipe
        code = self._process.exitcode
        if self._is_ready or code is None or code < 0:
            return WorkerDied(_end_of(code))
        return StudyError(told("study-not-started", why=_end_of(code)))


@contextmanager
def _no_interrupts() -> Iterator[None]:
    """Start processes that Ctrl-C never reaches, not even while they import: it is for the parent to end them."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    resource_tracker.ensure_running()  # starting it with the first process, as else happens, unblocks the signal
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(pipe: Connection, preload: Sequence[str]) -> None:
    """Answer orders until the parent closes the pipe; the main function of a worker process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # where signals cannot be blocked
    tell_plainly_as_parent()
    threading.Thread(target=_end_with_parent, daemon=True).start()
    for name in preload:
        import_module(name)
    # A parent that closes its end before it has heard "ready" resets the connection.
    with suppress(EOFError, OSError):
        pipe.send_bytes(b"ready")
        while True:
            pipe.send_bytes(_answer(pipe.recv_bytes()))


def _answer(order: bytes) -> bytes:
    try:
        fn, args, kwargs = pickle.loads(order)  # noqa: S301 - from our own process
        return pickle.dumps((True, fn(*args, **kwargs)))
    except Exception as error:  # noqa: BLE001 - an executor hands errors on
        try:
            return pickle.dumps((False, error))
        except Exception:  # noqa: BLE001 - not every error can be pickled
            return pickle.dumps((False, RuntimeError(f"{type(error).__name__}: {error}")))


def _end_with_parent() -> None:
    parent = mp.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _end_of(code: int | None) -> str:
    """Say how a process ended; nobody knows if somebody else has waited for it."""
    if code is None or code >= 0:
        return told("study-ended") if code is None else told("study-ended-itself", code=str(code))
    try:
        name = signal.Signals(-code).name
    except ValueError:
        name = told("study-signal", number=str(-code))
    return told("study-ended-by-system" if name == "SIGKILL" else "study-ended-by", signal=name)
