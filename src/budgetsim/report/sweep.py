"""Figures of a sweep: outcomes against each factor, and a map where two factors are crossed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from budgetsim.language import Language, language
from budgetsim.report import drawing, heat, layout, style
from budgetsim.report.declared import OUTCOMES
from budgetsim.report.drawing import FigureError
from budgetsim.report.figure_words import (
    capital,
    clauses,
    enumerated,
    outcome_label,
    outcome_title,
    sentences,
)
from budgetsim.report.intervals import line_with_band
from budgetsim.report.sweep_text import value_words
from budgetsim.rounding import amount
from budgetsim.rounding import levels as levels_told
from budgetsim.studies.factors import Factor, column_of

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

HEIGHT, MAP = 1.75, 3.6
"""Inches of a row of panels with its labels, and of a map."""
MOST_FACTORS, MOST_OUTCOMES = 6, 4
ACROSS = 3
"""Factors beside each other."""
MOST_NAMES = 24
"""Names along an axis beyond which none can be read."""
MOST_TICKS = 12
"""Levels of a map that are named along an axis."""
MOST_CELLS = 64
"""Cells up to which a map holds its numbers."""
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
) -> list[drawing.Drawn]:
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
    data = {"sweep": levels, "points": points, "factors": factors, "outcomes": shown}
    with style.house_style():
        drawn = [drawing.save(*draw_levels(data), directory, "levels", formats)]
        if crossed(factors, points) is not None:
            drawn.append(drawing.save(*draw_map(data), directory, "map", formats))
    return drawn


def draw_levels(data: Mapping[str, Any], *, say: Language | None = None) -> tuple[Figure, str]:
    """Return outcomes against the levels of each factor, and the caption.

    Parameters
    ----------
    data
        A mapping of ``sweep`` to a table as ``level_effects`` returns it, ``points`` to one as of ``point_table``,
        ``factors`` to those of the study and ``outcomes`` to the names of those to show.
    say
        Language of the words; English by default.
    """
    say = say or language()
    factors, levels = data["factors"], data["sweep"]
    if [factor.name for factor in factors] == ["point"]:
        factors, levels = named_by_values(data["points"], levels, say) or (factors, levels)
    return levels_figure(factors, levels, data["outcomes"], say)


def draw_map(data: Mapping[str, Any], *, say: Language | None = None) -> tuple[Figure, str]:
    """Return a map of the first outcome over two crossed factors; parameters as of ``draw_levels``.

    Raises
    ------
    FigureError
        If the sweep is no full grid of two factors that are numbers.
    """
    pair = crossed(data["factors"], data["points"])
    if pair is None:
        raise FigureError(
            "a map needs a full grid of two factors that are numbers, three levels of each or more"
        )
    return map_figure(pair, data["points"], data["outcomes"][0], say or language())


def named_by_values(
    points: pd.DataFrame, levels: pd.DataFrame, say: Language | None = None
) -> tuple[list[Factor], pd.DataFrame] | None:
    """Return points without names as levels that are named by values; nothing if points have names or look alike."""
    say = say or language()
    about = [str(name) for name in points.columns[1:] if f"{name}_low" not in points.columns]
    about = [name for name in about if not name.endswith(("_low", "_high"))]
    values = points[about].map(lambda value: value_words(value, say)).agg(", ".join, axis=1)
    if not points["scenario"].str.fullmatch(UNNAMED).all() or values.duplicated().any():
        return None
    factor = Factor(", ".join(map(say.name, about)), "lever", "choice", levels=tuple(values))
    names = dict(zip(points["scenario"], values, strict=True))
    return [factor], levels.assign(factor=factor.name, level=levels["level"].map(names))


def levels_figure(
    factors: Sequence[Factor], levels: pd.DataFrame, shown: Sequence[str], say: Language | None = None
) -> tuple[Figure, str]:
    """Return outcomes (rows) against the factors that move the first one most (columns), with 95 % intervals."""
    say = say or language()
    outcomes, chosen = list(shown)[:MOST_OUTCOMES], _strongest(factors, levels, shown[0])
    names = [factor.name for factor in chosen]
    # One factor alone: its outcomes stand beside each other.
    columns = min(ACROSS, len(chosen)) if len(chosen) > 1 else min(2, len(outcomes))
    cells = _cells(outcomes, chosen, columns)
    figure, axes = layout.new_figure(HEIGHT, -(-len(cells) // columns), columns)
    for place, (axis, cell) in enumerate(zip(axes, cells, strict=False)):
        if cell is None:
            axis.remove()
            continue
        outcome, factor = cell
        own = levels[(levels["outcome"] == outcome) & levels["factor"].isin(names)]
        _draw_levels(axis, own[own["factor"] == factor.name], outcomes.index(outcome), factor, say)
        axis.set_ylim(*_limits(own))
        is_first = place % columns == 0 or len(chosen) == 1
        axis.set_title(outcome_title(say, outcome) if is_first else "")
        axis.set_ylabel(say.unit(OUTCOMES[outcome].unit) if is_first else "")
        axis.tick_params(labelleft=is_first)
        axis.set_xlabel(_label(factor, say))
    layout.hide_unused(axes, len(cells))
    return figure, _levels_caption(factors, chosen, levels, outcomes[0], say)


def _cells(
    outcomes: Sequence[str], chosen: Sequence[Factor], columns: int
) -> list[tuple[str, Factor] | None]:
    """Return what each panel shows; each outcome begins a row, and what is left of its last row stays free."""
    if len(chosen) == 1:
        return [(outcome, chosen[0]) for outcome in outcomes]
    free = [None] * (-len(chosen) % columns)
    return [cell for outcome in outcomes for cell in (*((outcome, factor) for factor in chosen), *free)]


def map_figure(
    pair: tuple[Factor, Factor], points: pd.DataFrame, outcome: str, say: Language | None = None
) -> tuple[Figure, str]:
    """Return a map of one outcome over two crossed factors, a cell for each point, the best point marked."""
    say = say or language()
    across, up = pair
    table = points.pivot_table(index=column_of(up), columns=column_of(across), values=outcome)
    values = table.to_numpy(dtype=float)
    figure, (axis,) = layout.new_figure(MAP)
    cells = heat.draw_cells(axis, values, cmap="viridis", rasterized=True)
    heat.add_scale(axis, cells, label=outcome_label(say, outcome))
    if values.size <= MOST_CELLS:
        heat.write_cells(axis, cells, values, [[f"{value:.3g}" for value in row] for row in values])
    axis.invert_yaxis()
    lowest = OUTCOMES[outcome].direction == "down"
    row, column = divmod(int(values.argmin() if lowest else values.argmax()), values.shape[1])
    x, y, best = float(table.columns[column]), float(table.index[row]), float(values[row, column])
    up_in_cell = 0.5 if values.size > MOST_CELLS else 0.8
    axis.plot(
        column + 0.5, row + up_in_cell, "*", color="white", markeredgecolor=style.INK, markeredgewidth=0.7,
        markersize=11,
    )  # fmt: skip
    axis.set_xticks(*_cell_ticks(table.columns), rotation=0)
    axis.set_yticks(*_cell_ticks(table.index), rotation=0)
    axis.set_xlabel(_label(across, say))
    axis.set_ylabel(_label(up, say))
    return figure, say(
        "sweep-map-caption",
        title=capital(say.name(outcome)),
        across=say.name(across.name),
        up=say.name(up.name),
        way="down" if lowest else "up",
        best=amount(best),
        x=value_words(x),
        y=value_words(y),
    )


def _strongest(factors: Sequence[Factor], levels: pd.DataFrame, outcome: str) -> list[Factor]:
    """Return the factors that move an outcome most, in the order of the study."""
    ranked = sorted(factors, key=lambda factor: -_range_of(levels, factor, outcome))[:MOST_FACTORS]
    return [factor for factor in factors if factor in ranked]


def _range_of(levels: pd.DataFrame, factor: Factor, outcome: str) -> float:
    own = levels[(levels["factor"] == factor.name) & (levels["outcome"] == outcome)]["mean"]
    return float(own.max() - own.min())


def _draw_levels(axis: Axes, own: pd.DataFrame, number: int, factor: Factor, say: Language) -> None:
    if factor.is_ordered:
        numbers = own.astype({"level": float, "mean": float, "low": float, "high": float})
        line_with_band(
            axis, numbers, "level", "mean", number, marker=style.marker(0), markersize=3.5, markeredgewidth=0
        )
        axis.margins(x=0.04)
        axis.locator_params(axis="x", nbins=5)
        return
    _points(axis, own.assign(at=range(len(own))), number)
    axis.set_xlim(-0.6, len(own) - 0.4)
    names = [_tick(level, say) for level in own["level"]]
    if len(names) <= MOST_NAMES:
        axis.set_xticks(range(len(own)), names)


def _points(axis: Axes, own: pd.DataFrame, number: int) -> None:
    """Draw a point with its interval for every level."""
    import seaborn.objects as so

    (
        so.Plot(own, x="at", y="mean", ymin="low", ymax="high")
        .add(so.Range(color=style.colour(number), linewidth=1.4))
        .add(so.Dot(color=style.colour(number), pointsize=5.0))
        .theme(style.current_theme())
        .on(axis)
        .plot()
    )


def _tick(level: Any, say: Language) -> str:
    return value_words(level, say) if not isinstance(level, float) else str(level)


def _label(factor: Factor, say: Language) -> str:
    """Return the name and unit of a factor."""
    name = say.name(factor.name)
    return name if factor.unit == "category" else say("sweep-axis", name=name, unit=say.unit(factor.unit))


def _cell_ticks(levels: Any) -> tuple[list[float], list[str]]:
    """Places and names of the levels of a map; of many, every second or third."""
    step = -(-len(levels) // MOST_TICKS)
    chosen = range(0, len(levels), step)
    return [place + 0.5 for place in chosen], levels_told(float(levels[place]) for place in chosen)


def _limits(own: pd.DataFrame) -> tuple[float, float]:
    """One range for all panels of a row, so that their slopes can be compared by eye."""
    low = float(own[["mean", "low"]].min().min())
    high = float(own[["mean", "high"]].max().max())
    lacking = max(0.0, SMALLEST_RANGE * max(abs(low), abs(high)) - (high - low)) / 2.0
    low, high = low - lacking, high + lacking
    margin = 0.06 * (high - low) or 1.0
    return low - margin, high + margin


def crossed(factors: Sequence[Factor], points: pd.DataFrame) -> tuple[Factor, Factor] | None:
    """Return the two ordered factors of a full grid of two, if that is what the sweep is."""
    if len(factors) != 2 or not all(factor.is_ordered and len(factor.levels) > 2 for factor in factors):
        return None
    a, b = factors
    pairs = points[[column_of(a), column_of(b)]].drop_duplicates()
    full = len(points) == len(a.levels) * len(b.levels) == len(pairs)
    return (a, b) if full else None


def _levels_caption(
    factors: Sequence[Factor], chosen: Sequence[Factor], levels: pd.DataFrame, outcome: str, say: Language
) -> str:
    strongest = sorted(chosen, key=lambda factor: -_range_of(levels, factor, outcome))[:3]
    told = [
        say("sweep-range", range=amount(_range_of(levels, factor, outcome)), factor=say.name(factor.name))
        for factor in strongest
    ]
    about = {"outcome": say.name(outcome)}
    over = interval_words(levels, say)
    sure = say("sweep-with-intervals", over=over) if over else say("sweep-without-intervals")
    said = [say("sweep-levels-caption", sure=sure, ranges=enumerated(say, told), **about)]
    if len(chosen) < len(factors):
        said.append(say("sweep-some-factors", factors=str(len(factors)), **about))
    return sentences(say, said)


def interval_words(levels: pd.DataFrame, say: Language | None = None) -> str:
    """Say what the intervals of a table of levels are over, in English unless told otherwise; nothing without any."""
    say = say or language()
    known = set(levels[levels["low"].notna()]["over"])
    return clauses(say, [say(f"sweep-over-{kind}") for kind in ("seeds", "states", "runs") if kind in known])
