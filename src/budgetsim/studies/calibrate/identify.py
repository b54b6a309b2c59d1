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

OUTWARD = 1.64
"""Standard errors by which the best fit would have to lie beyond an end of the range for the end to be what decides:
as far as the interval reaches to the other side."""
CUT = 1.0 / 3.0
"""Part of the range that must be excluded on one side for a parameter to be bounded there (assumed)."""

PINNED, WEAKLY, BOUNDED, EDGE, NOT, OPEN = (
    "pinned down",
    "weakly pinned down",
    "bounded on one side",
    "at an edge of its range",
    "not identified",
    "not converged",
)
"""Verdicts on a parameter, one for each. *Pinned down*, *weakly*: its standard error is small against the range.
*Bounded*: the moments exclude a part of the range on one side. *Edge*: the best fit lies beyond the range. *Not
identified*: the moments hardly narrow the range. *Not converged*: nobody knows, since the search did not."""
VERDICTS = (PINNED, WEAKLY, BOUNDED, EDGE, NOT, OPEN)


@dataclass(frozen=True)
class Identification:
    """The scaled Jacobian at the estimates, and how well each parameter is pinned down."""

    scaled: Array
    """(fitted moment, parameter)."""
    estimates: Estimates
    converged: bool = True

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

    @cached_property
    def verdicts(self) -> list[str]:
        """How well each parameter is known: the one place where that is decided."""
        if not self.converged:
            return [OPEN] * len(self.estimates.shares)
        found, (low, high) = self.estimates, self.estimates.interval
        return [
            _verdict(end, error, beyond, outward, cut=max(float(bottom), 1.0 - float(top)))
            for end, error, beyond, outward, bottom, top in zip(
                found.ends, found.errors, found.beyond, found.outward, low, high, strict=True
            )
        ]

    @property
    def blind_directions(self) -> list[list[tuple[int, float]]]:
        """Directions that the moments cannot see: the parameters in them (place, signed part), the largest first.

        Parameters that are pinned down, or that the range decides, take no part in them.
        """
        values, rows = self._decomposed
        found = []
        for value, row in zip(values, rows, strict=True):
            order = np.argsort(-np.abs(row), kind="stable")
            parts = [
                (int(place), float(row[place]))
                for place in order
                if abs(row[place]) >= LOADING and self.verdicts[place] not in (PINNED, EDGE, OPEN)
            ]
            if value < NO_MOVE and _is_told(parts, self.verdicts):
                sign = np.sign(parts[0][1])
                found.append([(place, float(sign * part)) for place, part in parts])
        return found


def identify(estimates: Estimates, errors: Array, *, converged: bool = True) -> Identification:
    """Return what the moments can tell.

    Parameters
    ----------
    estimates
        With their uncertainty.
    errors
        Standard errors of the fitted moments.
    converged
        Whether the search that found the estimates converged.
    """
    return Identification(estimates.jacobian / errors[:, None], estimates, converged)


def _verdict(end: str, error: float, beyond: float, outward: float, cut: float) -> str:
    """Return the verdict on one parameter.

    Parameters
    ----------
    end
        Which end of its range it is at, if any.
    error, beyond
        Standard error inside the range; at an end, what it would be if the range went on. Shares of the range.
    outward
        How far beyond its end the best fit would lie, in these standard errors.
    cut
        The larger part of the range that the interval excludes on one side.
    """
    size = (beyond if end else error) / UNIFORM_SD
    if end and size < NOTHING and outward >= OUTWARD:
        return EDGE
    if not end and size < NOTHING:
        return PINNED if size < WEAK else WEAKLY
    return BOUNDED if cut >= CUT and np.isfinite(size) else NOT


def _is_told(parts: list[tuple[int, float]], verdicts: list[str]) -> bool:
    """A direction is told of several parameters, or of one that the moments say nothing of."""
    return len(parts) > 1 or (len(parts) == 1 and verdicts[parts[0][0]] == NOT)
