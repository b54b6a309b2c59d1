"""Figures as wide as they are printed: panels, a legend above them, and room for every label by measuring it."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from budgetsim.report import style
from budgetsim.report.lettering import MOST_LINES, distinct, letters, width, wrapped

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

Corner = Literal["upper left", "upper right", "lower left", "lower right"]
FULL, HALF = 17.0 / 2.54, 8.5 / 2.54
"""Inches that figures are wide in print: the text of a page, and one of its two columns."""
HANDLE = 2.6
"""Length of a legend's lines, in heights of its letters."""
LINE = 1.45
"""Height of a line of a legend, in heights of its letters."""
NAMES = 0.42
"""Part of the width of a column of panels that names at their left may take."""
SLANT = 30.0
"""Degrees by which names below a panel are turned that do not fit side by side."""
BESIDE = 0.45
"""Inches beside a panel that its numbers and labels take about."""
CLEAR = 0.05
"""Part of a panel's height, and of its width, that stays free between its legend and its lines."""
EDGE = 0.04
"""Part of a panel's height that is left beyond the least or the most that can be, so that a line there is seen."""
SLIMMEST = 0.6
"""Inches that a label may take below which it is not broken further."""
TRIES = 3
"""Times that labels are broken anew, since panels shrink by what is written around them."""
LONGEST = 110
"""Latin letters of a name in a legend beyond which its middle is left out."""


def new_figure(height: float, rows: int = 1, columns: int = 1, **shared: Any) -> tuple[Figure, list[Axes]]:
    """Return an empty figure and its panels row by row; no window, no global state.

    ``height`` is that of a row of panels with its labels, in inches; room for labels is made by ``settle``. ``shared``
    are further arguments of ``Figure.subplots``.
    """
    figure = blank_figure(height * rows)
    return figure, list(figure.subplots(rows, columns, squeeze=False, **shared).flat)


def blank_figure(height: float) -> Figure:
    """Return a figure without panels, of full width and some inches high."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(FULL, height), layout="constrained")
    FigureCanvasAgg(figure)
    return figure


def hide_unused(axes: Sequence[Axes], used: int) -> None:
    """Take panels away that nothing was drawn into."""
    for axis in axes[used:]:
        axis.remove()


def legend_above(figure: Figure, handles: Sequence[Any], labels: Sequence[str]) -> None:
    """Place a legend above all panels, where it covers no data; the figure grows by its height."""
    size = style.LABEL
    room = figure.get_figwidth() - 0.2
    beside = (HANDLE + 2.4) * size / 72.0  # the line, and what is between it, its name and the next
    names = [wrapped(name, room - beside, size) for name in distinct(list(labels), LONGEST)]
    columns = _most_columns([width(name, size) + beside for name in names], room)
    deep = max((name.count("\n") + 1 for name in names), default=1)
    figure.set_figheight(figure.get_figheight() + -(-len(names) // columns) * deep * LINE * size / 72.0)
    figure.legend(
        handles, names, loc="outside upper left", ncols=columns, handlelength=HANDLE, borderaxespad=0.3,
        columnspacing=1.4,
    )  # fmt: skip


def _most_columns(widths: Sequence[float], room: float) -> int:
    """Return how many columns of a legend fit side by side, each as wide as the widest name in it."""
    numbers = range(len(widths), 1, -1)
    return next((n for n in numbers if sum(map(max, np.array_split(widths, n))) <= room), 1)


def name_rows(axis: Axes, names: Sequence[str], *, margin: float = 0.6) -> None:
    """Name rows that begin at 0 on top, without marks or lines of their own."""
    axis.set_yticks(range(len(names)), names)
    axis.set_ylim(len(names) - 1.0 + margin, -margin)
    axis.grid(visible=False, axis="y")
    axis.tick_params(axis="y", length=0)


def end_at(axis: Axes, bounds: tuple[float, float]) -> None:
    """Let the numbers at the left of a panel end where what it shows must: no tick below 0 or above 1 of a share."""
    low, high = axis.get_ylim()
    edge = EDGE * (high - low)
    axis.set_ylim(max(low, bounds[0] - edge), min(high, bounds[1] + edge))


def note(axis: Axes, text: str) -> None:
    """Say in the middle of a panel why there is nothing to see in it."""
    axis.text(
        0.5, 0.5, text, transform=axis.transAxes, ha="center", va="center", fontsize=style.TICK,
        color=style.MUTED, bbox={"facecolor": "white", "alpha": 0.8, "linewidth": 0, "pad": 1.5}, zorder=6,
    )  # fmt: skip


def settle(figure: Figure) -> None:
    """Make room for every label, once: long ones are broken into lines, names that would touch are turned."""
    from matplotlib.layout_engine import ConstrainedLayoutEngine

    engine = figure.get_layout_engine()
    if not isinstance(engine, ConstrainedLayoutEngine):
        return
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", r"Glyph \d+", UserWarning)  # told by ``render``
        panels = [axis for axis in figure.axes if axis.get_visible()]
        for axis in panels:
            _break_names(figure, axis)  # before panels are measured, to which long names leave no room
        titles = _break_titles(figure, panels)
        labels = [(axis.get_xlabel(), axis.get_ylabel()) for axis in panels]
        whole = list(zip(panels, titles, *zip(*labels, strict=True), strict=True)) if panels else []
        for _ in range(TRIES):
            engine.execute(figure)
            if not any([_refit(figure, *one) for one in whole]):  # noqa: C419 - every panel
                break
        else:
            engine.execute(figure)
        if any([_clear_legend(axis) for axis in panels]):  # noqa: C419 - every panel
            engine.execute(figure)
    figure.set_layout_engine(None)


def _clear_legend(axis: Axes) -> bool:
    """Move a panel's legend to the corner that needs the least room, and make that room; return whether it has one."""
    legend = axis.get_legend()
    if legend is None:
        return False
    box = legend.get_window_extent().transformed(axis.transAxes.inverted())
    drawn = [line.get_transform().transform(line.get_xydata()) for line in axis.get_lines()]
    drawn += [axis.transData.transform(points.get_offsets()) for points in axis.collections]
    seen = [axis.transAxes.inverted().transform(one) for one in drawn]
    across = box.width + CLEAR
    parts = {"left": (0.0, across), "right": (1.0 - across, 1.0)}
    heights = {side: [up for line in seen for up in _heights(line, *part)] for side, part in parts.items()}
    corners: dict[Corner, float] = {
        "upper left": max(heights["left"], default=0.0),
        "upper right": max(heights["right"], default=0.0),
        "lower left": 1.0 - min(heights["left"], default=1.0),
        "lower right": 1.0 - min(heights["right"], default=1.0),
    }
    corner = min(corners, key=lambda name: corners[name])
    legend.set_loc(corner)
    taken = corners[corner] / (1.0 - box.height - CLEAR)
    low, high = axis.get_ylim()
    if taken > 1.0 and corner.startswith("upper"):
        axis.set_ylim(top=low + (high - low) * taken)
    elif taken > 1.0:
        axis.set_ylim(bottom=high - (high - low) * taken)
    return True


