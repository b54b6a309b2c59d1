"""What January allows: the levers of the game, what they cost, what they ask for, and a simple rule that sets them.

All that is known is in a ``BureauView``. Nothing is simulated in here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, cast

import numpy as np

from budgetsim.app.declared import LINKS as ALL_LINKS
from budgetsim.app.declared import Bounds
from budgetsim.declarations import Bureau, Policy, declarations, levers_by_item
from budgetsim.mechanisms.foundations import capacity
from budgetsim.numerics import Array
from budgetsim.principal.view import BureauView
from budgetsim.scenario import Scenario, load_scenario

START = "wangcheng_2022"
BUDGET = 0.008
"""Largest planned cost of administration per department and year, in mean budgets; the status quo costs 0.004."""
LARGEST_STAFF = 15
LEFT_ALONE = frozenset({"autonomy", "peer_filter", "carryover"})
"""Levers of these links that stay as the student finds them, as choices between rules do."""
LINKS = {
    link: tuple(
        lever
        for lever in ALL_LINKS[link]
        if lever not in LEFT_ALONE and declarations()[lever].kind == "number"
    )
    for link in ("capacity", "objectives", "monitoring", "evaluation", "use")
}
"""The levers of the game by the link that they serve."""
LEVERS = tuple(lever for link in LINKS.values() for lever in link)
COSTS = levers_by_item()
"""What the budget pays for, by the levers that make it cost; costs add up.

Follow-up of findings is left out, since nobody knows in January how many there will be: it is paid on top, and counts
in net social value like every cost.
"""
Levers = tuple[tuple[str, float], ...]
FIXED = {
    "staff_skill": 0.6,
    "objective_review": 0.6,
    "training": 0.3,
    "rectification": 0.7,
    "coordination": 0.8,
    "result_use": 0.3,
}
"""What the rule announces every year, whatever it sees."""
SPENT = 0.95
"""Share of the budget that the rule plans to spend."""
BUSY = 0.95
"""Share of the staff's days that the rule plans to fill."""
EVALUATIONS_PER_CHECK = 1.5
"""Evaluation coverage for each unit of monitoring intensity."""


@dataclass(frozen=True)
class Plan:
    """What a year's levers would cost and ask for, as the bureau can reckon in January."""

    costs: Mapping[str, float]
    """By item, per department, in mean budgets."""
    load: float
    """Staff days that the announcements ask for."""
    days: float
    """Staff days available."""

    @property
    def cost(self) -> float:
        """Planned cost per department, in mean budgets."""
        return sum(self.costs.values())

    @property
    def fits(self) -> bool:
        """Whether the budget allows the plan."""
        return affordable(self.cost)

    @property
    def delivered(self) -> float:
        """Share of the announced work that can be done."""
        return 1.0 / max(1.0, self.ratio)

    @property
    def ratio(self) -> float:
        """Work asked for per day available."""
        return self.load / max(self.days, self.load / capacity.LARGEST_OVERLOAD + 1e-300)


@cache
def start() -> Scenario:
    """Return the district that the student takes over."""
    return load_scenario(START)


def opening_levers() -> Levers:
    """Return the levers that the student finds."""
    return tuple((name, float(getattr(start().policy, name))) for name in LEVERS)


def bounds_of(lever: str) -> Bounds:
    """Return the slider of a lever."""
    if lever == "staff":
        return Bounds(0.0, LARGEST_STAFF, 1.0)
    declared = declarations()[lever]
    return Bounds(float(declared.lower or 0.0), float(declared.upper or 1.0), 0.01)


def plan_of(levers: Levers, view: BureauView) -> Plan:
    """Return what levers would cost, and ask for in the year after ``view``, at last year's number of findings."""
    technology, count = _technology(), start().district.departments
    found = float(np.sum(view.findings))
    policy = _arrays(dict(levers))
    work = capacity.workload(policy, technology, np.full((1, 1, 1), found), count)
    days = capacity.capacity(policy, technology)
    return Plan(costs_of(levers), float(work.item()), float(days.item()))


def costs_of(levers: Levers) -> dict[str, float]:
    """Return what levers would cost by item, per department, in mean budgets."""
    return {item: _cost({name: dict(levers)[name] for name in names}) for item, names in COSTS.items()}


def afford(levers: Levers, lever: str, wanted: float, view: BureauView) -> Levers:
    """Return the levers with one moved towards a value, as far as the budget allows.

    A move that makes the plan cheaper is always allowed.
    """
    values = dict(levers)
    present, now = values[lever], plan_of(levers, view)
    moved = tuple((values | {lever: wanted}).items())
    new = plan_of(moved, view)
    if new.fits or new.cost < now.cost:
        return moved
    if not now.fits:
        return levers
    step = bounds_of(lever).step
    steps = round(abs(wanted - present) / step)
    direction = 1.0 if wanted > present else -1.0
    reach = [round(present + direction * step * number, 10) for number in range(steps + 1)]
    low, high = 0, steps
    while high - low > 1:
        middle = (low + high) // 2
        fits = plan_of(tuple((values | {lever: reach[middle]}).items()), view).fits
        low, high = (middle, high) if fits else (low, middle)
    return tuple((values | {lever: reach[low]}).items())


def affordable(cost: float) -> bool:
    """Tell whether the budget allows a planned cost per department."""
    return cost <= BUDGET * (1.0 + 1e-12)


def capacity_rule(view: BureauView) -> Levers:
    """Hire as many trained people as the budget allows, and announce only what they can do.

    Checks and evaluations, in a fixed proportion, fill the days that reviews and training leave.
    """
    values = dict(opening_levers()) | FIXED
    while values["staff"] < LARGEST_STAFF:
        more = values | {"staff": values["staff"] + 1.0}
        if sum(costs_of(tuple(more.items())).values()) > SPENT * BUDGET:
            break
        values = more
    for percent in range(101):
        share = percent / 100.0
        tried = values | {
            "monitoring_intensity": share,
            "evaluation_coverage": min(1.0, EVALUATIONS_PER_CHECK * share),
        }
        plan = plan_of(tuple(tried.items()), view)
        if plan.ratio > BUSY or not plan.fits:
            break
        values = tried
    return tuple((name, values[name]) for name, _ in opening_levers())


def _cost(values: Mapping[str, float]) -> float:
    """Cost per department of some levers alone, all others at nothing."""
    policy = _arrays(dict.fromkeys(LEVERS, 0.0) | dict(values))
    count = start().district.departments
    work = capacity.AdministrativeWork(
        training=policy.training,
        evaluations=policy.evaluation_coverage,
        findings=np.zeros((1, 1, 1)),
        consequence=policy.rectification,
        disclosure=policy.disclosure,
    )
    return float(capacity.administrative_cost(policy, _technology(), work, count).item())


def _technology() -> Bureau[Array]:
    """What the bureau can do; plain numbers, which broadcast like arrays of one point."""
    return cast("Bureau[Array]", start().bureau)


def _arrays(values: Mapping[str, float]) -> Policy[Array]:
    """Levers as arrays of one point; those outside the game stay as the student found them."""
    numbers: dict[str, Any] = {name: np.full((1, 1, 1), float(value)) for name, value in values.items()}
    return cast("Policy[Array]", replace(start().policy, **numbers))
