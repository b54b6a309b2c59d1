"""The two forms of a score: ``points`` as in practice, ``linear`` as in the theory. One table, one entry each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from budgetsim.declarations import Bureau
from budgetsim.model.mechanisms import scores
from budgetsim.model.mechanisms.incentives import uncapped_chance
from budgetsim.numerics import Array, clip


@dataclass(frozen=True)
class Margins:
    """Marginal effect of results (per unit of y) on the self-score and on the external score, by dimension."""

    self_output: Array
    self_benefit: Array
    external_output: Array
    external_benefit: Array


@dataclass(frozen=True)
class ScoredResults:
    """Inputs of a score."""

    base: Array
    """θ u^α."""
    effort_output: Array
    effort_benefit: Array
    output: Array
    benefit: Array
    performance: Array
    target_output: Array
    target_benefit: Array
    measurability_output: Array
    measurability_benefit: Array
    manipulation: Array
    execution: Array
    evaluation_detection: Array


@dataclass(frozen=True)
class ScorePart:
    """A row of a score's table: its name, its weight and what was reached (where it has them), and what it adds."""

    name: str
    weight: Array | None
    reached: Array | None
    score: Array


class ScoreForm(Protocol):
    """Interface of a score form."""

    def objectives_weight(self, p: Bureau[Array]) -> Array:
        """Return the weight of attainments in the self-score."""

    def execution_weight(self, p: Bureau[Array]) -> Array:
        """Return the weight of budget execution in the self-score."""

    def counted_proposal(self, proposal: Array) -> Array:
        """Return the part of a proposal that enters the target."""

    def open_chance(self, attainment: Array, spread: Array) -> Array:
        """Return the probability that a score is below its cap, given the ``spread`` of its unforeseen error."""

    def mean_open_chance(self, open_output: Array, open_benefit: Array, p: Bureau[Array]) -> Array:
        """Return the probability P̄ that one more unit of attainment raises the self-score."""

    def margins(self, m: MarginInputs, p: Bureau[Array]) -> Margins:
        """Return the marginal effects of results on both scores."""

    def satisfaction_margin(self, p: Bureau[Array]) -> Array:
        """Return the marginal effect of performance on the self-score by satisfaction, beside any target."""

    def counted_result(self, base: Array, effort: Array) -> Array:
        """Return what a score counts of a result."""

    def measured(self, r: ScoredResults) -> tuple[Array, Array]:
        """Return the measured part of the attainment of outputs and of benefits."""

    def unmeasured(self, r: ScoredResults) -> tuple[Array, Array]:
        """Return the part of attainment that is claimed as met because nobody can measure it."""

    def attainments(self, r: ScoredResults, error: Array) -> tuple[Array, Array]:
        """Return reported attainment of outputs and of benefits."""

    def self_score(
        self, r: ScoredResults, attained: tuple[Array, Array], shocks: SelfShocks, p: Bureau[Array]
    ) -> Array:
        """Return the self-score."""

    def self_parts(
        self, r: ScoredResults, attained: tuple[Array, Array], shocks: SelfShocks, p: Bureau[Array]
    ) -> tuple[ScorePart, ...]:
        """Return the table of the self-score: its parts add up to it."""

    def external_score(self, r: ScoredResults, error: Array, p: Bureau[Array]) -> Array:
        """Return the external score."""

    def external_parts(self, r: ScoredResults, error: Array, p: Bureau[Array]) -> dict[str, Array]:
        """Return the parts of the external score before its cap: level, performance, claims, error."""

    def reported(self, r: ScoredResults) -> tuple[Array, Array]:
        """Return reported performance in both dimensions, the base of the ratchet."""


@dataclass(frozen=True)
class MarginInputs:
    """Inputs of a score's margins."""

    open_output: Array
    """Probability P that the output score is below its cap."""
    open_benefit: Array
    target_output: Array
    target_benefit: Array
    measurability_output: Array
    measurability_benefit: Array
    evaluation_detection: Array


