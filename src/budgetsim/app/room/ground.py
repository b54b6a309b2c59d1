"""What a class takes over: a district, what binds in it, and the bureau's levers there.

It is the game's own, or that of a scenario as it stands before any of its changes, which are the bureau's to decide.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from budgetsim.app.declared import Bounds
from budgetsim.app.play.game import (
    YEARS,
    GameError,
    Levers,
    Plan,
    afford,
    affordable,
    bounds_of,
    check_levers,
    costs_of,
    opening_levers,
    plan_of,
    scenario_of,
    seed_of,
    start,
)
from budgetsim.app.room.constraint import Constraint, constraint_of
from budgetsim.language import told
from budgetsim.model.bureau import BureauView
from budgetsim.scenario import Scenario

KEPT = 16
"""Scenarios that are kept as they were read."""


@dataclass(frozen=True)
class Ground:
    """A district that a class takes over: all else follows from this and from what is decided."""

    code: str
    text: str | None = None
    """Scenario of another district than the game's, as it is kept (``text_of``)."""
    binds: bool = True
    """Whether the class code decides what binds."""

    @property
    def seed(self) -> int:
        """Seed of the luck that everybody has."""
        return seed_of(self.code)

    @property
    def constraint(self) -> Constraint | None:
        """What binds, if anything does."""
        return constraint_of(self.code, self.opening) if self.binds else None

    @property
    def whole(self) -> Scenario:
        """The district with as many departments as its scenario has."""
        return _whole(self.code, self.text, self.binds)

    @property
    def scenario(self) -> Scenario:
        """The district as everybody takes it over."""
        return self.whole.replace(years=YEARS)

    @property
    def opening(self) -> Levers:
        """The levers as the bureau finds them."""
        return opening_levers(_read(self.text))

    @property
    def other(self) -> Scenario | None:
        """The district where it is another than the game's, whose costs what binds leaves as they are."""
        return None if self.text is None else self.whole

    def played(self, closed: tuple[Levers, ...], name: str = "you") -> Scenario:
        """Return the scenario of some years' levers: ``simulate`` gives the room's numbers from it."""
        return scenario_of(closed, name, self.whole)

    def plan(self, levers: Levers, view: BureauView) -> Plan:
        """Return what levers cost per department, and the days that they ask for and that there are."""
        return plan_of(levers, view, self.other)

    def affords(self, levers: Levers) -> bool:
        """Tell whether the budget allows some levers."""
        return affordable(sum(costs_of(levers, self.other).values()))

    def afford(self, levers: Levers, lever: str, wanted: float, view: BureauView) -> Levers:
        """Return the levers with one moved towards a value, as far as limits and budget allow."""
        return afford(levers, lever, self.within({lever: wanted})[lever], view, self.other)

    def slider_of(self, lever: str) -> Bounds:
        """Return between what a lever moves."""
        whole, own = bounds_of(lever), self.constraint
        if own is None:
            return whole
        return Bounds(own.least.get(lever, whole.lower), own.most.get(lever, whole.upper), whole.step)

    def within(self, levers: Mapping[str, float]) -> dict[str, float]:
        """Return levers as near as the limits of the district allow."""
        own = self.constraint
        return dict(levers) if own is None else own.within(levers)

    def check(self, levers: Levers) -> None:
        """Make sure that levers are those of the game and within the limits of the district.

        Raises
        ------
        GameError
            If they are not.
        """
        check_levers(levers)
        allowed = self.within(dict(levers))
        for name, value in levers:
            if value != allowed[name]:
                end = self.slider_of(name)
                lower, upper = f"{end.lower:g}", f"{end.upper:g}"
                raise GameError(
                    told("lab-play-fault-range", lever=name, value=f"{value:g}", lower=lower, upper=upper)
                )


@lru_cache(maxsize=KEPT)
def _whole(code: str, text: str | None, binds: bool) -> Scenario:  # noqa: FBT001 - a field of the record
    own = Ground(code, text, binds).constraint
    district = _read(text) or start()
    return district if own is None else own.bind(district)


@lru_cache(maxsize=KEPT)
def _read(text: str | None) -> Scenario | None:
    return None if text is None else Scenario.from_dict(json.loads(text))


# Which districts a class may take over ------------------------------------------------------------------------------

LARGEST = 300
"""Departments of a district that each student leads alone: with so many, the search for its best policy takes 5 s of
processor time instead of 2 s."""


def taken_over(scenario: Scenario) -> Scenario:
    """Return a scenario as somebody takes it over: later changes are theirs to decide."""
    return scenario.replace(changes=[]) if scenario.changes else scenario


def text_of(scenario: Scenario) -> str | None:
    """Return a district as it is kept, every value, so that it stays what it is where defaults change.

    The game's own is kept as nothing.
    """
    return None if scenario.name == start().name else json.dumps(taken_over(scenario).to_dict())


def faults_of(scenario: Scenario, largest: int = LARGEST) -> list[str]:
    """Return why a class cannot take over a district; nothing if it can."""
    found = []
    scenario = taken_over(scenario)
    opening, count = opening_levers(scenario), scenario.district.departments
    if count > largest:
        found.append(told("room-fault-large", name=scenario.name, departments=str(count), most=str(largest)))
    try:
        check_levers(opening)
    except GameError as error:
        found.append(told("sides-fault-levers", name=scenario.name, why=str(error)))
    if not affordable(sum(costs_of(opening, scenario).values())):
        found.append(told("sides-fault-dear", name=scenario.name))
    if is_games_own(scenario):
        found.append(told("sides-fault-same", name=scenario.name, own=start().name))
    return found


def is_games_own(scenario: Scenario) -> bool:
    """Tell whether a district that is taken over is the game's own but for its name."""
    same = {"name": start().name, "description": start().description, "years": start().protocol.years}
    return scenario.name != start().name and not scenario.placed(**same).differences(start())
