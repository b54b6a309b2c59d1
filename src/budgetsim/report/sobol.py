"""Shares of an outcome's variance that are due to each factor, as bars: Sobol' indices, and FAST's."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from budgetsim.language import Language, language
from budgetsim.report import layout, style
from budgetsim.report.drawing import FigureError
from budgetsim.report.figure_words import capital, chosen_outcomes, clauses
from budgetsim.rounding import per_cent

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

KINDS = ("ST", "S1")
"""Indices by importance: in total, with interactions, and alone."""
MOST_OUTCOMES, MOST_FACTORS = 6, 12
LINE, AROUND = 0.24, 0.55
"""Inches: of a factor, and above and below the bars."""
MOST_TOLD = 2


def draw(
    indices: pd.DataFrame,
    *,
    outcomes: Sequence[str] | None = None,
    points: int | None = None,
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
    tables = {outcome: _by_factor(indices, outcome, kinds) for outcome in shown}
    count = max(map(len, tables.values()))
    labels = [say(f"figure-sobol-{kind.lower()}") for kind in kinds]
    columns = min(2, len(shown))
    figure, axes = layout.new_figure(LINE * count + AROUND, -(-len(shown) // columns), columns, sharex=True)
    handles: list[Any] = []
    for axis, outcome in zip(axes, shown, strict=False):
        handles = _bars(axis, tables[outcome], kinds)
        axis.set_yticks(range(len(tables[outcome])), [say.name(factor) for factor in tables[outcome].index])
        axis.set_title(capital(say.name(outcome)))
        axis.set_xlabel(say("figure-sobol-axis"))
        axis.tick_params(labelbottom=True)
    layout.hide_unused(axes, len(shown))
    layout.legend_above(figure, handles, labels)
    return figure, _caption(tables, kinds[0], points, say)


def _by_factor(indices: pd.DataFrame, outcome: str, kinds: Sequence[str]) -> pd.DataFrame:
    """Return the indices of an outcome, factors down, (kind, column) across, the most important factor first."""
    own = indices[(indices["outcome"] == outcome) & indices["index"].isin(kinds) & indices["factor"].notna()]
    table = own.pivot_table(index="factor", columns="index", values=["value", "low", "high"], dropna=False)
    order = table["value"][kinds[0]].sort_values(ascending=False, kind="stable").index
    found: pd.DataFrame = table.loc[order].head(MOST_FACTORS)
    return found


def _bars(axis: Axes, table: pd.DataFrame, kinds: Sequence[str]) -> list[Any]:
    places, thick = np.arange(len(table)), 0.8 / len(kinds)
    handles = []
    for number, kind in enumerate(kinds):
        value, low, high = (
            table[column][kind].to_numpy(dtype=np.float64) for column in ("value", "low", "high")
        )
        at = places + (number - (len(kinds) - 1) / 2.0) * thick
        handles.append(axis.barh(at, value, 0.9 * thick, color=style.colour(number), alpha=0.85))
        axis.hlines(at, low, high, color=style.INK, linewidth=1.1)
    axis.axvline(0.0, color=style.INK, linewidth=0.8)
    axis.set_ylim(len(table) - 0.4, -0.6)
    axis.grid(visible=False, axis="y")
    axis.tick_params(axis="y", length=0)
    axis.locator_params(axis="x", nbins=6)
    return handles


def _caption(tables: dict[str, pd.DataFrame], kind: str, points: int | None, say: Language) -> str:
    told = []
    for outcome, table in tables.items():
        value = table["value"][kind]
        told.append(
            say(
                "figure-sobol-most",
                outcome=say.name(outcome),
                factor=say.name(str(value.index[0])),
                share=per_cent(float(value.iloc[0])),
            )
        )
    count = "" if points is None else say("figure-sobol-points", points=f"{points:,}")
    return say(f"figure-sobol-caption-{kind.lower()}", points=count, most=clauses(say, told))
