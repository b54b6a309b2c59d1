"""Pages in a real browser: the system's Chromium, without any network but this machine, and watched for errors.

A visit is a browser context of its own, as a student's device is. What a page may not do: ask another machine for
anything, write an error to the console, or be answered with an error. A visit that did fails its test.

Screenshots land in ``results/screenshots``, or where BUDGETSIM_SCREENSHOTS says, for a person to look at.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

sync_api = pytest.importorskip("playwright.sync_api", reason="needs pytest-playwright")

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
)
LOCAL = {"127.0.0.1", "localhost"}
START_SECONDS = 90
PATIENCE_MS = 30_000
"""How long something on a page may take before a test gives up: a loaded machine is slow, not broken."""
DESKTOP, PHONE = (1280, 900), (390, 844)
BENIGN = re.compile(r"Failed to load resource.*favicon", re.IGNORECASE)


def chromium() -> str | None:
    """Path of the first browser of the system."""
    return next((found for name in BROWSERS if (found := shutil.which(name))), None)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    found = chromium()
    if found is None:
        why = f"no browser on the path ({', '.join(BROWSERS)}): install the Debian package chromium"
        if os.environ.get("CI"):
            pytest.fail(why)
        pytest.skip(why)
    return {**browser_type_launch_args, "executable_path": found, "args": list(FLAGS)}


@dataclass
class Server:
    """A program that serves pages, and what it has said."""

    process: subprocess.Popen[str]
    said: list[str] = field(default_factory=list)
    address: str = ""

    def log(self) -> str:
        return "".join(self.said)


def serve(command: list[str], cwd: Path, pattern: str) -> Iterator[Server]:
    """Start a program that prints its address, wait for that, and end the program afterwards."""
    # A server that asks the network for anything fails at once instead of waiting for a name that nobody resolves.
    environment = {
        **os.environ,
        **dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), "http://127.0.0.1:9"),
        "no_proxy": "127.0.0.1,localhost",
        "PYTHONUNBUFFERED": "1",
        "SOLARA_TELEMETRY_MIXPANEL_ENABLE": "false",
    }
    process = subprocess.Popen(
        command, cwd=cwd, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    server, ready = Server(process), threading.Event()

    def listen() -> None:
        assert process.stdout is not None
        for line in process.stdout:
            server.said.append(line)
            named = re.search(pattern, line)
            if named and not server.address:
                server.address = named[0].rstrip("/")
                ready.set()
        ready.set()

    threading.Thread(target=listen, daemon=True).start()
    try:
        assert ready.wait(START_SECONDS), f"no answer within {START_SECONDS} s\n{server.log()}"
        assert server.address, f"ended before it answered\n{server.log()}"
        yield server
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()


@pytest.fixture(scope="session")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """``budgetsim app`` on a free port."""
    command = [sys.executable, "-m", "budgetsim", "app", "--port", "0", "--no-open"]
    yield from serve(command, tmp_path_factory.mktemp("lab"), r"http://127\.0\.0\.1:\d+/?")


@dataclass
class Visit:
    """One device: its page, and what went wrong on it."""

    page: Any
    address: str
    faults: list[str] = field(default_factory=list)

    def go(self, path: str = "/", language: str = "en") -> Any:
        """Open an address of the lab and wait for its heading."""
        mark = "&" if "?" in path else "?"
        self.page.goto(f"{self.address}{path}{mark}lang={language}")
        self.page.locator("#lab-content h1").first.wait_for()
        return self.page

    def watch(self) -> None:
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.faults.append(f"uncaught: {error}"))
        self.page.on("response", self._answer)

    def _console(self, said: Any) -> None:
        if said.type == "error" and not BENIGN.search(said.text):
            self.faults.append(f"console: {said.text[:500]} ({(said.location or {}).get('url', '')})")

    def _answer(self, got: Any) -> None:
        if got.status >= 400 and not got.url.endswith("favicon.ico"):
            self.faults.append(f"answered {got.status}: {got.url}")


def _offline(context: Any, faults: list[str]) -> None:
    """Refuse every request to another machine, and remember it."""

    def decide(route: Any) -> None:
        if urlsplit(route.request.url).hostname in LOCAL:
            route.continue_()
        else:
            faults.append(f"asked another machine: {route.request.url}")
            route.abort()

    context.route(re.compile(r"^https?://"), decide)


Open = Callable[..., Visit]


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
        _offline(context, visit.faults)
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

    drawn = "[...document.querySelectorAll('.lab-chart-canvas')].every(place => place.querySelector('canvas'))"

    def take(page: Any, name: str) -> None:
        page.wait_for_function(drawn)
        page.wait_for_timeout(600)
        page.screenshot(path=shots / f"{name}.png", full_page=True)

    return take
