"""Seeds of runs: whole numbers, of which each makes one world."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from numbers import Integral
from typing import Any

from budgetsim.language import told

MAX_SEED = (1 << 63) - 1


def seed_list(seeds: int | Iterable[int]) -> tuple[int, ...]:
    """Return the seeds meant by a number n (0…n−1) or a list.

    Raises
    ------
    ValueError
        If there is none, one is negative or no whole number, or one comes twice.
    """
    given: Sequence[Any] = range(seeds) if isinstance(seeds, int) else list(seeds)
    if len(given) == 0:
        raise ValueError(told("fault-seeds-none", seeds=repr(seeds)))
    wrong = [seed for seed in given if not is_seed(seed)]
    if wrong:
        raise ValueError(told("fault-seeds-wrong", most=str(MAX_SEED), seed=repr(wrong[0])))
    numbers = tuple(int(seed) for seed in given)
    if len(set(numbers)) < len(numbers):
        raise ValueError(told("fault-seeds-twice"))
    return numbers


def is_seed(value: Any) -> bool:
    """Whether a value is a whole number, Python's or NumPy's, that can be a seed."""
    return not isinstance(value, bool) and isinstance(value, Integral) and 0 <= int(value) <= MAX_SEED
