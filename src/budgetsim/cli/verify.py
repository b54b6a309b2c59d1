"""``budgetsim verify``: whether simulation finds what the theory proves, and what was measured in the field."""

from __future__ import annotations

import inspect
import re
import sys
import time
from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from budgetsim.cli import options as o
from budgetsim.cli.guard import CHECK_FAILED, INTERRUPTED, InputError, complain
from budgetsim.cli.progress import PATIENCE, SILENT

if TYPE_CHECKING:
    from budgetsim.verification.finding import Finding
    from budgetsim.verification.theory.limit import Case

PARTS, LINE = "What to verify", 72
EVIDENCE = "budgetsim.verification.evidence"
HAS_EVIDENCE = getattr(find_spec(EVIDENCE), "origin", None) is not None
"""Whether this version has field experiments; a folder without code has no origin."""
LIMIT = re.compile(r"[tT][0-9]+")
OF_EVIDENCE = ("evidence", "replications", "workers")
"""Flags that mean nothing without field experiments."""


def _with_parts_that_exist(command: Callable[..., None]) -> Callable[..., None]:
    """Return the command without the flags of parts that this version does not have."""
    if not HAS_EVIDENCE:
        whole = inspect.signature(command, eval_str=True)
        kept = [given for name, given in whole.parameters.items() if name not in OF_EVIDENCE]
        command.__signature__ = whole.replace(parameters=kept)  # type: ignore[attr-defined]
    return command


@_with_parts_that_exist
def verify(  # noqa: PLR0913 - one flag each
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="ID",
            help="What to verify, such as T1 T3 or T1,olken_2007; default: everything.",
            show_default=False,
        ),
    ] = None,
    *,
    theory: Annotated[
        bool,
        typer.Option("--theory", help="Closed-form limits of the theory, T1 to T12.", rich_help_panel=PARTS),
    ] = False,
    evidence: Annotated[
        bool, typer.Option("--evidence", help="Published field experiments.", rich_help_panel=PARTS)
    ] = False,
    settings: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            metavar="KEY=VALUE",
            help="Give a parameter of the limits another value; repeatable. docs/theory.md lists them.",
            rich_help_panel=PARTS,
        ),
    ] = None,
    replications: Annotated[
        int | None,
        typer.Option(
            parser=o.whole_number(1, o.MAX_REPLICATIONS),
            metavar="N",
            help="Seeds of the field experiments; default: each design's own.",
            rich_help_panel=PARTS,
        ),
    ] = None,
    workers: o.Workers = None,
    out: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR",
            help="Also write scorecard.json, scorecard.md, environment.json, closed_forms.csv and figures there.",
            rich_help_panel=o.OUTPUT,
        ),
    ] = None,
    figures: o.Figures = True,
    figure_format: o.FigureFormats = None,
    json: o.Json = False,
    markdown: Annotated[
        bool, typer.Option("--markdown", help="Print the scorecard as Markdown.", rich_help_panel=o.OUTPUT)
    ] = False,
    quiet: o.Quiet = False,
) -> None:
    """Verify the model: limits of the theory found again by simulation, published field experiments run inside it.

    Exit code 1 if a limit does not hold, or an effect that the model was calibrated to is missed.

    Try:

      budgetsim verify --theory

      budgetsim verify --theory T1 T3 --set r=4

      budgetsim verify --theory T12 --set sigma_percent=25 --set runs=5000 --json

      budgetsim verify --evidence olken_2007 mexico_2013_2016
    """
    if json and markdown:
        raise InputError("--json and --markdown: choose one; both print to standard output")
    limits, experiments = _parts(names or (), theory=theory, evidence=evidence)
    if settings and limits is None:
        raise InputError("--set gives parameters to limits of the theory; none is verified here")
    cases = [] if limits is None else _cases(limits, settings or ())
    if out is not None:
        out.mkdir(parents=True, exist_ok=True)
    line = CaseLine(quiet=quiet or json)
    try:
        findings = _theory(cases, line)
        if experiments is not None:
            findings += _evidence(experiments, replications, workers, line)
    except KeyboardInterrupt:
        line.close()
        complain("interrupted; nothing is kept, the same command starts anew")
        raise typer.Exit(INTERRUPTED) from None
    finally:
        line.close()
    from budgetsim.cli.verify_results import print_json_lines, print_page, show, write

    drawn = write(findings, out, figures=figures, formats=figure_format) if out else []
    if json:
        print_json_lines(findings)
    elif markdown:
        print_page(findings)
    elif not quiet:
        show(findings, out, drawn)
    if any(finding.fails for finding in findings):
        raise typer.Exit(CHECK_FAILED)


def _parts(
    texts: Sequence[str], *, theory: bool, evidence: bool
) -> tuple[list[str] | None, list[str] | None]:
    """Return the names of limits and those of experiments; ``None`` for a part that is not verified.

    Without a flag for either, names say themselves which part they belong to.
    """
    names = [name.strip() for text in texts for name in text.split(",") if name.strip()]
    if (theory and evidence) or not (theory or evidence or not HAS_EVIDENCE):
        limits = [name for name in names if LIMIT.fullmatch(name)]
        others = [name for name in names if name not in limits]
        return limits if limits or not names else None, others if others or not names else None
    return (None, names) if evidence else (names, None)


def _cases(names: Sequence[str], settings: Sequence[str]) -> list[Case]:
    from budgetsim.verification.theory.ask import cases_of, limits_named

    return cases_of(limits_named(names), settings)


def _theory(cases: Sequence[Case], line: CaseLine) -> list[Finding]:
    from budgetsim.verification.theory.run import run_theory

    return run_theory(cases, line)


def _evidence(
    names: Sequence[str], replications: int | None, workers: int | None, line: CaseLine
) -> list[Finding]:
    evidence = import_module(EVIDENCE)
    return list(evidence.run_evidence(names, replications=replications, workers=workers, progress=line))


class CaseLine:
    """Says which case is being checked: a line that renews itself on a terminal, one now and then in a log."""

    def __init__(self, *, quiet: bool) -> None:
        self._quiet = quiet
        self._live = sys.stderr.isatty()
        self._start = self._said = time.monotonic()
        self._shown = False

    def __call__(self, done: int, planned: int, what: str = "") -> None:
        """Take note of the cases that are finished and of the one that comes, and perhaps say so."""
        now = time.monotonic()
        if self._quiet or now - self._start < SILENT or now - self._said < PATIENCE[self._live]:
            return
        text = f"{done + 1:,} of {planned:,}: {what}"
        sys.stderr.write(f"\r{text:<{LINE}}" if self._live else f"{text}\n")
        sys.stderr.flush()
        self._said, self._shown = now, True

    def close(self) -> None:
        """Remove the line from a terminal."""
        if self._shown and self._live:
            sys.stderr.write(f"\r{'':<{LINE}}\r")
            sys.stderr.flush()
            self._shown = False
