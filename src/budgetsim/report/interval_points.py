"""Points with their intervals, one row for each name: seaborn's point plot of intervals that are known already."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from budgetsim.report import style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Point = tuple[str, str, float, float, float]
"""Row, kind, value, low and high; without an interval low and high are NaN."""
DODGE = 0.38
"""Part of a row over which points of several kinds spread."""


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
