"""After December: true results, scores, messages, accounts, learning; each function closes a part of the books."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from budgetsim.declarations import Department
from budgetsim.model import renewal
from budgetsim.model.department import decisions
from budgetsim.model.mechanisms import (
    capacity,
    effort,
    execution,
    incentives,
    learning,
    misconduct,
    objectives,
    production,
    results,
    scores,
    utility,
    welfare,
)
from budgetsim.model.mechanisms.score_forms import SCORE_FORMS, ScoredResults, SelfShocks
from budgetsim.model.messages import (
    CheckFindings,
    CouncilWishes,
    ExternalEvaluation,
    SelfEvaluation,
    YearMessages,
)
from budgetsim.model.state import Accounts, Evaluation, Results, Year
from budgetsim.numerics import Array, full, neighbour_mean, power, total

if TYPE_CHECKING:
    from budgetsim.model.world import World


def produce(world: World, books: Year) -> Results:
    """True results of the year, and what becomes of unspent money."""
    p, district = world.parameters.department, world.parameters.district
    useful_share = np.minimum(books.useful / books.budget, 1.0 + books.late_gain / books.budget)
    scale = production.scale(world.size_factor, books.budget, p.output_elasticity)
    measurable = books.measurability_output, books.measurability_benefit
    left = execution.left_to_work_with(
        world.traits.productivity, measurable, books.levers, p, world.parameters.bureau
    )
    base = production.productive_base(left, useful_share, p.output_elasticity)
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
        kept=execution.kept_money(unspent, books.levers.carryover),
    )


def evaluate(world: World, books: Year) -> Evaluation:
    """Self-scores, external scores of every department (the researcher's), and who was really evaluated."""
    p, draws = world.parameters.bureau, world.draws
    form, scored, shocks = (
        SCORE_FORMS[world.parameters.protocol.score_form],
        scored_results(books),
        self_shocks(world),
    )
    attained = form.attainments(scored, shocks.error)
    self_score = form.self_score(scored, attained, shocks, p)
    external_score = form.external_score(scored, external_error(world), p)
    early = p.preliminary_noise * draws.preliminary if books.levers.evaluation_lag == 1 else 0.0
    reported, delivered = self_score + early, external_score + early
    correction = p.inflation_correction * world.bureau.memory.inflation
    return Evaluation(
        *attained,
        *form.reported(scored),
        self_score,
        external_score,
        draws.evaluated < books.programme.evaluation,
        reported,
        delivered,
        scores.used_score(reported, delivered, correction, books.programme.external_weight),
    )


def scored_results(books: Year) -> ScoredResults:
    """Everything in the books that scores are made of."""
    r, done = books.results, books.decision
    return ScoredResults(
        base=r.base,
        effort_output=done.effort_output,
        effort_benefit=done.effort_benefit,
        output=r.output,
        benefit=r.benefit,
        performance=r.performance,
        target_output=books.targets.output,
        target_benefit=books.targets.benefit,
        measurability_output=books.measurability_output,
        measurability_benefit=books.measurability_benefit,
        manipulation=done.manipulation,
        execution=books.spent / books.budget,
        evaluation_detection=books.programme.evaluation_detection,
    )


def honest_self_score(world: World, books: Year) -> Array:
    """Self-score that a department would have got in a closed year had it claimed nothing beyond the truth."""
    form, shocks = SCORE_FORMS[world.parameters.protocol.score_form], self_shocks(world)
    honest = replace(scored_results(books), manipulation=np.zeros_like(books.decision.manipulation))
    return form.self_score(honest, form.attainments(honest, shocks.error), shocks, world.parameters.bureau)


def self_shocks(world: World) -> SelfShocks:
    """Errors of the year's self-scores, and what the public's satisfaction and all scores share of luck."""
    books, p, draws = world.books, world.parameters.bureau, world.draws
    error = books.self_bias + p.self_noise * draws.self_score + books.year_effects.self_score
    return SelfShocks(error, draws.satisfaction, p.common_noise * draws.common)


def external_error(world: World) -> Array:
    """Errors of the year's external scores, n (bᵏ + εᵏ) and what all districts' scores share."""
    books, noise = world.books, world.parameters.bureau.external_noise * world.draws.external_score
    return books.programme.external_error * (books.external_bias + noise) + books.year_effects.external_score


def report_to_bureau(world: World, books: Year) -> YearMessages:
    """Collect everything that reaches the bureau after a year, and nothing else."""
    seen, p = books.evaluation, world.parameters.bureau
    return YearMessages(
        proposal=books.proposal,
        july=books.july,
        findings=CheckFindings(books.checks, books.findings, books.shortcomings, books.audit_findings),
        self_evaluation=SelfEvaluation(seen.reported_score, seen.reported_output, seen.reported_benefit),
        external_evaluation=ExternalEvaluation(
            seen.covered,
            np.where(seen.covered, seen.delivered_external, np.nan),
            books.programme.external_error,
        ),
        council=CouncilWishes(
            results.political_change(world.draws.budgets, p.budget_noise, p.budget_noise_tails),
            world.next_envelope(),
        ),
    )


def account(world: World, books: Year) -> Accounts:
    """Costs, departments' pay-offs, and the first best of the year's money."""
    p, r = world.parameters, books.results
    d, cost = p.department, effort_cost(world, books)
    departments = world.shape[2]
    work = capacity.AdministrativeWork(
        training=books.programme.training,
        evaluations=books.programme.evaluation,
        findings=books.findings + books.audit_findings,
        consequence=books.programme.consequence,
        disclosure=books.programme.disclosure,
    )
    envelope = total(books.budget, departments)
    return Accounts(
        effort_cost=r.scale * cost,
        risk_cost=r.scale * books.stakes.premium,
        gaming_cost=r.scale * gaming(world, books),
        compliance_cost=r.scale * own_time(books, d),
        performance_pay=performance_pay(world, books),
        administrative_cost=capacity.administrative_cost(books.levers, p.bureau, work, departments),
        transfer_weight=p.district.transfer_weight,
        cost_of_funds=p.district.cost_of_funds,
        payoff=payoff(world, books, cost),
        first_best_rate=world.first_best_rate,
        first_best_value=power(envelope, d.output_elasticity) * world.first_best_factor,
    )


def effort_cost(world: World, books: Year) -> Array:
    """Cost C(e) of the year's efforts, per unit of scale."""
    d, done = world.parameters.department, books.decision
    return effort.effort_cost(
        done.effort_output,
        done.effort_benefit,
        books.stakes.effort_price,
        d.effort_substitution,
        d.habit_output,
        d.habit_benefit,
    )


def gaming(world: World, books: Year) -> Array:
    """Work of hiding and gaming in the year, per unit of scale."""
    done, d = books.decision, world.parameters.department
    price = world.traits.concealment_cost
    hiding = misconduct.diversion_effort(done.diversion, done.concealment, d.diversion_cost, price)
    claimed = misconduct.quadratic_cost(books.claiming_cost, done.manipulation)
    return welfare.gaming_cost(hiding, claimed, done.sandbagging, d)


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


def payoff(world: World, books: Year, cost: Array) -> Array:
    """Certainty-equivalent pay-off of a department in the year, per unit of its scale: U at what happened."""
    return utility.payoff(paid_prices(world, books), happened(world, books, cost))


def payoff_terms(world: World, books: Year) -> dict[str, Array]:
    """Return the terms of the pay-offs of a closed year by name; they add up to ``Accounts.payoff``."""
    return utility.payoff_terms(paid_prices(world, books), happened(world, books, effort_cost(world, books)))


def paid_prices(world: World, books: Year) -> utility.Prices:
    """Prices of U in the year, at the consequence that was delivered."""
    return utility.prices(
        world.parameters.department,
        taste=world.traits.slack_taste,
        hiding=world.traits.concealment_cost,
        claiming=books.claiming_cost,
        culture=books.culture,
        consequence=books.programme.consequence,
        claim=books.stakes.claim,
    )


def happened(world: World, books: Year, cost: Array) -> utility.Outcome:
    """What the year came to for a department, ``cost`` being that of its effort."""
    done, programme = books.decision, books.programme
    return utility.Outcome(
        score=score_value(world, books),
        performance=books.results.performance,
        kept=(books.diverted + books.concealed) / books.budget,
        found=np.minimum(books.findings + books.audit_findings, 1.0),
        lie_found=misconduct.falsification_risk(
            programme.evaluation, programme.evaluation_detection, programme.audit_chance
        ),
        reviewed=objectives.proposal_review(books.levers.objective_contract, programme.review),
        openly=done.diversion,
        concealed=done.concealment,
        claimed=done.manipulation,
        understated=done.sandbagging,
        effort=cost,
        premium=books.stakes.premium,
        own_time=own_time(books, world.parameters.department),
        saved=saved_worth(world, books),
        holding=books.year_end.price * execution.held_share(done.hoarding),
    )


def saved_worth(world: World, books: Year) -> Array:
    """What money that was kept will be worth to the department next year, δ M · kept/B."""
    return (
        world.parameters.department.discount_factor * books.year_end.worth * books.results.kept / books.budget
    )


def score_value(world: World, books: Year) -> Array:
    """What the year's score is worth, W ẑ − W_f · (mean of the others' ẑ); a bonus under truth-inducing contracts.

    W_f is the part of W that follows the score relative to the others': posts, and as much of money and pay as the
    relative evaluation says.
    """
    stakes, seen, p = books.stakes, books.evaluation, world.parameters.bureau
    others = stakes.relative * scores.mean_of_others(books.use.used_score)
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
    return stakes.self_part * bonus + stakes.external_part * seen.external_score - others


def learn(world: World, books: Year) -> None:
    """Beliefs, performance culture, competence and habits after a year."""
    state, p, levers, programme = world.state, world.parameters.department, books.levers, books.programme
    announced = (levers.monitoring_intensity + levers.evaluation_coverage + levers.objective_review) / 3.0
    used = levers.result_use * programme.evaluation
    # Cynicism comes from what peers get away with: nobody's taste follows from his own choice of the year.
    gaming = books.decision.manipulation
    seen = neighbour_mean(gaming, world.neighbours) if len(world.neighbours) else gaming
    attractor = learning.culture_attractor(programme.training, used, seen, announced, programme.delivered, p)
    learn_delivery(world, books)
    learn_consequence(world, books)
    state.culture = learning.next_culture(state.culture, attractor, p.culture_rate)
    skills = capacity.competence(levers, programme.evaluation_detection, programme.delivered)
    state.passive_waste = learning.next_passive_waste(state.passive_waste, skills, p)
    renewal.age_indicators(world)
    renewal.renew_errors(world)
    renewal.move_standards(world)
    look_back(world, books)


def learn_delivery(world: World, books: Year) -> None:
    """Learn which part of announced checks and audits comes, from own experience and from peers'."""
    state, p, levers = world.state, world.parameters.department, books.levers
    state.check_delivery, state.perceived_risk = _delivered(
        world, state.check_delivery, books.checks / 12.0, execution.announced_checks(levers), p
    )
    state.audit_delivery, state.perceived_audit = _delivered(
        world, state.audit_delivery, books.audits, levers.audit_coverage, p
    )


def _delivered(
    world: World, belief: Array, done: Array, announced: Array, p: Department[Array]
) -> tuple[Array, Array]:
    """Return the belief D̂ after the year, and the chance that it makes of what is announced."""
    everywhere = full(announced, world.shape)
    own_experience = learning.Experience(done, everywhere)
    # Sums over peers of what came and of what was announced: only their ratio counts. Without peers, own experience.
    peers = (
        learning.Experience(
            neighbour_mean(done, world.neighbours), neighbour_mean(everywhere, world.neighbours)
        )
        if len(world.neighbours)
        else own_experience
    )
    revised = learning.delivery_belief(belief, own_experience, peers, p)
    return revised, everywhere * revised


def learn_consequence(world: World, books: Year) -> None:
    """Learn what follows from a finding, one's own or a neighbour's, and whether announced use of results comes."""
    state, rate, programme = world.state, world.parameters.department.belief_learning, books.programme
    own_findings = np.minimum(books.findings + books.audit_findings, 1.0)
    heard_findings = np.minimum(neighbour_mean(own_findings, world.neighbours) * len(world.neighbours), 1.0)
    state.consequence_belief = learning.consequence_belief(
        state.consequence_belief, np.maximum(own_findings, heard_findings), programme.consequence, rate
    )
    state.credibility = learning.credibility(
        state.credibility, books.levers.result_use, programme.delivered, rate
    )


def look_back(world: World, books: Year) -> None:
    """Smooth what departments know of their own results; remember what paid."""
    state, p, done, seen = world.state, world.parameters.department, books.decision, books.evaluation
    money = learning.weight_of_a_year(p.smoothing, world.age)
    score = learning.weight_of_a_year(p.smoothing_attainment, world.age)
    state.useful_share = learning.smoothed(state.useful_share, books.results.useful_share, money)
    state.attainment_output = learning.smoothed(state.attainment_output, seen.attainment_output, score)
    state.attainment_benefit = learning.smoothed(state.attainment_benefit, seen.attainment_benefit, score)
    state.effort_output, state.effort_benefit = done.effort_output.copy(), done.effort_benefit.copy()
    if world.habitual:
        decisions.remember(state, done, books.accounts.payoff, p.search_memory)
