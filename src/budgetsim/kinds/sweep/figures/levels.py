"""Outcomes of a sweep against each of its factors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from budgetsim.kinds.sweep.best import plain
from budgetsim.kinds.sweep.swept import POINT
from budgetsim.language import Language, language
from budgetsim.report import layout, style
from budgetsim.report.declared import OUTCOMES
from budgetsim.report.figure_words import (
    clauses,
    enumerated,
    outcome_title,
    sentences,
)
from budgetsim.report.intervals import band_of_draws, line_with_band
from budgetsim.rounding import amount
from budgetsim.studies.factors import Factor
from budgetsim.studies.table import value_text

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

HEIGHT = 1.75
"""Inches of a row of panels with its labels."""
MOST_FACTORS, MOST_OUTCOMES = 6, 4
ACROSS = 3
"""Factors beside each other."""
MOST_NAMES = 24
"""Names along an axis beyond which none can be read."""
UNNAMED = r"p\d+"
"""Points that nobody named; they are known by the values of their factors."""
LOW, HIGH = "draws_low", "draws_high"
"""Columns of the ends of the middle 90 % of draws of parameters, where points met any."""
PALE, WIDE = 0.2, 7.0
"""Opacity, and width in points, of what stands for draws behind a level that is no number."""
SMALLEST_RANGE = 0.005
"""Height of a panel, in parts of the outcome: what differs by less shall look flat, not steep."""


def draw(data: Mapping[str, Any], *, say: Language | None = None) -> tuple[Figure, str]:
    """Return outcomes against the levels of each factor, and the caption.

    Parameters
    ----------
    data
        A mapping of ``sweep`` to a table as ``level_effects`` returns it, ``points`` to one as of ``point_table``,
        ``factors`` to those of the study, ``outcomes`` to the names of those to show and perhaps ``draws`` to the
        number of draws of parameters that ``draws_low`` and ``draws_high`` of the levels are about.
    say
        Language of the words; English by default.
    """
    say = say or language()
    factors, levels = data["factors"], data["sweep"]
    if [factor.name for factor in factors] == [POINT] and data["points"] is not None:
        factors, levels = named_by_values(data["points"], levels, say) or (factors, levels)
    figure, caption = levels_figure(factors, levels, data["outcomes"], say)
    known = say("sweep-levels-draws", draws=str(data["draws"])) if data.get("draws") else ""
    return figure, sentences(say, [caption, known])


def named_by_values(
    points: pd.DataFrame, levels: pd.DataFrame, say: Language | None = None
) -> tuple[list[Factor], pd.DataFrame] | None:
    """Return points without names as levels that are named by values; nothing if points have names or look alike."""
    say = say or language()
    about = [str(name) for name in points.columns[1:] if f"{name}_low" not in points.columns]
    about = [name for name in about if not name.endswith(("_low", "_high"))]
    values = points[about].map(lambda value: value_text(plain(value), say)).agg(", ".join, axis=1)
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
        rows = levels[(levels["outcome"] == outcome) & levels["factor"].isin(names)]
        _draw_levels(axis, rows[rows["factor"] == factor.name], outcomes.index(outcome), factor, say)
        axis.set_ylim(*_limits(rows))
        layout.end_at(axis, OUTCOMES[outcome].bounds)
        is_first = place % columns == 0 or len(chosen) == 1
        axis.set_title(outcome_title(say, outcome) if is_first else "")
        axis.set_ylabel(say.unit(OUTCOMES[outcome].unit) if is_first else "")
        axis.tick_params(labelleft=is_first)
        axis.set_xlabel(axis_label(factor, say))
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


def _strongest(factors: Sequence[Factor], levels: pd.DataFrame, outcome: str) -> list[Factor]:
    """Return the factors that move an outcome most, in the order of the study."""
    ranked = sorted(factors, key=lambda factor: -_range_of(levels, factor, outcome))[:MOST_FACTORS]
    return [factor for factor in factors if factor in ranked]


def _range_of(levels: pd.DataFrame, factor: Factor, outcome: str) -> float:
    means = levels[(levels["factor"] == factor.name) & (levels["outcome"] == outcome)]["mean"]
    return float(means.max() - means.min())


def _draw_levels(axis: Axes, levels: pd.DataFrame, number: int, factor: Factor, say: Language) -> None:
    if factor.is_ordered:
        numbers = levels.astype({"level": float, "mean": float, "low": float, "high": float})
        if LOW in numbers:
            band_of_draws(axis, numbers["level"], numbers[LOW], numbers[HIGH], style.colour(number))
        line_with_band(
            axis, numbers, "level", "mean", number, marker=style.marker(0), markersize=3.5, markeredgewidth=0
        )
        axis.margins(x=0.04)
        axis.locator_params(axis="x", nbins=5)
        return
    if LOW in levels:
        tint = style.colour(number)
        axis.vlines(range(len(levels)), levels[LOW], levels[HIGH], color=tint, alpha=PALE, linewidth=WIDE)
    _points(axis, levels.assign(at=range(len(levels))), number)
    axis.set_xlim(-0.6, len(levels) - 0.4)
    names = [_tick(level, say) for level in levels["level"]]
    if len(names) <= MOST_NAMES:
        axis.set_xticks(range(len(levels)), names)


def _points(axis: Axes, levels: pd.DataFrame, number: int) -> None:
    """Draw a point with its interval for every level."""
    import seaborn.objects as so

    (
        so.Plot(levels, x="at", y="mean", ymin="low", ymax="high")
        .add(so.Range(color=style.colour(number), linewidth=1.4))
        .add(so.Dot(color=style.colour(number), pointsize=5.0))
        .theme(style.current_theme())
        .on(axis)
        .plot()
    )


def _tick(level: Any, say: Language) -> str:
    return value_text(plain(level), say) if not isinstance(level, float) else str(level)


def axis_label(factor: Factor, say: Language) -> str:
    """Return the name and unit of a factor."""
    name = say.name(factor.name)
    return name if factor.unit == "category" else say("sweep-axis", name=name, unit=say.unit(factor.unit))


def _limits(levels: pd.DataFrame) -> tuple[float, float]:
    """One range for all panels of a row, so that their slopes can be compared by eye."""
    low = float(levels[levels.columns.intersection(["mean", "low", LOW])].min().min())
    high = float(levels[levels.columns.intersection(["mean", "high", HIGH])].max().max())
    lacking = max(0.0, SMALLEST_RANGE * max(abs(low), abs(high)) - (high - low)) / 2.0
    low, high = low - lacking, high + lacking
    margin = 0.06 * (high - low) or 1.0
    return low - margin, high + margin


def _levels_caption(
    factors: Sequence[Factor], chosen: Sequence[Factor], levels: pd.DataFrame, outcome: str, say: Language
) -> str:
    strongest = sorted(chosen, key=lambda factor: -_range_of(levels, factor, outcome))[:3]
    ranges = [
        say("sweep-range", range=amount(_range_of(levels, factor, outcome)), factor=say.name(factor.name))
        for factor in strongest
    ]
    about = {"outcome": say.name(outcome)}
    known = set(levels[levels["low"].notna()]["over"])
    kinds = [say(f"sweep-over-{kind}") for kind in ("seeds", "states", "runs") if kind in known]
    over = clauses(say, kinds)
    sure = say("sweep-with-intervals", over=over) if over else say("sweep-without-intervals")
    said = [say("sweep-levels-caption", sure=sure, ranges=enumerated(say, ranges), **about)]
    if len(chosen) < len(factors):
        said.append(say("sweep-some-factors", factors=str(len(factors)), **about))
    return sentences(say, said)
