"""Scenarios and seeds as tables that a compiled program reads, and outcomes back from it."""

from __future__ import annotations

import ctypes
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cache
from itertools import pairwise
from pathlib import Path
from threading import Lock, Thread
from typing import Any

import numpy as np
from numpy.typing import NDArray

from budgetsim.declarations import ARCHETYPES
from budgetsim.model import measures
from budgetsim.model.batch import Batch, lived_years
from budgetsim.model.counters import keys_of
from budgetsim.model.engine import compiler, kernel, trace
from budgetsim.model.engine.plan import padded
from budgetsim.model.panel import DEPARTMENT_COLUMNS
from budgetsim.model.run import roster_arrays
from budgetsim.model.shocks import Shocks, TraitShocks, YearShocks
from budgetsim.model.timeline import NUMERIC, lay
from budgetsim.model.world import RosterArrays, draw_archetypes
from budgetsim.numerics import LANES, Array, whole

_PROGRAMS: dict[tuple[trace.Form, ...], Kernel] = {}
_COMPILING = Lock()


@dataclass(frozen=True)
class Kernel:
    """A compiled program with the memory that a run needs, and the function that lives runs."""

    program: compiler.Program
    sizes: kernel.Sizes
    live: Any


def is_ready(forms: tuple[trace.Form, ...]) -> bool:
    """Whether a program of these forms is in memory already."""
    return forms in _PROGRAMS


def is_kept(forms: tuple[trace.Form, ...]) -> bool:
    """Whether a program of these forms lies on disk."""
    return compiler.kept(key_of(forms, "runs")) is not None


def kernel_of(forms: tuple[trace.Form, ...]) -> Kernel:
    """Return the program of some forms of years: from memory, from disk, or compiled, once for all threads."""
    with _COMPILING:
        if forms not in _PROGRAMS:
            _PROGRAMS[forms] = _new_kernel(forms)
        return _PROGRAMS[forms]


def _new_kernel(forms: tuple[trace.Form, ...]) -> Kernel:
    key = key_of(forms, "runs")
    stored = compiler.kept(key)
    if stored is None:
        text, sizes = kernel.write_module(*traced(forms))
        code = compiler.object_code(text)
        compiler.keep(key, sizes._asdict(), code)
    else:
        sizes, code = kernel.Sizes(**stored[0]), stored[1]
    program = compiler.Program(code)
    live = program.function("live", ctypes.c_void_p, ctypes.c_int64, ctypes.c_int64)
    return Kernel(program, sizes, live)


def traced(forms: Sequence[trace.Form]) -> tuple[trace.TracedBeginning, list[trace.TracedYear]]:
    """Return the beginning of a world and a year of each form as graphs."""
    beginning = trace.trace_beginning(forms[0])
    vectors = {path: path not in trace.OF_THE_DISTRICT for path in beginning.state}
    years: list[trace.TracedYear] = []
    for form in forms:
        records = years[-1].records if years else trace.carried(beginning.world)
        years.append(trace.trace_year(form, beginning.world, records, vectors))
    return beginning, years


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


