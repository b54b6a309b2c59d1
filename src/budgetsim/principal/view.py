"""What the bureau has seen at the end of a year, as a policy rule receives it."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

import numpy as np

from budgetsim.declarations import Policy
from budgetsim.declarations.renamed import takes_former_names
from budgetsim.messages import BudgetDecision, ObjectiveDecision, WorkProgramme, YearMessages
from budgetsim.numerics import Array
from budgetsim.principal.bureau import FinanceBureau


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
