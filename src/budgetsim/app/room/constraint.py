"""What binds in a district: limits within which its bureau moves, and what makes them hurt.

Each class code has one of five, the causes that the lab's reference scenarios mend one by one (``cause_staff`` and its
like). The lever that would mend it is not in the bureau's hands, so all the others are best set in another way, and
what is best in one room is not best in the next.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from budgetsim.app.play.game import Levers, opening_levers, plain_code, start
from budgetsim.scenario import Scenario

KEPT = 64
"""Answers that are kept: every slider of a page asks what binds."""


@dataclass(frozen=True)
class Constraint:
    """One cause that binds. Source of all numbers: assumed, so that the best policies differ (tests/test_room.py)."""

    name: str
    """Of the cause, as in the scenario ``cause_<name>``."""
    most: Mapping[str, float]
    """Largest values of levers."""
    least: Mapping[str, float]
    """Smallest values of levers."""
    settings: Mapping[str, float]
    """Parameters outside the levers, and outside what a plan is reckoned with, by bare name."""

    def keeps(self, levers: Mapping[str, float]) -> bool:
        """Tell whether levers lie within the limits."""
        return self.within(levers) == dict(levers)

    def within(self, levers: Mapping[str, float]) -> dict[str, float]:
        """Return levers as near as the limits allow."""
        return {
            name: min(max(value, self.least.get(name, -math.inf)), self.most.get(name, math.inf))
            for name, value in levers.items()
        }

    def bind(self, district: Scenario) -> Scenario:
        """Return a district with what makes the limits hurt; what it has in another way than the game's own stays."""
        same = set(self.settings) - {key.rpartition(".")[2] for key, *_ in district.differences(start())}
        return district.replace(**{name: value for name, value in self.settings.items() if name in same})


CONSTRAINTS = (
    Constraint("staff", {"staff": 4.0}, {}, {}),
    Constraint(
        "information", {"information_systems": 0.25, "evaluation_coverage": 0.15}, {},
        {"detection_skill_weight": 0.1, "skill_precision": 0.1, "systems_precision": 0.6},
    ),
    Constraint(
        "guarantee", {"rectification": 0.3, "coordination": 0.5, "objective_review": 0.5}, {"target_ratchet": 0.4},
        {"slack_taste": 0.9, "consequence_initial": 0.1},
    ),
    Constraint(
        "superior", {"mid_year_reallocation": 0.1, "result_use": 0.2}, {},
        {"rigid_share": 0.95, "progress_pressure": 1.0},
    ),
    Constraint(
        "culture", {"training": 0.1}, {}, {"culture_initial": 0.12, "culture_base": 0.04, "culture_gaming": 2.0}
    ),
)  # fmt: skip


@lru_cache(maxsize=KEPT)
def constraint_of(code: str, opening: Levers | None = None) -> Constraint | None:
    """Return what binds in the district of a class code, the same for everybody who writes it.

    Where a bureau begins with other levers than the game's, it is one of the causes whose limits they keep; nothing
    if there is none.
    """
    digest = hashlib.sha256(f"budgetsim constraint {plain_code(code)}".encode()).digest()
    fitting = [one for one in CONSTRAINTS if one.keeps(dict(opening or opening_levers()))]
    return fitting[int.from_bytes(digest[:8], "big") % len(fitting)] if fitting else None
