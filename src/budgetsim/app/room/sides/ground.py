"""What a class takes over: a district of some size, what binds in it, and the bureau's levers there.

The rules are the game's for its sixty departments. Work and staff costs are in proportion to the number of
departments. So levers stand on the desk as they would in the whole district; only the staff is worth a smaller number
of posts in a smaller one, and nothing else differs.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from budgetsim.app.declared import Bounds
from budgetsim.app.play.game import LINKS as ALL_LINKS
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
    start,
)
from budgetsim.app.room.constraint import check_within, district_of, slider_of, within
from budgetsim.declarations import Department
from budgetsim.language import told
from budgetsim.model.bureau import BureauView
from budgetsim.scenario import Scenario

SMALLEST, LARGEST = 10, 60
"""Departments: fewer have hardly any peers; more are no class."""
HERE = ("staff", "training", "target_ratchet", "monitoring_intensity", "audit_coverage", "rectification",
        "evaluation_coverage", "result_use", "disclosure")  # fmt: skip
"""Levers on the desk of a bureau that faces players; the others of the game stay as it finds them."""
LINKS = {link: tuple(name for name in names if name in HERE) for link, names in ALL_LINKS.items()}
KEPT = 16
"""Scenarios that are kept as they were read."""


@dataclass(frozen=True)
class Ground:
    """A district that a class takes over: all else follows from this and from what is decided."""

    code: str
    departments: int
    text: str | None = None
    """Scenario of another district than the game's, as it is kept (``text_of``)."""
    binds: bool = True
    """Whether the class code decides what binds, as it does in the game's own district."""

    @property
    def is_bound(self) -> bool:
        """Whether something binds: another district is what its scenario says, and no more."""
        return self.binds and self.text is None

    @property
    def whole(self) -> Scenario:
        """The district with as many departments as its scenario has."""
        return _whole(self)

    @property
    def scenario(self) -> Scenario:
        """The district of the class, with posts in proportion to its departments."""
        whole = self.whole
        values: dict[str, object] = {"policy.staff": whole.policy.staff * self.size, "years": YEARS}
        if whole.district.departments != self.departments:
            values["district.departments"] = self.departments
        return whole.placed(**values)

    @property
    def department(self) -> Department[float]:
        """What its departments can do."""
        return self.whole.department

    @property
    def size(self) -> float:
        """Size of the district in parts of the whole one."""
        return self.departments / self.whole.district.departments

    @property
    def opening(self) -> Levers:
        """The levers as the bureau finds them."""
        return opening_levers(self.other)

    @property
    def other(self) -> Scenario | None:
        """The whole district where it is another than the game's, whose costs what binds leaves as they are."""
        return None if self.text is None else self.whole

    def in_district(self, levers: Levers) -> dict[str, float]:
        """Return levers as the model has them in the district of the class."""
        values = dict(levers)
        return values | {"staff": values["staff"] * self.size}

    def plan(self, levers: Levers, view: BureauView) -> Plan:
        """Return what levers cost per department, and the days that they ask for and that there are."""
        plan = plan_of(levers, self.as_whole(view), self.other)
        return replace(plan, load=plan.load * self.size, days=plan.days * self.size)

    def afford(self, levers: Levers, lever: str, wanted: float, view: BureauView) -> Levers:
        """Return the levers with one moved towards a value, as far as limits and budget allow."""
        allowed = self.within({lever: wanted})[lever]
        return afford(levers, lever, allowed, self.as_whole(view), self.other)

    def slider_of(self, lever: str) -> Bounds:
        """Return between what a lever moves."""
        return slider_of(self.code, lever) if self.is_bound else bounds_of(lever)

    def within(self, levers: Mapping[str, float]) -> dict[str, float]:
        """Return levers as near as the district allows."""
        return within(self.code, levers) if self.is_bound else dict(levers)

    def check(self, levers: Levers) -> None:
        """Make sure that levers are those of the game and within the limits of the district.

        Raises
        ------
        GameError
            If they are not.
        """
        if self.is_bound:
            check_within(self.code, levers)
        else:
            check_levers(levers)

    def as_whole(self, view: BureauView) -> BureauView:
        """Return a view whose findings are those of the whole district: plans depend on nothing else of it."""
        found = np.full(self.whole.district.departments, float(np.mean(view.findings)))
        return replace(view, findings=found)


@lru_cache(maxsize=KEPT)
def _whole(ground: Ground) -> Scenario:
    if ground.text is not None:
        return Scenario.from_dict(json.loads(ground.text))
    return district_of(ground.code) if ground.binds else start()


# Which districts a class may take over ------------------------------------------------------------------------------


def taken_over(scenario: Scenario) -> Scenario:
    """Return a scenario as somebody takes it over: later changes are theirs to decide."""
    return scenario.replace(changes=[]) if scenario.changes else scenario


def text_of(scenario: Scenario) -> str:
    """Return a district as it is kept: every value, so that it stays what it is where defaults change."""
    return json.dumps(taken_over(scenario).to_dict())


def faults_of(scenario: Scenario, departments: int) -> list[str]:
    """Return why a class of some size cannot take over a district; nothing if it can."""
    found = []
    scenario = taken_over(scenario)
    opening = opening_levers(scenario)
    if not SMALLEST <= departments <= LARGEST:
        found.append(
            told("sides-fault-size", departments=str(departments), least=str(SMALLEST), most=str(LARGEST))
        )
    if scenario.roster is not None and departments != scenario.district.departments:
        own = str(scenario.district.departments)
        found.append(told("sides-fault-roster", name=scenario.name, own=own, departments=str(departments)))
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
