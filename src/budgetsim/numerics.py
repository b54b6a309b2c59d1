"""The array language of the model: what equations may do to numbers over the axes (point, seed, department).

Besides + − × ÷, comparisons and ``numpy.where``, ``minimum``, ``maximum``, ``sqrt``, ``abs`` and ``sign``, everything
stands here, and its results depend neither on batching nor on the processor: sums run over C-ordered copies along the
department axis, so that a row sums to the same bits alone or in a batch, and functions are made of + − × ÷
(``elementary``). An array that only remembers how it was made (``engine.graph``) brings what takes more than one
department, and answers under the same names.
"""

from __future__ import annotations

from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from budgetsim.elementary import exp, gamma, log, log1p, ndtr, ndtri

__all__ = ["exp", "gamma", "log", "log1p", "ndtr", "ndtri"]

Array = NDArray[np.float64]
BoolArray = NDArray[np.bool_]
TINY = 1e-12


def clip(x: Array, lower: Array | float, upper: Array | float) -> Array:
    """Limit ``x`` to ``[lower, upper]`` (a third of the cost of ``np.clip`` on short arrays)."""
    return np.minimum(np.maximum(x, lower), upper)


def full(x: Array | float, shape: tuple[int, int, int]) -> Array:
    """Return a C-ordered, writable array of the full shape."""
    if isinstance(x, np.ndarray) and x.shape == shape and x.flags.c_contiguous:
        return x
    if (traced := _traced(x)) is not None:
        return cast("Array", traced.spread())
    out = np.empty(shape)
    out[...] = x
    return out


def whole(x: Any, shape: tuple[int, int, int]) -> NDArray[np.intp]:
    """Return whole numbers as a C-ordered array of the full shape, for comparisons with whole numbers alone."""
    if (traced := _traced(x)) is not None:
        return cast("NDArray[np.intp]", traced.spread())
    out = np.empty(shape, dtype=np.intp)
    out[...] = x
    return out


LANES = 8
"""Departments that compiled code reads at once: rows that it reads have as much room behind them."""


def roomy(shape: tuple[int, ...]) -> Array:
    """Return a new array with room for a whole vector behind its last number; what it holds is undefined."""
    size = int(np.prod(shape))
    return np.empty(size + LANES)[:size].reshape(shape)


def power(base: Array, exponent: Array | float) -> Array:
    """Raise a non-negative base to a power as exp(a log x): one code path whatever the exponent or the strides."""
    return exp(exponent * log(np.maximum(base, 1e-300)))


def twelfth_power(x: Array) -> Array:
    """x¹² by multiplication, for twelve independent months."""
    third = x * x * x
    sixth = third * third
    return sixth * sixth


def total(x: Array, departments: int) -> Array:
    """Sum over departments, keeping the axis; a size-1 axis stands for ``departments`` equal values."""
    if (traced := _traced(x)) is not None:
        return cast("Array", traced.total())
    if x.shape[-1] != departments:
        x = x * np.ones(departments)
    return np.add.reduce(np.ascontiguousarray(x), axis=-1, keepdims=True)


def mean(x: Array, departments: int) -> Array:
    """Unweighted mean over departments, keeping the axis."""
    return total(x, departments) / float(departments)


def ratio(numerator: Array, denominator: Array, otherwise: float = 0.0) -> Array:
    """Divide where the denominator is not zero; ``otherwise`` elsewhere."""
    nonzero = denominator != 0.0
    return np.where(nonzero, numerator / np.where(nonzero, denominator, 1.0), otherwise)


def sorted_by(x: Array, key: Array) -> Array:
    """Return the values of departments in the order of a key, smallest first, equal ones as departments stand."""
    if (traced := _traced(key)) is not None:
        return cast("Array", traced.sorted(x))
    order = np.argsort(key, axis=-1, kind="stable")
    return np.take_along_axis(np.broadcast_to(x, order.shape), order, axis=-1)


def back_from(ordered: Array, key: Array) -> Array:
    """Return values that stand in the order of a key at their departments again: what ``sorted_by`` did, undone."""
    if (traced := _traced(key)) is not None:
        return cast("Array", traced.unsorted(ordered))
    out = np.empty(key.shape)
    np.put_along_axis(out, np.argsort(key, axis=-1, kind="stable"), ordered, axis=-1)
    return out


