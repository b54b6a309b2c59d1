"""What a prediction is worth when parameters are not known: what the simulation shows in every draw of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from budgetsim.app.lessons.content import Lesson, Prediction, Settings
from budgetsim.app.lessons.experiments import Answer, Guess, lesson_scenario, quality
from budgetsim.app.workers import at_work
from budgetsim.kinds.scenarios.question import SEEDS_OF_A_DRAW
from budgetsim.model.measures import OUTCOMES
from budgetsim.model.simulation import run_scenarios
from budgetsim.numerics import Array
from budgetsim.posterior import load_posterior
from budgetsim.studies.ignorance import MIDDLE
from budgetsim.studies.keep import LAST_YEARS
from budgetsim.studies.states import DRAWS, State, points_under, states_of
from budgetsim.studies.summary import t_interval


@dataclass(frozen=True)
class OverDraws:
    """What the simulation shows in each draw."""

    asked: Prediction
    values: tuple[Guess, ...]

    def share(self, guess: Guess) -> float:
        """Return the share of draws in which a guess counts as right."""
        rights = [quality(self.asked, guess, Answer(value)) == "right" for value in self.values]
        return sum(rights) / len(rights)

    @property
    def ends(self) -> tuple[float, float, float]:
        """Lower end, median and upper end of the middle 90 % of numbers."""
        low, median, high = np.quantile(np.array(self.values, dtype=np.float64), MIDDLE).tolist()
        return low, median, high


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
