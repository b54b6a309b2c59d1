"""A year of the model, written down: the physics is called once with arrays that remember how they were made."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cache
from typing import Any, cast

import numpy as np

from budgetsim.declarations import Parameters, Policy, declarations
from budgetsim.model import fiscal_year, measures, panel
from budgetsim.model.engine.graph import Graph, Traced
from budgetsim.model.months import DECEMBER
from budgetsim.model.shocks import (
    OF_TRAITS,
    OPTIONAL,
    ROWS,
    Purpose,
    TraitShocks,
    YearShocks,
    is_uniform,
    purposes_of_years,
    trait_shocks,
    year_shocks,
)
from budgetsim.model.state import YearEffects
from budgetsim.model.timeline import CATEGORICAL, NUMERIC
from budgetsim.model.world import RosterArrays, World, build_world, neighbours
from budgetsim.numerics import ndtri
from budgetsim.scenario import Scenario

Path = tuple[str, ...]

OF_THE_DISTRICT = {
    ("memory", "inflation"),
    ("memory", "findings"),
    *(("effects", item.name) for item in fields(YearEffects)),
    ("first_best_factor",),
}
"""What is carried from year to year and is one number for all departments."""
SCALAR_DRAWS = ("common", "standards")
RULES = ("adaptive", "satisficing")
STACKED_DRAWS = ("spending", "checks", "shortcomings", "search", "fading", "standards")


@dataclass(frozen=True)
class Form:
    """Everything that selects code or shapes arrays in a year: two years of one form are one program."""

    departments: int
    degree: int
    score_form: str
    year_end: str
    categories: tuple[str | int, ...]
    """Categorical levers, as ``timeline.CATEGORICAL`` stands."""
    layered: tuple[str, ...]
    """Levers that differ between departments."""
    has_roster: bool
    """Whether departments are the user's own."""
    draws: tuple[str, ...]
    """Optional draws that somebody needs."""
    rules: tuple[bool, bool]
    """Whether anybody is adaptive, or satisficing."""
    is_first: bool
    is_recorded: bool
    departments_kept: bool
    draws_inside: bool
    """Whether the program works out the draws of a seed itself, by their place, rather than take them from outside."""


@dataclass(frozen=True)
class TracedYear:
    """A year as a graph: what it reads, by the places of its inputs, and the nodes of what it leaves."""

    form: Form
    graph: Graph
    state: dict[Path, int]
    """What goes on to the next year."""
    vectors: dict[Path, bool]
    """Whether that differs by department."""
    outcomes: tuple[int, ...]
    columns: tuple[int, ...]
    records: dict[str, Any]
    """What is carried, as the year leaves it: some of it is there only after a first year."""


def leaves(value: Any, path: Path = (), *, truths: bool = False) -> Iterator[tuple[Path, Any]]:
    """Yield the arrays of nested records with their paths, those of what is true if they are asked for."""
    if is_dataclass(value) and not isinstance(value, (Traced, type)):
        for item in fields(value):
            yield from leaves(getattr(value, item.name, None), (*path, item.name), truths=truths)
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            yield from leaves(item, (*path, str(number)), truths=truths)
    elif isinstance(value, Traced) or (
        isinstance(value, np.ndarray) and (value.dtype == np.float64 or (truths and value.dtype == bool))
    ):
        yield path, value


def with_leaves(value: Any, found: dict[Path, Any], path: Path = ()) -> Any:
    """Return nested records with other arrays at their paths."""
    if is_dataclass(value) and not isinstance(value, (Traced, type)):
        changed = {
            item.name: with_leaves(getattr(value, item.name), found, (*path, item.name))
            for item in fields(value)
            if hasattr(value, item.name)
        }
        return built(type(value), changed)
    if isinstance(value, tuple):
        return tuple(with_leaves(item, found, (*path, str(number))) for number, item in enumerate(value))
    return found.get(path, value)


def built(kind: type[Any], values: dict[str, Any]) -> Any:
    """Return a record with these fields, those included that its constructor does not take."""
    made = kind(**{item.name: values[item.name] for item in fields(kind) if item.init})
    for item in fields(kind):
        if not item.init and item.name in values:
            setattr(made, item.name, values[item.name])
    return made


class _Draws:
    """Rows of draws that are taken one by one, as ``draws.spending[:, :, month]``."""

    def __init__(self, graph: Graph, name: str) -> None:
        self._graph, self._name = graph, name

    def __getitem__(self, index: tuple[Any, ...]) -> Traced:
        row = index[2]
        return self._graph.input(("draw", self._name, int(row)), vector=self._name not in SCALAR_DRAWS)


class _Shocks:
    def __init__(self, draws: YearShocks) -> None:
        self._draws = draws

    def year(self, index: int) -> YearShocks:
        del index
        return self._draws


class _TracedWorld(World):
    """A world whose years are counted from outside."""

    clock: tuple[Traced, Traced]

    @property
    def age(self) -> Any:
        return self.clock[0]

    @property
    def years_of_growth(self) -> Any:
        return self.clock[1]


