"""The figure of the field experiments: what was published beside what is predicted without it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from budgetsim.kinds.verify.answer import Row, Verification
from budgetsim.kinds.verify.findings import quantity_told
from budgetsim.language import Language, language
from budgetsim.report import layout, style
from budgetsim.report.drawing import FigureError
from budgetsim.report.figure_words import enumerated
from budgetsim.rounding import fixed

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

ROW, AROUND = 0.19, 0.5
"""Inches of the height of a row, and of what is below the rows."""
FIELD_ERRORS = 1.96
LONGEST = 42
"""Letters of a name that stand on one line."""
COLOURS = {"calibration": style.colour(0), "prediction": style.colour(1)}
_YEARS = re.compile(r"^(.*?)_(\d{4})(?:_(.*))?$")


def draw(answer: Verification, *, say: Language | None = None) -> tuple[Figure, str]:
    """Return the figure and its caption.

    Parameters
    ----------
    answer
        What ``budgetsim verify --evidence`` found; rows that are no relative changes are left out.
    say
        Language of the words; English by default.

    Raises
    ------
    FigureError
        If no line has a published relative change to compare with.
    """
    say = say or language()
    lines = answer.rows or ()
    shown = [line for line in lines if line.is_comparable]
    if not shown:
        raise FigureError(say("figure-fault-no-evidence"))
    shown.sort(key=lambda line: (line.family != "checks", line.published))
    figure, (panel,) = layout.new_figure(AROUND + ROW * len(shown))
    panel.axvline(0.0, color=style.FAINT, linewidth=0.7)
    _points(panel, shown)
    layout.name_rows(panel, _labels(say, shown))
    panel.set(xlabel=say("figure-evidence-axis"), ylabel="")
    _legend(figure, say, {line.role for line in shown})
    return figure, _caption(lines, shown, say)


def _points(panel: Axes, shown: Sequence[Row]) -> None:
    """Draw predictions with their intervals, and what was published with its own."""
    for place, line in enumerate(shown):
        tint = COLOURS[line.role]
        mean, low, high = (value or 0.0 for value in (line.predicted, line.low, line.high))
        panel.plot([low, high], [place, place], color=tint, linewidth=1.4, zorder=2)
        panel.plot([mean], [place], "o", color=tint, markersize=4.5, zorder=3)
        value, half = line.published or 0.0, FIELD_ERRORS * (line.se or 0.0)
        if half:
            panel.plot([value - half, value + half], [place, place], color=style.INK, linewidth=0.6, zorder=4)
        face = style.INK if line.inside else "white"
        panel.plot([value], [place], "D", color=style.INK, markerfacecolor=face, markersize=3.6, zorder=5)


def _labels(say: Language, shown: Sequence[Row]) -> list[str]:
    """Return what rows are about: the quantity and the study, and which of its findings where two have one name."""
    pairs = [(quantity_told(say, line.quantity), _source(line.id)) for line in shown]
    labels = []
    for line, (quantity, source) in zip(shown, pairs, strict=True):
        part = _YEARS.match(line.id)
        is_one_of_two = pairs.count((quantity, source)) > 1 and part is not None and part[3]
        study = f"{source}, {part[3].replace('_', ' ')}" if is_one_of_two and part is not None else source
        between = " · " if len(quantity) + len(study) <= LONGEST else "\n"
        labels.append(f"{quantity}{between}{study}")
    return labels


def _source(name: str) -> str:
    """Return the name of a study as people write it: ``olken_2007`` is Olken 2007."""
    match = _YEARS.match(name)
    words = f"{match[1]} {match[2]}" if match else name
    return " ".join(word[:1].upper() + word[1:] for word in words.replace("_", " ").split())


def _legend(figure: Figure, say: Language, roles: set[str]) -> None:
    from matplotlib.lines import Line2D

    there = [role for role in COLOURS if role in roles]
    handles = [Line2D([], [], color=COLOURS[role], marker="o", linewidth=1.4) for role in there]
    about: dict[str, Any] = {"marker": "D", "linestyle": "", "color": style.INK}
    handles += [Line2D([], [], **about), Line2D([], [], markerfacecolor="white", **about)]
    labels = [say(f"figure-evidence-{role}") for role in (*there, "inside", "outside")]
    layout.legend_above(figure, handles, labels)


def _caption(lines: Sequence[Row], shown: Sequence[Row], say: Language) -> str:
    shares = []
    for role in COLOURS:
        mine = [line for line in shown if line.role == role]
        if mine:
            inside = fixed(sum(bool(line.inside) for line in mine), 0)
            shares.append(say(f"figure-evidence-{role}-inside", inside=inside, count=str(len(mine))))
    left = len(lines) - len(shown)
    return say(
        "figure-evidence-caption",
        told=enumerated(say, shares),
        left="" if left <= 0 else say("figure-evidence-left", count=str(left)),
    )
