"""Discretion: what approvals cost, what autonomy gives back and gives up."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetsim import load_scenario, simulate
from budgetsim.declarations import Bureau, Policy
from budgetsim.model.mechanisms import execution
from budgetsim.scenario import Scenario

SHARE = st.floats(0.0, 1.0)
BASE = load_scenario("wangcheng_2022").replace(departments=24, monitoring_intensity=0.5, staff=30, burn_in=2)
SEEDS, YEARS = 8, 3


def means(*worlds: Scenario) -> pd.DataFrame:
    return simulate(worlds, SEEDS, years=YEARS).outcomes.groupby("scenario", sort=False).mean()


@given(st.floats(0.1, 3.0), SHARE, SHARE)
def test_productivity_is_untouched_without_the_mechanism(theta: float, known: float, part: float) -> None:
    assert float(execution.productivity_left(theta, known, part, np.float64(0.0))) == theta
    assert float(execution.productivity_left(theta, 1.0, part, np.float64(0.7))) == theta
    assert float(execution.productivity_left(theta, known, 0.0, np.float64(0.7))) == theta


@given(SHARE, SHARE, SHARE)
def test_what_must_be_approved_rises_with_checks_and_falls_with_systems_and_autonomy(
    checks: float, systems: float, free: float
) -> None:
    def part(**levers: float) -> float:
        usual = {"monitoring_intensity": checks, "information_systems": systems, "autonomy": free}
        return float(execution.approved_part(Policy(**{**usual, **levers}), Bureau()))

    got = part()
    assert 0.0 <= got <= checks
    assert part(monitoring_intensity=1.0) >= got
    assert part(information_systems=1.0) <= got
    assert part(autonomy=1.0) == 0.0


def test_runs_without_the_mechanism_are_the_same_to_the_bit(monkeypatch: pytest.MonkeyPatch) -> None:
    world = BASE.replace(autonomy=0.4)
    with_it = simulate(world, 3, years=YEARS).outcomes
    monkeypatch.setattr(execution, "left_to_work_with", lambda productivity, *_: productivity)
    pd.testing.assert_frame_equal(with_it, simulate(world, 3, years=YEARS).outcomes, check_exact=True)


def test_autonomy_without_the_mechanism_lowers_checks_and_nothing_else() -> None:
    """Where announcements cost no red tape, half the autonomy is half the checks, to the bit."""
    plain = BASE.replace(red_tape_monitoring=0.0, culture_overload=0.0)
    free = simulate(plain.replace(autonomy=0.5), 3, years=YEARS).outcomes
    fewer = simulate(plain.replace(monitoring_intensity=0.25), 3, years=YEARS).outcomes
    pd.testing.assert_frame_equal(free, fewer, check_exact=True)


def test_checks_that_may_not_happen_cost_no_days() -> None:
    """No checks are announced to anybody who is fully autonomous, so a bureau has the rest of its days."""
    short = BASE.replace(staff=3)
    got = means(short.replace(name="bound"), short.replace(name="free", autonomy=1.0))
    assert got.loc["free", "realised_monitoring"] == 0.0
    assert got.loc["free", "workload_ratio"] < got.loc["bound", "workload_ratio"]
    assert got.loc["free", "perceived_risk"] < 0.05


def test_autonomy_trades_performance_against_misuse() -> None:
    world = BASE.replace(discretion=0.4)
    shares = (0.0, 0.5, 1.0)
    got = means(*(world.replace(name=f"free_{share}", autonomy=share) for share in shares))
    assert (np.diff(got["active_waste"]) > 0.0).all()
    # Beyond what waste takes away: performance per useful share of money.
    bound = means(*(BASE.replace(name=f"free_{share}", autonomy=share) for share in shares))
    gain = got["performance"].to_numpy() / bound["performance"].to_numpy()
    assert (np.diff(gain) > 0.0).all()
    assert gain[-1] == pytest.approx(1.0, abs=1e-12)


def test_approvals_cost_most_where_least_can_be_measured() -> None:
    worlds = [BASE.replace(name="without"), BASE.replace(name="with", discretion=0.4)]
    panel = simulate(worlds, SEEDS, years=1, departments=True).departments
    by_kind = panel.pivot_table("performance", "archetype", "scenario")
    lost = 1.0 - by_kind["with"] / by_kind["without"]
    assert lost["coping"] > lost["craft"] > lost["production"] > 0.0
    assert lost["coping"] > lost["procedural"] > lost["production"]


def test_first_best_needs_no_approval() -> None:
    """What could be reached does not depend on who has to be asked, so losing it shows as distance."""
    got = means(BASE.replace(name="without"), BASE.replace(name="with", discretion=0.4))
    assert got.loc["with", "value_to_first_best"] < got.loc["without", "value_to_first_best"]
    ideal = got["public_value"] / got["value_to_first_best"]
    assert ideal["with"] > 0.9 * ideal["without"]
