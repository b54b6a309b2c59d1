"""Points of a design: the same scenarios as if they were written one by one, made only when they are needed."""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from kept_studies import contents, vary

from budgetsim import load_study, simulate
from budgetsim.kinds.sweep.design import base_factor
from budgetsim.kinds.sweep.design import study_of as study_of_sweep
from budgetsim.kinds.sweep.question import Question
from budgetsim.scenario import Change, Roster, Scenario, ScenarioError
from budgetsim.studies import design, plan
from budgetsim.studies import points as points_module
from budgetsim.studies.ask import pose
from budgetsim.studies.design import BLOCK, digest_scenarios, some_of
from budgetsim.studies.design_columns import columns
from budgetsim.studies.errors import StudyError
from budgetsim.studies.factors import Factor, Place, make_switch, parse_vary
from budgetsim.studies.plan import make_plan
from budgetsim.studies.point_checks import MOST_FAULTS
from budgetsim.studies.point_columns import point_columns
from budgetsim.studies.points import Points
from budgetsim.studies.runner import run_study
from budgetsim.studies.sampling import grid, latin_hypercube
from budgetsim.studies.study import Study

SMALL = Scenario(name="small", description="a base").replace(departments=5, years=3, burn_in=1)
REFORMED = SMALL.replace(name="reformed", changes=[Change(2, {"training": 0.5}), Change(2, {"staff": 4.0})])
LONG = SMALL.replace(name="long", years=4, departments=7)
PLATFORM = make_switch(
    "platform", {"information_systems": 0.9, "monitoring_intensity": 0.3}, "lever", Place("f")
)
SEEDS = (3, 1, 4)


def points_of(base: Scenario, *texts: str, **about: Any) -> Points:
    factors = vary(*texts)
    return Points((base,), factors, grid(factors), **about)


def study_of(scenarios: Sequence[Scenario], **about: Any) -> Study:
    factors = scenarios.factors if isinstance(scenarios, Points) else ()
    settings = {"factors": [factor.to_dict() for factor in factors]} if factors else {}
    return Study(
        **{
            "command": "sweep",
            "name": "x",
            "scenarios": scenarios,
            "seeds": SEEDS,
            "settings": settings,
            **about,
        }
    )


def fault_of(make: Any) -> str:
    with pytest.raises(ScenarioError) as caught:
        make()
    return str(caught.value)


DESIGNS = {
    "plain": points_of(SMALL, "staff=1,2,9", "budget_rule=linear,grades"),
    "whole": points_of(SMALL, "departments=5,8", "years=2,3", "network_degree=0,2"),
    "uncertain": points_of(SMALL, "slack_taste=0.2,0.4", "effort_cost=0.5,1.5"),
    "switched": Points(
        (SMALL,), (PLATFORM, *vary("staff=2,3")), {"platform": [False, True, True], "staff": [2.0, 2.0, 3.0]}
    ),
    "reform": points_of(REFORMED, "staff=1,6", "slack_taste=0.2,0.5", from_year=2),
    "reformed_switch": Points((REFORMED,), (PLATFORM,), {"platform": [False, True]}, 2),
    "categorical_reform": points_of(SMALL, "budget_rule=linear,posterior", "evaluation_lag", from_year=2),
    "several": Points(
        (SMALL, LONG, REFORMED),
        (base_factor((SMALL, LONG, REFORMED)), *vary("result_use=0.1,0.9")),
        {"scenario": ["small", "small", "long", "reformed"], "result_use": [0.1, 0.9, 0.1, 0.9]},
    ),
    "named": Points((SMALL,), vary("staff=1,2"), {"staff": [1.0, 2.0]}, names=("old", "neu 新")),
    "whole_as_written": Points(
        (SMALL,), vary("staff=1,2", "departments=5,6"), {"staff": [1, 2], "departments": [5.0, 6.0]}
    ),
}


# The same as scenarios one by one ---------------------------------------------------------------------------------