@dataclass(frozen=True)
class SelfShocks:
    """Errors of a self-score: its own (persistent and yearly, in score), satisfaction (normal), common (in score)."""

    error: Array
    satisfaction: Array
    common: Array


class Points:
    """The 100-point practice: attainment of targets, capped at full marks, zˢ = Σ w clip(A).

    Source: self-evaluation table of a Chinese district, 2022; external scores: ``scores.external_score_points``.
    """

    @staticmethod
    def objectives_weight(p: Bureau[Array]) -> Array:
        """Weight of outputs and benefits in the table, w_o."""
        return p.objectives_weight

    @staticmethod
    def execution_weight(p: Bureau[Array]) -> Array:
        """Weight of execution in the table, w_x."""
        return p.execution_weight

    @staticmethod
    def counted_proposal(proposal: Array) -> Array:
        """Proposals enter targets."""
        return proposal

    @staticmethod
    def open_chance(attainment: Array, spread: Array) -> Array:
        """Probability that a score is below its cap."""
        return uncapped_chance(attainment, spread)

    @staticmethod
    def mean_open_chance(open_output: Array, open_benefit: Array, p: Bureau[Array]) -> Array:
        """Weighted mean of the probabilities that outputs and benefits are below their caps."""
        return p.output_weight * open_output + (1.0 - p.output_weight) * open_benefit

    @staticmethod
    def margins(m: MarginInputs, p: Bureau[Array]) -> Margins:
        """Margins below the caps: w_o ω_j P_j μ_j/τ_j on the self-score, x₁ ω_j μᵏ_j / Σ ω μᵏ on the external score."""
        open_output = p.output_weight * m.open_output
        open_benefit = (1.0 - p.output_weight) * m.open_benefit
        external_output = p.output_weight * scores.external_measurability(
            m.measurability_output, m.evaluation_detection, p.evaluator_insight
        )
        external_benefit = (1.0 - p.output_weight) * scores.external_measurability(
            m.measurability_benefit, m.evaluation_detection, p.evaluator_insight
        )
        weight = p.external_slope / np.maximum(external_output + external_benefit, 1e-9)
        return Margins(
            p.objectives_weight * open_output * m.measurability_output / np.maximum(m.target_output, 0.05),
            p.objectives_weight * open_benefit * m.measurability_benefit / np.maximum(m.target_benefit, 0.05),
            weight * external_output,
            weight * external_benefit,
        )

    @staticmethod
    def satisfaction_margin(p: Bureau[Array]) -> Array:
        """w_q q_1: satisfaction is hardly ever at its cap."""
        return p.satisfaction_weight * p.satisfaction_slope

    @staticmethod
    def counted_result(base: Array, effort: Array) -> Array:
        """The whole result, θu^α (1 + e)."""
        return base * (1.0 + effort)

    @staticmethod
    def measured(r: ScoredResults) -> tuple[Array, Array]:
        """Share of the target that is measured, μ_j y_j/τ_j."""
        return (
            scores.measured_attainment(r.measurability_output, r.output, r.target_output),
            scores.measured_attainment(r.measurability_benefit, r.benefit, r.target_benefit),
        )

    @staticmethod
    def unmeasured(r: ScoredResults) -> tuple[Array, Array]:
        """Share that nobody can measure, 1 − μ_j."""
        return 1.0 - r.measurability_output, 1.0 - r.measurability_benefit

    @staticmethod
    def attainments(r: ScoredResults, error: Array) -> tuple[Array, Array]:
        """Reported attainments A_j = μ_j y_j/τ_j + (1 − μ_j) + g + errors."""
        claimed = r.manipulation + error
        return (
            scores.attainment(r.measurability_output, r.output, r.target_output, claimed),
            scores.attainment(r.measurability_benefit, r.benefit, r.target_benefit, claimed),
        )

    @staticmethod
    def self_score(
        r: ScoredResults, attained: tuple[Array, Array], shocks: SelfShocks, p: Bureau[Array]
    ) -> Array:
        """Weighted table of execution, outputs, benefits and satisfaction."""
        return scores.self_score_points(r.execution, *attained, r.performance, shocks.satisfaction, p)

    @staticmethod
    def self_parts(
        r: ScoredResults, attained: tuple[Array, Array], shocks: SelfShocks, p: Bureau[Array]
    ) -> tuple[ScorePart, ...]:
        """The table of practice: each part counts up to full marks."""
        rows = (
            ("execution", p.execution_weight, r.execution),
            ("output", p.objectives_weight * p.output_weight, attained[0]),
            ("benefit", p.objectives_weight * (1.0 - p.output_weight), attained[1]),
            (
                "satisfaction",
                p.satisfaction_weight,
                scores.satisfaction(r.performance, shocks.satisfaction, p),
            ),
        )
        return tuple(ScorePart(name, w, x, w * clip(x, 0.0, 1.0)) for name, w, x in rows)

    @staticmethod
    def measured_by_outsiders(r: ScoredResults, p: Bureau[Array]) -> Array:
        """Result ȳ as an outside evaluator can measure it."""
        insight = p.evaluator_insight
        return scores.weighted_by_measurability(
            r.output,
            r.benefit,
            p.output_weight
            * scores.external_measurability(r.measurability_output, r.evaluation_detection, insight),
            (1.0 - p.output_weight)
            * scores.external_measurability(r.measurability_benefit, r.evaluation_detection, insight),
        )

    @staticmethod
    def external_score(r: ScoredResults, error: Array, p: Bureau[Array]) -> Array:
        """Score against the district's standard, by what an outsider can measure."""
        measured = Points.measured_by_outsiders(r, p)
        return scores.external_score_points(measured, r.manipulation, r.evaluation_detection, error, p)

    @staticmethod
    def external_parts(r: ScoredResults, error: Array, p: Bureau[Array]) -> dict[str, Array]:
        """Parts x₀, x₁ ȳ, a_g g (1 − π_v) and the error."""
        return {
            "level": p.external_level,
            "performance": p.external_slope * Points.measured_by_outsiders(r, p),
            "claims": scores.passed_claims(r.manipulation, r.evaluation_detection, p),
            "error": error,
        }

    @staticmethod
    def reported(r: ScoredResults) -> tuple[Array, Array]:
        """Reported performance x_j = μ_j y_j + (1 − μ_j) τ_j: what cannot be checked is claimed as met, no more."""
        return (
            r.measurability_output * r.output + (1.0 - r.measurability_output) * r.target_output,
            r.measurability_benefit * r.benefit + (1.0 - r.measurability_benefit) * r.target_benefit,
        )


