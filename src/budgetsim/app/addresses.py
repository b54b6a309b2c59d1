"""Addresses inside the lab: the areas, the pages that guide to them, and which language a session reads.

The address says the language, else the session's last choice, else the lab's default.
"""

from __future__ import annotations

import os
from urllib.parse import parse_qs

from budgetsim.language import DEFAULT, LANGUAGES

AREAS = ("explore", "play", "lessons", "inspect")
"""Where something is done; they stand in the navigation."""
GUIDE = ("start", "causes", "glossary", "about")
"""Where something is read, and how areas are found; ``start`` is the opening page."""
PATHS = {name: "/" if name == "start" else f"/{name}" for name in (*GUIDE, *AREAS)}

VARIABLE = "BUDGETSIM_LAB_LANGUAGE"
"""Environment variable with the language that the lab opens in."""


def language_of(search: str | None) -> str | None:
    """Return the language that the query part of an address names, if it names one that exists."""
    named = parse_qs(search or "").get("lang", [""])[0]
    return named if named in LANGUAGES else None


def opening_language() -> str:
    """Return the language that the lab opens in."""
    wanted = os.environ.get(VARIABLE, DEFAULT)
    return wanted if wanted in LANGUAGES else DEFAULT


def with_language(path: str, code: str) -> str:
    """Return an address inside the lab that keeps the language; the opening language goes without saying."""
    plain = path.partition("?")[0]
    return plain if code == opening_language() else f"{plain}?lang={code}"
