"""The limits of the theory at their worked values, and whether the checks would see a mistake."""

from __future__ import annotations

import math
import shutil
import tomllib
from pathlib import Path

import numpy as np
import pytest

from budgetsim import load_scenario, simulate
from budgetsim.kinds.verify import KIND
from budgetsim.kinds.verify.answer import Line
from budgetsim.kinds.verify.question import Question
from budgetsim.kinds.verify.theory import closed_forms, hidden_action, worlds
from budgetsim.kinds.verify.theory.catalogue import LIMITS
from budgetsim.kinds.verify.theory.hidden_action import (
    Setting,
    draw,
    live,
    live_plainly,
    noise_of,
    root,
    second_best,
)
from budgetsim.kinds.verify.theory.limit import Case, Finding
from budgetsim.kinds.verify.theory.limited_memory import EFFORT_RATIOS, MEMORIES
from budgetsim.kinds.verify.theory.optimum import end_of_range, highest, highest_pair
from budgetsim.kinds.verify.theory.responses import gain_of_one_rival, gain_of_one_year
from budgetsim.model import bureau
from budgetsim.model.department import stakes
from budgetsim.model.mechanisms import incentives, misconduct, objectives
from budgetsim.scenario_files import resolve
from budgetsim.studies.ask import pose
from budgetsim.studies.engine import Running, answer, plan

# The worked values of the published theory, computed by hand, not by the code under test.
WORKED: list[tuple[str, dict[str, float], dict[str, float]]] = [
    ("T1", {"r": 2, "c": 1, "sigma2": 0.5}, {"beta": 0.5, "effort": 0.5, "surplus": 0.25}),
    ("T2", {"r": 2, "sigma2": 0.5, "k12": 0}, {"beta": 0.5}),
    ("T2", {"r": 2, "sigma2": 0.5, "k12": 0.5}, {"beta": 0.285714}),
    ("T2", {"r": 2, "sigma2": 0.5, "k12": 0.9}, {"beta": 0.084034}),
    (
        "T3",
        {"r": 2, "c": 1, "sigma2_1": 1, "sigma2_2": 0.25},
        {"beta": 0.714286, "beta_1": 0.142857, "beta_2": 0.571429},
    ),
    ("T4", {"gain": 20, "sanction": 80}, {"threshold": 0.2}),
    ("T5", {"interest": 0.1, "ratchet": 0.5}, {"effort_factor": 0.166667}),
    ("T6", {"quantity": 10, "cost_slope": 20, "pass_through": 0}, {"effort": 0.5}),
    ("T6", {"quantity": 10, "cost_slope": 20, "pass_through": 0.5}, {"effort": 0.25}),
    (
        "T7",
        {"peers": 5, "sigma2_common": 1, "sigma2_own": 1, "r": 2, "c": 1},
        {"beta": 0.294118, "filter": 0.8},
    ),
    ("T8", {"prize": 100, "cost": 1, "n": 5}, {"effort": 16}),
    ("T9", {"a": 100, "b": 1, "c": 60, "gamma": 0.5}, {"output_niskanen": 80, "output": 53.333333}),
    ("T9", {"a": 100, "b": 1, "c": 60, "gamma": 0}, {"output": 40}),
    ("T10", {"A": 10, "theta_low": 2, "theta_high": 4, "nu": 0.5}, {"q_low": 8, "q_high": 4, "rent": 8}),
    ("T11", {"alpha": 0.5, "beta": 1, "gamma": 1.5}, {"truthful": 1}),
    ("T11", {"alpha": 1, "beta": 0.5, "gamma": 1.5}, {"truthful": 0}),
    ("T11", {"alpha": 0.5, "beta": 2, "gamma": 1.5}, {"truthful": 0}),
    ("T11", {"alpha": 1, "beta": 1, "gamma": 1.5}, {"truthful": 0}),
    ("T11", {"alpha": 0.5, "beta": 1.5, "gamma": 1.5}, {"truthful": 0}),
]


def findings(limit: str, *, thorough: bool = False, **values: float) -> dict[str, Finding]:
    """Findings of one case by quantity."""
    about = LIMITS[limit]
    case = Case(about, {**about.worked[0], **values}, thorough=thorough)
    return {finding.quantity: finding for finding in about.check(case)}


@pytest.mark.parametrize(("limit", "values", "expected"), WORKED)
def test_worked_values(limit: str, values: dict[str, float], expected: dict[str, float]) -> None:
    got = findings(limit, **values)
    for quantity, value in expected.items():
        assert got[quantity].simulated == pytest.approx(value, rel=1e-5, abs=1e-6)
        assert got[quantity].holds


def test_every_limit_gives_its_quantities_and_no_other() -> None:
    for limit in LIMITS.values():
        if limit.id != "T12":
            assert tuple(findings(limit.id)) == limit.quantities


