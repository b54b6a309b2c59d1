"""Curves of a study of effects: the paths of two reforms in turn."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from budgetsim.numerics import Array
from budgetsim.report import style
from budgetsim.report.words import counted, spoken
from budgetsim.studies.effects.analysis import Effects
from budgetsim.studies.effects.runs import difference
from budgetsim.studies.effects.sequencing import paths
from budgetsim.studies.summary import t_interval

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

PANEL = (3.2, 2.5)
MOST_PAIRS = 9
ACROSS = 3
PATHS = {
    "first_leads": ("A first, then B", 0, "-"),
    "second_leads": ("B first, then A", 1, "--"),
    "at_once": ("both at once", 2, ":"),
}
"""Words, colour and dashes of each path of two reforms."""


def order_figure(made: Effects) -> tuple[Figure, str]:
    """Return the first outcome year by year for every pair of levers, on each path, against neither reform."""
    pairs = made.request.plan.pairs[:MOST_PAIRS]
    columns = min(ACROSS, len(pairs))
    lines = -(-len(pairs) // columns)
    labels = [words for words, _, _ in PATHS.values()]
    figure, axes = style.new_figure(
        PANEL, lines, columns, labels=style.legend_lines(PANEL[0] * columns, labels), sharey=True
    )
    outcome = made.outcomes[0]
    years = np.array(list(made.yearly))
    for place, (a, b) in enumerate(pairs):
        axis = axes[place]
        points = paths(made.request.plan, place)
        for path, (_, tint, dashes) in PATHS.items():
            draws = np.stack([
                runs.contrasts([difference(points[path], points["neither"])])[0, :, 0]
                for runs in made.yearly.values()
            ])  # fmt: skip
            _path(axis, years, draws, style.colour(tint), dashes)
        axis.axhline(0.0, color=style.INK, linewidth=0.8)
        axis.axvline(made.request.second_year, color=style.FAINT, linewidth=0.8, linestyle=":")
        axis.set_title(f"A {spoken(a.name)}\nB {spoken(b.name)}", fontsize=9.0, linespacing=1.1, pad=3)
        axis.locator_params(axis="x", integer=True)
        if place % columns == 0:
            axis.set_ylabel(f"{spoken(outcome)}\nless neither", fontsize=8.5)
        if place >= len(pairs) - columns:
            axis.set_xlabel("year")
    for axis in axes[len(pairs) :]:
        axis.set_visible(False)
    figure.subplots_adjust(hspace=0.55)
    handles = [
        axes[0].plot([], [], color=style.colour(tint), linestyle=dashes)[0]
        for _, tint, dashes in PATHS.values()
    ]
    style.legend_above(figure, handles, labels)
    first, second = made.request.from_year, made.request.second_year
    caption = (
        f"{spoken(outcome).capitalize()} year by year under two reforms in turn (years {first} and {second}, dotted),"
        f" less neither, means over {counted(made.seeds, 'replication')} with paired 95% intervals."
    )
    return figure, caption


def _path(axis: Axes, years: Array, draws: Array, tint: str, dashes: str) -> None:
    """Draw the mean over seeds of (year, seed) with its interval."""
    count = draws.shape[1]
    mean = draws.mean(axis=1)
    axis.plot(years, mean, color=tint, linestyle=dashes)
    if count > 1:
        low, high = t_interval(mean, draws.std(axis=1, ddof=1), np.full(len(mean), float(count)))
        axis.fill_between(years, low, high, color=tint, alpha=0.2, linewidth=0)
