"""A policy as a reader makes it: a reference scenario, and levers moved from a year on. No pages in here."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from budgetsim.app import reference
from budgetsim.scenario import Change, Scenario
from budgetsim.timeline import policies_by_year

LINKS = {
    "objectives": ("objective_review", "target_ratchet", "objective_contract"),
    "monitoring": (
        "monitoring_intensity",
        "autonomy",
        "rectification",
        "audit_coverage",
        "coordination",
        "mid_year_reallocation",
    ),
    "evaluation": ("evaluation_coverage", "third_party_share", "peer_filter", "evaluation_lag"),
    "use": ("result_use", "budget_rule", "disclosure", "carryover"),
    "capacity": ("staff", "staff_skill", "information_systems", "training"),
    "superior": ("rigid_share", "progress_pressure"),
}
"""Levers by the link that they serve, in the order of the year."""
NAMES = ("policy_a", "policy_b")
STARTS = ("wangcheng_2022", "reform_package")
ANSWER = "teaching_optimum"
"""Scenario that is no start: it is what players of the game are looking for."""
SCALES = {
    "from_year": (1, 20),
    "years": (5, 20),
    "seeds": (5, 60),
    "departments": (12, 120),
    "first_seed": (0, 999_999),
}
"""Ends of the experiment's settings; levers move within the years."""


@dataclass(frozen=True)
class Experiment:
    """What both policies share: the district's size, the horizon, the seeds, and the year in which levers move."""

    departments: int = 60
    years: int = 10
    seeds: int = 20
    first_seed: int = 0
    from_year: int = 3

    @property
    def seed_list(self) -> tuple[int, ...]:
        """The seeds, one after the other."""
        return tuple(range(self.first_seed, self.first_seed + self.seeds))


@dataclass(frozen=True)
class Plan:
    """A policy: where it starts from, and what the reader has moved (lever, value)."""

    start: str
    moved: tuple[tuple[str, Any], ...] = ()

    def move(self, lever: str, value: Any, experiment: Experiment) -> Plan:
        """Return the plan with a lever moved; back where it stood, it counts as not moved."""
        rest = dict(self.moved)
        rest.pop(lever, None)
        if value != levers_at_end(reference.scenario(self.start), experiment.years)[lever]:
            rest[lever] = value
        return replace(self, moved=tuple(rest.items()))


def levers_at_end(scenario: Scenario, years: int) -> dict[str, Any]:
    """Return the levers in the last year: where a reform leads."""
    return dict(policies_by_year(scenario, years)[-1].values)


def levers_of(plan: Plan, experiment: Experiment) -> dict[str, Any]:
    """Return the levers of a plan in its last year."""
    return levers_at_end(reference.scenario(plan.start), experiment.years) | dict(plan.moved)


def scenario_of(plan: Plan, name: str, experiment: Experiment) -> Scenario:
    """Return the scenario of a plan.

    Moved levers move in the experiment's year; the start's own later changes of the same levers are dropped, and so
    are its changes after the horizon.

    Raises
    ------
    ScenarioError
        If the values do not go together.
    """
    start = reference.scenario(plan.start)
    moved = dict(plan.moved)
    kept = [_without(change, moved, experiment.from_year) for change in start.changes]
    changes = [change for change in kept if change.levers and change.year <= experiment.years]
    if moved:
        changes.append(Change(year=experiment.from_year, share=1.0, assignment="random", levers=moved))
    return start.replace(
        name=name,
        description=f"Made in the teaching lab from {plan.start}.",
        departments=experiment.departments,
        years=experiment.years,
        changes=changes,
    )


def _without(change: Change, moved: dict[str, Any], from_year: int) -> Change:
    """A change of the start without the levers that the reader moves before or with it."""
    if change.year < from_year:
        return change
    return replace(change, levers={name: value for name, value in change.levers.items() if name not in moved})


def opening() -> tuple[tuple[Scenario, Scenario], Experiment]:
    """Return what the page shows when it is opened."""
    experiment = Experiment()
    first, second = (
        scenario_of(Plan(start), name, experiment) for start, name in zip(STARTS, NAMES, strict=True)
    )
    return (first, second), experiment


def origin(plan: Plan, name: str, experiment: Experiment) -> str:
    """Return the name under which *Inspect* knows the policy: its own, or that of the scenario it still is."""
    return name if plan.moved or experiment != Experiment() else plan.start


def command(experiment: Experiment) -> str:
    """Return the command that gives the same numbers from the two downloaded scenarios."""
    seed = f" --seed {experiment.first_seed}" if experiment.first_seed else ""
    return (
        f"budgetsim compare {NAMES[0]}.toml {NAMES[1]}.toml --years {experiment.years}"
        f" --replications {experiment.seeds}{seed}"
    )
