"""A room with real browsers: its server, its desk, and how a student joins."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import expect

from browser.devices import PATIENCE_MS, Server, serve
from budgetsim.language import language


@contextmanager
def room_at(port: int, folder: Path, *flags: str) -> Iterator[Server]:
    command = [sys.executable, "-m", "budgetsim", "app", "--port", str(port), "--no-open", "--workers", "0"]
    yield from serve(
        [*command, "--room", "MPA 2026", "--room-store", str(folder), *flags],
        folder,
        r"http://127\.0\.0\.1:\d+/?",
    )


def desk_of(server: Server) -> str:
    found = re.findall(r"http://127\.0\.0\.1:\d+/room/\w+/desk\?key=\S+", server.log())
    assert len(found) == 1
    return str(found[0])


def wait_for_desk(server: Server, page: Any) -> str:
    for _ in range(100):
        if "/desk?key=" in server.log():
            break
        page.wait_for_timeout(100)
    return desk_of(server)


def visitor(browser: Any, size: tuple[int, int], said: list[str]) -> Any:
    page = browser.new_context(viewport={"width": size[0], "height": size[1]}).new_page()
    page.set_default_timeout(PATIENCE_MS)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("console", lambda line: said.append(line.text) if "Content Security" in line.text else None)
    return page


def is_year(page: Any, year: int, code: str = "en") -> None:
    heading = language(code)("lab-play-year", year=year, years=10)
    expect(page.locator(".play-year h1")).to_have_text(heading, timeout=PATIENCE_MS)


def join(page: Any, address: str, name: str) -> None:
    page.goto(address)
    page.locator("#name").fill(name)
    page.keyboard.press("Enter")
    page.locator("#levers").wait_for()
