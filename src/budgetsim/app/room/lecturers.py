"""What the lecturer's browser asks of a room: the desk, the projector page, what is taken along."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from budgetsim.app.play.game import LONGEST_CODE, START
from budgetsim.app.room.answers import CSV, WORKBOOK, file_named, stream
from budgetsim.app.room.classroom import LONGEST_TIMER, Classroom
from budgetsim.app.room.errors import RoomError
from budgetsim.app.room.export import csv_of, workbook_of
from budgetsim.app.room.faces import Form
from budgetsim.app.room.forms import NotHere, form_of
from budgetsim.app.room.kinds import DISTRICTS, open_sides, take_over
from budgetsim.app.room.site import LECTURER, PART, Site, faces_of
from budgetsim.app.room.store import is_code
from budgetsim.language import Language
from budgetsim.scenario import Scenario, load_scenario
from budgetsim.studies.errors import StudyError
from budgetsim.studies.files import marked


class LecturerPages:
    """The pages of who leads a class."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def routes(self) -> list[Route]:
        """Return the addresses of these pages; what is none of them is an act of the desk."""
        guard, desk = self._site.guard, "/room/{slug}/desk"
        return [
            Route(desk, guard(self._desk)),
            Route(f"{desk}/export", guard(self._export)),
            Route(f"{desk}/debrief", guard(self._debrief)),
            Route(f"{desk}/gradebook.{{kind:str}}", guard(self._gradebook)),
            Route(f"{desk}/another", guard(self._open_another), methods=["POST"]),
            Route(f"{desk}/sides", guard(self._open_sides), methods=["POST"]),
            Route(f"{desk}/delete", guard(self._delete), methods=["POST"]),
            Route(f"{desk}/events", guard(self._events)),
            Route(f"{desk}/{{act}}", guard(self._act), methods=["POST"]),
            Route("/room/{slug}/stage", guard(self._stage)),
        ]

    async def _desk(self, request: Request, speak: Language) -> Response:
        site, key = self._site, request.query_params.get("key")
        if key is not None:
            classroom = site.room(request, speak)
            if site.store.is_key(classroom.slug, key):
                there = site.go(speak, site.address(classroom.slug, "desk"))
                return site.known_by(LECTURER, key, classroom.slug, there)
        return self._part(request, speak, site.lectured(request, speak))

    def _part(self, request: Request, speak: Language, classroom: Classroom) -> Response:
        template, values = faces_of(classroom).desk(speak)
        districts = [
            (name, speak("sides-open-own") if name == START else speak.scenario(name)) for name in DISTRICTS
        ]
        values |= {"news": self._site.news(classroom.stir), "timer": LONGEST_TIMER, "districts": districts}
        return self._site.page(template, speak, request, **self._site.joining(classroom), **values)

    async def _act(self, request: Request, speak: Language) -> Response:
        classroom = self._site.lectured(request, speak)
        faces, form = faces_of(classroom), await form_of(request)
        act = faces.acts.get(request.path_params["act"])
        if act is None:
            return self._site.fault(request, speak, speak("room-fault-form"), 404)
        try:
            act(form)
        except (KeyError, ValueError) as error:
            raise error if isinstance(error, RoomError) else RoomError(speak("room-fault-form")) from None
        await faces.settle()
        if PART not in request.headers:
            return self._site.go(speak, self._site.address(classroom.slug, "desk"))
        return self._part(request, speak, classroom)

    async def _open_sides(self, request: Request, speak: Language) -> Response:
        classroom = self._site.lectured(request, speak)
        form = await form_of(request)
        if not form.get("departments", "").isdecimal():
            raise RoomError(speak("room-fault-form"))
        open_sides(self._site.store, classroom.slug, int(form["departments"]), _district_in(form, speak))
        self._site.forget(classroom.slug)
        return self._site.go(speak, self._site.address(classroom.slug, "desk"))

    async def _open_another(self, request: Request, speak: Language) -> Response:
        site = self._site
        site.lectured(request, speak)
        form = await form_of(request)
        name, district = form.get("code", ""), _district_in(form, speak)
        if not is_code(name):
            raise RoomError(speak("room-fault-text", longest=str(LONGEST_CODE)))
        # Whoever leads one room is given no key to a room that somebody else may lead.
        if site.store.find_room(name) is not None:
            raise RoomError(speak("room-fault-exists", name=name))
        room, key = site.store.open_room(name)
        take_over(site.store, room.slug, district)
        return site.known_by(LECTURER, key, room.slug, site.go(speak, site.address(room.slug, "desk")))

    async def _delete(self, request: Request, speak: Language) -> Response:
        classroom = self._site.lectured(request, speak)
        self._site.store.delete_room(classroom.slug)
        self._site.forget(classroom.slug)
        return self._site.fault(request, speak, speak("room-deleted", name=classroom.room.name), 200)

    async def _stage(self, request: Request, speak: Language) -> Response:
        classroom = self._site.lectured(request, speak)
        values = await faces_of(classroom).stage(speak)
        return self._site.page(
            "stage.html", speak, request, news=self._site.news(classroom.stir),
            **self._site.joining(classroom), **values,
        )  # fmt: skip

    async def _debrief(self, request: Request, speak: Language) -> Response:
        classroom = self._site.lectured(request, speak)
        template, values = await faces_of(classroom).debrief(speak)
        return self._site.page(template, speak, request, **values)

    async def _export(self, request: Request, speak: Language) -> Response:
        classroom = self._site.lectured(request, speak)
        packed = faces_of(classroom).archive()
        headers = {
            "cache-control": "no-store",
            "content-disposition": f'attachment; filename="budgetsim-room-{classroom.slug}.zip"',
        }
        return Response(packed, headers=headers, media_type="application/zip")

    async def _gradebook(self, request: Request, speak: Language) -> Response:
        classroom = self._site.lectured(request, speak)
        rows = await faces_of(classroom).gradebook()
        name, kind = classroom.room.name, request.path_params["kind"]
        if kind == "csv":
            return file_named(f"{name}.csv", marked(csv_of(rows)), CSV)
        if kind != "xlsx":
            raise NotHere(self._site.fault(request, speak, speak("room-fault-form"), 404))
        try:
            return file_named(f"{name}.xlsx", workbook_of(rows, speak("room-gradebook-sheet")), WORKBOOK)
        except StudyError as missing:
            raise NotHere(self._site.fault(request, speak, str(missing), 501)) from None

    async def _events(self, request: Request, speak: Language) -> Response:
        classroom = self._site.lectured(request, speak)
        return stream(self._site.heard(classroom, lambda: classroom.stir, None))


def _district_in(form: Form, speak: Language) -> Scenario:
    """Return the district that a form chooses, by default the game's own."""
    name = form.get("scenario", START)
    if name not in DISTRICTS:
        raise RoomError(speak("sides-fault-scenario", name=name, names=", ".join(DISTRICTS)))
    return load_scenario(name)
