"""How the main index of a sensitivity analysis settles with the number of samples."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from budgetsim.kinds.sensitivity.answer import Analysis, Sensitivity, Step, index_of
from budgetsim.kinds.sensitivity.calls import Index
from budgetsim.kinds.sensitivity.figures import index_label, panels, title
from budgetsim.kinds.sensitivity.findings import within
from budgetsim.kinds.sensitivity.standing import HARDLY
from budgetsim.language import Language
from budgetsim.report import layout, style
from budgetsim.report.figure_words import enumerated
from budgetsim.report.intervals import spread

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

MOST_LINES = 8
"""Factors with lines of their own; the others are thin and grey."""
LINES = 2.5
"""Inches of the height of a panel of lines."""
OTHERS = "others"


def draw(answer: Sensitivity, *, say: Language) -> tuple[Figure, str]:
    """Return the main index against the number of samples, one panel per outcome, and the caption."""
    analyses = answer.analysed
    chosen = _chosen(list(analyses.values()))
    words = {name: say.name(name) for name in chosen} | {OTHERS: say("sensitivity-others")}
    figure, axes = panels(len(analyses), LINES)
    handles: dict[str, Any] = {}
    for axis, (outcome, analysis) in zip(axes, analyses.items(), strict=False):
        handles |= _lines(axis, answer.main_index, analysis, chosen)
        samples = [step.samples for step in analysis.convergence]
        axis.set_xscale("log", base=2)
        axis.set_xticks(samples, [f"{n:,}" for n in samples])
        axis.minorticks_off()
        axis.set_title(title(say, outcome, analysis))
        axis.set_xlabel(say("sensitivity-samples"))
        axis.set_ylabel(index_label(say, answer, outcome))
        axis.axhline(0.0, color=style.FAINT, linewidth=0.8)
    entries = [name for name in [*chosen, OTHERS] if name in handles]
    layout.legend_above(figure, [handles[name] for name in entries], [words[name] for name in entries])
    return figure, _caption(analyses, say)


def _caption(analyses: Mapping[str, Analysis], say: Language) -> str:
    settled = sum(bool(analysis.settled) for analysis in analyses.values())
    luck = [say.name(name) for name, analysis in analyses.items() if not analysis.ranking]
    text = say(
        "sensitivity-convergence-caption",
        settled=str(settled),
        any="some" if settled else "none",
        outcomes=str(len(analyses)),
        one="one" if len(analyses) == 1 else "many",
    )
    return text + (say("sensitivity-convergence-luck", outcomes=enumerated(say, luck)) if luck else "")


def _lines(axis: Axes, main_index: str, analysis: Analysis, chosen: Sequence[str]) -> dict[str, Any]:
    """Draw a line for every factor, the most important last and so on top; return one of each name in the legend."""
    main = _last(analysis)
    ordered = sorted(main, key=lambda name: main[name])
    handles: dict[str, Any] = {}
    for subject in (name for name in ordered if name not in chosen):
        values = [_index_of(main_index, step, subject).value for step in analysis.convergence]
        samples = [step.samples for step in analysis.convergence]
        (handles[OTHERS],) = axis.plot(samples, values, "-", color=style.FAINT, linewidth=0.8)
    shown = [name for name in ordered if name in chosen]
    _with_bands(axis, main_index, analysis, shown, chosen)
    return handles | {name: _handle(chosen.index(name)) for name in shown}


def _with_bands(
    axis: Axes, main_index: str, analysis: Analysis, shown: Sequence[str], chosen: Sequence[str]
) -> None:
    """Draw the main index of factors against samples, intervals shaded."""
    import pandas as pd
    import seaborn as sns

    rows = [
        (subject, step.samples, index.value, index.low, index.high)
        for subject in shown
        for step in analysis.convergence
        for index in (_index_of(main_index, step, subject),)
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


def _index_of(main_index: str, step: Step, subject: str) -> Index:
    return within(index_of(main_index, step.indices[subject], subject))


def _last(analysis: Analysis) -> dict[str, float]:
    """Return the main index of every subject from all runs."""
    return {name: cell.value or 0.0 for name, cell in analysis.convergence[-1].indices.items()}


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
    main = _last(analysis)
    return [
        name
        for name in sorted(main, key=lambda name: -main[name])
        if main[name] > HARDLY * max(main.values())
    ]
