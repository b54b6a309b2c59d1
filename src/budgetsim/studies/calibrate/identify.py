"""What the moments can tell, and what not: the Jacobian in units that can be compared, and its weak directions.

Its entries are the change of a moment, in standard errors, when a parameter goes through the whole of its range.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from budgetsim.numerics import Array
from budgetsim.studies.calibrate.inference import Estimates

UNIFORM_SD = 1.0 / np.sqrt(12.0)
"""Standard deviation of an ignorance that knows nothing but the range, as a share of it."""
WEAK, NOTHING = 0.5, 0.9
"""Standard error relative to ``UNIFORM_SD`` from which a parameter is weakly pinned down, and hardly at all: a
knowledge that halves, and that hardly narrows, what was known before (assumed)."""
NO_MOVE = 3.3
"""A direction whose whole range moves the moments by fewer standard errors than this cannot be seen in them: the width
of a 90 % interval."""
LOADING = 0.3
"""Smallest part of a parameter in a direction that is worth its name."""

PINNED, WEAKLY, NOT, END = "pinned down", "weakly pinned down", "not pinned down", "at an end of its range"


@dataclass(frozen=True)
class Identification:
    """The scaled Jacobian at the estimates, and how well each parameter is pinned down."""

    scaled: Array
    """(fitted moment, parameter)."""
    estimates: Estimates

    @cached_property
    def _decomposed(self) -> tuple[Array, Array]:
        _, values, rows = np.linalg.svd(self.scaled, full_matrices=False)
        return values, rows

    @property
    def singular_values(self) -> Array:
        """Singular values, the largest first."""
        return self._decomposed[0]

    @property
    def condition(self) -> float:
        """Largest over smallest singular value; infinite if a direction moves nothing."""
        smallest = self.singular_values[-1]
        return float(self.singular_values[0] / smallest) if smallest > 0.0 else float("inf")

    @property
    def relative_errors(self) -> Array:
        """Standard errors relative to knowing the range alone; NaN at an end of the range."""
        return np.asarray(self.estimates.errors / UNIFORM_SD)

    @property
    def verdicts(self) -> list[str]:
        """How well each parameter is pinned down, in words."""
        found = []
        for end, size in zip(self.estimates.ends, self.relative_errors, strict=True):
            found.append(END if end else PINNED if size < WEAK else WEAKLY if size < NOTHING else NOT)
        return found

    @property
    def blind_directions(self) -> list[list[tuple[int, float]]]:
        """Directions that the moments cannot see: the parameters in them (place, signed part), the largest first."""
        values, rows = self._decomposed
        found = []
        for value, row in zip(values, rows, strict=True):
            if value < NO_MOVE:
                order = np.argsort(-np.abs(row), kind="stable")
                parts = [(int(place), float(row[place])) for place in order if abs(row[place]) >= LOADING]
                sign = np.sign(parts[0][1])
                found.append([(place, float(sign * part)) for place, part in parts])
        return found


def identify(estimates: Estimates, errors: Array) -> Identification:
    """Return what the moments can tell; ``errors`` are standard errors of the fitted moments."""
    return Identification(estimates.jacobian / errors[:, None], estimates)