def group_of(batch: Batch, *, departments: bool) -> Group:
    """Return which forms the years of a batch have."""
    first = batch.first
    burn_in = first.protocol.burn_in
    common: dict[str, Any] = {
        "departments": first.district.departments,
        "degree": trace.degree_of(first),
        "score_form": first.protocol.score_form,
        "year_end": first.protocol.year_end,
        "layered": batch.layered,
        "has_roster": first.roster is not None,
        "draws": tuple(name for name, used in batch.draws.items() if used),
        "rules": batch.rules,
        "draws_inside": first.protocol.stream_version > 1,
    }
    forms: list[trace.Form] = []
    policies = lived_years(burn_in, batch.years)
    which = np.zeros(len(policies), dtype=np.int64)
    for year, policy in enumerate(policies):
        form = trace.Form(
            **common,
            categories=batch.categories[policy],
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
        return int(values.__array_interface__["data"][0])

    def zeros(self, count: int) -> Array:
        """Return numbers with room for a vector behind them, since whole vectors are read."""
        return np.zeros(count + 2 * LANES)


def live(
    group: Group, batch: Batch, shocks: Shocks, *, departments: bool, threads: int = 1
) -> tuple[Array, Array | None, NDArray[np.intp] | None]:
    """Live all points under all seeds of some draws, on so many threads; how many changes no bit.

    Returns outcomes (point, seed, year, outcome), and on request the panel (point, seed, year, department, column) and
    the archetypes (point, seed, department).
    """
    years, burn_in, count, rows = batch.years, batch.first.protocol.burn_in, len(shocks.seeds), len(batch)
    compiled = kernel_of(group.forms)
    room, n, layered = Room(), group.forms[0].departments, group.forms[0].layered
    outcomes = np.empty((rows, count, years, len(measures.OUTCOMES)))
    columns = np.empty((rows, count, years, len(DEPARTMENT_COLUMNS), padded(n)) if departments else 1)
    rosters = roster_arrays(batch.rosters)
    archetypes = _archetypes(batch, rosters, shocks) if departments or layered else None
    tables = {
        "form_of_year": group.form_of_year,
        "record_of_year": np.maximum(np.arange(burn_in + years) - burn_in, 0),
        "version_of_year": batch.version_of_year,
        "parameters": batch.parameters,
        "levers": batch.levers,
        "lever_rows": _lever_rows(batch, layered, shocks, archetypes, room),
        "rosters": _roster_rows(rosters, room),
        "clock": np.array([[y, max(0, y + 1 - burn_in)] for y in range(burn_in + years)], dtype=np.float64),
        "outcomes": outcomes,
        "columns": columns,
    }
    sizes = {
        "points": rows,
        "seeds": count,
        "years": burn_in + years,
        "recorded": years,
        "versions": batch.levers.shape[1],
    }
    ends = [rows * count * number // threads for number in range(threads + 1)]
    orders = []
    for start, end in pairwise(ends):
        own = _own_tables(compiled.sizes, room) | _draws(group.forms[0], shocks, burn_in + years, room)
        job = kernel.Job(**sizes, **{name: room.address(table) for name, table in (tables | own).items()})
        orders += [(job, start, end)] if end > start else []
    _live_side_by_side(compiled, orders)
    panel = np.moveaxis(columns[..., :n], 3, 4) if departments else None
    return outcomes, panel, archetypes


def _own_tables(sizes: kernel.Sizes, room: Room) -> dict[str, NDArray[Any]]:
    """Return what one run after the other is worked out in."""
    return {
        "constant": room.zeros(sizes.constant),
        "first": room.zeros(sizes.changing),
        "second": room.zeros(sizes.changing),
        "work": room.zeros(sizes.work),
    }


def _live_side_by_side(compiled: Kernel, orders: Sequence[tuple[kernel.Job, int, int]]) -> None:
    """Live runs from a first to a last one of every job, the first job on this thread."""
    others = [Thread(target=_live_some, args=(compiled, *order)) for order in orders[1:]]
    for thread in others:
        thread.start()
    try:
        _live_some(compiled, *orders[0])
    finally:
        for thread in others:  # the tables must not go away under compiled code
            thread.join()


def _live_some(compiled: Kernel, job: kernel.Job, start: int, end: int) -> None:
    compiled.live(ctypes.addressof(job), start, end)


def _archetypes(batch: Batch, rosters: RosterArrays | None, shocks: Shocks) -> NDArray[np.intp]:
    """Return what kind every department is, (point, seed, department)."""
    shape = len(batch), len(shocks.seeds), shocks.departments
    if rosters is not None:
        return whole(rosters.archetype, shape)
    shares = [batch.column(f"{kind}_share")[:, None, None] for kind in ARCHETYPES[:-1]]
    return draw_archetypes(shares, shocks.traits.archetype, shape)


def _draws(form: trace.Form, shocks: Shocks, years: int, room: Room) -> dict[str, NDArray[Any]]:
    """Where draws stand, and what those are made of that the program works out."""
    if not form.draws_inside:
        draws, strides = _draw_tables([shocks.year(number) for number in range(years)], room)
        traits, trait_strides = _draw_tables([shocks.traits], room)
        nothing = np.zeros(1)
        return {
            "draws": draws, "strides": strides, "traits": traits, "trait_strides": trait_strides,
            "keys": nothing, "drawn": nothing,
        }  # fmt: skip
    of_traits, of_year = kernel.draws_of(form).values()
    row = padded(form.departments)
    drawn = room.zeros((len(of_traits.rows) + years * len(of_year.rows)) * row)
    base = room.address(drawn)
    draws = np.zeros((years, len(kernel.DRAWS)), dtype=np.int64)
    begins = base + drawn.itemsize * row * (len(of_traits.rows) + len(of_year.rows) * np.arange(years))
    for name, place in of_year.first_rows.items():
        draws[:, kernel.DRAWS.index(name)] = begins + drawn.itemsize * row * place
    places = [of_traits.first_rows[name] for name in kernel.TRAITS]
    return {
        "draws": draws,
        "strides": np.zeros(len(kernel.DRAWS), dtype=np.int64),  # of the seed that lives now
        "traits": base + drawn.itemsize * row * np.array(places),
        "trait_strides": np.zeros(len(kernel.TRAITS), dtype=np.int64),
        "keys": keys_of(shocks.seeds),
        "drawn": drawn,
    }


def _draw_tables(
    records: Sequence[YearShocks] | Sequence[TraitShocks], room: Room
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Addresses (record, draw) of draws, and how far those of one seed stand from the next one's; 0 where none are."""
    names = [item.name for item in fields(records[0])]
    table = np.zeros((len(records), len(names)), dtype=np.int64)
    strides = np.zeros(len(names), dtype=np.int64)
    for number, record in enumerate(records):
        for place, name in enumerate(names):
            value = getattr(record, name)
            if value is not None:
                table[number, place] = room.address(value)
                strides[place] = value.strides[1] // value.itemsize
    return table, strides


def _roster_rows(rosters: RosterArrays | None, room: Room) -> Array:
    """Return the users' departments, (point, column, department), in rows of whole vectors."""
    if rosters is None:
        return np.zeros(1)
    columns = np.concatenate([getattr(rosters, name) for name in kernel.ROSTER], axis=1)
    points, count, n = columns.shape
    rows = room.zeros(points * count * padded(n))
    rows[: points * count * padded(n)].reshape(points, count, padded(n))[..., :n] = columns
    return rows


def _lever_rows(
    batch: Batch,
    layered: Sequence[str],
    shocks: Shocks,
    archetypes: NDArray[np.intp] | None,
    room: Room,
) -> NDArray[np.int64]:
    """Addresses (point, version, lever) of levers that differ between departments."""
    rows = np.zeros(batch.levers.shape, dtype=np.int64)
    if archetypes is None or not layered:
        return rows
    seeds, n = len(shocks.seeds), shocks.departments
    for point, versions in enumerate(batch.layers):
        for version, layers in enumerate(versions):
            for name in layered:
                lever, table = NUMERIC.index(name), room.zeros(seeds * n)
                cells = table[: seeds * n].reshape(seeds, n)
                cells[...] = batch.levers[point, version, lever]
                lay(cells, layers.get(name, ()), shocks.traits, archetypes[point])
                rows[point, version, lever] = room.address(table)
    return rows
