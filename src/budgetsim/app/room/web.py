"""Pages of rooms for browsers: light ones, made here and sent whole, so that sixty phones cost no more than one desk.

A page is told by an open answer (server-sent events) that something has changed, and then asks for its part anew. What
a request may see follows from the cookie that it brings: a student's own work, or the lecturer's desk.
"""

from __future__ import annotations

import asyncio
import secrets
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

import jinja2
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route, Router

from budgetsim.app.addresses import language_of, opening_language, with_language
from budgetsim.app.gate.rules import Rules
from budgetsim.app.play.game import LONGEST_CODE, YEARS, GameError, plan_of
from budgetsim.app.room import shown
from budgetsim.app.room.classroom import LONGEST_TIMER, PACES, STAGES, Classroom
from budgetsim.app.room.debrief import Decision
from budgetsim.app.room.district import at_best
from budgetsim.app.room.errors import RoomError
from budgetsim.app.room.export import archive_of, csv_of, decisions_of, gradebook_of, workbook_of
from budgetsim.app.room.forms import NotHere, form_of, levers_of
from budgetsim.app.room.sides import export as sides_export
from budgetsim.app.room.sides import shown as sides_shown
from budgetsim.app.room.sides import stage as sides_stage
from budgetsim.app.room.sides import web as sides
from budgetsim.app.room.sides.classroom import LECTURER as LECTURER_AS_BUREAU
from budgetsim.app.room.sides.classroom import TwoSided, may_have_two_sides, open_sides
from budgetsim.app.room.sides.district import LARGEST, SMALLEST
from budgetsim.app.room.sides.kept import Kept
from budgetsim.app.room.sides.records import BUREAU
from budgetsim.app.room.sides.without import course_of, otherwise
from budgetsim.app.room.store import Store, Student, is_code
from budgetsim.language import LANGUAGES, SPOKEN, Language, language
from budgetsim.scenario_files.names import closest
from budgetsim.studies.errors import StudyError
from budgetsim.studies.files import marked

HERE = Path(__file__).parent
COOKIE_SECONDS = 60 * 24 * 60 * 60
"""How long a phone is known: a course may go on after the holidays."""
STUDENT, LECTURER = "budgetsim-student", "budgetsim-lecturer"
LOOK_SECONDS, BEAT_SECONDS = 0.2, 15.0
"""Between looks for something new, and between signs of life."""
STREAMS = 6
"""Pages that a student may have open."""
CLOSE = 0.75
"""How alike a mistyped code and the code of a room are, from 0 to 1, for it to be told."""
CSV = "text/csv; charset=utf-8"
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PART = "room-part"
"""Header of requests that want the changing part of a page alone."""
Act = Callable[[Classroom, dict[str, str]], None]


