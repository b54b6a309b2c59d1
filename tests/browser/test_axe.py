"""axe-core finds nothing on the pages of the lab and of a room.

Every page and state is walked twice, in English and light colours on a screen and in Chinese and dark ones on a phone;
and is looked at in both sizes in each walk.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from browser.conftest import Look
from browser.devices import DESKTOP, PATIENCE_MS, PHONE, violations
from browser.rooms import is_year, join, room_at, wait_for_desk
from budgetsim.app.lessons.reading import lessons
from budgetsim.app.play.game import YEARS

pytestmark = [pytest.mark.browser, pytest.mark.slow]

WALKS = {"screen": (DESKTOP, "en", "light"), "phone": (PHONE, "zh", "dark")}
FIRST = next(iter(lessons())).id


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A lab with a room."""
    with room_at(0, tmp_path_factory.mktemp("axe")) as server:
        yield server


def opened(browser: Any, size: tuple[int, int], scheme: str) -> Any:
    page = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, color_scheme=scheme, reduced_motion="reduce"
    ).new_page()
    page.set_default_timeout(PATIENCE_MS)
    return page


@pytest.mark.parametrize("walk", WALKS)
def test_axe_finds_nothing_where_the_lab_is_read(browser: Any, place: Any, look: Look, walk: str) -> None:
    size, code, scheme = WALKS[walk]
    page = opened(browser, size, scheme)

    def go(path: str, ready: str) -> Any:
        page.goto(f"{place.address}{path}?lang={code}")
        page.locator(ready).first.wait_for()
        return page

    for path, ready in (
        ("/", "#lab-content h1"),
        ("/about", "#lab-content h1"),
        ("/glossary", ".guide-term"),
        ("/causes/training", ".guide-box-on"),
        ("/explore", ".lab-chart canvas"),
        ("/inspect", ".lab-chart canvas"),
        ("/lessons", ".lesson-cards"),
    ):
        look(go(path, ready), path)
    go("/inspect", ".inspect-step").locator(".inspect-step").last.click()
    page.locator(".inspect-section-drawn canvas").wait_for()
    look(page, "inspect: what nobody knows")
    go(f"/lessons/{FIRST}", ".lesson-lock-in")
    look(page, "lesson before the prediction")
    page.locator(".lesson-lock-in").click()
    page.locator(".lesson-verdict").wait_for()
    page.locator(".lesson-open-all").click()
    page.locator(".lesson-check").first.wait_for()
    look(page, "lesson with all its steps")
    page.context.close()


@pytest.mark.parametrize("walk", WALKS)
def test_axe_finds_nothing_where_the_game_is_played(browser: Any, place: Any, look: Look, walk: str) -> None:
    size, code, scheme = WALKS[walk]
    page = opened(browser, size, scheme)
    page.goto(f"{place.address}/play?lang={code}")
    page.locator(".play-begin").wait_for()
    look(page, "play: entrance")
    page.locator(".play-begin").click()
    for year in range(1, YEARS + 1):
        page.locator(".play-close-year").wait_for()
        if year in (1, 3):
            look(page, f"play: year {year}")
        page.locator(".play-close-year").click()
        if year < YEARS:
            page.locator(f".play-dots i:nth-child({year + 1}).now").wait_for(state="attached")
    page.locator(".play-unseen").wait_for()
    look(page, "play: the truth")
    page.context.close()


@pytest.mark.parametrize("walk", WALKS)
def test_axe_finds_nothing_in_a_room(browser: Any, place: Any, look: Look, walk: str) -> None:
    size, code, scheme = WALKS[walk]
    desk, phone = (opened(browser, size, scheme) for _ in range(2))
    address = wait_for_desk(place, desk)
    room, asked = address.partition("/desk")[0], f"?lang={code}"
    desk.goto(address)
    desk.goto(f"{room}/desk{asked}")
    phone.goto(f"{place.address}/room{asked}&code=nothing")
    look(phone, "entrance with a fault")
    phone.goto(f"{room}{asked}")
    look(phone, "door")
    join(phone, f"{room}{asked}", f"{code} {scheme} {size[0]}")
    look(phone, "first year")
    look(desk, "desk")
    phone.locator("#lever-training").press("Home")
    for year in range(1, YEARS + 1):
        phone.locator("#close-year").click()
        if year < YEARS:
            is_year(phone, year + 1, code)
    phone.locator("#list").click()
    for act in ("truth", "best"):
        if desk.locator(f"#act-{act}").get_attribute("aria-pressed") == "false":
            desk.locator(f"#act-{act}").click()
            desk.locator(f"#act-{act}[aria-pressed=true]").wait_for(timeout=4 * PATIENCE_MS)
    phone.locator(".room-decisions td").first.wait_for(timeout=4 * PATIENCE_MS)
    look(phone, "truth")
    for stage in ("join", "scores", "paths", "leaders"):
        desk.locator(f"#act-stage-{stage}").click()
        desk.locator(f"#act-stage-{stage}[aria-pressed=true]").wait_for()
        phone_stage = desk.context.new_page()
        phone_stage.goto(f"{room}/stage{asked}")
        look(phone_stage, f"projector: {stage}")
        phone_stage.close()
    desk.goto(f"{room}/desk/debrief{asked}")
    look(desk, "debrief")
    desk.context.close()
    phone.context.close()


def test_axe_notices_what_is_wrong(browser: Any) -> None:
    page = opened(browser, DESKTOP, "light")
    page.set_content("<main><img src='data:,'><input></main>")
    assert {"image-alt", "label", "html-has-lang"} <= {fault["id"] for fault in violations(page)}
    page.context.close()
