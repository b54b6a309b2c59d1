"""Scenarios of one shape as columns: all that an engine reads of them, whether they were made one by one or never."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from operator import attrgetter
from typing import Any

import numpy as np
from numpy.typing import NDArray

from budgetsim.declarations import Protocol, declarations
from budgetsim.model.timeline import NUMERIC, Layer, YearPolicy, categories, policies_by_year
from budgetsim.numerics import Array, BoolArray
from budgetsim.scenario import Roster, Scenario

GROUPS = ("department", "bureau", "district")
"""Groups of parameters that stay fixed over a run; those of the protocol are no numbers."""
PARAMETERS = tuple(name for name, d in declarations().items() if d.kind == "number" and d.group in GROUPS)
"""Parameters that are numbers and stay fixed over a run, in the order of their columns."""

Layers = Mapping[str, tuple[Layer, ...]]
"""Levers of which some departments have values of their own."""


@dataclass(frozen=True)
class Batch:
    """Points that may share one pass through the physics, as columns.

    They agree on everything that selects code or shapes arrays: recorded years and burn-in, number of departments and
    neighbours, categorical levers year by year, the protocol, and whether there is a roster.
    """

    places: tuple[int, ...]
    """Where the points stand among all scenarios that are run."""
    first: Scenario
    """One of the points, from which what all agree on is read."""
    years: int
    """Recorded years."""
    categories: tuple[tuple[Any, ...], ...]
    """Categorical levers before any change, then by recorded year."""
    parameters: Array
    """(point, parameter), as ``PARAMETERS`` names them."""
    levers: Array
    """(point, version, lever), as ``NUMERIC`` names them; the first version is the policy before any change."""
    version_of_year: NDArray[np.int64]
    """(point, year), burn-in included."""
    layers: tuple[tuple[Layers, ...], ...]
    """Per point and version the values for treated departments; empty where no lever differs by department."""
    rosters: tuple[Roster, ...]
    """The users' own departments of each point, or nothing."""

    def __len__(self) -> int:
        return len(self.places)

    def some(self, start: int, stop: int) -> Batch:
        """Return the points from one place of the batch to another."""
        return replace(
            self,
            places=self.places[start:stop],
            parameters=self.parameters[start:stop],
            levers=self.levers[start:stop],
            version_of_year=self.version_of_year[start:stop],
            layers=self.layers[start:stop],
            rosters=self.rosters[start:stop],
        )

    def column(self, name: str) -> Array:
        """Return a parameter of every point."""
        return self.parameters[:, PARAMETERS.index(name)]

    @property
    def draws(self) -> dict[str, bool]:
        """Which draws some of the points use that others can do without; no other draw depends on it."""
        return needed_draws(self.parameters, self.first.protocol)

    @property
    def rules(self) -> tuple[bool, bool]:
        """Whether departments of some point may be adaptive, or satisficing: both where there is either.

        Points with one of them and points with the other are often run together, cut now so, now so: one program is
        enough for all, and the rule that nobody follows costs little.
        """
        return (bool(_has_rules(self.parameters).any()),) * 2

    @property
    def layered(self) -> tuple[str, ...]:
        """Names of the levers that differ by department at some point in some year, sorted."""
        shared = {id(versions): versions for versions in self.layers}.values()
        return tuple(sorted({name for versions in shared for layers in versions for name in layers}))


class Columns(Sequence[Scenario]):
    """Scenarios that lie in columns and are made when somebody asks for one."""

    @property
    @abstractmethod
    def scenario_names(self) -> Sequence[str]:
        """Names of all scenarios."""

    @property
    @abstractmethod
    def own_years(self) -> Sequence[int]:
        """Recorded years of every scenario where nobody asks for another number."""

    @abstractmethod
    def batches(self, years: Sequence[int]) -> list[Batch]:
        """Return the scenarios by shape; ``years`` are recorded years of each."""


def names_of(scenarios: Sequence[Scenario]) -> Sequence[str]:
    """Return the names of scenarios."""
    return scenarios.scenario_names if isinstance(scenarios, Columns) else [s.name for s in scenarios]


def lengths_of(scenarios: Sequence[Scenario], years: int | None) -> tuple[int, ...]:
    """Return the recorded years of every scenario: those given, or its own."""
    if years is not None:
        return (years,) * len(scenarios)
    if isinstance(scenarios, Columns):
        return tuple(scenarios.own_years)
    return tuple(scenario.protocol.years for scenario in scenarios)


def batches_of(scenarios: Sequence[Scenario], years: Sequence[int]) -> list[Batch]:
    """Return scenarios by shape, in the order of the first of each; ``years`` are recorded years of each."""
    if isinstance(scenarios, Columns):
        return scenarios.batches(years)
    groups: dict[Hashable, list[int]] = {}
    timelines = [policies_by_year(s, horizon) for s, horizon in zip(scenarios, years, strict=True)]
    for place, (scenario, timeline) in enumerate(zip(scenarios, timelines, strict=True)):
        groups.setdefault(shape_of(scenario, timeline), []).append(place)
    return [
        batch_of([scenarios[i] for i in places], [timelines[i] for i in places], places)
        for places in groups.values()
    ]