def carried(world: World) -> dict[str, Any]:
    """Return the records of a world that a year reads and leaves to the next."""
    return {
        "state": world.state,
        "memory": world.bureau.memory,
        "traits": world.traits,
        "effects": world.year_effects,
        "first_best_rate": world.first_best_rate,
        "first_best_factor": world.first_best_factor,
        "size_factor": world.size_factor,
        "log_size": world.bureau.log_size,
    }


def carried_leaves(world: World) -> dict[Path, Any]:
    """Return the arrays of those records by path."""
    return dict(leaf for name, record in carried(world).items() for leaf in leaves(record, (name,)))


@dataclass(frozen=True)
class TracedBeginning:
    """The making of a world as a graph: the nodes of what its years read."""

    graph: Graph
    state: dict[Path, int]
    """What goes on from year to year."""
    rules: dict[str, int]
    """Who decides by which rule."""
    world: World
    """A world of traced arrays: the template of the years."""


def trace_beginning(form: Form) -> TracedBeginning:
    """Build the world of a form of first year with arrays that remember."""
    graph = Graph(form.departments)
    traits = {item.name: graph.input(("trait", item.name), vector=True) for item in fields(TraitShocks)}
    roster = {item.name: graph.input(("roster", item.name), vector=True) for item in fields(RosterArrays)}
    world = build_world(
        _parameters(plain_parameters(form), graph),
        _levers(replace(form, layered=()), graph, "lever"),  # nobody is treated before the first change
        _BeginningShocks(TraitShocks(**traits), form.departments),  # type: ignore[arg-type] # all that is asked of them
        1,
        RosterArrays(**roster) if form.has_roster else None,  # type: ignore[arg-type] # traced
        form.rules,
    )
    # Whole numbers that no year reads; the panel of departments takes them from ``world.draw_archetypes``.
    world.traits = replace(world.traits, archetype=np.zeros((1, 1, 1), dtype=np.intp))
    state = {
        path: _spread_where(graph, value, is_vector=path not in OF_THE_DISTRICT)
        for path, value in carried_leaves(world).items()
    }
    users = zip(RULES, world.rule, strict=True)
    rules = {name: _spread_where(graph, who, is_vector=True) for name, who in users if who is not None}
    return TracedBeginning(graph, state, rules, world)


@dataclass(frozen=True)
class TracedDraws:
    """Draws of version 2 as a graph: the nodes of their rows, in the order in which they stand in memory."""

    graph: Graph
    rows: dict[tuple[str, int], int]
    """By the name of what is drawn and its row."""

    @property
    def first_rows(self) -> dict[str, int]:
        """Where the rows of each name begin, counted in rows."""
        return {name: place for place, (name, row) in enumerate(self.rows) if row == 0}


@cache
def trace_draws(departments: int, optional: tuple[str, ...] | None) -> TracedDraws:
    """Write down the draws of a year, with those of the ``optional`` ones, or those of traits (``None``)."""
    graph = Graph(departments)
    purposes = OF_TRAITS if optional is None else purposes_of_years(optional)
    streams = {purpose: _Stream(graph, purpose) for purpose in purposes}
    shocks = trait_shocks(streams) if optional is None else year_shocks(streams)
    rows: dict[tuple[str, int], int] = {}
    for item in fields(shocks):
        drawn = getattr(shocks, item.name)
        if drawn is not None:
            numbers = drawn.all_rows() if isinstance(drawn, _Stream) else [drawn]
            rows |= {(item.name, row): traced.number for row, traced in enumerate(numbers)}
    return TracedDraws(graph, rows)


class _Stream:
    """The draws of a purpose, indexed as arrays of them are: (point, seed, row, department)."""

    def __init__(self, graph: Graph, purpose: Purpose, *, of_district: bool = False) -> None:
        self._graph, self._purpose, self._of_district = graph, purpose, of_district

    def __getitem__(self, index: tuple[Any, ...]) -> Any:
        if index[0] is Ellipsis:  # [..., :1], what the first department draws for the whole district
            return _Stream(self._graph, self._purpose, of_district=True)
        return self._row(int(index[2]), of_district=self._of_district or len(index) > AXES)

    def all_rows(self) -> list[Traced]:
        return [self._row(row, of_district=self._of_district) for row in range(ROWS[self._purpose])]

    def _row(self, row: int, *, of_district: bool) -> Traced:
        number = self._graph.node("uniform", detail=(self._purpose, row), vector=not of_district)
        drawn: Any = Traced(self._graph, number)
        return cast("Traced", drawn if is_uniform(self._purpose, row) else ndtri(drawn))


AXES = 3
"""Of (point, seed, row), behind which departments stand."""


def plain_parameters(form: Form) -> Parameters[Any]:
    """Return parameters of a form, whose numbers do not matter."""
    scenario = Scenario(name="template").replace(
        departments=form.departments,
        network_degree=form.degree,
        score_form=form.score_form,
        year_end=form.year_end,
    )
    return scenario.parameters


