"""What would have been: the same ten years, with the same luck, had the model played a seat, or all of them.

All such districts are one batch, so that sixty seats cost little more than one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from budgetsim.app.play.game import YEARS, Levers, seed_of
from budgetsim.app.room.beginning import taken_over
from budgetsim.app.room.sides.actions import PLAYED, Actions
from budgetsim.app.room.sides.district import SharedDistrict
from budgetsim.app.room.sides.ground import SharedGround
from budgetsim.app.workers import Shared, at_work
from budgetsim.model.department.view import DepartmentView
from budgetsim.model.engine.steps import IN_JANUARY_WITH_BOOKS
from budgetsim.model.fiscal_year import Amend
from budgetsim.model.measures import measure_all
from budgetsim.model.run import Run
from budgetsim.model.state import Decision
from budgetsim.model.timeline import YearPolicy, policies_by_year
from budgetsim.numerics import Array

KEPT = 16
"""Games whose other courses are kept: a few kB each."""
AS_PLAYED, NOBODY, QUIET = 0, 1, 2
"""Points of the batch before those without one seat: the game; the model in every seat, under the same levers; and
under the levers that the bureau found."""
Kept = tuple[tuple[Levers, tuple[tuple[int, Actions], ...]], ...]
"""Years as they were decided, in a form that can be a key."""
Course = tuple[SharedGround, Kept]
"""What was taken over, and years."""


@dataclass(frozen=True)
class Otherwise:
    """Pay-offs and outcomes by year had the model played."""

    payoffs: Mapping[int, tuple[float, ...]]
    """Of each seat that somebody played, had the model played it and everybody else done the same."""
    nobody: Mapping[str, tuple[float, ...]]
    """Outcomes had the model played every seat, under the same levers."""
    quiet: Mapping[str, tuple[float, ...]]
    """Outcomes had the bureau changed nothing either."""


_KNOWN: Shared[Course, Otherwise] = Shared(KEPT)


def course_of(district: SharedDistrict) -> Course:
    """Return what determines the other courses of a game as it stands."""
    years = zip(district.levers, district.decided, strict=True)
    game = tuple((levers, tuple(sorted(decided.items()))) for levers, decided in years)
    return district.ground, game


def otherwise(course: Course) -> Otherwise:
    """Return what would have been in the closed years of a game; many may ask at once, from any thread."""
    return _KNOWN.get([course], lambda new: {one: at_work(live_all, *one) for one in new})[0]


def live_all(ground: SharedGround, game: Kept) -> Otherwise:
    """Live all other courses of a game at once."""
    seats = sorted({seat for _, decided in game for seat, _ in decided})
    played = [AS_PLAYED, *(QUIET + 1 + number for number in range(len(seats)))]
    run, policies, quiet = _batch(ground, QUIET + 1 + len(seats))
    payoffs: list[Array] = []
    outcomes: list[Mapping[str, Array]] = []
    for levers, decided in game:
        values = policies[-1].values | ground.in_district(levers)
        policies.append(policies[-1] if values == policies[-1].values else YearPolicy(values))
        quiet.append(quiet[-1])
        run.amend = _amending(dict(decided), seats, played)
        books = run.live_year()
        payoffs.append(np.array(books.accounts.payoff[:, 0]))
        outcomes.append({name: np.array(value[:, 0, 0]) for name, value in measure_all(books).items()})
    return Otherwise(
        {
            seat: tuple(float(year[QUIET + 1 + number, seat]) for year in payoffs)
            for number, seat in enumerate(seats)
        },
        *(
            {name: tuple(float(year[name][point]) for year in outcomes) for name in (outcomes or [{}])[0]}
            for point in (NOBODY, QUIET)
        ),
    )


def _batch(ground: SharedGround, points: int) -> tuple[Run, list[YearPolicy], list[YearPolicy]]:
    """Return districts of one ground before the game, the policies of all but the quiet one, and its own."""
    scenario = ground.scenario
    policies = policies_by_year(scenario, YEARS)[:1]
    quiet = [*policies]
    timelines = [quiet if point == QUIET else policies for point in range(points)]
    run = taken_over([scenario] * points, seed_of(ground.code), timelines, IN_JANUARY_WITH_BOOKS)
    return run, policies, quiet


def _amending(decided: Mapping[int, Actions], seats: Sequence[int], played: Sequence[int]) -> Amend:
    """Return what puts decisions into every course in which their seat is played by who played it."""

    def amend(_view: DepartmentView[Array], planned: Decision[Array]) -> Decision[Array]:
        changed = {action: np.array(getattr(planned, action)) for action in PLAYED}
        for seat, actions in decided.items():
            points = [point for point in played if point != QUIET + 1 + seats.index(seat)]
            for action, value in actions:
                changed[action][points, 0, seat] = value
        return replace(planned, **changed)

    return amend
