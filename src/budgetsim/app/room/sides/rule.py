"""The game's simple rule as the bureau of a district of any size."""

from __future__ import annotations

from budgetsim.app.play.game import Levers
from budgetsim.app.play.table import capacity_rule
from budgetsim.app.room.sides.levers import as_game
from budgetsim.model.bureau import BureauView


def simple_rule_in(view: BureauView) -> Levers:
    """Return what the game's simple rule announces after what it has seen."""
    return capacity_rule(as_game(view))