def test_worked_cases_name_every_parameter_within_its_range() -> None:
    for limit in LIMITS.values():
        for case in limit.worked:
            assert tuple(case) == limit.names
            assert limit.together(case) == []
            for about in limit.parameters:
                assert about.lower <= case[about.name] <= about.upper or (
                    about.endless and math.isinf(case[about.name])
                )


@pytest.mark.parametrize("limit", ["T1", "T3", "T7"])
def test_closed_form_variance_is_the_monte_carlo_variance(limit: str) -> None:
    got = findings(limit, thorough=True)["variance"]
    assert got.holds
    assert got.detail
    # Tight enough to see a variance that is a tenth off.
    assert got.tolerance < 0.1 * got.expected


@pytest.mark.parametrize(
    "values", [{}, {"interest": 0.02, "ratchet": 0.9}, {"interest": 1.0, "ratchet": 0.05}]
)
def test_no_one_shot_deviation_from_the_ratchet_effort_pays(values: dict[str, float]) -> None:
    got = findings("T5", thorough=True, **values)["deviation"]
    assert got.holds
    assert got.tolerance < 1e-5


def test_myopic_departments_ignore_the_ratchet() -> None:
    # The interest rate at which a department hardly sees the next year.
    assert findings("T5", interest=100.0, ratchet=0.5)["effort_factor"].simulated > 0.99


def test_no_rival_gains_by_another_effort() -> None:
    assert findings("T8", thorough=True, prize=9.0, n=12)["deviation"].holds


def test_a_deviating_rival_would_be_seen() -> None:
    world = worlds.theory_scenario("t8_contest")
    best = math.sqrt(2 * 16.0)
    assert gain_of_one_rival(world, 0.9 * best) > 0.1
    assert gain_of_one_rival(world, 1.1 * best) < -0.1


def test_a_wrong_ratchet_effort_would_be_seen() -> None:
    world = worlds.theory_scenario("t5_ratchet")
    effort = 0.5 / 6.0
    assert abs(gain_of_one_year(world, effort)[0]) < 1e-9
    assert gain_of_one_year(world, 0.9 * effort)[0] > 0.01
    assert gain_of_one_year(world, 1.1 * effort)[0] < -0.01


# A limit that cannot fail would show nothing -----------------------------------------------------------------------


def test_a_wrong_risk_premium_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    right = incentives.risk_premium
    monkeypatch.setattr(incentives, "risk_premium", lambda r, variance: 1.001 * right(r, variance))
    assert not findings("T1")["beta"].holds
    assert not findings("T3")["beta"].holds
    assert not findings("T7")["beta"].holds


