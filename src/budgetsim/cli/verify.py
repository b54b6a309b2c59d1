"""``budgetsim verify``: whether simulation finds what the theory proves, and what was measured in the field."""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from budgetsim.cli import options as o
from budgetsim.cli.guard import CHECK_FAILED, INTERRUPTED, InputError, complain
from budgetsim.studies.progress import PATIENCE, PATIENCE_OF_A_LOG, SILENT

if TYPE_CHECKING:
    from budgetsim.verification.finding import Finding
    from budgetsim.verification.theory.limit import Case

PARTS, LINE = "What to verify", 72
SECONDS_PER_CASE = 0.2
"""Of a closed-form limit, on average over all worked cases: some take no time, the probabilities of T12 most of it."""
LIMIT = re.compile(r"[tT][0-9]+")


@dataclass(frozen=True)
class Parts:
    """What is verified, and with how many seeds."""

    theory: Annotated[
        bool,
        typer.Option("--theory", help="Closed-form limits of the theory, T1 to T12.", rich_help_panel=PARTS),
    ] = False
    evidence: Annotated[
        bool, typer.Option("--evidence", help="Published field experiments.", rich_help_panel=PARTS)
    ] = False
    settings: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            metavar="KEY=VALUE",
            help="Give a parameter of the limits another value; repeatable. docs/theory.md lists them.",
            rich_help_panel=PARTS,
        ),
    ] = None
    replications: Annotated[
        int | None,
        typer.Option(
            parser=o.whole_number(1, o.MAX_REPLICATIONS),
            metavar="N",
            help="Seeds of the field experiments; default: each design's own, which panels never go below.",
            rich_help_panel=PARTS,
        ),
    ] = None
    workers: o.Workers = None


@dataclass(frozen=True)
class Page:
    """What is left of it."""

    out: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR",
            help="Also write scorecard.json, scorecard.md, environment.json, closed_forms.csv and figures there.",
            rich_help_panel=o.OUTPUT,
        ),
    ] = None
    dry_run: o.DryRun = False
    figures: o.Figures = True
    figure_format: o.FigureFormats = None
    dpi: o.Dpi = None
    json: o.Json = False
    markdown: Annotated[
        bool, typer.Option("--markdown", help="Print the scorecard as Markdown.", rich_help_panel=o.OUTPUT)
    ] = False
    quiet: o.Quiet = False

    def __post_init__(self) -> None:
        """Refuse flags that go against each other before anything is simulated."""
        _ = self.formats

    @property
    def formats(self) -> list[str]:
        """Formats in which figures are drawn; none if they are not."""
        return o.formats_of(self.figure_format, self.dpi, figures=self.figures)


def verify(
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="ID",
            help="What to verify, such as T1 T3 or T1,olken_2007; default: everything.",
            show_default=False,
        ),
    ] = None,
    *,
    parts: Parts,
    page: Page,
) -> None:
    """Verify the model: limits of the theory found again by simulation, published field experiments run inside it.

    Exit code 1 if a limit does not hold, or an effect that the model was calibrated to is missed.

    Try:

      budgetsim verify --theory

      budgetsim verify --theory T1 T3 --set r=4

      budgetsim verify --theory T12 --set sigma_percent=25 --set runs=5000 --json

      budgetsim verify --evidence olken_2007 mexico_2013_2016
    """
    if page.json and page.markdown:
        raise InputError("--json and --markdown: choose one; both print to standard output")
    findings = _verified(names or (), parts, page)
    _present(findings, page)
    if any(finding.fails for finding in findings):
        raise typer.Exit(CHECK_FAILED)


def _verified(names: Sequence[str], parts: Parts, page: Page) -> list[Finding]:
    """Verify what was asked for.

    Raises
    ------
    InputError
        If settings are given and no limit is verified.
    """
    limits, experiments = _parts(names, theory=parts.theory, evidence=parts.evidence)
    if parts.settings and limits is None:
        raise InputError("--set gives parameters to limits of the theory; none is verified here")
    cases = [] if limits is None else _cases(limits, parts.settings or ())
    _prepare(len(cases), experiments, parts, page)
    if page.out is not None:
        page.out.mkdir(parents=True, exist_ok=True)
    line = CaseLine(quiet=page.quiet or page.json)
    try:
        findings = _theory(cases, line)
        if experiments is not None:
            findings += _evidence(experiments, parts.replications, parts.workers, line)
    except KeyboardInterrupt:
        line.close()
        complain("interrupted; nothing is kept, the same command starts anew")
        raise typer.Exit(INTERRUPTED) from None
    finally:
        line.close()
    return findings


def _prepare(cases: int, experiments: Sequence[str] | None, parts: Parts, page: Page) -> None:
    """Tell what verifying costs, if somebody should know.

    Raises
    ------
    typer.Exit
        In a dry run, once it is told.
    """
    from budgetsim.cli.cost import SMALLER, announce
    from budgetsim.cli.options import Running
    from budgetsim.scenario import ScenarioError
    from budgetsim.studies.cost import Cost
    from budgetsim.verification.cost import work_of_evidence

    how = Running(parts.workers, None, page.out, page.quiet or page.json, page.quiet, page.json, page.dry_run)
    try:
        runs, seconds = (0, 0.0) if experiments is None else work_of_evidence(experiments, parts.replications)
    except ScenarioError:
        if page.dry_run:
            raise
        return  # who runs them says what is wrong with them
    lead = [f"{cases} case{'' if cases == 1 else 's'} of the theory"] if cases else []
    lead += ["field experiments"] if experiments is not None else []
    cost = Cost(
        runs,
        seconds + cases * SECONDS_PER_CASE,
        processes=parts.workers or 1,
        how=f"verify {' and '.join(lead)}{': ' if runs else ''}",
        smaller=SMALLER["verify"],
    )
    announce(cost, how)


def _present(findings: Sequence[Finding], page: Page) -> None:
    """Write the scorecards, and print them as they are wanted."""
    from budgetsim.cli.verify_results import print_json_lines, print_page, show, write
    from budgetsim.verification.evidence.scorecard import scorecard

    card = scorecard(findings)
    drawn = write(card, page.out, formats=page.formats) if page.out else []
    if page.json:
        print_json_lines(card)
    elif page.markdown:
        print_page(card)
    elif not page.quiet:
        show(card, page.out, drawn)


def _parts(
    texts: Sequence[str], *, theory: bool, evidence: bool
) -> tuple[list[str] | None, list[str] | None]:
    """Return the names of limits and those of experiments; ``None`` for a part that is not verified.

    Without a flag for either, names say themselves which part they belong to.
    """
    names = [name.strip() for text in texts for name in text.split(",") if name.strip()]
    if theory == evidence:
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
    from budgetsim.verification.evidence import run_evidence

    return list(run_evidence(names, replications=replications, workers=workers, progress=line))


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
        if (
            self._quiet
            or now - self._start < SILENT
            or now - self._said < (PATIENCE if self._live else PATIENCE_OF_A_LOG)
        ):
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