def needed_draws(parameters: Array, protocol: Protocol) -> dict[str, bool]:
    """Return which draws points with such (point, parameter) use; no other draw depends on it."""

    def some(name: str) -> Array:
        return parameters[:, PARAMETERS.index(name)]

    renewal = some("indicator_renewal") > 0.0
    spread = some("self_year_sd") + some("external_year_sd") > 0.0
    late = some("late_demand_spread") > 0.0
    used = {
        "search": _has_rules(parameters),
        "fading": renewal | (some("external_bias_persistence") < 1.0),
        "renewal": renewal,
        "standards": spread | (some("self_year_drift") != 0.0),
        "adjustment": some("adjustment_sd") > 0.0,
        "productivity": some("productivity_persistence") < 1.0,
        "late_demand": late if protocol.year_end == "precaution" else late & False,
    }
    return {name: bool(where.any()) for name, where in used.items()}


def _has_rules(parameters: Array) -> BoolArray:
    """Return of such (point, parameter) whether some departments decide by another rule than the rational one."""
    adaptive, satisficing = (
        parameters[:, PARAMETERS.index(name)] for name in ("adaptive_share", "satisficing_share")
    )
    return (adaptive > 0.0) | (satisficing > 0.0)


def shape_of(scenario: Scenario, timeline: Sequence[YearPolicy]) -> Hashable:
    """Return what scenarios of one batch have in common; the timeline holds one policy more than recorded years."""
    values = tuple(read(scenario) for read in _shaping())
    return len(timeline), categories(timeline), scenario.roster is None, values


@cache
def _shaping() -> tuple[Any, ...]:
    """How to read whatever is no number, but for levers, horizon and file names, which count in another form."""
    return tuple(
        attrgetter(f"{d.group}.{name}")
        for name, d in declarations().items()
        if d.kind in ("integer", "choice") and d.group != "policy" and name != "years"
    )


def batch_of(
    scenarios: Sequence[Scenario],
    timelines: Sequence[Sequence[YearPolicy]],
    places: Sequence[int] | None = None,
) -> Batch:
    """Return scenarios of one shape, by default all that are run; timelines are theirs over recorded years."""
    first, years = scenarios[0], len(timelines[0]) - 1
    lived = lived_years(first.protocol.burn_in, years)
    version_of_year = np.zeros((len(scenarios), len(lived)), dtype=np.int64)
    versions: list[list[YearPolicy]] = []
    for point, timeline in enumerate(timelines):
        # Unchanged years share one object.
        numbers, policies = [0], [timeline[0]]
        for policy in timeline[1:]:
            if policy is not policies[-1]:
                policies.append(policy)
            numbers.append(len(policies) - 1)
        version_of_year[point] = np.asarray(numbers)[lived]
        versions.append(policies)
    levers = np.zeros((len(scenarios), max(map(len, versions)), len(NUMERIC)))
    for point, policies in enumerate(versions):
        levers[point, : len(policies)] = [[policy.values[name] for name in NUMERIC] for policy in policies]
    is_layered = any(policy.layers for policies in versions for policy in policies)
    return Batch(
        tuple(range(len(scenarios)) if places is None else places),
        first,
        years,
        categories(timelines[0]),
        parameter_rows(scenarios),
        plain_zeros(levers),
        version_of_year,
        tuple(tuple(policy.layers for policy in policies) for policies in versions) if is_layered else (),
        tuple(scenario.roster for scenario in scenarios if scenario.roster is not None),
    )


def lived_years(burn_in: int, years: int) -> NDArray[np.int64]:
    """Return which policy of a timeline each year has: the one before any change until the first recorded year."""
    return np.maximum(np.arange(burn_in + years) - burn_in + 1, 0)


def plain_zeros(values: Array) -> Array:
    """Return numbers in which a negative zero counts as zero, as in ``timeline.stack``."""
    return values + 0.0


def parameter_rows(scenarios: Sequence[Scenario]) -> Array:
    """Return (scenario, parameter), as ``PARAMETERS`` names them."""
    rows = np.empty((len(scenarios), len(PARAMETERS)))
    for group, (places, read) in _readers().items():
        records = [getattr(scenario, group) for scenario in scenarios]
        alike = all(record is records[0] for record in records)  # as where only levers are varied
        rows[:, places] = read(records[0]) if alike else list(map(read, records))
    return plain_zeros(rows)


@cache
def _readers() -> dict[str, tuple[list[int], Any]]:
    """Where the parameters of each group stand, and how to read them all at once."""
    readers = {}
    for group in GROUPS:
        names = [name for name in PARAMETERS if declarations()[name].group == group]
        readers[group] = [PARAMETERS.index(name) for name in names], attrgetter(*names)
    return readers
