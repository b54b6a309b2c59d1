"""A room with two sides without its pages: one district, seats, turns, and what is lived again after a restart."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from budgetsim import BudgetModel, DepartmentAgent
from budgetsim.app.play.game import (
    YEARS,
    GameError,
    Levers,
    afford,
    bounds_of,
    opening_levers,
    plan_of,
    seed_of,
    start,
)
from budgetsim.app.room.classroom import Classroom
from budgetsim.app.room.constraint import CONSTRAINTS, Constraint, constraint_of
from budgetsim.app.room.errors import RoomError
from budgetsim.app.room.ground import Ground, text_of
from budgetsim.app.room.kinds import DISTRICTS, open_sides
from budgetsim.app.room.rule import simple_rule
from budgetsim.app.room.sides.actions import Actions, check_actions, on_sliders, sliders
from budgetsim.app.room.sides.classroom import LECTURER, RULE, STATUS_QUO, STUDENT, TwoSided
from budgetsim.app.room.sides.district import SharedDistrict, lived
from budgetsim.app.room.sides.ground import HERE, SharedGround, faults_of
from budgetsim.app.room.sides.kept import Kept
from budgetsim.app.room.sides.records import BUREAU
from budgetsim.app.room.sides.rule import simple_rule_in
from budgetsim.app.room.sides.without import course_of, otherwise
from budgetsim.app.room.store import Store, Student
from budgetsim.model.measures import OUTCOMES
from budgetsim.scenario import Change, Scenario, load_scenario, scenario_names

CODE, SIZE = "both sides", 12
GROUND = SharedGround(CODE, departments=SIZE)
SLIDERS = sliders(GROUND.department)


class Clock:
    now = 1_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "rooms")


@pytest.fixture
def room(store: Store, clock: Clock) -> TwoSided:
    slug = store.open_room(CODE)[0].slug
    open_sides(store, slug, SIZE)
    made = TwoSided(store, slug, clock)
    made.set(paused=False)
    return made


def levers_with(**moved: float) -> Levers:
    return tuple((dict(opening_levers()) | moved).items())


def drawn(seed: int) -> Actions:
    random = np.random.default_rng(seed)
    return tuple(
        (name, round(float(random.uniform(end.lower, 0.6 * end.upper)), 2)) for name, end in SLIDERS.items()
    )


def played(years: int = YEARS) -> SharedDistrict:
    """A game in which seats 0 and 3 decide every year, and seat 5 from year 4 on."""
    district = SharedDistrict(GROUND)
    for year in range(1, years + 1):
        busy = levers_with(staff=5.0, monitoring_intensity=0.2, result_use=0.3)
        district.announce(busy if year > 2 else opening_levers())
        seats = (0, 3) if year < 4 else (0, 3, 5)
        district.close({seat: drawn(100 * year + seat) for seat in seats})
    return district


# The district -------------------------------------------------------------------------------------------------------


def test_game_is_the_models_own_run_with_the_same_decisions() -> None:
    district = played()
    scenario, now = GROUND.scenario, GROUND.in_district(opening_levers())
    changes = []
    for year, announced in enumerate(district.levers, start=1):
        new = GROUND.in_district(announced)
        moved = {name: value for name, value in new.items() if value != now[name]}
        changes += [Change(year=year, share=1.0, assignment="random", levers=moved)] if moved else []
        now = new

    class Scripted(DepartmentAgent):
        def decide(self, view: Any) -> Any:
            year = self.model.year - 1
            given = district.decided[year].get(self.row) if year >= 0 else None
            return replace(view.planned, **dict(given)) if given else view.planned

    model = BudgetModel(scenario.replace(changes=changes), seed_of(CODE), department_class=Scripted)
    model.run_years(YEARS)
    for name in OUTCOMES:
        got = [closed.outcomes[name] for closed in district.closed[1:]]
        assert got == model.outcomes[name].tolist(), name


def test_district_that_nobody_plays_is_the_models_own() -> None:
    district = lived(GROUND, [opening_levers()] * 3, [{}] * 3)
    model = BudgetModel(GROUND.scenario, seed_of(CODE))
    model.run_years(3)
    for name in OUTCOMES:
        assert [closed.outcomes[name] for closed in district.closed[1:]] == model.outcomes[name].tolist()


def test_what_would_have_been_is_the_same_game_lived_without_the_seat() -> None:
    district = played()
    found = otherwise(course_of(district))
    assert set(found.payoffs) == {0, 3, 5}
    for seat, payoffs in found.payoffs.items():
        without = [{one: act for one, act in year.items() if one != seat} for year in district.decided]
        assert lived(GROUND, district.levers, without).payoffs(seat) == list(payoffs)
        assert list(payoffs) != district.payoffs(seat)
    nobody = lived(GROUND, district.levers, [{}] * YEARS)
    quiet = lived(GROUND, [opening_levers()] * YEARS, [{}] * YEARS)
    for name in ("net_social_value", "self_score", "active_waste"):
        assert [closed.outcomes[name] for closed in nobody.closed[1:]] == list(found.nobody[name])
        assert [closed.outcomes[name] for closed in quiet.closed[1:]] == list(found.quiet[name])


def test_parts_of_a_payoff_add_up_to_it() -> None:
    for closed in played(3).closed:
        np.testing.assert_allclose(sum(closed.parts.values()), closed.panel["payoff"], rtol=0, atol=1e-12)


def test_honest_score_is_the_claimed_one_where_nothing_is_claimed() -> None:
    honest = tuple((dict(drawn(1)) | {"manipulation": 0.0}).items())
    liar = tuple((dict(drawn(1)) | {"manipulation": 0.5}).items())
    district = SharedDistrict(GROUND)
    district.announce(opening_levers())
    closed = district.close({0: honest, 1: liar})
    assert closed.honest[0] == closed.panel["self_score"][0]
    assert closed.honest[1] < closed.panel["self_score"][1]
    assert (closed.honest <= closed.panel["self_score"] + 1e-12).all()


def test_department_sees_what_was_announced_before_it_decides() -> None:
    district = SharedDistrict(GROUND)
    district.announce(opening_levers())
    assert district.announced is not None
    before = district.announced.brief(2)
    watched = SharedDistrict(GROUND)
    watched.announce(levers_with(staff=8.0, monitoring_intensity=0.6))
    assert watched.announced is not None
    after = watched.announced.brief(2)
    assert after.misuse_found > before.misuse_found
    assert after.budget == before.budget
    low, high = (district.announced.targets(2, understatement)[0] for understatement in (0.4, -0.4))
    assert low < high


def test_january_is_looked_at_without_living_it() -> None:
    district = SharedDistrict(GROUND)
    first = district.closed[0].view
    district.announce(opening_levers())
    assert district.year == 1
    assert district.view is first
    with pytest.raises(ValueError, match="announce"):
        SharedDistrict(GROUND).close({})


def test_rules_of_the_game_hold_in_a_district_of_any_size() -> None:
    whole = replace(GROUND, departments=60)
    small, large = SharedDistrict(GROUND), SharedDistrict(whole)
    view = large.view
    levers = levers_with(staff=4.0, monitoring_intensity=0.3, training=0.1)
    assert whole.plan(levers, view) == plan_of(levers, view)
    assert simple_rule_in(whole, view) == simple_rule(Ground(CODE), view)
    wanted = whole.slider_of("audit_coverage").upper
    got = whole.afford(levers, "audit_coverage", wanted, view)
    assert got == afford(levers, "audit_coverage", wanted, view)
    small.announce(levers)
    plan = GROUND.plan(levers, small.view)
    closed = small.close({})
    assert closed.view.workload_ratio == pytest.approx(plan.ratio, rel=1e-12)
    assert plan.cost == plan_of(levers, view).cost
    assert GROUND.in_district(levers)["staff"] == pytest.approx(4.0 * SIZE / 60)


# Which district it is -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("own", CONSTRAINTS, ids=lambda own: own.name)
def test_what_binds_by_the_code_binds_both_sides(store: Store, own: Constraint) -> None:
    code = next(code for code in map(str, range(200)) if constraint_of(code) is own)
    slug = store.open_room(code)[0].slug
    open_sides(store, slug, SIZE)
    room = TwoSided(store, slug)
    room.set(paused=False)
    room.close_for_all()
    room.give_bureau(LECTURER)
    room.close_for_all()
    lever, end = next(item for item in (own.most | own.least).items() if item[0] in HERE)
    beyond = bounds_of(lever).upper if lever in own.most else bounds_of(lever).lower
    assert dict(room.put_levers(levers_with(**{lever: beyond}), lever))[lever] <= max(
        end, own.least.get(lever, 0.0)
    )
    with pytest.raises(GameError):
        room.announce(levers_with(**{lever: beyond}), room.shared.year)
    settings = {
        key.rpartition(".")[2]: value for key, value, _ in room.shared.ground.scenario.differences(Scenario())
    }
    for name, value in own.settings.items():
        assert settings[name] == value


def test_room_that_was_opened_before_anything_bound_is_lived_as_it_was(store: Store) -> None:
    slug = store.open_room(CODE)[0].slug
    Kept(store)
    store.base.execute(
        "INSERT INTO sides (slug, departments, bureau, binds) VALUES (?, ?, 'rule', 0)", (slug, SIZE)
    )
    ground = TwoSided(store, slug).shared.ground
    assert ground.constraint is None
    assert ground.slider_of("staff") == bounds_of("staff")
    free = start().placed(
        **{"district.departments": SIZE, "policy.staff": start().policy.staff * (SIZE / 60)}
    )
    assert ground.scenario == free


def test_room_that_led_another_district_before_it_was_bound_is_lived_as_it_was(store: Store) -> None:
    slug = store.open_room(CODE)[0].slug
    open_sides(store, slug, SIZE, own_district())
    assert TwoSided(store, slug).shared.ground.constraint in CONSTRAINTS
    store.base.execute(
        "UPDATE sides SET binds = 1"
    )  # as it was written when the game's own district alone was bound
    ground = TwoSided(store, slug).shared.ground
    assert ground.constraint is None
    assert ground.whole == own_district()


def test_file_of_rooms_without_districts_gets_the_columns(store: Store) -> None:
    store.base.execute(
        "CREATE TABLE sides (slug TEXT PRIMARY KEY, departments INTEGER NOT NULL, bureau TEXT NOT NULL,"
        " minutes INTEGER NOT NULL DEFAULT 0, closed INTEGER NOT NULL DEFAULT 0)"
    )
    slug = store.open_room(CODE)[0].slug
    store.base.execute("INSERT INTO sides (slug, departments, bureau) VALUES (?, ?, 'rule')", (slug, SIZE))
    found = Kept(store).sides(slug)
    assert found is not None
    assert (found.scenario, found.binds) == (None, False)


def test_districts_on_the_desk_are_those_that_a_class_can_take_over() -> None:
    possible = [name for name in scenario_names() if not faults_of(load_scenario(name), 60)]
    assert sorted(DISTRICTS) == sorted(possible)


def own_district(**values: Any) -> Scenario:
    return load_scenario("wangcheng_2015").replace(name="mine", **values)


def test_district_of_a_scenario_is_lived_by_its_numbers_and_kept_whole(store: Store) -> None:
    scenario = own_district(manipulation_max=0.4, staff_cost=0.04)
    slug = store.open_room(CODE)[0].slug
    open_sides(store, slug, SIZE, scenario)
    room = TwoSided(store, slug)
    ground = room.shared.ground
    assert ground.constraint in CONSTRAINTS
    assert dict(ground.opening)["staff"] == scenario.policy.staff
    assert ground.whole == ground.constraint.bind(scenario)
    levers = tuple((dict(ground.opening) | {"staff": 6.0}).items())
    assert ground.plan(levers, room.shared.view).cost != plan_of(levers, room.shared.view).cost
    room.join("Ann")
    room.set(paused=False)
    beyond = tuple((dict(drawn(1)) | {"manipulation": 0.41}).items())
    with pytest.raises(RoomError, match="manipulation"):
        room.decide(0, beyond, 1)
    room.give_bureau(STATUS_QUO)
    while not room.shared.over:
        room.decide(0, room.actions(0), room.shared.year)
    anew = TwoSided(Store(store.path.parent), slug)
    for one, other in zip(anew.shared.closed, room.shared.closed, strict=True):
        assert one.outcomes == other.outcomes
    nobody = otherwise(course_of(room.shared))
    alone = BudgetModel(ground.scenario, seed_of(CODE))
    alone.run_years(YEARS)
    assert list(nobody.quiet["net_social_value"]) == alone.outcomes["net_social_value"].tolist()


def test_year_after_a_scenario_is_announced_costs_what_its_plan_said() -> None:
    ground = SharedGround(CODE, text_of(own_district(staff_cost=0.04)), departments=SIZE)
    district = SharedDistrict(ground)
    levers = simple_rule_in(ground, district.view)
    plan = ground.plan(levers, district.view)
    district.announce(levers)
    assert plan.fits
    assert district.close({}).view.workload_ratio == pytest.approx(plan.ratio, rel=1e-12)


def test_districts_that_no_class_can_take_over_are_told_all_at_once(store: Store) -> None:
    slug = store.open_room(CODE)[0].slug
    for name in ("reform_package", "teaching_ratchet"):
        with pytest.raises(RoomError, match=name):
            open_sides(store, slug, SIZE, load_scenario(name))
    dear = own_district(**{"policy.staff": 40})
    with pytest.raises(RoomError) as told:
        open_sides(store, slug, 70, dear)
    for named in ("10 to 60", "staff = 40", "administrative budget"):
        assert named in str(told.value)
    open_sides(store, slug, SIZE, own_district())
    open_sides(store, slug, SIZE)  # as it was opened
    open_sides(store, slug, SIZE, own_district())
    with pytest.raises(RoomError, match="another district"):
        open_sides(store, slug, SIZE, load_scenario("teaching_yardstick"))


def test_own_departments_of_a_scenario_all_play(store: Store) -> None:
    count = 11
    roster = {"names": [f"d{n}" for n in range(count)], "archetypes": ["craft"] * count,
              "sizes": [1.0] * count, "budgets": [1.0] * count}  # fmt: skip
    values = own_district().to_dict() | {"roster": roster}
    values["district"] |= {"departments": count}
    scenario = Scenario.from_dict(values)
    slug = store.open_room(CODE)[0].slug
    with pytest.raises(RoomError, match="11"):
        open_sides(store, slug, SIZE, scenario)
    open_sides(store, slug, count, scenario)
    room = TwoSided(store, slug)
    assert room.shared.ground.size == 1.0
    assert room.shared.archetype(3) == "craft"


# Actions ------------------------------------------------------------------------------------------------------------


def test_actions_are_checked_all_at_once() -> None:
    wrong = {name: end.upper for name, end in SLIDERS.items()} | {"diversion": 0.9, "effort_output": -0.1}
    del wrong["manipulation"]
    with pytest.raises(RoomError) as told:
        check_actions(tuple((wrong | {"bribes": 1.0}).items()), GROUND.department)
    for named in ("manipulation", "diversion = 0.9", "effort_output = -0.1", "bribes"):
        assert named in str(told.value)
    nan = tuple((dict(drawn(1)) | {"diversion": float("nan")}).items())
    with pytest.raises(RoomError):
        check_actions(nan, GROUND.department)


def test_what_a_department_did_lies_on_its_sliders() -> None:
    beyond = {name: end.upper + 1.0 for name, end in SLIDERS.items()}
    assert dict(on_sliders(beyond, GROUND.department)) == {name: end.upper for name, end in SLIDERS.items()}
    year = SharedDistrict(GROUND).seat_year(4, 0)
    placed = on_sliders(year.actions, GROUND.department)
    check_actions(placed, GROUND.department)
    assert all(abs(value - year.actions[name]) <= 0.005 + 1e-9 for name, value in placed)


# The room -----------------------------------------------------------------------------------------------------------


def seat_of(room: TwoSided, student: Student) -> int:
    return room.seat(student).number


def test_year_is_closed_once_everybody_has_sent(room: TwoSided) -> None:
    ann, bo = (room.join(name)[0] for name in ("Ann", "Bo"))
    assert [seat_of(room, one) for one in (ann, bo)] == [0, 1]
    assert room.announced  # by the rule
    assert room.shared.announced is not None
    assert room.shared.announced.levers == simple_rule_in(GROUND, room.shared.closed[0].view)
    room.decide(0, drawn(1), 1)
    assert room.shared.year == 1
    room.decide(0, drawn(2), 1)  # a later one counts
    room.decide(1, drawn(3), 1)
    assert room.shared.year == 2
    assert room.room.year == 2
    assert room.shared.decided == [{0: drawn(2), 1: drawn(3)}]
    room.decide(0, drawn(9), 1)  # the phone did not hear the answer, and sends it again
    assert room.shared.decided == [{0: drawn(2), 1: drawn(3)}]
    assert room.sent() == set()


def test_after_a_kill_the_room_goes_on_and_nothing_is_lost_or_doubled(room: TwoSided, store: Store) -> None:
    ann, bo = (room.join(name)[0] for name in ("Ann", "Bo"))
    room.give_bureau(STUDENT, bo.id)
    for year in (1, 2, 3):
        room.announce(levers_with(staff=3.0 + year), year)
        room.decide(0, drawn(year), year)
    room.announce(levers_with(staff=4.0), 4)
    cy, _ = room.join("Cy")
    room.decide(seat_of(room, cy), drawn(77), 4)
    anew = TwoSided(Store(store.path.parent), room.slug)
    assert anew.shared.levers == room.shared.levers
    assert anew.shared.decided == room.shared.decided
    for one, other in zip(anew.shared.closed, room.shared.closed, strict=True):
        assert one.outcomes == other.outcomes
    assert anew.announced
    assert anew.members() == room.members()
    assert anew.sent() == {BUREAU, 1}
    anew.decide(0, drawn(4), 4)
    room.decide(0, drawn(4), 4)
    assert anew.shared.closed[-1].outcomes == room.shared.closed[-1].outcomes
    assert seat_of(anew, ann) == 0


def test_time_that_is_up_ends_a_turn_with_what_lies_on_the_desk(room: TwoSided, clock: Clock) -> None:
    ann, bo, cy = (room.join(name)[0] for name in ("Ann", "Bo", "Cy"))
    room.give_bureau(STUDENT, ann.id)
    room.time(2)
    room.put_levers(levers_with(staff=5.0), "staff")
    before = on_sliders(room.shared.seat_year(seat_of(room, bo), 0).actions, GROUND.department)
    # The rule had announced the year before Ann took over: what is announced stays.
    room.put_actions(seat_of(room, cy), drawn(5))
    clock.now += 121.0
    room.tick()
    assert room.shared.decided == [{seat_of(room, bo): before, seat_of(room, cy): drawn(5)}]
    assert not room.announced
    assert room.room.deadline is None
    room.time(2)
    room.put_levers(levers_with(staff=5.0), "staff")
    clock.now += 121.0
    room.tick()
    assert room.announced
    assert room.shared.announced is not None
    assert dict(room.shared.announced.levers)["staff"] == 5.0
    assert room.room.deadline == clock.now + 120.0  # the departments' turn begins
    assert BUREAU not in room.sent()


def test_nobody_decides_before_the_bureau_has_announced_or_while_the_class_pauses(room: TwoSided) -> None:
    ann, bo = (room.join(name)[0] for name in ("Ann", "Bo"))
    room.close_for_all()
    room.give_bureau(LECTURER)
    room.close_for_all()
    assert (room.shared.year, room.announced) == (3, False)
    with pytest.raises(RoomError):
        room.decide(seat_of(room, ann), drawn(1), 3)
    room.set(paused=True)
    with pytest.raises(RoomError):
        room.announce(opening_levers(), 3)
    room.set(paused=False)
    room.announce(opening_levers(), 3)
    room.announce(levers_with(staff=9.0), 3)  # said twice: the first one stands
    assert room.shared.announced is not None
    assert room.shared.announced.levers == opening_levers()
    room.decide(seat_of(room, bo), drawn(1), 3)
    with pytest.raises(RoomError):
        room.decide(seat_of(room, ann), drawn(1), 4)


def test_late_student_takes_over_from_the_model_and_who_leaves_hands_back(room: TwoSided) -> None:
    ann, _ = room.join("Ann")
    room.decide(0, drawn(1), 1)
    bo, _ = room.join("Bo")
    assert room.actions(1) == on_sliders(room.shared.seat_year(1, 1).actions, GROUND.department)
    room.decide(0, drawn(2), 2)
    room.decide(1, drawn(3), 2)
    room.decide(0, drawn(4), 3)
    room.remove(bo.id)  # the class waited for nobody else
    assert room.shared.decided == [{0: drawn(1)}, {0: drawn(2), 1: drawn(3)}, {0: drawn(4)}]
    room.decide(0, drawn(5), 4)
    alone = lived(GROUND, room.shared.levers, room.shared.decided)
    assert alone.closed[-1].outcomes == room.shared.closed[-1].outcomes
    room.remove(ann.id)
    room.close_for_all()
    assert room.shared.decided[-1] == {}


def test_bureau_changes_hands_and_seats_change_with_it(room: TwoSided) -> None:
    ann, bo = (room.join(name)[0] for name in ("Ann", "Bo"))
    room.wish(bo, wanted=True)
    assert [member.seat.wish for member in room.members()] == [False, True]
    room.give_bureau(STUDENT, bo.id)
    assert [seat_of(room, one) for one in (ann, bo)] == [0, BUREAU]
    room.give_bureau(STUDENT, ann.id)
    assert [seat_of(room, one) for one in (ann, bo)] == [BUREAU, 0]
    room.give_bureau(STATUS_QUO)
    assert {seat_of(room, one) for one in (ann, bo)} == {0, 1}
    with pytest.raises(RoomError):
        room.give_bureau(STUDENT, 99)
    with pytest.raises(RoomError):
        room.give_bureau("king")
    room.close_for_all()
    assert room.shared.announced is not None
    assert room.shared.announced.levers == room.shared.desk
    room.give_bureau(STUDENT, bo.id)
    room.remove(bo.id)
    assert room.sides.bureau == STATUS_QUO


def test_every_department_is_given_once(room: TwoSided) -> None:
    for number in range(SIZE):
        room.join(f"Student {number}")
    with pytest.raises(RoomError, match="12 departments"):
        room.join("One more")


def test_ten_years_end_the_game(room: TwoSided) -> None:
    room.join("Ann")
    for year in range(1, YEARS + 1):
        room.decide(0, drawn(year), year)
    assert room.shared.over
    assert not room.announced
    room.close_for_all()
    with pytest.raises(RoomError):
        room.give_bureau(LECTURER)
    assert len(room.shared.levers) == YEARS
    with pytest.raises(RoomError):
        room.decide(0, drawn(1), YEARS + 1)
    with pytest.raises(RoomError):
        room.announce(opening_levers(), YEARS + 1)


def test_what_two_sides_do_not_have_is_refused(room: TwoSided) -> None:
    ann, _ = room.join("Ann")
    for wrong in ({"pace": "open"}, {"goal": "honest"}, {"best": True}):
        with pytest.raises(RoomError):
            room.set(**wrong)
    for refused in (lambda: room.add_bots(2), room.next_year, lambda: room.begin_again(ann)):
        with pytest.raises(RoomError):
            refused()
    with pytest.raises(RoomError):
        room.time(61)


@pytest.mark.parametrize("size", [9, 61])
def test_size_of_a_district_is_told(store: Store, size: int) -> None:
    slug = store.open_room(CODE)[0].slug
    with pytest.raises(RoomError, match="10 to 60"):
        open_sides(store, slug, size)


def test_room_gets_two_sides_before_anybody_has_closed_a_year(store: Store) -> None:
    slug = store.open_room(CODE)[0].slug
    before = Classroom(store, slug)
    before.add_bots(3)
    ann, _ = before.join("Ann")
    open_sides(store, slug, SIZE)
    open_sides(store, slug, SIZE)  # again: the same
    with pytest.raises(RoomError, match="12 departments"):
        open_sides(store, slug, 20)
    room = TwoSided(store, slug)
    assert [member.student for member in room.members()] == [ann]
    assert room.room.paused
    assert room.sides.bureau == RULE
    other = store.open_room("begun")[0].slug
    begun = Classroom(store, other)
    bo, _ = begun.join("Bo")
    begun.close_year(bo, opening_levers(), 1)
    with pytest.raises(RoomError):
        open_sides(store, other, SIZE)


def test_deleted_room_leaves_no_decision(room: TwoSided, store: Store) -> None:
    room.join("Ann")
    room.decide(0, drawn(1), 1)
    store.delete_room(room.slug)
    assert Kept(store).sides(room.slug) is None
    for table in ("sides", "seats", "acts"):
        assert store.base.execute(f"SELECT count(*) FROM {table}").fetchone()[0] == 0


def test_seat_shows_its_own_year_alone() -> None:
    district = played(2)
    own = district.seat_year(3, 2)
    panel = district.closed[2].panel
    assert own.payoff == panel["payoff"][3]
    assert own.self_score == panel["self_score"][3]
    if not panel["evaluated"][3]:
        assert own.external_score is None
    assert not any(isinstance(getattr(own, one.name), np.ndarray) for one in fields(own))
