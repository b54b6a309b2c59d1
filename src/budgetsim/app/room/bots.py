"""Students that the model plays, for small classes: each goes a part of the way from the status quo to the rule."""

from __future__ import annotations

from budgetsim.app.play.game import Levers, bounds_of
from budgetsim.app.room.ground import Ground
from budgetsim.app.room.rule import simple_rule
from budgetsim.model.bureau import BureauView

WAYS = (0.5, 1.0, 0.25, 0.75, 0.0)
"""Parts of the way, in the order in which bots come."""
LARGEST_GROUP = 20


def bot_levers(ground: Ground, way: float, view: BureauView) -> Levers:
    """Return what a bot sets for the coming year; the status quo where the budget does not allow it."""
    ruled = dict(simple_rule(ground, view))
    mixed = tuple((name, _mixed(name, value, ruled[name], way)) for name, value in ground.opening)
    return mixed if ground.affords(mixed) else ground.opening


def _mixed(name: str, start: float, end: float, way: float) -> float:
    step = bounds_of(name).step
    return round(step * round((start + way * (end - start)) / step), 10)
