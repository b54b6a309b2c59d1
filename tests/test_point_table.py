"""Tables of points: known answers for levels, intervals and explained shares, whatever the order of rows."""

from __future__ import annotations

import itertools
import math
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest
from kept_studies import vary
from scipy import stats

from budgetsim.kinds.sweep.design import base_factor, drawn_factors, study_of
from budgetsim.kinds.sweep.question import Question
from budgetsim.report.declared import OUTCOMES
from budgetsim.scenario import Scenario
from budgetsim.studies import plan
from budgetsim.studies import point_table as point_table_module
from budgetsim.studies.ask import pose
from budgetsim.studies.errors import StudyError
from budgetsim.studies.factors import Factor, Place, make_switch
from budgetsim.studies.point_table import (
    BINS,
    adjusted,
    explained,
    level_effects,
    point_table,
    points_of,
    states_of,
    write_points,
)
from budgetsim.studies.points import Points
from budgetsim.studies.runner import run_study
from budgetsim.studies.sampling import (
    Columns,
    factorial,
    fractional_factorial,
    grid,
    latin_hypercube,
    sobol,
)
from budgetsim.studies.store import read_study
from budgetsim.studies.study import Study

NAME = "performance"
SMALL = Scenario(name="small").replace(departments=5, years=4, burn_in=1)


def table_of(columns: Columns) -> pd.DataFrame:
    count = len(next(iter(columns.values())))
    return pd.DataFrame({"scenario": [f"p{place}" for place in range(count)], **columns})


def values_of(points: pd.DataFrame, outcome: Any) -> pd.Series:
    return pd.Series(np.asarray(outcome, dtype=float), index=pd.Index(points["scenario"], name="scenario"))


def runs_of(points: pd.DataFrame, outcome: np.ndarray) -> pd.DataFrame:
    """One row per point × seed from an array of that shape."""
    seeds = range(outcome.shape[1])
    rows = [(name, seed, outcome[i, seed]) for i, name in enumerate(points["scenario"]) for seed in seeds]
    return pd.DataFrame(rows, columns=["scenario", "seed", NAME])


# Explained shares -------------------------------------------------------------------------------------------------


def test_factors_that_add_up_explain_everything() -> None:
    factors = vary("staff=1,2,3", "result_use=0.1,0.5", "budget_rule=linear,grades,posterior")
    points = table_of(grid(factors))
    rule = points["budget_rule"].map({"linear": 0.0, "grades": 5.0, "posterior": -1.0})
    got = explained(
        factors, points, values_of(points, points["staff"] ** 2 + 7.0 * points["result_use"] + rule)
    )
    assert sum(got.values()) == pytest.approx(1.0)
    assert got["result_use"] == pytest.approx(
        np.var([0.7, 3.5]) / (np.var([1, 4, 9]) + np.var([0.7, 3.5]) + np.var([0, 5, -1]))
    )


def test_what_only_works_together_is_explained_by_nothing_alone() -> None:
    factors = vary("staff=1,2", "result_use=0.1,0.5")
    points = table_of(grid(factors))
    got = explained(factors, points, values_of(points, [1.0, -1.0, -1.0, 1.0]))
    assert got == pytest.approx({"staff": 0.0, "result_use": 0.0}, abs=1e-12)


def test_nothing_is_explained_where_points_do_not_differ() -> None:
    factors = vary("staff=1,2", "result_use=0.1,0.5")
    points = table_of(grid(factors))
    assert explained(factors, points, values_of(points, [3.0] * 4)) == {"staff": 0.0, "result_use": 0.0}
    assert explained(factors, points, values_of(points, [3.0] * 4), {"staff"}) == {
        "staff": 0.0,
        "result_use": 0.0,
    }


def test_one_factor_of_many_levels_explains_everything() -> None:
    factors = vary("staff=0:40:401")
    points = table_of(grid(factors))
    assert explained(factors, points, values_of(points, np.sin(points["staff"])))["staff"] == pytest.approx(
        1.0
    )


