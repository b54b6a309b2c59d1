"""Lessons as pages, rendered without a browser: every one in both languages, before and after the prediction."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from typing import Any

import pytest

solara = pytest.importorskip("solara")

from budgetsim.app.lessons.content import Lesson  # noqa: E402 - after the check that the extra is there
from budgetsim.app.lessons.experiments import starting_policy  # noqa: E402
from budgetsim.app.lessons.page import LessonsPage, LessonView  # noqa: E402
from budgetsim.app.lessons.progress import Progress  # noqa: E402
from budgetsim.app.lessons.reading import LessonError, lessons  # noqa: E402
from budgetsim.app.widgets import command_markup  # noqa: E402
from budgetsim.language import LANGUAGES, language  # noqa: E402

LESSONS = lessons()


@contextmanager
def rendered(element: Any) -> Iterator[Any]:
    box, context = solara.render(element, handle_error=False)
    try:
        yield box
    finally:
        context.close()


def texts(widget: Any) -> Iterator[str]:
    """Everything that is put on the page as HTML."""
    yield str(getattr(widget, "unsafe_innerHTML", ""))
    for child in getattr(widget, "children", None) or []:
        if isinstance(child, str):
            yield child
        else:
            yield from texts(child)


def guess_of(lesson: Lesson) -> float | str:
    asked = lesson.prediction
    return asked.middle if asked.is_number else asked.choices[0]


def done_by(lesson: Lesson, progress: Progress) -> Progress:
    """All steps of a lesson."""
    progress = (
        progress.predicted(lesson, guess_of(lesson)).tried(lesson, starting_policy(lesson)).explained(lesson)
    )
    for check in lesson.checks:
        progress = progress.answered(lesson, check.id, check.right)
    return progress


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.id)
@pytest.mark.parametrize("code", LANGUAGES)
def test_lesson_is_drawn_in_both_languages(lesson: Lesson, code: str) -> None:
    speak = language(code)
    progress = done_by(lesson, Progress())
    with rendered(LessonView(lesson, progress, lambda _: None, speak)) as box:
        page = unescape("\n".join(texts(box)))
    for part in ("question", "explain", "meaning-1", "homework-1"):
        assert speak(lesson.key(part)) in page, part
    assert page.count("<math") >= len(lesson.theories)
    assert all(str(command_markup(command)) in page for command in lesson.commands)
    assert 'data-outcome="' in page


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.id)
def test_nothing_is_shown_before_the_prediction(lesson: Lesson) -> None:
    speak = language("en")
    with rendered(LessonView(lesson, Progress(), lambda _: None, speak)) as box:
        page = unescape("\n".join(texts(box)))
    assert speak(lesson.key("question")) in page
    assert speak(lesson.key("explain")) not in page
    assert "data-outcome" not in page
    assert "<math" not in page


def test_steps_open_one_by_one() -> None:
    lesson, speak = LESSONS[3], language("en")
    parts = {
        "experiment": 'data-outcome="',
        "explanation": speak(lesson.key("explain")),
        "theory": "<math",
        "checks": speak(lesson.key("check", lesson.checks[0].id)),
        "meaning": speak(lesson.key("meaning", 1)),
    }
    states = [Progress()]
    states.append(states[-1].predicted(lesson, guess_of(lesson)))
    states.append(states[-1].tried(lesson, starting_policy(lesson)))
    states.append(states[-1].explained(lesson))
    states.append(done_by(lesson, states[-1]))
    shown = []
    for progress in states:
        with rendered(LessonView(lesson, progress, lambda _: None, speak)) as box:
            page = unescape("\n".join(texts(box)))
        shown.append([name for name, text in parts.items() if text in page])
    assert shown == [[], *(list(parts)[:number] for number in (1, 3, 4, 5))]


def page_at(address: str) -> Any:
    inside = LessonsPage(language("en"))
    routes = [solara.Route(path="/"), solara.Route(path="lessons")]
    return solara.RoutingProvider(children=[inside], routes=routes, pathname=address)


def test_address_names_the_lesson() -> None:
    with rendered(page_at("/lessons/ratchet")) as box:
        page = unescape("\n".join(texts(box)))
    assert language("en")("lesson-ratchet-question") in page


def test_overview_lists_all_lessons() -> None:
    with rendered(page_at("/lessons")) as box:
        page = unescape("\n".join(texts(box)))
    assert all(language("en")(lesson.key("short")) in page for lesson in LESSONS)
    assert "0 of 8 lessons done" in page


def test_unknown_lesson_is_told_and_escaped() -> None:
    with rendered(page_at("/lessons/<script>")) as box:
        page = "\n".join(texts(box))
    assert "There is no lesson “&lt;script&gt;”" in page
    assert "<script>" not in page


def test_wrong_file_of_lessons_is_told_on_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    def wrong(_: str) -> None:
        raise LessonError("mine.toml: minutes: Field required")

    monkeypatch.setattr("budgetsim.app.lessons.page.lesson_named", wrong)
    with rendered(page_at("/lessons")) as box:
        page = "\n".join(texts(box))
    assert language("en")("lesson-broken") in page
    assert "mine.toml: minutes: Field required" in page
