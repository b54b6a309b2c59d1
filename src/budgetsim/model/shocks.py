"""Randomness as data: every exogenous number, drawn from streams keyed by (seed, purpose), never by policy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, cast

import numpy as np
from numpy.random.bit_generator import ISeedSequence
from numpy.typing import NDArray

from budgetsim.numerics import Array, roomy


class Purpose(IntEnum):
    """Streams. A draw added to one leaves the others as they were; never renumber."""

    TRAITS = 0
    SPENDING = 1
    CHECKS = 2
    SCORES = 3
    SELECTION = 4
    BUDGETS = 5
    SEARCH = 6
    FADING = 7
    HIDING = 8
    SHORTCOMINGS = 9
    RENEWAL = 10
    STANDARDS = 11
    PRODUCTIVITY = 12
    LATE_DEMAND = 13
    ADJUSTMENT = 14


WORDS_PER_STREAM = 3
"""64-bit words that seed one SFC64 generator."""
STREAMS_PER_SEED = 16
"""Room for purposes to come; a larger number would leave the words of the present ones as they are."""


class _Words(ISeedSequence):
    """Words of one stream, already mixed: mixing once per stream would be the dearest part of a short run."""

    def __init__(self, words: NDArray[np.uint64]) -> None:
        self._words = words

    def generate_state(self, n_words: int, dtype: Any = np.uint32) -> NDArray[np.uint64]:
        """Return the words that SFC64 asks for."""
        if n_words != WORDS_PER_STREAM or np.dtype(dtype) != np.uint64:
            raise ValueError(
                f"a stream holds {WORDS_PER_STREAM} words of 64 bits; asked for {n_words} of {dtype}"
            )
        return self._words


def seed_words(seed: int) -> NDArray[np.uint64]:
    """Return the words of all streams of a seed, (purpose, word), mixed from the seed by NumPy's ``SeedSequence``."""
    words = np.random.SeedSequence(seed).generate_state(STREAMS_PER_SEED * WORDS_PER_STREAM, np.uint64)
    return words.astype(np.uint64, copy=False).reshape(STREAMS_PER_SEED, WORDS_PER_STREAM)


def stream(seed: int, purpose: Purpose) -> np.random.Generator:
    """Return the generator of one purpose under one seed."""
    return _generator(seed_words(seed), purpose)


def _generator(words: NDArray[np.uint64], purpose: Purpose) -> np.random.Generator:
    return np.random.Generator(np.random.SFC64(cast("Any", _Words(words[purpose]))))


@dataclass(frozen=True)
class TraitShocks:
    """Standard normals and uniforms behind the traits of departments, (1, seed, department)."""

    productivity: Array
    slack_taste: Array
    size: Array
    culture: Array
    self_bias: Array
    external_bias: Array
    dossier: Array
    archetype: Array
    rule: Array
    assignment: Array
    concealment: Array


@dataclass(frozen=True)
class YearShocks:
    """Draws of one year; monthly ones are (1, seed, month, department), others (1, seed, department)."""

    spending: Array
    checks: Array
    shortcomings: Array
    """Of each monthly check: whether it finds poor management."""
    self_score: Array
    satisfaction: Array
    external_score: Array
    preliminary: Array
    common: Array
    evaluated: Array
    audited: Array
    budgets: Array
    search: Array | None
    fading: Array | None
    """What renews the lasting errors of scores, (1, seed, 2, department): of self-scores, of external evaluation."""
    renewal: Array | None
    """Uniform: below the chance of it, a department's indicators are replaced."""
    standards: Array | None
    """News that all departments share, (1, seed, 2, 1): in self-scores, in external scores."""
    productivity: Array | None
    late_demand: Array | None
    """Uniform, behind what a year asks for after its budget was made."""
    adjustment: Array | None


