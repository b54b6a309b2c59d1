"""What all pages of rooms share: which rooms are open, who asks, addresses, and how a page is made."""

from __future__ import annotations

import asyncio
import secrets
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

import jinja2
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from budgetsim.app.addresses import language_of, opening_language, with_language
from budgetsim.app.gate.rules import Rules
from budgetsim.app.play.game import GameError
from budgetsim.app.room.answers import html, square_of
from budgetsim.app.room.classroom import Classroom
from budgetsim.app.room.errors import RoomError
from budgetsim.app.room.faces import Faces, Planned, State
from budgetsim.app.room.forms import NotHere
from budgetsim.app.room.kinds import opened
from budgetsim.app.room.one_side import OneSide
from budgetsim.app.room.sides.classroom import TwoSided
from budgetsim.app.room.sides.faces import TwoSides
from budgetsim.app.room.store import Store, Student
from budgetsim.language import LANGUAGES, SPOKEN, Language, language
from budgetsim.scenario_files.names import closest

HERE = Path(__file__).parent
COOKIE_SECONDS = 60 * 24 * 60 * 60
"""How long a phone is known: a course may go on after the holidays."""
STUDENT, LECTURER = "budgetsim-student", "budgetsim-lecturer"
LOOK_SECONDS, BEAT_SECONDS = 0.2, 15.0
"""Between looks for something new, and between signs of life."""
CLOSE = 0.75
"""How alike a mistyped code and the code of a room are, from 0 to 1, for it to be told."""
PART = "room-part"
"""Header of requests that want the changing part of a page alone."""
Page = Callable[[Request, Language], Awaitable[Response]]


def faces_of(room: Classroom) -> Faces:
    """Return what shows a room and takes what is asked of it."""
    return TwoSides(room) if isinstance(room, TwoSided) else OneSide(room)


