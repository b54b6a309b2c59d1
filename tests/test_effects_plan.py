"""Which worlds a study of effects compares: levers and their contrasts, points, years."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from effects_worlds import BASE, complete, levers, plan_of

from budgetsim.declarations import declarations
from budgetsim.kinds.effects.design import Plan
from budgetsim.kinds.effects.levers import read_levers, split_levers
from budgetsim.kinds.effects.rounds import next_stop
from budgetsim.model.timeline import policies_by_year
from budgetsim.scenario import Change, Scenario, ScenarioError, load_scenario

# Levers -------------------------------------------------------------------------------------------------------------


def test_usual_levers_go_from_the_scenario_to_the_funded_reform() -> None:
    reform = {
        lever: value
        for change in load_scenario("reform_package").changes
        for lever, value in change.levers.items()
    }
    base = load_scenario("wangcheng_2022")
    found = read_levers((), (), base, 1)
    assert [lever.name for lever in found] == [
        "monitoring_intensity", "result_use", "staff", "information_systems"
    ]  # fmt: skip
    for lever in found:
        assert lever.low == lever.own == getattr(base.policy, lever.name)
        assert lever.high == reform[lever.name]


def test_lever_that_is_as_strong_as_the_reform_goes_to_the_end_of_its_range() -> None:
    strong = BASE.replace(result_use=0.6, staff=15.0)
    (use,) = read_levers(["result_use"], (), strong, 1)
    assert (use.low, use.high) == (0.6, 1.0)
    with pytest.raises(ScenarioError, match="value is 15 already; give both ends: staff=LOW:HIGH"):
        read_levers(["staff"], (), strong, 1)


def test_own_value_is_the_one_of_the_year() -> None:
    base = BASE.replace(changes=[Change(2, {"result_use": 0.3})])
    assert [read_levers(["result_use"], (), base, year)[0].own for year in (1, 2, 5)] == [0.1, 0.3, 0.3]
    partly = BASE.replace(changes=[Change(1, {"result_use": 0.3}, share=0.5)])
    with pytest.raises(ScenarioError, match="to some departments only"):
        read_levers(["result_use"], (), partly, 1)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("staff=8", 3.0, 8.0),
        ("staff=5:8", 5.0, 8.0),
        ("staff=8:5", 8.0, 5.0),  # a contrast may fall
        ("policy.staff=5,6,9", 5.0, 9.0),
        ("budget_rule=posterior", "linear", "posterior"),
        ("budget_rule=grades,posterior", "grades", "posterior"),
        ("evaluation_lag", 2, 1),
        ("evaluation_lag=1", 2, 1),
    ],
)
def test_contrast_as_it_is_written(text: str, low: Any, high: Any) -> None:
    (lever,) = levers(text)
    assert (lever.low, lever.high) == (low, high)


def test_doses_span_what_is_asked_for_and_hold_the_contrast() -> None:
    (lever,) = levers("staff=8")
    lower, upper = declarations()["staff"].study_range or (None, None)
    assert (lever.doses[0], lever.doses[-1]) == (lower, upper)
    assert {3.0, 8.0} <= set(lever.doses)
    assert list(lever.doses) == sorted(set(lever.doses))
    (narrow,) = levers("staff=4:8:5")
    assert narrow.doses == (3.0, 4.0, 5.0, 6.0, 7.0, 8.0)  # and the scenario's own value
    (falling,) = levers("staff=8:4:5")
    assert falling.doses == narrow.doses
    (listed,) = levers("staff=5,6,9")
    assert listed.doses == (3.0, 5.0, 6.0, 9.0)
    assert levers("budget_rule=grades,posterior")[0].doses == ()


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (["staff,result_use"], ["staff", "result_use"]),
        (["staff=3:5,result_use"], ["staff=3:5", "result_use"]),
        (["staff=3,4,5,result_use=0.1"], ["staff=3,4,5", "result_use=0.1"]),
        (["budget_rule=linear,posterior,policy.staff"], ["budget_rule=linear,posterior", "policy.staff"]),
        (["staff", "budget_rule=linear", "grades"], ["staff", "budget_rule=linear", "grades"]),
        ([" staff = 4 , result_use "], ["staff = 4", "result_use"]),
    ],
)
def test_levers_are_taken_out_of_enumerations(given: list[str], expected: list[str]) -> None:
    assert split_levers(given) == expected


def test_faults_of_all_levers_are_told_at_once() -> None:
    with pytest.raises(ScenarioError) as error:
        read_levers(["stafff", "result_use=2", "risk_aversion"], ["x"], BASE, 1)
    told = str(error.value)
    assert len(error.value.faults) == 4
    for part in (
        "did you mean staff?",
        "policy.result_use = 2.0: too large",
        "this is no lever",
        "NAME=KEY=VALUE",
    ):
        assert part in told


@pytest.mark.parametrize(
    ("texts", "switches"),
    [
        (["staff", "staff=4:9"], []),
        (["staff"], ["platform=staff=9"]),
        ([], ["one=staff=9,result_use=0.5", "two=result_use=0.4"]),
    ],
)
def test_parameter_is_moved_once(texts: list[str], switches: list[str]) -> None:
    with pytest.raises(ScenarioError, match="moved twice"):
        read_levers(texts, switches, BASE, 1)


# Points -------------------------------------------------------------------------------------------------------------


def policy_in(plan: Plan, name: str, year: int, lever: str) -> Any:
    scenario = next(item for item in plan.points() if item.name == name)
    return policies_by_year(scenario, 10)[year].values[lever]


def test_equal_points_are_simulated_once() -> None:
    plan = plan_of("monitoring_intensity=0.3", "staff=12")
    names = list(plan.names.values())
    assert len(set(names)) == len(names) == len(plan.points())
    monitoring, staff = plan.levers
    corners = {tuple(signs): plan.name(plan.corner(signs)) for signs in plan.signs.astype(int).tolist()}
    assert corners == {
        (-1, -1): "base",
        (1, -1): "monitoring_intensity_high",
        (-1, 1): "staff_high",
        (1, 1): "fac_11",
    }
    assert plan.name(plan.one(monitoring_intensity=0.04)) == "base"
    assert plan.name(plan.one(staff=12.0)) == "staff_high"  # a dose, a corner and a contrast
    assert plan.name(plan.both(monitoring, staff)) == "fac_11"
    # base, two contrasts, one corner, two orders; seven doses each, of which the ends of contrasts come on top
    doses = sum(len(set(lever.doses) - {lever.own, lever.high}) for lever in plan.levers)
    assert len(names) == 1 + 2 + 1 + 2 + doses


def test_reform_begins_in_its_year_after_a_burn_in_under_the_scenario() -> None:
    plan = Plan(BASE, levers("staff=12"), ("effects",), 3, 5)
    assert [policy_in(plan, "staff_high", year, "staff") for year in (0, 2, 3, 10)] == [3.0, 3.0, 12.0, 12.0]


def test_reforms_in_turn_begin_in_their_years() -> None:
    plan = plan_of("monitoring_intensity=0.3", "staff=12", second_year=4)
    name = plan.name(plan.in_turn(plan.levers[1], plan.levers[0]))
    assert name == "seq_staff_then_monitoring_intensity"
    assert [policy_in(plan, name, year, "staff") for year in (0, 1, 3, 4)] == [3.0, 12.0, 12.0, 12.0]
    assert [policy_in(plan, name, year, "monitoring_intensity") for year in (0, 1, 3, 4)] == [
        0.04,
        0.04,
        0.04,
        0.3,
    ]


def test_contrast_away_from_the_scenario_has_both_ends() -> None:
    plan = plan_of("monitoring_intensity=0.1:0.3", "staff=5:12", parts=("effects", "sequencing"))
    names = list(plan.names.values())
    assert names[1:5] == [
        "monitoring_intensity_low",
        "monitoring_intensity_high",
        "staff_low",
        "staff_high",
    ]
    # While monitoring comes first, staff is low, and not at the scenario's own value.
    name = "seq_monitoring_intensity_then_staff"
    assert [policy_in(plan, name, year, "staff") for year in (0, 1, 3, 4)] == [3.0, 5.0, 5.0, 12.0]
    assert [policy_in(plan, name, year, "monitoring_intensity") for year in (0, 1, 4)] == [0.04, 0.3, 0.3]
    assert policy_in(plan, "staff_low", 1, "monitoring_intensity") == 0.04


def test_own_changes_of_the_scenario_stay() -> None:
    base = BASE.replace(changes=[Change(1, {"staff": 5.0}), Change(6, {"disclosure": 0.9})])
    plan = Plan(base, read_levers(["staff=12"], (), base, 1), ("effects",), 1, 4)
    assert plan.levers[0].own == 5.0
    assert policy_in(plan, "staff_high", 1, "staff") == 12.0  # after the change of the same year
    assert policy_in(plan, "staff_high", 6, "disclosure") == 0.9


def test_later_change_of_the_same_lever_is_refused() -> None:
    base = BASE.replace(changes=[Change(3, {"staff": 5.0})])
    with pytest.raises(ScenarioError, match="changes it in year 3: varying it has no effect"):
        Plan(base, read_levers(["staff=12"], (), base, 1), ("effects",), 1, 4).points()


def test_switch_moves_several_levers_at_once() -> None:
    found = read_levers([], ["platform=information_systems=0.9,monitoring_intensity=0.3"], BASE, 1)
    plan = Plan(BASE, found, ("effects",), 1, 4)
    moved = [
        policy_in(plan, "platform_high", 1, name) for name in ("information_systems", "monitoring_intensity")
    ]
    assert moved == [0.9, 0.3]
    assert list(plan.points().values["platform"]) == [False, True]


def test_close_doses_keep_names_of_their_own() -> None:
    plan = plan_of("monitoring_intensity=0.12341,0.12342,0.12343", parts=("dose",))
    assert list(plan.names.values())[1:] == [
        "dose_monitoring_intensity_0.1234",
        "dose_monitoring_intensity_0.1234#2",
        "dose_monitoring_intensity_0.1234#3",
    ]


def test_factorial_is_full_up_to_six_levers() -> None:
    names = [
        "monitoring_intensity", "result_use", "staff", "information_systems", "training", "disclosure", "coordination"
    ]  # fmt: skip
    six, seven = (plan_of(*names[:count], parts=("factorial",)) for count in (6, 7))
    assert len(np.unique(six.signs, axis=0)) == len(six.names) == 64
    assert len(np.unique(seven.signs, axis=0)) == 16
    assert len(seven.names) == 16  # the corner with all levers low is the scenario
    # Resolution IV: no product of three columns is constant.
    signs = seven.signs
    triples = [(i, j, k) for i in range(7) for j in range(i) for k in range(j)]
    assert all(abs(signs[:, list(own)].prod(axis=1).sum()) < 16 for own in triples)


# Requests -----------------------------------------------------------------------------------------------------------


def test_years_are_completed() -> None:
    usual = complete(BASE, {})
    assert (usual.years, usual.from_year, usual.second_year, usual.last) == (10, 1, 4, 3)
    short = complete(BASE, {"years": 4, "from_year": 3})
    assert (short.second_year, short.last) == (4, 2)


def test_parts_that_cannot_be_had_are_left_out_unless_they_are_asked_for() -> None:
    one = complete(BASE, {"levers": ["budget_rule=posterior"]})
    assert one.parts == ("effects", "cost")
    assert one.left_out == ("factorial", "sequencing", "dose")
    short = complete(BASE, {"years": 1})
    assert (short.parts, short.left_out) == (("effects", "dose", "factorial", "cost"), ("sequencing-years",))
    with pytest.raises(ScenarioError) as error:
        complete(BASE, {"levers": ["staff"], "parts": "factorial,sequencing"})
    assert [(fault.value, fault.message) for fault in error.value.faults] == [
        ("factorial", "interactions need two levers"),
        ("sequencing", "an order needs two levers"),
    ]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"from_year": 11}, "from_year: 11: the reform would begin after the last of 10"),
        ({"second_year": 11}, "second_year: 11"),
        ({"second_year": 3, "from_year": 3}, "must come after the first, of year 3"),
        ({"last": 9, "from_year": 3}, "last: 9: at most 8 years of 10"),
        ({"parts": "effect"}, "did you mean effects"),
        ({"outcomes": "validty,x"}, "did you mean validity"),
    ],
)
def test_contradictions_are_refused(given: dict[str, Any], message: str) -> None:
    with pytest.raises(ScenarioError, match=message):
        complete(BASE, given)


@pytest.mark.parametrize("given", [{}, {"from_year": 20, "parts": "effects"}])
def test_reforms_may_come_later_than_the_scenario_s_own_years(given: dict[str, Any]) -> None:
    asked = complete(BASE, {"years": 40, "levers": ["staff=12", "result_use=0.4"], **given})
    assert BASE.protocol.years == 10
    began = max(change.year for point in asked.study().scenarios for change in point.changes)
    assert began == (20 if given else 14)


def test_cost_is_looked_at_where_it_is_divided_by() -> None:
    assert complete(BASE, {"outcomes": "validity"}).outcomes == ("validity", "administrative_cost")
    assert complete(BASE, {"outcomes": "validity", "parts": "effects"}).outcomes == ("validity",)


def test_identity_is_of_the_points_and_not_of_what_is_shown() -> None:
    base = Scenario().replace(departments=5, years=4)

    def identity(**given: Any) -> str:
        return complete(base, given).study().identity()

    assert (
        identity()
        == identity(outcomes="validity", last=2)
        == identity(parts="effects,dose,factorial,sequencing")
    )
    assert len({identity(), identity(levers=["staff"]), identity(doses=5), identity(from_year=2)}) == 4
    assert complete(base, {}).head().identity() != complete(base, {"replications": 9}).head().identity()


@pytest.mark.parametrize(
    ("done", "needed", "most", "expected"),
    [
        (30, 500, 10_000, 60),  # a round at most doubles
        (30, 40, 10_000, 44),  # a tenth more than the spread asks for
        (100, 101, 10_000, 112),
        (1000, 1001, 10_000, 1102),
        (1000, 900, 10_000, 1100),  # and a tenth of what is there at least
        (800, 5000, 1000, 1000),
    ],
)
def test_rounds_grow_with_what_is_needed(done: int, needed: int, most: int, expected: int) -> None:
    assert next_stop(done, needed, most) == expected
