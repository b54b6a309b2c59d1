"""Fill directories of studies: run the parts that they lack, or take them from results of ``simulate``.

A campaign is a directory of studies that follow from each other, such as the generations of a search. What comes next
depends on what was found, so it cannot be planned as one study. It is resumed by going the same way again: rounds that
are finished are read instead of run, and the first unfinished one goes on where it stopped. Every round is an ordinary
study directory under ``rounds/``.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow import csv

from budgetsim.language import told
from budgetsim.model.engine.choice import Engine
from budgetsim.model.result import Result
from budgetsim.studies import parts
from budgetsim.studies.code import source_of
from budgetsim.studies.compiling import engine_for, open_workers
from budgetsim.studies.cost import work_of
from budgetsim.studies.directory import (
    CSV,
    CSV_ROWS,
    RESULT,
    ROUNDS,
    StudyWriter,
    campaign_toml,
    held_for,
    open_for_writing,
)
from budgetsim.studies.errors import StudyError
from budgetsim.studies.executors import Workers
from budgetsim.studies.files import in_words, marked, remove_temporary, write_whole
from budgetsim.studies.identity import model_digest
from budgetsim.studies.memory import release_unused
from budgetsim.studies.plan import Part
from budgetsim.studies.points import has_roster
from budgetsim.studies.store import StudyResult, read_study
from budgetsim.studies.study import STUDY, Head, Study
from budgetsim.studies.worker import PartFailure, PartFiles, PartSpec, attempt_part, lost_part

Progress = Callable[[int, int], None]


def run_study(
    study: Study,
    directory: str | Path | None = None,
    *,
    workers: int | None = 1,
    scheduler: str | None = None,
    progress: Progress | None = None,
) -> StudyResult:
    """Run what a study's directory lacks, and load the study.

    Parameters
    ----------
    study
        What to run.
    directory
        The study's own directory; by default ``study.default_directory()``. A study that was stopped goes on there.
    workers, scheduler
        As in ``open_executor``. Files do not depend on them.
    progress
        Called with finished and planned runs, first with those found in the directory.

    Raises
    ------
    StudyError
        If the directory cannot be used, workers cannot be had, or parts failed. What is finished is kept.
    KeyboardInterrupt
        When interrupted; what is finished is kept, and the same call goes on with the rest.
    """
    path = study.default_directory() if directory is None else Path(directory)
    with open_workers(engine_for(work_of(study)), workers, scheduler) as pool:
        return run_on(pool, study, path, progress=progress)


def run_on(
    pool: Workers, study: Study, directory: Path, *, csv: bool = True, progress: Progress | None = None
) -> StudyResult:
    """Run on workers that are open already what a study's directory lacks, and load the study.

    ``csv`` tells whether small studies get ``outcomes.csv`` too; the rest is as in ``run_study``.

    Raises
    ------
    StudyError, KeyboardInterrupt
        As ``run_study``.
    """
    with open_for_writing(study, directory) as writer:
        _run_missing(writer, pool, progress)
        if csv and not writer.failures:
            write_csv(directory)
        writer.finish()
    release_unused()  # what the runs took
    if writer.failures:
        raise StudyError(_failed(writer, directory))
    return read_study(directory)


def _run_missing(writer: StudyWriter, pool: Workers, progress: Progress | None) -> None:
    missing = writer.missing()
    parts = {part.number: part for part in missing}
    done = writer.plan.runs - sum(part.runs for part in missing)
    if progress:
        progress(done, writer.plan.runs)
    threads = max(1, pool.threads // max(1, len(missing)))  # no worker waits where parts are few
    for outcome in pool.map(attempt_part, _specs(writer.study, missing, threads), lost_part):
        if isinstance(outcome, PartFailure):
            writer.fail(outcome)
        else:
            writer.write(parts[outcome.number], outcome)
        done += parts[outcome.number].runs
        if progress:
            progress(done, writer.plan.runs)


def _specs(study: Study, parts: list[Part], threads: int = 1) -> Iterator[PartSpec]:
    named = study.departments and has_roster(study.scenarios)
    sources = {role: source for role, code in study.code.items() if (source := source_of(code)) is not None}
    for part in parts:
        yield PartSpec(
            number=part.number,
            identity=study.identity(),
            model=model_digest(),
            scenarios=study.scenarios[part.scenarios.start : part.scenarios.stop],
            seeds=tuple(study.seeds[i] for i in part.seeds),
            years=study.years,
            departments=study.departments,
            named=named,
            code=dict(study.code),
            sources=sources,
            keep=study.keep,
            first=None if study.common_seeds else part.scenarios.start,
            span=study.span,
            threads=threads,
        )


def _failed(writer: StudyWriter, path: Path) -> str:
    first = writer.failures[0]
    return told(
        "study-parts-failed",
        failed=str(len(writer.failures)),
        parts=str(len(writer.plan)),
        study=writer.study.title(),
        error=first["error"],
        file=str(path / first["file"]),
    )


def save_result(result: Result, directory: str | Path) -> Path:
    """Write results of ``simulate`` as a study directory; return its path.

    Raises
    ------
    StudyError
        If the directory holds another study or other files, is being written, or the disk refuses.
    """
    path = Path(directory)
    study = _study_of(result)
    named = any(scenario.roster is not None for scenario in result.scenarios)
    with open_for_writing(study, path) as writer:
        # Every part is written anew: two functions may have one name, so what is there may be of another.
        for part in writer.plan.parts():
            writer.write(part, _part_of(result, part, study, named=named))
        write_csv(path)
        writer.finish()
    return path


def write_csv(directory: Path) -> None:
    """Write ``outcomes.csv`` if the study is small enough for it to be handy."""
    loaded = read_study(directory)
    if loaded.rows > CSV_ROWS:
        return
    sink = pa.BufferOutputStream()
    sink.write(marked(""))
    for number, table in enumerate(loaded.tables()):
        csv.write_csv(table, sink, csv.WriteOptions(include_header=number == 0, quoting_style="needed"))
    with in_words(directory, "write", CSV):
        write_whole(directory / CSV, memoryview(sink.getvalue()))


def _study_of(result: Result) -> Study:
    usual_years = tuple(scenario.protocol.years for scenario in result.scenarios)
    first, more = result.scenarios[0].name, len(result.scenarios) - 1
    return Study(
        command="simulate",
        name=f"{first}-and-{more}-more" if more else first,
        scenarios=result.scenarios,
        seeds=result.seeds,
        years=None if result.years == usual_years else result.years[0],
        departments=bool(result.panels),
        code=result.code,
    )


def _part_of(result: Result, part: Part, study: Study, *, named: bool) -> PartFiles:
    identity = study.identity()
    outcomes = parts.outcome_table(result, part.scenarios, part.seeds)
    panel = None
    if study.departments:
        table = parts.panel_table(result, part.scenarios, part.seeds, named=named)
        panel = parts.part_bytes(table, identity, part.number)
    return PartFiles(part.number, parts.part_bytes(outcomes, identity, part.number), panel)


class Campaign:
    """An open campaign; made by ``open_campaign``."""

    def __init__(self, head: Head, directory: Path, pool: Workers, progress: Progress | None) -> None:
        self.head, self.directory, self.workers = head, directory, pool
        self._progress = progress
        self._done: dict[str, StudyResult] = {}

    def run(self, name: str, study: Study) -> StudyResult:
        """Run or read one round; its name is a plain file name.

        Raises
        ------
        StudyError, KeyboardInterrupt
            As ``run_study``; what is finished is kept.
        AssertionError
            If the name is none, or another round has it.
        """
        if not name or name != Path(name).name or name in self._done:
            raise AssertionError(f"round {name!r}: a new plain name is needed")
        place = self.directory / ROUNDS / name
        with in_words(self.directory, "round"):
            place.parent.mkdir(exist_ok=True)
        result = run_on(self.workers, study, place, csv=False, progress=self._progress)
        self._done[name] = result
        return result

    @property
    def results(self) -> tuple[StudyResult, ...]:
        """What the rounds so far found."""
        return tuple(self._done.values())

    def finish(self, summary: Mapping[str, Any]) -> None:
        """Write down that the campaign is complete, which rounds it had, and a summary of plain values."""
        text = json.dumps(
            {"rounds": list(self._done), **summary}, indent=1, ensure_ascii=False, allow_nan=False
        )
        with in_words(self.directory, "write", RESULT):
            write_whole(self.directory / RESULT, text.encode() + b"\n")


@contextmanager
def open_campaign(  # noqa: PLR0913 - what is run, where, and by whom
    head: Head,
    directory: str | Path | None = None,
    *,
    workers: int | None = 1,
    scheduler: str | None = None,
    engine: Engine | None = None,
    progress: Progress | None = None,
) -> Iterator[Campaign]:
    """Hold a campaign's directory for writing, with workers for all of its rounds.

    Parameters
    ----------
    head
        What determines the campaign. A campaign that was stopped goes on in its directory.
    directory
        By default ``head.default_directory()``.
    workers, scheduler
        As in ``open_executor``. Files do not depend on them.
    engine
        That of all runs, as ``engine_for`` says; by default every run decides for itself.
    progress
        Called for every round with its finished and planned runs.

    Raises
    ------
    StudyError
        If the directory holds something else, somebody else writes it, or the disk refuses.
    """
    path = head.default_directory() if directory is None else Path(directory)
    with held_for(head, path):
        with in_words(path, "study"):
            remove_temporary(path)
            write_whole(path / STUDY, campaign_toml(head).encode())
            # A campaign that is gone through again says anew that it is complete.
            (path / RESULT).unlink(missing_ok=True)
        with open_workers(engine, workers, scheduler) as pool:
            yield Campaign(head, path, pool, progress)