def by_hand(points: Points, place: int) -> Scenario:
    """A point from what its documentation says, by other means than the code's."""
    row = points.row(place)
    wanted = row.pop("scenario", points.bases[0].name)
    base = next(base for base in points.bases if base.name == wanted)
    settings: dict[str, Any] = {}
    for name, value in row.items():
        if name == "platform":
            settings |= {"information_systems": 0.9, "monitoring_intensity": 0.3} if value else {}
        else:
            settings[name] = value
    name = points.names[place] if points.names else f"p{place:02d}"
    if points.from_year is None:
        return base.replace(name=name, **settings)
    levers = {key: value for key, value in settings.items() if hasattr(base.policy, key)}
    others = {key: value for key, value in settings.items() if key not in levers}
    earlier = [change for change in base.changes if change.year <= points.from_year]
    later = [change for change in base.changes if change.year > points.from_year]
    own = [Change(points.from_year, levers)] if levers else []
    return base.replace(name=name, changes=[*earlier, *own, *later], **others)


def as_lists(found: dict[str, Any]) -> dict[str, list[Any]]:
    """Columns as plain lists: numbers are held as arrays."""
    return {name: list(values) for name, values in found.items()}


@pytest.mark.parametrize("points", DESIGNS.values(), ids=DESIGNS)
def test_a_point_is_the_scenario_that_its_values_say(points: Points) -> None:
    assert list(points) == [by_hand(points, place) for place in range(len(points))]
    assert points[-1] == by_hand(points, len(points) - 1)
    with pytest.raises(IndexError):
        points[len(points)]


@pytest.mark.parametrize("points", DESIGNS.values(), ids=DESIGNS)
def test_columns_of_points_are_those_of_their_scenarios(points: Points) -> None:
    assert as_lists(point_columns(points, 4)) == columns(list(points), 4)


@pytest.mark.parametrize("points", DESIGNS.values(), ids=DESIGNS)
def test_identity_and_plan_are_those_of_a_list(points: Points) -> None:
    names = ("years", "departments", "burn_in")
    assert repr(list(some_of(points, names))) == repr(list(some_of(list(points), names)))
    assert make_plan(points, 3, None) == make_plan(list(points), 3, None)
    assert study_of(points, settings={}).identity() == study_of(list(points)).identity()


@given(st.integers(2, 40), st.integers(0, 1000), st.sampled_from([None, 1, 3]), st.booleans())
def test_drawn_points_have_the_columns_of_their_scenarios(
    count: int,
    seed: int,
    year: int | None,
    switched: bool,  # noqa: FBT001 - drawn
) -> None:
    factors = vary(
        "staff=1:9", "result_use", "slack_taste", "departments=3:9", "budget_rule", "evaluation_lag"
    )
    factors = (*factors, PLATFORM) if switched else factors
    points = Points((REFORMED.replace(changes=[]),), factors, latin_hypercube(factors, count, seed), year)
    assert as_lists(point_columns(points, 0)) == columns(list(points), 0)


def test_identity_depends_on_every_value() -> None:
    texts = ["staff=1,2", "staff=1,3", "staff=2,1", "result_use=0.1,0.2"]
    made = [points_of(SMALL, text) for text in texts]
    made += [points_of(SMALL, "staff=1,2", from_year=1), points_of(LONG, "staff=1,2")]
    assert len({study_of(points, settings={}).identity() for points in made}) == len(made)


def test_identity_does_not_depend_on_how_the_design_is_cut() -> None:
    count = BLOCK + 3
    factors = vary("staff=0:9")
    points = Points((SMALL,), factors, latin_hypercube(factors, count, 1))
    whole, cut = hashlib.sha256(), hashlib.sha256()
    digest_scenarios(whole, points)
    digest_scenarios(cut, [points[place] for place in range(count)])
    assert whole.digest() == cut.digest()


def test_values_of_factors_are_stored_beside_their_parameters_in_every_block() -> None:
    factors = vary("staff=0:9", "departments=3:30")
    values = latin_hypercube(factors, BLOCK + 3, 1)
    table = pq.read_table(pa.BufferReader(design.design_bytes(Points((SMALL,), factors, values), {})))
    for name, expected in values.items():
        assert table.column(f"factor.{name}").to_pylist() == table.column(name).to_pylist() == expected


