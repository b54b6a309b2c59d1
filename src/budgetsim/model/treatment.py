"""Who is treated from when, and which levers are in force for whom: what a panel says of policy, row by row.

It follows from scenario and seed, and from what a policy rule has set, so that no run has to carry it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from budgetsim.declarations import declarations
from budgetsim.model.shocks import Shocks, TraitShocks
from budgetsim.model.timeline import (
    CATEGORICAL,
    LEVERS,
    NUMERIC,
    Layer,
    YearPolicy,
    lay,
    policies_by_year,
    treated,
)
from budgetsim.numerics import Array
from budgetsim.scenario import Scenario
from budgetsim.scenario_files.changes import for_all

TREATMENT = ("treated", "cohort", "since")
"""Columns of treatment: whether a change has reached a department, in which year the first did, and years since."""
Archetypes = NDArray[np.intp]
Ruled = Sequence[Mapping[str, Any]]
"""What a policy rule has set by recorded year."""


def cohorts_of(
    scenario: Scenario, years: int, draws: TraitShocks, archetype: Archetypes
) -> NDArray[np.int64]:
    """Return the recorded year in which the first change reaches each department, (seed, department); 0: none does.

    A change for all reaches everybody. Changes that come after so many recorded years reach nobody.
    """
    cohorts = np.zeros(archetype.shape, dtype=np.int64)
    for change in scenario.changes:  # in the order of their years
        if change.year > years:
            break
        reached = for_all(change) | treated(Layer(0.0, change.share, change.assignment), draws, archetype)
        cohorts[reached & (cohorts == 0)] = change.year
    return cohorts


def lever_of(name: str, policy: YearPolicy, draws: TraitShocks, archetype: Archetypes) -> Array:
    """Return a lever that is a number in force for each department in a year, (seed, department)."""
    cells = np.full(archetype.shape, policy.values[name], dtype=np.float64)
    lay(cells, policy.layers.get(name, ()), draws, archetype)
    return cells


def columns_of(
    scenario: Scenario,
    years: int,
    seeds: Sequence[int],
    archetype: Archetypes,
    ruled: Sequence[Ruled] | None = None,
) -> dict[str, NDArray[Any]]:
    """Return columns of a panel, (seed, year, department).

    Parameters
    ----------
    scenario, years, seeds
        Of the runs; recorded years.
    archetype
        Of each department, (seed, department).
    ruled
        What a policy rule has set under each seed; ``None`` without one.

    Returns
    -------
    dict[str, numpy.ndarray]
        ``treated`` (1 from the cohort's year on), ``cohort`` (0: never), ``since`` (years since the cohort began, below
        0 before; NaN: never), and every lever by its name: numbers, and texts where it is a choice.
    """
    draws = Shocks(seeds, archetype.shape[1], version=scenario.protocol.stream_version).traits
    shape = (len(seeds), years, archetype.shape[1])
    cohort = np.broadcast_to(cohorts_of(scenario, years, draws, archetype)[:, None], shape)
    since = np.arange(1, years + 1)[:, None] - cohort
    reached = cohort > 0
    columns: dict[str, NDArray[Any]] = {
        "treated": (reached & (since >= 0)).astype(np.int64),
        "cohort": np.ascontiguousarray(cohort),
        "since": np.where(reached, since, np.nan),
    }
    return columns | _levers(policies_by_year(scenario, years)[1:], draws, archetype, ruled)


def _levers(
    policies: Sequence[YearPolicy],
    draws: TraitShocks,
    archetype: Archetypes,
    ruled: Sequence[Ruled] | None,
) -> dict[str, NDArray[Any]]:
    """Return every lever in force, (seed, year, department)."""
    shape = (archetype.shape[0], len(policies), archetype.shape[1])
    kinds = {name: np.array(declarations()[name].choices).dtype for name in CATEGORICAL}
    columns: dict[str, NDArray[Any]] = {
        name: np.empty(shape, kinds.get(name, np.dtype(np.float64))) for name in LEVERS
    }
    for year, policy in enumerate(policies):
        for name in NUMERIC:
            is_same = year > 0 and policy is policies[year - 1]
            before = columns[name][:, year - 1]
            columns[name][:, year] = before if is_same else lever_of(name, policy, draws, archetype)
        for name in CATEGORICAL:
            columns[name][:, year] = policy.values[name]
    for seed, by_year in enumerate(ruled or ()):
        for year, values in enumerate(by_year):
            for name, value in values.items():
                columns[name][seed, year] = value
    return columns
