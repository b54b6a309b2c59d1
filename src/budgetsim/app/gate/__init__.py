"""What stands between the network and the lab's framework: it says what may pass, and passes on nothing else.

``gate.Gate`` is the ASGI application that the server runs; ``rules.Rules`` is what was decided at launch. Of the
framework's many routes a browser needs five: pages, existing files, the socket of its own session, a farewell, and a
pulse. Whatever else is asked, by whichever name, header or method, is answered here.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from dataclasses import dataclass, field
from html import escape
from typing import Any

from budgetsim.app.addresses import language_of, opening_language
from budgetsim.app.gate import headers
from budgetsim.app.gate.headers import client_of, is_own_host, is_own_origin, read_place
from budgetsim.app.gate.rates import Rates
from budgetsim.app.gate.routes import READING, ROOM, Folders, Kind, Passage, below, exists, find_passage
from budgetsim.app.gate.rules import TAKEN, Rules
from budgetsim.app.gate.seats import Seats
from budgetsim.language import Language, language

LONGEST_MESSAGE = 1_000_000
"""Characters or bytes. The longest message of a page has some thousands."""
MESSAGES = frozenset(
    {"comm_close", "comm_info_request", "comm_msg", "comm_open", "kernel_info_request", "shutdown_request"}
)
TARGETS = frozenset({"jupyter.widget.control", "solara.control"})
"""What a page may open: it asks for the widgets that the lab has made, and makes none itself."""
Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]
REFUSED, TOO_BIG = 1008, 1009
"""How a socket is closed: against the rules, and too long a message."""


def is_passable(message: str | bytes) -> bool:
    """Tell whether a message may reach the session."""
    if len(message) > LONGEST_MESSAGE:
        return False
    if isinstance(message, bytes):
        return False  # buffers, as of files that are uploaded
    try:
        content = json.loads(message)
        kind = content["header"]["msg_type"]
        target = content["content"].get("target_name") if kind == "comm_open" else None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return False
    return kind in MESSAGES and (kind != "comm_open" or target in TARGETS)


@dataclass(eq=False)
class Answer(Exception):  # noqa: N818 - an answer is no fault of the program
    """Ends the way of a request through the gate."""

    status: int
    said: str
    kind: str = "text/plain; charset=utf-8"
    more: list[tuple[str, str]] = field(default_factory=list)
    """Further headers."""

    @property
    def body(self) -> bytes:
        """What is said, as it is sent."""
        return self.said.encode("utf-8")


def foreign_host(name: str, query: str) -> Answer:
    """The request is meant for another machine, or for this one under a name that nobody gave it."""
    shown = name.encode("ascii", "replace").decode("ascii")[:200]
    return _line(421, "gate-foreign-host", query, name=repr(shown))


def lab_full(query: str) -> Answer:
    """All seats are taken."""
    answer = _page(503, "gate-full", query)
    answer.more.append(("retry-after", "30"))
    return answer


def _line(status: int, key: str, query: str, **values: str) -> Answer:
    return Answer(status, _speaker(query)(key, **values) + "\n")


def _speaker(query: str) -> Language:
    """Return the language that the address of a page asks for, or that the lab opens in."""
    return language(language_of(query) or opening_language())


def _page(status: int, key: str, query: str, more: str = "") -> Answer:
    speak = _speaker(query)
    title, text = escape(speak(key)), escape(speak(f"{key}.about"))
    style = "font: 1.1rem/1.5 system-ui, sans-serif; max-width: 34rem; margin: 12vh auto; padding: 0 1rem"
    page = (
        f'<!doctype html><html lang="{escape(speak.tag)}"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<title>{title} · budgetsim</title><body style="{style}">'
        f'<h1 style="font-size: 1.4rem">{title}</h1><p>{text}</p>{more}</body></html>\n'
    )
    return Answer(status, page, "text/html; charset=utf-8")


class Gate:
    """Passes on to the framework what a browser needs of the lab, and answers everything else itself.

    ``on_prefix`` is called once with the path below which a proxy says that it serves, if that is not the root path.
    ``rooms`` answers what is asked below ``/room``, which does not exist without it.
    """

    def __init__(
        self,
        app: Application,
        rules: Rules,
        folders: Folders,
        seats: Seats,
        on_prefix: Callable[[str], None] = lambda _path: None,
        rooms: Application | None = None,
    ) -> None:
        self.app, self.rules, self.folders, self.seats, self.rooms = app, rules, folders, seats, rooms
        self.rates = Rates()
        self.on_prefix: Callable[[str], None] | None = on_prefix

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        try:
            path = below(scope["path"], self.rules.address.root_path)
            if self.rooms is not None and scope["type"] == "http" and ROOM.fullmatch(path):
                await self._pass_to_rooms(self.rooms, path, scope, receive, send)
                return
            passage = self._checked(scope)
            await self._pass(passage, scope, receive, send)
        except Answer as answer:
            await self._answer(answer, scope, send)

    async def _pass_to_rooms(
        self, rooms: Application, path: str, scope: Scope, receive: Receive, send: Send
    ) -> None:
        """Let a room answer: it reads no header but cookies, and says who may see what."""
        query = scope["query_string"].decode("latin-1")
        self._check_names(scope, query)
        # Browsers say where a form came from, always.
        if scope["method"] not in READING and not headers.values(scope["headers"], b"origin"):
            raise _line(403, "gate-other-site", query)
        if not self.rates.allow(client_of(scope.get("client"))):
            raise _line(429, "room-fault-busy", query)
        passed = [pair for pair in scope["headers"] if pair[0].lower() in headers.PASSED_TO_ROOMS]
        inner = {**scope, "path": path, "raw_path": path.encode("utf-8"), "root_path": "", "headers": passed}
        await rooms(inner, receive, self._with_headers(send, [], headers.SOURCES_OF_ROOMS, kept=frozenset()))

    def _checked(self, scope: Scope) -> Passage:
        """Return what a request is for.

        Raises
        ------
        Answer
            If it is for nothing, for another lab, from another site's page, or brings what nobody asked for.
        """
        query = scope["query_string"].decode("latin-1")
        self._check_names(scope, query)
        passage = find_passage(
            below(scope["path"], self.rules.address.root_path),
            query,
            self.rules.areas,
            socket=scope["type"] == "websocket",
        )
        if passage is None or (passage.kind is Kind.FILE and not exists(passage.path, self.folders)):
            home = escape(self.rules.address.root_path + "/")
            raise _page(404, "gate-nothing-there", query, f'<p><a href="{home}">budgetsim</a></p>')
        if scope["type"] == "http":
            if scope["method"] not in passage.methods:
                refused = _line(405, "gate-method", query, method=repr(scope["method"]))
                refused.more.append(("allow", ", ".join(sorted(passage.methods))))
                raise refused
            length, coding = (
                headers.values(scope["headers"], name) for name in (b"content-length", b"transfer-encoding")
            )
            if length not in ([], ["0"]) or coding:
                raise _line(413, "gate-uploads", query)
        return passage

    def _check_names(self, scope: Scope, query: str) -> None:
        hosts = headers.values(scope["headers"], b"host")
        place = read_place(hosts[0]) if len(hosts) == 1 else None
        reached = str((scope.get("server") or ("",))[0])
        if place is None or not is_own_host(place, self.rules.machine | self.rules.named, reached):
            raise foreign_host(hosts[0] if hosts else "", query)
        origins = headers.values(scope["headers"], b"origin")
        # Browsers say where a socket's page came from, always.
        if (scope["type"] == "websocket" and len(origins) != 1) or not all(
            is_own_origin(origin, place, self.rules.named) for origin in origins
        ):
            raise _line(403, "gate-other-site", query)

    async def _pass(self, passage: Passage, scope: Scope, receive: Receive, send: Send) -> None:
        if passage.kind is Kind.KERNEL:
            await self._connect(passage, scope, receive, send)
            return
        known = headers.browser_of(scope["headers"])
        browser, address = known or headers.new_browser(), client_of(scope.get("client"))
        if passage.kind is Kind.PULSE:
            # Open pages ask now and then, so that a browser keeps its name as long as one is open.
            raise Answer(204, "", more=[headers.cookie_for(known, self.rules)] if known else [])
        if passage.kind is Kind.PAGE:
            self._heed(scope)
        if passage.kind is Kind.PAGE and not self.seats.has_room(browser, address):
            raise lab_full(passage.query)
        if passage.kind is Kind.FAREWELL and not (
            known and self.seats.leave(passage.kernel, known, passage.page)
        ):
            raise Answer(204, "")
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
            raise lab_full(passage.query)
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

    def _with_headers(
        self,
        send: Send,
        more: list[tuple[str, str]],
        sources: Mapping[str, str] = headers.SOURCES,
        kept: frozenset[bytes] = frozenset({b"set-cookie"}),
    ) -> Send:
        """Add headers to the answer; those that are ``kept`` for the gate are taken from it, as cookies are."""
        added = headers.encoded([*headers.protective(self.rules, sources), *more])
        replaced = {name for name, _ in added} | kept

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
        if is_passable(said):
            return message
        code = TOO_BIG if len(said) > LONGEST_MESSAGE else REFUSED
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
    answered = False

    async def nothing() -> Message:
        nonlocal answered
        if not answered:
            answered = True
            return {"type": "http.request", "body": b"", "more_body": False}
        while (message := await receive())["type"] != "http.disconnect":
            continue
        return message

    return nothing
