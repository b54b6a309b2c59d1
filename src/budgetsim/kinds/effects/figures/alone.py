"""Effects of levers moved alone: as a forest on every outcome, over seeds and over draws, and as a tornado."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from budgetsim.declarations import declarations
from budgetsim.kinds.effects.figures import Row, frame_rows
from budgetsim.kinds.effects.findings.phrases import UNCLEAR
from budgetsim.kinds.effects.interactions import TIMES
from budgetsim.language import Language
from budgetsim.report import layout, style
from budgetsim.report.declared import better_sign
from budgetsim.report.figure_words import (
    chosen_outcomes,
    enumerated,
    outcome_label,
    outcome_title,
    over_seeds,
    sentences,
    unit_of,
)
from budgetsim.report.intervals import spread
from budgetsim.report.results import has_band
from budgetsim.rounding import level, per_cent, signed
from budgetsim.studies.band import ENDS

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

MOST_PANELS, MOST_LEVERS = 40, 30
COLUMNS = 3
LINE, AROUND = 0.19, 0.5
"""Inches of the height of a lever, and of the labels and titles of a row of panels."""
BESIDE = 0.32
"""Part of a line by which the range over stances lies beside its effect."""
SMALLEST = 0.01
"""Half of what a panel spans, in units of the outcome, where no lever does anything."""


def draw(
    effects: pd.DataFrame, *, outcomes: Sequence[str] | None = None, seeds: int | None = None, say: Language
) -> tuple[Figure, str]:
    """Return one panel per outcome, levers below each other, and the caption.

    ``effects`` is ``tables/effects.csv`` of ``budgetsim effects``.
    """
    shown = chosen_outcomes(effects, outcomes, MOST_PANELS)
    levers = list(dict.fromkeys(effects["lever"]))[:MOST_LEVERS]
    table = {(row["lever"], row["outcome"]): row for row in frame_rows(effects)}
    names = [contrast_label(say, table[lever, shown[0]]) for lever in levers]
    columns = min(COLUMNS, len(shown))
    height = LINE * len(levers) + AROUND
    figure, axes = layout.new_figure(height, -(-len(shown) // columns), columns)
    for place, (axis, outcome) in enumerate(zip(axes, shown, strict=False)):
        _effects(axis, [table[lever, outcome] for lever in levers], say)
        axis.set_title(outcome_title(say, outcome))
        axis.set_xlabel(say.unit(unit_of(outcome)))
        layout.name_rows(axis, names if place % columns == 0 else [""] * len(levers))
    layout.hide_unused(axes, len(shown))
    every = [table[lever, outcome] for lever in levers for outcome in shown]
    clear = sum(row["verdict"] not in UNCLEAR for row in every)
    over = over_seeds(say, seeds)
    caption = say("effects-forest-caption", over=over, clear=str(clear), count=str(len(every)))
    banded = say("effects-forest-band") if any(map(has_band, every)) else ""
    across = say("figure-own-scales-across") if len(shown) > 1 else ""
    return figure, sentences(say, [caption, banded, across])


def _effects(axis: Axes, rows: Sequence[Row], say: Language) -> None:
    draw_forest(axis, [(row, row["difference"], number) for number, row in enumerate(rows)])
    _bands(axis, rows)
    axis.locator_params(axis="x", nbins=4)
    axis.margins(x=0.12)
    if all(row["verdict"] == "none" for row in rows):
        axis.set_xlim(-SMALLEST, SMALLEST)  # or it would show the rounding of zeros
        layout.note(axis, say("figure-nothing"))


def _bands(axis: Axes, rows: Sequence[Row]) -> None:
    """Mark beside effects on net social value what they are over all stances on transfers and public funds."""
    for place, row in enumerate(rows):
        if has_band(row):
            ends = [row[key] for key in ENDS]
            axis.plot(ends, [place + BESIDE] * 2, color=style.INK, linewidth=0.7, marker="|", markersize=4.0)


def draw_forest(axis: Axes, rows: Sequence[tuple[Row, float, int]]) -> None:
    """Draw estimates below each other, with their own intervals and the wider ones that hold together.

    Of each estimate ``rows`` hold its intervals and verdict, its value, and the number of its colour and marker; it is
    grey where chance could explain it.
    """
    import pandas as pd
    import seaborn.objects as so

    table = pd.DataFrame([row for row, _, _ in rows]).assign(
        at=range(len(rows)),
        value=[value for _, value, _ in rows],
        tint=[style.FAINT if row["verdict"] in UNCLEAR else style.colour(number) for row, _, number in rows],
        shape=[style.marker(number) for _, _, number in rows],
    )
    (
        so.Plot(table, x="value", y="at", color="tint", marker="shape")
        .scale(color=None, marker=so.Nominal({name: name for name in style.MARKERS}))
        .add(so.Range(linewidth=0.9), xmin="sim_low", xmax="sim_high", orient="y", legend=False)
        .add(so.Range(linewidth=2.6), xmin="low", xmax="high", orient="y", legend=False)
        .add(so.Dot(pointsize=5.0), legend=False)
        .theme(style.current_theme())
        .on(axis)
        .plot()
    )
    axis.axvline(0.0, color=style.INK, linewidth=0.7)
    axis.set(xlabel="", ylabel="")


MOST_BARRED, MOST_BARS = 4, 15
BAR, AROUND_BARS = 0.2, 0.55
"""Inches: of a lever, and above and below the bars."""
ROUNDING = 1e-12
"""Effects below which nothing but rounding differs."""
SWITCHED = ("off", "on")
BETTER, WORSE = style.colour(0), style.colour(1)


def draw_tornado(
    effects: pd.DataFrame, *, outcomes: Sequence[str] | None = None, seeds: int | None = None, say: Language
) -> tuple[Figure, str]:
    """Return one panel per outcome, levers by the size of their effects, and the caption.

    ``effects`` is ``tables/effects.csv`` of ``budgetsim effects``.
    """
    shown = chosen_outcomes(effects, outcomes, MOST_BARRED)
    tables = {outcome: _largest_first(effects[effects["outcome"] == outcome]) for outcome in shown}
    columns = min(2, len(shown))
    height = BAR * max(map(len, tables.values())) + AROUND_BARS
    labels = [say("figure-better"), say("figure-worse"), say("figure-unclear")]
    figure, axes = layout.new_figure(height, -(-len(shown) // columns), columns)
    for axis, outcome in zip(axes, shown, strict=False):
        rows = tables[outcome]
        _bars(axis, rows, [contrast_label(say, row) for row in rows], outcome)
        if all(abs(row["difference"]) < ROUNDING for row in rows):
            axis.set_xlim(-1.0, 1.0)  # or it would show the rounding of zeros
            layout.note(axis, say("figure-nothing"))
        axis.set_title(outcome_title(say, outcome))
        axis.set_xlabel(say("figure-difference", unit=say.unit(unit_of(outcome))))
    layout.hide_unused(axes, len(shown))
    from matplotlib.patches import Patch

    handles = [Patch(color=tint) for tint in (BETTER, WORSE, style.FAINT)]
    layout.legend_above(figure, handles, labels)
    return figure, _tornado_caption(tables[shown[0]], shown[0], seeds, say)


def _largest_first(table: pd.DataFrame) -> list[Row]:
    return sorted(frame_rows(table), key=lambda row: -abs(row["difference"]))[:MOST_BARS]


def contrast_label(say: Language, row: Row) -> str:
    """Return a lever with the values between which it is moved."""
    lever = str(row["lever"])
    low, high = (_level(say, lever, row[f"{end}_value"]) for end in ("low", "high"))
    return say("figure-contrast", lever=say.name(lever), low=low, high=high)


def _level(say: Language, lever: str, value: Any) -> str:
    """Return a value as tables hold it, as a number or as text: a number, a choice, or whether a switch is on."""
    if isinstance(value, bool | np.bool_) or value in SWITCHED:
        return say("figure-on" if value in (True, "on") else "figure-off")
    text = level(value) if isinstance(value, int | float) else str(value)
    about = declarations().get(lever)
    # Numbers may be choices of another lever: years of delay.
    return say.choice(text) if about is None or about.kind == "choice" else text


def _bars(axis: Axes, rows: Sequence[Row], names: Sequence[str], outcome: str) -> None:
    import pandas as pd
    import seaborn as sns

    tints = {place: _tint(row, outcome) for place, row in enumerate(rows)}
    points = ((str(place), "", row["difference"], row["low"], row["high"]) for place, row in enumerate(rows))
    frame = pd.DataFrame(spread(points), columns=["place", "kind", "number"]).astype({"place": int})
    # Of low, value and high the median is the value, and all of them span the interval: nothing is resampled.
    sns.barplot(
        frame, x="number", y="place", hue="place", palette=tints, orient="h", estimator="median", width=0.66,
        errorbar=("pi", 100), err_kws={"color": style.INK, "linewidth": 1.2}, alpha=0.85, saturation=1.0,
        legend=False, ax=axis,
    )  # fmt: skip
    axis.set_ylabel("")
    axis.axvline(0.0, color=style.INK, linewidth=0.8)
    axis.set_yticks(range(len(rows)), names)
    axis.set_ylim(len(rows) - 0.4, -0.6)
    axis.grid(visible=False, axis="y")
    axis.tick_params(axis="y", length=0)
    axis.locator_params(axis="x", nbins=4)
    axis.margins(x=0.08)


def _tint(row: Row, outcome: str) -> str:
    """Return the colour of an effect: which way it goes, or grey where chance could explain it."""
    if not is_clear(row):
        return style.FAINT
    return BETTER if (row["difference"] > 0.0) == (better_sign(outcome) >= 0.0) else WORSE


def is_clear(row: Row) -> bool:
    """Whether an effect is clear: by the verdict of the table, adjusted for many comparisons, or by its interval.

    What is better under some stances on transfers and public funds and worse under others has no colour of its own.
    """
    if isinstance(row.get("verdict"), str):
        return row["verdict"] not in ("not clear", "none", "disputed")
    return bool(row["low"] > 0.0 or row["high"] < 0.0)


def _tornado_caption(rows: Sequence[Row], outcome: str, seeds: int | None, say: Language) -> str:
    effects = [
        say("figure-tornado-effect", lever=say.name(str(row["lever"])), effect=signed(row["difference"]))
        for row in rows[:3]
    ]
    return say(
        "figure-tornado-caption",
        over=over_seeds(say, seeds),
        outcome=say.name(outcome),
        effects=enumerated(say, effects),
        clear=str(sum(map(is_clear, rows))),
        count=str(len(rows)),
    )


MOST_TERMS = 20


def draw_terms(
    factorial: pd.DataFrame, *, outcomes: Sequence[str] | None = None, seeds: int | None = None, say: Language
) -> tuple[Figure, str]:
    """Return all terms of an outcome, the largest first, with intervals alone and together, and the caption.

    ``factorial`` is ``tables/factorial.csv`` of ``budgetsim effects``.
    """
    (outcome,) = chosen_outcomes(factorial, outcomes, 1)
    rows = frame_rows(factorial[factorial["outcome"] == outcome])
    rows = sorted(rows, key=lambda row: -abs(row["effect"]))[:MOST_TERMS]
    names = [_term(say, row) for row in rows]
    figure, (axis,) = layout.new_figure(LINE * len(rows) + AROUND)
    draw_forest(axis, [(row, row["effect"], int(row["order"]) - 1) for row in rows])
    layout.name_rows(axis, names)
    axis.set_xlabel(outcome_label(say, outcome))
    clear = [row for row in rows if row["verdict"] not in UNCLEAR]
    largest = [
        say("effects-factorial-largest", term=_term(say, row), effect=signed(row["effect"]))
        for row in clear[:1]
    ]
    over = over_seeds(say, seeds)
    return figure, say(
        "effects-factorial-caption", outcome=say.name(outcome), over=over, largest="".join(largest)
    )


def _term(say: Language, row: Row) -> str:
    return TIMES.join(say.name(name) for name in str(row["term"]).split(TIMES))


def draw_drawn(
    effects: pd.DataFrame, *, outcomes: Sequence[str] | None = None, say: Language
) -> tuple[Figure, str]:
    """Return one panel per outcome, levers below each other with their shares of draws, and the caption.

    ``effects`` is ``tables/effects_draws.csv`` of ``budgetsim effects``.
    """
    return forest_over_draws(
        effects,
        "lever",
        lambda row: contrast_label(say, row),
        "effects-figure-draws",
        outcomes=outcomes,
        say=say,
    )


def forest_over_draws(  # noqa: PLR0913 - what is drawn, and how it is called
    cells: pd.DataFrame,
    key: str,
    label: Callable[[Row], str],
    caption: str,
    *,
    outcomes: Sequence[str] | None = None,
    panels: tuple[int, int] = (MOST_PANELS, COLUMNS),
    say: Language,
) -> tuple[Figure, str]:
    """Return one panel per outcome: differences over draws below each other, with their shares of draws; the caption.

    ``key`` is the column that names differences, ``label`` what one is called, ``caption`` the message of the caption;
    ``panels`` are how many outcomes there are at most, and in a row.
    """
    declared = cells[cells["structure"] == "declared"]
    most, in_row = panels
    shown = chosen_outcomes(declared, outcomes, most)
    names = list(dict.fromkeys(declared[key]))[:MOST_LEVERS]
    table = {(row[key], row["outcome"]): row for row in frame_rows(declared)}
    labels = [label(table[name, shown[0]]) for name in names]
    columns = min(in_row, len(shown))
    figure, axes = layout.new_figure(LINE * len(names) + AROUND, -(-len(shown) // columns), columns)
    for place, (axis, outcome) in enumerate(zip(axes, shown, strict=False)):
        _differences(axis, [table[name, outcome] for name in names])
        axis.set_title(outcome_title(say, outcome))
        axis.set_xlabel(say.unit(unit_of(outcome)))
        layout.name_rows(axis, labels if place % columns == 0 else [""] * len(names))
    layout.hide_unused(axes, len(shown))
    every = [table[name, outcome] for name in names for outcome in shown]
    sure = sum(_drawn_tint(row) != style.FAINT for row in every)
    across = say("figure-own-scales-across") if len(shown) > 1 else ""
    return figure, sentences(say, [say(caption, sure=str(sure), count=str(len(every))), across])


def _differences(axis: Axes, rows: Sequence[Row]) -> None:
    """Draw medians with the middle 90 % of draws; at the right, the share of draws that goes the better way."""
    for place, row in enumerate(rows):
        tint = _drawn_tint(row)
        axis.plot([row["low"], row["high"]], [place, place], color=tint, linewidth=2.0)
        axis.plot([row["median"]], [place], "o", color=tint, markersize=4.0)
        axis.annotate(
            per_cent(row["share_better"]), (1.0, place), xycoords=("axes fraction", "data"), xytext=(3, 0),
            textcoords="offset points", ha="left", va="center", fontsize=style.NOTE, color=style.MUTED,
        )  # fmt: skip
    axis.axvline(0.0, color=style.INK, linewidth=0.7)
    axis.locator_params(axis="x", nbins=4)
    axis.margins(x=0.18)


def _drawn_tint(row: Row) -> str:
    """Return the colour of what nearly all draws say, for the public; grey where they differ."""
    word = str(row["verdict"]).removesuffix("-unless")
    return {"better": BETTER, "more": BETTER, "worse": WORSE, "less": WORSE}.get(word, style.FAINT)
