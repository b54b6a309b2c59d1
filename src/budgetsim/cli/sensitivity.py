"""``budgetsim sensitivity``: which factor moves which outcome, by how much, how sure, and with what interaction."""

from __future__ import annotations

import sys
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from budgetsim.cli.groups import Doing
from budgetsim.cli.guard import InputError
from budgetsim.cli.sensitivity_flags import Analysis, Tried
from budgetsim.cli.study import load_scenarios, refuse_fixed, refuse_inert, run_or_resume, seeds_from

if TYPE_CHECKING:
    from budgetsim.studies.sensitivity.design import Design
    from budgetsim.studies.sensitivity.request import Request


def sensitivity(
    scenario: Annotated[
        str,
        typer.Argument(
            metavar="SCENARIO|STUDY.toml", help="Name or path of a scenario, or path of a study file."
        ),
    ],
    *,
    analysis: Analysis,
    tried: Tried,
    doing: Doing,
) -> None:
    """Find out which factors move which outcomes: by how much, how sure, and how much of it is interaction.

    Try:

      budgetsim sensitivity wangcheng_2022 --factors staff,staff_skill,result_use,monitoring_intensity

      budgetsim sensitivity wangcheng_2022 --method morris --outcomes net_social_value,credibility

      budgetsim sensitivity wangcheng_2022 --factors staff=1:10,budget_rule,risk_aversion --samples 512 --dry-run

      budgetsim sensitivity my_study.toml --workers 2 --out results/mine
    """
    given = {**vars(analysis), **vars(tried)}
    request = _request(scenario, given.pop("settings"), given)
    _run(request, request.design, doing)


def _run(request: Request, design: Design, doing: Doing) -> None:
    """Simulate, analyse, keep, draw and tell."""
    from budgetsim.cli.cost import processes_of
    from budgetsim.report.findings import findings_in_each
    from budgetsim.report.sensitivity import draw_all
    from budgetsim.report.sensitivity_text import finding
    from budgetsim.studies.provenance import KEY, SCIENCE
    from budgetsim.studies.sensitivity.analyse import analyse_all
    from budgetsim.studies.sensitivity.request import study_of
    from budgetsim.studies.sensitivity.store import read_means, write_all
    from budgetsim.studies.sensitivity.summary import summary_of

    study = study_of(request, design)
    processes = processes_of(study, doing.running)
    how = replace(doing.running, workers=processes)
    result = run_or_resume(study, how, _lead(design))
    runs = read_means(result, request.outcomes, design.points)
    if design.calculus.is_slow(design) and not how.quiet:
        _tell(f"analysing {len(request.outcomes)} outcomes, which takes {design.method} some seconds each")
    analyses = analyse_all(design, request.outcomes, runs, processes)
    told = findings_in_each(lambda say: [finding(design, analysis, say) for analysis in analyses])
    summary = {**told, **summary_of(request, design, analyses), KEY: SCIENCE}
    write_all(result.directory, design, analyses, runs.mean(axis=1), summary)
    formats = doing.formats
    drawn = draw_all(design, analyses, result.directory / "figures", formats) if formats else []
    if doing.json:
        from budgetsim.cli.console import print_json

        print_json(summary)
    elif not how.quiet:
        from budgetsim.cli.sensitivity_results import show, show_places

        show(request, design, analyses, told["findings"])
        show_places(result, drawn)


def _request(name: str, settings: list[str] | None, flags: dict[str, Any]) -> Request:
    """Return what is asked for: what a scenario or a study file says, overruled by flags.

    Raises
    ------
    InputError, ScenarioError, StudyError
        If something is not as it must be; what can be wrong by itself is told together.
    """
    from budgetsim.scenario_files.faults import Fault, ScenarioError
    from budgetsim.studies.sensitivity.request import Request

    found: dict[str, Any] = {}
    faults: list[Fault] = []
    for read in (partial(_subject, name, settings, flags["method"]), partial(_given, flags)):
        try:
            found |= read()
        except ScenarioError as error:
            faults += error.faults
    if faults:
        raise ScenarioError(faults)
    first, count = flags["seed"], flags["replications"]
    if first is not None or count is not None:
        seeds = found.get("seeds", Request.seeds)
        start, number = seeds[0] if first is None else first, len(seeds) if count is None else count
        found["seeds"] = seeds_from(start, number)
    if flags["second_order"] is not None and found.get("method", "sobol") != "sobol":
        raise InputError("--second-order and --no-second-order are of --method sobol only; leave them out")
    made = Request(**found)
    refuse_fixed(made.factors, settings or (), made.from_year)
    refuse_inert((made.base,), settings or (), made.factors, dummies=True)
    return made


def _subject(name: str, settings: list[str] | None, method: str | None) -> dict[str, Any]:
    """Return what a study file says, or a scenario alone; with settings applied, for a method that is asked for."""
    from budgetsim.scenario import apply_settings
    from budgetsim.scenario_files.resolve import is_path
    from budgetsim.studies.sensitivity.methods import METHODS
    from budgetsim.studies.sensitivity.study_file import read_request
    from budgetsim.studies.study_file import is_study_file

    if is_path(name) and is_study_file(Path(name)):
        about = read_request(Path(name), method if method in METHODS else None)
        return about | {"base": apply_settings(about["base"], settings or ())}
    (base,) = load_scenarios([name], settings)
    return {"base": base, "name": base.name}


def _given(flags: dict[str, Any]) -> dict[str, Any]:
    """Return the flags that were given, read; seeds are made of two of them and come later.

    Raises
    ------
    ScenarioError
        With the faults of all of them.
    """
    from budgetsim.scenario_files.faults import Fault, ScenarioError
    from budgetsim.studies.sensitivity.problem import parse_groups
    from budgetsim.studies.sensitivity.request import parse_factors, parse_method, parse_outcomes

    readers: dict[str, Any] = {
        "method": parse_method, "factors": parse_factors, "groups": parse_groups, "outcomes": parse_outcomes,
    }  # fmt: skip
    found: dict[str, Any] = {}
    faults: list[Fault] = []
    for name, value in flags.items():
        if value is None or name in ("seed", "replications"):
            continue
        try:
            found[name] = readers[name](value) if name in readers else value
        except ScenarioError as error:
            faults += error.faults
    if faults:
        raise ScenarioError(faults)
    return found


def _lead(design: Design) -> str:
    """Return where the points come from, as the beginning of the sentence about the cost."""
    return f"{design.method}: {design.told} = " if design.told else f"{design.method}: "


def _tell(text: str) -> None:
    print(text, file=sys.stderr, flush=True)  # noqa: T201 - progress goes to standard error
