"""Heat maps: cells by colour, and what is written in them.

As seaborn's, whose own function renders the whole figure once more to see whether names touch: here names are placed by
whoever draws, and ``layout.settle`` parts them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from budgetsim.numerics import Array
from budgetsim.report import style

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.collections import QuadMesh

LIGHT = 0.408
"""Relative luminance of a cell above which its letters are dark."""


def draw_cells(axis: Axes, values: Array, **look: Any) -> QuadMesh:
    """Colour one cell for each value, rows from the top; cells of NaN stay blank.

    ``look`` are arguments of ``Axes.pcolormesh``: ``cmap``, ``vmin``, ``vmax``, ``linewidths``.
    """
    from seaborn import despine

    despine(ax=axis, left=True, bottom=True)
    look = {"linewidths": 0, "edgecolor": "white", **look}
    cells = axis.pcolormesh(np.ma.masked_invalid(values), **look)
    rows, columns = values.shape
    axis.set(xlim=(0, columns), ylim=(rows, 0), xticks=[], yticks=[])
    return cells


def add_scale(axis: Axes, cells: QuadMesh, *, beside: Axes | None = None, label: str = "") -> None:
    """Show what the colours of cells mean, in a panel of its own or at the side of theirs."""
    scale = axis.figure.colorbar(cells, beside, axis, label=label)
    scale.outline.set_linewidth(0)
    if cells.get_rasterized() and scale.solids is not None:
        scale.solids.set_rasterized(True)  # else there are white lines between its colours in a PDF


def write_cells(axis: Axes, cells: QuadMesh, values: Array, texts: Any) -> None:
    """Write a text into each cell that has a value, dark or white, whichever can be read on its colour."""
    from seaborn.utils import relative_luminance

    cells.update_scalarmappable()
    colours = np.reshape(cells.get_facecolor(), (*values.shape, -1))
    for row, column in np.argwhere(np.isfinite(values)):
        ink = ".15" if relative_luminance(colours[row, column]) > LIGHT else "w"
        axis.text(
            column + 0.5, row + 0.5, texts[row][column], ha="center", va="center", color=ink, fontsize=style.NOTE
        )  # fmt: skip
