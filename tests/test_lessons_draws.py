"""Predictions over draws: what each draw shows, and the share in which a prediction is right."""

from __future__ import annotations

import numpy as np
import pytest

from budgetsim.app.lessons.experiments import Answer, answer, lesson_scenario, quality
from budgetsim.app.lessons.known import SEEDS_OF_A_DRAW, over_draws
from budgetsim.app.lessons.reading import lessons
from budgetsim.app.lessons.steps import draws_text
from budgetsim.language import LANGUAGES, language
from budgetsim.model.simulation import simulate
from budgetsim.posterior import load_posterior
from budgetsim.studies.states import DRAWS, points_under, states_of
from budgetsim.studies.summary import run_means

LESSON = next(lesson for lesson in lessons() if lesson.prediction.kind in ("relative", "change"))


def test_every_draw_is_judged_by_its_own_runs() -> None:
    asked = LESSON.prediction
    pair = [
        lesson_scenario(LESSON, side, f"policy_{n}") for n, side in enumerate((asked.before, asked.after))
    ]
    states = states_of(load_posterior(), pair, DRAWS, structures={})
    points = list(points_under(pair, states))[2:4]
    means = run_means(simulate(points, SEEDS_OF_A_DRAW).outcomes)
    before, after = (means[means["scenario"] == one.name][asked.outcome].to_numpy() for one in points)
    found = over_draws(LESSON).values
    assert len(found) == DRAWS
    if asked.kind == "relative":
        assert found[0] == pytest.approx(after.mean() / before.mean() - 1.0, rel=1e-9)
    else:
        way = {"up": 1.0, "down": -1.0}.get(str(found[0]), 0.0)
        assert way in (0.0, np.sign((after - before).mean()))


def test_share_counts_the_draws_in_which_a_guess_is_right() -> None:
    found, true = over_draws(LESSON), answer(LESSON).value
    rights = [quality(LESSON.prediction, true, Answer(value)) == "right" for value in found.values]
    assert found.share(true) == sum(rights) / DRAWS


@pytest.mark.parametrize("code", LANGUAGES)
def test_students_are_told_the_share_of_draws(code: str) -> None:
    found, true = over_draws(LESSON), answer(LESSON).value
    text = draws_text(LESSON, found, true, true, language(code))
    assert str(DRAWS) in text
    assert "%" in text
