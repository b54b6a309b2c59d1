"""What lessons and *Explore* keep: answers and levers come back as they were, and nothing that cannot have been."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
import solara
from hypothesis import given, settings
from hypothesis import strategies as st
from test_lab_app import Page, text_of, widget_with, widgets_with

from budgetsim.app.declared import LINKS, bounds_of
from budgetsim.app.explore import policy as explore
from budgetsim.app.explore.policy import ANSWER, Experiment, Plan
from budgetsim.app.inspect import year as inspect
from budgetsim.app.inspect.year import Selection
from budgetsim.app.keeping import KeptError, find, pack, unpack
from budgetsim.app.lessons import progress as answers
from budgetsim.app.lessons.content import Lesson
from budgetsim.app.lessons.experiments import slider_bounds, starting_policy
from budgetsim.app.lessons.page import LessonView
from budgetsim.app.lessons.progress import Progress
from budgetsim.app.lessons.reading import lesson_named, lessons
from budgetsim.declarations import declarations
from budgetsim.language import LANGUAGES, language
from budgetsim.model.timeline import CATEGORICAL, NUMERIC

MOVABLE = tuple(lever for levers in LINKS.values() for lever in levers)


# Lessons ---------------------------------------------------------------------------------------------------------


def guess_of(lesson: Lesson) -> float | str:
    asked = lesson.prediction
    return asked.lower + 0.3 * (asked.upper - asked.lower) if asked.is_number else asked.choices[-1]


def worked(lesson: Lesson, progress: Progress) -> Progress:
    """A lesson with a prediction, policy B moved, each check wrong and then right."""
    progress = progress.predicted(lesson, guess_of(lesson))
    start = starting_policy(lesson)
    ends = {name: slider_bounds(lesson, name, value).upper for name, value in start.items()}
    progress = progress.tried(lesson, start | ends)
    for check in lesson.checks:
        wrong = next(option for option in check.options if option != check.right)
        progress = progress.answered(lesson, check.id, wrong).answered(lesson, check.id, check.right)
    return progress


@pytest.fixture(scope="module")
def everything() -> Progress:
    progress = Progress()
    for lesson in lessons():
        progress = worked(lesson, progress)
    return progress


@pytest.fixture(scope="module")
def first() -> Lesson:
    found = lesson_named("year-end-rush")
    assert found is not None
    return found


def test_all_lessons_come_back_as_they_were(everything: Progress) -> None:
    assert answers.KEEPING.read(answers.KEEPING.write(everything)) == everything
    linked = answers.KEEPING.read(answers.KEEPING.link(everything))
    assert {name: replace(done, own=None) for name, done in everything.lessons.items()} == linked.lessons


def test_all_lessons_fit_an_address(everything: Progress) -> None:
    assert len(answers.KEEPING.link(everything)) < 2000


def test_name_of_the_student_is_not_among_what_is_kept(everything: Progress) -> None:
    held = unpack(answers.KEEPING.write(everything), answers.edition())
    assert {field for done in held.values() for field in done} == {"guess", "tried", "own", "answers"}


def test_device_with_more_answers_goes_on_and_other_answers_are_offered(first: Lesson) -> None:
    begun = Progress().predicted(first, 0.1)
    more = worked(first, begun)
    other = Progress().predicted(first, 0.2)
    kind = answers.KEEPING
    assert find(kind, answers.KEEPING.write(begun), answers.KEEPING.link(more)).work == replace_own(
        more, first
    )
    assert find(kind, answers.KEEPING.write(more), answers.KEEPING.link(begun)).work == more
    found = find(kind, answers.KEEPING.write(more), answers.KEEPING.link(other))
    assert (found.work, found.offered) == (more, other)


def replace_own(progress: Progress, lesson: Lesson) -> Progress:
    return Progress({lesson.id: replace(progress.of(lesson), own=None)})


FORGED: dict[str, Any] = {
    "lesson that does not exist": {"no-such-lesson": {"guess": 0.1}},
    "guess off the slider": {"year-end-rush": {"guess": 7.0}},
    "guess of another kind": {"year-end-rush": {"guess": "up"}},
    "experiment before the prediction": {"year-end-rush": {"tried": 3}},
    "check that does not exist": {"year-end-rush": {"guess": 0.1, "answers": {"who": ["a"]}}},
    "answer that does not exist": {"year-end-rush": {"guess": 0.1, "answers": {"why": ["z"]}}},
    "one answer twice": {"year-end-rush": {"guess": 0.1, "answers": {"why": ["a", "a", "a"]}}},
    "lever that the lesson lacks": {"year-end-rush": {"guess": 0.1, "own": {"staff": 3.0}}},
}
DAMAGED: dict[str, Any] = {
    "a list": [],
    "a name": {"year-end-rush": {"guess": 0.1, "student": "Wang Fang"}},
    "a text for a count": {"year-end-rush": {"tried": "3"}},
    "a negative count": {"year-end-rush": {"tried": -1}},
    "a huge count": {"year-end-rush": {"tried": 10**9}},
    "answers in no list": {"year-end-rush": {"answers": {"why": "a"}}},
}


@pytest.mark.parametrize(
    ("content", "why"),
    [*((content, "rules") for content in FORGED.values()), *((content, "damaged") for content in DAMAGED.values())],
    ids=[*FORGED, *DAMAGED],
)  # fmt: skip
def test_answers_that_cannot_have_been_given_are_refused(content: Any, why: str) -> None:
    with pytest.raises(KeptError) as caught:
        answers.KEEPING.read(pack(content, answers.edition()))
    assert caught.value.why == why


def test_same_answer_twice_is_one(first: Lesson) -> None:
    check = first.checks[0]
    wrong = next(option for option in check.options if option != check.right)
    once = Progress().answered(first, check.id, wrong)
    assert once.answered(first, check.id, wrong) == once


@pytest.mark.parametrize("code", LANGUAGES)
def test_lessons_go_on_with_what_the_browser_kept(code: str, everything: Progress) -> None:
    speak = language(code)
    box, rc = solara.render(Page("lessons", code), handle_error=False)
    assert speak("lesson-done-count", done="0", all="8") in text_of(box)
    widget_with(box, "longest", "6000")._event_callbacks["found"](
        {"stored": answers.KEEPING.write(everything)}
    )
    assert speak("lesson-done-count", done="8", all="8") in text_of(box)
    widget_with(box, "look", "lab-work-forget")._event_callbacks["clicked"]()
    assert speak("lesson-done-count", done="0", all="8") in text_of(box)
    assert widget_with(box, "longest", "6000").content == ""
    rc.close()


def test_policy_that_was_put_back_can_be_taken_back(first: Lesson) -> None:
    progress = worked(first, Progress())
    own = progress.of(first).own

    @solara.component
    def Holder() -> None:  # noqa: N802 - a component
        now, put = solara.use_state(progress)
        held.append(now)
        LessonView(first, now, put, language("en"))

    held: list[Progress] = []
    box, rc = solara.render(Holder(), handle_error=False)
    widget_with(box, "look", "lesson-reset")._event_callbacks["clicked"]()
    assert held[-1].of(first).own is None
    widget_with(box, "look", "lesson-undo")._event_callbacks["clicked"]()
    assert held[-1].of(first).own == own
    rc.close()


# Explore ---------------------------------------------------------------------------------------------------------


@st.composite
def plans(draw: Any) -> Plan:
    plan = Plan(draw(st.sampled_from(("wangcheng_2022", "reform_package"))))
    for lever in sorted(draw(st.sets(st.sampled_from(MOVABLE), max_size=6))):
        if lever in CATEGORICAL:
            value: Any = draw(st.sampled_from(declarations()[lever].choices))
        else:
            assert lever in NUMERIC
            bounds = bounds_of(lever, float(declarations()[lever].default))
            steps = draw(st.integers(0, round((bounds.upper - bounds.lower) / bounds.step)))
            value = min(bounds.upper, bounds.lower + steps * bounds.step)
        plan = plan.move(lever, value, Experiment())
    return plan


@settings(max_examples=30, deadline=None)
@given(plans(), plans(), st.integers(5, 60), st.integers(0, 999_999))
def test_policies_come_back_as_they_were(one: Plan, other: Plan, seeds: int, seed: int) -> None:
    work = explore.Work((one, other), Experiment(seeds=seeds, first_seed=seed))
    assert explore.KEEPING.read(explore.KEEPING.write(work)) == work
    assert len(explore.KEEPING.write(work)) < 2000


START = {"start": "wangcheng_2022", "moved": {}}
SETTINGS = {"departments": 60, "years": 10, "seeds": 20, "first_seed": 0, "from_year": 3}


@pytest.mark.parametrize(
    ("plan", "changed"),
    [
        (START, {"seeds": 100_000}), (START, {"departments": 10_000}), (START, {"years": 400}),
        (START, {"from_year": 11}), (START, {"first_seed": -1}),
        ({"start": ANSWER, "moved": {}}, {}), ({"start": "../../etc/passwd", "moved": {}}, {}),
        ({"start": "wangcheng_2022", "moved": {"result_use": 2.0}}, {}),
        ({"start": "wangcheng_2022", "moved": {"budget_rule": "mine.py:f"}}, {}),
        ({"start": "wangcheng_2022", "moved": {"departments": 9000}}, {}),
        ({"start": "wangcheng_2022", "moved": {"result_use": "0.2"}}, {}),
    ],
)  # fmt: skip
def test_policies_and_settings_that_the_page_does_not_offer_are_refused(plan: Any, changed: Any) -> None:
    with pytest.raises(KeptError) as caught:
        explore.KEEPING.read(
            pack({"plans": [plan, START], "experiment": SETTINGS | changed}, explore.edition())
        )
    assert caught.value.why == "rules"


def test_opening_page_is_nothing_to_keep() -> None:
    box, rc = solara.render(Page("explore", "en"), handle_error=False)
    widget_with(box, "longest", "6000")._event_callbacks["found"]({})
    assert widget_with(box, "longest", "6000").content == ""
    slider = next(w for w in widgets_with(box, "lower") if w.name == "rectification")
    slider._event_callbacks["changed"](0.0)
    kept = widget_with(box, "longest", "6000").content
    assert dict(explore.KEEPING.read(kept).plans[1].moved) == {"rectification": 0.0}
    rc.close()


def test_levers_that_were_put_back_can_be_taken_back() -> None:
    box, rc = solara.render(Page("explore", "en"), handle_error=False)
    assert not widgets_with(box, "look", "explore-undo")
    slider = next(w for w in widgets_with(box, "lower") if w.name == "rectification")
    slider._event_callbacks["changed"](0.0)
    moved = text_of(box)
    widget_with(box, "look", "explore-reset")._event_callbacks["clicked"]()
    widget_with(box, "look", "explore-undo")._event_callbacks["clicked"]()
    assert text_of(box) == moved
    rc.close()


# Inspect ---------------------------------------------------------------------------------------------------------


def test_address_leads_to_the_year_that_is_read() -> None:
    box, rc = solara.render(Page("inspect", "en"), handle_error=False)
    policies, where = widgets_with(box, "longest", "6000")
    assert (policies.name, where.name) == ("explore", "inspect")
    there = inspect.Place(Selection("reform_package", 3, 6, 34), "bureau", 2, whole=False)
    policies._event_callbacks["found"]({})
    where._event_callbacks["found"]({"linked": inspect.KEEPING.write(there)})
    assert where.content == ""  # the address holds it, the browser need not
    assert inspect.KEEPING.read(where.link) == there
    chosen = next(w for w in widgets_with(box, "options") if w.name == "department")
    assert chosen.place == 34
    rc.close()


def test_own_policies_of_explore_are_there_after_a_reload() -> None:
    box, rc = solara.render(Page("inspect", "en"), handle_error=False)
    policies, where = widgets_with(box, "longest", "6000")
    plan = Plan("wangcheng_2022").move("result_use", 0.7, Experiment())
    work = explore.Work((explore.OPENING.plans[0], plan), Experiment())
    policies._event_callbacks["found"]({"stored": explore.KEEPING.write(work)})
    where._event_callbacks["found"]({"linked": inspect.KEEPING.write(inspect.Place(Selection("policy_b")))})
    chosen = next(w for w in widgets_with(box, "options") if w.name == "scenario")
    assert chosen.options[chosen.place] == language("en")("inspect-own-policy_b")
    assert (policies.link, explore.KEEPING.read(policies.content)) == ("", work)
    rc.close()


@pytest.mark.parametrize(
    "changed",
    [{"scenario": "../x"}, {"seed": -1}, {"seed": 10**9}, {"year": 0}, {"department": 5000}, {"side": "both"},
     {"step": -1}, {"whole": 1}, {"more": 1}],
)  # fmt: skip
def test_place_that_is_nowhere_is_refused(changed: dict[str, Any]) -> None:
    where = {
        "scenario": "reform_package",
        "seed": 0,
        "year": 4,
        "department": 3,
        "side": "truth",
        "step": 0,
        "whole": False,
    }
    with pytest.raises(KeptError):
        inspect.KEEPING.read(pack(where | changed, inspect.EDITION))
