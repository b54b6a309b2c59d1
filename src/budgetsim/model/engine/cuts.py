"""A single run on compiled code, cut where somebody may look or step in: in January, between months, after December.

What stands between two calls are the usual records (``World``, ``Year``), whose arrays are views of the memory that the
compiled code reads and writes. Whoever reads an attribute sees the run; whoever writes into an array changes it.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cache, cached_property
from importlib import import_module
from typing import Any

import numpy as np
from numpy.typing import NDArray

from budgetsim.declarations import Policy, declarations
from budgetsim.model import fiscal_year, measures
from budgetsim.model.department import decisions
from budgetsim.model.department.view import DepartmentView
from budgetsim.model.engine import chunks, compiler, kernel, trace
from budgetsim.model.engine.code import NUMBER, VECTOR, Place, Writer, YearWriter, write_function
from budgetsim.model.engine.graph import FUNCTIONS, Graph, Traced
from budgetsim.model.engine.kernel import number_node, place_of, row_node
from budgetsim.model.engine.plan import padded, plan_of
from budgetsim.model.engine.trace import Path
from budgetsim.model.months import DECEMBER
from budgetsim.model.run import Run
from budgetsim.model.shocks import YearShocks
from budgetsim.model.state import Decision, Year
from budgetsim.model.timeline import NUMERIC
from budgetsim.model.world import World
from budgetsim.numerics import LANES, Array, roomy
from budgetsim.scenario import Scenario

CARRIED, OF_YEAR = "carried", "books"
"""Memory of what goes on from year to year, and of what belongs to one year; of that there are two, in turn."""
STEPS = ("announce", "settle", *(f"month {number}" for number in range(1, DECEMBER + 1)), "close")
ARGUMENTS = (
    CARRIED, OF_YEAR, "work", "parameters", "levers", "previous", "lever_rows", "previous_rows", "clock", "draws",
    "strides", "rules", "out",
)  # fmt: skip
OF_ONE_YEAR = ("books", "prospect", "decision", "adjusted")
OUTSIDE = (("books", "levers"), ("prospect", "view", "policy"), ("prospect", "view", "parameters"))
"""Records that the run brings with it, rather than the compiled code."""


@dataclass(frozen=True)
class Leaf:
    """An array of a record: where it stands, whether it differs by department, and whether it is true or false."""

    memory: str
    place: int
    is_vector: bool
    is_truth: bool


@dataclass(frozen=True)
class Cut:
    """What stands after a step."""

    records: dict[str, Any]
    """The records with nothing where their arrays are, as ``bare`` makes them."""
    leaves: dict[Path, Leaf]


@dataclass(frozen=True)
class Chain:
    """The steps of a year of one kind, and what stands before and after each."""

    kind: int
    cuts: dict[str, Cut]

    @cached_property
    def changes(self) -> dict[str, dict[str, list[str] | None]]:
        """By step, the records that show something else after it, and in which of their fields; ``None`` for all."""
        found: dict[str, dict[str, list[str] | None]] = {}
        before: Cut | None = None
        for step, cut in self.cuts.items():
            found[step] = {}
            for name in cut.records:
                if before is None or name not in before.records:
                    found[step][name] = None
                    continue
                names = _changed(name, before, cut)
                if names != []:
                    found[step][name] = names if name in ("state", "books") else None
            before = cut
        return found

    @cached_property
    def truths(self) -> dict[str, list[Leaf]]:
        """By step, the arrays that say what is true."""
        return {
            step: list({leaf for leaf in cut.leaves.values() if leaf.is_truth})
            for step, cut in self.cuts.items()
        }


def _changed(name: str, before: Cut, after: Cut) -> list[str] | None:
    """Return the fields of a record that have other values or stand elsewhere; ``None`` if it is an array that does."""
    record, old = after.records[name], before.records[name]
    if not isinstance(record, dict):
        return [] if after.leaves[name,] == before.leaves.get((name,)) else None

    def shown(cut: Cut, fields_of: Any, field_name: str) -> Any:
        inside = {path: leaf for path, leaf in cut.leaves.items() if path[:2] == (name, field_name)}
        return fields_of["fields"].get(field_name, ARRAY), inside

    return [
        field_name
        for field_name in record["fields"]
        if shown(after, record, field_name) != shown(before, old, field_name)
    ]


@dataclass(frozen=True)
class Chains:
    """Everything that lives a single run: compiled steps for each kind of year, and the memory that they need."""

    chains: tuple[Chain, ...]
    sizes: dict[str, int]
    functions: dict[str, Any]
    program: compiler.Program


def _records(world: World, further: dict[str, Any]) -> dict[str, Any]:
    records = {**trace.carried(world), "adjusted": world.adjusted, **further}
    if hasattr(world, "books"):
        records["books"] = world.books
    return {name: record for name, record in records.items() if record is not None}


def _leaves(records: dict[str, Any]) -> Iterable[tuple[Path, Any]]:
    for name, record in records.items():
        for path, value in trace.leaves(record, (name,)):
            if not any(path[: len(outside)] == outside for outside in OUTSIDE):
                yield path, value


class _Places:
    """Gives every array a home, the same at every cut."""

    def __init__(self, departments: int) -> None:
        self.row = padded(departments)
        self.sizes = {CARRIED: 0, OF_YEAR: 0}
        self._homes: dict[Path, tuple[str, int]] = {}

    def home(self, path: Path) -> tuple[str, int]:
        if path not in self._homes:
            memory = OF_YEAR if path[0] in OF_ONE_YEAR else CARRIED
            self._homes[path] = memory, self.sizes[memory]
            self.sizes[memory] += self.row
        return self._homes[path]

    def leaves(
        self, records: dict[str, Any], graph: Graph, *, between_years: bool = False
    ) -> tuple[dict[Path, Leaf], dict[Path, int]]:
        """Return where the arrays of some records stand, and their nodes.

        Within a year one array under two names has one place. Years of one kind may follow others that end with other
        arrays under one name: between years each name has its place.
        """
        known: dict[int, Leaf] = {}
        found, nodes = {}, {}
        for path, value in sorted(_leaves(records), key=lambda leaf: leaf[0][0] in OF_ONE_YEAR):
            number = graph.number_of(value)
            if between_years or id(value) not in known:
                node = graph.nodes[number]
                vector = node.is_vector or value.shape[-1] > 1
                known[id(value)] = Leaf(*self.home(path), vector, node.is_truth)
            found[path], nodes[path] = known[id(value)], number
        return found, nodes


def _trace_step(step: str, world: World, further: dict[str, Any], levers: Policy[Any]) -> dict[str, Any]:
    """Call the physics of one step; return the records that stand beside those of the world."""
    if step == "announce":
        prospect = fiscal_year.announce(world, levers)
        return {
            "prospect": prospect,
            "decision": decisions.decide(prospect, world.state, world.rule, world.draws.search),
        }
    if step == "settle":
        fiscal_year.settle(world, further["prospect"], further["decision"])
    elif step == "close":
        fiscal_year.close_year(world)
    else:
        fiscal_year.month(world)
    return {}


def write_chains(forms: Sequence[trace.Form], template: World) -> tuple[str, list[Chain], dict[str, int]]:
    """Return the steps of some kinds of years as LLVM text, what stands after each, and the memory."""
    places = _Places(forms[0].departments)
    records = _records(template, {})
    chains, texts, space = [], [], 0
    for kind, form in enumerate(forms):
        cuts, written, needed = _write_chain(kind, form, template, records, places)
        records = {name: record for name, record in cuts["close"].records.items() if name not in OF_ONE_YEAR}
        chains.append(
            Chain(
                kind,
                {
                    step: Cut(
                        {name: bare(record, (name,)) for name, record in cut.records.items()}, cut.leaves
                    )
                    for step, cut in cuts.items()
                },
            )
        )
        texts += written
        space = max(space, needed)
    functions = [write_function(name, sort) for name in FUNCTIONS for sort in (NUMBER, VECTOR)]
    return kernel.module_text([*functions, *texts]), chains, {**places.sizes, "work": space}


def _write_chain(
    kind: int, form: trace.Form, template: World, records: dict[str, Any], places: _Places
) -> tuple[dict[str, Cut], list[str], int]:
    graph = Graph(form.departments)
    if kind == 0:
        leaves, _ = places.leaves(records, graph, between_years=True)
    else:
        leaves, _ = places.leaves(records, _graph_of(records), between_years=True)
    cuts, texts, space = {"start": Cut(records, leaves)}, [], 0
    for step in STEPS:
        graph = Graph(form.departments)
        inputs = _inputs(graph, leaves)
        entered = {name: trace.with_leaves(record, inputs, (name,)) for name, record in records.items()}
        world, levers = trace.traced_world(form, template, entered, {}, graph)
        world.adjusted = entered.get("adjusted")
        world.draws = world.shocks.year(0)
        if "books" in entered:
            world.books = entered["books"]
            world.books.levers = levers
        further: dict[str, Any] = {
            name: entered[name] for name in ("prospect", "decision") if name in entered
        }
        if "prospect" in further:
            view = replace(further["prospect"].view, policy=levers, parameters=world.parameters)
            further["prospect"] = replace(further["prospect"], view=view)
        records = _records(world, _trace_step(step, world, further, levers))
        after, nodes = places.leaves(records, graph, between_years=step == "close")
        outcomes = measures.measure_all(world.books).values() if step == "close" else ()
        text, needed = _write_step(
            _name(step, kind), graph, after, nodes, [graph.number_of(x) for x in outcomes]
        )
        cuts[step] = Cut(records, after)
        texts.append(text)
        space, leaves = max(space, needed), after
    return cuts, texts, space


def _graph_of(records: dict[str, Any]) -> Graph:
    """Return the graph in which records were traced."""
    return next(value.graph for _, value in _leaves(records) if isinstance(value, Traced))


def _inputs(graph: Graph, leaves: dict[Path, Leaf]) -> dict[Path, Any]:
    """One traced array for each place, under all the names that it has."""
    by_place: dict[Leaf, Any] = {}
    for leaf in leaves.values():
        if leaf not in by_place:
            value = graph.input(("place", leaf.memory, leaf.place), vector=leaf.is_vector)
            by_place[leaf] = value != 0.0 if leaf.is_truth else value
    return {path: by_place[leaf] for path, leaf in leaves.items()}


def _name(step: str, kind: int) -> str:
    return f"{step.replace(' ', '_')}_of_{kind}"


def _write_step(
    name: str,
    graph: Graph,
    after: dict[Path, Leaf],
    nodes: dict[Path, int],
    outcomes: list[int],
) -> tuple[str, int]:
    rows: dict[tuple[str, int], int] = {}
    scalars: list[tuple[int, Place]] = []
    for path, leaf in after.items():
        number = nodes[path]
        place = ("place", leaf.memory, leaf.place)
        source = graph.nodes[number]
        if leaf.is_truth and source.operation == "not_equal":
            source = graph.nodes[source.parts[0]]
        if source.operation == "input" and source.detail == place:
            continue  # stands there already
        if leaf.is_vector:
            rows[leaf.memory, leaf.place] = row_node(graph, number)
        else:
            scalars.append((number_node(graph, number), place_of(leaf.memory, leaf.place)))
    scalars += [
        (number_node(graph, number), place_of("out", column)) for column, number in enumerate(outcomes)
    ]
    wanted = set(rows.values()) | {n for n, _ in scalars}
    plan = plan_of(graph, wanted)
    read = {
        graph.nodes[n].detail[1:]
        for n in plan.stage_of
        if graph.nodes[n].operation == "input" and graph.nodes[n].detail[0] == "place"
    }
    # What is read and written waits in the work space until everything has been read.
    staged = {place: number for place, number in rows.items() if place in read}
    plan = plan_of(graph, wanted, frozenset(staged.values()))
    direct = [(number, place_of(*place)) for place, number in rows.items() if place not in staged]
    writer = YearWriter(plan, lambda w, detail: _address(w, detail, graph.departments), direct, scalars)
    body = writer.write()
    w = writer.w
    for home, number in staged.items():
        target = place_of(*home)(w)
        size = 8 * padded(graph.departments)
        w.say(
            f"call void @llvm.memcpy.p0.p0.i64(ptr {target}, ptr {writer.row_address(number)}, i64 {size}, i1 false)"
        )
    return kernel.function_text(name, ARGUMENTS, body, writer.tables, graph.departments, "define"), plan.space


def _address(w: Writer, detail: Any, departments: int) -> str:
    if detail[0] == "place":
        return place_of(detail[1], detail[2])(w)
    return kernel.address(w, detail, departments)


# Records without arrays ---------------------------------------------------------------------------------------------

ARRAY = "array"
"""What stands in bare records where an array was."""
MODULES = ("state", "messages", "department.decisions", "department.view", "mechanisms.utility", "bureau")


def bare(value: Any, path: Path = ()) -> Any:
    """Return nested records as plain values: kinds and fields, with a mark where an array was."""
    if path in OUTSIDE:
        return None
    if is_dataclass(value) and not isinstance(value, Traced):
        inside = {
            item.name: bare(getattr(value, item.name), (*path, item.name))
            for item in fields(value)
            if hasattr(value, item.name)
        }
        return {"kind": type(value).__name__, "fields": inside}
    if isinstance(value, tuple):
        return [bare(item) for item in value]
    return ARRAY if hasattr(value, "shape") else value


@cache
def _kinds() -> dict[str, type[Any]]:
    """Return the records that may stand between two steps, by name."""
    found: dict[str, type[Any]] = {}
    for name in MODULES:
        module = import_module(f"budgetsim.model.{name}")
        found.update(
            {
                kind.__name__: kind
                for kind in vars(module).values()
                if isinstance(kind, type) and is_dataclass(kind)
            }
        )
    return found


def dressed(value: Any, array: Callable[[Path], Any], path: Path) -> Any:
    """Return the records that bare ones describe, with an array in each of their places."""
    if isinstance(value, dict):
        inside = {name: dressed(item, array, (*path, name)) for name, item in value["fields"].items()}
        return trace.built(_kinds()[value["kind"]], inside)
    if isinstance(value, list):
        return tuple(dressed(item, array, (*path, str(number))) for number, item in enumerate(value))
    return array(path) if value == ARRAY else value


# Compiled steps -----------------------------------------------------------------------------------------------------

_CHAINS: dict[tuple[trace.Form, ...], Chains] = {}


def kind_of(form: trace.Form) -> trace.Form:
    """Return the kind of year that a form is in a single run: whether it is the first, or recorded, seldom matters."""
    return replace(
        form,
        is_first=form.is_first and (any(form.rules) or "productivity" in form.draws),
        is_recorded=form.is_recorded and "standards" in form.draws,
        has_roster=False,
        departments_kept=False,
    )


def year_form(
    form: trace.Form, categories: tuple[str | int, ...], *, is_first: bool, is_recorded: bool
) -> trace.Form:
    """Return the form of another year of the same run."""
    return replace(form, categories=categories, is_first=is_first, is_recorded=is_recorded)


def are_ready(forms: Sequence[trace.Form]) -> bool:
    """Whether the steps of these kinds of years are in memory, or lie on disk."""
    kinds = tuple(dict.fromkeys(map(kind_of, forms)))
    return kinds in _CHAINS or compiler.kept(chunks.key_of(kinds, "steps")) is not None


def chains_of(kinds: tuple[trace.Form, ...]) -> Chains:
    """Return the compiled steps of some kinds of years: from memory, from disk, or compiled."""
    if kinds not in _CHAINS:
        key = chunks.key_of(kinds, "steps")
        stored = compiler.kept(key)
        if stored is None:
            text, chains, sizes = write_chains(kinds, template_of(kinds[0]))
            code = compiler.object_code(text)
            compiler.keep(key, {"chains": [_to_json(chain) for chain in chains], "sizes": sizes}, code)
        else:
            about, code = stored
            sizes = about["sizes"]
            chains = [_from_json(chain) for chain in about["chains"]]
        program = compiler.Program(code)
        pointers = [ctypes.c_void_p] * len(ARGUMENTS)
        functions = {
            _name(step, chain.kind): program.function(
                _name(step, chain.kind), *pointers, ctypes.c_int64, ctypes.c_int64
            )
            for chain in chains
            for step in STEPS
        }
        _CHAINS[kinds] = Chains(tuple(chains), sizes, functions, program)
    return _CHAINS[kinds]


def template_of(form: trace.Form) -> World:
    """Return a world of a form before its first year, whose numbers do not matter."""
    scenario = Scenario(name="template").replace(
        departments=form.departments,
        network_degree=form.degree,
        score_form=form.score_form,
        year_end=form.year_end,
        burn_in=2,
    )
    return Run(scenario, [0]).world


def _to_json(chain: Chain) -> dict[str, Any]:
    return {
        step: {
            "records": cut.records,
            "leaves": [
                [*path, leaf.memory, leaf.place, leaf.is_vector, leaf.is_truth]
                for path, leaf in cut.leaves.items()
            ],
        }
        for step, cut in chain.cuts.items()
    } | {"kind": chain.kind}


def _from_json(values: dict[str, Any]) -> Chain:
    cuts = {
        step: Cut(cut["records"], {tuple(path): Leaf(*leaf) for *path, leaf in _split(cut["leaves"])})
        for step, cut in values.items()
        if step != "kind"
    }
    return Chain(values["kind"], cuts)


def _split(rows: list[list[Any]]) -> Iterable[list[Any]]:
    for row in rows:
        yield [*row[:-4], row[-4:]]


# One run ------------------------------------------------------------------------------------------------------------


class SingleRun:
    """The memory of one run, and the compiled steps over it.

    Parameters
    ----------
    world
        The world of one scenario under one seed, before its first year. Its arrays become views of the memory.
    forms
        Forms of its years.
    """

    def __init__(self, world: World, forms: Sequence[trace.Form]) -> None:
        self._kinds = tuple(dict.fromkeys(map(kind_of, forms)))
        self._layered = forms[0].layered
        self._at = (0, "start")
        declared = declarations()
        groups = {name: getattr(world.parameters, declared[name].group) for name in kernel.PARAMETERS}
        self._parameters = np.array([float(getattr(groups[name], name)) for name in kernel.PARAMETERS]) + 0.0
        self.outcomes = np.zeros(len(measures.OUTCOMES))
        """Outcomes of the year that was closed last."""
        self._allocate()
        self._take_over(world)

    def _allocate(self) -> None:
        self._chains = chains_of(self._kinds)
        self._departments = self._kinds[0].departments
        sizes = self._chains.sizes
        self._memory = [np.zeros(sizes[name] + 2 * LANES) for name in (CARRIED, OF_YEAR, OF_YEAR)]
        self._work = np.zeros(sizes["work"] + 2 * LANES)
        self._turn = 0
        self._views: dict[tuple[int, Leaf], Array] = {}
        self._dresses: dict[tuple[int, Path, int], Any] = {}
        self._shown: dict[str, Any] = {}
        self._room = chunks.Room()
        self._arguments: list[int] = []
        self._year: tuple[Any, ...] = ()

    def __getstate__(self) -> dict[str, Any]:
        """A copy finds its numbers in the records that are copied with it."""
        kept = ("_kinds", "_layered", "_at", "_parameters", "outcomes", "_year")
        return {name: value for name, value in vars(self).items() if name in kept}

    def __setstate__(self, state: dict[str, Any]) -> None:
        vars(self).update(state)
        year = self._year
        self._allocate()
        self._year = year

    def lives(self, form: trace.Form) -> bool:
        """Whether years of a form are compiled here."""
        return kind_of(form) in self._kinds

    def begin(
        self,
        world: World,
        form: trace.Form,
        levers: Policy[Array],
        clock: tuple[float, float],
        draws: YearShocks,
    ) -> None:
        """Turn to another year of a form: its levers, the time (``World.age``, ``years_of_growth``) and its draws."""
        self._take_over(world)
        self._turn = 1 - self._turn
        self._shown = {name: record for name, record in self._shown.items() if name not in OF_ONE_YEAR}
        self._at = self._kinds.index(kind_of(form)), "start"
        self._year = (levers, world.previous, clock, draws, world.rule)
        world.draws = draws

    def step(self, world: World, step: str) -> None:
        """Live one step of the year; the world and its books then show what came of it."""
        self._take_over(world)
        if not self._arguments:
            self._arguments = self._tables(*self._year)
        kind = self._at[0]
        carried, of_year = self._memory[0], self._memory[1 + self._turn]
        self._chains.functions[_name(step, kind)](
            carried.ctypes.data,
            of_year.ctypes.data,
            self._work.ctypes.data,
            *self._arguments,
            self.outcomes.ctypes.data,
            0,
            0,
        )
        self._at = kind, step
        self._show(world)
        if step == "close":
            self._arguments = []

    def decision(self, world: World) -> tuple[DepartmentView[Array], Decision[Array]]:
        """Return what departments know in January, and what they would do by their own rules."""
        kind, step = self._at
        cut = self._chains.chains[kind].cuts[step]
        for name in ("prospect", "decision"):
            self._shown[name] = self._dressed(cut.records[name], cut, (name,))
        view = self._shown["prospect"].view
        return replace(view, policy=self._year[0], parameters=world.parameters), self._shown["decision"]

    def decide(self, decision: Decision[Array]) -> None:
        """Let departments do something else."""
        for item in fields(Decision):
            np.copyto(getattr(self._shown["decision"], item.name), getattr(decision, item.name))

    # Memory and what is seen of it -----------------------------------------------------------------------------

    def _row(self, leaf: Leaf) -> Array:
        """Return the numbers of an array where they stand."""
        memory = self._memory[0 if leaf.memory == CARRIED else 1 + self._turn]
        count = self._departments if leaf.is_vector else 1
        return memory[leaf.place : leaf.place + count].reshape(1, 1, count)

    def _view(self, leaf: Leaf) -> NDArray[Any]:
        """Return an array as records show it: a view of the memory, or a table of what is true."""
        key = (0 if leaf.memory == CARRIED else 1 + self._turn), leaf
        if key not in self._views:
            row = self._row(leaf)
            self._views[key] = row != 0.0 if leaf.is_truth else row
        return self._views[key]

    def _show(self, world: World) -> None:
        """Let the world show what stands after a step."""
        kind, step = self._at
        cut, chain = self._chains.chains[kind].cuts[step], self._chains.chains[kind]
        for leaf in chain.truths[step]:
            np.not_equal(self._row(leaf), 0.0, out=self._view(leaf))
        for name, names in chain.changes[step].items():
            if name in OF_BUREAU or name in ATTRIBUTES:
                self._show_record(world, cut, name, names)
        if step == "close":
            world.previous, world.closed, world.adjusted = self._year[0], world.books, None
            world.elapsed += 1

    def _show_record(self, world: World, cut: Cut, name: str, names: Sequence[str] | None) -> None:
        """Dress a record, or some of its fields, and put it where the world has it."""
        record = cut.records[name]
        held = self._shown.get(name)
        if names is not None and held is not None:
            for field_name in names:
                setattr(
                    held, field_name, self._dressed(record["fields"][field_name], cut, (name, field_name))
                )
            return
        if name == "books":
            inside = {
                item: self._dressed(value, cut, (name, item)) for item, value in record["fields"].items()
            }
            made = trace.built(Year, {**inside, "levers": self._year[0]})
        else:
            made = self._dressed(record, cut, (name,))
        if name == "traits":
            made = replace(made, archetype=world.traits.archetype)
        self._shown[name] = made
        _put(world, name, made)

    def _dressed(self, record: Any, cut: Cut, path: Path) -> Any:
        """Return a record that shows the memory; one that was made before where nothing in it is another."""
        key = self._turn, path, id(record)
        if key not in self._dresses:
            self._dresses[key] = dressed(record, lambda place: self._array(cut, place), path)
        return self._dresses[key]

    def _array(self, cut: Cut, path: Path) -> Any:
        return self._view(cut.leaves[path]) if path in cut.leaves else None

    def _take_over(self, world: World) -> None:
        """Copy what somebody has put in the place of a record, as a copied model does with all of them."""
        kind, step = self._at
        cut = self._chains.chains[kind].cuts[step]
        for name in cut.records:
            there = _there(world, name)
            if there is not None and there is not self._shown.get(name):
                for path, value in trace.leaves(there, (name,), truths=True):
                    if path in cut.leaves:
                        self._row(cut.leaves[path])[...] = value
                self._show_record(world, cut, name, None)

    def _tables(
        self,
        levers: Policy[Array],
        previous: Policy[Array],
        clock: tuple[float, float],
        draws: YearShocks,
        rule: tuple[NDArray[np.bool_] | None, NDArray[np.bool_] | None],
    ) -> list[int]:
        """Return where everything stands that a year is called with beside the memory."""
        room = self._room = chunks.Room()
        rows = np.zeros(len(kernel.DRAWS), dtype=np.int64)
        for item in fields(YearShocks):
            value = getattr(draws, item.name)
            if value is not None:
                # A copied model has draws without room behind them, and without what stood between their rows.
                copied = roomy((*value.shape[:-1], self._departments))
                copied[..., : value.shape[-1]] = value
                rows[kernel.DRAWS.index(item.name)] = room.address(copied)
        values, layers = zip(
            *(self._lever_tables(policy, room) for policy in (levers, previous)), strict=True
        )
        users = np.zeros(len(rule), dtype=np.int64)
        for place, mask in enumerate(rule):
            if mask is not None:
                table = room.zeros(self._departments)
                table[: self._departments] = mask[0, 0]
                users[place] = room.address(table)
        further = (np.array(clock), rows, np.zeros(len(kernel.DRAWS), dtype=np.int64), users)
        return [room.address(table) for table in (self._parameters, *values, *layers, *further)]

    def _lever_tables(self, policy: Policy[Array], room: chunks.Room) -> tuple[Array, NDArray[np.int64]]:
        values, rows = np.zeros(len(NUMERIC)), np.zeros(len(NUMERIC), dtype=np.int64)
        for place, name in enumerate(NUMERIC):
            value: Any = getattr(policy, name)
            if name in self._layered:
                table = room.zeros(self._departments)
                table[: self._departments] = np.broadcast_to(value, (1, 1, self._departments))[0, 0]
                rows[place] = room.address(table)
            else:
                values[place] = value if isinstance(value, float) else np.asarray(value).item()
        return values, rows


ATTRIBUTES = {
    "state": "state",
    "traits": "traits",
    "effects": "year_effects",
    "first_best_rate": "first_best_rate",
    "first_best_factor": "first_best_factor",
    "size_factor": "size_factor",
    "adjusted": "adjusted",
    "books": "books",
}
"""Where a world has the records."""
OF_BUREAU = ("memory", "log_size")


def _there(world: World, name: str) -> Any:
    """Return a record where the world has it; ``None`` where it has none."""
    return (
        getattr(world.bureau, name) if name in OF_BUREAU else getattr(world, ATTRIBUTES.get(name, ""), None)
    )


def _put(world: World, name: str, record: Any) -> None:
    if name in OF_BUREAU:
        world.bureau = replace(world.bureau, **{name: record})
    else:
        setattr(world, ATTRIBUTES[name], record)
