"""Words and numbers that all pages of a room with two sides share."""

from __future__ import annotations

from budgetsim.app.play.office import MEAN_BUDGET, millions
from budgetsim.app.room.sides.records import BUREAU
from budgetsim.language import Language
from budgetsim.rounding import fixed

POINTS = 100.0
"""Of pay-off, in a unit of U per unit of scale."""
Facts = list[tuple[str, str]]
"""Names of numbers, and the numbers in words."""


def name_of(seat: int, speak: Language) -> str:
    """Return what a seat is called."""
    return speak("sides-bureau") if seat == BUREAU else speak("sides-department", number=seat + 1)


def points(payoff: float, *, sign: bool = False) -> str:
    """Return a pay-off in points."""
    return fixed(POINTS * payoff, 1, sign=sign)


def money(budget: float, speak: Language) -> str:
    """Return mean budgets as imagined money."""
    return speak("sides-money", money=millions(budget * MEAN_BUDGET, speak))
