"""Effects of levers as a tornado: each moved alone, the largest on top."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from budgetsim.declarations import declarations
from budgetsim.kinds.effects.figures.frames import frame_rows
from budgetsim.language import Language, language
from budgetsim.report import layout, style
from budgetsim.report.declared import OUTCOMES
from budgetsim.report.figure_words import chosen_outcomes, enumerated, outcome_title, over_seeds, unit_of
from budgetsim.report.intervals import spread
from budgetsim.rounding import level, signed

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

MOST_OUTCOMES, MOST_LEVERS = 4, 15
LINE, AROUND = 0.2, 0.55
"""Inches: of a lever, and above and below the bars."""
NOTHING = 1e-12
"""Effects below which nothing but rounding differs."""
SWITCHED = ("off", "on")
BETTER, WORSE = style.colour(0), style.colour(1)


def draw(
    effects: pd.DataFrame,
    *,
    outcomes: Sequence[str] | None = None,
    seeds: int | None = None,
    say: Language | None = None,
) -> tuple[Figure, str]:
    """Return one panel per outcome, levers by the size of their effects, and the caption.

    Parameters
    ----------
    effects
        One row per lever x outcome, as ``tables/effects.csv`` of ``budgetsim effects``.
    outcomes
        Outcomes to show; by default the first four of the table.
    seeds
        Replications behind the means, if the caption should tell.
    say
        Language of the words; English by default.
    """
    from matplotlib.patches import Patch

    say = say or language()
    shown = chosen_outcomes(effects, outcomes, MOST_OUTCOMES)
    tables = {outcome: _largest_first(effects[effects["outcome"] == outcome]) for outcome in shown}
    names = {
        outcome: [contrast_label(say, row) for row in frame_rows(table)] for outcome, table in tables.items()
    }
    columns = min(2, len(shown))
    height = LINE * max(map(len, tables.values())) + AROUND
    labels = [say("figure-better"), say("figure-worse"), say("figure-unclear")]
    figure, axes = layout.new_figure(height, -(-len(shown) // columns), columns)
    for axis, outcome in zip(axes, shown, strict=False):
        _panel(axis, frame_rows(tables[outcome]), names[outcome], outcome)
        if (tables[outcome]["difference"].abs() < NOTHING).all():
            layout.note(axis, say("figure-nothing"))
        axis.set_title(outcome_title(say, outcome))
        axis.set_xlabel(say("figure-difference", unit=say.unit(unit_of(outcome))))
    layout.hide_unused(axes, len(shown))
    handles = [Patch(color=tint) for tint in (BETTER, WORSE, style.FAINT)]
    layout.legend_above(figure, handles, labels)
    return figure, _caption(tables[shown[0]], shown[0], seeds, say)


def _largest_first(table: pd.DataFrame) -> pd.DataFrame:
    order = table["difference"].abs().sort_values(ascending=False, kind="stable").index
    return table.loc[order].head(MOST_LEVERS)


def contrast_label(say: Language, row: dict[str, Any]) -> str:
    """Return a lever with the values between which it is moved."""
    lever = str(row["lever"])
    low, high = (_level(say, lever, row[f"{end}_value"]) for end in ("low", "high"))
    return f"{say.name(lever)} ({low} → {high})"


def _level(say: Language, lever: str, value: Any) -> str:
    """Return a value as tables hold it, as a number or as text: a number, a choice, or whether a switch is on."""
    if isinstance(value, bool | np.bool_) or value in SWITCHED:
        return say("figure-on" if value in (True, "on") else "figure-off")
    text = level(value) if isinstance(value, int | float) else str(value)
    about = declarations().get(lever)
    # Numbers may be choices of another lever: years of delay.
    return say.choice(text) if about is None or about.kind == "choice" else text


def _panel(axis: Axes, rows: Sequence[dict[str, Any]], names: Sequence[str], outcome: str) -> None:
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
    if all(abs(row["difference"]) < NOTHING for row in rows):
        axis.set_xlim(-1.0, 1.0)  # or it would show the rounding of zeros


def _tint(row: dict[str, Any], outcome: str) -> str:
    """Return the colour of an effect: which way it goes, or grey where chance could explain it."""
    if not is_clear(row):
        return style.FAINT
    about = OUTCOMES.get(outcome)
    down = about is not None and about.direction == "down"
    return BETTER if (row["difference"] > 0.0) != down else WORSE


def is_clear(row: dict[str, Any]) -> bool:
    """Whether an effect is clear: by the verdict of the table, adjusted for many comparisons, or by its interval.

    What is better under some stances on transfers and public funds and worse under others has no colour of its own.
    """
    if isinstance(row.get("verdict"), str):
        return row["verdict"] not in ("not clear", "none", "disputed")
    return bool(row["low"] > 0.0 or row["high"] < 0.0)


def _caption(table: pd.DataFrame, outcome: str, seeds: int | None, say: Language) -> str:
    told = [
        say("figure-tornado-effect", lever=say.name(str(row["lever"])), effect=signed(row["difference"]))
        for row in frame_rows(table)[:3]
    ]
    clear = sum(is_clear(row) for row in frame_rows(table))
    return say(
        "figure-tornado-caption",
        over=over_seeds(say, seeds),
        outcome=say.name(outcome),
        effects=enumerated(say, told),
        clear=str(clear),
        count=str(len(table)),
    )
