"""``budgetsim optimise``: which mix of levers is best, for several objectives at once, under a budget."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from budgetsim.cli import options as o
from budgetsim.cli.groups import Doing
from budgetsim.cli.guard import InputError, leave_interrupted
from budgetsim.cli.progress import ProgressLine
from budgetsim.cli.study import (
    SECONDS_PER_DEPARTMENT_YEAR,
    WORTH_WORKERS,
    Running,
    load_scenarios,
    refuse_fixed,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from budgetsim.studies.factors import Factor, Role
    from budgetsim.studies.optimise.answer import Answer
    from budgetsim.studies.optimise.problem import Optimisation

SEARCH, ROBUST = "What to seek", "What is uncertain"


def _real_number(lower: float, upper: float, words: str) -> Callable[[Any], float]:
    """Return a reader of numbers above ``lower`` and at most ``upper``, whose message names value and range."""

    def read(given: Any) -> float:
        try:
            value = float(str(given).strip())
        except ValueError:
            value = math.nan
        if math.isfinite(value) and lower <= value <= upper:
            return value
        raise typer.BadParameter(f"{str(given)[:50]!r} is not {words}")

    return read


@dataclass(frozen=True)
class Seek:
    """Levers, objectives, and the budget."""

    levers: Annotated[
        list[str] | None,
        typer.Option(
            metavar="KEY=LOW:HIGH",
            help="Seek over a lever: a range, choices a,b,c, or KEY alone (several by comma) for its range in"
            " studies; repeatable. Default: the twelve levers of the funded reform.",
            rich_help_panel=SEARCH,
        ),
    ] = None
    objectives: Annotated[
        str | None,
        typer.Option(
            metavar="A,B,…",
            help="Outcomes to make better, as declared or as said: net_social_value:max. Default:"
            " public_value,net_social_value,administrative_cost,manipulation,budget_gini.",
            rich_help_panel=SEARCH,
        ),
    ] = None
    budget: Annotated[
        float | None,
        typer.Option(
            parser=_real_number(1e-300, 1e300, "a number above 0"),
            metavar="B",
            help="Largest administrative cost per department and year, in mean budgets (0.01 is 1%). Default: no"
            " limit.",
            rich_help_panel=SEARCH,
        ),
    ] = None
    material: Annotated[
        float | None,
        typer.Option(
            parser=_real_number(0.0, 1.0, "a number from 0 to 1"),
            metavar="SHARE",
            help="Do not seek objectives in which mixes differ, beyond chance, by less than this share of the status"
            " quo; 0 seeks all. Default: 0.01.",
            rich_help_panel=SEARCH,
        ),
    ] = None
    from_year: Annotated[
        int | None,
        typer.Option(
            parser=o.whole_number(1, 1000),
            metavar="Y",
            help="Recorded year in which the mixes begin. Default: 3, as in the reference reforms.",
            rich_help_panel=SEARCH,
        ),
    ] = None
    references: Annotated[
        str | None,
        typer.Option(
            metavar="A,B,…",
            help="Reforms to compare with, or none. Default: reform_package,reform_unfunded.",
            rich_help_panel=SEARCH,
        ),
    ] = None


@dataclass(frozen=True)
class Search:
    """What is uncertain, how results over its states count, and how the front is sought."""

    uncertain: Annotated[
        list[str] | None,
        typer.Option(
            "--uncertain",
            metavar="KEY=LOW:HIGH",
            help="What nobody decides or knows: a range, choices, or KEY alone (several by comma); repeatable.",
            rich_help_panel=ROBUST,
        ),
    ] = None
    states: Annotated[
        int | None,
        typer.Option(
            parser=o.whole_number(2, 1000),
            metavar="K",
            help="States of what is uncertain that are drawn. Default: 8.",
            rich_help_panel=ROBUST,
        ),
    ] = None
    robust: Annotated[
        str | None,
        typer.Option(
            metavar="HOW",
            help="How results over states and seeds count: mean (default), worst_decile or regret.",
            rich_help_panel=ROBUST,
        ),
    ] = None

    population: Annotated[
        int | None,
        typer.Option(
            parser=o.whole_number(4, 2000),
            metavar="P",
            help="Mixes in a generation, and at most on the front. Default: 48.",
            rich_help_panel=o.DESIGN,
        ),
    ] = None
    generations: Annotated[
        int | None,
        typer.Option(
            parser=o.whole_number(1, 10_000),
            metavar="G",
            help="Generations; more of them go on from where fewer ended. Default: 120.",
            rich_help_panel=o.DESIGN,
        ),
    ] = None
    algorithm: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="sms_emoa (default), nsga2 or nsga3.",
            rich_help_panel=o.DESIGN,
        ),
    ] = None
    search_seed: Annotated[
        int | None,
        typer.Option(
            parser=o.whole_number(0, o.MAX_SEED),
            metavar="N",
            help="Seed of the search and of the states. Default: 0.",
            rich_help_panel=o.DESIGN,
        ),
    ] = None


@dataclass(frozen=True)
class Tried:
    """Under which seeds mixes are tried and judged."""

    settings: o.Settings = None
    years: o.Years = None
    replications: Annotated[
        int | None,
        typer.Option(
            parser=o.whole_number(1, o.MAX_REPLICATIONS),
            metavar="R",
            help="Seeds under which the search tries every mix. Default: 8.",
            rich_help_panel=o.RUNNING,
        ),
    ] = None
    fresh: Annotated[
        int | None,
        typer.Option(
            parser=o.whole_number(1, o.MAX_REPLICATIONS),
            metavar="N",
            help="Fresh seeds under which the front is judged in the end. Default: 8 R.",
            rich_help_panel=o.RUNNING,
        ),
    ] = None
    seed: o.SomeSeed = None
    behaviour: o.Behaviour = None


def optimise(
    what: Annotated[
        str,
        typer.Argument(metavar="SCENARIO", help="A reference scenario, a scenario file, or a study file."),
    ] = "wangcheng_2022",
    *,
    seek: Seek,
    search: Search,
    tried: Tried,
    doing: Doing,
) -> None:
    """Seek the mixes of levers that no other beats in everything, under a budget and under uncertainty.

    Every mix meets the same worlds. The front is judged again on fresh ones, and its knee is named and written
    as a scenario.

    Try:

      budgetsim optimise wangcheng_2022 --budget 0.01

      budgetsim optimise --objectives net_social_value,administrative_cost --levers staff=1:15 --levers result_use

      budgetsim optimise --uncertain risk_aversion=6:18 --uncertain culture_initial --robust worst_decile

      budgetsim optimise experiments/optimise_under_budget.toml
    """
    given = {**vars(seek), **vars(search), **vars(tried)}
    asked = _asked(what, given)
    made, directory = _run(asked, doing.running)
    from budgetsim.cli.optimise_results import present

    present(made, directory, doing.formats, json=doing.json, quiet=doing.quiet)


def _asked(what: str, flags: dict[str, Any]) -> Optimisation:
    """Return the question: the study file's, if there is one, overruled by the command line."""
    from budgetsim.cli.code import check_code
    from budgetsim.studies.factors import Place
    from budgetsim.studies.optimise.ask import complete
    from budgetsim.studies.optimise.problem import objectives_of
    from budgetsim.studies.study_file import is_study_file

    given = dict(flags)
    levers, uncertain, settings, behaviour = (
        given.pop(name) for name in ("levers", "uncertain", "settings", "behaviour")
    )
    own: dict[str, Any] = {}
    if what.endswith(".toml") and is_study_file(Path(what)):
        from budgetsim.studies.optimise.ask import read_optimisation

        own = read_optimisation(Path(what))
        if settings:
            from budgetsim.scenario import apply_settings

            own["base"] = apply_settings(own["base"], settings)
    else:
        own["base"] = load_scenarios([what], settings)[0]
    for flag, key, role in (("--levers", "levers", "lever"), ("--uncertain", "uncertainties", "uncertainty")):
        own[key] = _factors(own.get(key, ()), (levers if key == "levers" else uncertain) or (), flag, role)  # type: ignore[arg-type]
    if given["objectives"] is not None:
        given["objectives"] = objectives_of(_listed(given["objectives"]), Place("--objectives"))
    if given["references"] is not None:
        given["references"] = [name for name in _listed(given["references"]) if name != "none"]
    own |= {key: value for key, value in given.items() if value is not None}
    refuse_fixed(own["uncertainties"], settings or (), years=given["years"])
    return complete({**own, "code": check_code(None, behaviour)})


