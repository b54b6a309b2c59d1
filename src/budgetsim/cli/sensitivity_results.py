"""What a sensitivity analysis prints: findings first, then a table for each outcome, then where everything is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from budgetsim.cli.console import console, say, table, width
from budgetsim.report.saving import Drawn
from budgetsim.report.sensitivity_text import HEADS, noise_told, ranking_told, rows
from budgetsim.report.words import counted, spoken
from budgetsim.studies.sensitivity.analyse import Analysis
from budgetsim.studies.sensitivity.design import Design
from budgetsim.studies.sensitivity.request import Request
from budgetsim.studies.store import StudyResult
from budgetsim.studies.summary import LAST_YEARS

WIDE = 96
"""Columns of a terminal that also shows the values of factors."""


def show(request: Request, design: Design, analyses: Sequence[Analysis], findings: Sequence[str]) -> None:
    """Print what was found."""
    for text in findings:
        say(text, style="bold")
    for analysis in analyses:
        if analysis.indices:
            say()
            console().print(_table(request, design, analysis))
        for text in (ranking_told(design, analysis), noise_told(analysis)) if analysis.varies else ():
            if text:
                say(text)
    say()
    say(" ".join(part for part in (_means_told(request), design.calculus.caution) if part))


def show_places(result: StudyResult, drawn: Sequence[Drawn]) -> None:
    """Say where results and figures are, and what the figures show."""
    say(
        f"Results: {result.directory} (indices.csv, convergence.csv, noise.csv, summary.json; sample.parquet,"
        " means.parquet and salib.json to ask SALib by hand; the runs in parts/)"
    )
    for figure in drawn:
        say(f"Figure: {figure.files[0]}\n  {figure.caption}")


def _table(request: Request, design: Design, analysis: Analysis) -> Any:
    """Return the table of an outcome; narrow terminals see no values of the factors."""
    heads = [("group" if design.problem.groups else "factor", "keep")]
    heads += [(heading, "keep") for _, heading in HEADS[design.method]]
    body = rows(design, analysis, request.factors)
    if width() >= WIDE:
        heads.append(("values", "left"))
    return table(heads, [row[: len(heads)] for row in body], spoken(analysis.outcome).capitalize())


def _means_told(request: Request) -> str:
    """Say what outcomes are means of, and whether the reform covers all of it."""
    years = request.years or request.base.protocol.years
    last = min(LAST_YEARS, years)
    seeds = counted(len(request.seeds), "seed")
    told = f"95% intervals in parentheses. Outcomes are means over the last {counted(last, 'year')} and over {seeds}."
    covered = years + 1 - (request.from_year or 1)
    if covered >= last:
        return told
    return f"{told} Only {covered} of these years come after the reform: take an earlier --from-year, or more --years."
