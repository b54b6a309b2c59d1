"""The areas of the lab and their addresses."""

from __future__ import annotations

AREAS = ("explore", "play", "lessons", "inspect")
PATHS = {"explore": "/", "play": "/play", "lessons": "/lessons", "inspect": "/inspect"}
