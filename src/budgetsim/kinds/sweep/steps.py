"""From a question to its answer: the points are simulated, or those missing in a directory; points are kept whole."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from budgetsim.kinds.sweep.analyse import answer_of
from budgetsim.kinds.sweep.answer import MOST_POINTS, SweepAnswer
from budgetsim.kinds.sweep.design import study_of
from budgetsim.kinds.sweep.question import SHOWN, OfDirectory, Question
from budgetsim.language import told
from budgetsim.scenario import Money
from budgetsim.studies.errors import StudyError
from budgetsim.studies.files import in_words, kept_answer
from budgetsim.studies.kind import Steps, Stored
from budgetsim.studies.money import money_of
from budgetsim.studies.point_table import write_points, write_points_as_text
from budgetsim.studies.store import CampaignResult, StudyResult, load_study

POINTS, MANY_POINTS = "points.csv", "points.parquet"
"""The table of points with all outcomes: as text, or as Parquet where text would be unwieldy."""
UNDRAWN = "is_undrawn"
"""Field of an answer that tells whether points were too many for draws."""


def steps(question: Question | OfDirectory) -> Steps[SweepAnswer]:
    """Simulate every point."""
    result: StudyResult = yield (
        Stored(question.scenarios) if isinstance(question, OfDirectory) else study_of(question)
    )
    answer = answer_of(result, question.shown, is_undrawn=_is_undrawn(question))
    answer = replace(answer, money=_money(question))
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
    asked = _kept(directory).get("outcomes")
    known = tuple(name for name in asked if name in result.kept_outcomes) if isinstance(asked, list) else ()
    undrawn = bool(_kept(directory).get(UNDRAWN))
    return answer_of(result, known or result.keep.shown(SHOWN, SHOWN), is_undrawn=undrawn)


def _is_undrawn(question: Question | OfDirectory) -> bool:
    """Whether points were too many for draws; where a sweep goes on, what its earlier answer says."""
    if isinstance(question, OfDirectory):
        return bool(_kept(question.scenarios.directory).get(UNDRAWN))
    return question.parameters == "" and question.is_large and not question.is_drawn


def _money(question: Question | OfDirectory) -> Money | None:
    """Return the money of the scenarios; where a sweep goes on, that of its earlier answer."""
    if isinstance(question, Question):
        return money_of(question.scenarios, question.money)
    kept = _kept(question.scenarios.directory).get("money")
    return Money(str(kept["unit"]), float(kept["budgets"])) if kept else None


def _kept(directory: Path) -> Mapping[str, Any]:
    """Return the answer that is kept in a directory; nothing if none is."""
    with suppress(StudyError):
        return kept_answer(directory)
    return {}


def _write(result: StudyResult, answer: SweepAnswer) -> None:
    file = files(answer)[0]
    with in_words(result.directory, "write", file):
        if file == POINTS:
            write_points_as_text(result, result.directory / file)
        else:
            write_points(result, result.directory / file)
