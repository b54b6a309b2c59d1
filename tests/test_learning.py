"""What departments learn: where beliefs settle, who learns from whom, which way each force pulls."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetsim import Change, Scenario, fiscal_year, simulate
from budgetsim.batch import LeverCache, new_world
from budgetsim.declarations import Department
from budgetsim.mechanisms import learning
from budgetsim.shocks import Shocks
from budgetsim.timeline import policies_by_year

UNIT = st.floats(0.0, 1.0)
D = Department()


@given(UNIT, UNIT, UNIT, UNIT, UNIT)
def test_beliefs_stay_within_their_bounds(
    belief: float, seen: float, rect: float, delivered: float, rate: float
) -> None:
    assert -1e-12 <= learning.consequence_belief(belief, seen, rect, delivered, rate) <= 1.0 + 1e-12
    assert -1e-12 <= learning.credibility(belief, rect, delivered, 0.4, rate) <= 1.0 + 1e-12
    assert 0.0 <= learning.experienced_risk(belief, seen, rect, D) <= 1.0
    assert 0.0 <= learning.announced_risk(belief, seen - rect, rate) <= 1.0


def settled(step, start: float, years: int = 400) -> float:
    for _ in range(years):
        start = float(step(start))
    return start


def test_consequence_belief_settles_at_what_findings_lead_to() -> None:
    got = settled(lambda g: learning.consequence_belief(g, 0.4, 0.7, 0.5, 0.35), 0.9)
    assert got == pytest.approx(0.35)


def test_consequence_belief_of_those_who_saw_nothing_stays() -> None:
    assert learning.consequence_belief(0.6, 0.0, 0.0, 1.0, 0.35) == 0.6


@pytest.mark.parametrize(
    ("rect", "delivered", "expected"), [(0.0, 1.0, 0.4), (1.0, 1.0, 1.0), (1.0, 0.3, 0.3)]
)
def test_credibility_settles_at_delivery(rect: float, delivered: float, expected: float) -> None:
    assert settled(lambda g: learning.credibility(g, rect, delivered, 0.4, 0.35), 0.5) == pytest.approx(
        expected
    )


def test_experienced_risk_settles_between_own_and_peers_experience() -> None:
    got = settled(
        lambda p: learning.experienced_risk(p, 0.2, 0.6, Department(learning_own=0.3, learning_peer=0.1)), 1.0
    )
    # Weighted by .3 and .1.
    assert got == pytest.approx(0.3)


def test_announced_risk_believes_a_part_at_once() -> None:
    assert learning.announced_risk(0.1, 0.4, 0.5) == pytest.approx(0.3)
    assert learning.announced_risk(0.1, -0.4, 0.5) == 0.0


@given(st.floats(0.0, 0.5), UNIT, UNIT, UNIT)
def test_next_passive_waste_stays_between_its_limits(
    least: float, initial: float, place: float, force: float
) -> None:
    most = least + (1.0 - least) * initial
    p = Department(
        passive_waste_min=least,
        passive_waste_initial=most,
        passive_waste_improvement=1.0,
        passive_waste_relapse=1.0,
    )
    got = learning.next_passive_waste(least + place * (most - least), force, p)
    assert least - 1e-12 <= got <= most + 1e-12


def test_next_passive_waste_settles_between_competence_and_turnover() -> None:
    got = settled(lambda q: learning.next_passive_waste(q, 0.5, D), 0.15)
    # .15 · .5 (q − .05) = .05 (.15 − q)
    assert got == pytest.approx((0.075 * 0.05 + 0.05 * 0.15) / 0.125)
    assert settled(lambda q: learning.next_passive_waste(q, 0.0, D), 0.06) == pytest.approx(0.15)


@pytest.mark.parametrize(
    ("force", "sign"),
    [("training", 1), ("results", 1), ("manipulated", -1), ("announced", -1), ("delivered", 1)],
)
def test_culture_attractor_moves_with_each_force(force: str, sign: int) -> None:
    base = {"training": 0.3, "results": 0.2, "manipulated": 0.1, "announced": 0.4, "delivered": 0.5}
    low, high = (
        float(learning.culture_attractor(**{**base, force: base[force] + step}, p=D)) for step in (-0.1, 0.1)
    )
    assert sign * (high - low) > 0.0


def test_announcement_is_believed_once_and_then_experience_counts() -> None:
    """A reform that is announced but not done: the fear it raises at once fades over the years."""
    quiet = Scenario(name="quiet").replace(departments=20, years=8, staff=0.0)
    hollow = quiet.replace(name="hollow", changes=[Change(2, {"monitoring_intensity": 0.8})])
    fear = simulate([quiet, hollow], 4).outcomes.pivot_table(
        index="year", columns="scenario", values="perceived_risk"
    )
    raised = fear["hollow"] - fear["quiet"]
    assert raised[1] == 0.0
    assert raised[2] == pytest.approx(0.5 * (0.8 - 0.04), abs=1e-9)
    assert raised[8] < 0.1 * raised[2]


def test_peers_experience_crosses_the_network_only() -> None:
    base = Scenario().replace(
        departments=30, years=3, burn_in=0, staff=100.0, monitoring_intensity=0.0, announcement=0.0, learning_own=0.0,
        changes=[Change(1, {"monitoring_intensity": 1.0}, share=0.1)],
    )  # fmt: skip
    watching = simulate(base, 1, departments=True).departments
    alone = simulate(base.replace(learning_peer=0.0), 1, departments=True).departments
    untreated = watching["checks"].eq(0.0).groupby(watching["department"]).transform("all")
    later = watching["year"] == 3
    fear = watching.loc[untreated & later, "perceived_risk"]
    assert 0 < (fear > 0.0).sum() < len(fear)
    assert (alone["perceived_risk"] == 0.0).all()


def test_findings_are_learned_from_by_those_found_and_those_who_watch_them() -> None:
    checked = Scenario().replace(departments=30, monitoring_intensity=0.04, staff=50.0, rectification=0.9)
    policies = policies_by_year(checked, 1)
    world = new_world([checked], policies[:1], Shocks(range(5), 30))
    before = world.state.consequence_belief.copy()
    books = fiscal_year.run_year(world, LeverCache(world)(policies[:1]))
    found = books.findings + books.audit_findings > 0.0
    watched = np.any([found[..., peers] for peers in world.neighbours], axis=0)
    changed = world.state.consequence_belief != before
    np.testing.assert_array_equal(changed, found | watched)
    # The case is worth something only where some watched without being found, and some did neither.
    assert (watched & ~found).any()
    assert not changed.all()


def test_monitored_departments_know_their_checks() -> None:
    """With own experience alone and full weight on it, next year's perceived risk is this year's share of months."""
    base = Scenario().replace(
        departments=10,
        years=3,
        burn_in=0,
        monitoring_intensity=0.4,
        staff=50.0,
        learning_own=1.0,
        learning_peer=0.0,
    )
    panel = simulate(base, 3, departments=True).departments.set_index(["seed", "department", "year"])
    for year in (2, 3):
        before = panel.xs(year - 1, level="year")["checks"] / 12.0
        np.testing.assert_allclose(panel.xs(year, level="year")["perceived_risk"], before, atol=1e-12)
