"""A room behind the lab's gate, and how the browsers of a class ask it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

from gate_door import HOST, Answered, Door, Stub

from budgetsim.app.gate import Gate
from budgetsim.app.gate.rules import read_rules
from budgetsim.app.gate.seats import Seats
from budgetsim.app.play.game import Levers, opening_levers
from budgetsim.app.room.store import Store
from budgetsim.app.room.web import Rooms

CODE = "Public Finance 7"


@dataclass
class Browser:
    """A browser that keeps the cookie of one page."""

    door: Door
    path: str
    cookie: str | None = None

    def get(self, *more: str, part: bool = False) -> Answered:
        answer = self.door.ask(
            "/".join([self.path, *more]), cookie=self.cookie, room_part="1" if part else None
        )
        self._keep(answer)
        return answer

    def post(self, *more: str, origin: str | None = f"http://{HOST}", **form: object) -> Answered:
        body = urlencode(form).encode()
        answer = self.door.ask(
            "/".join([self.path, *more]), "POST", body=body, cookie=self.cookie, origin=origin, room_part="1"
        )
        self._keep(answer)
        return answer

    def close(self, year: int, levers: Levers | None = None) -> Answered:
        return self.post("close", year=year, **dict(levers or opening_levers()))

    def _keep(self, answer: Answered) -> None:
        set_cookie = answer.header("set-cookie")
        if set_cookie:
            self.cookie = set_cookie.partition(";")[0]


@dataclass
class Building:
    """A store with one room, the pages that serve it, and its lecturer; ``restart`` begins anew on the same file."""

    folder: Path
    key: str = ""
    slug: str = ""
    lecturer: Browser = field(init=False)

    def __post_init__(self) -> None:
        self.start()
        room, self.key = self.store.open_room(CODE)
        self.slug = room.slug
        self.lecturer = self.browser()
        assert self.lecturer.get(f"desk?key={self.key}").status == 303

    def start(self) -> None:
        self.store = Store(self.folder)
        rules = read_rules().at("127.0.0.1", 8765, "127.0.0.1")
        self.pages = Rooms(self.store, rules)
        seats = Seats(rules.sessions, rules.sessions_by_address, rules.idle_seconds)
        stub = Stub()
        self.door = Door(stub, Gate(stub, rules, {}, seats, rooms=self.pages))

    def restart(self, *browsers: Browser) -> None:
        """As after a killed server: nothing is left but the file and the browsers' cookies."""
        self.start()
        for browser in (self.lecturer, *browsers):
            browser.door = self.door

    def browser(self) -> Browser:
        return Browser(self.door, f"/room/{self.slug}")

    def student(self, name: str) -> Browser:
        browser = self.browser()
        assert browser.post("join", name=name).status == 303
        return browser
