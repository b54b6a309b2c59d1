"""Figures of a sweep: outcomes against each factor, and a map where two factors are crossed."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from budgetsim.report import style
from budgetsim.report.declared import OUTCOMES
from budgetsim.report.sweep_text import value_words
from budgetsim.report.trajectories import BETTER
from budgetsim.report.words import amount, listed, spoken
from budgetsim.studies.factors import Factor, column_of

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

PANEL = (3.3, 2.5)
MOST_FACTORS, MOST_OUTCOMES = 6, 4
MAP = (5.4, 4.1)
LETTER = 0.08
"""Inches that a letter of a tick label takes."""
SLOPE = 25
"""Degrees by which names are turned that would run into each other."""
LONGEST_TICK, LONGEST_LABEL = 24, 36
SECOND_LINE = 0.16
"""Inches that the second line of a label takes."""
MOST_NAMES = 24
"""Names along an axis beyond which none can be read."""
MOST_TICKS = 12
"""Levels of a map that are named along an axis."""
UNNAMED = r"p\d+"
"""Points that nobody named; they are known by the values of their factors."""
SMALLEST_RANGE = 0.005
"""Height of a panel, in parts of the outcome: what differs by less shall look flat, not steep."""


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
        Of the study; of a list of points, the factor ``point`` alone.
    points, levels
        As ``point_table`` and ``level_effects`` return them.
    shown
        Outcomes; the first four are drawn.
    """
    with style.house_style():
        own = named_by_values(points, levels) if [factor.name for factor in factors] == ["point"] else None
        told = (factors, levels) if own is None else own
        drawn = [style.save(*levels_figure(*told, shown), directory, "levels", formats)]
        crossed = _crossed(factors, points)
        if crossed is not None:
            drawn.append(style.save(*map_figure(crossed, points, shown[0]), directory, "map", formats))
    return drawn


def named_by_values(points: pd.DataFrame, levels: pd.DataFrame) -> tuple[list[Factor], pd.DataFrame] | None:
    """Return points without names as levels that are named by values; nothing if points have names or look alike."""
    about = [str(name) for name in points.columns[1:] if f"{name}_low" not in points.columns]
    about = [name for name in about if not name.endswith(("_low", "_high"))]
    values = points[about].map(value_words).agg(", ".join, axis=1)
    if not points["scenario"].str.fullmatch(UNNAMED).all() or values.duplicated().any():
        return None
    factor = Factor(", ".join(map(spoken, about)), "lever", "choice", levels=tuple(values))
    names = dict(zip(points["scenario"], values, strict=True))
    return [factor], levels.assign(factor=factor.name, level=levels["level"].map(names))


