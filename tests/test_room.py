"""A lecturer's room without its pages: what is kept, what a district gives, and who may close which year."""

from __future__ import annotations

import re
import stat
from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest

from budgetsim.app.play.game import (
    LEVERS,
    YEARS,
    GameError,
    Levers,
    bounds_of,
    opening_levers,
    plan_of,
    seed_of,
    start,
)
from budgetsim.app.play.table import OPTIMUM, PURPOSE, levers_by_year
from budgetsim.app.room import district as districts
from budgetsim.app.room import export
from budgetsim.app.room.best import best_levers
from budgetsim.app.room.classroom import Classroom, gains
from budgetsim.app.room.constraint import CONSTRAINTS, Constraint, constraint_of
from budgetsim.app.room.district import District
from budgetsim.app.room.drawn import ends_of, histogram, step_of
from budgetsim.app.room.errors import RoomError
from budgetsim.app.room.goals import GOALS, Goal
from budgetsim.app.room.ground import Ground, text_of
from budgetsim.app.room.kinds import DISTRICTS, take_over
from budgetsim.app.room.rule import simple_rule
from budgetsim.app.room.store import FILE, Store, StoreError
from budgetsim.app.runs import bureau_views
from budgetsim.language import language
from budgetsim.model.bureau import BureauView
from budgetsim.model.simulation import simulate
from budgetsim.scenario import Scenario, load_scenario

CODE = "public finance 7"
GROUND = Ground(CODE)


class Clock:
    now = 1_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "rooms")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def classroom(store: Store, clock: Clock) -> Classroom:
    return Classroom(store, store.open_room(CODE)[0].slug, clock)


def same(one: BureauView, other: BureauView) -> bool:
    pairs = [(getattr(one, f.name), getattr(other, f.name)) for f in fields(one)]
    return all(
        a == b if f.name == "policy" else np.array_equal(a, b, equal_nan=True)
        for f, (a, b) in zip(fields(one), pairs, strict=True)
    )


def hired(staff: float) -> Levers:
    return tuple((dict(opening_levers()) | {"staff": staff}).items())


# A district ---------------------------------------------------------------------------------------------------------


def test_district_lived_year_by_year_is_the_game_lived_at_once() -> None:
    district = District(GROUND)
    for year in range(1, YEARS + 1):
        levers = simple_rule(GROUND, district.views[-1]) if year % 3 else opening_levers()
        assert district.close(levers, year)
    scenario, seed = GROUND.played(district.game.closed), seed_of(CODE)
    assert all(map(same, district.views, bureau_views(scenario, seed, YEARS)))
    outcomes = simulate([scenario], [seed], YEARS).outcomes
    for name in district.truth[0]:
        assert district.values(name) == outcomes[name].tolist()


def test_students_of_one_district_do_not_move_each_others() -> None:
    quiet, busy = District(GROUND), District(GROUND)
    for year in (1, 2):
        busy.close(simple_rule(GROUND, busy.views[-1]), year)
        quiet.close(opening_levers(), year)
    assert quiet.values(PURPOSE) == districts.left_alone(GROUND).values(PURPOSE)[:2]
    assert busy.values(PURPOSE) == districts.ruled(GROUND).values(PURPOSE)[:2]
    assert quiet.values(PURPOSE) != busy.values(PURPOSE)


@pytest.mark.parametrize(
    "goal", [pytest.param(goal, marks=[pytest.mark.slow] * (name != "waste")) for name, goal in GOALS.items()]
)
def test_best_policy_of_a_district_beats_what_is_known_for_all_and_can_be_set(goal: Goal) -> None:
    stored = tuple(levers_by_year(load_scenario(OPTIMUM))[-1].items())
    best = districts.at_best(GROUND, goal)
    others = (
        districts.lived(GROUND, [tuple(GROUND.within(dict(stored)).items())] * YEARS),
        districts.left_alone(GROUND),
    )
    worth = [goal.factor * float(np.mean(district.values(goal.outcome))) for district in (best, *others)]
    # Where results hardly count, nobody makes claims under the stored optimum either.
    assert worth[0] >= worth[1]
    assert worth[0] > worth[2]
    for name, value in best.game.closed[0]:
        end = GROUND.slider_of(name)
        assert end.lower <= value <= end.upper
        assert value / end.step == pytest.approx(round(value / end.step), abs=1e-6)


