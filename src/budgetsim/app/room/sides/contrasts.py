"""What departments of one district chose, as a natural experiment: more of it than the middle of the class, or not."""

from __future__ import annotations

import numpy as np

from budgetsim.app.room.contrasts import Contrast, contrast
from budgetsim.app.room.sides.district import SharedDistrict
from budgetsim.app.room.sides.without import Otherwise
from budgetsim.app.room.sides.words import POINTS

CHOICES = {
    "effort": ("effort_output", "effort_benefit"),
    "understatement": ("sandbagging",),
    "claims": ("manipulation",),
    "misuse": ("diversion", "concealment"),
}
"""What is compared: each the sum of some actions, mean over the years."""


def choice_contrasts(district: SharedDistrict, other: Otherwise) -> list[Contrast]:
    """Return for each choice how those who did more of it than the middle of the class fared beside the others.

    Seats that were played in every closed year count, with their pay-off beside the model's in the same seat, in
    points: so seats may differ in what they can gain.
    """
    seats = [seat for seat in other.payoffs if all(seat in year for year in district.decided)]
    gains = {
        seat: POINTS * float(np.mean(district.payoffs(seat)) - np.mean(other.payoffs[seat])) for seat in seats
    }
    found = []
    for name, actions in CHOICES.items():
        levels = {seat: _level(district, seat, actions) for seat in seats}
        middle = float(np.median(list(levels.values()))) if seats else 0.0
        groups = [[gains[seat] for seat in seats if (levels[seat] > middle) is did] for did in (True, False)]
        found.append(contrast(name, *groups))
    return found


def _level(district: SharedDistrict, seat: int, actions: tuple[str, ...]) -> float:
    """Return how much of something a department did, mean over the years."""
    years = [dict(decided[seat]) for decided in district.decided]
    return float(np.mean([sum(year[name] for name in actions) for year in years]))
