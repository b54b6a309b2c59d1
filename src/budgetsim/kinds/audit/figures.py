"""The figure of an audit: worlds below each other, claims beside each other, and the share of draws that agree."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from budgetsim.kinds.audit.answer import Audit
from budgetsim.kinds.audit.findings import world_told
from budgetsim.language import Language
from budgetsim.report import heat, layout
from budgetsim.report.figures import draw
from budgetsim.rounding import per_cent
from budgetsim.studies.ignorance import SURE
from budgetsim.studies.kind import Figure

if TYPE_CHECKING:
    from matplotlib.figure import Figure as Drawn

LINE, AROUND = 0.22, 1.3
"""Inches of the height of a world, and of the names of claims."""
SLANT = 35
"""Degrees by which these are turned."""
MOST_SHOWN = 16
"""Claims that the figure shows: those that fewest draws agree with in some world."""


def figures(answer: Audit) -> list[Figure]:
    """Return the figure of an audit."""
    return [Figure("claims", partial(_draw, answer))]


def _draw(answer: Audit, language: str) -> Any:
    return draw("claims", answer, language=language)


def draw_claims(answer: Audit, *, say: Language) -> tuple[Drawn, str]:
    """Return a heat map of the share of draws that agree with each claim in each world, and the caption."""
    shown = sorted(answer.claims, key=lambda claim: claim.row(claim.weakest).share)[:MOST_SHOWN]
    labels = {row.name: world_told(row, say) for claim in answer.claims for row in claim.rows}
    shares = np.full((len(labels), len(shown)), np.nan)  # in per cent
    for column, claim in enumerate(shown):
        for row in claim.rows:
            shares[list(labels).index(row.name), column] = 100.0 * row.share
    figure, (axis,) = layout.new_figure(LINE * len(labels) + AROUND, 1, 1)
    cells = heat.draw_cells(axis, shares, cmap="BrBG", vmin=0.0, vmax=100.0, linewidths=0.5)
    heat.write_cells(axis, cells, shares, [[f"{share:.0f}" for share in row] for row in shares])
    heat.add_scale(axis, cells, label=say("audit-figure-share"))
    names = [claim.id for claim in shown]
    axis.set_xticks(np.arange(len(shown)) + 0.5, names, rotation=SLANT, ha="right", rotation_mode="anchor")
    axis.set_yticks(np.arange(len(labels)) + 0.5, list(labels.values()))
    axis.set_xlabel(say("audit-figure-claims"))
    axis.set_ylabel(say("audit-figure-worlds"))
    axis.grid(visible=False)
    axis.tick_params(length=0)
    sure = sum(claim.declared.agrees and not claim.unless for claim in answer.claims)
    caption = say(
        "audit-figure-caption", claims=str(len(answer.claims)), sure=str(sure), least=per_cent(SURE)
    )
    return figure, caption
