"""Groups of flags that several commands share."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from budgetsim.cli import options as o


@dataclass(frozen=True)
class Running:
    """How a study is run, whatever it is about.

    ``quiet`` tells no progress, ``silent`` not even the cost.
    """

    workers: int | None
    scheduler: str | None
    out: Path | None
    quiet: bool
    silent: bool = False
    json: bool = False
    dry_run: bool = False


@dataclass(frozen=True)
class Doing:
    """Where a study runs, and what is left of it."""

    workers: o.Workers = None
    scheduler: o.Scheduler = None
    out: o.Out = None
    dry_run: o.DryRun = False
    figures: o.Figures = True
    figure_format: o.FigureFormats = None
    dpi: o.Dpi = None
    json: o.Json = False
    quiet: o.Quiet = False

    def __post_init__(self) -> None:
        """Refuse flags that go against each other before anything is simulated."""
        _ = self.formats

    @property
    def running(self) -> Running:
        """How it is run."""
        quiet = self.quiet or self.json
        return Running(self.workers, self.scheduler, self.out, quiet, self.quiet, self.json, self.dry_run)

    @property
    def formats(self) -> list[str]:
        """Formats in which figures are drawn; none if they are not."""
        chosen = o.formats_of(self.figure_format, self.dpi, figures=self.figures)
        return [] if self.dry_run else chosen
