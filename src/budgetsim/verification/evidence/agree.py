"""Whether a prediction and what was published agree: one rule for all, whatever the number of seeds.

The distance may be as large as the errors of both allow: that of the field, that of chance in the simulation, and the
discrepancy of a new place, which no number of seeds removes.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist

from budgetsim.verification.evidence.design import Published

WIDTH = 1.96
"""Standard errors that two numbers may lie apart."""
INTERVAL = 0.90
"""Probability that a predictive interval is meant to hold."""
NORMAL = NormalDist()
REACH = NORMAL.inv_cdf(0.5 + INTERVAL / 2.0)
EVEN = 0.5
"""Probability from which a sign is predicted."""


@dataclass(frozen=True)
class Prediction:
    """A predicted number and what is not known about it, all in the unit of what was published.

    ``chance`` is the Monte-Carlo error of the mean, ``common`` what is not known of the structural parameters,
    ``discrepancy`` how much places differ beyond what the model knows of them. ``left_out`` says whether what is
    predicted took no part in setting any parameter.
    """

    mean: float
    chance: float
    common: float = 0.0
    discrepancy: float = 0.0
    left_out: bool = True

    @property
    def spread(self) -> float:
        """Standard deviation of what another study of the same place would have to be true to."""
        return math.hypot(self.chance, self.common, self.discrepancy)

    def interval(self, se: float | None) -> tuple[float, float]:
        """Return the predictive interval of a published number with a standard error (``None``: taken as 0)."""
        half = REACH * math.hypot(self.spread, se or 0.0)
        return self.mean - half, self.mean + half

    def probability(self, sign: float) -> float:
        """Return the probability that the effect has a sign; of no change (0), that it is not told from 0."""
        if self.spread == 0.0:
            return 1.0 if self.mean * sign > 0.0 or (sign == 0.0 and self.mean == 0.0) else 0.0
        if sign == 0.0:
            return 2.0 * (1.0 - NORMAL.cdf(abs(self.mean) / self.spread))
        return NORMAL.cdf(self.mean * sign / self.spread)


def allowed(published: Published, found: Prediction, allowance: float = 0.0) -> float:
    """Return how far apart the two may be: 1.96 √(se² + Monte-Carlo error² + discrepancy²), and an allowance."""
    return allowance + WIDTH * math.hypot(published.se or 0.0, found.chance, found.discrepancy)


def agrees(published: Published, found: Prediction, allowance: float = 0.0) -> bool:
    """Return whether the two agree; a sign agrees if it is the likelier one, "no change" if the errors allow it."""
    if not math.isfinite(found.mean):
        return False
    if published.effect is None and published.sign != 0.0:
        return found.probability(published.sign) > EVEN
    return abs(found.mean - (published.effect or 0.0)) <= allowed(published, found, allowance)
