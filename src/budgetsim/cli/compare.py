"""``budgetsim compare``: several scenarios in the same worlds, differences from the first."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Annotated, Any

import typer

from budgetsim.cli import options as o
from budgetsim.cli.drawing import Draughtsman
from budgetsim.cli.groups import Doing, Runs
from budgetsim.cli.guard import InputError
from budgetsim.cli.run import finish, study_of, summary_of
from budgetsim.cli.study import load_scenarios, run_or_resume

if TYPE_CHECKING:
    from budgetsim.studies.store import StudyResult

FIRST, CELL = 34, 22
"""Columns of the terminal for the outcome and its level in the first scenario, and for each compared scenario."""


def compare(
    scenarios: Annotated[
        list[str],
        typer.Argument(metavar="SCENARIO SCENARIO…", help="Two or more; differences are from the first."),
    ],
    *,
    outcomes: o.Outcomes = None,
    every: Annotated[
        bool, typer.Option("--all", help="Show every outcome.", rich_help_panel=o.OUTPUT)
    ] = False,
    runs: Runs,
    doing: Doing,
) -> None:
    """Compare scenarios in the same simulated worlds: differences from the first, paired by seed.

    Try:

      budgetsim compare wangcheng_2022 reform_package reform_unfunded

      budgetsim compare wangcheng_2022 coordination --outcomes active_waste,net_social_value

      budgetsim compare wangcheng_2022 link_results --set departments=200 --all
    """
    shown = _shown(outcomes, every=every)
    if len(scenarios) < 2:
        raise InputError(f"compare needs at least two scenarios; only {scenarios[0]!r} was given")
    with Draughtsman(doing.formats) as draughtsman:
        chosen = load_scenarios(scenarios, runs.settings, runs.years)
        name = "-".join(item.name for item in chosen)
        result = run_or_resume(study_of("compare", name, chosen, runs), doing.running)
        draughtsman.begin(result.directory)
        summary = _with_findings(result, summary_of(result, chosen[0], runs.years))
        if not (doing.json or doing.quiet):
            _show(result, summary, shown)
        drawn = draughtsman.figures()
    finish(result, summary, drawn, json=doing.json, quiet=doing.quiet)


def _shown(named: str | None, *, every: bool) -> list[str]:
    from budgetsim.report.declared import KEY_OUTCOMES, OUTCOMES
    from budgetsim.studies.study_file import outcomes_of

    return list(outcomes_of(named, tuple(OUTCOMES) if every else KEY_OUTCOMES))


def _with_findings(result: StudyResult, summary: dict[str, Any]) -> dict[str, Any]:
    """Return the summary with its findings and their caveats, in every language, in front."""
    from budgetsim.report.caveats import caveats, moved_levers
    from budgetsim.report.compare_text import findings_of
    from budgetsim.report.findings import findings_in_each

    first, *rest = result.study.scenarios
    return {
        **findings_in_each(partial(findings_of, result.outcomes, summary)),
        **findings_in_each(partial(caveats, moved_levers(first, rest)), "caveats"),
        **summary,
    }


def _show(result: StudyResult, summary: dict[str, Any], shown: list[str]) -> None:
    from budgetsim.cli.console import console, say, width
    from budgetsim.report.results import BAND_NOTE, PURPOSE, has_band

    base, *others = summary["scenarios"]
    first, *more = summary["findings"]
    say(first, style="bold")
    for text in more:
        say(text)
    say()
    per_table = max(1, (width() - FIRST) // CELL)
    for start in range(0, len(others), per_table):
        console().print(_table(summary, base, others[start : start + per_table], shown))
    years, seeds = summary["years"], len(result.seeds)
    say(
        f"{seeds} seeds, {years} years; means over the last {min(3, years)} years. Each difference is from "
        f"{base} in the same worlds, with its 95% interval: better or worse for the public, and in what share "
        "of seeds; 'not clear' where chance alone could explain it. Each interval holds for itself: of twenty"
        " differences that are none, one looks clear. The sentences above hold after adjustment (Bonferroni)."
    )
    if any(has_band(cells[PURPOSE]) for cells in summary["differences"].values()):
        say(BAND_NOTE)
    for text in summary["caveats"]:
        say(text)


def _table(summary: dict[str, Any], base: str, others: list[str], shown: list[str]) -> Any:
    from budgetsim.cli.console import table
    from budgetsim.report.declared import OUTCOMES
    from budgetsim.report.results import BETTER, difference_cell
    from budgetsim.rounding import digits_for, fixed

    levels, differences = summary["scenarios"][base], summary["differences"]
    rows = []
    for name in shown:
        cell, way = levels[name], BETTER[OUTCOMES[name].direction]
        mark = "" if way == "–" else f"({way} is better)"
        level = fixed(cell["mean"], digits_for(cell["low"], cell["high"], cell["mean"]))
        rows.append(
            (f"{name}\n{mark}", level, *(difference_cell(name, differences[other][name]) for other in others))
        )
    heads = [("outcome", "keep"), ("base", "right"), *((other, "left") for other in others)]
    return table(heads, rows, f"Differences from {base} (base)")
