"""A class in a room as clients over the loopback: phones that keep their page's open answer, and go on after a cut.

Used by ``load_room.py``, which measures, and by tests, which look at what is kept.
"""

from __future__ import annotations

import asyncio
import os
import re
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from budgetsim.app.play.game import LEVERS, opening_levers, start
from budgetsim.app.room.sides.actions import sliders

ROOM = "Load of a room"
AGAIN_SECONDS = 1.0
"""Between tries while the network is gone, as in ``room.js``."""
LEVELS = 10
LOST = (OSError, asyncio.IncompleteReadError)


@dataclass
class Answer:
    """What a server said."""

    status: int
    headers: dict[str, str]
    body: bytes


@asynccontextmanager
async def connection(
    host: str, port: int
) -> AsyncIterator[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
    """Open a connection, and close it whatever happens."""
    reader, writer = await asyncio.open_connection(host, port)
    try:
        yield reader, writer
    finally:
        writer.close()


@dataclass
class Phone:
    """A student's browser: a cookie, and an open answer."""

    host: str
    port: int
    path: str
    cookie: str = ""
    heard: asyncio.Task[None] | None = None
    news: int = 0
    training: float = 0.0
    """What this student sets, so that nobody's year can be taken for another's."""
    is_cut: bool = False
    seat: str = ""
    """Department, in a room with two sides."""

    async def ask(self, path: str, form: dict[str, str] | None = None) -> Answer:
        if self.is_cut:
            raise ConnectionError("the network is gone")
        async with connection(self.host, self.port) as (reader, writer):
            writer.write(self._request(path, form))
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
            headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in head[1:])}
            body = await reader.readexactly(int(headers.get("content-length", 0)))
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
        page = await self.ask(self.path)
        assert page.status == 200
        seat = re.search(rb'name="seat" value="(\d+)"', page.body)
        self.seat = seat[1].decode() if seat else ""
        self.heard = asyncio.create_task(self._listen())

    async def _listen(self) -> None:
        async with connection(self.host, self.port) as (reader, writer):
            writer.write(self._request(f"{self.path}/events", None).replace(b"connection: close\r\n", b""))
            while line := await reader.readline():
                self.news += line.startswith(b"data:")

    async def close(self, year: int) -> float:
        """Close a year; return how long that took."""
        start = time.perf_counter()
        answer = await self.ask(f"{self.path}/close", self._year(year))
        assert answer.status == 200, answer.body
        return time.perf_counter() - start

    async def close_for_sure(self, year: int) -> None:
        """Close a year however often that takes, as a page does that finds no network."""
        while True:
            with suppress(*LOST):
                await self.close(year)
                return
            await asyncio.sleep(AGAIN_SECONDS)

    async def lose_network(self, year: int) -> None:
        """Send a year off, and lose the network before there is an answer."""
        async with connection(self.host, self.port) as (_, writer):
            writer.write(self._request(f"{self.path}/close", self._year(year)))
            await writer.drain()
        self.leave()
        self.is_cut = True

    def leave(self) -> None:
        """Close the page's open answer."""
        if self.heard is not None:
            self.heard.cancel()

    def _year(self, year: int) -> dict[str, str]:
        if self.seat:
            actions = {name: f"{max(0.0, end.lower):g}" for name, end in sliders(start().department).items()}
            return actions | {"effort_output": f"{self.training:g}", "year": str(year), "seat": self.seat}
        levers = dict(opening_levers()) | {"training": self.training}
        assert set(LEVERS) == set(levers)
        return {name: f"{value:g}" for name, value in levers.items()} | {"year": str(year)}


@dataclass
class Served:
    """A lab with a room."""

    host: str
    port: int
    path: str
    process: subprocess.Popen[str]
    key: str
    """The lecturer's."""


async def begin(served: Served) -> None:
    """Let the class begin: a room with two sides waits for its lecturer."""
    lecturer = Phone(served.host, served.port, served.path)
    opened = await lecturer.ask(f"{served.path}/desk?key={served.key}")
    lecturer.cookie = opened.headers["set-cookie"].partition(";")[0]
    assert (await lecturer.ask(f"{served.path}/desk/pause", {"value": "0"})).status == 200


def class_of(served: Served, students: int) -> list[Phone]:
    """Return the phones of a class; no two next to each other set the same."""
    return [
        Phone(served.host, served.port, served.path, training=number % LEVELS / 100.0)
        for number in range(students)
    ]


async def join_all(phones: Sequence[Phone]) -> None:
    """Let a class join at once."""
    await asyncio.gather(*(phone.join(f"Student {number}") for number, phone in enumerate(phones)))


async def cut(away: Sequence[Phone], others: Sequence[Phone], year: int, seconds: float) -> float:
    """Take the network from some while everybody closes a year; return how long they needed once it was back."""
    await asyncio.gather(*(phone.lose_network(year) for phone in away))
    waiting = [asyncio.create_task(phone.close_for_sure(year)) for phone in away]
    await asyncio.gather(*(phone.close(year) for phone in others))
    await asyncio.sleep(seconds)
    assert not any(task.done() for task in waiting)
    for phone in away:
        phone.is_cut = False
    start = time.perf_counter()
    await asyncio.gather(*waiting)
    return time.perf_counter() - start


async def kill(served: Served, phones: Sequence[Phone], year: int, last: int, folder: Path) -> float:
    """Kill the server while everybody closes a year, and start it again, until the last year is closed.

    Returns how long all needed for the year from when the server answered again.
    """
    waiting = [asyncio.create_task(phone.close_for_sure(year)) for phone in phones]
    await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
    served.process.kill()
    served.process.wait()
    with lab(folder, served.port):
        start = time.perf_counter()
        await asyncio.gather(*waiting)
        waited = time.perf_counter() - start
        for later in range(year + 1, last + 1):
            await asyncio.gather(*(phone.close(later) for phone in phones))
    return waited


@contextmanager
def lab(folder: Path, port: int = 0, *flags: str) -> Iterator[Served]:
    """Serve a room, the one that is in the folder already if there is one; ``flags`` are more of the command's."""
    command = [sys.executable, "-m", "budgetsim", "app", "--port", str(port), "--no-open", "--room", ROOM]
    process = subprocess.Popen(
        [*command, "--room-store", str(folder), *flags], text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        env={**os.environ, "PYTHONUNBUFFERED": "1", "COLUMNS": "200"},
    )  # fmt: skip
    try:
        assert process.stdout is not None
        said = ""
        for line in process.stdout:
            said += line
            found = re.search(r"http://(127\.0\.0\.1):(\d+)(/room/\w+)/desk\?key=(\S+)", said)
            if found and "Ctrl-C" in line:
                yield Served(found[1], int(found[2]), found[3], process, found[4])
                return
        raise SystemExit("the lab did not start: try `budgetsim app --room TEST`")
    finally:
        process.terminate()
        process.wait()
        if process.stdout is not None:
            process.stdout.close()
