"""Departments as a crowd of points: one row for each archetype, as close together as they fit. No pages in here."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from budgetsim.app.charts import Axis, Option, Points, scatter_option
from budgetsim.declarations import ARCHETYPES

ROOM = 0.36
"""Half the height of a row that points may use."""
SIZES = {1: 12.0, 2: 13.0, 3: 14.0, 4: 16.0}
"""Size of points by their style: what is marked is larger."""
FOREMOST = 5
"""Departments that are called the worst."""
COLUMNS = 44
"""Places side by side along the axis; points in one place are put above each other."""


def heights(values: Sequence[float], archetypes: Sequence[str]) -> NDArray[np.float64]:
    """Return how high each point stands: its archetype's row, and beside its neighbours rather than on them.

    Points that fall into one column of their row are spread around its middle, in order of their number, so that
    a department keeps near to its place from month to month.
    """
    x = np.asarray(values, dtype=np.float64)
    finite = np.isfinite(x)
    lower, upper = (x[finite].min(), x[finite].max()) if finite.any() else (0.0, 1.0)
    columns = np.where(finite, (x - lower) / max(upper - lower, 1e-12) * COLUMNS, -1.0).round()
    rows = np.array([ARCHETYPES.index(kind) for kind in archetypes], dtype=np.float64)
    y = rows.copy()
    for row in np.unique(rows):
        for column in np.unique(columns[rows == row]):
            here = np.flatnonzero((rows == row) & (columns == column))
            step = min(0.11, 2.0 * ROOM / max(len(here), 1))
            y[here] += step * (np.arange(len(here)) - (len(here) - 1) / 2.0)
    return y


def worst(values: Sequence[float] | NDArray[np.float64], count: int = FOREMOST) -> tuple[int, ...]:
    """Return the departments with the largest values, largest first; ties go to the lower number."""
    x = np.asarray(values, dtype=np.float64)
    return tuple(int(i) for i in np.argsort(-x, kind="stable")[:count])


def crowd_option(
    values: Sequence[float],
    archetypes: Sequence[str],
    groups: Sequence[tuple[str, Sequence[int], int]],
    labels: Sequence[str],
    x: Axis,
    rows: Sequence[str],
) -> Option:
    """Return the crowd of departments.

    Parameters
    ----------
    values
        What stands on the axis, by department; NaN is not drawn.
    archetypes
        Archetype of each department.
    groups
        Name, departments and style of each group of points; a department belongs to the first that holds it.
    labels
        Name of each department.
    x, rows
        The axis, and the names of the archetypes' rows.
    """
    y = heights(values, archetypes)
    taken: set[int] = set()
    drawn = []
    for name, members, style in groups:
        here = [i for i in members if i not in taken and np.isfinite(values[i])]
        taken.update(members)
        if not here:
            continue
        drawn.append(
            Points(
                name,
                [float(values[i]) for i in here],
                [float(y[i]) for i in here],
                style,
                [labels[i] for i in here],
                size=SIZES.get(style, 9.0),
            )
        )
    return scatter_option(drawn, x, Axis(words=rows))
