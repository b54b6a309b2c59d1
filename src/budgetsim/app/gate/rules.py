"""What is decided at launch: the address under which browsers find the lab, its names, and its limits."""

from __future__ import annotations

import re
import socket
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from ipaddress import ip_address
from typing import TypeVar
from urllib.parse import urlsplit

from budgetsim.app.addresses import PATHS
from budgetsim.app.gate.routes import RESERVED
from budgetsim.language import told

SEGMENT = re.compile(r"[A-Za-z0-9._~@+-]+")
NAME = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)(\.(?!-)[a-z0-9-]{1,63}(?<!-))*")
DEFAULT_PORTS = {"http": 80, "https": 443}
T = TypeVar("T")
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
"""Names under which a machine knows itself."""
EVERY_ADDRESS = frozenset({"0.0.0.0", "::", ""})  # noqa: S104 - only compared
SESSIONS, SESSIONS_BY_ADDRESS, IDLE_MINUTES = 120, 80, 5
"""A class of sixty behind one address has room, with a second page for some of them."""


class AddressError(ValueError):
    """An address that cannot be the lab's; the message says what came and what is allowed."""


@dataclass(frozen=True)
class Address:
    """Where browsers find the lab."""

    scheme: str
    """``http`` or ``https``."""
    host: str
    """Name or number of the machine that they ask, without brackets."""
    port: int
    root_path: str = ""
    """Path below which everything lies, such as ``/lab``; empty where the lab has a host or port of its own."""

    @property
    def place(self) -> str:
        """Host and port as they stand in a ``Host`` header."""
        shown = f"[{self.host}]" if ":" in self.host else self.host
        return shown if self.port == DEFAULT_PORTS[self.scheme] else f"{shown}:{self.port}"

    @property
    def url(self) -> str:
        """The whole address, with a slash at its end."""
        return f"{self.scheme}://{self.place}{self.root_path}/"


def read_root_path(text: str, reserved: frozenset[str]) -> str:
    """Return a root path with a slash before it and none after it.

    Parameters
    ----------
    text
        As typed; ``/`` and nothing mean that the lab has a host or port of its own.
    reserved
        First parts of the lab's own addresses: a root path that began with one could not be told from them.

    Raises
    ------
    AddressError
        If it is no path, or begins with a reserved part.
    """
    parts = text.strip().strip("/").split("/")
    if parts == [""]:
        return ""
    if not all(SEGMENT.fullmatch(part) and part.strip(".") for part in parts):
        raise AddressError(told("gate-fault-path", text=repr(text)))
    if parts[0] in reserved:
        known = ", ".join(sorted(reserved))
        raise AddressError(told("gate-fault-reserved", text=repr(text), known=known, first=parts[0]))
    return "/" + "/".join(parts)


def read_url(text: str, reserved: frozenset[str]) -> Address:
    """Return the address that a whole URL names.

    Raises
    ------
    AddressError
        If it is no http or https address, or holds more than host, port and path.
    """
    try:
        parts = urlsplit(text.strip())
        port, host = parts.port, parts.hostname
    except ValueError:
        parts, port, host = urlsplit(""), None, None
    if parts.scheme not in DEFAULT_PORTS or not host or parts.query or parts.fragment or parts.username:
        raise AddressError(told("gate-fault-url", text=repr(text)))
    return Address(
        parts.scheme,
        read_name(host),
        port or DEFAULT_PORTS[parts.scheme],
        read_root_path(parts.path, reserved),
    )


def read_name(text: str) -> str:
    """Return a host's name or number in small letters, without brackets.

    Raises
    ------
    AddressError
        If it is neither; an asterisk is refused too, since it would let every page of the internet in.
    """
    name = text.strip().lower().rstrip(".").removeprefix("[").removesuffix("]")
    try:
        return str(ip_address(name))
    except ValueError:
        pass
    if len(name) > 253 or not NAME.fullmatch(name):
        raise AddressError(told("gate-fault-host", text=repr(text)))
    return name


AREAS = frozenset(path.strip("/") for path in PATHS.values())
TAKEN = RESERVED | (AREAS - {""})
"""First parts of the lab's own addresses."""


@dataclass(frozen=True)
class Rules:
    """Addresses, names and limits of one lab."""

    address: Address
    """Where browsers find the lab."""
    areas: frozenset[str] = AREAS
    """First parts of the addresses of pages; the empty one is the opening page."""
    machine: frozenset[str] = LOOPBACK
    """Names of this machine under which it may be asked."""
    named: frozenset[str] = frozenset()
    """Further names that were allowed at launch, as a proxy's; their pages may ask on any port."""
    embedders: tuple[str, ...] = ()
    """Origins whose pages may show the lab in a frame."""
    sessions: int = SESSIONS
    sessions_by_address: int = SESSIONS_BY_ADDRESS
    idle_seconds: float = 60.0 * IDLE_MINUTES
    """How long a session without a connection is kept."""

    def at(self, host: str, port: int, shown: str) -> Rules:
        """Return the rules of a lab that listens at a host (as typed: a wildcard stands for all names) and port.

        ``shown`` is the host that browsers are told, unless a base address was given.
        """
        names = LOOPBACK | ({host.lower()} if host not in EVERY_ADDRESS else own_names(socket.gethostname()))
        address = self.address
        if not address.host:
            address = replace(address, host=shown, port=port)
        return replace(self, address=address, machine=names)


def own_names(hostname: str) -> frozenset[str]:
    """Return the names under which a network knows a machine; its numbers need no naming."""
    first = hostname.lower().partition(".")[0]
    return frozenset(
        name for name in (hostname.lower(), first, f"{first}.local") if first and NAME.fullmatch(name)
    )


def read_rules(
    root_path: str = "",
    base_url: str | None = None,
    allowed: Sequence[str] = (),
    embedders: Sequence[str] = (),
) -> Rules:
    """Read what was typed about addresses; limits have their usual values, host and port are added by ``Rules.at``.

    Raises
    ------
    AddressError
        With all faults at once, each with the flag that it came by.
    """
    faults: list[str] = []

    def read(flag: str, function: Callable[[], T], otherwise: T) -> T:
        try:
            return function()
        except AddressError as error:
            faults.append(f"{flag}{told('fault-colon')}{error}")
            return otherwise

    path = read("--root-path", partial(read_root_path, root_path, TAKEN), "")
    address = Address("http", "", 0, path)
    if base_url is not None:
        address = read("--base-url", partial(read_url, base_url, TAKEN), address)
        if path and not faults and address.root_path != path:
            faults.append(told("gate-fault-two-paths", path=path, url=base_url))
    named = {read("--allow-host", partial(read_name, host), "") for host in allowed} - {""}
    frames = tuple(read("--embed-in", partial(read_origin, place), "") for place in embedders)
    if faults:
        raise AddressError("\n".join(faults))
    return Rules(address, named=frozenset(named | ({address.host} - {""})), embedders=frames)


def read_origin(text: str) -> str:
    """Return an origin such as ``https://moodle.example.org``, as policies for browsers name it.

    Raises
    ------
    AddressError
        If it is none.
    """
    match = re.fullmatch(r"(https?)://([^/:]+)(:[0-9]{1,5})?/?", text.strip().lower())
    with suppress(AddressError):
        if match is not None and match[1] in DEFAULT_PORTS:
            return f"{match[1]}://{read_name(match[2])}{match[3] or ''}"
    raise AddressError(told("gate-fault-origin", text=repr(text)))
