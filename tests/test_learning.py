"""What departments learn: where beliefs settle, who learns from whom, which way each force pulls."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetsim import Change, Scenario, simulate
from budgetsim.declarations import Department
from budgetsim.model.mechanisms import learning
from budgetsim.model.run import Run

UNIT = st.floats(0.0, 1.0)
D = Department()


def experience(came: float, announced: float) -> learning.Experience:
    return learning.Experience(np.float64(came), np.float64(announced))


@given(UNIT, UNIT, UNIT, st.just(0.0) | st.floats(1e-3, 1.0), UNIT)
def test_beliefs_stay_within_their_bounds(
    belief: float, seen: float, consequence: float, delivered: float, rate: float
) -> None:
    own, peers = experience(seen, delivered), experience(consequence, delivered)
    for got in (
        learning.consequence_belief(belief, seen, consequence, rate),
        learning.credibility(belief, np.float64(seen), np.float64(delivered), rate),
        learning.announced_consequence(belief, seen - consequence, rate),
        learning.announced_risk(belief, seen, consequence, rate),
        learning.delivery_belief(np.float64(belief), own, peers, D),
    ):
        assert -1e-12 <= got <= 1.0 + 1e-12


def settled(step, start: float, years: int = 400) -> float:
    for _ in range(years):
        start = float(step(start))
    return start


def test_consequence_belief_settles_at_what_findings_lead_to() -> None:
    # Whether one finding in five is seen or each of them: what is learned is the same.
    for seen in (0.2, 1.0):
        got = settled(lambda g, s=seen: learning.consequence_belief(g, s, 0.35, 0.3), 0.9)
        assert got == pytest.approx(0.35)


def test_consequence_belief_of_those_who_saw_nothing_stays() -> None:
    assert learning.consequence_belief(0.6, 0.0, 0.0, 0.35) == 0.6


def test_announced_consequence_believes_a_part_of_the_change() -> None:
    assert learning.announced_consequence(0.3, 0.4, 0.5) == pytest.approx(0.5)
    assert learning.announced_consequence(0.3, -0.8, 0.5) == 0.0


@pytest.mark.parametrize("delivered", [0.0, 0.3, 1.0])
def test_credibility_settles_at_delivery(delivered: float) -> None:
    """The delivered part of use: how much use is announced does not matter, as long as some is."""
    for announced in (0.1, 1.0):
        got = settled(lambda g, a=announced: learning.credibility(g, np.float64(a), delivered, 0.35), 0.5)
        assert got == pytest.approx(delivered)


def test_credibility_stays_where_no_use_is_announced() -> None:
    assert learning.credibility(0.5, np.float64(0.0), 1.0, 0.35) == 0.5


def test_delivery_belief_by_hand() -> None:
    p = Department(learning_own=0.3, learning_peer=0.1)
    # Two of ten announced months came; of the peers' forty, thirty: .8 + .3 (.2 − .8) + .1 (.75 − .8).
    got = float(learning.delivery_belief(np.float64(0.8), experience(2, 10), experience(30, 40), p))
    assert got == pytest.approx(0.615)
    # Who is announced nothing learns from the others alone, and from nobody where nobody is.
    got = float(learning.delivery_belief(np.float64(0.8), experience(0, 0), experience(30, 40), p))
    assert got == pytest.approx(0.795)
    assert float(learning.delivery_belief(np.float64(0.8), experience(0, 0), experience(0, 0), p)) == 0.8


def test_delivery_belief_settles_at_delivery_whatever_is_announced() -> None:
    """Half of the announced work comes: all believe in half of it, the closely checked and the others alike."""
    for announced in (0.1, 0.9):
        own, peers = experience(0.5 * announced, announced), experience(5.0, 10.0)
        got = settled(lambda d, o=own, e=peers: learning.delivery_belief(np.float64(d), o, e, D), 1.0)
        assert got == pytest.approx(0.5)


def test_delivery_belief_stays_below_certainty() -> None:
    # Chance brought more checks than announced.
    assert float(learning.delivery_belief(np.float64(0.9), experience(3, 1), experience(3, 1), D)) == 1.0


def test_announced_risk_goes_a_part_of_the_way_to_what_is_believed_to_come() -> None:
    # Half of an announced .8 is believed to come: from .1 half of the way to .4.
    assert learning.announced_risk(0.1, 0.8, 0.5, 0.5) == pytest.approx(0.25)
    assert learning.announced_risk(0.1, 0.0, 1.0, 1.0) == 0.0


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
    quiet = Scenario(name="quiet").replace(departments=20, years=8, staff=0.0, burn_in=0)
    hollow = quiet.replace(name="hollow", changes=[Change(1, {"monitoring_intensity": 0.8})])
    fear = simulate([quiet, hollow], 4).outcomes.pivot_table(
        index="year", columns="scenario", values="perceived_risk"
    )
    raised = fear["hollow"] - fear["quiet"]
    assert raised[1] == pytest.approx(0.5 * (0.8 - 0.04), abs=1e-9)
    assert raised[8] < 0.1 * raised[1]


def test_hollow_announcements_are_not_believed_twice() -> None:
    """Departments that have seen that nothing comes expect next to nothing of a further announcement."""
    twice = Scenario().replace(
        departments=20, years=9, staff=0.0, burn_in=0, monitoring_intensity=0.4,
        changes=[Change(9, {"monitoring_intensity": 0.8})],
    )  # fmt: skip
    fear = simulate(twice, 4).outcomes.groupby("year")["perceived_risk"].mean()
    assert fear[1] == pytest.approx(0.4)
    assert fear[9] < 0.02


def test_unchecked_departments_fear_nothing_whatever_others_live_through() -> None:
    """Peers' checks say which part of announced checks comes; where none is announced they say nothing."""
    base = Scenario().replace(
        departments=30, years=3, burn_in=0, staff=100.0, monitoring_intensity=0.0,
        changes=[Change(1, {"monitoring_intensity": 1.0}, share=0.1)],
    )  # fmt: skip
    panel = simulate(base, 1, departments=True).departments
    checked = panel.groupby("department")["checks"].transform("sum") > 0.0
    assert (panel.loc[checked, "perceived_risk"] > 0.4).all()
    assert (panel.loc[~checked, "perceived_risk"] == 0.0).all()


