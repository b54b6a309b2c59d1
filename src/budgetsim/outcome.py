"""How an outcome is declared: name, unit, direction, definition, and the function that measures it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from budgetsim.numerics import Array
from budgetsim.state import Year

Direction = Literal["up", "down", "neither"]
Measure = Callable[[Year], Array]


@dataclass(frozen=True)
class Outcome:
    """One outcome of a year; ``direction`` says which way is better for the public."""

    name: str
    unit: str
    direction: Direction
    definition: str
    measure: Measure


OUTCOMES: dict[str, Outcome] = {}


def outcome(unit: str, direction: Direction, definition: str) -> Callable[[Measure], Measure]:
    """Declare the decorated function as the measure of an outcome of the same name."""

    def declare(measure: Measure) -> Measure:
        name = measure.__name__
        OUTCOMES[name] = Outcome(name, unit, direction, definition, measure)
        return measure

    return declare


def measure_all(year: Year) -> dict[str, Array]:
    """Measure every outcome of a closed year, in the order of declaration."""
    return {name: item.measure(year) for name, item in OUTCOMES.items()}
