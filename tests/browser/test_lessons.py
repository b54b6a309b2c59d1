"""Lessons: all eight open and compute, one is completed with the keyboard alone, answers go to the lecturer."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from browser.devices import tab_to
from browser.english import english
from budgetsim.app.lessons.content import Lesson
from budgetsim.app.lessons.reading import lessons
from budgetsim.language import LANGUAGES, language

pytestmark = [pytest.mark.browser, pytest.mark.slow]

Student, Shoot = Callable[..., Any], Callable[[Any, str], None]
LESSONS = {lesson.id: lesson for lesson in lessons()}
FIRST = next(iter(LESSONS.values()))


def predict(page: Any, lesson: Lesson) -> None:
    """Commit to a prediction with the mouse."""
    if not lesson.prediction.is_number:
        page.locator('[data-lever="prediction"] input[type=radio]').first.check()
    page.locator(".lesson-lock-in").click()
    page.locator(".lesson-verdict").wait_for()


def open_all(page: Any) -> None:
    """Show all steps, as whoever teaches a lesson does."""
    page.locator(".lesson-open-all").click()


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("name", LESSONS)
def test_lesson_opens_after_a_prediction(student: Student, shoot: Shoot, name: str, code: str) -> None:
    lesson, speak = LESSONS[name], language(code)
    size = (1280, 900) if code == "en" else (390, 844)
    page = student(size).go(f"/lessons/{name}", code)
    expect(page.locator("h1")).to_have_text(speak(lesson.key()))
    expect(page.locator(".lesson-experiment, .lesson-findings, .lesson-theory")).to_have_count(0)
    predict(page, lesson)
    expect(page.locator(".lesson-experiment")).to_be_visible()
    expect(page.locator(".lesson-findings, .lesson-checks")).to_have_count(0)
    open_all(page)
    expect(page.locator(".lesson-findings li")).to_have_count(len(lesson.findings))
    expect(page.locator(".lesson-panel .lab-chart canvas")).to_have_count(len(lesson.theories))
    expect(page.locator(".lesson-formula:has(math)")).to_have_count(len(lesson.theories))
    # What a lesson says must be what the simulation shows.
    expect(page.locator(".lesson-doubt")).to_have_count(0)
    expect(page.locator(".lesson-check")).to_have_count(len(lesson.checks))
    shoot(page, f"lesson-{name}-{code}-{'desktop' if code == 'en' else 'phone'}")
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"the page is {wide} pixels wider than the screen"
    if code == "zh":
        assert english(page) == []


def choose(page: Any, group: str, place: int) -> None:
    """Choose a radio button with the arrow keys, as a keyboard does: what is passed is chosen too."""
    tab_to(page, f'[data-lever="{group}"] input[type=radio]')
    page.keyboard.press("Space")
    for step in range(1, place + 1):
        page.wait_for_timeout(800)
        page.keyboard.press("ArrowDown")
        expect(page.locator(f'[data-lever="{group}"] input[type=radio]').nth(step)).to_be_checked()


def test_lesson_is_completed_by_keyboard(student: Student, shoot: Shoot, tmp_path: Path) -> None:
    page = student().go("/lessons")
    tab_to(page, f".lesson-card-{FIRST.id}, :has(> .lesson-card-{FIRST.id})")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(language()(FIRST.key()))
    tab_to(page, '[data-lever="prediction"] input[type=range]')
    page.keyboard.press("ArrowRight")
    tab_to(page, ".lesson-lock-in")
    page.keyboard.press("Enter")
    page.locator(".lesson-verdict").wait_for()
    tab_to(page, ".lesson-experiment input[type=range]")
    table = page.locator(".lesson-outcomes")
    before = table.inner_text()
    page.keyboard.press("ArrowRight")
    expect(table).not_to_have_text(before)
    expect(page.locator(".lesson-marks .lesson-mark-done")).to_have_count(2)
    tab_to(page, ".lesson-read")
    page.keyboard.press("Enter")
    expect(page.locator(".lesson-marks .lesson-mark-done")).to_have_count(3)
    for check in FIRST.checks:
        choose(page, f"check-{check.id}", list(check.options).index(check.right))
        expect(page.locator(f".lesson-check-{check.id} .lesson-why-right")).to_be_visible()
    expect(page.locator(".lesson-completed")).to_be_visible()
    shoot(page, "lesson-completed-desktop")
    handed_in(page, tmp_path)


def handed_in(page: Any, folder: Path) -> None:
    """The file for the lecturer holds the student's name, the prediction and every check."""
    page.locator('[data-lever="lesson-student"] input').fill("=Ada")
    page.locator('[data-lever="lesson-student"] input').press("Enter")
    page.wait_for_timeout(800)
    with page.expect_download() as waiting:
        page.get_by_role("button", name=language()("lesson-download-csv")).click()
    waiting.value.save_as(folder / "answers.csv")
    with (folder / "answers.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["item"] for row in rows] == ["prediction", *(f"check {check.id}" for check in FIRST.checks)]
    assert {row["student"] for row in rows} == {"'=Ada"}, "no spreadsheet takes a name for a formula"


def test_progress_is_one_students_own(student: Student) -> None:
    one, other = student().go(f"/lessons/{FIRST.id}"), student().go(f"/lessons/{FIRST.id}")
    predict(one, FIRST)
    other.wait_for_timeout(500)
    expect(other.locator(".lesson-lock-in")).to_be_visible()
    expect(other.locator(".lesson-verdict")).to_have_count(0)


def test_lesson_that_does_not_exist_says_so(student: Student) -> None:
    page = student().go("/lessons/nothing-like-it")
    expect(page.locator(".lab-fault")).to_contain_text("nothing-like-it")
    expect(page.locator(".lesson-card")).to_have_count(len(LESSONS))
