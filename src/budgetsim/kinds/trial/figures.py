"""The figures: power by size and length with what is seen of the truth, and effects by year since treatment began."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from budgetsim.kinds.trial.answer import Trial
from budgetsim.kinds.trial.estimators import POWER
from budgetsim.kinds.trial.tables import estimator_told, outcome_told, unit_told, years_told
from budgetsim.language import Language
from budgetsim.report import layout, style
from budgetsim.report.figure_words import axis_label
from budgetsim.report.figures import draw
from budgetsim.report.results import number
from budgetsim.rounding import per_cent, signed
from budgetsim.studies.kind import Figure
from budgetsim.studies.table import Interval

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Drawn

HEIGHT = 2.5
BAND = 0.15
"""How dark bands are."""
SEEN = ((style.MUTED, "-", "D"), (style.INK, "--", "v"), (style.INK, ":", "P"))
"""Colours, dashes and markers of estimates, true effects and a roll-out, which no line of a length has."""
NUDGE = 0.08
"""Years by which points of one year stand beside each other."""


def figures(answer: Trial) -> list[Figure]:
    """Return the figures of a trial."""
    return [Figure(name, partial(_draw, name, answer)) for name in ("trial_power", "trial_events")]


def _draw(name: str, answer: Trial, language: str) -> Any:
    return draw(name, answer, language=language)


def draw_power(answer: Trial, *, say: Language) -> tuple[Drawn, str]:
    """Return power by size, a line for each length; beside it mean estimates, true effects and a full roll-out."""
    figure, (left, right) = layout.new_figure(HEIGHT, 1, 2)
    handles, labels = [], []
    for place, after in enumerate(answer.lengths):
        power = [answer.of(units, after).by(answer.estimator).power for units in answer.sizes]
        handles.append(_line(left, answer.sizes, power, place))
        labels.append(say("trial-figure-after", **years_told(after)))
    left.axhline(POWER, color=style.MUTED, linewidth=0.8, linestyle=":")
    left.set(
        xlabel=say("trial-figure-units", unit=answer.unit), ylabel=say("trial-figure-power"), ylim=(0.0, 1.02)
    )
    left.yaxis.set_major_formatter(lambda value, _: per_cent(value))
    for key, handle in _draw_seen(right, answer, say).items():
        handles.append(handle)
        labels.append(say(f"trial-figure-{key}"))
    for axis in (left, right):
        axis.set_xticks(answer.sizes)
    layout.legend_above(figure, handles, labels)
    caption = say(
        "trial-figure-power-caption",
        unit=answer.unit,
        units=str(answer.size),
        power=per_cent(number(answer.found.power.value)),
        goal=per_cent(POWER),
        estimate=signed(number(answer.found.estimate.value)),
        true=signed(number(answer.true.value)),
        rollout=signed(number(answer.rollout.value)),
        estimator=estimator_told(answer.estimator, say),
    )
    return figure, caption


def _draw_seen(axis: Axes, answer: Trial, say: Language) -> dict[str, Any]:
    """Draw what is seen and what is true, by size, at the longest length; return what a legend shows."""
    tried = [answer.of(units, answer.after) for units in answer.sizes]
    values = {
        "estimate": [number(one.by(answer.estimator).estimate.value) for one in tried],
        "true": [one.truth for one in tried],
        "rollout": [number(answer.rollout.value)] * len(tried),
    }
    axis.axhline(0.0, color=style.INK, linewidth=0.8)
    axis.set(xlabel=say("trial-figure-units", unit=answer.unit), ylabel=_effect_label(answer, say))
    return {
        key: axis.plot(answer.sizes, shares, color=tint, linestyle=dash, marker=mark)[0]
        for (key, shares), (tint, dash, mark) in zip(values.items(), SEEN, strict=True)
    }


def _effect_label(answer: Trial, say: Language) -> str:
    effect = say("trial-figure-effect", outcome=outcome_told(answer, say))
    return axis_label(say, effect, unit_told(answer, say))


def _line(axis: Axes, places: list[int], values: list[Interval], number_: int) -> Any:
    """Draw a line with its intervals in the n-th colour; return what a legend shows."""
    tint = style.colour(number_)
    middle, low, high = _ends(values)
    axis.fill_between(places, low, high, color=tint, alpha=BAND, linewidth=0)
    return axis.plot(places, middle, color=tint, linestyle=style.line(number_), marker=style.marker(number_))[
        0
    ]


def draw_events(answer: Trial, *, say: Language) -> tuple[Drawn, str]:
    """Return the true and the measured effect by year since treatment began, with what an event study estimates."""
    figure, (axis,) = layout.new_figure(HEIGHT, 1, 1)
    since = [one.since for one in answer.events]
    handles, labels = [], []
    for place, key in enumerate(("true", "measured", "estimate")):
        values: list[Interval] = [getattr(one, key) for one in answer.events]
        if key == "estimate":
            handles.append(_points(axis, since, values, place))
        else:
            handles.append(_line(axis, since, values, place))
        labels.append(say(f"trial-figure-events-{key}"))
    axis.axhline(0.0, color=style.INK, linewidth=0.8)
    axis.axvline(-0.5, color=style.MUTED, linewidth=0.8, linestyle=":")
    axis.set_xticks(since)
    axis.set_xlabel(say("trial-figure-since"))
    axis.set_ylabel(_effect_label(answer, say))
    layout.legend_above(figure, handles, labels)
    last = answer.events[-1]
    caption = say(
        "trial-figure-events-caption",
        since=str(last.since),
        true=signed(number(last.true.value)),
        measured=signed(number(last.measured.value)),
        estimate=signed(number(last.estimate.value)),
    )
    return figure, caption


def _points(axis: Axes, places: list[int], values: list[Interval], place: int) -> Any:
    """Draw points with their intervals in the n-th colour, a little to the right; return what a legend shows."""
    tint = style.colour(place)
    shifted = [at + NUDGE for at in places]
    middle, low, high = _ends(values)
    axis.vlines(shifted, low, high, color=tint, linewidth=1.1)
    return axis.plot(shifted, middle, color=tint, marker=style.marker(place), linestyle="", markersize=4)[0]


def _ends(values: list[Interval]) -> tuple[list[float], list[float], list[float]]:
    """Return values and the ends of their intervals; without any the value is both."""
    middle = [number(one.value) for one in values]
    low, high = (
        [value if end is None else end for value, end in zip(middle, ends, strict=True)]
        for ends in ([one.low for one in values], [one.high for one in values])
    )
    return middle, low, high
