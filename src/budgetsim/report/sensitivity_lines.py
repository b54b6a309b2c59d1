"""How the main index of a sensitivity analysis settles with the number of samples."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from budgetsim.language import Language, language
from budgetsim.report import layout, style
from budgetsim.report.figure_words import enumerated
from budgetsim.report.interval_points import spread
from budgetsim.report.sensitivity_data import Asked, analysed
from budgetsim.report.sensitivity_panels import panels, title
from budgetsim.report.sensitivity_text import within
from budgetsim.studies.sensitivity.analyse import Analysis
from budgetsim.studies.sensitivity.calls import Index
from budgetsim.studies.sensitivity.convergence import Step
from budgetsim.studies.sensitivity.standing import HARDLY

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

MOST_LINES = 8
"""Factors with lines of their own; the others are thin and grey."""
LINES = 2.5
"""Inches of the height of a panel of lines."""
OTHERS = "others"


def draw_convergence(data: Mapping[str, Any], *, say: Language | None = None) -> tuple[Figure, str]:
    """Return the convergence of the main index from the answer of an analysis; errors as of ``analysed``."""
    return convergence(*analysed(data), say or language())


def convergence(asked: Asked, analyses: Sequence[Analysis], say: Language) -> tuple[Figure, str]:
    """Return the main index against the number of samples, one panel per outcome, and the caption."""
    chosen = _chosen(analyses)
    words = {name: say.name(name) for name in chosen} | {OTHERS: say("sensitivity-others")}
    figure, axes = panels(len(analyses), LINES)
    handles: dict[str, Any] = {}
    for axis, analysis in zip(axes, analyses, strict=False):
        handles |= _lines(axis, analysis, chosen)
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
    return figure, _caption(analyses, say)


def _caption(analyses: Sequence[Analysis], say: Language) -> str:
    settled = sum(bool(analysis.ranking and analysis.ranking.settled) for analysis in analyses)
    luck = [say.name(analysis.outcome) for analysis in analyses if analysis.ranking is None]
    told = say(
        "sensitivity-convergence-caption",
        settled=str(settled),
        any="some" if settled else "none",
        outcomes=str(len(analyses)),
        one="one" if len(analyses) == 1 else "many",
    )
    return told + (say("sensitivity-convergence-luck", outcomes=enumerated(say, luck)) if luck else "")


def _lines(axis: Axes, analysis: Analysis, chosen: Sequence[str]) -> dict[str, Any]:
    """Draw a line for every factor, the most important last and so on top; return one of each name in the legend."""
    main = {index.subject: index.value for index in analysis.steps[-1].indices}
    ordered = sorted(main, key=lambda name: main[name])
    handles: dict[str, Any] = {}
    for subject in (name for name in ordered if name not in chosen):
        values = [_index_of(step, subject).value for step in analysis.steps]
        samples = [step.samples for step in analysis.steps]
        (handles[OTHERS],) = axis.plot(samples, values, "-", color=style.FAINT, linewidth=0.8)
    shown = [name for name in ordered if name in chosen]
    _with_bands(axis, analysis, shown, chosen)
    return handles | {name: _handle(chosen.index(name)) for name in shown}


def _with_bands(axis: Axes, analysis: Analysis, shown: Sequence[str], chosen: Sequence[str]) -> None:
    """Draw the main index of factors against samples, intervals shaded."""
    import pandas as pd
    import seaborn as sns

    rows = [
        (subject, step.samples, own.value, own.low, own.high)
        for subject in shown
        for step in analysis.steps
        for own in (_index_of(step, subject),)
    ]
    long = spread((f"{name}|{samples}", "", value, low, high) for name, samples, value, low, high in rows)
    frame = pd.DataFrame(
        [(*key.rsplit("|", 1), number) for key, _, number in long], columns=["factor", "samples", "index"]
    ).astype({"samples": int})
    numbers = {name: chosen.index(name) for name in shown}
    # Of low, value and high the median is the value, and all of them span the interval: nothing is resampled.
    sns.lineplot(
        frame, x="samples", y="index", hue="factor", style="factor", hue_order=shown, style_order=shown,
        palette={name: style.colour(number) for name, number in numbers.items()},
        dashes={name: _dashes(style.line(number)) for name, number in numbers.items()},
        markers=dict.fromkeys(shown, "o"), markersize=4, markeredgewidth=0, estimator="median",
        errorbar=("pi", 100), err_kws={"alpha": 0.13, "linewidth": 0}, legend=False, ax=axis,
    )  # fmt: skip


def _index_of(step: Step, subject: str) -> Index:
    return within(next(index for index in step.indices if index.subject == subject))


def _handle(number: int) -> Any:
    from matplotlib.lines import Line2D

    look: dict[str, Any] = {"color": style.colour(number), "linestyle": style.line(number)}
    return Line2D([], [], marker="o", markersize=3.5, **look)


def _dashes(line: str) -> Any:
    """Return dashes as seaborn takes them."""
    return {"-": "", "--": (4, 1.5), "-.": (5, 1.2, 1.2, 1.2), ":": (1.2, 1.2)}[line]


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
