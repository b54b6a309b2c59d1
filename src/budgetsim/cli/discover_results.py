"""What ``budgetsim discover`` does in the end: rules, files, figures, findings, or one JSON document."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from budgetsim.cli.discover import Task
    from budgetsim.studies.discover.find import Findings


def present(task: Task, formats: Sequence[str], *, json: bool, quiet: bool) -> None:
    """Seek rules, write them down, draw figures, print findings."""
    from budgetsim.report.discover_text import findings_told, markdown
    from budgetsim.studies.discover.cases import cases_of
    from budgetsim.studies.discover.find import analysis_seed, find, find_weakest
    from budgetsim.studies.discover.write import summary, write

    about = task.result.settings
    cases = cases_of(task.result, task.condition, task.policy, task.base)
    seed = analysis_seed(int(about.get("design_seed", 0)))
    findings = find(cases, seed)
    weakest = find_weakest(findings, seed)
    delivered = tuple(about.get("delivered", ()))
    seeds = task.result.seeds
    document: dict[str, Any] = {
        "findings": findings_told(findings, weakest, delivered),
        **summary(findings, weakest),
        "delivered": list(delivered),
        "seeds": list(seeds),
        "years": int(task.result.about["years"] or task.result.design["years"].iloc[0]),
        "runs": task.result.runs,
        "directory": str(task.directory),
    }
    words = markdown(_title(task), findings, weakest, delivered, len(seeds))
    write(findings, weakest, words, document, task.directory)
    drawn = []
    if formats:
        from budgetsim.report.discover import draw_discover

        drawn = draw_discover(weakest or findings, task.directory / "figures", formats)
    if json:
        from budgetsim.cli.console import print_json

        print_json(document)
    elif not quiet:
        _show(task, findings, weakest, delivered)
        _places(task, drawn)


def _title(task: Task) -> str:
    """Say what was simulated."""
    result, factors = task.result, task.result.factors
    states = len(result.points) // (2 if task.base else 1)
    varied = len([factor for factor in factors if not (task.base and factor.name == "scenario")])
    who = f"{task.policy} against {task.base}" if task.base else str(result.about["name"])
    seeds = len(result.seeds)
    return (
        f"{who}: {states:,} states of {varied} {'uncertainty' if varied == 1 else 'uncertainties'},"
        f" {seeds} {'seed' if seeds == 1 else 'seeds'}, {result.runs:,} runs"
    )


def _show(task: Task, findings: Findings, weakest: Findings | None, delivered: Sequence[str]) -> None:
    from budgetsim.cli.console import console, say, table
    from budgetsim.report.discover_text import (
        HEADS,
        MOST_RULES,
        findings_told,
        meaning_rows,
        notes_told,
        rule_rows,
    )
    from budgetsim.report.words import counted

    told = weakest or findings
    say(_title(task), style="bold")
    for text in findings_told(findings, weakest, delivered):
        say(text)
    if told.rules:
        say()
        kinds = ("keep", "keep", "right", "right", "keep", "right", "right")
        console().print(table(list(zip(HEADS, kinds, strict=True)), rule_rows(told)))
        console().print(table([("factor", "keep"), ("meaning", "left")], meaning_rows(told, delivered)))
        if len(told.rules) > MOST_RULES:
            say(f"{counted(len(told.rules) - MOST_RULES, 'further rule')}: see rules.csv.")
    else:
        say()
    for text in notes_told(findings, weakest, len(task.result.seeds)):
        say(text)


def _places(task: Task, drawn: Sequence[Any]) -> None:
    from budgetsim.cli.console import say

    say(
        f"Results: {task.directory} (rules.md, rules.csv, limits.csv, states.csv, summary.json; the runs in"
        f" {task.result.directory / 'parts'})"
    )
    for figure in drawn:
        say(f"Figure: {figure.files[0]}\n  {figure.caption}")
