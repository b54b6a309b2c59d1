"""Who stands on the leaderboard of a room with two sides: departments that asked to, by pay-off beside the model's."""

from __future__ import annotations

import numpy as np

from budgetsim.app.room.classroom import Place
from budgetsim.app.room.leaders import Leader, leaders
from budgetsim.app.room.sides.classroom import TwoSided
from budgetsim.app.room.sides.records import BUREAU
from budgetsim.app.room.sides.without import Otherwise
from budgetsim.app.room.sides.words import POINTS


def department_leaders(room: TwoSided, other: Otherwise) -> list[tuple[Leader, int]]:
    """Return the leaders among the departments, each with its seat.

    What counts is the mean pay-off beside the one that the model would have had in the same seat, in points, since
    departments differ in what they can gain.
    """
    seats = {one.student.id: one.seat.number for one in room.members() if one.seat.number != BUREAU}
    closed = len(room.shared.levers)
    places = [
        Place(one.student, closed, one.ready, one.online, beside(room, one.seat.number, other), ())
        for one in room.members()
        if one.student.id in seats and one.seat.number in other.payoffs
    ]
    return [(leader, seats[leader.place.student.id]) for leader in leaders(places)]


def beside(room: TwoSided, seat: int, other: Otherwise) -> float:
    """Return a department's mean pay-off above the model's in the same seat, in points."""
    return POINTS * float(np.mean(room.shared.payoffs(seat)) - np.mean(other.payoffs[seat]))
