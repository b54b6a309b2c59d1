"""``budgetsim run``: one scenario, many seeds, a table of what came out."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Annotated, Any

import typer

from budgetsim.cli.drawing import Draughtsman
from budgetsim.cli.groups import Doing, Runs
from budgetsim.cli.study import load_scenarios, print_places, refuse_inert, run_or_resume, seeds_from

if TYPE_CHECKING:
    from collections.abc import Sequence

    from budgetsim.report.saving import Drawn
    from budgetsim.scenario import Scenario
    from budgetsim.studies.store import StudyResult
    from budgetsim.studies.study import Study

WIDE = 96


def run(
    scenario: Annotated[
        str, typer.Argument(metavar="SCENARIO", help="Name of a reference scenario, or path of a TOML file.")
    ],
    *,
    runs: Runs,
    doing: Doing,
) -> None:
    """Simulate a scenario under many seeds and show its key outcomes.

    Try:

      budgetsim run wangcheng_2022

      budgetsim run wangcheng_2022 --set staff=6 --replications 100

      budgetsim run reform_package --set policy.staff@all=6

      budgetsim run my_district.toml --years 20 --out results/mine
    """
    from budgetsim.report.findings import findings_in_each
    from budgetsim.report.run_text import findings_told

    with Draughtsman(doing.formats) as draughtsman:
        chosen = load_scenarios([scenario], runs.settings, runs.years)
        result = run_or_resume(study_of("run", chosen[0].name, chosen, runs), doing.running)
        draughtsman.begin(result.directory)
        summary = summary_of(result, chosen[0], runs.years)
        summary = {**findings_in_each(partial(findings_told, summary)), **summary}
        if not (doing.json or doing.quiet):
            _show(result, chosen[0], summary)
        drawn = draughtsman.figures()
    finish(result, summary, drawn, json=doing.json, quiet=doing.quiet)


def study_of(command: str, name: str, chosen: tuple[Scenario, ...], runs: Runs) -> Study:
    """Return the study of some scenarios under the seeds that the flags ask for."""
    from budgetsim.cli.code import check_code
    from budgetsim.studies.study import Study

    code = check_code(runs.policy_rule, runs.behaviour)
    refuse_inert(chosen, runs.settings or (), code=code)
    seeds = seeds_from(runs.seed, runs.replications)
    return Study(command, name, chosen, seeds, runs.years, runs.departments, code)


def summary_of(result: StudyResult, first: Scenario, years: int | None) -> dict[str, Any]:
    """Return the summary of a study as plain values."""
    from budgetsim.studies.band import stances_of
    from budgetsim.studies.provenance import KEY, SCIENCE
    from budgetsim.studies.summary import summary_json

    return {
        **summary_json(
            result.outcomes, result.seeds, years or first.protocol.years, stances_of(result.design)
        ),
        KEY: SCIENCE,
    }


def finish(
    result: StudyResult, summary: dict[str, Any], drawn: Sequence[Drawn], *, json: bool, quiet: bool
) -> None:
    """Print the summary as JSON, or say where everything is."""
    if json:
        from budgetsim.cli.console import print_json

        print_json(summary)
    elif not quiet:
        print_places(result, drawn)


def _show(result: StudyResult, scenario: Scenario, summary: dict[str, Any]) -> None:
    from budgetsim.cli.console import console, say, table, width
    from budgetsim.report.declared import KEY_OUTCOMES, OUTCOMES
    from budgetsim.report.results import level_row

    cells, moved = (summary[key][scenario.name] for key in ("scenarios", "changes"))
    heads = [
        ("outcome", "keep"),
        ("mean", "right"),
        ("95% interval", "keep"),
        ("change", "right"),
        ("better", "keep"),
    ]
    rows = [level_row(name, cells[name], moved[name]) for name in KEY_OUTCOMES]
    if width() >= WIDE:
        heads.append(("what it is", "left"))
        told = (f"{about} ({OUTCOMES[name].unit})" for name, about in KEY_OUTCOMES.items())
        rows = [(*row, text) for row, text in zip(rows, told, strict=True)]
    last = summary["years"]
    say(
        f"{scenario.name}: {len(result.seeds)} seeds, {last} years, {scenario.district.departments} departments",
        style="bold",
    )
    console().print(table(heads, rows))
    say(
        f"Means over the last {min(3, last)} years; intervals over seeds; change from year 1 to year {last} of the same"
        " world, ± half of its 95% interval. "
        "`budgetsim outcomes` says what each outcome is."
    )
