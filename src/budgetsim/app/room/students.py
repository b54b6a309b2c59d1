"""What students' browsers ask of a room."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from budgetsim.app.play.game import YEARS
from budgetsim.app.room.answers import CSV, file_named, stream
from budgetsim.app.room.classroom import Classroom
from budgetsim.app.room.errors import RoomError
from budgetsim.app.room.export import csv_of
from budgetsim.app.room.forms import NotHere, form_of
from budgetsim.app.room.sides.classroom import TwoSided
from budgetsim.app.room.site import STUDENT, Site, faces_of
from budgetsim.app.room.store import Student
from budgetsim.language import Language
from budgetsim.studies.files import marked

STREAMS = 6
"""Pages that a student may have open."""


class StudentPages:
    """The pages of students, and the entrance."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def routes(self) -> list[Route]:
        """Return the addresses of these pages."""
        guard = self._site.guard
        posts = {
            "join": self._join, "plan": self._plan, "close": self._close, "again": self._again,
            "wish": self._wish, "predict": self._predict, "list": self._list,
        }  # fmt: skip
        return [
            Route("/room", guard(self._entrance)),
            Route("/room/{slug}", guard(self._page)),
            *(Route(f"/room/{{slug}}/{name}", guard(page), methods=["POST"]) for name, page in posts.items()),
            Route("/room/{slug}/game.csv", guard(self._own_game)),
            Route("/room/{slug}/events", guard(self._events)),
        ]

    async def _entrance(self, request: Request, speak: Language) -> Response:
        site, typed = self._site, request.query_params.get("code", "")
        room = site.store.find_room(typed) if typed.strip() else None
        if room is not None:
            return site.go(speak, site.address(room.slug))
        fault = site.no_room(typed[:40], speak) if typed.strip() else ""
        return site.page(
            "entrance.html", speak, request, 404 if fault else 200, typed=typed[:40], fault=fault
        )

    async def _page(self, request: Request, speak: Language) -> Response:
        classroom = self._site.room(request, speak)
        student = self._site.known(request, classroom)
        if student is None:
            return self._site.page("join.html", speak, request, **faces_of(classroom).door(speak))
        return await self._part(request, speak, classroom, student)

    async def _part(
        self, request: Request, speak: Language, classroom: Classroom, student: Student
    ) -> Response:
        template, values = await faces_of(classroom).student(student, speak)
        return self._site.side(request, speak, template, values, classroom.slug, news=classroom.news)

    async def _join(self, request: Request, speak: Language) -> Response:
        site = self._site
        classroom = site.room(request, speak)
        there = site.go(speak, site.address(classroom.slug))
        if site.known(request, classroom) is not None:
            return there
        _, token = classroom.join((await form_of(request)).get("name", ""))
        return site.known_by(STUDENT, token, classroom.slug, there)

    async def _plan(self, request: Request, speak: Language) -> Response:
        classroom, student = self._site.student(request, speak)
        plan = faces_of(classroom).plan(student, await form_of(request), speak)
        return JSONResponse(self._site.planned(plan, speak))

    async def _close(self, request: Request, speak: Language) -> Response:
        classroom, student = self._site.student(request, speak)
        faces_of(classroom).close(student, await form_of(request), speak)
        return await self._part(request, speak, classroom, student)

    async def _predict(self, request: Request, speak: Language) -> Response:
        classroom, student = self._site.student(request, speak)
        form = await form_of(request)
        try:
            question, value = int(form["question"]), float(form["value"])
        except (KeyError, ValueError):
            raise RoomError(speak("room-fault-answer")) from None
        classroom.predict(student, question, value)
        return await self._part(request, speak, classroom, student)

    async def _again(self, request: Request, speak: Language) -> Response:
        classroom, student = self._site.student(request, speak)
        classroom.begin_again(student)
        return await self._part(request, speak, *self._site.student(request, speak))

    async def _wish(self, request: Request, speak: Language) -> Response:
        classroom, student = self._site.student(request, speak)
        if not isinstance(classroom, TwoSided):
            raise RoomError(speak("room-fault-form"))
        classroom.wish(student, wanted=(await form_of(request)).get("value") == "1")
        return await self._part(request, speak, classroom, student)

    async def _list(self, request: Request, speak: Language) -> Response:
        classroom, student = self._site.student(request, speak)
        classroom.stand(student, wanted=(await form_of(request)).get("value") == "1")
        return await self._part(request, speak, *self._site.student(request, speak))

    async def _own_game(self, request: Request, speak: Language) -> Response:
        classroom, student = self._site.student(request, speak)
        faces = faces_of(classroom)
        if not faces.may_take_game(student):
            raise NotHere(self._site.fault(request, speak, speak("room-over", years=YEARS), 403))
        text = marked(csv_of(faces.own_game(student)))
        return file_named(f"{classroom.room.name} {student.name}.csv", text, CSV)

    async def _events(self, request: Request, speak: Language) -> Response:
        classroom, student = self._site.student(request, speak)
        if classroom.online[student.id] >= STREAMS:
            return self._site.fault(request, speak, speak("room-fault-form"), 429)
        return stream(self._site.heard(classroom, lambda: classroom.news, student))
