"""A policy as a reader makes it, and how it is kept: a scenario, and levers moved from a year on. No pages in here."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from functools import cache
from typing import Any

from pydantic import Field

from budgetsim.app import runs
from budgetsim.app.declared import LINKS
from budgetsim.app.keeping import Keeping, KeptError, Shape, edition_of
from budgetsim.declarations import declarations
from budgetsim.language import Language
from budgetsim.model.timeline import policies_by_year
from budgetsim.scenario import Change, Scenario

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
        if value != levers_at_end(runs.reference_scenario(self.start), experiment.years)[lever]:
            rest[lever] = value
        return replace(self, moved=tuple(rest.items()))


def levers_at_end(scenario: Scenario, years: int) -> dict[str, Any]:
    """Return the levers in the last year: where a reform leads."""
    return dict(policies_by_year(scenario, years)[-1].values)


def levers_of(plan: Plan, experiment: Experiment) -> dict[str, Any]:
    """Return the levers of a plan in its last year."""
    return levers_at_end(runs.reference_scenario(plan.start), experiment.years) | dict(plan.moved)


def scenario_of(plan: Plan, name: str, experiment: Experiment) -> Scenario:
    """Return the scenario of a plan.

    Moved levers move in the experiment's year; the start's own later changes of the same levers are dropped, and so
    are its changes after the horizon.

    Raises
    ------
    ScenarioError
        If the values do not go together.
    """
    start = runs.reference_scenario(plan.start)
    moved = dict(plan.moved)
    kept = [_without(change, moved, experiment.from_year) for change in start.changes]
    changes = [change for change in kept if change.levers and change.year <= experiment.years]
    if moved:
        changes.append(Change(year=experiment.from_year, share=1.0, assignment="random", levers=moved))
    # Departments of somebody's own are as many as there are.
    size = {} if start.roster is not None else {"departments": experiment.departments}
    return start.replace(
        name=name,
        description=f"Made in the teaching lab from {plan.start}.",
        years=experiment.years,
        changes=changes,
        **size,
    )


def _without(change: Change, moved: dict[str, Any], from_year: int) -> Change:
    """A change of the start without the levers that the reader moves before or with it."""
    if change.year < from_year:
        return change
    return replace(change, levers={name: value for name, value in change.levers.items() if name not in moved})


@dataclass(frozen=True)
class Work:
    """Two policies, and what they share."""

    plans: tuple[Plan, Plan] = (Plan(STARTS[0]), Plan(STARTS[1]))
    experiment: Experiment = Experiment()

    def put(self, side: int, plan: Plan) -> Work:
        """Return both policies with one changed; the other follows into the district of its start."""
        other = self.plans[1 - side]
        if runs.reference_scenario(plan.start).roster != runs.reference_scenario(other.start).roster:
            other = Plan(plan.start)
        return replace(self, plans=(other, plan) if side else (plan, other))

    @property
    def has_own_departments(self) -> bool:
        """Tell whether the district is somebody's own, so that its size cannot be set."""
        return runs.reference_scenario(self.plans[0].start).roster is not None

    def scenarios(self) -> tuple[Scenario, Scenario]:
        """Return the scenarios of both policies.

        Raises
        ------
        ScenarioError
            If the values of one do not go together.
        """
        first, second = (
            scenario_of(plan, name, self.experiment) for plan, name in zip(self.plans, NAMES, strict=True)
        )
        return first, second

    def is_own(self, side: int) -> bool:
        """Tell whether the reader has made a policy, rather than left it as the scenario it starts from."""
        return bool(self.plans[side].moved) or self.experiment != Experiment()

    def origin(self, side: int) -> str:
        """Return the name under which *Inspect* knows a policy: its own, or that of the scenario it still is."""
        return NAMES[side] if self.is_own(side) else self.plans[side].start


OPENING = Work()
"""What the page begins with; it need not be kept."""


def command(experiment: Experiment, draws: int = 0, replications: int | None = None) -> str:
    """Return the command that gives the same numbers from the two downloaded scenarios.

    With declared parameters, or over so many draws of them under so many seeds each.
    """
    seed = f" --seed {experiment.first_seed}" if experiment.first_seed else ""
    parameters = f" --draws {draws}" if draws else " --parameters point"
    return (
        f"budgetsim compare {NAMES[0]}.toml {NAMES[1]}.toml --years {experiment.years}{parameters}"
        f" --replications {replications or experiment.seeds}{seed}"
    )


class _Plan(Shape):
    start: str
    moved: dict[str, float | str]


class _Text(Shape):
    """What a text holds."""

    plans: list[_Plan] = Field(min_length=2, max_length=2)
    experiment: dict[str, int]


@cache
def edition() -> str:
    """Return what the levers depend on: the program's version and the scenarios to start from."""
    return edition_of(runs.reference_names(), LINKS)


def _content(work: Work) -> dict[str, Any]:
    plans = [{"start": plan.start, "moved": dict(plan.moved)} for plan in work.plans]
    return {"plans": plans, "experiment": asdict(work.experiment)}


def _restored(held: _Text) -> Work:
    experiment = _experiment(held.experiment)
    first, second = (_plan(plan, experiment) for plan in held.plans)
    work = Work((first, second), experiment)
    if work.put(0, first) != work:
        raise KeptError("rules")
    work.scenarios()  # raises where values do not go together
    return work


def _experiment(held: dict[str, int]) -> Experiment:
    if set(held) != set(asdict(Experiment())):
        raise KeptError("damaged")
    experiment = Experiment(**held)
    within = all(lower <= held[name] <= upper for name, (lower, upper) in SCALES.items())
    if not within or experiment.from_year > experiment.years:
        raise KeptError("rules")
    return experiment


def _plan(held: _Plan, experiment: Experiment) -> Plan:
    starts = [start for start in runs.reference_names() if start != ANSWER]
    if held.start not in starts or not set(held.moved) <= {
        lever for levers in LINKS.values() for lever in levers
    }:
        raise KeptError("rules")
    plan = Plan(held.start)
    for lever, value in held.moved.items():
        if not _allowed(lever, value):
            raise KeptError("rules")
        plan = plan.move(lever, value, experiment)
    return plan


def _allowed(lever: str, value: float | str) -> bool:
    declared = declarations()[lever]
    if declared.kind == "choice":
        return value in declared.choices
    if isinstance(value, str) or (declared.kind == "integer" and not float(value).is_integer()):
        return False
    lower, upper = declared.lower, declared.upper
    return (lower is None or value >= lower) and (upper is None or value <= upper)


def _covers(first: Work, second: Work) -> bool:
    """Tell whether both are the same, or the second one is what every page begins with."""
    return second in (first, OPENING)


def _described(work: Work, speak: Language) -> str:
    """Say how many levers were moved."""
    return speak("kept-explore", levers=sum(len(plan.moved) for plan in work.plans))


KEEPING = Keeping("explore", _Text, edition, _content, _restored, _covers, _described)
