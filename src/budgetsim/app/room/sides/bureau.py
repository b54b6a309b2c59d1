"""What the lecturer's browser asks for where the lecturer is the bureau of a room with two sides."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from budgetsim.app.room.forms import NotHere, form_of
from budgetsim.app.room.sides import shown
from budgetsim.app.room.sides.classroom import LECTURER, TwoSided
from budgetsim.app.room.sides.faces import TwoSides
from budgetsim.app.room.sides.records import BUREAU
from budgetsim.app.room.site import Site
from budgetsim.language import Language


class BureauPages:
    """The bureau's page beside the lecturer's desk."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def routes(self) -> list[Route]:
        """Return the addresses of these pages."""
        guard, desk = self._site.guard, "/room/{slug}/desk"
        return [
            Route(f"{desk}/bureau", guard(self._page), methods=["GET"]),
            Route(f"{desk}/plan", guard(self._plan), methods=["POST"]),
            Route(f"{desk}/announce", guard(self._announce), methods=["POST"]),
        ]

    def _room(self, request: Request, speak: Language) -> TwoSided:
        """Return the room whose bureau the lecturer is."""
        classroom = self._site.lectured(request, speak)
        if not isinstance(classroom, TwoSided) or classroom.sides.bureau != LECTURER:
            raise NotHere(self._site.fault(request, speak, speak("sides-not-bureau"), 403))
        return classroom

    async def _page(self, request: Request, speak: Language) -> Response:
        return await self._part(request, speak, self._room(request, speak))

    async def _part(self, request: Request, speak: Language, room: TwoSided) -> Response:
        values = shown.bureau_state(room, None, speak, await TwoSides(room).truth())
        return self._site.side(
            request, speak, "bureau.html", values, room.slug, "desk", close="announce", news=room.stir
        )

    async def _plan(self, request: Request, speak: Language) -> Response:
        plan = TwoSides(self._room(request, speak)).plan_of(BUREAU, await form_of(request), speak)
        return JSONResponse(self._site.planned(plan, speak))

    async def _announce(self, request: Request, speak: Language) -> Response:
        room = self._room(request, speak)
        TwoSides(room).send(BUREAU, await form_of(request), speak)
        return await self._part(request, speak, room)
