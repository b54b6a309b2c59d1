"""What a department has at stake in its score: rewards, margins, risk, and what its results are worth to it."""

from __future__ import annotations

import numpy as np

from budgetsim.model.department.view import DepartmentView
from budgetsim.model.mechanisms import effort, incentives, objectives, utility
from budgetsim.model.mechanisms.score_forms import SCORE_FORMS, MarginInputs, Margins, ScoreForm
from budgetsim.model.messages import ObjectiveDecision, ObjectiveProposal
from budgetsim.model.state import Stakes
from budgetsim.numerics import Array

View = DepartmentView[Array]
NOTHING: Array = np.zeros((1, 1, 1))
EVERYTHING: Array = np.ones((1, 1, 1))
for constant in (NOTHING, EVERYTHING):
    constant.flags.writeable = False


def forecast(view: View) -> tuple[Array, Array]:
    """Results ŷ_j that a department expects of itself at last year's effort."""
    base = view.productive_base
    return base * (1.0 + view.last_effort_output), base * (1.0 + view.last_effort_benefit)


def anticipated_targets(view: View, proposal: ObjectiveProposal) -> ObjectiveDecision:
    """Targets after review, which a department can foresee: it knows its norm and the review's force."""
    counted = form_of(view).counted_proposal
    decide = objectives.TARGETS[view.policy.objective_contract]
    review = view.programme.review
    return ObjectiveDecision(
        decide(counted(proposal.output), view.norm_output, review),
        decide(counted(proposal.benefit), view.norm_benefit, review),
    )


def score_margins(view: View, targets: ObjectiveDecision, open_chances: tuple[Array, Array]) -> Margins:
    """Marginal effects of results on the two scores, at the smoothed own attainment."""
    inputs = MarginInputs(
        *open_chances,
        targets.output,
        targets.benefit,
        view.measurability_output,
        view.measurability_benefit,
        view.programme.evaluation_detection,
    )
    return form_of(view).margins(inputs, view.parameters.bureau)


def result_worth(view: View, at_stake: Stakes, targets: ObjectiveDecision) -> utility.ResultWorth:
    """Worth V_j of a unit of each kind of result, at the targets that a department foresees."""
    d, b, district = view.parameters.department, view.parameters.bureau, view.parameters.district
    margins = score_margins(view, targets, (at_stake.open_output, at_stake.open_benefit))
    if view.policy.objective_contract == "truth_inducing":
        # The bonus has no cap and no target: its margin along an honest report is β.
        bonus = at_stake.self_part * b.contract_beta
        own_score = (
            bonus * b.output_weight * view.measurability_output,
            bonus * (1.0 - b.output_weight) * view.measurability_benefit,
        )
        satisfaction = NOTHING
    else:
        surviving = at_stake.self_part * ratchet_factor(view)
        own_score = surviving * margins.self_output, surviving * margins.self_benefit
        satisfaction = at_stake.self_part * form_of(view).satisfaction_margin(b)
    return utility.ResultWorth(
        own_score=own_score,
        external_score=(
            at_stake.external_part * margins.external_output,
            at_stake.external_part * margins.external_benefit,
        ),
        satisfaction=satisfaction,
        care=view.culture * d.intrinsic_motivation,
        value=(district.output_value, district.benefit_value),
    )


def ratchet_factor(view: View) -> Array:
    """Part R of the incentive that the ratchet leaves under the contract in force."""
    weight = objectives.norm_weight(view.policy.objective_contract, view.programme.review)
    return objectives.ratchet_factor(
        weight, view.policy.target_ratchet, view.parameters.department.discount_factor
    )


def own_value_of_money(view: View, worth: tuple[Array, Array], efforts: tuple[Array, Array]) -> Array:
    """α Σ_j V_j y_j at the results of the year's effort; what follows from a score follows from what it counts."""
    base, form = view.productive_base, form_of(view)
    return utility.own_value_of_money(
        worth[0] * form.counted_result(base, efforts[0]),
        worth[1] * form.counted_result(base, efforts[1]),
        view.parameters.department.output_elasticity,
    )


def open_chances(view: View) -> tuple[Array, Array]:
    """Chances P_j that the two parts of the self-score are not at their caps."""
    form, spread = form_of(view), np.sqrt(unforeseen_errors(view)[0])
    return (
        form.open_chance(view.attainment_output, spread),
        form.open_chance(view.attainment_benefit, spread),
    )


def unforeseen_errors(view: View) -> tuple[Array, Array]:
    """Variances of what a department does not foresee of the errors of its self-score and of its external score.

    It sees its self-score every year, its external score only when it is evaluated.
    """
    b, d = view.parameters.bureau, view.parameters.department
    seen = d.smoothing_attainment
    self_part = incentives.unforeseen_part(1.0 - b.indicator_renewal, seen)
    external_part = incentives.unforeseen_part(b.external_bias_persistence, seen * view.programme.evaluation)
    return (
        incentives.unforeseen_variance(b.self_noise, b.self_bias_sd, d.unforeseen_errors * self_part),
        incentives.unforeseen_variance(
            b.external_noise, b.external_bias_sd, d.unforeseen_errors * external_part
        ),
    )


def reward_of_use(view: View) -> incentives.UseReward:
    """Value per 1.00 of used score from announced use, W_ρ by its parts, outside tournaments."""
    p, levers = view.parameters, view.policy
    use = incentives.announced_use(levers.budget_rule, levers.result_use)
    present_value = incentives.budget_present_value(
        p.department.discount_factor, levers.evaluation_lag, p.bureau.budget_inertia
    )
    return incentives.reward_of_use(
        use, view.credibility, view.budget_share, present_value, levers, p.department, p.bureau
    )


