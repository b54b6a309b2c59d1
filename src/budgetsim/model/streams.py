"""Streams of version 1: one SFC64 generator for every purpose under a seed, seeded by NumPy's ``SeedSequence``.

The words of many seeds are mixed at once, with the numbers that ``SeedSequence(seed).generate_state`` gives: asking it
seed by seed would be the dearest part of a short run.
"""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Callable, Sequence
from itertools import accumulate, repeat
from typing import Any, cast

import numpy as np
from numpy.random.bit_generator import ISeedSequence
from numpy.typing import NDArray

from budgetsim.numerics import Array

WORDS_PER_STREAM = 3
"""64-bit words that seed one SFC64 generator."""
STREAMS_PER_SEED = 16
"""Room for purposes to come; a larger number would leave the words of the present ones as they are."""

Words = NDArray[np.uint64]

POOL = 4
"""32-bit words of a pool that a seed is mixed into; a seed of 63 bits fills two of them, and 0 the others."""
FIRST_HASH, HASH_STEP = 0x43B0D7E5, 0x931E8875
FIRST_OUTPUT, OUTPUT_STEP = 0x8B51F9DD, 0x58F38DED
MIX_LEFT, MIX_RIGHT = np.uint32(0xCA01F9DD), np.uint32(0x4973F715)
HALF = np.uint32(16)
"""Source of all of these: O'Neill (2015), ``randutils``, as in NumPy's ``SeedSequence``."""


def _powers(first: int, step: int, count: int) -> NDArray[np.uint32]:
    powers = accumulate(repeat(step, count - 1), lambda power, by: power * by % (1 << 32), initial=first)
    return np.array(list(powers), dtype=np.uint32)


HASHES = _powers(FIRST_HASH, HASH_STEP, POOL + POOL * (POOL - 1) + 1)
OUTPUTS = _powers(FIRST_OUTPUT, OUTPUT_STEP, 2 * STREAMS_PER_SEED * WORDS_PER_STREAM + 1)


FEW_SEEDS = 4
"""Seeds below which mixing them at once takes longer than one by one."""


def seed_words(seeds: Sequence[int]) -> Words:
    """Return the words of all streams of some seeds below 2⁶⁴, (seed, purpose, word)."""
    shape = len(seeds), STREAMS_PER_SEED, WORDS_PER_STREAM
    if len(seeds) >= FEW_SEEDS:
        return _mixed(seeds).reshape(shape)
    one_by_one = [
        np.random.SeedSequence(seed).generate_state(shape[1] * shape[2], np.uint64) for seed in seeds
    ]
    return np.array(one_by_one, dtype=np.uint64).reshape(shape)


def _mixed(seeds: Sequence[int]) -> Words:
    numbers = np.array(seeds, dtype=np.uint64)
    nothing = np.zeros(len(numbers), dtype=np.uint32)
    pool = [numbers.astype(np.uint32), (numbers >> np.uint64(32)).astype(np.uint32), nothing, nothing]
    steps = iter(range(len(HASHES)))

    def hashed(words: NDArray[np.uint32]) -> NDArray[np.uint32]:
        step = next(steps)
        mixed = (words ^ HASHES[step]) * HASHES[step + 1]
        shaken: NDArray[np.uint32] = mixed ^ (mixed >> HALF)
        return shaken

    pool = [hashed(words) for words in pool]
    for source in range(POOL):
        for target in range(POOL):
            if source != target:
                mixed = MIX_LEFT * pool[target] - MIX_RIGHT * hashed(pool[source])
                pool[target] = mixed ^ (mixed >> HALF)
    count = len(OUTPUTS) - 1
    halves = (np.stack(pool, axis=1)[:, np.arange(count) % POOL] ^ OUTPUTS[:-1]) * OUTPUTS[1:]
    halves = (halves ^ (halves >> HALF)).astype(np.uint64)
    # In rows: SFC64 reads its words one behind the other.
    return np.ascontiguousarray(halves[:, 0::2] | (halves[:, 1::2] << np.uint64(32)))


class _Words(ISeedSequence):
    """Words of one stream, already mixed."""

    def __init__(self, words: Words) -> None:
        self._words = words

    def generate_state(self, n_words: int, dtype: Any = np.uint32) -> Words:
        """Return the words that SFC64 asks for."""
        if n_words != WORDS_PER_STREAM or np.dtype(dtype) != np.uint64:
            raise ValueError(
                f"a stream holds {WORDS_PER_STREAM} words of 64 bits; asked for {n_words} of {dtype}"
            )
        return self._words


def stream(seed: int, purpose: int) -> np.random.Generator:
    """Return the generator of one purpose under one seed."""
    return _generator(seed_words([seed])[0, purpose])


def _generator(words: Words) -> np.random.Generator:
    return np.random.Generator(np.random.SFC64(cast("Any", _Words(words))))


SEEDING_ROUNDS = 12


def _first_states(words: Words) -> Words:
    """Return what SFC64 makes of words before the first draw, (…, state)."""
    a, b, c = np.moveaxis(words, -1, 0)
    counter = np.uint64(1)
    for _ in range(SEEDING_ROUNDS):
        drawn = a + b + counter
        counter += np.uint64(1)
        a, b = b ^ (b >> np.uint64(11)), c + (c << np.uint64(3))
        c = ((c << np.uint64(24)) | (c >> np.uint64(40))) + drawn
    return np.stack([a, b, c, np.full_like(a, counter)], axis=-1)


STATE_WORDS = 4


class Streams:
    """Where the streams of some seeds stand."""

    def __init__(self, seeds: Sequence[int]) -> None:
        self._words = seed_words(seeds)
        self._states: dict[int, Words] = {}
        if len(seeds) >= FEW_SEEDS:
            self._states.update(enumerate(np.moveaxis(_first_states(self._words), 1, 0)))

    def draw(self, purpose: int, rooms: Array, write: Callable[[np.random.Generator, Array], None]) -> None:
        """Let ``write`` draw what comes next of a purpose, for each of the seeds into its room."""
        if purpose not in self._states:
            generators = [_generator(words[purpose]) for words in self._words]
            self._states[purpose] = np.array(
                [one.bit_generator.state["state"]["state"] for one in generators]
            )
        drawer = _drawer()
        for room, state in zip(rooms, self._states[purpose], strict=True):
            drawer.turn_to(state)
            write(drawer.generator, room)
            drawer.leave(state)


class _Drawer:
    """A generator that draws for any stream: making one for each would be as dear as what a year draws from it."""

    def __init__(self) -> None:
        self.generator = np.random.Generator(np.random.SFC64(0))
        bits = self.generator.bit_generator
        held = np.ctypeslib.as_array((ctypes.c_uint64 * STATE_WORDS).from_address(bits.ctypes.state_address))
        # NumPy tells where a state is, not how it is laid out.
        self._held = held if (held == bits.state["state"]["state"]).all() else None

    def turn_to(self, state: Words) -> None:
        """Go on where a stream stands."""
        if self._held is None:
            whole = {"bit_generator": "SFC64", "state": {"state": state}, "has_uint32": 0, "uinteger": 0}
            self.generator.bit_generator.state = whole
        else:
            self._held[:] = state

    def leave(self, state: Words) -> None:
        """Note where the stream stands now."""
        state[:] = self.generator.bit_generator.state["state"]["state"] if self._held is None else self._held


_OF_THREAD = threading.local()


def _drawer() -> _Drawer:
    if not hasattr(_OF_THREAD, "drawer"):
        _OF_THREAD.drawer = _Drawer()
    drawer: _Drawer = _OF_THREAD.drawer
    return drawer
