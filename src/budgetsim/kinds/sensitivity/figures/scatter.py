"""Morris' scatter: the mean size of effects against their spread, groups and choices on a strip of their own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from budgetsim.kinds.sensitivity.answer import Analysis, Sensitivity
from budgetsim.kinds.sensitivity.figures import firsts, index_label, panels, title
from budgetsim.kinds.sensitivity.findings import LINEAR, MIXED, MONOTONIC
from budgetsim.kinds.sensitivity.tables import order_of
from budgetsim.language import Language, told
from budgetsim.report import style
from budgetsim.report.drawing import FigureError
from budgetsim.report.figure_words import enumerated

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

MOST_LABELS = 8
"""Points of the scatter that are named."""
SCATTER = 3.0
"""Inches of the height of a scatter."""
STRIP = 0.16
"""Height of the strip of what has no sigma, as part of the height above it."""
STRIPED = "#f0f0f0"


def draw(answer: Sensitivity, *, say: Language) -> tuple[Figure, str]:
    """Return mu* against sigma, one panel per outcome, with the usual guide lines, and the caption.

    Raises
    ------
    FigureError
        If the answer is not of Morris' method.
    """
    if answer.method != "morris":
        raise FigureError(told("sensitivity-fault-not-morris"))
    analyses = answer.analysed
    figure, axes = panels(len(analyses), SCATTER)
    for axis, outcome in zip(axes, analyses, strict=False):
        _panel(axis, answer, outcome, say)
    return figure, say(
        "sensitivity-scatter-caption",
        samples=str(answer.samples),
        firsts=firsts(say, answer),
        mixed=f"{MIXED:g}",
        linear=f"{LINEAR:g}",
    ) + _of_strip(answer, say) + _of_empty(answer, say)


def _panel(axis: Axes, answer: Sensitivity, outcome: str, say: Language) -> None:
    analysis = answer.outcomes[outcome]
    axis.set_title(title(say, outcome, analysis))
    axis.set_xlabel(index_label(say, answer, outcome))
    axis.set_ylabel(say("sensitivity-axis-sigma"))
    size, spread = analysis.of("mu_star"), analysis.of("sigma")
    if not any(index.value > 0.0 for index in size.values()):
        axis.text(
            0.5, 0.5, say("sensitivity-no-effect"), ha="center", va="center", transform=axis.transAxes,
            color=style.INK, fontsize=style.LABEL,
        )  # fmt: skip
        axis.set_xticks([])
        axis.set_yticks([])
        return
    names = [name for name in order_of(answer, analysis) if name in spread]
    beside = [name for name in order_of(answer, analysis) if name not in spread]
    right = 1.18 * max(index.high for index in size.values())
    top = 1.12 * max([index.value for index in spread.values() if index.value > 0.0], default=right)
    axis.set_xlim(0.0, right)
    axis.set_ylim(-STRIP * top if beside else 0.0, top)
    _points(axis, [size[name] for name in names], [spread[name].value for name in names], "o")
    _points(axis, [size[name] for name in beside], [-0.5 * STRIP * top] * len(beside), "s")
    ends = _guides(axis, right, top)
    shown = [name for name in names if size[name].value > 0.0][:MOST_LABELS]
    x, y = ([of[name].value for name in shown] for of in (size, spread))
    _name_points(axis, [say.name(name) for name in shown], x, y, (right, top), ends)
    zero = [say.name(name) for name in names if size[name].value == 0.0]
    if zero:
        text = say("sensitivity-at-zero", factors=enumerated(say, zero))
        axis.annotate(
            text, (0.0, 0.0), xytext=(6, 4), textcoords="offset points", fontsize=style.NOTE, color=style.INK
        )
    if beside:
        _strip(axis, [(say.name(name), size[name].value) for name in beside], (right, top), say)


def _points(axis: Axes, sizes: Sequence[Any], heights: Sequence[float], mark: str) -> None:
    """Draw points with the intervals of mu*."""
    import seaborn as sns

    if not sizes:
        return
    axis.hlines(heights, [i.low for i in sizes], [i.high for i in sizes], color=style.FAINT, linewidth=1.0)
    tint = style.colour(0 if mark == "o" else 1)
    sns.scatterplot(
        x=[i.value for i in sizes], y=list(heights), color=tint, marker=mark, s=34, ax=axis, zorder=3,
        edgecolor="white", linewidth=0.5,
    )  # fmt: skip


def _strip(axis: Axes, named: Sequence[tuple[str, float]], reach: tuple[float, float], say: Language) -> None:
    """Mark the strip below the axis, and name what stands on it."""
    right, top = reach
    axis.axhspan(-STRIP * top, 0.0, color=STRIPED, zorder=0)
    axis.axhline(0.0, color=style.INK, linewidth=0.8)
    axis.set_yticks([tick for tick in axis.get_yticks() if 0.0 <= tick <= top])
    axis.annotate(
        say("sensitivity-no-sigma"), (0.0, -0.5 * STRIP * top), xytext=(-4, 0), textcoords="offset points",
        ha="right", va="center", fontsize=style.NOTE, color=style.INK, annotation_clip=False,
    )  # fmt: skip
    for place, (name, x) in enumerate(sorted(named, key=lambda own: own[1])):
        late = x > 0.6 * right
        axis.annotate(
            name, (x, -0.5 * STRIP * top), xytext=(-5 if late else 5, 3 if place % 2 else -3), fontsize=style.NOTE,
            textcoords="offset points", ha="right" if late else "left", va="bottom" if place % 2 else "top",
            color=style.INK,
        )  # fmt: skip


def _of_strip(answer: Sensitivity, say: Language) -> str:
    """Say which subjects stand on the strip."""
    drawn = [analysis for analysis in answer.analysed.values() if _has_effect(analysis)]
    beside = [name for name in answer.subjects if any(name not in analysis.of("sigma") for analysis in drawn)]
    return say("sensitivity-strip", subjects=enumerated(say, map(say.name, beside))) if beside else ""


def _of_empty(answer: Sensitivity, say: Language) -> str:
    """Say in which panels there is nothing."""
    empty = [say.name(name) for name, analysis in answer.analysed.items() if not _has_effect(analysis)]
    return say("sensitivity-nothing-drawn", outcomes=enumerated(say, empty)) if empty else ""


def _has_effect(analysis: Analysis) -> bool:
    return any(index.value > 0.0 for index in analysis.of("mu_star").values())


def _guides(axis: Axes, right: float, top: float) -> list[tuple[float, float]]:
    """Draw the lines of constant sigma/mu* inside the panel, each with its ratio where it leaves it; return where."""
    ends = []
    for ratio in (LINEAR, MONOTONIC, MIXED):
        x = min(right, top / ratio)
        axis.plot(
            [0.0, x], [0.0, ratio * x], color=style.FAINT, linewidth=0.9, linestyle=(0, (4, 3)), zorder=0
        )
        beyond = x >= right
        ends.append((x, ratio * x + (0.01 if beyond else -0.066) * top))
        axis.annotate(
            f"{ratio:g}", (x, ratio * x), xytext=(-3, 3) if beyond else (3, -9), textcoords="offset points",
            ha="right" if beyond else "left", fontsize=style.NOTE, color=style.FAINT, annotation_clip=False,
        )  # fmt: skip
    return ends


def _name_points(  # noqa: PLR0913 - what is named, where, and what is in the way
    axis: Axes,
    names: Sequence[str],
    x: Sequence[float],
    y: Sequence[float],
    reach: tuple[float, float],
    ends: Sequence[tuple[float, float]],
) -> None:
    """Write names beside their points; a name that would lie on one above it, a point or a ratio moves down."""
    right, top = reach
    step = 0.055 * top
    # Over the interval of another point that a name meets, under all points. A stroke around letters would make them
    # shapes, and an SVG could not be searched for them.
    ground = {"boxstyle": "square,pad=0.1", "facecolor": "white", "linewidth": 0.0, "alpha": 0.8}
    taken = list(ends)
    for place in sorted(range(len(names)), key=lambda i: -y[i]):
        height = y[place]
        late = x[place] > 0.6 * right
        points = [
            (a, b - 0.035 * top)
            for a, b in zip(x, y, strict=True)
            if (a < x[place] if late else a > x[place])
        ]
        while any(
            abs(height - other) < step and abs(x[place] - across) < 0.35 * right
            for across, other in taken + points
        ):
            height -= step / 3.0
        taken.append((x[place], height))
        aside = (-0.015 if late else 0.015) * right
        axis.annotate(
            names[place], (x[place], y[place]), xytext=(x[place] + aside, height + 0.02 * top),
            ha="right" if late else "left", va="bottom", fontsize=style.NOTE, color=style.INK, annotation_clip=False,
            bbox=ground, zorder=2.5,
        )  # fmt: skip
