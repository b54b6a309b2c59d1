"""Figures drawn by a helper process: it imports Matplotlib while a study runs, and draws while tables are shown."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from budgetsim.cli.guard import complain
from budgetsim.registry import KINDS

if TYPE_CHECKING:
    from budgetsim.report.drawing import Drawn
    from budgetsim.studies.answer import Answer


class Draughtsman:
    """Draws the figures of one answer; told what to draw when there is one. Without formats it does nothing.

    It may be started before, to import what drawing needs while a study runs.
    """

    def __init__(self, kind: str, formats: Sequence[str], language: str) -> None:
        self._kind, self._formats, self._language = kind, list(formats), language
        self._answer: Answer | None = None
        self._process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        """Begin to import what drawing needs."""
        if self._formats:
            with suppress(OSError, TypeError):
                # -P: a file of the working directory must not take the place of a package.
                self._process = subprocess.Popen(  # noqa: S603 - this package, and a kind that is registered
                    [sys.executable, "-P", "-m", "budgetsim.report.draw", KINDS[self._kind], self._language],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                    text=True,
                    encoding="utf-8",
                )

    def stop(self) -> None:
        """End the process that draws; another one begins when there is something to draw."""
        if self._process is not None and self._process.poll() is None:
            self._process.kill()
            self._process.communicate()
        self._process = None

    def begin(self, answer: Answer) -> None:
        """Let the drawing begin: this answer is kept in its directory."""
        self._answer = answer
        if self._process is None:
            self.start()
        if self._formats and answer.directory is not None:
            for name in answer.kind.redrawn:
                for old in (answer.directory / "figures").glob(f"{name}.*"):
                    old.unlink()
        if self._process is not None and self._process.stdin is not None:
            kind = answer.kind.name
            order = {
                "kind": kind, "package": KINDS[kind], "directory": str(answer.directory), "formats": self._formats,
                "language": self._language,
            }  # fmt: skip
            with suppress(OSError):
                self._process.stdin.write(json.dumps(order) + "\n")
                self._process.stdin.flush()

    def figures(self) -> list[Drawn]:
        """Return the finished figures; what a helper could not draw is drawn here."""
        if not self._formats or self._answer is None:
            return []
        from budgetsim.report.drawing import Drawn

        if self._process is not None:
            answer, _ = self._process.communicate()
            if self._process.returncode == 0:
                told = json.loads(answer)
                for note in told["notes"]:
                    complain(note)
                return [Drawn(name, text, tuple(map(Path, files))) for name, text, files in told["figures"]]
        from budgetsim.report.draw import draw_answer

        return draw_answer(self._answer, self._formats, self._language)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
