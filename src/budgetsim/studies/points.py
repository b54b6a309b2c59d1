"""Points of a design: scenarios made when they are asked for, so that a large design is a table and not a crowd."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, overload

import numpy as np

from budgetsim.declarations import declarations
from budgetsim.language import told
from budgetsim.scenario import Change, Scenario
from budgetsim.scenario_files.changes import ALL, without_levers
from budgetsim.scenario_files.faults import Fault, ScenarioError, listed
from budgetsim.scenario_files.values import rules_of
from budgetsim.studies.factors import SCENARIO, Factor, as_settings, parameters_of, settings_of, steady_levers

MOST_FAULTS = 5
"""Points with faults that are told; more say the same."""


@dataclass(frozen=True)
class Points(Sequence[Scenario]):
    """Scenarios that differ from their base in the values of factors.

    ``values`` holds one column per factor, all of one length; the factor ``scenario`` names the base of each point,
    else all have the first. With ``from_year`` the levers are a reform of that year, so that burn-in and earlier years
    follow the base; without, they hold from the start, as uncertainties always do, since they are states of the world.
    Point n is called ``p<first + n>`` unless ``names`` says otherwise.

    Raises
    ------
    ScenarioError
        If columns or names do not fit, a value or a combination is not allowed, two factors move one parameter, or a
        change of the base would overrule a factor.
    """

    bases: tuple[Scenario, ...]
    factors: tuple[Factor, ...]
    values: Mapping[str, Sequence[Any]]
    from_year: int | None = None
    names: tuple[str, ...] = ()
    first: int = 0
    digits: int = 0
    is_checked: bool = False

    def __post_init__(self) -> None:
        if not self.digits:
            object.__setattr__(self, "digits", max(2, len(str(self.first + len(self) - 1))))
        if not self.is_checked:
            check_points(self)
            object.__setattr__(self, "is_checked", True)

    def __len__(self) -> int:
        return len(next(iter(self.values.values()))) if self.values else len(self.bases)

    @overload
    def __getitem__(self, index: int) -> Scenario: ...
    @overload
    def __getitem__(self, index: slice) -> Points: ...
    def __getitem__(self, index: int | slice) -> Scenario | Points:
        if isinstance(index, slice):
            return self._slice(range(len(self))[index])
        place = range(len(self))[index]
        return made_point(self, place)

    def __iter__(self) -> Iterator[Scenario]:
        return (made_point(self, place) for place in range(len(self)))

    def name(self, place: int) -> str:
        """Return the name of a point."""
        return self.names[place] if self.names else f"p{self.first + place:0{self.digits}d}"

    def row(self, place: int) -> dict[str, Any]:
        """Return the values of the factors at a point."""
        return {factor.name: self.values[factor.name][place] for factor in self.factors}

    def base(self, place: int) -> Scenario:
        """Return the scenario from which a point departs."""
        if SCENARIO not in self.values:
            return self.bases[0]
        wanted = self.values[SCENARIO][place]
        return next(base for base in self.bases if base.name == wanted)

    def _slice(self, places: range) -> Points:
        if places.step != 1:
            raise ValueError("points are taken in order, without gaps")
        cut = slice(places.start, places.stop)
        return Points(
            self.bases,
            self.factors,
            {name: column[cut] for name, column in self.values.items()},
            self.from_year,
            self.names[cut],
            self.first + places.start,
            self.digits,
            is_checked=True,
        )


class Table(Sequence[Scenario]):
    """Scenarios that lie in a table, from which a column can be taken without making them."""

    def column(self, name: str) -> list[Any]:
        """Return ``name``, ``roster`` or a parameter of every scenario."""
        raise NotImplementedError


@dataclass(frozen=True)
class StoredPoints(Sequence[Scenario]):
    """Points read from a directory: the scenarios themselves, and the values of the factors that made them."""

    scenarios: Sequence[Scenario]
    factors: tuple[Factor, ...]
    values: Mapping[str, Sequence[Any]]

    def __len__(self) -> int:
        return len(self.scenarios)

    @overload
    def __getitem__(self, index: int) -> Scenario: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Scenario]: ...
    def __getitem__(self, index: int | slice) -> Scenario | Sequence[Scenario]:
        return self.scenarios[index]

    def __iter__(self) -> Iterator[Scenario]:
        return iter(self.scenarios)

    @property
    def table(self) -> Table | None:
        """The table in which the scenarios lie, if they do."""
        return self.scenarios if isinstance(self.scenarios, Table) else None


def made_point(points: Points, place: int) -> Scenario:
    """Return one point as a scenario.

    Raises
    ------
    ScenarioError
        If its values are not allowed together.
    """
    base = points.base(place)
    settings: dict[str, Any] = {"name": points.name(place)}
    levers: dict[str, Any] = {}
    for factor in points.factors:
        chosen = settings_of(factor, points.values[factor.name][place])
        for name, value in chosen.items():
            (levers if is_reform(points, factor, name) else settings)[name] = value
    steady = steady_levers(points.factors)
    if levers:
        before = without_levers(base.changes, steady) if steady else base.changes
        settings["changes"] = with_reform(before, points.from_year or 1, levers)
    return base.placed(**(as_settings(points.factors, settings) if steady else settings))


def is_reform(points: Points, factor: Factor, name: str) -> bool:
    """Whether a factor moves a parameter in a year of its own rather than from the start."""
    if points.from_year is None or factor.role != "lever" or factor.always:
        return False
    return declarations()[name].group == "policy"


def check_points(points: Points) -> None:
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
    for place in _places_to_check(points):
        try:
            made_point(points, place)
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


def _places_to_check(points: Points) -> Sequence[int]:
    """Every point if values could be wrong together; else those that hold the ends of each factor.

    Parameters are bounded one by one or by sums and orders, so a value that is moved alone is wrong at an end of what
    it takes if it is wrong anywhere.
    """
    moved = {name for factor in points.factors for name in parameters_of(factor)}
    if any(len(moved & set(rule.names)) > 1 for rule in rules_of(frozenset(moved))):
        return range(len(points))
    places = set(range(min(1, len(points))))
    bases = points.values.get(SCENARIO, ())
    for base in dict.fromkeys(bases) or (None,):
        own = range(len(points)) if base is None else [n for n, name in enumerate(bases) if name == base]
        for factor in points.factors:
            column = points.values[factor.name]
            chosen = column if base is None else [column[place] for place in own]
            places |= {own[place] for place in _ends(chosen, factor)}
    return sorted(places)


def _ends(column: Sequence[Any], factor: Factor) -> set[int]:
    """Places of the lowest, the highest and what is no number or not whole; of choices, the first of each value."""
    if not factor.is_ordered:
        return set({value: place for place, value in reversed(list(enumerate(column)))}.values())
    try:
        numbers = np.asarray(column, dtype=np.float64)
    except (TypeError, ValueError):
        return set(range(len(column)))
    odd = ~np.isfinite(numbers) | ((factor.kind == "integer") & (numbers != np.floor(numbers)))
    found = {int(numbers.argmin()), int(numbers.argmax())} if len(numbers) else set()
    return found | {int(place) for place in np.flatnonzero(odd)[:MOST_FAULTS]}


def _misfits(points: Points) -> Iterator[Fault]:
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


def _moved_twice(points: Points) -> Iterator[Fault]:
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


def _overruled(points: Points) -> Iterator[Fault]:
    """A change of the base that moves a factor's lever later would silently take the factor's effect away."""
    moved = {name: factor for factor in points.factors if not factor.always for name in parameters_of(factor)}
    for base in points.bases:
        for change in base.changes:
            for name in sorted(set(change.levers) & set(moved)):
                if is_reform(points, moved[name], name) and change.year <= (points.from_year or 1):
                    continue
                advice = [told("study-overruled.unchanged")]
                if moved[name].kind != "boolean":
                    advice.insert(0, told("study-overruled.always", lever=f"policy.{name}{ALL}"))
                if moved[name].role == "lever":
                    advice.insert(0, told("study-overruled.later", year=str(change.year)))
                message = told("study-overruled", scenario=base.name, year=str(change.year))
                yield _fault(f"policy.{name}", message, told("study-or").join(advice))


def with_reform(changes: Sequence[Change], year: int, levers: Mapping[str, Any]) -> list[Change]:
    """Changes of the base and one more of the year, after those of the same year."""
    own = Change(year, dict(levers))
    before = [change for change in changes if change.year <= year]
    after = [change for change in changes if change.year > year]
    return [*before, own, *after]


def repeated_name(scenarios: Sequence[Scenario]) -> str | None:
    """Return a name that two scenarios share, or ``None``."""
    names: Sequence[str]
    if isinstance(scenarios, Points):
        names = scenarios.names
    elif isinstance(scenarios, StoredPoints) and scenarios.table is not None:
        names = scenarios.table.column("name")
    else:
        names = [scenario.name for scenario in scenarios]
    seen: set[str] = set()
    return next((name for name in names if name in seen or seen.add(name)), None)  # type: ignore[func-returns-value]


def has_roster(scenarios: Sequence[Scenario]) -> bool:
    """Whether some scenario has the user's own departments."""
    if isinstance(scenarios, StoredPoints) and scenarios.table is not None:
        return any(roster is not None for roster in scenarios.table.column("roster"))
    bases = scenarios.bases if isinstance(scenarios, Points) else scenarios
    return any(scenario.roster is not None for scenario in bases)
