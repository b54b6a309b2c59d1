"""Means with their intervals, as seaborn takes them: bands around lines, points with ranges, one row for each name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from budgetsim.model.measures import bounds_of
from budgetsim.report import style
from budgetsim.studies.summary import t_interval

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

Point = tuple[str, str, float, float, float]
"""Row, kind, value, low and high; without an interval low and high are NaN."""
PALE = 0.09
"""Opacity of a band of ignorance."""
DODGE = 0.38
"""Part of a row over which points of several kinds spread."""


def t_bounds(values: Any) -> tuple[float, float]:
    """Return the 95 % t interval of a mean, for seaborn's ``errorbar``; nothing for a single value."""
    own = np.asarray(values, dtype=np.float64)
    if len(own) < 2:
        return float("nan"), float("nan")
    low, high = t_interval(own.mean(), own.std(ddof=1), np.asarray(float(len(own))))
    return float(low), float(high)


def means(table: pd.DataFrame, by: Sequence[str], value: str) -> pd.DataFrame:
    """Return the mean of a column with its 95 % t interval for each group: columns ``mean``, ``low``, ``high``.

    Intervals of groups with a single row are NaN, so that nothing is drawn for them; those of an outcome stay within
    its bounds.
    """
    found = table.groupby(list(by), sort=False)[value].agg(["mean", "std", "count"]).reset_index()
    mean, sd, count = (found[name].to_numpy(dtype=np.float64) for name in ("mean", "std", "count"))
    low, high = t_interval(mean, sd, count, bounds_of([value]))
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


def band_of_draws(  # noqa: PLR0913 - what is drawn, and how
    axis: Axes, x: Any, low: Any, high: Any, tint: str, alpha: float = PALE
) -> None:
    """Draw a pale band with thin edges: the middle 90 % of draws of parameters."""
    axis.fill_between(x, low, high, color=tint, alpha=alpha, linewidth=0)
    for end in (low, high):
        axis.plot(x, end, color=tint, linewidth=0.5, alpha=0.5)


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


def interval_points(
    axis: Axes, points: Iterable[Point], names: Sequence[str], kinds: Sequence[str]
) -> list[Any]:
    """Draw points with intervals, rows from the top down; return a handle for each kind.

    Parameters
    ----------
    axis
        The panel.
    points
        One for each row and kind.
    names
        Keys of the rows, from the top down.
    kinds
        Kinds, in the order of their colours.
    """
    import pandas as pd
    import seaborn as sns
    from matplotlib.lines import Line2D

    frame = pd.DataFrame(spread(points), columns=["row", "kind", "number"])
    palette = {kind: style.colour(number) for number, kind in enumerate(kinds)}
    markers = [style.marker(number) for number in range(len(kinds))]
    # Of low, value and high the median is the value, and all of them span the interval: nothing is resampled.
    sns.pointplot(
        frame, x="number", y="row", hue="kind", order=list(names), hue_order=list(kinds), orient="h",
        estimator="median", errorbar=("pi", 100), linestyle="none", dodge=DODGE if len(kinds) > 1 else False,
        palette=palette, markers=markers, markersize=4, err_kws={"linewidth": 1.1}, legend=False, ax=axis,
    )  # fmt: skip
    axis.set_xlabel("")
    axis.set_ylabel("")
    axis.axvline(0.0, color=style.INK, linewidth=0.8)
    axis.set_ylim(len(names) - 0.4, -0.6)
    axis.grid(visible=False, axis="y")
    axis.tick_params(axis="y", length=0)
    return [
        Line2D([], [], color=palette[kind], marker=mark, markersize=4, linewidth=1.1)
        for kind, mark in zip(kinds, markers, strict=True)
    ]


def spread(points: Iterable[Point]) -> list[tuple[str, str, float]]:
    """Return the numbers of which seaborn makes a point and its interval."""
    return [
        (row, kind, number)
        for row, kind, value, low, high in points
        for number in ((value,) if low != low else (low, value, high))  # noqa: PLR0124 - only NaN differs from itself
    ]
