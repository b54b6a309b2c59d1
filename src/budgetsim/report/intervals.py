"""Means with their intervals, as seaborn takes them: a band around a line, and points with ranges."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from budgetsim.report import style
from budgetsim.studies.summary import t_interval

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes


def t_bounds(values: Any) -> tuple[float, float]:
    """Return the 95 % t interval of a mean, for seaborn's ``errorbar``; nothing for a single value."""
    own = np.asarray(values, dtype=np.float64)
    if len(own) < 2:
        return float("nan"), float("nan")
    low, high = t_interval(own.mean(), own.std(ddof=1), np.asarray(float(len(own))))
    return float(low), float(high)


def means(table: pd.DataFrame, by: Sequence[str], value: str) -> pd.DataFrame:
    """Return the mean of a column with its 95 % t interval for each group: columns ``mean``, ``low``, ``high``.

    Intervals of groups with a single row are NaN, so that nothing is drawn for them.
    """
    found = table.groupby(list(by), sort=False)[value].agg(["mean", "std", "count"]).reset_index()
    low, high = t_interval(*(found[name].to_numpy(dtype=np.float64) for name in ("mean", "std", "count")))
    return found.assign(low=low, high=high)


def line_with_band(  # noqa: PLR0913 - what is drawn, and how
    axis: Axes,
    table: pd.DataFrame,
    x: str,
    y: str,
    number: int,
    *,
    alpha: float = 0.2,
    **about: Any,
) -> Any:
    """Draw a line and the band from ``low`` to ``high`` around it, in the n-th colour; return the line."""
    import seaborn as sns

    tint = style.colour(number)
    sns.lineplot(table, x=x, y=y, errorbar=None, estimator=None, color=tint, legend=False, ax=axis, **about)
    known = table[table["low"].notna() & table["high"].notna()]
    axis.fill_between(known[x], known["low"], known["high"], color=tint, alpha=alpha, linewidth=0)
    axis.set(xlabel="", ylabel="")
    return axis.lines[-1]


def line_handles(count: int, *, marked: bool = False) -> list[Any]:
    """Return what a legend shows for the first lines."""
    from matplotlib.lines import Line2D

    looks: list[dict[str, Any]] = [
        {"color": style.colour(n), "linestyle": style.line(n), "marker": style.marker(n) if marked else ""}
        for n in range(count)
    ]
    return [Line2D([], [], **look) for look in looks]


def dot_handles(tints: Sequence[str], shapes: Sequence[str]) -> list[Any]:
    """Return what a legend shows for points of some colours and markers."""
    from matplotlib.lines import Line2D

    return [
        Line2D([], [], color=tint, marker=shape, linestyle="", markeredgewidth=0)
        for tint, shape in zip(tints, shapes, strict=True)
    ]
