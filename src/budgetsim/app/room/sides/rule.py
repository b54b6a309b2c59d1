"""The game's simple rule as the bureau of a district that a class has taken over."""

from __future__ import annotations

from budgetsim.app.play.game import Levers
from budgetsim.app.play.table import capacity_rule
from budgetsim.app.room.sides.ground import SharedGround
from budgetsim.model.bureau import BureauView


def simple_rule_in(ground: SharedGround, view: BureauView) -> Levers:
    """Return what the rule announces after what it has seen; the levers as they were found where it costs too much."""
    ruled = capacity_rule(ground.as_whole(view), ground.within, ground.other)
    return ruled if ground.plan(ruled, view).fits else ground.opening
