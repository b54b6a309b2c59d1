"""Where an attribute of a department lives: the arrays behind each column, the first is read, all are written."""

from __future__ import annotations

from collections.abc import Callable

from budgetsim.numerics import Array
from budgetsim.state import Year
from budgetsim.world import World

Column = Callable[[World], list[Array]]
SCORES = ("self_score", "external_score")
"""Columns shown as 0–100 and held as 0–1."""


def _of_year(pick: Callable[[Year], list[Array]]) -> Column:
    return lambda world: pick(world.books) if hasattr(world, "books") else []


def _of_closed_year(pick: Callable[[Year], list[Array]]) -> Column:
    return lambda world: pick(world.closed) if world.closed is not None else []


COLUMNS: dict[str, Column] = {
    "budget": lambda world: [world.books.budget] if hasattr(world, "books") else [world.budget()],
    "spent": _of_year(lambda y: [y.spent]),
    "productivity": lambda world: [world.traits.productivity],
    "culture": lambda world: [world.state.culture],
    "perceived_risk": lambda world: [world.state.perceived_risk],
    "credibility": lambda world: [world.state.credibility],
    "effort_output": _of_year(lambda y: [y.decision.effort_output]),
    "effort_benefit": _of_year(lambda y: [y.decision.effort_benefit]),
    "manipulation": _of_year(lambda y: [y.decision.manipulation]),
    "diversion": _of_year(lambda y: [y.decision.diversion, y.diversion_now]),
    "concealment": _of_year(lambda y: [y.decision.concealment]),
    "sandbagging": _of_year(lambda y: [y.decision.sandbagging]),
    "target": _of_year(lambda y: [y.targets.output]),
    "self_score": _of_closed_year(lambda y: [y.evaluation.self_score]),
    "external_score": _of_closed_year(lambda y: [y.evaluation.external_score]),
}
