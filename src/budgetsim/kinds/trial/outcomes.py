"""What a trial measures in every department, and the truth behind it.

Measured and true values are those of a department and a year. A score has no truth in points: its truth is performance,
in the points that a score would have if it moved as performance does.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np

from budgetsim.model.panel import DEPARTMENT_COLUMNS
from budgetsim.numerics import Array

AUDIT = 0x6175646974
"""Key of the draws of a trial's own audits, beside the seed: no stream of the model."""
POINTS = "points"
Columns = Callable[[str], Array]
Truth = Literal["waste", "performance"]


@dataclass(frozen=True)
class Outcome:
    """An outcome: what is measured, made of columns of the panel and of luck in measuring, and what the truth is.

    ``direction`` is 1 where more is better for the public, −1 where less is; ``part`` of ``measured`` is made of the
    columns, of uniform draws in their shape and of the probability that an audit finds misuse.
    """

    name: str
    unit: str
    direction: int
    truth: Truth
    measured: Callable[[Columns, Array, float], Array]

    @property
    def is_score(self) -> bool:
        """Whether it counts points, which the truth does not."""
        return self.unit == POINTS


def _waste(column: Columns) -> Array:
    """Share of the budget that is paid without return: diverted, openly or hidden, or lost to incompetence."""
    return (column("diverted") + column("concealed") + column("passive")) / column("budget")


def _audited(column: Columns, luck: Array, detection: float) -> Array:
    """What an audit of the year's books finds: open diversion, all or none of it, and passive waste; nothing hidden.

    Source: Olken 2007 (missing expenditures, measured by engineers, in treated and control villages alike).
    """
    seized = np.where(luck < detection, column("diverted"), 0.0)
    return (seized + column("passive")) / column("budget")


OUTCOMES: dict[str, Outcome] = {
    made.name: made
    for made in (
        Outcome("audited_waste", "share of budget", -1, "waste", _audited),
        Outcome("self_score", POINTS, 1, "performance", lambda column, *_: column("self_score")),
        Outcome("external_score", POINTS, 1, "performance", lambda column, *_: column("external_score")),
        Outcome("waste", "share of budget", -1, "waste", lambda column, *_: _waste(column)),
        Outcome(
            "performance",
            "value per unit of scale",
            1,
            "performance",
            lambda column, *_: column("performance"),
        ),
    )
}
"""What may be measured. The last two are what nobody can: they show what imperfect measurement costs."""

TRUTHS: dict[Truth, Callable[[Columns], Array]] = {
    "waste": _waste,
    "performance": lambda column: column("performance"),
}


def columns_of(panel: Array) -> Columns:
    """Return how to read a panel (…, column) by the names of its columns."""
    places = {name: place for place, name in enumerate(DEPARTMENT_COLUMNS)}
    return lambda name: panel[..., places[name]]


def luck_of(seeds: tuple[int, ...], years: int, departments: int) -> Array:
    """Return what luck audits have, (seed, year, department): a longer trial begins like a shorter one.

    The same for all arms and draws, so that who is treated moves none of it.
    """
    return np.stack([np.random.default_rng([AUDIT, seed]).random((years, departments)) for seed in seeds])
