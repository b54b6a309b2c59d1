"""One line of the scorecard of field experiments."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from budgetsim.verification.evidence.agree import agrees
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
    """A published number beside a simulated one.

    ``holds`` says whether they agree by the rule of the file. A prediction that misses is a result and breaks nothing;
    only a calibration target that misses ``fails``.
    """

    target: Target | None = None
    experiment: Experiment | None = None
    estimate: Estimate | None = None
    others: tuple[Other, ...] = field(default=())
    part: ClassVar[str] = "evidence"

    @property
    def status(self) -> str:
        """Whether the model can be compared at all."""
        return COMPARED if self.estimate is not None else NOT_EXPRESSIBLE

    @property
    def holds(self) -> bool:
        """Whether simulated and published agree; what cannot be expressed agrees with nothing."""
        return self.target is not None and self.estimate is not None and agrees(self.target, self.estimate)

    @property
    def fails(self) -> bool:
        """Whether the default parameters no longer show what they were tuned to.

        One seed allows no interval, and so no verdict.
        """
        is_judged = self.estimate is not None and self.estimate.seeds > 1
        is_calibrated = self.target is not None and self.target.role == "calibration"
        return is_judged and is_calibrated and not self.holds

    @property
    def why(self) -> str:
        """One sentence where the two do not agree; empty where they do."""
        if self.target is None or self.holds:
            return ""
        return self.target.not_expressible or self.target.why or UNEXPLAINED

    def to_dict(self) -> dict[str, Any]:
        """Return the line as plain values for JSON: what every finding has, then what field experiments add."""
        return {
            "id": self.id,
            "parameters": dict(self.parameters),
            "quantity": self.quantity,
            "simulated": _finite(self.simulated),
            "expected": _finite(self.expected),
            "tolerance": _finite(self.tolerance),
            "holds": self.holds if self.estimate is not None else None,
            **self._compared(),
        }

    def _compared(self) -> dict[str, Any]:
        target, experiment, found = self.target, self.experiment, self.estimate
        if target is None or experiment is None:
            return {}
        published = target.published
        low, high = published.interval or (math.nan, math.nan)
        return {
            "status": self.status,
            "role": target.role,
            "stated": target.stated.isoformat() if target.stated else None,
            "reason": target.reason,
            "as": target.look.kind if target.look else None,
            "unit": published.unit,
            "finding": published.finding,
            "direction": None if published.sign == 0.0 else "up" if published.sign > 0.0 else "down",
            "expected_low": _finite(low),
            "expected_high": _finite(high),
            "interval_note": published.note,
            "simulated_low": None if found is None else _finite(found.low),
            "simulated_high": None if found is None else _finite(found.high),
            "seeds": 0 if found is None else found.seeds,
            "agreement": target.rule,
            "why": self.why,
            "source": experiment.source,
            "basis": experiment.basis,
            "readings": [_plain(other) for other in self.others],
        }


def line_of(
    experiment: Experiment, target: Target, found: Estimate | None, others: tuple[Other, ...] = ()
) -> FieldFinding:
    """Return the line of one target."""
    published = target.published
    return FieldFinding(
        experiment.name,
        experiment.title,
        _parameters(target),
        target.outcome,
        math.nan if found is None else found.mean,
        math.nan if published.effect is None else published.effect,
        _tolerance(target, found),
        target=target,
        experiment=experiment,
        estimate=found,
        others=others,
    )


def _parameters(target: Target) -> Mapping[str, Any]:
    """Return the levers of the treatment, who gets it, and which years count."""
    look = target.look
    if look is None:
        return {}
    years = {"first_year": look.measured[0], "last_year": look.measured[1]}
    if look.treatment is None or look.kind in ("level", "moment"):
        return years
    who = {"share": look.treatment.share, "assignment": look.treatment.assignment}
    return {**look.treatment.levers, **look.moderator, **who, **years}


def _tolerance(target: Target, found: Estimate | None) -> float:
    """Return the largest distance of the means at which the rule holds, where it is one; else NaN."""
    if found is None or target.rule not in ("margin", "interval") or target.published.effect is None:
        return math.nan
    side = 1 if found.mean > target.published.effect else 0
    own = abs(found.ends[1 - side] - found.mean)
    if target.rule == "margin":
        return own + target.margin
    interval = target.published.interval or (math.nan, math.nan)
    return own + abs(interval[side] - target.published.effect)


def _plain(other: Other) -> dict[str, Any]:
    return {
        "what": other.what,
        "quantity": other.quantity,
        "as": other.kind,
        "simulated": _finite(other.estimate.mean),
        "simulated_low": _finite(other.estimate.low),
        "simulated_high": _finite(other.estimate.high),
    }


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None
