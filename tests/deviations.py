"""What a department gains when it departs from its own rule for one year: the test of a best reply."""

from __future__ import annotations

import copy
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from budgetsim.model.department.view import DepartmentView
from budgetsim.model.mechanisms.execution import LARGEST
from budgetsim.model.run import Run
from budgetsim.model.state import Decision
from budgetsim.numerics import Array
from budgetsim.scenario import Scenario

ACTIONS = (
    "effort_output",
    "effort_benefit",
    "manipulation",
    "diversion",
    "concealment",
    "sandbagging",
    "hoarding",
)
FACTORS = (0.0, 0.5, 1.5, 2.0)
FROM_NOTHING = 0.02
"""What a department tries where its rule says 0."""
LOWER_LIMIT = 1.645
AT_ONCE = 500
"""Districts that are simulated together."""
SMALLEST_SCALE = 0.5
Amend = Callable[[DepartmentView[Array], Decision[Array]], Decision[Array]]


@dataclass(frozen=True)
class Gain:
    """Discounted gain of a deviation as a part of max(|U|, ½), with its standard error over districts."""

    action: str
    factor: float
    mean: float
    error: float

    @property
    def low(self) -> float:
        """Lower 95 % limit."""
        return self.mean - LOWER_LIMIT * self.error


def deviations(
    scenario: Scenario, seeds: int, *, after: int = 3, years: int = 5, actions: Sequence[str] = ACTIONS
) -> list[Gain]:
    """Return the gains of every deviation of one department in ten in one year, over paired districts.

    ``after`` recorded years pass before the year of the deviation; it counts with the ``years`` that follow.
    """
    tried = [(action, factor) for action in actions for factor in FACTORS]
    gained: list[list[Array]] = [[] for _ in tried]
    own = []
    for first in range(0, seeds, AT_ONCE):
        some = range(first, min(first + AT_ONCE, seeds))
        before = _lived(scenario, some, after, years)
        plain = _payoffs(before, years, None)
        own.append(plain[0].mean(axis=(0, 2)))
        for place, (action, factor) in enumerate(tried):
            changed = _payoffs(before, years, _deviation(action, factor))
            difference = _discounted(changed - plain, scenario)[0]
            gained[place].append(difference[:, _deviants(difference.shape[-1])].mean(axis=-1))
    scale = max(abs(float(np.concatenate(own).mean())), SMALLEST_SCALE)
    found = []
    for (action, factor), parts in zip(tried, gained, strict=True):
        by_district = np.concatenate(parts) / scale
        error = float(by_district.std(ddof=1) / np.sqrt(seeds))
        found.append(Gain(action, factor, float(by_district.mean()), error))
    return found


def _deviants(departments: int) -> Array:
    return np.arange(departments) % 10 == 0


def _deviation(action: str, factor: float) -> Amend:
    def amend(view: DepartmentView[Array], decision: Decision[Array]) -> Decision[Array]:
        own = getattr(decision, action)
        tried = np.where(own > 0.0, factor * own, FROM_NOTHING)
        chosen = np.where(_deviants(own.shape[-1]), tried, own)
        limits = {
            "manipulation": "manipulation_max",
            "diversion": "diversion_max",
            "concealment": "concealment_max",
        }
        if action in limits:
            chosen = np.minimum(chosen, getattr(view.parameters.department, limits[action]))
        if action == "hoarding":
            chosen = np.minimum(chosen, LARGEST)
        if action == "sandbagging":
            chosen = np.minimum(chosen, view.parameters.department.sandbagging_max)
        return replace(decision, **{action: chosen})

    return amend


def _discounted(payoffs: Array, scenario: Scenario) -> Array:
    weights = np.cumprod([1.0, *[scenario.department.discount_factor] * (len(payoffs) - 1)])
    return np.tensordot(weights, payoffs, axes=1)


def _lived(scenario: Scenario, seeds: range, after: int, years: int) -> Run:
    """Return districts that wait for the year of the deviation: what comes before is the same for all deviations."""
    run = Run(scenario, seeds, after + years).burn_in()
    for _ in range(after):
        run.live_year()
    return run


def _payoffs(before: Run, years: int, amend: Amend | None) -> Array:
    """Return pay-offs of the year of the deviation and of those that follow, (year, 1, seed, department)."""
    run = copy.deepcopy(before)
    run.amend = amend
    found = []
    for _ in range(years):
        run.live_year()
        run.amend = None
        found.append(run.world.closed.accounts.payoff)
    return np.stack(found)
