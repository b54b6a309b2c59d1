"""What departments decide in January: prospect, reserve, rules of decision, and how foreign decisions are checked."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np

from budgetsim.declarations import Department
from budgetsim.language import told
from budgetsim.model.department import stakes
from budgetsim.model.department.stakes import NOTHING, form_of, own_value_of_money
from budgetsim.model.department.view import DepartmentView
from budgetsim.model.mechanisms import effort, execution, misconduct, objectives, utility
from budgetsim.model.mechanisms.execution import LARGEST as LARGEST_RESERVE
from budgetsim.model.messages import ObjectiveProposal
from budgetsim.model.state import Decision, DepartmentState, Stakes, YearEnd
from budgetsim.numerics import Array, BoolArray, clip, full, ratio

# January as a department sees it: what it has at stake, at which prices and risks, worked out once ----------


View = DepartmentView[Array]


@dataclass(frozen=True)
class Prospect:
    """What follows from a view before anything is decided; decisions, proposals and explanations read it."""

    view: View
    forecast: tuple[Array, Array]
    """Results ŷ_j that it expects of itself at last year's effort."""
    stakes: Stakes
    prices: utility.Prices
    """Of its objective, at the consequence that it believes in."""
    hazard: Array
    """Chance ĥ that a month's check finds misuse, as it believes."""
    audit: Array
    """Chance â that an audit finds misuse and the bureau takes it up, as it believes."""

    @property
    def lie_found(self) -> Array:
        """Chance p_v that a false claim is found."""
        programme = self.view.programme
        return misconduct.falsification_risk(programme.evaluation, programme.evaluation_detection, self.audit)

    @property
    def found(self) -> Array:
        """Chance P̂ that misuse is found at least once."""
        return misconduct.found_chance(self.hazard, self.audit)

    @property
    def reviewed(self) -> Array:
        """Force o_r of review against a low proposal."""
        return objectives.proposal_review(self.view.policy.objective_contract, self.view.programme.review)

    def proposal(self, understatement: Array) -> ObjectiveProposal:
        """Targets that it proposes, τᵖ = ŷ (1 − s)."""
        return ObjectiveProposal(
            *(objectives.proposed_target(result, understatement) for result in self.forecast)
        )

    def result_worth(self, understatement: Array) -> utility.ResultWorth:
        """What a unit of each kind of result is worth to it, once targets follow from its proposal."""
        targets = stakes.anticipated_targets(self.view, self.proposal(understatement))
        return stakes.result_worth(self.view, self.stakes, targets)

    def temptation(self, own_loss: Array) -> misconduct.Temptation:
        """Return what decides on diversion; ``own_loss`` is the worth of its money's doing its work."""
        prices = self.prices
        return misconduct.Temptation(
            taste=prices.taste,
            own_loss=own_loss,
            retained=misconduct.retained_share(self.hazard, self.audit, self.view.consequence_belief),
            found=self.found,
            sanction=prices.sanction,
            guilt=prices.guilt,
            price=prices.hiding,
        )


def prospect_of(view: View) -> Prospect:
    """Work out what a department has before it in January."""
    at_stake, programme = stakes.stakes(view), view.programme
    return Prospect(
        view=view,
        forecast=stakes.forecast(view),
        stakes=at_stake,
        prices=utility.prices(
            view.parameters.department,
            taste=view.slack_taste,
            hiding=view.concealment_cost,
            claiming=view.claiming_cost,
            culture=view.culture,
            consequence=view.consequence_belief,
            claim=at_stake.claim,
        ),
        hazard=view.perceived_risk * programme.monitoring_detection,
        audit=view.perceived_audit * programme.audit_reach,
    )


# What a department expects of the year-end in January, and how much money it holds back for it --------------


def foreseen(prospect: Prospect, decision: Decision[Array]) -> YearEnd:
    """Return what departments expect of the year-end once they have decided, whoever decided for them."""
    view = prospect.view
    worth = prospect.result_worth(decision.sandbagging).total()
    efforts = decision.effort_output, decision.effort_benefit
    expected = expected_year_end(prospect, own_value_of_money(view, worth, efforts))
    shape = view.productivity.shape
    return YearEnd(*(full(getattr(expected, item.name), shape) for item in fields(YearEnd)))