class Rooms:
    """The pages of all rooms of a store, as an ASGI application below the root path."""

    def __init__(self, store: Store, rules: Rules) -> None:
        self.store, self.rules = store, rules
        self.is_closing: Callable[[], bool] = lambda: False
        """Whether the server is about to end: open answers end then by themselves."""
        self._open: dict[str, Classroom] = {}
        self._weighing: dict[object, asyncio.Task[object]] = {}
        self._launch = secrets.token_hex(4)
        self._pages = jinja2.Environment(
            loader=jinja2.FileSystemLoader(HERE / "pages"), autoescape=True, undefined=jinja2.StrictUndefined,
            trim_blocks=True, lstrip_blocks=True, auto_reload=False,
        )  # fmt: skip
        look = (HERE.parent / "lab.css").read_text(encoding="utf-8") + (HERE / "room.css").read_text(
            encoding="utf-8"
        )
        self._files = {
            "look.css": (look, "text/css; charset=utf-8"),
            "script.js": ((HERE / "room.js").read_text(encoding="utf-8"), "text/javascript; charset=utf-8"),
        }
        self._routes = Router(
            [
                Route("/room", self._guard(self._entrance)),
                *(Route(f"/room/{name}", self._file) for name in self._files),
                Route("/room/{slug}", self._guard(self._student_page)),
                Route("/room/{slug}/join", self._guard(self._join), methods=["POST"]),
                Route("/room/{slug}/plan", self._guard(self._plan), methods=["POST"]),
                Route("/room/{slug}/close", self._guard(self._close), methods=["POST"]),
                Route("/room/{slug}/again", self._guard(self._again), methods=["POST"]),
                Route("/room/{slug}/wish", self._guard(self._wish), methods=["POST"]),
                Route("/room/{slug}/predict", self._guard(self._predict), methods=["POST"]),
                Route("/room/{slug}/list", self._guard(self._list), methods=["POST"]),
                Route("/room/{slug}/game.csv", self._guard(self._own_game)),
                Route("/room/{slug}/events", self._guard(self._events)),
                Route("/room/{slug}/desk", self._guard(self._desk)),
                Route("/room/{slug}/desk/export", self._guard(self._export)),
                Route("/room/{slug}/desk/debrief", self._guard(self._debrief)),
                Route("/room/{slug}/desk/gradebook.{kind:str}", self._guard(self._gradebook)),
                Route("/room/{slug}/desk/another", self._guard(self._open_another), methods=["POST"]),
                Route("/room/{slug}/desk/sides", self._guard(self._open_sides), methods=["POST"]),
                Route("/room/{slug}/desk/bureau", self._guard(self._bureau)),
                Route("/room/{slug}/desk/plan", self._guard(self._bureau_plan), methods=["POST"]),
                Route("/room/{slug}/desk/announce", self._guard(self._bureau_close), methods=["POST"]),
                Route("/room/{slug}/desk/delete", self._guard(self._delete), methods=["POST"]),
                Route("/room/{slug}/desk/events", self._guard(self._desk_events)),
                Route("/room/{slug}/desk/{act}", self._guard(self._act), methods=["POST"]),
                Route("/room/{slug}/stage", self._guard(self._stage)),
            ],
            redirect_slashes=False,
        )

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer one request."""
        await self._routes(scope, receive, send)

    def classroom(self, slug: str) -> Classroom:
        """Return a room that is taught.

        Raises
        ------
        KeyError
            If there is none.
        """
        if slug not in self._open:
            kind = Classroom if Kept(self.store).sides(slug) is None else TwoSided
            self._open[slug] = kind(self.store, slug)
        return self._open[slug]

    def address(self, slug: str, *more: str) -> str:
        """Return the path of a page as browsers ask for it."""
        return "/".join([f"{self.rules.address.root_path}/room/{slug}", *more])

    def _guard(self, page: Callable[[Request, Language], Awaitable[Response]]) -> Any:
        """Let a page speak the reader's language, and end where it says so."""

        async def answer(request: Request) -> Response:
            speak = language(language_of(request.url.query) or opening_language())
            SPOKEN.set(speak.code)
            try:
                return await page(request, speak)
            except NotHere as ended:
                return ended.answer
            except (RoomError, GameError) as error:
                return self._fault(request, speak, str(error), 409)

        return answer

    # Who asks

    def _room(self, request: Request, speak: Language) -> Classroom:
        slug = request.path_params["slug"]
        try:
            classroom = self.classroom(slug)
        except KeyError:
            raise NotHere(self._fault(request, speak, self._no_room(slug, speak), 404)) from None
        classroom.tick()
        return classroom

    def _student(self, request: Request, speak: Language) -> tuple[Classroom, Student]:
        classroom = self._room(request, speak)
        student = self._known(request, classroom)
        if student is None:
            raise NotHere(self._fault(request, speak, speak("room-stranger"), 403))
        return classroom, student

    def _known(self, request: Request, classroom: Classroom) -> Student | None:
        token = request.cookies.get(STUDENT)
        return self.store.student_of(classroom.slug, token) if token else None

    def _lectured(self, request: Request, speak: Language) -> Classroom:
        classroom = self._room(request, speak)
        if not self.store.is_key(classroom.slug, request.cookies.get(LECTURER, "")):
            raise NotHere(self._fault(request, speak, speak("room-not-lecturer"), 403))
        return classroom

    # Students

    async def _entrance(self, request: Request, speak: Language) -> Response:
        typed = request.query_params.get("code", "")
        room = self.store.find_room(typed) if typed.strip() else None
        if room is not None:
            return self._go(speak, self.address(room.slug))
        fault = self._no_room(typed[:40], speak) if typed.strip() else ""
        return self._page(
            "entrance.html", speak, request, 404 if fault else 200, typed=typed[:40], fault=fault
        )

    def _no_room(self, typed: str, speak: Language) -> str:
        names = [name for room in self.store.rooms() for name in (room.name, room.slug)]
        likeliest = closest(typed, names, CLOSE)
        return (
            speak("room-none-but", code=typed, name=likeliest)
            if likeliest
            else speak("room-none", code=typed)
        )

    async def _student_page(self, request: Request, speak: Language) -> Response:
        classroom = self._room(request, speak)
        student = self._known(request, classroom)
        if student is None:
            return self._page("join.html", speak, request, **_door_of(classroom, speak))
        return await self._student_part(request, speak, classroom, student)

    async def _join(self, request: Request, speak: Language) -> Response:
        classroom = self._room(request, speak)
        if self._known(request, classroom) is None:
            _, token = classroom.join((await form_of(request)).get("name", ""))
            return self._known_by(
                STUDENT, token, classroom.slug, self._go(speak, self.address(classroom.slug))
            )
        return self._go(speak, self.address(classroom.slug))

    async def _plan(self, request: Request, speak: Language) -> Response:
        classroom, student = self._student(request, speak)
        form = await form_of(request)
        if isinstance(classroom, TwoSided):
            return self._planned(classroom, classroom.seat(student).number, form, speak)
        levers = classroom.put(student, levers_of(form), form.get("moved", ""))
        district = classroom.district(student)
        made = self._render("meters.html", speak, meters=shown.meters(levers, district, speak))
        fits = plan_of(levers, district.views[-1]).fits
        return JSONResponse({"levers": dict(levers), "meters": made, "fits": fits})

    async def _close(self, request: Request, speak: Language) -> Response:
        classroom, student = self._student(request, speak)
        form = await form_of(request)
        if isinstance(classroom, TwoSided):
            sides.send(classroom, classroom.seat(student).number, form, speak)
            return await self._student_part(request, speak, classroom, student)
        with suppress(ValueError):
            classroom.close_year(student, levers_of(form), int(form.get("year", "")))
            return await self._student_part(request, speak, classroom, student)
        raise RoomError(speak("room-fault-form"))

    async def _predict(self, request: Request, speak: Language) -> Response:
        classroom, student = self._student(request, speak)
        form = await form_of(request)
        try:
            question, value = int(form["question"]), float(form["value"])
        except (KeyError, ValueError):
            raise RoomError(speak("room-fault-answer")) from None
        classroom.predict(student, question, value)
        return await self._student_part(request, speak, classroom, student)

    async def _again(self, request: Request, speak: Language) -> Response:
        classroom, student = self._student(request, speak)
        classroom.begin_again(student)
        classroom, student = self._student(request, speak)
        return await self._student_part(request, speak, classroom, student)

    async def _wish(self, request: Request, speak: Language) -> Response:
        classroom, student = self._student(request, speak)
        if not isinstance(classroom, TwoSided):
            raise RoomError(speak("room-fault-form"))
        classroom.wish(student, wanted=(await form_of(request)).get("value") == "1")
        return await self._student_part(request, speak, classroom, student)

    def _planned(self, classroom: TwoSided, seat: int, form: dict[str, str], speak: Language) -> Response:
        places, meters, fits = sides.plan(classroom, seat, form, speak)
        made = self._render("meters.html", speak, meters=meters)
        return JSONResponse({"levers": places, "meters": made, "fits": fits})

    async def _list(self, request: Request, speak: Language) -> Response:
        classroom, student = self._student(request, speak)
        classroom.stand(student, wanted=(await form_of(request)).get("value") == "1")
        classroom, student = self._student(request, speak)
        return await self._student_part(request, speak, classroom, student)

    async def _own_game(self, request: Request, speak: Language) -> Response:
        classroom, student = self._student(request, speak)
        if isinstance(classroom, TwoSided):
            raise RoomError(speak("sides-fault-fixed"))
        if not (classroom.district(student).game.over and classroom.room.shown):
            raise NotHere(self._fault(request, speak, speak("room-over", years=YEARS), 403))
        text = marked(csv_of(decisions_of(classroom, student)))
        return _file_named(f"{classroom.room.name} {student.name}.csv", text, CSV)

    def _decisions(self, classroom: Classroom, student: Student) -> Sequence[Decision] | None:
        """Return what a student's decisions moved, once that may be known and is; until then it is being worked out."""
        game, goal = classroom.district(student).game, classroom.goal
        found = classroom.weighed.get((game.closed, goal.name))
        if not (game.over and classroom.room.shown) or found is not None:
            return found
        # The page asks again by itself.
        if (game.closed, goal) not in self._weighing:
            task = asyncio.create_task(asyncio.to_thread(classroom.weigh, game.closed, goal))
            self._weighing[game.closed, goal] = task
            task.add_done_callback(lambda _done: self._weighing.pop((game.closed, goal), None))
        return None

    async def _student_part(
        self, request: Request, speak: Language, classroom: Classroom, student: Student
    ) -> Response:
        if isinstance(classroom, TwoSided):
            template, values = await sides.student_part(classroom, student, speak)
            return self._side(request, speak, template, values, classroom.slug, news=classroom.news)
        decisions = self._decisions(classroom, student)
        state = shown.student_state(classroom, student, speak, decisions) | {
            "news": self._news(classroom.news)
        }
        return self._page("student.html", speak, request, **state)

    async def _events(self, request: Request, speak: Language) -> Response:
        classroom, student = self._student(request, speak)
        if classroom.online[student.id] >= STREAMS:
            return self._fault(request, speak, speak("room-fault-form"), 429)
        return _stream(self._heard(classroom, lambda: classroom.news, student))

    # Lecturers

    async def _desk(self, request: Request, speak: Language) -> Response:
        key = request.query_params.get("key")
        if key is not None:
            classroom = self._room(request, speak)
            if self.store.is_key(classroom.slug, key):
                return self._known_by(
                    LECTURER, key, classroom.slug, self._go(speak, self.address(classroom.slug, "desk"))
                )
        classroom = self._lectured(request, speak)
        return self._desk_part(request, speak, classroom)

    def _desk_part(self, request: Request, speak: Language, classroom: Classroom) -> Response:
        common = {"news": self._news(classroom.stir), "timer": LONGEST_TIMER, **self._joining(classroom)}
        if isinstance(classroom, TwoSided):
            values = sides_shown.desk_state(classroom, speak)
            return self._page("sides_desk.html", speak, request, may_sides=False, **common, **values)
        return self._page(
            "desk.html", speak, request, paces=PACES, stages=STAGES, sides=None, smallest=SMALLEST, largest=LARGEST,
            may_sides=may_have_two_sides(self.store, classroom.slug), **common, **shown.desk_state(classroom, speak),
        )  # fmt: skip

    async def _open_sides(self, request: Request, speak: Language) -> Response:
        classroom = self._lectured(request, speak)
        form = await form_of(request)
        if not form.get("departments", "").isdecimal():
            raise RoomError(speak("room-fault-form"))
        open_sides(self.store, classroom.slug, int(form["departments"]))
        # Open answers of the room as it was end, and phones find the new one.
        self._open.pop(classroom.slug, None)
        return self._go(speak, self.address(classroom.slug, "desk"))

    async def _bureau_room(self, request: Request, speak: Language) -> TwoSided:
        """Return the room whose bureau the lecturer is."""
        classroom = self._lectured(request, speak)
        if not isinstance(classroom, TwoSided) or classroom.sides.bureau != LECTURER_AS_BUREAU:
            raise NotHere(self._fault(request, speak, speak("sides-not-bureau"), 403))
        return classroom

    async def _bureau(self, request: Request, speak: Language) -> Response:
        classroom = await self._bureau_room(request, speak)
        return await self._bureau_part(request, speak, classroom)

    async def _bureau_part(self, request: Request, speak: Language, classroom: TwoSided) -> Response:
        values = sides_shown.bureau_state(classroom, None, speak, await sides.truth_of(classroom))
        here = classroom.slug, "desk"
        return self._side(request, speak, "bureau.html", values, *here, close="announce", news=classroom.stir)

    def _side(
        self,
        request: Request,
        speak: Language,
        template: str,
        values: dict[str, Any],
        *at: str,
        close: str = "close",
        news: int,
    ) -> Response:
        """Show the page of a side, with the addresses that its forms and its open answer have."""
        addresses: dict[str, Any] = {
            name: with_language(self.address(*at, last), speak.code)
            for name, last in (
                ("events", "events"), ("close_at", close), ("plan_at", "plan"),
            )
        }  # fmt: skip
        return self._page(template, speak, request, news=self._news(news), **addresses, **values)

    async def _bureau_plan(self, request: Request, speak: Language) -> Response:
        classroom = await self._bureau_room(request, speak)
        return self._planned(classroom, BUREAU, await form_of(request), speak)

    async def _bureau_close(self, request: Request, speak: Language) -> Response:
        classroom = await self._bureau_room(request, speak)
        sides.send(classroom, BUREAU, await form_of(request), speak)
        return await self._bureau_part(request, speak, classroom)

    async def _act(self, request: Request, speak: Language) -> Response:
        classroom = self._lectured(request, speak)
        name, form = request.path_params["act"], await form_of(request)
        try:
            if isinstance(classroom, TwoSided) and name in sides.ACTS:
                sides.ACTS[name](classroom, form)
            elif name in ACTS:
                ACTS[name](classroom, form)
            else:
                return self._fault(request, speak, speak("room-fault-form"), 404)
            if classroom.room.best:
                # The search takes a second or two, in which others are answered.
                await asyncio.to_thread(at_best, classroom.room.code, classroom.goal)
        except (KeyError, ValueError) as error:
            raise error if isinstance(error, RoomError) else RoomError(speak("room-fault-form")) from None
        if PART not in request.headers:
            return self._go(speak, self.address(classroom.slug, "desk"))
        return self._desk_part(request, speak, classroom)

    async def _export(self, request: Request, speak: Language) -> Response:
        classroom = self._lectured(request, speak)
        name = f"budgetsim-room-{classroom.slug}.zip"
        headers = {"cache-control": "no-store", "content-disposition": f'attachment; filename="{name}"'}
        packed = (
            sides_export.archive_of(classroom) if isinstance(classroom, TwoSided) else archive_of(classroom)
        )
        return Response(packed, headers=headers, media_type="application/zip")

    async def _gradebook(self, request: Request, speak: Language) -> Response:
        classroom = self._lectured(request, speak)
        # The search for the best policy takes a second or two, in which others are answered.
        if isinstance(classroom, TwoSided):
            other = await asyncio.to_thread(otherwise, course_of(classroom.shared))
            rows = sides_export.gradebook_of(classroom, other)
        else:
            best = await asyncio.to_thread(at_best, classroom.room.code, classroom.goal)
            rows = gradebook_of(classroom, best)
        name, kind = classroom.room.name, request.path_params["kind"]
        if kind == "csv":
            return _file_named(f"{name}.csv", marked(csv_of(rows)), CSV)
        if kind != "xlsx":
            raise NotHere(self._fault(request, speak, speak("room-fault-form"), 404))
        try:
            return _file_named(f"{name}.xlsx", workbook_of(rows, speak("room-gradebook-sheet")), WORKBOOK)
        except StudyError as missing:
            raise NotHere(self._fault(request, speak, str(missing), 501)) from None

    async def _debrief(self, request: Request, speak: Language) -> Response:
        classroom = self._lectured(request, speak)
        if isinstance(classroom, TwoSided):
            other = await asyncio.to_thread(otherwise, course_of(classroom.shared))
            values = sides_shown.debrief_state(classroom, other, speak)
            return self._page("sides_debrief.html", speak, request, **values)
        goal = classroom.goal
        finished = [place for place in classroom.places() if place.closed == YEARS]
        games = [classroom.district(place.student).game.closed for place in finished]
        decisions = [await asyncio.to_thread(classroom.weigh, closed, goal) for closed in games]
        weighed = list(zip(finished, decisions, strict=True))
        return self._page("debrief.html", speak, request, **shown.debrief_state(classroom, weighed, speak))

    async def _open_another(self, request: Request, speak: Language) -> Response:
        self._lectured(request, speak)
        name = (await form_of(request)).get("code", "")
        if not is_code(name):
            raise RoomError(speak("room-fault-text", longest=str(LONGEST_CODE)))
        # Whoever leads one room is given no key to a room that somebody else may lead.
        if self.store.find_room(name) is not None:
            raise RoomError(speak("room-fault-exists", name=name))
        room, key = self.store.open_room(name)
        return self._known_by(LECTURER, key, room.slug, self._go(speak, self.address(room.slug, "desk")))

    async def _delete(self, request: Request, speak: Language) -> Response:
        classroom = self._lectured(request, speak)
        self.store.delete_room(classroom.slug)
        del self._open[classroom.slug]
        return self._fault(request, speak, speak("room-deleted", name=classroom.room.name), 200)

    async def _desk_events(self, request: Request, speak: Language) -> Response:
        classroom = self._lectured(request, speak)
        return _stream(self._heard(classroom, lambda: classroom.stir, None))

    async def _stage(self, request: Request, speak: Language) -> Response:
        classroom = self._lectured(request, speak)
        return self._page(
            "stage.html", speak, request, news=self._news(classroom.stir), **self._joining(classroom),
            **(sides_stage if isinstance(classroom, TwoSided) else shown).stage_state(classroom, speak),
        )  # fmt: skip

    def _joining(self, classroom: Classroom) -> dict[str, Any]:
        url = f"{self.rules.address.url.rstrip('/')}/room/{classroom.slug}"
        return {"url": url, "short": url.partition("://")[2], "square": square_of(url)}

    # Answers

    def _news(self, number: int) -> str:
        return f"{self._launch}-{number}"

    async def _heard(
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
                news, now = self._news(number()), time.monotonic()
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

    def _render(self, name: str, speak: Language, **values: Any) -> str:
        return self._pages.get_template(name).render(speak=speak, **values)

    def _page(
        self, template: str, speak: Language, request: Request, status: int = 200, **values: Any
    ) -> Response:
        here = f"{self.rules.address.root_path}{request.url.path}"
        values |= {
            "part": PART in request.headers, "root": self.rules.address.root_path, "here": here,
            "languages": [(code, label, language(code).tag) for code, label in LANGUAGES.items()],
            "address": lambda *parts: with_language(self.address(*parts), speak.code),
        }  # fmt: skip
        return _html(self._render(template, speak, **values), status)

    def _fault(self, request: Request, speak: Language, said: str, status: int) -> Response:
        if PART in request.headers:
            return Response(said, status, {"cache-control": "no-store"}, "text/plain; charset=utf-8")
        return self._page("fault.html", speak, request, status, said=said)

    def _go(self, speak: Language, path: str) -> Response:
        return RedirectResponse(with_language(quote(path), speak.code), 303, {"cache-control": "no-store"})

    def _known_by(self, cookie: str, value: str, slug: str, response: Response) -> Response:
        response.set_cookie(
            cookie, value, max_age=COOKIE_SECONDS, path=self.address(slug), httponly=True, samesite="lax",
            secure=self.rules.address.scheme == "https",
        )  # fmt: skip
        return response

    async def _file(self, request: Request) -> Response:
        text, kind = self._files[request.url.path.rpartition("/")[2]]
        return Response(text, headers={"cache-control": "no-cache"}, media_type=kind)


def _switch(name: str) -> Act:
    return lambda classroom, form: classroom.set(**{name: form["value"] == "1"})


ACTS: dict[str, Act] = {
    "pace": lambda classroom, form: classroom.set(pace=form["value"]),
    "stage": lambda classroom, form: classroom.set(stage=form["value"]),
    "pause": _switch("paused"),
    "truth": _switch("shown"),
    "best": _switch("best"),
    "goal": lambda classroom, form: classroom.set(goal=form["value"]),
    "bots": lambda classroom, form: classroom.add_bots(int(form["count"])),
    "next": lambda classroom, _form: classroom.next_year(),
    "close": lambda classroom, _form: classroom.close_for_all(),
    "timer": lambda classroom, form: classroom.time(int(form["minutes"])),
    "ask": lambda classroom, form: classroom.ask(form["text"]),
    "answered": lambda classroom, _form: classroom.close_question(),
    "message": lambda classroom, form: classroom.write(form["text"]),
    "remove": lambda classroom, form: classroom.remove(int(form["student"])),
}
"""What a lecturer's page may ask for, by the last part of its address."""


def square_of(url: str) -> Markup:
    """Return an address as a square code that phones read; nothing where the package for it is not installed."""
    try:
        import segno
    except ImportError:
        return Markup()
    code = segno.make(url, error="m", micro=False)
    made = code.svg_inline(
        border=3, omitsize=True, svgclass="room-square", lineclass=None, dark="#000", light="#fff"
    )
    return Markup(made)  # noqa: S704 - paths made of an address of ours


def _door_of(classroom: Classroom, speak: Language) -> dict[str, Any]:
    """Return what is told to who has not joined yet."""
    if isinstance(classroom, TwoSided):
        title, lead, goal, binds = speak("sides-join"), speak("sides-join.about"), "", None
    else:
        title, lead = speak("lab-play-title"), speak("room-join-lead")
        goal = speak(f"room-goal-{classroom.room.goal}.about")
        binds = shown.binding(classroom.room.code, speak)
    return {"room": classroom.room, "title": title, "lead": lead, "goal": goal, "binds": binds}


def _file_named(name: str, content: str | bytes, kind: str) -> Response:
    """Return a file to be kept, under the name of a room and, where it is one person's, of that person."""
    quoted = quote(f"budgetsim {name}".replace("/", "-"), safe="")
    headers = {"cache-control": "no-store", "content-disposition": f"attachment; filename*=UTF-8''{quoted}"}
    return Response(content, headers=headers, media_type=kind)


def _html(text: str, status: int) -> Response:
    return Response(text, status, {"cache-control": "no-store"}, "text/html; charset=utf-8")


def _stream(events: AsyncIterator[str]) -> Response:
    headers = {"cache-control": "no-store", "x-accel-buffering": "no"}
    return StreamingResponse(events, headers=headers, media_type="text/event-stream")
