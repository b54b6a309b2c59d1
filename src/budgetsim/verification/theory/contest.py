"""The contest of equals (T8): departments compete for a prize by their scores."""

from __future__ import annotations

import numpy as np

from budgetsim.agents.view import DepartmentView
from budgetsim.numerics import Array
from budgetsim.scenario import Scenario
from budgetsim.simulation import simulate
from budgetsim.state import Decision
from budgetsim.verification.finding import Finding
from budgetsim.verification.theory import closed_forms
from budgetsim.verification.theory.limit import EXACT, Case, Limit, Parameter, complete, exact
from budgetsim.verification.theory.worlds import last_outcome, last_panel, outcome_at, theory_scenario

DEVIATION = 1e-4
"""Deviation of one rival's effort, as a part of it: the third derivative of its pay-off stays below rounding."""


def contest(case: Case) -> list[Finding]:
    """T8: effort of equal rivals; and that none of them gains by another one."""
    prize, cost, n = case["prize"], case["cost"], int(case["n"])
    world = theory_scenario("t8_contest").replace(tournament_prize=prize, effort_cost=cost, departments=n)
    (effort,) = outcome_at(world, {"effort_cost": [cost]}, "effort_output")
    expected = closed_forms.contest_effort(prize, cost, n)
    found = [case.finding("effort", effort**2 / 2.0, expected, exact(expected))]
    if case.thorough:
        found.append(case.finding("deviation", deviation_gain(world, float(effort)), 0.0, EXACT, detail=True))
    return found


def deviation_gain(world: Scenario, effort: float) -> float:
    """Return the slope of one rival's simulated pay-off in its own effort, per unit of its marginal cost.

    The pay-off is the prize times the rival's simulated share of it, less its simulated cost. The world moves all
    money by the contest, so that next year's budgets show the shares.
    """
    step = DEVIATION * effort
    (less, less_cost), (more, more_cost) = (
        rival(world, effort, own) for own in (effort - step, effort + step)
    )
    won = world.bureau.tournament_prize * (more - less)
    return (won - (more_cost - less_cost)) / (more_cost - less_cost)


def rival(world: Scenario, effort: float, own: float) -> tuple[float, float]:
    """Return the first department's share of the prize, and the cost of all efforts, when the others keep to theirs."""

    def behave(view: DepartmentView[Array]) -> Decision[Array]:
        zero = np.zeros_like(view.productivity)
        efforts = zero + effort
        efforts[..., 0] = own
        return Decision(efforts, zero, zero, zero, zero, zero)

    result = simulate(world, 1, departments=True, behaviour=behave)
    budgets, (mean_cost,) = last_panel(result, "next_allocation")[0], last_outcome(result, "effort_cost")
    return float(budgets[0] / budgets.sum()), float(mean_cost * budgets.size)


CONTEST = Limit(
    id="T8",
    theory="contest",
    source="Tullock 1980",
    quantities=("effort",),
    parameters=(
        Parameter("prize", "V", "value", "prize that is shared out", 0.01, 1e6),
        Parameter("cost", "c", "value", "cost of effort", 0.01, 1e4),
        Parameter("n", "n", "departments", "rivals", 2, 1000, whole=True),
    ),
    worked=complete(("prize", "cost", "n"), (100.0, 1.0, 5)),
    check=contest,
    along=("n", (2, 3, 4, 5, 7, 10, 15, 20, 30, 40)),
)