def test_peers_experience_crosses_the_network_only() -> None:
    """Who is not checked itself doubts announcements only where it watches somebody whom none reached."""
    half = Scenario().replace(
        departments=30, network_degree=2, monitoring_intensity=0.0, announcement=0.0, learning_own=0.0, staff=0.0,
        burn_in=0, changes=[Change(1, {"monitoring_intensity": 1.0}, share=0.2)],
    )  # fmt: skip
    run = Run(half, range(5))
    world, books = run.world, run.live_year()
    announced = np.broadcast_to(books.levers.monitoring_intensity, world.shape) > 0.0
    watching = np.any([announced[..., peers] for peers in world.neighbours], axis=0)
    np.testing.assert_array_equal(world.state.check_delivery < 1.0, watching)
    assert (watching & ~announced).any()
    assert not watching.all()


def test_findings_are_learned_from_by_those_found_and_those_who_watch_them() -> None:
    checked = Scenario().replace(departments=30, monitoring_intensity=0.04, staff=50.0, rectification=0.9)
    run = Run(checked, range(5))
    world, before = run.world, run.world.state.consequence_belief.copy()
    books = run.live_year()
    found = books.findings + books.audit_findings > 0.0
    watched = np.any([found[..., peers] for peers in world.neighbours], axis=0)
    changed = world.state.consequence_belief != before
    np.testing.assert_array_equal(changed, found | watched)
    # The case is worth something only where some watched without being found, and some did neither.
    assert (watched & ~found).any()
    assert not changed.all()


def test_monitored_departments_know_their_checks() -> None:
    """With own experience alone and full weight on it, next year's perceived risk is this year's share of months.

    As far as it was not more than was announced: luck is no promise.
    """
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
        before = np.minimum(panel.xs(year - 1, level="year")["checks"] / 12.0, 0.4)
        np.testing.assert_allclose(panel.xs(year, level="year")["perceived_risk"], before, atol=1e-12)


def test_audited_departments_revise_their_belief_in_audits() -> None:
    """Who was audited believes in audits fully, who was not believes less: all announced ones come, but not to all."""
    audited = Scenario().replace(departments=60, audit_coverage=0.2, burn_in=0, learning_peer=0.0)
    run = Run(audited, range(5))
    world, books = run.world, run.live_year()
    came = books.audits > 0.0
    assert (world.state.audit_delivery[came] == 1.0).all()
    np.testing.assert_allclose(world.state.audit_delivery[~came], 0.7)
    np.testing.assert_allclose(world.state.perceived_audit, 0.2 * world.state.audit_delivery)
