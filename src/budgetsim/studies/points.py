"""Points of a design: scenarios made when they are asked for, so that a large design is a table and not a crowd."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import Any, overload

from budgetsim.declarations import declarations
from budgetsim.scenario import Change, Scenario
from budgetsim.scenario_files.faults import Fault, ScenarioError
from budgetsim.scenario_files.rules import rules_of
from budgetsim.studies.factors import SCENARIO, Factor, settings_of

MOST_FAULTS = 5
"""Points with faults that are told; more say the same."""


@dataclass(frozen=True)
class Points(Sequence[Scenario]):
    """Scenarios that differ from their base in the values of factors.

    ``values`` holds one column per factor, all of one length; the factor ``scenario`` names the base of each point,
    else all have the first. With ``from_year`` the factors' levers are a reform of that year, so that burn-in and
    earlier years follow the base; without, they hold from the start. Point n is called ``p<first + n>`` unless
    ``names`` says otherwise.

    Raises
    ------
    ScenarioError
        If a value or a combination is not allowed, or a change of the base would overrule a factor.
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

    @property
    def is_plain(self) -> bool:
        """Whether points differ from one base in the values of parameters alone, nothing else."""
        return (
            len(self.bases) == 1
            and self.from_year is None
            and all(f.name in declarations() for f in self.factors)
        )

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


@dataclass(frozen=True)
class StoredPoints(Sequence[Scenario]):
    """Points read from a directory: the scenarios themselves, and the values of the factors that made them."""

    scenarios: tuple[Scenario, ...]
    factors: tuple[Factor, ...]
    values: Mapping[str, Sequence[Any]]

    def __len__(self) -> int:
        return len(self.scenarios)

    @overload
    def __getitem__(self, index: int) -> Scenario: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Scenario, ...]: ...
    def __getitem__(self, index: int | slice) -> Scenario | tuple[Scenario, ...]:
        return self.scenarios[index]


def made_point(points: Points, place: int) -> Scenario:
    """Return one point as a scenario.

    Raises
    ------
    ScenarioError
        If its values are not allowed together.
    """
    base, settings = points.base(place), {}
    for factor in points.factors:
        settings.update(settings_of(factor, points.values[factor.name][place]))
    if points.from_year is None:
        return base.replace(name=points.name(place), **settings)
    levers = {name: value for name, value in settings.items() if declarations()[name].group == "policy"}
    fixed = {name: value for name, value in settings.items() if name not in levers}
    if not levers:
        return base.replace(name=points.name(place), **fixed)
    changes = _with_reform(base.changes, points.from_year, levers)
    return base.replace(name=points.name(place), changes=changes, **fixed)


def check_points(points: Points) -> None:
    """Check what every point is made of: values, their combinations, and changes of the base that overrule them.

    Raises
    ------
    ScenarioError
        With the faults of the first few points that have any.
    """
    faults = list(_overruled(points))
    if faults:
        raise ScenarioError(faults)
    for place in _places_to_check(points):
        try:
            made_point(points, place)
        except ScenarioError as error:
            told = ", ".join(f"{name} = {value}" for name, value in points.row(place).items())
            hint = f"point {points.name(place)} ({told}); choose other values or another base"
            faults += [Fault("design", None, f.field, f.value, f.message, hint) for f in error.faults]
            if len(faults) >= MOST_FAULTS:
                break
    if faults:
        raise ScenarioError(faults)


def _places_to_check(points: Points) -> range:
    """Every point if values could be wrong together; else the first: single values were checked with the factors."""
    moved = {name for factor in points.factors for name in _parameters(factor)}
    together = {name for rule in rules_of(frozenset(moved)) for name in rule.names} & moved
    alone = not together and points.is_plain
    return range(min(1, len(points)) if alone else len(points))


def _parameters(factor: Factor) -> tuple[str, ...]:
    if factor.kind == "boolean":
        return tuple(factor.settings)
    return () if factor.name == SCENARIO else (factor.name,)


def _overruled(points: Points) -> Iterator[Fault]:
    """A change of the base that moves a factor's lever later would silently take the factor's effect away."""
    moved = {name: factor for factor in points.factors for name in _parameters(factor)}
    for base in points.bases:
        for change in base.changes:
            late = points.from_year is None or change.year > points.from_year
            for name in sorted(set(change.levers) & set(moved)) if late else ():
                yield Fault(
                    "design",
                    None,
                    f"policy.{name}",
                    None,
                    f"scenario {base.name} changes it in year {change.year}: varying it has no effect from then on",
                    f"set from_year = {change.year} or later, or start from a scenario without this change",
                )


def _with_reform(changes: Sequence[Change], year: int, levers: Mapping[str, Any]) -> list[Change]:
    """Changes of the base and one more of the year, after those of the same year."""
    own = Change(year, dict(levers))
    before = [change for change in changes if change.year <= year]
    after = [change for change in changes if change.year > year]
    return [*before, own, *after]


def repeated_name(scenarios: Sequence[Scenario]) -> str | None:
    """Return a name that two scenarios share, or ``None``."""
    if isinstance(scenarios, Points):
        names: Sequence[str] = scenarios.names or ()
    else:
        names = [scenario.name for scenario in scenarios]
    seen: set[str] = set()
    return next((name for name in names if name in seen or seen.add(name)), None)  # type: ignore[func-returns-value]


def has_roster(scenarios: Sequence[Scenario]) -> bool:
    """Whether some scenario has the user's own departments."""
    bases = scenarios.bases if isinstance(scenarios, Points) else scenarios
    return any(scenario.roster is not None for scenario in bases)


def of_scenario(scenarios: Sequence[Scenario], names: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    """Yield some parameters, by bare name, of every scenario; without making the points where they all agree."""
    if isinstance(scenarios, Points) and scenarios.is_plain and not set(names) & set(scenarios.values):
        yield from repeat(_some(scenarios.bases[0], names), len(scenarios))
        return
    yield from (_some(scenario, names) for scenario in scenarios)


def _some(scenario: Scenario, names: Sequence[str]) -> tuple[Any, ...]:
    return tuple(getattr(getattr(scenario, declarations()[name].group), name) for name in names)
