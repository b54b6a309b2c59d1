"""Levels, paired differences and trajectories against SciPy and by hand."""

from __future__ import annotations

import json

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from budgetsim.studies.errors import StudyError
from budgetsim.studies.summary import (
    difference_table,
    level_table,
    run_means,
    summary_json,
    trajectories,
)

SEEDS = (4, 2, 9, 7, 30)


def outcomes(seeds: tuple[int, ...] = SEEDS, years: int = 5) -> pd.DataFrame:
    """Three scenarios whose names are not in the order of the alphabet."""
    draw = np.random.default_rng(1)
    rows = [
        {
            "scenario": name,
            "seed": seed,
            "year": year,
            "public_value": draw.normal(),
            "public_funds": draw.normal(),
        }
        for name in ("b", "c", "a")
        for seed in seeds
        for year in range(1, years + 1)
    ]
    return pd.DataFrame(rows)


def last_means(frame: pd.DataFrame, name: str, outcome: str, last: int = 3) -> np.ndarray:
    late = frame[(frame["scenario"] == name) & (frame["year"] > frame["year"].max() - last)]
    return late.groupby("seed", sort=False)[outcome].mean().to_numpy()


def row(table: pd.DataFrame, scenario: str, outcome: str) -> pd.Series:
    return table[(table["scenario"] == scenario) & (table["outcome"] == outcome)].iloc[0]


def test_level_is_scipys_t_interval() -> None:
    frame = outcomes()
    table = level_table(frame)
    assert list(table["scenario"].drop_duplicates()) == ["b", "c", "a"]
    for name in ("a", "b", "c"):
        values = last_means(frame, name, "public_value")
        interval = stats.ttest_1samp(values, 0).confidence_interval(0.95)
        got = row(table, name, "public_value")
        assert got["mean"] == pytest.approx(values.mean(), rel=1e-12)
        assert (got["low"], got["high"]) == pytest.approx((interval.low, interval.high), rel=1e-12)
        assert got["seeds"] == len(SEEDS)


def test_difference_is_scipys_paired_t_test() -> None:
    frame = outcomes()
    shuffled = frame.sample(frac=1, random_state=3)  # pairs must be found by seed, not by place
    shuffled = pd.concat([shuffled[shuffled["scenario"] == name] for name in ("b", "c", "a")])
    for table in (difference_table(frame), difference_table(shuffled)):
        for name in ("c", "a"):
            for outcome, sign in (("public_value", 1), ("public_funds", -1)):
                new, base = last_means(frame, name, outcome), last_means(frame, "b", outcome)
                interval = stats.ttest_rel(new, base).confidence_interval(0.95)
                got = row(table, name, outcome)
                assert got["mean"] == pytest.approx((new - base).mean(), rel=1e-12)
                assert (got["low"], got["high"]) == pytest.approx((interval.low, interval.high), rel=1e-12)
                assert got["share_better"] == (sign * (new - base) > 0).mean()


def test_share_better_follows_the_direction() -> None:
    values = {
        "public_value": (0.0, 1.0),
        "public_funds": (0.0, 1.0),
        "execution_rate": (0.0, 1.0),
        "rent": (1.0, 1.0),
    }
    frame = pd.DataFrame(
        [
            {"scenario": name, "seed": seed, "year": 1, **{key: pair[i] for key, pair in values.items()}}
            for i, name in enumerate(("old", "new"))
            for seed in (0, 1)
        ]
    )
    got = difference_table(frame).set_index("outcome")["share_better"]
    assert got.to_dict() == {"public_value": 1.0, "public_funds": 0.0, "execution_rate": 1.0, "rent": 0.0}


def test_difference_from_a_chosen_scenario() -> None:
    got = difference_table(outcomes(), "a")
    assert list(got["scenario"].drop_duplicates()) == ["b", "c"]
    forward, back = row(got, "b", "public_value"), row(difference_table(outcomes()), "a", "public_value")
    assert forward["mean"] == pytest.approx(-back["mean"])


def test_difference_uses_the_seeds_that_both_have() -> None:
    frame = outcomes()
    frame = frame[(frame["scenario"] != "c") | frame["seed"].isin([4, 2, 9])]
    got = row(difference_table(frame), "c", "public_value")
    assert got["seeds"] == 3
    new = last_means(frame, "c", "public_value")
    assert got["mean"] == pytest.approx((new - last_means(frame, "b", "public_value")[:3]).mean())


def test_nothing_to_pair_is_told() -> None:
    frame = outcomes()
    with pytest.raises(StudyError, match="no scenario is called 'x'"):
        difference_table(frame, "x")
    frame.loc[frame["scenario"] == "a", "seed"] += 1000
    with pytest.raises(StudyError, match="'a' and 'b'"):
        difference_table(frame)


