"""A diagram of the fiscal year: who tells whom what, and what nobody else sees."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from budgetsim.declarations import declarations
from budgetsim.language import Language, language
from budgetsim.report import layout, style
from budgetsim.report.lettering import letters

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

WIDTH, ROW, HEAD, FOOT = 8.0, 0.37, 0.62, 0.5
"""Width of the figure, of a row, and of what stands above and below the rows: lengths of the diagram are in these."""
BAND = 1.12
"""Inches for the months at the left."""
PLACES = {"council": 1.75, "audit": 2.75, "bureau": 4.05, "departments": 6.75}
"""Where the line of each actor stands, in inches from the left."""
LETTER = 0.064
"""Inches of a letter of the text in boxes and on arrows."""
PAPER, HIDDEN, SHADE = "#ffffff", "#f3ead7", "#f4f6f8"


@dataclass(frozen=True)
class Told:
    """A message from one actor to another; ``record`` is its type in ``budgetsim.model.messages``."""

    when: str
    key: str
    sender: str
    receiver: str
    record: str


@dataclass(frozen=True)
class Done:
    """What an actor does; ``hidden`` if nobody else sees it."""

    when: str
    key: str
    actor: str
    hidden: bool = False


ROWS: tuple[Told | Done, ...] = (
    Told("january", "programme", "bureau", "departments", "WorkProgramme"),
    Done("january", "decide", "departments", hidden=True),
    Told("january", "proposal", "departments", "bureau", "ObjectiveProposal"),
    Told("january", "targets", "bureau", "departments", "ObjectiveDecision"),
    Done("months", "spend", "departments", hidden=True),
    Told("months", "checks", "departments", "bureau", "CheckFindings"),
    Told("july", "execution", "departments", "bureau", "ExecutionReport"),
    Told("july", "adjustment", "bureau", "departments", "BudgetAdjustment"),
    Done("december", "rush", "departments"),
    Told("december", "audit", "audit", "bureau", "CheckFindings"),
    Done("after", "results", "departments", hidden=True),
    Told("after", "self", "departments", "bureau", "SelfEvaluation"),
    Told("after", "key", "departments", "bureau", "ExternalEvaluation"),
    Told("after", "council", "council", "bureau", "CouncilWishes"),
    Done("after", "judge", "bureau"),
    Told("after", "budget", "bureau", "departments", "BudgetDecision"),
    Done("after", "learn", "departments", hidden=True),
)
"""The year from top to bottom."""


def draw(*, lag: int | None = None, say: Language | None = None) -> tuple[Figure, str]:
    """Return the diagram and its caption.

    Parameters
    ----------
    lag
        Years after which scores move budgets; by default that of the parameter ``evaluation_lag``.
    say
        Language of the words; English by default.
    """
    say = say or language()
    years = str(lag if lag is not None else declarations()["evaluation_lag"].default)
    height = HEAD + ROW * len(ROWS) + FOOT
    figure = layout.blank_figure(height * layout.FULL / WIDTH)
    figure.set_layout_engine("none")
    axis = figure.add_axes((0.0, 0.0, 1.0, 1.0))
    axis.set_xlim(0.0, WIDTH)
    axis.set_ylim(height, 0.0)
    axis.set_axis_off()
    _bands(axis, say)
    _lines(axis, say)
    for place, row in enumerate(ROWS):
        at = HEAD + ROW * (place + 0.5)
        text = say(f"figure-year-{row.key}", lag=years)
        if isinstance(row, Told):
            _arrow(axis, row, text, at)
        else:
            _box(axis, PLACES[row.actor], at, text, hidden=row.hidden)
    _legend(axis, height - FOOT / 2.0 + 0.04, say)
    return figure, _caption(ROWS, years, say)


def _bands(axis: Axes, say: Language) -> None:
    """Shade every other part of the year, with its name at the left."""
    at = HEAD
    for number, (when, rows) in enumerate(groupby(ROWS, key=lambda row: row.when)):
        height = ROW * len(list(rows))
        if number % 2 == 0:
            axis.axhspan(at, at + height, color=SHADE, linewidth=0, zorder=0)
        axis.text(
            0.12,
            at + height / 2.0,
            say(f"figure-year-{when}"),
            va="center",
            fontsize=style.LABEL,
            color=style.INK,
        )
        at += height


def _lines(axis: Axes, say: Language) -> None:
    """Draw the line of each actor with its name on top."""
    for actor, at in PLACES.items():
        axis.plot([at, at], [HEAD, HEAD + ROW * len(ROWS)], color=style.FAINT, linewidth=1.0, zorder=1)
        name = say(f"figure-year-actor-{actor}")
        axis.text(
            at,
            HEAD / 2.0,
            name,
            ha="center",
            va="center",
            fontsize=style.TEXT,
            color=style.INK,
            linespacing=1.15,
        )


def _arrow(axis: Axes, row: Told, text: str, at: float) -> None:
    """Draw a message with its words above it, where its arrow crosses no other line."""
    start, end = PLACES[row.sender], PLACES[row.receiver]
    tint = style.colour(0 if row.sender == "bureau" else 1 if row.receiver == "bureau" else 2)
    low = at + 0.1
    axis.annotate(
        "", (end, low), (start, low), zorder=3,
        arrowprops={"arrowstyle": "-|>", "color": tint, "linewidth": 1.5, "shrinkA": 0, "shrinkB": 0,
                    "mutation_scale": 11},
    )  # fmt: skip
    middle = (max(start, end) + max(PLACES["bureau"], min(start, end))) / 2.0 if "departments" in (
        row.sender, row.receiver) else (start + end) / 2.0  # fmt: skip
    axis.text(
        middle, low - 0.04, text, ha="center", va="bottom", fontsize=style.TICK, color=style.INK, zorder=4,
        bbox={"facecolor": "white", "alpha": 0.75, "linewidth": 0, "pad": 0.6},
    )  # fmt: skip


def _box(axis: Axes, centre: float, at: float, text: str, *, hidden: bool) -> None:
    """Draw what an actor does; a dashed and tinted box is seen by nobody else."""
    from matplotlib.patches import FancyBboxPatch

    width, height = max(1.0, LETTER * letters(text) + 0.2), ROW * 0.7
    axis.add_patch(
        FancyBboxPatch(
            (centre - width / 2.0, at - height / 2.0), width, height, boxstyle="round,pad=0,rounding_size=0.06",
            facecolor=HIDDEN if hidden else PAPER, edgecolor=style.INK, linewidth=0.9,
            linestyle=(0, (3, 2)) if hidden else "-", zorder=4,
        )
    )  # fmt: skip
    axis.text(centre, at, text, ha="center", va="center", fontsize=style.TICK, color=style.INK, zorder=5)


def _legend(axis: Axes, at: float, say: Language) -> None:
    texts = [say("figure-year-hidden"), say("figure-year-seen")]
    left = BAND
    for text, hidden in zip(texts, (True, False), strict=True):
        width = LETTER * letters(text) + 0.2
        _box(axis, left + width / 2.0, at, text, hidden=hidden)
        left += width + 0.3


def _caption(rows: Sequence[Told | Done], years: str, say: Language) -> str:
    told = [row for row in rows if isinstance(row, Told)]
    return say(
        "figure-fiscal-year-caption",
        messages=str(len(told)),
        inward=str(sum(row.receiver == "bureau" for row in told)),
        hidden=str(sum(isinstance(row, Done) and row.hidden for row in rows)),
        lag=years,
    )
