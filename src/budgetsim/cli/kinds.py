"""Commands of kinds of study: flags, help and completion come from the question, the rest from the engine."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from budgetsim.cli import garbage
from budgetsim.cli import options as o
from budgetsim.cli.asking import asking, parameters_of, posed, texts_of
from budgetsim.cli.commands import examples
from budgetsim.cli.drawing import Draughtsman
from budgetsim.cli.guard import CHECK_FAILED, INTERRUPTED, InputError, complain, leave_interrupted
from budgetsim.cli.options import Doing
from budgetsim.language import Language, spoken, told
from budgetsim.model.engine.choice import using
from budgetsim.studies.answer import TO_PEOPLE
from budgetsim.studies.ask import asked_fields
from budgetsim.studies.engine import Planned, Running, answer, plan
from budgetsim.studies.kind import Kind, kind_of
from budgetsim.studies.progress import ProgressLine, Shown
from budgetsim.studies.table import text_of
from budgetsim.studies.values import is_directory

if TYPE_CHECKING:
    from budgetsim.report.drawing import Drawn
    from budgetsim.studies.answer import Answer
    from budgetsim.studies.table import Column, Table

LONG = 100.0
"""Seconds of a study beside which the two that importing for figures takes are nothing: a helper process that would do
it in the meantime would hold 190 MB all the while."""
WIDE = 96
"""Columns of a terminal that also shows what narrow ones leave out."""


@dataclass(frozen=True)
class Asking(Doing):
    """Where a study runs, and in which form its answer is printed."""

    markdown: Annotated[bool, o.switch("--markdown", panel=o.OUTPUT)] = False
    report: Annotated[bool, o.switch("--report", panel=o.OUTPUT)] = False

    def problems(self) -> list[str]:
        """As ``Doing.problems``."""
        return [
            *super().problems(),
            *([told("cli-json-and-markdown")] if self.json and self.markdown else []),
        ]


def function_of(name: str) -> Callable[..., None]:
    """Return the command of a kind of study, as Typer reads it: one parameter for every field of the question."""
    kind = kind_of(name)
    parameters = parameters_of(name, kind.question)
    if kind.goes_on:
        parameters.append(_status(spoken()))
    doing = inspect.Parameter("doing", inspect.Parameter.KEYWORD_ONLY, annotation=Asking)

    def run(*, doing: Asking, status: bool = False, **given: Any) -> None:
        if status:
            _show_status(kind, given, doing)
            return
        with using(doing.engine):
            question = _pose(kind, {key: texts_of(value) for key, value in given.items()}, doing)
            with Draughtsman(name, doing.formats, spoken().code) as draughtsman:
                _answer(kind, question, doing, draughtsman)

    run.__name__ = name
    return examples(*kind.examples)(asking(run, [*parameters, doing], kind.question))


def _status(say: Language) -> inspect.Parameter:
    """Return the flag of commands that go on in a directory."""
    option = typer.Option("--status", help=say("ask-status"), rich_help_panel=o.OUTPUT)
    keyword = inspect.Parameter.KEYWORD_ONLY
    return inspect.Parameter("status", keyword, default=False, annotation=Annotated[bool, option])


def _show_status(kind: Kind[Any, Any], given: dict[str, Any], doing: Doing) -> None:
    """Tell how far the study is whose directory is named in place of a scenario."""
    from budgetsim.cli.status import show_status

    argument = next(one.name for one in asked_fields(kind.question) if one.ask.argument)
    named = given[argument] if isinstance(given[argument], list) else [given[argument]]
    if len(named) > 1 or not is_directory(named[0]):
        raise InputError(spoken()("ask-status-needs", given=repr(str(named[0]))))
    show_status(Path(named[0]), json=doing.json)


def _pose(kind: Kind[Any, Any], given: dict[str, Any], doing: Asking) -> Any:
    """Return the question, and say how far its checks are where they take time."""
    line = _line(doing, kind.counted)
    try:
        return posed(kind.question, given, doing.problems(), progress=line if kind.counted else None)
    except KeyboardInterrupt:
        line.close()
        complain(told("cli-interrupted-early"))
        raise typer.Exit(INTERRUPTED) from None
    finally:
        line.close()


def _line(doing: Asking, what: str = "runs") -> ProgressLine:
    return ProgressLine(Shown.NOWHERE if doing.running.quiet else Shown.detect(), what=what)


def _answer(kind: Kind[Any, Any], question: Any, doing: Asking, draughtsman: Draughtsman) -> None:
    """Say what it costs, run it, keep and draw it, and tell what was found."""
    draughtsman.start()
    with garbage.left_alone():
        planned = plan(kind, question)
    _refuse_report_of_nothing(planned, doing)
    if planned.known is not None:
        _tell(planned.known, doing)
        return
    if doing.out and planned.stored:
        raise InputError(told("cli-out-of-directory", directory=str(planned.stored)))
    directory = doing.out or planned.directory()
    processes, seconds = _prepare(planned, directory, doing)
    if directory is None or seconds >= LONG:
        draughtsman.stop()
    line = _line(doing)
    running = Running(
        directory, processes, doing.scheduler, line, lambda text: _announce(text, line, doing), line.begin,
    )  # fmt: skip
    try:
        made: Answer = answer(planned, running)
    except KeyboardInterrupt:
        line.close()
        if not planned.is_resumed:
            complain(told("cli-interrupted-unkept"))
            raise typer.Exit(INTERRUPTED) from None
        how = told("cli-goes-on-in", directory=str(directory))
        raise typer.Exit(leave_interrupted(how)) from None
    finally:
        line.close()
    if directory is not None:
        draughtsman.begin(made)
    if not doing.json:
        _tell(made, doing)
    drawn = draughtsman.figures()
    if doing.json:
        _tell(made, doing, directory=None if directory is None else str(directory))
    elif directory is not None and not (doing.quiet or doing.markdown):
        show_places(made, drawn)
    if doing.report:
        _report(directory, doing)
    missed = kind.missed(made, spoken())
    if missed:
        complain(missed)
        raise typer.Exit(CHECK_FAILED)


def _refuse_report_of_nothing(planned: Planned, doing: Asking) -> None:
    """Refuse a report where nothing is run, or nothing of it is kept.

    Raises
    ------
    InputError
        If one is asked for.
    """
    if doing.report and planned.known is not None:
        raise InputError(told("cli-report-of-nothing"))
    if doing.report and doing.out is None and planned.directory() is None:
        raise InputError(told("cli-report-nowhere"))


def _report(directory: Path | None, doing: Asking) -> None:
    """Write the report beside the results."""
    from budgetsim.cli.report import write_page

    if directory is not None:
        write_page(directory, quiet=doing.quiet or doing.json or doing.markdown)


def _tell(made: Answer, doing: Asking, **more: Any) -> None:
    """Print an answer in the form that was asked for."""
    from budgetsim.cli.console import print_json, print_text

    if doing.json:
        print_json({**(made.kept or made.to_dict()), **more})
    elif doing.markdown:
        print_text(made.markdown(spoken()))
    elif not doing.quiet:
        show(made, spoken())


def _announce(text: str, line: ProgressLine, doing: Asking) -> None:
    """Say on standard error what takes its time now."""
    line.close()
    if not doing.running.quiet:
        print(text, file=sys.stderr, flush=True)  # noqa: T201 - progress goes to standard error


def _prepare(planned: Planned, directory: Any, doing: Asking) -> tuple[int, float]:
    """Tell what a study takes, if somebody should know; return the number of workers, and about how many seconds."""
    from dataclasses import replace

    from budgetsim.cli.cost import WORTH_PROCESSES, WORTH_THREADS, announce, timed
    from budgetsim.studies.cost import processes_for

    how = doing.running
    cost, work = planned.cost(directory)
    seconds = cost.seconds if work is None else work.rough_seconds(planned.engine)
    worth = WORTH_THREADS if planned.engine == "compiled" else WORTH_PROCESSES
    processes = processes_for(seconds, how.workers, how.scheduler, worth)
    cost = replace(cost, processes=processes)
    if work is None:
        announce(replace(cost, seconds=seconds / processes), how)
        return processes, seconds / processes
    announce(timed(cost, work, planned.engine, how), how, always=hasattr(planned.question, "lead"))
    return processes, seconds / processes


def show(made: Answer, say: Language) -> None:
    """Print what was found, tables with notes, what was asked, how it was answered, and what is wrong with it."""
    from budgetsim.cli.console import console, parts_that_fit, table, width
    from budgetsim.cli.console import say as speak

    for text in made.findings(say):
        speak(text, style="bold")
    for one in made.tables.values():
        if one.audience not in TO_PEOPLE:
            continue
        speak()
        columns = [n for n in one.shown if width() >= WIDE or not one.columns[n].is_spare]
        heads = [(one.columns[n].heading(say), _set(one.columns[n], n)) for n in columns]
        rows = [[text_of(one.columns[n], row[n], say) for n in columns] for row in one.rows]
        title = one.title(say)
        for part in parts_that_fit(heads, rows):
            lines = [[row[n] for n in part] for row in rows]
            console().print(table([heads[n] for n in part], lines, title))
            title = ""
        if one.note(say):
            speak(one.note(say))
    speak()
    for text in [made.kind.lead(made, say), *made.how_made(say), *made.caveats(say)]:
        if text:
            speak(text)


def _set(column: Column, place: int) -> str:
    """Return how a column is set: numbers and the names of rows keep to one line where there is room."""
    if column.is_short:
        return "right"
    return "keep" if place == 0 or column.is_numeric else "left"


def show_places(made: Answer, drawn: list[Drawn]) -> None:
    """Say where results and figures are, and what the figures show."""
    from budgetsim.cli.console import say, say_figure
    from budgetsim.studies.directory import OUTCOME_PARTS, ROUNDS
    from budgetsim.studies.files import SUMMARY

    folders = [
        name for name in (ROUNDS, OUTCOME_PARTS) if made.directory and (made.directory / name).is_dir()
    ]
    page = [made.kind.page] if made.kind.page else []
    kept = [file for file in made.kind.files(made) if ((made.directory or Path()) / file).exists()]
    files = [*_files_of(made.tables.values()), *page, SUMMARY, *kept]
    known = {"directory": str(made.directory), "files": ", ".join(files)}
    say(told("cli-results-runs", runs=folders[0], **known) if folders else told("cli-results", **known))
    for text in made.kind.then(made, spoken()):
        say(text)
    for figure in drawn:
        say_figure(figure)


def _files_of(tables: Iterable[Table]) -> list[str]:
    """Return the files of tables; of one name, with all of its endings."""
    endings: dict[str, list[str]] = {}
    for table in tables:
        name, dot, ending = table.file.rpartition(".")
        if table.file:
            endings.setdefault(name, []).append(dot + ending)
        if table.text_file:
            endings.setdefault(table.text_file, []).extend((".md", ".tex"))
    return [f"{name}{', '.join(found)}" for name, found in endings.items()]
