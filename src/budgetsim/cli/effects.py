"""``budgetsim effects``: what each lever does, at which dose, with which others, in which order, at what cost."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from budgetsim.cli.effects_flags import Moves, Precision, Tried
from budgetsim.cli.groups import Doing, Running
from budgetsim.cli.guard import CHECK_FAILED, InputError, complain, leave_interrupted
from budgetsim.cli.study import load_scenarios, refuse_inert, run_or_resume, seeds_from
from budgetsim.rounding import apart
from budgetsim.studies.progress import ProgressLine, Shown

if TYPE_CHECKING:
    from budgetsim.studies.effects.analysis import Effects
    from budgetsim.studies.effects.precision import Reached, Target
    from budgetsim.studies.effects.request import Request
    from budgetsim.studies.runner import Campaign


def effects(
    scenario: Annotated[
        str, typer.Argument(metavar="SCENARIO", help="A reference scenario, or path of a TOML file.")
    ] = "wangcheng_2022",
    *,
    moves: Moves,
    precision: Precision,
    tried: Tried,
    doing: Doing,
) -> None:
    """Estimate what levers do: paired effects, doses, interactions, the order of reforms, cost-effectiveness.

    All points meet the same seeds, so effects are paired. Tables are written as CSV, Markdown and LaTeX.

    Try:

      budgetsim effects

      budgetsim effects wangcheng_2022 --levers monitoring_intensity=0.04:0.5,result_use,staff=8 --precision 0.001

      budgetsim effects wangcheng_2022 --levers budget_rule=linear,posterior --levers staff=3:12:10 --parts effects,dose

      budgetsim effects --switch platform="information_systems=0.9,monitoring_intensity=0.3" --levers result_use
    """
    request = _asked(scenario, moves, tried, precision)
    made, directory = _run(request, _target(request, precision), doing.running, refined=moves.refine)
    from budgetsim.cli.effects_results import present

    present(made, directory, doing.formats, json=doing.json, quiet=doing.quiet)
    if made.precision is not None and not made.precision.is_reached:
        complain("the precision was not reached; the results are those of all replications that were allowed")
        raise typer.Exit(CHECK_FAILED)


def _asked(scenario: str, moves: Moves, tried: Tried, precision: Precision) -> Request:
    """Return the question with its defaults."""
    from budgetsim.cli.code import check_code
    from budgetsim.studies.effects.request import complete

    most = precision.max_replications if precision.precision else None
    seeds_from(tried.seed, max(tried.replications, most or 0))
    base = load_scenarios([scenario], tried.settings)[0]
    given = {**vars(moves), **vars(tried)}
    given |= {"switches": given.pop("switch"), "first_seed": given.pop("seed")}
    given |= {"code": check_code(None, given.pop("behaviour"))}
    del given["settings"], given["refine"]
    request = complete(base, given)
    refuse_inert((base,), tried.settings or (), [lever.factor for lever in request.levers], request.code)
    return request


def _target(request: Request, flags: Precision) -> Target | None:
    """Return the precision that is asked for.

    Raises
    ------
    InputError
        If flags of precision contradict each other or the rest.
    """
    from budgetsim.studies.effects.precision import MOST, Target
    from budgetsim.studies.study_file import names_of

    precision, named, most = flags.precision, flags.precision_outcome, flags.max_replications
    if precision is None:
        odd = {"--precision-outcome": named, "--max-replications": most}
        wrong = next((flag for flag, value in odd.items() if value is not None), None)
        if wrong:
            raise InputError(f"{wrong} belongs to --precision H; give the half-width too")
        return None
    if not {"effects", "cost"} & set(request.parts):
        raise InputError("--precision is about the effects of levers moved alone; add effects to --parts")
    if request.replications < 2:
        raise InputError(
            "--replications 1 with --precision: an interval needs at least 2 replications to begin with"
        )
    if (most or MOST) < request.replications:
        raise InputError(
            f"--max-replications {most or MOST} is less than --replications {request.replications}"
        )
    if named is None:
        outcomes = request.outcomes[:1]
    elif named.strip() == "all":
        outcomes = request.outcomes
    else:
        outcomes = names_of(
            named, "--precision-outcome", request.outcomes, f"outcomes shown: {', '.join(request.outcomes)}"
        )
    return Target(precision, outcomes, most or MOST)


def _run(request: Request, target: Target | None, how: Running, *, refined: bool) -> tuple[Effects, Path]:
    """Run or resume one study, or rounds of more seeds and more doses where these follow from what was found."""
    from budgetsim.studies.effects.analysis import analyse

    if target is None and not (refined and "dose" in request.parts):
        result = run_or_resume(request.study(), how)
        return analyse(request, result), result.directory
    return _in_rounds(request, target, how, refined=refined)


def _in_rounds(
    request: Request, target: Target | None, how: Running, *, refined: bool
) -> tuple[Effects, Path]:
    from budgetsim.studies.effects.analysis import analyse
    from budgetsim.studies.runner import open_campaign
    from budgetsim.studies.store import load_study

    head = request.head()
    directory = head.default_directory() if how.out is None else how.out
    workers = _prepare(request, target, directory, how, refined=refined)
    course = _Course(quiet=how.quiet)
    try:
        with open_campaign(
            head, directory, workers=workers, scheduler=how.scheduler, progress=course
        ) as campaign:
            asked, reached = _rounds(request, target, campaign, course, refined=refined)
            campaign.finish({} if reached is None else {"precision": _as_json(reached)})
    except KeyboardInterrupt:
        raise typer.Exit(leave_interrupted(f"the same command goes on in {directory}")) from None
    finally:
        course.close()
    return analyse(asked, load_study(directory), reached, given=request), directory


def _rounds(
    request: Request, target: Target | None, campaign: Campaign, course: _Course, *, refined: bool
) -> tuple[Request, Reached | None]:
    """Run rounds of seeds until effects are precise enough, then rounds of doses around the best ones."""
    from budgetsim.studies.effects.precision import replicate
    from budgetsim.studies.effects.refine import refine_in

    reached = None
    if target is None:
        campaign.run("first", request.study())
    else:
        reached = replicate(request, target, campaign, course.tell)
    course.close()
    if refined and "dose" in request.parts:
        request = refine_in(campaign, request)
    return request, reached


def _prepare(
    request: Request, target: Target | None, directory: Path, how: Running, *, refined: bool
) -> int | None:
    """Tell what the rounds cost, if somebody should know; return the number of processes.

    Nobody knows how many rounds precision takes; the cost is that of all replications that are allowed.
    """
    from budgetsim.cli.cost import SMALLER, announce, processes_of, timed
    from budgetsim.studies.cost import Cost, work_of
    from budgetsim.studies.effects.refine import added_doses
    from budgetsim.studies.executors import available_processors

    study = request.study()
    processes = processes_of(study, how)
    # Two pay from the second round on.
    workers = processes if target is None else how.workers or (1 if how.scheduler else None)
    begun = work_of(study)
    usual, most = added_doses(request) if refined else (0, 0)
    seeds = begun.seeds if target is None else target.most
    work = begun.of(begun.points + (usual if target is None else most), seeds)
    lead = f"effects {request.base.name}: {begun.points:,} points"
    cost = Cost(
        work.runs,
        0.0,
        work.disk(csv=False),
        workers or available_processors(),
        at_most=target is not None,
        most=(begun.points + most) * seeds if target is None else None,
        directory=directory,
        how=f"{lead} and more around the best doses, " if most else f"{lead}, ",
        smaller=(*(("--max-replications",) if target else ()), *SMALLER["effects"]),
    )
    announce(timed(cost, work, how), how)
    return workers


def _as_json(reached: Reached) -> dict[str, Any]:
    """Return what a campaign reached, as plain values."""
    return {
        "target": reached.target.half_width,
        "outcomes": list(reached.target.outcomes),
        "reached": reached.is_reached,
        "half_width": reached.half_width if math.isfinite(reached.half_width) else None,
        "lever": reached.lever,
        "outcome": reached.outcome,
        "replications": reached.replications,
        "rounds": reached.rounds,
    }


class _Course:
    """Progress over rounds: a line while one runs, a word after each that was not precise enough."""

    def __init__(self, *, quiet: bool) -> None:
        self._quiet = quiet
        self._line: ProgressLine | None = None
        self._there = 0

    def __call__(self, done: int, planned: int) -> None:
        """Take note of a round's finished and planned runs."""
        if self._line is None and done == planned:
            self._there += done
            return
        if self._there and not self._quiet:
            typer.echo(f"{self._there:,} runs of finished rounds are there already", err=True)
        self._there = 0
        self._line = self._line or ProgressLine(Shown.detect() if not self._quiet else Shown.NOWHERE)
        self._line(done, planned)

    def tell(self, reached: Reached) -> None:
        """Say how precise the effects are by now."""
        ran = self._line is not None
        self.close()
        if ran and not self._quiet and not reached.is_reached:
            half, wanted = apart(reached.half_width, reached.target.half_width)
            typer.echo(
                f"{reached.replications:,} replications: half-width {half}, not yet {wanted}; about"
                f" {reached.needed:,} are needed",
                err=True,
            )

    def close(self) -> None:
        """Remove the line from a terminal."""
        if self._line is not None:
            self._line.close()
        self._line = None
