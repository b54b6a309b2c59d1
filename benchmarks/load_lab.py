"""How long a slider of *Explore* takes to answer, alone and in a class: ``make bench-lab``.

The lab is started as a class would start it. Every student is a browser context with a session of its own. In a class
every device draws its own page; here one processor would draw them all, ten times the work of the server. So only the
first student's page is drawn, and the others' are kept from the screen; all are loaded, connected and answered alike. A
student moves a slider, the clock
runs in the page from the slider's event until the chart's numbers have changed. Values are never repeated, so that no
answer comes from the lab's memory: 60 departments, ten years, twenty seeds are simulated each time.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import re
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import Any

from conftest import uncommitted
from playwright.async_api import Browser, Page, async_playwright

from budgetsim import load_scenario
from budgetsim.app import runs
from budgetsim.app.explore import compare
from budgetsim.report.declared import KEY_OUTCOMES

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
LEVER, OWN = "monitoring_intensity", "training"
"""The lever that is moved, and the one that sets each student's policy apart from all others'."""
PATIENCE = 60_000
AIM = 0.5
"""Seconds within which a slider is to answer."""
MOVE = """([lever, share]) => new Promise((resolve, reject) => {
  const input = document.querySelector(`[data-lever="${lever}"] input[type=range]`);
  const table = document.querySelector(".explore-trajectory .lab-chart table");
  const lower = Number(input.min), step = Number(input.step);
  const steps = Math.round((Number(input.max) - lower) / step);
  const place = lower + Math.round(share * steps) * step;
  // A slider that is there already would not answer.
  const value = String(Math.abs(place - Number(input.value)) < step / 2 ? place + step : place);
  const start = performance.now();
  const observer = new MutationObserver(() => { observer.disconnect(); resolve((performance.now() - start) / 1000); });
  observer.observe(table, { childList: true, subtree: true, characterData: true });
  setTimeout(() => { observer.disconnect(); reject(new Error(`no answer to ${lever} = ${value}`)); }, 55000);
  input.value = value;
  input.dispatchEvent(new Event("input"));
  input.dispatchEvent(new Event("change"));
})"""


@contextmanager
def lab() -> Iterator[str]:
    """Serve the lab; yield its address."""
    command = [sys.executable, "-m", "budgetsim", "app", "--port", "0", "--no-open"]
    process = subprocess.Popen(
        command, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )  # fmt: skip
    try:
        assert process.stdout is not None
        for line in process.stdout:
            found = re.search(r"http://127\.0\.0\.1:\d+/", line)
            if found:
                yield found[0]
                return
        raise SystemExit("the lab did not start: try `budgetsim app`")
    finally:
        process.terminate()
        process.wait()


async def enter(browser: Browser, address: str, number: int) -> Page:
    """Open the lab on a device of its own and set its policy apart from everybody else's."""
    context = await browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    context.set_default_timeout(PATIENCE)
    page = await context.new_page()
    await page.goto(f"{address}explore")
    await page.locator(".explore-trajectory .lab-chart canvas").first.wait_for()
    if number > 0:
        await page.add_style_tag(content="body { display: none }")
    await page.evaluate(MOVE, [OWN, (number + 1) / 41])
    return page


async def move(page: Page, place: int) -> float:
    """Move the lever to a place where it has not been; return how long the answer took in seconds."""
    return float(await page.evaluate(MOVE, [LEVER, (place * 37 % 101) / 100]))


async def as_in_class(pages: list[Page], moves: int, think: float) -> list[float]:
    """Everybody moves a slider, looks at what comes of it, and moves it again."""
    chance = random.Random(1)

    async def study(page: Page, pauses: list[float]) -> list[float]:
        took = []
        for place, pause in enumerate(pauses):
            await asyncio.sleep(pause)
            took.append(await move(page, place))
        return took

    pauses = [[chance.uniform(0.0, 2.0 * think) for _ in range(moves)] for _ in pages]
    answers = await asyncio.gather(*(study(*pair) for pair in zip(pages, pauses, strict=True)))
    return [seconds for one in answers for seconds in one]


