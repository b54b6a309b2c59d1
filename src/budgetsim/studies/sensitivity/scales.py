"""What values a factor has, as far as methods care: any of a range, some in order, two, or choices without an order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

from budgetsim.numerics import Array

if TYPE_CHECKING:
    from budgetsim.studies.factors import Factor

ScaleKind = Literal["continuous", "steps", "two", "choice"]
SCALES: tuple[ScaleKind, ...] = ("continuous", "steps", "two", "choice")
FINE = 20
"""Ordered values from which a factor is as good as continuous: waves then lose half a percent of a linear effect."""


@dataclass(frozen=True)
class Scale:
    """The values of a factor on its part of the unit cube.

    ``places`` are where its values stand on its range, from 0 to 1, in the order in which equal parts of the unit
    interval hold them; none if it takes any value. Without an order the places mean nothing but their number.
    """

    places: tuple[float, ...] = ()
    ordered: bool = True

    @property
    def kind(self) -> ScaleKind:
        """What kind of factor it is."""
        if not self.places:
            return "continuous"
        if len(self.places) == 2:
            return "two"
        return "steps" if self.ordered else "choice"

    @property
    def told(self) -> str:
        """What values there are, in a few words for a fault."""
        count = len(self.places)
        return {
            "continuous": "any value of a range",
            "steps": f"{count} values in order",
            "two": "two values",
            "choice": f"{count} choices",
        }[self.kind]

    def share(self, level: int) -> float:
        """Return the middle of the part of the unit interval that a level has."""
        return (level + 0.5) / len(self.places)

    def levels(self, shares: Array) -> NDArray[np.intp]:
        """Return the number of the level at each share of the unit interval."""
        count = len(self.places)
        return np.asarray(np.minimum((shares * count).astype(np.intp), count - 1))


CONTINUOUS = Scale()


def scale_of(factor: Factor) -> Scale:
    """Return the scale of a factor of a study; very many ordered values count as continuous."""
    if not factor.is_ordered:
        return Scale(
            tuple(float(place) for place in np.linspace(0.0, 1.0, len(factor.levels))), ordered=False
        )
    if not factor.levels and factor.kind == "number":
        return CONTINUOUS
    low, high = (float(end) for end in factor.extremes())
    values = [float(v) for v in factor.levels] if factor.levels else list(np.arange(low, high + 1.0))
    if len(values) >= FINE:
        return CONTINUOUS
    return Scale(tuple((value - low) / (high - low) for value in values))
