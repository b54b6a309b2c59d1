"""The report opens from a disk, without any network or server, on a desk, on a phone, on paper and by keyboard."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from budgetsim.language import LANGUAGES

pytestmark = [pytest.mark.browser, pytest.mark.slow]

Device, Shoot = Callable[..., Any], Callable[[Any, str], None]
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def budgetsim(*words: object, cwd: Path) -> None:
    command = [sys.executable, "-m", "budgetsim", *map(str, words)]
    subprocess.run(command, cwd=cwd, check=True, capture_output=True)


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Report of a small comparison."""
    folder = tmp_path_factory.mktemp("report")
    flags = ("--replications", 4, "--years", 5, "--out", "study", "--no-figures", "--quiet")
    budgetsim("compare", "wangcheng_2022", "reform_package", *flags, cwd=folder)
    budgetsim("report", "study", "--out", "report.html", "--quiet", cwd=folder)
    return folder / "report.html"


def show(device: Device, report: Path, size: tuple[int, int] = (1280, 900), **options: Any) -> Any:
    """Open the file; every request to the network would be a fault, and so would be one to this machine."""
    visit = device("", size, **options)
    visit.page.on(
        "request", lambda asked: visit.faults.append(asked.url) if asked.url.startswith("http") else None
    )
    visit.page.goto(report.as_uri())
    expect(visit.page.locator("h1")).to_be_visible()
    return visit.page


def test_report_opens_from_disk(device: Device, report: Path, shoot: Shoot) -> None:
    page = show(device, report)
    figures = page.locator("figure svg:visible, figure img:visible")
    assert figures.count() >= 3
    assert all(box is not None and box["width"] > 100 for box in (f.bounding_box() for f in figures.all()))
    assert page.evaluate(WIDER) <= 0
    shoot(page, "report-desktop")


def test_axe_finds_nothing_in_a_report(
    device: Device, report: Path, look: Callable[[Any, str], None]
) -> None:
    page = show(device, report, (1280, 800))
    look(page, "English, light")
    page.locator("#switch-language").click()
    page.locator("#switch-theme").click()
    look(page, "Chinese, dark")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_report_fits_a_phone(device: Device, report: Path, shoot: Shoot, scheme: str) -> None:
    page = show(device, report, (390, 844), color_scheme=scheme)
    assert page.evaluate(WIDER) <= 0
    shoot(page, f"report-{scheme}-phone")


def test_language_and_colours_are_switched(device: Device, report: Path, shoot: Shoot) -> None:
    page = show(device, report)
    english, light = page.locator("h1").inner_text(), background(page)
    page.locator("#switch-language").click()
    expect(page.locator("html")).to_have_attribute("lang", "zh-CN")
    assert page.locator("h1").inner_text() != english
    page.locator("#switch-theme").click()
    assert background(page) != light
    shoot(page, "report-zh-dark-desktop")
    page.locator("#switch-language").click()
    assert page.locator("h1").inner_text() == english


def background(page: Any) -> str:
    found: str = page.evaluate("getComputedStyle(document.body).backgroundColor")
    return found


def test_report_is_read_by_keyboard(device: Device, report: Path) -> None:
    page = show(device, report)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#content"
    page.goto(report.as_uri())
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('nav.contents a')"):
            break
    else:
        raise AssertionError("no entry of the contents is reached by the tabulator key")
    page.keyboard.press("Enter")
    target = page.locator(page.evaluate("location.hash"))
    expect(target).to_be_in_viewport()


def test_report_says_on_a_phone_what_scrolls(device: Device, report: Path) -> None:
    page = show(device, report, (390, 844))
    wide = page.locator(".picture.wide, .scroll.wide")
    assert wide.count() >= 1
    assert (
        page.locator(".picture:not(.wide) + .hint:visible, .scroll:not(.wide) + .hint:visible").count() == 0
    )
    assert (
        page.locator(".picture.wide + .hint:visible").count() == page.locator(".picture.wide:visible").count()
    )
    assert show(device, report).locator(".picture.wide").count() == 0, "on a desk everything fits"


@pytest.mark.parametrize("code", LANGUAGES)
def test_printed_tables_break_no_number(device: Device, report: Path, code: str) -> None:
    page = show(device, report, (680, 960))  # what A4 has between its margins
    page.evaluate("code => { document.documentElement.dataset.language = code; }", code)
    page.emulate_media(media="print")
    page.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true; })")
    broken = """[...document.querySelectorAll("td data, th data")]
      .filter(number => number.getClientRects().length > 1).map(number => number.textContent)"""
    assert page.evaluate("document.querySelectorAll('td data').length") > 20
    assert page.evaluate(broken) == []
    assert page.evaluate(WIDER) <= 0, "no table is cut off at the edge of the paper"


def test_report_is_printed_without_its_buttons(device: Device, report: Path, shots: Path) -> None:
    page = show(device, report)
    page.emulate_media(media="print")
    expect(page.locator("#switch-language")).to_be_hidden()
    expect(page.locator("#switch-theme")).to_be_hidden()
    paper = shots / "report.pdf"
    page.pdf(path=paper, format="A4")
    assert paper.read_bytes().startswith(b"%PDF")