@pytest.mark.slow
def test_best_policies_of_twenty_districts_differ_and_are_found_again() -> None:
    goal, codes = GOALS["value"], [f"class {number}" for number in range(20)]
    assert len({constraint_of(code).name for code in codes}) == len(CONSTRAINTS)
    found = {code: best_levers(Ground(code), goal) for code in codes}
    assert len(set(found.values())) == len(codes)
    assert best_levers(Ground(codes[0]), goal) == found[codes[0]]


@pytest.mark.slow
def test_best_policy_where_one_thing_binds_is_poor_where_another_does() -> None:
    goal, grounds = GOALS["value"], [Ground(code_with(constraint)) for constraint in CONSTRAINTS]
    found = [best_levers(ground, goal) for ground in grounds]
    for ground, own in zip(grounds, found, strict=True):
        borrowed = [tuple(ground.within(dict(levers)).items()) for levers in found]
        lived = [
            districts.left_alone(ground),
            *(districts.lived(ground, [levers] * YEARS) for levers in borrowed),
        ]
        quiet, *worth = [float(np.mean(one.values(PURPOSE))) for one in lived]
        best = worth[found.index(own)]
        # The worst of the others' policies goes no more than four fifths of the way.
        assert min(worth) - quiet < 0.8 * (best - quiet)


# What binds ---------------------------------------------------------------------------------------------------------


def code_with(constraint: Constraint) -> str:
    """The first code whose district has a constraint."""
    return next(code for n in range(100) if constraint_of(code := f"group {n}") is constraint)


def test_every_writing_of_a_code_has_the_same_constraint() -> None:
    assert constraint_of("mpa  2026") is constraint_of("ＭＰＡ 2026") is constraint_of(" MPA 2026")
    codes = [f"class {number}" for number in range(1000)]
    counts = [sum(constraint_of(code) is one for code in codes) for one in CONSTRAINTS]
    assert min(counts) > 150


@pytest.mark.parametrize("constraint", CONSTRAINTS, ids=lambda one: one.name)
def test_constraint_leaves_room_for_what_the_bureau_finds(constraint: Constraint) -> None:
    opening = dict(opening_levers())
    assert constraint.within(opening) == opening
    assert {*constraint.most, *constraint.least} <= set(LEVERS)
    assert not set(constraint.settings) & set(LEVERS)


@pytest.mark.parametrize("constraint", CONSTRAINTS, ids=lambda one: one.name)
def test_constraint_leaves_plans_as_they_are_reckoned(constraint: Constraint) -> None:
    district = District(ground := Ground(code_with(constraint)))
    for year in (1, 2):
        levers = simple_rule(ground, district.views[-1])
        plan = plan_of(levers, district.views[-1])
        assert plan.fits
        district.close(levers, year)
        assert district.views[-1].workload_ratio == pytest.approx(plan.ratio)
        assert plan.ratio <= 1.0


# Another district than the game's -----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", DISTRICTS)
def test_class_leads_another_district_within_what_binds_there(name: str) -> None:
    scenario = load_scenario(name)
    ground = Ground("class 3", text_of(scenario))
    bound = ground.constraint
    assert bound is not None
    assert bound.keeps(dict(opening_levers(scenario)))
    district = District(ground)
    for year in (1, 2):
        levers = simple_rule(ground, district.views[-1])
        plan = ground.plan(levers, district.views[-1])
        assert plan.fits
        assert district.close(levers, year)
        assert district.views[-1].workload_ratio == pytest.approx(plan.ratio)
    outcomes = simulate([ground.played(district.game.closed)], [ground.seed], 2).outcomes
    assert district.values(PURPOSE) == outcomes[PURPOSE].tolist()


def test_what_binds_hurts_by_no_number_that_a_scenario_has_set_itself() -> None:
    scenario = start().replace(name="mine", slack_taste=0.3)
    bound = next(one for one in CONSTRAINTS if "slack_taste" in one.settings)
    found = bound.bind(scenario)
    assert found.department.slack_taste == 0.3
    assert found.department.consequence_initial == bound.settings["consequence_initial"]


def test_nothing_binds_where_a_bureau_begins_beyond_every_limit() -> None:
    beyond = {
        "staff": 5.0,
        "information_systems": 0.3,
        "target_ratchet": 0.1,
        "result_use": 0.3,
        "training": 0.2,
    }
    scenario = load_scenario("wangcheng_2015").replace(name="mine", **beyond)
    ground = Ground(CODE, text_of(scenario))
    assert ground.constraint is None
    assert [ground.slider_of(name) for name in LEVERS] == [bounds_of(name) for name in LEVERS]


