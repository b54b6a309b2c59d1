"""A panel of units and years: the one form in which both data and simulated districts are looked at."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from budgetsim.data.recipe import EXCELLENT
from budgetsim.numerics import Array

SEEN = {
    "self_score": "self_score",
    "external_score": "external_score",
    "approved": "allocation",
    "adjusted": "budget",
    "executed": "spent",
}
"""Column of the model's yearly panel for each observed quantity: approved is the allocation without money kept from
last year, adjusted the budget with it and with July's moves, executed what was spent of it."""
YEARS_TO_NET = 3
"""Years of a panel from which year effects are taken out unless somebody says otherwise: with two years there is one
change of each unit, whose common part no correlation sees."""
MONEY_DIGITS = 9
"""Digits of an amount relative to the median one: far finer than any moment, and coarse enough that the rounding of a
change of currency unit falls away."""


@dataclass(frozen=True, eq=False)
class Panel:
    """Observed units over consecutive years; every array is (unit, year), with NaN where nothing was observed.

    Scores run from 0 to 100. Money is relative, its unit means nothing. ``present`` tells which unit-years exist at
    all, ``covered`` which of them were externally evaluated.
    """

    years: tuple[int, ...]
    self_score: Array
    external_score: Array
    approved: Array
    adjusted: Array
    executed: Array
    present: NDArray[np.bool_]
    covered: NDArray[np.bool_]
    top: float = EXCELLENT
    """Score from which a self-score counts as top."""
    net_of_years: bool = False
    """Whether moments of scores and of changes of budgets are taken net of what all units share in a year."""

    def __len__(self) -> int:
        return len(self.present)

    def take(self, units: NDArray[np.intp]) -> Panel:
        """Return the panel of some units, which may come more than once."""
        return self._each(lambda array: array[units])

    def window(self, first: int, last: int) -> Panel:
        """Return the panel of the years at some places (``last`` not included)."""
        cut = self._each(lambda array: array[:, first:last])
        return replace(cut, years=self.years[first:last])

    def digest(self) -> str:
        """Return a SHA-256 of everything observed."""
        digest = hashlib.sha256(repr((self.years, self.top)).encode())
        for name in _ARRAYS:
            digest.update(np.ascontiguousarray(getattr(self, name)).tobytes())
        return digest.hexdigest()

    def _each(self, change: Callable[[Any], Any]) -> Panel:
        return replace(self, **{name: change(getattr(self, name)) for name in _ARRAYS})


_ARRAYS = tuple(item.name for item in fields(Panel) if item.name not in ("years", "top", "net_of_years"))


def relative_money(amounts: Sequence[Array]) -> list[Array]:
    """Return amounts relative to a median one (of the first kind of which any is positive), rounded to nine digits.

    No result may depend on the currency unit, to the last bit: dividing by a median leaves rounding behind, which is
    cut off.
    """
    kinds = [amount[amount > 0.0] for amount in amounts]
    unit = next((float(np.median(kind)) for kind in kinds if kind.size), 1.0)
    return [_to_digits(amount / unit, MONEY_DIGITS) for amount in amounts]


def _to_digits(values: Array, digits: int) -> Array:
    with np.errstate(divide="ignore", invalid="ignore"):
        places = digits - 1 - np.floor(np.log10(np.abs(values)))
    scale = 10.0 ** np.where(np.isfinite(places), np.clip(places, -300.0, 300.0), 0.0)
    return np.asarray(np.round(values * scale) / scale)