def _factors(own: Sequence[Factor], given: Sequence[str], flag: str, role: Role) -> tuple[Factor, ...]:
    """Return the factors of the file, replaced or followed by those of the command line; all faults at once."""
    from budgetsim.scenario import ScenarioError
    from budgetsim.studies.factors import parse_vary

    named: dict[str, Factor] = {}
    faults: list[Any] = []
    texts = [text for item in given for text in ([item] if "=" in item else item.split(","))]
    for text in texts:
        try:
            made = parse_vary(text.strip(), flag, role)
        except ScenarioError as error:
            faults += error.faults
            continue
        if made.name in named:
            raise InputError(f"{flag} {text}: {made.key} is varied twice; name it once")
        named[made.name] = made
    if faults:
        raise ScenarioError(faults)
    kept = [named.pop(factor.name, factor) for factor in own]
    return (*kept, *named.values())


def _listed(text: str) -> list[str]:
    return [name.strip() for name in text.split(",") if name.strip()]


class _Course:
    """Progress over all rounds; runs that were there already are taken off what is left to do."""

    def __init__(self, line: ProgressLine, planned: int, *, quiet: bool) -> None:
        self._line, self._left, self._quiet = line, planned, quiet
        self._before = self._found = self._planned = 0
        self._done = -1
        self._there, self._told = 0, False

    def __call__(self, done: int, planned: int) -> None:
        """Take note of a round's finished and planned runs; within a round the former only grow."""
        if planned != self._planned or done <= self._done:
            self._before += max(0, self._done - self._found)
            self._found, self._planned = done, planned
            self._left -= done
            self._there += done
            self._tell(done, planned)
        self._done = done
        self._line(self._before + done - self._found, max(self._left, 1))

    def _tell(self, done: int, planned: int) -> None:
        """Say once what an earlier call has left, when new work begins."""
        if done < planned and not self._told:
            self._told = True
            if self._there and not self._quiet:
                typer.echo(f"{self._there:,} runs of an earlier search are there already", err=True)


