"""The decision of every department, by its own rule or by code from outside, which is checked."""

from __future__ import annotations

import numpy as np

from budgetsim.agents import rules
from budgetsim.agents.prospect import Prospect
from budgetsim.agents.view import DepartmentView
from budgetsim.language import told
from budgetsim.numerics import Array, BoolArray, full
from budgetsim.state import Decision, DepartmentState


class DecisionError(ValueError):
    """A behaviour or a ``decide`` method returned something that is not an admissible decision."""


def decide(
    prospect: Prospect,
    state: DepartmentState,
    rule: tuple[BoolArray | None, BoolArray | None],
    search: Array | None,
) -> Decision[Array]:
    """Decision of every department by its own rule; a rule is computed only if somebody uses it."""
    best, view = rules.best_reply(prospect), prospect.view
    adaptive, satisficing = rule
    if adaptive is not None:
        best = _where(adaptive, rules.adaptive(view, best, state, search), best)
    if satisficing is not None:
        best = _where(satisficing, rules.satisficing(view, best, state), best)
    return best


def checked(decision: Decision[Array], view: DepartmentView[Array], origin: str) -> Decision[Array]:
    """Return the decision as full arrays, or say what is wrong with it.

    Raises
    ------
    DecisionError
        If it is no ``Decision``, has the wrong shape, is not finite, or is out of its bounds.
    """
    if not isinstance(decision, Decision):
        raise DecisionError(
            told(
                "fault-decision-type",
                origin=origin,
                type=type(decision).__name__,
                actions=told("fault-comma").join(rules.ACTIONS),
            )
        )
    shape, faults, actions = view.productivity.shape, [], {}
    for action in rules.ACTIONS:
        try:
            value = full(np.asarray(getattr(decision, action), dtype=np.float64) * np.ones((1, 1, 1)), shape)
        except (TypeError, ValueError) as error:
            faults.append(f"{action}{told('fault-colon')}{error}")
            continue
        actions[action] = value
        lower, upper = rules.action_bounds(action, view.parameters.department)
        wrong = ~(np.isfinite(value) & (value >= lower) & (value <= upper))
        if wrong.any():
            where = np.argwhere(wrong)[0]
            low, high = (f"{float(np.max(np.asarray(x))):g}" for x in (lower, upper))
            came, who = f"{value[tuple(where)]:.6g}", str(where[2])
            faults.append(
                told("fault-decision-value", action=action, value=came, department=who, low=low, high=high)
            )
    if faults:
        raise DecisionError(
            told("fault-decision", origin=origin, faults=told("fault-semicolon").join(faults))
        )
    return Decision(**actions)


def _where(users: BoolArray, theirs: Decision[Array], others: Decision[Array]) -> Decision[Array]:
    chosen = {a: np.where(users, getattr(theirs, a), getattr(others, a)) for a in rules.ACTIONS}
    return Decision(**chosen)
