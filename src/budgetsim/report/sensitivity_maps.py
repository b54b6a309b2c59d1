"""Figures of a sensitivity analysis over two dimensions: Morris' scatter, and pairs of factors as a heat map."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from budgetsim.language import Language, language
from budgetsim.numerics import Array, BoolArray
from budgetsim.report import style
from budgetsim.report.drawing import FigureError
from budgetsim.report.figure_words import enumerated
from budgetsim.report.sensitivity_data import Asked, analysed
from budgetsim.report.sensitivity_panels import (
    MOST_SUBJECTS,
    firsts,
    index_label,
    panels,
    title,
)
from budgetsim.report.sensitivity_text import LINEAR, MIXED, MONOTONIC, clear_pairs, pair_told
from budgetsim.rounding import per_cent
from budgetsim.studies.sensitivity.analyse import Analysis

if TYPE_CHECKING:
    from matplotlib.figure import Figure

MOST_LABELS = 8
"""Points of the scatter that are named."""
SCATTER = 3.0
"""Inches of the height of a scatter."""
SQUARE = 0.24
"""Inches of a cell of the heat map."""
MUTED = "#6a6a6a"


def draw_scatter(data: Mapping[str, Any], *, say: Language | None = None) -> tuple[Figure, str]:
    """Return mu* against sigma from the answer of an analysis by Morris' method; errors as of ``analysed``."""
    asked, analyses = analysed(data)
    if not all(analysis.of("sigma") for analysis in analyses):
        raise FigureError("elementary effects and their spread are of --method morris only")
    return scatter(asked, analyses, say or language())


def draw_pairs(data: Mapping[str, Any], *, say: Language | None = None) -> tuple[Figure, str]:
    """Return the second-order indices from the answer of an analysis; errors as of ``analysed``."""
    asked, analyses = analysed(data)
    if not any(index.other for analysis in analyses for index in analysis.indices):
        raise FigureError("the answer has no pairs of factors; --method sobol --second-order finds them")
    return heat_map(asked, analyses, say or language())


def scatter(asked: Asked, analyses: Sequence[Analysis], say: Language) -> tuple[Figure, str]:
    """Return mu* against sigma, one panel per outcome, with the usual guide lines, and the caption."""
    figure, axes = panels(len(analyses), SCATTER)
    for axis, analysis in zip(axes, analyses, strict=False):
        size, spread = analysis.of("mu_star"), analysis.of("sigma")
        names = [name for name in (analysis.ranking.order if analysis.ranking else ()) if name in spread]
        x, y = ([of[name].value for name in names] for of in (size, spread))
        margins = [size[name].half for name in names]
        axis.errorbar(
            x,
            y,
            xerr=margins,
            fmt="o",
            color=style.colour(0),
            ecolor=style.FAINT,
            elinewidth=1.0,
            markersize=5,
        )
        axis.set_xlim(0.0, 1.18 * max(a + b for a, b in zip(x, margins, strict=True)))
        axis.set_ylim(0.0, 1.12 * max(*y, 1e-9))
        ends = _guides(axis)
        _name_points(axis, [say.name(name) for name in names[:MOST_LABELS]], x, y, ends)
        axis.set_title(title(say, analysis))
        axis.set_xlabel(index_label(say, asked, analysis))
        axis.set_ylabel(say("sensitivity-axis-sigma"))
    return figure, say(
        "sensitivity-scatter-caption",
        samples=str(asked.samples),
        firsts=firsts(say, analyses),
        mixed=f"{MIXED:g}",
        linear=f"{LINEAR:g}",
    )


def heat_map(asked: Asked, analyses: Sequence[Analysis], say: Language) -> tuple[Figure, str]:
    """Return the second-order indices of the most important factors, one panel per outcome, and the caption."""
    count = min(MOST_SUBJECTS, len(asked.subjects))
    figure, axes = panels(len(analyses), SQUARE * count + 1.4)
    tables = [_table(analysis, count) for analysis in analyses]
    shades = [_possible(analysis, *table) for analysis, table in zip(analyses, tables, strict=True)]
    reach = max(0.01, *(float(np.nanmax(shade, initial=0.0)) for shade in shades))
    for axis, analysis, (names, table), shade in zip(axes, analyses, tables, shades, strict=False):
        axis.imshow(shade, cmap="Blues", vmin=0.0, vmax=1.15 * reach, aspect="equal")
        _numbers(axis, analysis, names, table, shade > 0.6 * reach)
        _name_cells(axis, [say.name(name) for name in names])
        axis.set_title(title(say, analysis))
    best = [(pair, analysis) for analysis in analyses for pair in clear_pairs(analysis)[:1]]
    told = [
        say(
            "sensitivity-strongest-pair",
            pair=pair_told(i, per_cent(round(i.value, 3)), say),
            outcome=say.name(analysis.outcome),
        )
        for i, analysis in best
    ]
    strongest = say("sensitivity-no-pair")
    if told:
        strongest = say("sensitivity-strongest", pairs=enumerated(say, told))
    return figure, say("sensitivity-pairs-caption", strongest=strongest)