@dataclass(frozen=True)
class _BeginningShocks:
    traits: TraitShocks
    departments: int
    seeds: tuple[int, ...] = (0,)


def trace_year(form: Form, template: World, records: dict[str, Any], vectors: dict[Path, bool]) -> TracedYear:
    """Call the physics of one year with arrays that remember.

    ``template`` is any world of this form before its first year, ``records`` what is carried into the year, and
    ``vectors`` says of all of that whether it differs by department.
    """
    graph = Graph(form.departments)
    world, levers = traced_world(form, template, records, vectors, graph)
    fiscal_year.open_year(world, levers)
    for _ in range(DECEMBER):
        fiscal_year.month(world)
    books = fiscal_year.close_year(world)
    left = carried_leaves(world)
    state = {
        path: _spread_where(graph, value, is_vector=vectors.setdefault(path, path not in OF_THE_DISTRICT))
        for path, value in left.items()
    }
    outcomes = measures.measure_all(books).values() if form.is_recorded else ()
    columns = panel.measure_departments(books).values() if form.departments_kept and form.is_recorded else ()
    return TracedYear(
        form,
        graph,
        state,
        vectors,
        tuple(graph.number_of(value) for value in outcomes),
        tuple(_spread_where(graph, value, is_vector=True) for value in columns),
        carried(world),
    )


def _spread_where(graph: Graph, value: Any, *, is_vector: bool) -> int:
    traced = Traced(graph, graph.number_of(value))
    return (traced.spread() if is_vector else traced).number


def traced_world(
    form: Form, template: World, before: dict[str, Any], vectors: dict[Path, bool], graph: Graph
) -> tuple[_TracedWorld, Policy[Any]]:
    """Return a world of arrays that remember, and the levers of its year.

    ``before`` is what is carried into the year, its arrays traced already, or, at the paths of ``vectors``, to be.
    """
    inputs = {path: graph.input(("state", path), vector=vector) for path, vector in vectors.items()}
    parameters = _parameters(template.parameters, graph)
    # Which of the four kinds of years it is; its number comes from outside.
    elapsed, burn_in = int(not form.is_first), 0 if form.is_recorded else 2
    parameters = replace(parameters, protocol=replace(parameters.protocol, burn_in=burn_in))
    records = {name: with_leaves(record, inputs, (name,)) for name, record in before.items()}
    state, memory = records["state"], records["memory"]
    size = records["traits"].size
    bureau = replace(
        template.bureau, parameters=parameters, size=size, log_size=records["log_size"], memory=memory
    )
    world = _TracedWorld(
        parameters=parameters,
        shape=(1, 1, form.departments),
        shocks=_Shocks(_draws(form, graph)),  # type: ignore[arg-type] # all that a year asks of them
        traits=records["traits"],
        state=state,
        bureau=bureau,
        neighbours=neighbours(form.departments, form.degree),
        rule=tuple(  # type: ignore[arg-type] # two of them
            graph.input(("rule", name), vector=True) != 0.0 if used else None
            for name, used in zip(RULES, form.rules, strict=True)
        ),
        size_factor=records["size_factor"],
        first_best_rate=records["first_best_rate"],
        first_best_factor=records["first_best_factor"],
        previous=_levers(form, graph, "previous"),
        year_effects=records["effects"],
        elapsed=elapsed,
    )
    world.clock = graph.input(("clock", "age"), vector=False), graph.input(("clock", "growth"), vector=False)
    return world, _levers(form, graph, "lever")


def _levers(form: Form, graph: Graph, when: str) -> Policy[Any]:
    chosen: dict[str, Any] = dict(zip(CATEGORICAL, form.categories, strict=True))
    for name in NUMERIC:
        layered = name in form.layered
        chosen[name] = graph.input((f"{when}_row" if layered else when, name), vector=layered)
    return Policy(**chosen)


def _parameters(template: Parameters[Any], graph: Graph) -> Parameters[Any]:
    declared = declarations()
    groups = {}
    for group in ("department", "bureau", "district"):
        record = getattr(template, group)
        groups[group] = replace(
            record,
            **{
                item.name: graph.input(("parameter", item.name), vector=False)
                for item in fields(record)
                if declared[item.name].kind == "number"
            },
        )
    return replace(template, **groups)


def _draws(form: Form, graph: Graph) -> YearShocks:
    found: dict[str, Any] = {}
    for item in fields(YearShocks):
        name = item.name
        if name in OPTIONAL and name not in form.draws:
            found[name] = None
        elif name in STACKED_DRAWS:
            found[name] = _Draws(graph, name)
        else:
            found[name] = graph.input(("draw", name, 0), vector=name not in SCALAR_DRAWS)
    return YearShocks(**found)


def degree_of(scenario: Scenario) -> int:
    """Return the number of neighbours that departments of a scenario have."""
    return min(scenario.district.network_degree, scenario.district.departments - 1)
