"""Who gained and who lost money, by true performance."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from budgetsim.language import Language, language
from budgetsim.report import style
from budgetsim.report.figure_words import counted, enumerated, scenario_label
from budgetsim.rounding import fixed

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

FIFTHS = 5
PANEL, ALONE = (4.0, 2.9), (6.2, 3.1)


def draw(departments: pd.DataFrame, *, say: Language | None = None) -> tuple[Figure, str]:
    """Return the figure, one panel per scenario, and its caption."""
    say = say or language()
    names = list(dict.fromkeys(departments["scenario"]))
    columns = min(2, len(names))
    rows = -(-len(names) // columns)
    figure, axes = style.new_figure(PANEL if columns > 1 else ALONE, rows, columns, sharey=True)
    found = []
    changes = {name: _changes(departments[departments["scenario"] == name]) for name in names}
    sizes = np.abs(np.concatenate([table["change"].to_numpy() for table in changes.values()]))
    reach = 1.15 * max(float(np.percentile(sizes, 97)), 1.0)
    for axis, name in zip(axes, names, strict=False):
        means = _panel(axis, changes[name], say)
        axis.set_title(style.fitted(scenario_label(say, name), PANEL[0] - style.LEFT))
        axis.tick_params(labelleft=True)
        axis.set_ylabel(say("figure-budgets-change"))
        axis.set_ylim(-reach, reach)
        gap = fixed(float(means[-1] - means[0]), 1, sign=True)
        found.append(say("figure-under", value=gap, scenario=scenario_label(say, name)))
    for axis in axes[len(names) :]:
        axis.set_visible(False)
    return figure, _caption(departments, found, int(np.sum(sizes > reach)), say)


def _changes(part: pd.DataFrame) -> pd.DataFrame:
    """Change of each department's budget in %, and its fifth by mean true performance within its seed."""
    keys = ["seed", "department"]
    first = part[part["year"] == part["year"].min()].set_index(keys)["allocation"]
    last = part[part["year"] == part["year"].max()].set_index(keys)["next_allocation"]
    table = part.groupby(keys)["performance"].mean().to_frame()
    table["change"] = 100.0 * (last / first - 1.0)
    place = table.groupby("seed")["performance"].rank(pct=True, method="first")
    table["fifth"] = np.clip(np.ceil(place * FIFTHS), 1, FIFTHS).astype(int)
    return table.reset_index()


def _panel(axis: Any, table: pd.DataFrame, say: Language) -> list[float]:
    """Every department as a faint point, every fifth's mean with its 95% interval over seeds; return the means."""
    from scipy.special import stdtrit

    jitter = 0.28 * (2.0 * ((table["department"] * 0.618034 + table["seed"] * 0.381966) % 1.0) - 1.0)
    axis.scatter(table["fifth"] + jitter, table["change"], s=9, color=style.FAINT, alpha=0.45, linewidths=0)
    axis.axhline(0.0, color=style.INK, linewidth=0.9)
    by_seed = table.pivot_table(index="fifth", columns="seed", values="change")
    mean, count = by_seed.mean(axis=1), by_seed.shape[1]
    margin = (
        stdtrit(count - 1, 0.975) * by_seed.std(axis=1, ddof=1) / np.sqrt(count) if count > 1 else 0.0 * mean
    )
    axis.errorbar(
        mean.index, mean, yerr=margin, fmt="o-", color=style.colour(0), capsize=4, markersize=7, linewidth=1.6
    )
    axis.set_xticks(range(1, FIFTHS + 1), [say(f"figure-fifth-{number}") for number in range(1, FIFTHS + 1)])
    axis.set_xlabel(say("figure-budgets-fifths"))
    axis.set_xlim(0.5, FIFTHS + 0.5)
    return [float(value) for value in mean]


def _caption(departments: pd.DataFrame, found: list[str], outside: int, say: Language) -> str:
    beyond = say("figure-budgets-beyond", count=counted(say, "departments", outside)) if outside else ""
    return say(
        "figure-budgets-caption",
        years=counted(say, "years", departments["year"].nunique()),
        seeds=counted(say, "seeds", departments["seed"].nunique()),
        beyond=beyond,
        found=enumerated(say, found),
    )
