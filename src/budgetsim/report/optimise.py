"""Figures of a search: the front, how levers go along it, and how the search converged."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from budgetsim.report import pareto, style
from budgetsim.report.declared import OUTCOMES
from budgetsim.report.words import per_cent, spoken

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from budgetsim.studies.factors import Factor
    from budgetsim.studies.optimise.answer import Answer
    from budgetsim.studies.optimise.problem import Objective

PANEL, SMALL, WIDE = (3.9, 3.3), (2.9, 2.4), (6.4, 3.4)
COLUMNS, LEVER_COLUMNS = 3, 4
BETTER = {"max": "↑", "min": "↓"}
FRONT, KNEE, REFERENCE = 0, 1, 2
"""Colours of the palette for the front, its knee, and what it is compared with."""


def draw_optimise(made: Answer, directory: Path, formats: Sequence[str] = ("png",)) -> list[style.Drawn]:
    """Draw the figures of a search into a directory; return them in reading order.

    The front is drawn where at least two objectives were sought.
    """
    with style.house_style():
        drawn = []
        if len(made.sought) > 1:
            drawn.append(style.save(*front_figure(made), directory, "front", formats))
        drawn.append(style.save(*levers_figure(made), directory, "levers", formats))
        drawn.append(style.save(*convergence_figure(made), directory, "convergence", formats))
    return drawn


def front_figure(made: Answer) -> tuple[Figure, str]:
    """Return every pair of sought objectives: all mixes, the front, its knee, the status quo and the reforms."""
    return pareto.draw(
        {"front": made.front, "mixes": made.mixes, "references": made.references},
        objectives=[(objective.name, objective.way) for objective in made.sought],
        budget=made.asked.budget,
        robust=made.asked.robust,
        fresh=made.asked.fresh,
    )


def levers_figure(made: Answer) -> tuple[Figure, str]:
    """Return the first sought objective against every lever over the front, or over all mixes if it was alone."""
    levers, objective, alone = made.asked.levers, made.sought[0], len(made.sought) == 1
    columns = min(LEVER_COLUMNS, len(levers))
    labels = [*(["mixes", "best mix"] if alone else ["front", "knee"]), *_reference_names(made)]
    lines = style.legend_lines(SMALL[0] * columns, labels)
    figure, axes = style.new_figure(SMALL, -(-len(levers) // columns), columns, lines, sharey=True)
    handles: list[Any] = []
    for number, (axis, lever) in enumerate(zip(axes, levers, strict=False)):
        cloud = made.mixes[made.mixes["holds_budget"]] if alone else made.front
        handles = [(_all if alone else _front)(axis, cloud, lever.name, objective.name, lever)]
        handles += _named(axis, made, lever.name, objective.name, lever)
        unit = "" if lever.unit == "category" else f" ({lever.unit})"
        axis.set_xlabel(f"{spoken(lever.name)}{unit}")
        axis.tick_params(labelleft=True)
        if number % columns == 0:
            axis.set_ylabel(_axis(made, objective, unit=False))
        _limits(axis, lever)
    for axis in axes[len(levers) :]:
        axis.set_visible(False)
    style.legend_above(figure, handles, labels)
    return figure, _levers_caption(made)


def convergence_figure(made: Answer) -> tuple[Figure, str]:
    """Return the hypervolume of the front against generations, the last quarter shaded."""
    from budgetsim.studies.optimise.front import LAST_PART

    figure, (axis,) = style.new_figure(WIDE, 1, 1)
    table = made.convergence
    axis.plot(table["generation"], table["hypervolume"], "-o", color=style.colour(FRONT), markersize=3)
    last = float(table["generation"].iloc[-1])
    axis.axvspan(last - max(1.0, round(LAST_PART * last)), last, color=style.FAINT, alpha=0.15, linewidth=0)
    axis.set_xlabel("generation")
    axis.set_ylabel("hypervolume of the front so far")
    state = "has settled" if made.is_settled else "has not settled"
    caption = (
        f"Hypervolume that the mixes up to each generation dominate, objectives scaled to their range on the final"
        f" front; the last quarter (shaded) added {per_cent(max(0.0, made.found.late_gain))}: the search {state}."
    )
    return figure, caption


def _reference_names(made: Answer) -> list[str]:
    return [spoken(str(name)) for name in made.references["mix"]]


def _all(axis: Axes, table: pd.DataFrame, x: str, y: str, lever: Factor | None = None) -> Any:
    return _scatter(axis, table, x, y, _places(lever), s=6, color=style.FAINT, alpha=0.35, linewidths=0)


def _front(axis: Axes, table: pd.DataFrame, x: str, y: str, lever: Factor | None = None) -> Any:
    about: dict[str, Any] = {"color": style.colour(FRONT), "alpha": 0.75, "linewidths": 0, "zorder": 3}
    return _scatter(axis, table, x, y, _places(lever), s=24, **about)


def _named(axis: Axes, made: Answer, x: str, y: str, lever: Factor | None = None) -> list[Any]:
    """Draw the knee, the status quo and the reforms; return their handles."""
    places, knee = _places(lever), made.front.iloc[[made.checked.knee]]
    about: dict[str, Any] = {
        "color": style.colour(KNEE),
        "edgecolors": style.INK,
        "linewidths": 0.7,
        "zorder": 6,
    }
    handles = [_scatter(axis, knee, x, y, places, s=190, marker="*", **about)]
    for number in range(len(made.references)):
        tint = style.INK if number == 0 else style.colour(REFERENCE + number - 1)
        shape = "X" if number == 0 else style.marker(number)
        # The status quo lies on top: a reform that changes little would hide it.
        about = {"color": tint, "edgecolors": "white", "linewidths": 0.8, "zorder": 5 + 0.5 * (number == 0)}
        handles.append(
            _scatter(axis, made.references.iloc[[number]], x, y, places, s=70, marker=shape, **about)
        )
    return handles


def _scatter(axis: Axes, table: pd.DataFrame, x: str, y: str, places: dict[Any, int], **about: Any) -> Any:
    known = table[table[x].notna()]
    at = known[x].map(places) if places else known[x].astype(float)
    return axis.scatter(at, known[y].astype(float), **about)


def _places(lever: Factor | None) -> dict[Any, int]:
    """Positions of the levels of a lever that is no number."""
    if lever is None or lever.is_ordered:
        return {}
    return {level: number for number, level in enumerate(lever.levels)}


def _limits(axis: Axes, lever: Factor) -> None:
    """Show the whole range of a lever, so that a front at its end is seen to be there."""
    if not lever.is_ordered:
        names = [
            ("on" if level else "off") if isinstance(level, bool) else str(level) for level in lever.levels
        ]
        axis.set_xticks(range(len(names)), names, rotation=20, ha="right", rotation_mode="anchor")
        axis.set_xlim(-0.5, len(names) - 0.5)
        return
    low, high = min(lever.extremes()), max(lever.extremes())
    axis.set_xlim(low - 0.06 * (high - low), high + 0.06 * (high - low))
    for end in (low, high):
        axis.axvline(end, color=style.FAINT, linewidth=0.8, linestyle=":")


def _axis(made: Answer, objective: Objective, *, unit: bool) -> str:
    if made.asked.robust == "regret":
        return f"{_name(made, objective)} {BETTER['min']}"
    told = f" ({OUTCOMES[objective.name].unit})" if unit else ""
    return f"{_name(made, objective)} {BETTER[objective.way]}{told}"


def _name(made: Answer, objective: Objective) -> str:
    name = spoken(objective.name)
    return f"regret of {name}" if made.asked.robust == "regret" else name


def _levers_caption(made: Answer) -> str:
    what = _name(made, made.sought[0])
    over = "the front" if len(made.sought) > 1 else "all mixes that were tried"
    return (
        f"{what.capitalize()} ({OUTCOMES[made.sought[0].name].unit}) against every lever over {over}; dotted lines are"
        " the ends of the range that was allowed."
    )
