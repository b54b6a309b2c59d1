"""What the scores of a department's year are made of, part by part, from the model's own functions."""

from __future__ import annotations

from typing import Any

from budgetsim.mechanisms import evaluation
from budgetsim.report.explain.capture import Captured

POINTS = 100.0


def attained(c: Captured, kind: str) -> dict[str, float]:
    """Return what the claimed attainment of outputs or benefits is made of.

    In points form the parts are shares of the target; in the linear form measured effort less the target, where
    nothing is claimed as met without measurement.
    """
    books, r = c.books, c.books.results
    target, share = (c.of(getattr(books.targets, kind)), c.of(getattr(books, f"measurability_{kind}")))
    whole, claimed = (
        c.of(getattr(books.evaluation, f"attainment_{kind}")),
        c.of(books.decision.manipulation),
    )
    if _linear(c):
        measured = share * c.of(r.base) * c.of(getattr(books.decision, f"effort_{kind}")) - target
        unmeasured = 0.0
    else:
        measured, unmeasured = share * c.of(getattr(r, kind)) / max(target, 0.05), 1.0 - share
    return {
        "claimed_in_all": whole,
        "measured": measured,
        "unmeasured": unmeasured,
        "made_up": claimed,
        "error": c.of(books.self_bias)
        + c.of(c.world.parameters.bureau.self_noise * c.world.draws.self_score)
        + c.of(books.year_effects.self_score),
    }


def self_parts(c: Captured) -> list[dict[str, Any]]:
    """Return the table of the self-score: weight, what was reached, and points, which add up to the score."""
    p, seen = c.world.parameters.bureau, c.books.evaluation
    output = c.of(p.output_weight)
    reached = {"output": c.of(seen.attainment_output), "benefit": c.of(seen.attainment_benefit)}
    if _linear(c):
        return [
            _part("offset", None, None, c.of(p.score_offset)),
            _part("output", output, reached["output"], output * reached["output"]),
            _part("benefit", 1.0 - output, reached["benefit"], (1.0 - output) * reached["benefit"]),
            _part("common", None, None, c.of(p.common_noise * c.world.draws.common)),
        ]
    weight = c.of(p.objectives_weight)
    satisfied = (
        p.satisfaction_level
        + p.satisfaction_slope * (c.books.results.performance - 1.0)
        + p.satisfaction_noise * c.world.draws.satisfaction
    )
    table = {
        "execution": (c.of(p.execution_weight), c.of(c.books.spent / c.books.budget)),
        "output": (weight * output, reached["output"]),
        "benefit": (weight * (1.0 - output), reached["benefit"]),
        "satisfaction": (c.of(p.satisfaction_weight), c.of(satisfied)),
    }
    return [_part(kind, w, x, w * min(max(x, 0.0), 1.0)) for kind, (w, x) in table.items()]


def key_parts(c: Captured) -> dict[str, float]:
    """Return what the key score is made of, in points, before it is capped."""
    p, books, programme = c.world.parameters.bureau, c.books, c.books.programme
    own = programme.key_error * (books.key_bias + p.key_noise * c.world.draws.key_score)
    error = own + books.year_effects.key_score
    claims = p.claim_pass_through * books.decision.manipulation * (1.0 - programme.evaluation_power)
    parts = {
        "level": c.of(p.score_offset if _linear(c) else p.external_level),
        "performance": _measured_by_outsiders(c),
        "claims": c.of(claims),
        "error": c.of(error),
    }
    return {name: POINTS * value for name, value in parts.items()}


def _measured_by_outsiders(c: Captured) -> float:
    p, books, r = c.world.parameters.bureau, c.books, c.books.results
    weights = {"output": p.output_weight, "benefit": 1.0 - p.output_weight}
    own = {kind: getattr(books, f"measurability_{kind}") for kind in weights}
    if _linear(c):
        efforts = {kind: getattr(books.decision, f"effort_{kind}") for kind in weights}
        return sum(c.of(weights[kind] * own[kind] * r.base * efforts[kind]) for kind in weights)
    power = books.programme.evaluation_power
    seen = {
        kind: weights[kind] * evaluation.key_measurability(own[kind], power, p.evaluator_insight)
        for kind in weights
    }
    result = evaluation.weighted_by_measurability(r.output, r.benefit, seen["output"], seen["benefit"])
    return c.of(p.external_slope * result)


def _part(kind: str, weight: float | None, reached: float | None, score: float) -> dict[str, Any]:
    return {
        "part": kind,
        "weight": None if weight is None else POINTS * weight,
        "reached": reached,
        "points": POINTS * score,
    }


def _linear(c: Captured) -> bool:
    return str(c.world.parameters.protocol.score_form) == "linear"
