"""Devices of visitors and servers of pages, for the tests in a browser."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
UNUSED = (
    *("WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "WebUIOmniboxFullPopup"),
    *("AimEnabled", "AvoidCorsURLLoaderRestartOnRedirect", "AvoidUnnecessaryBeforeUnloadCheckSync"),
    *("DestroyProfileOnBrowserClose", "HttpsFirstBalancedModeAutoEnable", "HttpsUpgrades", "LensOverlay"),
    *("MediaRouter", "NetworkTimeServiceQuerying", "OptimizationHints", "PaintHolding", "PreconnectToSearch"),
    "ThirdPartyStoragePartitioning",
)
"""What the browser need not do: pages of an address bar that nobody sees, a third of its time; and what Playwright
turns off, for a second list takes the place of the first."""
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
    f"--disable-features={','.join(UNUSED)}",
)
LOCAL = {"127.0.0.1", "localhost"}
START_SECONDS = 90
PATIENCE_MS = 30_000
"""How long something on a page may take before a test gives up: a loaded machine is slow, not broken."""
DESKTOP, PHONE = (1280, 900), (390, 844)
TABS = 250
"""How often a tabulator key is pressed before a test gives up."""
BENIGN = re.compile(r"Failed to load resource.*favicon", re.IGNORECASE)


def chromium() -> str | None:
    """Path of the first browser of the system."""
    return next((found for name in BROWSERS if (found := shutil.which(name))), None)


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
        _wait_until_it_listens(server)
        yield server
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()


def _wait_until_it_listens(server: Server) -> None:
    """Some programs tell their address before they listen there."""
    place, pause = urlsplit(server.address), threading.Event()
    for _ in range(10 * START_SECONDS):
        try:
            socket.create_connection((str(place.hostname), int(place.port or 80)), timeout=1).close()
        except OSError:
            assert server.process.poll() is None, f"ended before it answered\n{server.log()}"
            pause.wait(0.1)
        else:
            return
    raise AssertionError(f"nobody listens at {server.address}\n{server.log()}")


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


def keep_offline(context: Any, faults: list[str]) -> None:
    """Refuse every request to another machine, and remember it."""

    def decide(route: Any) -> None:
        if urlsplit(route.request.url).hostname in LOCAL:
            route.continue_()
        else:
            faults.append(f"asked another machine: {route.request.url}")
            route.abort()

    context.route(re.compile(r"^https?://"), decide)


def tab_to(page: Any, selector: str) -> None:
    """Press the tabulator key until an element has the focus."""
    for _ in range(TABS):
        page.keyboard.press("Tab")
        if page.evaluate("chosen => document.activeElement.matches(chosen)", selector):
            return
    raise AssertionError(f"{selector} is not reached by the tabulator key")


def violations(page: Any) -> list[dict[str, Any]]:
    """Return the rules of axe-core that a page breaks, as it stands."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="brings axe-core")
    found: list[dict[str, Any]] = axe.Axe().run(page).response["violations"]
    return found
