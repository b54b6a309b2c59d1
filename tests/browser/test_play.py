"""Play: ten years to the end, and a file that the batch engine confirms; one code is one world for everybody."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from playwright.sync_api import expect

from budgetsim import Change, load_scenario, simulate
from budgetsim.app.play.game import LEVERS, YEARS
from budgetsim.language import language
from budgetsim.model.measures import OUTCOMES

pytestmark = [pytest.mark.browser, pytest.mark.slow]

Student, Shoot = Callable[..., Any], Callable[[Any, str], None]
CODE = "Public Value 7"


def begin(page: Any, code: str) -> None:
    field = page.locator('[data-lever="class-code"] input')
    field.fill(code)
    field.press("Enter")
    expect(page.locator(".play-begin")).to_contain_text(code)
    page.locator(".play-begin").click()
    page.locator(".play-close-year").wait_for()


def press(page: Any, lever: str, key: str) -> str:
    """Move a slider by the keyboard; return what it says once the server has answered."""
    control = page.locator(f'[data-lever="{lever}"]')
    control.locator("input[type=range]").focus()
    page.keyboard.press(key)
    page.wait_for_timeout(700)
    said: str = control.locator("output").inner_text()
    return said


def close_year(page: Any, year: int) -> None:
    """Close a year and wait for the next one, or for the end."""
    page.locator(".play-close-year").click()
    if year < YEARS:
        expect(page.locator(".play-year h2")).to_have_text(
            language()("lab-play-year", year=year + 1, years=YEARS)
        )
        # The page changes part by part: its report comes after its heading.
        expect(page.locator(".play-report h2")).to_have_text(language()("lab-play-files", year=year))
    else:
        page.locator(".play-points, .play-score .explore-finding").first.wait_for()


def world_of(page: Any) -> str:
    found: str = page.locator(".play-report").inner_text()
    return found


def test_game_is_played_to_the_end(student: Student, shoot: Shoot, tmp_path: Path) -> None:
    page = student().go("/play")
    begin(page, CODE)
    shoot(page, "play-first-year-desktop")
    meters, files, levers = (
        page.locator(f".play-{name}").bounding_box() for name in ("meters", "report", "levers")
    )
    assert meters["x"] + meters["width"] < files["x"] == levers["x"]  # nothing is empty beside the levers,
    assert files["y"] + files["height"] < levers["y"] < page.viewport_size["height"]  # which are seen at once
    staff = press(page, "staff", "ArrowRight")
    for year in range(1, YEARS + 1):
        expect(page.locator(".play-score, .play-unseen")).to_have_count(0)
        if year == 4:
            press(page, "result_use", "ArrowRight")
            shoot(page, "play-fourth-year-desktop")
        close_year(page, year)
    expect(page.locator(".play-otherwise tbody tr")).to_have_count(3)
    shoot(page, "play-end-desktop")
    with page.expect_download() as waiting:
        page.get_by_role("button", name=language()("lab-play-csv")).click()
    waiting.value.save_as(tmp_path / "game.csv")
    table = pd.read_csv(tmp_path / "game.csv")
    assert table.groupby("policy", sort=False).size().to_dict() == dict.fromkeys(
        ("you", "status_quo", "rule", "optimum"), YEARS
    )
    assert set(table["class_code"]) == {CODE}
    own = table[table["policy"] == "you"].reset_index(drop=True)
    assert own["staff"].tolist() == [float(staff.split()[0])] * YEARS
    assert own["result_use"].nunique() == 2
    pd.testing.assert_frame_equal(own[list(OUTCOMES)], replayed(own), check_exact=True)


def replayed(own: pd.DataFrame) -> pd.DataFrame:
    """The outcomes of the levers in the file, from the batch engine."""
    changes = [
        Change(year=int(row["year"]), levers={name: float(row[name]) for name in LEVERS})
        for row in own.to_dict("records")
    ]
    scenario = load_scenario("wangcheng_2022").replace(name="again", years=YEARS, changes=changes)
    outcomes = simulate(scenario, [int(own["seed"][0])], YEARS).outcomes
    return outcomes[list(OUTCOMES)].reset_index(drop=True)


def test_same_code_is_the_same_world_for_everybody(student: Student) -> None:
    worlds = []
    for code in ("Class 5B", "  class 5b ", "Class 5C"):
        page = student().go("/play")
        begin(page, code.strip())
        close_year(page, 1)
        worlds.append(world_of(page))
    assert worlds[0] == worlds[1]
    assert worlds[0] != worlds[2]


def test_another_students_game_is_not_seen(student: Student) -> None:
    one, other = student().go("/play"), student().go("/play")
    begin(one, "mine")
    close_year(one, 1)
    other.wait_for_timeout(500)
    expect(other.locator(".play-begin")).to_be_visible()
    expect(other.locator(".play-year")).to_have_count(0)


def test_budget_cannot_be_overspent(student: Student) -> None:
    """A slider stops where the money ends, and stays there however often it is pushed."""
    page = student().go("/play")
    begin(page, "frugal")
    said = page.locator('[data-lever="information_systems"] output')
    before = said.inner_text()
    page.locator('[data-lever="information_systems"] input[type=range]').focus()
    page.keyboard.press("End")
    expect(said).not_to_have_text(re.compile(f"^({before}|100%)$"))
    most = said.inner_text()
    assert float(before.rstrip("%")) < float(most.rstrip("%")) < 100.0
    page.keyboard.press("End")
    expect(said).to_have_text(most)
    page.wait_for_timeout(1500)
    expect(said).to_have_text(most)
    expect(page.locator(".lab-meter-over[data-meter=budget]")).to_have_count(0)
    expect(page.locator(".play-close-year")).to_be_enabled()


def test_game_goes_on_in_another_language_and_after_a_visit_elsewhere(student: Student) -> None:
    page = student().go("/play")
    begin(page, "visit")
    close_year(page, 1)
    page.locator(".lab-area-lessons").click()
    page.locator(".lesson-cards").wait_for()
    page.locator(".lab-language-zh").click()
    page.locator(".lab-area-play").click()
    expect(page.locator(".play-year h2")).to_have_text(language("zh")("lab-play-year", year=2, years=YEARS))


def test_game_fits_a_phone(student: Student, shoot: Shoot) -> None:
    page = student((390, 844)).go("/play", "zh")
    begin(page, "phone")
    page.locator(".play-close-year").click()
    expect(page.locator(".play-year h2")).to_have_text(language("zh")("lab-play-year", year=2, years=YEARS))
    shoot(page, "play-second-year-zh-phone")
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"the page is {wide} pixels wider than the screen"
    tops = [page.locator(part).bounding_box()["y"] for part in (".play-report", ".play-levers")]
    assert tops[0] < tops[1], "the files of the closed year come before the levers"