def _heights(line: Any, left: float, right: float) -> list[float]:
    """Return how high a line runs between two places, its points between them and where it passes them."""
    across, up = line[:, 0], line[:, 1]
    passed = [place for place in (left, right) if across[0] <= place <= across[-1]]
    return [*up[(across >= left) & (across <= right)], *np.interp(passed, across, up)]


def _break_titles(figure: Figure, panels: Sequence[Axes]) -> list[str]:
    """Break titles by the room that panels will have about, and make the figure higher by their further lines.

    Returns the titles in one line.

    Before anything is measured, since a long line would leave its panel no room. A title that would need too many
    lines loses its middle.
    """
    across = figure.get_figwidth()
    grids = [axis.get_subplotspec() for axis in panels]
    rooms = [across / (grid.get_gridspec().ncols if grid else 1) - BESIDE for grid in grids]
    titles = [axis.get_title(loc="left") for axis in panels]
    most = int(MOST_LINES * max(min(rooms, default=across), SLIMMEST) * 72.0 / (0.62 * style.TEXT))
    if max(map(letters, titles), default=0) > most:
        titles = distinct(titles, most)
    further: dict[int, int] = {}
    for axis, title, room, grid in zip(panels, titles, rooms, grids, strict=True):
        broken = wrapped(title, max(room, SLIMMEST), style.TEXT)
        row = grid.rowspan.start if grid else 0
        further[row] = max(further.get(row, 0), broken.count("\n"))
        if title:
            axis.set_title(broken)
    figure.set_figheight(figure.get_figheight() + sum(further.values()) * 1.2 * style.TEXT / 72.0)
    return titles


