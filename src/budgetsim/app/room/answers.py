"""Answers of a room to browsers: pages, files, open answers, and an address as a square code."""

from __future__ import annotations

from collections.abc import AsyncIterator
from urllib.parse import quote

from markupsafe import Markup
from starlette.responses import Response, StreamingResponse

CSV = "text/csv; charset=utf-8"
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def html(text: str, status: int) -> Response:
    """Return a page, which nobody keeps."""
    return Response(text, status, {"cache-control": "no-store"}, "text/html; charset=utf-8")


def file_named(name: str, content: str | bytes, kind: str) -> Response:
    """Return a file to be kept, under the name of a room and, where it is one person's, of that person."""
    quoted = quote(f"budgetsim {name}".replace("/", "-"), safe="")
    headers = {"cache-control": "no-store", "content-disposition": f"attachment; filename*=UTF-8''{quoted}"}
    return Response(content, headers=headers, media_type=kind)


def stream(events: AsyncIterator[str]) -> Response:
    """Return an answer that stays open."""
    headers = {"cache-control": "no-store", "x-accel-buffering": "no"}
    return StreamingResponse(events, headers=headers, media_type="text/event-stream")


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
