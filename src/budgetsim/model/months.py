"""The twelve months: spending, checks, corrections and the audit, booked as they happen."""

from __future__ import annotations

import numpy as np

from budgetsim.model.mechanisms import execution
from budgetsim.model.messages import ExecutionReport
from budgetsim.model.state import Year
from budgetsim.model.world import World
from budgetsim.numerics import Array, BoolArray, full, total

JULY, DECEMBER = 7, 12


def spend_instalment(world: World) -> None:
    """January to November: an instalment is spent, and what the month asks for beyond it as far as money waits."""
    books = world.books
    noise, shock = world.parameters.department.spending_noise, world.draws.spending[:, :, books.month - 1]
    amount = execution.monthly_spending(books.instalment, noise, shock, books.budget - books.spent)
    books.useful += spend(books, amount)
    meet_late_demand(world)


def rush(world: World) -> None:
    """December: what is left is spent in a hurry, as far as it cannot be kept."""
    books, law = world.books, world.books.year_end
    books.november = books.spent.copy()
    books.useful += spend(books, execution.regular_december(books.budget, books.spent))
    meet_late_demand(world)
    hurried = spend(books, law.rushed * (books.budget - books.spent))
    books.rush_loss += (1.0 - law.quality) * hurried
    books.useful += law.quality * hurried


def meet_late_demand(world: World) -> None:
    """Spend what is behind schedule on what the month asks for beyond the budget, as far as it does."""
    if world.draws.late_demand is None:
        return
    books, value = world.books, world.parameters.department.late_demand_value
    amount = execution.late_spending(books.late_demand, books.budget, books.spent, books.month)
    met = spend(books, amount)
    books.late_gain += (value - 1.0) * met
    books.useful += value * met


def spend(books: Year, amount: Array) -> Array:
    """Book an amount of spending, part of it diverted, part wasted; return what does its work."""
    uses = execution.uses(amount, books.diversion_now, books.decision.concealment, books.waste_now)
    books.spent += amount
    books.diverted += uses.diverted
    books.at_large += uses.diverted
    books.concealed += uses.concealed
    books.passive += uses.wasted
    return uses.useful


def check(world: World) -> None:
    """The month's checks: they find misuse, and poor management."""
    books, draw = world.books, world.draws.checks[:, :, world.books.month - 1]
    came = draw < books.programme.monitoring
    books.checks += came
    correct_misuse(books, draw)
    correct_management(world, came)


def correct_misuse(books: Year, draw: Array) -> None:
    """A finding returns a part of what was diverted since the last one; the first of a year cuts what goes on."""
    misuse_found = execution.misuse_found(draw, books.hazard, books.at_large)
    consequence = misuse_found * books.programme.consequence
    give_back(books, consequence * books.at_large)
    books.at_large *= ~misuse_found
    books.diversion_now *= execution.diversion_left(consequence, books.findings)
    books.findings += misuse_found


def correct_management(world: World, came: BoolArray) -> None:
    """The first finding of poor management in a year cuts passive waste, and sanctions nobody."""
    books, d = world.books, world.parameters.department
    chance = execution.shortcoming_chance(
        books.programme.monitoring_detection,
        d.shortcoming_visibility,
        books.waste_now,
        d.passive_waste_initial,
    )
    shortcoming_found = came & (world.draws.shortcomings[:, :, books.month - 1] < chance)
    consequence = shortcoming_found * books.programme.consequence
    books.waste_now *= execution.waste_left(d.waste_correction, consequence, books.shortcomings)
    books.shortcomings += shortcoming_found


def audit(world: World) -> None:
    """December: findings that reach the bureau return a part of all that is still diverted openly."""
    books, draw = world.books, world.draws.audited
    books.audits = full((draw < books.levers.audit_coverage).astype(np.float64), books.spent.shape)
    misuse_found = execution.audit_found(draw, books.programme.audit_chance, books.diverted)
    books.audit_findings = misuse_found.astype(np.float64)
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
    books.instalment = execution.instalment(books.budget, books.decision.hoarding, noise)


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
