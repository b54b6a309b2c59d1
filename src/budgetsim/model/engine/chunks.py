"""Scenarios and seeds as tables that a compiled program reads, and outcomes back from it."""

from __future__ import annotations

import ctypes
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from budgetsim.declarations import declarations
from budgetsim.model import measures
from budgetsim.model.engine import compiler, kernel, trace
from budgetsim.model.engine.plan import padded
from budgetsim.model.panel import DEPARTMENT_COLUMNS
from budgetsim.model.run import Run, optional_draws
from budgetsim.model.shocks import Shocks, YearShocks
from budgetsim.model.timeline import CATEGORICAL, NUMERIC, YearPolicy, policy_arrays
from budgetsim.model.world import World
from budgetsim.numerics import LANES, Array
from budgetsim.scenario import Scenario

_PROGRAMS: dict[tuple[trace.Form, ...], Kernel] = {}
_COMPILING = Lock()


@dataclass(frozen=True)
class Kernel:
    """A compiled program with its layout, and the function that lives runs."""

    program: compiler.Program
    layout: kernel.Layout
    live: Any


def is_ready(forms: tuple[trace.Form, ...]) -> bool:
    """Whether a program of these forms is in memory already."""
    return forms in _PROGRAMS


def is_kept(forms: tuple[trace.Form, ...]) -> bool:
    """Whether a program of these forms lies on disk."""
    return compiler.kept(key_of(forms, "runs")) is not None


def kernel_of(forms: tuple[trace.Form, ...], template: World) -> Kernel:
    """Return the program of some forms of years: from memory, from disk, or compiled, once for all threads."""
    with _COMPILING:
        if forms not in _PROGRAMS:
            _PROGRAMS[forms] = _new_kernel(forms, template)
        return _PROGRAMS[forms]


def _new_kernel(forms: tuple[trace.Form, ...], template: World) -> Kernel:
    key = key_of(forms, "runs")
    stored = compiler.kept(key)
    if stored is None:
        text, layout = kernel.write_module(_traced(forms, template))
        code = compiler.object_code(text)
        compiler.keep(key, layout.to_json(), code)
    else:
        layout, code = kernel.Layout.from_json(stored[0]), stored[1]
    program = compiler.Program(code)
    live = program.function("live", ctypes.c_void_p, ctypes.c_int64, ctypes.c_int64)
    return Kernel(program, layout, live)


def _traced(forms: Sequence[trace.Form], template: World) -> list[trace.TracedYear]:
    vectors = {path: path not in trace.OF_THE_DISTRICT for path in trace.carried_leaves(template)}
    years: list[trace.TracedYear] = []
    for form in forms:
        records = years[-1].records if years else trace.carried(template)
        years.append(trace.trace_year(form, template, records, vectors))
    return years


def key_of(forms: tuple[trace.Form, ...], what: str) -> str:
    """Return the name of a program of some forms: whole ``runs``, or ``steps`` of single ones."""
    return compiler.key_of(what, repr(forms), _source())


PHYSICS = ("model", "declarations", "numerics.py", "elementary.py", "scenario.py")


