"""What a room says that cannot be done."""

from __future__ import annotations


class RoomError(ValueError):
    """Something that cannot be done now; the message says why."""
