"""The ratchet (T5): what is done this year raises what is asked for next year."""

from __future__ import annotations

from math import ceil, log

import numpy as np

from budgetsim.agents.view import DepartmentView
from budgetsim.numerics import Array
from budgetsim.scenario import Scenario
from budgetsim.state import Decision
from budgetsim.verification.finding import Finding
from budgetsim.verification.theory import closed_forms
from budgetsim.verification.theory.limit import EXACT, Case, Limit, Parameter, complete, exact
from budgetsim.verification.theory.worlds import outcome_at, panel, theory_scenario

FEWEST_YEARS, MOST_YEARS = 300, 1000
"""Years over which pay-offs are added up; the theory's horizon is infinite."""
FORGOTTEN = 1e-10
"""Weight of a deviation in the pay-offs of the year after the last, below which no further year is run."""
DEVIATION = 0.01
"""One-shot deviation of effort, as a part of it; pay-offs are quadratic in it, so its size does not matter."""


def ratchet(case: Case) -> list[Finding]:
    """T5: effort under the ratchet over effort without; and that no one-shot deviation from it pays."""
    interest, speed = case["interest"], case["ratchet"]
    world = theory_scenario("t5_ratchet").replace(
        discount_factor=1.0 / (1.0 + interest), target_ratchet=speed
    )
    ratcheted, free = outcome_at(world, {"target_ratchet": [speed, 0.0]}, "effort_output")
    expected = closed_forms.ratchet_factor(interest, speed)
    found = [case.finding("effort_factor", ratcheted / free, expected, exact(expected))]
    if case.thorough:
        gain, unseen = deviation_gain(world, float(ratcheted))
        found.append(case.finding("deviation", gain, 0.0, EXACT + unseen, detail=True))
    return found


def deviation_gain(world: Scenario, effort: float) -> tuple[float, float]:
    """Return the slope of discounted simulated pay-offs in a one-shot deviation of effort, per unit of its first gain.

    Also returned is what targets in the years after the last would still take away. Three departments live
    side by side: one keeps to the effort, the others work less and more in the first year and keep to it ever after.
    """
    discount_factor, speed = world.department.discount_factor, world.policy.target_ratchet
    memory = discount_factor * (1.0 - speed)
    needed = ceil(log(FORGOTTEN) / log(memory)) if 0.0 < memory < 1.0 else FEWEST_YEARS
    years = min(max(needed, FEWEST_YEARS), MOST_YEARS)
    step = DEVIATION * effort
    first_year = [step * np.array([-1.0, 0.0, 1.0])]

    def behave(view: DepartmentView[Array]) -> Decision[Array]:
        zero = np.zeros_like(view.productivity)
        return Decision(
            zero + effort + (first_year.pop() if first_year else 0.0), zero, zero, zero, zero, zero
        )

    (payoff,) = panel(world.replace(departments=3), ["payoff"], years=years, behaviour=behave)
    present = (discount_factor ** np.arange(years)) @ payoff[0]
    slope = (present[2] - present[0]) / (2.0 * step)
    unseen = speed * discount_factor * memory ** (years - 1) / (1.0 - memory)
    return float(slope / world.policy.result_use), unseen


MYOPIC = 1e6
"""Interest rate beyond which next year counts for nothing: the ratchet is ignored."""
RATCHET = Limit(
    id="T5",
    theory="ratchet",
    source="Weitzman 1980",
    quantities=("effort_factor",),
    parameters=(
        Parameter("interest", "r", "per year", "interest rate of the department", 1e-3, MYOPIC),
        Parameter("ratchet", "λ", "share", "speed with which targets follow results", 0.0, 1.0),
    ),
    worked=complete(("interest", "ratchet"), (0.1, 0.5), (MYOPIC, 0.5)),
    check=ratchet,
    along=("ratchet", (0.0, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.7, 0.85, 1.0)),
)