def expected_year_end(prospect: Prospect, worth: Array) -> YearEnd:
    """Return what a department makes of December's rest, ``worth`` being that of its budget's doing its work.

    ``year_end`` says by which law: projects of uneven quality, or a fixed part that waits where money may be kept.
    """
    view, d = prospect.view, prospect.view.parameters.department
    price = execution.price_of_reserve(view.policy, view.programme.monitoring, view.programme.delivered, d)
    waiting = execution.worth_of_waiting(view.policy.carryover, d.discount_factor)
    if view.parameters.protocol.year_end == "patience":
        rushed, quality = execution.patient_share(view.policy.carryover, d.carryover_patience), d.rush_quality
    else:
        lowest, highest = execution.qualities(d.rush_quality, d.rush_quality_spread)
        rushed = execution.rushed_share(lowest, highest, waiting)
        quality = execution.rushed_quality(lowest, highest, waiting)
    left = execution.worth_of_rest(rushed, quality, waiting, ratio(execution_worth(prospect), worth))
    return YearEnd(worth, price, rushed, quality, left)


def best_hoarding(prospect: Prospect, worth: Array) -> Array:
    """Share of an instalment that is held back: a reserve against late demand, or a habit of putting work off."""
    d = prospect.view.parameters.department
    if prospect.view.parameters.protocol.year_end != "precaution":
        return d.hoarding
    expected = expected_year_end(prospect, worth)
    chance = execution.critical_chance(d.late_demand_value, expected.left, expected.price, expected.worth)
    return execution.best_reserve(d.late_demand_spread, chance)


def execution_worth(prospect: Prospect) -> Array:
    """What executing the whole budget is worth to a department by its score, w_x W_s."""
    view = prospect.view
    if view.policy.objective_contract == "truth_inducing":
        return NOTHING  # the bonus follows the report, not the table
    return form_of(view).execution_weight(view.parameters.bureau) * prospect.stakes.self_part


# Decision rules: rational (closed forms), adaptive (local search), satisficing ------------------------------

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


# The decision of every department, by its own rule or by code from outside, which is checked ----------------


class DecisionError(ValueError):
    """A behaviour or a ``decide`` method returned something that is not an admissible decision."""


def decide(
    prospect: Prospect,
    state: DepartmentState,
    rule: tuple[BoolArray | None, BoolArray | None],
    search: Array | None,
) -> Decision[Array]:
    """Decision of every department by its own rule; a rule is computed only if somebody uses it."""
    best, view = best_reply(prospect), prospect.view
    searchers, satisficers = rule
    if searchers is not None:
        best = _where(searchers, adaptive(view, best, state, search), best)
    if satisficers is not None:
        best = _where(satisficers, satisficing(view, best, state), best)
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
            told(
                "fault-decision-type",
                origin=origin,
                type=type(decision).__name__,
                actions=told("fault-comma").join(ACTIONS),
            )
        )
    shape, faults, actions = view.productivity.shape, [], {}
    for action in ACTIONS:
        try:
            value = full(np.asarray(getattr(decision, action), dtype=np.float64) * np.ones((1, 1, 1)), shape)
        except (TypeError, ValueError) as error:
            faults.append(f"{action}{told('fault-colon')}{error}")
            continue
        actions[action] = value
        lower, upper = action_bounds(action, view.parameters.department)
        wrong = ~(np.isfinite(value) & (value >= lower) & (value <= upper))
        if wrong.any():
            where = np.argwhere(wrong)[0]
            low, high = (f"{float(np.max(np.asarray(x))):g}" for x in (lower, upper))
            came, who = f"{value[tuple(where)]:.6g}", str(where[2])
            faults.append(
                told("fault-decision-value", action=action, value=came, department=who, low=low, high=high)
            )
    if faults:
        raise DecisionError(
            told("fault-decision", origin=origin, faults=told("fault-semicolon").join(faults))
        )
    return Decision(**actions)


def _where(users: BoolArray, theirs: Decision[Array], others: Decision[Array]) -> Decision[Array]:
    chosen = {a: np.where(users, getattr(theirs, a), getattr(others, a)) for a in ACTIONS}
    return Decision(**chosen)
