"""Decision rules: rational (closed forms), adaptive (local search), satisficing."""

from __future__ import annotations

from dataclasses import fields

import numpy as np

from budgetsim.agents.prospect import Prospect, prospect_of
from budgetsim.agents.reserve import best_hoarding
from budgetsim.agents.stakes import NOTHING, own_value_of_money
from budgetsim.agents.view import DepartmentView
from budgetsim.declarations import Department
from budgetsim.mechanisms import objectives
from budgetsim.mechanisms.behaviour import effort, misconduct
from budgetsim.mechanisms.execution.reserve import LARGEST as LARGEST_RESERVE
from budgetsim.numerics import Array, clip, full
from budgetsim.state import Decision, DepartmentState

View = DepartmentView[Array]
ACTIONS = tuple(f.name for f in fields(Decision))


def rational(view: View) -> Decision[Array]:
    """Best reply to what a department believes, in closed form."""
    return best_reply(prospect_of(view))


def best_reply(prospect: Prospect) -> Decision[Array]:
    """Maximise the objective at what a department has before it, action by action."""
    shape = prospect.view.productivity.shape
    low = understatement(prospect)
    worth = prospect.result_worth(low).total()
    efforts = best_effort(prospect, worth)
    own_value = own_value_of_money(prospect.view, worth, efforts)
    diverted, concealed = misconduct.diversion(
        prospect.temptation(own_value), prospect.view.parameters.department
    )
    return Decision(
        effort_output=full(efforts[0], shape),
        effort_benefit=full(efforts[1], shape),
        manipulation=full(best_manipulation(prospect), shape),
        diversion=full(diverted, shape),
        sandbagging=full(low + 0.0, shape),
        hoarding=full(best_hoarding(prospect, own_value), shape),
        concealment=full(concealed, shape),
    )


def understatement(prospect: Prospect) -> Array:
    """Sandbagging s under the contract in force."""
    view, prices = prospect.view, prospect.prices
    d, b = view.parameters.department, view.parameters.bureau
    contract = view.policy.objective_contract
    if contract == "top_down":
        return NOTHING
    if contract == "truth_inducing":
        output, benefit = prospect.forecast
        measured = (
            b.output_weight * view.measurability_output,
            (1.0 - b.output_weight) * view.measurability_benefit,
        )
        expected = measured[0] * output + measured[1] * benefit
        return objectives.truth_inducing_understatement(
            b.contract_alpha, b.contract_beta, b.contract_gamma, b.self_noise, expected, d.sandbagging_max
        )
    return objectives.sandbagging_under_review(
        prices.claim, prospect.reviewed, prices.proposal_sanction, prices.understating, d.sandbagging_max
    )


def best_effort(prospect: Prospect, worth: tuple[Array, Array]) -> tuple[Array, Array]:
    """Multitask effort: m_j = θû^α V_j, V_j being the worth of a unit of result, then e = ē + K⁻¹ m / c̃."""
    d, base = prospect.view.parameters.department, prospect.view.productive_base
    return effort.best_effort(
        base * worth[0],
        base * worth[1],
        prospect.stakes.effort_price,
        d.effort_substitution,
        d.habit_output,
        d.habit_benefit,
    )


def best_manipulation(prospect: Prospect) -> Array:
    """Manipulation g of the self-evaluation."""
    prices, largest = prospect.prices, prospect.view.parameters.department.manipulation_max
    return misconduct.manipulation(
        prices.claim, prospect.lie_found, prices.lie_sanction, prices.lying, largest
    )


def satisficing(view: View, best: Decision[Array], state: DepartmentState) -> Decision[Array]:
    """Keep last year's actions while attainment satisfies; otherwise go part of the way to the best reply."""
    habits, d = state.habits, view.parameters.department
    if habits is None:
        return best
    weight = view.parameters.bureau.output_weight
    attained = weight * view.attainment_output + (1.0 - weight) * view.attainment_benefit
    step = np.where(attained < d.aspiration, d.satisficing_step, 0.0)
    moved = {a: getattr(habits, a) + step * (getattr(best, a) - getattr(habits, a)) for a in ACTIONS}
    return Decision(**moved)


def adaptive(
    view: View, best: Decision[Array], state: DepartmentState, search: Array | None
) -> Decision[Array]:
    """Try a random step from the best action remembered (Leitner, Wall & Reinwald); starts at the best reply."""
    if state.incumbent is None or search is None:
        return best
    width, d = view.parameters.department.search_step, view.parameters.department
    chosen_reserve = view.parameters.protocol.year_end == "precaution"
    tried = {}
    for number, action in enumerate(ACTIONS):
        step = 0.0 if action == "hoarding" and not chosen_reserve else width * search[:, :, number]
        tried[action] = clip(getattr(state.incumbent, action) + step, *action_bounds(action, d))
    return Decision(**tried)


def action_bounds(action: str, d: Department[Array]) -> tuple[Array | float, Array | float]:
    """Smallest and largest admissible value of an action."""
    upper: dict[str, Array | float] = {
        "manipulation": d.manipulation_max,
        "diversion": d.diversion_max,
        "concealment": d.concealment_max,
        "sandbagging": d.sandbagging_max,
        "hoarding": LARGEST_RESERVE,
    }
    lower = -d.sandbagging_max if action == "sandbagging" else 0.0
    return lower, upper.get(action, np.inf)


def remember(state: DepartmentState, decision: Decision[Array], payoff: Array, memory: Array) -> None:
    """Adaptive departments keep the tried action when it paid more than what they remember; memory fades."""
    state.habits = decision
    if state.incumbent is None or state.remembered_payoff is None:
        state.incumbent, state.remembered_payoff = decision, payoff.copy()
        return
    better = payoff > state.remembered_payoff
    kept = {a: np.where(better, getattr(decision, a), getattr(state.incumbent, a)) for a in ACTIONS}
    state.incumbent = Decision(**kept)
    # What is remembered of the incumbent drifts towards what was last experienced, over the years of memory.
    faded = state.remembered_payoff + (payoff - state.remembered_payoff) / memory
    state.remembered_payoff = np.where(better, payoff, faded)
