"""Comparative statics that are no single slope: over the years, between calendars, at given actions."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from statics_rows import CAPACITY, INTENSITIES
from statics_worlds import lived, moved, steps
from strategies import worlds

from budgetsim import Change, Decision, Scenario
from budgetsim.model.department.view import DepartmentView
from budgetsim.model.fiscal_year import Behaviour
from budgetsim.numerics import Array

RATIONAL = {"adaptive_share": 0.0, "satisficing_share": 0.0}
# Every month is checked, every check finds, and nothing follows from it.
SEEN_FOR_NOTHING = {
    "monitoring_intensity": 0.0, "rectification": 0.0, "consequence_initial": 0.8, "concealment_max": 0.3,
    "check_days": 0.0, "monitoring_detection_floor": 1.0, "monitoring_detection_ceiling": 1.0, "staff": 5000.0,
    "culture_gaming": 0.0, "audit_coverage": 0.0, "autonomy": 0.0, **RATIONAL,
}  # fmt: skip


@st.composite
def doings(draw: st.DrawFn) -> Behaviour:
    """Departments that do the same whatever the bureau does."""
    names = (
        "effort_output",
        "effort_benefit",
        "manipulation",
        "diversion",
        "sandbagging",
        "hoarding",
        "concealment",
    )
    most = (1.0, 1.0, 0.3, 0.4, 0.3, 0.5, 0.2)
    values = [draw(st.floats(0.0, upper)) for upper in most]

    def behave(_: DepartmentView[Array]) -> Decision[Array]:
        return Decision(
            **{name: np.full((1, 1, 1), value) for name, value in zip(names, values, strict=True)}
        )

    return behave


WIDE = {"diversion_max": 0.6, "concealment_max": 0.3, "sandbagging_max": 0.4, "manipulation_max": 0.5}


@hypothesis_settings(max_examples=25)
@given(worlds(SEEN_FOR_NOTHING, burn_in=0, years=8), st.floats(0.05, 1.0))
def test_monitoring_without_rectification_wears_off(base: Scenario, rate: float) -> None:
    """Crying wolf: a threat that is seen to be empty loses its effect at the rate at which it is seen through.

    What wears off is the belief r̂ in a consequence, with every year in which a finding is seen; fear of checks stays,
    for they come. Open diversion can differ from that without any monitoring by no more than what restitution and
    sanctions take of it at that belief, [b (1 − A) + r̂ F_d] (1/k_d + 1/k_c) with A = (1 − r̂)(1 − 11 r̂/12). Whom the
    threat keeps from all diversion, and who sees nobody found, goes on believing in it.
    """
    base = base.replace(belief_learning=rate)
    d = base.department
    believed: Array | None = None
    for world, books in lived(moved(base, "monitoring_intensity", (0.0, 1.0))):
        believed = np.full(world.shape[1:], 0.8) if believed is None else believed
        np.testing.assert_allclose(books.consequence_belief[1], believed, rtol=1e-9, atol=1e-12)
        taken = world.traits.slack_taste[0] * (1.0 - (1.0 - believed) * (1.0 - 11.0 / 12.0 * believed))
        taken += believed * d.diversion_sanction
        most = taken * (1.0 / d.diversion_cost + 1.0 / world.traits.concealment_cost[0])
        effect = books.decision.diversion[0] - books.decision.diversion[1]
        assert effect.min() >= -1e-12
        assert (effect <= most + 1e-12).all()
        found = books.decision.diversion[1] > 0.0
        np.testing.assert_array_equal(books.findings[1] > 0.0, found)
        watched = np.any([found[..., peers] for peers in world.neighbours], axis=0)
        believed = np.where(found | watched, believed * (1.0 - rate), believed)


# Nobody is kept from all diversion by what is feared at first: whoever is never found never learns.
STILL_TEMPTED = {"slack_taste": 0.9, "consequence_initial": 0.3, "concealment_max": 0.0}


def test_monitoring_with_rectification_does_not_wear_off() -> None:
    """The same district, with and without rectification: the effect after ten years, as a part of the first year's."""
    kept = {}
    for rectification in (0.0, 1.0):
        settings = {**SEEN_FOR_NOTHING, **STILL_TEMPTED, "rectification": rectification, "years": 10}
        base = Scenario().replace(departments=20, burn_in=0, **settings)
        effect = [
            float(np.mean(books.decision.diversion[0] - books.decision.diversion[1]))
            for _, books in lived(moved(base, "monitoring_intensity", (0.0, 0.3)))
        ]
        kept[rectification] = effect[-1] / effect[0]
    assert kept[0.0] < 0.1
    assert kept[1.0] > 0.9


@hypothesis_settings(max_examples=25)
@given(worlds({}, burn_in=2, years=1))
def test_results_that_count_earlier_count_more(base: Scenario) -> None:
    """Discounting: the same use of results a year earlier is worth more, so effort and manipulation do not fall."""
    late, early = (
        next(lived([base.replace(changes=[Change(1, {"evaluation_lag": lag})])]))[1] for lag in (2, 1)
    )
    for before, after in (
        (late.decision.manipulation, early.decision.manipulation),
        (
            late.decision.effort_output + late.decision.effort_benefit,
            early.decision.effort_output + early.decision.effort_benefit,
        ),
    ):
        assert (after - before).min() >= -1e-11
    assert (early.stakes.use >= late.stakes.use * (1.0 - 1e-12)).all()


