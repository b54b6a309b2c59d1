"""Years of one or more forms as one compiled program that lives whole runs, each from its first year to its last."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from importlib.resources import files
from string import Template
from typing import Any

import numpy as np

from budgetsim.declarations import declarations
from budgetsim.model.engine.code import NUMBER, VECTOR, Place, Writer, YearWriter, literal, write_function
from budgetsim.model.engine.graph import FUNCTIONS, Graph
from budgetsim.model.engine.plan import padded, plan_of
from budgetsim.model.engine.trace import Path, TracedYear
from budgetsim.model.measures import OUTCOMES
from budgetsim.model.panel import DEPARTMENT_COLUMNS
from budgetsim.model.shocks import YearShocks
from budgetsim.model.timeline import NUMERIC
from budgetsim.numerics import LANES

DRAWS = tuple(item.name for item in fields(YearShocks))
PARAMETERS = tuple(
    name
    for name, d in declarations().items()
    if d.kind == "number" and d.group in ("department", "bureau", "district")
)
ARGUMENTS = (
    "constant", "from", "to", "work", "parameters", "levers", "previous", "lever_rows", "previous_rows",
    "clock", "draws", "strides", "rules", "out", "columns",
)  # fmt: skip
"""Pointers that the function of a year is called with; besides, the place of the seed and of the run."""


@dataclass(frozen=True)
class Layout:
    """Where what is carried from year to year stands, in doubles."""

    constant: dict[Path, int]
    changing: dict[Path, int]
    vectors: dict[Path, bool]
    constant_size: int
    changing_size: int
    work_size: int

    def to_json(self) -> dict[str, Any]:
        """Return the layout as plain values."""
        return {
            "places": [
                [list(path), vector, self.constant.get(path), self.changing.get(path)]
                for path, vector in self.vectors.items()
            ],
            "sizes": [self.constant_size, self.changing_size, self.work_size],
        }

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> Layout:
        """Return the layout that was written as plain values."""
        places = [(tuple(path), *rest) for path, *rest in values["places"]]
        return cls(
            {path: constant for path, _, constant, _ in places if constant is not None},
            {path: changing for path, _, _, changing in places if changing is not None},
            {path: vector for path, vector, _, _ in places},
            *values["sizes"],
        )


def layout_of(years: Sequence[TracedYear]) -> Layout:
    """Part what is carried into what never changes and what does."""
    vectors: dict[Path, bool] = {}
    changes: dict[Path, bool] = {}
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
    return Layout(places[0], places[1], vectors, sizes[0], sizes[1], 0)


def write_module(years: Sequence[TracedYear]) -> tuple[str, Layout]:
    """Return the program of some years as LLVM text, and its layout."""
    layout = layout_of(years)
    texts, space = [], 0
    for number, year in enumerate(years):
        text, needed = _write_year(year, layout, f"year_{number}")
        texts.append(text)
        space = max(space, needed)
    functions = [write_function(name, kind) for name in FUNCTIONS for kind in (NUMBER, VECTOR)]
    text = module_text([*functions, *texts, _write_driver(years)])
    return text, replace(layout, work_size=space)


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


def _write_year(year: TracedYear, layout: Layout, name: str) -> tuple[str, int]:
    graph = year.graph
    rows: list[tuple[int, Place]] = []
    numbers: list[tuple[int, Place]] = []
    for path, number in year.state.items():
        if path not in layout.changing:
            continue
        place = place_of("to", layout.changing[path])
        if layout.vectors[path]:
            rows.append((row_node(graph, number), place))
        else:
            numbers.append((number_node(graph, number), place))
    for column, number in enumerate(year.columns):
        rows.append((row_node(graph, number), place_of("columns", column * padded(graph.departments))))
    for column, number in enumerate(year.outcomes):
        numbers.append((number_node(graph, number), place_of("out", column)))
    plan = plan_of(graph, {number for number, _ in (*rows, *numbers)})

    def read(w: Writer, detail: Any) -> str:
        if detail[0] != "state":
            return address(w, detail, graph.departments)
        path = detail[1]
        constant = path in layout.constant
        place = (
            place_of("constant", layout.constant[path])
            if constant
            else place_of("from", layout.changing[path])
        )
        return place(w)

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
    "rule": ("rules", ("adaptive", "satisficing"), "run"),
}
"""Inputs that are rows of departments, one for each seed or run: a table of pointers, and what stands there."""


def address(w: Writer, detail: Any, departments: int) -> str:
    """Write the address of an input of the year."""
    kind, *where = detail
    if kind in SIMPLE:
        pointer, names = SIMPLE[kind]
        return place_of(pointer, names.index(where[0]))(w)
    if kind in OF_SEED:
        pointer, names, count = OF_SEED[kind]
        base = _pointer(w, pointer, names.index(where[0]))
        return _further(w, base, w.new(f"mul i64 %{count}, {departments}"))
    place = DRAWS.index(where[0])
    stride_at = w.new(f"getelementptr i64, ptr %strides, i64 {place}")
    stride = w.new(f"load i64, ptr {stride_at}, align 8")
    row = _further(w, _pointer(w, "draws", place), w.new(f"mul i64 %seed, {stride}"))
    return _further(w, row, str(where[1] * departments))


def _pointer(w: Writer, table: str, place: int) -> str:
    entry = w.new(f"getelementptr ptr, ptr %{table}, i64 {place}")
    return w.new(f"load ptr, ptr {entry}, align 8")


def _further(w: Writer, base: str, count: str) -> str:
    return w.new(f"getelementptr double, ptr {base}, i64 {count}")


COUNTS = ("points", "seeds", "years", "recorded", "versions", "rows")
TABLES = (
    "form_of_year", "record_of_year", "version_of_year", "first_version",
    "initial", "point_strides", "seed_strides", "targets", "row_sizes",
    "parameters", "levers", "lever_rows", "clock", "draws", "strides", "rules",
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
        column_room=len(DEPARTMENT_COLUMNS) * padded(years[0].form.departments),
        cases=" ".join(f"i64 {number}, label %form{number}" for number in range(len(years))),
        calls="\n".join(calls),
    )


class Job(ctypes.Structure):
    """What a program is given: sizes, and where its tables stand."""

    _fields_ = [(name, ctypes.c_uint64) for name in FIELDS]