# Slices -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("points", DESIGNS.values(), ids=DESIGNS)
def test_slices_keep_names_and_values(points: Points) -> None:
    everything = list(points)
    for start in range(len(points)):
        for stop in range(start, len(points) + 1):
            cut = points[start:stop]
            assert list(cut) == everything[start:stop]
            assert list(cut[1:]) == everything[start:stop][1:]
    assert list(points[-2:]) == everything[-2:]
    assert list(pickle.loads(pickle.dumps(points[1:]))) == everything[1:]


def test_a_slice_makes_no_scenario(monkeypatch: pytest.MonkeyPatch) -> None:
    factors = vary("staff=0:9", "result_use")
    points = Points((SMALL,), factors, latin_hypercube(factors, 50_000, 1))
    monkeypatch.setattr(points_module, "made_point", None)
    cut = points[49_000:][990:]
    assert [cut.name(place) for place in (0, 9)] == ["p49990", "p49999"]
    assert len(make_plan(points, 2, None)) > 1
    assert study_of(points).identity()


def test_stored_points_are_made_only_when_they_are_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    points = DESIGNS["reform"]
    result = run_study(study_of(points), tmp_path / "s")
    everything = list(points)
    stored = result.study.scenarios
    assert [list(stored[start:]) for start in range(5)] == [everything[start:] for start in range(5)]
    assert [stored[place] for place in (0, -1)] == [everything[0], everything[-1]]
    assert list(stored[::-2]) == everything[::-2]
    monkeypatch.setattr(design.StoredScenarios, "_made", None)
    again = load_study(tmp_path / "s").study
    assert again.identity() == study_of(points).identity()
    assert make_plan(again.scenarios, 3, None) == make_plan(points, 3, None)
    assert design.design_bytes(again.scenarios, {}) == design.design_bytes(points, {})
    assert not points_module.has_roster(again.scenarios)


@pytest.mark.parametrize("points", DESIGNS.values(), ids=DESIGNS)
@pytest.mark.parametrize("step", [2, 3, -1, -2])
def test_slices_with_gaps_keep_names_and_values(points: Points, step: int) -> None:
    assert list(points[::step]) == list(points)[::step]
    assert list(points[1::step][1:]) == list(points)[1::step][1:]


# From which year --------------------------------------------------------------------------------------------------


def test_a_reform_leaves_earlier_years_as_they_were() -> None:
    points = points_of(SMALL, "staff=1,9", "result_use=0.1,0.9", from_year=2)
    result = run_outcomes(points)
    base = simulate(SMALL, SEEDS).outcomes
    first = base[base["year"] == 1].drop(columns="scenario").reset_index(drop=True)
    for _, own in result.groupby("scenario", sort=False):
        early = own[own["year"] == 1].drop(columns="scenario").reset_index(drop=True)
        pd.testing.assert_frame_equal(early, first)
    late = result[result["year"] == 2].groupby("scenario")["net_social_value"].mean()
    assert late.nunique() == len(points)


def test_without_a_year_levers_hold_from_the_start() -> None:
    points = points_of(SMALL, "staff=1,9")
    expected = simulate(
        [SMALL.replace(name="p00", staff=1), SMALL.replace(name="p01", staff=9)], SEEDS
    ).outcomes
    pd.testing.assert_frame_equal(run_outcomes(points), expected)


def test_uncertainties_hold_from_the_start_also_in_a_reform() -> None:
    rigid = parse_vary("rigid_share=0.2,0.8", "--uncertain", "uncertainty")
    staff = parse_vary("staff=9", "--vary")
    points = Points((SMALL,), (staff, rigid), grid((staff, rigid)), 2)
    assert [point.policy.rigid_share for point in points] == [0.2, 0.8]
    assert {point.policy.staff for point in points} == {SMALL.policy.staff}
    assert all(dict(point.changes[0].levers) == {"staff": 9.0} for point in points)


def run_outcomes(points: Points) -> pd.DataFrame:
    return simulate(list(points), SEEDS).outcomes


