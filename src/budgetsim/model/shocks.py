"""Randomness as data: every exogenous number, by seed and purpose, never by policy.

Version 1 draws a stream for each purpose under each seed, in order (``streams``); version 2 works every number out of
its place (``counters``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import product
from typing import Any, Protocol

import numpy as np

from budgetsim.model import counters
from budgetsim.model.streams import Streams
from budgetsim.numerics import Array, ndtri, roomy


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


ROWS = {
    Purpose.TRAITS: 10,
    Purpose.SPENDING: 12,
    Purpose.CHECKS: 12,
    Purpose.SCORES: 5,
    Purpose.SELECTION: 2,
    Purpose.BUDGETS: 1,
    Purpose.SEARCH: 7,
    Purpose.FADING: 2,
    Purpose.HIDING: 1,
    Purpose.SHORTCOMINGS: 12,
    Purpose.RENEWAL: 1,
    Purpose.STANDARDS: 2,
    Purpose.PRODUCTIVITY: 1,
    Purpose.LATE_DEMAND: 1,
    Purpose.ADJUSTMENT: 1,
}
"""Numbers per department in each stream: once in those of traits, every year in the others."""
OF_TRAITS = (Purpose.TRAITS, Purpose.HIDING)
UNIFORM = (
    Purpose.CHECKS,
    Purpose.SELECTION,
    Purpose.SHORTCOMINGS,
    Purpose.RENEWAL,
    Purpose.LATE_DEMAND,
)
NORMAL_TRAITS = 7
"""Rows of traits that are normal; those behind them are uniform."""
OPTIONAL = {
    "search": Purpose.SEARCH,
    "fading": Purpose.FADING,
    "renewal": Purpose.RENEWAL,
    "standards": Purpose.STANDARDS,
    "productivity": Purpose.PRODUCTIVITY,
    "late_demand": Purpose.LATE_DEMAND,
    "adjustment": Purpose.ADJUSTMENT,
}
"""Streams that are drawn only where somebody needs them, by the name of what is drawn."""


def purposes_of_years(optional: Iterable[str]) -> tuple[Purpose, ...]:
    """Return the streams that are drawn every year: the common ones, and some optional ones by name."""
    left = set(OPTIONAL.values()) - {OPTIONAL[name] for name in optional}
    return tuple(purpose for purpose in Purpose if purpose not in OF_TRAITS and purpose not in left)


def is_uniform(purpose: Purpose, row: int) -> bool:
    """Whether a row of a stream is uniform rather than standard normal."""
    return purpose in UNIFORM or (purpose == Purpose.TRAITS and row >= NORMAL_TRAITS)


class Shocks:
    """All draws for some seeds: traits, and those of each year, so that a longer horizon begins like a shorter one.

    Parameters
    ----------
    seeds
        Whole numbers from 0 to 2⁶³ − 1.
    departments
        Departments of a district.
    optional
        Names of the draws of years that somebody needs beside those that everybody does, as in ``OPTIONAL``.
    version
        Of the streams: 1 draws each of them in order, 2 works every number out by itself.
    keep
        Whether years once drawn stay valid for the next group of points under the same seeds; otherwise they do until
        the next ones are drawn.
    block
        Years that are drawn at a time, which saves calls and changes no number.
    """

    def __init__(  # noqa: PLR0913 - which draws, how they are made, and how long they are kept
        self,
        seeds: Sequence[int],
        departments: int,
        optional: Iterable[str] = (),
        *,
        version: int,
        keep: bool = False,
        block: int = 1,
    ) -> None:
        self.departments = departments
        self.version = version
        self._purposes = purposes_of_years(optional)
        self._keep = keep
        self._block = block
        self._space: dict[Purpose, Array] = {}
        self._source: _Source = (_InOrder if version == 1 else _ByPlace)()
        self.turn_to(seeds)

    def turn_to(self, seeds: Sequence[int]) -> None:
        """Draw for other seeds from now on, in the same room: what was drawn for the ones before is no more valid."""
        self.seeds = tuple(int(seed) for seed in seeds)
        self._years: dict[int, YearShocks] = {}
        self._drawn = 0
        self._traits: TraitShocks | None = None
        self._source.turn_to(self.seeds)

    @property
    def traits(self) -> TraitShocks:
        """What lies behind the traits of departments."""
        if self._traits is None:
            self._traits = trait_shocks(
                {purpose: self._fill(purpose, 0, 1)[:, :, 0] for purpose in OF_TRAITS}
            )
        return self._traits

    def with_departments_of(self, seed: int) -> Shocks:
        """Give every seed the departments of one of them, so that seeds differ in the luck of years alone."""
        traits = Shocks([seed], self.departments, version=self.version).traits
        count = len(self.seeds)
        self._traits = TraitShocks(
            **{name: np.repeat(value, count, axis=1) for name, value in vars(traits).items()}
        )
        return self

    def year(self, index: int) -> YearShocks:
        """Return the draws of the ``index``-th simulated year (0 is the first, burn-in included).

        Raises
        ------
        IndexError
            If a year is asked for that is no longer kept, or years are skipped; never in version 2.
        """
        if index not in self._years:
            begin = self._drawn
            if self.version > 1:
                begin = index - index % self._block
            elif not begin <= index < begin + self._block:
                raise IndexError(f"year {index} was asked for when {self._drawn} years had been drawn")
            self._draw_block(begin)
        return self._years[index]

    def _draw_block(self, begin: int) -> None:
        if not self._keep:
            self._years.clear()
        blocks = {purpose: self._fill(purpose, begin, self._block) for purpose in self._purposes}
        for number in range(self._block):
            year = {purpose: block[:, :, number] for purpose, block in blocks.items()}
            self._years[begin + number] = year_shocks(year)
        self._drawn = begin + self._block

    def _fill(self, purpose: Purpose, begin: int, years: int) -> Array:
        """Draw some years of one purpose, (1, seed, year, row, department)."""
        room = self._space.get(purpose)
        # The same room every time unless years are kept: fresh pages cost more than the draws themselves.
        if room is None or (self._keep and begin > 0) or room.shape[1] < len(self.seeds):
            room = roomy((1, len(self.seeds), years, ROWS[purpose], self.departments))
            if begin == 0:
                self._space[purpose] = room
        room = room[:, : len(self.seeds)]
        self._source.fill(purpose, begin, room[0])
        return room


class _Source(Protocol):
    """Where numbers come from."""

    def turn_to(self, seeds: Sequence[int]) -> None:
        """Begin under other seeds."""

    def fill(self, purpose: Purpose, begin: int, room: Array) -> None:
        """Write years from ``begin`` on, (seed, year, row, department)."""


class _InOrder:
    """Version 1: the next numbers of each stream."""

    def turn_to(self, seeds: Sequence[int]) -> None:
        """Begin every stream under other seeds."""
        self._streams = Streams(seeds)

    def fill(self, purpose: Purpose, begin: int, room: Array) -> None:
        """Draw what comes next; it is for the caller to ask for one year after the other."""
        del begin
        write = _write_uniforms if purpose in UNIFORM else _write_normals
        if purpose == Purpose.TRAITS:
            write = _write_traits
        self._streams.draw(purpose, room, write)


def _write_uniforms(generator: np.random.Generator, room: Array) -> None:
    generator.random(out=room)


def _write_normals(generator: np.random.Generator, room: Array) -> None:
    generator.standard_normal(out=room)


def _write_traits(generator: np.random.Generator, room: Array) -> None:
    generator.standard_normal(out=room[0, :NORMAL_TRAITS])
    generator.random(out=room[0, NORMAL_TRAITS:])


class _ByPlace:
    """Version 2: numbers by their place."""

    def turn_to(self, seeds: Sequence[int]) -> None:
        """Take the keys of other seeds."""
        self._keys = counters.keys_of(seeds)

    def fill(self, purpose: Purpose, begin: int, room: Array) -> None:
        """Work out the numbers of some years and seeds at a time."""
        seeds, years, rows, departments = room.shape
        normal = len([row for row in range(rows) if not is_uniform(purpose, row)])
        span = min(years, max(1, PLACES // (rows * departments)))
        step = max(1, PLACES // (span * rows * departments))
        for seed, year in product(range(0, seeds, step), range(0, years, span)):
            numbers = room[seed : seed + step, year : year + span]
            counters.uniforms(self._keys[seed : seed + step], purpose, begin + year, numbers)
            if normal:  # these rows stand first
                numbers[:, :, :normal] = ndtri(numbers[:, :, :normal])


PLACES = 16_000
"""Numbers of version 2 that are worked out at a time: many for each call, few enough for the cache."""


def trait_shocks(drawn: Mapping[Purpose, Any]) -> TraitShocks:
    """Return what stands in the streams of traits, (1, seed, row, department), by name."""
    columns = [drawn[Purpose.TRAITS][:, :, row] for row in range(ROWS[Purpose.TRAITS])]
    columns.append(drawn[Purpose.HIDING][:, :, 0])
    return TraitShocks(*columns)


def year_shocks(drawn: Mapping[Purpose, Any]) -> YearShocks:
    """Return what stands in the streams of a year, (1, seed, row, department), by name; ``None`` of what is not."""
    scores, selection, standards = (
        drawn[Purpose.SCORES],
        drawn[Purpose.SELECTION],
        drawn.get(Purpose.STANDARDS),
    )
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
        search=drawn.get(Purpose.SEARCH),
        fading=drawn.get(Purpose.FADING),
        renewal=_only_row(drawn.get(Purpose.RENEWAL)),
        standards=None if standards is None else standards[..., :1],
        productivity=_only_row(drawn.get(Purpose.PRODUCTIVITY)),
        late_demand=_only_row(drawn.get(Purpose.LATE_DEMAND)),
        adjustment=_only_row(drawn.get(Purpose.ADJUSTMENT)),
    )


def _only_row(drawn: Any) -> Any:
    return None if drawn is None else drawn[:, :, 0]
