"""What Mesa sees of a district: where the attributes of its agents live, and outcomes collected at monthly steps."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Protocol, SupportsIndex, overload

from mesa import DataCollector

from budgetsim.model.measures import OUTCOMES
from budgetsim.model.state import Year
from budgetsim.model.treatment import TREATMENT
from budgetsim.model.world import World
from budgetsim.numerics import Array

CLOCK = ("year", "month")
UNKNOWN: dict[str, float] = dict.fromkeys(OUTCOMES, float("nan"))
"""Outcomes of a year before it is closed."""

Column = Callable[[World], list[Array]]
"""Where an attribute of a department lives: the arrays behind it; the first is read, all are written."""
SCORES = ("self_score", "external_score")
"""Columns shown as 0–100 and held as 0–1."""


def _of_year(pick: Callable[[Year], list[Array]]) -> Column:
    return lambda world: pick(world.books) if hasattr(world, "books") else []


def _of_closed_year(pick: Callable[[Year], list[Array]]) -> Column:
    return lambda world: pick(world.closed) if world.closed is not None else []


COLUMNS: dict[str, Column] = {
    "budget": lambda world: [world.books.budget] if hasattr(world, "books") else [world.budget()],
    "spent": _of_year(lambda y: [y.spent]),
    "productivity": lambda world: [world.traits.productivity],
    "culture": lambda world: [world.state.culture],
    "perceived_risk": lambda world: [world.state.perceived_risk],
    "credibility": lambda world: [world.state.credibility],
    "effort_output": _of_year(lambda y: [y.decision.effort_output]),
    "effort_benefit": _of_year(lambda y: [y.decision.effort_benefit]),
    "manipulation": _of_year(lambda y: [y.decision.manipulation]),
    "diversion": _of_year(lambda y: [y.decision.diversion, y.diversion_now]),
    "concealment": _of_year(lambda y: [y.decision.concealment]),
    "sandbagging": _of_year(lambda y: [y.decision.sandbagging]),
    "target": _of_year(lambda y: [y.targets.output]),
    "self_score": _of_closed_year(lambda y: [y.evaluation.self_score]),
    "external_score": _of_closed_year(lambda y: [y.evaluation.external_score]),
}


class DatedModel(Protocol):
    """What the collector reads of a model: its clocks, and the outcomes of its last closed year."""

    year: int
    month: int
    steps: int
    time: float
    latest: dict[str, float]


def _latest(model: DatedModel, name: str) -> float:
    return model.latest[name]


def _clock(model: DatedModel, name: str) -> int:
    return int(getattr(model, name))


class Collections(list[float]):
    """Times of collection, of which every p-th is the one that *ends* p months, and the last is always there.

    Mesa's batch runner (3.5) takes ``[::period]`` of them: of a plain list that would be the Januaries, without the
    last year.
    """

    @overload
    def __getitem__(self, index: SupportsIndex) -> float: ...
    @overload
    def __getitem__(self, index: slice) -> list[float]: ...
    def __getitem__(self, index: SupportsIndex | slice) -> float | list[float]:
        if (
            not isinstance(index, slice)
            or index.step in (None, 1)
            or (index.start, index.stop) != (None, None)
        ):
            return super().__getitem__(index)
        ends = super().__getitem__(slice(index.step - 1, None, index.step))
        return ends if len(self) % index.step == 0 else [*ends, self[-1]]


class OutcomeCollector(DataCollector):
    """Every month, the outcomes of its year (Mesa's batch runner looks rows up by step).

    They are known once the year is closed; until then its months have NaN, and the newest row has the outcomes of the
    last closed year. A year's outcomes are kept once, where Mesa's own collector would copy each of them deeply every
    month; ``model_vars`` expands them when somebody looks.
    """

    model_reporters: dict[str, Any]

    def __init__(self, *, departments: bool) -> None:
        self._months: list[tuple[int, int]] = []
        self._closed: dict[int, dict[str, float]] = {}
        self._newest = UNKNOWN
        self._expanded: tuple[int, dict[str, list[Any]]] = (-1, {})
        reporters: dict[str, Any] = {name: partial(_clock, name=name) for name in CLOCK}
        reporters |= {name: partial(_latest, name=name) for name in OUTCOMES}
        super().__init__(
            model_reporters=reporters,
            agent_reporters={name: _agent_reporter(name) for name in (*COLUMNS, *TREATMENT)}
            if departments
            else None,
        )
        self._by_time = hasattr(self, "_collection_steps")
        if self._by_time:
            self._collection_steps = Collections()

    @property
    def model_vars(self) -> dict[str, list[Any]]:
        """Collected values by variable, one per month."""
        if self._expanded[0] != len(self._months):
            known = [self._closed.get(year, UNKNOWN) for year, _ in self._months[:-1]]
            rows = [*known, *([self._newest] if self._months else [])]
            table: dict[str, list[Any]] = {
                name: [month[i] for month in self._months] for i, name in enumerate(CLOCK)
            }
            table |= {name: [row[name] for row in rows] for name in OUTCOMES}
            self._expanded = (len(self._months), table)
        return self._expanded[1]

    @model_vars.setter
    def model_vars(self, value: dict[str, list[Any]]) -> None:
        """Mesa empties its table when it begins; ours is made of rows."""

    def collect(self, model: DatedModel) -> None:
        """Keep the state of this month."""
        self._months.append((model.year, model.month))
        self._newest = model.latest
        if model.month == 12:
            self._closed[model.year] = model.latest
        if self._by_time:
            # Mesa 3.5 finds rows by the model's time.
            self._collection_steps.append(model.time)
        if self.agent_reporters:
            self._collect_agents(model)

    def _collect_agents(self, model: DatedModel) -> None:
        model_reporters, self.model_reporters = self.model_reporters, {}
        try:
            super().collect(model)
        finally:
            self.model_reporters = model_reporters
        if not self._by_time:
            # The batch runner of Mesa 3.3 looks up rows of the model from 0 on, and agents under the same number.
            self._agent_records[len(self._months) - 1] = self._agent_records.pop(model.steps)


def _agent_reporter(name: str) -> Any:
    return partial(_attribute, name=name)


def _attribute(agent: Any, name: str) -> float | None:
    return getattr(agent, name, None)
