"""From which departments money went to which others, between the first year and the last."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from budgetsim.language import Language, language
from budgetsim.report import layout, style
from budgetsim.report.budgets import FIFTHS, fifths_of
from budgetsim.report.declared import ARCHETYPES
from budgetsim.report.drawing import FigureError
from budgetsim.report.figure_words import counted, enumerated, scenario_label
from budgetsim.rounding import fixed, per_cent

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from budgetsim.numerics import Array

HEIGHT = 2.7
"""Inches of a row of panels with its labels."""
BAR, GAP = 0.06, 2.2
"""Width of a column as part of the panel, and the gap between groups in percentage points."""
GROUPS = ("performance", "archetype")


def draw(
    departments: pd.DataFrame, *, by: str = "performance", say: Language | None = None
) -> tuple[Figure, str]:
    """Return the figure, one panel per scenario, and its caption.

    Money has no marks: what departments that shrank gave up is shared among those that grew, each in proportion to
    what it gained. Shares of all budgets are compared, so that growth of the envelope moves nothing.

    Parameters
    ----------
    departments
        The panel; ``allocation`` of the first year against ``next_allocation`` of the last.
    by
        Groups of departments: ``performance`` (fifths of mean true performance) or ``archetype``.
    say
        Language of the words; English by default.

    Raises
    ------
    FigureError
        If there are no such groups.
    """
    if by not in GROUPS:
        raise FigureError(f"by={by!r}: departments can be grouped by {' or '.join(GROUPS)}")
    say = say or language()
    names = list(dict.fromkeys(departments["scenario"]))
    columns = min(2, len(names))
    labels = _labels(by, say)
    figure, axes = layout.new_figure(HEIGHT, -(-len(names) // columns), columns)
    told = []
    for axis, name in zip(axes, names, strict=False):
        part = departments[departments["scenario"] == name]
        flows, moved = flows_of(part, by)
        _panel(axis, flows, labels)
        axis.set_title(scenario_label(say, name))
        axis.set_xticks([0.0, 1.0], _ends(part, say))
        axis.set_ylabel(say("figure-flow-share"))
        told.append(_told(say, name, flows, moved))
    layout.hide_unused(axes, len(names))
    caption = say(
        "figure-flow-caption",
        groups=say(f"figure-flow-by-{by}"),
        seeds=counted(say, "seeds", departments["seed"].nunique()),
        found=enumerated(say, told),
    )
    return figure, caption


def flows_of(part: pd.DataFrame, by: str = "performance") -> tuple[Array, float]:
    """Return money by group before and after, in % of all budgets, and the part that changed hands.

    Returns
    -------
    flows
        (group before, group after), mean over seeds; rows sum to the shares before, columns to those after. What
        stayed in a department lies on the diagonal, with what went from one of a group to another of it.
    moved
        Share of all money that changed departments, 0–1.
    """
    found = [_flows_of_seed(own, by) for _, own in part.groupby("seed")]
    return 100.0 * np.mean([flows for flows, _ in found], axis=0), float(
        np.mean([moved for _, moved in found])
    )


def _flows_of_seed(own: pd.DataFrame, by: str) -> tuple[Array, float]:
    years = own["year"]
    first = own[years == years.min()].set_index("department")["allocation"].sort_index()
    last = own[years == years.max()].set_index("department")["next_allocation"].sort_index()
    before, after = (np.asarray(table / table.sum(), dtype=np.float64) for table in (first, last))
    groups = _groups(own, by)
    lost, gained = np.maximum(before - after, 0.0), np.maximum(after - before, 0.0)
    count = FIFTHS if by == "performance" else len(ARCHETYPES)
    of_group = np.equal.outer(np.arange(count), groups).astype(np.float64)
    moved = float(lost.sum())
    kept = np.diag((of_group * np.minimum(before, after)).sum(axis=1))
    given = (of_group * lost).sum(axis=1)
    taken = (of_group * gained).sum(axis=1)
    return kept + (np.outer(given, taken) / moved if moved > 0.0 else 0.0), moved


def _groups(own: pd.DataFrame, by: str) -> Array:
    """Return the group of every department, in the order of departments; the best or first group is 0."""
    if by == "archetype":
        kinds = own.groupby("department")["archetype"].first().sort_index()
        return np.array([ARCHETYPES.index(kind) for kind in kinds], dtype=np.float64)
    performance = own.groupby("department")["performance"].mean().sort_index()
    return np.asarray(FIFTHS - fifths_of(performance), dtype=np.float64)


def _labels(by: str, say: Language) -> list[str]:
    if by == "archetype":
        return [say(f"archetype-{kind}") for kind in ARCHETYPES]
    return [say(f"figure-fifth-{number}") for number in range(FIFTHS, 0, -1)]


def _panel(axis: Axes, flows: Array, labels: Sequence[str]) -> None:
    """Draw two columns and the bands between them, the first group on top."""
    starts, ends = _tops(flows.sum(axis=1)), _tops(flows.sum(axis=0))
    out, into = starts.copy(), ends.copy()
    for source in range(len(flows)):
        for target in range(len(flows)):
            width = flows[source, target]
            _band(axis, out[source], into[target], width, style.colour(source), stays=source == target)
            out[source] -= width
            into[target] -= width
    _columns(axis, 0.0, starts, flows.sum(axis=1))
    _columns(axis, 1.0, ends, flows.sum(axis=0))
    for top, height in zip(ends, flows.sum(axis=0), strict=True):
        axis.annotate(
            fixed(height, 1), (1.0 + BAR / 2.0, top - height / 2.0), (4, 0), textcoords="offset points",
            ha="left", va="center", fontsize=style.TICK, annotation_clip=False,
        )  # fmt: skip
    told = [f"{label}  {fixed(size, 1)}" for label, size in zip(labels, flows.sum(axis=1), strict=True)]
    axis.set_xlim(-BAR, 1.0 + BAR + 0.12)
    axis.set_yticks(starts - flows.sum(axis=1) / 2.0, told)
    axis.grid(visible=False)
    axis.spines[["left", "bottom"]].set_visible(False)
    axis.tick_params(length=0)


def _columns(axis: Axes, at: float, tops: Array, sizes: Array) -> None:
    for group, (top, height) in enumerate(zip(tops, sizes, strict=True)):
        axis.bar(at, height, BAR, top - height, color=style.colour(group), zorder=3)


def _tops(sizes: Array) -> Array:
    """Return the upper ends of stacked groups, the first on top."""
    gaps = GAP * np.arange(len(sizes))
    return np.asarray(sizes.sum() + GAP * len(sizes) - np.cumsum(sizes) + sizes - gaps)


def _band(  # noqa: PLR0913 - a band has two ends
    axis: Axes, top: float, to: float, width: float, tint: str, *, stays: bool
) -> None:
    """Draw money that goes from one group to another; what leaves a group is darker than what stays."""
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    if width <= 0.0:
        return
    left, right = BAR / 2.0, 1.0 - BAR / 2.0
    points = [
        (left, top), (0.5, top), (0.5, to), (right, to),
        (right, to - width), (0.5, to - width), (0.5, top - width), (left, top - width), (left, top),
    ]  # fmt: skip
    codes = [Path.MOVETO, *[Path.CURVE4] * 3, Path.LINETO, *[Path.CURVE4] * 3, Path.CLOSEPOLY]
    alpha = 0.22 if stays else 0.6
    axis.add_patch(
        PathPatch(Path(points, codes), facecolor=tint, alpha=alpha, linewidth=0, zorder=1 + (not stays))
    )


def _ends(part: pd.DataFrame, say: Language) -> list[str]:
    first, last = int(part["year"].min()), int(part["year"].max())
    return [say("figure-flow-year", year=str(year)) for year in (first, last + 1)]


def _told(say: Language, name: str, flows: Array, moved: float) -> str:
    crossed = (flows.sum() - np.trace(flows)) / 100.0
    return say(
        "figure-flow-found",
        moved=per_cent(moved),
        crossed=per_cent(float(crossed)),
        scenario=scenario_label(say, name),
    )
