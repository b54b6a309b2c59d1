"""Figures of a sensitivity analysis: bars with intervals, Morris' scatter, pairs as a heat map, convergence."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from budgetsim.language import Language, language
from budgetsim.report import layout, sobol, style
from budgetsim.report.sensitivity_data import Asked, analysed, asked_of, kinds_of
from budgetsim.report.sensitivity_maps import heat_map, scatter
from budgetsim.report.sensitivity_panels import MOST_SUBJECTS, firsts, index_label, panels, title
from budgetsim.report.sensitivity_text import HARDLY, HEADS
from budgetsim.report.style import Drawn
from budgetsim.studies.sensitivity.analyse import Analysis
from budgetsim.studies.sensitivity.design import Design

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

MOST_LINES = 8
"""Factors with lines of their own; the others are thin and grey."""
BAR, FRAME = 0.24, 0.55
"""Inches of a factor's bars, and of a panel's title and axis."""
LINES = 2.5
"""Inches of the height of a panel of lines."""
BARS = ("mu_star", "delta", "median", "maximum")
"""Indices that are drawn as bars here; shares of variance are drawn by ``sobol``."""
OTHERS = "others"
FILES = {"elementary_effects": "scatter", "factor_pairs": "pairs", "index_convergence": "convergence"}
"""What the files of figures are called, after the method; those of bars are ``indices``."""


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
    asked, say = asked_of(design), language()
    made: dict[str, Callable[[Asked, Sequence[Analysis], Language], tuple[Figure, str]]] = {
        "elementary_effects": scatter,
        "factor_pairs": heat_map,
        "index_convergence": convergence,
    }
    with style.house_style():
        return [
            style.save(
                *made.get(name, bars)(asked, shown, say), directory=directory,
                name=f"{design.method}-{FILES.get(name, 'indices')}", formats=formats,
            )
            for name in kinds_of(asked, shown)
        ]  # fmt: skip


def draw_bars(data: Mapping[str, Any], *, say: Language | None = None) -> tuple[Figure, str]:
    """Return the bars of an analysis from its answer; errors as of ``analysed``."""
    return bars(*analysed(data), say or language())


def draw_convergence(data: Mapping[str, Any], *, say: Language | None = None) -> tuple[Figure, str]:
    """Return the convergence of the main index from the answer of an analysis; errors as of ``analysed``."""
    return convergence(*analysed(data), say or language())


def bars(asked: Asked, analyses: Sequence[Analysis], say: Language) -> tuple[Figure, str]:
    """Return one panel per outcome, its factors ordered by importance, and the caption."""
    if asked.main in sobol.KINDS:
        return sobol.draw(_table(analyses), points=asked.points, say=say)
    kinds = [kind for kind, _ in HEADS[asked.method] if kind in BARS]
    count = min(MOST_SUBJECTS, len(asked.subjects))
    entries = [say(f"sensitivity-index-{kind.replace('_', '-')}") for kind in kinds]
    if any(analysis.about_all("chance") for analysis in analyses):
        entries.append(say("sensitivity-chance"))
    shown = entries if len(entries) > 1 else []
    figure, axes = panels(len(analyses), BAR * count + FRAME)
    handles: list[Any] = []
    for axis, analysis in zip(axes, analyses, strict=False):
        handles = _bar_panel(axis, analysis, kinds, count, say)
        axis.set_xlabel(index_label(say, asked, analysis))
    if shown:
        layout.legend_above(figure, handles, shown)
    return figure, say(
        "sensitivity-bars-caption",
        method=asked.method,
        points=f"{asked.points:,}",
        left=_left_out(len(asked.subjects) - count, say),
        firsts=firsts(say, analyses),
    )


def _left_out(others: int, say: Language) -> str:
    if not others:
        return ""
    return say("sensitivity-left-out", others=str(others), one="one" if others == 1 else "many")


def _table(analyses: Sequence[Analysis]) -> pd.DataFrame:
    """Return the indices of factors as the catalogue of figures takes them."""
    import pandas as pd

    rows = [
        (analysis.outcome, index.kind, index.subject, index.value, index.low, index.high)
        for analysis in analyses
        for index in analysis.indices
        if index.subject and not index.other
    ]
    return pd.DataFrame(rows, columns=["outcome", "index", "factor", "value", "low", "high"])


def convergence(asked: Asked, analyses: Sequence[Analysis], say: Language) -> tuple[Figure, str]:
    """Return the main index against the number of samples, one panel per outcome, and the caption."""
    chosen = _chosen(analyses)
    words = {name: say.name(name) for name in chosen} | {OTHERS: say("sensitivity-others")}
    figure, axes = panels(len(analyses), LINES)
    handles: dict[str, Any] = {}
    lowest = -math.inf if asked.main == "S1" else 0.0  # the other indices cannot be negative
    for axis, analysis in zip(axes, analyses, strict=False):
        handles |= _lines(axis, analysis, chosen, lowest)
        samples = [step.samples for step in analysis.steps]
        axis.set_xscale("log", base=2)
        axis.set_xticks(samples, [f"{n:,}" for n in samples])
        axis.minorticks_off()
        axis.set_title(title(say, analysis))
        axis.set_xlabel(say("sensitivity-samples"))
        axis.set_ylabel(say(f"sensitivity-axis-{asked.main.replace('_', '-').lower()}"))
        axis.axhline(0.0, color=style.FAINT, linewidth=0.8)
    entries = [name for name in [*chosen, OTHERS] if name in handles]
    layout.legend_above(figure, [handles[name] for name in entries], [words[name] for name in entries])
    settled = sum(bool(analysis.ranking and analysis.ranking.settled) for analysis in analyses)
    many = "one" if len(analyses) == 1 else "many"
    return figure, say(
        "sensitivity-convergence-caption", settled=str(settled), outcomes=str(len(analyses)), one=many
    )


def _bar_panel(axis: Any, analysis: Analysis, kinds: Sequence[str], count: int, say: Language) -> list[Any]:
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
    axis.set_yticks(places, [say.name(name) for name in names])
    axis.invert_yaxis()
    axis.grid(visible=False, axis="y")
    axis.set_title(title(say, analysis))
    return handles


def _lines(axis: Any, analysis: Analysis, chosen: Sequence[str], lowest: float) -> dict[str, Any]:
    """Draw a line for every factor, the most important last and so on top; return one of each name in the legend."""
    samples, handles = [step.samples for step in analysis.steps], {}
    for subject in analysis.ranking.order[::-1] if analysis.ranking else ():
        own = [next(i for i in step.indices if i.subject == subject) for step in analysis.steps]
        values = [index.value for index in own]
        if subject not in chosen:
            (handles[OTHERS],) = axis.plot(samples, values, "-", color=style.FAINT, linewidth=0.8)
            continue
        number = chosen.index(subject)
        tint, dashes = style.colour(number), style.line(number)
        (handles[subject],) = axis.plot(samples, values, dashes, color=tint, marker="o", markersize=3.5)
        low, high = [max(index.low, lowest) for index in own], [index.high for index in own]
        axis.fill_between(samples, low, high, color=tint, alpha=0.13, linewidth=0)
    return handles


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
