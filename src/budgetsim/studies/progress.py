"""How far a study is: a line on a terminal that renews itself, the same in a notebook, one now and then in a log."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from enum import Enum
from typing import Any

from budgetsim.language import SPOKEN, is_message, told

PATIENCE, PATIENCE_OF_A_LOG = 0.2, 30.0
"""Seconds between two messages, where the last one is replaced and where it is not."""
SILENT = 0.7
"""Seconds before the first message: what is done by then needs no announcement."""
WIDTH = 79
"""Columns that the line takes on a terminal, so that it never wraps."""
CELLS = 12
"""Cells of the bar in it."""


class Shown(Enum):
    """Where progress is shown."""

    NOWHERE = "nowhere"
    TERMINAL = "terminal"
    NOTEBOOK = "notebook"
    LOG = "log"

    @classmethod
    def detect(cls) -> Shown:
        """Return where this process can show it."""
        if sys.stderr.isatty():
            return cls.TERMINAL
        shell = sys.modules.get("IPython")
        kernel = shell.get_ipython() if shell is not None else None
        return cls.NOTEBOOK if getattr(kernel, "kernel", None) is not None else cls.LOG


class ProgressLine:
    """Told finished and planned runs; says them now and then, with the time that is left.

    ``what`` is counted, if it is not runs.
    """

    def __init__(self, shown: Shown, *, what: str = "runs") -> None:
        self._shown_where, self._what = shown, what
        self._start = self._said = time.monotonic()
        self._there: int | None = None
        self._shown = False
        self._cell: Any = None

    def __call__(self, done: int, planned: int) -> None:
        """Take note of the runs that are finished, and perhaps say so."""
        now = time.monotonic()
        quiet = self._shown_where is Shown.NOWHERE
        if self._there is None:
            self._there = done
            if done and not quiet:
                self._write(f"{told('running-there', **self._counts(done, planned))}\n")
        if self._is_early(now) or done == planned:
            return
        fresh = done - self._there
        rate = fresh / (now - self._start)
        counts = self._counts(done, planned)
        if fresh:
            left = spoken_time((planned - done) / rate)
            text = told("running-now", rate=f"{rate:,.0f}", left=left, **counts)
        else:
            text = told("running-so-far", **counts)
        self._show(text, bar(done, planned))
        self._said, self._shown = now, True

    def begin(self, number: int, planned: int, name: str) -> None:
        """Take note of a task that begins, and perhaps say so."""
        now = time.monotonic()
        if not self._is_early(now):
            text = told("running-task", number=f"{number:,}", planned=f"{planned:,}", name=name)
            self._show(text, bar(number - 1, planned))
            self._said, self._shown = now, True

    def close(self) -> None:
        """Remove the line from where it can be removed."""
        if self._shown and self._shown_where is Shown.TERMINAL:
            self._write(f"\r{'':<{WIDTH}}\r")
        if self._cell is not None:
            self._cell.update({"text/plain": ""}, raw=True)
        self._shown = False

    def _counts(self, done: int, planned: int) -> dict[str, str]:
        """Return what messages say of the numbers."""
        key = f"running-what-{self._what.replace(' ', '-')}"
        what = told(key) if is_message(key, SPOKEN.get()) else self._what
        return {"done": f"{done:,}", "planned": f"{planned:,}", "what": what}

    def _is_early(self, now: float) -> bool:
        """Whether nobody is to be told yet, or at all."""
        patience = PATIENCE_OF_A_LOG if self._shown_where is Shown.LOG else PATIENCE
        is_nowhere = self._shown_where is Shown.NOWHERE
        return is_nowhere or now - self._start < SILENT or now - self._said < patience

    def _show(self, text: str, cells: str) -> None:
        if self._shown_where is Shown.TERMINAL:
            from rich.cells import set_cell_size

            self._write(f"\r{set_cell_size(f'{cells} {text}', WIDTH)}")
        elif self._shown_where is Shown.LOG:
            self._write(f"{text}\n")
        else:
            display: Any = sys.modules["IPython"].display.display

            bundle = {"text/plain": f"{cells} {text}"}
            if self._cell is None:
                self._cell = display(bundle, raw=True, display_id=True)
            else:
                self._cell.update(bundle, raw=True)

    @staticmethod
    def _write(text: str) -> None:
        sys.stderr.write(text)
        sys.stderr.flush()


class Course:
    """Progress over all rounds of a study, told as of one; what an earlier call has left is told when new work begins.

    Called with the finished and planned runs of each round, first of all with those that are there. ``planned`` are
    those of all rounds, 0 where nobody knows. ``about`` is said of a round before the first of its runs that is left.
    """

    def __init__(
        self,
        tell: Callable[[int, int], None] | None,
        planned: int,
        told: Callable[[str], None] = lambda _: None,
    ) -> None:
        self._tell, self._planned, self._told = tell, planned, told
        self.about = ""
        self._before = self._done = self._round = 0
        self._is_new = False

    def __call__(self, done: int, planned: int) -> None:
        """Take note of a round's finished and planned runs; within a round the former only grow."""
        if planned != self._round or done <= self._done:
            self._before += self._done
            self._round = planned
        self._done = done
        self._is_new = self._is_new or done < planned
        if self.about and done < planned:
            self._told(self.about)
            self.about = ""
        if self._is_new and self._tell is not None:
            finished = self._before + done
            self._tell(finished, max(self._planned, self._before + planned, finished + 1))


def bar(done: int, planned: int) -> str:
    """Return a bar of what is finished, in characters that every terminal has."""
    filled = CELLS * done // max(planned, 1)
    return f"[{'#' * filled}{'.' * (CELLS - filled)}]"


def spoken_time(seconds: float) -> str:
    """Return a time in the unit that its size asks for."""
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"
