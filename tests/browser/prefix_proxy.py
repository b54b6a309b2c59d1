"""A proxy that serves a program below a path, as JupyterHub and nginx do: run it with port, target port and path."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable
from typing import Any

from tornado.httpclient import AsyncHTTPClient, HTTPRequest
from tornado.web import Application, RequestHandler
from tornado.websocket import WebSocketHandler, websocket_connect

PASSED = ("content-type", "cache-control", "content-security-policy", "set-cookie")
LARGEST = 50_000_000


class Pages(RequestHandler):
    """Asks the program for what follows the path."""

    def initialize(self, target: str) -> None:
        self.target = target

    async def get(self, rest: str) -> None:
        await self._ask(rest)

    async def post(self, rest: str) -> None:
        await self._ask(rest)

    async def _ask(self, rest: str) -> None:
        kept = {
            k: v
            for k, v in self.request.headers.get_all()
            if k.lower() not in ("connection", "accept-encoding")
        }
        request = HTTPRequest(
            f"http://{self.target}/{rest}" + (f"?{self.request.query}" if self.request.query else ""),
            method=self.request.method,
            headers=kept,
            body=self.request.body if self.request.method == "POST" else None,
        )
        answer = await AsyncHTTPClient().fetch(request, raise_error=False)
        self.set_status(answer.code)
        for name, value in answer.headers.get_all():
            if name.lower() in PASSED:
                self.add_header(name, value)
        if answer.body:
            self.write(answer.body)


class Sockets(WebSocketHandler):
    """Passes messages on in both directions."""

    def initialize(self, target: str) -> None:
        self.target = target

    def check_origin(self, origin: str) -> bool:  # noqa: ARG002 - the program decides
        return True

    async def open(self, rest: str) -> None:
        kept = {k: v for k, v in self.request.headers.get_all() if k.lower() in ("cookie", "origin", "host")}
        request = HTTPRequest(f"ws://{self.target}/{rest}?{self.request.query}", headers=kept)
        self.far: Any = await websocket_connect(
            request, on_message_callback=self._back, max_message_size=LARGEST
        )

    def on_message(self, message: str | bytes) -> Awaitable[None] | None:
        return self.far.write_message(message, binary=isinstance(message, bytes))

    def on_close(self) -> None:
        if hasattr(self, "far"):
            self.far.close()

    def _back(self, message: str | bytes | None) -> None:
        if message is None:
            self.close()
        else:
            self.write_message(message, binary=isinstance(message, bytes))


async def main(port: int, target: str, path: str) -> None:
    """Serve until ended."""
    routes = [
        (path + r"/(jupyter/api/kernels/.*/channels)", Sockets, {"target": target}),
        (path + r"/(.*)", Pages, {"target": target}),
    ]
    Application(routes).listen(port, "127.0.0.1")
    sys.stdout.write(f"http://127.0.0.1:{port}{path}\n")
    sys.stdout.flush()
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), sys.argv[2], sys.argv[3]))