@hypothesis_settings(max_examples=25)
@given(data=st.data())
@pytest.mark.parametrize("lever", ["monitoring_intensity", "objective_review"])
def test_red_tape_is_paid_at_given_effort(lever: str, data: st.DataObject) -> None:
    """Rasul & Rogger 2018: what is announced burdens the same work more, whatever the staff can deliver of it."""
    base = data.draw(worlds(WIDE, burn_in=1, years=2))
    behaviour = data.draw(doings())
    for _, books in lived(moved(base, lever, (0.1, 0.5, 0.9)), behaviour=behaviour):
        cost = books.accounts.effort_cost / books.results.scale
        change, rounding = steps(np.broadcast_to(cost, books.budget.shape))
        assert change.min() >= -rounding


@pytest.mark.parametrize("burn_in", [0, 1])
def test_first_reform_is_heard_with_or_without_years_before_it(burn_in: int) -> None:
    """Announced monitoring moves the perceived chance of a check at once, also in the very first year."""
    quiet = {"learning_own": 0.0, "learning_peer": 0.0, "announcement": 0.5, "monitoring_intensity": 0.1}
    base = Scenario().replace(departments=4, burn_in=burn_in, years=1, **quiet)
    _, books = next(lived(moved(base, "monitoring_intensity", (0.1, 0.5))))
    np.testing.assert_allclose(books.perceived_risk[0], 0.1, rtol=1e-12)
    np.testing.assert_allclose(books.perceived_risk[1], 0.3, rtol=1e-12)


WORK = (*CAPACITY, *INTENSITIES[:-1], "third_party_share", "rectification")


@hypothesis_settings(max_examples=10)
@given(data=st.data())
@pytest.mark.parametrize("lever", WORK)
def test_no_work_is_free(lever: str, data: st.DataObject) -> None:
    """Every lever that is work costs staff days or money, and none saves both."""
    base = data.draw(worlds({"evaluation_coverage": 0.3, "coordination": 0.5}, burn_in=2, years=1))
    points = moved(base, lever, (0.2, 0.7))
    _, books = next(lived(points))
    load = books.programme.workload * np.ones(books.budget.shape)
    cost = books.accounts.administrative_cost * np.ones(books.budget.shape)
    costlier = (load[1] > load[0]) | (cost[1] > cost[0])
    # Following up findings is no work where there are none.
    none = (books.findings + books.audit_findings).sum(axis=2, keepdims=True).min(axis=0) == 0.0
    assert (costlier | (none & (lever == "rectification"))).all()


@hypothesis_settings(max_examples=25)
@given(worlds({"carryover": 0.0}, burn_in=1, years=4), st.floats(-0.2, 0.3))
def test_more_money_brings_diminishing_value(base: Scenario, growth: float) -> None:
    """Only relative budgets matter to behaviour, so an envelope that is g times as large yields g^α the value."""
    base = base.replace(envelope_growth=0.0)
    quiet, grown = ([books for _, books in lived([s])] for s in (base, base.replace(envelope_growth=growth)))
    for number, (before, after) in enumerate(zip(quiet, grown, strict=True)):
        factor = (1.0 + growth) ** number
        np.testing.assert_allclose(after.budget, factor * before.budget, rtol=1e-8)
        np.testing.assert_allclose(
            after.decision.effort_output, before.decision.effort_output, rtol=1e-8, atol=1e-10
        )
        expected = factor**base.department.output_elasticity * before.results.value
        np.testing.assert_allclose(after.results.value, expected, rtol=1e-8)


WITHOUT_CONSEQUENCE = {
    "diversion_sanction": 0.0, "rectification": 0.0, "consequence_initial": 0.0, "culture_gaming": 0.0,
    "staff": 5000.0, **RATIONAL,
}  # fmt: skip


@hypothesis_settings(max_examples=25)
@given(worlds({**WITHOUT_CONSEQUENCE, "red_tape_monitoring": 0.0, "discretion": 0.0}, burn_in=0, years=1))
def test_checks_without_sanction_or_restitution_deter_nobody(base: Scenario) -> None:
    """Becker 1968: what costs nothing when found, and is not thought to, is done as if it could not be found.

    At once: later on, checks that speed up spending or slow down work change what a department has to lose.
    """
    for _, books in lived(moved(base, "monitoring_intensity", (0.0, 1.0))):
        np.testing.assert_array_equal(*books.decision.diversion)
        np.testing.assert_array_equal(*books.decision.concealment)


@hypothesis_settings(max_examples=25)
@given(worlds(WITHOUT_CONSEQUENCE, burn_in=0, years=1))
def test_checks_without_consequence_that_are_a_burden_raise_diversion(base: Scenario) -> None:
    """Who is kept from working well has less to lose by money that does not do its work."""
    for _, books in lived(moved(base, "monitoring_intensity", (0.0, 1.0))):
        change, rounding = steps(books.decision.diversion + books.decision.concealment)
        assert change.min() >= -rounding
