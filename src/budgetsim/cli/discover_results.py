"""What ``budgetsim discover`` does in the end: rules, files, figures, findings, or one JSON document."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from budgetsim.cli.discover import Task
    from budgetsim.studies.discover.cases import Cases
    from budgetsim.studies.discover.find import Findings


def present(task: Task, formats: Sequence[str], *, json: bool, quiet: bool) -> None:
    """Seek rules, write them down, draw figures, print findings."""
    from budgetsim.report.discover_tables import markdown
    from budgetsim.report.discover_text import findings_told
    from budgetsim.report.findings import findings_in_each
    from budgetsim.studies.discover.cases import cases_of
    from budgetsim.studies.discover.find import analysis_seed, find, find_weakest
    from budgetsim.studies.discover.write import summary, write
    from budgetsim.studies.provenance import KEY, SCIENCE

    about = task.result.settings
    cases = cases_of(task.result, task.condition, task.policy, task.base)
    seed = analysis_seed(int(about.get("design_seed", 0)))
    findings = find(cases, seed)
    weakest = find_weakest(findings, seed)
    seeds = task.result.seeds
    document: dict[str, Any] = {
        **findings_in_each(partial(findings_told, findings, weakest)),
        **summary(findings, weakest),
        "delivered": list(cases.delivered),
        "seeds": list(seeds),
        "years": int(task.result.about["years"] or task.result.design["years"].iloc[0]),
        "runs": task.result.runs,
        KEY: SCIENCE,
        "directory": str(task.result.directory),
    }
    words = markdown(_title(task, cases), findings, weakest)
    write(findings, weakest, words, document, task.result.directory)
    drawn = []
    if formats:
        from budgetsim.report.discover import draw_discover

        drawn = draw_discover(weakest or findings, task.result.directory / "figures", formats)
    if json:
        from budgetsim.cli.console import print_json

        print_json(document)
    elif not quiet:
        _show(task, findings, weakest)
        _places(task, drawn)


def _title(task: Task, cases: Cases) -> str:
    """Say what was simulated."""
    from budgetsim.report.words import counted

    who = f"{cases.policy} against {cases.base}" if cases.base else str(task.result.about["name"])
    several = "factors" if any(factor.role == "lever" for factor in cases.factors) else "uncertainties"
    what = several if len(cases.factors) > 1 else cases.factors[0].name
    many = f"{len(cases.factors)} " if len(cases.factors) > 1 else ""
    return (
        f"{who}: {len(cases.measured):,} states of {many}{what}, {counted(len(task.result.seeds), 'seed')},"
        f" {task.result.runs:,} runs"
    )


def _show(task: Task, findings: Findings, weakest: Findings | None) -> None:
    from budgetsim.cli.console import console, say, table
    from budgetsim.language import language
    from budgetsim.report import discover_tables as text
    from budgetsim.report.discover_text import findings_told

    told = weakest or findings
    for finding in findings_told(findings, weakest, language()):
        say(finding, style="bold")
    say()
    if told.rules:
        kinds = ("keep", "left", "right", "right", "keep", "right", "right")
        heads = list(zip(text.HEADS, kinds, strict=True))
        console().print(table(heads, text.rule_rows(told), text.table_title(told)))
        console().print(table([("factor", "keep"), ("meaning", "left")], text.meaning_rows(told)))
    say(f"{_title(task, findings.cases)}. {' '.join(text.notes_told(findings, weakest))}")


def _places(task: Task, drawn: Sequence[Any]) -> None:
    from budgetsim.cli.console import say

    say(
        f"Results: {task.result.directory} (rules.md, rules.csv, limits.csv, states.csv, summary.json; the runs in"
        f" {task.result.directory / 'parts'})"
    )
    for figure in drawn:
        say(f"Figure: {figure.files[0]}\n  {figure.caption}")
