"""Levers together: interactions of pairs as a heat map, and paths of two reforms in turn."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import TYPE_CHECKING, Any

import numpy as np

from budgetsim.kinds.effects.figures import Row, frame_rows
from budgetsim.kinds.effects.together import TIMES
from budgetsim.language import Language
from budgetsim.report import heat, layout, style
from budgetsim.report.declared import better_sign
from budgetsim.report.figure_words import (
    capital,
    chosen_outcomes,
    clauses,
    outcome_label,
    over_seeds,
    sentences,
    unit_of,
)
from budgetsim.rounding import fixed, signed

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

MOST_MAPS = 4
MOST_SIDE, FRAME = 2.3, 0.45
"""Inches of the side of a heat map at most, and of the title above and the numbers below it."""
MOST_WRITTEN = 9
"""Levers up to which cells of the heat map hold their number."""


def draw_interactions(
    factorial: pd.DataFrame, *, outcomes: Sequence[str] | None = None, seeds: int | None = None, say: Language
) -> tuple[Figure, str]:
    """Return interactions of pairs of levers by colour, one panel per outcome, and the caption.

    ``factorial`` is ``tables/factorial.csv`` of ``budgetsim effects``.
    """
    names = list(dict.fromkeys(factorial[factorial["order"] == 1]["term"]))
    shown = chosen_outcomes(factorial, outcomes, MOST_MAPS)
    labels = [f"{say.name(name)}  {number}" for number, name in enumerate(names, start=1)]
    columns = min(2, len(shown))
    side = min(MOST_SIDE, 0.5 * len(names) + 0.6)
    figure, axes = layout.new_figure(side + FRAME, -(-len(shown) // columns), columns)
    rows = frame_rows(factorial)
    for place, (axis, outcome) in enumerate(zip(axes, shown, strict=False)):
        cells = {str(row["term"]): row for row in rows if row["outcome"] == outcome and row["order"] <= 2}
        _heat(axis, names, cells, outcome)
        _names(axis, labels, named=place % columns == 0)
        axis.set_title(outcome_label(say, outcome))
    layout.hide_unused(axes, len(shown))
    own = say("figure-own-colours") if len(shown) > 1 else ""
    return figure, sentences(say, [_interactions_caption(rows, shown[0], seeds, say), own])


def _heat(axis: Axes, names: list[str], cells: dict[str, Row], outcome: str) -> None:
    """Draw the lower triangle; blue is an improvement where the outcome has a better way."""
    values = np.full((len(names), len(names)), np.nan)
    texts = np.full(values.shape, "", dtype=object)
    for across, place in combinations(range(len(names)), 2):
        row = _pair(cells, names[across], names[place])
        if row:
            values[place, across], texts[place, across] = row["effect"], _cell(row)
    top = (float(np.nanmax(np.abs(values))) if np.isfinite(values).any() else 0.0) or 1.0
    colours = "RdBu_r" if better_sign(outcome) < 0.0 else "RdBu"
    shown = heat.draw_cells(axis, values, cmap=colours, vmin=-top, vmax=top, linewidths=0.8)
    axis.set_aspect("equal")
    heat.add_scale(axis, shown, beside=axis.inset_axes((1.04, 0.0, 0.05, 1.0)))
    if len(names) <= MOST_WRITTEN:
        heat.write_cells(axis, shown, values, texts)
    for place, own in enumerate(names):
        if own in cells:
            axis.text(
                place + 0.5, place + 0.5, _cell(cells[own]), ha="center", va="center", fontsize=style.NOTE,
                style="italic",
            )  # fmt: skip


def _pair(cells: dict[str, Row], one: str, other: str) -> Row | None:
    return cells.get(f"{one}{TIMES}{other}") or cells.get(f"{other}{TIMES}{one}")


def _names(axis: Axes, names: Sequence[str], *, named: bool) -> None:
    """Name the rows, and number rows and columns alike: names below would stand aslant and take more room."""
    middles, numbers = np.arange(len(names)) + 0.5, [str(number) for number in range(1, len(names) + 1)]
    axis.set_yticks(middles, names if named else numbers, rotation=0)
    axis.set_xticks(middles, numbers, rotation=0)
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


def _interactions_caption(rows: list[Row], outcome: str, seeds: int | None, say: Language) -> str:
    own = [row for row in rows if row["outcome"] == outcome and row["order"] == 2]
    is_mixed = any(isinstance(row.get("aliases"), str) and row["aliases"] for row in own)
    mixed = say("figure-interactions-mixed") if is_mixed else ""
    told = ""
    if own:
        top = max(own, key=lambda row: abs(row["effect"]))
        pair = TIMES.join(say.name(name) for name in str(top["term"]).split(TIMES))
        told = say(
            "figure-interactions-largest", outcome=say.name(outcome), pair=pair, effect=signed(top["effect"])
        )
    return capital(say("figure-interactions-caption", over=over_seeds(say, seeds), mixed=mixed, told=told))


ROW, ALONE = 1.9, 2.6
"""Inches of a row of panels with its labels, of several pairs and of a single one."""
MOST_PAIRS = 9
ACROSS = 3
PATHS = {"first_leads": ("first", "-"), "second_leads": ("second", "--"), "at_once": ("once", ":")}
"""Word and dashes of each path of two reforms."""
Pair = tuple[str, str]


def draw_orders(  # noqa: PLR0913 - options of the figure
    paths: pd.DataFrame,
    *,
    outcomes: Sequence[str] | None = None,
    seeds: int | None = None,
    first_year: int | None = None,
    second_year: int | None = None,
    say: Language,
) -> tuple[Figure, str]:
    """Return one panel per pair of levers, a line for each path, and the caption.

    ``paths`` is ``tables/sequencing_paths.csv`` of ``budgetsim effects``; the years are those of the two reforms.
    """
    (outcome,) = chosen_outcomes(paths, outcomes, 1)
    own = paths[paths["outcome"] == outcome]
    pairs = list(dict.fromkeys(zip(own["first"], own["second"], strict=True)))[:MOST_PAIRS]
    columns = min(ACROSS, len(pairs))
    figure = layout.blank_figure((ROW if columns > 1 else ALONE) * -(-len(pairs) // columns))
    _panels(figure, own, pairs, columns)
    less = say("effects-order-less", unit=say.unit(unit_of(outcome)))
    years = [year for year in (first_year, second_year) if year is not None]
    for place, (pair, axis) in enumerate(zip(pairs, figure.axes, strict=True)):
        lines = [f"{letter} {say.name(name)}" for letter, name in zip("AB", pair, strict=True)]
        axis.set_title("\n".join(lines), linespacing=1.1)
        _zero_and_reforms(axis, years)
        is_lowest, is_first = place + columns >= len(pairs), place % columns == 0
        axis.tick_params(labelbottom=is_lowest, labelleft=is_first)
        axis.set_xlabel(say("figure-year") if is_lowest else "")
        axis.set_ylabel(f"{capital(say.name(outcome))}\n{less}" if is_first else "")
    labels = [say(f"effects-order-{word}") for word, _ in PATHS.values()]
    layout.legend_above(figure, _handles(), labels)
    about = ""
    if first_year is not None and second_year is not None:
        about = say("effects-order-years", first=str(first_year), second=str(second_year))
    caption = say(
        "effects-order-caption",
        outcome=say.name(outcome),
        years=about,
        over=over_seeds(say, seeds),
        ends=_ends(say, own, pairs),
    )
    return figure, capital(caption)


def _panels(figure: Figure, own: pd.DataFrame, pairs: Sequence[Pair], columns: int) -> None:
    """Draw a panel for each pair, in it a line with its band for each path."""
    import seaborn.objects as so

    names = [" ".join(pair) for pair in pairs]
    table = own.assign(pair=own["first"] + " " + own["second"])
    paths = list(PATHS)
    tints = dict(zip(paths, style.colours(len(paths)), strict=True))
    dashes = {path: dashed for path, (_, dashed) in PATHS.items()}
    (
        so.Plot(
            table[table["pair"].isin(names)], x="year", y="difference", ymin="low", ymax="high", color="path",
            linestyle="path",
        )
        .facet(col="pair", order=names, wrap=columns)
        .scale(color=so.Nominal(tints, order=paths), linestyle=so.Nominal(dashes, order=paths))
        .add(so.Band(alpha=0.2), legend=False)
        .add(so.Line(), legend=False)
        .theme(style.current_theme())
        .on(figure)
        .plot()
    )  # fmt: skip


def _handles() -> list[Any]:
    from matplotlib.lines import Line2D

    looks: list[dict[str, Any]] = [
        {"color": style.colour(number), "linestyle": dashes}
        for number, (_, dashes) in enumerate(PATHS.values())
    ]
    return [Line2D([], [], **look) for look in looks]


def _zero_and_reforms(axis: Axes, reforms: Sequence[int]) -> None:
    """Draw the line of no difference, and a dotted line in the year of each reform."""
    from matplotlib.ticker import MaxNLocator

    axis.axhline(0.0, color=style.INK, linewidth=0.7)
    for year in reforms:
        axis.axvline(year, color=style.FAINT, linewidth=0.8, linestyle=":")
    axis.xaxis.set_major_locator(MaxNLocator(5, integer=True))


def _ends(say: Language, paths: pd.DataFrame, pairs: Sequence[Pair]) -> str:
    """Say where the paths of the pairs that order matters for most stand in the last year."""
    last = paths[paths["year"] == paths["year"].max()]
    ends = last.set_index(["first", "second", "path"])["difference"].to_dict()
    gap = {pair: abs(ends[(*pair, "first_leads")] - ends[(*pair, "second_leads")]) for pair in pairs}
    top: Any = max(pairs, key=lambda pair: gap[pair])
    told = [
        say("effects-order-end", first=say.name(a), second=say.name(b), value=signed(ends[(*top, path)]))
        for path, (a, b) in (("first_leads", top), ("second_leads", top[::-1]))
    ]
    return say("effects-order-ends", ends=clauses(say, told))