@pytest.mark.parametrize("year", [None, 1])
def test_a_change_of_the_base_that_would_overrule_a_lever_is_refused(year: int | None) -> None:
    told = fault_of(lambda: points_of(REFORMED, "staff=1,2", from_year=year))
    assert "policy.staff: scenario reformed changes it in year 2" in told
    assert "from_year = 2 or later" in told
    points_of(REFORMED, "result_use=0.1,0.2", from_year=year)


def test_an_uncertainty_is_overruled_by_any_change() -> None:
    base = SMALL.replace(changes=[Change(1, {"rigid_share": 0.5})])
    factor = parse_vary("rigid_share=0.2,0.8", "--uncertain", "uncertainty")
    told = fault_of(lambda: Points((base,), (factor,), grid((factor,)), 3))
    assert "policy.rigid_share" in told
    assert "from_year" not in told


# What is refused --------------------------------------------------------------------------------------------------


def test_a_reform_after_the_end_is_refused() -> None:
    assert "year 9" in fault_of(lambda: points_of(SMALL, "staff=1,2", from_year=9))
    factors = vary("staff=1,2", "years=5,2")
    assert "year 3" in fault_of(lambda: Points((SMALL,), factors, grid(factors), 3))


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"staff": [1.0, 2.0, -3.0, 1.0]}, "policy.staff = -3.0: too small"),
        ({"staff": [1.0, 1e9, 2.0]}, "policy.staff = 1000000000.0: too large"),
        ({"staff": [1.0, float("nan"), 2.0]}, "policy.staff = nan"),
        ({"departments": [5, 6, 6.5, 9]}, "district.departments = 6.5: not a whole number"),
        ({"departments": [5, "6"]}, "district.departments = '6'"),
        ({"budget_rule": ["linear", "grades", "gardes"]}, "did you mean grades?"),
    ],
)
def test_a_wrong_value_anywhere_is_found_and_its_point_named(
    values: dict[str, list[Any]], words: str
) -> None:
    factors = vary(*values)
    told = fault_of(lambda: Points((SMALL,), factors, values))
    assert words in told
    assert "point p0" in told


@pytest.mark.parametrize("name", ["execution_weight", "fair_from", "monitoring_detection_floor"])
def test_values_that_do_not_fit_the_base_are_found_at_any_place(name: str) -> None:
    kept = getattr(SMALL.bureau, name)
    column = [kept, kept, 1.0 if kept < 1.0 else 0.5, kept]
    factor = Factor(name, "uncertainty", "number", 0.0, 1.0)
    assert f"bureau.{name}" in fault_of(lambda: Points((SMALL,), (factor,), {name: column}))


def test_values_that_do_not_fit_together_are_found_at_any_place() -> None:
    factors = vary("adaptive_share=0,0.6", "satisficing_share=0,0.6")
    told = fault_of(lambda: Points((SMALL,), factors, grid(factors)))
    assert "point p03 (adaptive_share = 0.6, satisficing_share = 0.6)" in told
    assert "sum 1.2" in told


def test_of_many_wrong_points_a_few_are_told() -> None:
    factors = vary("adaptive_share=0.6:1:20", "satisficing_share=0.6:1:20")
    assert f"{MOST_FAULTS} faults" in fault_of(lambda: Points((SMALL,), factors, grid(factors)))


def test_a_parameter_that_two_factors_move_is_refused() -> None:
    factors = (PLATFORM, *vary("monitoring_intensity=0.1,0.2"))
    told = fault_of(lambda: Points((SMALL,), factors, grid(factors)))
    assert "monitoring_intensity: moved by platform and by monitoring_intensity" in told


@pytest.mark.parametrize(
    ("values", "names", "words"),
    [
        ({"staff": [1.0]}, (), "result_use"),
        ({"staff": [1.0], "result_use": [0.1, 0.2]}, (), "staff 1, result_use 2"),
        ({"staff": [1.0, 2.0], "result_use": [0.1, 0.2]}, ("a",), "1 names for 2 points"),
        ({"staff": [1.0, 2.0], "result_use": [0.1, 0.2]}, ("a", "b/c"), "b/c"),
    ],
)
def test_columns_and_names_must_fit(
    values: dict[str, list[float]], names: tuple[str, ...], words: str
) -> None:
    assert words in fault_of(lambda: Points((SMALL,), vary("staff", "result_use"), values, names=names))


