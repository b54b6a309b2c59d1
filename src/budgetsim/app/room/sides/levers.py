"""The bureau's levers in a district of any size, by the rules of the game for sixty departments.

Work and staff costs are in proportion to the number of departments. So levers stand on the desk as they would for a
district of sixty; only the staff is worth a smaller number of posts in a smaller district, and nothing else differs.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from budgetsim.app.play.game import LINKS as ALL_LINKS
from budgetsim.app.play.game import Levers, Plan, afford, plan_of, start
from budgetsim.model.bureau import BureauView

HERE = ("staff", "training", "target_ratchet", "monitoring_intensity", "audit_coverage", "rectification",
        "evaluation_coverage", "result_use", "disclosure")  # fmt: skip
"""Levers on the desk of a bureau that faces players; the others of the game stay as it finds them."""
LINKS = {link: tuple(name for name in names if name in HERE) for link, names in ALL_LINKS.items()}


def size_of(departments: int) -> float:
    """Return the size of a district in parts of the game's."""
    return departments / start().district.departments


def in_district(levers: Levers, departments: int) -> dict[str, float]:
    """Return levers as the model has them in a district of some departments."""
    values = dict(levers)
    return values | {"staff": values["staff"] * size_of(departments)}


def plan_in(levers: Levers, view: BureauView) -> Plan:
    """Return what levers cost per department, and the days that they ask for and that there are in this district."""
    plan, size = plan_of(levers, as_game(view)), size_of(len(view.budgets))
    return replace(plan, load=plan.load * size, days=plan.days * size)


def afford_in(levers: Levers, lever: str, wanted: float, view: BureauView) -> Levers:
    """Return the levers with one moved towards a value, as far as the budget allows."""
    return afford(levers, lever, wanted, as_game(view))


def as_game(view: BureauView) -> BureauView:
    """Return a view whose findings are those of sixty departments like these: plans depend on nothing else of it."""
    found = np.full(start().district.departments, float(np.mean(view.findings)))
    return replace(view, findings=found)
