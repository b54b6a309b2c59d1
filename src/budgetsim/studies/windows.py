"""Means of outcomes over windows of years, run by run, taken from the parts of a study one after the other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby
from typing import Any

import numpy as np

from budgetsim.numerics import Array
from budgetsim.studies.keep import Keep
from budgetsim.studies.plan import Size

Window = Callable[[int], range]
"""The years that are averaged, of a run of so many recorded years."""


def at_end(count: int) -> Window:
    """Return the window of so many years at the end of a run, or of all years of a shorter one."""
    return lambda years: range(max(1, years - count + 1), years + 1)


def between(first: int, last: int) -> Window:
    """Return the window from one recorded year to another."""
    return lambda _: range(first, last + 1)


def mean_over_last(values: Array) -> Array:
    """Return means over the last axis, years of a run or seeds of a point, without what is undefined.

    Sums are those of NumPy's ``reduceat``, which pandas takes for groups of rows too, so that both give the same bits.
    """
    years, shape = values.shape[-1], values.shape[:-1]
    flat = np.ascontiguousarray(values, dtype=np.float64).ravel()
    starts = np.arange(0, flat.size, years)
    is_there = ~np.isnan(flat)
    if is_there.all():
        return np.asarray((np.add.reduceat(flat, starts) / years).reshape(shape))
    count = np.add.reduceat(is_there.astype(np.float64), starts)
    with np.errstate(invalid="ignore"):
        return np.asarray((np.add.reduceat(np.where(is_there, flat, 0.0), starts) / count).reshape(shape))


def sd_over_last(values: Array) -> Array:
    """Return standard deviations over the last axis, of which nothing is undefined (Welford 1962); NaN for one value.

    pandas does likewise, so that both give the same bits.
    """
    mean, squares = np.zeros(values.shape[:-1]), np.zeros(values.shape[:-1])
    for number, value in enumerate(np.moveaxis(values, -1, 0), 1):
        before = mean
        mean = before + (value - before) / number
        squares = squares + (value - mean) * (value - before)
    count = values.shape[-1]
    return np.asarray(np.sqrt(squares / (count - 1))) if count > 1 else np.full(mean.shape, np.nan)


def part_means(table: Any, sizes: Sequence[Size], seeds: int, keep: Keep, window: Window) -> Array:
    """Return means over a window of years (outcome, scenario, seed) of a part.

    Parameters
    ----------
    table
        Its outcomes, and nothing else: rows in the order of scenario, seed and year.
    sizes
        Those of its scenarios.
    seeds
        Number of its seeds.
    keep
        What is stored of every run; the window must be among it.
    """
    names = table.column_names
    means = np.empty((len(names), len(sizes), seeds))
    row = place = 0
    for size, alike in groupby(sizes):
        count = sum(1 for _ in alike)
        piece = table.slice(row, count * seeds * size.rows)
        years = list(window(size.years))
        chosen = [0] if keep.means else [keep.years_of(size.years).index(year) for year in years]
        for k, name in enumerate(names):
            values = piece.column(name).to_numpy().reshape(count, seeds, size.rows)
            means[k, place : place + count] = mean_over_last(values[..., chosen])
        row, place = row + piece.num_rows, place + count
    return means