def test_room_keeps_its_district_over_a_restart_and_once_a_year_is_closed(tmp_path: Path) -> None:
    store = Store(tmp_path)
    slug = store.open_room(CODE)[0].slug
    for name in ("wangcheng_2022", "teaching_yardstick", "wangcheng_2015"):
        take_over(store, slug, load_scenario(name))
    classroom = Classroom(store, slug)
    ann, _ = classroom.join("Ann")
    levers = tuple((dict(classroom.ground.opening) | {"training": 0.05}).items())
    classroom.close_year(ann, levers, 1)
    anew = Classroom(Store(tmp_path), slug)
    assert anew.ground.whole.name == "wangcheng_2015"
    assert anew.district(ann).truth == classroom.district(ann).truth
    take_over(store, slug, load_scenario("wangcheng_2015"))
    with pytest.raises(RoomError, match="wangcheng_2022"):
        take_over(store, slug, load_scenario("wangcheng_2022"))


@pytest.mark.parametrize(
    ("scenario", "key"),
    [
        (load_scenario("teaching_ratchet"), "sides-fault-dear"),
        (load_scenario("reform_package"), "sides-fault-same"),
        (load_scenario("wangcheng_2015").replace(name="mine", staff=16.0), "sides-fault-levers"),
        (load_scenario("wangcheng_2015").replace(name="mine", departments=301), "room-fault-large"),
    ],
    ids=lambda value: value if isinstance(value, str) else value.name,
)
def test_district_that_a_class_cannot_lead_is_refused_with_the_reason(
    store: Store, scenario: Scenario, key: str
) -> None:
    slug = store.open_room(CODE)[0].slug
    values = {"own": "wangcheng_2022", "departments": "301", "most": "300", "why": "|"}
    reason = language("en")(key, name=scenario.name, **values).partition("|")[0]
    with pytest.raises(RoomError) as refused:
        take_over(store, slug, scenario)
    assert str(refused.value).startswith(reason)
    assert store.district(slug) is None


def test_lever_stops_at_the_limits_of_the_district(store: Store) -> None:
    code = code_with(CONSTRAINTS[0])
    classroom = Classroom(store, store.open_room(code)[0].slug)
    ann, _ = classroom.join("Ann")
    most = classroom.ground.slider_of("staff").upper
    assert most < bounds_of("staff").upper
    assert dict(classroom.put(ann, hired(most + 3.0), "staff"))["staff"] == most
    with pytest.raises(GameError, match=r"staff = .*between 0 and 4"):
        classroom.close_year(ann, hired(most + 1.0), 1)
    assert classroom.store.moves(ann.id, 1) == ()
    classroom.close_year(ann, hired(most), 1)


# What is kept -------------------------------------------------------------------------------------------------------


def test_file_is_its_owners_alone_and_holds_no_secret(store: Store) -> None:
    room, key = store.open_room("MPA 2026")
    _, token = store.join(room.slug, "Ann")
    assert stat.S_IMODE(store.path.stat().st_mode) == 0o600
    held = b"".join(file.read_bytes() for file in store.path.parent.iterdir())
    assert b"Ann" in held
    assert key.encode() not in held
    assert token.encode() not in held


def test_room_is_found_by_either_code_however_it_is_typed(store: Store) -> None:
    room, key = store.open_room("MPA  2026")
    for typed in ("mpa 2026", "ＭＰＡ 2026 ", room.slug.lower()):
        assert store.find_room(typed) == room
    again, second = store.open_room("Mpa 2026")
    assert again == room
    assert key != second
    assert store.is_key(room.slug, key)
    assert store.is_key(room.slug, second)
    assert not store.is_key(room.slug, key[:-1])


def test_deleted_room_leaves_nothing(classroom: Classroom, store: Store) -> None:
    student, _ = classroom.join("Nobody-else-has-this-name")
    classroom.close_year(student, opening_levers(), 1)
    classroom.ask("How much?")
    classroom.predict(student, 1, 3.0)
    store.delete_room(classroom.slug)
    store.close()
    assert b"Nobody-else" not in store.path.read_bytes()


def test_file_of_another_edition_is_left_alone(store: Store) -> None:
    store._base.execute("PRAGMA user_version = 99")
    store.close()
    with pytest.raises(StoreError, match=r"another version.*--room-store"):
        Store(store.path.parent)


