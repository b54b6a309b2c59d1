"""A published finding beside its prediction, and whether the two agree: one rule for all, whatever the number of seeds.

The distance may be as large as the errors of both allow: that of the field, that of chance in the simulation, and the
discrepancy of a new place, which no number of seeds removes.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from statistics import NormalDist
from typing import Any

from budgetsim.kinds.verify.answer import WIDTH, Errors, Reading, Row
from budgetsim.kinds.verify.evidence.design import Experiment, Look, Published, Target
from budgetsim.kinds.verify.evidence.estimate import Estimate
from budgetsim.kinds.verify.theory.limit import finite

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

    @property
    def errors(self) -> Errors:
        """Its parts, as the answer has them."""
        return Errors(finite(self.chance), finite(self.common), finite(self.discrepancy))

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


def allowed(published: Published, prediction: Prediction, allowance: float = 0.0) -> float:
    """Return how far apart the two may be: 1.96 √(se² + Monte-Carlo error² + discrepancy²), and an allowance."""
    return allowance + WIDTH * math.hypot(published.se or 0.0, prediction.chance, prediction.discrepancy)


def agrees(published: Published, prediction: Prediction, allowance: float = 0.0) -> bool:
    """Return whether the two agree; a sign agrees if it is the likelier one, "no change" if the errors allow it."""
    if not math.isfinite(prediction.mean):
        return False
    if published.effect is None and published.sign != 0.0:
        return prediction.probability(published.sign) > EVEN
    return abs(prediction.mean - (published.effect or 0.0)) <= allowed(published, prediction, allowance)


COMPARED, NOT_EXPRESSIBLE = "compared", "not expressible"
UNEXPLAINED = "not explained yet"


@dataclass(frozen=True)
class FieldFinding:
    """A published number or sign beside the prediction that is made without it.

    A prediction that misses is a result and breaks nothing; only a calibration target that misses
    and was not given up ``fails``.
    """

    experiment: Experiment
    target: Target
    estimate: Estimate | None = None
    prediction: Prediction | None = None
    matched: Mapping[str, float] = field(default_factory=dict)
    readings: tuple[Reading, ...] = ()

    @property
    def id(self) -> str:
        """The registered name of the finding."""
        return self.target.published.id

    @property
    def interval(self) -> tuple[float, float]:
        """The 90 % predictive interval of what was published; NaN where nothing is predicted."""
        if self.prediction is None:
            return math.nan, math.nan
        return self.prediction.interval(self.target.published.se)

    @property
    def inside(self) -> bool | None:
        """Whether the published number lies in the predictive interval; ``None`` where there is no number."""
        effect, (low, high) = self.target.published.effect, self.interval
        return None if self.prediction is None or effect is None else low <= effect <= high

    @property
    def holds(self) -> bool:
        """Whether predicted and published agree; what cannot be expressed agrees with nothing."""
        if self.prediction is None:
            return False
        return agrees(self.target.published, self.prediction, self.target.allowance)

    @property
    def fails(self) -> bool:
        """Whether the default parameters no longer show what they were set by.

        One seed has no error that is known, and so no verdict.
        """
        is_judged = self.estimate is not None and self.estimate.seeds > 1
        return is_judged and self.target.is_set and not self.target.given_up and not self.holds

    @property
    def allowed(self) -> float | None:
        """How far apart the two may be; ``None`` where a sign is compared, or nothing."""
        published = self.target.published
        if self.prediction is None or (published.effect is None and published.sign):
            return None
        return finite(allowed(published, self.prediction, self.target.allowance))

    @property
    def why(self) -> str:
        """One sentence where the two do not agree; empty where they do."""
        if self.holds:
            return ""
        target = self.target
        reasons = (target.not_expressible, target.published.why, target.unused, target.given_up, UNEXPLAINED)
        return next(text for text in reasons if text)

    @property
    def parameters(self) -> Mapping[str, Any]:
        """Levers of the treatment, who gets it, and which years count; later phases under their year."""
        look = self.target.look
        if look is None:
            return {}
        years = {"first_year": look.measured[0], "last_year": look.measured[1]}
        if not look.treatment or look.kind in ("level", "moment"):
            return years
        first, *later = look.treatment
        who = {"share": first.share, "assignment": first.assignment}
        phases = {f"{name}@{change.year}": value for change in later for name, value in change.levers.items()}
        return {**first.levers, **phases, **look.moderator, **who, **years}

    def row(self) -> Row:
        """Return it as the answer has it."""
        published, look, predicted = self.target.published, self.target.look, self.prediction
        low, high = self.interval
        return Row(
            id=published.id,
            quantity=published.quantity,
            role=published.role,
            published=published.effect,
            direction=published.direction,
            se=published.se,
            predicted=None if predicted is None else finite(predicted.mean),
            low=finite(low),
            high=finite(high),
            inside=self.inside,
            holds=None if predicted is None else self.holds,
            sign_probability=None if predicted is None else predicted.probability(published.sign),
            unit=published.unit,
            family=published.family,
            context=self.experiment.name,
            status=NOT_EXPRESSIBLE if predicted is None else COMPARED,
            kind=look.kind if look else None,
            outcome=look.outcome if look else None,
            left_out=None if predicted is None else predicted.left_out,
            errors=None if predicted is None else predicted.errors,
            allowed=self.allowed,
            parameters=self.parameters,
            matched=dict(self.matched),
            seeds=0 if self.estimate is None else self.estimate.seeds,
            finding=published.finding,
            se_note=published.note,
            registered=published.registered.isoformat() if published.registered else None,
            reason=published.reason,
            why=self.why,
            source=published.source,
            basis=published.basis,
            readings=self.readings,
            fails=self.fails,
        )


def reading_of(what: str, look: Look, estimate: Estimate) -> Reading:
    """Return what another way to look at an experiment shows."""
    return Reading(
        what, look.outcome, look.kind, finite(estimate.mean), finite(estimate.low), finite(estimate.high)
    )
