"""How long a class of sixty waits in a room: joining at once, closing every year at the same instant, and two mishaps.

``make bench-room`` starts the lab as a class would, on this machine; students are clients over the loopback that keep
their page's open answer (server-sent events), as browsers do, and share the processors with the server. In year 3 ten
of them lose the network for a minute on their way; in year 4 the server is killed and started again. With
``FLAGS=--sides`` students are the departments of one district under the simple rule: the last decision of a year lets
the server live it.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import statistics
import tempfile
import time
from pathlib import Path

import psutil
from conftest import uncommitted
from room_class import Phone, Served, begin, class_of, cut, join_all, kill, lab

from budgetsim.app.play.game import YEARS
from budgetsim.app.room.sides.ground import LARGEST

STUDENTS, AWAY = 60, 10
AIMS = {"join": 15.0, "median": 0.3, "most": 1.0, "memory": 1200.0, "page": 1200.0}
"""Seconds within which all are in the room, half of all answers are there, and 95 % of them; MB of the server; kB of a
phone's first page."""
CUT_YEAR, KILL_YEAR = 3, 4
CUT_SECONDS = 60.0


def memory_of(process: int) -> float:
    """Return the memory of a process and its workers, in MB."""
    whole = psutil.Process(process)
    return sum(one.memory_info().rss for one in (whole, *whole.children(recursive=True))) / 1e6


def work_of(process: int) -> float:
    """Return the processor time that a server has taken, without its workers, in seconds."""
    times = psutil.Process(process).cpu_times()
    return float(times.user + times.system)


async def first_page(phone: Phone) -> float:
    """Return what a phone loads before its first year can be seen, in kB."""
    root = phone.path.rpartition("/")[0]
    loaded = [await phone.ask(path) for path in (phone.path, f"{root}/look.css", f"{root}/script.js")]
    return sum(len(answer.body) for answer in loaded) / 1e3


async def measure(served: Served, chosen: argparse.Namespace) -> dict[str, float]:
    """Let a class join and close years, ten of it over a cut of the network; return seconds, MB and kB.

    ``work`` is the server's processor time for a closed year.
    """
    phones = class_of(served, chosen.students)
    if chosen.sides:
        await begin(served)
    start = time.perf_counter()
    await join_all(phones)
    found = {"join": time.perf_counter() - start, "page": await first_page(phones[0])}
    waits: list[float] = []
    before = work_of(served.process.pid)
    for year in range(1, chosen.years + 1):
        await asyncio.sleep(0.5)
        if year == CUT_YEAR:
            found["after_cut"] = await cut(phones[:AWAY], phones[AWAY:], year, chosen.cut)
        else:
            waits += await asyncio.gather(*(phone.close(year) for phone in phones))
    # The same on a busy machine as on an idle one, nearly.
    found["work"] = (work_of(served.process.pid) - before) / (chosen.years * chosen.students)
    found |= {"median": statistics.median(waits), "most": statistics.quantiles(waits, n=20)[-1]}
    found |= {"worst": max(waits), "streams": float(sum(phone.news > 0 for phone in phones))}
    for phone in phones:
        phone.leave()
    return found | {"memory": memory_of(served.process.pid)}


async def restarted(served: Served, folder: Path, chosen: argparse.Namespace) -> float:
    """Return how long a class needs to go on after its server was killed, from when another one answers."""
    phones = class_of(served, chosen.students)
    if chosen.sides:
        await begin(served)
    await join_all(phones)
    for year in range(1, KILL_YEAR):
        await asyncio.gather(*(phone.close(year) for phone in phones))
    return await kill(served, phones, KILL_YEAR, KILL_YEAR, folder)


def main() -> None:
    """Measure, and tell what was meant."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--students", type=int, default=STUDENTS)
    parser.add_argument("--years", type=int, default=YEARS)
    parser.add_argument("--cut", type=float, default=CUT_SECONDS, help="seconds without a network")
    parser.add_argument("--sides", action="store_true", help="students are departments of one district")
    chosen = parser.parse_args()
    flags = ("--sides", str(LARGEST)) if chosen.sides else ()
    with tempfile.TemporaryDirectory() as folder, lab(Path(folder), 0, *flags) as served:
        found = asyncio.run(measure(served, chosen))
    with tempfile.TemporaryDirectory() as folder, lab(Path(folder), 0, *flags) as served:
        found["after_kill"] = asyncio.run(restarted(served, Path(folder), chosen))
    print(json.dumps({name: round(value, 3) for name, value in found.items()}), f"aims: {AIMS}")
    print("uncommitted changes: these numbers are of no version" if uncommitted() else "clean tree")


if __name__ == "__main__":
    main()
