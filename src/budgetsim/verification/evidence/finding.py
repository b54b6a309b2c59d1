"""One line of the scorecard of field experiments."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from budgetsim.verification.evidence.agree import Prediction, agrees, allowed
from budgetsim.verification.evidence.design import Experiment, Target
from budgetsim.verification.evidence.estimate import Estimate
from budgetsim.verification.finding import Finding

COMPARED, NOT_EXPRESSIBLE = "compared", "not expressible"
UNEXPLAINED = "not explained yet"


@dataclass(frozen=True)
class Other:
    """Another way to look at the same experiment, shown beside the judged one."""

    what: str
    quantity: str
    kind: str
    estimate: Estimate


@dataclass(frozen=True)
class FieldFinding(Finding):
    """A published number or sign beside the prediction that is made without it.

    A prediction that misses is a result and breaks nothing; only a calibration target that misses
    and was not given up ``fails``.
    """

    target: Target | None = None
    experiment: Experiment | None = None
    estimate: Estimate | None = None
    prediction: Prediction | None = None
    matched: Mapping[str, float] = field(default_factory=dict)
    others: tuple[Other, ...] = field(default=())
    part: ClassVar[str] = "evidence"

    @property
    def status(self) -> str:
        """Whether the model can be compared at all."""
        return COMPARED if self.prediction is not None else NOT_EXPRESSIBLE

    @property
    def interval(self) -> tuple[float, float]:
        """The 90 % predictive interval of what was published; NaN where nothing is predicted."""
        if self.prediction is None or self.target is None:
            return math.nan, math.nan
        return self.prediction.interval(self.target.published.se)

    @property
    def inside(self) -> bool | None:
        """Whether the published number lies in the predictive interval; ``None`` where there is no number."""
        effect = None if self.target is None else self.target.published.effect
        low, high = self.interval
        return None if self.prediction is None or effect is None else low <= effect <= high

    @property
    def holds(self) -> bool:
        """Whether predicted and published agree; what cannot be expressed agrees with nothing."""
        if self.target is None or self.prediction is None:
            return False
        return agrees(self.target.published, self.prediction, self.target.allowance)

    @property
    def fails(self) -> bool:
        """Whether the default parameters no longer show what they were set by.

        One seed has no error that is known, and so no verdict.
        """
        is_judged = self.estimate is not None and self.estimate.seeds > 1
        is_binding = self.target is not None and self.target.is_set and not self.target.given_up
        return is_judged and is_binding and not self.holds

    @property
    def why(self) -> str:
        """One sentence where the two do not agree; empty where they do."""
        if self.target is None or self.holds:
            return ""
        target = self.target
        told = (target.not_expressible, target.published.why, target.unused, target.given_up, UNEXPLAINED)
        return next(text for text in told if text)

    def to_dict(self) -> dict[str, Any]:
        """Return the line as plain values for JSON."""
        if self.target is None or self.experiment is None:
            return super().to_dict()
        published, predicted, found = self.target.published, self.prediction, self.estimate
        low, high = self.interval
        return {
            "id": published.id,
            "quantity": published.quantity,
            "role": published.role,
            "published": published.effect,
            "direction": published.direction,
            "se": published.se,
            "predicted": None if predicted is None else _finite(predicted.mean),
            "low": _finite(low),
            "high": _finite(high),
            "inside": self.inside,
            "holds": None if predicted is None else self.holds,
            "sign_probability": self.sign_probability,
            "unit": published.unit,
            "family": published.family,
            "context": self.experiment.name,
            "status": self.status,
            "as": self.target.look.kind if self.target.look else None,
            "outcome": self.target.look.outcome if self.target.look else None,
            "left_out": None if predicted is None else predicted.left_out,
            "errors": None if predicted is None else _errors(predicted),
            "allowed": _finite(self.tolerance),
            "parameters": dict(self.parameters),
            "matched": dict(self.matched),
            "seeds": 0 if found is None else found.seeds,
            **self._told(),
        }

    @property
    def sign_probability(self) -> float | None:
        """Probability of the published sign, or of no change; ``None`` where nothing is predicted."""
        if self.target is None or self.prediction is None:
            return None
        return self.prediction.probability(self.target.published.sign)

    def _told(self) -> dict[str, Any]:
        assert self.target is not None  # noqa: S101 - asked before
        published = self.target.published
        return {
            "finding": published.finding,
            "se_note": published.note,
            "registered": published.registered.isoformat() if published.registered else None,
            "reason": published.reason,
            "why": self.why,
            "source": published.source,
            "basis": published.basis,
            "readings": [_plain(other) for other in self.others],
        }


def line_of(  # noqa: PLR0913 - a line has this many parts
    experiment: Experiment,
    target: Target,
    found: Estimate | None,
    predicted: Prediction | None,
    matched: Mapping[str, float] | None = None,
    others: tuple[Other, ...] = (),
) -> FieldFinding:
    """Return the line of one finding."""
    published = target.published
    is_number = predicted is not None and not (published.effect is None and published.sign)
    return FieldFinding(
        published.id,
        experiment.title,
        _parameters(target),
        published.quantity,
        math.nan if predicted is None else predicted.mean,
        math.nan if published.effect is None else published.effect,
        allowed(published, predicted, target.allowance) if predicted is not None and is_number else math.nan,
        target=target,
        experiment=experiment,
        estimate=found,
        prediction=predicted,
        matched=matched or {},
        others=others,
    )


def _parameters(target: Target) -> Mapping[str, Any]:
    """Return the levers of the treatment, who gets it, and which years count; later phases under their year."""
    look = target.look
    if look is None:
        return {}
    years = {"first_year": look.measured[0], "last_year": look.measured[1]}
    if not look.treatment or look.kind in ("level", "moment"):
        return years
    first, *later = look.treatment
    who = {"share": first.share, "assignment": first.assignment}
    phases = {f"{name}@{change.year}": value for change in later for name, value in change.levers.items()}
    return {**first.levers, **phases, **look.moderator, **who, **years}


def _errors(predicted: Prediction) -> dict[str, float | None]:
    return {
        "chance": _finite(predicted.chance),
        "common": _finite(predicted.common),
        "discrepancy": _finite(predicted.discrepancy),
    }


def _plain(other: Other) -> dict[str, Any]:
    return {
        "what": other.what,
        "quantity": other.quantity,
        "as": other.kind,
        "predicted": _finite(other.estimate.mean),
        "low": _finite(other.estimate.low),
        "high": _finite(other.estimate.high),
    }


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None
