"""The ASGI application in front of the framework."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from budgetsim.app.gate import answers, frames, headers
from budgetsim.app.gate.answers import Answer
from budgetsim.app.gate.files import Folders, exists
from budgetsim.app.gate.hosts import client_of, is_own_host, is_own_origin, read_place
from budgetsim.app.gate.routes import Kind, Passage, below, find_passage
from budgetsim.app.gate.rules import TAKEN, Rules
from budgetsim.app.gate.seats import Seats

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]

REFUSED, TOO_BIG = 1008, 1009
"""How a socket is closed: against the rules, and too long a message."""


class Gate:
    """Passes on what a browser needs of the lab, and answers everything else itself.

    Parameters
    ----------
    app
        The framework.
    rules
        What was decided at launch.
    folders
        Where files are looked for.
    seats
        The sessions there are.
    on_prefix
        Called once with the path below which a proxy says that it serves, if that is not the root path.
    """

    def __init__(
        self,
        app: Application,
        rules: Rules,
        folders: Folders,
        seats: Seats,
        on_prefix: Callable[[str], None] = lambda _path: None,
    ) -> None:
        self.app, self.rules, self.folders, self.seats = app, rules, folders, seats
        self.on_prefix: Callable[[str], None] | None = on_prefix

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        try:
            passage = self._checked(scope)
            await self._pass(passage, scope, receive, send)
        except Answer as answer:
            await self._answer(answer, scope, send)

    def _checked(self, scope: Scope) -> Passage:
        """Return what a request is for.

        Raises
        ------
        Answer
            If it is for nothing, for another lab, from another site's page, or brings what nobody asked for.
        """
        self._check_names(scope)
        query = scope["query_string"].decode("latin-1")
        passage = find_passage(
            below(scope["path"], self.rules.address.root_path),
            query,
            self.rules.areas,
            socket=scope["type"] == "websocket",
        )
        if passage is None or (passage.kind is Kind.FILE and not exists(passage.path, self.folders)):
            raise answers.nothing_there(query, self.rules.address.root_path + "/")
        if scope["type"] == "http":
            if scope["method"] not in passage.methods:
                raise answers.no_such_method(passage.methods)
            if headers.values(scope["headers"], b"content-length") not in ([], ["0"]) or headers.values(
                scope["headers"], b"transfer-encoding"
            ):
                raise answers.body_unwanted()
        return passage

    def _check_names(self, scope: Scope) -> None:
        hosts = headers.values(scope["headers"], b"host")
        place = read_place(hosts[0]) if len(hosts) == 1 else None
        reached = str((scope.get("server") or ("",))[0])
        if place is None or not is_own_host(place, self.rules.machine | self.rules.named, reached):
            raise answers.foreign_host(hosts[0] if hosts else "")
        origins = headers.values(scope["headers"], b"origin")
        # Browsers say where a socket's page came from, always.
        if (scope["type"] == "websocket" and len(origins) != 1) or not all(
            is_own_origin(origin, place, self.rules.named) for origin in origins
        ):
            raise answers.foreign_origin()

    async def _pass(self, passage: Passage, scope: Scope, receive: Receive, send: Send) -> None:
        if passage.kind is Kind.KERNEL:
            await self._connect(passage, scope, receive, send)
            return
        known = headers.browser_of(scope["headers"])
        browser, address = known or headers.new_browser(), client_of(scope.get("client"))
        if passage.kind is Kind.PULSE:
            # Open pages ask now and then, so that a browser keeps its name as long as one is open.
            raise answers.done(*([headers.cookie_for(known, self.rules)] if known else []))
        if passage.kind is Kind.PAGE:
            self._heed(scope)
        if passage.kind is Kind.PAGE and not self.seats.has_room(browser, address):
            raise answers.full(passage.query)
        if passage.kind is Kind.FAREWELL and not (
            known and self.seats.leave(passage.kernel, known, passage.page)
        ):
            raise answers.done()
        named = [headers.cookie_for(browser, self.rules)] if passage.kind is Kind.PAGE else []
        await self.app(
            self._inner(passage, scope, browser),
            _without_body(receive),
            self._with_headers(send, [*named, *([headers.NO_STORE] if named else [])]),
        )

    def _heed(self, scope: Scope) -> None:
        said = headers.prefix_of(scope["headers"], TAKEN)
        if self.on_prefix is not None and said not in ("", self.rules.address.root_path):
            self.on_prefix(said)
            self.on_prefix = None

    async def _connect(self, passage: Passage, scope: Scope, receive: Receive, send: Send) -> None:
        browser, address = headers.browser_of(scope["headers"]), client_of(scope.get("client"))
        if browser is None or not self.seats.take(passage.kernel, browser, address, passage.page):
            raise answers.full(passage.query)
        line = _Line(receive, send, headers.encoded([headers.cookie_for(browser, self.rules)]))
        try:
            await self.app(self._inner(passage, scope, browser), line.receive, line.send)
        finally:
            self.seats.rise(passage.kernel)

    def _inner(self, passage: Passage, scope: Scope, browser: str) -> Scope:
        """Return a request as the framework sees it: of the root path and address nothing but what launch said."""
        address, socket = self.rules.address, scope["type"] == "websocket"
        # The framework takes the root path off a page's address; other routes it knows without.
        path = address.root_path + passage.path if passage.kind is Kind.PAGE else passage.path
        secure = address.scheme == "https"
        return {
            **scope,
            "scheme": ("wss" if secure else "ws") if socket else address.scheme,
            "path": path,
            "raw_path": path.encode("utf-8"),
            "root_path": "",
            "query_string": passage.query.encode("latin-1"),
            "server": (address.host, address.port),
            "headers": headers.passed_on(scope["headers"], self.rules, browser, socket=socket),
        }

    def _with_headers(self, send: Send, more: list[tuple[str, str]]) -> Send:
        """Add headers to the answer; cookies are the gate's alone."""
        added = headers.encoded([*headers.protective(self.rules), *more])
        replaced = {name for name, _ in added} | {b"set-cookie"}

        async def start_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                kept = [pair for pair in message.get("headers", []) if pair[0].lower() not in replaced]
                message = {**message, "headers": [*kept, *added]}
            await send(message)

        return start_with_headers

    async def _answer(self, answer: Answer, scope: Scope, send: Send) -> None:
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": REFUSED, "reason": ""})
            return
        said = [("content-type", answer.kind), ("content-length", str(len(answer.body)))]
        more = [headers.NO_STORE, *(said if answer.body else []), *answer.more]
        say = self._with_headers(send, more)
        await say({"type": "http.response.start", "status": answer.status, "headers": []})
        await say({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else answer.body})


