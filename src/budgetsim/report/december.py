"""What part of the year's spending falls in each month, and the rush at its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from budgetsim.language import Language, language
from budgetsim.report import layout, style
from budgetsim.report.figure_words import alone, counted, enumerated, scenario_label
from budgetsim.report.intervals import line_handles, t_bounds
from budgetsim.rounding import amount, per_cent
from budgetsim.studies.keep import LAST_YEARS

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from budgetsim.numerics import Array

HEIGHT = 2.7
MONTHS = 12
EQUAL = 100.0 / MONTHS


def draw(months: pd.DataFrame, *, last: int = LAST_YEARS, say: Language | None = None) -> tuple[Figure, str]:
    """Return the figure, one line per scenario, and its caption.

    Parameters
    ----------
    months
        One row per scenario x seed x year x month, ``spent`` in that month.
    last
        Years at the end of each run that count.
    say
        Language of the words; English by default.
    """
    say = say or language()
    names = list(dict.fromkeys(months["scenario"]))
    figure, (axis,) = layout.new_figure(HEIGHT)
    found = {}
    for number, name in enumerate(names):
        shares = monthly_shares(months[months["scenario"] == name], last)
        found[name] = float(shares[:, -1].mean())
        _line(axis, shares, number)
    axis.axhline(EQUAL, color=style.INK, linewidth=0.8, linestyle=(0, (4, 3)))
    axis.annotate(
        say("figure-december-equal"), (0.75, EQUAL), (0, 3), textcoords="offset points", fontsize=style.NOTE
    )
    axis.set_xticks(range(1, MONTHS + 1), [say(f"figure-month-{month}") for month in range(1, MONTHS + 1)])
    axis.set_xlim(0.7, MONTHS + 0.3)
    axis.set_ylim(bottom=0.0)
    axis.set_xlabel(say("figure-december-month"))
    axis.set_ylabel(say("figure-december-share"))
    labels = [scenario_label(say, name) for name in names]
    layout.legend_above(figure, line_handles(len(names), marked=True), labels)
    return figure, _caption(months, found, last, say)


def monthly_shares(part: pd.DataFrame, last: int = LAST_YEARS) -> Array:
    """Return each month's share of the year's spending in %, means over the last years (seed, month)."""
    late = part[part["year"] > part["year"].max() - last]
    spent = late.pivot_table(index=["seed", "year"], columns="month", values="spent")
    shares = 100.0 * spent.div(spent.sum(axis=1), axis=0)
    by_seed = shares.groupby(level="seed").mean()
    return np.asarray(by_seed.reindex(columns=range(1, MONTHS + 1)).to_numpy(), dtype=np.float64)


def _line(axis: Axes, shares: Array, number: int) -> None:
    """Draw the mean over seeds of (seed, month) with its interval."""
    import pandas as pd
    import seaborn as sns

    long = pd.DataFrame(shares, columns=range(1, MONTHS + 1)).melt(var_name="month", value_name="share")
    tint, shape = style.colour(number), style.marker(number)
    sns.lineplot(
        long.astype(float), x="month", y="share", errorbar=t_bounds, color=tint, marker=shape, ax=axis,
        linestyle=style.line(number), markeredgewidth=0, legend=False, err_kws={"linewidth": 0},
    )  # fmt: skip


def _caption(months: pd.DataFrame, found: dict[str, float], last: int, say: Language) -> str:
    told = [
        say(
            "figure-december-found",
            share=per_cent(value / 100.0),
            times=amount(value / EQUAL),
            scenario=scenario_label(say, name),
        )
        for name, value in found.items()
    ]
    years = min(last, int(months["year"].max()))
    return say(
        "figure-december-caption",
        seeds=counted(say, "seeds", months["seed"].nunique()),
        alone=alone(months),
        years=counted(say, "years", years),
        equal=per_cent(EQUAL / 100.0),
        found=enumerated(say, told),
    )