@pytest.mark.parametrize("design", [latin_hypercube, sobol])
def test_drawn_factors_explain_what_they_do(design: Any) -> None:
    factors = vary("result_use=0:1", "training=0:1", "disclosure=0:1", "coordination=0:1")
    points = table_of(design(factors, 256, 2))
    outcome = 4.0 * points["result_use"] + 2.0 * points["training"] ** 2
    got = explained(factors, points, values_of(points, outcome), {factor.name for factor in factors})
    share = (16.0 / 12.0) / (16.0 / 12.0 + 4.0 * (1.0 / 5.0 - 1.0 / 9.0))
    expected = {"result_use": share, "training": 1.0 - share, "disclosure": 0.0, "coordination": 0.0}
    # Parts of a range leave a little within them: 1/64 of a straight line's variance with eight parts.
    assert got == pytest.approx(expected, abs=0.03)


@pytest.mark.parametrize("samples", [16, 32, 64])
def test_luck_explains_nothing(samples: int) -> None:
    factors = vary(
        *[f"{name}=0:1" for name in ("result_use", "training", "disclosure", "coordination", "staff_skill")]
    )
    names = [factor.name for factor in factors]
    found = []
    for seed in range(40):
        points = table_of(latin_hypercube(factors, samples, seed))
        noise = np.random.default_rng(seed).standard_normal(samples)
        shares = explained(factors, points, values_of(points, noise), set(names))
        found.append([shares[name] for name in names])
    # As a share of levels it would be (parts - 1) / (samples - 1): 0.2 at 16 draws in four parts.
    assert np.mean(found) < 0.03
    assert np.mean(np.array(found) > 0.0) < 0.12


def test_a_small_effect_is_seen_beside_a_large_one() -> None:
    factors = vary("result_use=0:1", "training=0:1", "disclosure=0:1")
    points = table_of(latin_hypercube(factors, 128, 4))
    outcome = 10.0 * points["result_use"] + 1.0 * points["training"]
    got = explained(factors, points, values_of(points, outcome), {factor.name for factor in factors})
    assert got["training"] == pytest.approx(1.0 / 101.0, rel=0.1)
    assert got["disclosure"] < 1e-3


def test_levers_and_drawn_states_share_what_there_is() -> None:
    factors = vary("staff=1,2,3", "slack_taste=0.2:0.6", "external_noise=0:1")
    about = {"uncertainty_design": "sobol", "uncertainty_samples": 64}
    study = study_of(pose(Question, {"scenarios": (SMALL,), "factors": factors, **about}, flags=False))
    points = table_of(dict(vars(study.scenarios)["values"]))
    drawn = drawn_factors(factors, study.settings)
    assert drawn == {"slack_taste", "external_noise"}
    outcome = points["staff"] + 5.0 * points["slack_taste"]
    got = explained(factors, points, values_of(points, outcome), drawn)
    lever, state = np.var([1.0, 2.0, 3.0]), 4.0 / 12.0
    assert got == pytest.approx(
        {"staff": lever / (lever + state), "slack_taste": state / (lever + state), "external_noise": 0.0},
        abs=0.02,
    )


def test_the_only_drawn_factor_explains_all_that_states_differ() -> None:
    factors = vary("staff=1,2", "slack_taste=0.2:0.6")
    about = {"uncertainty_design": "sobol", "uncertainty_samples": 8}
    study = study_of(pose(Question, {"scenarios": (SMALL,), "factors": factors, **about}, flags=False))
    points = table_of(dict(vars(study.scenarios)["values"]))
    outcome = points["staff"] + np.sin(40.0 * points["slack_taste"])
    got = explained(factors, points, values_of(points, outcome), drawn_factors(factors, study.settings))
    assert sum(got.values()) == pytest.approx(1.0)


