"""What a department knows when it decides, in January."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any, Generic, TypeVar

from budgetsim.declarations import Parameters, Policy
from budgetsim.model.mechanisms import execution, misconduct, production
from budgetsim.model.mechanisms.objectives import checkable
from budgetsim.model.messages import WorkProgramme
from budgetsim.model.state import Decision, DepartmentState, Traits
from budgetsim.numerics import Array, total

T = TypeVar("T")


@dataclass(frozen=True)
class DepartmentView(Generic[T]):
    """Own state, what the bureau told it, and nothing else.

    Arrays over (point, seed, department) for array rules; plain floats for ``DepartmentAgent.decide``.
    """

    budget: T
    """Budget of the year, mean budgets."""
    budget_share: T
    size: T
    productivity: T
    slack_taste: T
    concealment_cost: T
    """Own curvature of the cost of hiding, k_c."""
    culture: T
    perceived_risk: T
    """Probability of a monthly check that it believes in, p̂."""
    perceived_audit: T
    """Chance of an audit in the year that it believes in."""
    consequence_belief: T
    """What it believes to follow from a finding, r̂."""
    credibility: T
    useful_share: T
    """Own share of money that became useful, smoothed, û."""
    productive_base: T
    """What its money yields before effort, by its own experience, θ û^α."""
    attainment_output: T
    """Own reported attainment of output targets, smoothed; 1 is full."""
    attainment_benefit: T
    claiming_cost: T
    """Curvature of the cost of claims on its indicators, c_g(T): practice makes them cheaper."""
    last_effort_output: T
    last_effort_benefit: T
    measurability_output: T
    """Measurability of outputs after the announced review."""
    measurability_benefit: T
    norm_output: T
    """What the bureau holds to be normal for this department: the base of the ratchet."""
    norm_benefit: T
    contest_share: T
    """Own share of the pool in the last tournament."""
    policy: Policy[T]
    programme: WorkProgramme[T]
    parameters: Parameters[T]
    departments: int
    planned: Decision[T] | None = None
    """What the model's own rule would do."""

    def row(self, number: int, parameters: Parameters[float]) -> DepartmentView[float]:
        """Return the view of one department of a single run, in plain floats."""
        values = {f.name: _row(getattr(self, f.name), number) for f in fields(self) if f.name != "parameters"}
        return DepartmentView(**values, parameters=parameters)


def department_view(  # noqa: PLR0913 - everything a department may know, and no more
    traits: Traits,
    state: DepartmentState,
    budget: Array,
    norms: tuple[Array, Array],
    contest_share: Array,
    levers: Policy[Array],
    programme: WorkProgramme[Array],
    parameters: Parameters[Array],
) -> DepartmentView[Array]:
    """Collect what departments know in January."""
    d, b, departments = parameters.department, parameters.bureau, budget.shape[-1]
    measurable = (
        checkable(traits.measurability_output, programme.review, b.review_checkability),
        checkable(traits.measurability_benefit, programme.review, b.review_checkability),
    )
    left = execution.left_to_work_with(traits.productivity, measurable, levers, d, b)
    claiming_cost = misconduct.practised_cost(d.manipulation_cost, d.gaming_learning, state.indicator_years)
    return DepartmentView(
        budget=budget,
        budget_share=budget / total(budget, departments),
        size=traits.size,
        productivity=traits.productivity,
        slack_taste=traits.slack_taste,
        concealment_cost=traits.concealment_cost,
        culture=state.culture,
        perceived_risk=state.perceived_risk,
        perceived_audit=state.perceived_audit,
        consequence_belief=state.consequence_belief,
        credibility=state.credibility,
        useful_share=state.useful_share,
        productive_base=production.productive_base(left, state.useful_share, d.output_elasticity),
        attainment_output=state.attainment_output,
        attainment_benefit=state.attainment_benefit,
        claiming_cost=claiming_cost,
        last_effort_output=state.effort_output,
        last_effort_benefit=state.effort_benefit,
        measurability_output=measurable[0],
        measurability_benefit=measurable[1],
        norm_output=norms[0],
        norm_benefit=norms[1],
        contest_share=contest_share,
        policy=levers,
        programme=programme,
        parameters=parameters,
        departments=departments,
    )


def _row(value: Any, number: int) -> Any:
    if isinstance(value, (Policy, WorkProgramme, Decision)):
        return type(value)(**{f.name: _row(getattr(value, f.name), number) for f in fields(value)})
    if hasattr(value, "ndim"):
        return float(value[0, 0, number if value.shape[2] > 1 else 0])
    return value