class Shocks:
    """All draws for some seeds, in years, so that a longer horizon begins like a shorter one.

    ``block`` years are drawn at a time, which saves calls and changes no number: each stream is one sequence. Years
    once drawn stay valid while ``keep`` is true, for the next group of points under the same seeds; otherwise until
    the next block is drawn.
    """

    def __init__(  # noqa: PLR0913 - which draws, and how long they are kept
        self,
        seeds: Sequence[int],
        departments: int,
        *,
        search: bool = False,
        fading: bool = False,
        renewal: bool = False,
        standards: bool = False,
        productivity: bool = False,
        late_demand: bool = False,
        adjustment: bool = False,
        keep: bool = False,
        block: int = 1,
    ) -> None:
        self.seeds = tuple(int(seed) for seed in seeds)
        self.departments = departments
        self._keep = keep
        self._block = block
        self._years: dict[int, YearShocks] = {}
        self._drawn = 0
        self._space: dict[Purpose, Array] = {}
        wanted = {
            Purpose.TRAITS: False,
            Purpose.HIDING: False,
            Purpose.SEARCH: search,
            Purpose.FADING: fading,
            Purpose.RENEWAL: renewal,
            Purpose.STANDARDS: standards,
            Purpose.PRODUCTIVITY: productivity,
            Purpose.LATE_DEMAND: late_demand,
            Purpose.ADJUSTMENT: adjustment,
        }
        words = [seed_words(seed) for seed in self.seeds]
        self._streams: dict[Purpose, list[np.random.Generator]] = {
            purpose: [_generator(row, purpose) for row in words]
            for purpose in Purpose
            if wanted.get(purpose, True)
        }
        self.traits = _draw_traits(
            [_generator(row, Purpose.TRAITS) for row in words],
            [_generator(row, Purpose.HIDING) for row in words],
            departments,
        )

    def year(self, index: int) -> YearShocks:
        """Return the draws of the ``index``-th simulated year (0 is the first, burn-in included).

        Raises
        ------
        IndexError
            If a year is asked for that is no longer kept, or years are skipped.
        """
        if index not in self._years:
            if not self._drawn <= index < self._drawn + self._block:
                raise IndexError(f"year {index} was asked for when {self._drawn} years had been drawn")
            self._draw_block()
        return self._years[index]

    def _draw_block(self) -> None:
        if not self._keep:
            self._years.clear()
        blocks = {purpose: self._fill(purpose) for purpose in self._streams}
        for number in range(self._block):
            year = {purpose: block[:, :, number] for purpose, block in blocks.items()}
            self._years[self._drawn + number] = _year_shocks(year)
        self._drawn += self._block

    def _fill(self, purpose: Purpose) -> Array:
        """Draw a block of one purpose, (1, seed, year, row, department)."""
        # The same room every time unless years are kept: fresh pages cost more than the draws themselves.
        if self._keep or purpose not in self._space:
            rows = ROWS[purpose]
            self._space[purpose] = roomy((1, len(self.seeds), self._block, rows, self.departments))
        room = self._space[purpose]
        for row, generator in zip(room[0], self._streams[purpose], strict=True):
            if purpose in UNIFORM:
                generator.random(out=row)
            else:
                generator.standard_normal(out=row)
        return room


ROWS = {
    Purpose.SPENDING: 12,
    Purpose.CHECKS: 12,
    Purpose.SCORES: 5,
    Purpose.SELECTION: 2,
    Purpose.BUDGETS: 1,
    Purpose.SEARCH: 7,
    Purpose.FADING: 2,
    Purpose.SHORTCOMINGS: 12,
    Purpose.RENEWAL: 1,
    Purpose.STANDARDS: 2,
    Purpose.PRODUCTIVITY: 1,
    Purpose.LATE_DEMAND: 1,
    Purpose.ADJUSTMENT: 1,
}
"""Numbers per department and year in each stream."""
UNIFORM = (
    Purpose.CHECKS,
    Purpose.SELECTION,
    Purpose.SHORTCOMINGS,
    Purpose.RENEWAL,
    Purpose.LATE_DEMAND,
)


def _draw_traits(
    generators: Sequence[np.random.Generator], hiding: Sequence[np.random.Generator], departments: int
) -> TraitShocks:
    concealment = roomy((len(generators), departments))
    for numbers, generator in zip(concealment, hiding, strict=True):
        generator.standard_normal(out=numbers)
    normals = roomy((len(generators), 7, departments))
    uniforms = roomy((len(generators), 3, departments))
    for row, generator in enumerate(generators):
        generator.standard_normal(out=normals[row])
        generator.random(out=uniforms[row])
    drawn = [
        *(normals[None, :, i] for i in range(7)),
        *(uniforms[None, :, i] for i in range(3)),
        concealment[None],
    ]
    return TraitShocks(*drawn)


def _year_shocks(drawn: dict[Purpose, Array]) -> YearShocks:
    scores, selection, search = drawn[Purpose.SCORES], drawn[Purpose.SELECTION], drawn.get(Purpose.SEARCH)
    standards = drawn.get(Purpose.STANDARDS)
    return YearShocks(
        spending=drawn[Purpose.SPENDING],
        checks=drawn[Purpose.CHECKS],
        shortcomings=drawn[Purpose.SHORTCOMINGS],
        self_score=scores[:, :, 0],
        satisfaction=scores[:, :, 1],
        external_score=scores[:, :, 2],
        preliminary=scores[:, :, 3],
        common=scores[:, :, 4, :1],
        evaluated=selection[:, :, 0],
        audited=selection[:, :, 1],
        budgets=drawn[Purpose.BUDGETS][:, :, 0],
        search=search,
        fading=drawn.get(Purpose.FADING),
        renewal=_only_row(drawn.get(Purpose.RENEWAL)),
        standards=None if standards is None else standards[..., :1],
        productivity=_only_row(drawn.get(Purpose.PRODUCTIVITY)),
        late_demand=_only_row(drawn.get(Purpose.LATE_DEMAND)),
        adjustment=_only_row(drawn.get(Purpose.ADJUSTMENT)),
    )


def _only_row(drawn: Array | None) -> Array | None:
    return None if drawn is None else drawn[:, :, 0]