@cache
def _source() -> str:
    """Return a digest of the equations and of what compiles them."""
    root, digest = Path(__file__).parents[2], hashlib.sha256()
    for path in sorted([*root.rglob("*.py"), *root.rglob("*.ll")]):
        inside = path.relative_to(root)
        if inside.parts[0] in PHYSICS:
            digest.update(inside.as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


@dataclass(frozen=True)
class Group:
    """Scenarios of one shape, which one program lives, whatever chunks they are cut into."""

    forms: tuple[trace.Form, ...]
    form_of_year: NDArray[np.int64]
    """Which of the forms each year has, the burn-in included."""


def group_of(
    scenarios: Sequence[Scenario],
    timelines: Sequence[Sequence[YearPolicy]],
    years: int,
    *,
    departments: bool,
) -> Group:
    """Return which forms the years of some scenarios of one shape have."""
    first = scenarios[0]
    burn_in = first.protocol.burn_in
    common: dict[str, Any] = {
        "departments": first.district.departments,
        "degree": trace.degree_of(first),
        "score_form": first.protocol.score_form,
        "year_end": first.protocol.year_end,
        "layered": tuple(sorted({name for line in timelines for policy in line for name in policy.layers})),
        "draws": tuple(name for name, used in optional_draws(scenarios).items() if used),
        "rules": (
            any(s.department.adaptive_share > 0.0 for s in scenarios),
            any(s.department.satisficing_share > 0.0 for s in scenarios),
        ),
    }
    forms: list[trace.Form] = []
    which = np.zeros(burn_in + years, dtype=np.int64)
    for year in range(burn_in + years):
        policy = timelines[0][min(max(0, year - burn_in + 1), len(timelines[0]) - 1)]
        form = trace.Form(
            **common,
            categories=tuple(policy.values[name] for name in CATEGORICAL),
            is_first=year == 0,
            is_recorded=year >= burn_in,
            departments_kept=departments and year >= burn_in,
        )
        if form not in forms:
            forms.append(form)
        which[year] = forms.index(form)
    return Group(tuple(forms), which)


class Room:
    """Arrays that must stay where they are as long as a program reads and writes them."""

    def __init__(self) -> None:
        self._arrays: list[Any] = []

    def address(self, values: NDArray[Any]) -> int:
        """Hold an array; return where it stands."""
        self._arrays.append(values)
        return int(values.ctypes.data)

    def zeros(self, count: int) -> Array:
        """Return numbers with room for a vector behind them, since whole vectors are read."""
        return np.zeros(count + 2 * LANES)


@dataclass(frozen=True)
class Points:
    """Everything about the points of a group that does not depend on seeds."""

    scenarios: tuple[Scenario, ...]
    timelines: tuple[Sequence[YearPolicy], ...]
    years: int
    parameters: Array
    """(point, parameter)."""
    levers: Array
    """(point, version, lever)."""
    policies: tuple[tuple[YearPolicy, ...], ...]
    """Versions of each point's policy over time."""
    version_of_year: NDArray[np.int64]
    """(point, year)."""


def points_of(scenarios: Sequence[Scenario], timelines: Sequence[Sequence[YearPolicy]], years: int) -> Points:
    """Collect parameters, levers and their versions over time."""
    declared, burn_in = declarations(), scenarios[0].protocol.burn_in
    parameters = np.empty((len(scenarios), len(kernel.PARAMETERS)))
    for group in ("department", "bureau", "district"):
        records = [getattr(scenario, group) for scenario in scenarios]
        for place, name in enumerate(kernel.PARAMETERS):
            if declared[name].group == group:
                parameters[:, place] = [getattr(record, name) for record in records]
    version_of_year = np.zeros((len(scenarios), burn_in + years), dtype=np.int64)
    policies: list[tuple[YearPolicy, ...]] = []
    for point, timeline in enumerate(timelines):
        known: dict[int, int] = {}
        found: list[YearPolicy] = []
        for year in range(burn_in + years):
            policy = timeline[min(max(0, year - burn_in + 1), len(timeline) - 1)]
            if id(policy) not in known:
                known[id(policy)] = len(found)
                found.append(policy)
            version_of_year[point, year] = known[id(policy)]
        policies.append(tuple(found))
    levers = np.zeros((len(scenarios), max(map(len, policies)), len(NUMERIC)))
    for point, found_policies in enumerate(policies):
        for version, policy in enumerate(found_policies):
            levers[point, version] = [policy.values[name] for name in NUMERIC]
    # A negative zero counts as zero, as in ``timeline.stack``.
    return Points(
        tuple(scenarios),
        tuple(timelines),
        years,
        parameters + 0.0,
        levers + 0.0,
        tuple(policies),
        version_of_year,
    )


def live(
    group: Group, points: Points, shocks: Shocks, *, departments: bool
) -> tuple[Array, Array | None, NDArray[np.intp]]:
    """Live all points under all seeds of some draws.

    Returns outcomes (point, seed, year, outcome), the panel (point, seed, year, department, column) on request, and the
    archetypes of departments.
    """
    first, years = points.scenarios[0], points.years
    burn_in, count, rows = first.protocol.burn_in, len(shocks.seeds), len(points.scenarios)
    world = Run(points.scenarios, shocks, years, timelines=points.timelines).world
    compiled = kernel_of(group.forms, world)
    room, n = Room(), first.district.departments
    outcomes = np.empty((rows, count, years, len(measures.OUTCOMES)))
    columns = np.empty((rows, count, years, len(DEPARTMENT_COLUMNS), padded(n)) if departments else 1)
    layout = compiled.layout
    draws, strides = _draw_tables(shocks, burn_in + years, room)
    memory = {
        "constant": room.zeros(layout.constant_size),
        "first": room.zeros(layout.changing_size),
        "second": room.zeros(layout.changing_size),
        "work": room.zeros(layout.work_size),
    }
    tables = {
        **memory,
        **_initial_tables(world, layout, memory, room),
        "form_of_year": group.form_of_year,
        "record_of_year": np.maximum(np.arange(burn_in + years) - burn_in, 0),
        "version_of_year": points.version_of_year,
        "first_version": np.ascontiguousarray(points.version_of_year[:, 0]),
        "parameters": points.parameters,
        "levers": points.levers,
        "lever_rows": _lever_rows(points, group.forms[0].layered, shocks, world, room),
        "clock": np.array([[y, max(0, y + 1 - burn_in)] for y in range(burn_in + years)], dtype=np.float64),
        "draws": draws,
        "strides": strides,
        "rules": _rule_rows(world, group.forms[0].rules, room),
        "outcomes": outcomes,
        "columns": columns,
    }
    sizes = {
        "points": rows,
        "seeds": count,
        "years": burn_in + years,
        "recorded": years,
        "versions": points.levers.shape[1],
        "rows": len(layout.vectors),
    }
    job = kernel.Job(**sizes, **{name: room.address(table) for name, table in tables.items()})
    compiled.live(ctypes.addressof(job), 0, rows * count)
    panel = np.moveaxis(columns[..., :n], 3, 4) if departments else None
    return outcomes, panel, world.traits.archetype


def _initial_tables(
    world: World, layout: kernel.Layout, memory: dict[str, Array], room: Room
) -> dict[str, NDArray[Any]]:
    """What the first year begins with: addresses, strides and sizes, and where it is to stand; 0 where nothing is."""
    leaves, count = trace.carried_leaves(world), len(layout.vectors)
    names = ("initial", "point_strides", "seed_strides", "targets", "row_sizes")
    tables = {name: np.zeros(count, dtype=np.int64) for name in names}
    for place, (path, is_vector) in enumerate(layout.vectors.items()):
        if path not in leaves:
            continue
        value = np.ascontiguousarray(leaves[path])
        constant = path in layout.constant
        where = layout.constant[path] if constant else layout.changing[path]
        row = memory["constant" if constant else "first"][where:]
        tables["initial"][place] = room.address(value)
        tables["point_strides"][place] = 0 if value.shape[0] == 1 else value.strides[0] // value.itemsize
        tables["seed_strides"][place] = 0 if value.shape[1] == 1 else value.strides[1] // value.itemsize
        tables["targets"][place] = room.address(row)
        tables["row_sizes"][place] = value.itemsize * (world.shape[2] if is_vector else 1)
    return tables


def _draw_tables(shocks: Shocks, years: int, room: Room) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Addresses of the draws of each year, and how far the draws of one seed stand from the next one's."""
    table = np.zeros((years, len(kernel.DRAWS)), dtype=np.int64)
    strides = np.zeros(len(kernel.DRAWS), dtype=np.int64)
    for number in range(years):
        year = shocks.year(number)
        for item in fields(YearShocks):
            value = getattr(year, item.name)
            if value is not None:
                place = kernel.DRAWS.index(item.name)
                table[number, place] = room.address(value)
                strides[place] = value.strides[1] // value.itemsize
    return table, strides


def _lever_rows(
    points: Points, layered: Sequence[str], shocks: Shocks, world: World, room: Room
) -> NDArray[np.int64]:
    """Addresses (point, version, lever) of levers that differ between departments."""
    rows = np.zeros(points.levers.shape, dtype=np.int64)
    if not layered:
        return rows
    seeds, n = len(shocks.seeds), world.shape[2]
    for point, policies in enumerate(points.policies):
        for version, policy in enumerate(policies):
            arrays = policy_arrays([policy], shocks.traits, world.traits.archetype[point : point + 1])
            for name in layered:
                table = room.zeros(seeds * n)
                table[: seeds * n].reshape(seeds, n)[...] = getattr(arrays, name)
                rows[point, version, NUMERIC.index(name)] = room.address(table)
    return rows


def _rule_rows(world: World, rules: tuple[bool, bool], room: Room) -> NDArray[np.int64]:
    """Addresses of who is adaptive and who satisficing, 1 for whoever is."""
    rows = np.zeros(len(rules), dtype=np.int64)
    size = int(np.prod(world.shape))
    for place, (used, users) in enumerate(zip(rules, world.rule, strict=True)):
        if used:
            table = room.zeros(size)
            # Nobody in this chunk may be what somebody of the group is.
            table[:size].reshape(world.shape)[...] = 0.0 if users is None else users
            rows[place] = room.address(table)
    return rows
