"""Calls of SALib that leave nothing behind, and indices as plain values.

Seen in SALib 1.6: three methods draw from NumPy's global generator; the delta method changes the filters and the
format of warnings for the whole process; a seed of 0 counts as none.
"""

from __future__ import annotations

import math
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from importlib import import_module
from typing import Any

import numpy as np

from budgetsim.numerics import Array

LARGEST_SEED = 2**32 - 2
"""Largest seed of a sample: NumPy's global generator takes 32 bits, and one is added."""
CONFIDENCE = 0.95


@dataclass(frozen=True)
class Index:
    """One number: an index of a subject, or of a pair of subjects, with its interval.

    ``low`` and ``high`` are NaN where there is no interval; ``subject`` is empty for a number about all of them.
    """

    kind: str
    subject: str
    value: float
    low: float = float("nan")
    high: float = float("nan")
    other: str = ""

    @property
    def half(self) -> float:
        """Half the width of the interval; NaN without one."""
        return (self.high - self.low) / 2.0

    @property
    def has_interval(self) -> bool:
        """Whether there is an interval."""
        return math.isfinite(self.low) and math.isfinite(self.high)


@contextmanager
def untouched() -> Iterator[None]:
    """Call SALib inside this block: the global generator and the handling of warnings are as before afterwards.

    Warnings are silenced: what they say about a method stands in the documentation, and what they say about data is
    seen in the numbers. Linear algebra takes one thread: on small matrices several do nothing but wait for each
    other, and on a busy machine they make the delta method fifty times as slow.
    """
    import_module("scipy.linalg")  # only what is loaded already can be limited
    threads: Any = import_module("threadpoolctl")
    state, form = np.random.get_state(), warnings.formatwarning  # noqa: NPY002 - SALib uses the global generator
    try:
        # Warnings are also recorded, which shows none, since SALib sets a filter of its own.
        with threads.threadpool_limits(1), warnings.catch_warnings(record=True, action="ignore"):
            yield
    finally:
        np.random.set_state(state)  # noqa: NPY002 - as it was
        warnings.formatwarning = form


def salib_seed(seed: int) -> int:
    """Return the seed that SALib is given: one more, since it takes 0 for no seed at all."""
    return seed + 1


def bounded(index: Index, least: float = 0.0, most: float = 1.0) -> Index:
    """Return an index whose interval ends where the quantity does; an estimate beyond stays, at the interval's end.

    Estimates of shares below 0 or above 1 are noise, which is not hidden; intervals claim nothing impossible.
    """
    low, high = (min(max(end, least), most) for end in (index.low, index.high))
    if not math.isfinite(index.low):
        return index
    return replace(index, low=min(low, index.value), high=max(high, index.value))


def indices(
    kind: str, subjects: Sequence[str], values: Any, halves: Any = None, most: float = 1.0
) -> list[Index]:
    """Return one index per subject, from values and half-widths; intervals end at 0 and at ``most``."""
    numbers = _plain(values)
    margins = np.full(len(numbers), np.nan) if halves is None else _plain(halves)
    return [
        bounded(Index(kind, name, float(value), float(value - half), float(value + half)), most=most)
        for name, value, half in zip(subjects, numbers, margins, strict=True)
    ]


def _plain(values: Any) -> Array:
    """Return numbers of a list or of a masked array; what is masked is NaN."""
    return np.asarray(np.ma.filled(np.ma.asarray(values, dtype=np.float64), np.nan))
