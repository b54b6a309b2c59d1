"""Runs in memory of their own, and compiled steps over it: records show the arrays that the steps read and write."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from operator import is_
from typing import Any

import numpy as np
from numpy.typing import NDArray

from budgetsim.declarations import Policy
from budgetsim.model.department.view import DepartmentView
from budgetsim.model.engine import tables, trace
from budgetsim.model.engine.cuts import StepJob, Steps
from budgetsim.model.engine.places import CARRIED, OF_ONE_YEAR, OF_YEAR, Leaf
from budgetsim.model.engine.plan import padded
from budgetsim.model.engine.records import dressed
from budgetsim.model.engine.steps import ANNOUNCE, CLOSE, SETTLE, START, Cut
from budgetsim.model.engine.trace import Path
from budgetsim.model.measures import OUTCOMES
from budgetsim.model.panel import DEPARTMENT_COLUMNS
from budgetsim.model.shocks import YearShocks
from budgetsim.model.state import Decision, Year
from budgetsim.model.world import World
from budgetsim.numerics import Array

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


@dataclass(frozen=True)
class Pause:
    """Where runs stand in their year."""

    at: str
    """The last step that they have lived."""
    levers: tuple[Policy[Array], Policy[Array]]
    """Of the year, and of the year before."""
    time: tuple[tuple[float, float], YearShocks] | None
    """What ``World.age`` and ``World.years_of_growth`` were in January, and the draws of the year."""


class RunMemory:
    """The memory of some runs, and their years step by step.

    Parameters
    ----------
    world
        The world of the runs before their first year. Its arrays become views of the memory: whoever reads them sees
        the runs, whoever writes into them, or puts others in their place, changes the runs.
    steps
        Of the first year.
    layered
        Levers that may differ between departments.
    """

    def __init__(
        self, world: World, steps: Steps, layered: tuple[str, ...], pause: Pause | None = None
    ) -> None:
        self._layered = layered
        self._steps, self._at = steps, START if pause is None else pause.at
        self._is_copied = pause is not None
        points, seeds, departments = self._shape = world.shape
        self._runs, self._row = points * seeds, padded(departments)
        # An odd pitch spreads the rows of a run over the cache.
        self._pitch = self._runs | 1
        users, rows = tables.rule_rows(world)
        self.outcomes = np.zeros((1, 1, len(OUTCOMES)))
        """Outcomes of the year that was closed last, where they are not recorded elsewhere."""
        self._nowhere = np.zeros((1, 1, len(DEPARTMENT_COLUMNS), self._row))
        self._held: dict[str, Any] = {
            "parameters": tables.parameters(world),
            "rules": users,
            "users": rows,
            "shape": np.array([self._pitch]),
        }
        self._job = StepJob(seeds=seeds)
        for name in ("parameters", "rules", "shape"):
            self._point(name)
        self.keep_outcomes(self.outcomes)
        self._memory = [self._room(steps.rows[CARRIED]), self._room(0), self._room(0)]
        self._turn = 0
        self._arrays: tuple[dict[Leaf, NDArray[Any]], ...] = ({}, {}, {})
        self._years: dict[tuple[int, int], _Year] = {}
        self._lever_tables: dict[int, tuple[Any, ...]] = {}
        self._carried = self._carried_records(world)
        self._enter(steps)
        self._take_over(world)
        self._levers = (world.previous, world.previous) if pause is None else pause.levers
        self._time: tuple[tuple[float, float], YearShocks] | None = None if pause is None else pause.time
        if self._time is not None:
            self._prepare(*self._time)

    def pause(self) -> Pause:
        """Return what a copy of the runs needs beside their world to go on."""
        return Pause(self._at, self._levers, self._time)

    # A year -----------------------------------------------------------------------------------------------------

    def begin(
        self,
        world: World,
        steps: Steps,
        levers: Policy[Array],
        clock: tuple[float, float],
        draws: YearShocks,
    ) -> None:
        """Turn to another year: its steps, its levers, the time (``World.age``, ``years_of_growth``), its draws."""
        self._notice(world)
        self._enter(steps)
        self._at = START
        self._levers, self._time = (levers, world.previous), (clock, draws)
        self._prepare(clock, draws)
        world.draws = draws
        self._seen = _watched(world)

    def _enter(self, steps: Steps) -> None:
        """Turn to another year, and to other memory where the closed books can be read beside the open ones."""
        self._steps = steps
        if SETTLE in steps.cuts:
            self._turn = 1 - self._turn
        place = 1 + self._turn
        if len(self._memory[place]) < steps.rows[OF_YEAR]:
            self._memory[place] = self._room(steps.rows[OF_YEAR])
            self._arrays[place].clear()
            self._years = {key: year for key, year in self._years.items() if key[0] != self._turn}
        if len(self._held.get("work", ())) < steps.work:
            self._held["work"] = tables.aligned(steps.work)
            self._point("work")
        self._job.carried = tables.address(self._memory[0])
        self._job.books = tables.address(self._memory[place])
        self._shown = self._years.setdefault((self._turn, id(steps)), _Year(steps, self._array))

    def _prepare(self, clock: tuple[float, float], draws: YearShocks) -> None:
        """Set up the tables of the year."""
        found = [self._tables_of(policy) for policy in self._levers]
        self._lever_tables = {id(policy): table for policy, table in zip(self._levers, found, strict=True)}
        (_, values, rows, _), (_, earlier, earlier_rows, _) = found
        self._held |= {
            "levers": values, "lever_rows": rows, "previous": earlier, "previous_rows": earlier_rows,
            "clock": np.array(clock),
        }  # fmt: skip
        self._held["draws"], self._held["strides"], self._held["rows"] = tables.draw_rows(
            draws, self._shape[2], copied=self._is_copied
        )
        for name in ("levers", "lever_rows", "previous", "previous_rows", "clock", "draws", "strides"):
            self._point(name)

    def _tables_of(self, policy: Policy[Array]) -> tuple[Any, ...]:
        held = self._lever_tables.get(id(policy))
        return held or (policy, *tables.levers(policy, self._layered, self._shape))

    def _point(self, name: str) -> None:
        setattr(self._job, name, tables.address(self._held[name]))

    def step(self, world: World, *steps: str) -> None:
        """Live one step of the year, or several in a row; the world and its books then show what came of it."""
        self._notice(world)
        for step in steps:
            self._steps.over_runs(ctypes.addressof(self._job), self._steps.addresses[step], 0, self._runs)
        self._at = steps[-1]
        for leaf in self._steps.truths[self._at]:
            np.not_equal(self._rows(leaf), 0.0, out=self._array(leaf))
        self._show(world, whole=len(steps) > 1)

    def keep_outcomes(self, outcomes: Array, columns: Array | None = None) -> None:
        """Say where outcomes of the next closed years are to be written.

        ``outcomes`` is (point, seed, outcome), ``columns`` (point, seed, column, department) with whole vectors of
        departments, where the steps make them.
        """
        self._held |= {"out": outcomes, "columns": self._nowhere if columns is None else columns}
        self._job.out_stride = tables.run_stride(outcomes)
        self._job.columns_stride = tables.run_stride(self._held["columns"])
        self._point("out")
        self._point("columns")

    # January ----------------------------------------------------------------------------------------------------

    def prospect(self, world: World) -> tuple[DepartmentView[Array], Decision[Array]]:
        """Return what departments know in January, and what they would do by their own rules."""
        view = self._shown.record(ANNOUNCE, "prospect").view
        shown = replace(view, policy=self._levers[0], parameters=world.parameters)
        return shown, self._shown.record(ANNOUNCE, "decision")

    def decide(self, decision: Decision[Array]) -> None:
        """Let departments do something else."""
        planned = self._shown.record(ANNOUNCE, "decision")
        for item in fields(Decision):
            np.copyto(getattr(planned, item.name), getattr(decision, item.name))

    # Memory and what is seen of it -------------------------------------------------------------------------------

    def _room(self, rows: int) -> Array:
        """Return memory for so many rows of departments of all runs, (row, run, department)."""
        return tables.aligned(rows * self._pitch * self._row).reshape(rows, self._pitch, self._row)

    def _rows(self, leaf: Leaf) -> Array:
        """Return the numbers of an array where they stand."""
        memory = self._memory[0 if leaf.memory == CARRIED else 1 + self._turn]
        rows = memory[leaf.place, : self._runs].reshape(*self._shape[:2], self._row)
        return rows[..., : self._shape[2] if leaf.is_vector else 1]

    def _array(self, leaf: Leaf) -> NDArray[Any]:
        """Return an array as records show it: a view of the memory, or a table of what is true."""
        known = self._arrays[0 if leaf.memory == CARRIED else 1 + self._turn]
        if leaf not in known:
            rows = self._rows(leaf)
            known[leaf] = rows != 0.0 if leaf.is_truth else rows
        return known[leaf]

    def _carried_records(self, world: World) -> dict[str, Any]:
        """Return records that show what goes on from year to year."""
        cut = self._steps.cuts[self._at]
        found = {
            name: _dressed(cut, record, self._array, (name,))
            for name, record in cut.records.items()
            if name not in OF_ONE_YEAR
        }
        found["traits"] = replace(found["traits"], archetype=world.traits.archetype)
        return found

    def _show(self, world: World, *, whole: bool) -> None:
        """Let the world show what stands after a step, the whole books where more than that step has passed."""
        step, changes = self._at, self._steps.changes[self._at]
        if "adjusted" in changes:
            world.adjusted = self._shown.record(step, "adjusted")
        if "books" in changes:
            if not hasattr(world, "books") or world.books is world.closed:
                world.books = object.__new__(Year)
                world.books.levers = self._levers[0]
            vars(world.books).update((self._shown.books_so_far if whole else self._shown.books)(step))
        if step == CLOSE:
            world.previous, world.adjusted = self._levers[0], None
            if "books" in changes:
                world.closed = world.books
            world.elapsed += 1
            self._show_carried(world)
        self._seen = _watched(world)

    def _show_carried(self, world: World) -> None:
        """Let the world show what is carried on, some of which is there only after a first year."""
        cut, state = self._steps.cuts[self._at], self._carried["state"]
        for name, record in cut.records["state"]["fields"].items():
            if record is not None and getattr(state, name) is None:
                setattr(state, name, _dressed(cut, record, self._array, ("state", name)))
        for name, record in self._carried.items():
            if name not in OF_BUREAU:
                setattr(world, ATTRIBUTES[name], record)
        bureau = world.bureau
        if bureau.memory is not self._carried["memory"] or bureau.log_size is not self._carried["log_size"]:
            world.bureau = replace(bureau, **{name: self._carried[name] for name in OF_BUREAU})

    def _notice(self, world: World) -> None:
        """Take over what somebody has put in the place of a record or of an array of one."""
        seen = _watched(world)
        if len(seen) != len(self._seen) or not all(map(is_, seen, self._seen)):
            self._take_over(world)

    def _take_over(self, world: World) -> None:
        cut = self._steps.cuts[self._at]
        for name in cut.records:
            record = _there(world, name)
            if record is None:
                continue
            for path, value in trace.leaves(record, (name,), truths=True):
                leaf = cut.leaves.get(path)
                if leaf is not None and value is not self._array(leaf):
                    self._rows(leaf)[...] = value
                    if leaf.is_truth:
                        self._array(leaf)[...] = value
        self._show_carried(world)
        if "books" in cut.records:
            vars(world.books).update(self._shown.books_so_far(self._at))
        if "adjusted" in cut.records:
            world.adjusted = self._shown.record(self._at, "adjusted")
        self._seen = _watched(world)


class _Year:
    """The records of a year of one form over one of the memories, made once for all years that follow."""

    def __init__(self, steps: Steps, array: Callable[[Leaf], NDArray[Any]]) -> None:
        self._steps, self._array_of = steps, array
        self._books: dict[str, dict[str, Any]] = {}
        self._books_so_far: dict[str, dict[str, Any]] = {}
        self._records: dict[tuple[str, str], Any] = {}

    def record(self, step: str, name: str) -> Any:
        """Return a record as it stands after a step."""
        key, cut = (step, name), self._steps.cuts[step]
        if key not in self._records:
            self._records[key] = _dressed(cut, cut.records[name], self._array_of, (name,))
        return self._records[key]

    def books(self, step: str) -> Mapping[str, Any]:
        """Return the fields of the books that show something else after a step."""
        if step not in self._books:
            cut = self._steps.cuts[step]
            record = cut.records["books"]["fields"]
            self._books[step] = {
                name: _dressed(cut, record[name], self._array_of, ("books", name))
                for name in self._steps.changes[step]["books"]
                if name != "levers"
            }
        return self._books[step]

    def books_so_far(self, step: str) -> dict[str, Any]:
        """Return all fields of the books as they stand after a step."""
        if step not in self._books_so_far:
            cut = self._steps.cuts[step]
            self._books_so_far[step] = {
                name: _dressed(cut, record, self._array_of, ("books", name))
                for name, record in cut.records["books"]["fields"].items()
                if name != "levers"
            }
        return self._books_so_far[step]


def _dressed(cut: Cut, record: Any, array: Callable[[Leaf], NDArray[Any]], path: Path) -> Any:
    """Return a record with the arrays that stand after a step; nothing where compiled code makes none."""
    leaves = cut.leaves
    return dressed(record, lambda inside: array(leaves[inside]) if inside in leaves else None, path)


def _there(world: World, name: str) -> Any:
    """Return a record where the world has it; ``None`` where it has none."""
    if name in OF_BUREAU:
        return getattr(world.bureau, name)
    return getattr(world, ATTRIBUTES.get(name, ""), None)


def _watched(world: World) -> list[Any]:
    """Return all that somebody can put something else in the place of."""
    held = vars(world)
    books = held.get("books")
    return [*held.values(), *vars(world.state).values(), *(() if books is None else vars(books).values())]
