"""All that passes between the bureau and its departments: frozen records, nothing else.

Arrays have the axes (point, seed, department). What a message does not contain, its receiver cannot know.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from budgetsim.declarations.renamed import takes_former_names
from budgetsim.numerics import Array, BoolArray

T = TypeVar("T")


@dataclass(frozen=True)
class Dossier:
    """Bureau's files at the start: an expectation of each department's productivity, and its variance."""

    expected: Array
    variance: Array


@takes_former_names(
    {
        "monitoring_power": "monitoring_detection",
        "evaluation_power": "evaluation_detection",
        "key_error": "external_error",
        "key_weight": "external_weight",
    }
)
@dataclass(frozen=True)
class WorkProgramme(Generic[T]):
    """Bureau to departments, January: what will really be done this year, and how well (realised intensities)."""

    workload: T
    """Days of work asked for per day available."""
    delivered: T
    """Share of announced work that gets done, L."""
    monitoring: T
    evaluation: T
    review: T
    """Realised review of objectives o_r = o L π_o."""
    training: T
    monitoring_detection: T
    evaluation_detection: T
    audit_reach: T
    """Chance that an audit finds misuse and the bureau hears of it, π_a · coordination · L."""
    audit_chance: T
    """Chance in a year that it comes to that, â: the share of departments audited, times the reach."""
    consequence: T
    """What findings really lead to, r = rectification · L."""
    disclosure: T
    """Scores that are really published, D · L."""
    external_error: T
    """Factor n on the errors of external evaluation."""
    external_weight: T
    """Weight κ_z of the external score where there is one."""


@dataclass(frozen=True)
class ObjectiveProposal:
    """Department to bureau, January: proposed targets τᵖ."""

    output: Array
    benefit: Array


@dataclass(frozen=True)
class ObjectiveDecision:
    """Bureau to departments, January: targets τ of the year."""

    output: Array
    benefit: Array


@dataclass(frozen=True)
class ExecutionReport:
    """Treasury to bureau: budgets and cumulative spending at the end of a month."""

    month: int
    budget: Array
    spent: Array


@dataclass(frozen=True)
class BudgetAdjustment:
    """Bureau to departments, August: change of the year's budgets; sums to zero."""

    change: Array


@dataclass(frozen=True)
class CheckFindings:
    """Checkers and audit office to bureau, December: checks made, what they found, audit findings passed on."""

    checks: Array
    findings: Array
    """Misuse."""
    shortcomings: Array
    """Poor management, which misuses nothing."""
    audit_findings: Array


@dataclass(frozen=True)
class SelfEvaluation:
    """Department to bureau, after the year: self-score 0–1 and reported performance in both dimensions."""

    score: Array
    reported_output: Array
    reported_benefit: Array


@dataclass(frozen=True)
class ExternalEvaluation:
    """Evaluators to bureau: who was evaluated, and the score there; NaN everywhere else."""

    covered: BoolArray
    score: Array
    error: Array
    """Factor n on the errors of this year's external evaluation."""


@dataclass(frozen=True)
class CouncilWishes:
    """Politics to bureau: relative changes of budgets that no score explains (log points), and the envelope."""

    wishes: Array
    envelope: Array


@dataclass(frozen=True)
class BudgetDecision:
    """Bureau to departments, end of the year: next year's allocations, and the scores that moved them."""

    allocation: Array
    used_score: Array
    """This year's used score ẑ as the bureau knows it."""
    score_in_use: Array
    """Score behind this decision: this year's or last year's, by the evaluation lag."""
    contest_share: Array


@dataclass(frozen=True)
class YearMessages:
    """Everything the bureau received in one year, in order; enough to replay its decisions."""

    proposal: ObjectiveProposal
    july: ExecutionReport
    findings: CheckFindings
    self_evaluation: SelfEvaluation
    external_evaluation: ExternalEvaluation
    council: CouncilWishes
