"""After December: true results, scores, accounts, learning. Each function returns one part of the closed books."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from budgetsim.agents import rules
from budgetsim.declarations import Department
from budgetsim.mechanisms import (
    capacity,
    effort,
    evaluation,
    incentives,
    learning,
    misconduct,
    objectives,
    production,
    spending,
    welfare,
)
from budgetsim.mechanisms.score_forms import SCORE_FORMS, ScoredResults, SelfShocks
from budgetsim.numerics import Array, neighbour_mean, power, total
from budgetsim.state import Accounts, Evaluation, Results, Year

if TYPE_CHECKING:
    from budgetsim.world import World


def produce(world: World, books: Year) -> Results:
    """True results of the year, and what becomes of unspent money."""
    p, district = world.parameters.department, world.parameters.district
    useful_share = np.minimum(books.useful / books.budget, 1.0)
    scale = production.scale(world.size_factor, books.budget, p.concavity)
    base = production.productive_base(world.traits.productivity, useful_share, p.concavity)
    done = books.decision
    result = production.performance(base, done.effort_output, done.effort_benefit, district)
    unspent = books.budget - books.spent
    return Results(
        scale=scale,
        useful_share=useful_share,
        base=base,
        output=base * (1.0 + done.effort_output),
        benefit=base * (1.0 + done.effort_benefit),
        performance=result,
        value=production.public_value(scale, result, district.spillover, world.neighbours),
        unspent=unspent,
        kept=spending.kept_money(unspent, books.levers.carryover),
    )


def evaluate(world: World, books: Year) -> Evaluation:
    """Self-scores, key scores of every department (the researcher's), and who was really evaluated."""
    p, draws, r = world.parameters.bureau, world.draws, books.results
    form = SCORE_FORMS[world.parameters.protocol.score_form]
    scored = ScoredResults(
        r.base,
        books.decision.effort_output,
        books.decision.effort_benefit,
        r.output,
        r.benefit,
        r.performance,
        books.targets.output,
        books.targets.benefit,
        books.measurability_output,
        books.measurability_benefit,
        books.decision.manipulation,
        books.spent / books.budget,
        books.programme.evaluation_power,
    )
    own_error = books.self_bias + p.self_noise * draws.self_score
    attained = form.attainments(scored, own_error)
    self_shocks = SelfShocks(own_error, draws.satisfaction, p.common_noise * draws.common)
    self_score = form.self_score(scored, attained, self_shocks, p)
    key_error = books.programme.key_error * (books.key_bias + p.key_noise * draws.key_score)
    key_score = form.key_score(scored, key_error, p)
    early = p.preliminary_noise * draws.preliminary if books.levers.evaluation_lag == 1 else 0.0
    reported, delivered = self_score + early, key_score + early
    correction = p.inflation_correction * world.bureau.memory.inflation
    return Evaluation(
        *attained,
        *form.reported(scored),
        self_score,
        key_score,
        draws.evaluated < books.programme.evaluation,
        reported,
        delivered,
        evaluation.used_score(reported, delivered, correction, books.programme.key_weight),
    )


def account(world: World, books: Year) -> Accounts:
    """Costs, departments' pay-offs, and the first best of the year's money."""
    p, r = world.parameters, books.results
    d = p.department
    cost = effort.effort_cost(
        books.decision.effort_output,
        books.decision.effort_benefit,
        books.stakes.effort_price,
        d.effort_substitution,
        d.habit_output,
        d.habit_benefit,
    )
    departments = world.shape[2]
    work = capacity.AdministrativeWork(
        training=books.programme.training,
        evaluations=books.programme.evaluation,
        findings=books.findings + books.audit_findings,
    )
    envelope = total(books.budget, departments)
    return Accounts(
        effort_cost=r.scale * cost,
        risk_cost=r.scale * books.stakes.premium,
        gaming_cost=r.scale * gaming(books, d),
        compliance_cost=r.scale * own_time(books, d),
        performance_pay=performance_pay(world, books),
        administrative_cost=capacity.administrative_cost(books.levers, p.bureau, work, departments),
        transfer_weight=p.district.transfer_weight,
        cost_of_funds=p.district.cost_of_funds,
        payoff=payoff(world, books, cost),
        first_best_rate=world.first_best_rate,
        first_best_value=power(envelope, d.concavity) * world.first_best_factor,
    )


def gaming(books: Year, d: Department[Array]) -> Array:
    """Work of hiding and gaming in the year, per unit of scale."""
    done = books.decision
    hiding = misconduct.diversion_effort(done.diversion, done.concealment, d)
    return welfare.gaming_cost(hiding, done.manipulation, done.sandbagging, d)


def own_time(books: Year, d: Department[Array]) -> Array:
    """Own time on the checks, reviews and evaluations of the year, per unit of scale."""
    programme = books.programme
    reviews = books.levers.objective_review * programme.delivered
    return welfare.own_time(d.compliance_time, programme.monitoring, reviews, programme.evaluation)


def performance_pay(world: World, books: Year) -> Array:
    """Pay for the scores of the year, per department: for each its own score, or its share of what is contested."""
    levers, d = books.levers, world.parameters.department
    use = incentives.announced_use(levers.budget_rule, levers.result_use) * books.programme.delivered
    if levers.budget_rule == "tournament":
        prize = world.parameters.bureau.tournament_prize
        return welfare.reward_paid(d.pay_share, use, prize, books.use.contest_share)
    return books.results.scale * welfare.reward_paid(d.pay_share, use, d.reward_value, books.use.used_score)


def payoff(world: World, books: Year, effort_cost: Array) -> Array:
    """Certainty-equivalent pay-off of a department in the year, per unit of its scale."""
    d, done, stakes, programme = world.parameters.department, books.decision, books.stakes, books.programme
    risk = misconduct.falsification_risk(
        programme.evaluation, programme.evaluation_power, programme.audit_chance
    )
    consequence = books.levers.rectification * programme.delivered
    found = np.minimum(books.findings + books.audit_findings, 1.0)
    reviewed = objectives.proposal_review(books.levers.objective_contract, programme.review)
    gains = (
        score_value(world, books)
        + world.traits.slack_taste * (books.diverted + books.concealed) / books.budget
        + books.culture * d.intrinsic_motivation * books.results.performance
    )
    sanctions = (
        found * consequence * d.diversion_sanction * done.diversion
        + risk * (d.manipulation_sanction + stakes.claim) * done.manipulation
        + reviewed * d.sandbagging_sanction * np.maximum(done.sandbagging, 0.0)
    )
    price = misconduct.manipulation_price(d.manipulation_cost, books.culture)
    efforts = (
        effort_cost
        + stakes.premium
        + own_time(books, d)
        + d.diversion_guilt * books.culture * (done.diversion + done.concealment)
        + misconduct.diversion_effort(done.diversion, done.concealment, d)
        + misconduct.quadratic_cost(price, done.manipulation)
        + misconduct.quadratic_cost(d.sandbagging_cost, np.maximum(done.sandbagging, 0.0))
    )
    return gains - sanctions - efforts


def score_value(world: World, books: Year) -> Array:
    """What the year's score is worth, W ẑ − W_f · (mean of the others' ẑ); a bonus under truth-inducing contracts.

    W_f is the part of W that follows the score relative to the others': posts, and as much of money and pay as the
    peer filter says.
    """
    stakes, seen, p = books.stakes, books.evaluation, world.parameters.bureau
    others = stakes.relative * evaluation.mean_of_others(books.use.used_score)
    if books.levers.objective_contract != "truth_inducing":
        return stakes.total * books.use.used_score - others
    output = p.output_weight * books.measurability_output
    benefit = (1.0 - p.output_weight) * books.measurability_benefit
    report = output * books.proposal.output + benefit * books.proposal.benefit
    claimed = books.decision.manipulation + p.self_noise * world.draws.self_score
    result = output * books.results.output + benefit * books.results.benefit + claimed
    bonus = objectives.truth_inducing_bonus(
        p.contract_alpha, p.contract_beta, p.contract_gamma, report, result
    )
    return stakes.self_part * bonus + stakes.key_part * seen.key_score - others


def learn(world: World, books: Year) -> None:
    """Beliefs, performance concept, competence and habits after a year."""
    state, p, levers, programme = world.state, world.parameters.department, books.levers, books.programme
    own = books.checks / 12.0
    peers = neighbour_mean(own, world.neighbours) if len(world.neighbours) else own
    found = np.minimum(books.findings + books.audit_findings, 1.0)
    heard = np.minimum(neighbour_mean(found, world.neighbours) * len(world.neighbours), 1.0)
    announced = (levers.monitoring_intensity + levers.evaluation_coverage + levers.objective_review) / 3.0
    used = levers.result_use * programme.evaluation
    attractor = learning.culture_attractor(
        programme.training, used, books.decision.manipulation, announced, programme.delivered, p
    )
    follow_up = levers.rectification
    state.perceived_risk = learning.experienced_risk(state.perceived_risk, own, peers, p)
    state.consequence_belief = learning.consequence_belief(
        state.consequence_belief, np.maximum(found, heard), follow_up, programme.delivered, p.belief_learning
    )
    state.credibility = learning.credibility(
        state.credibility, follow_up, programme.delivered, p.credibility_floor, p.belief_learning
    )
    state.culture = learning.next_culture(state.culture, attractor, p.culture_rate)
    skills = capacity.competence(levers, programme.evaluation_power, programme.delivered)
    state.passive_waste = learning.next_passive_waste(state.passive_waste, skills, p)
    fade_errors(world)
    look_back(world, books)


def fade_errors(world: World) -> None:
    """Renew a part of what lasts in the errors of scores: people and habits of documentation change."""
    renewal, state, p = world.draws.fading, world.state, world.parameters.bureau
    if renewal is None:
        return
    own, other = renewal[:, :, 0], renewal[:, :, 1]
    shared = evaluation.shared_documents(own, other, p.document_correlation)
    state.self_bias = evaluation.next_lasting_error(
        state.self_bias, own, p.self_bias_persistence, p.self_bias_sd
    )
    state.key_bias = evaluation.next_lasting_error(
        state.key_bias, shared, p.key_bias_persistence, p.key_bias_sd
    )


def look_back(world: World, books: Year) -> None:
    """Smooth what departments know of their own results; remember what paid."""
    state, p, done = world.state, world.parameters.department, books.decision
    state.useful_share = state.useful_share + p.smoothing * (books.results.useful_share - state.useful_share)
    state.attainment_output = state.attainment_output + p.smoothing_attainment * (
        books.evaluation.attainment_output - state.attainment_output
    )
    state.attainment_benefit = state.attainment_benefit + p.smoothing_attainment * (
        books.evaluation.attainment_benefit - state.attainment_benefit
    )
    state.effort_output, state.effort_benefit = done.effort_output.copy(), done.effort_benefit.copy()
    if world.habitual:
        rules.remember(state, done, books.accounts.payoff, p.search_memory)
