"""Where a front has its levers: an objective against every lever, mix by mix."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from budgetsim.declarations import declarations
from budgetsim.kinds.optimise.figures.pareto import (
    UP,
    holding,
    knee_look,
    legend_labels,
    objective_name,
    objectives_of,
    reference_look,
    set_aside,
)
from budgetsim.language import Language, told
from budgetsim.report import layout, style
from budgetsim.report.drawing import FigureError
from budgetsim.report.figure_words import axis_label, capital, level_label, sentences, unit_of
from budgetsim.studies.factors import Factor

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

HEIGHT, COLUMNS = 1.95, 3
"""Inches of a row of panels with its labels, and panels beside each other."""
FRONT = 0
"""Colour of the palette for the front."""
Levers = Sequence[Factor | Mapping[str, Any]]


def draw(  # noqa: PLR0913 - what was sought, each with its default
    data: pd.DataFrame | Mapping[str, pd.DataFrame],
    *,
    levers: Levers | None = None,
    objective: tuple[str, str] | None = None,
    robust: str | None = None,
    alone: bool = False,
    say: Language,
) -> tuple[Figure, str]:
    """Return an objective against every lever over the front, with its knee, the status quo and the reforms.

    ``data`` is as for ``pareto.draw_front``, perhaps also with ``mixes``. ``levers`` are what was sought over, as
    factors or as ``summary.json`` holds them, by default the parameters of policy in the table, each from its lowest to
    its highest value there; ``objective`` is an outcome and ``max`` or ``min``, by default the first that has an
    interval; ``robust`` is ``regret`` where the numbers are regrets, which are better where they are less; with
    ``alone`` nothing else was sought: there is no front then, and all mixes are drawn.

    Raises
    ------
    FigureError
        If the table has no lever or no objective.
    """
    given = dict(data) if isinstance(data, Mapping) else {"front": data}
    tables = _of_same_runs(given, _objective(given["front"], objective)[0], alone=alone)
    chosen, sought = _levers(tables, levers), _objective(tables["front"], objective)
    name, columns = objective_name(say, sought[0], robust), min(COLUMNS, len(chosen))
    own = [("optimise-mixes", "optimise-best-mix")] if alone else []
    labels = legend_labels(tables, say, *own)
    figure, axes = layout.new_figure(HEIGHT, -(-len(chosen) // columns), columns, sharey=True)
    handles: list[Any] = []
    for number, (axis, lever) in enumerate(zip(axes, chosen, strict=False)):
        handles = _panel(axis, tables, lever, sought[0], alone=alone)
        _scale(axis, lever, say)
        if number % columns == 0:
            axis.set_ylabel(f"{capital(name)} {UP['min' if robust == 'regret' else sought[1]]}")
    layout.hide_unused(axes, len(chosen))
    layout.legend_above(figure, handles, labels)
    caption = say(
        "figure-levers-caption",
        objective=capital(name),
        unit=say.unit(unit_of(sought[0])),
        over="all" if alone else "front",
    )
    about = say("optimise-seen") if alone else set_aside(given["front"], say)
    return figure, sentences(say, [caption, about])


def _of_same_runs(
    tables: Mapping[str, pd.DataFrame], objective: str, *, alone: bool
) -> dict[str, pd.DataFrame]:
    """Return tables whose objective is of the same runs: all of the search, or all fresh.

    The cloud of all mixes is known from the search only, so what stands beside it must be what the search saw.
    """
    seen = f"{objective}_search"
    if alone and "mixes" in tables:
        return {
            name: table.assign(**{objective: table[seen]}) if seen in table else table
            for name, table in tables.items()
        }
    return {**tables, "front": holding(tables["front"])}


def _levers(tables: Mapping[str, pd.DataFrame], given: Levers | None) -> list[Factor]:
    if given is None:
        given = [
            _spanned(name, tables)
            for name in map(str, tables["front"].columns)
            if name in declarations() and declarations()[name].group == "policy"
        ]
    if not given:
        raise FigureError(told("optimise-fault-no-lever"))
    return [lever if isinstance(lever, Factor) else Factor.from_dict(lever) for lever in given]


def _spanned(name: str, tables: Mapping[str, pd.DataFrame]) -> Factor:
    """Return a lever over the values that it takes in the tables."""
    values = [value for table in tables.values() if name in table for value in table[name].dropna()]
    if declarations()[name].kind == "choice":
        return Factor(name, "lever", "choice", levels=tuple(dict.fromkeys(values)))
    return Factor(name, "lever", "number", float(min(values)), float(max(values)))


def _objective(front: pd.DataFrame, given: tuple[str, str] | None) -> tuple[str, str]:
    found = [given] if given else objectives_of(front)
    if not found:
        raise FigureError(told("optimise-fault-no-interval"))
    return found[0][0], found[0][1]


def _panel(
    axis: Axes, tables: Mapping[str, pd.DataFrame], lever: Factor, objective: str, *, alone: bool
) -> list[Any]:
    """Draw the mixes, the knee, the status quo and the reforms; return their handles."""
    front, references = tables["front"], tables.get("references")
    if alone:
        every = tables.get("mixes", front)
        cloud = every[every["holds_budget"].astype(bool)] if "holds_budget" in every else every
        about: dict[str, Any] = {"s": 4, "color": style.FAINT, "alpha": 0.35}
    else:
        cloud, about = front, {"s": 12, "color": style.colour(FRONT), "alpha": 0.75, "zorder": 3}
    handles = [_points(axis, cloud, lever, objective, linewidths=0, **about)]
    handles.append(_points(axis, front[front["knee"].astype(bool)], lever, objective, **knee_look()))
    for number in range(0 if references is None else len(references)):
        row = tables["references"].iloc[[number]]
        handles.append(_points(axis, row, lever, objective, **reference_look(number)))
    return handles


def _points(axis: Axes, table: pd.DataFrame, lever: Factor, objective: str, **about: Any) -> Any:
    known = table[table[lever.name].notna()]
    places = {level: number for number, level in enumerate(lever.levels)}
    at = known[lever.name].astype(float) if lever.is_ordered else known[lever.name].map(places)
    return axis.scatter(at, known[objective].astype(float), **about)


def _scale(axis: Axes, lever: Factor, say: Language) -> None:
    """Name a lever, and show its whole range, so that a front at its end is seen to be there."""
    name = say.name(lever.name)
    label = capital(name) if lever.unit == "category" else axis_label(say, name, lever.unit)
    axis.set_xlabel(label)
    axis.tick_params(labelleft=True)
    if not lever.is_ordered:
        names = [level_label(say, level) for level in lever.levels]
        axis.set_xticks(range(len(names)), names)
        axis.set_xlim(-0.5, len(names) - 0.5)
        return
    low, high = min(lever.extremes()), max(lever.extremes())
    axis.set_xlim(low - 0.06 * (high - low), high + 0.06 * (high - low))
    for end in (low, high):
        axis.axvline(end, color=style.FAINT, linewidth=0.8, linestyle=":")
