"""The agents as Mesa sees them: each holds a row number, the model owns the columns."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

import mesa

from budgetsim.agents.view import DepartmentView
from budgetsim.declarations import ARCHETYPES
from budgetsim.state import Decision

if TYPE_CHECKING:
    from budgetsim.model import BudgetModel
    from budgetsim.principal.view import BureauView


class _CountersByModel(WeakKeyDictionary[Any, Any]):
    """Counters that let their models go: Mesa 3.3 keeps every model alive through ``Agent._ids`` otherwise."""

    def __getitem__(self, model: Any) -> Any:
        if model not in self:
            self[model] = count(1)
        return super().__getitem__(model)


class _BudgetAgent(mesa.Agent):
    """Base of both kinds of agents."""

    _ids = _CountersByModel()
    model: BudgetModel


class FinanceBureauAgent(_BudgetAgent):
    """The principal. It knows messages only; ``view`` is its knowledge after the last closed year."""

    @property
    def policy(self) -> dict[str, Any]:
        """Levers in force this year, by name."""
        return self.model.levers_in_force()

    @property
    def view(self) -> BureauView | None:
        """What the bureau has seen of the last closed year; ``None`` before the first."""
        return self.model.bureau_view

    @property
    def workload_ratio(self) -> float:
        """Staff days asked for over staff days available, this year."""
        return self.model.district_value("workload")

    @property
    def delivered(self) -> float:
        """Share of the announced work that gets done this year."""
        return self.model.district_value("delivered")


def _column(name: str, meaning: str) -> property:
    """Build an attribute that reads and writes the department's row of a column of the model."""

    def read(agent: DepartmentAgent) -> float:
        return agent.model.read(name, agent.row)

    def write(agent: DepartmentAgent, value: float) -> None:
        agent.model.write(name, agent.row, value)

    return property(read, write, doc=meaning)


class DepartmentAgent(_BudgetAgent):
    """A department. Its attributes read and write its row; subclass it and override ``decide`` to play it yourself.

    Attributes of the year (efforts, scores, spending) are NaN before the first year is opened. Writing ``budget``
    changes the open year, or, between two years, the coming one.
    """

    def __init__(self, model: BudgetModel, row: int) -> None:
        super().__init__(model)
        self.row = row

    budget = _column("budget", "Budget of the year, mean budgets.")
    spent = _column("spent", "Money spent so far this year.")
    productivity = _column("productivity", "Private productivity θ.")
    culture = _column("culture", "Performance concept κ.")
    perceived_risk = _column("perceived_risk", "Chance of a monthly check it believes in, p̂.")
    credibility = _column("credibility", "Belief that announced use of results is delivered, γᵘ.")
    effort_output = _column("effort_output", "Effort on outputs.")
    effort_benefit = _column("effort_benefit", "Effort on benefits.")
    manipulation = _column("manipulation", "Attainment claimed beyond the truth, g.")
    diversion = _column("diversion", "Share of money it sets out to divert openly, d.")
    concealment = _column("concealment", "Share of money it diverts beyond the reach of checks, c.")
    sandbagging = _column("sandbagging", "Understatement of its proposed target, s.")
    target = _column("target", "Output target of the year, τ₁.")
    self_score = _column("self_score", "Self-score of the last closed year, 0–100.")
    external_score = _column("external_score", "Key score that it would get, 0–100 (the researcher's).")

    @property
    def archetype(self) -> str:
        """Kind of department after Wilson: production, procedural, craft or coping."""
        return ARCHETYPES[int(self.model.world.traits.archetype[0, 0, self.row])]

    @property
    def name(self) -> str:
        """Name from the user's roster, or a number."""
        roster = self.model.settings.roster
        return f"department {self.row}" if roster is None else roster.names[self.row]

    def decide(self, view: DepartmentView[float]) -> Decision[float]:
        """Choose the year's actions in January. The model's own rule has filled ``view.planned``: return it."""
        if view.planned is None:
            raise ValueError("the view holds no planned decision")
        return view.planned
