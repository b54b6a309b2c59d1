"""Sequence: paths of two reforms in turn, and what their order changes over draws of parameters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from budgetsim.kinds.effects.figures import PALE, Row, frame_rows
from budgetsim.language import Language
from budgetsim.report import layout, style
from budgetsim.report.figure_words import (
    capital,
    chosen_outcomes,
    clauses,
    difference_label,
    lever_name,
    over_seeds,
    unit_of,
)
from budgetsim.report.intervals import line_with_band
from budgetsim.report.results import sure_sign
from budgetsim.rounding import per_cent, signed

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure


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
    of_outcome = paths[paths["outcome"] == outcome]
    pairs = list(dict.fromkeys(zip(of_outcome["first"], of_outcome["second"], strict=True)))[:MOST_PAIRS]
    columns = min(ACROSS, len(pairs))
    figure = layout.blank_figure((ROW if columns > 1 else ALONE) * -(-len(pairs) // columns))
    _panels(figure, of_outcome, pairs, columns)
    less = say("effects-order-less", unit=say.unit(unit_of(outcome)))
    years = [year for year in (first_year, second_year) if year is not None]
    for place, (pair, axis) in enumerate(zip(pairs, figure.axes, strict=True)):
        _entitle(axis, pair, say)
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
        ends=_ends(say, of_outcome, pairs),
    )
    return figure, capital(caption)


def _panels(figure: Figure, yearly: pd.DataFrame, pairs: Sequence[Pair], columns: int) -> None:
    """Draw a panel for each pair, in it a line with its band for each path."""
    import seaborn.objects as so

    names = [" ".join(pair) for pair in pairs]
    table = yearly.assign(pair=yearly["first"] + " " + yearly["second"])
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
    texts = [
        say("effects-order-end", first=say.name(a), second=say.name(b), value=signed(ends[(*top, path)]))
        for path, (a, b) in (("first_leads", top), ("second_leads", top[::-1]))
    ]
    return say("effects-order-ends", ends=clauses(say, texts))


def draw_drawn(
    years: pd.DataFrame, *, first_year: int | None = None, second_year: int | None = None, say: Language
) -> tuple[Figure, str]:
    """Return one panel per pair of levers: the one order less the other year by year over draws; the caption.

    ``years`` is ``tables/order_draws.csv`` of ``budgetsim effects``; the reforms come in the other two.
    """
    outcome = str(years["outcome"].iloc[0])
    pairs = list(dict.fromkeys(zip(years["first"], years["second"], strict=True)))[:MOST_PAIRS]
    columns = min(ACROSS, len(pairs))
    rows = -(-len(pairs) // columns)
    figure, axes = layout.new_figure(ROW if columns > 1 else ALONE, rows, columns)
    reforms = [year for year in (first_year, second_year) if year is not None]
    ends = []
    for place, (pair, axis) in enumerate(zip(pairs, axes, strict=False)):
        path = years[(years["first"] == pair[0]) & (years["second"] == pair[1])].sort_values("year")
        line_with_band(axis, path, "year", "median", 0, alpha=PALE)
        axis.scatter(path["year"], path["median"], s=12.0, c=list(map(_tint, frame_rows(path))), zorder=3)
        _entitle(axis, pair, say)
        _zero_and_reforms(axis, reforms)
        is_first = place % columns == 0
        axis.set_xlabel(say("figure-year") if place + columns >= len(pairs) else "")
        axis.set_ylabel(difference_label(say, outcome) if is_first else "")
        last = path.iloc[-1]
        about = {"first": lever_name(say, pair[0]), "second": lever_name(say, pair[1])}
        ends.append(say("effects-figure-order-end", **about, share=per_cent(float(last["share_better"]))))
    layout.hide_unused(axes, len(pairs))
    caption = say("effects-figure-order-draws", outcome=say.name(outcome), ends=clauses(say, ends))
    return figure, capital(caption)


def _entitle(axis: Axes, pair: Pair, say: Language) -> None:
    """Say which lever is A and which B."""
    lines = [f"{letter} {say.name(name)}" for letter, name in zip("AB", pair, strict=True)]
    axis.set_title("\n".join(lines), linespacing=1.1)


def _tint(row: Row) -> str:
    """Return the colour of what nearly all draws say of an order, for the public; grey where they differ."""
    return {1: style.colour(0), -1: style.colour(1), 0: style.FAINT}[sure_sign(row)]