def test_folder_that_cannot_be_used_is_told(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("")
    with pytest.raises(StoreError, match=f"taken.{FILE}.*--room-store") as caught:
        Store(tmp_path / "taken")
    assert "Errno" not in str(caught.value)


# A class ------------------------------------------------------------------------------------------------------------


def test_after_a_restart_everybody_goes_on_and_nothing_is_doubled(classroom: Classroom, store: Store) -> None:
    student, token = classroom.join("Ann")
    for year in (1, 2, 3, 4):
        classroom.close_year(student, hired(3.0 + year), year)
    anew = Classroom(Store(store.path.parent), classroom.slug)
    again = anew.store.student_of(anew.slug, token)
    assert again == student
    assert anew.district(student).game == classroom.district(student).game
    assert anew.district(student).truth == classroom.district(student).truth
    anew.close_year(student, hired(9.0), 4)  # the phone did not hear the answer, and sends it again
    assert anew.district(student).game == classroom.district(student).game
    anew.close_year(student, hired(9.0), 5)
    assert len(anew.store.moves(student.id, 1)) == 5


def test_in_lock_step_nobody_is_ahead_of_the_class(classroom: Classroom) -> None:
    ann, bo = (classroom.join(name)[0] for name in ("Ann", "Bo"))
    classroom.close_year(ann, opening_levers(), 1)
    classroom.set(pace="step")
    assert classroom.room.year == 2
    classroom.close_year(ann, opening_levers(), 2)
    with pytest.raises(RoomError):
        classroom.close_year(ann, opening_levers(), 3)
    classroom.next_year()
    classroom.close_year(ann, opening_levers(), 3)
    for year in (1, 2):
        classroom.close_year(bo, opening_levers(), year)  # who is behind may catch up
    assert [place.closed for place in classroom.places()] == [3, 2]


def test_pause_holds_everybody(classroom: Classroom) -> None:
    ann, _ = classroom.join("Ann")
    classroom.set(paused=True)
    with pytest.raises(RoomError):
        classroom.close_year(ann, opening_levers(), 1)
    classroom.set(paused=False)
    classroom.close_year(ann, opening_levers(), 1)


def test_year_is_closed_for_all_when_time_is_up_with_what_lies_on_the_desks(
    classroom: Classroom, clock: Clock
) -> None:
    ann, bo = (classroom.join(name)[0] for name in ("Ann", "Bo"))
    classroom.set(pace="step")
    classroom.put(ann, hired(5.0), "staff")
    classroom.time(3)
    clock.now += 179.0
    classroom.tick()
    assert [place.closed for place in classroom.places()] == [0, 0]
    clock.now += 2.0
    classroom.tick()
    assert [place.closed for place in classroom.places()] == [1, 1]
    assert dict(classroom.district(ann).desk)["staff"] == 5.0
    assert classroom.district(bo).desk == opening_levers()
    assert (classroom.room.year, classroom.room.deadline) == (2, None)


def test_lever_stops_where_the_money_ends(classroom: Classroom) -> None:
    ann, _ = classroom.join("Ann")
    most = {name: bounds_of(name).upper for name in LEVERS}
    put = opening_levers()
    for name, upper in most.items():
        put = classroom.put(ann, tuple((dict(put) | {name: upper}).items()), name)
    assert dict(put) != most
    with pytest.raises(GameError):
        classroom.close_year(ann, tuple(most.items()), 1)
    assert classroom.store.moves(ann.id, 1) == ()
    classroom.close_year(ann, put, 1)


@pytest.mark.parametrize("name", ["", "   ", "x" * 41, "a\x07"])
def test_name_must_be_one(classroom: Classroom, name: str) -> None:
    with pytest.raises(RoomError):
        classroom.join(name)


def test_name_is_given_once(classroom: Classroom) -> None:
    classroom.join("Ann")
    for other in (" ann ", "a\u200bnn", "\u202eann"):
        with pytest.raises(RoomError, match="ann is here already"):
            classroom.join(other)


def test_signs_that_are_joined_are_names(classroom: Classroom) -> None:
    assert classroom.join("\U0001f468\u200d\U0001f467")[0].name == "\U0001f468\U0001f467"


def test_answers_count_while_the_question_is_open(classroom: Classroom) -> None:
    ann, _ = classroom.join("Ann")
    classroom.ask("How much?")
    question = classroom.question
    assert question is not None
    classroom.predict(ann, question.id, 20.0)
    classroom.predict(ann, question.id, 30.0)
    assert classroom.store.predictions(question.id) == {ann.id: 30.0}
    for wrong in (-1.0, 101.0, float("nan")):
        with pytest.raises(RoomError):
            classroom.predict(ann, question.id, wrong)
    classroom.close_question()
    with pytest.raises(RoomError):
        classroom.predict(ann, question.id, 40.0)


def test_gain_of_a_student_is_what_lies_above_the_status_quo(classroom: Classroom) -> None:
    idle, busy = (classroom.join(name)[0] for name in ("Idle", "Busy"))
    for year in (1, 2, 3):
        classroom.close_year(idle, opening_levers(), year)
        classroom.close_year(busy, simple_rule(GROUND, classroom.district(busy).views[-1]), year)
    still, moved = classroom.places()
    assert still.gain == 0.0
    rule, quiet = (
        np.mean(one.values(PURPOSE)[:3]) for one in (districts.ruled(GROUND), districts.left_alone(GROUND))
    )
    assert moved.gain == pytest.approx(100.0 * float(rule - quiet), rel=1e-9)


def test_every_goal_counts_gains_in_its_own_outcome(classroom: Classroom) -> None:
    busy, _ = classroom.join("Busy")
    for year in (1, 2):
        classroom.close_year(busy, simple_rule(GROUND, classroom.district(busy).views[-1]), year)
    for goal in GOALS.values():
        classroom.set(goal=goal.name)
        compared = districts.ruled(GROUND), districts.left_alone(GROUND)
        pair = [np.mean(district.values(goal.outcome)[:2]) for district in compared]
        assert classroom.places()[0].gain == pytest.approx(goal.factor * float(pair[0] - pair[1]), rel=1e-9)
        assert goal.factor * (pair[0] - pair[1]) > 0.0
    with pytest.raises(RoomError):
        classroom.set(goal="fame")


def test_attempts_are_recorded(classroom: Classroom) -> None:
    ann, token = classroom.join("Ann")
    with pytest.raises(RoomError):
        classroom.begin_again(ann)
    classroom.close_year(ann, hired(5.0), 1)
    classroom.begin_again(ann)
    again = classroom.store.student_of(classroom.slug, token)
    assert again is not None
    assert classroom.district(again).game.year == 1
    classroom.close_year(again, hired(6.0), 1)
    assert [dict(classroom.store.moves(ann.id, attempt)[0])["staff"] for attempt in (1, 2)] == [5.0, 6.0]
    decisions = export.decisions_of(classroom)
    assert [(row["attempt"], row["staff"]) for row in decisions] == [(1, 5.0), (2, 6.0)]
    assert decisions[0][PURPOSE] == classroom.district(ann, 1).values(PURPOSE)[0]


def test_bots_play_by_themselves_and_wait_for_the_class(classroom: Classroom) -> None:
    classroom.set(pace="step")
    classroom.add_bots(3)
    for _ in range(10):
        classroom.tick()
    assert [place.closed for place in classroom.places()] == [1, 1, 1]
    classroom.next_year()
    for _ in range(10):
        classroom.tick()
    half, whole, quarter = classroom.places()
    assert (half.closed, whole.closed) == (2, 2)
    assert whole.years == tuple(
        gains(districts.ruled(GROUND), districts.left_alone(GROUND), classroom.goal)[:2]
    )
    assert len({half.gain, whole.gain, quarter.gain}) == 3
    with pytest.raises(RoomError):
        classroom.add_bots(21)


def test_names_in_tables_are_no_formulas(classroom: Classroom) -> None:
    classroom.join("=1+1")
    assert "'=1+1" in export.csv_of(export.students_of(classroom))


# Pictures -----------------------------------------------------------------------------------------------------------


def test_histogram_counts_every_value_once() -> None:
    drawn = str(histogram([0.0, 9.9, 10.0, 55.0, 100.0], 0.0, 100.0, 10.0, "a <b>", "students"))
    assert drawn.count("<rect") == 10
    cells = re.findall(r"<td>(\d+)</td>", drawn)
    assert cells == ["2", "1", "0", "0", "0", "1", "0", "0", "0", "1"]
    assert "a &lt;b&gt;" in drawn


@pytest.mark.parametrize(("span", "step"), [(100.0, 20.0), (7.3, 2.0), (0.04, 0.01), (0.0, 1e-9)])
def test_steps_are_round(span: float, step: float) -> None:
    assert step_of(span) == pytest.approx(step, rel=1.3)
    lower, upper = ends_of([0.0, span], step)
    assert lower <= 0.0 < upper
