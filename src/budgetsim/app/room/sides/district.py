"""One district that a class lives together: the bureau announces, departments decide, the year is lived.

Everything follows from the ground that is taken over, and what was decided by year, bit for bit. So these are all that
is kept. Departments that nobody plays decide by the model's own rule.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field, replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from budgetsim.app.play.game import YEARS, Levers, seed_of
from budgetsim.app.room.beginning import taken_over
from budgetsim.app.room.sides.actions import PLAYED, Actions
from budgetsim.app.room.sides.ground import SharedGround
from budgetsim.app.room.sides.records import PARTS, SeatBrief, SeatYear
from budgetsim.declarations import ARCHETYPES
from budgetsim.model import year_end
from budgetsim.model.bureau import BureauView
from budgetsim.model.department import stakes
from budgetsim.model.department.decisions import Prospect, prospect_of
from budgetsim.model.department.view import DepartmentView
from budgetsim.model.engine.steps import IN_JANUARY_WITH_BOOKS
from budgetsim.model.measures import SCORE_POINTS
from budgetsim.model.panel import measure_departments
from budgetsim.model.run import Run, last_view
from budgetsim.model.state import Decision
from budgetsim.model.timeline import YearPolicy, policies_by_year
from budgetsim.numerics import Array

KEPT_BEGINNINGS = 8
Decided = Mapping[int, Actions]
"""What students decided in a year, by seat, from 0."""
Row = NDArray[np.float64]
"""One number for each department."""


@dataclass(frozen=True)
class Closed:
    """A closed year, the truth included: what of it a page may show is cut out by ``seat_year`` and ``view``."""

    view: BureauView
    """What reached the bureau."""
    outcomes: Mapping[str, float]
    panel: Mapping[str, Row]
    honest: Row
    """Self-scores without claims beyond the truth, 0–100."""
    parts: Mapping[str, Row]
    """Pay-offs by their parts, per unit of scale."""


@dataclass
class Announced:
    """A year that the bureau has announced and that is not closed yet."""

    levers: Levers
    prospect: Prospect

    def brief(self, seat: int) -> SeatBrief:
        """Return what one department knows."""
        p, view = self.prospect, self.prospect.view
        return SeatBrief(
            budget=_at(view.budget, seat),
            expected_output=_at(p.forecast[0], seat),
            expected_benefit=_at(p.forecast[1], seat),
            norm_output=_at(view.norm_output, seat),
            norm_benefit=_at(view.norm_benefit, seat),
            misuse_found=_at(p.found, seat),
            claim_found=_at(p.lie_found, seat),
            consequence=_at(view.consequence_belief, seat),
            score_worth=0.1 * _at(p.stakes.total, seat),
        )

    def targets(self, seat: int, understatement: float) -> tuple[float, float]:
        """Return the targets that would follow from a department's proposal: it knows its norm and the review."""
        low = np.full(self.prospect.view.productivity.shape, understatement)
        targets = stakes.anticipated_targets(self.prospect.view, self.prospect.proposal(low))
        return _at(targets.output, seat), _at(targets.benefit, seat)


