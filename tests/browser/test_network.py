"""Below a root path, after a cut of the network, and after a restart of the server."""

from __future__ import annotations

import re
import signal
import socket
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from browser.devices import Server, Visit, serve
from browser.relay import Relay

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ADDRESS = r"http://127\.0\.0\.1:\d+\S*"
CUT = re.compile(r"ERR_CONNECTION|WebSocket connection to|net::ERR_|Connection lost")
PROXY = Path(__file__).with_name("prefix_proxy.py")
running = contextmanager(serve)


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def lab_at(port: int, *flags: str) -> list[str]:
    return [
        sys.executable,
        "-m",
        "budgetsim",
        "app",
        "--port",
        str(port),
        "--no-open",
        "--workers",
        "0",
        *flags,
    ]


def forget_the_cut(visit: Visit) -> None:
    """Leave the page. A browser that finds no server says so in the console; nothing else may have gone wrong."""
    visit.page.close()
    visit.faults[:] = [fault for fault in visit.faults if not CUT.search(fault)]


# Below a root path ------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def below(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The lab below /lab, asked directly and through a proxy that strips the path."""
    folder = tmp_path_factory.mktemp("below")
    with running(lab_at(0, "--root-path", "/lab"), folder, ADDRESS) as lab:
        target = urlsplit(lab.address).netloc
        command = [sys.executable, str(PROXY), str(free_port()), target, "/lab"]
        with running(command, folder, ADDRESS) as proxy:
            yield {"kept": lab.address, "stripped": proxy.address}


@pytest.mark.parametrize("way", ["kept", "stripped"])
def test_everything_lies_below_the_root_path(
    device: Callable[..., Visit], below: dict[str, str], way: str
) -> None:
    assert below[way].endswith("/lab")
    visit = device(below[way])
    asked: list[str] = []
    visit.page.on("request", lambda request: asked.append(request.url))
    page = visit.go("/explore")
    expect(page.locator("figure.lab-chart canvas").first).to_be_visible()
    page.locator(".lab-area-play").click()
    expect(page).to_have_url(re.compile(r"/lab/play"))
    page.reload()
    expect(page.locator(".lab-area-play")).to_have_attribute("aria-current", "page")
    page.locator(".lab-area-lessons").click()
    card = page.locator("a.lesson-card").first
    assert str(card.get_attribute("href")).startswith("/lab/lessons/")
    card.click()
    expect(page).to_have_url(re.compile(r"/lab/lessons/\w+"))
    page.locator("a.lesson-back").click()
    expect(page).to_have_url(re.compile(r"/lab/lessons$"))
    page.go_back()
    expect(page).to_have_url(re.compile(r"/lab/lessons/\w+"))
    page.locator(".lab-language-zh").click()
    expect(page).to_have_url(re.compile(r"/lab/lessons/[^?]+\?lang=zh"))
    page.reload()
    expect(page.locator(".lab-area-lessons")).to_have_attribute("aria-current", "page")
    home = urlsplit(below[way]).netloc
    outside = [
        url for url in asked if urlsplit(url).netloc == home and not urlsplit(url).path.startswith("/lab")
    ]
    assert outside == []


# When the connection is gone --------------------------------------------------------------------------------------


@pytest.fixture
def line(lab: Server) -> Iterator[Relay]:
    relay = Relay(int(str(urlsplit(lab.address).port)))
    yield relay
    relay.close()


@pytest.mark.parametrize("seconds", [1, 3])
def test_page_is_usable_soon_after_a_cut(device: Callable[..., Visit], line: Relay, seconds: int) -> None:
    visit = device(f"http://127.0.0.1:{line.port}")
    page = visit.go("/explore")
    page.locator(".lab-chart canvas").first.wait_for()  # what draws charts is loaded last
    page.wait_for_load_state("networkidle")
    page.evaluate("window.mark = 'same page'")
    line.cut()
    page.wait_for_function("solara.debug.connectionStatus !== 'connected'")
    page.wait_for_timeout(1000 * seconds)
    line.mend()
    begun = time.monotonic()
    page.locator(".lab-area-play").click()
    expect(page.locator(".lab-area-play")).to_have_attribute("aria-current", "page")
    waited = time.monotonic() - begun
    assert page.evaluate("window.mark") == "same page"
    forget_the_cut(visit)
    assert waited < 2.0, f"usable after {waited:.1f} s"


def test_charts_are_drawn_though_their_script_did_not_come_at_first(student: Callable[..., Visit]) -> None:
    visit, refused = student(), []

    def lose_the_first(route: Any) -> None:
        if refused:
            route.fallback()
        else:
            refused.append(route.request.url)
            route.abort()

    visit.page.route("**/echarts.js", lose_the_first)
    expect(visit.go("/explore").locator("figure.lab-chart canvas").first).to_be_visible()
    assert len(refused) == 1
    forget_the_cut(visit)


def test_page_goes_on_with_a_server_that_was_restarted(device: Callable[..., Visit], tmp_path: Path) -> None:
    port = free_port()
    visit = device(f"http://127.0.0.1:{port}")
    with running(lab_at(port), tmp_path, ADDRESS) as first:
        page = visit.go("/lessons", "zh")
        first.process.send_signal(signal.SIGKILL)
        first.process.wait(10)
        page.wait_for_function("solara.debug.connectionStatus !== 'connected'")
    with running(lab_at(port), tmp_path, ADDRESS):
        page.wait_for_function("solara.debug.remountCount > 0 && solara.debug.viewMounted()")
        page.locator("a.lesson-card").first.click()
        expect(page).to_have_url(re.compile(r"/lessons/[^?]+\?lang=zh"))
        expect(page.locator(".lesson-kicker")).to_be_visible()
        visit.page.close()
        # The page asks by the clock, and the new server says that it does not know the kernel of before.
        visit.faults[:] = [fault for fault in visit.faults if "/jupyter/api/kernels/" not in fault]
        forget_the_cut(visit)


def test_full_lab_says_so_in_the_reader_s_language(device: Callable[..., Visit], tmp_path: Path) -> None:
    with running(lab_at(0, "--sessions", "1"), tmp_path, ADDRESS) as lab:
        first, late = device(lab.address), device(lab.address)
        first.go("/explore")
        late.page.goto(f"{lab.address}/play?lang=zh")
        expect(late.page.locator("h1")).to_have_text("实验室已满")
        late.faults.clear()
        first.page.close()
        late.go("/play", "zh")
        late.page.close()
