"""Forms that browsers send to a room, as values."""

from __future__ import annotations

from contextlib import suppress
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import Response

from budgetsim.app.play.game import LEVERS, Levers

LARGEST_FORM = 16_384
"""Bytes. Levers of a year have some five hundred."""


class NotHere(Exception):  # noqa: N818 - an answer is no fault of the program
    """Ends a request with an answer."""

    def __init__(self, answer: Response) -> None:
        self.answer = answer


async def form_of(request: Request) -> dict[str, str]:
    """Return the fields of a short form.

    Raises
    ------
    NotHere
        If it is too long.
    """
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > LARGEST_FORM:
            raise NotHere(Response(status_code=413))
    return dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))


def levers_of(form: dict[str, str]) -> Levers:
    """Return the levers of a form; those that it lacks or misspells are left out, for the rules to tell."""
    found = []
    for name in LEVERS:
        with suppress(KeyError, ValueError):
            found.append((name, float(form[name])))
    return tuple(found)
