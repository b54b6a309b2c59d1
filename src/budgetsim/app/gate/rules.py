"""What is decided at launch about who may ask the lab what."""

from __future__ import annotations

import re
import socket
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeVar

from budgetsim.app.areas import PATHS
from budgetsim.app.gate.address import (
    DEFAULT_PORTS,
    NAME,
    Address,
    AddressError,
    read_name,
    read_root_path,
    read_url,
)
from budgetsim.app.gate.hosts import LOOPBACK
from budgetsim.app.gate.routes import RESERVED

T = TypeVar("T")

AREAS = frozenset(path.strip("/") for path in PATHS.values())
EVERY_ADDRESS = frozenset({"0.0.0.0", "::", ""})  # noqa: S104 - only compared
TAKEN = RESERVED | (AREAS - {""})
"""First parts of the lab's own addresses."""
SESSIONS, SESSIONS_BY_ADDRESS, IDLE_MINUTES = 120, 80, 5
"""A class of sixty behind one address has room, with a second page for some of them."""


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
        """Return the rules of a lab that listens at a host and port.

        Parameters
        ----------
        host
            As typed: a wildcard stands for all names of the machine.
        port
            Where it listens.
        shown
            Host that browsers are told, unless a base address was given.
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
            faults.append(f"{flag}: {error}")
            return otherwise

    path = read("--root-path", partial(read_root_path, root_path, TAKEN), "")
    address = Address("http", "", 0, path)
    if base_url is not None:
        address = read("--base-url", partial(read_url, base_url, TAKEN), address)
        if path and not faults and address.root_path != path:
            faults.append(f"--root-path {path} is not the path of --base-url {base_url}: give one of the two")
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
    found = re.fullmatch(r"(https?)://([^/:]+)(:[0-9]{1,5})?/?", text.strip().lower())
    with suppress(AddressError):
        if found is not None and found[1] in DEFAULT_PORTS:
            return f"{found[1]}://{read_name(found[2])}{found[3] or ''}"
    raise AddressError(f"{text!r} is not an origin like https://moodle.example.org")
