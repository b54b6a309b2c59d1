"""Every area of the lab opens, in both languages, on a desk and on a phone, without a word in the console."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import TimeoutError as TookTooLong
from playwright.sync_api import expect

from browser.english import english
from budgetsim.app.addresses import AREAS, GUIDE, PATHS
from budgetsim.app.guide.pathways import pathways
from budgetsim.language import LANGUAGES, language

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SIZES = {"desktop": (1280, 900), "phone": (390, 844)}


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("area", AREAS)
def test_area_opens(student: Callable[..., Any], shoot: Callable[..., None], area: str, code: str) -> None:
    page = student(SIZES["desktop"]).go(PATHS[area], code)
    speak = language(code)
    current = page.locator(f".lab-area-{area}")
    expect(current).to_have_attribute("aria-current", "page")
    expect(current).to_have_text(speak(f"lab-{area}"))
    assert page.evaluate("document.documentElement.lang") == speak.tag
    fits_both_sizes(page, shoot, area, code)


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("name", GUIDE)
def test_page_that_guides_opens(
    student: Callable[..., Any], shoot: Callable[..., None], name: str, code: str
) -> None:
    page = student(SIZES["desktop"]).go(PATHS[name], code)
    expect(page.locator(".lab-area[aria-current]")).to_have_count(0)
    expect(page.locator(f".lab-guide-{name}")).to_be_visible()
    fits_both_sizes(page, shoot, name, code)


def fits_both_sizes(page: Any, shoot: Callable[..., None], name: str, code: str) -> None:
    """Look at a page on a desk and, in the same visit, on a phone; phones that open it afresh are in ``test_axe``."""
    page.wait_for_load_state("networkidle")
    for size, (width, height) in SIZES.items():
        page.set_viewport_size({"width": width, "height": height})
        shoot(page, f"{name}-{code}-{size}")
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"the page is {wide} pixels wider than the {size}"
    if code == "zh":
        assert english(page) == []


def test_start_leads_to_every_area_and_brand_back(student: Callable[..., Any]) -> None:
    page = student().go("/")
    for area in AREAS:
        leads(page, f".guide-area-{area}", f".lab-area-{area}[aria-current=page]")
        page.locator(".lab-brand").click()
        expect(page.locator("#lab-content h1")).to_have_text(language()("guide-start-title"))


def leads(page: Any, link: str, there: str) -> None:
    """Expect a link to lead there, with a second click where the page was still being made when the first one fell."""
    page.locator(link).click()
    try:
        page.locator(there).wait_for(timeout=10_000)
    except TookTooLong:
        page.locator(link).click()
        page.locator(there).wait_for()


def test_address_of_explore_before_there_was_a_start_page_still_leads_there(
    student: Callable[..., Any],
) -> None:
    page = student().go("/?explore=none")
    expect(page.locator(".lab-area-explore")).to_have_attribute("aria-current", "page")


def test_glossary_finds_a_term_and_leads_to_its_lesson(student: Callable[..., Any]) -> None:
    page = student().go("/glossary/lever-staff")
    expect(page.locator("#lever-staff")).to_be_in_viewport()
    page.locator(".guide-find input").fill("棘轮效应")
    expect(page.locator(".guide-term:visible")).to_have_count(1)
    page.locator("#idea-ratchet .guide-places a").click()
    expect(page.locator("h1")).to_have_text(language()("lesson-ratchet"))


def test_change_of_a_lever_runs_through_the_year_by_keyboard(
    student: Callable[..., Any], shoot: Callable[..., None]
) -> None:
    page = student(reduced_motion="reduce").go("/causes/training")
    way = pathways().reached("training")
    lit = {quantity for own in way.values() for quantity in own}
    expect(page.locator(".guide-box-on")).to_have_count(len(lit))
    expect(page.locator(".guide-box-direct")).to_have_count(len(pathways().levers["training"]))
    assert page.evaluate("getComputedStyle(document.querySelector('.guide-box-on')).animationName") == "none"
    page.locator(".guide-lever").focus()
    page.keyboard.press("Home")
    expect(page.locator(".guide-box-on")).to_have_count(0)
    page.keyboard.press("ArrowDown")
    expect(page.locator(".guide-box-on").first).to_be_visible()
    expect(page.locator(".guide-way")).to_contain_text(language()("guide-quantity-value"))
    shoot(page, "causes-lit-desktop")


def test_faults_of_a_page_are_noticed(student: Callable[..., Any]) -> None:
    """The watch over all other tests works: another machine, an error in the console, an answer that is none."""
    visit = student()
    page = visit.go("/")
    page.evaluate("fetch('http://example.org/').catch(() => {})")
    page.evaluate("console.error('it broke')")
    page.evaluate("fetch('/nothing/here.js')")
    page.wait_for_timeout(500)
    told, visit.faults[:] = "\n".join(visit.faults), []
    # The lab's own policy has the browser refuse it, before it is asked.
    assert "Connecting to 'http://example.org/' violates the following Content Security Policy" in told
    assert "console: it broke" in told
    assert "answered 404" in told


def test_language_is_switched_in_the_page(student: Callable[..., Any]) -> None:
    page = student().go("/")
    page.locator(".lab-language-zh").click()
    expect(page.locator(".lab-area-play")).to_have_text(language("zh")("lab-play"))
    assert page.evaluate("document.documentElement.lang") == "zh-CN"
    page.locator(".lab-area-lessons").click()
    expect(page.locator(".lab-area-lessons")).to_have_attribute("aria-current", "page")
    expect(page.locator(".lab-area-play")).to_have_text(language("zh")("lab-play"))


def test_colours_are_switched_and_kept(student: Callable[..., Any], shoot: Callable[..., None]) -> None:
    visit = student(color_scheme="light")
    page = visit.go("/")
    background = "getComputedStyle(document.querySelector('.v-application')).backgroundColor"
    light = page.evaluate(background)
    page.locator(".lab-theme").click()
    expect(page.locator(".v-application")).to_have_class(re.compile("theme--dark"))
    assert page.evaluate(background) != light
    shoot(page, "explore-dark-desktop")
    visit.go("/")
    expect(page.locator(".v-application")).to_have_class(re.compile("theme--dark"))


def test_keyboard_reaches_every_area(student: Callable[..., Any]) -> None:
    page = student().go("/")
    for area in ("play", "lessons", "inspect"):
        for _ in range(12):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.className").find(f"lab-area-{area}") >= 0:
                break
        else:
            raise AssertionError(f"{area} is not reached by the tabulator key")
        page.keyboard.press("Enter")
        expect(page.locator(f".lab-area-{area}")).to_have_attribute("aria-current", "page")
