"""A class's work survives: a killed server, a reload, another device; and no click loses or doubles it."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from browser.devices import DESKTOP, PATIENCE_MS, PHONE, Server, keep_offline, serve
from budgetsim.app.play.game import KEEPING, YEARS
from budgetsim.language import language

pytestmark = [pytest.mark.browser, pytest.mark.slow]

Student, Shoot = Callable[..., Any], Callable[[Any, str], None]
STORED = "budgetsim-lab-game"
CAME_BACK = """solara.debug && solara.debug.connectionStatus === "connected" && (solara.debug.remountCount > 0
  || performance.getEntriesByType("navigation")[0].type === "reload")"""


def begin(page: Any, code: str) -> None:
    field = page.locator('[data-lever="class-code"] input')
    field.fill(code)
    field.press("Enter")
    expect(page.locator(".play-begin")).to_contain_text(code)
    page.locator(".play-begin").click()
    page.locator(".play-close-year").wait_for()


def is_year(page: Any, year: int, code: str = "en") -> None:
    expect(page.locator(".play-year h2")).to_have_text(
        language(code)("lab-play-year", year=year, years=YEARS)
    )


def close_year(page: Any, year: int, code: str = "en") -> None:
    page.locator(".play-close-year").click()
    is_year(page, year + 1, code)
    expect(page.locator(".play-report h2")).to_have_text(language(code)("lab-play-files", year=year))


def state_of(page: Any) -> tuple[str, list[str], list[str]]:
    """What a student sees of a game: the report, the numbers behind the charts, the levers."""
    page.locator(".play-files .lab-chart canvas").nth(1).wait_for()
    report: str = page.locator(".play-report").inner_text()
    charts = page.locator(".play-files .lab-chart table").all_text_contents()
    levers = page.locator(".play-levers output").all_text_contents()
    return report, charts, levers


@contextmanager
def lab_at(port: int, folder: Path) -> Iterator[Server]:
    command = [sys.executable, "-m", "budgetsim", "app", "--port", str(port), "--no-open"]
    yield from serve(command, folder, r"http://127\.0\.0\.1:\d+/?")


@pytest.fixture
def fresh(browser: Any) -> Iterator[Callable[..., Any]]:
    """Return what opens a page on a device of its own that may lose its server."""
    contexts: list[Any] = []

    def open_page(size: tuple[int, int] = DESKTOP, **options: Any) -> Any:
        context = browser.new_context(viewport={"width": size[0], "height": size[1]}, **options)
        context.set_default_timeout(PATIENCE_MS)
        expect.set_options(timeout=PATIENCE_MS)
        keep_offline(context, [])
        contexts.append(context)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()


# Nothing is lost -------------------------------------------------------------------------------------------------


def test_game_of_five_years_survives_a_killed_server(fresh: Callable[..., Any], tmp_path: Path) -> None:
    with ExitStack() as servers:
        first = servers.enter_context(lab_at(0, tmp_path))
        port = int(first.address.rpartition(":")[2])
        page = fresh()
        page.goto(f"{first.address}/play")
        begin(page, "Kill 9")
        for year in range(1, 6):
            if year in (2, 4):
                lever = page.locator('[data-lever="rectification"]')
                said = lever.locator("output").inner_text()
                lever.locator("input").press("PageUp")
                expect(lever.locator("output")).not_to_have_text(said)
            close_year(page, year)
        before, address = state_of(page), page.url
        first.process.kill()
        first.process.wait()
        servers.enter_context(lab_at(port, tmp_path))
        # The page comes back without anybody's doing, in place or loaded anew.
        page.wait_for_function(CAME_BACK)
        is_year(page, 6)
        assert state_of(page) == before
        assert page.url == address
        close_year(page, 6)

        other = fresh()
        other.goto(address)
        is_year(other, 6)
        assert state_of(other) == before
        close_year(other, 6)
        assert state_of(other) == state_of(page)


def test_game_goes_on_after_a_reload_and_in_a_new_tab(student: Student) -> None:
    page = student().go("/play")
    begin(page, "reload")
    close_year(page, 1)
    lever = page.locator('[data-lever="staff"]')
    lever.locator("input").press("ArrowRight")
    expect(lever.locator("output")).to_have_text(re.compile("^4"))
    before = state_of(page)
    page.reload()
    is_year(page, 2)
    assert state_of(page) == before  # what lay on the desk too
    tab = page.context.new_page()
    tab.goto(page.url.partition("?")[0])
    is_year(tab, 2)
    assert state_of(tab) == before
    page.locator(".lab-language-zh").click()
    is_year(page, 2, "zh")
    page.wait_for_function("location.search.includes('game=') && location.search.includes('lang=zh')")


def test_two_tabs_are_two_games(student: Student) -> None:
    page = student().go("/play")
    begin(page, "one")
    tab = page.context.new_page()
    tab.goto(page.url.partition("?")[0])
    is_year(tab, 1)
    close_year(tab, 1)
    close_year(tab, 2)
    page.reload()
    is_year(page, 1)
    tab.reload()
    is_year(tab, 3)


def test_answers_survive_a_reload_and_open_on_another_device(student: Student) -> None:
    page = student().go("/lessons/year-end-rush")
    page.locator('[data-lever="prediction"] input').press("PageUp")
    page.locator(".lesson-lock-in").click()
    page.locator(".lesson-verdict .lesson-draws").wait_for()  # its last part, worked out beside the page
    page.locator(".lesson-open-all").click()
    page.locator(".lesson-check input").first.check()
    page.locator(".lesson-why").first.wait_for()
    page.wait_for_function("new URLSearchParams(location.search).has('lessons')")
    verdict, why = (page.locator(place).first.inner_text() for place in (".lesson-verdict", ".lesson-why"))
    page.reload()
    other = student().page
    other.goto(page.url)
    for again in (page, other):
        expect(again.locator(".lesson-verdict")).to_have_text(verdict, use_inner_text=True)
        expect(again.locator(".lesson-why")).to_have_text(why, use_inner_text=True)


def test_levers_of_explore_survive_a_reload(student: Student) -> None:
    page = student().go("/explore")
    lever, headline = page.locator('[data-lever="monitoring_intensity"]'), page.locator(".explore-headline")
    at_first = whole(page, headline)
    lever.locator("input").press("PageUp")
    page.wait_for_function("new URLSearchParams(location.search).has('explore')")
    expect(headline.locator(".explore-finding")).not_to_have_text(at_first, use_inner_text=True)
    said, found = lever.locator("output").inner_text(), whole(page, headline)
    page.reload()
    expect(lever.locator("output")).to_have_text(said)
    expect(headline).to_have_text(found, use_inner_text=True)


def whole(page: Any, headline: Any) -> str:
    """Return what is found once every structure of the model has been tried: before, an "unless" may be missing."""
    expect(page.locator(".explore-structures table")).to_be_visible()
    expect(page.locator(".explore-waiting")).to_have_count(0)
    found: str = headline.inner_text()
    return found


# What cannot be used ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("junk", "code"),
    [("junk", "en"), ('{"years": [1, 2', "zh"), ("1" * 20_000, "en"), ("2AAAAAAAAAAAA", "zh")],
)
def test_damaged_storage_is_told_and_left(student: Student, junk: str, code: str) -> None:
    speak = language(code)
    visit = student()
    page = visit.go("/play", code)
    page.evaluate(
        "([key, junk]) => { localStorage.setItem(key, junk); sessionStorage.clear(); }", [STORED, junk]
    )
    page.reload()
    expect(page.locator(".lab-kept-fault")).to_contain_text(speak("kept-stored", why="?").partition("?")[0])
    expect(page.locator(".play-begin")).to_be_visible()
    page.wait_for_function("key => localStorage.getItem(key) === null", arg=STORED)
    page.goto(f"{visit.address}/play?game={junk[:100]}&lang={code}")
    expect(page.locator(".lab-kept-fault")).to_contain_text(speak("kept-linked", why="?").partition("?")[0])
    expect(page.locator(".play-begin")).to_be_visible()


def test_address_of_another_game_is_offered_and_takes_nothing_away(student: Student, shoot: Shoot) -> None:
    other = student().go("/play")
    begin(other, "other")
    close_year(other, 1)
    close_year(other, 2)
    page = student().go("/play")
    begin(page, "mine")
    close_year(page, 1)
    page.goto(other.url)
    is_year(page, 2)
    shoot(page, "play-offered-desktop")
    page.locator(".lab-kept-own").click()
    expect(page.locator(".lab-kept-offer")).to_have_count(0)
    page.goto(other.url)
    page.locator(".lab-kept-other").click()
    is_year(page, 3)


# No click loses or doubles ---------------------------------------------------------------------------------------


def test_two_clicks_within_a_second_close_one_year(student: Student) -> None:
    page = student().go("/play")
    begin(page, "twice")
    button = page.locator(".play-close-year")
    button.dblclick()
    page.wait_for_timeout(2500)
    is_year(page, 2)
    for wait in (50, 200, 500, 850):
        year = int(re.findall(r"\d+", page.locator(".play-year h2").inner_text())[0])
        button.evaluate("(b, wait) => { b.click(); setTimeout(() => b.click(), wait); }", wait)
        page.wait_for_timeout(2500)
        is_year(page, year + 1)


def test_lever_moved_just_before_the_click_belongs_to_the_year(student: Student) -> None:
    page = student().go("/play")
    begin(page, "at once")
    page.evaluate("""() => {
      const slider = document.querySelector('[data-lever="rectification"] input');
      for (const value of ["0.4", "0.45", "0.5", "0.7"]) {
        slider.value = value;
        slider.dispatchEvent(new Event("input"));
        slider.dispatchEvent(new Event("change"));
      }
      document.querySelector(".play-close-year").click();
    }""")
    is_year(page, 2)
    page.wait_for_function("new URLSearchParams(location.search).has('game')")
    game = KEEPING.read(re.search(r"game=([\w-]+)", page.url)[1]).game  # type: ignore[index]
    assert dict(game.closed[0])["rectification"] == 0.7


def test_starting_again_asks_first(student: Student, shoot: Shoot) -> None:
    page = student().go("/play")
    begin(page, "again")
    close_year(page, 1)
    page.locator(".play-leave").dblclick()
    page.wait_for_timeout(500)
    is_year(page, 2)
    page.keyboard.press("Escape")
    page.locator(".play-leave").click()
    page.locator(".lab-asking-no").wait_for()
    shoot(page, "play-asking-desktop")
    expect(page.locator(".lab-asking-no")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".play-leave")).to_be_focused()
    is_year(page, 2)
    page.locator(".play-leave").click()
    page.locator(".lab-asking-yes").click()
    page.locator(".play-begin").wait_for()
    page.reload()
    page.locator(".play-begin").wait_for()
    assert page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('budgetsim'))") == []
    assert "game=" not in page.url


def test_reader_sees_what_is_kept_and_can_forget_it(student: Student, shoot: Shoot) -> None:
    page = student(PHONE).go("/play")
    begin(page, "forget")
    close_year(page, 1)
    page.locator(".lab-work summary").click()
    assert page.locator(".lab-work-link input").input_value() == page.url
    shoot(page, "play-kept-phone")
    page.locator(".lab-work-forget").click()
    page.locator(".lab-work .lab-asking-yes").click()
    page.locator(".play-begin").wait_for()
    assert page.evaluate("key => localStorage.getItem(key)", STORED) is None


def test_address_of_inspect_leads_a_class_there(student: Student) -> None:
    page = student().go("/inspect")
    page.locator('[data-lever="department"] select').select_option("7")
    page.locator(".inspect-next").click()
    page.wait_for_function("new URLSearchParams(location.search).has('inspect')")
    expect(page.locator(".inspect-heading")).to_contain_text("Department 7 ")
    heading = page.locator(".inspect-heading").inner_text()
    page.wait_for_timeout(500)
    other = student().page
    other.goto(page.url)
    for again in (page, other):
        again.reload()
        expect(again.locator(".inspect-heading")).to_have_text(heading, use_inner_text=True)
        expect(again.locator(".inspect-steps [aria-current=step] .inspect-step-number")).to_have_text("2")
