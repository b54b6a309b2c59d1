"""Private state of departments and the open books of a year. Principals never import this module."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from budgetsim.declarations import Policy
from budgetsim.model.messages import (
    BudgetDecision,
    ExecutionReport,
    ObjectiveDecision,
    ObjectiveProposal,
    WorkProgramme,
    YearMessages,
)
from budgetsim.numerics import Array, BoolArray

T = TypeVar("T")
NOTHING: Any = 0.0
Shape = tuple[int, int, int]


@dataclass(frozen=True)
class Decision(Generic[T]):
    """What a department does in a year: its hidden actions and its proposal."""

    effort_output: T
    effort_benefit: T
    manipulation: T
    diversion: T
    sandbagging: T
    hoarding: T
    concealment: T = NOTHING
    """Share diverted beyond the reach of checks and audits, at a further cost."""


@dataclass(frozen=True)
class Traits:
    """What a department is; constant over a run but for ``productivity``. ``size`` has mean 1 in each district."""

    archetype: NDArray[np.intp]
    productivity: Array
    slack_taste: Array
    size: Array
    measurability_output: Array
    measurability_benefit: Array
    concealment_cost: Array
    """Own curvature k_c of the cost of hiding."""


@dataclass(frozen=True)
class YearEffects:
    """What all departments of a district share in the scores of a year, (point, seed, 1); 0 in recorded year 1."""

    self_score: Array
    external_score: Array


@dataclass
class DepartmentState:
    """What a department carries from year to year; full (point, seed, department) arrays."""

    culture: Array
    perceived_risk: Array
    """Chance p̂ of a monthly check that it believes in."""
    perceived_audit: Array
    """Chance of an audit in the year that it believes in."""
    check_delivery: Array
    """Part D̂ of announced checks that it believes will come."""
    audit_delivery: Array
    consequence_belief: Array
    """What it believes to follow from a finding, r̂."""
    credibility: Array
    useful_share: Array
    attainment_output: Array
    attainment_benefit: Array
    passive_waste: Array
    indicator_years: Array
    """Years for which a department has reported on its indicators, T."""
    effort_output: Array
    effort_benefit: Array
    carried: Array
    self_bias: Array
    """Lasting error of the self-score b^s."""
    external_bias: Array
    """Lasting error of external evaluation b^k, before the bureau's precision."""
    habits: Decision[Array] | None = None
    """Last year's actions, for departments that do not optimise."""
    incumbent: Decision[Array] | None = None
    remembered_payoff: Array | None = None


@dataclass(frozen=True)
class Stakes:
    """What a department has at stake in its score, value per 1.00 of score."""

    use: Array
    """From announced use of results, W_ρ."""
    relative: Array
    """Its part that follows the score relative to the others'."""
    total: Array
    """W."""
    self_part: Array
    """W_s, on the self-score."""
    external_part: Array
    """W_k, on the external score."""
    claim: Array
    """On one unit of attainment that is merely claimed, W_s w_o P̄."""
    premium: Array
    """Risk premium per unit of scale."""
    effort_price: Array
    """c̃, with red tape."""
    open_output: Array
    """Chance that the output part of the self-score is not at its cap."""
    open_benefit: Array


@dataclass(frozen=True)
class YearEnd:
    """What a department expects of the year-end in January, and does in December."""

    worth: Array
    """M, of the whole budget's doing its work, per unit of scale."""
    price: Array
    """Of each budget share held back, to the department itself."""
    rushed: Array
    """Part of December's rest that is rushed."""
    quality: Array
    """Mean quality of what is rushed."""
    left: Array
    """What a unit of December's rest is worth to it, relative to money well spent on schedule, v_left."""


@dataclass(frozen=True)
class Results:
    """True results of a year."""

    scale: Array
    useful_share: Array
    base: Array
    """θ u^α."""
    output: Array
    benefit: Array
    performance: Array
    value: Array
    unspent: Array
    kept: Array


@dataclass(frozen=True)
class Evaluation:
    """Scores of a year, 0–1. The shadow scores cover every department: the researcher's, never the bureau's."""

    attainment_output: Array
    attainment_benefit: Array
    reported_output: Array
    """Reported performance, the base of the ratchet."""
    reported_benefit: Array
    self_score: Array
    external_score: Array
    """Of every department."""
    covered: BoolArray
    """Whether the bureau saw the external score."""
    reported_score: Array
    """Self-score as it reached the bureau in time for its budget (preliminary at lag 1)."""
    delivered_external: Array
    used_score: Array
    """Used score that every department would have under an external evaluation."""


@dataclass(frozen=True)
class Accounts:
    """Costs, pay-offs and benchmarks, closing a year."""

    effort_cost: Array
    risk_cost: Array
    gaming_cost: Array
    """Work of hiding and gaming."""
    compliance_cost: Array
    """Own time on checks, reviews and evaluations."""
    performance_pay: Array
    """Rewards for scores that are paid in money."""
    administrative_cost: Array
    transfer_weight: Array
    """ω, behind net social value."""
    cost_of_funds: Array
    """μ_c."""
    payoff: Array
    first_best_rate: Array
    first_best_value: Array


@dataclass
class Year:
    """Books of one year: opened in January, written month by month, closed after December."""

    levers: Policy[Array]
    programme: WorkProgramme[Array]
    decision: Decision[Array]
    stakes: Stakes
    proposal: ObjectiveProposal
    targets: ObjectiveDecision
    measurability_output: Array
    measurability_benefit: Array
    allocation: Array
    """As approved."""
    carried: Array
    """Money kept from last year."""
    budget: Array
    """Allocation as adjusted within the year, plus money kept from last year, plus what July moved."""
    year_end: YearEnd
    late_demand: Array
    """What the year asks for after its budget was made, X; share of the budget."""
    hazard: Array
    """Probability that a month's check finds misuse, m_r π_m."""
    instalment: Array
    """Median spending of a month before December."""
    diversion_now: Array
    waste_now: Array
    claiming_cost: Array
    """Curvature of the cost of claims on the indicators of the year, c_g(T)."""
    culture: Array
    perceived_risk: Array
    consequence_belief: Array
    """r̂, in January."""
    credibility: Array
    self_bias: Array
    external_bias: Array
    year_effects: YearEffects
    spent: Array
    useful: Array
    diverted: Array
    """Diverted openly and not given back."""
    concealed: Array
    """Diverted beyond the reach of checks and audits."""
    at_large: Array
    """Diverted openly since the last finding, less what was given back: what the next check can find."""
    passive: Array
    rush_loss: Array
    late_gain: Array
    """What money that met late demand is worth beyond its amount; part of ``useful``."""
    checks: Array
    findings: Array
    """Months in which a check found misuse."""
    shortcomings: Array
    """Months in which a check found poor management."""
    month: int = 0
    november: Array = field(init=False)
    """Spent by the end of November."""
    july: ExecutionReport = field(init=False)
    moved_in_july: Array = field(init=False)
    audits: Array = field(init=False)
    """Whether the audit office came."""
    audit_findings: Array = field(init=False)
    results: Results = field(init=False)
    evaluation: Evaluation = field(init=False)
    messages: YearMessages = field(init=False)
    use: BudgetDecision = field(init=False)
    accounts: Accounts = field(init=False)
