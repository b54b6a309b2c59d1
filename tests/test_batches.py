"""Points as columns: the same numbers for the engines as of their scenarios, over factors of every kind."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from kept_studies import vary

from budgetsim.kinds.sweep.design import base_factor
from budgetsim.model.batch import Batch, batches_of, lengths_of
from budgetsim.model.engine.choice import using
from budgetsim.model.engine.chunks import group_of
from budgetsim.model.simulation import run_scenarios
from budgetsim.scenario import Change, Roster, Scenario
from budgetsim.studies import points as points_module
from budgetsim.studies.errors import StudyError
from budgetsim.studies.factors import Factor, Place, make_factor, make_switch, parse_vary
from budgetsim.studies.points import Points
from budgetsim.studies.runner import run_study
from budgetsim.studies.sampling import grid, latin_hypercube
from budgetsim.studies.study import Study

SMALL = Scenario(name="small").replace(departments=5, years=4, burn_in=2)
LONG = SMALL.replace(name="long", years=6, departments=7, coordination=0.9)
TREATED = SMALL.replace(
    name="treated",
    slack_taste=0.31,
    changes=[
        Change(1, {"training": 0.5}),
        Change(2, {"autonomy": 0.4, "result_use": 0.7}, 0.5),
        Change(3, {"budget_rule": "grades", "disclosure": 0.9}),
        Change(3, {"monitoring_intensity": 0.8}, 0.4, "craft"),
    ],
)
SWITCH = make_switch(
    "platform", {"information_systems": 0.9, "result_use": 0.3, "effort_cost": 1.2}, "lever", Place("t")
)
ALWAYS = make_factor("result_use@all", "0.2,0.7", None, Place("t"))
UNCERTAIN = parse_vary("rigid_share=0.2,0.8", "--uncertain", "uncertainty")


def with_roster() -> Scenario:
    roster = Roster(("A", "B", "C"), ("production", "craft", "coping"), (1.0, 2.0, 3.0), (1.0, 2.0, 2.0))
    made = SMALL.replace(name="own", departments=3).to_dict()
    return Scenario.from_dict({**made, "roster": {key: list(value) for key, value in vars(roster).items()}})


def crossed(bases: Sequence[Scenario], *factors: Factor, from_year: int | None = None) -> Points:
    every = (*((base_factor(tuple(bases)),) if len(bases) > 1 else ()), *factors)
    return Points(tuple(bases), every, grid(every), from_year)


DESIGNS = {
    "levers": crossed([SMALL], *vary("staff=1,2,9", "result_use=0,1")),
    "choices": crossed([SMALL], *vary("budget_rule=linear,grades,posterior", "evaluation_lag", "staff=1,2")),
    "whole numbers": crossed([SMALL], *vary("departments=5,8", "years=2,3", "network_degree=0,2", "burn_in=0,3")),
    "uncertainties": crossed([SMALL], *vary("slack_taste=0.2,0.4", "culture_initial=0,0.5"), UNCERTAIN),
    "reform": crossed([TREATED], *vary("staff=1,6", "result_use=0.1,0.2"), UNCERTAIN, from_year=2),
    "reform of choices": crossed([TREATED], *vary("budget_rule", "coordination=0.1,0.9"), from_year=3),
    "reform in the first year": crossed([SMALL], *vary("staff=1,6", "slack_taste=0.2,0.5"), from_year=1),
    "reform after all years": crossed([SMALL.replace(years=9)], *vary("staff=1,6"), from_year=6),
    "switch": crossed([SMALL], SWITCH, *vary("staff=2,3")),
    "reform by a switch": crossed([TREATED], SWITCH, *vary("coordination=0.1,0.9"), from_year=2),
    "always": crossed([TREATED], ALWAYS, *vary("coordination=0.1,0.9")),
    "always, beside a reform": crossed([TREATED], ALWAYS, *vary("disclosure=0.1,0.9", "autonomy=0.2,0.6"), from_year=3),
    "bases": crossed([SMALL, LONG, TREATED], *vary("coordination=0.1,0.2", "slack_taste=0.5,0.6")),
    "reform of bases": crossed([SMALL, LONG, TREATED], SWITCH, *vary("staff=3,5"), from_year=4),
    "roster": crossed([with_roster()], *vary("staff=1,2")),
    "nothing varied": Points((SMALL,), (), {}),
}  # fmt: skip


def known(batches: Sequence[Batch]) -> list[dict[str, Any]]:
    """What batches say, whatever their versions are: levers and layers by year, the year before any change first."""
    found = []
    for batch in batches:
        years = np.column_stack([np.zeros(len(batch), dtype=np.int64), batch.version_of_year])
        layers = [
            [dict(versions[version]) for version in years[point]]
            for point, versions in enumerate(batch.layers)
        ]
        found.append(
            {
                "places": batch.places,
                "first": batch.first,
                "years": batch.years,
                "categories": batch.categories,
                "parameters": batch.parameters.tolist(),
                "levers": batch.levers[np.arange(len(batch))[:, None], years].tolist(),
                "layers": layers,
                "layered": batch.layered,
                "rosters": batch.rosters,
            }
        )
    return found


@pytest.mark.parametrize("years", [None, 3, 5])
@pytest.mark.parametrize("points", DESIGNS.values(), ids=DESIGNS)
def test_columns_hold_what_the_scenarios_hold(points: Points, years: int | None) -> None:
    lengths = lengths_of(points, years)
    scenarios = list(points)
    assert lengths == tuple(years or scenario.protocol.years for scenario in scenarios)
    assert known(points.batches(lengths)) == known(batches_of(scenarios, lengths))
    assert list(points.scenario_names) == [scenario.name for scenario in scenarios]


@given(st.data())
def test_drawn_points_of_any_factors_hold_what_their_scenarios_hold(data: st.DataObject) -> None:
    always = data.draw(st.booleans())
    pool = (*vary("coordination", "disclosure=0.1,0.9", "budget_rule", "departments=3:9", "slack_taste", "years=1:4"),
            ALWAYS if always else SWITCH, UNCERTAIN)  # fmt: skip
    factors = tuple(data.draw(st.lists(st.sampled_from(pool), unique_by=id, min_size=1)))
    count, seed = data.draw(st.integers(1, 12)), data.draw(st.integers(0, 99))
    year = data.draw(st.sampled_from([None, 1, 2, 3]))
    base = SMALL.replace(changes=[Change(1, {"training": 0.4}), Change(1, {"result_use": 0.3}, 0.5)])
    base = base if always and ALWAYS in factors else base.replace(changes=[])
    lasting = tuple(factor for factor in factors if year is None or factor.name != "years")
    points = Points((base,), lasting, latin_hypercube(lasting, count, seed) if lasting else {}, year)
    lengths = lengths_of(points, None)
    assert known(points.batches(lengths)) == known(batches_of(list(points), lengths))


@pytest.mark.parametrize("points", DESIGNS.values(), ids=DESIGNS)
def test_some_points_of_a_batch_are_those_of_the_slice(points: Points) -> None:
    for batch in points.batches(lengths_of(points, 4)):
        cut = len(batch) // 2
        halves = [batch.some(0, cut), batch.some(cut, len(batch))]
        for name in ("parameters", "levers", "version_of_year"):
            together = np.concatenate([getattr(half, name) for half in halves])
            np.testing.assert_array_equal(together, getattr(batch, name))
        assert halves[0].places + halves[1].places == batch.places
        assert halves[0].layers + halves[1].layers == batch.layers


def test_of_many_points_of_one_shape_one_scenario_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    factors = vary("staff=0:9", "result_use", "slack_taste", "budget_rule=linear,grades")
    points = Points((SMALL,), factors, latin_hypercube(factors, 2_000, 1), 2)
    made, make = [], points_module.made_point
    monkeypatch.setattr(points_module, "made_point", lambda *about: made.append(about) or make(*about))
    batches = points.batches(lengths_of(points, None))
    assert len(batches) == len(made) == 2
    assert sorted(place for batch in batches for place in batch.places) == list(range(2_000))
    bases = [SMALL.replace(name=f"b{staff}", changes=[Change(1, {"staff": staff})]) for staff in range(1, 9)]
    points = crossed(bases, *vary("slack_taste=0.1,0.5,0.9"))
    made.clear()
    assert len(points.batches([4] * len(points))) == len(made) == 1


def test_departments_of_any_rule_are_lived_by_one_program() -> None:
    rules = (
        {"adaptive_share": 1.0},
        {"satisficing_share": 0.5},
        {"adaptive_share": 0.2, "satisficing_share": 0.1},
    )
    plain, *others = (batches_of([SMALL.replace(**rule)], [4])[0] for rule in ({}, *rules))
    assert len({group_of(other, departments=False).forms for other in others}) == 1
    assert group_of(plain, departments=False).forms[0].rules == (False, False)


# What runs and files hold -----------------------------------------------------------------------------------------


COMPILED = ("levers", "uncertainties", "reform by a switch", "always, beside a reform", "bases", "roster")


@pytest.mark.parametrize(
    ("kind", "engine"), [*((kind, "numpy") for kind in DESIGNS), *((kind, "compiled") for kind in COMPILED)]
)
def test_runs_of_columns_are_those_of_their_scenarios(kind: str, engine: str) -> None:
    points = DESIGNS[kind]
    got = run_scenarios(points, (3, 1), departments=True, engine=engine)
    expected = run_scenarios(list(points), (3, 1), departments=True, engine="numpy")
    assert got.names == expected.names == [point.name for point in points]
    assert got.years == expected.years
    for name in got.names:
        np.testing.assert_array_equal(got.values[name], expected.values[name])
        np.testing.assert_array_equal(got.panels[name], expected.panels[name])
        np.testing.assert_array_equal(got.archetypes[name], expected.archetypes[name])


@pytest.mark.parametrize("kind", ["switch", "reform", "bases", "roster"])
def test_files_of_columns_are_those_of_their_scenarios(kind: str, tmp_path: Path) -> None:
    points = DESIGNS[kind]
    about: dict[str, Any] = {"seeds": (3, 1), "departments": True}
    with using("compiled"):
        run_study(Study("sweep", "x", points, **about), tmp_path / "columns")
    with using("numpy"):
        run_study(Study("sweep", "x", list(points), **about), tmp_path / "scenarios")
    columns, scenarios = (
        {file.relative_to(place): file.read_bytes() for file in place.rglob("part-*.parquet")}
        for place in (tmp_path / "columns", tmp_path / "scenarios")
    )
    assert columns == scenarios
    assert len(columns) >= 2


def test_a_compiled_part_makes_no_crowd_of_scenarios(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    factors = vary("staff=0:9", "result_use", "slack_taste")
    points = Points((SMALL,), factors, latin_hypercube(factors, 600, 1), 2)
    made, make = [], points_module.made_point
    monkeypatch.setattr(points_module, "made_point", lambda *about: made.append(about) or make(*about))
    with using("compiled"):
        result = run_study(Study("sweep", "x", points, (0,)), tmp_path / "s")
    assert result.parts == 2
    assert len(made) <= 4  # one a part, and for the program that the study needs


def test_a_run_that_fails_is_named_though_its_scenario_was_never_made(tmp_path: Path) -> None:
    code = tmp_path / "rules.py"
    code.write_text(
        "def rule(view):\n    if view.policy.staff > 5:\n        raise RuntimeError('too many')\n    return {}\n",
        encoding="utf-8",
    )
    points = DESIGNS["levers"]
    study = Study("sweep", "x", points, (7,), code={"policy_rule": f"{code}:rule"})
    with pytest.raises(StudyError, match="too many"):
        run_study(study, tmp_path / "s")
    told = (tmp_path / "s" / "failures" / "part-00000.txt").read_text(encoding="utf-8")
    failing = [points.name(place) for place, staff in enumerate(points.values["staff"]) if staff == 9.0]
    assert all(f"{name}, seed 7" in told for name in failing)
