"""Randomness as data: every exogenous number, drawn from streams keyed by (seed, purpose), never by policy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from budgetsim.numerics import Array


class Purpose(IntEnum):
    """Streams. A draw added to one leaves the others as they were; never renumber."""

    TRAITS = 0
    SPENDING = 1
    CHECKS = 2
    SCORES = 3
    SELECTION = 4
    BUDGETS = 5
    SEARCH = 6


def stream(seed: int, purpose: Purpose) -> np.random.Generator:
    """Return the generator of one purpose under one seed."""
    return np.random.Generator(np.random.SFC64(np.random.SeedSequence((seed, int(purpose)))))


@dataclass(frozen=True)
class TraitShocks:
    """Standard normals and uniforms behind the traits of departments, (1, seed, department)."""

    productivity: Array
    slack_taste: Array
    size: Array
    culture: Array
    self_bias: Array
    key_bias: Array
    dossier: Array
    archetype: Array
    rule: Array
    assignment: Array


@dataclass(frozen=True)
class YearShocks:
    """Draws of one year; monthly ones are (1, seed, month, department), others (1, seed, department)."""

    spending: Array
    checks: Array
    self_score: Array
    satisfaction: Array
    key_score: Array
    preliminary: Array
    common: Array
    evaluated: Array
    audited: Array
    budgets: Array
    search: Array | None


class Shocks:
    """All draws for some seeds, year by year, so that a longer horizon begins like a shorter one.

    Years once drawn are kept when ``keep`` is true, for the next group of points under the same seeds; otherwise
    a year's arrays are valid until the next year is drawn.
    """

    def __init__(
        self, seeds: Sequence[int], departments: int, *, search: bool = False, keep: bool = False
    ) -> None:
        self.seeds = tuple(int(seed) for seed in seeds)
        self.departments = departments
        self._keep = keep
        self._years: list[YearShocks] = []
        self._buffers: dict[Purpose, Array] = {}
        unused = (Purpose.TRAITS,) if search else (Purpose.TRAITS, Purpose.SEARCH)
        self._streams: dict[Purpose, list[np.random.Generator]] = {
            purpose: [stream(seed, purpose) for seed in self.seeds]
            for purpose in Purpose
            if purpose not in unused
        }
        self.traits = self._draw_traits()

    def year(self, index: int) -> YearShocks:
        """Return the draws of the ``index``-th simulated year (0 is the first, burn-in included).

        Raises
        ------
        IndexError
            If a year that was not kept is asked for again, or years are skipped.
        """
        if index < len(self._years):
            return self._years[index]
        if self._keep and index > len(self._years):
            raise IndexError(f"year {index} was asked for before year {len(self._years)}")
        drawn = self._draw_year()
        if self._keep:
            self._years.append(drawn)
        return drawn

    def _space(self, purpose: Purpose, rows: int) -> Array:
        """Room for one year's draws; the same every year unless years are kept (fresh pages cost more than draws)."""
        if self._keep or purpose not in self._buffers:
            self._buffers[purpose] = np.empty((1, len(self.seeds), rows, self.departments))
        return self._buffers[purpose]

    def _draw_traits(self) -> TraitShocks:
        normals = np.empty((len(self.seeds), 7, self.departments))
        uniforms = np.empty((len(self.seeds), 3, self.departments))
        for row, seed in enumerate(self.seeds):
            generator = stream(seed, Purpose.TRAITS)
            generator.standard_normal(out=normals[row])
            generator.random(out=uniforms[row])
        return TraitShocks(
            *(normals[None, :, i] for i in range(7)), *(uniforms[None, :, i] for i in range(3))
        )

    def _draw_year(self) -> YearShocks:
        spending = self._normals(Purpose.SPENDING, 12)
        checks = self._uniforms(Purpose.CHECKS, 12)
        scores = self._normals(Purpose.SCORES, 5)
        selection = self._uniforms(Purpose.SELECTION, 2)
        return YearShocks(
            spending=spending,
            checks=checks,
            self_score=scores[:, :, 0],
            satisfaction=scores[:, :, 1],
            key_score=scores[:, :, 2],
            preliminary=scores[:, :, 3],
            common=scores[:, :, 4, :1],
            evaluated=selection[:, :, 0],
            audited=selection[:, :, 1],
            budgets=self._normals(Purpose.BUDGETS, 1)[:, :, 0],
            search=self._normals(Purpose.SEARCH, 7) if Purpose.SEARCH in self._streams else None,
        )

    def _normals(self, purpose: Purpose, rows: int) -> Array:
        out = self._space(purpose, rows)
        for block, generator in zip(out[0], self._streams[purpose], strict=True):
            generator.standard_normal(out=block)
        return out

    def _uniforms(self, purpose: Purpose, rows: int) -> Array:
        out = self._space(purpose, rows)
        for block, generator in zip(out[0], self._streams[purpose], strict=True):
            generator.random(out=block)
        return out
