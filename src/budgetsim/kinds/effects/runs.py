"""Means by run as arrays, so that every estimand is a weighting of points: over seeds, and over draws of parameters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from budgetsim.kinds.scenarios.drawn import SHORT, cells_of_differences, cells_with_shares, other_stances
from budgetsim.language import told
from budgetsim.model.mechanisms.welfare import STANCES
from budgetsim.numerics import Array
from budgetsim.studies.band import FUNDS, GAIN, VALUE, Stance, band_of, under_stances
from budgetsim.studies.errors import StudyError
from budgetsim.studies.states import States, met
from budgetsim.studies.windows import Window as Years
from budgetsim.studies.windows import between

if TYPE_CHECKING:
    import pandas as pd

Window = tuple[int, int]
"""First and last recorded year of a mean."""
ROUNDING = 2.0**-40
"""Contrasts smaller than this part of what they weigh are rounding and count as zero: 53 bits less those that sums over
years and corners lose. Without it a lever without any effect would be significant, at 1e-17."""


@dataclass(frozen=True)
class Runs:
    """Means over a window of years by run.

    ``values`` has the axes (point, seed, outcome). Every point met every seed.
    """

    points: tuple[str, ...]
    seeds: tuple[int, ...]
    outcomes: tuple[str, ...]
    values: Array = field(repr=False)
    money: Array | None = field(default=None, repr=False)
    """Private gain and public funds (point, seed, 2), where the band of net social value is asked for."""
    stance: Stance | None = None
    """What net social value was reckoned with."""

    @classmethod
    def of(cls, means: pd.DataFrame, outcomes: Sequence[str], stance: Stance | None = None) -> Runs:
        """Return a table with columns ``scenario``, ``seed`` and one per outcome as an array.

        With the ``stance`` behind net social value, the table holds private gain and public funds too.

        Raises
        ------
        StudyError
            If a run is missing or comes twice.
        """
        points = tuple(str(name) for name in means["scenario"].drop_duplicates())
        seeds = tuple(int(seed) for seed in sorted(means["seed"].unique()))
        place = means["scenario"].map({name: i for i, name in enumerate(points)}).to_numpy()
        when = means["seed"].map({seed: i for i, seed in enumerate(seeds)}).to_numpy()
        whole = len(means) == len(points) * len(seeds) and not means.duplicated(["scenario", "seed"]).any()
        if not whole:
            raise StudyError(told("effects-fault-unpaired"))

        def cube(names: Sequence[str]) -> Array:
            values = np.empty((len(points), len(seeds), len(names)))
            values[place, when] = means[list(names)].to_numpy(dtype=np.float64)
            return values

        money = None if stance is None else cube((GAIN, FUNDS))
        return cls(points, seeds, tuple(outcomes), cube(outcomes), money, stance)

    @cached_property
    def _places(self) -> dict[str, int]:
        return {name: place for place, name in enumerate(self.points)}

    def at(self, point: str) -> Array:
        """Return the values of one point (seed, outcome)."""
        values: Array = self.values[self._places[point]]
        return values

    def with_points(self, more: Runs) -> Runs:
        """Return these points and more under the same seeds.

        Raises
        ------
        StudyError
            If the others met different seeds.
        """
        if (more.seeds, more.outcomes) != (self.seeds, self.outcomes):
            raise StudyError(told("effects-fault-unpaired"))
        values = np.concatenate((self.values, more.values))  # noqa: PD011 - no table
        both = None if self.money is None or more.money is None else (self.money, more.money)
        money = None if both is None else np.concatenate(both)
        return Runs((*self.points, *more.points), self.seeds, self.outcomes, values, money, self.stance)

    def contrasts(self, weights: Sequence[Mapping[str, float]]) -> Array:
        """Return weighted sums of points, seed by seed (estimand, seed, outcome); weights are of points, by estimand.

        What is only rounding is exactly zero, and what varies by rounding alone is the same under every seed.
        """
        sums, size = weighted(matrix_of(weights, self.points), self.values)
        is_constant = np.ptp(sums, axis=1, keepdims=True) <= ROUNDING * size.max(axis=1, keepdims=True)
        return np.asarray(np.where(is_constant, sums[:, :1], sums))

    def bands(self, weights: Sequence[Mapping[str, float]]) -> tuple[Array, Array] | None:
        """Return the ends of the band of every weighted sum, means over seeds (estimand, outcome).

        NaN for all outcomes but net social value; ``None`` where the band was not asked for.
        """
        if self.money is None or self.stance is None or VALUE not in self.outcomes:
            return None
        place = self.outcomes.index(VALUE)
        value = self.contrasts(weights)[:, :, place].mean(axis=1)
        gain, funds = np.moveaxis(
            np.tensordot(matrix_of(weights, self.points), self.money, axes=1).mean(axis=1), -1, 0
        )
        ends = band_of(value, gain, funds, self.stance)
        empty = np.full((len(weights), len(self.outcomes)), np.nan)
        low, high = empty, empty.copy()
        low[:, place], high[:, place] = ends
        return low, high


def matrix_of(weights: Sequence[Mapping[str, float]], points: Sequence[str]) -> Array:
    """Return weights (estimand, point) of points."""
    places = {name: place for place, name in enumerate(points)}
    matrix = np.zeros((len(weights), len(points)))
    for row, weighting in enumerate(weights):
        for point, weight in weighting.items():
            matrix[row, places[point]] += weight
    return matrix


def weighted(matrix: Array, values: Array) -> tuple[Array, Array]:
    """Return weighted sums of values (point, …), and sums of their sizes; what is only rounding is exactly zero."""
    sums = np.tensordot(matrix, values, axes=1)
    size = np.tensordot(np.abs(matrix), np.abs(values), axes=1)
    sums[np.abs(sums) <= ROUNDING * size] = 0.0
    return sums, size


def difference(after: str, before: str) -> dict[str, float]:
    """Return the weights of a difference of two points; of a point from itself, none."""
    return {} if after == before else {after: 1.0, before: -1.0}


class Readable(Protocol):
    """What runs are read from: a study, or a round."""

    def window_tables(
        self, windows: Sequence[Years], outcomes: Sequence[str] | None = None
    ) -> list[pd.DataFrame]:
        """Return means over each window of years, one row per scenario × seed."""


def read_windows(
    results: Sequence[Readable],
    outcomes: Sequence[str],
    windows: Mapping[str, Window],
    stance: Stance | None = None,
) -> dict[str, Runs]:
    """Return means over each window of years of all results together, reading every part once.

    With the ``stance`` behind net social value they can tell its band, where that is among the outcomes.

    Raises
    ------
    StudyError
        If runs are missing.
    """
    import pandas as pd

    known = stance if VALUE in outcomes else None
    columns = list(dict.fromkeys([*outcomes, *((GAIN, FUNDS) if known is not None else ())]))
    years = [between(*window) for window in windows.values()]
    tables = [result.window_tables(years, columns) for result in results]
    together = (pd.concat(own, ignore_index=True) for own in zip(*tables, strict=True))
    return {name: Runs.of(means, outcomes, known) for name, means in zip(windows, together, strict=True)}


@dataclass(frozen=True)
class Worlds:
    """Means over a window of years of points under all states of the world.

    ``drawn``, and ``rivals`` by structure, have the axes (point, draw, seed, outcome), ``declared`` (point, seed,
    outcome), and ``stances`` (point, draw, seed, stance): net social value under every stance on welfare, where it is
    among the outcomes. Every point met every state under every seed.
    """

    points: tuple[str, ...]
    outcomes: tuple[str, ...]
    states: States
    declared: Array = field(repr=False)
    drawn: Array = field(repr=False)
    rivals: Mapping[str, Array] = field(repr=False)
    stances: Array | None = field(repr=False)
    stance: Stance | None
    """What net social value was reckoned with, where other stances are asked for."""

    @classmethod
    def of(
        cls,
        means: pd.DataFrame,
        points: Sequence[str],
        states: States,
        outcomes: Sequence[str],
        stance: Stance | None = None,
    ) -> Worlds:
        """Return a table with one row per point × state and seed as arrays."""

        def stacked(own: Mapping[str, Array]) -> Array:
            return np.stack([own[point] for point in points])

        values = met(means, points, states, outcomes)
        under = None
        if stance is not None and VALUE in outcomes:
            under = under_stances(means, dict.fromkeys(means["scenario"], stance))
        return cls(
            tuple(points), tuple(outcomes), states,
            stacked(values.declared), stacked(values.drawn),
            {name: stacked(own) for name, own in values.structures.items()},
            None if under is None else stacked(met(under, points, states).drawn),
            stance,
        )  # fmt: skip

    def contrasts(self, weights: Sequence[Mapping[str, float]]) -> Array:
        """Return weighted sums of points over draws (estimand, draw, seed, outcome)."""
        return weighted(matrix_of(weights, self.points), self.drawn)[0]

    def cells(self, weights: Sequence[Mapping[str, float]]) -> list[dict[str, dict[str, Any]]]:
        """Return of every weighted sum of points what is known of it, by outcome.

        Cells are as ``kinds.scenarios.drawn`` makes them of differences; other stances on welfare are among the
        structures of net social value.
        """
        matrix = matrix_of(weights, self.points)
        drawn, declared = (weighted(matrix, values)[0] for values in (self.drawn, self.declared))
        rivals = {name: weighted(matrix, values)[0] for name, values in self.rivals.items()}
        stances = None if self.stances is None else weighted(matrix, self.stances)[0]
        rows = []
        for row in range(len(weights)):
            own = {name: values[row] for name, values in rivals.items()}
            cells = cells_of_differences(self.outcomes, drawn[row], declared[row], own, self.states)
            if stances is not None and self.stance is not None:
                valued = cells_with_shares(stances[row], np.ones(len(STANCES)), SHORT)
                cells[VALUE]["structures"] |= other_stances(valued, self.stance)
            rows.append(cells)
        return rows
