"""What a lesson simulates: two policies on the same seeds, a curve over a lever, findings, and the true answer.

Everything runs through ``worlds``: the batch engine, the same seeds for all policies, kept in memory and shared
between sessions. Levels are means over the last three years with 95 % intervals over seeds, differences are
paired by seed, as ``budgetsim compare --json`` gives them.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from budgetsim.app import runs
from budgetsim.app.lessons import worlds
from budgetsim.app.lessons.content import Finding, Lesson, Settings, Sign, Value
from budgetsim.app.lessons.worlds import Policy
from budgetsim.declarations import declarations
from budgetsim.scenario import Scenario

if TYPE_CHECKING:
    import pandas as pd

REFERENCE, OWN = "reference", "own"
KEPT = 512
"""Comparisons, curves and paths kept in memory: a few hundred bytes each."""


@dataclass(frozen=True)
class Interval:
    """A mean and its 95 % interval over seeds."""

    mean: float
    low: float
    high: float


@dataclass(frozen=True)
class Compared:
    """An outcome under two policies, and the difference of the second from the first, paired by seed."""

    outcome: str
    before: Interval
    after: Interval
    difference: Interval

    @property
    def sign(self) -> Sign:
        """The side of 0 on which the whole interval of the difference lies; ``same`` if it holds 0."""
        if self.difference.low > 0.0:
            return "up"
        return "down" if self.difference.high < 0.0 else "same"

    @property
    def relative(self) -> float:
        """Change relative to the first policy."""
        return self.difference.mean / self.before.mean if self.before.mean else math.nan


@dataclass(frozen=True)
class Curve:
    """An outcome over the values of a lever."""

    outcome: str
    x: tuple[float, ...]
    levels: tuple[Interval, ...]

    @property
    def top(self) -> float:
        """Value of the lever at which the mean is highest."""
        means = [level.mean for level in self.levels]
        return self.x[means.index(max(means))]


def lesson_scenario(lesson: Lesson, settings: Settings, name: str) -> Scenario:
    """Return the lesson's scenario under some settings.

    Raises
    ------
    ScenarioError
        If a value is not admissible.
    """
    return worlds.scenario_of(policy_of(lesson, settings)).replace(name=name)


def policy_of(lesson: Lesson, settings: Settings) -> Policy:
    """Return what determines a lesson's scenario under some settings."""
    merged = {**lesson.settings, **settings}
    return lesson.scenario, tuple(sorted((name, _typed(name, value)) for name, value in merged.items()))


def compare(
    lesson: Lesson, before: Settings, after: Settings, outcomes: Sequence[str]
) -> tuple[Compared, ...]:
    """Compare two settings in some outcomes."""
    return _compare(policy_of(lesson, before), policy_of(lesson, after), tuple(outcomes))


def curve(lesson: Lesson, lever: str, points: Sequence[float], settings: Settings, outcome: str) -> Curve:
    """Simulate an outcome over the values of a lever, everything else as set."""
    policies = tuple(policy_of(lesson, {**settings, lever: point}) for point in points)
    return Curve(outcome, tuple(map(float, points)), _levels(policies, outcome))


def paths(lesson: Lesson, before: Settings, after: Settings, outcome: str) -> dict[str, tuple[Interval, ...]]:
    """Return an outcome by year under two settings, as ``reference`` and ``own``."""
    found = _paths((policy_of(lesson, before), policy_of(lesson, after)), outcome)
    return dict(zip((REFERENCE, OWN), found, strict=True))


def simulate_all(lesson: Lesson, own: Settings) -> None:
    """Simulate everything that the experiment shows at once, so that nothing has to run by itself afterwards."""
    about = lesson.experiment
    points = ({**own, about.along: point} for point in about.points)
    worlds.outcomes([policy_of(lesson, settings) for settings in (about.reference, own, *points)])


def simulated(policies: Sequence[Policy], outcomes: Sequence[str]) -> pd.DataFrame:
    """Return yearly outcomes under several policies, named by their places, all on the same seeds."""
    import pandas as pd

    columns = ["seed", "year", *outcomes]
    parts = [
        table[columns].assign(scenario=str(place)) for place, table in enumerate(worlds.outcomes(policies))
    ]
    return pd.concat(parts, ignore_index=True)


@lru_cache(maxsize=KEPT)
def _compare(before: Policy, after: Policy, outcomes: tuple[str, ...]) -> tuple[Compared, ...]:
    table = simulated((before, after), outcomes)
    levels, differences = _intervals(runs.levels(table)), _intervals(runs.differences(table))
    return tuple(
        Compared(name, levels["0", name], levels["1", name], differences["1", name]) for name in outcomes
    )


@lru_cache(maxsize=KEPT)
def _levels(policies: tuple[Policy, ...], outcome: str) -> tuple[Interval, ...]:
    levels = _intervals(runs.levels(simulated(policies, [outcome])))
    return tuple(levels[str(place), outcome] for place in range(len(policies)))


@lru_cache(maxsize=KEPT)
def _paths(policies: tuple[Policy, ...], outcome: str) -> tuple[tuple[Interval, ...], ...]:
    rows = runs.trajectories(simulated(policies, [outcome])).to_dict("records")
    return tuple(
        tuple(Interval(row["mean"], row["low"], row["high"]) for row in rows if row["scenario"] == str(place))
        for place in range(len(policies))
    )


@dataclass(frozen=True)
class Found:
    """A finding with its numbers, and whether it holds at the present parameters."""

    finding: Finding
    compared: Compared

    @property
    def holds(self) -> bool:
        """Whether the simulation shows what the lesson says."""
        if self.finding.sign == "same":
            difference = self.compared.difference
            return -self.finding.within <= difference.low and difference.high <= self.finding.within
        return self.compared.sign == self.finding.sign


def findings(lesson: Lesson) -> tuple[Found, ...]:
    """Return the lesson's findings with their numbers."""
    return _findings(lesson.model_dump_json(by_alias=True))


@cache
def _findings(text: str) -> tuple[Found, ...]:
    lesson = Lesson.model_validate_json(text)
    sides = [side for finding in lesson.findings for side in (finding.before, finding.after)]
    worlds.outcomes([policy_of(lesson, side) for side in sides])
    return tuple(
        Found(finding, compare(lesson, finding.before, finding.after, [finding.outcome])[0])
        for finding in lesson.findings
    )


def _intervals(table: pd.DataFrame) -> dict[tuple[str, str], Interval]:
    """Return a table of levels or differences by scenario and outcome."""
    return {
        (str(row["scenario"]), str(row["outcome"])): Interval(row["mean"], row["low"], row["high"])
        for row in table.to_dict("records")
    }


def _typed(parameter: str, value: Value) -> Value:
    """Whole numbers arrive from sliders and from JSON as floats."""
    if declarations()[parameter].kind == "integer" and isinstance(value, float) and value.is_integer():
        return int(value)
    whole = isinstance(value, int) and not isinstance(value, bool)
    return float(value) if whole and declarations()[parameter].kind == "number" else value
