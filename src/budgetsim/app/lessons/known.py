"""What a lesson shows when parameters are not known: its prediction and its findings in every draw of them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Literal

import numpy as np

from budgetsim.app.lessons.content import Finding, Lesson, Prediction, Settings
from budgetsim.app.lessons.experiments import Guess, lesson_scenario, policy_of
from budgetsim.app.workers import at_work
from budgetsim.kinds.audit.claims import DIRECTIONS, Claim, moved
from budgetsim.kinds.audit.judge import groups_of, judge_group
from budgetsim.kinds.scenarios.question import SEEDS_OF_A_DRAW
from budgetsim.language import DEFAULT, language
from budgetsim.model.measures import OUTCOMES
from budgetsim.model.simulation import run_scenarios
from budgetsim.numerics import Array
from budgetsim.posterior import load_posterior
from budgetsim.studies.ignorance import MIDDLE, sure_way
from budgetsim.studies.keep import LAST_YEARS
from budgetsim.studies.states import DRAWS, State, points_under, states_of
from budgetsim.studies.summary import t_interval

Quality = Literal["right", "near", "off"]


@dataclass(frozen=True)
class OverDraws:
    """What the simulation shows in each draw, and how a guess is judged by all of them."""

    asked: Prediction
    values: tuple[Guess, ...]

    @cached_property
    def shown(self) -> Guess:
        """What is shown for the answer: the median of numbers, or the choice that most draws show."""
        if self.asked.is_number:
            return self.ends[1]
        return max(self.asked.choices, key=self.values.count)

    @cached_property
    def ends(self) -> tuple[float, float, float]:
        """Lower end, median and upper end of the middle 90 % of numbers."""
        low, median, high = np.quantile(np.array(self.values, dtype=np.float64), MIDDLE).tolist()
        return low, median, high

    def share(self, guess: Guess) -> float:
        """Return the share of draws that show what was guessed; a number if it is close enough."""
        return sum(is_close(self.asked, guess, value) for value in self.values) / len(self.values)

    def quality(self, guess: Guess) -> Quality:
        """Judge a guess: ``right`` if it is what is shown, ``near`` if draws do not rule it out, else ``off``.

        A number is not ruled out inside the middle 90 % of draws, a choice not if more than 5 % of draws show it.
        """
        if is_close(self.asked, guess, self.shown):
            return "right"
        if isinstance(guess, str):
            return "near" if sure_way(self.share(guess)) >= 0 else "off"
        low, _, high = self.ends
        return "near" if low <= guess <= high else "off"


def is_close(asked: Prediction, guess: Guess, value: Guess) -> bool:
    """Tell whether a guess is a value: the same choice, or a number no further from it than counts as right."""
    if isinstance(guess, str) or isinstance(value, str):
        return guess == value
    # A guess on the border counts: both are on a slider's steps.
    return abs(guess - value) <= asked.close + 1e-9


@cache
def over_draws(lesson: Lesson) -> OverDraws:
    """Return what the simulation shows in each draw of what nobody knows."""
    return at_work(_over_draws, lesson)


def _over_draws(lesson: Lesson) -> OverDraws:
    asked = lesson.prediction
    values = _values(lesson, _asked_settings(lesson))
    return OverDraws(asked, tuple(_shown(asked, own) for own in values))


def _asked_settings(lesson: Lesson) -> list[Settings]:
    """Return the settings of the policies that a prediction is about, in the order in which they are judged."""
    asked = lesson.prediction
    if asked.kind == "place":
        return [{**asked.before, asked.lever: value} for value in asked.points]
    if asked.kind == "pick":
        return list(asked.options.values())
    before = lesson.experiment.reference if asked.kind == "level" else asked.before
    return [before, asked.after]


def _values(lesson: Lesson, settings: list[Settings]) -> Array:
    """Return the outcome, means over the last years, (draw, policy, seed)."""
    scenarios = [lesson_scenario(lesson, own, f"policy_{place}") for place, own in enumerate(settings)]
    states = states_of(load_posterior(), scenarios, DRAWS, structures={})
    runs = run_scenarios(points_under(scenarios, states), SEEDS_OF_A_DRAW).values
    outcome = list(OUTCOMES).index(lesson.prediction.outcome)
    return np.array([
        [runs[State(draw=draw).of(one.name)][:, -LAST_YEARS:, outcome].mean(axis=1) for one in scenarios]
        for draw in range(states.draws)
    ])  # fmt: skip


def _shown(asked: Prediction, values: Array) -> Guess:
    """Return the answer that one draw shows, from values (policy, seed), as ``experiments.answer`` does."""
    means = values.mean(axis=1)
    if asked.kind == "place":
        return float(asked.points[int(means.argmax())])
    if asked.kind == "pick":
        return tuple(asked.options)[int(means.argmax())]
    if asked.kind == "level":
        return float(means[1])
    if asked.kind == "relative":
        return float((means[1] - means[0]) / means[0]) if means[0] else 0.0
    difference = values[1] - values[0]
    low, high = t_interval(
        np.asarray(difference.mean()), np.asarray(difference.std(ddof=1)), np.asarray(len(difference))
    )
    return "up" if low > 0.0 else "down" if high < 0.0 else "same"


def claims_of(lesson: Lesson) -> tuple[Claim, ...]:
    """Return the findings of a lesson as claims, named for both."""
    return tuple(_claim(lesson, finding) for finding in lesson.findings)


def _claim(lesson: Lesson, finding: Finding) -> Claim:
    root = lesson_scenario(lesson, {}, lesson.scenario)
    base, policy = (moved(root, dict(policy_of(lesson, own)[1])) for own in (finding.before, finding.after))
    key = lesson.key("finding", finding.id)
    bound = finding.within if finding.sign == "same" else math.inf
    direction = DIRECTIONS.get(finding.sign, 0)
    sentence = language(DEFAULT)(key, **dict.fromkeys(("before", "after", "relative"), "…"))
    return Claim(
        f"{lesson.id}-{finding.id}", sentence, lesson.scenario, base, policy, finding.outcome, direction, -bound, bound,
        finding.expects,
    )  # fmt: skip


@cache
def findings_over_draws(lesson: Lesson) -> dict[str, float]:
    """Return the share of draws in which each finding of a lesson holds, by its name."""
    return at_work(_findings_over_draws, lesson)


def _findings_over_draws(lesson: Lesson) -> dict[str, float]:
    seeds = tuple(range(SEEDS_OF_A_DRAW))
    groups = groups_of(claims_of(lesson), load_posterior(), DRAWS, seeds, worlds={})
    shares = {claim.id: claim.declared.share for group in groups for claim in judge_group(group)}
    return {finding.id: shares[f"{lesson.id}-{finding.id}"] for finding in lesson.findings}
