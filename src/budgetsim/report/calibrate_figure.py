"""What the figures of a calibration share: rows of names with numbers beside them, and an axis of standard errors."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from budgetsim.report import layout, style
from budgetsim.rounding import fixed

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

ROW, AROUND = 0.2, 0.5
"""Inches of the height of a row, and of the axis below."""
LINEAR = 3.0
"""Standard errors up to which the axis is linear; logarithmic beyond, so that large misses stay in the picture."""
FITTED, OTHER = 0, 1
"""Colours of the palette: what was fitted, what was only compared."""


def rows(count: int) -> tuple[Figure, Axes]:
    """Return a figure with one panel for some rows."""
    figure, (axis,) = layout.new_figure(ROW * count + AROUND)
    return figure, axis


def label_rows(axis: Axes, names: Sequence[str], numbers: Sequence[str]) -> None:
    """Write names at the left of rows that are drawn, the first on top, and numbers on the right."""
    layout.name_rows(axis, names)
    for row, text in enumerate(numbers):
        axis.annotate(
            text, (1.0, row), xycoords=("axes fraction", "data"), xytext=(6, 0), textcoords="offset points",
            va="center", fontsize=style.NOTE, annotation_clip=False,
        )  # fmt: skip


def dots(axis: Axes, values: Any, places: Any, number: int) -> None:
    """Draw a value in each of some rows, in the n-th colour and marker."""
    import seaborn as sns

    sns.scatterplot(
        x=values, y=places, s=22, color=style.colour(number), marker=style.marker(number), linewidth=0, zorder=4,
        ax=axis,
    )  # fmt: skip


def spans(axis: Axes, ends: tuple[Any, Any], places: Any, number: int, thick: float) -> None:
    """Draw a range in each of some rows, in the n-th colour; nothing where an end is NaN."""
    import pandas as pd
    import seaborn.objects as so

    table = pd.DataFrame({"low": ends[0], "high": ends[1], "at": places}, dtype=float)
    (
        so.Plot(table, x="low", y="at", xmin="low", xmax="high")
        .add(so.Range(color=style.colour(number), linewidth=thick), orient="y")
        .theme(style.current_theme())
        .on(axis)
        .plot()
    )
    axis.set(xlabel="", ylabel="")


def error_axis(axis: Axes, sizes: Any) -> None:
    """Scale an axis of standard errors: linear in the middle, logarithmic beyond."""
    known = sizes[np.isfinite(sizes)]
    largest = max(LINEAR, 1.3 * float(known.max())) if known.size else LINEAR
    axis.set_xscale("symlog", linthresh=LINEAR, linscale=1.0)
    ticks = [tick for tick in (1.0, 3.0, 10.0, 30.0, 100.0, 300.0, 1000.0) if tick <= largest]
    every = [-tick for tick in reversed(ticks)] + [0.0, *ticks]
    axis.set_xlim(-largest, largest)
    axis.set_xticks(every, [fixed(tick, 0) for tick in every])
    axis.minorticks_off()
    axis.axvline(0.0, color=style.INK, linewidth=0.8)
