"""One line of a scorecard: a quantity as simulated and as expected, and how far apart they may be."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar


@dataclass(frozen=True)
class Finding:
    """A quantity of one limit at one set of parameters.

    ``tolerance`` is the largest admissible distance of ``simulated`` from ``expected``. A ``detail`` is a check
    beyond what the limit promises: it counts, but is no part of the machine-readable list.
    """

    id: str
    theory: str
    parameters: Mapping[str, float]
    quantity: str
    simulated: float
    expected: float
    tolerance: float
    detail: bool = False
    part: ClassVar[str] = "theory"
    """Which scorecard the line belongs to."""

    @property
    def holds(self) -> bool:
        """Whether the two agree; a number that is not finite agrees with nothing."""
        return abs(self.simulated - self.expected) <= self.tolerance

    @property
    def fails(self) -> bool:
        """Whether it is a check that did not hold, which ends a command with exit code 1."""
        return not self.holds

    def to_dict(self) -> dict[str, Any]:
        """Return the line as plain values for JSON, which knows neither infinity nor what is not a number."""
        return {
            "id": self.id,
            "parameters": {name: _plain(value) for name, value in self.parameters.items()},
            "quantity": self.quantity,
            "simulated": _finite(self.simulated),
            "expected": _finite(self.expected),
            "tolerance": _finite(self.tolerance),
            "holds": self.holds,
        }


def _plain(value: float) -> float | str:
    return value if math.isfinite(value) else str(value)


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None
