"""Draws of version 2: each is a function of seed, purpose, year, row and department, whatever else is drawn.

A counter of four 32-bit words (department, pair of rows, year, purpose) goes through ten rounds of Philox under the two
halves of the seed. What comes out are two draws of the department, of the rows 2k and 2k + 1. There is no state, so
that nothing depends on order, horizon, company or the number of departments. ``engine.draws`` writes the same rounds
down for compiled code.

Source: Philox4x32-10 (Salmon, Moraes, Dror & Shaw 2011, Parallel random numbers: as easy as 1, 2, 3).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from budgetsim.numerics import Array

Words = NDArray[np.uint64]
"""Words of 32 bits, each with as many empty bits above it, where products have room."""

ROUNDS = 10
MULTIPLIERS = (0xD2511F53, 0xCD9E8D57)
KEY_STEPS = (0x9E3779B9, 0xBB67AE85)
WORD = 32
LOW = (1 << WORD) - 1
KEPT_BITS = 20
"""Bits of a draw that come from its second word; 32 come from the first."""
ONE = 0x3FF0000000000000
"""Bits of 1: with 52 bits of a draw behind them a number from 1 to below 2."""
BELOW_ONE = 1.0 - 1.0 / (1 << 53)
"""What is taken from that number: draws lie in the middle of 2⁵² equal parts of (0, 1)."""


def keys_of(seeds: Sequence[int]) -> Words:
    """Return the words that rounds are keyed with, (seed, round, half)."""
    numbers = np.array(seeds, dtype=np.uint64)
    halves = np.stack([numbers & np.uint64(LOW), numbers >> np.uint64(WORD)], axis=-1)
    steps = np.arange(ROUNDS, dtype=np.uint64)[:, None] * np.array(KEY_STEPS, dtype=np.uint64)
    keys: Words = (halves[:, None] + steps) & np.uint64(LOW)
    return keys


def philox(counter: Sequence[Any], keys: Words) -> tuple[Words, Words, Words, Words]:
    """Return the four words that come of four, under keys (…, round, half)."""
    word, low = np.uint64(WORD), np.uint64(LOW)
    first, second = map(np.uint64, MULTIPLIERS)
    a, b, c, d = counter
    for number in range(ROUNDS):
        left, right = first * a, second * c
        a, c = (right >> word) ^ b ^ keys[..., number, 0], (left >> word) ^ d ^ keys[..., number, 1]
        b, d = right & low, left & low
    return a, b, c, d


def uniform(high: Words, low: Words) -> Array:
    """Return a number in (0, 1), never 0 or 1, of two words."""
    bits = (high << np.uint64(KEPT_BITS)) | (low >> np.uint64(WORD - KEPT_BITS)) | np.uint64(ONE)
    numbers: Array = bits.view(np.float64) - BELOW_ONE
    return numbers


def uniforms(keys: Words, purpose: int, begin: int, out: Array) -> None:
    """Write the draws of some seeds in years from ``begin`` on, (seed, year, row, department).

    ``keys`` are those of the seeds, (seed, round, half).
    """
    years, rows, departments = out.shape[1:]
    year = np.arange(begin, begin + years, dtype=np.uint64)[:, None, None]
    pairs = np.arange((rows + 1) // 2, dtype=np.uint64)[:, None]
    places = np.arange(departments, dtype=np.uint64)
    words = philox((places, pairs, year, np.uint64(purpose)), keys[:, None, None, None])
    for half in range(2):
        kept = out[:, :, half::2]
        used = slice(kept.shape[2])
        kept[...] = uniform(words[2 * half][:, :, used], words[2 * half + 1][:, :, used])
