"""The scorecard of the theory: how far each quantity is from its closed form, in proportion to what is tolerated."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from budgetsim.kinds.verify.answer import Line, Verification
from budgetsim.language import Language, language
from budgetsim.report import layout, style
from budgetsim.report.drawing import FigureError
from budgetsim.report.figure_words import quantity_name
from budgetsim.report.intervals import dot_handles
from budgetsim.rounding import fixed

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

ROW, AROUND = 0.22, 0.5
"""Inches of the height of a row, and of what is below the rows."""
FURTHEST = 1.6
"""Tolerances beyond which a point is drawn at the edge, as an arrow."""
BAND = "#dcdcdc"
SHAPES = ("o", "X")
"""Markers of quantities that hold and that do not."""


def draw(answer: Verification, *, say: Language | None = None) -> tuple[Figure, str]:
    """Return the figure, one row per limit, and its caption.

    Parameters
    ----------
    answer
        What ``budgetsim verify --theory`` found.
    say
        Language of the words; English by default.

    Raises
    ------
    FigureError
        If no limit was checked.
    """
    say = say or language()
    shown = answer.checks
    if not shown:
        raise FigureError(say("figure-fault-no-theory"))
    limits = answer.limits
    names = [_name(say, limit) for limit in limits]
    figure, (panel,) = layout.new_figure(AROUND + ROW * len(limits))
    panel.axvspan(-1.0, 1.0, color=BAND, linewidth=0, zorder=0)
    panel.axvline(0.0, color=style.INK, linewidth=0.8)
    _points(panel, [[line for line in shown if line.id == limit] for limit in limits])
    layout.name_rows(panel, names)
    panel.set_xlim(-FURTHEST, FURTHEST + 0.35)
    panel.set(xlabel=say("figure-theory-axis"), ylabel="")
    _legend(figure, say)
    held = sum(line.holds for line in shown)
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
    if line.simulated is None or line.expected is None or line.tolerance is None:
        return float("inf")
    apart = line.simulated - line.expected
    if apart == 0.0:
        return 0.0
    return apart / line.tolerance if line.tolerance > 0.0 else float("inf")


def _points(panel: Axes, limits: Sequence[Sequence[Line]]) -> None:
    """Draw the quantities of each limit, one below the other within its row, and how many hold."""
    import pandas as pd
    import seaborn as sns

    rows = [
        (deviation(line), place + 0.5 * ((number + 0.5) / len(lines) - 0.5), line.holds)
        for place, lines in enumerate(limits)
        for number, line in enumerate(lines)
    ]
    table = pd.DataFrame(rows, columns=["deviation", "at", "holds"])
    far = table["deviation"].abs() > FURTHEST
    sns.scatterplot(
        table[~far], x="deviation", y="at", hue="holds", style="holds", hue_order=[True, False],
        style_order=[True, False], palette=style.colours(2), markers=list(SHAPES), s=16, linewidth=0, legend=False,
        zorder=3, ax=panel,
    )  # fmt: skip
    for value, at, holds in table[far].itertuples(index=False):
        edge, shape = (FURTHEST, ">") if value > 0.0 else (-FURTHEST, "<")
        panel.plot(edge, at, shape, color=style.colour(0 if holds else 1), clip_on=False)
    for place, lines in enumerate(limits):
        held = sum(line.holds for line in lines)
        about = {"ha": "right", "va": "center", "fontsize": style.TICK}
        panel.text(FURTHEST + 0.32, place, f"{held}/{len(lines)}", **about)  # type: ignore[arg-type]


def _name(say: Language, limit: str) -> str:
    key = f"figure-limit-{limit}"
    return f"{limit} {say(key)}" if say.has(key) else limit


def _legend(figure: Figure, say: Language) -> None:
    from matplotlib.patches import Patch

    handles = [*dot_handles(style.colours(2), SHAPES), Patch(color=BAND)]
    labels = [say(f"figure-theory-{key}") for key in ("holds", "fails", "tolerated")]
    layout.legend_above(figure, handles, labels)


def _worst(say: Language, lines: Sequence[Line]) -> str:
    """Say which quantity comes nearest to its tolerance, or is furthest beyond it."""
    worst = max(lines, key=lambda line: abs(deviation(line)))
    size = abs(deviation(worst))
    part = fixed(size, 2)
    return say(
        "figure-theory-worst",
        limit=worst.id,
        quantity=quantity_name(say, worst.quantity),
        part=part,
    )
