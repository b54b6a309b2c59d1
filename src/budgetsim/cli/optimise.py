"""``budgetsim optimise``: which mix of levers is best, for several objectives at once, under a budget."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from budgetsim.cli.groups import Doing, Running
from budgetsim.cli.guard import InputError, leave_interrupted
from budgetsim.cli.optimise_flags import Search, Seek, Tried
from budgetsim.cli.study import load_scenarios, refuse_fixed, refuse_inert
from budgetsim.studies.progress import ProgressLine, Shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from budgetsim.studies.factors import Factor, Role
    from budgetsim.studies.optimise.answer import Answer
    from budgetsim.studies.optimise.problem import Optimisation


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

      budgetsim optimise --uncertain risk_aversion=1:3 --uncertain culture_initial --robust worst_decile

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
    own["levers"] = _factors(own.get("levers", ()), levers or (), "--levers", "lever")
    own["uncertainties"] = _factors(
        own.get("uncertainties", ()), uncertain or (), "--uncertain", "uncertainty"
    )
    if given["objectives"] is not None:
        given["objectives"] = objectives_of(_listed(given["objectives"]), Place("--objectives"))
    if given["references"] is not None:
        given["references"] = [name for name in _listed(given["references"]) if name != "none"]
    own |= {key: value for key, value in given.items() if value is not None}
    refuse_fixed(own["uncertainties"], settings or (), years=given["years"])
    made = complete({**own, "code": check_code(None, behaviour)})
    refuse_inert((made.base,), settings or (), (*made.levers, *own["uncertainties"]), made.code)
    return made


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
    from budgetsim.studies.optimise.answer import answer, head_of
    from budgetsim.studies.optimise.evaluate import planned_runs
    from budgetsim.studies.optimise.write import summary, write
    from budgetsim.studies.runner import open_campaign

    head, runs = head_of(asked), planned_runs(asked)
    directory = head.default_directory() if how.out is None else how.out
    processes = _prepare(asked, runs, directory, how)
    line = ProgressLine(Shown.detect() if not how.quiet else Shown.NOWHERE)
    try:
        with open_campaign(
            head,
            directory,
            workers=processes,
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


def _prepare(asked: Optimisation, runs: int, directory: Path, how: Running) -> int:
    """Tell what the search costs, if somebody should know; return the number of processes."""
    from budgetsim.cli.cost import SMALLER, WORTH_WORKERS, announce, timed
    from budgetsim.studies.cost import Cost, processes_for, work_like
    from budgetsim.studies.optimise.worlds import some_mixes

    work = work_like(some_mixes(asked), runs, asked.seeds, asked.code)
    processes = processes_for(work.rough_seconds, how.workers, how.scheduler, WORTH_WORKERS)
    states = f" x {asked.states} states" if asked.states > 1 else ""
    cost = Cost(
        runs,
        0.0,
        work.disk(kept=len(asked.outcomes), csv=False, studies=asked.generations),
        processes,
        at_most=True,
        directory=directory,
        how=f"optimise {asked.name}: {asked.population} mixes x {asked.generations} generations{states}"
        f" x {len(asked.seeds)} seeds and a check under {asked.fresh}: ",
        smaller=SMALLER["optimise"],
    )
    announce(timed(cost, work, how), how)
    return processes
