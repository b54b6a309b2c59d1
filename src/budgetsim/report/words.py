"""Names as words."""

from __future__ import annotations


def spoken(name: str) -> str:
    """Return the name of a parameter or outcome as words."""
    return name.replace("_", " ")
