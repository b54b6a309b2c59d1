"""The finance bureau: it knows messages, parameters and its own memory, and shows policy rules what it knows."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np

from budgetsim.declarations import Parameters, Policy
from budgetsim.declarations.renamed import takes_former_names
from budgetsim.model.mechanisms import capacity, execution, objectives, results, scores
from budgetsim.model.mechanisms.score_forms import SCORE_FORMS
from budgetsim.model.messages import (
    BudgetAdjustment,
    BudgetDecision,
    CheckFindings,
    CouncilWishes,
    Dossier,
    ExecutionReport,
    ExternalEvaluation,
    ObjectiveDecision,
    ObjectiveProposal,
    SelfEvaluation,
    WorkProgramme,
    YearMessages,
)
from budgetsim.numerics import Array, full, log, total

# The finance bureau: what it remembers and how it decides, from messages alone ------------------------------


Shape = tuple[int, int, int]


@dataclass(frozen=True)
class BureauMemory:
    """What the bureau carries from year to year; (point, seed, department), district quantities (point, seed, 1)."""

    allocation: Array
    """This year's budgets without money kept from last year."""
    norm_output: Array
    """Norm n of each department: the base of the ratchet."""
    norm_benefit: Array
    pending_score: Array
    """Used score of last year, waiting for its budget when the lag is two years."""
    pending_variance: Array
    inflation: Array
    """Learned inflation of self-scores, Î."""
    expected: Array
    """Posterior mean of productivity."""
    variance: Array
    contest_share: Array
    last_change: Array
    """Change of this year's budgets that no score explains, in logs."""
    findings: Array
    """Last year's findings in the whole district: the forecast of follow-up work."""


