"""What a lesson simulates: two policies on the same seeds, a curve over a lever, findings, and the true answer.

Everything runs through ``budgetsim.app.runs``: the batch engine, the same seeds for all policies, kept in memory and
shared between sessions. Levels are means over the last three years with 95 % intervals over seeds, differences are
paired by seed, as ``budgetsim compare --json`` gives them.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from budgetsim.app import runs
from budgetsim.app.lessons.content import Finding, Lesson, Settings, Sign, Value
from budgetsim.declarations import declarations
from budgetsim.scenario import Scenario, load_scenario

if TYPE_CHECKING:
    import pandas as pd

SEEDS = tuple(range(20))
REFERENCE, OWN = "reference", "own"


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
    typed = {parameter: _typed(parameter, value) for parameter, value in settings.items()}
    return _base(lesson.scenario).replace(name=name, **{**lesson.settings, **typed})


def compare(
    lesson: Lesson, before: Settings, after: Settings, outcomes: Sequence[str]
) -> tuple[Compared, ...]:
    """Compare two settings in some outcomes."""
    table = simulated(lesson, {REFERENCE: before, OWN: after})
    levels, differences = runs.levels(table), runs.differences(table)
    return tuple(
        Compared(
            outcome,
            _interval(levels, REFERENCE, outcome),
            _interval(levels, OWN, outcome),
            _interval(differences, OWN, outcome),
        )
        for outcome in outcomes
    )


def curve(lesson: Lesson, lever: str, points: Sequence[float], settings: Settings, outcome: str) -> Curve:
    """Simulate an outcome over the values of a lever, everything else as set."""
    named = {f"at {point!r}": {**settings, lever: point} for point in points}
    levels = runs.levels(simulated(lesson, named)[["scenario", "seed", "year", outcome]])
    return Curve(outcome, tuple(points), tuple(_interval(levels, name, outcome) for name in named))


def paths(lesson: Lesson, before: Settings, after: Settings, outcome: str) -> dict[str, tuple[Interval, ...]]:
    """Return an outcome by year under two settings, as ``reference`` and ``own``."""
    table = simulated(lesson, {REFERENCE: before, OWN: after})
    found = runs.trajectories(table[["scenario", "seed", "year", outcome]])
    return {
        str(name): tuple(Interval(row["mean"], row["low"], row["high"]) for row in rows.to_dict("records"))
        for name, rows in found.groupby("scenario", sort=False)
    }


def simulated(lesson: Lesson, named: dict[str, Settings]) -> pd.DataFrame:
    """Return yearly outcomes under several settings by name, all on the same seeds."""
    scenarios = [lesson_scenario(lesson, settings, name) for name, settings in named.items()]
    return runs.outcomes(scenarios, SEEDS, scenarios[0].protocol.years)


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
    return tuple(
        Found(finding, compare(lesson, finding.before, finding.after, [finding.outcome])[0])
        for finding in lesson.findings
    )


@cache
def _base(name: str) -> Scenario:
    return load_scenario(name)


def _interval(table: pd.DataFrame, scenario: str, outcome: str) -> Interval:
    cell = runs.cell(table, scenario, outcome)
    return Interval(float(cell["mean"]), float(cell["low"]), float(cell["high"]))


def _typed(parameter: str, value: Value) -> Value:
    """Whole numbers arrive from sliders and from JSON as floats."""
    if declarations()[parameter].kind == "integer" and isinstance(value, float) and value.is_integer():
        return int(value)
    return value
