"""What is wrong with points of a design: columns are looked through, and only suspects are made to say what it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from budgetsim.declarations import Declaration, declarations
from budgetsim.language import told
from budgetsim.scenario_files.changes import ALL
from budgetsim.scenario_files.document import name_problem
from budgetsim.scenario_files.faults import Fault, ScenarioError, listed
from budgetsim.scenario_files.values import rules_of
from budgetsim.studies.factors import SCENARIO, is_reform, parameters_of
from budgetsim.studies.point_columns import base_numbers, movers_of, parameter_column

if TYPE_CHECKING:
    from budgetsim.studies.varied import Varied

MOST_FAULTS = 5
"""Points with faults that are told; more say the same."""


def check_points(points: Varied) -> None:
    """Check what every point is made of: values, their combinations, and changes of the base that overrule them.

    Raises
    ------
    ScenarioError
        With the faults of the first few points that have any.
    """
    faults = [*_misfits(points), *_moved_twice(points)]
    faults = faults or list(_overruled(points))
    if faults:
        raise ScenarioError(faults)
    for place in sorted(_to_make(points)):
        try:
            points[place]
        except ScenarioError as error:
            values = listed(f"{name} = {value}" for name, value in points.row(place).items())
            where = told("study-point", name=points.name(place), values=values)
            for fault in error.faults:
                hint = told("fault-semicolon").join([where, fault.suggestion or told("study-point.remedy")])
                faults.append(Fault("design", None, fault.field, fault.value, fault.message, hint))
            if len(faults) >= MOST_FAULTS:
                break
    if faults:
        raise ScenarioError(faults)


def _to_make(points: Varied) -> set[int]:
    """Return the points that have to be made: one of each base and choice, and whatever looks wrong by its columns."""
    if not len(points):
        return set()
    places = set(_first_of_each(base_numbers(points).tolist()))
    wrong: set[int] = set()
    for factor in points.factors:
        column = points.values[factor.name]
        if factor.is_ordered:
            wrong |= _out_of_range(column, declarations()[factor.name])
        else:
            places |= _first_of_each(column)
    wrong |= {place for place, name in enumerate(points.names) if name_problem(name)}
    return (
        places
        | wrong
        | (set() if wrong else {*_not_fitting(points), *_too_late(points), *_miscounted(points)})
    )


def _first_of_each(values: Sequence[Any]) -> set[int]:
    """Return the first place of each value."""
    return set({value: place for place, value in reversed(list(enumerate(values)))}.values())


def _out_of_range(column: Sequence[Any], about: Declaration) -> set[int]:
    """Return the places of what is no number, not whole where it should be, or beyond the bounds of a parameter."""
    numbers = float, int, np.number
    odd = {kind for kind in set(map(type, column)) if kind is bool or not issubclass(kind, numbers)}
    places = {place for place, value in enumerate(column) if type(value) in odd} if odd else set()
    try:
        misfits = np.array(
            [0.0 if place in places else value for place, value in enumerate(column)], np.float64
        )
    except OverflowError:  # a whole number beyond all others
        return set(range(len(column)))
    fits = np.isfinite(misfits)
    if about.lower is not None:
        fits &= misfits >= about.lower
    if about.upper is not None:
        fits &= misfits <= about.upper
    if about.kind == "integer":
        fits &= misfits == np.floor(misfits)
    return places | {int(place) for place in np.flatnonzero(~fits)}


def _not_fitting(points: Varied) -> set[int]:
    """Return the points whose values do not fit together, or not with their base."""
    places: set[int] = set()
    for rule in rules_of(frozenset(movers_of(points))):
        rows = zip(*(parameter_column(points, name) for name in rule.names), strict=True)
        places |= {place for place, row in enumerate(rows) if not rule.holds(*row)}
    return places


def _too_late(points: Varied) -> set[int]:
    """Return the points of which some change over time comes after the last year."""
    reforms = [f for f in points.factors if any(is_reform(f, n, points.from_year) for n in parameters_of(f))]
    if not reforms and "years" not in movers_of(points):
        return set()
    last = points.from_year or 0 if reforms else 0
    latest = [max([last, *(change.year for change in base.changes)]) for base in points.bases]
    years = parameter_column(points, "years")
    return {place for place, base in enumerate(base_numbers(points)) if years[place] < latest[base]}


def _miscounted(points: Varied) -> set[int]:
    """Return the points whose number of departments is not that of the user's own."""
    if "departments" not in movers_of(points):
        return set()
    counts = [None if base.roster is None else len(base.roster.names) for base in points.bases]
    column = parameter_column(points, "departments")
    return {
        place for place, base in enumerate(base_numbers(points)) if counts[base] not in (None, column[place])
    }


def _misfits(points: Varied) -> Iterator[Fault]:
    """Columns that lack, or are of another length than the others."""
    lengths = {name: len(column) for name, column in points.values.items()}
    for factor in points.factors:
        if factor.name not in lengths:
            yield _fault(factor.name, told("study-no-values"), told("study-each-point"))
    unknown = set(points.values.get(SCENARIO, ())) - {base.name for base in points.bases}
    for name in sorted(map(str, unknown)):
        yield _fault(SCENARIO, told("study-no-base", name=repr(name)), told("study-no-base.remedy"))
    if len(set(lengths.values())) > 1:
        counts = listed(f"{name} {length}" for name, length in lengths.items())
        yield _fault("", told("study-uneven", counts=counts), told("study-each-point"))
    elif points.names and len(points.names) != len(points):
        message = told("study-names-count", names=str(len(points.names)), points=str(len(points)))
        yield _fault("names", message, told("study-all-or-none"))


def _moved_twice(points: Varied) -> Iterator[Fault]:
    """A parameter that two factors move would silently follow the last of them."""
    first: dict[str, str] = {}
    for factor in points.factors:
        for name in parameters_of(factor):
            if name in first:
                message = told("study-moved-by", first=first[name], second=factor.name)
                yield _fault(name, message, told("study-varied-twice.remedy"))
            first.setdefault(name, factor.name)


def _fault(name: str, message: str, hint: str) -> Fault:
    return Fault("design", None, name, None, message, hint)


def _overruled(points: Varied) -> Iterator[Fault]:
    """A change of the base that moves a factor's lever later would silently take the factor's effect away."""
    moved = {name: factor for factor in points.factors if not factor.always for name in parameters_of(factor)}
    for base in points.bases:
        for change in base.changes:
            for name in sorted(set(change.levers) & set(moved)):
                if is_reform(moved[name], name, points.from_year) and change.year <= (points.from_year or 1):
                    continue
                advice = [told("study-overruled.unchanged")]
                if moved[name].kind != "boolean":
                    advice.insert(0, told("study-overruled.always", lever=f"policy.{name}{ALL}"))
                if moved[name].role == "lever":
                    advice.insert(0, told("study-overruled.later", year=str(change.year)))
                message = told("study-overruled", scenario=base.name, year=str(change.year))
                yield _fault(f"policy.{name}", message, told("study-or").join(advice))
