"""What a class takes over: a district of some size, with the levers of a bureau that faces players.

The rules are the game's for its sixty departments. Work and staff costs are in proportion to the number of
departments. So levers stand on the desk as they would in the whole district; only the staff is worth a smaller number
of posts in a smaller one, and nothing else differs.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np

from budgetsim.app.play.game import LINKS as ALL_LINKS
from budgetsim.app.play.game import YEARS, Levers, Plan
from budgetsim.app.room import ground
from budgetsim.app.room.ground import Ground
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


@dataclass(frozen=True)
class SharedGround(Ground):
    """A district that a class lives together, with as many departments as it wants."""

    departments: int = field(kw_only=True)

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

    def in_district(self, levers: Levers) -> dict[str, float]:
        """Return levers as the model has them in the district of the class."""
        values = dict(levers)
        return values | {"staff": values["staff"] * self.size}

    def plan(self, levers: Levers, view: BureauView) -> Plan:
        """Return what levers cost per department, and the days that they ask for and that there are."""
        plan = super().plan(levers, self.as_whole(view))
        return replace(plan, load=plan.load * self.size, days=plan.days * self.size)

    def afford(self, levers: Levers, lever: str, wanted: float, view: BureauView) -> Levers:
        """Return the levers with one moved towards a value, as far as limits and budget allow."""
        return super().afford(levers, lever, wanted, self.as_whole(view))

    def as_whole(self, view: BureauView) -> BureauView:
        """Return a view whose findings are those of the whole district: plans depend on nothing else of it."""
        found = np.full(self.whole.district.departments, float(np.mean(view.findings)))
        return replace(view, findings=found)


def faults_of(scenario: Scenario, departments: int) -> list[str]:
    """Return why a class of some size cannot take over a district; nothing if it can."""
    found = []
    if not SMALLEST <= departments <= LARGEST:
        found.append(
            told("sides-fault-size", departments=str(departments), least=str(SMALLEST), most=str(LARGEST))
        )
    own = scenario.district.departments
    if scenario.roster is not None and departments != own:
        found.append(
            told("sides-fault-roster", name=scenario.name, own=str(own), departments=str(departments))
        )
    return found + ground.faults_of(scenario, max(own, LARGEST))
