"""Points of a design as columns of its table, made of those of their factors instead of scenarios one by one."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from budgetsim.declarations import declarations
from budgetsim.scenario import Change
from budgetsim.scenario_files.changes import without_levers
from budgetsim.studies.design_columns import parameter_kinds, spelled_changes, spelled_roster
from budgetsim.studies.factors import (
    SCENARIO,
    Factor,
    is_reform,
    parameters_of,
    steady_levers,
)

if TYPE_CHECKING:
    from budgetsim.studies.varied import Varied


def point_columns(points: Varied, first: int) -> dict[str, Any]:
    """Return points as columns of plain values, as ``columns`` makes them of scenarios; ``first`` numbers the first."""
    columns: dict[str, Any] = {
        "number": list(range(first, first + len(points))),
        "name": points.scenario_names,
        "description": of_bases(points, [base.description for base in points.bases]),
        "extends": of_bases(points, [base.extends for base in points.bases]),
    }
    movers, bases = movers_of(points), base_numbers(points)
    for name, (_, kind, default) in parameter_kinds().items():
        mover = movers.get(name)
        if mover is not None and kind != "number":
            columns[name] = list(map(default, parameter_column(points, name)))
        elif mover is not None:
            columns[name] = np.asarray(_moved(points, name, mover), dtype=np.float64)
        elif kind == "number":
            columns[name] = np.array(_of_each(points, name), dtype=np.float64)[bases]
        else:
            columns[name] = of_bases(points, list(map(default, _of_each(points, name))))
    columns["changes"] = change_column(points)
    columns["roster"] = of_bases(points, [spelled_roster(base.roster) for base in points.bases])
    return columns


def movers_of(points: Varied) -> Mapping[str, Factor]:
    """Return the factors that move parameters from the start, by bare name of the parameter."""
    return {
        name: factor
        for factor in points.factors
        for name in parameters_of(factor)
        if not is_reform(factor, name, points.from_year)
    }


def base_numbers(points: Varied) -> NDArray[np.intp]:
    """Return the number of each point's base."""
    if SCENARIO not in points.values:
        return np.zeros(len(points), dtype=np.intp)
    number = {base.name: place for place, base in enumerate(points.bases)}
    return np.array([number[name] for name in points.values[SCENARIO]], dtype=np.intp)


def of_bases(points: Varied, values_by_base: Sequence[Any]) -> list[Any]:
    """Return what every point has from its base; ``values_by_base`` holds it base by base."""
    if SCENARIO not in points.values:
        return [values_by_base[0]] * len(points)
    held = {base.name: value for base, value in zip(points.bases, values_by_base, strict=True)}
    return [held[name] for name in points.values[SCENARIO]]


def parameter_column(points: Varied, name: str) -> list[Any]:
    """Return one parameter of every point, by bare name, as its scenario would hold it."""
    mover = movers_of(points).get(name)
    if mover is None:
        return of_bases(points, _of_each(points, name))
    values = _moved(points, name, mover)
    convert = {"number": float, "integer": int}.get(declarations()[name].kind)
    return list(map(convert, values)) if convert else list(values)


def _of_each(points: Varied, name: str) -> list[Any]:
    """Return a parameter base by base."""
    group = declarations()[name].group
    return [getattr(getattr(base, group), name) for base in points.bases]


def _moved(points: Varied, name: str, mover: Factor) -> Sequence[Any]:
    """Return the values of a parameter that a factor moves."""
    values = points.values[mover.name]
    if mover.kind != "boolean":
        return values
    on, before = mover.settings[name], of_bases(points, _of_each(points, name))
    return [on if value else off for value, off in zip(values, before, strict=True)]


# Changes over time: few texts with gaps, into which the values of levers are put --------------------------------


def change_column(points: Varied) -> list[str]:
    """Return the changes over time of every point, as ``spelled_changes`` writes those of its scenario."""
    steady = steady_levers(points.factors)
    # Once more through the checks, which spell 1 as 1.0 where a number is meant.
    bases = {
        base.name: without_levers(base.placed(changes=base.changes).changes, steady) for base in points.bases
    }
    late = {
        name: factor
        for factor in points.factors
        for name in parameters_of(factor)
        if is_reform(factor, name, points.from_year)
    }
    if not late:
        return of_bases(points, list(map(spelled_changes, bases.values())))
    names = of_bases(points, list(bases))
    switches = {factor.name: factor for factor in late.values() if factor.kind == "boolean"}

    @cache
    def text(base: str, *are_on: bool) -> str:
        off = {switch for switch, is_on in zip(switches, are_on, strict=True) if not is_on}
        gaps = {name: f"<{name}>" for name, factor in late.items() if factor.name not in off}
        changes = with_reform(bases[base], points.from_year or 1, gaps) if gaps else bases[base]
        template = spelled_changes(changes).replace("{", "{{").replace("}", "}}")
        for place, name in enumerate(late):
            template = template.replace(f'"<{name}>"', f"{{{place}}}")
        return template

    texts = map(text, names, *(map(bool, points.values[switch]) for switch in switches))
    values = zip(*(_spelled_values(points, name, factor) for name, factor in late.items()), strict=True)
    return [gaps.format(*row) for gaps, row in zip(texts, values, strict=True)]


def _spelled_values(points: Varied, name: str, factor: Factor) -> list[str]:
    """Return the values of a lever at every point as JSON spells them."""
    column = [factor.settings[name]] * len(points) if factor.kind == "boolean" else points.values[factor.name]
    if declarations()[name].kind == "number":
        return [repr(float(value)) for value in column]
    return [json.dumps(value, ensure_ascii=False) for value in column]


def with_reform(changes: Sequence[Change], year: int, levers: Mapping[str, Any]) -> list[Change]:
    """Return changes of the base and one more of the year, after those of the same year."""
    reform = Change(year, dict(levers))
    before = [change for change in changes if change.year <= year]
    after = [change for change in changes if change.year > year]
    return [*before, reform, *after]
