"""Figures of a sensitivity analysis: bars with intervals, Morris' scatter, pairs as a heat map, convergence."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from budgetsim.numerics import Array
from budgetsim.report import style
from budgetsim.report.declared import OUTCOMES
from budgetsim.report.sensitivity_text import HARDLY, HEADS, LINEAR, MIXED, MONOTONIC, clear_pairs
from budgetsim.report.style import Drawn
from budgetsim.report.words import counted, listed, per_cent, spoken
from budgetsim.studies.sensitivity.analyse import Analysis
from budgetsim.studies.sensitivity.design import Design

if TYPE_CHECKING:
    from matplotlib.figure import Figure

MOST_SUBJECTS = 12
"""Factors in a panel; the others matter least and are named in the table."""
MOST_COLUMNS = 2
MOST_LINES, MOST_LABELS = 8, 8
PANEL_WIDTH, LETTER = 5.2, 0.075
"""Inches of a panel without names, and of a letter of a name beside it."""
BAR, FRAME = 0.34, 1.05
"""Inches of a factor's bars, and of a panel's title and axis."""
SQUARE = 0.47
"""Inches of a cell of the heat map."""
MUTED = "#6a6a6a"
LABELS = {
    "ST": "share of variance",
    "S1": "share of variance explained alone",
    "mu_star": "mu*: mean size of effect over the range",
    "delta": "delta: shift of the density",
    "median": "PAWN: median distance of distributions",
}
NAMES = {
    "ST": "in total, with interactions (ST)",
    "S1": "alone (S1)",
    "mu_star": "mu*",
    "delta": "delta",
    "median": "median over slices",
    "maximum": "maximum over slices",
}


def draw_all(
    design: Design, analyses: Sequence[Analysis], directory: Path, formats: Sequence[str] = ("png",)
) -> list[Drawn]:
    """Draw every figure that the method has into a directory; outcomes that do not vary have no panel.

    Parameters
    ----------
    design
        The points.
    analyses
        What was found for each outcome.
    directory
        Where the files go.
    formats
        Endings known to Matplotlib: ``png``, ``svg``, ``pdf``.
    """
    shown = [analysis for analysis in analyses if analysis.varies]
    if not shown:
        return []
    made: dict[str, Callable[[Design, Sequence[Analysis]], tuple[Figure, str]]] = {"indices": bars}
    if design.method == "morris" and any(analysis.of("sigma") for analysis in shown):
        made["scatter"] = scatter
    if any(index.kind == "S2" for analysis in shown for index in analysis.indices):
        made["pairs"] = heat_map
    if any(len(analysis.steps) > 1 for analysis in shown):
        made["convergence"] = convergence
    with style.house_style():
        return [
            style.save(
                *draw(design, shown), directory=directory, name=f"{design.method}-{name}", formats=formats
            )
            for name, draw in made.items()
        ]


def bars(design: Design, analyses: Sequence[Analysis]) -> tuple[Figure, str]:
    """Return one panel per outcome, its factors ordered by importance, and the caption."""
    kinds = [kind for kind, _ in HEADS[design.method] if kind in NAMES]
    count = min(MOST_SUBJECTS, len(design.problem.subjects))
    labels = [NAMES[kind] for kind in kinds]
    has_chance = any(analysis.about_all("chance") for analysis in analyses)
    entries = [*labels, "what chance alone reaches"] if has_chance else labels
    figure, axes = _panels(design, len(analyses), BAR * count + FRAME, entries if len(entries) > 1 else [])
    handles: list[Any] = []
    for axis, analysis in zip(axes, analyses, strict=False):
        handles = _bar_panel(axis, analysis, kinds, count)
        axis.set_xlabel(LABELS[design.calculus.main] + _unit(design, analysis))
    if len(entries) > 1:
        style.legend_above(figure, handles, entries)
    told = listed(f"{_first(analysis)} for {spoken(analysis.outcome)}" for analysis in analyses)
    others = len(design.problem.subjects) - count
    left = f" ({counted(others, 'factor')} of less importance left out)" if others else ""
    return figure, (
        f"What matters for each outcome, {design.method}, {design.points:,} points, with 95% intervals{left}; the most"
        f" important: {told}."
    )


def scatter(design: Design, analyses: Sequence[Analysis]) -> tuple[Figure, str]:
    """Return mu* against sigma, one panel per outcome, with the usual guide lines, and the caption."""
    figure, axes = _panels(design, len(analyses), 4.2, [], beside=style.LEFT)
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
        _guides(axis)
        _name_points(axis, names[:MOST_LABELS], x, y)
        axis.set_title(_title(analysis))
        axis.set_xlabel(LABELS["mu_star"] + _unit(design, analysis))
        axis.set_ylabel("sigma: spread of effects")
    told = listed(f"{_first(analysis)} for {spoken(analysis.outcome)}" for analysis in analyses)
    return figure, (
        f"Elementary effects, {design.samples} trajectories: far to the right matters most ({told}); above the line"
        f" sigma/mu* = {MIXED:g} effects change their sign or depend on the other factors, below {LINEAR:g} they are"
        " nearly linear."
    )


def heat_map(design: Design, analyses: Sequence[Analysis]) -> tuple[Figure, str]:
    """Return the second-order indices of the most important factors, one panel per outcome, and the caption."""
    count = min(MOST_SUBJECTS, len(design.problem.subjects))
    beside = _name_width(design)
    height = SQUARE * count + style.ABOVE + beside
    figure, axes = _panels(
        design, len(analyses), height, [], width=SQUARE * count + style.LEFT + style.RIGHT, below=beside
    )
    tables = [_table(analysis, count) for analysis in analyses]
    reach = max(0.01, *(float(np.nanmax(table, initial=0.0)) for _, table in tables))
    for axis, analysis, (names, table) in zip(axes, analyses, tables, strict=False):
        _cells(axis, analysis, names, table, reach)
        axis.set_title(_title(analysis))
    best = [(pair, analysis) for analysis in analyses for pair in clear_pairs(analysis)[:1]]
    told = [
        f"{i.subject} with {i.other} for {spoken(a.outcome)} ({per_cent(round(i.value, 3))})" for i, a in best
    ]
    return figure, (
        "What pairs of factors explain together and neither explains alone: share of variance (S2); coloured where it"
        " is above zero although many pairs were looked at; negative numbers are noise; on the diagonal, in italics,"
        f" what a factor explains alone. {f'Strongest: {listed(told)}.' if told else 'No pair is clear.'}"
    )


def convergence(design: Design, analyses: Sequence[Analysis]) -> tuple[Figure, str]:
    """Return the main index against the number of samples, one panel per outcome, and the caption."""
    chosen = _chosen(analyses)
    figure, axes = _panels(design, len(analyses), 3.3, [*chosen, "other factors"], beside=style.LEFT)
    handles: dict[str, Any] = {}
    lowest = -math.inf if design.calculus.main == "S1" else 0.0  # the other indices cannot be negative
    for axis, analysis in zip(axes, analyses, strict=False):
        samples = [step.samples for step in analysis.steps]
        for subject in analysis.ranking.order[::-1] if analysis.ranking else ():
            own = [next(i for i in step.indices if i.subject == subject) for step in analysis.steps]
            number = chosen.index(subject) if subject in chosen else None
            tint = style.FAINT if number is None else style.colour(number)
            dashes = "-" if number is None else style.line(number)
            (drawn,) = axis.plot(
                samples, [i.value for i in own], dashes, color=tint, linewidth=0.8 if number is None else 1.8,
                marker=None if number is None else "o", markersize=3.5,
            )  # fmt: skip
            handles.setdefault("other factors" if number is None else subject, drawn)
            if number is not None:
                axis.fill_between(
                    samples,
                    [max(i.low, lowest) for i in own],
                    [i.high for i in own],
                    color=tint,
                    alpha=0.13,
                    linewidth=0,
                )
        axis.set_xscale("log", base=2)
        axis.set_xticks(samples, [f"{n:,}" for n in samples])
        axis.minorticks_off()
        axis.set_title(_title(analysis))
        axis.set_xlabel("samples")
        axis.set_ylabel(LABELS[design.calculus.main])
        axis.axhline(0.0, color=style.FAINT, linewidth=0.8)
    entries = [name for name in [*chosen, "other factors"] if name in handles]
    style.legend_above(figure, [handles[name] for name in entries], entries)
    settled = sum(bool(analysis.ranking and analysis.ranking.settled) for analysis in analyses)
    return figure, (
        f"The main index from ever larger parts of the same runs, 95% intervals shaded; the ranking has settled for"
        f" {settled} of {counted(len(analyses), 'outcome')}."
    )


def _panels(  # noqa: PLR0913 - one number for each side of a panel
    design: Design,
    outcomes: int,
    height: float,
    entries: Sequence[str],
    *,
    width: float = PANEL_WIDTH,
    beside: float | None = None,
    below: float = style.BELOW,
) -> tuple[Figure, list[Any]]:
    """Return a figure with room for the names of factors beside, and perhaps below, each panel."""
    columns = min(MOST_COLUMNS, outcomes)
    rows = -(-outcomes // columns)
    left = _name_width(design) if beside is None else beside
    panel = (width + left - style.LEFT, height)
    lines = style.legend_lines(panel[0] * columns, entries) if entries else 0
    figure, axes = style.new_figure(panel, rows, columns, lines)
    inner = (panel[0] - left - style.RIGHT, height - below - style.ABOVE)
    figure.subplots_adjust(
        left=left / figure.get_figwidth(), bottom=below / figure.get_figheight(),
        wspace=(left + style.RIGHT) / inner[0], hspace=(below + style.ABOVE) / inner[1],
    )  # fmt: skip
    for axis in axes[outcomes:]:
        axis.set_visible(False)
    return figure, axes


def _name_width(design: Design) -> float:
    return 0.3 + LETTER * max(len(name) for name in design.problem.subjects)


def _bar_panel(axis: Any, analysis: Analysis, kinds: Sequence[str], count: int) -> list[Any]:
    names = list(analysis.ranking.order if analysis.ranking else ())[:count]
    places, thick = np.arange(len(names)), 0.8 / len(kinds)
    handles = []
    for number, kind in enumerate(kinds):
        own = [analysis.of(kind)[name] for name in names]
        margins = [index.half if math.isfinite(index.half) else 0.0 for index in own]
        handles.append(
            axis.barh(
                places + (number - (len(kinds) - 1) / 2.0) * thick, [index.value for index in own], 0.9 * thick,
                xerr=margins, color=style.colour(number), alpha=0.85,
                error_kw={"ecolor": style.INK, "elinewidth": 1.0, "capsize": 2},
            )
        )  # fmt: skip
    chance = analysis.about_all("chance")
    if chance is not None:
        handles.append(axis.axvline(chance.high, color=style.INK, linewidth=1.0, linestyle=(0, (4, 3))))
    axis.axvline(0.0, color=style.INK, linewidth=0.8)
    axis.set_yticks(places, names)
    axis.invert_yaxis()
    axis.grid(visible=False, axis="y")
    axis.set_title(_title(analysis))
    return handles


def _guides(axis: Any) -> None:
    """Draw the lines of constant sigma/mu* inside the panel, each with its ratio where it leaves it."""
    right, top = axis.get_xlim()[1], axis.get_ylim()[1]
    for ratio in (LINEAR, MONOTONIC, MIXED):
        x = min(right, top / ratio)
        axis.plot(
            [0.0, x], [0.0, ratio * x], color=style.FAINT, linewidth=0.9, linestyle=(0, (4, 3)), zorder=0
        )
        beyond = x >= right
        axis.annotate(
            f"{ratio:g}", (x, ratio * x), xytext=(-3, 3) if beyond else (3, -9), textcoords="offset points",
            ha="right" if beyond else "left", fontsize=8, color=style.FAINT, annotation_clip=False,
        )  # fmt: skip


def _name_points(axis: Any, names: Sequence[str], x: Sequence[float], y: Sequence[float]) -> None:
    """Write names beside their points; a name that would lie on one above it moves down."""
    top, right = axis.get_ylim()[1], axis.get_xlim()[1]
    step = 0.045 * top
    taken: list[tuple[float, float]] = []
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
            ha="right" if late else "left", va="bottom", fontsize=8.5, color=style.INK, annotation_clip=False,
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


def _cells(axis: Any, analysis: Analysis, names: Sequence[str], table: Array, reach: float) -> None:
    """Draw pairs below the diagonal in numbers, those that are clear in colours too."""
    clear = {frozenset((i.subject, i.other)) for i in clear_pairs(analysis)}
    bold_ones = np.array([[frozenset((one, two)) in clear for two in names] for one in names])
    shown = np.where(np.isfinite(table), np.where(bold_ones, table, 0.0), np.nan)
    axis.imshow(shown, cmap="Blues", vmin=0.0, vmax=1.15 * reach, aspect="equal")
    for row, name in enumerate(names):
        for column in range(row):
            value, bold = table[row, column], bool(bold_ones[row, column])
            tint = MUTED if not bold else "white" if value > 0.6 * reach else style.INK
            weight = "bold" if bold else "normal"
            axis.text(
                column,
                row,
                _short(value),
                ha="center",
                va="center",
                fontsize=7.5,
                color=tint,
                fontweight=weight,
            )
        alone = _short(analysis.of("S1")[name].value)
        axis.text(row, row, alone, ha="center", va="center", fontsize=7.5, color=style.INK, style="italic")
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


def _chosen(analyses: Sequence[Analysis]) -> list[str]:
    """Factors with lines of their own: the most important of each outcome, in turn."""
    orders = [_notable(analysis) for analysis in analyses]
    ranked = [
        order[place] for place in range(max(map(len, orders))) for order in orders if place < len(order)
    ]
    return list(dict.fromkeys(ranked))[:MOST_LINES]


def _notable(analysis: Analysis) -> list[str]:
    """Factors in the order of their importance, without those that hardly have any."""
    main = {index.subject: index.value for index in analysis.steps[-1].indices}
    return [
        name
        for name in sorted(main, key=lambda name: -main[name])
        if main[name] > HARDLY * max(main.values())
    ]


def _first(analysis: Analysis) -> str:
    return analysis.ranking.order[0] if analysis.ranking else ""


def _title(analysis: Analysis) -> str:
    return spoken(analysis.outcome).capitalize()


def _unit(design: Design, analysis: Analysis) -> str:
    """Elementary effects have the unit of their outcome; the other indices have none."""
    about = OUTCOMES.get(analysis.outcome)
    return f" ({about.unit})" if about and design.method == "morris" else ""
