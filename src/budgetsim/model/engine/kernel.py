"""Years of one or more forms as one compiled program that lives whole runs, each from its first year to its last."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from dataclasses import dataclass, fields
from importlib.resources import files
from string import Template
from typing import Any, NamedTuple

import numpy as np

from budgetsim.model.batch import PARAMETERS
from budgetsim.model.counters import KEY_STEPS, ROUNDS
from budgetsim.model.engine.code import NUMBER, VECTOR, Place, Writer, YearWriter, literal, write_function
from budgetsim.model.engine.draws import write_draws
from budgetsim.model.engine.graph import FUNCTIONS, Graph
from budgetsim.model.engine.plan import padded, plan_of
from budgetsim.model.engine.trace import (
    RULES,
    Form,
    Path,
    TracedBeginning,
    TracedDraws,
    TracedYear,
    trace_draws,
)
from budgetsim.model.measures import OUTCOMES
from budgetsim.model.panel import DEPARTMENT_COLUMNS
from budgetsim.model.shocks import TraitShocks, YearShocks
from budgetsim.model.timeline import NUMERIC
from budgetsim.model.world import RosterArrays
from budgetsim.numerics import LANES

DRAWS = tuple(item.name for item in fields(YearShocks))
TRAITS = tuple(item.name for item in fields(TraitShocks))
ROSTER = tuple(item.name for item in fields(RosterArrays))
ARGUMENTS = (
    "constant", "from", "to", "work", "parameters", "levers", "previous", "lever_rows", "previous_rows",
    "clock", "draws", "strides", "out", "columns",
)  # fmt: skip
"""Pointers that the function of a year is called with; besides, the place of the seed and of the run."""
BEGINNING = ("constant", "to", "work", "parameters", "levers", "traits", "trait_strides", "roster")
"""Pointers that the function is called with that begins a run."""


@dataclass(frozen=True)
class Layout:
    """Where what is carried from year to year stands, in doubles."""

    constant: dict[Path, int]
    changing: dict[Path, int]
    vectors: dict[Path, bool]
    sizes: Sizes

    def place_of(self, path: Path, changing: str) -> Place:
        """Return what writes where something stands; ``changing`` is the pointer to what changes."""
        if path in self.constant:
            return place_of("constant", self.constant[path])
        return place_of(changing, self.changing[path])


class Sizes(NamedTuple):
    """How much memory one run needs, in doubles."""

    constant: int
    changing: int
    work: int


def layout_of(beginning: TracedBeginning, years: Sequence[TracedYear]) -> Layout:
    """Part what is carried into what never changes and what does."""
    vectors: dict[Path, bool] = {_rule(name): True for name in beginning.rules}
    changes: dict[Path, bool] = dict.fromkeys(vectors, False)
    for year in years:
        vectors.update(year.vectors)
        for path, number in year.state.items():
            node = year.graph.nodes[number]
            same = node.operation == "input" and node.detail == ("state", path)
            changes[path] = changes.get(path, False) or not same
    departments = years[0].form.departments
    places: tuple[dict[Path, int], dict[Path, int]] = ({}, {})
    sizes = [0, 0]
    for path, vector in vectors.items():
        which = int(changes.get(path, True))
        places[which][path] = sizes[which]
        sizes[which] += padded(departments) if vector else LANES
    return Layout(places[0], places[1], vectors, Sizes(sizes[0], sizes[1], 0))


def _rule(name: str) -> Path:
    return "rule", name


def write_module(beginning: TracedBeginning, years: Sequence[TracedYear]) -> tuple[str, Sizes]:
    """Return the program of runs that begin so and have some years, as LLVM text, and the memory that it needs."""
    layout = layout_of(beginning, years)
    first, space = _write_beginning(beginning, layout)
    texts = [first]
    for number, year in enumerate(years):
        text, needed = _write_year(year, layout, f"year_{number}")
        texts.append(text)
        space = max(space, needed)
    functions = [write_function(name, kind) for name in FUNCTIONS for kind in (NUMBER, VECTOR)]
    if years[0].form.draws_inside:
        functions += [write_draws(kind) for kind in (NUMBER, VECTOR)]
        functions += [_write_draws(draws, name) for name, draws in draws_of(years[0].form).items()]
    text = module_text([*functions, *texts, _write_driver(years)])
    return text, layout.sizes._replace(work=space)


def module_text(functions: Sequence[str]) -> str:
    """Return functions as a module, with what they call."""
    runtime = files("budgetsim.model.engine").joinpath("runtime.ll").read_text("utf-8")
    return "\n".join([runtime, *functions, "attributes #1 = { nounwind }\n"])


def function_text(  # noqa: PLR0913 - the parts of a function
    name: str,
    arguments: Sequence[str],
    body: Sequence[str],
    tables: dict[bytes, str],
    departments: int,
    begin: str = "define internal",
) -> str:
    """Return a function of pointers, and of the places of seed and run, with the tables that it reads."""
    texts = {at: at.replace("@table_", f"@{name}_table_") for at in tables.values()}
    lines = "\n".join(body).replace("@table_", f"@{name}_table_")
    constants = "".join(
        f"{texts[at]} = internal constant [{padded(departments)} x double] [{_row(detail, departments)}]\n"
        for detail, at in tables.items()
    )
    given = ", ".join(f"ptr noalias %{argument}" for argument in arguments)
    return f"{constants}{begin} void @{name}({given}, i64 %seed, i64 %run) #1 {{\n{lines}\n  ret void\n}}\n"


IN_NO_LOOP = ("input", "table", "take", "sorted", "unsorted", "ranks")
"""Rows that no loop makes, so that they must be copied where they are wanted."""


def number_node(graph: Graph, number: int) -> int:
    """Return a node as a number, 1 for what is true."""
    return graph.node("number", (number,)) if graph.nodes[number].is_truth else number


def row_node(graph: Graph, number: int) -> int:
    """Return a node as a row of departments that a loop makes, so that it can be written somewhere."""
    if not graph.nodes[number].is_vector:
        return graph.node("spread", (number_node(graph, number),), vector=True)
    return graph.node("copy", (number,)) if graph.nodes[number].operation in IN_NO_LOOP else number


def place_of(pointer: str, count: int) -> Place:
    """Return what writes an address: so many doubles from where a pointer points."""
    return lambda w: w.new(f"getelementptr double, ptr %{pointer}, i64 {count}")


class _Targets:
    """Rows and numbers that a function is to leave somewhere."""

    def __init__(self, graph: Graph, layout: Layout, state: dict[Path, int]) -> None:
        self.rows: list[tuple[int, Place]] = []
        self.numbers: list[tuple[int, Place]] = []
        for path, number in state.items():
            place = layout.place_of(path, "to")
            if layout.vectors[path]:
                self.rows.append((row_node(graph, number), place))
            else:
                self.numbers.append((number_node(graph, number), place))

    @property
    def nodes(self) -> set[int]:
        """All of them."""
        return {number for number, _ in (*self.rows, *self.numbers)}


def _write_beginning(beginning: TracedBeginning, layout: Layout) -> tuple[str, int]:
    graph = beginning.graph
    rules = {_rule(name): number for name, number in beginning.rules.items()}
    targets = _Targets(graph, layout, {**beginning.state, **rules})
    plan = plan_of(graph, targets.nodes)
    writer = YearWriter(
        plan, lambda w, detail: address(w, detail, graph.departments), targets.rows, targets.numbers
    )
    text = function_text("begin", BEGINNING, writer.write(), writer.tables, graph.departments)
    return text, plan.space


def draws_of(form: Form) -> dict[str, TracedDraws]:
    """Return the draws that a program works out: those of traits, and those of a year."""
    return {
        "draw_traits": trace_draws(form.departments, None),
        "draw_year": trace_draws(form.departments, form.draws),
    }


DRAWING = ("to", "keys", "work")
"""Pointers that the functions are called with that work out draws of a seed; besides, the seed and the year."""


def _write_draws(draws: TracedDraws, name: str) -> str:
    """Write a function of the draws of a seed, in the order of their rows."""
    graph, room = draws.graph, padded(draws.graph.departments)
    rows = [(number, place_of("to", place * room)) for place, number in enumerate(draws.rows.values())]
    vectors = [(number, place) for number, place in rows if graph.nodes[number].is_vector]
    numbers = [(number, place) for number, place in rows if not graph.nodes[number].is_vector]
    plan = plan_of(graph, set(draws.rows.values()))
    writer = YearWriter(plan, lambda w, detail: address(w, detail, graph.departments), vectors, numbers)
    keys = [
        f"  %keys.far = mul i64 %seed, {len(KEY_STEPS) * ROUNDS}",
        "  %keys.own = getelementptr i64, ptr %keys, i64 %keys.far",
    ]
    return function_text(name, DRAWING, [*keys, *writer.write()], writer.tables, graph.departments)


def _write_year(year: TracedYear, layout: Layout, name: str) -> tuple[str, int]:
    graph = year.graph
    targets = _Targets(graph, layout, {p: n for p, n in year.state.items() if p in layout.changing})
    rows, numbers = targets.rows, targets.numbers
    for column, number in enumerate(year.columns):
        rows.append((row_node(graph, number), place_of("columns", column * padded(graph.departments))))
    for column, number in enumerate(year.outcomes):
        numbers.append((number_node(graph, number), place_of("out", column)))
    plan = plan_of(graph, targets.nodes)

    def read(w: Writer, detail: Any) -> str:
        if detail[0] in ("state", "rule"):
            path = detail[1] if detail[0] == "state" else detail
            return layout.place_of(path, "from")(w)
        return address(w, detail, graph.departments, row_room)

    # Draws that come from outside stand without gaps, so that each stream is drawn at once.
    row_room = padded(graph.departments) if year.form.draws_inside else graph.departments
    writer = YearWriter(plan, read, rows, numbers)
    text = function_text(name, ARGUMENTS, writer.write(), writer.tables, graph.departments)
    return text, plan.space


def _row(detail: bytes, departments: int) -> str:
    values = [*np.frombuffer(detail, dtype=np.float64), *[0.0] * (padded(departments) - departments)]
    return ", ".join(f"double {literal(float(value))}" for value in values)


SIMPLE = {
    "parameter": ("parameters", PARAMETERS),
    "clock": ("clock", ("age", "growth")),
    "lever": ("levers", NUMERIC),
    "previous": ("previous", NUMERIC),
}
"""Inputs that are numbers in a table: the pointer, and what stands there in order."""
OF_SEED = {
    "lever_row": ("lever_rows", NUMERIC, "seed"),
    "previous_row": ("previous_rows", NUMERIC, "seed"),
    "rule": ("rules", RULES, "run"),
}
"""Inputs that are rows of departments, one for each seed or run: a table of pointers, and what stands there."""


def address(w: Writer, detail: Any, departments: int, row_room: int | None = None) -> str:
    """Write the address of an input of the year; rows of draws stand ``row_room`` apart, by default without gaps."""
    kind, *where = detail
    if kind in SIMPLE:
        pointer, names = SIMPLE[kind]
        return place_of(pointer, names.index(where[0]))(w)
    if kind in OF_SEED:
        pointer, names, count = OF_SEED[kind]
        base = _pointer(w, pointer, names.index(where[0]))
        return _further(w, base, w.new(f"mul i64 %{count}, {departments}"))
    if kind == "roster":
        return place_of("roster", ROSTER.index(where[0]) * padded(departments))(w)
    if kind == "trait":
        return _drawn(w, "traits", "trait_strides", TRAITS.index(where[0]))
    place = where[1] * (departments if row_room is None else row_room)
    return _further(w, _drawn(w, "draws", "strides", DRAWS.index(where[0])), str(place))


def _drawn(w: Writer, table: str, strides: str, place: int) -> str:
    """Write the address of the draws of a seed: a table of pointers, and how far the next seed stands."""
    stride_at = w.new(f"getelementptr i64, ptr %{strides}, i64 {place}")
    stride = w.new(f"load i64, ptr {stride_at}, align 8")
    return _further(w, _pointer(w, table, place), w.new(f"mul i64 %seed, {stride}"))


def _pointer(w: Writer, table: str, place: int) -> str:
    entry = w.new(f"getelementptr ptr, ptr %{table}, i64 {place}")
    return w.new(f"load ptr, ptr {entry}, align 8")


def _further(w: Writer, base: str, count: str) -> str:
    return w.new(f"getelementptr double, ptr {base}, i64 {count}")


COUNTS = ("points", "seeds", "years", "recorded", "versions")
TABLES = (
    "form_of_year", "record_of_year", "version_of_year", "parameters", "levers", "lever_rows", "rosters",
    "clock", "traits", "trait_strides", "draws", "strides", "keys", "drawn",
    "outcomes", "columns", "constant", "first", "second", "work",
)  # fmt: skip
FIELDS = (*COUNTS, *TABLES)
"""What a job holds: how many there are of what, and where tables stand."""


def _write_driver(years: Sequence[TracedYear]) -> str:
    """Write the loop over runs and their years."""
    loads = []
    for place, name in enumerate(FIELDS):
        loads.append(f"  %{name}.held = getelementptr i64, ptr %job, i64 {place}")
        loads.append(f"  %{name} = load {'i64' if name in COUNTS else 'ptr'}, ptr %{name}.held, align 8")
    given = {
        "from": "before", "to": "after", "parameters": "own.parameters", "levers": "now.levers",
        "previous": "then.levers", "lever_rows": "now.rows", "previous_rows": "then.rows", "clock": "now.clock",
        "draws": "now.draws", "columns": "now.columns",
    }  # fmt: skip
    arguments = ", ".join(f"ptr %{given.get(name, name)}" for name in ARGUMENTS)
    first = {"to": "first", "parameters": "own.parameters", "levers": "own.levers", "roster": "own.roster"}
    beginning = ", ".join(f"ptr %{first.get(name, name)}" for name in BEGINNING)
    calls = [
        f"form{number}:\n  call void @year_{number}({arguments}, i64 %seed, i64 %number)\n  br label %year.done"
        for number in range(len(years))
    ]
    template = Template(files("budgetsim.model.engine").joinpath("live.ll").read_text("utf-8"))
    return template.substitute(
        loads="\n".join(loads),
        parameter_count=len(PARAMETERS),
        lever_count=len(NUMERIC),
        draw_count=len(DRAWS),
        outcome_count=len(OUTCOMES),
        roster_room=len(ROSTER) * padded(years[0].form.departments),
        beginning=beginning,
        drawing=_write_drawing(years[0].form),
        column_room=len(DEPARTMENT_COLUMNS) * padded(years[0].form.departments),
        cases=" ".join(f"i64 {number}, label %form{number}" for number in range(len(years))),
        calls="\n".join(calls),
    )


def _write_drawing(form: Form) -> str:
    """Write what happens before a run begins: the first one under a seed works out its draws."""
    if not form.draws_inside:
        return "  br label %begin"
    traits, year = (len(draws.rows) * padded(form.departments) for draws in draws_of(form).values())
    part = files("budgetsim.model.engine").joinpath("drawing.ll").read_text("utf-8")
    return Template(part).substitute(traits_room=traits, year_room=year).rstrip()


class Job(ctypes.Structure):
    """What a program is given: sizes, and where its tables stand."""

    _fields_ = [(name, ctypes.c_uint64) for name in FIELDS]
