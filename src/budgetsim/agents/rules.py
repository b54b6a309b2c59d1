"""Decision rules: rational (closed forms), adaptive (local search), satisficing."""

from __future__ import annotations

from dataclasses import fields

import numpy as np

from budgetsim.agents import reserve
from budgetsim.agents import stakes as st
from budgetsim.agents.view import DepartmentView
from budgetsim.declarations import Department
from budgetsim.mechanisms import effort, misconduct, objective, objectives
from budgetsim.mechanisms.reserve import LARGEST as LARGEST_RESERVE
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
    worth = st.worth_of_results(view, at_stake, margins)
    efforts = best_effort(view, at_stake, worth)
    own = st.own_value_of_money(view, worth, efforts)
    diverted, concealed = best_diversion(view, at_stake, own)
    return Decision(
        effort_output=full(efforts[0], shape),
        effort_benefit=full(efforts[1], shape),
        manipulation=full(best_manipulation(view, at_stake), shape),
        diversion=full(diverted, shape),
        sandbagging=full(low + 0.0, shape),
        hoarding=full(reserve.best_hoarding(view, reserve.expected_year_end(view, at_stake, own)), shape),
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


def best_effort(view: View, at_stake: Stakes, worth: tuple[Array, Array]) -> tuple[Array, Array]:
    """Multitask effort: m_j = θû^α V_j, V_j being the worth of a unit of result, then e = ē + K⁻¹ m / c̃."""
    d, base = view.parameters.department, view.productive_base
    return effort.best_effort(
        base * worth[0],
        base * worth[1],
        at_stake.effort_price,
        d.effort_substitution,
        d.habit_output,
        d.habit_benefit,
    )


def believed_prices(view: View, at_stake: Stakes) -> objective.Prices:
    """Return the prices of a department's objective as it believes them in January."""
    return prices(
        view.parameters.department,
        view.slack_taste,
        view.concealment_cost,
        view.claiming_cost,
        view.culture,
        view.consequence_belief,
        at_stake.claim,
    )


def prices(  # noqa: PLR0913 - what differs between departments
    d: Department[Array],
    taste: Array,
    hiding: Array,
    claiming: Array,
    culture: Array,
    consequence: Array,
    claim: Array,
) -> objective.Prices:
    """Return the prices of a department's objective, at its traits and at what follows from a finding."""
    return objective.Prices(
        taste=taste,
        care=culture * d.intrinsic_motivation,
        sanction=consequence * d.diversion_sanction,
        lie_sanction=d.manipulation_sanction,
        claim=claim,
        proposal_sanction=d.sandbagging_sanction,
        guilt=d.diversion_guilt * culture,
        misuse=d.diversion_cost,
        hiding=hiding,
        lying=misconduct.manipulation_price(claiming, culture),
        understating=d.sandbagging_cost,
    )


def believed_audit(view: View) -> Array:
    """Chance â that an audit finds misuse and the bureau takes it up, as a department believes."""
    return view.perceived_audit * view.programme.audit_reach


def best_manipulation(view: View, at_stake: Stakes) -> Array:
    """Manipulation g of the self-evaluation."""
    programme, price = view.programme, believed_prices(view, at_stake)
    risk = misconduct.falsification_risk(
        programme.evaluation, programme.evaluation_power, believed_audit(view)
    )
    return misconduct.manipulation(
        price.claim, risk, price.lie_sanction, price.lying, view.parameters.department.manipulation_max
    )


def temptation(view: View, at_stake: Stakes, own_loss: Array) -> misconduct.Temptation:
    """Return what decides on diversion, on the perceived risks and the believed consequence."""
    price = believed_prices(view, at_stake)
    hazard = view.perceived_risk * view.programme.monitoring_power
    audit = believed_audit(view)
    return misconduct.Temptation(
        taste=price.taste,
        own_loss=own_loss,
        retained=misconduct.retained_share(hazard, audit, view.consequence_belief),
        found=misconduct.found_chance(hazard, audit),
        sanction=price.sanction,
        guilt=price.guilt,
        price=price.hiding,
    )


def own_value_of_money(view: View, at_stake: Stakes) -> Array:
    """Return M (1 − A d − c), what a department would lose itself by money that does not do its work."""
    targets = st.anticipated_targets(view, understatement(view, at_stake))
    margins = st.score_margins(view, targets, (at_stake.open_output, at_stake.open_benefit))
    worth = st.worth_of_results(view, at_stake, margins)
    return st.own_value_of_money(view, worth, best_effort(view, at_stake, worth))


def best_diversion(view: View, at_stake: Stakes, own_loss: Array) -> tuple[Array, Array]:
    """Shares of money diverted openly and under concealment."""
    return misconduct.diversion(temptation(view, at_stake, own_loss), view.parameters.department)


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
