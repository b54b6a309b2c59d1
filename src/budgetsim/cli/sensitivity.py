"""``budgetsim sensitivity``: which factor moves which outcome, by how much, how sure, and with what interaction."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from budgetsim.cli import options as o
from budgetsim.cli.guard import InputError
from budgetsim.cli.study import (
    SECONDS_PER_DEPARTMENT_YEAR,
    WORTH_WORKERS,
    Running,
    load_scenarios,
    refuse_fixed,
    run_or_resume,
    seeds_from,
)

if TYPE_CHECKING:
    from budgetsim.studies.sensitivity.design import Design
    from budgetsim.studies.sensitivity.request import Request

METHODS = "sobol, morris, fast, rbd_fast, delta or pawn"
ANALYSIS = "How to analyse"
LARGEST_SAMPLE_SEED = 2**32 - 2
"""As ``budgetsim.studies.sensitivity.calls.LARGEST_SEED``, which is slow to import."""


def sensitivity(  # noqa: PLR0913 - one flag each
    scenario: Annotated[
        str,
        typer.Argument(
            metavar="SCENARIO|STUDY.toml", help="Name or path of a scenario, or path of a study file."
        ),
    ],
    *,
    method: Annotated[
        str | None,
        typer.Option(metavar="NAME", help=f"{METHODS}. Default: sobol.", rich_help_panel=ANALYSIS),
    ] = None,
    factors: Annotated[
        list[str] | None,
        typer.Option(
            metavar="A,B=LOW:HIGH,…",
            help="What to vary, by bare or full name, over its range in studies or the one given (a,b,c for levels);"
            " repeatable. Default: every lever that is a number.",
            rich_help_panel=ANALYSIS,
        ),
    ] = None,
    outcomes: Annotated[
        str | None,
        typer.Option(
            metavar="A,B,…",
            help="Outcomes to analyse. Default: net_social_value,active_waste,validity.",
            rich_help_panel=ANALYSIS,
        ),
    ] = None,
    samples: Annotated[
        int | None,
        typer.Option(
            parser=o.whole_number(1, 20_000_000),
            metavar="N",
            help="Base samples (sobol: a power of two), trajectories (morris), points of a factor's curves (fast), or"
            " points. Default: what is usual for the method.",
            rich_help_panel=ANALYSIS,
        ),
    ] = None,
    groups: Annotated[
        list[str] | None,
        typer.Option(
            metavar='"X=A,B; Y=C,D"',
            help="Treat factors as one (sobol, morris); repeatable.",
            rich_help_panel=ANALYSIS,
        ),
    ] = None,
    second_order: Annotated[
        bool | None,
        typer.Option(
            "--second-order/--no-second-order",
            help="Pairs of factors too (sobol; the default), at twice the cost.",
            rich_help_panel=ANALYSIS,
        ),
    ] = None,
    sample_seed: Annotated[
        int | None,
        typer.Option(
            parser=o.whole_number(0, LARGEST_SAMPLE_SEED),
            metavar="N",
            help="Seed of the sample and of the bootstrap. Default: 0.",
            rich_help_panel=ANALYSIS,
        ),
    ] = None,
    from_year: Annotated[
        int | None,
        typer.Option(
            parser=o.whole_number(1, 1000),
            metavar="YEAR",
            help="Levers vary from this year on, as a reform; default: from the start.",
            rich_help_panel=o.RUNNING,
        ),
    ] = None,
    settings: o.Settings = None,
    years: o.Years = None,
    replications: Annotated[
        int | None,
        typer.Option(
            parser=o.whole_number(1, o.MAX_REPLICATIONS),
            metavar="N",
            help="Seeds of each point, the same for all. Default: 4.",
            rich_help_panel=o.RUNNING,
        ),
    ] = None,
    seed: Annotated[
        int | None,
        typer.Option(
            parser=o.whole_number(0, o.MAX_SEED),
            metavar="N",
            help="First seed; the others follow. Default: 0.",
            rich_help_panel=o.RUNNING,
        ),
    ] = None,
    workers: o.Workers = None,
    scheduler: o.Scheduler = None,
    dry_run: Annotated[
        bool,
        typer.Option("--dry-run", help="Say how many runs it takes, and stop.", rich_help_panel=o.RUNNING),
    ] = False,
    out: o.Out = None,
    figures: o.Figures = True,
    figure_format: o.FigureFormats = None,
    json: o.Json = False,
    quiet: o.Quiet = False,
) -> None:
    """Find out which factors move which outcomes: by how much, how sure, and how much of it is interaction.

    Try:

      budgetsim sensitivity wangcheng_2022 --factors staff,staff_skill,result_use,monitoring_intensity

      budgetsim sensitivity wangcheng_2022 --method morris --outcomes net_social_value,credibility

      budgetsim sensitivity wangcheng_2022 --factors staff=1:10,budget_rule,risk_aversion --samples 512 --dry-run

      budgetsim sensitivity my_study.toml --workers 2 --out results/mine
    """
    request = _request(
        scenario,
        settings,
        {
            "method": method, "factors": factors, "outcomes": outcomes, "samples": samples, "groups": groups,
            "second_order": second_order, "sample_seed": sample_seed, "from_year": from_year, "years": years,
            "replications": replications, "seed": seed,
        },
    )  # fmt: skip
    design = request.design
    seconds = _seconds(request, design)
    processes = _processes(workers, scheduler, seconds)
    if not (json or quiet) or dry_run:
        _announce(request, design, seconds / processes, processes)
    if dry_run:
        return
    how = Running(processes, scheduler, out, quiet or json)
    _run(request, design, how, figures=figures, formats=figure_format, json=json)


def _run(  # noqa: PLR0913 - what the flags of the output say
    request: Request,
    design: Design,
    how: Running,
    *,
    figures: bool,
    formats: Sequence[str] | None,
    json: bool,
) -> None:
    """Simulate, analyse, keep, draw and tell."""
    from budgetsim.language import language
    from budgetsim.report.sensitivity import draw_all
    from budgetsim.report.sensitivity_text import finding
    from budgetsim.studies.sensitivity.analyse import analyse_all
    from budgetsim.studies.sensitivity.request import study_of
    from budgetsim.studies.sensitivity.store import read_means, write_all
    from budgetsim.studies.sensitivity.summary import summary_of

    result = run_or_resume(study_of(request, design), how)
    runs = read_means(result, request.outcomes, design.points)
    if design.calculus.is_slow(design) and not how.quiet:
        _tell(f"analysing {len(request.outcomes)} outcomes, which takes {design.method} some seconds each")
    analyses = analyse_all(design, request.outcomes, runs, how.workers)
    findings = [finding(design, analysis) for analysis in analyses]
    findings_zh = [finding(design, analysis, language("zh")) for analysis in analyses]
    summary = {"findings": findings, "findings_zh": findings_zh, **summary_of(request, design, analyses)}
    write_all(result.directory, design, analyses, runs.mean(axis=1), summary)
    endings = [str(ending) for ending in formats or ("png",)]
    drawn = draw_all(design, analyses, result.directory / "figures", endings) if figures else []
    if json:
        from budgetsim.cli.console import print_json

        print_json(summary)
    elif not how.quiet:
        from budgetsim.cli.sensitivity_results import show, show_places

        show(request, design, analyses, findings)
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
    for read in (partial(_subject, name, settings), partial(_given, flags)):
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
    return made


def _subject(name: str, settings: list[str] | None) -> dict[str, Any]:
    """Return what a study file says, or a scenario alone; with settings applied."""
    from budgetsim.scenario import apply_settings
    from budgetsim.scenario_files.find import is_path
    from budgetsim.studies.sensitivity.study_file import read_request
    from budgetsim.studies.study_file import is_study_file

    if is_path(name) and is_study_file(Path(name)):
        about = read_request(Path(name))
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


def _seconds(request: Request, design: Design) -> float:
    """Return how long the runs take on one process, about."""
    base = request.base
    years = (request.years or base.protocol.years) + base.protocol.burn_in
    each = SECONDS_PER_DEPARTMENT_YEAR * years * base.district.departments
    return each * design.points * len(request.seeds)


def _processes(workers: int | None, scheduler: str | None, seconds: float) -> int:
    """Return the number of processes: those asked for, or as many as pay."""
    from budgetsim.studies.executors import available_processors

    if workers is not None or scheduler is not None:
        return workers or 1
    return available_processors() if seconds > WORTH_WORKERS else 1


def _announce(request: Request, design: Design, seconds: float, processes: int) -> None:
    """Say what the design costs before it is run, where progress is told."""
    seeds = len(request.seeds)
    many = "" if seeds == 1 else f" x {seeds} seeds = {design.points * seeds:,} runs"
    time = f"about {max(1.0, seconds):.0f} s" if seconds < 90 else f"about {seconds / 60:.0f} min"
    place = "one process" if processes == 1 else f"{processes} processes"
    told = f"{design.told} = " if design.told else ""
    _tell(f"{design.method}: {told}{design.points:,} points{many}; {time} of simulation on {place}")


def _tell(text: str) -> None:
    print(text, file=sys.stderr, flush=True)  # noqa: T201 - progress goes to standard error
