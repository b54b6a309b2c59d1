"""A Chinese page says nothing in English, whatever is done on it, nor when something goes wrong.

Pages as they open are looked at in ``test_shell.py``, lessons in ``test_lessons.py``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from browser.english import english
from budgetsim.app.play.game import YEARS

pytestmark = [pytest.mark.browser, pytest.mark.slow]

Student = Callable[..., Any]


def go(page: Any, path: str) -> None:
    start = page.url.partition("?")[0]
    base = re.match(r"https?://[^/]+", start)
    assert base is not None
    page.goto(f"{base[0]}{path}{'&' if '?' in path else '?'}lang=zh")
    page.locator("#lab-content h1").first.wait_for()
    page.wait_for_timeout(1200)


def test_this_test_sees_english(student: Student) -> None:
    assert len(english(student().go("/explore", "en"))) > 20


def test_way_of_a_lever_speaks_chinese(student: Student) -> None:
    page = student().go("/causes/staff", "zh")
    page.locator(".guide-box-on").first.wait_for()
    assert english(page) == []


def test_explore_speaks_chinese(student: Student) -> None:
    page = student().go("/explore", "zh")
    page.locator(".explore-structures table").wait_for()
    assert english(page) == []
    page.locator(".explore-view-watch").click()
    page.locator(".explore-truth-switch").click()
    page.wait_for_timeout(1200)
    assert english(page) == []
    page.locator('[data-lever="first-seed"] input').fill("-3", force=True)
    page.locator('[data-lever="first-seed"] input').dispatch_event("blur")
    assert english(page) == []


def test_play_speaks_chinese_from_code_to_truth(student: Student) -> None:
    page = student().go("/play", "zh")
    page.locator(".play-begin").click()
    for year in range(1, YEARS + 1):
        page.locator(".play-close-year").click()
        if year < YEARS:
            page.locator(f".play-dots i:nth-child({year + 1}).now").wait_for(state="attached")
    page.locator(".play-unseen").wait_for()
    page.wait_for_timeout(1200)
    assert english(page) == []
    page.locator(".play-restart").click()
    page.locator(".lab-asking-yes").wait_for()
    assert english(page) == []


def test_inspect_speaks_chinese(student: Student) -> None:
    page = student().go("/inspect", "zh")
    page.locator(".inspect-all").click()
    page.wait_for_timeout(1200)
    assert english(page) == []


def test_what_goes_wrong_is_said_in_chinese(student: Student) -> None:
    page = student().go("/explore", "zh")
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
