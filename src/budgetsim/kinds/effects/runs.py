"""Means by run as one array, so that every estimand is a weighting of points."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

import numpy as np

from budgetsim.language import told
from budgetsim.numerics import Array
from budgetsim.studies.band import FUNDS, GAIN, VALUE, Stance, band_of
from budgetsim.studies.errors import StudyError
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
        found: Array = self.values[self._places[point]]
        return found

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
        matrix = self._matrix(weights)
        found = np.tensordot(matrix, self.values, axes=1)
        size = np.tensordot(np.abs(matrix), np.abs(self.values), axes=1)
        found[np.abs(found) <= ROUNDING * size] = 0.0
        is_constant = np.ptp(found, axis=1, keepdims=True) <= ROUNDING * size.max(axis=1, keepdims=True)
        return np.asarray(np.where(is_constant, found[:, :1], found))

    def bands(self, weights: Sequence[Mapping[str, float]]) -> tuple[Array, Array] | None:
        """Return the ends of the band of every weighted sum, means over seeds (estimand, outcome).

        NaN for all outcomes but net social value; ``None`` where the band was not asked for.
        """
        if self.money is None or self.stance is None or VALUE not in self.outcomes:
            return None
        place = self.outcomes.index(VALUE)
        value = self.contrasts(weights)[:, :, place].mean(axis=1)
        gain, funds = np.moveaxis(np.tensordot(self._matrix(weights), self.money, axes=1).mean(axis=1), -1, 0)
        ends = band_of(value, gain, funds, self.stance)
        empty = np.full((len(weights), len(self.outcomes)), np.nan)
        low, high = empty, empty.copy()
        low[:, place], high[:, place] = ends
        return low, high

    def _matrix(self, weights: Sequence[Mapping[str, float]]) -> Array:
        matrix = np.zeros((len(weights), len(self.points)))
        for row, weighting in enumerate(weights):
            for point, weight in weighting.items():
                matrix[row, self._places[point]] += weight
        return matrix


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