class _Line:
    """A session's socket: messages that do not pass end it, and nothing of them arrives."""

    def __init__(self, receive: Receive, send: Send, accepting: headers.Raw) -> None:
        self._receive, self._send, self._accepting = receive, send, accepting
        self._closed = False

    async def receive(self) -> Message:
        message = await self._receive()
        if message["type"] != "websocket.receive" or self._closed:
            return message
        said = message["text"] if message.get("text") is not None else message.get("bytes") or b""
        if frames.passes(said):
            return message
        code = TOO_BIG if len(said) > frames.LONGEST else REFUSED
        await self.send({"type": "websocket.close", "code": code, "reason": ""})
        return {"type": "websocket.disconnect", "code": code}

    async def send(self, message: Message) -> None:
        if self._closed:
            return
        if message["type"] == "websocket.accept":
            message = {**message, "headers": [*message.get("headers", []), *self._accepting]}
        self._closed = message["type"] == "websocket.close"
        await self._send(message)


def _without_body(receive: Receive) -> Receive:
    """Return what tells the framework that a request has no body, and later that the client has gone."""
    told = False

    async def nothing() -> Message:
        nonlocal told
        if not told:
            told = True
            return {"type": "http.request", "body": b"", "more_body": False}
        while (message := await receive())["type"] != "http.disconnect":
            continue
        return message

    return nothing
