"""Figure 3: who gained and who lost money, by true performance."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from budgetsim.report import style
from budgetsim.report.words import counted, listed

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

FIFTHS = 5
PANEL = (5.6, 3.7)
LABELS = ("worst fifth", "2nd", "3rd", "4th", "best fifth")


def draw(departments: pd.DataFrame) -> tuple[Figure, str]:
    """Return the figure, one panel per scenario, and its caption."""
    names = list(dict.fromkeys(departments["scenario"]))
    columns = min(2, len(names))
    rows = -(-len(names) // columns)
    figure, axes = style.new_figure(PANEL if columns > 1 else (7.2, PANEL[1]), rows, columns, sharey=True)
    found = []
    changes = {name: _changes(departments[departments["scenario"] == name]) for name in names}
    sizes = np.abs(np.concatenate([table["change"].to_numpy() for table in changes.values()]))
    reach = 1.15 * max(float(np.percentile(sizes, 97)), 1.0)
    outside = int(np.sum(sizes > reach))
    for axis, name in zip(axes, names, strict=False):
        table = changes[name]
        means = _panel(axis, table)
        axis.set_title(name)
        axis.tick_params(labelleft=True)
        axis.set_ylabel("budget, last against first year (%)")
        axis.set_ylim(-reach, reach)
        found.append(f"{means[-1] - means[0]:+.1f} under {name}".replace("-", "−", 1))
    for axis in axes[len(names) :]:
        axis.set_visible(False)
    return figure, _caption(departments, found, outside)


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


def _panel(axis: Any, table: pd.DataFrame) -> list[float]:
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
    axis.set_xticks(range(1, FIFTHS + 1), LABELS)
    axis.set_xlabel("departments by true performance")
    axis.set_xlim(0.5, FIFTHS + 0.5)
    return [float(value) for value in mean]


def _caption(departments: pd.DataFrame, found: list[str], outside: int) -> str:
    beyond = f" ({counted(outside, 'department')} beyond the axis)" if outside else ""
    return (
        f"Change of budgets over {departments['year'].nunique()} years by true performance: every department of "
        f"{departments['seed'].nunique()} seeds{beyond}, and the mean of each fifth with its 95% interval; the best "
        f"fifth gained more than the worst by (percentage points) {listed(found)}."
    )
