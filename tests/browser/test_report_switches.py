"""A report by keyboard alone: language, colours, folded tables; and wide studies on a phone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect
from typer.testing import CliRunner

from budgetsim.cli.main import app

pytestmark = [pytest.mark.browser, pytest.mark.slow]

Device, Shoot = Callable[..., Any], Callable[[Any, str], None]
SMALL = ["--set", "departments=10", "--years", "4", "--replications", "3", "--quiet"]
STUDIES = {
    "sweep": ["sweep", "wangcheng_2022", "--vary", "staff=1:9:5", "--vary", "result_use=0:1:3"],
    "effects": ["effects", "--levers", "staff,result_use,monitoring_intensity", "--doses", "3"],
    "sensitivity": ["sensitivity", "wangcheng_2022", "--factors", "staff,result_use", "--samples", "16"],
    "optimise": ["optimise", "--population", "6", "--generations", "2", "--fresh", "3"],
    "discover": ["discover", "--policy", "reform_unfunded", "--samples", "100"],
    "verify": ["verify", "T1", "T3", "olken_2007"],
}


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Report of a study of almost every kind, with all figures."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path_factory.mktemp("kinds"))
        for kind, typed in STUDIES.items():
            own = ["--quiet", "--replications", "3"] if kind == "verify" else SMALL
            got = CliRunner().invoke(app, [*typed, *own, "--out", kind])
            assert got.exit_code in (0, 1), got.output
        assert CliRunner().invoke(app, ["report", *STUDIES, "--quiet"]).exit_code == 0
        return Path("report.html").resolve()


def focus(page: Any, wanted: str) -> None:
    """Press the tabulator key until an element has the focus."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
            return
    raise AssertionError(f"{wanted} is not reached by the tabulator key")


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_language_and_colours_are_switched_by_keyboard(device: Device, report: Path, key: str) -> None:
    page = device("", color_scheme="light").page
    page.goto(report.as_uri())
    html = page.locator("html")
    focus(page, "#switch-language")
    page.keyboard.press(key)
    expect(html).to_have_attribute("lang", "zh-CN")
    assert page.title() == page.locator("title[data-title-zh]").get_attribute("data-title-zh")
    assert page.locator("main span.en:visible").count() == 0
    focus(page, "#switch-theme")
    page.keyboard.press(key)
    expect(html).to_have_attribute("data-theme", "dark")
    page.keyboard.press(key)
    expect(html).to_have_attribute("data-theme", "light")


def test_focus_is_seen_and_a_fold_opens_by_keyboard(device: Device, report: Path) -> None:
    page = device("").page
    page.goto(report.as_uri())
    focus(page, "summary")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.parentElement.open")


@pytest.mark.parametrize("code", ["en", "zh"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_wide_tables_scroll_inside_a_phone(
    device: Device, report: Path, shoot: Shoot, code: str, scheme: str
) -> None:
    page = device("", (390, 844), color_scheme=scheme).page
    page.goto(report.as_uri())
    if code == "zh":
        page.locator("#switch-language").click()
    page.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true })")
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0
    assert page.evaluate(
        "[...document.querySelectorAll('.scroll')].some(box => box.scrollWidth > box.clientWidth)"
    )
    shoot(page, f"report-kinds-{code}-{scheme}-phone")


def test_printing_opens_folds_and_closes_them_again(device: Device, report: Path) -> None:
    page = device("").page
    page.goto(report.as_uri())
    closed = (
        "[...document.querySelectorAll('details:not([data-print=no])')].filter(fold => !fold.open).length"
    )
    before = page.evaluate(closed)
    assert before > 0
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate(closed) == 0
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.evaluate(closed) == before
