"""Fingers on a phone: a swipe scrolls whatever it starts on, a drag moves a slider, two fingers zoom."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import product
from typing import Any

import pytest

from browser.devices import PHONE
from budgetsim.app.addresses import PATHS

pytestmark = [pytest.mark.browser, pytest.mark.slow]

Student = Callable[..., Any]
FINGERS = {"has_touch": True, "is_mobile": True}


class Hand:
    """Fingers on a page."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.screen = page.context.new_cdp_session(page)

    def touch(self, kind: str, points: Sequence[tuple[float, float]] = ()) -> None:
        places = [{"x": x, "y": y, "id": number} for number, (x, y) in enumerate(points)]
        self.screen.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": places})

    def move(
        self, start: Sequence[tuple[float, float]], way: Sequence[tuple[float, float]], rest: int = 0
    ) -> None:
        """Put fingers down, keep them there for some milliseconds, and move each along its way."""
        self.touch("touchStart", start)
        self.page.wait_for_timeout(rest)
        for step in range(1, 13):
            pairs = zip(start, way, strict=True)
            self.touch("touchMove", [(x + dx * step / 12, y + dy * step / 12) for (x, y), (dx, dy) in pairs])
            self.page.wait_for_timeout(16)
        self.touch("touchEnd")
        self.page.wait_for_timeout(900)


def middle(page: Any, place: str, along: float = 0.5) -> tuple[float, float]:
    """Bring an element to the middle of the screen; return a point of it once the page lies still."""
    element, box = page.locator(place).first, None
    page.wait_for_load_state("networkidle")
    while True:
        element.evaluate("e => e.scrollIntoView({ block: 'center', behavior: 'instant' })")
        page.wait_for_timeout(400)
        before, box = box, element.bounding_box()
        if box == before:
            break
    return box["x"] + along * box["width"], box["y"] + box["height"] / 2


@pytest.fixture
def office(student: Student) -> Any:
    page = student(PHONE, **FINGERS).go("/play")
    page.locator(".play-begin").tap()
    page.locator(".play-close-year").wait_for()
    return page


SLIDER = '[data-lever="rectification"] input'


def test_swipe_over_a_slider_scrolls_and_moves_nothing(office: Any) -> None:
    before, hand = office.locator(SLIDER).input_value(), Hand(office)
    for rest, way in product((0, 300), ((0, -200), (0, 200), (50, -200))):
        start = middle(office, SLIDER, 0.8)
        top = office.evaluate("scrollY")
        hand.move([start], [way], rest)
        assert abs(office.evaluate("scrollY") - top) > 80, (way, rest)
        assert office.locator(SLIDER).input_value() == before, (way, rest)
    office.reload()
    office.locator(".play-close-year").wait_for()
    assert office.locator(SLIDER).input_value() == before


def test_drag_along_a_slider_moves_it_and_a_tap_sets_it(office: Any) -> None:
    before = float(office.locator(SLIDER).input_value())
    # Chromium itself decides what a touch was, by the clock: where it took a drag for a swipe, a hand drags again.
    for _ in range(3):
        Hand(office).move([middle(office, SLIDER, before)], [(80, 4)])
        if (dragged := float(office.locator(SLIDER).input_value())) != before:
            break
    assert dragged > before + 0.1
    office.touchscreen.tap(*middle(office, SLIDER, 0.15))
    office.wait_for_timeout(900)
    assert float(office.locator(SLIDER).input_value()) == pytest.approx(0.15, abs=0.05)


def test_swipe_over_a_chart_scrolls(student: Student) -> None:
    page = student(PHONE, **FINGERS).go("/explore")
    page.locator(".lab-chart canvas").first.wait_for()
    start = middle(page, ".lab-chart canvas")
    top = page.evaluate("scrollY")
    Hand(page).move([start], [(0, -200)])
    assert page.evaluate("scrollY") - top > 80


@pytest.mark.parametrize("path", PATHS.values())
def test_two_fingers_zoom(student: Student, path: str) -> None:
    page = student(PHONE, **FINGERS).go(path)
    page.wait_for_timeout(1000)
    Hand(page).move([(195, 380), (195, 460)], [(0, -150), (0, 150)])
    assert page.evaluate("visualViewport.scale") > 1.5
