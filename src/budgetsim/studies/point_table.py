"""What a sweep shows: outcomes point by point, and level by level of each factor."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from budgetsim.measures import OUTCOMES
from budgetsim.studies.summary import LAST_YEARS, t_interval

if TYPE_CHECKING:
    from budgetsim.studies.factors import Factor
    from budgetsim.studies.store import StudyResult

BINS = 8
"""Parts into which the range of a factor without levels is cut for its table of levels."""
MOST_LEVELS = 24
"""Levels of a factor that are told one by one; more are put into bins."""


def point_table(result: StudyResult, outcomes: Sequence[str] | None = None) -> pd.DataFrame:
    """Return one row per point: its name, the value of every factor, and every outcome with its 95 % t interval.

    Parameters
    ----------
    result
        A loaded study.
    outcomes
        Names of outcomes; by default all.

    Returns
    -------
    DataFrame
        Columns ``scenario``, one per factor, then ``NAME``, ``NAME_low``, ``NAME_high`` per outcome: mean over the last
        three years and over seeds, and its interval over seeds (NaN with one seed).
    """
    chosen = list(OUTCOMES if outcomes is None else outcomes)
    frames = [_of_runs(_run_means(table), chosen) for table in result.tables(chosen)]
    found = pd.concat(frames, ignore_index=True)
    return result.points.merge(found, on="scenario", validate="one_to_one")


def level_effects(
    factors: Sequence[Factor],
    points: pd.DataFrame,
    means: pd.DataFrame,
    outcomes: Sequence[str],
    *,
    paired: bool = True,
) -> pd.DataFrame:
    """Return the mean of outcomes at every level of every factor, over the points that share the level.

    Parameters
    ----------
    factors, points
        Of a loaded study: ``result.factors`` and ``result.points``.
    means
        ``result.run_means(outcomes=...)``: one row per scenario × seed.
    outcomes
        Names of outcomes.
    paired
        Whether points met the same seeds. Intervals then speak of differences between levels: what a seed adds to
        all levels alike is taken out (Cousineau 2005), corrected for the number of levels (Morey 2008).

    Returns
    -------
    DataFrame
        Columns ``factor``, ``level`` (of a range: the middle of a part of it), ``outcome``, ``mean``, ``low``, ``high``
        (95 % t interval over seeds of the mean over points; NaN with one seed), ``points`` and ``paired``.
    """
    at = points.set_index("scenario").loc[means["scenario"]]
    found = []
    for factor in factors:
        levels = _levels_of(factor, at[_column(factor)])
        counts = means.groupby(levels, sort=False)["scenario"].nunique()
        for outcome in outcomes:
            if paired:
                runs = means.assign(level=levels)
                table = runs.pivot_table(
                    index="level", columns="seed", values=outcome, sort=False, observed=True
                )
                found.append(_within_seeds(table))
            else:
                found.append(_between_runs(means[outcome].groupby(levels, sort=False)))
            found[-1] = found[-1].assign(
                factor=factor.name, outcome=outcome, points=counts.reindex(found[-1].index).to_numpy()
            )
            if factor.is_ordered:
                found[-1] = found[-1].sort_index()
    names = ["factor", "level", "outcome", "mean", "low", "high", "points", "paired"]
    return pd.concat([frame.rename_axis("level").reset_index() for frame in found]).assign(paired=paired)[
        names
    ]


def _within_seeds(table: pd.DataFrame) -> pd.DataFrame:
    """Mean and within-seed interval of levels (rows) over seeds (columns)."""
    values = table.to_numpy(dtype=float)
    levels, seeds = values.shape
    own = values - values.mean(axis=0) + values.mean()
    correction = np.sqrt(levels / (levels - 1.0)) if levels > 1 else 1.0
    sd = own.std(axis=1, ddof=1) * correction if seeds > 1 else np.full(levels, np.nan)
    low, high = t_interval(values.mean(axis=1), sd, np.full(levels, float(seeds)))
    return pd.DataFrame({"mean": values.mean(axis=1), "low": low, "high": high}, index=table.index)


def _between_runs(grouped: Any) -> pd.DataFrame:
    mean = grouped.mean()
    low, high = t_interval(
        mean.to_numpy(), grouped.std(ddof=1).to_numpy(), grouped.size().to_numpy(dtype=np.float64)
    )
    return pd.DataFrame({"mean": mean, "low": low, "high": high})


def explained(factors: Sequence[Factor], points: pd.DataFrame, values: pd.Series[Any]) -> dict[str, float]:
    """Return the share of the variance between points that the levels of each factor explain by themselves.

    The correlation ratio η² (Pearson 1905): variance of the means at the levels over the variance of all points,
    both over points. ``values`` holds one outcome per point, by name of the point. Shares of a balanced design sum to
    at most 1; what lacks is interaction. All are 0 where points do not differ.
    """
    total = float(values.var(ddof=0))
    found = {}
    for factor in factors:
        at = points.set_index("scenario").loc[
            values.index, "base" if factor.name == "scenario" else factor.name
        ]
        levels = np.asarray(_levels_of(factor, at))
        means = values.groupby(levels).transform("mean")
        found[factor.name] = float(means.var(ddof=0)) / total if total > 0.0 else 0.0
    return found


def _run_means(table: Any) -> pd.DataFrame:
    from budgetsim.studies.summary import run_means

    return run_means(table.to_pandas(), LAST_YEARS)


def _of_runs(means: pd.DataFrame, outcomes: list[str]) -> pd.DataFrame:
    grouped = means.groupby("scenario", sort=False)[outcomes]
    mean, sd = grouped.mean(), grouped.std(ddof=1)
    size = np.asarray(grouped.size(), dtype=np.float64)
    count = np.repeat(size[:, None], len(outcomes), axis=1)
    low, high = t_interval(mean.to_numpy(), sd.to_numpy(), count)
    columns: dict[str, Any] = {"scenario": mean.index}
    for k, name in enumerate(outcomes):
        columns |= {name: mean[name].to_numpy(), f"{name}_low": low[:, k], f"{name}_high": high[:, k]}
    return pd.DataFrame(columns)


def _levels_of(factor: Factor, values: pd.Series[Any]) -> Any:
    """Levels to which values belong: themselves if they are few, else middles of equal parts of the range."""
    numbers = values.to_numpy()
    if not factor.is_ordered or len(np.unique(numbers)) <= MOST_LEVELS:
        return numbers
    low, high = (float(end) for end in factor.extremes())
    part = np.clip(((numbers.astype(float) - low) / (high - low) * BINS).astype(int), 0, BINS - 1)
    return low + (part + 0.5) * (high - low) / BINS


def _column(factor: Factor) -> str:
    """Column of a factor in the table of points."""
    return "base" if factor.name == "scenario" else factor.name
