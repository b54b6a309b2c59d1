"""Dose and response: the whole curve of each lever, its steps, and where its best dose lies, and how surely."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from budgetsim.kinds.curves import HARDLY, best_levels
from budgetsim.kinds.effects.answer import BestDose, Drawn, DrawnDose
from budgetsim.kinds.effects.design import BASE, Plan
from budgetsim.kinds.effects.estimate import frame, over_seeds, usual_columns
from budgetsim.kinds.effects.levers import Lever
from budgetsim.kinds.effects.runs import Runs, Worlds, difference
from budgetsim.numerics import Array
from budgetsim.report.declared import better_sign
from budgetsim.report.results import number

if TYPE_CHECKING:
    import pandas as pd

TOLD = ("mean", "share_better", "share_worse", "variance_parameters", "variance_seeds")
"""What is told of a dose over draws beside the median, its ends and what would turn it."""


def dose_response(plan: Plan, runs: Runs) -> pd.DataFrame:
    """Return the response of every outcome to every dose of every lever that is a number.

    One row per lever × dose × outcome: ``lever``, ``dose``, ``is_own`` (the scenario's value), ``outcome``,
    ``difference`` from the base with intervals and p-values as in ``paired_effects`` (Holm and Bonferroni over all rows
    that are not the base itself), ``level`` (the mean at the dose), ``step`` from the dose before it with its interval
    ``step_low``, ``step_high`` (Bonferroni over the steps of the curve; NaN at the first dose), ``best`` (the best mean
    of the curve; of an outcome without a better way, none), ``behind`` the best dose, a paired difference with its
    interval ``behind_low``, ``behind_high`` (Bonferroni over the doses of the curve; NaN without a better way), and
    ``as_good``: whether that interval holds 0.
    """
    import pandas as pd

    curves = [lever for lever in plan.levers if lever.doses]
    if not curves:
        return pd.DataFrame()
    curves_table = pd.concat([_curve(plan, runs, lever) for lever in curves], ignore_index=True)
    return _adjusted(plan, runs, curves, curves_table)


def points_of(plan: Plan, lever: Lever) -> list[str]:
    """Return the names of the points along a lever's curve."""
    return [plan.name(plan.one(**{lever.name: dose})) for dose in lever.doses]


def _curve(plan: Plan, runs: Runs, lever: Lever) -> pd.DataFrame:
    points = points_of(plan, lever)
    steps = over_seeds(
        runs.contrasts([{}, *(difference(b, a) for a, b in pairwise(points))]), max(1, len(points) - 1)
    )  # fmt: skip
    first = np.arange(len(points))[:, None] == 0
    labels: dict[str, Any] = {
        "lever": [lever.name] * len(points),
        "dose": [float(dose) for dose in lever.doses],
        "is_own": [dose == lever.own for dose in lever.doses],
    }
    columns = {"step": steps.mean, "step_low": steps.sim_low, "step_high": steps.sim_high}
    columns = {name: np.where(first, np.nan, values) for name, values in columns.items()}
    level = np.stack([runs.at(point).mean(axis=0) for point in points])
    return frame(labels, runs.outcomes, level=level, **columns, **_against_best(runs, points))


def _against_best(runs: Runs, points: list[str]) -> dict[str, Array]:
    """Return which dose is best by its mean, and how far the others are behind; (dose, outcome) each."""
    shape = (len(points), len(runs.outcomes))
    columns: dict[str, Array] = {name: np.zeros(shape, dtype=bool) for name in ("best", "as_good")}
    columns |= {name: np.full(shape, np.nan) for name in ("behind", "behind_low", "behind_high")}
    for k, outcome in enumerate(runs.outcomes):
        sign = better_sign(outcome)
        if not sign:
            continue
        top = int(np.argmax([sign * runs.at(point)[:, k].mean() for point in points]))
        against = over_seeds(
            runs.contrasts([difference(point, points[top]) for point in points]), max(1, len(points) - 1)
        )
        low, high = against.sim_low[:, k], against.sim_high[:, k]
        columns["behind"][:, k], columns["behind_low"][:, k], columns["behind_high"][:, k] = (
            against.mean[:, k], low, high,
        )  # fmt: skip
        columns["best"][top, k] = True
        columns["as_good"][:, k] = (low <= 0.0) & (high >= 0.0)
        columns["as_good"][top, k] = True
    return columns


def _adjusted(plan: Plan, runs: Runs, curves: list[Lever], table: pd.DataFrame) -> pd.DataFrame:
    """Add differences from the base; the base's own dose is no comparison and counts in no family."""
    import pandas as pd

    points = [point for lever in curves for point in points_of(plan, lever)]
    others = [place for place, point in enumerate(points) if point != BASE]
    draws = runs.contrasts([difference(point, BASE) for point in points])
    estimates = over_seeds(draws[others])
    bands = runs.bands([difference(points[place], BASE) for place in others])
    columns = {
        name: _filled(
            values, others, len(points), {"verdict": "none", "p": 1.0, "p_holm": 1.0}.get(name, 0.0)
        )
        for name, values in usual_columns(estimates, runs.outcomes, bands=bands).items()
    }
    adjusted = pd.concat([table, pd.DataFrame(columns)], axis=1)
    first = ["lever", "dose", "is_own", "outcome", *columns]
    return adjusted[[*first, *(name for name in adjusted.columns if name not in first)]]


def _filled(values: Array, others: list[int], count: int, filler: Any) -> Array:
    """Return a column over all doses, with ``filler`` where a dose is the base itself."""
    full: Array = np.full(
        (count, values.shape[1]), filler, dtype=object if isinstance(filler, str) else np.float64
    )
    full[others] = values
    return full.ravel()


@dataclass(frozen=True)
class Optimum:
    """The best dose of a lever for an outcome.

    ``low`` and ``high`` hold the optimum: the next doses on either side that are clearly worse than the best, or the
    ends of the range where none is. They need a curve with one peak; they cover with the family-wise error of the
    comparisons with the best dose.
    """

    lever: str
    outcome: str
    dose: float
    low: float
    high: float
    at_start: bool
    """Whether no dose below is clearly worse: the optimum may lie at the start of the range, or before it."""
    at_end: bool
    """Whether no dose above is clearly worse: the optimum may lie at the end of the range, or beyond it."""
    spread: float
    """Largest less smallest mean of the curve."""
    least_seen: float
    """Half of the widest interval of a difference from the best dose: what is smaller may have been missed."""
    level: float
    """Mean of the outcome at the scenario's own dose."""

    @property
    def is_flat(self) -> bool:
        """Whether no dose at all is told apart from the best."""
        return self.at_start and self.at_end

    @property
    def hardly_matters(self) -> bool:
        """Whether the whole curve lies within a hundredth of the outcome's level."""
        return self.spread <= HARDLY * abs(self.level)


def optimum(lever: str, outcome: str, curve: Iterable[Mapping[Any, Any]]) -> Optimum:
    """Return the best dose of one curve, rows of a table as ``dose_response`` returns it.

    Tables of older versions lack ``level`` and ``behind``; what is made of these is NaN then.
    """
    rows = sorted(curve, key=lambda row: row["dose"])
    good = [place for place, row in enumerate(rows) if row["as_good"]]
    last = len(rows) - 1
    widths = [
        (_number(row, "behind_high") - _number(row, "behind_low")) / 2.0 for row in rows if not row["best"]
    ]
    levels = [_number(row, "level") for row in rows]
    return Optimum(
        lever,
        outcome,
        next(float(row["dose"]) for row in rows if row["best"]),
        float(rows[max(0, good[0] - 1)]["dose"]),
        float(rows[min(last, good[-1] + 1)]["dose"]),
        good[0] == 0,
        good[-1] == last,
        max(levels) - min(levels),
        float(max(widths, default=0.0)),
        next((value for row, value in zip(rows, levels, strict=True) if row["is_own"]), levels[0]),
    )


def _number(row: Mapping[Any, Any], key: str) -> float:
    value = row.get(key)
    return math.nan if value is None else float(value)


def doses_over_draws(plan: Plan, worlds: Worlds) -> tuple[tuple[DrawnDose, ...], tuple[BestDose, ...]]:
    """Return the curves of the first outcome over draws, and where the best dose lies in each."""
    outcome = worlds.outcomes[0]
    levels = dict(zip(worlds.points, worlds.drawn[..., 0].mean(axis=2), strict=True))
    rows: list[DrawnDose] = []
    best: list[BestDose] = []
    for lever in plan.levers:
        if not lever.doses:
            continue
        curve = np.stack([levels[name] for name in points_of(plan, lever)])
        best_dose = best_levels(lever.doses, curve, levels[BASE], better_sign(outcome))
        best.append(BestDose(lever=lever.name, outcome=outcome, **best_dose.summary()))
        cells = worlds.cells([difference(point, BASE) for point in points_of(plan, lever)])
        rows += [
            _drawn(lever, dose, outcome, share, by_outcome[outcome])
            for dose, share, by_outcome in zip(lever.doses, best_dose.shares(), cells, strict=True)
        ]
    return tuple(rows), tuple(best)


def _drawn(lever: Lever, dose: Any, outcome: str, share_best: float, cell: Mapping[str, Any]) -> DrawnDose:
    """Return what is known of a dose, less the scenario's own."""
    return DrawnDose(
        lever.name,
        float(dose),
        dose == lever.own,
        outcome,
        **{key: number(cell[key]) for key in ("median", "low", "high")},
        share_best=float(share_best),
        **{key: cell[key] for key in TOLD},
        flips=tuple(cell["flips"]),
    )


def leading_doses(known: Drawn) -> list[DrawnDose]:
    """Return of every lever the dose that is best in most draws, its own aside; none where it is best in no draw."""
    leading = []
    for lever in dict.fromkeys(row.lever for row in known.doses):
        others = [
            row for row in known.doses if row.lever == lever and not row.is_own and row.share_best > 0.0
        ]
        leading += sorted(others, key=lambda row: -row.share_best)[:1]
    return leading
