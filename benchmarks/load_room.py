"""How long a class of sixty waits in a room: joining at once, and closing every year at the same instant.

``make bench-room`` starts the lab as a class would, on this machine; students are clients over the
loopback that keep their page's open answer (server-sent events), as browsers do, and share the processors with the
server.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
from conftest import uncommitted

from budgetsim.app.play.game import LEVERS, YEARS, opening_levers

STUDENTS = 60
ROOM = "Load of a room"
AIMS = {"join": 15.0, "median": 0.3, "most": 1.0}
"""Seconds within which all are in the room, half of all answers are there, and 95 % of them."""


@dataclass
class Answer:
    """What a server said."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass
class Phone:
    """A student's browser: a cookie, and an open answer."""

    host: str
    port: int
    path: str
    cookie: str = ""
    heard: asyncio.Task[None] | None = None
    news: int = 0

    async def ask(self, path: str, form: dict[str, str] | None = None) -> Answer:
        reader, writer = await asyncio.open_connection(self.host, self.port)
        writer.write(self._request(path, form))
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in head[1:])}
        body = await reader.readexactly(int(headers.get("content-length", 0)))
        writer.close()
        return Answer(int(head[0].split()[1]), headers, body)

    def _request(self, path: str, form: dict[str, str] | None) -> bytes:
        body = "&".join(f"{name}={value}" for name, value in (form or {}).items()).encode()
        place = f"{self.host}:{self.port}"
        lines = [
            f"{'GET' if form is None else 'POST'} {path} HTTP/1.1",
            f"host: {place}",
            f"origin: http://{place}",
            f"cookie: {self.cookie}",
            "room-part: 1",
            "connection: close",
            *([f"content-length: {len(body)}"] if body else []),
        ]
        return "\r\n".join([*lines, "", ""]).encode() + body

    async def join(self, name: str) -> None:
        await self.ask(self.path)
        answer = await self.ask(f"{self.path}/join", {"name": name})
        self.cookie = answer.headers["set-cookie"].partition(";")[0]
        assert (await self.ask(self.path)).status == 200
        self.heard = asyncio.create_task(self._listen())

    async def _listen(self) -> None:
        reader, writer = await asyncio.open_connection(self.host, self.port)
        writer.write(self._request(f"{self.path}/events", None).replace(b"connection: close\r\n", b""))
        while line := await reader.readline():
            self.news += line.startswith(b"data:")

    async def close(self, year: int) -> float:
        form = {name: f"{value:g}" for name, value in opening_levers()} | {"year": str(year)}
        assert set(LEVERS) <= set(form)
        start = time.perf_counter()
        answer = await self.ask(f"{self.path}/close", form)
        assert answer.status == 200, answer.body
        return time.perf_counter() - start


@contextmanager
def lab(folder: Path) -> Iterator[tuple[str, int, str, int]]:
    """Serve a room; yield host, port, path and process."""
    command = [sys.executable, "-m", "budgetsim", "app", "--port", "0", "--no-open", "--room", ROOM]
    process = subprocess.Popen(
        [*command, "--room-store", str(folder)], text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )  # fmt: skip
    try:
        assert process.stdout is not None
        found = None
        for line in process.stdout:
            found = found or re.search(r"http://(127\.0\.0\.1):(\d+)(/room/\w+)", line)
            if found and "Ctrl-C" in line:
                yield found[1], int(found[2]), found[3], process.pid
                return
        raise SystemExit("the lab did not start: try `budgetsim app --room TEST`")
    finally:
        process.terminate()
        process.wait()


def memory_of(process: int) -> float:
    """Return the largest memory of a process and its workers so far, in MB."""
    whole = psutil.Process(process)
    return sum(one.memory_info().rss for one in (whole, *whole.children(recursive=True))) / 1e6


async def measure(host: str, port: int, path: str, students: int, years: int) -> dict[str, float]:
    """Let a class join and close years; return seconds."""
    phones = [Phone(host, port, path) for _ in range(students)]
    start = time.perf_counter()
    await asyncio.gather(*(phone.join(f"Student {number}") for number, phone in enumerate(phones)))
    found = {"join": time.perf_counter() - start}
    waits: list[float] = []
    for year in range(1, years + 1):
        await asyncio.sleep(0.5)
        waits += await asyncio.gather(*(phone.close(year) for phone in phones))
    found |= {"median": statistics.median(waits), "most": statistics.quantiles(waits, n=20)[-1]}
    found |= {"worst": max(waits), "streams": float(sum(phone.news > 0 for phone in phones))}
    for phone in phones:
        if phone.heard is not None:
            phone.heard.cancel()
    return found


def main() -> None:
    """Measure, and tell what was meant."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--students", type=int, default=STUDENTS)
    parser.add_argument("--years", type=int, default=YEARS)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, lab(Path(folder)) as (host, port, path, process):
        found = asyncio.run(measure(host, port, path, chosen.students, chosen.years))
        found["memory"] = memory_of(process)
    print(json.dumps({name: round(value, 3) for name, value in found.items()}), f"aims: {AIMS}")
    print("uncommitted changes: these numbers are of no version" if uncommitted() else "clean tree")


if __name__ == "__main__":
    main()
