"""Points of a design as batches for the engines: columns of parameters, and of levers over time, made of factors.

A lever that a factor moves holds its value from the start or from the year of the reform to the end: a change of the
base that would move it later is refused, or taken out where the factor holds in all years.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from budgetsim.declarations import declarations
from budgetsim.model.batch import (
    PARAMETERS,
    Batch,
    Layers,
    lived_years,
    parameter_rows,
    plain_zeros,
    shape_of,
)
from budgetsim.model.timeline import NUMERIC, YearPolicy, categories, policies_by_year
from budgetsim.numerics import Array, BoolArray
from budgetsim.scenario import Scenario
from budgetsim.scenario_files.changes import without_levers
from budgetsim.studies.factors import SCENARIO, is_reform, parameters_of, steady_levers
from budgetsim.studies.point_columns import base_numbers

if TYPE_CHECKING:
    from budgetsim.studies.varied import Varied


@dataclass
class _Group:
    """Points of one shape: where they stand, one of them, and its policies over time."""

    first: Scenario
    timeline: Sequence[YearPolicy]
    places: list[int]


def batches(points: Varied, years: Sequence[int]) -> list[Batch]:
    """Return points by shape; of each combination of what selects code or shapes arrays one scenario is made.

    ``years`` are recorded years of each point.
    """
    groups: dict[Hashable, _Group] = {}
    known: dict[Hashable, _Group] = {}
    for place, key in enumerate(_shaping_values(points, years)):
        group = known.get(key)
        if group is None:
            scenario = points[place]
            timeline = policies_by_year(scenario, years[place])
            group = groups.setdefault(shape_of(scenario, timeline), _Group(scenario, timeline, []))
            known[key] = group
        group.places.append(place)
    return [_batch(points, group, years[group.places[0]]) for group in groups.values()]


def _shaping_values(points: Varied, years: Sequence[int]) -> Iterator[Hashable]:
    """Yield what of every point may decide on its shape: that of its base, and factors that move what is no number."""
    columns = [
        points.values[factor.name]
        for factor in points.factors
        if factor.name != SCENARIO and any(not _is_number(name) for name in parameters_of(factor))
    ]
    return zip(years, _shapes_of_bases(points, years), *columns, strict=True)


def _shapes_of_bases(points: Varied, years: Sequence[int]) -> Iterator[int]:
    """Yield the number of the shape of each point's base: bases that differ in numbers alone have the same."""
    shapes: dict[Hashable, int] = {}

    @cache
    def number(base: int, length: int) -> int:
        scenario = points.bases[base]
        return shapes.setdefault(shape_of(scenario, policies_by_year(scenario, length)), len(shapes))

    return map(number, base_numbers(points).tolist(), years)


def _is_number(name: str) -> bool:
    return declarations()[name].kind == "number"


def _batch(points: Varied, group: _Group, years: int) -> Batch:
    places = np.asarray(group.places)
    bases, lives = base_numbers(points)[places], [_Life.of(base, points, years) for base in points.bases]
    moves = [move.at(places) for move in _moves(points)]
    parameters = parameter_rows(points.bases)[bases]
    for move in moves:
        if move.name in PARAMETERS:
            column = PARAMETERS.index(move.name)
            parameters[:, column] = np.where(move.where, move.values, parameters[:, column])
    lived = lived_years(group.first.protocol.burn_in, years)
    rosters = [points.bases[base].roster for base in bases]
    return Batch(
        tuple(group.places),
        group.first,
        years,
        categories(group.timeline),
        plain_zeros(parameters),
        plain_zeros(_levers(lives, bases, moves)),
        np.stack([life.version_of_year[lived] for life in lives])[bases],
        _layers(lives, bases, moves),
        tuple(roster for roster in rosters if roster is not None),
    )


@dataclass(frozen=True)
class _Move:
    """What a factor sets a number to: a value per point, where it sets it, and whether in the year of the reform."""

    name: str
    values: Array
    where: BoolArray
    is_reform: bool

    def at(self, places: NDArray[np.intp]) -> _Move:
        """Return the same at some points."""
        return replace(self, values=self.values[places], where=self.where[places])


def _moves(points: Varied) -> Iterator[_Move]:
    """Yield every number that a factor moves."""
    everywhere = np.ones(len(points), dtype=np.bool_)
    for factor in points.factors:
        for name in filter(_is_number, parameters_of(factor)):
            column, is_late = points.values[factor.name], is_reform(factor, name, points.from_year)
            if factor.kind == "boolean":
                values = np.full(len(points), float(factor.settings[name]))
                yield _Move(name, values, np.array(list(map(bool, column)), dtype=np.bool_), is_late)
            else:
                yield _Move(name, np.asarray(column, dtype=np.float64), everywhere, is_late)


@dataclass(frozen=True)
class _Life:
    """Levers of a base over time, with a version of its own from the year of a reform on."""

    levers: Array
    """(version, lever)."""
    layers: tuple[Layers, ...]
    version_of_year: NDArray[np.int64]
    """Before any change, then by recorded year."""
    reformed: int
    """The first version in which the reform holds; as many as there are if it never does."""

    @classmethod
    def of(cls, base: Scenario, points: Varied, years: int) -> _Life:
        """Return the levers of a base as points depart from it."""
        unmoved = replace(base, changes=without_levers(base.changes, steady_levers(points.factors)))
        timeline = policies_by_year(unmoved, years)
        policies, numbers, reformed = timeline[:1], [0], None
        for year, policy in enumerate(timeline[1:], 1):
            # Unchanged years share one object.
            if policy is not timeline[year - 1] or year == points.from_year:
                policies.append(policy)
            numbers.append(len(policies) - 1)
            reformed = numbers[-1] if year == points.from_year else reformed
        levers = np.array(
            [[policy.values[name] for name in NUMERIC] for policy in policies], dtype=np.float64
        )
        layers = tuple(policy.layers for policy in policies)
        return cls(levers, layers, np.array(numbers), len(policies) if reformed is None else reformed)


def _levers(lives: Sequence[_Life], bases: NDArray[np.intp], moves: Sequence[_Move]) -> Array:
    """Return (point, version, lever)."""
    versions = max(len(life.levers) for life in lives)
    tables = np.zeros((len(lives), versions, len(NUMERIC)))
    for table, life in zip(tables, lives, strict=True):
        table[: len(life.levers)] = life.levers
    levers = tables[bases]
    late = np.arange(versions) >= np.array([life.reformed for life in lives])[bases, None]
    for move in moves:
        if move.name in NUMERIC:
            column = levers[:, :, NUMERIC.index(move.name)]
            where = move.where[:, None] & late if move.is_reform else move.where[:, None]
            column[...] = np.where(where, move.values[:, None], column)
    return levers


def _layers(
    lives: Sequence[_Life], bases: NDArray[np.intp], moves: Sequence[_Move]
) -> tuple[tuple[Layers, ...], ...]:
    """Return the values of treated departments by point and version; a reform takes those of its levers away."""
    if not any(layers for base in np.unique(bases) for layers in lives[base].layers):
        return ()

    @cache
    def left(base: int, taken: frozenset[str]) -> tuple[Layers, ...]:
        life = lives[base]
        return tuple(
            {name: layer for name, layer in layers.items() if version < life.reformed or name not in taken}
            for version, layers in enumerate(life.layers)
        )

    reforms = [move for move in moves if move.is_reform]
    return tuple(
        left(int(base), frozenset(move.name for move in reforms if move.where[point]))
        for point, base in enumerate(bases)
    )
