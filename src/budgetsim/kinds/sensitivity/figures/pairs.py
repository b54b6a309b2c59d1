"""Pairs of factors of a sensitivity analysis as a heat map."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from budgetsim.kinds.sensitivity.answer import Analysis, Sensitivity
from budgetsim.kinds.sensitivity.figures import MOST_SUBJECTS, panels, title
from budgetsim.kinds.sensitivity.findings import clear_pairs, pair_told
from budgetsim.kinds.sensitivity.methods.sobol import possible
from budgetsim.kinds.sensitivity.tables import order_of
from budgetsim.language import Language, told
from budgetsim.numerics import Array, BoolArray
from budgetsim.report import heat, style
from budgetsim.report.drawing import FigureError
from budgetsim.report.figure_words import enumerated
from budgetsim.report.lettering import LATIN, distinct
from budgetsim.rounding import per_cent

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

SQUARE, FRAME = 0.3, 0.5
"""Inches of a cell of the heat map, and of a panel's title and numbers."""
LONGEST = 23
"""Letters of a name beside a heat map: longer ones would leave cells no room for their numbers."""
MUTED = "#6a6a6a"


def draw(answer: Sensitivity, *, say: Language) -> tuple[Figure, str]:
    """Return the second-order indices of the most important factors, one panel per outcome, and the caption.

    Raises
    ------
    FigureError
        If the answer has no pairs.
    """
    analyses = answer.analysed
    if not any(analysis.pairs for analysis in analyses.values()):
        raise FigureError(told("sensitivity-fault-no-pairs"))
    count = min(MOST_SUBJECTS, len(answer.subjects))
    figure, axes = panels(len(analyses), SQUARE * count + FRAME)
    tables = [_table(answer, analysis, count) for analysis in analyses.values()]
    shades = [_possible(analysis, *table) for analysis, table in zip(analyses.values(), tables, strict=True)]
    reach = max(0.01, *(float(np.nanmax(shade, initial=0.0)) for shade in shades))
    for axis, outcome, (names, table), shade in zip(axes, analyses, tables, shades, strict=False):
        heat.draw_cells(axis, shade, cmap="Blues", vmin=0.0, vmax=1.15 * reach)
        axis.set_aspect("equal")
        _numbers(axis, analyses[outcome], names, table, shade > 0.6 * reach)
        _name_cells(axis, [say.name(name) for name in names])
        axis.set_title(title(say, outcome, analyses[outcome]))
    best = [(pair, name) for name, analysis in analyses.items() for pair in clear_pairs(analysis)[:1]]
    named = [
        say(
            "sensitivity-strongest-pair", pair=pair_told(i, per_cent(i.value), say), outcome=say.name(outcome)
        )
        for i, outcome in best
    ]
    strongest = say("sensitivity-no-pair")
    if named:
        strongest = say("sensitivity-strongest", pairs=enumerated(say, named))
    return figure, say("sensitivity-pairs-caption", strongest=strongest)


def _table(answer: Sensitivity, analysis: Analysis, count: int) -> tuple[list[str], Array]:
    """The most important factors, and S2 of each with those before it; NaN elsewhere."""
    names = order_of(answer, analysis)[:count]
    table = np.full((len(names), len(names)), np.nan)
    total = analysis.of("ST")
    for index in analysis.joint():
        if index.subject in names and index.other in names:
            one, two = sorted((names.index(index.subject), names.index(index.other)))
            table[two, one] = possible(index, total).value
    return names, table


def _possible(analysis: Analysis, names: Sequence[str], table: Array) -> Array:
    """Limit the shares of pairs to what can be: not below zero, nor above the total index of either factor."""
    total = analysis.of("ST")
    totals = np.array([max(0.0, total[name].value) for name in names])
    return np.clip(table, 0.0, np.minimum(totals[:, None], totals[None, :]))


def _numbers(axis: Any, analysis: Analysis, names: Sequence[str], table: Array, is_dark: BoolArray) -> None:
    """Write the shares of pairs, in bold where they are clear, and on the diagonal what a factor does alone."""
    clear = {frozenset((i.subject, i.other)) for i in clear_pairs(analysis)}
    look: dict[str, Any] = {"ha": "center", "va": "center", "fontsize": style.NOTE}
    for row, name in enumerate(names):
        for column in range(row):
            bold = frozenset((name, names[column])) in clear
            tint = "white" if is_dark[row, column] else style.INK if bold else MUTED
            weight = "bold" if bold else "normal"
            text = _short(table[row, column])
            # Digits alone: the Chinese fonts have no bold letters.
            axis.text(column + 0.5, row + 0.5, text, color=tint, fontweight=weight, fontfamily=LATIN, **look)
        alone = _short(analysis.of("S1")[name].value)
        axis.text(row + 0.5, row + 0.5, alone, color=style.INK, style="italic", **look)


def _name_cells(axis: Axes, names: Sequence[str]) -> None:
    """Name the rows, and number rows and columns alike: names below would take the room of the cells."""
    middles = [place + 0.5 for place in range(len(names))]
    numbers = [str(number) for number in range(1, len(names) + 1)]
    beside = [f"{name} {number}" for name, number in zip(distinct(names, LONGEST), numbers, strict=True)]
    axis.set_xticks(middles, numbers, rotation=0)
    axis.set_yticks(middles, beside, rotation=0)
    axis.grid(visible=False)
    for side in axis.spines.values():
        side.set_visible(False)
    axis.tick_params(length=0)


def _short(value: float) -> str:
    """Return a share without the digit before the point, so that it fits a cell: 0.07 as .07, noise below zero as 0."""
    text = f"{min(max(value, 0.0), 1.0):.2f}".replace("0.", ".")
    return "0" if text == ".00" and value <= 0.0 else "<.01" if text == ".00" else text
