"""The fiscal year on one page: open it, live twelve months, close it. Both faces of the model call these three.

==========  =====================================================================  ==================
month       event                                                                  function
==========  =====================================================================  ==================
1           bureau announces its levers and plans the work its staff can do        ``open_year``
1           departments decide: effort, proposal, manipulation, diversion          ``open_year``
1           bureau reviews proposals and sets targets; budgets are open            ``open_year``
1 to 12     departments spend, divert and waste; checks find, correct, give back   ``month``
7           bureau moves money behind schedule to departments ahead of it          ``month``
12          December rush; audit; unspent money is kept or lapses                  ``month``
after 12    true results; self-evaluation; key evaluation of some departments      ``close_year``
after 12    bureau uses results for the next budget; everybody learns              ``close_year``
==========  =====================================================================  ==================
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from budgetsim import renewal, year_end
from budgetsim.agents import deciding, stakes
from budgetsim.agents.reserve import foreseen
from budgetsim.agents.view import DepartmentView
from budgetsim.declarations import Department, Policy
from budgetsim.mechanisms import allocation, discretion, learning, misconduct, objectives, reserve, spending
from budgetsim.messages import (
    CheckFindings,
    CouncilWishes,
    ExecutionReport,
    KeyEvaluation,
    ObjectiveProposal,
    SelfEvaluation,
    YearMessages,
)
from budgetsim.numerics import Array, BoolArray, full, total
from budgetsim.opening import open_books
from budgetsim.state import Decision, Year
from budgetsim.world import World

Behaviour = Callable[[DepartmentView[Array]], Decision[Array]]
Amend = Callable[[DepartmentView[Array], Decision[Array]], Decision[Array]]

JULY, DECEMBER = 7, 12


def open_year(
    world: World, levers: Policy[Array], behaviour: Behaviour | None = None, amend: Amend | None = None
) -> Year:
    """January: announce, plan, decide, propose, review; return the open books.

    ``behaviour`` replaces the decision rules of all departments; ``amend`` may change single rows afterwards.
    """
    world.draws = world.shocks.year(world.elapsed)
    renewal.fade_productivity(world)
    adjust_budgets(world)
    hear_announcement(world, levers)
    programme = world.bureau.programme(levers)
    view = world.department_view(levers, programme)
    at_stake = stakes.stakes(view)
    if behaviour is None:
        decision = deciding.decide(view, at_stake, world.state, world.rule, world.draws.search)
    else:
        decision = deciding.checked(behaviour(view), view, "behaviour")
    if amend is not None:
        decision = deciding.checked(amend(view, decision), view, "decide")
    proposal = ObjectiveProposal(
        *(objectives.proposed_target(y, decision.sandbagging) for y in stakes.forecast(view))
    )
    targets = world.bureau.review(proposal, levers, programme)
    year_end = foreseen(view, at_stake, decision)
    world.books = open_books(world, view, decision, at_stake, year_end, proposal, targets)
    return world.books


def month(world: World) -> None:
    """One month: spend, divert, waste; be checked and corrected; in July money moves, in December it runs out."""
    books, draws, d = world.books, world.draws, world.parameters.department
    column = books.month
    books.month += 1
    if books.month < DECEMBER:
        noise, shock = d.spending_noise, draws.spending[:, :, column]
        amount = spending.monthly_spending(books.instalment, noise, shock, books.budget - books.spent)
        books.useful += spend(books, amount)
        meet_late_demand(world)
    else:
        rush(world)
    came = check(books, draws.checks[:, :, column])
    correct_management(books, came, draws.shortcomings[:, :, column], d)
    if books.month == JULY:
        move_money(world)
    if books.month == DECEMBER:
        audit(books, draws.audited)


def close_year(world: World) -> Year:
    """After December: results, evaluation, use of results, learning; return the closed books."""
    books = world.books
    books.results = year_end.produce(world, books)
    books.evaluation = year_end.evaluate(world, books)
    books.messages = report_to_bureau(world, books)
    m = books.messages
    books.use, bureau = world.bureau.use_results(
        books.levers, books.programme, m.self_evaluation, m.key_evaluation, m.findings, m.council
    )
    books.accounts = year_end.account(world, books)
    year_end.learn(world, books)
    world.bureau = bureau
    world.state.carried = books.results.kept
    world.adjusted = None
    world.previous = books.levers
    world.closed = books
    world.elapsed += 1
    return books


def adjust_budgets(world: World) -> None:
    """Budgets of the year as council and superior adjust them while it lasts; departments know it when they plan."""
    shock, p = world.draws.adjustment, world.parameters.bureau
    if shock is not None:
        change = allocation.political_change(shock, p.adjustment_sd, p.adjustment_tails)
        granted = allocation.adjusted_budget(world.bureau.memory.allocation, change, p.adjustment_sd)
        world.adjusted = full(granted, world.shape)


def hear_announcement(world: World, levers: Policy[Array]) -> None:
    """A reform of checks, of audits or of what findings lead to is believed in part at once."""
    state, before, weight = world.state, world.previous, world.parameters.department.announcement
    if (
        before.monitoring_intensity is not levers.monitoring_intensity
        or before.autonomy is not levers.autonomy
    ):
        announced = discretion.announced_checks(levers)
        heard = learning.announced_risk(state.perceived_risk, announced, state.check_delivery, weight)
        state.perceived_risk = full(heard, world.shape)
    if before.audit_coverage is not levers.audit_coverage:
        heard = learning.announced_risk(
            state.perceived_audit, levers.audit_coverage, state.audit_delivery, weight
        )
        state.perceived_audit = full(heard, world.shape)
    if before.rectification is not levers.rectification:
        change = levers.rectification - before.rectification
        heard = learning.announced_consequence(state.consequence_belief, change, weight)
        state.consequence_belief = full(heard, world.shape)


def spend(books: Year, amount: Array) -> Array:
    """Book an amount of spending, part of it diverted, part wasted; return what does its work."""
    taken = books.diversion_now * amount
    hidden = books.decision.concealment * amount
    left = amount - taken - hidden
    lost = books.waste_now * left
    books.spent += amount
    books.diverted += taken
    books.at_large += taken
    books.concealed += hidden
    books.passive += lost
    return left - lost


def rush(world: World) -> None:
    """December: what is left is spent in a hurry, as far as it cannot be kept."""
    books, law = world.books, world.books.year_end
    books.november = books.spent.copy()
    books.useful += spend(books, spending.regular_december(books.budget, books.spent))
    meet_late_demand(world)
    hurried = spend(books, law.rushed * (books.budget - books.spent))
    books.rush_loss += (1.0 - law.quality) * hurried
    books.useful += law.quality * hurried


def meet_late_demand(world: World) -> None:
    """Spend what is behind schedule on what the month asks for beyond the budget, as far as it does."""
    if world.draws.late_demand is None:
        return
    books, value = world.books, world.parameters.department.late_demand_value
    amount = reserve.late_spending(books.late_demand, books.budget, books.spent, books.month)
    met = spend(books, amount)
    books.late_gain += (value - 1.0) * met
    books.useful += value * met


def check(books: Year, draw: Array) -> BoolArray:
    """Monthly checks; return where one came.

    A finding returns a part of what was diverted since the last one; the first of a year cuts what is diverted from
    then on.
    """
    came = draw < books.programme.monitoring
    found = (draw < books.hazard) & (books.at_large > 0.0)
    consequence = found * books.programme.consequence
    give_back(books, consequence * books.at_large)
    books.at_large *= ~found
    books.diversion_now *= 1.0 - consequence * (books.findings == 0.0)
    books.checks += came
    books.findings += found
    return came


def correct_management(books: Year, came: BoolArray, draw: Array, d: Department[Array]) -> None:
    """Checks find poor management as well: the first finding of a year cuts passive waste, and sanctions nobody."""
    chance = misconduct.shortcoming_chance(
        books.programme.monitoring_power, d.shortcoming_visibility, books.waste_now, d.passive_waste_initial
    )
    found = came & (draw < chance)
    corrected = found * (books.shortcomings == 0.0) * books.programme.consequence
    books.waste_now *= 1.0 - d.waste_correction * corrected
    books.shortcomings += found


def audit(books: Year, draw: Array) -> None:
    """Yearly audit: findings that reach the bureau return a part of all that is still diverted openly."""
    books.audits = full((draw < books.levers.audit_coverage).astype(np.float64), books.spent.shape)
    found = (draw < books.programme.audit_chance) & (books.diverted > 0.0)
    books.audit_findings = found.astype(np.float64)
    give_back(books, books.audit_findings * books.programme.consequence * books.diverted)


def give_back(books: Year, returned: Array) -> None:
    """Return diverted money to its purpose, where it is used no better than other money."""
    lost = books.waste_now * returned
    books.diverted -= returned
    books.passive += lost
    books.useful += returned - lost


def move_money(world: World) -> None:
    """End of July: the bureau sees the execution reports and reallocates."""
    books = world.books
    books.july = ExecutionReport(JULY, books.budget, books.spent.copy())
    adjustment = world.bureau.reallocate(books.july, books.levers, books.programme)
    books.moved_in_july = adjustment.change
    books.budget = books.budget + adjustment.change
    noise = world.parameters.department.spending_noise
    books.instalment = spending.instalment(books.budget, books.decision.hoarding, noise)


def report_to_bureau(world: World, books: Year) -> YearMessages:
    """Collect everything that reaches the bureau after a year, and nothing else."""
    seen, p = books.evaluation, world.parameters.bureau
    return YearMessages(
        proposal=books.proposal,
        july=books.july,
        findings=CheckFindings(books.checks, books.findings, books.shortcomings, books.audit_findings),
        self_evaluation=SelfEvaluation(seen.reported_score, seen.reported_output, seen.reported_benefit),
        key_evaluation=KeyEvaluation(
            seen.covered, np.where(seen.covered, seen.delivered_key, np.nan), books.programme.key_error
        ),
        council=CouncilWishes(
            allocation.political_change(world.draws.budgets, p.budget_noise, p.budget_noise_tails),
            world.envelope(world.elapsed + 1),
        ),
    )


def money_balance(books: Year) -> Array:
    """Budget less everything that it became, relative to the district's money: 0 up to rounding."""
    became = (
        (books.useful - books.late_gain)
        + books.diverted
        + books.concealed
        + books.passive
        + books.rush_loss
        + books.results.unspent
    )
    gap = np.abs(books.budget - became)
    return total(gap, gap.shape[-1]) / total(books.budget, gap.shape[-1])
