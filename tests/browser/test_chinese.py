"""A Chinese page says nothing in English: not in its text, its labels, its title, nor when something goes wrong."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from budgetsim.app.lessons.reading import lessons

pytestmark = [pytest.mark.browser, pytest.mark.slow]

Student = Callable[..., Any]
TEXTS = """() => {
  const said = [document.title], unseen = "script, style, noscript, code, pre, math, annotation, [lang^=en]";
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) if (!walk.currentNode.parentElement.closest(unseen)) said.push(walk.currentNode.textContent);
  for (const element of document.body.querySelectorAll("*"))
    for (const name of ["aria-label", "aria-valuetext", "title", "placeholder", "alt"])
      if (element.hasAttribute(name)) said.push(element.getAttribute(name));
  return said;
}"""
PHRASE = re.compile(r"[A-Za-z][a-z]+(?:[ ,'’-]+[A-Za-z]?[a-z]+){2,}")
"""Three words in a row."""
NAMES = re.compile(r"budgetsim [a-z]+ --[a-z]+|[A-Z]\w+ et al\.")
"""Commands as they are typed, and authors as they are cited."""


def english(page: Any) -> list[str]:
    return [found for text in page.evaluate(TEXTS) for found in PHRASE.findall(NAMES.sub("", text))]


@pytest.fixture
def page(student: Student) -> Any:
    """A Chinese page, watched while anything is shown on it."""
    return student().go("/explore", "zh")


def go(page: Any, path: str) -> None:
    start = page.url.partition("?")[0]
    base = re.match(r"https?://[^/]+", start)
    assert base is not None
    page.goto(f"{base[0]}{path}{'&' if '?' in path else '?'}lang=zh")
    page.locator("#lab-content h1").first.wait_for()
    page.wait_for_timeout(1200)


def test_this_test_sees_english(student: Student) -> None:
    assert len(english(student().go("/explore", "en"))) > 20


@pytest.mark.parametrize("path", ["/", "/causes/staff", "/glossary", "/about"])
def test_pages_that_guide_speak_chinese(page: Any, path: str) -> None:
    go(page, path)
    assert english(page) == []


def test_explore_speaks_chinese(page: Any) -> None:
    assert page.evaluate("document.documentElement.lang") == "zh-CN"
    page.wait_for_timeout(1200)
    assert english(page) == []
    page.locator(".explore-view-watch").click()
    page.locator(".explore-truth-switch").click()
    page.wait_for_timeout(1200)
    assert english(page) == []
    page.locator('[data-lever="first-seed"] input').fill("-3", force=True)
    page.locator('[data-lever="first-seed"] input').dispatch_event("blur")
    assert english(page) == []


def test_play_speaks_chinese_from_code_to_truth(page: Any) -> None:
    go(page, "/play")
    assert english(page) == []
    page.locator(".play-begin").click()
    for _ in range(10):
        page.locator(".play-close-year").click()
        page.wait_for_timeout(300)
    page.locator(".play-unseen").wait_for()
    page.wait_for_timeout(1200)
    assert english(page) == []
    page.locator(".play-restart").click()
    page.locator(".lab-asking-yes").wait_for()
    assert english(page) == []


def test_lessons_speak_chinese(page: Any) -> None:
    go(page, "/lessons")
    assert english(page) == []
    for lesson in lessons():
        go(page, f"/lessons/{lesson.id}")
        if not lesson.prediction.is_number:
            page.locator(".lesson-prediction input").first.check()
        page.locator(".lesson-lock-in").click()
        page.locator(".lesson-open-all").click()
        page.locator(".lesson-next, .lesson-download").first.wait_for()
        page.wait_for_timeout(1500)
        assert english(page) == [], lesson.id


def test_inspect_speaks_chinese(page: Any) -> None:
    go(page, "/inspect")
    page.locator(".inspect-all").click()
    page.wait_for_timeout(1200)
    assert english(page) == []


def test_what_goes_wrong_is_said_in_chinese(page: Any) -> None:
    for path in ("/play?game=junk", "/lessons?lessons=junk", "/?explore=junk", "/lessons/nonsense"):
        go(page, path)
        assert english(page) == [], path
    page.evaluate("app.connectionStatus = 'disconnected'")
    expect(page.locator(".lab-cut")).to_be_visible()
    assert english(page) == []
    page.evaluate("app.connectionStatus = 'connected'; app.cancelAutoRefresh = true")
    page.wait_for_timeout(300)
    assert english(page) == []
    page.evaluate("app.cancelAutoRefresh = false; app.remounting = true")
    page.wait_for_timeout(300)
    assert english(page) == []
    page.evaluate("app.remounting = false; app.loading = true")
    page.wait_for_timeout(300)
    assert english(page) == []
