"""The scorecard of the theory: how far each quantity is from its closed form, in proportion to what is tolerated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from budgetsim.language import Language, language
from budgetsim.report import style
from budgetsim.report.drawing import FigureError
from budgetsim.report.figure_words import quantity_name
from budgetsim.rounding import fixed

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

BODY, ROW, AROUND = 4.6, 0.3, 0.75
"""Inches: of the width beside the names, of a row, of what is above and below the rows."""
LETTER = 0.075
FURTHEST = 1.6
"""Tolerances beyond which a point is drawn at the edge, as an arrow."""
BAND = "#dcdcdc"
Line = Mapping[str, Any]


def draw(lines: Sequence[Line], *, say: Language | None = None) -> tuple[Figure, str]:
    """Return the figure, one row per limit, and its caption.

    Parameters
    ----------
    lines
        Lines of ``scorecard.json`` of ``budgetsim verify --theory``; those of field experiments are left out.
    say
        Language of the words; English by default.

    Raises
    ------
    FigureError
        If no line is about the theory.
    """
    say = say or language()
    shown = [line for line in lines if "role" not in line]
    if not shown:
        raise FigureError("no line of the scorecard is about a limit of the theory")
    limits = list(dict.fromkeys(str(line["id"]) for line in shown))
    names = [_name(say, limit) for limit in limits]
    left = 0.3 + LETTER * max(map(style.letters, names))
    figure, (panel,) = style.new_figure(
        (left + BODY, AROUND + ROW * len(limits)), 1, 1, 1, left=left, above=0.1
    )
    panel.axvspan(-1.0, 1.0, color=BAND, linewidth=0, zorder=0)
    panel.axvline(0.0, color=style.INK, linewidth=0.8)
    for place, limit in enumerate(limits):
        _row(panel, place, [line for line in shown if line["id"] == limit])
    panel.set_yticks(range(len(limits)), names)
    panel.set_ylim(len(limits) - 0.4, -0.6)
    panel.set_xlim(-FURTHEST, FURTHEST + 0.35)
    panel.set_xlabel(say("figure-theory-axis"))
    panel.grid(visible=False, axis="y")
    panel.tick_params(axis="y", length=0)
    _legend(figure, say)
    held = sum(bool(line["holds"]) for line in shown)
    caption = say(
        "figure-theory-caption",
        held=str(held),
        count=str(len(shown)),
        limits=str(len(limits)),
        worst=_worst(say, shown),
    )
    return figure, caption


def deviation(line: Line) -> float:
    """Return the distance from the closed form in tolerances; 0 where nothing is tolerated and nothing differs."""
    simulated, expected, tolerance = (line.get(name) for name in ("simulated", "expected", "tolerance"))
    if simulated is None or expected is None or tolerance is None:
        return float("inf")
    apart = float(simulated) - float(expected)
    if apart == 0.0:
        return 0.0
    return apart / float(tolerance) if tolerance > 0.0 else float("inf")


def _row(panel: Axes, place: int, lines: Sequence[Line]) -> None:
    """Draw the quantities of a limit, one below the other within its row, and how many hold."""
    for number, line in enumerate(lines):
        height = place + 0.5 * ((number + 0.5) / len(lines) - 0.5)
        at, tint = deviation(line), style.colour(0 if line["holds"] else 1)
        if abs(at) > FURTHEST:
            panel.plot(
                FURTHEST if at > 0.0 else -FURTHEST,
                height,
                ">" if at > 0.0 else "<",
                color=tint,
                clip_on=False,
            )
            continue
        panel.plot(at, height, "o" if line["holds"] else "X", color=tint, markersize=4.5, markeredgewidth=0)
    held = sum(bool(line["holds"]) for line in lines)
    panel.text(
        FURTHEST + 0.32, place, f"{held}/{len(lines)}", ha="right", va="center", fontsize=9, color=style.INK
    )


def _name(say: Language, limit: str) -> str:
    key = f"figure-limit-{limit}"
    return f"{limit} {say(key)}" if say.has(key) else limit


def _legend(figure: Figure, say: Language) -> None:
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    about: dict[str, Any] = {"linestyle": "", "markersize": 5, "markeredgewidth": 0}
    handles = [
        Line2D([], [], color=style.colour(0), marker="o", **about),
        Line2D([], [], color=style.colour(1), marker="X", **about),
        Patch(color=BAND),
    ]
    style.legend_above(
        figure, handles, [say(f"figure-theory-{key}") for key in ("holds", "fails", "tolerated")]
    )


def _worst(say: Language, lines: Sequence[Line]) -> str:
    """Say which quantity comes nearest to its tolerance, or is furthest beyond it."""
    worst = max(lines, key=lambda line: abs(deviation(line)))
    size = abs(deviation(worst))
    part = fixed(size, 2)
    return say(
        "figure-theory-worst",
        limit=str(worst["id"]),
        quantity=quantity_name(say, str(worst["quantity"])),
        part=part,
    )
