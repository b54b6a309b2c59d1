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
after 12    true results; self-evaluation; external evaluation of some             ``close_year``
after 12    bureau uses results for the next budget; everybody learns              ``close_year``
==========  =====================================================================  ==================
"""

from __future__ import annotations

from collections.abc import Callable

from budgetsim.declarations import Policy
from budgetsim.model import months, opening, renewal, year_end
from budgetsim.model.department import decisions
from budgetsim.model.department.decisions import Prospect, prospect_of
from budgetsim.model.department.view import DepartmentView
from budgetsim.model.months import DECEMBER, JULY
from budgetsim.model.state import Decision, Year
from budgetsim.model.world import World
from budgetsim.numerics import Array

Behaviour = Callable[[DepartmentView[Array]], Decision[Array]]
Amend = Callable[[DepartmentView[Array], Decision[Array]], Decision[Array]]


def open_year(
    world: World, levers: Policy[Array], behaviour: Behaviour | None = None, amend: Amend | None = None
) -> Year:
    """January: announce, plan, decide, propose, review; return the open books.

    ``behaviour`` replaces the decision rules of all departments; ``amend`` may change single rows afterwards.
    """
    prospect = announce(world, levers)
    view = prospect.view
    if behaviour is None:
        decision = decisions.decide(prospect, world.state, world.rule, world.draws.search)
    else:
        decision = decisions.checked(behaviour(view), view, "behaviour")
    if amend is not None:
        decision = decisions.checked(amend(view, decision), view, "decide")
    return settle(world, prospect, decision)


def announce(world: World, levers: Policy[Array]) -> Prospect:
    """January, first: budgets are adjusted, levers announced, work is planned; what departments have before them."""
    world.draws = world.shocks.year(world.elapsed)
    renewal.fade_productivity(world)
    opening.adjust_budgets(world)
    opening.hear_announcement(world, levers)
    programme = world.bureau.programme(levers)
    return prospect_of(world.department_view(levers, programme))


def settle(world: World, prospect: Prospect, decision: Decision[Array]) -> Year:
    """January, then: departments propose what they have decided, the bureau sets targets, the books are open."""
    view = prospect.view
    proposal = prospect.proposal(decision.sandbagging)
    targets = world.bureau.review(proposal, view.policy, view.programme)
    world.books = opening.open_books(world, prospect, decision, proposal, targets)
    return world.books


def month(world: World) -> None:
    """One month: spend, divert, waste; be checked and corrected; in July money moves, in December it runs out."""
    books = world.books
    books.month += 1
    if books.month < DECEMBER:
        months.spend_instalment(world)
    else:
        months.rush(world)
    months.check(world)
    if books.month == JULY:
        months.move_money(world)
    if books.month == DECEMBER:
        months.audit(world)


def close_year(world: World) -> Year:
    """After December: results, evaluation, use of results, learning; return the closed books."""
    books = world.books
    books.results = year_end.produce(world, books)
    books.evaluation = year_end.evaluate(world, books)
    books.messages = year_end.report_to_bureau(world, books)
    m = books.messages
    books.use, bureau = world.bureau.use_results(
        books.levers, books.programme, m.self_evaluation, m.external_evaluation, m.findings, m.council
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
