"""What answers mean for levers and traits: one parameter a scale, linear between two anchors, with its range."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from budgetsim.declarations import declarations
from budgetsim.language import DEFAULT, spoken, told
from budgetsim.scenario import Scenario
from budgetsim.scenario_files.syntax import toml_value
from budgetsim.survey.scales import Scale

NORMAL = 1.959963984540054
"""Standard deviations of a 95 % interval."""
DIGITS = 4


@dataclass(frozen=True)
class Line:
    """One line of the table: parameter, what departments of the model answer from, anchors, their spread, and why."""

    parameter: str
    measure: str
    low: float
    high: float
    spread: float
    reason: Mapping[str, str]
    """By code of the language."""

    def value(self, share: float) -> float:
        """Return the parameter at a share of the scale, within its declared bounds."""
        declared = declarations()[self.parameter]
        value = self.low + share * (self.high - self.low)
        lower, upper = declared.lower, declared.upper
        return min(max(value, -math.inf if lower is None else lower), math.inf if upper is None else upper)

    def share(self, value: float) -> float:
        """Return where a value of the measure stands between the anchors, 0 to 1."""
        return min(max((value - self.low) / (self.high - self.low), 0.0), 1.0)


@dataclass(frozen=True)
class Mapped:
    """A parameter with its 95 % range, and the line by which it was found."""

    scale: str
    parameter: str
    value: float
    low: float
    high: float
    reason: str


@cache
def lines() -> Mapping[str, Line]:
    """Return the table by scale."""
    text = files("budgetsim.survey").joinpath("mapping.toml").read_text(encoding="utf-8")
    return {scale: Line(**line) for scale, line in tomllib.loads(text).items()}


def mapped(scales: Mapping[str, Scale]) -> list[Mapped]:
    """Return a parameter for each scale.

    The range joins what chance leaves open (the interval of the mean) with what the anchors leave open, as independent;
    a scale without an interval has the whole range of its anchors.
    """
    found = []
    for name, scale in scales.items():
        line = lines()[name]
        low, high = 0.0, 1.0
        if math.isfinite(scale.low):
            half = NORMAL * line.spread
            low = scale.mean - math.hypot(scale.mean - scale.low, half)
            high = scale.mean + math.hypot(scale.high - scale.mean, half)
        value, lower, upper = (
            round(line.value(min(max(end, 0.0), 1.0)), DIGITS) for end in (scale.mean, low, high)
        )
        why = line.reason.get(spoken().code, line.reason[DEFAULT])
        found.append(Mapped(name, line.parameter, value, lower, upper, why))
    return found


def district(base: Scenario, found: Sequence[Mapped], name: str, description: str) -> Scenario:
    """Return a scenario with what was answered in place of what it said.

    Raises
    ------
    ScenarioError
        If values do not go together, or a lever would move nothing.
    """
    settings: dict[str, Any] = {one.parameter: one.value for one in found}
    return base.replace(name=name, description=description, **settings)


def scenario_text(scenario: Scenario, found: Sequence[Mapped]) -> str:
    """Return a scenario file that says in comments what each answer came to."""
    comments = [
        f"# {one.parameter}: {one.value:g} ({told('table-interval', low=f'{one.low:g}', high=f'{one.high:g}')});"
        f" {told(f'survey-scale-{one.scale}')}: {one.reason}"
        for one in found
    ]
    return "\n".join([*comments, "", scenario.to_toml()])


def study_text(scenario_file: str, found: Sequence[Mapped], design: Mapping[str, Any]) -> str:
    """Return a study file that draws every parameter from its range; ``budgetsim sweep`` takes it."""
    ranges = [
        f"{one.parameter} = {toml_value(f'{one.low:g}:{one.high:g}')}" for one in found if one.low < one.high
    ]
    settings = {"scenario": scenario_file, **design}
    said = [f"{key} = {toml_value(value)}" for key, value in settings.items()]
    return "\n".join([*said, "", "[uncertainties]", *ranges, ""])