def ranks(x: Array) -> Array:
    """Ranks 1…N along the department axis; ties share their mean rank."""
    if (traced := _traced(x)) is not None:
        return cast("Array", traced.ranks())
    order = np.argsort(x, axis=-1, kind="stable")
    ordered = np.take_along_axis(x, order, axis=-1)
    position = np.broadcast_to(np.arange(x.shape[-1], dtype=np.float64), x.shape)
    starts = np.ones(x.shape, dtype=bool)
    starts[..., 1:] = ordered[..., 1:] != ordered[..., :-1]
    first = np.maximum.accumulate(np.where(starts, position, 0.0), axis=-1)
    ends = np.ones(x.shape, dtype=bool)
    ends[..., :-1] = starts[..., 1:]
    last = np.where(ends, position, float(x.shape[-1] - 1))
    last = np.minimum.accumulate(last[..., ::-1], axis=-1)[..., ::-1]
    out = np.empty(x.shape)
    np.put_along_axis(out, order, 0.5 * (first + last) + 1.0, axis=-1)
    return out


def rank_correlation(x: Array, y: Array) -> Array:
    """Spearman correlation over departments, keeping the axis; ties share their mean rank, 0 where undefined.

    Sums of ranks are exact in floating point, so the short cut for rows without ties gives the same bits.
    """
    n = x.shape[-1]
    if _traced(x) is not None or _has_ties(x) or _has_ties(y):
        rank_x, rank_y = ranks(x), ranks(y)
        products: Array = rank_x * rank_y
        squares_x: Array = total(rank_x * rank_x, n)
        squares_y: Array = total(rank_y * rank_y, n)
    else:
        order = np.argsort(x, axis=-1)
        rank_in_x = np.argsort(np.take_along_axis(y, order, axis=-1), axis=-1)
        # rank_in_x[k] is the rank in x of the department with rank k in y.
        products = (rank_in_x.astype(np.float64) + 1.0) * np.arange(1, n + 1, dtype=np.float64)
        squares_x = squares_y = np.full((1, 1, 1), n * (n + 1.0) * (2.0 * n + 1.0) / 6.0, dtype=np.float64)
    level = n * (n + 1.0) * (n + 1.0) / 4.0
    spread = (squares_x - level) * (squares_y - level)
    defined = spread > 0.0
    return np.where(defined, (total(products, n) - level) / np.sqrt(np.where(defined, spread, 1.0)), 0.0)


def _traced(x: Any) -> Any:
    """Return an array that only remembers how it was made, or ``None`` of any other."""
    return x if hasattr(x, "graph") else None


def _has_ties(x: Array) -> bool:
    ordered = np.sort(x, axis=-1)
    return bool(np.any(ordered[..., 1:] == ordered[..., :-1]))


def correlation(x: Array, y: Array) -> Array:
    """Pearson correlation over departments, keeping the axis; 0 where it is undefined."""
    n = x.shape[-1]
    dx = x - mean(x, n)
    dy = y - mean(y, n)
    spread = total(dx * dx, n) * total(dy * dy, n)
    defined = spread > TINY * TINY
    return np.where(defined, total(dx * dy, n) / np.sqrt(np.where(defined, spread, 1.0)), 0.0)


def slope(x: Array, y: Array) -> Array:
    """Least-squares slope of ``y`` on ``x`` over departments; 0 where ``x`` does not vary."""
    n = x.shape[-1]
    dx = x - mean(x, n)
    spread = total(dx * dx, n)
    defined = spread > TINY
    return np.where(defined, total(dx * y, n) / np.where(defined, spread, 1.0), 0.0)


def gini(x: Array) -> Array:
    """Gini coefficient of non-negative amounts over departments, keeping the axis."""
    n = x.shape[-1]
    weight = 2.0 * np.arange(1, n + 1, dtype=np.float64) - n - 1.0
    ordered = np.sort(x, axis=-1) if (traced := _traced(x)) is None else traced.sorted(x)
    return ratio(total(ordered * weight, n), n * total(ordered, n))


def neighbour_mean(x: Array, neighbours: NDArray[np.intp]) -> Array:
    """Mean over a department's neighbours; ``neighbours`` is (degree, department). 0 without neighbours."""
    if neighbours.shape[0] == 0:
        return np.zeros(x.shape)
    out: Array = x.take(neighbours[0], axis=-1)
    for column in neighbours[1:]:
        out = out + x.take(column, axis=-1)
    return out / float(neighbours.shape[0])
