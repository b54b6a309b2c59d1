"""Who gained and who lost money, by true performance."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from budgetsim.language import Language, language
from budgetsim.report import layout, style
from budgetsim.report.figure_words import alone, counted, enumerated, scenario_label
from budgetsim.report.intervals import means
from budgetsim.rounding import fixed

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

FIFTHS = 5
HEIGHT = 2.4
"""Inches of a row of panels with its labels."""


def draw(departments: pd.DataFrame, *, say: Language | None = None) -> tuple[Figure, str]:
    """Return the figure, one panel per scenario, and its caption."""
    import pandas as pd

    say = say or language()
    names = list(dict.fromkeys(departments["scenario"]))
    columns = min(2, len(names))
    parts = {name: _changes(departments[departments["scenario"] == name]) for name in names}
    changes = pd.concat([table.assign(scenario=name) for name, table in parts.items()], ignore_index=True)
    reach = 1.15 * max(float(np.percentile(changes["change"].abs(), 97)), 1.0)
    by_seed = changes.groupby(["scenario", "fifth", "seed"], sort=False)["change"].mean().reset_index()
    fifths = means(by_seed, ("scenario", "fifth"), "change").sort_values("fifth", kind="stable")
    figure = layout.blank_figure(HEIGHT * -(-len(names) // columns))
    _panels(figure, changes, fifths, names, columns)
    for place, (axis, name) in enumerate(zip(figure.axes, names, strict=True)):
        _label(axis, say, is_lowest=place + columns >= len(names), is_first=place % columns == 0)
        axis.set_title(scenario_label(say, name))
        axis.set_ylim(-reach, reach)
    found = [
        say(
            "figure-under", value=_gap(fifths[fifths["scenario"] == name]), scenario=scenario_label(say, name)
        )
        for name in names
    ]
    return figure, _caption(departments, found, int((changes["change"].abs() > reach).sum()), say)


def _gap(fifths: pd.DataFrame) -> str:
    """Return how much more the best fifth gained than the worst, in percentage points."""
    mean = fifths["mean"].to_numpy()
    return fixed(float(mean[-1] - mean[0]), 1, sign=True)


def _changes(part: pd.DataFrame) -> pd.DataFrame:
    """Change of each department's budget in %, and its fifth by mean true performance within its seed."""
    keys = ["seed", "department"]
    first = part[part["year"] == part["year"].min()].set_index(keys)["allocation"]
    last = part[part["year"] == part["year"].max()].set_index(keys)["next_allocation"]
    table = part.groupby(keys)["performance"].mean().to_frame()
    table["change"] = 100.0 * (last / first - 1.0)
    table["fifth"] = table.groupby("seed")["performance"].transform(fifths_of).astype(int)
    return table.reset_index()


def fifths_of(performance: pd.Series[float]) -> pd.Series[float]:
    """Return the fifth of each department by its performance, 1 the worst and 5 the best.

    Fewer departments than fifths are spread from the worst to the best, so that both ends hold somebody.
    """
    if len(performance) >= FIFTHS:
        return (performance.rank(pct=True, method="first") * FIFTHS).map(np.ceil).clip(1, FIFTHS)
    between = (performance.rank(method="first") - 1.0) / max(len(performance) - 1, 1)
    return (0.5 + between * (FIFTHS - 1)).map(np.ceil)


def _panels(
    figure: Figure, changes: pd.DataFrame, fifths: pd.DataFrame, names: Sequence[str], columns: int
) -> None:
    """Draw every department as a faint point, every fifth's mean with its 95% interval over seeds."""
    import seaborn.objects as so

    tint = style.colour(0)
    own: dict[str, Any] = {"data": fifths, "x": "fifth", "y": "mean", "col": "scenario"}
    (
        so.Plot(changes, x="fifth", y="change")
        .facet(col="scenario", order=list(names), wrap=columns)
        .add(so.Dots(color=style.FAINT, fillalpha=0.45, stroke=0.0, pointsize=3.0), so.Jitter(0.56, seed=1))
        .add(so.Line(color=tint), **own)
        .add(so.Range(color=tint, linewidth=1.6), ymin="low", ymax="high", **own)
        .add(so.Dot(color=tint, pointsize=6.0), **own)
        .theme(style.current_theme())
        .on(figure)
        .plot()
    )


def _label(axis: Axes, say: Language, *, is_lowest: bool, is_first: bool) -> None:
    axis.axhline(0.0, color=style.INK, linewidth=0.8)
    axis.set_xticks(range(1, FIFTHS + 1), [say(f"figure-fifth-{number}") for number in range(1, FIFTHS + 1)])
    axis.set_xlabel(say("figure-budgets-fifths") if is_lowest else "")
    axis.set_ylabel(say("figure-budgets-change") if is_first else "")
    axis.tick_params(labelbottom=is_lowest, labelleft=is_first)
    axis.set_xlim(0.5, FIFTHS + 0.5)


def _caption(departments: pd.DataFrame, found: list[str], outside: int, say: Language) -> str:
    beyond = say("figure-budgets-beyond", count=counted(say, "departments", outside)) if outside else ""
    return say(
        "figure-budgets-caption",
        years=counted(say, "years", departments["year"].nunique()),
        seeds=counted(say, "seeds", departments["seed"].nunique()),
        alone=alone(departments),
        beyond=beyond,
        found=enumerated(say, found),
    )
