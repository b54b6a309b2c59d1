"""The steps of a year of one form: traced, written as LLVM text, and what stands after each of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from budgetsim.declarations import Policy
from budgetsim.model import fiscal_year, measures, panel
from budgetsim.model.department import decisions
from budgetsim.model.engine import kernel, trace
from budgetsim.model.engine.code import NUMBER, VECTOR, Place, Writer, YearWriter, write_function
from budgetsim.model.engine.graph import FUNCTIONS, Graph, TraceError
from budgetsim.model.engine.kernel import number_node, place_of, row_node
from budgetsim.model.engine.places import (
    CARRIED,
    OF_YEAR,
    Leaf,
    Places,
    address_of,
    arrays_of,
    entry_lines,
    records_of,
)
from budgetsim.model.engine.plan import padded, plan_of
from budgetsim.model.engine.records import bare
from budgetsim.model.engine.trace import Form, Path
from budgetsim.model.months import DECEMBER
from budgetsim.model.run import Run
from budgetsim.model.world import World
from budgetsim.scenario import Scenario

ANNOUNCE, SETTLE, CLOSE = "announce", "settle", "close"
MONTHS = tuple(f"month {number}" for number in range(1, DECEMBER + 1))
EVENTS = (ANNOUNCE, SETTLE, *MONTHS, CLOSE)
"""What happens in a year, in order."""
START = "start"
ARGUMENTS = (
    CARRIED, OF_YEAR, "work", "parameters", "levers", "previous", "lever_rows", "previous_rows", "clock", "draws",
    "strides", "rules", "out", "columns", "shape",
)  # fmt: skip
"""Pointers that a step is called with; besides, the place of the seed and of the run."""


@dataclass(frozen=True)
class Cutting:
    """Where a year is cut: the events after which Python may look or step in, and whether it sees the open books."""

    after: tuple[str, ...]
    shows_books: bool = True

    def events_of(self, step: str) -> tuple[str, ...]:
        """Return what happens in a step, which is named after its last event."""
        end = EVENTS.index(step) + 1
        before = [EVENTS.index(cut) + 1 for cut in self.after if EVENTS.index(cut) + 1 < end]
        return EVENTS[max(before, default=0) : end]


MONTHLY = Cutting(EVENTS)
"""For who looks after every month."""
IN_JANUARY = Cutting((ANNOUNCE, CLOSE), shows_books=False)
"""For who decides instead of departments."""
IN_JANUARY_WITH_BOOKS = Cutting((ANNOUNCE, CLOSE))
"""For who does both that, and sets the levers of the next year."""
YEARLY = Cutting((CLOSE,))
"""For who sets the levers of the next year."""


@dataclass(frozen=True)
class Cut:
    """What stands after a step."""

    records: dict[str, Any]
    """The records with nothing where their arrays are, as ``records.bare`` makes them."""
    leaves: dict[Path, Leaf]


@dataclass(frozen=True)
class WrittenSteps:
    """The steps of a year as LLVM text, what stands after each, and the memory that they need."""

    text: str
    cuts: dict[str, Cut]
    rows: dict[str, int]
    """Rows of departments in each memory of a run."""
    work: int
    """Doubles of work space."""


def kind_of(form: Form, *, departments_kept: bool = False) -> Form:
    """Return a form without what seldom matters to its steps: whether the year is the first, or recorded."""
    return replace(
        form,
        is_first=form.is_first and (any(form.rules) or "productivity" in form.draws),
        is_recorded=form.is_recorded and "standards" in form.draws,
        has_roster=False,
        draws_inside=False,
        departments_kept=departments_kept,
    )


def function_name(step: str) -> str:
    """Return the name of the function of a step."""
    return f"step_{step.replace(' ', '_')}"


def write_steps(form: Form, cutting: Cutting) -> WrittenSteps:
    """Trace the steps of a year one by one, each from what stands after the one before; return them as LLVM text."""
    template, lived = _templates(form)
    places = Places(lived)
    records = records_of(template if form.is_first else lived, {})
    cut = Cut(_bare(records), {path: places.carried(path) for path, _ in arrays_of(records)})
    cuts, texts, work = {START: cut}, [], 0
    for step in cutting.after:
        traced = _trace_step(form, cutting, step, (template, records, cut.leaves))
        records = traced.records
        leaves = places.leaves(records, traced.graph, closed=step == CLOSE)
        cut = cuts[step] = Cut(_bare(records), leaves)
        text, needed = _write_step(traced, step, leaves)
        texts.append(text)
        work = max(work, needed)
    _check_carried(cut.leaves, places)
    functions = [write_function(name, sort) for name in FUNCTIONS for sort in (NUMBER, VECTOR)]
    return WrittenSteps(kernel.module_text([*functions, *texts]), cuts, places.rows, work)


def _bare(records: dict[str, Any]) -> dict[str, Any]:
    return {name: bare(record, (name,)) for name, record in records.items()}


def _templates(form: Form) -> tuple[World, World]:
    """Return worlds of a form before its first year and after it, whose numbers do not matter."""
    share = 0.25
    scenario = Scenario(name="template").replace(
        departments=form.departments,
        network_degree=form.degree,
        score_form=form.score_form,
        year_end=form.year_end,
        adaptive_share=share * form.rules[0],
        satisficing_share=share * form.rules[1],
        burn_in=2,
    )
    before, after = Run(scenario, [0]), Run(scenario, [0])
    after.live_year()
    return before.world, after.world


def _check_carried(leaves: dict[Path, Leaf], places: Places) -> None:
    """Check that a year leaves what the next one begins with."""
    left = {leaf for leaf in leaves.values() if leaf.memory == CARRIED}
    if len(left) != places.rows[CARRIED]:
        raise TraceError("a year does not leave all that the next one begins with")


# One step -------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _TracedStep:
    graph: Graph
    records: dict[str, Any]
    """What stands after it."""
    outcomes: tuple[Any, ...]
    columns: tuple[Any, ...]


def _trace_step(
    form: Form, cutting: Cutting, step: str, before: tuple[World, dict[str, Any], dict[Path, Leaf]]
) -> _TracedStep:
    """Call the physics of a step with arrays that remember, read from where they stood after the step before."""
    template, records, leaves = before
    graph = Graph(form.departments)
    inputs = _inputs(graph, leaves)
    entered = {name: trace.with_leaves(record, inputs, (name,)) for name, record in records.items()}
    world, levers = trace.traced_world(form, template, entered, {}, graph)
    world.adjusted = entered.get("adjusted")
    world.draws = world.shocks.year(0)
    if "books" in entered:
        world.books = entered["books"]
        world.books.levers = levers
    prospect: Any = entered.get("prospect")
    decision: Any = entered.get("decision")
    if prospect is not None:
        view = replace(prospect.view, policy=levers, parameters=world.parameters)
        prospect = replace(prospect, view=view)
    for event in cutting.events_of(step):
        if event == ANNOUNCE:
            prospect, decision = _announced(world, levers)
        elif event == SETTLE:
            fiscal_year.settle(world, prospect, decision)
        elif event == CLOSE:
            fiscal_year.close_year(world)
        else:
            fiscal_year.month(world)
    further: dict[str, Any] = {}
    if step == ANNOUNCE:
        further = {"prospect": prospect, "decision": decision}
    elif step != CLOSE or cutting.shows_books:
        further = {"books": world.books}
    closed = step == CLOSE
    return _TracedStep(
        graph,
        records_of(world, further),
        tuple(measures.measure_all(world.books).values()) if closed else (),
        tuple(panel.measure_departments(world.books).values()) if closed and form.departments_kept else (),
    )


def _announced(world: World, levers: Policy[Any]) -> tuple[Any, Any]:
    """Return what departments have before them in January, and what they do by their own rules."""
    prospect = fiscal_year.announce(world, levers)
    return prospect, decisions.decide(prospect, world.state, world.rule, world.draws.search)


def _inputs(graph: Graph, leaves: dict[Path, Leaf]) -> dict[Path, Any]:
    """One traced array for each place, under all the names that it has."""
    by_place: dict[Leaf, Any] = {}
    for leaf in leaves.values():
        if leaf not in by_place:
            value = graph.input(("place", leaf.memory, leaf.place), vector=leaf.is_vector)
            by_place[leaf] = value != 0.0 if leaf.is_truth else value
    return {path: by_place[leaf] for path, leaf in leaves.items()}


def _write_step(traced: _TracedStep, step: str, after: dict[Path, Leaf]) -> tuple[str, int]:
    """Return the function of a step as text, and the doubles of work space that it needs."""
    graph = traced.graph
    departments = graph.departments
    rows, scalars = _moved(traced, after)
    for column, value in enumerate(traced.outcomes):
        scalars.append((number_node(graph, graph.number_of(value)), place_of("out", column)))
    columns = [
        (row_node(graph, graph.number_of(value)), place_of("columns", column * padded(departments)))
        for column, value in enumerate(traced.columns)
    ]
    wanted = {number for number, _ in (*scalars, *columns)} | set(rows.values())
    read = _read_places(graph, wanted)
    # What is read and written waits in the work space until everything has been read.
    staged = {leaf: number for leaf, number in rows.items() if (leaf.memory, leaf.place) in read}
    plan = plan_of(graph, wanted, frozenset(staged.values()))
    direct = [
        (number, address_of(leaf.memory, leaf.place, departments))
        for leaf, number in rows.items()
        if leaf not in staged
    ]
    writer = YearWriter(
        plan, lambda w, detail: _address(w, detail, departments), [*direct, *columns], scalars
    )
    body = writer.write()
    for leaf, number in staged.items():
        target = address_of(leaf.memory, leaf.place, departments)(writer.w)
        source, size = writer.row_address(number), 8 * padded(departments)
        writer.w.say(f"call void @llvm.memcpy.p0.p0.i64(ptr {target}, ptr {source}, i64 {size}, i1 false)")
    body = [*entry_lines(departments), *body]
    text = kernel.function_text(
        function_name(step), ARGUMENTS, body, writer.tables, departments, begin="define"
    )
    return text, plan.space


def _moved(traced: _TracedStep, after: dict[Path, Leaf]) -> tuple[dict[Leaf, int], list[tuple[int, Place]]]:
    """Return the rows and the numbers that must be written somewhere, since they do not stand there already."""
    graph, values = traced.graph, dict(arrays_of(traced.records))
    rows: dict[Leaf, int] = {}
    scalars: list[tuple[int, Place]] = []
    for path, leaf in after.items():
        number = graph.number_of(values[path])
        source = graph.nodes[number]
        if leaf.is_truth and source.operation == "not_equal":
            source = graph.nodes[source.parts[0]]
        if source.operation == "input" and source.detail == ("place", leaf.memory, leaf.place):
            continue
        if leaf.is_vector:
            rows[leaf] = row_node(graph, number)
        else:
            place = address_of(leaf.memory, leaf.place, graph.departments)
            scalars.append((number_node(graph, number), place))
    return rows, scalars


def _read_places(graph: Graph, wanted: set[int]) -> set[tuple[str, int]]:
    """Return the places that are read for something."""
    details: Sequence[Any] = [
        graph.nodes[number].detail
        for number in plan_of(graph, wanted).stage_of
        if graph.nodes[number].operation == "input"
    ]
    return {detail[1:] for detail in details if detail[0] == "place"}


def _address(w: Writer, detail: Any, departments: int) -> str:
    if detail[0] == "place":
        return address_of(detail[1], detail[2], departments)(w)
    return kernel.address(w, detail, departments)
