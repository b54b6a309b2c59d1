"""The Pareto front, pair by pair of objectives, and how the search for it converged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import TYPE_CHECKING, Any

import numpy as np

from budgetsim.kinds.optimise.answer import HOW
from budgetsim.kinds.optimise.front import FEWEST_TO_SETTLE, LAST_PART, SETTLED_SHARE, late_gain
from budgetsim.kinds.optimise.question import COST
from budgetsim.language import Language
from budgetsim.report import layout, style
from budgetsim.report.declared import OUTCOMES
from budgetsim.report.drawing import FigureError
from budgetsim.report.figure_words import capital, enumerated, scenario_label, sentences, unit_of
from budgetsim.rounding import amount, apart, per_cent, written_out

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

HEIGHTS = {1: 3.2, 2: 2.5, 3: 2.05}
"""Inches of a row of panels with its labels, by the panels beside each other."""
COLUMNS = 3
MOST_PAIRS = 6
"""Pairs of objectives that one figure shows: those of four objectives."""
UP, ACROSS = {"max": "↑", "min": "↓"}, {"max": "→", "min": "←"}
FRONT, KNEE, REFERENCE = 0, 1, 2
"""Colours of the palette for the front, its knee, and what it is compared with."""


def draw_front(  # noqa: PLR0913 - what the front was sought for, each with its default
    data: pd.DataFrame | Mapping[str, pd.DataFrame],
    *,
    objectives: Sequence[tuple[str, str]] | None = None,
    budget: float | None = None,
    robust: str | None = None,
    fresh: int | None = None,
    draws: int | None = None,
    say: Language,
) -> tuple[Figure, str]:
    """Return every pair of objectives: the front, its knee, and where given status quo and reforms.

    Everything drawn was simulated on the same fresh replications; what the search saw of other mixes looks better than
    it is and stays out of the picture.

    ``data`` is the front, one row per mix, as ``front.csv`` of ``budgetsim optimise``, or a mapping with ``front``, and
    perhaps ``references`` with the same columns, the status quo first; mixes that break the budget are left out.
    ``objectives`` are pairs of an outcome and ``max`` or ``min``, by default the outcomes with an interval; ``budget``
    is drawn as a line; ``robust`` says what the numbers are (regrets are better where they are less); ``fresh`` is how
    many fresh seeds are behind them, and ``draws`` under how many draws of parameters, if the caption should tell.

    Raises
    ------
    FigureError
        If there are fewer than two objectives.
    """
    tables = dict(data) if isinstance(data, Mapping) else {"front": data}
    sought = list(objectives or objectives_of(tables["front"]))
    if len(sought) < 2:
        raise FigureError(say("optimise-fault-two-objectives", count=str(len(sought))))
    pairs = list(combinations(sought, 2))[:MOST_PAIRS]
    columns = min(COLUMNS, len(pairs))
    labels = legend_labels(tables, say)
    figure, axes = layout.new_figure(HEIGHTS[columns], -(-len(pairs) // columns), columns)
    handles: list[Any] = []
    for axis, (across, up) in zip(axes, pairs, strict=False):
        handles = _front_panel(axis, tables, across[0], up[0])
        _budget(axis, budget if robust != "regret" else None, across[0], up[0])
        axis.set_xlabel(axis_across(say, across, robust), linespacing=1.1)
        axis.set_title(f"{capital(objective_name(say, up[0], robust))} {UP[_way(up, robust)]}")
        axis.set_ylabel(say.unit(unit_of(up[0])))
    layout.hide_unused(axes, len(pairs))
    layout.legend_above(figure, handles, labels)
    hidden = len(list(combinations(sought, 2))) - len(pairs)
    return figure, _caption(tables, sought, budget, robust, (fresh, draws), hidden, say)


def objectives_of(front: pd.DataFrame) -> list[tuple[str, str]]:
    """Return the outcomes of a front that have an interval, and which way each is better."""
    names = [name for name in front.columns if f"{name}_low" in front.columns and name in OUTCOMES]
    return [(name, "max" if OUTCOMES[name].direction == "up" else "min") for name in names]


def legend_labels(
    tables: Mapping[str, pd.DataFrame],
    say: Language,
    first: Sequence[str] = ("figure-pareto-front", "figure-pareto-knee"),
) -> list[str]:
    """Return what the front, its knee, the status quo and the reforms are called; ``first`` are messages."""
    names = tables["references"]["mix"] if tables.get("references") is not None else ()
    return [*map(say, first), *(reference_name(say, str(name)) for name in names)]


def reference_name(say: Language, name: str) -> str:
    """Return what the status quo or a reform is called in a legend."""
    if name == "status_quo":
        return say("figure-pareto-status-quo")
    return scenario_label(say, name).replace("_", " ")


def holding(front: pd.DataFrame) -> pd.DataFrame:
    """Return the mixes of a front that hold the budget on fresh replications; all if the table does not tell."""
    return front[front["holds_budget"].astype(bool)] if "holds_budget" in front else front


def set_aside(front: pd.DataFrame, say: Language) -> str:
    """Say how many mixes broke the budget there and are not shown; nothing if none did."""
    over = len(front) - len(holding(front))
    return say("optimise-set-aside", over=str(over), one="one" if over == 1 else "many") if over else ""


def _front_panel(axis: Axes, tables: Mapping[str, pd.DataFrame], x: str, y: str) -> list[Any]:
    from matplotlib.ticker import MaxNLocator

    front = holding(tables["front"])
    knee = front[front["knee"].astype(bool)]
    handles = [
        axis.scatter(*_at(front, x, y), s=12, color=style.colour(FRONT), alpha=0.75, linewidths=0, zorder=3),
        axis.scatter(*_at(knee, x, y), **knee_look()),
    ]
    references = tables.get("references")
    if references is not None:
        rows = (references.iloc[[number]] for number in range(len(references)))
        handles += [axis.scatter(*_at(row, x, y), **reference_look(n)) for n, row in enumerate(rows)]
    axis.margins(0.08)
    axis.xaxis.set_major_locator(MaxNLocator(4))
    axis.yaxis.set_major_locator(MaxNLocator(5))
    return handles


def knee_look() -> dict[str, Any]:
    """Return the look of the knee."""
    edge: dict[str, Any] = {"edgecolors": style.INK, "linewidths": 0.7, "zorder": 6}
    return {"s": 80, "marker": "*", "color": style.colour(KNEE), **edge}


def reference_look(number: int) -> dict[str, Any]:
    """Return the look of the status quo (0), which lies on top lest a reform hide it, or of a reform."""
    tint = style.INK if number == 0 else style.colour(REFERENCE + number - 1)
    shape = "X" if number == 0 else style.marker(number)
    edge: dict[str, Any] = {"edgecolors": "white", "linewidths": 0.8, "zorder": 5 + 0.5 * (number == 0)}
    return {"s": 32, "marker": shape, "color": tint, **edge}


def _at(table: pd.DataFrame, x: str, y: str) -> tuple[Any, Any]:
    return table[x].to_numpy(dtype=np.float64), table[y].to_numpy(dtype=np.float64)


def _budget(axis: Axes, budget: float | None, across: str, up: str) -> None:
    if budget is None:
        return
    if across == COST:
        axis.axvline(budget, color=style.INK, linewidth=0.8, linestyle="--")
    if up == COST:
        axis.axhline(budget, color=style.INK, linewidth=0.8, linestyle="--")


def axis_across(say: Language, objective: tuple[str, str], robust: str | None) -> str:
    """Return the label of the axis across, with an arrow to the better side."""
    name = capital(objective_name(say, objective[0], robust))
    what = f"{name} {ACROSS[_way(objective, robust)]}\n"
    return say("figure-axis", what=what, unit=say.unit(unit_of(objective[0])))


def _way(objective: tuple[str, str], robust: str | None) -> str:
    return "min" if robust == "regret" else objective[1]


def objective_name(say: Language, name: str, robust: str | None) -> str:
    """Return what the numbers of an objective are: its values, or regrets."""
    return say("figure-pareto-regret", outcome=say.name(name)) if robust == "regret" else say.name(name)


def _caption(  # noqa: PLR0913 - all that there is to say
    tables: Mapping[str, pd.DataFrame],
    sought: Sequence[tuple[str, str]],
    budget: float | None,
    robust: str | None,
    worlds: tuple[int | None, int | None],
    hidden: int,
    say: Language,
) -> str:
    front, references = holding(tables["front"]), tables.get("references")
    knee = front[front["knee"].astype(bool)].iloc[0]
    before = None if references is None or len(references) == 0 else references.iloc[0]
    told = []
    for name, _ in sought:
        own = objective_name(say, name, robust)
        if before is None:
            told.append(say("figure-pareto-knee-level", outcome=own, value=amount(float(knee[name]))))
        else:
            value, was = apart(float(knee[name]), float(before[name]))
            told.append(say("figure-pareto-knee-change", outcome=own, value=value, before=was))
    caption = say(
        "figure-pareto-caption",
        mixes=str(len(front)),
        limit="" if budget is None else say("figure-pareto-limit", budget=written_out(budget)),
        fresh=_fresh(*worlds, say),
        how="" if robust is None else say("figure-pareto-how", how=say(HOW[robust])),
        values=enumerated(say, told),
        hidden="" if hidden <= 0 else say("figure-pareto-hidden", pairs=str(hidden)),
    )
    return sentences(say, [caption, set_aside(tables["front"], say)])


def _fresh(seeds: int | None, draws: int | None, say: Language) -> str:
    """Return on how many fresh seeds, and under how many draws, if that shall be told."""
    if seeds is None:
        return ""
    if draws is None:
        return say("figure-pareto-fresh", seeds=str(seeds))
    return say("figure-pareto-fresh-draws", seeds=str(seeds), draws=str(draws))


HEIGHT = 2.6


def draw_hypervolume(convergence: pd.DataFrame, *, say: Language) -> tuple[Figure, str]:
    """Return the hypervolume of the front against generations, the last quarter shaded.

    ``convergence`` is ``convergence.csv`` of ``budgetsim optimise``.
    """
    import seaborn as sns
    from matplotlib.ticker import MaxNLocator

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
