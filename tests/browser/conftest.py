"""Pages in a real browser: the system's Chromium, without any network but this machine, and watched for errors.

A visit is a browser context of its own, as a student's device is. What a page may not do: ask another machine for
anything, write an error to the console, or be answered with an error. A visit that did fails its test.

Screenshots land in ``results/screenshots``, or where BUDGETSIM_SCREENSHOTS says, for a person to look at.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from browser.devices import (
    BROWSERS,
    DESKTOP,
    FLAGS,
    PATIENCE_MS,
    PHONE,
    Server,
    Visit,
    chromium,
    keep_offline,
    serve,
    violations,
)

sync_api = pytest.importorskip("playwright.sync_api", reason="needs pytest-playwright")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let a test in a browser fail twice before it counts.

    A browser reads gestures and draws by the clock, and on a loaded machine a hand would try again too. What had to
    be tried again is told in the summary; a fault of the page fails both times.
    """
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    found = chromium()
    if found is None:
        why = f"no browser on the path ({', '.join(BROWSERS)}): install the Debian package chromium"
        if os.environ.get("CI"):
            pytest.fail(why)
        pytest.skip(why)
    return {**browser_type_launch_args, "executable_path": found, "args": list(FLAGS)}


@pytest.fixture(scope="session")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """``budgetsim app`` on a free port."""
    command = [sys.executable, "-m", "budgetsim", "app", "--port", "0", "--no-open"]
    yield from serve(command, tmp_path_factory.mktemp("lab"), r"http://127\.0\.0\.1:\d+/?")


Open = Callable[..., Visit]
Look = Callable[[Any, str], None]


@pytest.fixture
def device(browser: Any) -> Iterator[Open]:
    """Return what makes a device with a page of its own; faults of any of them fail the test."""
    visits: list[tuple[Any, Visit]] = []

    def open_device(address: str, size: tuple[int, int] = DESKTOP, **options: Any) -> Visit:
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]}, accept_downloads=True, **options
        )
        context.set_default_timeout(PATIENCE_MS)
        sync_api.expect.set_options(timeout=PATIENCE_MS)
        visit = Visit(context.new_page(), address)
        keep_offline(context, visit.faults)
        visit.watch()
        visits.append((context, visit))
        return visit

    yield open_device
    for context, _ in visits:
        context.close()
    assert [fault for _, visit in visits for fault in visit.faults] == []


@pytest.fixture
def student(device: Open, lab: Server) -> Iterator[Callable[..., Visit]]:
    """Return what opens the lab on a device of its own; the server must have nothing to complain about either."""
    before = len(lab.said)
    yield lambda size=DESKTOP, **options: device(lab.address, size, **options)
    complaints = [
        line for line in lab.said[before:] if re.search(r"Traceback|Could not load URL|Error", line)
    ]
    assert complaints == [], "".join(lab.said[before:])


@pytest.fixture(scope="session")
def shots(root: Path) -> Path:
    """Folder of screenshots."""
    folder = Path(os.environ.get("BUDGETSIM_SCREENSHOTS") or root / "results" / "screenshots")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture
def shoot(shots: Path) -> Callable[[Any, str], None]:
    """Return what takes a picture of a whole page once its charts have come to rest."""

    drawn = (
        "[...document.querySelectorAll('.lab-chart-canvas')].every(place => place.querySelector('canvas'))"
    )

    # What sticks to the top of the window would stand in the middle of the picture.
    top = "[document.scrollingElement, ...document.querySelectorAll('*')].forEach(place => { place.scrollTop = 0 })"

    def take(page: Any, name: str) -> None:
        page.wait_for_function(drawn)
        page.evaluate(top)
        page.wait_for_timeout(600)
        page.screenshot(path=shots / f"{name}.png", full_page=True)

    return take


@pytest.fixture
def look() -> Iterator[Look]:
    """Return what lets axe-core look at a page in a state, on a screen and on a phone.

    Whatever it found fails the test, all at once.
    """
    found: list[str] = []

    def see(page: Any, state: str) -> None:
        page.wait_for_load_state("networkidle")
        own = page.viewport_size
        for width, height in (DESKTOP, PHONE):
            page.set_viewport_size({"width": width, "height": height})
            note(page, f"{state}, {width} wide")
        page.set_viewport_size(own)

    def note(page: Any, state: str) -> None:
        for fault in violations(page):
            found.extend(
                f"{state}: {fault['id']}: {' '.join(map(str, node['target']))}: {node['html'][:160]}: "
                f"{' '.join((node.get('failureSummary') or '').split())[:200]}"
                for node in fault["nodes"]
            )

    yield see
    assert found == [], "\n".join(found)