class Site:
    """The rooms of a store, and what their pages are made with."""

    def __init__(self, store: Store, rules: Rules) -> None:
        self.store, self.rules = store, rules
        self.is_closing: Callable[[], bool] = lambda: False
        """Whether the server is about to end: open answers end then by themselves."""
        self._open: dict[str, Classroom] = {}
        self._launch = secrets.token_hex(4)
        self._pages = jinja2.Environment(
            loader=jinja2.FileSystemLoader(HERE / "pages"), autoescape=True, undefined=jinja2.StrictUndefined,
            trim_blocks=True, lstrip_blocks=True, auto_reload=False,
        )  # fmt: skip

    def classroom(self, slug: str) -> Classroom:
        """Return a room that is taught.

        Raises
        ------
        KeyError
            If there is none.
        """
        if slug not in self._open:
            self._open[slug] = opened(self.store, slug)
        return self._open[slug]

    def forget(self, slug: str) -> None:
        """Read a room anew when it is asked for next; its open answers end, so that phones find it."""
        self._open.pop(slug, None)

    def address(self, slug: str, *more: str) -> str:
        """Return the path of a page as browsers ask for it."""
        return "/".join([f"{self.rules.address.root_path}/room/{slug}", *more])

    def guard(self, page: Page) -> Any:
        """Let a page speak the reader's language, and end where it says so."""

        async def answer(request: Request) -> Response:
            speak = language(language_of(request.url.query) or opening_language())
            SPOKEN.set(speak.code)
            try:
                return await page(request, speak)
            except NotHere as ended:
                return ended.answer
            except (RoomError, GameError) as error:
                return self.fault(request, speak, str(error), 409)

        return answer

    # Who asks

    def room(self, request: Request, speak: Language) -> Classroom:
        """Return the room that is asked for."""
        slug = request.path_params["slug"]
        try:
            classroom = self.classroom(slug)
        except KeyError:
            raise NotHere(self.fault(request, speak, self.no_room(slug, speak), 404)) from None
        classroom.tick()
        return classroom

    def no_room(self, typed: str, speak: Language) -> str:
        """Say that there is no room of a code, and which one may be meant."""
        names = [name for room in self.store.rooms() for name in (room.name, room.slug)]
        likeliest = closest(typed, names, CLOSE)
        if likeliest:
            return speak("room-none-but", code=typed, name=likeliest)
        return speak("room-none", code=typed)

    def known(self, request: Request, classroom: Classroom) -> Student | None:
        """Return the student whose cookie a request brings."""
        token = request.cookies.get(STUDENT)
        return self.store.student_of(classroom.slug, token) if token else None

    def student(self, request: Request, speak: Language) -> tuple[Classroom, Student]:
        """Return who asks as a student, and the room."""
        classroom = self.room(request, speak)
        student = self.known(request, classroom)
        if student is None:
            raise NotHere(self.fault(request, speak, speak("room-stranger"), 403))
        return classroom, student

    def lectured(self, request: Request, speak: Language) -> Classroom:
        """Return the room that who asks leads."""
        classroom = self.room(request, speak)
        if not self.store.is_key(classroom.slug, request.cookies.get(LECTURER, "")):
            raise NotHere(self.fault(request, speak, speak("room-not-lecturer"), 403))
        return classroom

    # How a page is made

    def news(self, number: int) -> str:
        """Return what tells one state of a room from another, over restarts too."""
        return f"{self._launch}-{number}"

    async def heard(
        self, classroom: Classroom, number: Callable[[], int], student: Student | None
    ) -> AsyncIterator[str]:
        """Say what is new, until the page is closed."""
        said, spoken = "", 0.0
        if student is not None:
            classroom.sit(student.id, 1)
        try:
            yield "retry: 1000\n\n"
            while not self.is_closing() and self._open.get(classroom.slug) is classroom:
                classroom.tick()
                news, now = self.news(number()), time.monotonic()
                if news != said:
                    said, spoken = news, now
                    yield f"data: {news}\n\n"
                elif now - spoken >= BEAT_SECONDS:
                    spoken = now
                    yield ": \n\n"
                await asyncio.sleep(LOOK_SECONDS)
        finally:
            if student is not None:
                classroom.sit(student.id, -1)

    def side(
        self,
        request: Request,
        speak: Language,
        template: str,
        values: State,
        *at: str,
        close: str = "close",
        news: int,
    ) -> Response:
        """Show the page of who plays, with the addresses that its forms and its open answer have."""
        lasts = {"events": "events", "close_at": close, "plan_at": "plan"}
        addresses = {name: with_language(self.address(*at, last), speak.code) for name, last in lasts.items()}
        return self.page(template, speak, request, **(values | addresses | {"news": self.news(news)}))

    def joining(self, classroom: Classroom) -> State:
        """Return how to join a room."""
        url = f"{self.rules.address.url.rstrip('/')}/room/{classroom.slug}"
        return {"url": url, "short": url.partition("://")[2], "square": square_of(url)}

    def planned(self, plan: Planned, speak: Language) -> dict[str, Any]:
        """Return what a page's script hears of a plan."""
        places, meters, fits = plan
        return {"levers": places, "meters": self._render("meters.html", speak, meters=meters), "fits": fits}

    def _render(self, name: str, speak: Language, **values: Any) -> str:
        return self._pages.get_template(name).render(speak=speak, **values)

    def page(
        self, template: str, speak: Language, request: Request, status: int = 200, **values: Any
    ) -> Response:
        """Return a whole page or, where that is asked for, its changing part."""
        values |= {
            "part": PART in request.headers, "root": self.rules.address.root_path,
            "here": f"{self.rules.address.root_path}{request.url.path}",
            "languages": [(code, label, language(code).tag) for code, label in LANGUAGES.items()],
            "address": lambda *parts: with_language(self.address(*parts), speak.code),
        }  # fmt: skip
        return html(self._render(template, speak, **values), status)

    def fault(self, request: Request, speak: Language, said: str, status: int) -> Response:
        """Say what cannot be done."""
        if PART in request.headers:
            return Response(said, status, {"cache-control": "no-store"}, "text/plain; charset=utf-8")
        return self.page("fault.html", speak, request, status, said=said)

    def go(self, speak: Language, path: str) -> Response:
        """Send a browser to another page."""
        return RedirectResponse(with_language(quote(path), speak.code), 303, {"cache-control": "no-store"})

    def known_by(self, cookie: str, value: str, slug: str, response: Response) -> Response:
        """Let a browser be known by a cookie from now on."""
        response.set_cookie(
            cookie, value, max_age=COOKIE_SECONDS, path=self.address(slug), httponly=True, samesite="lax",
            secure=self.rules.address.scheme == "https",
        )  # fmt: skip
        return response