def test_last_years_of_runs_of_different_length() -> None:
    frame = outcomes()
    short = frame[(frame["scenario"] != "c") | (frame["year"] <= 2)]
    got = run_means(short)
    values = (
        frame[(frame["scenario"] == "c") & (frame["year"] <= 2)]
        .groupby("seed", sort=False)["public_value"]
        .mean()
    )
    expected = values.to_numpy()
    assert got.loc[got["scenario"] == "c", "public_value"].to_numpy() == pytest.approx(expected)
    assert list(got["seed"].head(5)) == list(SEEDS)


def test_tables_take_run_means_as_well() -> None:
    frame = outcomes()
    pd.testing.assert_frame_equal(level_table(run_means(frame)), level_table(frame))
    pd.testing.assert_frame_equal(difference_table(run_means(frame)), difference_table(frame))


def test_trajectory_is_the_interval_of_each_year() -> None:
    frame = outcomes()
    got = trajectories(frame)
    values = frame[(frame["scenario"] == "c") & (frame["year"] == 4)]["public_funds"]
    interval = stats.ttest_1samp(values, 0).confidence_interval(0.95)
    point = got[(got["scenario"] == "c") & (got["year"] == 4) & (got["outcome"] == "public_funds")].iloc[0]
    expected = (values.mean(), interval.low, interval.high)
    assert (point["mean"], point["low"], point["high"]) == pytest.approx(expected)
    assert list(got["year"].drop_duplicates()) == [1, 2, 3, 4, 5]
    assert len(got) == 3 * 5 * 2


def test_json_has_the_promised_form() -> None:
    got = summary_json(outcomes(), SEEDS, 5)
    assert list(got) == ["scenarios", "changes", "differences", "seeds", "years"]
    assert list(got["scenarios"]) == ["b", "c", "a"]
    assert list(got["differences"]) == ["c", "a"]
    assert list(got["scenarios"]["b"]["public_value"]) == ["mean", "low", "high"]
    assert list(got["differences"]["c"]["public_funds"]) == ["mean", "low", "high", "share_better"]
    assert (got["seeds"], got["years"]) == (list(SEEDS), 5)
    json.dumps(got, allow_nan=False)


def test_one_seed_has_no_interval() -> None:
    got = summary_json(outcomes(seeds=(3,)), (3,), 5)
    assert got["scenarios"]["b"]["public_value"]["low"] is None
    assert got["differences"]["c"]["public_value"]["high"] is None
    assert got["differences"]["c"]["public_value"]["share_better"] in {0.0, 1.0}
    json.dumps(got, allow_nan=False)


def test_one_scenario_has_no_differences() -> None:
    frame = outcomes()
    got = summary_json(frame[frame["scenario"] == "b"], SEEDS, 5)
    assert got["differences"] == {}
    assert list(got["scenarios"]) == ["b"]


def test_equal_scenarios_differ_by_exactly_nothing() -> None:
    frame = outcomes()
    same = frame[frame["scenario"] == "b"].assign(scenario="same")
    got = row(difference_table(pd.concat([frame, same])), "same", "public_value")
    assert (got["mean"], got["low"], got["high"], got["share_better"]) == (0.0, 0.0, 0.0, 0.0)


def few(values: tuple[float, ...], name: str = "b") -> pd.DataFrame:
    about = {"scenario": name, "year": 1, "public_value": 0.0}
    return pd.DataFrame([{**about, "seed": k, "active_waste": value} for k, value in enumerate(values)])


def test_interval_of_a_level_ends_where_the_outcome_must() -> None:
    """Two seeds make an interval that is much wider than a share can be; what is left of it is exact."""
    wide = stats.t.interval(0.95, 1, 0.05, stats.sem([0.0, 0.1]))
    assert wide[0] < 0.0
    assert 0.1 < wide[1] < 1.0
    for table in (level_table(few((0.0, 0.1))), trajectories(few((0.0, 0.1)))):
        got = row(table, "b", "active_waste")
        assert (got["mean"], got["low"], got["high"]) == pytest.approx((0.05, 0.0, wide[1]))
    high = row(level_table(few((0.9, 1.0))), "b", "active_waste")
    assert (high["low"], high["high"]) == pytest.approx((0.95 + wide[0] - 0.05, 1.0))


def test_intervals_of_differences_and_changes_are_whole() -> None:
    """A share may fall: what bounds it bounds no difference."""
    base, other = few((0.5, 0.5)), few((0.0, 0.1), "other")
    got = row(difference_table(pd.concat([base, other])), "other", "active_waste")
    low, high = stats.t.interval(0.95, 1, -0.45, stats.sem([-0.5, -0.4]))
    assert (got["low"], got["high"]) == pytest.approx((low, high))
    later = other.assign(scenario="b", year=2)
    changes = summary_json(pd.concat([base, later]), (0, 1), 2)["changes"]["b"]["active_waste"]
    assert (changes["low"], changes["high"]) == pytest.approx((low, high))