async def at_once(pages: list[Page], rounds: int, first: int) -> list[float]:
    """Everybody moves at the same moment, when the lecturer says so; the hardest that can happen."""
    took: list[float] = []
    for place in range(first, first + rounds):
        took += await asyncio.gather(*(move(page, place) for page in pages))
    return took


async def measure(sessions: int, moves: int, think: float) -> dict[str, list[float]]:
    """Answer times in a class of some size, by situation."""
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found is None:
        raise SystemExit(f"no browser on the path ({', '.join(BROWSERS)})")
    with lab() as address:
        async with async_playwright() as play:
            browser = await play.chromium.launch(executable_path=found, args=FLAGS)
            pages = [await enter(browser, address, number) for number in range(sessions)]
            # The first answers pay for what later ones find ready.
            await at_once(pages, 1, moves + 30)
            situations: dict[str, Callable[[], Awaitable[list[float]]]] = {
                f"a move every {think:g} s": lambda: as_in_class(pages, moves, think),
                "all at the same moment": lambda: at_once(pages, 4, moves),
            }
            answers = {name: await situation() for name, situation in situations.items()}
            await browser.close()
    return answers


def computation() -> dict[str, list[float]]:
    """What an answer takes to compute, without any page: one policy simulated, both summarised."""
    status_quo = load_scenario("wangcheng_2022").replace(name="policy_a")
    reform = load_scenario("reform_package")
    seeds, years = tuple(range(20)), 10
    shown = tuple(KEY_OUTCOMES)
    runs.compare((status_quo, reform), seeds, years, shown, compare.PURPOSE)
    took: dict[str, list[float]] = {"one policy, tables and intervals": []}
    for place in range(15):
        moved = reform.replace(name="policy_b", changes=[], monitoring_intensity=0.1 + place / 100)
        start = time.perf_counter()
        found = runs.compare((status_quo, moved), seeds, years, shown, compare.PURPOSE)
        compare.rows_of(found.levels, found.differences, ("policy_a", "policy_b"))
        took["one policy, tables and intervals"].append(time.perf_counter() - start)
    return took


def show(sessions: str, situation: str, seconds: list[float]) -> None:
    """Print a line of the table."""
    ordered = sorted(seconds)
    late = sum(value > AIM for value in ordered) / len(ordered)
    print(
        f"{sessions:>8}  {situation:<30}  {len(ordered):>7}  {statistics.median(ordered):>7.2f} s"
        f"  {ordered[int(0.95 * (len(ordered) - 1))]:>7.2f} s  {ordered[-1]:>7.2f} s  {late:>8.0%}"
    )


def asked() -> Any:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sessions", default="1,5,20", help="sizes of the class (default: %(default)s)")
    parser.add_argument("--moves", type=int, default=12, help="moves of each student (default: %(default)s)")
    parser.add_argument(
        "--think", type=float, default=4.0, help="mean seconds between them (default: %(default)s)"
    )
    return parser.parse_args()


def main() -> None:
    """Measure and print."""
    given = asked()
    if uncommitted() and not os.environ.get("BENCH_DIRTY"):
        raise SystemExit("src/ has uncommitted changes: commit them, or set BENCH_DIRTY=1 to measure anyway")
    cores, load = os.cpu_count(), os.getloadavg()[0] if hasattr(os, "getloadavg") else float("nan")
    print(
        f"60 departments, 10 years, 20 seeds; {cores} cores, load {load:.1f} before; Python {sys.version.split()[0]}"
    )
    print(
        f"{'sessions':>8}  {'situation':<30}  {'answers':>7}  {'median':>9}  {'95 %':>9}  {'worst':>9}  over {AIM:g} s"
    )
    for name, seconds in computation().items():
        show("none", name, seconds)
    for sessions in (int(word) for word in given.sessions.split(",")):
        for name, seconds in asyncio.run(measure(sessions, given.moves, given.think)).items():
            show(str(sessions), name, seconds)


if __name__ == "__main__":
    main()
