"""How far a study is, on standard error: a line that renews itself on a terminal, few lines in a log."""

from __future__ import annotations

import sys
import time

PATIENCE = {True: 0.2, False: 30.0}
"""Seconds between two messages, on a terminal and elsewhere."""
SILENT = 0.7
"""Seconds before the first message: what is done by then needs no announcement."""
WIDTH = 79
"""Columns that the line takes on a terminal, so that it never wraps."""
CELLS = 12
"""Cells of the bar in it."""


class ProgressLine:
    """Told finished and planned runs; says them now and then, with the time that is left: on a terminal with a bar.

    ``what`` is counted, if it is not runs.
    """

    def __init__(self, *, quiet: bool, what: str = "runs") -> None:
        self._quiet = quiet
        self._what = what
        self._live = sys.stderr.isatty()
        self._start = self._said = time.monotonic()
        self._found: int | None = None
        self._shown = False

    def __call__(self, done: int, planned: int) -> None:
        """Take note of the runs that are finished, and perhaps say so."""
        now = time.monotonic()
        if self._found is None:
            self._found = done
            if done and not self._quiet:
                self._write(f"{done:,} of {planned:,} {self._what} are there already\n")
        early = now - self._start < SILENT or now - self._said < PATIENCE[self._live]
        if self._quiet or early or done == planned:
            return
        fresh = done - self._found
        rate = fresh / (now - self._start)
        left = f", {rate:,.0f} per second, about {spoken_time((planned - done) / rate)} left" if fresh else ""
        text = f"{done:,} of {planned:,} {self._what}{left}"
        self._write(f"\r{f'{bar(done, planned)} {text}'[:WIDTH]:<{WIDTH}}" if self._live else f"{text}\n")
        self._said, self._shown = now, True

    def close(self) -> None:
        """Remove the line from a terminal."""
        if self._shown and self._live:
            self._write(f"\r{'':<{WIDTH}}\r")
            self._shown = False

    @staticmethod
    def _write(text: str) -> None:
        sys.stderr.write(text)
        sys.stderr.flush()


def bar(done: int, planned: int) -> str:
    """Return a bar of what is finished, in characters that every terminal has."""
    filled = CELLS * done // max(planned, 1)
    return f"[{'#' * filled}{'.' * (CELLS - filled)}]"


def spoken_time(seconds: float) -> str:
    """Return a time in the unit that its size asks for."""
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"
