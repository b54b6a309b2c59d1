"""How important factors are, as points with intervals: shares of variance, and indices that are none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from budgetsim.kinds.sensitivity.answer import Analysis, Sensitivity
from budgetsim.kinds.sensitivity.figures import (
    MOST_SUBJECTS,
    VARIANCE_SHARES,
    firsts,
    index_label,
    panels,
    title,
)
from budgetsim.kinds.sensitivity.tables import SHOWN, order_of
from budgetsim.language import Language, told
from budgetsim.report import layout, style
from budgetsim.report.drawing import FigureError
from budgetsim.report.figure_words import capital, chosen_outcomes, clauses, enumerated, one_or_many
from budgetsim.report.intervals import Point, interval_points
from budgetsim.rounding import per_cent

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

ROW, FRAME = 0.24, 0.55
"""Inches of a factor's row, and of a panel's title and axis."""
DRAWN = ("mu_star", "delta", "median", "maximum")
"""Indices that are drawn here; shares of variance are drawn by ``sobol``."""


def draw_importance(answer: Sensitivity, *, say: Language) -> tuple[Figure, str]:
    """Return one panel per outcome, its factors ordered by importance, and the caption; shares are ``draw_shares``'s.

    Raises
    ------
    FigureError
        If there is nothing to draw.
    """
    analyses = answer.analysed
    kinds = [kind for kind in SHOWN[answer.method] if kind in DRAWN]
    if not kinds or not analyses:
        raise FigureError(told("sensitivity-fault-nothing-to-draw"))
    count = min(MOST_SUBJECTS, len(answer.subjects))
    others = len(answer.subjects) - count
    entries = [say(f"sensitivity-index-{kind.replace('_', '-')}") for kind in kinds]
    if any(analysis.about_all("chance") for analysis in analyses.values()):
        entries.append(say("sensitivity-chance"))
    figure, axes = panels(len(analyses), ROW * count + FRAME)
    handles: list[Any] = []
    for axis, (outcome, analysis) in zip(axes, analyses.items(), strict=False):
        names = order_of(answer, analysis)[:count]
        handles = _importance_panel(axis, names, analysis, kinds, say)
        axis.set_title(title(say, outcome, analysis))
        axis.set_xlabel(index_label(say, answer, outcome))
    if len(entries) > 1:
        layout.legend_above(figure, handles, entries)
    return figure, say(
        "sensitivity-importance-caption",
        method=answer.method,
        points=f"{answer.points:,}",
        left=say("sensitivity-left-out", others=str(others), one=one_or_many(others)) if others else "",
        firsts=firsts(say, answer),
    )


def _importance_panel(
    axis: Axes, names: Sequence[str], analysis: Analysis, kinds: Sequence[str], say: Language
) -> list[Any]:
    rows = [
        (name, kind, index.value, index.low, index.high)
        for kind in kinds
        for name, index in analysis.of(kind).items()
        if name in names
    ]
    handles = interval_points(axis, rows, names, kinds)
    chance = analysis.about_all("chance")
    if chance is not None:
        handles.append(axis.axvline(chance.high, color=style.INK, linewidth=1.0, linestyle=(0, (4, 3))))
    if not any(value for _, _, value, _, _ in rows):
        axis.set_xlim(0.0, 1.0)
        axis.set_xticks([0.0])
        about: dict[str, Any] = {"ha": "center", "transform": axis.transAxes, "fontsize": style.LABEL}
        axis.text(0.5, 0.5, say("sensitivity-no-effect"), **about)
    axis.set_yticks(range(len(names)), [say.name(name) for name in names])
    return handles


MOST_OUTCOMES = 6


def draw_shares(
    indices: pd.DataFrame,
    *,
    outcomes: Sequence[str] | None = None,
    points: int | None = None,
    leaders: Mapping[str, Sequence[str] | None] | None = None,
    say: Language,
) -> tuple[Figure, str]:
    """Return one panel per outcome, its factors by importance, and the caption.

    ``indices`` is ``indices.csv`` of ``budgetsim sensitivity``, whose rows of pairs are left out; ``points`` are those
    behind it, if the caption should tell. ``leaders`` are the factors of each outcome that the caption names, as the
    findings do, or None where the indices tell of Monte-Carlo noise, and factors come as they were named; by default
    those that the interval of the largest index does not tell from it.

    Raises
    ------
    FigureError
        If the table holds no share of variance.
    """
    kinds = [kind for kind in VARIANCE_SHARES if (indices["index"] == kind).any()]
    if not kinds:
        held = ", ".join(sorted(set(indices["index"])))
        raise FigureError(told("sensitivity-fault-no-shares", kinds=", ".join(VARIANCE_SHARES), held=held))
    shown = chosen_outcomes(indices, outcomes, MOST_OUTCOMES)
    named = leaders or {}
    noisy = {outcome for outcome, first in named.items() if first is None}
    tables = {outcome: _by_factor(indices, outcome, kinds, is_noise=outcome in noisy) for outcome in shown}
    figure, axes = panels(len(shown), ROW * max(map(len, tables.values())) + FRAME)
    handles: list[Any] = []
    reach = _reach(tables.values())
    for axis, outcome in zip(axes, shown, strict=False):
        handles = _shares_panel(axis, tables[outcome], kinds, say)
        axis.set_xlim(-0.02 * reach, 1.03 * reach)
        name = capital(say.name(outcome))
        axis.set_title(say("sensitivity-panel-luck", outcome=name) if outcome in noisy else name)
        axis.set_xlabel(say("figure-sobol-axis"))
    layout.legend_above(figure, handles, [say(f"figure-sobol-{kind.lower()}") for kind in kinds])
    return figure, _shares_caption(tables, kinds[0], points, named, say)


def _reach(tables: Iterable[pd.DataFrame]) -> float:
    """Return the end of the one axis that all panels have, since shares are compared between outcomes."""
    ends = [table[["value", "high"]].to_numpy(dtype=np.float64) for table in tables]
    return min(1.0, max([0.01, *(float(np.nanmax(values, initial=0.0)) for values in ends)]))


def _by_factor(indices: pd.DataFrame, outcome: str, kinds: Sequence[str], *, is_noise: bool) -> pd.DataFrame:
    """Return the indices of an outcome, factors down, (kind, column) across, the most important factor first."""
    rows = indices[(indices["outcome"] == outcome) & indices["index"].isin(kinds) & indices["factor"].notna()]
    table = rows.pivot_table(index="factor", columns="index", values=["value", "low", "high"], dropna=False)
    named = rows["factor"].drop_duplicates()
    order = named if is_noise else table["value"][kinds[0]].sort_values(ascending=False, kind="stable").index
    ranked: pd.DataFrame = table.loc[order].head(MOST_SUBJECTS)
    return ranked


def _shares_panel(axis: Axes, table: pd.DataFrame, kinds: Sequence[str], say: Language) -> list[Any]:
    """Draw the indices of an outcome within 0 and 1: what is beyond is noise."""
    names = [str(factor) for factor in table.index]
    rows: list[Point] = []
    for name in names:
        for kind in kinds:
            ends = (float(table[column][kind][name]) for column in ("value", "low", "high"))
            value, low, high = (min(max(end, 0.0), 1.0) for end in ends)
            rows.append((name, kind, value, low, high))
    handles = interval_points(axis, rows, names, kinds)
    axis.set_yticks(range(len(names)), [say.name(name) for name in names])
    return handles


def _shares_caption(
    tables: dict[str, pd.DataFrame],
    kind: str,
    points: int | None,
    leaders: Mapping[str, Sequence[str] | None],
    say: Language,
) -> str:
    first = [_most(table, outcome, kind, leaders, say) for outcome, table in tables.items()]
    count = "" if points is None else say("figure-sobol-points", points=f"{points:,}")
    return say(f"figure-sobol-caption-{kind.lower()}", points=count, most=clauses(say, first))


def _most(
    table: pd.DataFrame, outcome: str, kind: str, leaders: Mapping[str, Sequence[str] | None], say: Language
) -> str:
    """Return the factor with the largest index, or those that its interval does not tell from it, or that none is."""
    value, low, high = (table[column][kind] for column in ("value", "low", "high"))
    apart = [str(name) for name in value.index[1:] if high[name] >= low.iloc[0]]
    first = leaders.get(outcome, (str(value.index[0]), *apart))
    if first is None:
        return say("figure-sobol-luck", outcome=say.name(outcome))
    if not first or not value.iloc[0] > 0.0:
        return say("figure-sobol-none", outcome=say.name(outcome))
    return say(
        "figure-sobol-several" if len(first) > 1 else "figure-sobol-most",
        outcome=say.name(outcome),
        factor=enumerated(say, [say.name(name) for name in first]),
        share=per_cent(min(float(value.iloc[0]), 1.0)),
    )
