"""Who gained and who lost money by true performance, and from which departments it went to which others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from budgetsim.language import Language, language
from budgetsim.report import layout, style
from budgetsim.report.declared import ARCHETYPES
from budgetsim.report.drawing import FigureError
from budgetsim.report.figure_words import alone, counted, enumerated, scenario_label
from budgetsim.report.intervals import means
from budgetsim.rounding import fixed, per_cent

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from budgetsim.numerics import Array

FIFTHS = 5
HEIGHT = 2.4
"""Inches of a row of panels with its labels."""


FLOW_HEIGHT = 2.7
"""Inches of a row of panels with its labels."""
BAR, GAP = 0.06, 2.2
"""Width of a column as part of the panel, and the gap between groups in percentage points."""
GROUPS = ("performance", "archetype")


def draw(departments: pd.DataFrame, *, say: Language | None = None) -> tuple[Figure, str]:
    """Return the figure, one panel per scenario, and its caption."""
    import pandas as pd

    say = say or language()
    names = list(dict.fromkeys(departments["scenario"]))
    columns = min(2, len(names))
    parts = {name: _changes(departments[departments["scenario"] == name]) for name in names}
    changes = pd.concat([table.assign(scenario=name) for name, table in parts.items()], ignore_index=True)
    reach = 1.15 * max(float(np.percentile(changes["change"].abs(), 97)), 1.0)
    by_seed = changes.groupby(["scenario", "fifth", "seed"], sort=False)["change"].mean().reset_index()
    fifths = means(by_seed, ("scenario", "fifth"), "change").sort_values("fifth", kind="stable")
    figure = layout.blank_figure(HEIGHT * -(-len(names) // columns))
    _panels(figure, changes, fifths, names, columns)
    for place, (axis, name) in enumerate(zip(figure.axes, names, strict=True)):
        _label(axis, say, is_lowest=place + columns >= len(names), is_first=place % columns == 0)
        axis.set_title(scenario_label(say, name))
        axis.set_ylim(-reach, reach)
    found = [
        say(
            "figure-under", value=_gap(fifths[fifths["scenario"] == name]), scenario=scenario_label(say, name)
        )
        for name in names
    ]
    return figure, _caption(departments, found, int((changes["change"].abs() > reach).sum()), say)


def _gap(fifths: pd.DataFrame) -> str:
    """Return how much more the best fifth gained than the worst, in percentage points."""
    mean = fifths["mean"].to_numpy()
    return fixed(float(mean[-1] - mean[0]), 1, sign=True)


def _changes(part: pd.DataFrame) -> pd.DataFrame:
    """Change of each department's budget in %, and its fifth by mean true performance within its seed."""
    keys = ["seed", "department"]
    first = part[part["year"] == part["year"].min()].set_index(keys)["allocation"]
    last = part[part["year"] == part["year"].max()].set_index(keys)["next_allocation"]
    table = part.groupby(keys)["performance"].mean().to_frame()
    table["change"] = 100.0 * (last / first - 1.0)
    table["fifth"] = table.groupby("seed")["performance"].transform(fifths_of).astype(int)
    return table.reset_index()


def fifths_of(performance: pd.Series[float]) -> pd.Series[float]:
    """Return the fifth of each department by its performance, 1 the worst and 5 the best.

    Fewer departments than fifths are spread from the worst to the best, so that both ends hold somebody.
    """
    if len(performance) >= FIFTHS:
        return (performance.rank(pct=True, method="first") * FIFTHS).map(np.ceil).clip(1, FIFTHS)
    between = (performance.rank(method="first") - 1.0) / max(len(performance) - 1, 1)
    return (0.5 + between * (FIFTHS - 1)).map(np.ceil)


def _panels(
    figure: Figure, changes: pd.DataFrame, fifths: pd.DataFrame, names: Sequence[str], columns: int
) -> None:
    """Draw every department as a faint point, every fifth's mean with its 95% interval over seeds."""
    import seaborn.objects as so

    tint = style.colour(0)
    own: dict[str, Any] = {"data": fifths, "x": "fifth", "y": "mean", "col": "scenario"}
    (
        so.Plot(changes, x="fifth", y="change")
        .facet(col="scenario", order=list(names), wrap=columns)
        .add(so.Dots(color=style.FAINT, fillalpha=0.45, stroke=0.0, pointsize=3.0), so.Jitter(0.56, seed=1))
        .add(so.Line(color=tint), **own)
        .add(so.Range(color=tint, linewidth=1.6), ymin="low", ymax="high", **own)
        .add(so.Dot(color=tint, pointsize=6.0), **own)
        .theme(style.current_theme())
        .on(figure)
        .plot()
    )


def _label(axis: Axes, say: Language, *, is_lowest: bool, is_first: bool) -> None:
    axis.axhline(0.0, color=style.INK, linewidth=0.8)
    axis.set_xticks(range(1, FIFTHS + 1), [say(f"figure-fifth-{number}") for number in range(1, FIFTHS + 1)])
    axis.set_xlabel(say("figure-budgets-fifths") if is_lowest else "")
    axis.set_ylabel(say("figure-budgets-change") if is_first else "")
    axis.tick_params(labelbottom=is_lowest, labelleft=is_first)
    axis.set_xlim(0.5, FIFTHS + 0.5)


def _caption(departments: pd.DataFrame, found: list[str], outside: int, say: Language) -> str:
    beyond = say("figure-budgets-beyond", count=counted(say, "departments", outside)) if outside else ""
    return say(
        "figure-budgets-caption",
        years=counted(say, "years", departments["year"].nunique()),
        seeds=counted(say, "seeds", departments["seed"].nunique()),
        alone=alone(departments),
        beyond=beyond,
        found=enumerated(say, found),
    )


def draw_flow(
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
    say = say or language()
    if by not in GROUPS:
        raise FigureError(say("figure-fault-groups", by=repr(by), groups=say("note-or").join(GROUPS)))
    names = list(dict.fromkeys(departments["scenario"]))
    columns = min(2, len(names))
    labels = _labels(by, say)
    figure, axes = layout.new_figure(FLOW_HEIGHT, -(-len(names) // columns), columns)
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
