"""How a search for mixes converged: the hypervolume of its front by generation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from budgetsim.kinds.optimise.front import FEWEST_TO_SETTLE, LAST_PART, SETTLED_SHARE, late_gain
from budgetsim.language import Language, language
from budgetsim.report import layout, style
from budgetsim.rounding import per_cent

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

HEIGHT = 2.6
FRONT = 0
"""Colour of the palette for the front."""


def draw(convergence: pd.DataFrame, *, say: Language | None = None) -> tuple[Figure, str]:
    """Return the hypervolume of the front against generations, the last quarter shaded.

    Parameters
    ----------
    convergence
        One row per generation, as ``convergence.csv`` of ``budgetsim optimise``.
    say
        Language of the words; English by default.
    """
    import seaborn as sns
    from matplotlib.ticker import MaxNLocator

    say = say or language()
    figure, (axis,) = layout.new_figure(HEIGHT)
    generations, volumes = convergence["generation"], convergence["hypervolume"].to_list()
    sns.lineplot(
        convergence, x="generation", y="hypervolume", errorbar=None, color=style.colour(FRONT), marker="o",
        markersize=3, markeredgewidth=0, ax=axis,
    )  # fmt: skip
    last = float(generations.iloc[-1])
    axis.axvspan(last - max(1.0, round(LAST_PART * last)), last, color=style.FAINT, alpha=0.15, linewidth=0)
    axis.xaxis.set_major_locator(MaxNLocator(integer=True))
    axis.set_xlabel(say("optimise-generation"))
    axis.set_ylabel(say("optimise-hypervolume"))
    gain = late_gain(volumes)
    settled = "yes" if gain <= SETTLED_SHARE and len(volumes) >= FEWEST_TO_SETTLE else "no"
    return figure, say("figure-hypervolume-caption", gain=per_cent(max(0.0, gain)), settled=settled)
