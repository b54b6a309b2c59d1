"""A district that is lived one year at a time: closing a year costs one year, however many were closed before.

The numbers are those that ``simulate`` gives for the same levers, bit for bit.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from functools import lru_cache

from budgetsim.app.play.game import YEARS, Game, Levers, close
from budgetsim.app.room.beginning import taken_over
from budgetsim.app.room.best import best_levers
from budgetsim.app.room.goals import Goal
from budgetsim.app.room.ground import Ground
from budgetsim.app.room.rule import simple_rule
from budgetsim.app.workers import Shared, at_work
from budgetsim.model.bureau import BureauView
from budgetsim.model.engine.steps import YEARLY
from budgetsim.model.run import Run, last_view
from budgetsim.model.timeline import YearPolicy, policies_by_year

KEPT_BEGINNINGS = 16
"""Districts kept as they stand before the first year: some 0.4 MB each."""


class District:
    """The district of a class as one student has led it so far."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        # A copy of run and policies together, so that the run reads the policies of this student.
        self._run, self._policies = deepcopy(_beginning(ground))
        self.game = Game(ground.code)
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
            self.ground.check(levers)
        closed = close(self.game, levers, self.views[-1], year, self.ground.other)
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
        return self.game.closed[-1] if self.game.closed else self.ground.opening

    def values(self, outcome: str) -> list[float]:
        """Return an outcome by year."""
        return [year[outcome] for year in self.truth]


@lru_cache(maxsize=KEPT_BEGINNINGS)
def _beginning(ground: Ground) -> tuple[Run, list[YearPolicy]]:
    """Return the district as everybody takes it over, and the list of its policies by year."""
    scenario = ground.scenario
    policies = policies_by_year(scenario, YEARS)[:1]
    return taken_over([scenario], ground.seed, [policies], YEARLY), policies


@lru_cache(maxsize=KEPT_BEGINNINGS)
def left_alone(ground: Ground) -> District:
    """Return the district in which nothing was changed for ten years."""
    return lived(ground, [ground.opening] * YEARS)


def lived(ground: Ground, closed: Sequence[Levers]) -> District:
    """Return the district after some years that were closed before."""
    district = District(ground)
    for year, levers in enumerate(closed, start=1):
        district.close(levers, year)
    return district


_FOUND: Shared[tuple[Ground, Goal], District] = Shared(KEPT_BEGINNINGS)


def at_best(ground: Ground, goal: Goal) -> District:
    """Return the district under the constant policy that is best for a goal; the search takes a second or two.

    Whoever asks while it lasts waits for the same search.
    """
    return _FOUND.get(
        [(ground, goal)],
        lambda _keys: {(ground, goal): lived(ground, [at_work(best_levers, ground, goal)] * YEARS)},
    )[0]


@lru_cache(maxsize=KEPT_BEGINNINGS)
def ruled(ground: Ground) -> District:
    """Return the district as the simple rule leads it for ten years."""
    district = District(ground)
    for year in range(1, YEARS + 1):
        district.close(simple_rule(ground, district.views[-1]), year)
    return district
