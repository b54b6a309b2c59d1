"""What a class takes home on paper: one A4 page for sixty, and one for each of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from room_door import Browser, Building

from budgetsim.app.play.game import YEARS, opening_levers
from budgetsim.app.room.sides.classroom import TwoSided
from budgetsim.app.room.sides.ground import LARGEST
from budgetsim.language import LANGUAGES

pytestmark = [pytest.mark.browser, pytest.mark.slow]

STUDENTS = 60
PAGE = re.compile(rb"/Type\s*/Page\b")
BROADER = """
[...document.querySelectorAll('td, th, p, h1, h2, svg')]
    .filter(one => one.checkVisibility() && one.getBoundingClientRect().right > innerWidth + 1)
    .map(one => one.textContent.trim())
"""
"""What would be cut off, or make the printer shrink everything."""
A4_WITHIN_MARGINS = {"width": 718, "height": 1047}
"""Pixels of CSS: 190 by 277 mm."""


@pytest.fixture
def printed(browser: Any) -> Iterator[Any]:
    """Return what prints pages, and tells how many sheets each is."""
    page = browser.new_page(viewport=A4_WITHIN_MARGINS)

    def sheets(asked: Browser, *more: str) -> dict[str, int]:
        look = asked.door.ask("/room/look.css").body
        found = {}
        for code in LANGUAGES:
            last = "/".join([asked.path, *more]) + f"?lang={code}"
            content = replace(asked, path=last).get().body
            page.set_content(re.sub(r"<link rel=.stylesheet.*?>", f"<style>{look}</style>", content))
            page.emulate_media(media="print")
            assert page.evaluate(BROADER) == []
            found[code] = len(PAGE.findall(page.pdf(format="A4")))
        return found

    yield sheets
    page.close()


ONE_EACH = dict.fromkeys(LANGUAGES, 1)


def test_debrief_of_sixty_and_the_truth_of_one_are_a_page_each(tmp_path: Path, printed: Any) -> None:
    building = Building(tmp_path)
    student = building.student("Student No. 1")
    moved = {2: {"information_systems": 0.2}, 3: {"training": 0.05}, 5: {"staff": 4.0}}
    levers = dict(opening_levers())
    for year in range(1, YEARS + 1):
        levers |= moved.get(year, {})
        assert student.close(year, tuple(levers.items())).status == 200
    room = building.pages.classroom(building.slug)
    played = room.district(room.store.students(room.slug)[0])
    for number in range(2, STUDENTS + 1):
        other, _ = room.join(f"Student No. {number}")
        room._districts[other.id, 1] = played  # as if they had set the same: living sixty games takes a while
    for act in ("truth", "best"):
        assert building.lecturer.post("desk", act, value="1").status == 200
    assert printed(building.lecturer, "desk", "debrief") == ONE_EACH
    assert printed(student) == ONE_EACH


def test_debrief_of_two_sides_is_a_page_too(tmp_path: Path, printed: Any) -> None:
    building = Building(tmp_path)
    assert building.lecturer.post("desk", "sides", departments=LARGEST).status == 303
    students = [building.student(f"Student {number}") for number in range(LARGEST)]
    building.lecturer.post("desk", "pause", value="0")
    room = building.pages.classroom(building.slug)
    assert isinstance(room, TwoSided)
    room.give_bureau("student", room.store.students(room.slug)[-1].id)
    while not room.shared.over:
        room.close_for_all()
    building.lecturer.post("desk", "truth", value="1")
    assert printed(building.lecturer, "desk", "debrief") == ONE_EACH
    assert [printed(students[place]) for place in (0, -1)] == [ONE_EACH, ONE_EACH]
