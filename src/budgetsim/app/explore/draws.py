"""Two policies under draws of what nobody knows: what is known of the difference, and one draw by itself.

Pure functions of scenarios, seeds and years, for the processes that simulate; no pages in here. The numbers are those
of ``budgetsim compare --draws … --replications …``: the same functions make them. The structures of the model take as
long as the draws, so that they can be asked for apart; a comparison with them holds the same numbers and theirs.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from budgetsim.app.runs import Request, request
from budgetsim.app.workers import at_work
from budgetsim.declarations import declarations
from budgetsim.kinds.scenarios.drawn import cells_under
from budgetsim.model.measures import OUTCOMES
from budgetsim.model.simulation import run_scenarios
from budgetsim.numerics import Array
from budgetsim.posterior import Posterior, load_posterior
from budgetsim.scenario import Scenario
from budgetsim.studies.band import FUNDS, GAIN, VALUE, stance_of
from budgetsim.studies.ignorance import MIDDLE
from budgetsim.studies.keep import LAST_YEARS
from budgetsim.studies.states import DRAWS, STRUCTURES, State, States, points_under, states_of
from budgetsim.studies.summary import run_means

if TYPE_CHECKING:
    import pandas as pd

SEEDS_OF_A_DRAW = 4
"""Worlds of each draw: chance is little beside ignorance, and a class does not wait."""
KEPT_RUNS = 24
"""Policies whose runs are kept in memory: some 2.6 MB each for ten years."""
KEPT = 128
"""Comparisons kept: some 30 kB each."""
MOST_NAMED = 3
"""Parameters that describe a draw."""


@dataclass(frozen=True, eq=False)
class Path:
    """An outcome over the years: median over draws, and the ends of the middle 90 % of them, (year,) each."""

    median: Array
    low: Array
    high: Array


@dataclass(frozen=True, eq=False)
class Known:
    """Two policies over draws. ``levels`` and ``differences`` hold cells by outcome, as ``compare --json`` does."""

    levels: tuple[Mapping[str, Any], Mapping[str, Any]]
    differences: Mapping[str, Any]
    paths: tuple[Path, Path]
    draws: int
    has_structures: bool


@dataclass(frozen=True)
class Named:
    """A parameter of a draw: what the draw says, and what is declared."""

    parameter: str
    value: float
    declared: float


@cache
def _posterior() -> Posterior:
    return load_posterior()


def known(
    scenarios: Sequence[Scenario], first_seed: int, years: int, shown: Sequence[str], over_years: str,
    *, structures: bool = False,
) -> Known:  # fmt: skip
    """Compare two scenarios over draws in some outcomes, with the paths of one; other structures where asked for."""
    seeds = tuple(range(first_seed, first_seed + SEEDS_OF_A_DRAW))
    asked = tuple(request(scenario, seeds, years) for scenario in scenarios)
    return _known(asked, tuple(shown), over_years, tuple(STRUCTURES) if structures else ())


def key_of(scenarios: Sequence[Scenario], first_seed: int, years: int) -> tuple[object, ...]:
    """Return what tells comparisons apart."""
    return (*(request(scenario, (first_seed,), years) for scenario in scenarios),)


@lru_cache(maxsize=KEPT)
def _known(
    asked: tuple[Request, ...], shown: tuple[str, ...], over_years: str, structures: Collection[str]
) -> Known:
    return at_work(compared, asked, shown, over_years, structures)


def compared(
    asked: tuple[Request, ...], shown: tuple[str, ...], over_years: str, structures: Collection[str] = (),
    last: int = LAST_YEARS,
) -> Known:  # fmt: skip
    """Compare two requests over draws, in this process; levels and differences are means over the last years."""
    scenarios = [one.scenario for one in asked]
    others = {name: STRUCTURES[name] for name in structures}
    states = states_of(_posterior(), scenarios, DRAWS, structures=others)
    names = [scenario.name for scenario in scenarios]
    runs = {one.scenario.name: _runs_under(one, states) for one in asked}
    means = _means(runs, asked[0].seeds, dict.fromkeys((*shown, VALUE, GAIN, FUNDS)), last)
    stances = {
        state.of(scenario.name): stance_of(scenario) for scenario in scenarios for state in states.every()
    }
    cells = cells_under(means, names, states, stances)
    first, second = (_path(runs[name], name, states, over_years) for name in names)
    levels = cells["scenarios"]
    return Known(
        (levels[names[0]], levels[names[1]]), cells["differences"][names[1]], (first, second), states.draws,
        bool(structures),
    )  # fmt: skip


Runs = Mapping[str, Array]
"""Values (seed, year, outcome) by the name of a point."""


def _runs_under(asked: Request, states: States) -> Runs:
    """Return the runs of one scenario under every state; draws and structures are kept apart."""
    alone = replace(states, structures={})
    drawn = _Under(alone, _digest(alone))
    found = dict(_run(asked, drawn))
    if states.structures:
        found |= _run(asked, _Under(states, _digest(states), structures=True))
    return found


@dataclass(frozen=True)
class _Under:
    """States as a key: equal where their draws and structures are."""

    states: States
    digest: str
    structures: bool = False

    def __hash__(self) -> int:
        return hash((self.digest, self.structures))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Under) and (self.digest, self.structures) == (
            other.digest, other.structures,
        )  # fmt: skip


def _digest(states: States) -> str:
    text = repr((tuple(states.parameters), states.structures))
    made = hashlib.sha256(text.encode())
    for column in states.parameters.values():
        made.update(np.ascontiguousarray(column).tobytes())
    return made.hexdigest()


@lru_cache(maxsize=KEPT_RUNS)
def _run(asked: Request, under: _Under) -> Runs:
    points = points_under([asked.scenario], under.states)
    if under.structures:  # what stands behind the declared model and its draws
        points = points[1 + under.states.draws :]
    return run_scenarios(points, asked.seeds, asked.years).values  # noqa: PD011 - by name of a point, no frame


def _means(
    runs: Mapping[str, Runs], seeds: Sequence[int], outcomes: Collection[str], last: int
) -> pd.DataFrame:
    """Return means over the last years, one row per point × seed."""
    import pandas as pd

    every = {name: values[:, -last:] for own in runs.values() for name, values in own.items()}
    late = np.stack(list(every.values()))
    places = [list(OUTCOMES).index(outcome) for outcome in outcomes]
    points, worlds, years = late.shape[:3]
    table = pd.DataFrame(late[..., places].reshape(-1, len(places)), columns=list(outcomes))
    table.insert(0, "year", np.tile(np.arange(1, years + 1), points * worlds))
    table.insert(0, "seed", np.tile(np.repeat(np.asarray(seeds), years), points))
    table.insert(0, "scenario", np.repeat(np.asarray(list(every), dtype=object), worlds * years))
    return run_means(table, last)


def _path(runs: Runs, name: str, states: States, outcome: str) -> Path:
    place = list(OUTCOMES).index(outcome)
    values = np.stack([runs[State(draw=draw).of(name)][..., place] for draw in range(states.draws)])
    by_draw = values.mean(axis=1)
    low, median, high = np.quantile(by_draw, MIDDLE, axis=0)
    return Path(median, low, high)


@lru_cache(maxsize=KEPT)
def _made_under(asked: tuple[Request, ...], draw: int) -> tuple[Scenario, Scenario]:
    scenarios = [one.scenario for one in asked]
    states = states_of(_posterior(), scenarios, DRAWS, structures={})
    points = points_under(scenarios, states)
    first, second = (
        points[(1 + draw) * len(scenarios) + place].replace(name=scenario.name)
        for place, scenario in enumerate(scenarios)
    )
    return first, second


def scenarios_under(scenarios: Sequence[Scenario], draw: int) -> tuple[Scenario, Scenario]:
    """Return two scenarios in one world that we might be in: with the parameters of a draw."""
    return _made_under(tuple(request(scenario, (), 1) for scenario in scenarios), draw)


def named_of(scenarios: Sequence[Scenario], draw: int) -> list[Named]:
    """Return the parameters of a draw that lie furthest from what is declared, by their spread over draws."""
    return list(_named(scenarios, draw))[:MOST_NAMED]


def _named(scenarios: Sequence[Scenario], draw: int) -> Iterator[Named]:
    drawn = states_of(_posterior(), scenarios, DRAWS).parameters
    declared = {name: float(declarations()[name].default) for name in drawn}

    def distance(name: str) -> float:
        spread = float(drawn[name].std())
        return abs(float(drawn[name][draw]) - declared[name]) / spread if spread > 0.0 else 0.0

    for name in sorted(drawn, key=distance, reverse=True):
        yield Named(name, float(drawn[name][draw]), declared[name])


def outcomes_under(scenarios: Sequence[Scenario], first_seed: int, years: int) -> pd.DataFrame:
    """Return yearly outcomes of both scenarios under declared parameters and every draw."""
    seeds = range(first_seed, first_seed + SEEDS_OF_A_DRAW)
    states = states_of(_posterior(), scenarios, DRAWS, structures={})
    return run_scenarios(points_under(scenarios, states), seeds, years).outcomes
