"""The simple rule of the game within what binds in a district."""

from __future__ import annotations

from budgetsim.app.play.game import Levers
from budgetsim.app.play.table import capacity_rule
from budgetsim.app.room.constraint import within
from budgetsim.model.bureau import BureauView


def simple_rule(code: str, view: BureauView) -> Levers:
    """Return what the simple rule of the game sets for the coming year, within the limits of the district."""
    return capacity_rule(view, lambda values: within(code, values))
