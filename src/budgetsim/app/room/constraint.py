"""What binds in a district: limits within which its bureau moves, and what makes them hurt.

Each class code has one of five, the causes that the lab's reference scenarios mend one by one (``cause_staff`` and its
like). The lever that would mend it is not in the bureau's hands, so all the others are best set in another way, and
what is best in one room is not best in the next.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from budgetsim.app.declared import Bounds
from budgetsim.app.play.game import (
    GameError,
    Levers,
    bounds_of,
    check_levers,
    plain_code,
    scenario_of,
    start,
)
from budgetsim.language import told
from budgetsim.scenario import Scenario


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


def constraint_of(code: str) -> Constraint:
    """Return what binds in the district of a class code, the same for everybody who writes it."""
    digest = hashlib.sha256(f"budgetsim constraint {plain_code(code)}".encode()).digest()
    return CONSTRAINTS[int.from_bytes(digest[:8], "big") % len(CONSTRAINTS)]


def slider_of(code: str, lever: str) -> Bounds:
    """Return between what a lever moves in a district."""
    own, whole = constraint_of(code), bounds_of(lever)
    return Bounds(own.least.get(lever, whole.lower), own.most.get(lever, whole.upper), whole.step)


def within(code: str, levers: Mapping[str, float]) -> dict[str, float]:
    """Return levers as near as the district allows."""
    ends = {name: slider_of(code, name) for name in levers}
    return {name: min(max(value, ends[name].lower), ends[name].upper) for name, value in levers.items()}


def check_within(code: str, levers: Levers) -> None:
    """Make sure that levers are those of the game and within the limits of the district.

    Raises
    ------
    GameError
        If they are not.
    """
    check_levers(levers)
    allowed = within(code, dict(levers))
    for name, value in levers:
        if value != allowed[name]:
            end = slider_of(code, name)
            lower, upper = f"{end.lower:g}", f"{end.upper:g}"
            raise GameError(
                told("lab-play-fault-range", lever=name, value=f"{value:g}", lower=lower, upper=upper)
            )


def district_of(code: str) -> Scenario:
    """Return the district of a class code as everybody takes it over."""
    return start().replace(**constraint_of(code).settings)


def played(code: str, closed: tuple[Levers, ...], name: str = "you") -> Scenario:
    """Return the scenario of some years' levers in a district: ``simulate`` gives the room's numbers from it."""
    return scenario_of(closed, name).replace(**constraint_of(code).settings)
