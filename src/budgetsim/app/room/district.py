"""A district that is lived one year at a time: closing a year costs one year, however many were closed before.

The numbers are those that ``simulate`` gives for the same levers, bit for bit.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from functools import lru_cache

from budgetsim.app.play.game import YEARS, Game, Levers, close, opening_levers
from budgetsim.app.room.beginning import taken_over
from budgetsim.app.room.best import best_levers
from budgetsim.app.room.constraint import check_within, district_of
from budgetsim.app.room.goals import Goal
from budgetsim.app.room.rule import simple_rule
from budgetsim.app.workers import Shared, at_work
from budgetsim.model.bureau import BureauView
from budgetsim.model.engine.steps import YEARLY
from budgetsim.model.run import Run, last_view
from budgetsim.model.timeline import YearPolicy, policies_by_year

KEPT_BEGINNINGS = 16
"""Districts kept as they stand before the first year: some 0.4 MB each."""


class District:
    """The district of a class code as one student has led it so far."""

    def __init__(self, code: str) -> None:
        # A copy of run and policies together, so that the run reads the policies of this student.
        self._run, self._policies = deepcopy(_beginning(code))
        self.game = Game(code)
        self.views: list[BureauView] = [last_view(self._run.world, 0)]
        """What the bureau knows: the year before the game, and every closed year."""
        self.truth: list[dict[str, float]] = []
        """Outcomes of every closed year."""

    def close(self, levers: Levers, year: int) -> bool:
        """Close a year by the rules of the game; tell whether that changed anything.

        Raises
        ------
        GameError
            As ``play.game.close``, or if a lever lies outside the limits of the district.
        """
        if year == self.game.year:
            check_within(self.game.code, levers)
        closed = close(self.game, levers, self.views[-1], year)
        if closed is self.game:
            return False
        self.game = closed
        now = self._policies[-1]
        values = now.values | dict(closed.closed[-1])
        self._policies.append(now if values == now.values else YearPolicy(values))
        self._run.live_year()
        self.views.append(last_view(self._run.world, self._run.year))
        self.truth.append(self._run.outcomes())
        return True

    @property
    def desk(self) -> Levers:
        """The levers as they stood last."""
        return self.game.closed[-1] if self.game.closed else opening_levers()

    def values(self, outcome: str) -> list[float]:
        """Return an outcome by year."""
        return [year[outcome] for year in self.truth]


@lru_cache(maxsize=KEPT_BEGINNINGS)
def _beginning(code: str) -> tuple[Run, list[YearPolicy]]:
    """Return the district as everybody takes it over, and the list of its policies by year."""
    scenario, seed = district_of(code).replace(years=YEARS), Game(code).seed
    policies = policies_by_year(scenario, YEARS)[:1]
    return taken_over([scenario], seed, [policies], YEARLY), policies


@lru_cache(maxsize=KEPT_BEGINNINGS)
def left_alone(code: str) -> District:
    """Return the district in which nothing was changed for ten years."""
    return lived(code, [opening_levers()] * YEARS)


def lived(code: str, closed: Sequence[Levers]) -> District:
    """Return the district after some years that were closed before."""
    district = District(code)
    for year, levers in enumerate(closed, start=1):
        district.close(levers, year)
    return district


_FOUND: Shared[tuple[str, Goal], District] = Shared(KEPT_BEGINNINGS)


def at_best(code: str, goal: Goal) -> District:
    """Return the district under the constant policy that is best for a goal; the search takes a second or two.

    Whoever asks while it lasts waits for the same search.
    """
    return _FOUND.get(
        [(code, goal)], lambda _keys: {(code, goal): lived(code, [at_work(best_levers, code, goal)] * YEARS)}
    )[0]


@lru_cache(maxsize=KEPT_BEGINNINGS)
def ruled(code: str) -> District:
    """Return the district as the simple rule leads it for ten years."""
    district = District(code)
    for year in range(1, YEARS + 1):
        district.close(simple_rule(code, district.views[-1]), year)
    return district