def _refit(figure: Figure, axis: Axes, title: str, below: str, beside: str) -> bool:
    """Break and turn labels of a panel that have too little room; return whether there were any."""
    box = axis.get_position()
    across, up = box.width * figure.get_figwidth(), box.height * figure.get_figheight()
    changed = [
        _break(axis.set_title, axis.get_title(loc="left"), title, 0.97 * across, style.TEXT),
        _break(axis.set_xlabel, axis.get_xlabel(), below, across + 0.05, axis.xaxis.label.get_fontsize()),
        _break(axis.set_ylabel, axis.get_ylabel(), beside, up + 0.15, axis.yaxis.label.get_fontsize()),
        _deepen_rows(figure, axis),
        _part(axis, across),
    ]
    return any(changed)


def _break(put: Callable[[str], Any], now: str, whole: str, inches: float, size: Any) -> bool:
    """Break a label that is longer than some inches; return whether that changed it."""
    room = max(inches, SLIMMEST)
    if not whole or width(now, float(size)) <= room:
        return False
    broken = wrapped(whole, room, float(size))
    put(broken)
    return broken != now


def _break_names(figure: Figure, axis: Axes) -> bool:
    """Break names at the left of a panel that would leave it too little room; return whether there were any."""
    grid = axis.get_subplotspec()
    columns = grid.get_gridspec().ncols if grid else 1
    inches = NAMES * figure.get_figwidth() / columns
    ticks = [tick for tick in axis.yaxis.get_ticklabels() if tick.get_visible() and tick.get_text()]
    if not ticks or max(width(tick.get_text(), style.TICK) for tick in ticks) <= inches:
        return False
    places, names = axis.get_yticks(), [tick.get_text() for tick in axis.yaxis.get_ticklabels()]
    if len(places) != len(names):
        return False
    axis.set_yticks(places, [wrapped(name, inches, style.TICK) for name in names])
    return True


def _deepen_rows(figure: Figure, axis: Axes) -> bool:
    """Let rows grow with the lines of their names; return whether they had to."""
    names = [tick.get_text() for tick in axis.yaxis.get_ticklabels() if tick.get_visible()]
    lines = max((name.count("\n") + 1 for name in names), default=1)
    if lines == 1:
        return False
    deep = lines * 1.3 * style.TICK / 72.0
    row = axis.get_position().height * figure.get_figheight() / len(names)
    if deep <= 1.01 * row:
        return False
    grid = axis.get_subplotspec()
    panels = grid.get_gridspec().nrows if grid else 1
    figure.set_figheight(figure.get_figheight() + (deep - row) * len(names) * panels)
    return True


def _part(axis: Axes, across: float) -> bool:
    """Part the labels below a panel that touch each other: fewer numbers, or names in lines or aslant."""
    from matplotlib.ticker import Formatter, LogFormatter, ScalarFormatter

    if not axis.xaxis.get_visible() or not _touch(axis):
        return False
    formatter: Formatter = axis.xaxis.get_major_formatter()
    if isinstance(formatter, ScalarFormatter | LogFormatter):
        return _fewer_numbers(axis)
    labels = axis.xaxis.get_ticklabels()
    names = [label.get_text() for label in labels]
    if labels[0].get_rotation() or len(names) < 2:
        return False
    slot = 0.92 * across / len(names)
    lines = [wrapped(name, slot, style.TICK) for name in names]
    whole = all(width(word, style.TICK) <= slot for name in names for word in name.split())
    if whole and max(line.count("\n") for line in lines) < 3 and lines != names:
        axis.set_xticks(axis.get_xticks(), lines)
    else:
        axis.set_xticks(axis.get_xticks(), names, rotation=SLANT, ha="right", rotation_mode="anchor")
    return True


def _fewer_numbers(axis: Axes) -> bool:
    from matplotlib.ticker import FixedLocator, MaxNLocator

    locator = axis.xaxis.get_major_locator()
    shown = len(axis.xaxis.get_ticklabels())
    if shown <= 2 or not isinstance(locator, MaxNLocator | FixedLocator):
        return False
    if isinstance(locator, MaxNLocator):
        locator.set_params(nbins=max(1, shown - 3))
    else:
        axis.set_xticks(axis.get_xticks()[::2])
    return True


def _touch(axis: Axes) -> bool:
    """Whether labels below a panel touch each other."""
    boxes = sorted(_boxes(axis), key=lambda box: float(box.x0))
    return any(left.x1 + 2.0 > right.x0 for left, right in pairwise(boxes))


def _boxes(axis: Axes) -> Iterator[Any]:
    low, high = sorted(axis.get_xlim())
    for place, label in zip(axis.get_xticks(), axis.xaxis.get_ticklabels(), strict=False):
        inside = low - 1e-9 <= place <= high + 1e-9
        if label.get_visible() and label.get_text() and inside and not label.get_rotation():
            yield label.get_window_extent()
