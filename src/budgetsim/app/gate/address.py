"""The address under which browsers find the lab: decided at launch, whatever a request says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

SEGMENT = re.compile(r"[A-Za-z0-9._~@+-]+")
NAME = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)(\.(?!-)[a-z0-9-]{1,63}(?<!-))*")
DEFAULT_PORTS = {"http": 80, "https": 443}


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
        raise AddressError(
            f"{text!r} is not a path. Allowed are letters, digits and . _ ~ @ + - between slashes, as in /lab "
            "or /user/jo/proxy/8765"
        )
    if parts[0] in reserved:
        raise AddressError(
            f"{text!r} begins with the name of one of the lab's own addresses ({', '.join(sorted(reserved))}). "
            f"Take another, such as /lab/{parts[0]}"
        )
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
        raise AddressError(f"{text!r} is not an address like https://lab.example.org/lab")
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
        raise AddressError(
            f"{text!r} is not the name of a host. Give the name alone, without http:// and port, as in lab.example.org"
        )
    return name
