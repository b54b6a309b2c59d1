"""Whether a simulated effect and a published one agree, by a rule that was laid down beforehand."""

from __future__ import annotations

from budgetsim.verification.evidence.design import Published, Target
from budgetsim.verification.evidence.estimate import Estimate

FACTOR = 2.0
"""Times by which sizes may differ where no interval was published: other places, other trades (assumed)."""


def agrees(target: Target, found: Estimate) -> bool:
    """Return whether they agree by the target's rule."""
    published = target.published
    low, high = found.ends
    if not low <= high:  # something was not a number
        return False
    if target.rule == "sign":
        return is_clear(found, published)
    if target.rule == "size":
        return is_clear(found, published) and overlap(found.ends, sizes(published))
    if target.rule == "interval" and published.interval is not None:
        return overlap(found.ends, published.interval)
    effect = published.effect or 0.0
    return overlap(found.ends, (effect - target.margin, effect + target.margin))


def is_clear(found: Estimate, published: Published) -> bool:
    """Whether the whole interval lies on the published side of zero."""
    return min(end * published.sign for end in found.ends) > 0.0


def sizes(published: Published) -> tuple[float, float]:
    """Return half to twice the published size, the smaller number first."""
    effect = published.effect or 0.0
    ends = sorted((effect / FACTOR, effect * FACTOR))
    return ends[0], ends[1]


def overlap(first: tuple[float, float], second: tuple[float, float]) -> bool:
    """Whether two closed intervals have a number in common."""
    return first[0] <= second[1] and second[0] <= first[1]