def levels_figure(
    factors: Sequence[Factor], levels: pd.DataFrame, shown: Sequence[str]
) -> tuple[Figure, str]:
    """Return outcomes (rows) against the factors that move the first one most (columns), with 95 % intervals."""
    outcomes, chosen = list(shown)[:MOST_OUTCOMES], _strongest(factors, levels, shown[0])
    names = [factor.name for factor in chosen]
    slant = max((_slant(levels[levels["factor"] == name]["level"]) for name in names), default=0.0)
    # One factor alone: its outcomes stand beside each other.
    columns = len(chosen) if len(chosen) > 1 else min(2, len(outcomes))
    cells = [(outcome, factor) for outcome in outcomes for factor in chosen]
    rows = -(-len(cells) // columns)
    more = slant + SECOND_LINE * any("\n" in _label(factor) for factor in chosen)
    figure, axes = style.new_figure((PANEL[0], PANEL[1] + more), rows, columns, below=style.BELOW + more)
    for place, axis in enumerate(axes):
        if place >= len(cells):
            axis.set_visible(False)
            continue
        outcome, factor = cells[place]
        own = levels[(levels["outcome"] == outcome) & levels["factor"].isin(names)]
        _draw_levels(axis, own[own["factor"] == factor.name], style.colour(outcomes.index(outcome)), factor)
        axis.set_ylim(*_limits(own))
        if place % columns == 0 or len(chosen) == 1:
            axis.set_title(f"{spoken(outcome).capitalize()}{BETTER[OUTCOMES[outcome].direction]}")
            axis.set_ylabel(OUTCOMES[outcome].unit)
        if place + columns >= len(cells):
            axis.set_xlabel(_label(factor))
    return figure, _levels_caption(factors, chosen, levels, outcomes[0])


def map_figure(pair: tuple[Factor, Factor], points: pd.DataFrame, outcome: str) -> tuple[Figure, str]:
    """Return a map of one outcome over two crossed factors, a cell for each point, the best point marked."""
    across, up = pair
    table = points.pivot_table(index=column_of(up), columns=column_of(across), values=outcome)
    values = table.to_numpy(dtype=float)
    figure, (axis,) = style.new_figure(MAP, 1, 1)
    image = axis.pcolormesh(values, cmap="viridis", rasterized=True)
    bar = figure.colorbar(image, ax=axis)
    bar.set_label(f"{spoken(outcome)} ({OUTCOMES[outcome].unit})")
    lowest = OUTCOMES[outcome].direction == "down"
    row, column = divmod(int(values.argmin() if lowest else values.argmax()), values.shape[1])
    x, y, best = float(table.columns[column]), float(table.index[row]), float(values[row, column])
    axis.plot(column + 0.5, row + 0.5, "*", color="white", markeredgecolor=style.INK, markersize=16)
    axis.grid(visible=False)
    axis.set_xticks(*_cell_ticks(table.columns))
    axis.set_yticks(*_cell_ticks(table.index))
    axis.set_xlabel(_label(across))
    axis.set_ylabel(_label(up))
    word = "lowest" if lowest else "highest"
    caption = (
        f"{spoken(outcome).capitalize()} over {spoken(across.name)} and {spoken(up.name)}, means over seeds, one cell"
        f" for each point; it is {word} ({amount(best)}) at {spoken(across.name)} = {amount(x)} and {spoken(up.name)} ="
        f" {amount(y)} (star)."
    )
    return figure, caption


def _strongest(factors: Sequence[Factor], levels: pd.DataFrame, outcome: str) -> list[Factor]:
    """Return the factors that move an outcome most, in the order of the study."""
    ranked = sorted(factors, key=lambda factor: -_range_of(levels, factor, outcome))[:MOST_FACTORS]
    return [factor for factor in factors if factor in ranked]


def _range_of(levels: pd.DataFrame, factor: Factor, outcome: str) -> float:
    own = levels[(levels["factor"] == factor.name) & (levels["outcome"] == outcome)]["mean"]
    return float(own.max() - own.min())


def _draw_levels(axis: Axes, own: pd.DataFrame, tint: str, factor: Factor) -> None:
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
    axis.set_xlim(-0.6, len(own) - 0.4)
    turned: dict[str, Any] = {"rotation": SLOPE, "ha": "right", "rotation_mode": "anchor"}
    names = [_tick(level) for level in own["level"]]
    if len(names) <= MOST_NAMES:
        axis.set_xticks(at, names, **(turned if _slant(own["level"]) else {}))


def _slant(levels: Any) -> float:
    """Inches below a panel that names need when they stand aslant; 0 if they fit side by side or are numbers."""
    names = [_tick(level) for level in dict.fromkeys(levels) if isinstance(level, str | bool | np.bool_)]
    inner = PANEL[0] - style.LEFT - style.RIGHT
    if len(names) > MOST_NAMES or LETTER * sum(len(name) + 2 for name in names) <= inner:
        return 0.0
    return LETTER * max(map(len, names)) * math.sin(math.radians(SLOPE))


def _tick(level: Any) -> str:
    if isinstance(level, bool | np.bool_):
        return "on" if level else "off"
    text = str(level)
    return text if len(text) <= LONGEST_TICK else f"{text[: LONGEST_TICK - 1]}…"


def _label(factor: Factor) -> str:
    """Name and unit of a factor, on two lines if one would run into the next panel."""
    name = spoken(factor.name)
    name = name if len(name) <= LONGEST_LABEL else f"{name[: LONGEST_LABEL - 1]}…"
    if factor.unit == "category":
        return name
    return f"{name}{' ' if len(name) + len(factor.unit) <= LONGEST_LABEL - 3 else chr(10)}({factor.unit})"


def _cell_ticks(levels: Any) -> tuple[list[float], list[str]]:
    """Places and names of the levels of a map; of many, every second or third."""
    step = -(-len(levels) // MOST_TICKS)
    chosen = range(0, len(levels), step)
    return [place + 0.5 for place in chosen], [f"{levels[place]:.3g}" for place in chosen]


def _limits(own: pd.DataFrame) -> tuple[float, float]:
    """One range for all panels of a row, so that their slopes can be compared by eye."""
    low = float(own[["mean", "low"]].min().min())
    high = float(own[["mean", "high"]].max().max())
    lacking = max(0.0, SMALLEST_RANGE * max(abs(low), abs(high)) - (high - low)) / 2.0
    low, high = low - lacking, high + lacking
    margin = 0.06 * (high - low) or 1.0
    return low - margin, high + margin


def _crossed(factors: Sequence[Factor], points: pd.DataFrame) -> tuple[Factor, Factor] | None:
    """Return the two ordered factors of a full grid of two, if that is what the sweep is."""
    if len(factors) != 2 or not all(factor.is_ordered and len(factor.levels) > 2 for factor in factors):
        return None
    a, b = factors
    pairs = points[[column_of(a), column_of(b)]].drop_duplicates()
    full = len(points) == len(a.levels) * len(b.levels) == len(pairs)
    return (a, b) if full else None


def _levels_caption(
    factors: Sequence[Factor], chosen: Sequence[Factor], levels: pd.DataFrame, outcome: str
) -> str:
    strongest = sorted(chosen, key=lambda factor: -_range_of(levels, factor, outcome))[:3]
    told = [
        f"{amount(_range_of(levels, factor, outcome))} over {spoken(factor.name)}" for factor in strongest
    ]
    some = f" Of {len(factors)} factors, those that move {spoken(outcome)} most."
    over = interval_words(levels)
    sure = f"with 95% intervals ({over})" if over else "without intervals"
    return (
        f"Outcomes at each level of each factor, means over points at that level and over seeds, {sure};"
        f" {spoken(outcome)} ranges by {listed(told)}."
        f"{some if len(chosen) < len(factors) else ''}"
    )


def interval_words(levels: pd.DataFrame) -> str:
    """Say what the intervals of a table of levels are over; nothing if there are none."""
    words = {
        "seeds": "within seeds, for differences between levels",
        "states": "over drawn states, other drawn factors allowed for",
        "runs": "over runs",
    }
    known = levels[levels["low"].notna()]
    return "; ".join(words[kind] for kind in words if kind in set(known["over"]))
