"""Figures of a sweep: outcomes against each factor, and a map where two factors are crossed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from budgetsim.report import style
from budgetsim.report.declared import OUTCOMES
from budgetsim.report.trajectories import BETTER
from budgetsim.report.words import amount, listed, spoken

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from budgetsim.studies.factors import Factor

PANEL = (3.3, 2.5)
MOST_FACTORS, MOST_OUTCOMES = 6, 4
MAP = (5.4, 4.1)
SLANT = 0.3
"""Inches below a panel for aslant names."""


def draw_sweep(  # noqa: PLR0913 - what is drawn, and where
    factors: Sequence[Factor],
    points: pd.DataFrame,
    levels: pd.DataFrame,
    shown: Sequence[str],
    directory: Path,
    formats: Sequence[str] = ("png",),
) -> list[style.Drawn]:
    """Draw the figures of a sweep into a directory; return them in reading order.

    Parameters
    ----------
    factors
        Of the study.
    points, levels
        As ``point_table`` and ``level_effects`` return them.
    shown
        Outcomes; the first four are drawn.
    """
    with style.house_style():
        drawn = [style.save(*levels_figure(factors, levels, shown), directory, "levels", formats)]
        crossed = _crossed(factors, points)
        if crossed is not None:
            drawn.append(style.save(*map_figure(crossed, points, shown[0]), directory, "map", formats))
    return drawn


def levels_figure(
    factors: Sequence[Factor], levels: pd.DataFrame, shown: Sequence[str]
) -> tuple[Figure, str]:
    """Return outcomes (rows) against factors (columns), means over all points at a level, with 95 % intervals."""
    rows, columns = list(shown)[:MOST_OUTCOMES], list(factors)[:MOST_FACTORS]
    # Names of choices stand aslant and need room below.
    aslant = any(not factor.is_ordered for factor in columns)
    size = (PANEL[0], PANEL[1] + (SLANT if aslant else 0.0))
    figure, axes = style.new_figure(
        size, len(rows), len(columns), below=style.BELOW + (SLANT if aslant else 0.0)
    )
    for row, outcome in enumerate(rows):
        own = levels[levels["outcome"] == outcome]
        limits = _limits(own[own["factor"].isin([factor.name for factor in columns])])
        for column, factor in enumerate(columns):
            axis = axes[row * len(columns) + column]
            _draw_levels(axis, factor, own[own["factor"] == factor.name], style.colour(row))
            axis.set_ylim(*limits)
            if column == 0:
                axis.set_title(f"{spoken(outcome).capitalize()}{BETTER[OUTCOMES[outcome].direction]}")
                axis.set_ylabel(OUTCOMES[outcome].unit)
            if row == len(rows) - 1:
                unit = "" if factor.unit == "category" else f" ({factor.unit})"
                axis.set_xlabel(f"{spoken(factor.name)}{unit}")
    return figure, _levels_caption(columns, levels, rows[0], paired=bool(levels["paired"].any()))


def map_figure(pair: tuple[Factor, Factor], points: pd.DataFrame, outcome: str) -> tuple[Figure, str]:
    """Return a map of one outcome over two crossed factors, the best point marked."""
    across, up = pair
    table = points.pivot_table(index=up.name, columns=across.name, values=outcome, sort=True)
    figure, (axis,) = style.new_figure(MAP, 1, 1)
    image = axis.pcolormesh(
        _edges(table.columns), _edges(table.index), table.to_numpy(), cmap="viridis", rasterized=True
    )
    bar = figure.colorbar(image, ax=axis)
    bar.set_label(f"{spoken(outcome)} ({OUTCOMES[outcome].unit})")
    lowest = OUTCOMES[outcome].direction == "down"
    values = table.to_numpy()
    row, column = divmod(int(values.argmin() if lowest else values.argmax()), values.shape[1])
    x, y, best = float(table.columns[column]), float(table.index[row]), float(values[row, column])
    axis.plot(x, y, "*", color="white", markeredgecolor=style.INK, markersize=16, clip_on=False)
    axis.grid(visible=False)
    axis.set_xlabel(f"{spoken(across.name)} ({across.unit})")
    axis.set_ylabel(f"{spoken(up.name)} ({up.unit})")
    word = "lowest" if lowest else "highest"
    caption = (
        f"{spoken(outcome).capitalize()} over {spoken(across.name)} and {spoken(up.name)}, means over seeds; it is"
        f" {word} ({amount(best)}) at {spoken(across.name)} = {amount(x)} and {spoken(up.name)} = {amount(y)} (star)."
    )
    return figure, caption


def _draw_levels(axis: Axes, factor: Factor, own: pd.DataFrame, tint: str) -> None:
    mean = own["mean"].to_numpy(dtype=float)
    low, high = (np.where(np.isnan(own[end]), mean, own[end]) for end in ("low", "high"))
    if factor.is_ordered:
        at: Any = own["level"].to_numpy(dtype=float)
        axis.plot(at, mean, "-o", color=tint, markersize=3.5)
        axis.fill_between(at, low, high, color=tint, alpha=0.2, linewidth=0)
        axis.margins(x=0.04)
        return
    at = np.arange(len(own))
    axis.errorbar(at, mean, yerr=[mean - low, high - mean], fmt="o", color=tint, capsize=3)
    axis.set_xticks(
        at, [_tick(level) for level in own["level"]], rotation=20, ha="right", rotation_mode="anchor"
    )
    axis.margins(x=0.15)


def _tick(level: Any) -> str:
    return ("on" if level else "off") if isinstance(level, bool | np.bool_) else str(level)


def _limits(own: pd.DataFrame) -> tuple[float, float]:
    """One range for all panels of a row, so that their slopes can be compared by eye."""
    low = float(own[["mean", "low"]].min().min())
    high = float(own[["mean", "high"]].max().max())
    margin = 0.06 * (high - low) or 0.05 * abs(high) or 1.0
    return low - margin, high + margin


def _crossed(factors: Sequence[Factor], points: pd.DataFrame) -> tuple[Factor, Factor] | None:
    """Return the two ordered factors of a full grid of two, if that is what the sweep is."""
    if len(factors) != 2 or not all(factor.is_ordered and len(factor.levels) > 2 for factor in factors):
        return None
    a, b = factors
    full = len(points) == len(a.levels) * len(b.levels) == len(points[[a.name, b.name]].drop_duplicates())
    return (a, b) if full else None


def _edges(levels: Any) -> Any:
    """Edges of cells around levels: half-way between neighbours."""
    at = np.asarray(levels, dtype=float)
    middle = (at[1:] + at[:-1]) / 2.0
    return np.concatenate([[at[0] - (middle[0] - at[0])], middle, [at[-1] + (at[-1] - middle[-1])]])


def _levels_caption(factors: Sequence[Factor], levels: pd.DataFrame, outcome: str, *, paired: bool) -> str:
    told = []
    for factor in factors[:3]:
        own = levels[(levels["factor"] == factor.name) & (levels["outcome"] == outcome)]["mean"]
        told.append(f"{amount(float(own.max() - own.min()))} over {spoken(factor.name)}")
    return (
        "Outcomes at each level of each factor, means over all points at that level and over seeds, with 95% intervals"
        f"{' for differences between levels (within seeds)' if paired else ''};"
        f" {spoken(outcome)} ranges by {listed(told)}."
    )
