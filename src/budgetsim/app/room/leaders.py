"""A leaderboard of those who want to stand on it, and of nobody else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from budgetsim.app.room.classroom import Place

LONGEST = 10
"""Lines on the projector; who shares the place of the last line is shown too."""


@dataclass(frozen=True)
class Leader:
    """A line of the leaderboard."""

    rank: int
    place: Place


def leaders(places: Sequence[Place]) -> list[Leader]:
    """Return those who asked for it and have closed a year, best gain first; equal gains share a rank."""
    willing = [place for place in places if place.student.listed and place.gain is not None]
    ordered = sorted(willing, key=lambda place: (-(place.gain or 0.0), place.student.id))
    ranked = [
        Leader(1 + sum((other.gain or 0.0) > (place.gain or 0.0) for other in willing), place)
        for place in ordered
    ]
    return [leader for leader in ranked if leader.rank <= LONGEST]
