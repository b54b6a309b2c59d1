"""Groups of flags that several commands share."""

from __future__ import annotations

from dataclasses import dataclass

from budgetsim.cli import options as o
from budgetsim.cli.study import Running


@dataclass(frozen=True)
class Doing:
    """Where a study runs, and what is left of it."""

    workers: o.Workers = None
    scheduler: o.Scheduler = None
    out: o.Out = None
    dry_run: o.DryRun = False
    figures: o.Figures = True
    figure_format: o.FigureFormats = None
    json: o.Json = False
    quiet: o.Quiet = False

    @property
    def running(self) -> Running:
        """How it is run."""
        quiet = self.quiet or self.json
        return Running(self.workers, self.scheduler, self.out, quiet, self.quiet, self.json, self.dry_run)

    @property
    def formats(self) -> list[str]:
        """Formats in which figures are drawn; none if they are not."""
        if not self.figures or self.dry_run:
            return []
        return [str(name) for name in self.figure_format or (o.FigureFormat.PNG,)]


@dataclass(frozen=True)
class Runs:
    """What is simulated, with how many replications, by whose decisions."""

    settings: o.Settings = None
    years: o.Years = None
    replications: o.Replications = 30
    seed: o.Seed = 0
    departments: o.Departments = False
    policy_rule: o.PolicyRule = None
    behaviour: o.Behaviour = None
