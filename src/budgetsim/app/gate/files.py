"""Files that pages load: existing regular files below few folders, and nothing else.

The framework would fetch a file that it lacks from the internet and write it to disk, would follow links out of its
folders, and would remove a folder that stands where it expects a file. So it is asked for nothing but what is there.
"""

from __future__ import annotations

import stat
from collections.abc import Mapping, Sequence
from pathlib import Path

from budgetsim.app.gate.routes import FILES

SUFFIXES = frozenset(
    {".css", ".eot", ".gif", ".ico", ".jpg", ".js", ".json", ".map", ".mjs", ".png", ".svg", ".ttf", ".wasm"}
    | {".webp", ".woff", ".woff2"}
)
"""What browsers load for a page: scripts, styles, fonts, pictures."""

Folders = Mapping[str, Sequence[Path]]
"""Folders in which a file of each of ``routes.FILES`` is looked for, in this order."""


def exists(path: str, folders: Folders) -> bool:
    """Tell whether a path below the root path names a file that may be served.

    Parameters
    ----------
    path
        Of clean parts, as ``routes.find_passage`` has made sure.
    folders
        Where to look.
    """
    start = next((start for start in FILES if path.startswith(start)), None)
    if start is None or Path(path).suffix.lower() not in SUFFIXES:
        return False
    rest = path[len(start) :]
    for folder in folders.get(start, ()):
        found = folder / rest
        try:
            found.lstat()
        except (OSError, ValueError):
            continue
        return _is_regular(found, folder)
    return False


def _is_regular(found: Path, folder: Path) -> bool:
    """A regular file, reached without a link below the folder."""
    try:
        inside = found.resolve(strict=True) == folder.resolve(strict=True) / found.relative_to(folder)
        return inside and stat.S_ISREG(found.lstat().st_mode)
    except (OSError, ValueError, RuntimeError):
        return False
