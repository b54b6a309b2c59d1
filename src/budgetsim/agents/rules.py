"""Decision rules: rational (closed forms), adaptive (local search), satisficing."""

from __future__ import annotations

from dataclasses import fields

import numpy as np

from budgetsim.agents import stakes as st
from budgetsim.agents.view import DepartmentView
from budgetsim.declarations import Department
from budgetsim.mechanisms import effort, misconduct, objectives
from budgetsim.mechanisms.score_forms import Margins
from budgetsim.numerics import Array, clip, full
from budgetsim.state import Decision, DepartmentState, Stakes

View = DepartmentView[Array]
ACTIONS = tuple(f.name for f in fields(Decision))


def rational(view: View, at_stake: Stakes | None = None) -> Decision[Array]:
    """Best reply to what a department believes, in closed form."""
    at_stake = st.stakes(view) if at_stake is None else at_stake
    shape = view.productivity.shape
    low = understatement(view, at_stake)
    targets = st.anticipated_targets(view, low)
    margins = st.score_margins(view, targets, (at_stake.open_output, at_stake.open_benefit))
    effort_output, effort_benefit = best_effort(view, at_stake, margins)
    diverted, concealed = best_diversion(view)
    return Decision(
        effort_output=full(effort_output, shape),
        effort_benefit=full(effort_benefit, shape),
        manipulation=full(best_manipulation(view, at_stake), shape),
        diversion=full(diverted, shape),
        sandbagging=full(low + 0.0, shape),
        hoarding=full(view.parameters.department.hoarding, shape),
        concealment=full(concealed, shape),
    )


def understatement(view: View, at_stake: Stakes) -> Array:
    """Sandbagging s under the contract in force."""
    d, b = view.parameters.department, view.parameters.bureau
    contract = view.policy.objective_contract
    if contract == "top_down":
        return st.NOTHING
    if contract == "truth_inducing":
        output, benefit = st.forecast(view)
        measured = (
            b.output_weight * view.measurability_output,
            (1.0 - b.output_weight) * view.measurability_benefit,
        )
        expected = measured[0] * output + measured[1] * benefit
        return objectives.truth_inducing_understatement(
            b.contract_alpha, b.contract_beta, b.contract_gamma, b.self_noise, expected, d.sandbagging_max
        )
    review = objectives.proposal_review(contract, view.programme.review)
    return objectives.sandbagging_under_review(
        at_stake.claim, review, d.sandbagging_sanction, d.sandbagging_cost, d.sandbagging_max
    )


def best_effort(view: View, at_stake: Stakes, margins: Margins) -> tuple[Array, Array]:
    """Multitask effort: m_j = θû^α [W_s R · ∂zˢ/∂y_j + W_k · ∂zᵏ/∂y_j + κ ι v_j], then e = ē + K⁻¹ m / c̃."""
    d, b, world = view.parameters.department, view.parameters.bureau, view.parameters.district
    base = view.productive_base
    if view.policy.objective_contract == "truth_inducing":
        # The bonus has no cap and no target: its margin along an honest report is β.
        own = at_stake.self_part * b.contract_beta
        self_output = own * b.output_weight * view.measurability_output
        self_benefit = own * (1.0 - b.output_weight) * view.measurability_benefit
    else:
        weight = objectives.norm_weight(view.policy.objective_contract, view.programme.review)
        weight = weight * (1.0 + b.target_stretch)
        own = at_stake.self_part * objectives.ratchet_factor(weight, view.policy.target_ratchet, d.discount)
        self_output, self_benefit = own * margins.self_output, own * margins.self_benefit
    care = view.culture * d.intrinsic_motivation
    return effort.best_effort(
        base * (self_output + at_stake.key_part * margins.key_output + care * world.output_value),
        base * (self_benefit + at_stake.key_part * margins.key_benefit + care * world.benefit_value),
        at_stake.effort_price,
        d.effort_substitution,
        d.habit_output,
        d.habit_benefit,
    )


def best_manipulation(view: View, at_stake: Stakes) -> Array:
    """Manipulation g of the self-evaluation."""
    d, programme = view.parameters.department, view.programme
    risk = misconduct.falsification_risk(
        programme.evaluation, programme.evaluation_power, programme.audit_chance
    )
    price = misconduct.manipulation_price(d.manipulation_cost, view.culture)
    return misconduct.manipulation(at_stake.claim, risk, d.manipulation_sanction, price, d.manipulation_max)


def best_diversion(view: View) -> tuple[Array, Array]:
    """Shares of money diverted openly and under concealment, on the perceived risk and the believed consequence."""
    d = view.parameters.department
    hazard = view.perceived_risk * view.programme.monitoring_power
    audit = view.programme.audit_chance
    tempted = misconduct.Temptation(
        taste=view.slack_taste,
        retained=misconduct.retained_share(hazard, audit, view.policy.rectification),
        found=misconduct.found_chance(hazard, audit),
        sanction=view.consequence_belief * d.diversion_sanction,
        guilt=d.diversion_guilt * view.culture,
    )
    return misconduct.diversion(tempted, d)


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
    tried = {}
    for number, action in enumerate(ACTIONS):
        step = 0.0 if action == "hoarding" else width * search[:, :, number]
        tried[action] = clip(getattr(state.incumbent, action) + step, *action_bounds(action, d))
    return Decision(**tried)


def action_bounds(action: str, d: Department[Array]) -> tuple[Array | float, Array | float]:
    """Smallest and largest admissible value of an action."""
    upper: dict[str, Array | float] = {
        "manipulation": d.manipulation_max,
        "diversion": d.diversion_max,
        "concealment": d.concealment_max,
        "sandbagging": d.sandbagging_max,
        "hoarding": 0.9,
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
