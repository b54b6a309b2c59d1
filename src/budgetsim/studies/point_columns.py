"""Points as columns of parameters, made of the columns of their factors instead of scenarios one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Any

from budgetsim.declarations import declarations
from budgetsim.scenario import Change, Scenario
from budgetsim.scenario_files.reach import without_levers
from budgetsim.studies.factors import SCENARIO, parameters_of, settings_of, steady_levers
from budgetsim.studies.points import Points, StoredPoints, is_reform, with_reform

KEPT_REFORMS = 4096
"""Spellings of changes that are kept: points of a factorial share a few, drawn points have one each."""


def some_of(scenarios: Sequence[Scenario], names: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    """Yield some parameters, by bare name, of every scenario; points are not made for it."""
    if isinstance(scenarios, Points):
        yield from zip(*(parameter_column(scenarios, name) for name in names), strict=True)
        return
    if isinstance(scenarios, StoredPoints) and scenarios.table is not None:
        yield from zip(*(scenarios.table.column(name) for name in names), strict=True)
        return
    groups = [declarations()[name].group for name in names]
    for scenario in scenarios:
        yield tuple(
            getattr(getattr(scenario, group), name) for group, name in zip(groups, names, strict=True)
        )


def parameter_column(points: Points, name: str) -> list[Any]:
    """Return one parameter of every point, by bare name, as its scenario would hold it."""
    about = declarations()[name]
    before = of_bases(points, [getattr(getattr(base, about.group), name) for base in points.bases])
    mover = next((factor for factor in points.factors if name in parameters_of(factor)), None)
    if mover is None or is_reform(points, mover, name):
        return before
    values = points.values[mover.name]
    if mover.kind == "boolean":
        on = mover.settings[name]
        return [on if value else own for value, own in zip(values, before, strict=True)]
    convert = {"number": float, "integer": int}.get(about.kind)
    return list(map(convert, values)) if convert else list(values)


def moves(points: Points, name: str) -> bool:
    """Whether a factor moves a parameter."""
    return any(name in parameters_of(factor) for factor in points.factors)


def of_bases(points: Points, own: Sequence[Any]) -> list[Any]:
    """Return what every point has from its base; ``own`` holds it base by base."""
    if SCENARIO not in points.values:
        return [own[0]] * len(points)
    held = {base.name: value for base, value in zip(points.bases, own, strict=True)}
    return [held[name] for name in points.values[SCENARIO]]


def change_column(points: Points, spelled: Callable[[tuple[Change, ...]], str]) -> list[str]:
    """Return the changes over time of every point, as ``spelled`` writes those of its scenario."""
    # Once more through the checks, which spell 1 as 1.0 where a number is meant.
    steady = steady_levers(points.factors)
    checked = {
        base.name: without_levers(base.placed(changes=base.changes).changes, steady) for base in points.bases
    }
    movers = [
        factor
        for factor in points.factors
        if any(is_reform(points, factor, n) for n in parameters_of(factor))
    ]
    before = of_bases(points, [spelled(changes) for changes in checked.values()])
    if not movers:
        return before

    @lru_cache(KEPT_REFORMS)
    def reformed(base: str, values: tuple[Any, ...]) -> str | None:
        levers: dict[str, Any] = {}
        for factor, value in zip(movers, values, strict=True):
            moved = settings_of(factor, value)
            levers |= {
                name: _as_declared(name, moved[name]) for name in moved if is_reform(points, factor, name)
            }
        return spelled(tuple(with_reform(checked[base], points.from_year or 1, levers))) if levers else None

    bases = of_bases(points, list(checked))
    rows = zip(*(points.values[factor.name] for factor in movers), strict=True)
    return [reformed(*key) or unmoved for *key, unmoved in zip(bases, rows, before, strict=True)]


def _as_declared(name: str, value: Any) -> Any:
    return float(value) if declarations()[name].kind == "number" else value
