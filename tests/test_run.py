"""A run: burn-in, recorded years, months, and what may change between them."""

from __future__ import annotations

import copy
import pickle
from dataclasses import replace

import numpy as np
import pytest

from budgetsim import BureauView, Change, Decision, Scenario, simulate
from budgetsim.model.department.view import DepartmentView
from budgetsim.model.measures import measure_all
from budgetsim.model.run import Run, draw_shocks
from budgetsim.model.state import Year

SMALL = Scenario().replace(departments=6, years=3, burn_in=2)


def public_value(books: Year) -> np.ndarray:
    return measure_all(books)["public_value"][:, :, 0]


def test_recorded_years_are_those_of_simulate() -> None:
    run = Run(SMALL, [0, 5])
    got = np.stack([public_value(books)[0] for books in run.recorded_years()], axis=-1)
    expected = simulate(SMALL, [0, 5]).outcomes["public_value"].to_numpy().reshape(2, 3)
    np.testing.assert_array_equal(got, expected)
    assert run.year == 3


def test_years_of_the_burn_in_are_not_counted() -> None:
    run = Run(SMALL, [0])
    seen = []
    for _ in range(4):
        seen.append((run.in_burn_in, run.year))
        run.live_year()
    assert seen == [(True, 0), (True, 0), (False, 0), (False, 1)]


def test_burn_in_is_lived_once_and_only_as_far_as_it_lies_ahead() -> None:
    run = Run(SMALL, [0])
    run.live_year()
    assert run.burn_in().world.elapsed == 2
    assert run.burn_in().world.elapsed == 2


def test_months_one_by_one_are_a_year() -> None:
    whole, single = Run(SMALL, [1]), Run(SMALL, [1])
    books = whole.live_year()
    single.open_year()
    for _ in range(12):
        single.live_month()
    np.testing.assert_array_equal(single.close_year().use.allocation, books.use.allocation)


def test_observer_sees_every_month_of_recorded_years_only() -> None:
    run, seen = Run(SMALL, [0]), []
    for _ in run.recorded_years(lambda world: seen.append((run.year, world.books.month))):
        pass
    assert seen == [(year, month) for year in (1, 2, 3) for month in range(1, 13)]


def test_points_live_side_by_side_as_they_live_alone() -> None:
    points = [SMALL, SMALL.replace(name="strict", monitoring_intensity=0.5)]
    together = [public_value(books).copy() for books in Run(points, range(3)).recorded_years()]
    for number, point in enumerate(points):
        alone = [public_value(books)[0] for books in Run(point, range(3)).recorded_years()]
        np.testing.assert_array_equal([year[number] for year in together], alone)


def test_draws_may_be_shared_with_another_run() -> None:
    shocks = draw_shocks([SMALL], range(2), 3, keep=True)
    first, second = Run(SMALL, shocks), Run(SMALL, shocks)
    for one, other in zip(first.recorded_years(), second.recorded_years(), strict=True):
        np.testing.assert_array_equal(public_value(one), public_value(other))


def test_reforms_begin_in_their_year_and_last_beyond_the_horizon() -> None:
    reformed = SMALL.replace(changes=[Change(2, {"staff": 9.0})])
    run = Run(reformed, [0]).burn_in()
    got = []
    for _ in range(5):
        run.live_year()
        got.append(run.policies()[0].values["staff"])
    assert got == [SMALL.policy.staff, 9.0, 9.0, 9.0, 9.0]


def test_levers_keep_their_arrays_while_the_policy_stays() -> None:
    reformed = SMALL.replace(burn_in=0, changes=[Change(2, {"staff": 9.0})])
    levers = [books.levers for books in Run(reformed, [0]).recorded_years()]
    assert levers[0] is not levers[1]
    assert levers[1] is levers[2]


def test_amend_may_be_changed_between_years() -> None:
    def idle(_: DepartmentView[np.ndarray], decision: Decision[np.ndarray]) -> Decision[np.ndarray]:
        return replace(decision, effort_output=0.0 * decision.effort_output)

    run = Run(SMALL, [0]).burn_in()
    assert run.live_year().decision.effort_output.max() > 0.0
    run.amend = idle
    assert run.live_year().decision.effort_output.max() == 0.0


def test_policy_rule_sees_recorded_years_only() -> None:
    seen = []

    def rule(view: BureauView) -> dict[str, float]:
        seen.append(view.year)
        return {"staff": 7.0}

    run = Run(SMALL, [0], policy_rule=rule)
    staff = [run.policies()[0].values["staff"] for _ in run.recorded_years()]
    assert seen == [1, 2, 3]
    # Asked after each year, so that what the rule has just set is there already.
    assert staff == [7.0, 7.0, 7.0]
    assert run.world.closed is not None
    assert run.world.closed.levers.staff == 7.0


def test_policy_rule_for_several_runs_is_refused() -> None:
    with pytest.raises(ValueError, match="one run at a time"):
        Run(SMALL, [0, 1], policy_rule=lambda _: {})


@pytest.mark.parametrize("carry", [copy.deepcopy, lambda run: pickle.loads(pickle.dumps(run))])
def test_copies_live_on_alike(carry: object) -> None:
    run = Run(SMALL, [0]).burn_in()
    other = carry(run)
    np.testing.assert_array_equal(public_value(run.live_year()), public_value(other.live_year()))
