"""All terms of a factorial by size, for one outcome."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from budgetsim.kinds.effects.factorial import TIMES
from budgetsim.kinds.effects.figures.forest import draw_forest
from budgetsim.kinds.effects.figures.frames import Row, frame_rows
from budgetsim.kinds.effects.findings.phrases import UNCLEAR
from budgetsim.language import Language, language
from budgetsim.report import layout
from budgetsim.report.figure_words import chosen_outcomes, outcome_label, over_seeds
from budgetsim.rounding import signed

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

MOST_TERMS = 20
LINE, AROUND = 0.19, 0.5
"""Inches of the height of a term, and of what is above and below the terms."""


def draw(
    factorial: pd.DataFrame,
    *,
    outcomes: Sequence[str] | None = None,
    seeds: int | None = None,
    say: Language | None = None,
) -> tuple[Figure, str]:
    """Return all terms of an outcome, the largest first, with intervals alone and together, and the caption.

    Parameters
    ----------
    factorial
        One row per term x outcome, as ``tables/factorial.csv`` of ``budgetsim effects``.
    outcomes
        The outcome to show, the first of several; by default the first of the table.
    seeds
        Replications behind the means, if the caption should tell.
    say
        Language of the words; English by default.
    """
    say = say or language()
    (outcome,) = chosen_outcomes(factorial, outcomes, 1)
    own = frame_rows(factorial[factorial["outcome"] == outcome])
    rows = sorted(own, key=lambda row: -abs(row["effect"]))[:MOST_TERMS]
    names = [_term(say, row) for row in rows]
    figure, (axis,) = layout.new_figure(LINE * len(rows) + AROUND)
    draw_forest(axis, [(row, row["effect"], int(row["order"]) - 1) for row in rows])
    layout.name_rows(axis, names)
    axis.set_xlabel(outcome_label(say, outcome))
    clear = [row for row in rows if row["verdict"] not in UNCLEAR]
    largest = ""
    if clear:
        effect = signed(clear[0]["effect"])
        largest = say("effects-factorial-largest", term=_term(say, clear[0]), effect=effect)
    over = over_seeds(say, seeds)
    return figure, say("effects-factorial-caption", outcome=say.name(outcome), over=over, largest=largest)


def _term(say: Language, row: Row) -> str:
    return TIMES.join(say.name(name) for name in str(row["term"]).split(TIMES))