def score_noise(view: View) -> tuple[Array, Array]:
    """Variances of the self-score and of the external score that are a risk: foreseen errors are none."""
    self_variance, external_variance = unforeseen_errors(view)
    weight = form_of(view).objectives_weight(view.parameters.bureau)
    external_error = view.programme.external_error
    return weight * weight * self_variance, external_error * external_error * external_variance


def use_stake(view: View, chances: tuple[Array, Array], price: Array) -> tuple[Array, Array]:
    """Stake W_ρ in the use of scores, and the part of it that follows the score relative to the others'."""
    relative_evaluation = view.policy.relative_evaluation
    if view.policy.budget_rule == "tournament":
        contested = contest_stake(view, chances, price)
        return contested, contested * relative_evaluation
    reward = reward_of_use(view)
    return reward.total, reward.relative(relative_evaluation)


def risk_premium(
    view: View, relative: Array, total: Array, external_share: Array, open_chance: Array
) -> Array:
    """Premium ½ r Var over unforeseen errors, ``open_chance`` being the chance P̄ that the self-score is uncapped.

    Points: W_s² P̄² σ_s² + W_k² n² σ_k² + W² σ_ℓ², the last for scores used early, one draw in both. The linear
    form adds the noise of the others' used scores, brought in by what is ``relative`` to them, and the common shock
    to self-scores that this removes. ``external_share`` is the external score's expected part of the used score.
    """
    p, own_share = view.parameters, 1.0 - external_share
    self_variance, external_variance = score_noise(view)
    early = (
        p.bureau.preliminary_noise * p.bureau.preliminary_noise if view.policy.evaluation_lag == 1 else 0.0
    )
    self_part, external_part = total * own_share * open_chance, total * external_share
    variance = (
        self_part * self_part * self_variance
        + external_part * external_part * external_variance
        + total * total * early
    )
    if p.protocol.score_form == "linear" and view.departments > 1:
        used = (
            own_share * own_share * self_variance
            + external_share * external_share * external_variance
            + early
        )
        exposed = own_share * (total - relative) * p.bureau.common_noise
        variance = variance + relative * relative * used / (view.departments - 1.0) + exposed * exposed
    return incentives.risk_premium(p.department.risk_aversion, variance)


def stakes(view: View) -> Stakes:
    """All that a department has at stake in its score this year."""
    chances = open_chances(view)
    price = effort.effort_price(view.policy, view.parameters.department, view.parameters.bureau)
    use, relative = use_stake(view, chances, price)
    total = use + incentives.face(view.programme.disclosure, view.parameters.department)
    external_share = view.programme.evaluation * view.programme.external_weight
    external_part = total * external_share
    self_part = total - external_part
    open_chance, claim = claim_margin(view, chances)
    premium = risk_premium(view, relative, total, external_share, open_chance)
    return Stakes(use, relative, total, self_part, external_part, self_part * claim, premium, price, *chances)


def claim_margin(view: View, chances: tuple[Array, Array]) -> tuple[Array, Array]:
    """Chance that a claim counts, and what one unit of merely claimed attainment adds to the self-score.

    Under the truth-inducing bonus there is no cap, and what is claimed beyond the report earns α.
    """
    p, form = view.parameters.bureau, form_of(view)
    if view.policy.objective_contract == "truth_inducing":
        return EVERYTHING, p.contract_alpha
    open_chance = form.mean_open_chance(*chances, p)
    return open_chance, form.objectives_weight(p) * open_chance


def form_of(view: View) -> ScoreForm:
    """Form of the score in force."""
    return SCORE_FORMS[view.parameters.protocol.score_form]


def contest_stake(view: View, chances: tuple[Array, Array], price: Array) -> Array:
    """Stake in a tournament: solved jointly with the score that it brings about, at a proposal without sandbagging."""
    p, levers = view.parameters, view.policy
    honest = ObjectiveProposal(*forecast(view))
    margins = score_margins(view, anticipated_targets(view, honest), chances)
    present_value = incentives.budget_present_value(
        p.department.discount_factor, levers.evaluation_lag, p.bureau.budget_inertia
    )
    prize = incentives.contest_prize(
        levers.result_use, view.credibility, present_value, levers, p.department, p.bureau, view.departments
    )
    base = view.productive_base
    pull_output, pull_benefit = base * margins.self_output, base * margins.self_benefit
    raised = effort.best_effort(
        pull_output,
        pull_benefit,
        price,
        p.department.effort_substitution,
        NOTHING,
        NOTHING,
    )
    response = pull_output * raised[0] + pull_benefit * raised[1]
    return incentives.contest_reward(
        prize,
        p.bureau.tournament_exponent,
        view.contest_share,
        view.size,
        _score_without_contest(view),
        response,
    )


def _score_without_contest(view: View) -> Array:
    """Score that a department expects without the contest: attainment (points), or the offset (linear)."""
    p = view.parameters.bureau
    if view.parameters.protocol.score_form == "linear":
        return p.score_offset * np.ones_like(view.productivity)
    attained = p.output_weight * view.attainment_output + (1.0 - p.output_weight) * view.attainment_benefit
    return p.execution_weight + p.satisfaction_weight + p.objectives_weight * np.minimum(attained, 1.0)
