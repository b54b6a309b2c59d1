"""What headers say: who is meant and who asks, what is passed on, and what an answer carries.

A page of another site can make a browser ask this machine. Its requests carry that site as their ``Origin``; and where
it has the browser take its own name for this machine's number, that name as their ``Host``.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from ipaddress import IPv6Address, ip_address, ip_network
from uuid import UUID

from budgetsim.app.gate.rules import DEFAULT_PORTS, AddressError, Rules, read_root_path

HOST = re.compile(r"(?P<name>[a-z0-9.-]+|\[[0-9a-f:.]+\])(:(?P<port>[0-9]{1,5}))?")
HOME_NETWORK = 64
"""Leading bits of an IPv6 address that one customer shares; the rest is the customer's to choose."""
Raw = list[tuple[bytes, bytes]]
PASSED = frozenset(
    {b"accept", b"accept-encoding", b"accept-language", b"if-modified-since", b"if-none-match", b"user-agent"}
)
"""What a page or a file may depend on. Whatever would tell the framework where it is served stays outside."""
PASSED_TO_ROOMS = frozenset({b"cookie", b"content-type", b"content-length", b"room-part"})
PASSED_TO_SOCKETS = frozenset({b"connection", b"upgrade", b"user-agent"})
PREFIXES = (
    b"x-proxycontextpath",
    b"x-forwarded-prefix",
    b"x-script-name",
    b"script-name",
    b"x-forwarded-context",
)
"""In which proxies say below which path they serve. Nothing follows from it but a word on the terminal."""
COOKIE, COOKIE_OF_FRAMEWORK = "budgetsim-lab", "solara-session-id"
COOKIE_SECONDS = 2 * 60 * 60
"""How long a browser keeps its name after it last opened a page or connected; an open page outlives it."""
LONGEST_COOKIES = 16_384
NO_STORE = ("cache-control", "no-store")


@dataclass(frozen=True)
class Place:
    """Host and port as a header names them."""

    name: str
    port: int | None


def read_place(header: str | None) -> Place | None:
    """Return what a ``Host`` header names, or None if it names nothing."""
    match = HOST.fullmatch((header or "").lower())
    if match is None:
        return None
    name = match["name"].strip("[]").rstrip(".")
    return Place(_plain(name), int(match["port"]) if match["port"] else None)


def is_own_host(place: Place | None, names: frozenset[str], reached: str) -> bool:
    """Tell whether a request is meant for this lab: by one of its names or numbers, or the number it came in at."""
    return place is not None and place.name in names | {_plain(reached)}


def is_own_origin(origin: str, place: Place, named: frozenset[str]) -> bool:
    """Tell whether the page that asks is the lab's own, by its ``Origin`` header, such as ``https://lab.example.org``.

    A page of the host and port that ``Host`` names is; so is one of a host that was named at launch, on any port, since
    a proxy may change ``Host`` on its way.
    """
    scheme, _, rest = origin.lower().partition("://")
    asking = read_place(rest)
    if scheme not in DEFAULT_PORTS or asking is None:
        return False
    usual = DEFAULT_PORTS[scheme]
    same = asking.name == place.name and (asking.port or usual) == (place.port or usual)
    return same or asking.name in named


def client_of(scope_client: tuple[str, int] | list[object] | None) -> str:
    """Return what a client is counted by: its number, or its network where it may choose among many numbers."""
    given = str(scope_client[0]) if scope_client else ""
    try:
        number = ip_address(given)
    except ValueError:
        return given or "unknown"
    if isinstance(number, IPv6Address):
        if number.ipv4_mapped is not None:
            return str(number.ipv4_mapped)
        return str(ip_network(f"{number}/{HOME_NETWORK}", strict=False))
    return str(number)


def _plain(name: str) -> str:
    try:
        number = ip_address(name)
    except ValueError:
        return name
    mapped = number.ipv4_mapped if isinstance(number, IPv6Address) else None
    return str(mapped or number)


BROWSER = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")


def values(headers: Iterable[tuple[bytes, bytes]], name: bytes) -> list[str]:
    """Return all values of a header."""
    return [value.decode("latin-1") for key, value in headers if key.lower() == name]


def prefix_of(headers: Raw, reserved: frozenset[str]) -> str:
    """Return the path below which a proxy says that it serves, or nothing."""
    for name in PREFIXES:
        for value in values(headers, name):
            with suppress(AddressError):
                return read_root_path(value, reserved)
    return ""


def browser_of(headers: Raw) -> str | None:
    """Return the name that the lab gave a browser, if it brings one."""
    cookies: SimpleCookie = SimpleCookie()
    for line in values(headers, b"cookie"):
        try:
            cookies.load(line[:LONGEST_COOKIES])
        except CookieError:
            continue
    cookie = cookies.get(COOKIE)
    return cookie.value if cookie is not None and BROWSER.fullmatch(cookie.value) else None


def new_browser() -> str:
    """Return a name that nobody can guess."""
    return str(UUID(bytes=secrets.token_bytes(16), version=4))


def passed_on(headers: Raw, rules: Rules, browser: str, *, socket: bool) -> Raw:
    """Return the headers of a request as the framework gets them: ``Host`` is what was said at launch."""
    wanted = PASSED_TO_SOCKETS if socket else PASSED
    kept = [
        (key.lower(), value)
        for key, value in headers
        if key.lower() in wanted or (socket and key.lower().startswith(b"sec-websocket-"))
    ]
    return [
        (b"host", rules.address.place.encode("ascii")),
        *kept,
        (b"cookie", f"{COOKIE_OF_FRAMEWORK}={browser}".encode("ascii")),
    ]


def cookie_for(browser: str, rules: Rules) -> tuple[str, str]:
    """Return the header that gives a browser its name: out of reach for scripts, and soon forgotten."""
    # A frame of another site gets no cookie otherwise; browsers allow that over https alone.
    foreign = bool(rules.embedders) and rules.address.scheme == "https"
    parts = [
        f"{COOKIE}={browser}",
        f"Path={rules.address.root_path or '/'}",
        f"Max-Age={COOKIE_SECONDS}",
        "HttpOnly",
        "SameSite=None" if foreign else "SameSite=Lax",
        *(["Secure"] if rules.address.scheme == "https" else []),
        *(["Partitioned"] if foreign else []),
    ]
    return "set-cookie", "; ".join(parts)


SOURCES = {
    # Pages hold scripts of their own, and components are compiled in the browser.
    "default-src": "'self'",
    "script-src": "'self' 'unsafe-inline' 'unsafe-eval'",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "font-src": "'self' data:",
    "connect-src": "'self'",
    "object-src": "'none'",
}
"""What the framework's pages may load."""
SOURCES_OF_ROOMS = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "connect-src": "'self'",
}
"""What pages of rooms may load: they hold no scripts or styles, only the names of their files."""


def protective(rules: Rules, sources: Mapping[str, str] = SOURCES) -> list[tuple[str, str]]:
    """Return the headers that every answer carries."""
    policy = {
        **sources,
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": " ".join(("'self'", *rules.embedders)),
    }
    return [
        ("content-security-policy", "; ".join(f"{name} {what}" for name, what in policy.items())),
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
    ]


def encoded(headers: Iterable[tuple[str, str]]) -> Raw:
    """Return headers as they are sent."""
    return [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers]
