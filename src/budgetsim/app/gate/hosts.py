"""Who a request is meant for and where its page came from: the lab's own names, and nobody else's.

A page of another site can make a browser ask this machine. Its requests carry that site as their ``Origin``; and where
it has the browser take its own name for this machine's number, that name as their ``Host``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address, ip_network

from budgetsim.app.gate.address import DEFAULT_PORTS

HOST = re.compile(r"(?P<name>[a-z0-9.-]+|\[[0-9a-f:.]+\])(:(?P<port>[0-9]{1,5}))?")
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
HOME_NETWORK = 64
"""Leading bits of an IPv6 address that one customer shares; the rest is the customer's to choose."""


@dataclass(frozen=True)
class Place:
    """Host and port as a header names them."""

    name: str
    port: int | None


def read_place(header: str | None) -> Place | None:
    """Return what a ``Host`` header names, or None if it names nothing."""
    found = HOST.fullmatch((header or "").lower())
    if found is None:
        return None
    name = found["name"].strip("[]").rstrip(".")
    return Place(_plain(name), int(found["port"]) if found["port"] else None)


def is_own_host(place: Place | None, names: frozenset[str], reached: str) -> bool:
    """Tell whether a request is meant for this lab.

    Parameters
    ----------
    place
        What the request's ``Host`` names.
    names
        Names and numbers that are the lab's.
    reached
        Number of this machine that the connection came in at; it needs no naming.
    """
    return place is not None and place.name in names | {_plain(reached)}


def is_own_origin(origin: str, place: Place, named: frozenset[str]) -> bool:
    """Tell whether the page that asks is the lab's own.

    Parameters
    ----------
    origin
        The ``Origin`` header, such as ``https://lab.example.org``.
    place
        What ``Host`` names: a page of the same host and port is the lab's own.
    named
        Hosts that were named at launch, on any port: a proxy may change ``Host`` on its way.
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
