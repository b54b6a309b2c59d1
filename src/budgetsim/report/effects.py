"""Figures of a study of effects: all of them, and here the forest of effects and the plane of cost and effect."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from budgetsim.numerics import Array
from budgetsim.report import doses, effects_curves, effects_factorial, interactions, style, tornado
from budgetsim.report.declared import OUTCOMES
from budgetsim.report.effects_tables import frame_rows
from budgetsim.report.trajectories import BETTER
from budgetsim.report.words import amount, counted, listed, spoken
from budgetsim.studies.effects.analysis import Effects
from budgetsim.studies.effects.cost import COST, DOMINATED, DOMINATES, STANDINGS
from budgetsim.studies.effects.paired import differences

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

Drawer = Callable[[Effects], "tuple[Figure, str]"]

COLUMNS = 4
PANEL, LINE = 2.5, 0.3
"""Inches: width of a panel of the forest without names, and height of a lever in it."""
LETTER = 0.072
"""Inches of a letter in the names of levers."""
PLANE = (6.4, 4.6)
NOTHING = 0.01
"""Half of what a panel of the forest spans, in units of the outcome, where no lever does anything."""


def draw_effects(made: Effects, directory: Path, formats: Sequence[str] = ("png",)) -> list[style.Drawn]:
    """Draw the figures of the parts that were asked for into a directory; return them in reading order."""
    with style.house_style():
        return [
            style.save(*draw(made), directory, name, formats)
            for part in made.request.parts
            if not made.tables[part].empty
            for name, draw in FIGURES[part].items()
        ]


def _of_table(part: str, draw: Callable[..., tuple[Figure, str]]) -> Drawer:
    """Return a figure of the catalogue, drawn from the table of a part."""
    return lambda made: draw(made.tables[part], outcomes=made.outcomes, seeds=made.seeds)


def forest_figure(made: Effects) -> tuple[Figure, str]:
    """Return the effect of every lever on every outcome: dots, 95 % intervals, and simultaneous ones as thin lines."""
    levers = made.request.levers
    names = [f"{spoken(lever.name)} ({lever.contrast})" for lever in levers]
    rows = -(-len(made.outcomes) // COLUMNS)
    columns = min(COLUMNS, len(made.outcomes))
    left = 0.3 + LETTER * max(map(len, names))
    figure, axes = _grid(rows, columns, left, LINE * len(levers) + 1.05)
    table = {(row["lever"], row["outcome"]): row for row in frame_rows(made.tables["effects"])}
    for place, outcome in enumerate(made.outcomes):
        axis = axes[place]
        for at, lever in enumerate(levers):
            row = table[lever.name, outcome]
            tint = style.FAINT if row["verdict"] in ("not clear", "none") else style.colour(at)
            axis.plot([row["sim_low"], row["sim_high"]], [at, at], color=tint, linewidth=1.0)
            axis.plot([row["low"], row["high"]], [at, at], color=tint, linewidth=3.2, solid_capstyle="butt")
            axis.plot(row["difference"], at, style.marker(at), color=tint, markersize=6)
        axis.axvline(0.0, color=style.INK, linewidth=0.8)
        axis.set_title(f"{spoken(outcome).capitalize()}{BETTER[OUTCOMES[outcome].direction]}")
        axis.set_xlabel(OUTCOMES[outcome].unit, fontsize=8.5)
        axis.set_yticks(range(len(levers)), names if place % columns == 0 else [""] * len(levers))
        axis.set_ylim(len(levers) - 0.5, -0.5)
        axis.locator_params(axis="x", nbins=3)
        axis.margins(x=0.12)
        if all(table[lever.name, outcome]["verdict"] == "none" for lever in levers):
            axis.set_xlim(-NOTHING, NOTHING)  # or it would show the rounding of zeros
    for axis in axes[len(made.outcomes) :]:
        axis.set_visible(False)
    clear = sum(row["verdict"] not in ("not clear", "none") for row in table.values())
    caption = (
        f"Effect of each lever moved alone, differences paired over {counted(made.seeds, 'replication')}: 95% intervals"
        f" (thick) and intervals that hold together (thin, Bonferroni); {clear} of {len(table)} effects are clear after"
        " adjustment (coloured), the others are grey."
    )
    return figure, caption


def plane_figure(made: Effects) -> tuple[Figure, str]:
    """Return every lever on the plane of administrative cost and effect, one faint dot per seed."""
    rows = frame_rows(made.tables["cost"])
    outcome = rows[0]["outcome"]
    own = {row["lever"]: row for row in rows if row["outcome"] == outcome}
    # In a legend, since levers that cost alike would write over each other.
    labels = [f"{spoken(name)}: {STANDINGS[row['standing']]}" for name, row in own.items()]
    figure, (axis,) = style.new_figure(PLANE, 1, 1, labels=style.legend_lines(PLANE[0], labels), left=0.95)
    sign = -1.0 if OUTCOMES[outcome].direction == "down" else 1.0
    draws = differences(made.request.plan, made.runs)
    cost, effect = made.outcomes.index(COST), made.outcomes.index(outcome)
    _cross(axis)
    handles = [
        _lever(axis, row, draws[at, :, cost], sign * draws[at, :, effect], at)
        for at, row in enumerate(own.values())
    ]
    style.legend_above(figure, handles, labels)
    axis.set_xlabel(f"more administrative cost ({OUTCOMES[COST].unit})")
    axis.set_ylabel(f"improvement of {spoken(outcome)}\n({OUTCOMES[outcome].unit})")
    axis.margins(x=0.12, y=0.1)
    axis.locator_params(axis="x", nbins=6)
    figure.subplots_adjust(right=0.95)
    return figure, _plane_caption(outcome, own)


def _lever(axis: Axes, row: dict[str, Any], cost: Array, effect: Array, at: int) -> Any:
    """Draw one lever: its runs, its intervals, its mean; return what its line of the legend shows."""
    tint = style.colour(at)
    axis.plot(cost, effect, ".", color=tint, alpha=0.25, markersize=4, rasterized=True)
    if not np.isnan(row["cost_low"]):
        axis.plot([row["cost_low"], row["cost_high"]], [row["improvement"]] * 2, color=tint)
        axis.plot([row["cost"]] * 2, [row["improvement_low"], row["improvement_high"]], color=tint)
    mean = {"color": tint, "markersize": 8, "markeredgecolor": "white", "linestyle": "none"}
    return axis.plot(row["cost"], row["improvement"], marker=style.marker(at), **mean)[0]  # type: ignore[arg-type]


def _plane_caption(outcome: str, own: dict[str, dict[str, Any]]) -> str:
    ratios = [
        f"{amount(row['ratio'])} by {spoken(name)}" for name, row in own.items() if row["standing"] == "buys"
    ]
    others = [
        f"{spoken(name)} is {STANDINGS[row['standing']]}"
        for name, row in own.items()
        if row["standing"] in (DOMINATES, DOMINATED)
    ]
    said = f"Effect on {spoken(outcome)} against administrative cost, levers moved alone; faint dots are replications"
    if ratios:
        said += f". One unit of cost brings {listed(ratios)}"
    return f"{said}{f'; {listed(others)}' if others else ''}."


def _cross(axis: Axes) -> None:
    """Draw the axes of the plane through 0: its four quarters are the verdicts."""
    axis.axhline(0.0, color=style.INK, linewidth=0.8)
    axis.axvline(0.0, color=style.INK, linewidth=0.8)


def _grid(rows: int, columns: int, left: float, height: float) -> tuple[Figure, list[Axes]]:
    """Return panels that share the names of levers at the left of each row."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    gap, below, above = 0.3, 0.55, 0.4
    width = left + columns * PANEL + (columns - 1) * gap + style.RIGHT
    figure = Figure(figsize=(width, rows * height))
    FigureCanvasAgg(figure)
    axes = figure.subplots(rows, columns, squeeze=False)
    inner = height - below - above
    figure.subplots_adjust(
        left=left / width, right=1.0 - style.RIGHT / width, bottom=below / (rows * height),
        top=1.0 - above / (rows * height), wspace=gap / PANEL, hspace=(below + above) / inner,
    )  # fmt: skip
    return figure, list(axes.flat)


FIGURES: dict[str, dict[str, Drawer]] = {
    "effects": {"effects": forest_figure, "tornado": _of_table("effects", tornado.draw)},
    "dose": {"dose": _of_table("dose", doses.draw)},
    "factorial": {
        "interactions": _of_table("factorial", interactions.draw),
        "factorial": effects_factorial.terms_figure,
    },
    "sequencing": {"sequencing": effects_curves.order_figure},
    "cost": {"cost": plane_figure},
}
"""Figures of each part by name."""
