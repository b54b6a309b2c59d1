"""One run, stopped every month of one year, so that everything a department does can be looked at."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from budgetsim.language import told
from budgetsim.model.bureau import BureauMemory, FinanceBureau
from budgetsim.model.department.decisions import Prospect, prospect_of
from budgetsim.model.department.view import DepartmentView
from budgetsim.model.fiscal_year import Behaviour
from budgetsim.model.months import DECEMBER
from budgetsim.model.run import PolicyRule, Run
from budgetsim.model.state import Year
from budgetsim.model.world import World
from budgetsim.numerics import Array, BoolArray
from budgetsim.scenario import Scenario


@dataclass(frozen=True)
class MonthEnd:
    """One department's accounts at the end of a month, cumulative; money in mean budgets."""

    month: int
    budget: float
    spent: float
    diverted: float
    """Openly, where checks and audits can find it."""
    concealed: float
    checks: float
    findings: float
    """Of misuse."""
    shortcomings: float
    """Findings of poor management."""
    audit_findings: float
    diversion_now: float
    """Share of spending that is being diverted openly from here on."""
    returned: float
    """Diverted money that checks and audits gave back in this month."""


@dataclass(frozen=True)
class Captured:
    """A year of one department in one run; arrays are (1, 1, department)."""

    scenario: Scenario
    seed: int
    year: int
    department: int
    world: World
    """After the year: what everybody has learned."""
    prospect: Prospect
    """What departments had before them in January."""
    bureau: FinanceBureau
    """The bureau as it was in January."""
    waste_in_january: Array
    """Passive waste of departments before the year, as they have learned to avoid it."""
    books: Year
    months: tuple[MonthEnd, ...]
    behaviour_given: bool = False
    """Whether departments followed a given behaviour instead of the model's decision rules."""

    @property
    def view(self) -> DepartmentView[Array]:
        """What departments knew in January."""
        return self.prospect.view

    @property
    def memory(self) -> BureauMemory:
        """What the bureau knew in January."""
        return self.bureau.memory

    def of(self, values: Array | BoolArray | float) -> float:
        """Return the department's own entry of an array, or the value that all departments share."""
        if np.ndim(values) == 0:
            return float(values)
        own = np.asarray(values)
        return float(own[0, 0, self.department if own.shape[2] > 1 else 0])


def capture_year(  # noqa: PLR0913 - which department of which run
    scenario: Scenario,
    department: int,
    year: int,
    seed: int = 0,
    *,
    behaviour: Behaviour | None = None,
    policy_rule: PolicyRule | None = None,
) -> Captured:
    """Live through a run up to and including ``year`` (1 is the first recorded), as ``simulate`` does.

    Raises
    ------
    ValueError
        If the district has no such department, or the year is before the first.
    """
    if not 0 <= department < scenario.district.departments or year < 1:
        numbers = {"department": str(department), "year": str(year)}
        raise ValueError(told("fault-no-department", scenario=scenario.name, **numbers))
    run = Run(scenario, [seed], year, behaviour=behaviour, policy_rule=policy_rule).burn_in()
    for _ in range(1, year):
        run.live_year()
    books, world = run.open_year(), run.world
    # Closing the year replaces the arrays of the state; those of January stay as they are.
    prospect = prospect_of(world.department_view(books.levers, books.programme))
    bureau, waste = world.bureau, world.state.passive_waste
    months = tuple(_live_month(run, department) for _ in range(DECEMBER))
    run.close_year()
    given = behaviour is not None
    return Captured(scenario, seed, year, department, world, prospect, bureau, waste, books, months, given)


def _live_month(run: Run, department: int) -> MonthEnd:
    books, place = run.world.books, (0, 0, department)
    spent, diverted = float(books.spent[place]), float(books.diverted[place])
    rate = float(books.diversion_now[place])
    run.live_month()
    now, held = float(books.spent[place]), float(books.diverted[place])
    audited = books.audit_findings[place] if books.month == DECEMBER else 0.0
    return MonthEnd(
        month=books.month,
        budget=float(books.budget[place]),
        spent=now,
        diverted=held,
        concealed=float(books.concealed[place]),
        checks=float(books.checks[place]),
        findings=float(books.findings[place]),
        shortcomings=float(books.shortcomings[place]),
        audit_findings=float(audited),
        diversion_now=float(books.diversion_now[place]),
        returned=max(0.0, diverted + rate * (now - spent) - held),
    )
