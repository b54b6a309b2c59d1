"""Curves of a study of effects: responses to doses, and the paths of two reforms in turn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from budgetsim.numerics import Array
from budgetsim.report import style
from budgetsim.report.declared import OUTCOMES
from budgetsim.report.effects_tables import frame_rows
from budgetsim.report.trajectories import BETTER
from budgetsim.report.words import amount, counted, listed, spoken
from budgetsim.studies.effects.analysis import Effects
from budgetsim.studies.effects.levers import value_text
from budgetsim.studies.effects.runs import difference
from budgetsim.studies.effects.sequencing import paths
from budgetsim.studies.summary import t_interval

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

PANEL = (3.2, 2.5)
MOST_OUTCOMES, MOST_LEVERS, MOST_PAIRS = 4, 6, 9
ACROSS = 3
PATHS = {
    "first_leads": ("A first, then B", 0, "-"),
    "second_leads": ("B first, then A", 1, "--"),
    "at_once": ("both at once", 2, ":"),
}
"""Words, colour and dashes of each path of two reforms."""


def dose_figure(made: Effects) -> tuple[Figure, str]:
    """Return the response of outcomes (rows) to the doses of levers (columns), with 95 % intervals."""
    levers = [lever for lever in made.request.levers if lever.doses][:MOST_LEVERS]
    outcomes = list(made.outcomes)[:MOST_OUTCOMES]
    rows = frame_rows(made.tables["dose"])
    figure, axes = style.new_figure(PANEL, len(outcomes), len(levers))
    for line, outcome in enumerate(outcomes):
        curves = [
            [row for row in rows if row["lever"] == lever.name and row["outcome"] == outcome]
            for lever in levers
        ]
        limits = _limits([row for curve in curves for row in curve])
        for column, (lever, curve) in enumerate(zip(levers, curves, strict=True)):
            axis = axes[line * len(levers) + column]
            _curve(axis, curve, style.colour(line))
            axis.set_ylim(*limits)
            if column == 0:
                axis.set_title(f"{spoken(outcome).capitalize()}{BETTER[OUTCOMES[outcome].direction]}")
                axis.set_ylabel(f"difference ({OUTCOMES[outcome].unit})", fontsize=8.5)
            if line == len(outcomes) - 1:
                axis.set_xlabel(f"{spoken(lever.name)} ({lever.factor.unit})")
    return figure, _dose_caption(made, outcomes[0])


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


def _curve(axis: Axes, curve: list[dict[str, Any]], tint: str) -> None:
    """Draw one response; a ring marks the scenario's own dose, a star the best."""
    at = np.array([row["dose"] for row in curve])
    mean, low, high = (np.array([row[name] for row in curve]) for name in ("difference", "low", "high"))
    axis.plot(at, mean, "-o", color=tint, markersize=3.5)
    axis.fill_between(
        at,
        np.where(np.isnan(low), mean, low),
        np.where(np.isnan(high), mean, high),
        color=tint,
        alpha=0.2,
        linewidth=0,
    )
    axis.axhline(0.0, color=style.INK, linewidth=0.8)
    for row in curve:
        if row["best"]:
            axis.plot(
                row["dose"], row["difference"], "*", color=tint, markersize=13, markeredgecolor=style.INK
            )
        if row["is_own"]:
            axis.plot(
                row["dose"], row["difference"], "o", color="white", markersize=6, markeredgecolor=style.INK
            )
    axis.margins(x=0.05)


def _limits(rows: list[dict[str, Any]]) -> tuple[float, float]:
    """One range for all levers of a row, so that their effects can be compared by eye."""
    ends = np.array([[row["difference"], row["low"], row["high"]] for row in rows])
    low, high = float(np.nanmin(ends)), float(np.nanmax(ends))
    margin = 0.08 * (high - low) or 1.0
    return low - margin, high + margin


def _path(axis: Axes, years: Array, draws: Array, tint: str, dashes: str) -> None:
    """Draw the mean over seeds of (year, seed) with its interval."""
    count = draws.shape[1]
    mean = draws.mean(axis=1)
    axis.plot(years, mean, color=tint, linestyle=dashes)
    if count > 1:
        low, high = t_interval(mean, draws.std(axis=1, ddof=1), np.full(len(mean), float(count)))
        axis.fill_between(years, low, high, color=tint, alpha=0.2, linewidth=0)


def _dose_caption(made: Effects, outcome: str) -> str:
    table = made.tables["dose"]
    best = [
        f"{spoken(row['lever'])} = {value_text(row['dose'])} ({amount(row['difference'])})"
        for row in frame_rows(table[(table["outcome"] == outcome) & table["best"]])
    ]
    said = (
        f"Difference from the scenario at each dose, means over {counted(made.seeds, 'replication')} with paired 95%"
        " intervals; ring: the scenario's own value, star: best dose"
    )
    return f"{said}. {spoken(outcome).capitalize()} is best at {listed(best)}." if best else f"{said}."
