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

    A month keeps one reference to the year's outcomes, where Mesa's own collector would copy each of them deeply;
    ``model_vars`` expands them when somebody looks.
    """

    model_reporters: dict[str, Any]

    def __init__(self, *, departments: bool) -> None:
        self._rows: list[tuple[int, int, dict[str, float]]] = []
        self._expanded: tuple[int, dict[str, list[Any]]] = (-1, {})
        reporters: dict[str, Any] = {name: partial(_clock, name=name) for name in CLOCK}
        reporters |= {name: partial(_latest, name=name) for name in OUTCOMES}
        super().__init__(
            model_reporters=reporters,
            agent_reporters={name: _agent_reporter(name) for name in COLUMNS} if departments else None,
        )

    @property
    def model_vars(self) -> dict[str, list[Any]]:
        """Collected values by variable, one per month."""
        if self._expanded[0] != len(self._rows):
            table: dict[str, list[Any]] = {
                name: [row[i] for row in self._rows] for i, name in enumerate(CLOCK)
            }
            table |= {name: [row[2][name] for row in self._rows] for name in OUTCOMES}
            self._expanded = (len(self._rows), table)
        return self._expanded[1]

    @model_vars.setter
    def model_vars(self, value: dict[str, list[Any]]) -> None:
        """Mesa empties its table when it begins; ours is made of rows."""

    def collect(self, model: BudgetModel) -> None:
        """Keep the state of this month."""
        self._rows.append((model.year, model.month, model.latest))
        if hasattr(self, "_collection_steps"):
            # Mesa 3.5 finds rows by the model's time.
            self._collection_steps.append(model.time)
        if self.agent_reporters:
            own, self.model_reporters = self.model_reporters, {}
            try:
                super().collect(model)
            finally:
                self.model_reporters = own


def _agent_reporter(name: str) -> Any:
    return partial(_attribute, name=name)


def _attribute(agent: Any, name: str) -> float | None:
    return getattr(agent, name, None)
