"""Draws of uncertain parameters: which there are, how few stand for all, and what is told of a file that is wrong."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from budgetsim import ScenarioError, load_posterior, load_scenario
from budgetsim.declarations import declarations
from budgetsim.declarations.declare import FIXED
from budgetsim.posterior import Posterior, prior_draws, uncertain
from budgetsim.posterior.file import parquet_bytes
from budgetsim.posterior.prior import holding, ranges
from budgetsim.scenario import scenario_names
from budgetsim.scenario_files.values import check_of


@pytest.fixture(scope="module")
def packed() -> Posterior:
    return load_posterior()


def some(draws: int = 200, *, place: bool = False) -> Posterior:
    """Return draws of two parameters with uneven weights."""
    rng = np.random.default_rng(1)
    weights = rng.exponential(size=draws)
    values = np.column_stack([rng.uniform(0.3, 0.9, draws), rng.uniform(1.0, 2.0, draws)])
    order = values[:, 0].copy() if place else None
    return Posterior(("slack_taste", "diversion_cost"), values, weights / weights.sum(), "mine", order)


# What is drawn --------------------------------------------------------------------------------------------------------


def test_every_uncertain_parameter_has_a_range_around_its_default() -> None:
    assert list(ranges()) == list(uncertain())
    for name, (low, top, high) in ranges().items():
        assert low <= top <= high, name
        assert low < high, name


def test_levers_the_protocol_and_what_is_fixed_are_not_drawn() -> None:
    groups = {about.group for about in uncertain().values()}
    assert groups == {"department", "bureau", "district"}
    fixed = {about.name for about in declarations().values() if about.fixed}
    assert not fixed & set(uncertain())
    assert {declarations()[name].fixed for name in fixed} == set(FIXED)


def test_what_is_off_at_its_default_is_no_draw_but_a_world_of_its_own() -> None:
    off = [about for about in declarations().values() if about.fixed == "switch" and about.default == 0.0]
    assert {"discretion", "gaming_learning", "adjustment_sd", "adaptive_share"} <= {
        about.name for about in off
    }
    assert not any(about.default == 0.0 for about in uncertain().values())


MATTER = (
    "slack_taste", "diversion_cost", "concealment_cost", "effective_days", "check_days", "review_days",
    "evaluation_days", "training_days", "culture_training", "culture_base", "culture_rate", "passive_waste_initial",
    "review_waste", "output_elasticity", "audit_detection", "intrinsic_motivation", "reward_value", "compliance_time",
    "effort_cost", "late_demand_value", "late_demand_spread", "output_value", "benefit_value", "diversion_guilt",
    "skill_capacity_base", "skill_capacity_gain", "culture_overload", "red_tape_monitoring",
)  # fmt: skip
"""What decides most about reforms (``experiments/what_matters.py``), and what experiments bear on."""


@pytest.mark.parametrize("name", MATTER)
def test_the_range_of_what_matters_has_a_reason(name: str) -> None:
    about = declarations()[name]
    assert about.plausible is not None
    assert len(about.range_reason) > 15


def test_a_reason_belongs_to_a_range_of_its_own() -> None:
    for about in declarations().values():
        assert about.plausible is not None or not about.range_reason, about.name


def test_draws_of_the_prior_stay_in_their_ranges_and_keep_every_rule() -> None:
    draws = prior_draws(256)
    low, _, high = np.array(list(ranges().values())).T
    assert (draws >= low).all()
    assert (draws <= high).all()
    assert holding(list(uncertain()), draws).all()


def test_the_prior_is_a_triangle_with_its_top_at_the_default() -> None:
    draws = prior_draws(1024)
    low, top, high = np.array(list(ranges().values())).T
    sd = np.sqrt((low**2 + top**2 + high**2 - low * top - low * high - top * high) / 18.0)
    assert (np.abs(draws.mean(axis=0) - (low + top + high) / 3.0) < 0.05 * sd).all()
    assert np.allclose(draws.std(axis=0), sd, rtol=0.1)


def test_draws_are_the_same_each_time_and_others_under_another_seed() -> None:
    assert np.array_equal(prior_draws(64), prior_draws(64))
    assert not np.array_equal(prior_draws(64), prior_draws(64, seed=1))


def test_rules_leave_points_out() -> None:
    names = ["diversion_max", "concealment_max"]
    assert holding(names, np.array([[0.6, 0.3], [0.8, 0.3]])).tolist() == [True, False]


# What comes with the package ------------------------------------------------------------------------------------------


def test_the_package_brings_512_draws_of_all_that_is_uncertain(packed: Posterior) -> None:
    assert len(packed) == 512
    assert set(packed.names) == set(uncertain())
    assert packed.weights.sum() == pytest.approx(1.0, abs=1e-12)
    assert (packed.weights >= 0.0).all()
    assert packed.place is not None
    assert packed.source == "budgetsim"


def test_packed_draws_are_what_declarations_allow(packed: Posterior) -> None:
    for name, (low, _, high) in ranges().items():
        column = packed.column(name)
        assert column.min() >= low, name
        assert column.max() <= high, name
        assert float(check_of(declarations()[name])(float(column[0]))) == column[0]
    assert holding(list(packed.names), packed.values).all()


@pytest.mark.parametrize("name", scenario_names())
def test_every_reference_scenario_takes_every_draw(name: str, packed: Posterior) -> None:
    scenario = load_scenario(name)
    for settings in packed.settings(scenario)[::64]:
        assert scenario.placed(**settings).name == name


# Few for all ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("place", [False, True])
def test_the_first_of_more_draws_are_those_of_fewer(*, place: bool) -> None:
    posterior = some(place=place)
    rows = posterior.rows(128)
    assert rows[:64].tolist() == posterior.rows(64).tolist()
    assert posterior.draws(64).weights == pytest.approx(1.0 / 64.0)


@pytest.mark.parametrize("place", [False, True])
def test_each_draw_comes_as_often_as_its_weight_says(*, place: bool) -> None:
    posterior = some(place=place)
    counts = np.bincount(posterior.rows(4096), minlength=len(posterior))
    # Evenly spaced places hit a stretch of length w as often as w asks for, give or take one at each end.
    assert np.abs(counts - 4096 * posterior.weights).max() < 2.0


@pytest.mark.parametrize("place", [False, True])
def test_the_order_of_rows_changes_nothing(*, place: bool) -> None:
    posterior = some(place=place)
    turned = np.random.default_rng(2).permutation(len(posterior))
    where = None if posterior.place is None else posterior.place[turned]
    other = Posterior(posterior.names, posterior.values[turned], posterior.weights[turned], "mine", where)
    assert np.array_equal(other.draws(50).values, posterior.draws(50).values)


def test_another_key_is_another_selection_of_the_same_quality() -> None:
    posterior = some(place=True)
    means = [posterior.draws(64, key).column("slack_taste").mean() for key in range(20)]
    exact = posterior.weights @ posterior.column("slack_taste")
    assert len(set(means)) > 15
    # Random resampling would be off by 0.17 / √64 = 0.02; places in a line by the parameter itself are far nearer.
    assert np.abs(np.array(means) - exact).max() < 0.006


@pytest.mark.parametrize("key", range(5))
def test_64_draws_span_what_all_of_them_span(key: int, packed: Posterior) -> None:
    few = packed.draws(64, key)
    assert few.place is not None
    assert packed.place is not None
    order = np.argsort(packed.place)
    ends = np.cumsum(packed.weights[order])
    for share in (0.05, 0.5, 0.95):
        whole = packed.place[order][np.searchsorted(ends, share)]
        assert abs(np.quantile(few.place, share) - whole) < 0.04 * len(packed), share


def test_the_draws_of_the_package_in_full_are_each_of_them_once_if_they_weigh_the_same() -> None:
    equal = Posterior(("slack_taste",), np.linspace(0.3, 0.9, 512)[:, None], np.full(512, 1.0 / 512.0))
    assert sorted(equal.rows(512).tolist()) == list(range(512))


def test_quantiles_count_weights() -> None:
    posterior = Posterior(("slack_taste",), np.array([[0.1], [0.2], [0.3]]), np.array([0.1, 0.1, 0.8]))
    assert posterior.quantiles("slack_taste", [0.6])[0] == pytest.approx(0.3)
    assert posterior.quantiles("slack_taste", [0.1])[0] == pytest.approx(0.15)
    assert posterior.effective_draws == pytest.approx(1.0 / 0.66)


# In a scenario --------------------------------------------------------------------------------------------------------


def test_what_a_scenario_states_is_not_drawn(packed: Posterior) -> None:
    hidden = load_scenario("teaching_hidden_action")
    assert "slack_taste" not in packed.beside(hidden).names
    assert "slack_taste" in packed.beside(load_scenario("wangcheng_2022")).names


def test_a_draw_that_breaks_a_rule_with_what_is_stated_gives_way() -> None:
    scenario = load_scenario("wangcheng_2022").replace(diversion_max=0.69)
    draws = Posterior(
        ("concealment_max", "slack_taste"), np.array([[0.2, 0.5], [0.35, 0.5]]), np.full(2, 0.5)
    )
    assert draws.settings(scenario) == [{"concealment_max": 0.2, "slack_taste": 0.5}, {"slack_taste": 0.5}]


# A file of one's own --------------------------------------------------------------------------------------------------


def written(tmp_path: Path, text: str | bytes, name: str = "mine.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_a_parquet_file_comes_back_as_it_was(tmp_path: Path) -> None:
    posterior = some(place=True)
    read = load_posterior(written(tmp_path, parquet_bytes(posterior), "mine.parquet"))
    assert np.array_equal(read.values, posterior.values)
    assert read.digest == posterior.digest
    assert parquet_bytes(posterior) == parquet_bytes(posterior)


@pytest.mark.parametrize(
    "text",
    [
        "department.slack_taste,weight\n0.5,1\n0.6,3\n",
        "\ufeffslack_taste;weight;draw\n0,5;1;1\n0,6;3;2\n",
        "slack_taste\tweight\n0.5\t1\n\n0.6\t3\n",
    ],
)
def test_a_csv_file_as_spreadsheets_save_it(tmp_path: Path, text: str) -> None:
    posterior = load_posterior(written(tmp_path, text))
    assert posterior.names == ("slack_taste",)
    assert posterior.values.tolist() == [[0.5], [0.6]]
    assert posterior.weights.tolist() == [0.25, 0.75]


def test_without_weights_all_count_the_same(tmp_path: Path) -> None:
    assert load_posterior(written(tmp_path, "slack_taste\n0.5\n0.6\n")).weights.tolist() == [0.5, 0.5]


@pytest.mark.parametrize(
    ("text", "field", "line"),
    [
        ("slack_tast,weight\n0.5,1\n", "slack_tast", None),
        ("bureau.slack_taste\n0.5\n", "bureau.slack_taste", None),
        ("staff\n3\n", "staff", None),
        ("departments\n60\n", "departments", None),
        ("slack_taste,slack_taste\n0.5,0.5\n", "slack_taste", None),
        ("slack_taste,department.slack_taste\n0.5,0.5\n", "department.slack_taste", None),
        ("slack_taste\n0.5\n-1\n", "department.slack_taste", 3),
        ("slack_taste,diversion_cost\n0.5,\n", "department.diversion_cost", 2),
        ("slack_taste\nnan\n", "department.slack_taste", 2),
        ("slack_taste\ninf\n", "department.slack_taste", 2),
        ("slack_taste\nhalf\n", "department.slack_taste", 2),
        ("slack_taste,weight\n0.5,-1\n", "weight", 2),
        ("slack_taste,weight\n0.5,\n", "weight", 2),
        ("slack_taste,weight\n0.5,0\n", "weight", None),
        ("slack_taste,place\n0.5,first\n", "place", 2),
        ("slack_taste,weight\n0.5\n", "", 2),
        (
            "diversion_max,concealment_max\n0.8,0.3\n",
            "department.diversion_max, department.concealment_max",
            2,
        ),
        ("diversion_max\n0.8\n", "department.diversion_max, department.concealment_max", 2),
        ("slack_taste\n", "", None),
        ("weight\n1\n", "", None),
        ("", "", None),
    ],
)
def test_what_is_wrong_is_told_with_its_place(
    tmp_path: Path, text: str, field: str, line: int | None
) -> None:
    with pytest.raises(ScenarioError) as caught:
        load_posterior(written(tmp_path, text))
    (fault,) = caught.value.faults
    assert (fault.field, fault.line) == (field, line)
    assert fault.message
    assert fault.suggestion or field in ("slack_taste", "department.slack_taste")


def test_the_closest_name_is_asked_for(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match=r"department\.slack_taste"):
        load_posterior(written(tmp_path, "slack_tast\n0.5\n"))


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError) as caught:
        load_posterior(written(tmp_path, "slack_taste,diversion_cost,weight,slack_tast\n-1,x,-1,1\n"))
    assert len(caught.value.faults) == 4


@pytest.mark.parametrize("content", [b"PAR1 and nothing else", b"PAR1"])
def test_a_damaged_parquet_file_is_told_as_such(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(ScenarioError) as caught:
        load_posterior(written(tmp_path, content, "mine.parquet"))
    assert caught.value.faults[0].suggestion


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match="nowhere"):
        load_posterior(tmp_path / "nowhere.csv")