def test_a_premium_on_another_variance_than_the_simulated_one_is_seen(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Mechanism and closed form wrong in the same way: the optimum agrees, the simulated scores do not."""
    right, typed = stakes.score_noise, closed_forms.incentive_slope
    monkeypatch.setattr(stakes, "score_noise", lambda view: tuple(1.2 * part for part in right(view)))
    monkeypatch.setattr(closed_forms, "incentive_slope", lambda r, c, variance: typed(r, c, 1.2 * variance))
    assert findings("T1")["beta"].holds
    simulated, tolerance = worlds.paid_score_variance(worlds.theory_scenario("t1_linear_contract"), 1.2 * 0.5)
    assert abs(simulated - 1.2 * 0.5) > tolerance


def test_a_wrong_weight_of_signals_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bureau, "external_weight", lambda _, error: 0.79 + 0.0 * error)
    got = findings("T3")
    assert not got["beta"].holds
    assert not got["beta_2"].holds


def test_a_wrong_ratchet_factor_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    right = objectives.ratchet_factor
    monkeypatch.setattr(objectives, "ratchet_factor", lambda w, r, d: 1.01 * right(w, r, d))
    got = findings("T5", thorough=True)
    # Both sides of the factor are wrong alike; the deviation is not fooled.
    assert not got["deviation"].holds


def test_a_wrong_contest_reward_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    right = incentives.contest_reward
    monkeypatch.setattr(incentives, "contest_reward", lambda *terms: 1.001 * right(*terms))
    got = findings("T8", thorough=True)
    assert not got["effort"].holds
    assert not got["deviation"].holds


def test_a_wrong_sanction_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    right = misconduct.found_chance
    monkeypatch.setattr(misconduct, "found_chance", lambda hazard, audit: 1.001 * right(hazard, audit))
    assert not findings("T4")["threshold"].holds


def test_a_bonus_that_pays_lies_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    right = objectives.truth_inducing_bonus
    monkeypatch.setattr(
        objectives,
        "truth_inducing_bonus",
        lambda a, b, c, report, result: right(a, b, c, report, 1.05 * result),
    )
    assert not findings("T11")["truthful"].holds


# The search for an optimum ----------------------------------------------------------------------------------------


def test_highest_finds_the_higher_of_two_tops() -> None:
    got = highest(
        lambda x: np.exp(-((x - 0.2) ** 2) / 0.002) + 1.1 * np.exp(-((x - 0.7) ** 2) / 0.002), 0.0, 1.0
    )
    assert got == pytest.approx(0.7, abs=1e-6)


@pytest.mark.parametrize(("slope", "end"), [(1.0, 1.0), (-1.0, 0.0)])
def test_highest_goes_to_the_end_to_which_the_value_rises(slope: float, end: float) -> None:
    assert highest(lambda x: slope * x, 0.0, 1.0) == end


def test_highest_is_exact_where_values_near_the_top_are_equal() -> None:
    # Around the top a hundred thousandth makes no difference to the value in double precision.
    def value(x: np.ndarray) -> np.ndarray:
        return 1e6 - (x - 1.0 / 3.0) ** 2

    assert value(np.array([1 / 3]))[0] == value(np.array([1 / 3 + 5e-6]))[0]
    assert highest(value, 0.0, 1.0) == pytest.approx(1.0 / 3.0, abs=1e-6)


def test_highest_pair_finds_a_top_off_the_axes() -> None:
    def value(x: np.ndarray, y: np.ndarray) -> np.ndarray:
        return -((x - 0.31) ** 2) - (y - 0.62) ** 2 - 0.8 * (x - 0.31) * (y - 0.62)

    assert highest_pair(value) == pytest.approx((0.31, 0.62), abs=1e-8)


def test_end_of_range_is_found_to_the_last_digits() -> None:
    assert end_of_range(lambda x: x < math.pi * 1e-9, 0.0, 1.0) == pytest.approx(math.pi * 1e-9, rel=1e-10)


def test_a_chance_miss_gets_a_second_look_and_an_error_does_not_pass_it() -> None:
    def sample(seeds: range) -> np.ndarray:
        shifted = 1.0 if seeds.start == 0 else 0.0
        return shifted + np.random.default_rng(7).standard_normal(len(seeds))

    mean, tolerance = worlds.mean_within(sample, 0.0, 400)
    assert abs(mean) <= tolerance
    mean, tolerance = worlds.mean_within(lambda seeds: sample(seeds) + 1.0, 0.0, 400)
    assert abs(mean) > tolerance


# Hidden action with limited memory --------------------------------------------------------------------------------


def last_effort(sigma: float, principal: float, agent: float, runs: int) -> np.ndarray:
    paths = live(Setting(noise_of(sigma), principal, agent), draw(runs))
    return paths.efforts[:, -1] / second_best()[0]


def test_second_best_is_the_published_one() -> None:
    effort, premium = second_best()
    assert effort == pytest.approx(0.856104, abs=1e-6)
    assert premium == pytest.approx(0.0427303, abs=1e-7)
    assert 50.0 * effort == pytest.approx(42.8052, abs=1e-4)


@pytest.mark.parametrize("sigma", EFFORT_RATIOS)
@pytest.mark.parametrize("place", range(len(MEMORIES)))
def test_effort_ratio_is_that_of_an_implementation_by_others(sigma: int, place: int) -> None:
    runs = 20_000
    got = last_effort(sigma, MEMORIES[place], MEMORIES[place], runs)
    # Both means have this many runs behind them, and the published one is rounded to three decimals.
    error = math.sqrt(2.0) * got.std() / math.sqrt(runs)
    assert got.mean() == pytest.approx(EFFORT_RATIOS[sigma][place], abs=3.0 * error + 0.0005)


@pytest.mark.parametrize(
    ("sigma", "principal", "agent"),
    [(5, 1, 1), (25, 3, 1), (45, 1, math.inf), (100, 1, 1), (0, 2, 7), (60, 20, 19)],
)
def test_every_run_is_the_same_when_it_is_lived_alone(sigma: float, principal: float, agent: float) -> None:
    setting, draws = Setting(noise_of(sigma), principal, agent), draw(60)
    paths = live(setting, draws)
    effort, premium = live_plainly(setting, draws, slice(60))
    np.testing.assert_allclose(effort, paths.efforts[:, -1], atol=1e-9)
    np.testing.assert_allclose(premium, paths.premiums[:, -1], atol=1e-9)


def test_run_lived_alone_is_the_same() -> None:
    setting, draws = Setting(noise_of(25.0), 3, 3), draw(8)
    together = live_plainly(setting, draws, slice(8))
    np.testing.assert_allclose(
        live_plainly(setting, draws, 5), [values[5] for values in together], rtol=1e-12
    )


@pytest.mark.parametrize("width", [1e-6, 1.0, 1e6])
def test_roots_are_found_for_all_at_once(width: float) -> None:
    # The second has its root at the end of the bracket, the third a slope of 0 there.
    wanted = np.array([0.3, 1.0, 0.0]) * width
    power = np.array([1.0, 1.0, 3.0])
    got = root(
        lambda x: np.sign(x - wanted) * np.abs(x - wanted) ** power,
        lambda x: power * np.abs(x - wanted) ** (power - 1.0),
        np.full(3, -0.5 * width),
        np.full(3, width),
    )
    np.testing.assert_allclose(got, wanted, rtol=1e-12, atol=1e-9 * width)


def test_more_runs_begin_like_fewer() -> None:
    few, many = draw(100), draw(300)
    for name in ("start", "search", "environment"):
        np.testing.assert_array_equal(getattr(few, name), getattr(many, name)[:100])


def test_memory_of_all_periods_is_unlimited_memory() -> None:
    np.testing.assert_array_equal(last_effort(25, 20, 20, 200), last_effort(25, math.inf, math.inf, 200))


def test_agents_suffer_from_the_principals_short_memory_and_hardly_from_their_own() -> None:
    """The published claims: memory of the principal matters, that of the agent hardly; stability almost suffices."""
    runs = 4000
    forgetful, both, agent_only = (
        last_effort(25, *memories, runs).mean()
        for memories in ((1, math.inf), (math.inf, math.inf), (math.inf, 1))
    )
    assert both - forgetful > 0.05
    assert abs(both - agent_only) < 0.3 * (both - forgetful)
    assert last_effort(5, math.inf, math.inf, runs).mean() > 0.95


def test_the_premium_is_withheld() -> None:
    for sigma in EFFORT_RATIOS:
        got = findings("T12", sigma_percent=sigma, memory_principal=1, memory_agent=1, runs=300)[
            "premium_ratio"
        ]
        assert got.holds
        assert got.simulated < 0.8


def test_a_wrong_premium_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    right = hidden_action.inducing_premium
    monkeypatch.setattr(
        hidden_action, "inducing_premium", lambda effort, believed: 1.001 * right(effort, believed)
    )
    assert not findings("T12", sigma_percent=10, runs=100)["premium_ratio"].holds


# Where the scenarios come from ------------------------------------------------------------------------------------


def test_scenarios_of_the_theory_are_those_of_the_checkout(root: Path) -> None:
    assert worlds.theory_folder() == root / "scenarios" / "theory"
    for path in sorted((root / "scenarios" / "theory").glob("*.toml")):
        assert simulate(load_scenario(path), 1).outcomes["net_social_value"].notna().all()


def test_package_data_come_before_the_checkout(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A wheel carries the folder of scenarios with its sub-folders."""
    shutil.copytree(root / "scenarios", tmp_path / "_scenarios")
    monkeypatch.setattr(worlds, "package_folder", lambda: tmp_path / "_scenarios")
    monkeypatch.setattr(worlds, "checkout_folder", lambda: None)
    assert worlds.theory_folder() == tmp_path / "_scenarios" / "theory"
    worlds.theory_scenario.cache_clear()
    try:
        assert worlds.theory_scenario("t1_linear_contract").department.risk_aversion == 2.0
    finally:
        worlds.theory_scenario.cache_clear()


def test_scenarios_of_the_theory_are_no_reference_scenarios() -> None:
    assert not {name for name in resolve.reference_files() if name == "off" or name.startswith("t1")}


def test_every_scenario_of_the_theory_stands_on_the_one_that_is_off(root: Path) -> None:
    for path in sorted((root / "scenarios" / "theory").glob("t*.toml")):
        assert tomllib.loads(path.read_text(encoding="utf-8"))["extends"] == "off.toml"
        assert load_scenario(path).protocol.score_form == "linear"


def test_with_nothing_rewarded_nothing_happens() -> None:
    outcomes = simulate(worlds.theory_scenario("off").replace(result_use=0.0), 3).outcomes
    for name in ("effort_output", "effort_benefit", "active_waste", "passive_waste", "manipulation", "sandbagging",
                 "effort_cost", "risk_cost", "administrative_cost", "rush_loss"):  # fmt: skip
        assert outcomes[name].abs().max() < 1e-12, name
    assert outcomes["public_value"].to_numpy() == pytest.approx(1.0)


def test_findings_that_are_not_finite_hold_never_and_are_valid_json() -> None:
    wrong = Finding("T1", {"m": math.inf}, "beta", math.nan, 0.5, 1e-6)
    assert not wrong.holds
    assert wrong.line() == Line("T1", {"m": "inf"}, "beta", None, 0.5, 1e-6, holds=False)


def test_progress_names_what_comes_next() -> None:
    told: list[tuple[int, int, str]] = []
    planned = plan(KIND, pose(Question, {"names": ["T6"]}))
    answer(planned, Running(begun=lambda *what: told.append(what)))
    assert told == [(1, 2, "T6 yardstick"), (2, 2, "T6 yardstick"), (1, 1, "T6")]
