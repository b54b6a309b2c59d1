"""A room with real browsers: a killed server, a cut of the network, the keyboard alone, and phones of every size."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from browser.devices import DESKTOP, PATIENCE_MS, PHONE, tab_to
from browser.rooms import is_year, join, room_at, visitor, wait_for_desk
from budgetsim.language import LANGUAGES, language

pytestmark = [pytest.mark.browser, pytest.mark.slow]

Shoot = Callable[[Any, str], None]


def test_class_goes_on_after_a_killed_server_and_a_cut_of_the_network(browser: Any, tmp_path: Path) -> None:
    said: list[str] = []
    phones = [visitor(browser, PHONE, said) for _ in range(3)]
    with room_at(0, tmp_path) as first:
        port = int(first.address.rpartition(":")[2])
        room = wait_for_desk(first, phones[0]).partition("/desk")[0]
        for number, phone in enumerate(phones):
            join(phone, room, f"Student {number}")
        for year in (1, 2, 3):
            for phone in phones:
                phone.locator("#close-year").click()
                is_year(phone, year + 1)
        phones[0].locator("#lever-staff").focus()
        phones[0].keyboard.press("ArrowRight")
        expect(phones[0].locator('[data-lever="staff"] output')).to_have_text("4")
        phones[0].wait_for_timeout(500)
        first.process.kill()
        first.process.wait()
    phones[1].locator("#close-year").click()  # into a server that is not there
    expect(phones[1].locator("#gone")).to_be_visible()
    with room_at(port, tmp_path):
        is_year(phones[1], 5)
        for phone in phones:
            expect(phone.locator("#gone")).to_be_hidden(timeout=PATIENCE_MS)
        phones[2].context.set_offline(True)
        phones[2].locator("#close-year").click()
        expect(phones[2].locator("#gone")).to_be_visible()
        phones[2].context.set_offline(False)
        is_year(phones[2], 5)
        phones[0].reload()
        is_year(phones[0], 4)
        expect(phones[0].locator('[data-lever="staff"] output')).to_have_text("4")  # what lay on the desk
    assert said == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_keyboard_alone_plays_a_game_opens_the_truth_and_another_room(
    browser: Any, tmp_path: Path, shoot: Shoot, code: str
) -> None:
    said: list[str] = []
    speak = language(code)
    desk, phone = visitor(browser, DESKTOP, said), visitor(browser, PHONE, said)
    with room_at(0, tmp_path) as server:
        address = wait_for_desk(server, phone)
        desk.goto(address)
        desk.goto(f"{address.partition('?')[0]}?lang={code}")
        phone.goto(f"{address.partition('/desk')[0]}?lang={code}")
        tab_to(phone, "#name")
        phone.keyboard.type("Ann")
        phone.keyboard.press("Enter")
        phone.locator("#levers").wait_for()
        tab_to(phone, "#lever-training")
        phone.keyboard.press("End")
        for year in range(1, 11):
            tab_to(phone, "#close-year")
            phone.keyboard.press("Enter")
            if year < 10:
                is_year(phone, year + 1, code)
        expect(phone.locator("#part")).to_contain_text(speak("room-over", years=10))
        for act in ("truth", "best", "stage-paths"):
            tab_to(desk, f"#act-{act}")
            desk.keyboard.press("Enter")
            pressed = desk.locator(f"#act-{act}")
            expect(pressed).to_have_attribute("aria-pressed", "true", timeout=PATIENCE_MS)
            expect(pressed).to_be_focused()
        expect(phone.locator("#part")).to_contain_text(speak("room-decisions"))
        expect(phone.locator("[data-later]")).to_have_count(0, timeout=PATIENCE_MS)
        expect(phone.locator(".room-decisions td").first).to_have_text(re.compile("%"))
        shoot(phone, f"room-truth-{code}")
        shoot(desk, f"room-desk-{code}")
        tab_to(desk, "#another")
        desk.keyboard.type("Evening class")
        desk.keyboard.press("Enter")
        expect(desk.locator("h1")).to_have_text("Evening class", timeout=PATIENCE_MS)
    assert said == []