def test_shares_do_not_depend_on_the_order_of_rows() -> None:
    factors = vary("result_use=0:1", "training=0:1", "budget_rule", "departments=3:30")
    points = table_of(latin_hypercube(factors, 64, 1))
    values = values_of(
        points, points["result_use"] * points["training"] + (points["budget_rule"] == "grades")
    )
    drawn = {factor.name for factor in factors}
    shuffled = points.sample(frac=1.0, random_state=5)
    expected = explained(factors, points, values, drawn)
    assert explained(factors, shuffled, values.sample(frac=1.0, random_state=6), drawn) == pytest.approx(
        expected
    )
    assert explained(factors, shuffled, values) == pytest.approx(explained(factors, points, values))


@pytest.mark.parametrize(
    ("settings", "drawn"),
    [
        ({"design": "grid"}, set()),
        ({"design": "sobol"}, {"staff", "slack_taste"}),
        ({"design": "grid", "uncertainty_design": "latin_hypercube"}, {"slack_taste"}),
        ({"design": "sobol", "uncertainty_design": "grid"}, {"staff"}),
        ({"design": "list"}, set()),
        ({}, set()),
    ],
)
def test_which_factors_were_drawn(settings: dict[str, str], drawn: set[str]) -> None:
    factors = (base_factor((SMALL,)), *vary("staff", "slack_taste"))
    assert drawn_factors(factors, settings) == drawn


def test_other_drawn_factors_are_taken_off_exactly_if_they_are_straight_or_bent() -> None:
    factors = vary("result_use=0:1", "training=0:1", "budget_rule")
    points = table_of(latin_hypercube(factors, 100, 3))
    own = np.sin(9.0 * points["result_use"])
    others = 3.0 * points["training"] ** 2 + points["training"] + points["budget_rule"].map(len)
    values = values_of(points, own + others).to_frame(NAME)
    states, means = states_of(factors, points, values)
    got = adjusted(factors, states, means)["result_use"][NAME].to_numpy()
    # What is left beside the own effect is a constant, but for what its own fit took for the others'.
    assert np.std(got - own) < 0.15 * np.std(others)


# Levels and their intervals ---------------------------------------------------------------------------------------


def test_levels_have_the_means_of_their_points() -> None:
    factors = vary("staff=1,2,3", "result_use=0.1,0.5")
    points = table_of(grid(factors))
    outcome = np.random.default_rng(0).normal(size=(6, 5))
    got = level_effects(factors, points, runs_of(points, outcome), [NAME])
    staff = got[got["factor"] == "staff"]
    assert staff["level"].tolist() == [1.0, 2.0, 3.0]
    assert staff["mean"].tolist() == pytest.approx([outcome[i : i + 2].mean() for i in (0, 2, 4)])
    assert staff["points"].tolist() == [2, 2, 2]
    assert set(got["over"]) == {"seeds"}


def test_within_seed_intervals_are_those_of_cousineau_and_morey() -> None:
    factors = vary("staff=1,2,3")
    points = table_of(grid(factors))
    # Worked by hand: three levels (rows) under four seeds (columns).
    outcome = np.array([[10.0, 20.0, 30.0, 41.0], [12.0, 21.0, 33.0, 42.0], [11.0, 25.0, 30.0, 46.0]])
    seeds = [11.0, 22.0, 31.0, 43.0]
    centred = [[value - seed + 26.75 for value, seed in zip(row, seeds, strict=True)] for row in outcome]
    got = level_effects(factors, points, runs_of(points, outcome), [NAME])
    for row, own in zip(got.itertuples(), centred, strict=True):
        half = stats.t.ppf(0.975, 3) * math.sqrt(3.0 / 2.0) * np.std(own, ddof=1) / 2.0
        assert (row.low, row.high) == pytest.approx((row.mean - half, row.mean + half))


def test_what_a_seed_adds_to_all_levels_widens_no_interval() -> None:
    factors = vary("staff=1,2", "result_use=0.1,0.2")
    points = table_of(grid(factors))
    outcome = np.random.default_rng(1).normal(size=(4, 6))
    luck = 1000.0 * np.random.default_rng(2).normal(size=6)
    plain = level_effects(factors, points, runs_of(points, outcome), [NAME])
    lucky = level_effects(factors, points, runs_of(points, outcome + luck), [NAME])
    assert (lucky["high"] - lucky["low"]).tolist() == pytest.approx(
        (plain["high"] - plain["low"]).tolist(), rel=1e-6
    )


