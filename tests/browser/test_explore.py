"""Explore: what is moved changes what is drawn, by the command line's numbers; the truth waits behind a curtain."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from budgetsim.language import language

pytestmark = [pytest.mark.browser, pytest.mark.slow]

Student, Shoot = Callable[..., Any], Callable[[Any, str], None]
SLIDER = '[data-lever="monitoring_intensity"] input[type=range]'
CHART = ".explore-trajectory figure.lab-chart"


def values(page: Any, column: str) -> dict[str, float]:
    """Numbers behind a column of the table of outcomes: ``a``, ``b`` or ``gap``."""
    rows = page.locator(".explore-outcomes tbody tr").all()
    return {
        row.get_attribute("data-outcome"): float(
            row.locator(f".explore-{column}").get_attribute("data-value")
        )
        for row in rows
    }


def picture(page: Any) -> str:
    """What the chart shows, as its pixels."""
    found: str = page.locator(f"{CHART} canvas").first.evaluate("canvas => canvas.toDataURL()")
    return found


def settled(page: Any, selector: str, old: str) -> None:
    """Wait until an element says something else, and what is drawn has come to rest."""
    expect(page.locator(selector)).not_to_have_text(old)
    page.wait_for_timeout(600)


def text(page: Any, selector: str) -> str:
    found: str = page.locator(selector).text_content()
    return found


def test_slider_changes_figure_and_table(student: Student) -> None:
    page = student().go("/explore")
    page.locator(f"{CHART} canvas").first.wait_for()
    page.wait_for_timeout(600)
    before, drawn, a, b = text(page, f"{CHART} table"), picture(page), values(page, "a"), values(page, "b")
    page.locator(SLIDER).focus()
    for _ in range(10):
        page.keyboard.press("ArrowRight")
    settled(page, f"{CHART} table", before)
    assert picture(page) != drawn
    assert values(page, "a") == a, "policy A was not moved"
    assert values(page, "b") != b
    moved = page.locator('[data-lever="monitoring_intensity"]')
    expect(moved).to_have_class(re.compile("lab-moved"))


def test_reset_brings_the_policy_back(student: Student) -> None:
    page = student().go("/explore")
    page.locator(f"{CHART} canvas").first.wait_for()
    before, b = text(page, f"{CHART} table"), values(page, "b")
    page.locator(SLIDER).focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator(f"{CHART} table")).not_to_have_text(before)
    page.locator(".explore-reset").click()
    expect(page.locator(f"{CHART} table")).to_have_text(before)
    assert values(page, "b") == b


def test_numbers_are_those_of_the_command_line(student: Student, tmp_path: Path) -> None:
    page = student().go("/explore")
    page.locator(f"{CHART} canvas").first.wait_for()
    before = text(page, f"{CHART} table")
    page.locator(SLIDER).focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator(f"{CHART} table")).not_to_have_text(before)
    for name in ("policy_a.toml", "policy_b.toml"):
        with page.expect_download() as waiting:
            page.get_by_role("button", name=name).click()
        waiting.value.save_as(tmp_path / name)
    words = text(page, ".explore-command code").split()
    assert words[:2] == ["budgetsim", "compare"]
    command = [sys.executable, "-m", *words, "--json", "--quiet", "--no-figures", "--out", "study"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    said = json.loads(done.stdout)
    for column, name in (("a", "policy_a"), ("b", "policy_b")):
        expected = said["scenarios"][name]
        assert values(page, column) == {key: expected[key]["median"] for key in values(page, column)}
    gaps = said["differences"]["policy_b"]
    assert values(page, "gap") == {key: gaps[key]["median"] for key in values(page, "gap")}


def test_bands_structures_and_one_world(student: Student, shoot: Shoot) -> None:
    page = student().go("/explore")
    page.locator(".explore-structures table").wait_for()
    expect(page.locator(".explore-structures tbody tr")).to_have_count(12)
    shoot(page, "explore-known-desktop")
    page.locator(".explore-know-one").click()
    world = page.locator(".explore-world p")
    before = world.text_content()
    expect(page.locator(".explore-command code")).to_contain_text("--parameters point")
    page.locator(".explore-another").click()
    expect(world).not_to_have_text(before)
    shoot(page, "explore-one-world-desktop")


def test_truth_is_behind_a_curtain(student: Student, shoot: Shoot) -> None:
    page = student().go("/explore")
    page.locator(".explore-view-watch").click()
    page.locator(".explore-seen figure.lab-chart canvas").first.wait_for()
    expect(page.locator(".explore-hidden .explore-curtain")).to_be_visible()
    expect(page.locator(".explore-hidden figure.lab-chart")).to_have_count(0)
    shoot(page, "explore-watch-hidden-desktop")
    page.locator(".explore-truth-switch").click()
    page.locator(".explore-hidden figure.lab-chart canvas").first.wait_for()
    expect(page.locator(".explore-hidden .explore-curtain")).to_have_count(0)
    shoot(page, "explore-watch-truth-desktop")
    page.locator(".explore-truth-switch").click()
    expect(page.locator(".explore-hidden .explore-curtain")).to_be_visible()
    expect(page.locator(".explore-hidden figure.lab-chart")).to_have_count(0)


def test_year_is_played_month_by_month(student: Student) -> None:
    page = student().go("/explore")
    page.locator(".explore-view-watch").click()
    date, seen = page.locator(".lab-player-date"), ".explore-seen figure.lab-chart table"
    first, drawn = date.text_content(), text(page, seen)
    page.locator(".lab-player-play").click()
    expect(date).not_to_have_text(first)
    expect(page.locator(seen)).not_to_have_text(drawn)
    page.locator(".lab-player-play").click()
    page.wait_for_timeout(1500)
    stopped = date.text_content()
    page.wait_for_timeout(1500)
    assert date.text_content() == stopped


def test_watching_fits_a_phone(student: Student, shoot: Shoot) -> None:
    page = student((390, 844)).go("/explore", "zh")
    page.locator(".explore-view-watch").click()
    page.locator(".explore-truth-switch").click()
    page.locator(".explore-hidden figure.lab-chart canvas").first.wait_for()
    shoot(page, "explore-watch-truth-zh-phone")
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"the page is {wide} pixels wider than the screen"


def test_devices_know_nothing_of_each_other(student: Student) -> None:
    one, other = student().go("/explore"), student().go("/explore")
    for page in (one, other):
        page.locator(f"{CHART} canvas").first.wait_for()
    before, b = text(one, f"{CHART} table"), values(other, "b")
    one.locator(SLIDER).focus()
    one.keyboard.press("ArrowRight")
    expect(one.locator(f"{CHART} table")).not_to_have_text(before)
    one.locator(".lab-language-zh").click()
    expect(one.locator(".lab-area-play")).to_have_text(language("zh")("lab-play"))
    other.wait_for_timeout(500)
    assert text(other, f"{CHART} table") == before
    assert values(other, "b") == b
    expect(other.locator(".lab-area-play")).to_have_text(language("en")("lab-play"))


def test_new_device_starts_afresh(student: Student) -> None:
    one = student().go("/explore")
    one.locator(f"{CHART} canvas").first.wait_for()
    before = text(one, f"{CHART} table")
    one.locator(SLIDER).focus()
    one.keyboard.press("ArrowRight")
    expect(one.locator(f"{CHART} table")).not_to_have_text(before)
    late = student().go("/explore")
    late.locator(f"{CHART} canvas").first.wait_for()
    assert text(late, f"{CHART} table") == before


def test_wrong_number_stays_in_its_field(student: Student) -> None:
    page = student().go("/explore")
    page.locator(f"{CHART} canvas").first.wait_for()
    page.locator(".explore-settings summary").click()
    field = page.locator('[data-lever="first-seed"] input')
    fault = page.locator('[data-lever="first-seed"] [role=alert]')
    before, own = text(page, f"{CHART} table"), field.input_value()
    for wrong in ("-5", "1.5", "99999999", ""):
        field.fill(wrong)
        field.press("Enter")
        expect(fault).to_be_visible()
        page.wait_for_timeout(500)
        assert text(page, f"{CHART} table") == before, wrong
        field.fill(own)
        field.press("Enter")
        expect(fault).to_have_count(0)
    field.fill("7")
    field.press("Enter")
    expect(page.locator(f"{CHART} table")).not_to_have_text(before)


def test_slider_is_reached_and_moved_by_keyboard(student: Student) -> None:
    page = student().go("/explore")
    page.locator(f"{CHART} canvas").first.wait_for()
    before = text(page, f"{CHART} table")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.type") == "range":
            break
    else:
        raise AssertionError("no slider is reached by the tabulator key")
    page.keyboard.press("ArrowRight")
    expect(page.locator(f"{CHART} table")).not_to_have_text(before)
