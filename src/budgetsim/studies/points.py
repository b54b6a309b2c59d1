"""Points of a design: scenarios made when they are asked for, so that a large design is a table and not a crowd."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, overload

from budgetsim.model.batch import Batch, Columns
from budgetsim.scenario import Scenario
from budgetsim.scenario_files.changes import without_levers
from budgetsim.studies.batches import batches
from budgetsim.studies.factors import (
    SCENARIO,
    Factor,
    as_settings,
    is_reform,
    settings_of,
    steady_levers,
)
from budgetsim.studies.point_checks import check_points
from budgetsim.studies.point_columns import parameter_column, point_columns, with_reform


@dataclass(frozen=True)
class Points(Columns):
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

    @property
    def scenario_names(self) -> Sequence[str]:
        """Names of all points."""
        if self.names:
            return self.names
        return [f"p{number:0{self.digits}d}" for number in range(self.first, self.first + len(self))]

    @cached_property
    def design(self) -> Mapping[str, Any]:
        """The columns of all points in the table of a design, for one that is small: it is digested and written."""
        return point_columns(self, 0)

    @property
    def own_years(self) -> Sequence[int]:
        """Recorded years of every point where nobody asks for another number."""
        return parameter_column(self, "years")

    def batches(self, years: Sequence[int]) -> list[Batch]:
        """Return the points by shape, as columns; ``years`` are recorded years of each."""
        return batches(self, years)

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
        cut = slice(places.start, places.stop if places.stop >= 0 else None, places.step)
        in_a_row = places.step == 1
        return Points(
            self.bases,
            self.factors,
            {name: column[cut] for name, column in self.values.items()},
            self.from_year,
            self.names[cut] if self.names or in_a_row else tuple(map(self.name, places)),
            self.first + places.start if in_a_row else 0,
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
            (levers if is_reform(factor, name, points.from_year) else settings)[name] = value
    steady = steady_levers(points.factors)
    if levers:
        before = without_levers(base.changes, steady) if steady else base.changes
        settings["changes"] = with_reform(before, points.from_year or 1, levers)
    return base.placed(**(as_settings(points.factors, settings) if steady else settings))


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
