"""The five kinds of requests that a browser makes of the lab. What is none of them does not exist.

The framework would fetch a file that it lacks from the internet and write it to disk, would follow links out of its
folders, and would remove a folder that stands where it expects a file. So it is asked for nothing but what is there:
existing regular files below few folders.
"""

from __future__ import annotations

import re
import stat
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from urllib.parse import parse_qsl

READING = frozenset({"GET", "HEAD"})
PART = re.compile(r"[A-Za-z0-9@_+-][A-Za-z0-9@._+-]*")
ADDRESS = re.compile(r"/(?:([a-z]+)(?:/[A-Za-z0-9_-]+){0,2}/?)?")
"""Of a page: an area, and what the area has below it, such as a lesson."""
IDENTITY = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
"""A browser names its session and its page by random numbers of this form."""
KERNEL = re.compile(rf"/jupyter/api/kernels/({IDENTITY})/channels")
FAREWELL = re.compile(rf"/_solara/api/close/({IDENTITY})")
PULSE = "/readyz"
FILES = ("/_solara/cdn/", "/static/assets/", "/static/", "/jupyter/nbextensions/")
"""Where the framework's pages ask for files; the first that fits counts."""
ROOM = re.compile(r"/room(?:/[A-Za-z0-9.]+){0,3}")
"""Of pages of rooms."""
RESERVED = frozenset({"_solara", "jupyter", "readyz", "room", "static"})
LONGEST_QUERY = 8_192
STRANGERS = frozenset({"kernelid", "modelid", "solara-no-close-beacon"})
"""Words in a page's address with which the framework would open somebody's session or keep one."""
SUFFIXES = frozenset(
    {".css", ".eot", ".gif", ".ico", ".jpg", ".js", ".json", ".map", ".mjs", ".png", ".svg", ".ttf", ".wasm"}
    | {".webp", ".woff", ".woff2"}
)
"""What browsers load for a page: scripts, styles, fonts, pictures."""
Folders = Mapping[str, Sequence[Path]]
"""Folders in which a file of each of ``FILES`` is looked for, in this order."""


class Kind(Enum):
    """What a request is for."""

    PAGE = "a page of the lab"
    FILE = "a file that pages need"
    KERNEL = "the socket of a session"
    FAREWELL = "a page that says that it is closed"
    PULSE = "whether the lab answers"


@dataclass(frozen=True)
class Passage:
    """A request that exists."""

    kind: Kind
    path: str
    """Below the root path."""
    methods: frozenset[str] = READING
    query: str = ""
    """What is passed on of the part after the question mark."""
    kernel: str = ""
    page: str = ""
    """Who says it: session and page, for sockets and farewells."""


def below(path: str, root_path: str) -> str:
    """Return a path without the root path, whether or not a proxy has stripped it."""
    if root_path and (path == root_path or path.startswith(root_path + "/")):
        path = path[len(root_path) :]
    return path or "/"


def find_passage(path: str, query: str, areas: frozenset[str], *, socket: bool) -> Passage | None:
    """Return what a request is for, or None if the lab has nothing there.

    The path is decoded and lies below the root path, the query is as it came; ``areas`` are the first parts of the
    pages' addresses, and ``socket`` says whether the request opens a web socket.
    """
    if socket:
        match = KERNEL.fullmatch(path)
        return _of_session(Kind.KERNEL, match, query, frozenset({"GET"}))
    if path == PULSE:
        return Passage(Kind.PULSE, path)
    match = FAREWELL.fullmatch(path)
    if match is not None:
        return _of_session(Kind.FAREWELL, match, query, frozenset({"POST"}))
    if path.startswith(FILES):
        return _file(path, query)
    return _page(path, query, areas)


def _of_session(
    kind: Kind, match: re.Match[str] | None, query: str, methods: frozenset[str]
) -> Passage | None:
    page = dict(parse_qsl(query[:LONGEST_QUERY])).get("session_id", "")
    if match is None or not re.fullmatch(IDENTITY, page):
        return None
    return Passage(kind, match[0], methods, f"session_id={page}", kernel=match[1], page=page)


def _file(path: str, query: str) -> Passage | None:
    parts = path[1:].split("/")
    if not all(PART.fullmatch(part) for part in parts):
        return None
    version = query if re.fullmatch(r"[A-Za-z0-9=._-]{0,80}", query) else ""
    return Passage(Kind.FILE, path, query=version)


def _page(path: str, query: str, areas: frozenset[str]) -> Passage | None:
    match = ADDRESS.fullmatch(path)
    if match is None or (match[1] or "") not in areas or len(query) > LONGEST_QUERY:
        return None
    if STRANGERS & {word.lower() for word, _ in parse_qsl(query, keep_blank_values=True)}:
        return None
    return Passage(Kind.PAGE, path, query=query)


def exists(path: str, folders: Folders) -> bool:
    """Tell whether a path below the root path, of clean parts (``find_passage``), names a file that may be served."""
    start = next((start for start in FILES if path.startswith(start)), None)
    if start is None or Path(path).suffix.lower() not in SUFFIXES:
        return False
    rest = path[len(start) :]
    for folder in folders.get(start, ()):
        file = folder / rest
        try:
            file.lstat()
        except (OSError, ValueError):
            continue
        return _is_regular(file, folder)
    return False


def _is_regular(file: Path, folder: Path) -> bool:
    """A regular file, reached without a link below the folder."""
    try:
        inside = file.resolve(strict=True) == folder.resolve(strict=True) / file.relative_to(folder)
        return inside and stat.S_ISREG(file.lstat().st_mode)
    except (OSError, ValueError, RuntimeError):
        return False
