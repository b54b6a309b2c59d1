"""After the game in a room: decisions weighed against the same years without them, contrasts, the gradebook."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest
from room_door import Building

from budgetsim.app.explore.compare import written
from budgetsim.app.play.game import YEARS, Levers, opening_levers
from budgetsim.app.room import debrief
from budgetsim.app.room.classroom import Classroom, gains
from budgetsim.app.room.debrief import Closed, contrasts, hired_first, weigh, without
from budgetsim.app.room.district import at_best, left_alone, lived, ruled
from budgetsim.app.room.export import gradebook_of
from budgetsim.app.room.goals import GOALS
from budgetsim.app.room.ground import Ground
from budgetsim.app.room.shown import debrief_state, gain_text
from budgetsim.app.room.store import Store
from budgetsim.language import language

CODE = "public finance 7"
GROUND = Ground(CODE)
VALUE = GOALS["value"]


def levers(**moved: float) -> Levers:
    return tuple((dict(opening_levers()) | moved).items())


def stepped(*years: dict[str, float]) -> Closed:
    """Ten years of which the last one that is named stays."""
    return tuple(levers(**years[min(year, len(years) - 1)]) for year in range(YEARS))


def test_decision_is_worth_what_it_moved_in_the_district_itself() -> None:
    closed = stepped({}, {"staff": 6.0}, {"staff": 6.0, "training": 0.4})
    found = {(one.year, one.lever): one for one in weigh(GROUND, closed, VALUE)}
    assert set(found) == {(2, "staff"), (3, "training")}
    for (year, lever), one in found.items():
        pair = [
            lived(GROUND, game).values(VALUE.outcome)
            for game in (closed, without(opening_levers(), closed, year, lever))
        ]
        assert one.effect == pytest.approx(100.0 * float(np.mean(pair[0]) - np.mean(pair[1])), rel=1e-9)


def test_lever_left_alone_stays_until_it_is_moved_again() -> None:
    closed = stepped({"staff": 5.0}, {"staff": 5.0}, {"staff": 8.0})
    other = [dict(year)["staff"] for year in without(opening_levers(), closed, 1, "staff")]
    assert other == [3.0, 3.0, *[8.0] * 8]
    assert without(opening_levers(), closed, 3, "staff") == stepped({"staff": 5.0})


def test_decisions_that_moved_most_come_first_and_idle_games_have_none() -> None:
    sizes = [abs(one.effect) for one in weigh(GROUND, ruled(GROUND).game.closed, VALUE)]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] > 0.0
    assert weigh(GROUND, stepped({}), VALUE) == ()


@pytest.mark.parametrize(
    ("years", "did"),
    [
        (({"staff": 5.0}, {"staff": 5.0, "training": 0.3}), True),
        (({"staff": 5.0, "training": 0.3},), True),
        (({"training": 0.3}, {"staff": 5.0, "training": 0.3}), False),
        (({"training": 0.3},), False),
        (({},), False),
        (({"staff": 5.0},), True),
    ],
)
def test_who_hired_before_they_promised(years: tuple[dict[str, float], ...], did: bool) -> None:  # noqa: FBT001 - a case
    assert hired_first(opening_levers(), stepped(*years)) is did


def test_contrast_is_welchs_and_says_nothing_of_few() -> None:
    from scipy.stats import ttest_ind

    ours, theirs = [3.0, 4.0, 6.0, 5.5], [1.0, 2.5, 0.5]
    games = [(stepped({"staff": 5.0}), gain) for gain in ours] + [(stepped({}), gain) for gain in theirs]
    found = {one.name: one for one in contrasts(opening_levers(), games)}
    expected = ttest_ind(ours, theirs, equal_var=False).confidence_interval()
    hired = found["hired"]
    assert (hired.did, hired.others) == (4, 3)
    assert (hired.low, hired.high) == pytest.approx((expected.low, expected.high), rel=1e-9)
    assert math.isnan(found["training"].difference)
    assert set(found) == set(debrief.CONTRASTS)


def test_gradebook_counts_the_best_whole_game_and_leaves_bots_out(tmp_path: Path) -> None:
    store = Store(tmp_path)
    classroom = Classroom(store, store.open_room(CODE)[0].slug)
    classroom.add_bots(1)
    ann, _ = classroom.join("Ann")
    best = at_best(GROUND, VALUE)
    for year in range(1, YEARS + 1):
        classroom.close_year(ann, best.game.closed[0], year)
    classroom.begin_again(ann)
    (again,) = (one for one in store.students(classroom.slug) if one == ann)
    classroom.close_year(again, opening_levers(), 1)
    classroom.ask("=How much?")
    question = classroom.question
    assert question is not None
    classroom.predict(again, question.id, 12.5)
    (row,) = gradebook_of(classroom, best)
    told = [row[head] for head in ("name", "score", "attempts", "whole_games", "years_closed")]
    assert told == ["Ann", 100.0, 2, 1, 1]
    assert row["gain"] == pytest.approx(np.mean(gains(best, left_alone(GROUND), VALUE)))
    assert row["'=How much?"] == 12.5


def test_class_sees_what_no_bureau_saw_beside_the_status_quo_without_bots(tmp_path: Path) -> None:
    store = Store(tmp_path)
    classroom = Classroom(store, store.open_room(CODE)[0].slug)
    names = ["Ann", "Bo"]
    for name, staff in zip(names, (4.0, 6.0), strict=True):
        student, _ = classroom.join(name)
        for year in range(1, YEARS + 1):
            classroom.close_year(student, levers(staff=staff), year)
    classroom.add_bots(1)
    while any(place.closed < YEARS for place in classroom.places()):
        classroom.tick()
    state = debrief_state(classroom, [(place, ()) for place in classroom.places()], language("en"))
    games = [lived(GROUND, stepped({"staff": staff})) for staff in (4.0, 6.0)]
    unseen = dict(state["unseen"]["rows"])["Active waste"]
    expected = [
        np.mean([one.truth[-1]["active_waste"] for one in some]) for some in (games, [left_alone(GROUND)])
    ]
    assert unseen[:2] == [written("active_waste", float(value)) for value in expected]
    assert len(unseen) == len(state["unseen"]["players"]) == 3
    middle = np.median([np.mean(gains(one, left_alone(GROUND), VALUE)) for one in games])
    assert gain_text(float(middle)) in state["class_gain"]


def test_student_is_told_what_moved_most_once_the_truth_is_shown(tmp_path: Path) -> None:
    building = Building(tmp_path)
    ann, english = building.student("Ann"), language("en")
    for year in range(1, YEARS + 1):
        ann.close(year, levers(staff=7.0))
    assert english("room-decisions") not in ann.get().body
    building.lecturer.post("desk", "truth", value="1")
    assert english("room-decisions-wait") in ann.get().body
    assert "Year 1: Staff 3 → 7" in ann.get().body
    page = building.lecturer.get("desk", "debrief").body
    assert "Year 1: Staff 3 → 7" in page
    assert english("room-contrast-few", least="3") in page
    for more in ("debrief", "gradebook.csv"):
        assert ann.get("desk", more).status == 403
    book = building.lecturer.get("desk", "gradebook.csv")
    assert book.body.startswith("\ufeffroom,name,score,gain,attempts,whole_games,years_closed")
    assert "budgetsim%20Public%20Finance%207.csv" in (book.header("content-disposition") or "")
