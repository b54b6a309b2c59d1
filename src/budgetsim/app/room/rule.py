"""The simple rule of the game within what binds in a district."""

from __future__ import annotations

from budgetsim.app.play.game import Levers
from budgetsim.app.play.table import capacity_rule
from budgetsim.app.room.ground import Ground
from budgetsim.model.bureau import BureauView


def simple_rule(ground: Ground, view: BureauView) -> Levers:
    """Return what the simple rule of the game sets for the coming year, within the limits of the district.

    The levers stay as they were found where it costs too much.
    """
    ruled = capacity_rule(view, ground.within, ground.other)
    return ruled if ground.affords(ruled) else ground.opening