@dataclass
class SharedDistrict:
    """The district of a class as it has been led and worked in so far."""

    ground: SharedGround
    closed: list[Closed] = field(init=False)
    """Closed years; the first is the one before the game."""
    levers: list[Levers] = field(default_factory=list)
    decided: list[Decided] = field(default_factory=list)
    announced: Announced | None = None

    def __post_init__(self) -> None:
        # A copy of run and policies together, so that the run reads the policies of this class.
        self._run, self._policies = deepcopy(_beginning(self.ground))
        self.closed = [_closed(self._run)]

    @property
    def departments(self) -> int:
        """Number of departments."""
        return self.ground.departments

    @property
    def year(self) -> int:
        """Year that is to be closed, from 1; one more than the last when the game is over."""
        return len(self.levers) + 1

    @property
    def over(self) -> bool:
        """Whether all years are closed."""
        return len(self.levers) >= YEARS

    @property
    def view(self) -> BureauView:
        """What the bureau knows."""
        return self.closed[-1].view

    @property
    def desk(self) -> Levers:
        """The levers as they stood last."""
        return self.levers[-1] if self.levers else self.ground.opening

    def announce(self, levers: Levers) -> None:
        """Announce the levers of the coming year, which departments see before they decide."""
        now = self._policies[-1]
        values = now.values | self.ground.in_district(levers)
        self._policies.append(now if values == now.values else YearPolicy(values))
        # January is looked at in a copy: the year itself is lived in one go once everybody has decided.
        ahead, _ = deepcopy((self._run, self._policies))
        seen: list[DepartmentView[Array]] = []

        def look(view: DepartmentView[Array], planned: Decision[Array]) -> Decision[Array]:
            # A compiled year shows its own memory, in which it goes on.
            seen.append(deepcopy(view))
            return planned

        ahead.amend = look
        ahead.open_year()
        self.announced = Announced(levers, prospect_of(seen[0]))

    def close(self, decided: Decided) -> Closed:
        """Live the announced year; seats that are not among those that decided follow the model's own rule.

        Raises
        ------
        ValueError
            If no year is announced.
        """
        if self.announced is None:
            raise ValueError("announce a year before it is closed")
        self._run.amend = lambda _view, planned: amended(planned, decided)
        self._run.live_year()
        self.levers.append(self.announced.levers)
        self.decided.append(dict(decided))
        self.announced = None
        self.closed.append(_closed(self._run))
        return self.closed[-1]

    def seat_year(self, seat: int, year: int) -> SeatYear:
        """Return a closed year as one department knows it; year 0 is the one before the game."""
        closed = self.closed[year]
        own = {name: float(values[seat]) for name, values in closed.panel.items()}
        return SeatYear(
            actions={name: own[name] for name in PLAYED},
            budget=own["budget"],
            next_budget=own["next_allocation"],
            spent=own["spent"] / own["budget"],
            performance=own["performance"],
            self_score=own["self_score"],
            external_score=own["external_score"] if own["evaluated"] else None,
            checks=int(own["checks"]),
            findings=int(own["findings"]),
            payoff=own["payoff"],
            parts={name: float(values[seat]) for name, values in closed.parts.items()},
        )

    def payoffs(self, seat: int) -> list[float]:
        """Return a department's pay-off in each closed year of the game."""
        return [float(closed.panel["payoff"][seat]) for closed in self.closed[1:]]

    def archetype(self, seat: int) -> str:
        """Return which kind of department a seat is."""
        return ARCHETYPES[int(self._run.world.traits.archetype[0, 0, seat])]


def amended(planned: Decision[Array], decided: Decided) -> Decision[Array]:
    """Return the model's decisions with those of students in their places."""
    changed = {action: np.array(getattr(planned, action)) for action in PLAYED}
    for seat, actions in decided.items():
        for action, value in actions:
            changed[action][:, :, seat] = value
    return replace(planned, **changed)


def lived(ground: SharedGround, levers: Sequence[Levers], decided: Sequence[Decided]) -> SharedDistrict:
    """Return the district after some years that were closed before."""
    district = SharedDistrict(ground)
    for announced, decisions in zip(levers, decided, strict=True):
        district.announce(announced)
        district.close(decisions)
    return district


@lru_cache(maxsize=KEPT_BEGINNINGS)
def _beginning(ground: SharedGround) -> tuple[Run, list[YearPolicy]]:
    """Return the district as a class takes it over, and the list of its policies by year."""
    policies = policies_by_year(ground.scenario, YEARS)[:1]
    run = taken_over([ground.scenario], seed_of(ground.code), [policies], IN_JANUARY_WITH_BOOKS)
    return run, policies


def _closed(run: Run) -> Closed:
    """Return the year that was closed last."""
    world = run.world
    books = world.books
    terms = {name: _row(term, world.shape) for name, term in year_end.payoff_terms(world, books).items()}
    return Closed(
        view=last_view(world, run.year),
        outcomes=run.outcomes(),
        panel={name: _row(values, world.shape) for name, values in measure_departments(books).items()},
        honest=SCORE_POINTS * _row(year_end.honest_self_score(world, books), world.shape),
        parts={part: np.sum([terms[name] for name in names], axis=0) for part, names in PARTS.items()},
    )


def _row(values: Array, shape: tuple[int, ...]) -> Row:
    return np.array(np.broadcast_to(values, shape)[0, 0])


def _at(values: Array | float, seat: int) -> float:
    """One department's number of an array whose last axis may be shared by all."""
    row = np.asarray(values)
    return float(row.reshape(-1)[seat if row.size > 1 else 0])
