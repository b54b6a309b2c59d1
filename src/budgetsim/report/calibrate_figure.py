"""What the figures of a calibration share: rows of names with numbers beside them, and an axis of standard errors."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from budgetsim.report import style
from budgetsim.rounding import fixed

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

BODY, ROW, FRAME = 3.1, 0.27, 0.95
"""Inches: width of the panel, height of a row, and of title and axis."""
LETTER, SMALL_LETTER = 0.076, 0.065
"""Inches of a letter of a name on the left, and of the numbers on the right."""
LINEAR = 3.0
"""Standard errors up to which the axis is linear; logarithmic beyond, so that large misses stay in the picture."""
FITTED, OTHER = 0, 1
"""Colours of the palette: what was fitted, what was only compared."""


def rows(names: Sequence[str], numbers: Sequence[str], labels: Sequence[str]) -> tuple[Figure, Axes]:
    """Return a figure with one panel of named rows, the first on top, and numbers on the right.

    Parameters
    ----------
    names, numbers
        What stands on the left and on the right of each row.
    labels
        Of the legend above.
    """
    left = 0.25 + LETTER * max(map(style.letters, names))
    right = 0.15 + SMALL_LETTER * max(map(style.letters, numbers))
    width = left + BODY + right
    lines = style.legend_lines(width, labels)
    figure, (axis,) = style.new_figure((width, ROW * len(names) + FRAME), 1, 1, lines, left=left)
    figure.subplots_adjust(right=1.0 - right / width)
    axis.set_ylim(len(names) - 0.4, -0.6)
    axis.grid(visible=False, axis="y")
    axis.set_yticks(range(len(names)), names)
    axis.tick_params(axis="y", length=0)
    for row, text in enumerate(numbers):
        axis.annotate(
            text, (1.0, row), xycoords=("axes fraction", "data"), xytext=(6, 0), textcoords="offset points",
            va="center", fontsize=8.0, color=style.INK, annotation_clip=False,
        )  # fmt: skip
    return figure, axis


def dots(axis: Axes, values: Any, places: Any, tint: int) -> Any:
    """Draw a value in each of some rows, in a colour and with a marker of its own; return the handle."""
    about: dict[str, Any] = {"marker": style.marker(tint), "color": style.colour(tint)}
    return axis.scatter(values, places, s=32, zorder=4, **about)


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


def short(value: float, digits: int = 3) -> str:
    """Return a number with so many digits, or all of its whole ones where there are more."""
    shown = f"{value:,.0f}" if abs(value) >= 10.0**digits else f"{value:.{digits}g}"
    return shown.replace("-", "−")