def test_an_unknown_base_is_refused() -> None:
    factor = base_factor((SMALL, LONG))
    assert "'other'" in fault_of(lambda: Points((SMALL, LONG), (factor,), {"scenario": ["small", "other"]}))


def test_one_name_for_two_points_is_refused() -> None:
    points = Points((SMALL,), vary("staff=1,2"), {"staff": [1.0, 2.0]}, names=("a", "a"))
    with pytest.raises(StudyError, match="'a'"):
        study_of(points)


def test_a_roster_fixes_the_number_of_departments() -> None:
    base = with_roster()
    assert "departments" in fault_of(lambda: points_of(base, "departments=3,4"))
    assert [point.roster for point in points_of(base, "staff=1,2")] == [base.roster] * 2


def with_roster() -> Scenario:
    roster = Roster(("A", "B", "C"), ("production", "craft", "coping"), (1.0, 2.0, 3.0), (1.0, 2.0, 2.0))
    made = SMALL.replace(departments=3).to_dict()
    return Scenario.from_dict({**made, "roster": {key: list(value) for key, value in vars(roster).items()}})


# Directories ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["plain", "switched", "reform", "several", "named", "whole_as_written"])
def test_a_study_is_the_same_when_it_is_taken_from_its_directory(kind: str, tmp_path: Path) -> None:
    points = DESIGNS[kind]
    study = study_of(points)
    run_study(study, tmp_path / "s")
    before = contents(tmp_path / "s")
    loaded = load_study(tmp_path / "s")
    assert loaded.factors == points.factors
    assert loaded.study.identity() == study.identity()
    assert list(loaded.study.scenarios) == list(points)
    run_study(loaded.study, tmp_path / "again")
    assert contents(tmp_path / "again") == before
    for part in (tmp_path / "s" / "parts").iterdir():
        part.unlink()
    run_study(loaded.study, tmp_path / "s")
    assert contents(tmp_path / "s") == before


@pytest.mark.parametrize("kind", ["plain", "several"])
def test_results_are_those_of_simulate_and_points_tell_the_factors(kind: str, tmp_path: Path) -> None:
    points = DESIGNS[kind]
    result = run_study(study_of(points), tmp_path / "s")
    pd.testing.assert_frame_equal(result.outcomes, simulate(list(points), SEEDS).outcomes)
    told = result.points
    assert told["scenario"].tolist() == [point.name for point in points]
    for name, column in vars(points)["values"].items():
        assert told["base" if name == "scenario" else name].tolist() == list(column)


def test_design_and_parts_join_on_the_name(tmp_path: Path) -> None:
    points = DESIGNS["plain"]
    result = run_study(study_of(points), tmp_path / "s")
    design = ds.dataset(tmp_path / "s" / "design.parquet").to_table(columns=["name", "factor.staff"])
    parts = ds.dataset(tmp_path / "s" / "parts").to_table(filter=pc.field("year") == 3)
    joined = parts.join(design, "scenario", "name", join_type="inner")
    got = joined.group_by("factor.staff").aggregate([("public_value", "mean")]).to_pandas()
    late = result.outcomes[result.outcomes["year"] == 3].merge(result.points, on="scenario")
    expected = late.groupby("staff")["public_value"].mean()
    assert got.set_index("factor.staff")["public_value_mean"].sort_index().tolist() == pytest.approx(
        expected.tolist()
    )


@pytest.mark.parametrize("kind", ["reform", "several"])
def test_workers_and_the_cut_change_no_byte(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plan, "MAX_RUNS", 4)
    study = study_of(DESIGNS[kind])
    one = run_study(study, tmp_path / "one", workers=1)
    run_study(study, tmp_path / "two", workers=2)
    assert one.parts > 1
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


# Seeds of one's own -----------------------------------------------------------------------------------------------


