"""What a study stores of its runs: the same numbers, less of them; what is refused, resumed, read and told."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

import budgetsim
from budgetsim import Scenario, ScenarioError, load_study, simulate
from budgetsim.model.measures import OUTCOMES
from budgetsim.registry import KINDS
from budgetsim.studies import plan
from budgetsim.studies.ask import asked_fields
from budgetsim.studies.cost import work_of
from budgetsim.studies.errors import StudyError
from budgetsim.studies.extension import extend
from budgetsim.studies.factors import Place
from budgetsim.studies.keep import EVERYTHING, LAST_YEARS, Keep
from budgetsim.studies.keeping import Kept, problems
from budgetsim.studies.kind import kind_of
from budgetsim.studies.runner import run_study
from budgetsim.studies.shelf import number_differences, setting_differences
from budgetsim.studies.study import Study
from budgetsim.studies.summary import run_means
from budgetsim.studies.windows import at_end, between, mean_over_last

pytestmark = pytest.mark.usefixtures("small_parts")

SMALL = Scenario(name="small").replace(departments=6, years=5, burn_in=1)
STRICT = SMALL.replace(name="strict", monitoring_intensity=0.6)
LONG = SMALL.replace(name="long", years=7)
SEEDS = (3, 1, 4, 15, 9)
TWO = ("rent", "net_social_value")


def study(keep: Keep = EVERYTHING, **changes: Any) -> Study:
    asked = {"command": "compare", "name": "x", "scenarios": (SMALL, STRICT, LONG), "seeds": SEEDS}
    return Study(**{**asked, "settings": keep.settings(), **changes})


def read(text: str) -> Keep:
    return Kept().of_texts([text], Place("--keep"))


def messages(text: str) -> str:
    with pytest.raises(ScenarioError) as caught:
        read(text)
    return str(caught.value)


@pytest.fixture(scope="module")
def every() -> pd.DataFrame:
    """All outcomes of all years."""
    return simulate([SMALL, STRICT, LONG], SEEDS).outcomes


# How it is written --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    {
        "rent": Keep(("rent",)),
        "net_social_value, rent": Keep(TWO),
        "years=last:3": Keep(last=3),
        "years=10,1,5,last:3,rent": Keep(("rent",), (1, 5, 10), 3),
        "means": Keep(means=LAST_YEARS),
        "float32,means,rent": Keep(("rent",), means=LAST_YEARS, is_rounded=True),
    }.items(),
)  # fmt: skip
def test_what_is_written_is_read(text: str, expected: Keep) -> None:
    assert read(text) == expected
    assert read(str(expected)) == expected
    assert Kept().of_python(text.split(","), Place("keep")) == expected


@pytest.mark.parametrize(
    ("text", "says"),
    {
        "privategain": "private_gain",
        "mean": "means",
        "float23": "float32",
        "years=zero": "years=1,5,10",
        "years=0": "'0'",
        "years=last:0": "years=1,5,10",
        "5": "years=5",
        "rent,last:3": "years=last:3",
        "rent,rent": "'rent'",
        "means,means": "'means'",
        "years=3,3": "'3'",
        "years=last:2,last:3": "'last:3'",
        "means,years=last:3": "'means'",
        ",": "years=last:3",
    }.items(),
)  # fmt: skip
def test_what_cannot_be_read_says_what_can(text: str, says: str) -> None:
    assert says in messages(text)


def test_every_fault_is_told_at_once() -> None:
    told = messages("privategain,years=zero,rent,rent")
    assert all(word in told for word in ("privategain", "'zero'", "'rent'"))


KEEPS = st.builds(
    Keep,
    outcomes=st.lists(st.sampled_from(list(OUTCOMES)), unique=True).map(
        lambda names: tuple(sorted(names, key=list(OUTCOMES).index))
    ),
    years=st.lists(st.integers(1, 12), unique=True).map(lambda years: tuple(sorted(years))),
    last=st.integers(0, 12),
    is_rounded=st.booleans(),
)


@given(KEEPS)
def test_settings_and_text_tell_the_same(keep: Keep) -> None:
    through = json.loads(json.dumps(keep.settings()))
    assert Keep.of(through) == keep
    assert keep == EVERYTHING or read(str(keep)) == keep


@given(KEEPS, st.integers(1, 15))
def test_rows_are_the_years_that_are_kept(keep: Keep, horizon: int) -> None:
    years = keep.years_of(horizon)
    assert keep.rows(horizon) == len(years)
    assert set(years) <= set(range(1, horizon + 1))
    assert set(range(horizon - keep.last + 1, horizon + 1)) & set(range(1, horizon + 1)) <= set(years)
    assert keep.is_over(years, horizon)
    assert not keep.is_over({*years, horizon + 1}, horizon)


def test_a_list_in_settings_names_outcomes() -> None:
    assert Keep.of({"keep": list(TWO)}) == Keep(TWO)
    assert Keep(TWO).settings() == {"keep": list(TWO)}
    assert EVERYTHING.settings() == {}


# What is refused ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "needed", "says"),
    [
        ("rent", ("validity",), "validity,rent"),
        ("years=1,5", (), "years=1,5,last:3"),
        ("years=8,10", (), "year 9"),
        ("years=last:2", (), "last:3"),
        ("years=11", (), "11"),
        ("years=last:11", (), "11"),
        ("years=last:10", (), "10"),
        (",".join(OUTCOMES), (), "every outcome"),
    ],
)
def test_what_changes_nothing_or_takes_away_too_much(text: str, needed: tuple[str, ...], says: str) -> None:
    found = list(problems(read(text), needed, {10}))
    told = " ".join(f"{value} {message} {hint}" for value, message, hint in found)
    assert len(found) == 1
    assert says in told


def test_the_remedy_is_accepted() -> None:
    for text, needed in (("rent", TWO), ("years=1,5,8", ()), ("rent,years=2,float32", ())):
        remedies = [hint.rpartition(" ")[2] for _, _, hint in problems(read(text), needed, {10})]
        assert remedies
        assert list(problems(read(remedies[-1]), needed, {10})) == []


def test_means_of_one_year_are_the_year() -> None:
    assert list(problems(read("means"), (), {1}))
    assert not list(problems(read("means"), (), {1, 2}))
    assert not list(problems(EVERYTHING, TWO, {1}))


def test_what_scenarios_last_differently_is_asked_of_each() -> None:
    assert not list(problems(read("years=last:3"), (), {3, 10}))
    assert list(problems(read("years=8,9,10"), (), {5, 10}))


# The same numbers -----------------------------------------------------------------------------------------------------


def rows_like(every: pd.DataFrame, keep: Keep) -> pd.DataFrame:
    """The rows and columns of everything that are to be kept, reckoned with pandas."""
    names = ["scenario", "seed", "year", *keep.names]
    if keep.means:
        return run_means(every[names], keep.means)
    ends = every.groupby("scenario")["year"].transform("max")
    kept = pd.Series([y in keep.years_of(end) for y, end in zip(every["year"], ends, strict=True)])
    return every.loc[kept, names].reset_index(drop=True)


@pytest.mark.parametrize(
    "keep", [Keep(TWO), Keep(years=(1, 4), last=3), Keep(means=3), Keep(TWO, last=2), Keep(TWO, means=2), Keep(last=6)]
)  # fmt: skip
def test_kept_numbers_are_those_of_everything(tmp_path: Path, every: pd.DataFrame, keep: Keep) -> None:
    got = run_study(study(keep), tmp_path / "s")
    pd.testing.assert_frame_equal(got.outcomes, rows_like(every, keep), check_exact=True)
    assert got.rows == len(got.outcomes)
    assert got.kept_outcomes == keep.names
    assert got.keep == keep


def test_rounded_numbers_are_read_as_double_ones(tmp_path: Path, every: pd.DataFrame) -> None:
    keep = Keep(TWO, is_rounded=True)
    got = run_study(study(keep), tmp_path / "s")
    expected = rows_like(every, keep)
    expected[list(TWO)] = expected[list(TWO)].astype(np.float32).astype(np.float64)
    pd.testing.assert_frame_equal(got.outcomes, expected, check_exact=True)
    (first, *_) = sorted((tmp_path / "s" / "parts").iterdir())
    assert set(map(str, pq.read_schema(first).types)) == {"string", "int64", "float"}


def test_means_by_run_need_no_more_than_was_kept(tmp_path: Path, every: pd.DataFrame) -> None:
    expected = run_means(every)
    for number, keep in enumerate((EVERYTHING, Keep(last=3), Keep(means=3))):
        got = run_study(study(keep), tmp_path / str(number)).run_means()
        pd.testing.assert_frame_equal(got, expected, check_exact=True)


def test_means_over_any_window_are_those_of_pandas(tmp_path: Path, every: pd.DataFrame) -> None:
    got = run_study(study(), tmp_path / "s")
    first, late = got.window_tables([between(2, 4), at_end(2)], TWO)
    names = ["scenario", "seed", "year", *TWO]
    some = every[every["year"].between(2, 4)][names]
    pd.testing.assert_frame_equal(first, run_means(some, 3), check_exact=True)
    pd.testing.assert_frame_equal(late, run_means(every[names], 2), check_exact=True)


def test_means_leave_out_what_is_undefined() -> None:
    values = np.array([[1.0, np.nan, 4.0], [np.nan, np.nan, np.nan]])
    np.testing.assert_array_equal(mean_over_last(values), [2.5, np.nan])


def test_means_of_what_is_there_come_in_the_order_of_the_study(tmp_path: Path, every: pd.DataFrame) -> None:
    run_study(study(), tmp_path / "s")
    for name in ("part-00001.parquet", "part-00004.parquet"):
        (tmp_path / "s" / "parts" / name).unlink()
    part = load_study(tmp_path / "s", allow_partial=True)
    pd.testing.assert_frame_equal(part.run_means(), run_means(part.outcomes), check_exact=True)
    assert 0 < len(part.run_means()) < len(run_means(every))


def test_seeds_of_their_own_come_with_their_scenarios(tmp_path: Path) -> None:
    got = run_study(study(Keep(TWO, means=2), common_seeds=False), tmp_path / "s")
    every = run_study(study(common_seeds=False), tmp_path / "t")
    expected = every.run_means(2, TWO)
    pd.testing.assert_frame_equal(got.run_means(2), expected, check_exact=True)
    assert expected["seed"].nunique() == 15


# Identity, resuming, extending ----------------------------------------------------------------------------------------


def test_what_is_kept_is_part_of_the_identity(tmp_path: Path) -> None:
    keeps = [EVERYTHING, Keep(TWO), Keep(last=3), Keep(means=3), Keep(is_rounded=True)]
    assert len({study(keep).identity() for keep in keeps}) == len(keeps)
    run_study(study(Keep(TWO)), tmp_path / "s")
    with pytest.raises(StudyError, match="--keep"):
        run_study(study(Keep(TWO, is_rounded=True)), tmp_path / "s")
    with pytest.raises(StudyError, match="settings"):
        run_study(study(settings={"keep": list(TWO), "else": 1}), tmp_path / "s")


@pytest.mark.parametrize("keep", [Keep(TWO, last=2, is_rounded=True), Keep(means=3)])
def test_resumed_and_extended_studies_end_with_the_same_bytes(tmp_path: Path, keep: Keep) -> None:
    def files(name: str) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in (tmp_path / name / "parts").iterdir()}

    whole = study(keep, seeds=tuple(range(7)))
    run_study(whole, tmp_path / "whole")
    run_study(replace(whole, seeds=tuple(range(4))), tmp_path / "grown")
    extend(tmp_path / "grown", 7)
    assert files("grown") == files("whole")
    run_study(whole, tmp_path / "resumed")
    (tmp_path / "resumed" / "parts" / "part-00002.parquet").unlink()
    (tmp_path / "resumed" / "parts" / "part-00003.parquet").write_bytes(b"damaged")
    run_study(whole, tmp_path / "resumed")
    assert files("resumed") == files("whole")


def test_settings_that_no_longer_tell_are_refused(tmp_path: Path) -> None:
    run_study(study(Keep(TWO, last=3)), tmp_path / "s")
    for file in ("study.toml", "manifest.json"):
        path = tmp_path / "s" / file
        path.write_text(re.sub(r'(\\?"last\\?"): 3', r'\1: "three"', path.read_text()))
    with pytest.raises(StudyError, match="kept"):
        load_study(tmp_path / "s")


# What was not kept ----------------------------------------------------------------------------------------------------


def test_what_was_not_kept_is_told(tmp_path: Path) -> None:
    got = run_study(study(Keep(TWO, last=2)), tmp_path / "s")
    with pytest.raises(StudyError, match=r"validity.*rent"):
        got.run_means(outcomes=["validity"])
    with pytest.raises(StudyError, match="validity"):
        list(got.tables(["validity"]))
    with pytest.raises(StudyError, match="years=last:2"):
        got.run_means(3)
    got.run_means(2)
    means = run_study(study(Keep(means=3)), tmp_path / "t")
    with pytest.raises(StudyError, match="means"):
        means.run_means(2)


# Every kind -----------------------------------------------------------------------------------------------------------

QUESTIONS: dict[str, dict[str, Any]] = {
    "run": {"scenario": SMALL, "parameters": "point", "replications": 3},
    "compare": {"scenarios": [SMALL, STRICT], "replications": 2, "draws": 8},
    "sweep": {"scenarios": SMALL, "vary": {"staff": [1, 4]}, "replications": 3},
    "sensitivity": {"scenario": SMALL, "factors": "staff,result_use", "samples": 16, "replications": 1},
    "effects": {"scenario": SMALL, "levers": "staff", "parts": "effects,dose,cost", "replications": 3},
    "optimise": {"scenario": SMALL, "levers": "staff", "population": 4, "generations": 1, "replications": 2,
                 "references": "none", "draws": 6},
    "discover": {"scenario": SMALL, "policy": STRICT, "uncertain": {"slack_taste": (0.3, 0.9)}, "samples": 50,
                 "replications": 1},
    "information": {"scenarios": [SMALL, STRICT], "replications": 2, "draws": 20},
}  # fmt: skip
WITHOUT_RUNS = {"audit", "calibrate", "trial", "verify"}


def plain(answer: Any) -> dict[str, Any]:
    """What an answer holds beyond words, places, and what has no years to be known from."""
    words, apart = ("findings", "caveats"), ("changes", "compare")
    return {key: v for key, v in answer.to_dict().items() if not key.startswith(words) and key not in apart}


def numbers(value: Any) -> list[float]:
    if isinstance(value, dict):
        return [number for key in value for number in numbers(value[key])]
    if isinstance(value, list | tuple):
        return [number for item in value for number in numbers(item)]
    return [float(value)] if isinstance(value, float) else []


def test_every_kind_that_stores_runs_asks_what_to_keep() -> None:
    asking = {
        name for name in KINDS if any(one.name == "keep" for one in asked_fields(kind_of(name).question))
    }
    assert asking == set(KINDS) - WITHOUT_RUNS == set(QUESTIONS)


@pytest.mark.parametrize("name", QUESTIONS)
def test_every_kind_tells_the_same_from_means(name: str, tmp_path: Path) -> None:
    ask = getattr(budgetsim, name)
    every = ask(**QUESTIONS[name], keep=EVERYTHING, out=tmp_path / "every", progress=False)
    means = ask(**QUESTIONS[name], keep="means", out=tmp_path / "means", progress=False)
    assert plain(means) == plain(every)
    size = [
        sum(f.stat().st_size for f in (tmp_path / of).rglob("part-*.parquet")) for of in ("every", "means")
    ]
    assert size[1] < size[0]
    assert budgetsim.load(tmp_path / "means") == means


@pytest.mark.parametrize("name", QUESTIONS)
def test_every_kind_says_that_numbers_were_rounded(name: str, tmp_path: Path) -> None:
    ask = getattr(budgetsim, name)
    rounded = ask(**QUESTIONS[name], keep=["means", "float32"], out=tmp_path / "s", progress=False)
    assert any("float32" in text for text in rounded.how_made())
    assert any("float32" in text for text in budgetsim.load(tmp_path / "s").how_made("zh"))
    every = ask(**QUESTIONS[name], progress=False)
    assert not any("float32" in text for text in every.how_made())
    if name in ("run", "sweep", "sensitivity"):  # what others count or choose may hang on the last digit
        np.testing.assert_allclose(numbers(plain(rounded)), numbers(plain(every)), rtol=1e-3, atol=1e-4)


def test_a_study_that_tells_every_year_keeps_it() -> None:
    question = {**QUESTIONS["effects"], "levers": "staff,result_use", "parts": "effects,sequencing"}
    with pytest.raises(ScenarioError, match="--parts effects"):
        budgetsim.effects(**question, keep="means", progress=False)


def test_means_are_those_of_the_study_s_own_window(tmp_path: Path) -> None:
    question = {**QUESTIONS["effects"], "last": 2}
    every = budgetsim.effects(**question, progress=False)
    means = budgetsim.effects(**question, keep="means", out=tmp_path / "s", progress=False)
    assert plain(means) == plain(every)


def test_a_run_tells_what_was_kept() -> None:
    some = budgetsim.run(**QUESTIONS["run"], keep="rent,active_waste,means", progress=False)
    assert some.outcomes == ("active_waste", "rent")
    assert some.changes == {}
    assert list(some.to_df()["outcome"]) == ["active_waste"]
    ends = budgetsim.run(**QUESTIONS["run"], keep="rent,years=1,last:3", progress=False)
    every = budgetsim.run(**QUESTIONS["run"], progress=False)
    assert ends.changes["small"]["rent"] == every.changes["small"]["rent"]
    assert "trajectories" in {figure.name for figure in every.drawable}
    assert "trajectories" not in {figure.name for figure in some.drawable}


def test_results_differ_in_what_both_kept(tmp_path: Path) -> None:
    for name, keep in (("a", "rent,active_waste"), ("b", "active_waste,means,float32")):
        budgetsim.run(**QUESTIONS["run"], keep=keep, out=tmp_path / name, progress=False)
    found = number_differences(tmp_path / "a", tmp_path / "b", ["active_waste", "validity"])
    assert [one.key for one in found] == ["small.active_waste"]
    assert found[0].relative < 1e-6
    keys = {one.key for one in setting_differences(tmp_path / "a", tmp_path / "b")}
    assert {"settings.keep", "settings.keep.means", "settings.keep.float32"} <= keys


def test_a_sweep_shows_what_was_kept(tmp_path: Path) -> None:
    some = budgetsim.sweep(**QUESTIONS["sweep"], keep="rent,performance", out=tmp_path / "s", progress=False)
    assert some.outcomes == ("performance", "rent")
    points = pd.read_csv(tmp_path / "s" / "points.csv")
    assert [name for name in points if name in OUTCOMES] == ["performance", "rent"]
    with pytest.raises(StudyError, match="validity"):
        budgetsim.sweep(tmp_path / "s", outcomes="validity", progress=False)
    with pytest.raises(StudyError, match="net_social_value"):
        budgetsim.discover(tmp_path / "s", fails="net_social_value < 1", progress=False)


def test_a_study_file_says_what_to_keep(tmp_path: Path) -> None:
    file = tmp_path / "study.toml"
    text = 'scenario = "wangcheng_2022"\nreplications = 2\nyears = 4\nkeep = {}\n'
    text += "[set]\ndepartments = 5\n[levers]\nstaff = [1, 2]\n"
    for number, keep in enumerate(('"rent, years=last:3"', '["rent", "years=last:3"]')):
        file.write_text(text.format(keep), encoding="utf-8")
        budgetsim.sweep(file, out=tmp_path / str(number), progress=False)
        assert load_study(tmp_path / str(number)).keep == Keep(("rent",), last=3)
    file.write_text(text.format('"rnet"'), encoding="utf-8")
    with pytest.raises(ScenarioError, match=r"study\.toml:4.*rent"):
        budgetsim.sweep(file, progress=False)


# Space ----------------------------------------------------------------------------------------------------------------


def test_the_cost_counts_what_is_kept(tmp_path: Path) -> None:
    many = {"scenarios": (SMALL, STRICT), "seeds": tuple(range(300))}
    for number, keep in enumerate((EVERYTHING, Keep(means=3), Keep(is_rounded=True), Keep(TWO, last=3))):
        made = study(keep, **many)
        plan.MAX_RUNS = 512
        run_study(made, tmp_path / str(number))
        written = sum(path.stat().st_size for path in (tmp_path / str(number)).rglob("*") if path.is_file())
        assert written / 1.7 < work_of(made).disk() < written * 1.7


def test_faults_of_kept_years_follow_the_years_asked_for() -> None:
    with pytest.raises(ScenarioError, match="last:3"):
        budgetsim.run(SMALL, parameters="point", years=4, keep="years=1,2", progress=False)