def _guides(axis: Any) -> list[tuple[float, float]]:
    """Draw the lines of constant sigma/mu* inside the panel, each with its ratio where it leaves it; return where."""
    right, top = axis.get_xlim()[1], axis.get_ylim()[1]
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


def _name_points(
    axis: Any,
    names: Sequence[str],
    x: Sequence[float],
    y: Sequence[float],
    ends: Sequence[tuple[float, float]],
) -> None:
    """Write names beside their points; a name that would lie on one above it, or on a ratio, moves down."""
    top, right = axis.get_ylim()[1], axis.get_xlim()[1]
    step = 0.055 * top
    taken = list(ends)
    for place in sorted(range(len(names)), key=lambda i: -y[i]):
        height = y[place]
        while any(
            abs(height - other) < step and abs(x[place] - across) < 0.35 * right for across, other in taken
        ):
            height -= step / 3.0
        taken.append((x[place], height))
        late = x[place] > 0.6 * right
        aside = (-0.015 if late else 0.015) * right
        axis.annotate(
            names[place], (x[place], y[place]), xytext=(x[place] + aside, height + 0.012 * top),
            ha="right" if late else "left", va="bottom", fontsize=style.NOTE, color=style.INK, annotation_clip=False,
        )  # fmt: skip


def _table(analysis: Analysis, count: int) -> tuple[list[str], Array]:
    """The most important factors, and S2 of each with those before it; NaN elsewhere."""
    names = list(analysis.ranking.order if analysis.ranking else ())[:count]
    table = np.full((len(names), len(names)), np.nan)
    for index in analysis.indices:
        if index.kind == "S2" and index.subject in names and index.other in names:
            one, two = sorted((names.index(index.subject), names.index(index.other)))
            table[two, one] = index.value
    return names, table


def _possible(analysis: Analysis, names: Sequence[str], table: Array) -> Array:
    """Limit the shares of pairs to what can be: not below zero, nor above the total index of either factor."""
    total = analysis.of("ST")
    own = np.array([max(0.0, total[name].value) for name in names])
    return np.clip(table, 0.0, np.minimum(own[:, None], own[None, :]))


def _numbers(axis: Any, analysis: Analysis, names: Sequence[str], table: Array, is_dark: BoolArray) -> None:
    """Write the shares of pairs, in bold where they are clear, and on the diagonal what a factor does alone."""
    clear = {frozenset((i.subject, i.other)) for i in clear_pairs(analysis)}
    for row, name in enumerate(names):
        for column in range(row):
            bold = frozenset((name, names[column])) in clear
            tint = "white" if is_dark[row, column] else style.INK if bold else MUTED
            weight = "bold" if bold else "normal"
            text = _short(table[row, column])
            axis.text(
                column,
                row,
                text,
                ha="center",
                va="center",
                fontsize=style.NOTE,
                color=tint,
                fontweight=weight,
            )
        alone = _short(analysis.of("S1")[name].value)
        axis.text(
            row, row, alone, ha="center", va="center", fontsize=style.NOTE, color=style.INK, style="italic"
        )


def _name_cells(axis: Any, names: Sequence[str]) -> None:
    """Write the names of factors below and beside a heat map, without lines around it."""
    axis.set_xticks(range(len(names)), names, rotation=90)
    axis.set_yticks(range(len(names)), names)
    axis.grid(visible=False)
    for side in axis.spines.values():
        side.set_visible(False)
    axis.tick_params(length=0)


def _short(value: float) -> str:
    """Return a share without the digit before the point: 0.07 as .07, so that it fits a cell."""
    text = f"{value:.2f}".replace("-", "−").replace("0.", ".")
    return "0" if text in (".00", "−.00") else text