def test_seeds_of_their_own_give_intervals_over_runs() -> None:
    factors = vary("staff=1,2")
    points = table_of(grid(factors))
    outcome = np.random.default_rng(1).normal(size=(2, 6))
    got = level_effects(factors, points, runs_of(points, outcome), [NAME], paired=False)
    low, high = stats.t.interval(0.95, 5, outcome[1].mean(), stats.sem(outcome[1]))
    assert (got["low"].iloc[1], got["high"].iloc[1]) == pytest.approx((low, high))
    assert set(got["over"]) == {"runs"}


@pytest.mark.parametrize(("levels", "seeds"), [("1", 5), ("1,2,3", 1), ("1", 1)])
def test_one_level_or_one_seed_has_no_interval(levels: str, seeds: int) -> None:
    factors = vary(f"staff={levels}")
    points = table_of(grid(factors))
    got = level_effects(factors, points, runs_of(points, np.ones((len(points), seeds))), [NAME])
    assert got["mean"].tolist() == [1.0] * len(points)
    assert got[["low", "high"]].isna().all(axis=None)


def test_intervals_of_drawn_factors_hold_the_truth() -> None:
    factors = vary("result_use=0:1", "training=0:1", "disclosure=0:1")
    drawn = {factor.name for factor in factors}
    held = []
    for seed in range(40):
        points = table_of(latin_hypercube(factors, 64, seed))
        random = np.random.default_rng(seed)
        outcome = 5.0 * points["result_use"].to_numpy() + random.standard_normal(64)
        got = level_effects(factors, points, runs_of(points, outcome[:, None]), [NAME], drawn=drawn)
        flat = got[got["factor"] == "training"]
        assert len(flat) == BINS
        assert set(got["over"]) == {"states"}
        held += ((flat["low"] <= 2.5) & (flat["high"] >= 2.5)).tolist()
    assert np.mean(held) == pytest.approx(0.95, abs=0.04)


def test_levels_of_choices_come_as_named_and_of_numbers_rising() -> None:
    switch = make_switch("on_or_off", {"training": 0.5}, "lever", Place("f"))
    factors = (*vary("budget_rule=posterior,linear", "staff=9,1,5"), switch)
    points = table_of(grid(factors))
    runs = runs_of(points, np.random.default_rng(0).normal(size=(len(points), 3)))
    expected = [*["posterior", "linear"], *[1.0, 5.0, 9.0], *[False, True]]
    for table, means in ((points, runs), (points.iloc[::-1], runs.sample(frac=1.0, random_state=1))):
        got = level_effects(factors, table, means, [NAME])
        assert got["level"].tolist() == expected
        assert [type(level) for level in got["level"]] == [type(level) for level in expected]
    pd.testing.assert_frame_equal(got, level_effects(factors, points, runs, [NAME]))


def test_switches_beside_numbers_stay_off_and_on() -> None:
    factors = (*vary("staff=0,1"), make_switch("on_or_off", {"training": 0.5}, "lever", Place("f")))
    points = table_of(grid(factors))
    got = level_effects(factors, points, runs_of(points, np.ones((4, 2))), [NAME])["level"]
    assert repr(got.tolist()) == "[0.0, 1.0, False, True]"


@pytest.mark.parametrize("text", ["staff=0:1000:401", "departments=3:900"])
def test_many_levels_are_put_into_equal_parts(text: str) -> None:
    (factor,) = vary(text)
    columns = grid([factor]) if factor.levels else latin_hypercube([factor], 400, 0)
    points = table_of(columns)
    got = level_effects([factor], points, runs_of(points, np.ones((len(points), 2))), [NAME])
    low, high = factor.extremes()
    assert got["level"].tolist() == pytest.approx(
        [low + (k + 0.5) * (high - low) / BINS for k in range(BINS)]
    )
    assert got["points"].sum() == len(points)
    assert got["points"].min() >= len(points) // BINS - 2


