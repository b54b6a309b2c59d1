"""Lessons over draws: what each shows, how predictions are judged by all of them, and where findings hold."""

from __future__ import annotations

import numpy as np
import pytest

from budgetsim.app.lessons.content import Prediction
from budgetsim.app.lessons.experiments import answer, lesson_scenario
from budgetsim.app.lessons.known import (
    SEEDS_OF_A_DRAW,
    OverDraws,
    claims_of,
    findings_over_draws,
    is_close,
    over_draws,
)
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


def test_share_counts_the_draws_that_show_what_was_guessed() -> None:
    found, true = over_draws(LESSON), answer(LESSON).value
    assert (
        found.share(true) == sum(is_close(LESSON.prediction, true, value) for value in found.values) / DRAWS
    )


def test_a_number_is_judged_by_the_middle_of_all_draws() -> None:
    asked = Prediction(kind="level", outcome="december_share", close=0.03)
    found = OverDraws(asked, tuple(np.linspace(0.1, 0.3, 101).tolist()))
    assert found.shown == pytest.approx(0.2)
    for guess, how in (
        (0.2, "right"),
        (0.23, "right"),
        (0.17, "right"),
        (0.24, "near"),
        (0.12, "near"),
        (0.105, "off"),
    ):
        assert found.quality(guess) == how, guess
    narrow = OverDraws(asked, (0.2,) * 20)
    assert [narrow.quality(guess) for guess in (0.22, 0.25)] == ["right", "off"]


def test_a_choice_is_judged_by_how_many_draws_show_it() -> None:
    asked = Prediction(kind="change", outcome="performance")
    found = OverDraws(asked, ("up",) * 70 + ("down",) * 25 + ("same",) * 5)
    assert (found.shown, [found.quality(way) for way in ("up", "down", "same")]) == (
        "up",
        ["right", "near", "off"],
    )


def test_findings_hold_in_the_share_of_draws_that_an_audit_counts() -> None:
    """A finding is a claim: its sign in each draw is that of the mean over seeds of that draw alone."""
    finding, claim = LESSON.findings[0], claims_of(LESSON)[0]
    assert claim.policy is not None
    pair = [claim.base, claim.policy]
    points = list(points_under(pair, states_of(load_posterior(), pair, DRAWS, structures={})))
    means = run_means(simulate(points[2:], SEEDS_OF_A_DRAW).outcomes).set_index("scenario")[claim.outcome]
    before, after = (
        means[[one.name for one in points[2:][place::2]]].groupby(level=0, sort=False).mean()
        for place in (0, 1)
    )
    assert findings_over_draws(LESSON)[finding.id] == np.mean(
        (after.to_numpy() - before.to_numpy()) * claim.direction > 0.0
    )


@pytest.mark.parametrize("code", LANGUAGES)
def test_students_are_told_the_share_of_draws(code: str) -> None:
    found, true = over_draws(LESSON), answer(LESSON).value
    text = draws_text(LESSON, found, true, language(code))
    assert str(DRAWS) in text
    assert "%" in text
