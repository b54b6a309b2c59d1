"""What a lesson simulates: two policies on the same seeds, a curve over a lever, findings, and the true answer.

A batch of eight policies costs hardly more than two by themselves, so what is missing runs in one batch, and a
slider's new curve is there at once. Runs are kept in memory and shared between sessions; the numbers are those of
``simulate`` and depend on policy and seed alone, never on the batch or on who asked. Levels are means over the last
three years with 95 % intervals over seeds, differences are paired by seed, as ``budgetsim compare --json`` gives them.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from budgetsim import rounding
from budgetsim.app.declared import Bounds, bounds_of, is_share
from budgetsim.app.lessons.content import Finding, Lesson, Prediction, Settings, Sign, Value
from budgetsim.app.workers import Shared, at_work
from budgetsim.declarations import GROUPS, declarations
from budgetsim.language import Language
from budgetsim.model.simulation import simulate
from budgetsim.rounding import digits_for, estimate, fixed
from budgetsim.scenario import Scenario, load_scenario
from budgetsim.studies import summary

if TYPE_CHECKING:
    import pandas as pd

SEEDS = tuple(range(20))
KEPT_RUNS = 400
"""Policies whose outcomes are kept: some 70 kB each for 20 seeds and ten years."""
REFERENCE, OWN = "reference", "own"
KEPT = 512
"""Comparisons, curves and paths kept in memory: a few hundred bytes each."""

Policy = tuple[str, tuple[tuple[str, Value], ...]]
"""Name of a scenario, and parameters that are set on top of it, sorted."""
Guess = float | str

_kept: Shared[Policy, pd.DataFrame] = Shared(KEPT_RUNS)


@lru_cache(maxsize=KEPT_RUNS)
def scenario_of(policy: Policy) -> Scenario:
    """Return the scenario of a policy.

    Raises
    ------
    ScenarioError
        If a value is not admissible.
    """
    name, settings = policy
    return load_scenario(name).replace(**dict(settings))


def outcomes_of(policies: Sequence[Policy]) -> list[pd.DataFrame]:
    """Return yearly outcomes of each policy under ``SEEDS``: ``simulate(...).outcomes``. Do not write into them."""
    return _kept.get(policies, lambda missing: at_work(_simulated, missing))


def _simulated(policies: list[Policy]) -> dict[Policy, pd.DataFrame]:
    named = [scenario_of(policy).replace(name=str(place)) for place, policy in enumerate(policies)]
    table = simulate(named, SEEDS).outcomes
    parts = dict(iter(table.groupby("scenario", sort=False)))
    return {policy: parts[str(place)] for place, policy in enumerate(policies)}


@dataclass(frozen=True)
class Interval:
    """A mean and its 95 % interval over seeds."""

    mean: float
    low: float
    high: float


def columns(levels: Sequence[Interval]) -> tuple[list[float], list[float], list[float]]:
    """Return means, lower and upper ends, as charts take them."""
    return [one.mean for one in levels], [one.low for one in levels], [one.high for one in levels]


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
    return scenario_of(policy_of(lesson, settings)).replace(name=name)


def policy_of(lesson: Lesson, settings: Settings) -> Policy:
    """Return what determines a lesson's scenario under some settings."""
    merged = {**lesson.settings, **settings}
    return lesson.scenario, tuple(sorted((name, _typed(name, value)) for name, value in merged.items()))


def starting_policy(lesson: Lesson) -> Settings:
    """Return the values of the sliders before anybody moves them."""
    values = lesson_scenario(lesson, lesson.experiment.start, OWN).to_dict()
    every = {name: value for group in GROUPS for name, value in values[group].items()}
    return {slider.name: float(every[slider.name]) for slider in lesson.experiment.sliders}


def slider_bounds(lesson: Lesson, name: str, value: Value) -> Bounds:
    """Return a slider's ends and step: as the lesson sets them, else as studies vary the parameter."""
    slider = next(slider for slider in lesson.experiment.sliders if slider.name == name)
    usual = bounds_of(name, float(value))
    lower = usual.lower if slider.lower is None else slider.lower
    upper = usual.upper if slider.upper is None else slider.upper
    return Bounds(lower, upper, usual.step if slider.step is None else slider.step)


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
    levels = _paths((policy_of(lesson, before), policy_of(lesson, after)), outcome)
    return dict(zip((REFERENCE, OWN), levels, strict=True))


def simulate_all(lesson: Lesson, own: Settings) -> None:
    """Simulate everything that the experiment shows at once, so that nothing has to run by itself afterwards."""
    experiment = lesson.experiment
    points = ({**own, experiment.along: point} for point in experiment.points)
    outcomes_of([policy_of(lesson, settings) for settings in (experiment.reference, own, *points)])


def simulated(policies: Sequence[Policy], outcomes: Sequence[str]) -> pd.DataFrame:
    """Return yearly outcomes under several policies, named by their places, all on the same seeds."""
    import pandas as pd

    columns = ["seed", "year", *outcomes]
    parts = [
        table[columns].assign(scenario=str(number)) for number, table in enumerate(outcomes_of(policies))
    ]
    return pd.concat(parts, ignore_index=True)


@lru_cache(maxsize=KEPT)
def _compare(before: Policy, after: Policy, outcomes: tuple[str, ...]) -> tuple[Compared, ...]:
    table = simulated((before, after), outcomes)
    levels, differences = _intervals(summary.level_table(table)), _intervals(summary.difference_table(table))
    return tuple(
        Compared(name, levels["0", name], levels["1", name], differences["1", name]) for name in outcomes
    )