def _run(asked: Optimisation, how: Running) -> tuple[Answer, Path]:
    """Search or resume; what was finished stays when it is interrupted."""
    from budgetsim.studies.campaign import open_campaign
    from budgetsim.studies.optimise.answer import answer, head_of
    from budgetsim.studies.optimise.evaluate import planned_runs
    from budgetsim.studies.optimise.write import summary, write

    head, runs = head_of(asked), planned_runs(asked)
    directory = head.default_directory() if how.out is None else how.out
    line = ProgressLine(quiet=how.quiet)
    try:
        with open_campaign(
            head,
            directory,
            workers=_workers(asked, runs, how),
            scheduler=how.scheduler,
            progress=_Course(line, runs, quiet=how.quiet),
        ) as campaign:
            made = answer(asked, campaign)
            write(made, directory)
            campaign.finish({"summary": summary(made)})
            return made, directory
    except KeyboardInterrupt:
        line.close()
        raise typer.Exit(leave_interrupted(f"the same command goes on in {directory}")) from None
    finally:
        line.close()


def _workers(asked: Optimisation, runs: int, how: Running) -> int | None:
    """Return the number of processes: those asked for, or as many as pay."""
    if how.workers is not None or how.scheduler is not None:
        return how.workers or 1
    protocol = asked.base.protocol
    years = runs * (protocol.years + protocol.burn_in) * asked.base.district.departments
    return None if SECONDS_PER_DEPARTMENT_YEAR * years > WORTH_WORKERS else 1
