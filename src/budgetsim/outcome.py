"""How an outcome is declared: name, unit, direction, definition, and the function that measures it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from budgetsim.declarations.renamed import declare_former
from budgetsim.numerics import Array
from budgetsim.state import Year

Direction = Literal["up", "down", "neither"]
Measure = Callable[[Year], Array]


@dataclass(frozen=True)
class Outcome:
    """One outcome of a year; ``direction`` says which way is better for the public.

    ``part_of`` names the outcome that it is a part of, or says the same as: no side effect of what moves that one.
    ``formerly`` is its name in the release before, which is taken for one more.
    """

    name: str
    unit: str
    direction: Direction
    definition: str
    measure: Measure
    part_of: str = ""
    formerly: str = ""


OUTCOMES: dict[str, Outcome] = {}


def outcome(
    unit: str, direction: Direction, definition: str, *, part_of: str = "", formerly: str = ""
) -> Callable[[Measure], Measure]:
    """Declare the decorated function as the measure of an outcome of the same name."""

    def declare(measure: Measure) -> Measure:
        name = measure.__name__
        OUTCOMES[name] = Outcome(name, unit, direction, definition, measure, part_of, formerly)
        declare_former(formerly, name)
        return measure

    return declare


def measure_all(year: Year) -> dict[str, Array]:
    """Measure every outcome of a closed year, in the order of declaration."""
    return {name: item.measure(year) for name, item in OUTCOMES.items()}
