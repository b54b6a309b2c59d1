"""A Mesa data collector for yearly outcomes at monthly steps."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from mesa import DataCollector

from budgetsim.columns import COLUMNS
from budgetsim.measures import OUTCOMES

if TYPE_CHECKING:
    from budgetsim.model import BudgetModel

CLOCK = ("year", "month")


def _latest(model: BudgetModel, name: str) -> float:
    return model.latest[name]


def _clock(model: BudgetModel, name: str) -> int:
    return int(getattr(model, name))


class OutcomeCollector(DataCollector):
    """Outcomes of the latest closed year, collected every month (Mesa's batch runner looks rows up by step).

    The month's collection is one pass over one dict: Mesa's own would copy each of the outcomes deeply.
    """

    model_reporters: dict[str, Any]

    def __init__(self, *, departments: bool) -> None:
        reporters: dict[str, Any] = {name: partial(_clock, name=name) for name in CLOCK}
        reporters |= {name: partial(_latest, name=name) for name in OUTCOMES}
        super().__init__(
            model_reporters=reporters,
            agent_reporters={name: _agent_reporter(name) for name in COLUMNS} if departments else None,
        )

    def collect(self, model: BudgetModel) -> None:
        """Append the state of this month."""
        own = self.model_reporters
        # Mesa keeps its books of steps, the clock and the agents; outcomes are ours.
        self.model_reporters = {name: own[name] for name in CLOCK}
        try:
            super().collect(model)
        finally:
            self.model_reporters = own
        for name, value in model.latest.items():
            self.model_vars[name].append(value)


def _agent_reporter(name: str) -> Any:
    return partial(_attribute, name=name)


def _attribute(agent: Any, name: str) -> float | None:
    return getattr(agent, name, None)
