"""What a class plays for: the outcome that counts, and which way is better."""

from __future__ import annotations

from dataclasses import dataclass

from budgetsim.app.play.table import PURPOSE


@dataclass(frozen=True)
class Goal:
    """An outcome that counts, and the factor that makes a gain of it: better is more, in per cent or points."""

    name: str
    outcome: str
    factor: float


GOALS = {
    goal.name: goal
    for goal in (
        Goal("value", PURPOSE, 100.0),
        Goal("honest", "manipulation", -100.0),
        Goal("waste", "active_waste", -100.0),
    )
}