@lru_cache(maxsize=KEPT)
def _levels(policies: tuple[Policy, ...], outcome: str) -> tuple[Interval, ...]:
    levels = _intervals(summary.level_table(simulated(policies, [outcome])))
    return tuple(levels[str(number), outcome] for number in range(len(policies)))


@lru_cache(maxsize=KEPT)
def _paths(policies: tuple[Policy, ...], outcome: str) -> tuple[tuple[Interval, ...], ...]:
    rows = summary.trajectories(simulated(policies, [outcome])).to_dict("records")
    return tuple(
        tuple(
            Interval(row["mean"], row["low"], row["high"]) for row in rows if row["scenario"] == str(number)
        )
        for number in range(len(policies))
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


@cache
def findings(lesson: Lesson) -> tuple[Found, ...]:
    """Return the lesson's findings with their numbers."""
    sides = [side for finding in lesson.findings for side in (finding.before, finding.after)]
    outcomes_of([policy_of(lesson, side) for side in sides])
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


@dataclass(frozen=True)
class Answer:
    """What the simulation shows: the number, or the choice that is right, with what it was taken from.

    ``options`` holds, for a ``pick``, each option compared with the first one.
    """

    value: Guess
    compared: Compared | None = None
    curve: Curve | None = None
    options: tuple[tuple[str, Compared], ...] = ()


def admissible(asked: Prediction, guess: Guess) -> bool:
    """Tell whether a guess can be given: a number on the slider, or one of the choices."""
    if asked.is_number:
        number = isinstance(guess, float | int) and not isinstance(guess, bool)
        return number and asked.lower <= float(guess) <= asked.upper
    return guess in asked.choices


@cache
def answer(lesson: Lesson) -> Answer:
    """Return what the simulation shows at the present parameters."""
    asked = lesson.prediction
    if asked.kind == "place":
        result = curve(lesson, asked.lever, asked.points, asked.before, asked.outcome)
        return Answer(result.top, curve=result)
    if asked.kind == "pick":
        first = next(iter(asked.options.values()))
        options = {name: _difference(lesson, first, settings) for name, settings in asked.options.items()}
        best = max(options, key=lambda name: options[name].after.mean)
        return Answer(best, options=tuple(options.items()))
    before = lesson.experiment.reference if asked.kind == "level" else asked.before
    compared = _difference(lesson, before, asked.after)
    values = {"level": compared.after.mean, "relative": compared.relative, "change": compared.sign}
    return Answer(values[asked.kind], compared=compared)


def _difference(lesson: Lesson, before: Settings, after: Settings) -> Compared:
    """Compare the outcome that the prediction asks for."""
    return compare(lesson, before, after, [lesson.prediction.outcome])[0]


def level_text(name: str, value: float) -> str:
    """Return a value of an outcome or parameter."""
    if is_share(name):
        return share_text(value)
    return fixed(value, digits_for(None, None, value))


def share_text(share: float, *, sign: bool = False) -> str:
    """Return a share as a percentage; whole ones without decimals."""
    text = rounding.per_cent(share)
    return f"+{text}" if sign and share > 0.0 and text != "0%" else text


def difference_text(name: str, interval: Interval, speak: Language) -> str:
    """Return a difference with its sign and its 95 % interval; of shares in percentage points."""
    mean, low, high = difference_parts(name, interval, speak)
    return speak("lesson-interval", mean=mean, low=low, high=high)


def difference_parts(name: str, interval: Interval, speak: Language) -> tuple[str, str, str]:
    """Return a difference with its sign and the ends of its 95 % interval; of shares in percentage points."""
    share = is_share(name)
    ends = (interval.mean, interval.low, interval.high)
    change = estimate(*(100.0 * end if share else end for end in ends), sign=True)
    return speak("lesson-points", points=change.value) if share else change.value, change.low, change.high


def finding_values(compared: Compared) -> dict[str, str]:
    """Return the variables of a finding's message."""
    return {
        "before": level_text(compared.outcome, compared.before.mean),
        "after": level_text(compared.outcome, compared.after.mean),
        "relative": share_text(abs(compared.relative)),
    }


def numbered(lesson: Lesson, part: str, count: int, speak: Language, **values: str) -> list[str]:
    """Return the messages ``-<part>-1``, ``-<part>-2``, … of a lesson."""
    return [speak(lesson.key(part, number), **values) for number in range(1, count + 1)]


def lever_values(lesson: Lesson, speak: Language) -> dict[str, str]:
    """Return the variables of a suggestion's message: what sliders and outcomes of the experiment are called."""
    sliders = (slider.name for slider in lesson.experiment.sliders)
    return {name: speak.name(name) for name in (*sliders, *lesson.experiment.outcomes)}


def guess_text(lesson: Lesson, guess: Guess, speak: Language) -> str:
    """Return a guess, or the true answer, in words."""
    asked = lesson.prediction
    if isinstance(guess, str):
        return speak(lesson.key("predict", guess)) if asked.kind == "pick" else speak(f"lesson-sign-{guess}")
    if asked.kind == "relative":
        return share_text(guess, sign=True)
    if asked.kind == "place" and not is_share(asked.lever):
        return f"{guess:g}"  # a step of the slider, not an estimate
    return level_text(asked.lever if asked.kind == "place" else asked.outcome, guess)
