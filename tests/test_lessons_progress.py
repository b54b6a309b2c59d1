"""What a student did: predictions first, checks until right, done marks, and the file for the lecturer."""

from __future__ import annotations

import csv
import io

import pytest

from budgetsim.app.lessons.content import Lesson
from budgetsim.app.lessons.progress import (
    COLUMNS,
    Progress,
    as_csv,
    as_markdown,
    first_right,
    is_done,
    steps_done,
)
from budgetsim.app.lessons.reading import lesson_named, lessons
from budgetsim.language import LANGUAGES, language


@pytest.fixture
def lesson() -> Lesson:
    found = lesson_named("year-end-rush")
    assert found is not None
    return found


def wrong(lesson: Lesson, number: int) -> tuple[str, str]:
    """A check of the lesson and an answer that is not right."""
    check = lesson.checks[number]
    return check.id, next(option for option in check.options if option != check.right)


def finished(lesson: Lesson) -> Progress:
    progress = Progress().predicted(lesson, 0.22).tried(lesson, {"carryover": 1.0})
    for check in lesson.checks:
        progress = progress.answered(lesson, check.id, check.right)
    return progress


def test_first_prediction_counts(lesson: Lesson) -> None:
    progress = Progress().predicted(lesson, 0.1)
    assert progress.predicted(lesson, 0.22).of(lesson).guess == 0.1


@pytest.mark.parametrize("guess", [0.9, -1.0, "up", float("nan")])
def test_prediction_out_of_range_is_refused(lesson: Lesson, guess: float | str) -> None:
    with pytest.raises(ValueError, match="no answer to the prediction of lesson year-end-rush"):
        Progress().predicted(lesson, guess)


def test_no_experiment_before_a_prediction(lesson: Lesson) -> None:
    assert Progress().tried(lesson, {"carryover": 1.0}) == Progress()


def test_policy_is_kept_and_put_back(lesson: Lesson) -> None:
    progress = Progress().predicted(lesson, 0.1).tried(lesson, {"carryover": 0.4})
    assert progress.of(lesson).own == {"carryover": 0.4}
    assert progress.reset(lesson).of(lesson).own is None
    assert steps_done(lesson, progress.reset(lesson))["tried"]


def test_check_is_asked_until_right_and_no_further(lesson: Lesson) -> None:
    name, answer = wrong(lesson, 0)
    right = lesson.checks[0].right
    progress = Progress().answered(lesson, name, answer).answered(lesson, name, right)
    assert progress.of(lesson).answers[name] == (answer, right)
    assert progress.answered(lesson, name, answer) == progress


def test_answer_that_does_not_exist_is_refused(lesson: Lesson) -> None:
    with pytest.raises(ValueError, match="no answer 'z' to a check 'why'"):
        Progress().answered(lesson, "why", "z")
    with pytest.raises(ValueError, match="a check 'who'"):
        Progress().answered(lesson, "who", "a")


def test_lesson_is_done_after_prediction_experiment_and_checks(lesson: Lesson) -> None:
    progress = Progress()
    assert steps_done(lesson, progress) == {
        "predicted": False,
        "tried": False,
        "explained": False,
        "checked": False,
    }
    progress = progress.predicted(lesson, 0.22)
    assert steps_done(lesson, progress) == {
        "predicted": True,
        "tried": False,
        "explained": False,
        "checked": False,
    }
    assert not is_done(lesson, progress)
    assert is_done(lesson, finished(lesson))
    assert not any(is_done(other, finished(lesson)) for other in lessons() if other is not lesson)


def test_only_first_answers_count_as_right(lesson: Lesson) -> None:
    assert first_right(lesson, finished(lesson)) == len(lesson.checks)
    name, answer = wrong(lesson, 1)
    progress = Progress().answered(lesson, name, answer)
    for check in lesson.checks:
        progress = progress.answered(lesson, check.id, check.right)
    assert first_right(lesson, progress) == len(lesson.checks) - 1


def test_progress_of_one_student_is_not_that_of_another(lesson: Lesson) -> None:
    first = Progress()
    second = first.predicted(lesson, 0.3)
    assert first.of(lesson).guess is None
    assert second.of(lesson).guess == 0.3


@pytest.mark.parametrize("code", LANGUAGES)
def test_table_holds_every_answer(lesson: Lesson, code: str) -> None:
    speak = language(code)
    name, answer = wrong(lesson, 0)
    progress = Progress().predicted(lesson, 0.3).answered(lesson, name, answer)
    text = as_csv(lessons(), progress.answered(lesson, name, lesson.checks[0].right), "王芳", speak)
    assert text.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert tuple(rows[0]) == COLUMNS
    assert [row["item"] for row in rows] == ["prediction", f"check {name}"]
    assert {row["student"] for row in rows} == {"王芳"}
    assert {row["lesson"] for row in rows} == {speak(lesson.key())}
    assert rows[0]["answer"] == "30%"
    assert rows[1]["answer"] == speak(f"{lesson.key('check', name)}.{answer}")
    assert (rows[1]["result"], rows[1]["attempts"]) == ("off", "2")


def test_table_of_nothing_has_its_head_only() -> None:
    assert as_csv(lessons(), Progress(), "", language("en")).strip("\ufeff\n").split(",") == list(COLUMNS)


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("x")'])
def test_no_cell_is_a_formula(lesson: Lesson, name: str) -> None:
    text = as_csv(lessons(), Progress().predicted(lesson, 0.3), name, language("en")).removeprefix("\ufeff")
    rows = list(csv.reader(io.StringIO(text)))
    assert rows[1][0] == f"'{name}"
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)


@pytest.mark.parametrize("code", LANGUAGES)
def test_page_tells_answers_and_what_is_done(lesson: Lesson, code: str) -> None:
    speak = language(code)
    text = as_markdown(lessons(), finished(lesson), "A *bold* <name>", speak)
    assert speak("lesson-export-done", done="1", all="8") in text
    assert f"## {speak(lesson.key())}" in text
    assert "A \\*bold\\* \\<name\\>" in text
    for check in lesson.checks:
        assert speak(f"{lesson.key('check', check.id)}.{check.right}") in text
    assert text.count(f"**{speak(lesson.key('predict'))}**") == 1