@pytest.mark.parametrize("design", [factorial, fractional_factorial])
def test_ends_of_a_range_are_levels_of_a_factorial(design: Any) -> None:
    factors = vary("staff=1:10", "result_use=0.1:0.5", "departments=3:900", "training=0:1", "disclosure=0:1")
    points = table_of(design(factors))
    outcome = (3.0 * points["staff"] + 10.0 * points["result_use"]).to_numpy()
    got = level_effects(factors, points, runs_of(points, outcome[:, None] + np.zeros((1, 2))), [NAME])
    assert got["level"].tolist() == [1.0, 10.0, 0.1, 0.5, 3, 900, 0.0, 1.0, 0.0, 1.0]
    moved = got.groupby("factor", sort=False)["mean"].agg(lambda means: means.iloc[1] - means.iloc[0])
    assert moved.tolist() == pytest.approx([27.0, 4.0, 0.0, 0.0, 0.0])
    assert (got["points"] == len(points) // 2).all()


def test_parts_do_not_depend_on_the_order_in_which_levels_are_listed() -> None:
    levels = [f"{value:g}" for value in np.linspace(0.0, 1.0, 300)]
    tables = []
    for listed in (levels, levels[150:] + levels[:150]):
        (factor,) = vary(f"result_use={','.join(listed)}")
        points = table_of(grid([factor]))
        outcome = points["result_use"].to_numpy()[:, None] + np.zeros((1, 2))
        tables.append(level_effects([factor], points, runs_of(points, outcome), [NAME]))
    pd.testing.assert_frame_equal(tables[0], tables[1])


# Points of a stored study -----------------------------------------------------------------------------------------


def stored(
    tmp_path: Path,
    factors: tuple[Factor, ...],
    columns: Columns,
    bases: tuple[Scenario, ...] = (SMALL,),
    seeds: tuple[int, ...] = (0, 1, 2),
) -> Any:
    settings = {"factors": [factor.to_dict() for factor in factors]}
    points = Points(bases, factors, columns)
    return run_study(Study("sweep", "x", points, seeds, settings=settings), tmp_path / "s")


def test_point_table_holds_means_of_the_last_years_and_intervals_over_seeds(tmp_path: Path) -> None:
    factors = vary("staff=1,9", "result_use=0.1,0.9")
    result = stored(tmp_path, factors, grid(factors))
    got = point_table(result, [NAME, "rent"])
    assert got.columns.tolist() == [
        "scenario", "staff", "result_use", NAME, f"{NAME}_low", f"{NAME}_high", "rent", "rent_low", "rent_high",
    ]  # fmt: skip
    outcomes = result.outcomes
    for row in got.to_dict("records"):
        own = outcomes[(outcomes["scenario"] == row["scenario"]) & (outcomes["year"] > 1)]
        seeds = own.groupby("seed")[NAME].mean()
        low, high = stats.t.interval(0.95, 2, seeds.mean(), stats.sem(seeds))
        assert (row[NAME], row[f"{NAME}_low"], row[f"{NAME}_high"]) == pytest.approx(
            (seeds.mean(), low, high)
        )
    assert [tuple(pair) for pair in got[["staff", "result_use"]].to_numpy()] == list(
        itertools.product((1.0, 9.0), (0.1, 0.9))
    )
    assert set(OUTCOMES) < set(point_table(result).columns)


def test_a_factor_named_like_an_outcome_keeps_both(tmp_path: Path) -> None:
    factors = vary("effort_cost=0.5,1.5")
    got = point_table(stored(tmp_path, factors, grid(factors)))
    assert got["department.effort_cost"].tolist() == [0.5, 1.5]
    assert got["effort_cost"].between(got["effort_cost_low"], got["effort_cost_high"]).all()


def test_scenarios_of_different_length_use_their_own_last_years(tmp_path: Path) -> None:
    long = SMALL.replace(name="long", years=6)
    factor = base_factor((SMALL, long))
    result = stored(tmp_path, (factor,), {"scenario": ["small", "long"]}, (SMALL, long))
    got = point_table(result, [NAME])
    assert got["base"].tolist() == ["small", "long"]
    for name, first in (("p00", 2), ("p01", 4)):
        own = result.outcomes[(result.outcomes["scenario"] == name) & (result.outcomes["year"] >= first)]
        assert got.set_index("scenario").loc[name, NAME] == pytest.approx(own[NAME].mean())


# Tables beyond memory ---------------------------------------------------------------------------------------------


PART = 9
"""Runs in a part of the study below."""


@pytest.fixture(scope="module")
def forty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The directory of a study of forty points."""
    factors = (*vary("staff=1:9:10"), *vary("budget_rule=linear,grades"), make_flag())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(plan, "MAX_RUNS", PART)
        return Path(stored(tmp_path_factory.mktemp("forty"), factors, grid(factors)).directory)


@pytest.fixture
def many(forty: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A copy of that study, which may be damaged."""
    monkeypatch.setattr(plan, "MAX_RUNS", PART)
    return read_study(shutil.copytree(forty, tmp_path / "s"))


def make_flag() -> Factor:
    return make_switch("spared", {"disclosure": 0.5}, "lever", Place("here"))


def test_points_are_written_some_at_a_time(
    many: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(point_table_module, "ROWS_TOGETHER", 7)
    write_points(many, tmp_path / "points.parquet")
    with pq.ParquetFile(tmp_path / "points.parquet") as file:
        sizes = [file.metadata.row_group(i).num_rows for i in range(file.num_row_groups)]
    assert sum(sizes) == 40
    assert len(sizes) > 3
    assert max(sizes) < 14, "as many as wait, and a part more at most"
    got = pd.read_parquet(tmp_path / "points.parquet")
    pd.testing.assert_frame_equal(got, point_table(many), check_exact=True)
    assert not list(tmp_path.glob("*.tmp"))


def test_points_are_the_same_bytes_however_the_study_came_about(
    many: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(point_table_module, "ROWS_TOGETHER", 7)
    write_points(many, tmp_path / "first.parquet")
    for part in sorted((many.directory / "parts").iterdir())[1::2]:
        part.unlink()
    again = run_study(many.study, many.directory, workers=2)
    write_points(again, tmp_path / "second.parquet")
    assert (tmp_path / "first.parquet").read_bytes() == (tmp_path / "second.parquet").read_bytes()


def test_points_of_means_are_those_of_the_study(many: Any) -> None:
    got = points_of(many, many.run_means(outcomes=[NAME, "rent"]))
    pd.testing.assert_frame_equal(got, point_table(many, [NAME, "rent"]), check_exact=True)


def test_points_are_found_in_any_order(many: Any) -> None:
    means = many.run_means(outcomes=[NAME])
    shuffled = many.points.sample(frac=1.0, random_state=1)
    got, expected = (level_effects(many.factors, points, means, [NAME]) for points in (shuffled, many.points))
    pd.testing.assert_frame_equal(got, expected, check_exact=True)


def test_one_seed_gives_means_without_intervals(tmp_path: Path) -> None:
    factors = vary("staff=1:9:5")
    one = stored(tmp_path, factors, grid(factors), seeds=(7,))
    got = point_table(one, [NAME])
    np.testing.assert_array_equal(got[NAME], one.run_means(outcomes=[NAME])[NAME])
    assert got[[f"{NAME}_low", f"{NAME}_high"]].isna().all(axis=None)


def test_half_written_points_leave_what_was_there(many: Any, tmp_path: Path) -> None:
    (tmp_path / "points.parquet").write_bytes(b"of before")
    next(many.directory.glob("parts/part-00003.parquet")).write_bytes(b"damaged")
    with pytest.raises(StudyError, match="part-00003"):
        write_points(many, tmp_path / "points.parquet")
    assert (tmp_path / "points.parquet").read_bytes() == b"of before"
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".tmp"] == []


def test_years_of_a_study_are_those_of_its_design(many: Any) -> None:
    assert list(many.years) == many.design["years"].tolist()
