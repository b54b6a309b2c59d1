"""The engine: from a question to its answer, run or resumed in a directory, and back from a directory.

What a kind of study yields is run here: a study in the directory itself, rounds in ``rounds/`` of it, work on the same
processes. Identity, resuming, workers, interruption and the files of the answer are the same for every kind.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from budgetsim.language import told
from budgetsim.model.engine.choice import Engine
from budgetsim.registry import KINDS
from budgetsim.scenario_files.faults import reason_of
from budgetsim.studies.answer import COMMAND, Answer
from budgetsim.studies.compiling import engine_for, open_workers
from budgetsim.studies.cost import Cost, runs_there, work_of
from budgetsim.studies.cost import Work as RunsAhead
from budgetsim.studies.directory import read_description
from budgetsim.studies.errors import StudyError
from budgetsim.studies.executors import Workers, open_executor
from budgetsim.studies.files import ENVIRONMENT, SUMMARY, answer_file, in_words, kept_answer, write_whole
from budgetsim.studies.keep import EVERYTHING, KEEP, Keep
from budgetsim.studies.kind import Adaptive, Kind, Round, Stored, Work, kind_of
from budgetsim.studies.progress import Course
from budgetsim.studies.provenance import COMMAND_LINE, KEY, environment
from budgetsim.studies.runner import Campaign, Progress, open_campaign, run_on
from budgetsim.studies.store import no_directory, no_results
from budgetsim.studies.study import Study

A = TypeVar("A", bound=Answer)
Q = TypeVar("Q")
SIMULATED = "simulate"
"""Command of directories that ``Result.save`` wrote."""


@dataclass(frozen=True)
class Running:
    """How a study is run, whatever it is about: nothing of it changes a number.

    ``told`` is called with what is worth a word while it runs, ``begun`` with the number of a task that has a name, how
    many there are, and its name.
    """

    directory: Path | None = None
    workers: int | None = 1
    scheduler: str | None = None
    progress: Progress | None = None
    told: Callable[[str], None] = lambda _: None
    begun: Callable[[int, int, str], None] = lambda _, __, ___: None


@dataclass(frozen=True)
class Planned:
    """A question whose steps have begun: what comes first, and where it is kept.

    What comes first is the answer already where nothing is to be run.
    """

    kind: Kind[Any, Any]
    question: Any
    steps: Any
    first: Study | Round | Work | Stored | Adaptive | Answer
    head: Any

    @property
    def known(self) -> Answer | None:
        """The answer, if the question alone gave it."""
        return self.first if isinstance(self.first, Answer) else None

    @property
    def study(self) -> Study | None:
        """The first study, by which the cost is told; none where no runs are left to do."""
        match self.first:
            case Round():
                return self.first.study
            case Study():
                return self.first
            case Stored() if not self.first.result.complete:
                return self.first.result.study
        return None

    @property
    def stored(self) -> Path | None:
        """The directory of finished runs that is asked another question, if one is."""
        return self.first.result.directory if isinstance(self.first, Stored) else None

    @property
    def is_resumed(self) -> bool:
        """Whether an interrupted call goes on where it stopped; without studies it starts anew."""
        return self.head is not None or self.stored is not None or self.study is not None

    def directory(self) -> Path | None:
        """Return where it is kept if nobody says otherwise; ``None`` where no study is run, so that nothing is kept."""
        if self.head is not None:
            return Path(self.head.default_directory())
        if self.stored is not None:
            return self.stored
        return None if self.study is None else self.study.default_directory()

    def cost(self, directory: Path | None) -> tuple[Cost, RunsAhead | None]:
        """Return what it takes in runs and disk, and the work by which time is added; ``None`` where nothing is run."""
        cost, work = self.estimate
        if self.stored is None:
            cost = replace(cost, directory=directory)
        if self._own_cost is None and self.study is not None and directory is not None and directory.is_dir():
            cost = replace(cost, there=runs_there(directory, self.study.identity()))
        return cost, work

    @cached_property
    def _own_cost(self) -> tuple[Cost, RunsAhead | None] | None:
        return self.kind.cost(self.question)

    @cached_property
    def estimate(self) -> tuple[Cost, RunsAhead | None]:
        """What it takes wherever it is kept, as if nothing was there yet; counted once."""
        smaller = tuple(self.kind.smaller)
        if self._own_cost is not None:
            cost, ahead = self._own_cost
            return replace(cost, smaller=cost.smaller or smaller), ahead
        study = self.study
        if isinstance(self.first, Stored) and study is None:
            result = self.first.result
            how = f"{result.about['command']} {result.about['name']}{told('fault-colon')}"
            runs = result.planned_runs
            return Cost(runs, 0.0, there=runs, directory=self.stored, how=how, smaller=smaller), None
        if study is None:
            return Cost(0, 0.0), None
        work = work_of(study)
        lead = getattr(self.question, "lead", None)
        how = lead() if lead else f"{study.command} {study.name}{told('fault-colon')}"
        cost = Cost(
            work.runs, 0.0, work.disk(), points=work.points, seeds=work.seeds, how=how, smaller=smaller,
        )  # fmt: skip
        return cost, work

    @cached_property
    def engine(self) -> Engine | None:
        """The engine of all runs, decided before workers are opened; ``None`` where every run decides for itself."""
        return None if isinstance(self.first, Adaptive) else engine_for(self.estimate[1])


def plan(kind: Kind[Q, A], question: Q) -> Planned:
    """Begin the steps of a question; nothing is run yet.

    Raises
    ------
    ScenarioError, StudyError
        If the question cannot be a study.
    """
    steps = kind.steps(question)
    try:
        first = next(steps)
    except StopIteration as end:
        first = end.value
    return Planned(kind, question, steps, first, kind.head(question))


def answer(planned: Planned, running: Running) -> Any:
    """Run what the steps of a question yield, or what is missing of it; return the answer, which is kept.

    Where nothing is to be run, or no study is and no directory is given, nothing is kept.

    Raises
    ------
    StudyError
        If the directory cannot be used, workers cannot be had, or runs failed. What is finished is kept.
    KeyboardInterrupt
        When interrupted; what is finished is kept, and the same question goes on there.
    """
    if planned.known is not None:
        return planned.known
    directory = running.directory or planned.directory()
    cost = planned.estimate[0]
    course = Course(running.progress, 0 if cost.at_most else cost.runs, running.told)
    if directory is not None and (planned.stored is not None or not planned.is_resumed):
        with in_words(directory, "use"):
            directory.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        campaign: Campaign | None = None
        if planned.head is not None and directory is not None:
            campaign = stack.enter_context(
                open_campaign(
                    planned.head, directory, workers=running.workers, scheduler=running.scheduler,
                    engine=planned.engine, progress=course,
                )
            )  # fmt: skip
            pool = campaign.workers
        else:
            pool = stack.enter_context(open_workers(planned.engine, running.workers, running.scheduler))
        item: Any = planned.first
        while True:
            try:
                item = planned.steps.send(_done(item, directory, campaign, pool, running, course))
            except StopIteration as end:
                made: Answer = end.value
                break
        made.at(directory).fresh()
        kept = str(_keep_of(planned))
        document = made.keep(directory, command_line=_line_of(planned), **({KEEP: kept} if kept else {}))
        if directory is not None and not planned.is_resumed:  # studies say it in their manifests
            with in_words(directory, "write", ENVIRONMENT):
                write_whole(directory / ENVIRONMENT, json.dumps(environment(), indent=1).encode() + b"\n")
        if campaign is not None:
            campaign.finish({"summary": {key: document[key] for key in (COMMAND, KEY)}})
    return made


def _keep_of(planned: Planned) -> Keep:
    """Return what is stored of the runs: what is asked for, or what a directory holds."""
    if isinstance(planned.first, Stored):
        return planned.first.result.keep
    keep: Keep = getattr(planned.question, "keep", EVERYTHING)
    return keep


def _line_of(planned: Planned) -> str:
    """Return the line that results are kept with: where the same command goes on in a directory, the one before."""
    first = planned.first
    if isinstance(first, Stored) and first.result.study.command == planned.kind.name:
        earlier = (first.result.manifest or {}).get("command_lines") or [""]
        return str(earlier[0]) or COMMAND_LINE.get()
    return COMMAND_LINE.get()


def _done(  # noqa: PLR0913 - where it is run, and who is told
    item: Study | Round | Work | Stored | Adaptive,
    directory: Path | None,
    campaign: Campaign | None,
    pool: Workers,
    running: Running,
    course: Course,
) -> Any:
    """Run one thing that steps yielded."""
    if isinstance(item, Work):
        return _worked(item, running)
    if isinstance(item, Stored) and item.result.complete:
        return item.result
    if directory is None:
        raise AssertionError(
            "a kind of study that runs any begins with a study, a round or a stored one, or has a head"
        )
    if isinstance(item, Adaptive):
        return item.function(directory, pool, running.progress)
    if isinstance(item, Round):
        if campaign is None:
            raise AssertionError(f"round {item.name!r} of a kind of study that has no head")
        course.about = item.about
        return campaign.run(item.name, item.study)
    if campaign is not None:
        raise AssertionError("a kind of study with a head yields rounds, each with a name")
    if isinstance(item, Stored):
        return run_on(pool, item.result.study, item.result.directory, progress=running.progress)
    return run_on(pool, item, directory, progress=running.progress)


def _worked(work: Work, running: Running) -> list[Any]:
    """Return the results of work, in the order of its tasks; on several processes where it is slow."""
    if work.is_slow and work.about:
        running.told(work.about)
    count = min(running.workers or 1, max(len(work.tasks), 1)) if work.is_slow else 1
    order = [(place, work.function, task) for place, task in enumerate(work.tasks)]
    results: dict[int, Any] = {}

    def begin_next() -> None:
        place = len(results)
        if place < len(work.names):
            running.begun(place + 1, len(work.names), work.names[place])

    begin_next()
    with open_executor(count, running.scheduler if work.is_slow else None) as pool:
        for place, result in pool.map(_placed, order):
            results[place] = result
            begin_next()
    return [results[place] for place in range(len(order))]


def _placed(task: tuple[int, Callable[[Any], Any], Any]) -> tuple[int, Any]:
    place, function, own = task
    return place, function(own)


def load(directory: str | Path) -> Answer:
    """Return the answer that a command or a function of the package left in a directory.

    Raises
    ------
    StudyError
        If there is no such directory, no answer in it, or it is not as it was written.
    """
    path = Path(directory)
    if not path.is_dir():
        raise StudyError(no_directory(path))
    about = read_description(path)
    if about is None and not answer_file(path).is_file():
        raise StudyError(no_results(path))
    name = kind_behind(about or {})
    remade = kind_of(name).remade if name in KINDS else None
    if remade is not None and not (path / SUMMARY).exists():
        anew: Answer = remade(path)
        return anew.at(path)
    document = kept_answer(path)
    if remade is not None and COMMAND not in document:  # results of before, whose documents held less
        anew = remade(path)
        return anew.at(path)
    return read_answer(document, command_of(path, document), path)


def command_of(directory: Path, document: Mapping[str, Any]) -> str:
    """Return the kind of study of an answer; results of before say it in their description alone."""
    return str(document.get(COMMAND) or kind_behind(read_description(directory) or {}))


def kind_behind(about: Mapping[str, Any]) -> str:
    """Return the kind of study that a directory's description tells of; an empty text if it tells of none.

    What ``Result.save`` wrote is a run of one scenario, or a comparison of several.
    """
    command = str(about.get("command", ""))
    if command == SIMULATED:
        return "run" if about.get("scenario_count") == 1 else "compare"
    return command


def read_answer(document: Mapping[str, Any], command: str, directory: Path) -> Answer:
    """Return the answer of a document.

    Raises
    ------
    StudyError
        If there is no such kind of study, or the document is not as its command writes it.
    """
    from pydantic import ValidationError

    if command not in KINDS:
        made_by = repr(command) if command else told("study-answer-unknown.command")
        raise StudyError(told("study-answer-unknown", directory=str(directory), command=made_by))
    try:
        kind = kind_of(command)
        answer: Answer = kind.answer.from_dict(kind.completed(dict(document), directory))
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        message = told(
            "study-answer-edited",
            file=str(answer_file(directory)),
            command=command,
            place=place,
            reason=reason_of(first),
            more=str(error.error_count() - 1),
        )
        raise StudyError(message) from error
    return answer.at(directory, document)
