"""The lab's gate in front of an application that notes what reaches it, and how a test asks it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from apart import run_apart

from budgetsim.app.gate import Gate, headers
from budgetsim.app.gate.routes import FILES
from budgetsim.app.gate.rules import Rules, read_rules
from budgetsim.app.gate.seats import Seats

KERNEL, OTHER = "877b3430-2486-4480-b533-3dd8588f8708", "13c700ac-9f77-4a22-aa67-e626ef936c90"
PAGE_ID = "1af29bf4-9063-4b3a-bfbd-ff03a1271c5a"
BROWSER = "baec27ec-1ed3-46fb-9046-1aa995355dc5"
HOST = "127.0.0.1:8765"


@dataclass
class Stub:
    """An application that answers everything and keeps what it was asked."""

    scopes: list[dict[str, Any]] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)
    heard: list[Any] = field(default_factory=list)

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        self.scopes.append(scope)
        if scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.accept"})
            while (message := await receive())["type"] == "websocket.receive":
                self.heard.append(message.get("text", message.get("bytes")))
            return
        self.bodies.append((await receive())["body"])
        cookie = (b"Set-Cookie", b"solara-session-id=x; expires=Fri, 01 Jan 2038 00:00:00 GMT")
        await send({"type": "http.response.start", "status": 200, "headers": [cookie]})
        await send({"type": "http.response.body", "body": b"stub"})


@dataclass
class Answered:
    """What a client got."""

    sent: list[dict[str, Any]]

    @property
    def status(self) -> int:
        return int(self.sent[0].get("status", self.sent[0].get("code", 0)))

    def header(self, name: str) -> str | None:
        found = [value for key, value in self.sent[0].get("headers", []) if key.lower() == name.encode()]
        return found[0].decode() if found else None

    @property
    def body(self) -> str:
        return b"".join(part.get("body", b"") for part in self.sent).decode()


@dataclass
class Door:
    """The gate, and how to ask it."""

    stub: Stub
    gate: Gate

    def ask(
        self,
        path: str,
        method: str = "GET",
        *,
        body: bytes = b"",
        client: str = "127.0.0.1",
        reached: str = "127.0.0.1",
        **named: str | None,
    ) -> Answered:
        kind = {"type": "http", "method": method, "scheme": "http"}
        incoming = [{"type": "http.request", "body": body, "more_body": False}]
        return self._call(path, kind | _met(client, reached), incoming, named)

    def connect(
        self,
        path: str,
        messages: list[str | bytes] | None = None,
        client: str = "127.0.0.1",
        **named: str | None,
    ) -> Answered:
        said = [
            {"type": "websocket.receive", "text" if isinstance(message, str) else "bytes": message}
            for message in messages or []
        ]
        incoming = [{"type": "websocket.connect"}, *said, {"type": "websocket.disconnect", "code": 1000}]
        kind = {"type": "websocket", "scheme": "ws"}
        usual = {"origin": f"http://{HOST}", "cookie": f"{headers.COOKIE}={BROWSER}"}
        return self._call(path, kind | _met(client, "127.0.0.1"), incoming, usual | named)

    def _call(self, path: str, kind: dict[str, Any], incoming: list[Any], named: dict[str, Any]) -> Answered:
        sent: list[Any] = []
        told = {"host": HOST} | {name.replace("_", "-"): value for name, value in named.items()}
        bare, _, query = path.partition("?")
        scope = {
            **kind,
            "path": bare,
            "raw_path": bare.encode(),
            "query_string": query.encode(),
            "root_path": "",
            "headers": [(k.encode(), v.encode()) for k, v in told.items() if v is not None],
        }

        async def receive() -> Any:
            return incoming.pop(0)

        async def send(message: Any) -> None:
            sent.append(message)

        run_apart(self.gate(scope, receive, send))
        return Answered(sent)


def _met(client: str, reached: str) -> dict[str, Any]:
    return {"client": (client, 50_000), "server": (reached, 8765)}


def door_of(folder: Path, rules: Rules | None = None, seats: Seats | None = None) -> Door:
    """A gate whose files lie below a folder."""
    rules = rules or read_rules().at("127.0.0.1", 8765, "127.0.0.1")
    seats = seats or Seats(rules.sessions, rules.sessions_by_address, rules.idle_seconds)
    stub = Stub()
    return Door(stub, Gate(stub, rules, {start: (folder / start.strip("/"),) for start in FILES}, seats))


def socket_of(kernel: str = KERNEL, page: str = PAGE_ID) -> str:
    return f"/jupyter/api/kernels/{kernel}/channels?session_id={page}"


def furnish(tmp_path: Path) -> Path:
    """Files as the framework has them, and a secret beside them."""
    cdn = tmp_path / "_solara" / "cdn"
    (cdn / "echarts@5.4.0" / "dist").mkdir(parents=True)
    (cdn / "echarts@5.4.0" / "dist" / "echarts.js").write_text("chart()")
    (cdn / "echarts@5.4.0" / "package.js").mkdir()
    (tmp_path / "secret.js").write_text("secret")
    (cdn / "echarts@5.4.0" / "linked.js").symlink_to(tmp_path / "secret.js")
    (cdn / "away").symlink_to(tmp_path)
    assets = tmp_path / "static" / "assets"
    assets.mkdir(parents=True)
    (assets / "style.css").write_text("a {}")
    (assets / "code.py").write_text("secret")
    (assets / ".hidden.js").write_text("secret")
    return tmp_path