class Linear:
    """The uncapped form of the theory, z = z₀ + Σ ω_j (μ_j θu^α e_j − τ_j) + g + ε + ε_c.

    Source: linear contracts of Holmström & Milgrom 1987 (Econometrica 55) and 1991.
    """

    @staticmethod
    def objectives_weight(p: Bureau[Array]) -> Array:
        """The score is nothing but attainment."""
        del p
        return np.ones((1, 1, 1))

    @staticmethod
    def execution_weight(p: Bureau[Array]) -> Array:
        """Spending is not scored."""
        del p
        return np.zeros((1, 1, 1))

    @staticmethod
    def counted_proposal(proposal: Array) -> Array:
        """Proposals do not count, τᵖ = 0: targets are norms of measured effort."""
        return np.zeros_like(proposal)

    @staticmethod
    def open_chance(attainment: Array, spread: Array) -> Array:
        """There is no cap."""
        del spread
        return np.ones_like(attainment)

    @staticmethod
    def mean_open_chance(open_output: Array, open_benefit: Array, p: Bureau[Array]) -> Array:
        """There is no cap."""
        del open_benefit, p
        return np.ones_like(open_output)

    @staticmethod
    def margins(m: MarginInputs, p: Bureau[Array]) -> Margins:
        """Constant margins ω_j μ_j on both scores."""
        output = p.output_weight * m.measurability_output
        benefit = (1.0 - p.output_weight) * m.measurability_benefit
        return Margins(output, benefit, output, benefit)

    @staticmethod
    def satisfaction_margin(p: Bureau[Array]) -> Array:
        """Satisfaction is not scored."""
        del p
        return np.zeros((1, 1, 1))

    @staticmethod
    def counted_result(base: Array, effort: Array) -> Array:
        """Measured effort alone, θu^α e."""
        return base * effort

    @staticmethod
    def measured(r: ScoredResults) -> tuple[Array, Array]:
        """Measured effort less the target, μ_j θu^α e_j − τ_j."""
        output, benefit = Linear.reported(r)
        return output - r.target_output, benefit - r.target_benefit

    @staticmethod
    def unmeasured(r: ScoredResults) -> tuple[Array, Array]:
        """Nothing is claimed as met without measurement."""
        return np.zeros_like(r.measurability_output), np.zeros_like(r.measurability_benefit)

    @staticmethod
    def attainments(r: ScoredResults, error: Array) -> tuple[Array, Array]:
        """Measured effort μ_j θu^α e_j less the target, with what is claimed."""
        claimed = r.manipulation + error
        output, benefit = Linear.measured(r)
        return output + claimed, benefit + claimed

    @staticmethod
    def self_score(
        r: ScoredResults, attained: tuple[Array, Array], shocks: SelfShocks, p: Bureau[Array]
    ) -> Array:
        """z₀ + Σ ω_j A_j + common shock."""
        del r
        output, benefit = attained
        return p.score_offset + p.output_weight * output + (1.0 - p.output_weight) * benefit + shocks.common

    @staticmethod
    def self_parts(
        r: ScoredResults, attained: tuple[Array, Array], shocks: SelfShocks, p: Bureau[Array]
    ) -> tuple[ScorePart, ...]:
        """Offset, both attainments, and the common shock."""
        del r
        output, benefit = attained
        return (
            ScorePart("offset", None, None, p.score_offset),
            ScorePart("output", p.output_weight, output, p.output_weight * output),
            ScorePart("benefit", 1.0 - p.output_weight, benefit, (1.0 - p.output_weight) * benefit),
            ScorePart("common", None, None, shocks.common),
        )

    @staticmethod
    def measured_effort(r: ScoredResults, p: Bureau[Array]) -> tuple[Array, Array]:
        """ω_j μ_j θu^α e_j."""
        return (
            p.output_weight * r.measurability_output * r.base * r.effort_output,
            (1.0 - p.output_weight) * r.measurability_benefit * r.base * r.effort_benefit,
        )

    @staticmethod
    def external_score(r: ScoredResults, error: Array, p: Bureau[Array]) -> Array:
        """z₀ + Σ ω_j μ_j θu^α e_j + undetected claims + error; no target."""
        output, benefit = Linear.measured_effort(r, p)
        claims = scores.passed_claims(r.manipulation, r.evaluation_detection, p)
        return p.score_offset + output + benefit + claims + error

    @staticmethod
    def external_parts(r: ScoredResults, error: Array, p: Bureau[Array]) -> dict[str, Array]:
        """Parts z₀, Σ ω_j μ_j θu^α e_j, undetected claims, and the error."""
        output, benefit = Linear.measured_effort(r, p)
        return {
            "level": p.score_offset,
            "performance": output + benefit,
            "claims": scores.passed_claims(r.manipulation, r.evaluation_detection, p),
            "error": error,
        }

    @staticmethod
    def reported(r: ScoredResults) -> tuple[Array, Array]:
        """Reported performance x_j = μ_j θu^α e_j."""
        return (
            r.measurability_output * r.base * r.effort_output,
            r.measurability_benefit * r.base * r.effort_benefit,
        )


SCORE_FORMS: dict[str, ScoreForm] = {"points": Points(), "linear": Linear()}
