"""Shares of an outcome's variance that are due to each factor, as points with intervals: Sobol' indices, and FAST's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from budgetsim.language import Language, language
from budgetsim.report import layout
from budgetsim.report.drawing import FigureError
from budgetsim.report.figure_words import capital, chosen_outcomes, clauses, enumerated
from budgetsim.report.intervals import Point, interval_points
from budgetsim.rounding import per_cent

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

KINDS = ("ST", "S1")
"""Indices by importance: in total, with interactions, and alone."""
MOST_OUTCOMES, MOST_FACTORS = 6, 12
LINE, AROUND = 0.24, 0.55
"""Inches: of a factor, and above and below the rows."""


def draw(
    indices: pd.DataFrame,
    *,
    outcomes: Sequence[str] | None = None,
    points: int | None = None,
    leaders: Mapping[str, Sequence[str] | None] | None = None,
    say: Language | None = None,
) -> tuple[Figure, str]:
    """Return one panel per outcome, its factors by importance, and the caption.

    Parameters
    ----------
    indices
        One row per outcome x index x factor, as ``indices.csv`` of ``budgetsim sensitivity``; rows of pairs are left
        out.
    outcomes
        Outcomes to show; by default the first six of the table.
    points
        Points behind the indices, if the caption should tell.
    leaders
        Factors of each outcome that the caption names, as the findings do, or None where the indices tell of luck:
        its factors come as they were named. By default those that the interval of the largest index does not tell
        from it.
    say
        Language of the words; English by default.

    Raises
    ------
    FigureError
        If the table holds no share of variance.
    """
    say = say or language()
    kinds = [kind for kind in KINDS if (indices["index"] == kind).any()]
    if not kinds:
        found = ", ".join(sorted(set(indices["index"])))
        raise FigureError(f"no share of variance ({' or '.join(KINDS)}) in the table; it holds {found}")
    shown = chosen_outcomes(indices, outcomes, MOST_OUTCOMES)
    named = leaders or {}
    luck = {outcome for outcome, first in named.items() if first is None}
    tables = {outcome: _by_factor(indices, outcome, kinds, is_luck=outcome in luck) for outcome in shown}
    count = max(map(len, tables.values()))
    labels = [say(f"figure-sobol-{kind.lower()}") for kind in kinds]
    columns = min(2, len(shown))
    figure, axes = layout.new_figure(LINE * count + AROUND, -(-len(shown) // columns), columns)
    handles: list[Any] = []
    # Shares are compared between outcomes, so all panels have one axis.
    ends = [table[["value", "high"]].to_numpy(dtype=np.float64) for table in tables.values()]
    reach = min(1.0, max([0.01, *(float(np.nanmax(own, initial=0.0)) for own in ends)]))
    for axis, outcome in zip(axes, shown, strict=False):
        handles = _points(axis, tables[outcome], kinds, say)
        axis.set_xlim(-0.02 * reach, 1.03 * reach)
        name = capital(say.name(outcome))
        axis.set_title(say("sensitivity-panel-luck", outcome=name) if outcome in luck else name)
        axis.set_xlabel(say("figure-sobol-axis"))
    layout.hide_unused(axes, len(shown))
    layout.legend_above(figure, handles, labels)
    return figure, _caption(tables, kinds[0], points, named, say)


def _by_factor(indices: pd.DataFrame, outcome: str, kinds: Sequence[str], *, is_luck: bool) -> pd.DataFrame:
    """Return the indices of an outcome, factors down, (kind, column) across, the most important factor first."""
    own = indices[(indices["outcome"] == outcome) & indices["index"].isin(kinds) & indices["factor"].notna()]
    table = own.pivot_table(index="factor", columns="index", values=["value", "low", "high"], dropna=False)
    named = own["factor"].drop_duplicates()
    order = named if is_luck else table["value"][kinds[0]].sort_values(ascending=False, kind="stable").index
    found: pd.DataFrame = table.loc[order].head(MOST_FACTORS)
    return found


def _points(axis: Axes, table: pd.DataFrame, kinds: Sequence[str], say: Language) -> list[Any]:
    """Draw the indices of an outcome within 0 and 1: what is beyond is noise."""
    rows: list[Point] = []
    for factor in table.index:
        for kind in kinds:
            value, low, high = (
                min(max(float(table[column][kind][factor]), 0.0), 1.0) for column in ("value", "low", "high")
            )
            rows.append((str(factor), kind, value, low, high))
    names = [str(factor) for factor in table.index]
    handles = interval_points(axis, rows, names, kinds)
    axis.set_yticks(range(len(names)), [say.name(name) for name in names])
    return handles


def _caption(
    tables: dict[str, pd.DataFrame],
    kind: str,
    points: int | None,
    leaders: Mapping[str, Sequence[str] | None],
    say: Language,
) -> str:
    told = [_most(table, outcome, kind, leaders, say) for outcome, table in tables.items()]
    count = "" if points is None else say("figure-sobol-points", points=f"{points:,}")
    return say(f"figure-sobol-caption-{kind.lower()}", points=count, most=clauses(say, told))


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
