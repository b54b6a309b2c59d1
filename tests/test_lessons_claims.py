"""What lessons say against what the model does: findings, predictions, and points on formulas."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from budgetsim.app.lessons import experiments
from budgetsim.app.lessons import theory as theories
from budgetsim.app.lessons.content import Lesson, Theory
from budgetsim.app.lessons.experiments import SEEDS, Compared, Found, Interval
from budgetsim.app.lessons.reading import lesson_named, lessons
from budgetsim.app.lessons.theory import FORMULAS, drawn, slider_start
from budgetsim.language import language
from budgetsim.model.mechanisms import effort
from budgetsim.model.simulation import simulate
from budgetsim.studies.summary import summary_json

LESSONS = lessons()
FINDINGS = [(lesson, finding.id) for lesson in LESSONS for finding in lesson.findings]
THEORIES = [(lesson, theory) for lesson in LESSONS for theory in lesson.theories]


def lesson_of(name: str) -> Lesson:
    found = lesson_named(name)
    assert found is not None
    return found


@pytest.mark.parametrize(("lesson", "name"), FINDINGS, ids=[f"{x.id}-{name}" for x, name in FINDINGS])
def test_simulation_shows_what_the_lesson_says(lesson: Lesson, name: str) -> None:
    found = next(one for one in experiments.findings(lesson) if one.finding.id == name)
    assert found.holds, (found.finding.sign, found.compared)


@pytest.mark.parametrize(
    ("name", "true"),
    [
        ("multitasking", "down"),
        ("red-tape", "up"),
        ("soft-result-use", "quiet"),
    ],
)
def test_choice_that_is_right_is_the_one_that_is_explained(name: str, true: str) -> None:
    assert experiments.answer(lesson_of(name)).value == true


def test_best_option_is_better_than_every_other_beyond_chance() -> None:
    lesson = lesson_of("soft-result-use")
    asked = lesson.prediction
    best = str(experiments.answer(lesson).value)
    for other in asked.options.keys() - {best}:
        (found,) = experiments.compare(lesson, asked.options[other], asked.options[best], [asked.outcome])
        assert found.sign == "up", other


@pytest.mark.parametrize("name", ["hidden-action", "yardstick"])
def test_best_place_lies_inside_the_range(name: str) -> None:
    true = experiments.answer(lesson_of(name))
    assert true.curve is not None
    assert true.curve.x[0] < float(true.value) < true.curve.x[-1]


def test_ratchet_costs_effort_and_december_is_no_even_month() -> None:
    assert float(experiments.answer(lesson_of("ratchet")).value) < -0.1
    assert float(experiments.answer(lesson_of("year-end-rush")).value) > 2.0 / 12.0
    assert 0.5 < float(experiments.answer(lesson_of("adverse-selection")).value) < 1.0


def test_numbers_are_those_of_the_command_line() -> None:
    lesson = lesson_of("multitasking")
    before, after = lesson.experiment.reference, {"evaluation_coverage": 0.25}
    scenarios = [
        experiments.lesson_scenario(lesson, settings, name)
        for settings, name in ((before, "a"), (after, "b"))
    ]
    result = simulate(scenarios, SEEDS)
    told = summary_json(result.outcomes, SEEDS, 10)
    for one in experiments.compare(lesson, before, after, lesson.experiment.outcomes):
        cells = told["scenarios"]["a"], told["scenarios"]["b"], told["differences"]["b"]
        for interval, cell in zip((one.before, one.after, one.difference), cells, strict=True):
            shown = cell[one.outcome]
            assert (interval.mean, interval.low, interval.high) == (
                shown["mean"],
                shown["low"],
                shown["high"],
            )


def test_curve_and_path_meet_the_table() -> None:
    lesson = lesson_of("ratchet")
    about, own = lesson.experiment, {"target_ratchet": 0.4}
    (found,) = experiments.compare(lesson, about.reference, own, ["effort_output"])
    drawn_curve = experiments.curve(lesson, "target_ratchet", about.points, {}, "effort_output")
    assert drawn_curve.levels[about.points.index(0.4)] == found.after
    path = experiments.paths(lesson, about.reference, own, "effort_output")
    assert np.mean([level.mean for level in path["own"][-3:]]) == pytest.approx(found.after.mean, abs=1e-12)


def test_order_and_company_of_runs_change_nothing() -> None:
    lesson = lesson_of("year-end-rush")
    alone = experiments.compare(lesson, {}, {"carryover": 0.31}, ["december_share"])
    experiments._compare.cache_clear()
    experiments._kept.forget()
    experiments.curve(lesson, "carryover", [0.0, 0.31, 0.9], {}, "december_share")
    assert experiments.compare(lesson, {}, {"carryover": 0.31}, ["december_share"]) == alone


@pytest.mark.parametrize(
    ("low", "high", "sign"), [(0.1, 0.2, "up"), (-0.2, -0.1, "down"), (-0.1, 0.1, "same")]
)
def test_sign_is_that_of_the_whole_interval(low: float, high: float, sign: str) -> None:
    level = Interval(1.0, 0.9, 1.1)
    compared = Compared("performance", level, level, Interval((low + high) / 2.0, low, high))
    assert compared.sign == sign


def test_finding_of_no_change_fails_outside_its_margin() -> None:
    finding = next(one for one in lesson_of("yardstick").findings if one.id == "filter")
    level = Interval(0.02, 0.01, 0.03)
    inside = Compared("risk_cost", level, level, Interval(0.0, -finding.within / 2, finding.within / 2))
    outside = Compared("risk_cost", level, level, Interval(0.0, -finding.within * 2, finding.within / 2))
    assert Found(finding, inside).holds
    assert not Found(finding, outside).holds


@pytest.mark.parametrize(("lesson", "theory"), THEORIES, ids=[f"{x.id}-{y.id}" for x, y in THEORIES])
def test_points_lie_on_the_formula(lesson: Lesson, theory: Theory) -> None:
    start = {slider.name: slider_start(theory, lesson.scenario, slider.name) for slider in theory.sliders}
    found = drawn(theory, start)
    assert len(found.point_x) >= 4
    assert found.agree, found.furthest
    at = dict(zip(found.line_x, found.line_y, strict=True))
    shared = [(at[x], y) for x, y in zip(found.point_x, found.expected, strict=True) if x in at]
    assert shared
    assert all(abs(line - formula) < 1e-12 * max(1.0, abs(formula)) for line, formula in shared)


@pytest.mark.parametrize(
    ("lesson", "theory"),
    [(x, y) for x, y in THEORIES if y.mechanism],
    ids=[y.mechanism for _, y in THEORIES if y.mechanism],
)
@pytest.mark.parametrize("end", ["lower", "upper"])
def test_points_lie_on_formulas_of_the_model_wherever_sliders_stand(
    lesson: Lesson, theory: Theory, end: str
) -> None:
    ends = {slider.name: float(getattr(slider, end)) for slider in theory.sliders}
    found = drawn(theory, ends)
    assert found.agree, (lesson.id, found.furthest)


@pytest.mark.parametrize("theory", [y for _, y in THEORIES if y.limit], ids=lambda theory: theory.id)
def test_lines_of_limits_are_smooth(theory: Theory) -> None:
    assert (theory.limit, theory.quantity) in FORMULAS


def test_wrong_formula_of_red_tape_would_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = SimpleNamespace(effort_price=lambda *given: 1.001 * effort.effort_price(*given))
    monkeypatch.setattr(theories, "effort", wrong)
    assert not theories.red_tape({}).agree


def test_guess_must_be_on_the_slider_or_among_the_choices() -> None:
    place, pick = (lesson_of(name).prediction for name in ("hidden-action", "soft-result-use"))
    assert experiments.admissible(place, 0.5)
    assert not experiments.admissible(place, 1.2)
    assert not experiments.admissible(place, "loud")
    assert not experiments.admissible(place, True)  # noqa: FBT003 - what is tried
    assert experiments.admissible(pick, "loud")
    assert not experiments.admissible(pick, "silent")


def test_numbers_are_written_by_their_unit() -> None:
    speak = language("en")
    assert experiments.level_text("december_share", 0.2179) == "21.8%"
    assert experiments.level_text("result_use", 0.3) == "30%"
    assert experiments.level_text("effort_output", 0.18879) == "0.189"
    gap = experiments.difference_text("december_share", Interval(-0.0564, -0.0568, -0.056), speak)
    assert gap == "−5.640 pp (95 % interval −5.680 to −5.600)"
    assert experiments.guess_text(lesson_of("ratchet"), -0.35, speak) == "−35%"
    assert experiments.guess_text(lesson_of("red-tape"), "up", speak) == "It rises"
    assert experiments.guess_text(lesson_of("hidden-action"), 0.3, speak) == "30%"
    assert experiments.guess_text(lesson_of("yardstick"), 60.0, speak) == "60"
