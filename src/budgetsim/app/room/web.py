"""Pages of rooms for browsers: light ones, made here and sent whole, so that sixty phones cost no more than one desk.

A page is told by an open answer (server-sent events) that something has changed, and then asks for its part anew. What
a request may see follows from the cookie that it brings: a student's own work, or the lecturer's desk.
"""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route, Router

from budgetsim.app.gate.rules import Rules
from budgetsim.app.room.lecturers import LecturerPages
from budgetsim.app.room.sides.bureau import BureauPages
from budgetsim.app.room.site import HERE, Site
from budgetsim.app.room.store import Store
from budgetsim.app.room.students import StudentPages


class Rooms(Site):
    """The pages of all rooms of a store, as an ASGI application below the root path."""

    def __init__(self, store: Store, rules: Rules) -> None:
        super().__init__(store, rules)
        sheets = (HERE.parent / "lab.css", HERE / "room.css")
        look = "".join(sheet.read_text(encoding="utf-8") for sheet in sheets)
        script = (HERE / "room.js").read_text(encoding="utf-8")
        self._files = {
            "look.css": (look, "text/css; charset=utf-8"),
            "script.js": (script, "text/javascript; charset=utf-8"),
        }
        files = [Route(f"/room/{name}", self._file) for name in self._files]
        pages = (StudentPages(self), BureauPages(self), LecturerPages(self))
        self._routes = Router(
            [*files, *(route for some in pages for route in some.routes())], redirect_slashes=False
        )

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer one request."""
        await self._routes(scope, receive, send)

    async def _file(self, request: Request) -> Response:
        text, kind = self._files[request.url.path.rpartition("/")[2]]
        return Response(text, headers={"cache-control": "no-cache"}, media_type=kind)
