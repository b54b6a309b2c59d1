"""From private state and the bureau's programme to a decision of every department."""

from __future__ import annotations

import numpy as np

from budgetsim.agents import rules
from budgetsim.agents.view import DepartmentView
from budgetsim.declarations import Parameters, Policy
from budgetsim.mechanisms import discretion, misconduct, production
from budgetsim.mechanisms.objectives import checkable
from budgetsim.messages import WorkProgramme
from budgetsim.numerics import Array, BoolArray, full, total
from budgetsim.state import Decision, DepartmentState, Stakes, Traits


class DecisionError(ValueError):
    """A behaviour or a ``decide`` method returned something that is not an admissible decision."""


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
    gain, departments = parameters.bureau.review_checkability, budget.shape[-1]
    measurable = (
        checkable(traits.measurability_output, programme.review, gain),
        checkable(traits.measurability_benefit, programme.review, gain),
    )
    left = discretion.left_to_work_with(
        traits.productivity, measurable, levers, parameters.department, parameters.bureau
    )
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
        productive_base=production.productive_base(left, state.useful_share, parameters.department.concavity),
        attainment_output=state.attainment_output,
        attainment_benefit=state.attainment_benefit,
        claiming_cost=misconduct.practised_cost(
            parameters.department.manipulation_cost,
            parameters.department.gaming_learning,
            state.indicator_years,
        ),
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


def decide(
    view: DepartmentView[Array],
    at_stake: Stakes,
    state: DepartmentState,
    rule: tuple[BoolArray | None, BoolArray | None],
    search: Array | None,
) -> Decision[Array]:
    """Decision of every department by its own rule; a rule is computed only if somebody uses it."""
    best = rules.rational(view, at_stake)
    adaptive, satisficing = rule
    if adaptive is not None:
        best = _where(adaptive, rules.adaptive(view, best, state, search), best)
    if satisficing is not None:
        best = _where(satisficing, rules.satisficing(view, best, state), best)
    return best


def checked(decision: Decision[Array], view: DepartmentView[Array], origin: str) -> Decision[Array]:
    """Return the decision as full arrays, or say what is wrong with it.

    Raises
    ------
    DecisionError
        If it is no ``Decision``, has the wrong shape, is not finite, or is out of its bounds.
    """
    if not isinstance(decision, Decision):
        raise DecisionError(
            f"{origin} returned {type(decision).__name__}; it must return a Decision with {', '.join(rules.ACTIONS)}"
        )
    shape, faults, found = view.productivity.shape, [], {}
    for action in rules.ACTIONS:
        try:
            value = full(np.asarray(getattr(decision, action), dtype=np.float64) * np.ones((1, 1, 1)), shape)
        except (TypeError, ValueError) as error:
            faults.append(f"{action}: {error}")
            continue
        found[action] = value
        lower, upper = rules.action_bounds(action, view.parameters.department)
        wrong = ~(np.isfinite(value) & (value >= lower) & (value <= upper))
        if wrong.any():
            where = np.argwhere(wrong)[0]
            low, high = (float(np.max(np.asarray(x))) for x in (lower, upper))
            faults.append(
                f"{action}: {value[tuple(where)]:.6g} for department {where[2]}; allowed {low:g} to {high:g}"
            )
    if faults:
        raise DecisionError(f"{origin} returned an inadmissible decision: " + "; ".join(faults))
    return Decision(**found)


def _where(users: BoolArray, theirs: Decision[Array], others: Decision[Array]) -> Decision[Array]:
    chosen = {a: np.where(users, getattr(theirs, a), getattr(others, a)) for a in rules.ACTIONS}
    return Decision(**chosen)
