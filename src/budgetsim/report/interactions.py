"""Interactions of pairs of levers as a heat map, with the effects of single levers on its diagonal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from budgetsim.language import Language, language
from budgetsim.report import style
from budgetsim.report.declared import OUTCOMES
from budgetsim.report.figure_words import capital, chosen_outcomes, outcome_label, over_seeds
from budgetsim.rounding import fixed, signed
from budgetsim.studies.effects.factorial import TIMES

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

MOST_OUTCOMES = 4
SQUARE, BAR = 0.66, 0.82
"""Inches of a cell of the heat map, and of the bar of colours beside it with its labels."""
BELOW = 0.35
LETTER = 0.072
MOST_WRITTEN = 9
"""Levers up to which cells of the heat map hold their number."""
STRONG = 0.6
"""Part of the largest number from which the colour of a cell wants white letters."""
Row = dict[str, Any]


def draw(
    factorial: pd.DataFrame,
    *,
    outcomes: Sequence[str] | None = None,
    seeds: int | None = None,
    say: Language | None = None,
) -> tuple[Figure, str]:
    """Return interactions of pairs of levers by colour, one panel per outcome, and the caption.

    Parameters
    ----------
    factorial
        One row per term x outcome, as ``tables/factorial.csv`` of ``budgetsim effects``.
    outcomes
        Outcomes to show; by default the first four of the table.
    seeds
        Replications behind the means, if the caption should tell.
    say
        Language of the words; English by default.
    """
    say = say or language()
    names = list(dict.fromkeys(factorial[factorial["order"] == 1]["term"]))
    shown = chosen_outcomes(factorial, outcomes, MOST_OUTCOMES)
    labels = [f"{say.name(name)}  {number}" for number, name in enumerate(names, start=1)]
    columns = min(2, len(shown))
    left = 0.2 + LETTER * max(map(style.letters, labels))
    figure, axes = _layout(SQUARE * len(names), len(shown), columns, left)
    rows = [{str(name): value for name, value in row.items()} for row in factorial.to_dict("records")]
    for place, (axis, outcome) in enumerate(zip(axes, shown, strict=False)):
        cells = {str(row["term"]): row for row in rows if row["outcome"] == outcome and row["order"] <= 2}
        _heat(figure, axis, names, cells, outcome)
        _names(axis, labels, named=place % columns == 0)
        axis.set_title(outcome_label(say, outcome))
    for axis in axes[len(shown) :]:
        axis.set_visible(False)
    return figure, _caption(rows, shown[0], seeds, say)


def _layout(side: float, count: int, columns: int, left: float) -> tuple[Figure, list[Axes]]:
    """Return square panels of a side in inches, names at the left of each row, a bar of colours beside each."""
    rows, gap = -(-count // columns), BAR + 0.25
    width = left + columns * side + (columns - 1) * gap + BAR
    figure, axes = style.new_figure((width / columns, BELOW + side + 0.35), rows, columns, below=BELOW)
    figure.subplots_adjust(
        left=left / width, right=1.0 - BAR / width, wspace=gap / side, hspace=(BELOW + 0.35) / side
    )
    return figure, axes


def _heat(figure: Figure, axis: Axes, names: list[str], cells: dict[str, Row], outcome: str) -> None:
    """Draw the lower triangle; blue is an improvement where the outcome has a better way."""
    values = _triangle(names, cells)
    top = (float(np.nanmax(np.abs(values))) if np.isfinite(values).any() else 0.0) or 1.0
    about = OUTCOMES.get(outcome)
    colours = "RdBu_r" if about is not None and about.direction == "down" else "RdBu"
    image = axis.pcolormesh(values, cmap=colours, vmin=-top, vmax=top, edgecolors="white", linewidth=1.0)
    figure.colorbar(image, cax=axis.inset_axes((1.04, 0.0, 0.05, 1.0))).ax.tick_params(labelsize=8)
    for place, own in enumerate(names):
        if own in cells:
            _write(axis, place, place, cells[own], style.INK, style="italic")
        for across in range(place if len(names) <= MOST_WRITTEN else 0):
            row = _pair(cells, names[across], own)
            if row:
                strong = abs(row["effect"]) > STRONG * top
                _write(axis, across, place, row, "white" if strong else style.INK)


def _triangle(names: list[str], cells: dict[str, Row]) -> Any:
    values = np.full((len(names), len(names)), np.nan)
    for place, own in enumerate(names):
        for across in range(place):
            row = _pair(cells, names[across], own)
            values[place, across] = row["effect"] if row else np.nan
    return values


def _pair(cells: dict[str, Row], one: str, other: str) -> Row | None:
    return cells.get(f"{one}{TIMES}{other}") or cells.get(f"{other}{TIMES}{one}")


def _write(axis: Axes, across: int, down: int, row: Row, tint: str, **about: Any) -> None:
    axis.text(
        across + 0.5, down + 0.5, _cell(row), ha="center", va="center", fontsize=8.0, color=tint, **about
    )


def _names(axis: Axes, names: Sequence[str], *, named: bool) -> None:
    """Name the rows, and number rows and columns alike: names below would stand aslant and take more room."""
    middles, numbers = np.arange(len(names)) + 0.5, [str(number) for number in range(1, len(names) + 1)]
    axis.set_yticks(middles, names if named else numbers)
    axis.set_xticks(middles, numbers)
    axis.set_ylim(len(names), 0)
    axis.grid(visible=False)
    axis.tick_params(length=0)


def _cell(row: Row) -> str:
    """Return a number for a cell, with a star if it is clear."""
    if row["verdict"] == "none":
        return "0"
    return f"{_short(row['effect'])}{'' if row['verdict'] == 'not clear' else '*'}"


def _short(value: float) -> str:
    """Return a number with sign in few characters."""
    size = abs(value)
    if size >= 0.0995:
        return signed(value)
    return fixed(value, 3 if size >= 0.00995 else 4 if size >= 0.00005 else 5, sign=True)


def _caption(rows: list[Row], outcome: str, seeds: int | None, say: Language) -> str:
    own = [row for row in rows if row["outcome"] == outcome and row["order"] == 2]
    mixed = say("figure-interactions-mixed") if any(_is_mixed(row) for row in own) else ""
    told = ""
    if own:
        top = max(own, key=lambda row: abs(row["effect"]))
        pair = TIMES.join(say.name(name) for name in str(top["term"]).split(TIMES))
        told = say(
            "figure-interactions-largest", outcome=say.name(outcome), pair=pair, effect=signed(top["effect"])
        )
    return capital(say("figure-interactions-caption", over=over_seeds(say, seeds), mixed=mixed, told=told))


def _is_mixed(row: Row) -> bool:
    return isinstance(row.get("aliases"), str) and bool(row["aliases"])
