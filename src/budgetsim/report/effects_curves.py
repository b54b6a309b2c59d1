"""Paths of two reforms in turn: an outcome year by year, whichever comes first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from budgetsim.language import Language, language
from budgetsim.report import style
from budgetsim.report.figure_words import capital, chosen_outcomes, clauses, over_seeds, unit_of
from budgetsim.rounding import signed

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

PANEL, ALONE = (3.2, 2.6), (6.0, 3.1)
"""Inches of a panel with its labels."""
LEFT, ABOVE = 0.95, 0.52
GAP = 0.12
"""Between panels of a row, in widths of a panel."""
MOST_PAIRS, MOST_TOLD = 9, 2
ACROSS = 3
PATHS = {"first_leads": ("first", "-"), "second_leads": ("second", "--"), "at_once": ("once", ":")}
"""Word and dashes of each path of two reforms."""
Pair = tuple[str, str]


def draw(  # noqa: PLR0913 - options of the figure
    paths: pd.DataFrame,
    *,
    outcomes: Sequence[str] | None = None,
    seeds: int | None = None,
    first_year: int | None = None,
    second_year: int | None = None,
    say: Language | None = None,
) -> tuple[Figure, str]:
    """Return one panel per pair of levers, a line for each path, and the caption.

    Parameters
    ----------
    paths
        One row per pair x path x year, as ``tables/sequencing_paths.csv`` of ``budgetsim effects``.
    outcomes
        The outcome to show, the first of several; by default the first of the table.
    seeds
        Replications behind the means, if the caption should tell.
    first_year, second_year
        Years of the two reforms, if the figure should tell.
    say
        Language of the words; English by default.
    """
    say = say or language()
    (outcome,) = chosen_outcomes(paths, outcomes, 1)
    own = paths[paths["outcome"] == outcome]
    pairs = list(dict.fromkeys(zip(own["first"], own["second"], strict=True)))[:MOST_PAIRS]
    figure, axes = _layout(say, len(pairs))
    years = [year for year in (first_year, second_year) if year is not None]
    for pair, axis in zip(pairs, axes, strict=False):
        _panel(axis, own[(own["first"] == pair[0]) & (own["second"] == pair[1])], years)
        lines = [f"{letter} {say.name(name)}" for letter, name in zip("AB", pair, strict=True)]
        room = figure.get_figwidth() * axis.get_position().width + 0.4
        axis.set_title(
            "\n".join(style.fitted(line, room) for line in lines), fontsize=9.0, linespacing=1.1, pad=3
        )
    _label(say, axes, len(pairs), outcome)
    told = _told(say, own, pairs)
    about = ""
    if first_year is not None and second_year is not None:
        about = say("effects-order-years", first=str(first_year), second=str(second_year))
    caption = say(
        "effects-order-caption",
        outcome=say.name(outcome),
        years=about,
        over=over_seeds(say, seeds),
        ends=told,
    )
    return figure, capital(caption)


def _layout(say: Language, count: int) -> tuple[Figure, list[Axes]]:
    """Return panels with the legend above them."""
    columns = min(ACROSS, count)
    labels = [say(f"effects-order-{word}") for word, _ in PATHS.values()]
    panel = PANEL if columns > 1 else ALONE
    figure, axes = style.new_figure(
        panel, -(-count // columns), columns, style.legend_lines(panel[0] * columns, labels),
        left=LEFT, above=ABOVE, sharey=True,
    )  # fmt: skip
    figure.subplots_adjust(wspace=GAP)  # numbers stand at the left of each row alone
    handles = [
        axes[0].plot([], [], color=style.colour(number), linestyle=dashes)[0]
        for number, (_, dashes) in enumerate(PATHS.values())
    ]
    style.legend_above(figure, handles, labels)
    return figure, axes


def _label(say: Language, axes: Sequence[Axes], count: int, outcome: str) -> None:
    """Label the first panel of each row and the last of each column."""
    columns = min(ACROSS, count)
    less = say("effects-order-less", unit=say.unit(unit_of(outcome)))
    label = "\n".join(style.fitted(line, PANEL[1] + 0.4) for line in (capital(say.name(outcome)), less))
    for place, axis in enumerate(axes):
        axis.set_visible(place < count)
        if place % columns == 0:
            axis.set_ylabel(label, fontsize=8.5)
        axis.set_xlabel(say("figure-year"))


def _panel(axis: Axes, paths: pd.DataFrame, reforms: Sequence[int]) -> None:
    """Draw the paths of a pair with their intervals, and a dotted line in the year of each reform."""
    for number, (path, (_, dashes)) in enumerate(PATHS.items()):
        own = paths[paths["path"] == path].sort_values("year")
        years, mean, low, high = (
            own[name].to_numpy(dtype=np.float64) for name in ("year", "difference", "low", "high")
        )
        axis.plot(years, mean, color=style.colour(number), linestyle=dashes)
        if np.isfinite(low).all():
            axis.fill_between(years, low, high, color=style.colour(number), alpha=0.2, linewidth=0)
    axis.axhline(0.0, color=style.INK, linewidth=0.8)
    for year in reforms:
        axis.axvline(year, color=style.FAINT, linewidth=0.9, linestyle=":")
    axis.locator_params(axis="x", integer=True)


def _told(say: Language, paths: pd.DataFrame, pairs: Sequence[Pair]) -> str:
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
