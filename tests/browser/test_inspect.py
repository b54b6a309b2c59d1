"""Inspect in a browser: a year is read step by step with the keyboard, and from both sides."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
from playwright.sync_api import expect

import budgetsim
from budgetsim.language import language
from budgetsim.report.explain import bureau_sections_of, capture_year, drawn_facts, facts_of, sections_of

pytestmark = [pytest.mark.browser, pytest.mark.slow]
DESKTOP, PHONE = (1280, 900), (390, 844)
OPENING = ("wangcheng_2022", 0, 4, 0)
"""Scenario, department, year and seed with which the page opens."""


def facts(scenario: str, department: int, year: int, seed: int) -> Any:
    return facts_of(capture_year(budgetsim.load_scenario(scenario), department, year, seed))


@cache
def whole_facts(scenario: str, department: int, year: int, seed: int) -> Any:
    """Facts of a year with what the department would do over draws, which closes its story."""
    drawn = drawn_facts(budgetsim.load_scenario(scenario), department, year, seed)
    return facts(scenario, department, year, seed) | {"drawn": drawn}


def expect_told(page: Any, sections: list[Any]) -> None:
    """Wait until the page shows these sections: their headings and sentences, and nothing else."""
    texts = [text for section in sections for text in (section.title, *section.paragraphs)]
    expect(page.locator(".inspect-text > *")).to_have_text(texts)


def open_inspect(visit: Any, code: str) -> Any:
    page = visit.go("/inspect", code)
    page.locator(".inspect-story h3").wait_for()
    return page


@pytest.mark.parametrize("code", ["en", "zh"])
def test_year_is_read_to_its_end_with_the_keyboard_alone(
    student: Callable[..., Any], shoot: Callable[..., None], code: str
) -> None:
    page = open_inspect(student(DESKTOP), code)
    sections = sections_of(whole_facts(*OPENING), language(code))
    page.locator(".inspect-step").first.focus()
    for number, section in enumerate(sections):
        expect_told(page, [section])
        expect(page.locator(".inspect-step[aria-current=step]")).to_have_count(1)
        assert page.locator(".inspect-picture figure").count() == 1
        shoot(page, f"inspect-{code}-step-{number + 1}")
        page.keyboard.press("ArrowRight")
    expect(page.locator(".inspect-next")).to_be_disabled()


def test_bureau_sees_less_than_there_is(student: Callable[..., Any], shoot: Callable[..., None]) -> None:
    page = open_inspect(student(DESKTOP), "en")
    told = whole_facts(*OPENING)
    page.locator(".inspect-all").click()
    expect_told(page, sections_of(told))
    page.locator(".inspect-side-bureau").click()
    expect_told(page, bureau_sections_of(told))
    expect(page.locator(".inspect-command")).to_have_count(0)
    assert "θ" not in page.locator(".inspect-story").inner_text()
    shoot(page, "inspect-bureau-desktop")


def test_department_that_stands_out_is_followed(student: Callable[..., Any]) -> None:
    page = open_inspect(student(DESKTOP), "en")
    page.locator("[data-lever=scenario] select").select_option(label="Reform, funded")
    expect(page.locator(".inspect-heading")).to_have_text("Department 0 in year 4 of reform_package (seed 0)")
    page.locator("[data-lever=question] select").select_option(label="Who understates its target most?")
    panel = budgetsim.simulate("reform_package", [0], 4, departments=True).departments
    last = panel[panel["year"] == 4].sort_values("department")
    number = int(last["sandbagging"].to_numpy().argmax())
    suspect = page.locator(".inspect-suspect").first
    expect(suspect).to_contain_text(f"{number} · ")
    suspect.click()
    expect(page.locator(".inspect-heading")).to_have_text(
        f"Department {number} in year 4 of reform_package (seed 0)"
    )
    expect(page.locator(".inspect-suspect").first).to_have_attribute("aria-pressed", "true")
    expect_told(page, sections_of(facts("reform_package", number, 4, 0))[:1])


def test_choice_is_kept_between_areas_and_languages(student: Callable[..., Any]) -> None:
    page = open_inspect(student(DESKTOP), "en")
    page.locator("[data-lever=year] select").select_option(label="year 7")
    expect(page.locator(".inspect-heading")).to_have_text("Department 0 in year 7 of wangcheng_2022 (seed 0)")
    page.locator(".lab-language-zh").click()
    expect(page.locator(".inspect-heading")).to_have_text("wangcheng_2022 情景，第 7 年：0 号部门（种子 0）")
    page.locator(".lab-area-lessons").click()
    page.locator(".lab-area-inspect").click()
    expect(page.locator(".inspect-heading")).to_have_text("wangcheng_2022 情景，第 7 年：0 号部门（种子 0）")


def test_policy_made_in_explore_is_inspected(student: Callable[..., Any], shoot: Callable[..., None]) -> None:
    page = student(DESKTOP).go("/explore", "en")
    slider = page.locator("[data-lever=staff] input[type=range]")
    slider.focus()
    slider.press("ArrowRight")
    expect(page.locator("[data-lever=staff]")).to_have_class(re.compile("lab-moved"))
    page.locator(".lab-area-inspect").click()
    page.locator(".inspect-story h3").wait_for()
    page.locator("[data-lever=scenario] select").select_option(label="Policy B, as you made it in Explore")
    expect(page.locator(".inspect-heading")).to_have_text("Department 0 in year 4 of policy_b (seed 0)")
    expect(page.locator(".inspect-command code")).to_have_text(
        "budgetsim explain policy_b.toml --department 0 --year 4"
    )
    shoot(page, "inspect-own-policy")


def test_phone_reads_the_year_without_scrolling_sideways(
    student: Callable[..., Any], shoot: Callable[..., None]
) -> None:
    page = open_inspect(student(PHONE), "zh")
    for _ in range(4):
        page.locator(".inspect-next").click()
        page.wait_for_timeout(300)
    expect(page.locator(".inspect-story h3")).to_have_text(language("zh")("explain-months"))
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(wide) <= 0
    shoot(page, "inspect-zh-phone-months")


def test_phone_reads_what_nobody_knows_in_its_last_step(
    student: Callable[..., Any], shoot: Callable[..., None]
) -> None:
    page = open_inspect(student(PHONE), "zh")
    page.locator(".inspect-step").last.click()
    expect_told(page, sections_of(whole_facts(*OPENING), language("zh"))[-1:])
    expect(page.locator(".inspect-waiting")).to_have_count(0)
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(wide) <= 0
    shoot(page, "inspect-zh-phone-unknowns")