@dataclass(frozen=True)
class FinanceBureau:
    """Principal of one batch of districts; ``size`` of departments is public (staff lists, statutes)."""

    parameters: Parameters[Array]
    size: Array
    log_size: Array
    memory: BureauMemory

    @property
    def departments(self) -> int:
        """Number of departments in each district."""
        return int(self.size.shape[-1])

    def programme(self, levers: Policy[Array]) -> WorkProgramme[Array]:
        """Plan the year: how much of the announced policy the staff can do, and how well (January)."""
        p = self.parameters.bureau
        load = capacity.workload(levers, p, self.memory.findings, self.departments)
        pressure = capacity.workload_ratio(load, capacity.capacity(levers, p))
        delivered = capacity.delivery(pressure)

        def detection(floor: Array, ceiling: Array) -> Array:
            return capacity.detection_probability(floor, ceiling, levers, p, delivered)

        review_effectiveness = detection(p.review_effectiveness_floor, p.review_effectiveness_ceiling)
        external_error = capacity.evaluation_error(levers, p, delivered)
        reach = execution.audit_reach(levers, p, delivered)
        return WorkProgramme(
            workload=pressure,
            delivered=delivered,
            monitoring=execution.announced_checks(levers) * delivered,
            evaluation=levers.evaluation_coverage * delivered,
            review=levers.objective_review * delivered * review_effectiveness,
            training=levers.training * delivered,
            monitoring_detection=detection(p.monitoring_detection_floor, p.monitoring_detection_ceiling),
            evaluation_detection=detection(p.evaluation_detection_floor, p.evaluation_detection_ceiling),
            audit_reach=reach,
            audit_chance=levers.audit_coverage * reach,
            consequence=levers.rectification * delivered,
            disclosure=levers.disclosure * delivered,
            external_error=external_error,
            external_weight=external_weight(self.parameters, external_error),
        )

    def competence(self, levers: Policy[Array]) -> Array:
        """Force with which the work of a year would reduce passive waste, Z."""
        programme = self.programme(levers)
        return capacity.competence(levers, programme.evaluation_detection, programme.delivered)

    def review(
        self, proposal: ObjectiveProposal, levers: Policy[Array], programme: WorkProgramme[Array]
    ) -> ObjectiveDecision:
        """Turn proposals into targets under the contract in force (January)."""
        decide = objectives.TARGETS[levers.objective_contract]
        counted = SCORE_FORMS[self.parameters.protocol.score_form].counted_proposal
        memory = self.memory
        return ObjectiveDecision(
            decide(counted(proposal.output), memory.norm_output, programme.review),
            decide(counted(proposal.benefit), memory.norm_benefit, programme.review),
        )

    def reallocate(
        self, report: ExecutionReport, levers: Policy[Array], programme: WorkProgramme[Array]
    ) -> BudgetAdjustment:
        """Move money that lies behind schedule to departments ahead of it (end of July)."""
        strength = levers.mid_year_reallocation * programme.delivered
        return BudgetAdjustment(
            execution.mid_year_moves(report.budget, report.spent, strength, self.departments)
        )

    def use_results(  # noqa: PLR0913 - one argument per message
        self,
        levers: Policy[Array],
        programme: WorkProgramme[Array],
        self_evaluation: SelfEvaluation,
        external: ExternalEvaluation,
        findings: CheckFindings,
        council: CouncilWishes,
    ) -> tuple[BudgetDecision, FinanceBureau]:
        """Score, revise beliefs, set next year's budgets; return the decision and the bureau that remembers it."""
        memory = self.memory
        used, variance = self._score(self_evaluation, external)
        late = levers.evaluation_lag == 2
        score, score_variance = (memory.pending_score, memory.pending_variance) if late else (used, variance)
        slope = self.parameters.bureau.external_slope
        d = self.parameters.department
        expected, uncertainty = results.updated_belief(
            *results.faded_belief(
                memory.expected, memory.variance, d.productivity_persistence, d.productivity_sd
            ),
            results.performance_signal(score, slope),
            score_variance / (slope * slope),
            self.parameters.bureau.belief_drift,
        )
        allocated, contest = self._allocate(levers, programme, score, expected, uncertainty, council)
        remembered = replace(
            memory,
            allocation=allocated,
            norm_output=objectives.next_norm(
                memory.norm_output, self_evaluation.reported_output, levers.target_ratchet
            ),
            norm_benefit=objectives.next_norm(
                memory.norm_benefit, self_evaluation.reported_benefit, levers.target_ratchet
            ),
            pending_score=used,
            pending_variance=variance,
            inflation=self._learn_inflation(self_evaluation, external),
            expected=expected,
            variance=uncertainty,
            contest_share=contest,
            last_change=council.wishes,
            findings=total(findings.findings + findings.audit_findings, self.departments),
        )
        return BudgetDecision(allocated, used, score, contest), replace(self, memory=remembered)

    def _score(self, self_evaluation: SelfEvaluation, external: ExternalEvaluation) -> tuple[Array, Array]:
        """Used score and its error variance: corrected self-score, and the external score where there is one."""
        p = self.parameters.bureau
        corrected = self_evaluation.score - p.inflation_correction * self.memory.inflation
        weight = external_weight(self.parameters, external.error)
        both = scores.used_score(
            self_evaluation.score, external.score, p.inflation_correction * self.memory.inflation, weight
        )
        self_variance, _ = error_variances(self.parameters, external.error)
        joint = self_variance * (1.0 - weight)
        return np.where(external.covered, both, corrected), np.where(external.covered, joint, self_variance)

    def _allocate(  # noqa: PLR0913 - what a budget depends on
        self,
        levers: Policy[Array],
        programme: WorkProgramme[Array],
        score: Array,
        expected: Array,
        variance: Array,
        council: CouncilWishes,
    ) -> tuple[Array, Array]:
        p = self.parameters
        relative = scores.relative_score(
            score, levers.relative_evaluation, p.bureau.relative_evaluation_standard
        )
        claims = results.Claims(
            base=results.budget_base(
                self.memory.allocation,
                self.log_size,
                council.envelope,
                p.bureau.budget_inertia,
                results.lasting_change(council.wishes, self.memory.last_change, p.bureau.budget_swing),
            ),
            envelope=council.envelope,
            size=self.size,
            score=relative,
            flexible=1.0 - levers.rigid_share,
            use=levers.result_use,
            delivered=programme.delivered,
            worth=lambda: results.expected_worth(expected, variance, self.size, p.department, p.district),
        )
        claim = results.BUDGET_RULES[levers.budget_rule](claims, p.bureau)
        open_claim = results.kept_open(claim, self.size, council.envelope, p.bureau.minimum_budget)
        allocated = full(open_claim, self.size.shape)
        if levers.budget_rule != "tournament":
            return allocated, self.memory.contest_share
        return allocated, results.contest_shares(relative, self.size, p.bureau.tournament_exponent)

    def _learn_inflation(self, self_evaluation: SelfEvaluation, external: ExternalEvaluation) -> Array:
        covered = external.covered.astype(np.float64)
        shrinkage = self.parameters.bureau.inflation_shrinkage
        return scores.next_inflation(
            self.memory.inflation, self_evaluation.score, external.score, covered, shrinkage
        )


