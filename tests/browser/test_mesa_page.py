"""The example on Mesa's own page, served as its users serve it: step, play, reset, a model for every visitor."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from browser.devices import Server, serve

pytestmark = [pytest.mark.browser, pytest.mark.slow]

Visitor = Callable[..., Any]


@pytest.fixture(scope="module")
def mesa_server(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    example = root / "examples" / "solara_viz.py"
    flags = ["--production", "--no-open", "--host", "127.0.0.1", "--port", "0"]
    command = [sys.executable, "-m", "solara", "run", str(example), *flags]
    yield from serve(command, tmp_path_factory.mktemp("solara"), r"http://(127\.0\.0\.1|localhost):[1-9]\d*")


@pytest.fixture
def visitor(device: Visitor, mesa_server: Server) -> Visitor:
    def enter(size: tuple[int, int] = (1280, 900)) -> Any:
        page = device(mesa_server.address, size).page
        page.goto(mesa_server.address)
        expect(page.get_by_text("Before the first year")).to_be_visible()
        return page

    return enter


def press(page: Any, label: str) -> None:
    page.get_by_role("button", name=label, exact=True).click()


def test_page_steps_plays_and_starts_again(visitor: Visitor, shoot: Callable[[Any, str], None]) -> None:
    page = visitor()
    press(page, "Step")
    expect(page.get_by_text("Year 1, month 1", exact=True)).to_be_visible()
    press(page, "▶")
    expect(page.get_by_text(re.compile(r"^Year 1, month [3-9]$"))).to_be_visible()
    press(page, "❚❚")
    expect(page.get_by_role("button", name="Step", exact=True)).to_be_enabled()
    shoot(page, "mesa-page-desktop")
    press(page, "Reset")
    expect(page.get_by_text("Before the first year")).to_be_visible()
    press(page, "Step")
    expect(page.get_by_text("Year 1, month 1", exact=True)).to_be_visible()


def test_every_visitor_has_a_model_of_their_own(visitor: Visitor) -> None:
    one, other = visitor(), visitor()
    press(one, "Step")
    expect(one.get_by_text("Year 1, month 1", exact=True)).to_be_visible()
    other.wait_for_timeout(1000)
    expect(other.get_by_text("Before the first year")).to_be_visible()
