"""A room with two sides with real browsers: a bureau and two departments play through a killed server to the truth."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from browser.conftest import Look
from browser.devices import DESKTOP, PATIENCE_MS, PHONE
from browser.rooms import is_year, room_at, visitor, wait_for_desk
from budgetsim.language import LANGUAGES, language

pytestmark = [pytest.mark.browser, pytest.mark.slow]

Shoot = Callable[[Any, str], None]


SIDES = ("--sides", "12")


def join(page: Any, address: str, name: str) -> None:
    page.goto(address)
    page.locator("#name").fill(name)
    page.keyboard.press("Enter")
    page.locator("#turn").wait_for()


def close_year(bureau: Any, phones: list[Any], year: int, code: str) -> None:
    """Announce, decide, and see the next year."""
    speak = language(code)
    if year > 1:  # the rule had announced the first year before the student took over
        expect(bureau.locator("#turn")).to_have_text(
            speak("sides-announce-now", year=year), timeout=PATIENCE_MS
        )
        bureau.locator("#close-year").click()
    for phone in phones:
        expect(phone.locator("#turn")).to_have_text(speak("sides-your-turn"), timeout=PATIENCE_MS)
        phone.locator("#close-year").focus()
        phone.keyboard.press("Enter")


def look_at_the_class(desk: Any, room: str, asked: str, look: Look) -> None:
    """Look at what the projector and the debrief show once the truth is shown."""
    for stage in ("scores", "paths"):
        desk.locator(f"#act-stage-{stage}").click()
        desk.locator(f"#act-stage-{stage}[aria-pressed=true]").wait_for()
        desk_page = desk.context.new_page()
        desk_page.goto(f"{room}/stage{asked}")
        look(desk_page, f"projector of two sides: {stage}")
        desk_page.close()
    desk.goto(f"{room}/desk/debrief{asked}")
    look(desk, "debrief of two sides")


@pytest.mark.parametrize("code", LANGUAGES)
def test_bureau_and_two_departments_play_to_the_truth(
    browser: Any, tmp_path: Path, shoot: Shoot, look: Look, code: str
) -> None:
    said: list[str] = []
    speak, asked = language(code), f"?lang={code}"
    desk, bureau = (visitor(browser, DESKTOP, said) for _ in range(2))
    phones = [visitor(browser, PHONE, said) for _ in range(2)]
    with room_at(0, tmp_path, *SIDES) as first:
        port = int(first.address.rpartition(":")[2])
        address = wait_for_desk(first, desk)
        room = address.partition("/desk")[0]
        desk.goto(address)
        desk.goto(f"{room}/desk{asked}")
        for name, page in zip(("Ann", "Bo", "Cy"), (*phones, bureau), strict=True):
            join(page, room + asked, name)
        bureau.locator("#wish").click()
        expect(desk.locator("#bureau-3")).to_contain_text("★", timeout=PATIENCE_MS)
        desk.locator("#bureau-3").click()
        expect(bureau.locator(".sides-rows").first).to_be_visible(timeout=PATIENCE_MS)
        desk.locator("#act-pause").click()
        phones[0].locator("#lever-manipulation").focus()
        phones[0].keyboard.press("End")
        phones[0].locator("#lever-sandbagging").focus()
        phones[0].keyboard.press("End")
        expect(phones[0].locator('[data-lever="manipulation"] output')).to_have_text("50%")
        shoot(phones[0], f"sides-seat-{code}")
        for page, name in ((phones[0], "department"), (bureau, "bureau"), (desk, "desk of two sides")):
            look(page, name)
        close_year(bureau, phones, 1, code)
        close_year(bureau, phones[:1], 2, code)
        expect(phones[0].locator("#turn")).to_have_text(speak("sides-sent"), timeout=PATIENCE_MS)
        for lever, text in (("manipulation", "50%"), ("sandbagging", "40%")):
            # What the hand had set while the class was still paused was sent, and is where the next year begins.
            expect(phones[0].locator(f'[data-lever="{lever}"] output')).to_have_text(text)
        first.process.kill()
        first.process.wait()
    with room_at(port, tmp_path, *SIDES):
        phones[1].locator("#close-year").click()
        for phone in phones:
            is_year(phone, 3, code)
            width = phone.evaluate("document.documentElement.scrollWidth - window.innerWidth")
            assert width <= 0
        for year in range(3, 11):
            close_year(bureau, phones, year, code)
        expect(phones[0].locator("#part")).to_contain_text(speak("room-over", years=10), timeout=PATIENCE_MS)
        expect(phones[0].locator(".room-truth")).to_have_count(0)
        desk.locator("#act-truth").click()
        for page in (*phones, bureau):
            expect(page.locator(".room-truth")).to_be_visible(timeout=PATIENCE_MS)
        expect(phones[0].locator("#part")).to_contain_text(speak("sides-truth-seat"))
        shoot(phones[0], f"sides-truth-{code}")
        shoot(bureau, f"sides-bureau-{code}")
        shoot(desk, f"sides-desk-{code}")
        look(phones[0], "truth of a department")
        look(bureau, "truth of the bureau")
        look_at_the_class(desk, room, asked, look)
    assert said == []