def test_own_seeds_are_never_shared_and_give_the_numbers_of_simulate(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plan, "MAX_RUNS", 4)
    points = DESIGNS["plain"]
    study = study_of(points, seeds=(7, 3, 12), common_seeds=False)
    met = [seed for place in range(len(points)) for seed in study.seeds_of(place)]
    assert len(set(met)) == len(met)
    result = run_study(study, tmp_path / "s")
    expected = [simulate(points[place], list(study.seeds_of(place))).outcomes for place in range(len(points))]
    pd.testing.assert_frame_equal(result.outcomes, pd.concat(expected, ignore_index=True))
    assert not result.outcomes.duplicated(["seed", "year"]).any()
    run_study(study, tmp_path / "two", workers=2)
    assert contents(tmp_path / "s") == contents(tmp_path / "two")
    assert study.identity() != study_of(points, seeds=(7, 3, 12)).identity()


@given(st.lists(st.integers(0, 200), min_size=1, max_size=8, unique=True), st.integers(1, 30))
def test_no_two_points_share_a_seed_of_their_own(seeds: list[int], count: int) -> None:
    factors = vary("staff=1:9")
    points = Points((SMALL,), factors, latin_hypercube(factors, count, 0))
    study = study_of(points, seeds=tuple(seeds), common_seeds=False)
    met = np.array([study.seeds_of(place) for place in range(count)])
    assert len(np.unique(met)) == met.size


def test_own_seeds_beyond_the_largest_are_refused() -> None:
    with pytest.raises(StudyError, match="seeds must be whole numbers"):
        study_of(DESIGNS["plain"], seeds=(2**63 - 2, 2**63 - 1), common_seeds=False)


# Sweeps -----------------------------------------------------------------------------------------------------------


def swept(factors: tuple[Factor, ...], *scenarios: Scenario, **about: Any) -> Study:
    """Return the study of a sweep over the factors."""
    given = {"scenarios": scenarios or (SMALL,), "factors": factors, "parameters": "point", **about}
    return study_of_sweep(pose(Question, given, flags=False))


def test_levers_meet_every_state_of_the_uncertainties() -> None:
    factors = vary("staff=1,2,3", "slack_taste=0.2:0.6", "external_noise")
    study = swept(factors, uncertainty_design="sobol", uncertainty_samples=4)
    told = pd.DataFrame(vars(study.scenarios)["values"])
    states = told[["slack_taste", "external_noise"]].drop_duplicates()
    assert (len(told), len(states)) == (12, 4)
    assert len(told.merge(states)) == 12
    assert not told.duplicated().any()


def test_levers_and_uncertainties_are_not_drawn_alike() -> None:
    factors = vary("staff=0:1", "slack_taste=0:1")
    drawn = {"design": "latin_hypercube", "uncertainty_design": "latin_hypercube"}
    study = swept(factors, **drawn, samples=8, uncertainty_samples=8)
    levers, states = vars(study.scenarios)["values"].values()
    assert set(levers).isdisjoint(states)


def test_every_scenario_is_swept_alike() -> None:
    study = swept(vary("staff=1,2"), SMALL, LONG)
    got = [(point.protocol.years, point.policy.staff) for point in study.scenarios]
    assert got == [(3, 1.0), (3, 2.0), (4, 1.0), (4, 2.0)]


@pytest.mark.parametrize(
    ("about", "words"),
    [
        ({"factors": ()}, "something to vary"),
        ({"scenarios": (SMALL, SMALL)}, "two scenarios are called 'small'"),
        ({"from_year": 4}, "from_year: 4: the last recorded year is 3"),
        ({"from_year": 3, "years": 2}, "from_year: 3: the last recorded year is 2"),
        ({"scenarios": (SMALL, LONG), "from_year": 4}, "the last recorded year is 3"),
        ({"factors": vary("slack_taste=0.1,0.2"), "from_year": 1}, "no lever is varied"),
        ({"factors": vary("years=2,3"), "years": 2}, "years are varied too"),
        ({"uncertainty_design": "grid"}, "there are no uncertainties"),
    ],
)
def test_sweeps_that_would_not_do_what_they_say_are_refused(about: dict[str, Any], words: str) -> None:
    with pytest.raises(ScenarioError, match=words):
        swept(**{"factors": vary("staff=1,2"), **about})
