"""States of the world that scenarios meet: draws of the parameters that nobody knows, and other structures.

A study over states holds every scenario as it is declared, under each draw, and under a few draws with each structure,
all under the same seeds. Draws speak of degree within one model; structures are rivals, shown side by side.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from budgetsim.declarations import declarations
from budgetsim.numerics import Array
from budgetsim.posterior.prior import keeping
from budgetsim.scenario import Scenario
from budgetsim.scenario_files.values import rules_of
from budgetsim.studies.factors import SCENARIO, Factor
from budgetsim.studies.points import Points

if TYPE_CHECKING:
    import pandas as pd

    from budgetsim.posterior import Posterior
    from budgetsim.studies.store import CampaignResult, StudyResult

DRAWS = 64
"""Draws of parameters by default."""
FEW = 16
"""Draws under each other structure, at most."""
STRUCTURES: Mapping[str, Mapping[str, Any]] = {
    "discretion": {"discretion": 0.3},
    "gaming": {"gaming_learning": 0.25},
    "procrastination": {"year_end": "procrastination"},
    "patience": {"year_end": "patience"},
    "adaptive": {"adaptive_share": 1.0},
    "satisficing": {"satisficing_share": 1.0},
}
"""What each structure sets: monitoring that takes discretion (half of the largest plausible effect), claims that grow
with an indicator's age (likewise), the rival laws of the year-end, and departments that search or aspire instead of
choosing what is best for them."""
SWITCHED = frozenset(name for sets in STRUCTURES.values() for name in sets)
"""Parameters that structures set, which are never drawn beside them."""
MARK = "~"
"""Stands in the name of a point between its scenario and its state."""


@dataclass(frozen=True)
class State:
    """One state: a structure (empty for the model as it is declared), and a draw (``None`` for declared values)."""

    structure: str = ""
    draw: int | None = None

    def of(self, scenario: str) -> str:
        """Return the name of the point at which a scenario meets this state."""
        if self.draw is None:
            return scenario
        return MARK.join(part for part in (scenario, self.structure, f"{self.draw:03d}") if part)


@dataclass(frozen=True)
class States:
    """The states of a study.

    Attributes
    ----------
    source
        Where the draws come from.
    parameters
        Values (draw,) of every parameter that is drawn, by name.
    structures
        What other structures set, by name.
    draws
        Number of draws.
    most_few
        Draws under each other structure, at most.
    """

    source: str
    parameters: Mapping[str, Array]
    structures: Mapping[str, Mapping[str, Any]]
    draws: int
    most_few: int = FEW

    @property
    def few(self) -> int:
        """Draws under each structure beside the declared one: the first of all draws."""
        return min(self.most_few, self.draws)

    def every(self) -> Iterator[State]:
        """Yield the states in the order of the study, structure by structure."""
        yield State()
        yield from (State(draw=draw) for draw in range(self.draws))
        for structure in self.structures:
            yield from (State(structure, draw) for draw in range(self.few))

    def to_dict(self) -> dict[str, Any]:
        """Return what a directory must say beside its design, so that its runs can be told apart again."""
        names = list(self.parameters)
        return {
            "source": self.source, "parameters": names, "structures": list(self.structures), "draws": self.draws,
        }  # fmt: skip


def states_of(  # noqa: PLR0913 - what is drawn, and what is not
    posterior: Posterior,
    scenarios: Sequence[Scenario],
    draws: int,
    said: Collection[str] = (),
    structures: Mapping[str, Mapping[str, Any]] = STRUCTURES,
    varied: Collection[str] = (),
) -> States:
    """Return the states that scenarios meet.

    What is said is known: a parameter that a scenario sets to another value than the declared one, or that is among
    ``said``, is not drawn, and a structure that sets it is left out. Nor is what a study ``varied`` itself, with
    everything that shares a rule with it, since no draw would keep the rule at all of its values.
    """
    together = {name for rule in rules_of(frozenset(varied)) for name in rule.names}
    known = frozenset(said) | said_by(scenarios) | together | set(varied)
    drawn = posterior.draws(draws)
    parameters = {
        name: drawn.column(name).copy()
        for name in posterior.names
        if name not in SWITCHED and name not in known
    }
    for scenario in scenarios:
        _settle(parameters, scenario)
    others = {name: sets for name, sets in structures.items() if not known & set(sets)}
    return States(posterior.source, parameters, others, draws)


def said_by(scenarios: Iterable[Scenario]) -> frozenset[str]:
    """Return the parameters that scenarios set to another value than the declared one."""
    return frozenset(
        name
        for name, about in declarations().items()
        if about.group != "policy"
        and any(getattr(getattr(one, about.group), name) != about.default for one in scenarios)
    )


def _settle(parameters: dict[str, Array], scenario: Scenario) -> None:
    """Let draws be what is declared where they would break a rule together with what a scenario says."""
    declared = {name: getattr(getattr(scenario, about.group), name) for name, about in declarations().items()}
    for rule in rules_of(frozenset(parameters)):
        drawn = [name for name in rule.names if name in parameters]
        columns = np.column_stack([parameters[name] for name in drawn])
        broken = ~keeping(rule, drawn, columns, declared)
        for name in drawn:
            parameters[name][broken] = float(declarations()[name].default)


def points_under(scenarios: Sequence[Scenario], states: States) -> Points:
    """Return every scenario under every state, state by state within a structure.

    Raises
    ------
    ScenarioError
        If a draw is not allowed with what a scenario sets.
    """
    names = tuple(scenario.name for scenario in scenarios)
    several = len(scenarios) > 1
    factors = (Factor(SCENARIO, "lever", "choice", levels=names),) if several else ()
    values = {SCENARIO: names} if several else {}
    return every_point_under(Points(tuple(scenarios), factors, values, names=names), states)


def every_point_under(points: Points, states: States) -> Points:
    """Return all points of a design under every state, state by state: the first are the points as they are.

    Raises
    ------
    ScenarioError
        If a draw is not allowed with what a point sets.
    """
    every, count = list(states.every()), len(points)
    values: dict[str, list[Any]] = {}
    factors = list(points.factors)
    for name, column in states.parameters.items():
        values[name] = np.repeat(_by_state(name, column, every), count).tolist()
        factors.append(drawn_factor(name, column))
    bases = [points.base(place) for place in range(count)]
    for name in dict.fromkeys(name for sets in states.structures.values() for name in sets):
        usual = [own_value(base, name) for base in bases]
        values[name] = [
            states.structures.get(state.structure, {}).get(name, value) for state in every for value in usual
        ]
        factors.append(switched_factor(name, values[name]))
    own_values = dict(points.values.items())  # noqa: PD011 - no table
    values |= {name: list(column) * len(every) for name, column in own_values.items()}
    names = tuple(state.of(name) for state in every for name in points.scenario_names)
    return Points(points.bases, tuple(factors), values, points.from_year, names=names)


def settings_under(points: Points, states: States) -> dict[str, Any]:
    """Return what a study of points under states must know to read its runs again."""
    count = len(points) // sum(1 for _ in states.every())
    factors = [factor.to_dict() for factor in points.factors]
    names = list(points.scenario_names[:count])
    return {"factors": factors, "drawn": {**states.to_dict(), "scenarios": names}}


def _by_state(name: str, column: Array, every: Sequence[State]) -> Array:
    """Return a drawn parameter state by state, as it is declared where nothing is drawn."""
    declared = -1
    places = [declared if state.draw is None else state.draw for state in every]
    return np.append(column, float(declarations()[name].default))[places]


def own_value(scenario: Scenario, name: str) -> Any:
    """Return what a scenario says of a parameter."""
    return getattr(getattr(scenario, declarations()[name].group), name)


def drawn_factor(name: str, column: Array) -> Factor:
    """Return a parameter that is drawn as a factor, over the range of its draws and its declared value."""
    declared = float(declarations()[name].default)
    low, high = min(float(column.min()), declared), max(float(column.max()), declared)
    return Factor(name, "uncertainty", "number", low, high)


def switched_factor(name: str, values: Sequence[Any]) -> Factor:
    """Return a parameter that structures set as a factor, over the values that it takes."""
    kind: Any = declarations()[name].kind  # no text among them
    return Factor(name, "uncertainty", kind, levels=tuple(dict.fromkeys(values)))


def stored_states(result: StudyResult | CampaignResult) -> Mapping[str, Any]:
    """Return what results say of the states that scenarios met; nothing where parameters were as declared."""
    return dict(result.settings.get("drawn") or {})


def own_factors(result: StudyResult) -> tuple[Factor, ...]:
    """Return what a study varies itself, without what its states do."""
    states = stored_states(result)
    if not states:
        return result.factors
    switched = (name for structure in states["structures"] for name in STRUCTURES.get(structure, ()))
    of_states = {*states["parameters"], *switched}
    return tuple(factor for factor in result.factors if factor.name not in of_states)


@dataclass(frozen=True)
class Met:
    """What scenarios came to under the states of a study: values (draw, seed, outcome) by scenario.

    ``declared`` are those (seed, outcome) with declared parameters; ``structures`` those of the other structures.
    """

    outcomes: tuple[str, ...]
    declared: Mapping[str, Array]
    drawn: Mapping[str, Array]
    structures: Mapping[str, Mapping[str, Array]]


def met(
    means: pd.DataFrame, scenarios: Sequence[str], states: States, outcomes: Sequence[str] | None = None
) -> Met:
    """Return values by scenario and state, from a table with one row per point × seed.

    ``outcomes`` are the columns to take; by default all but ``scenario`` and ``seed``.
    """
    import pandas as pd

    columns = [name for name in means.columns if name not in ("scenario", "seed")]
    chosen = list(columns if outcomes is None else outcomes)
    every = list(states.every())
    names = [state.of(scenario) for state in every for scenario in scenarios]
    seeds = list(dict.fromkeys(means["seed"]))
    rows = pd.MultiIndex.from_product([names, seeds])
    values = (
        means.set_index(["scenario", "seed"])[chosen]
        .reindex(rows)
        .to_numpy()
        .reshape(len(every), len(scenarios), len(seeds), len(chosen))
    )
    of_state = {state: values[place] for place, state in enumerate(every)}

    def stacked(structure: str, scenario: int) -> Array:
        count = states.few if structure else states.draws
        return np.stack([of_state[State(structure, draw)][scenario] for draw in range(count)])

    return Met(
        tuple(chosen),
        {name: of_state[State()][place] for place, name in enumerate(scenarios)},
        {name: stacked("", place) for place, name in enumerate(scenarios)},
        {
            structure: {name: stacked(structure, place) for place, name in enumerate(scenarios)}
            for structure in states.structures
        },
    )
