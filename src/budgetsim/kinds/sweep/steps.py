"""From a question to its answer: the points are simulated, or those missing in a directory; points are kept whole."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from budgetsim.kinds.sweep.answer import MOST_POINTS, SweepAnswer, answer_of
from budgetsim.kinds.sweep.design import study_of
from budgetsim.kinds.sweep.question import SHOWN, OfDirectory, Question
from budgetsim.language import told
from budgetsim.studies.errors import StudyError
from budgetsim.studies.files import in_words, kept_answer
from budgetsim.studies.kind import Steps, Stored
from budgetsim.studies.point_table import write_points, write_points_as_text
from budgetsim.studies.store import CampaignResult, StudyResult, load_study

POINTS, MANY_POINTS = "points.csv", "points.parquet"
"""The table of points with all outcomes: as text, or as Parquet where text would be unwieldy."""


def steps(question: Question | OfDirectory) -> Steps[SweepAnswer]:
    """Simulate every point."""
    result: StudyResult = yield (
        Stored(question.scenarios) if isinstance(question, OfDirectory) else study_of(question)
    )
    answer = answer_of(result, question.shown)
    _write(result, answer)
    return answer


def files(answer: SweepAnswer) -> tuple[str, ...]:
    """Return the files that are left beside the runs."""
    return (POINTS if answer.size <= MOST_POINTS else MANY_POINTS, "design.parquet", "study.toml")


def remade(directory: Path) -> SweepAnswer:
    """Return the answer of a directory that has the runs, and perhaps which outcomes were asked for.

    Raises
    ------
    StudyError
        If the runs are damaged or not finished.
    """
    result = load_study(directory)
    if isinstance(result, CampaignResult):
        raise StudyError(told("sweep-fault-no-sweep", directory=str(directory)))
    asked: object = None
    with suppress(StudyError):
        asked = kept_answer(directory).get("outcomes")
    known = tuple(name for name in asked if name in result.kept_outcomes) if isinstance(asked, list) else ()
    return answer_of(result, known or result.keep.shown(SHOWN, SHOWN))


def _write(result: StudyResult, answer: SweepAnswer) -> None:
    file = files(answer)[0]
    with in_words(result.directory, "write", file):
        if file == POINTS:
            write_points_as_text(result, result.directory / file)
        else:
            write_points(result, result.directory / file)