def external_weight(parameters: Parameters[Array], external_error: Array) -> Array:
    """Weight κ_z of the external score, from the error variances of both scores."""
    return scores.external_weight(*error_variances(parameters, external_error))


def error_variances(parameters: Parameters[Array], external_error: Array) -> tuple[Array, Array]:
    """Error variances of self-scores and of external scores as the bureau reckons with them."""
    p = parameters.bureau
    weight = SCORE_FORMS[parameters.protocol.score_form].objectives_weight(p)
    return scores.signal_variances(external_error, weight, p)


def open_bureau(
    parameters: Parameters[Array], size: Array, allocation_now: Array, dossier: Dossier
) -> FinanceBureau:
    """Bureau before the first year: norms from the district's standard, beliefs from its files."""
    d, shape = parameters.department, size.shape
    if parameters.protocol.score_form == "points":
        standard = objectives.district_standard(d.passive_waste_initial, d.output_elasticity)
        norms = standard * (1.0 + d.habit_output), standard * (1.0 + d.habit_benefit)
    else:
        norms = np.zeros((1, 1, 1)), np.zeros((1, 1, 1))
    good = parameters.bureau.relative_evaluation_standard
    self_variance, _ = error_variances(parameters, np.ones((1, 1, 1)))
    memory = BureauMemory(
        allocation=full(allocation_now, shape),
        norm_output=full(norms[0], shape),
        norm_benefit=full(norms[1], shape),
        pending_score=full(good, shape),
        pending_variance=full(self_variance, shape),
        inflation=np.zeros((*shape[:2], 1)),
        expected=full(dossier.expected, shape),
        variance=full(dossier.variance, shape),
        contest_share=full(size / total(size, shape[2]), shape),
        last_change=np.zeros(shape),
        findings=np.zeros((*shape[:2], 1)),
    )
    return FinanceBureau(parameters, size, log(size), memory)


# What the bureau has seen at the end of a year, as a policy rule receives it --------------------------------


@takes_former_names({"key_scores": "external_scores"})
@dataclass(frozen=True)
class BureauView:
    """The bureau's knowledge of one district after a year; arrays have one entry per department.

    Scores run from 0 to 1, money is in mean budgets. Nothing private is in here: no effort, no diversion that
    was not found, no true performance.
    """

    year: int
    policy: Policy[Any]
    """Levers of the closed year; an array where departments were treated differently."""
    budgets: Array
    spent_by_july: Array
    proposed_output: Array
    target_output: Array
    self_scores: Array
    external_scores: Array
    """NaN where no external evaluation took place."""
    used_scores: Array
    checks: Array
    findings: Array
    expected_productivity: Array
    productivity_variance: Array
    next_budgets: Array
    inflation: float
    """Learned inflation of self-scores."""
    workload_ratio: float
    delivered: float
    """Share of the announced work that was done."""


def bureau_view(  # noqa: PLR0913 - one argument per record
    bureau: FinanceBureau,
    levers: Policy[Array],
    programme: WorkProgramme[Array],
    messages: YearMessages,
    targets: ObjectiveDecision,
    decision: BudgetDecision,
    year: int,
) -> BureauView:
    """Return the view of a single run; ``bureau`` already remembers the closed year."""
    return BureauView(
        year=year,
        policy=Policy(**{f.name: _lever(getattr(levers, f.name)) for f in fields(levers)}),
        budgets=_row(messages.july.budget),
        spent_by_july=_row(messages.july.spent),
        proposed_output=_row(messages.proposal.output),
        target_output=_row(targets.output),
        self_scores=_row(messages.self_evaluation.score),
        external_scores=_row(messages.external_evaluation.score),
        used_scores=_row(decision.used_score),
        checks=_row(messages.findings.checks),
        findings=_row(messages.findings.findings + messages.findings.audit_findings),
        expected_productivity=_row(bureau.memory.expected),
        productivity_variance=_row(bureau.memory.variance),
        next_budgets=_row(decision.allocation),
        inflation=float(bureau.memory.inflation[0, 0, 0]),
        workload_ratio=float(programme.workload[0, 0, 0]),
        delivered=float(programme.delivered[0, 0, 0]),
    )


def _row(x: Array) -> Array:
    """One district's departments, as a read-only copy."""
    out = np.array(x[0, 0])
    out.flags.writeable = False
    return out


def _lever(value: Any) -> Any:
    if not isinstance(value, np.ndarray):
        return value
    return float(value[0, 0, 0]) if value.shape[-1] == 1 else _row(value)
