"""What a command costs, told before it begins; with ``--dry-run`` that is all it does."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from budgetsim.cli.options import Running
    from budgetsim.model.engine.choice import Engine
    from budgetsim.studies.cost import Cost, Work

WORTH_PROCESSES = 6.0
"""Seconds of work from which starting processes, which import everything anew, pays."""
WORTH_THREADS = 0.1
"""Seconds of work from which threads pay, which start at once: several parts."""


def timed(cost: Cost, work: Work, engine: Engine | None, how: Running) -> Cost:
    """Return a cost with the time of what is left to run."""
    from budgetsim.studies.cost import seconds_of
    from budgetsim.studies.executors import available_processors

    left = 1.0 - cost.there / cost.runs
    if not left and not how.dry_run:
        return cost
    at_once = min(cost.processes, available_processors()) if how.scheduler is None else 1
    return replace(cost, seconds=left * seconds_of(work, engine, always=how.dry_run) / at_once)


def announce(cost: Cost, how: Running, *, always: bool = False) -> None:
    """Say what a command costs on standard error, if it is much, ``always``, or a dry run.

    Raises
    ------
    typer.Exit
        In a dry run, once it is told; with ``--json`` as a document on standard output.
    """
    if how.dry_run and how.json:
        from budgetsim.cli.console import print_json

        document: dict[str, Any] = {"dry_run": True, **cost.to_dict()}
        print_json(document)
    elif how.dry_run or (not how.silent and cost.is_worth_telling) or (always and not how.quiet):
        print(cost, file=sys.stderr, flush=True)  # noqa: T201 - as progress, on standard error
    if how.dry_run:
        raise typer.Exit
