"""The design of a study as a table: one row per scenario, one column per parameter, and back.

Columns of points are made of those of their factors, instead of scenarios one by one.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields
from functools import cache, lru_cache
from operator import attrgetter
from typing import Any, overload

import numpy as np

from budgetsim.declarations import declarations
from budgetsim.language import told
from budgetsim.scenario import Change, Roster, Scenario
from budgetsim.scenario_files.changes import without_levers
from budgetsim.scenario_files.faults import listed
from budgetsim.scenario_files.write import change_dict
from budgetsim.studies.errors import StudyError
from budgetsim.studies.factors import SCENARIO, Factor, parameters_of, settings_of, steady_levers
from budgetsim.studies.identity import canonical
from budgetsim.studies.points import Points, StoredPoints, Table, is_reform, with_reform

KEPT_REFORMS = 4096
"""Spellings of changes that are kept: points of a factorial share a few, drawn points have one each."""


def some_of(scenarios: Sequence[Scenario], names: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    """Yield some parameters, by bare name, of every scenario; points are not made for it."""
    if isinstance(scenarios, Points):
        yield from zip(*(parameter_column(scenarios, name) for name in names), strict=True)
        return
    if isinstance(scenarios, StoredPoints) and scenarios.table is not None:
        yield from zip(*(scenarios.table.column(name) for name in names), strict=True)
        return
    groups = [declarations()[name].group for name in names]
    for scenario in scenarios:
        yield tuple(
            getattr(getattr(scenario, group), name) for group, name in zip(groups, names, strict=True)
        )


def parameter_column(points: Points, name: str) -> list[Any]:
    """Return one parameter of every point, by bare name, as its scenario would hold it."""
    about = declarations()[name]
    before = of_bases(points, [getattr(getattr(base, about.group), name) for base in points.bases])
    mover = next((factor for factor in points.factors if name in parameters_of(factor)), None)
    if mover is None or is_reform(points, mover, name):
        return before
    values = points.values[mover.name]
    if mover.kind == "boolean":
        on = mover.settings[name]
        return [on if value else own for value, own in zip(values, before, strict=True)]
    convert = {"number": float, "integer": int}.get(about.kind)
    return list(map(convert, values)) if convert else list(values)


def moves(points: Points, name: str) -> bool:
    """Whether a factor moves a parameter."""
    return any(name in parameters_of(factor) for factor in points.factors)


def of_bases(points: Points, own: Sequence[Any]) -> list[Any]:
    """Return what every point has from its base; ``own`` holds it base by base."""
    if SCENARIO not in points.values:
        return [own[0]] * len(points)
    held = {base.name: value for base, value in zip(points.bases, own, strict=True)}
    return [held[name] for name in points.values[SCENARIO]]


def change_column(points: Points, spelled: Callable[[tuple[Change, ...]], str]) -> list[str]:
    """Return the changes over time of every point, as ``spelled`` writes those of its scenario."""
    # Once more through the checks, which spell 1 as 1.0 where a number is meant.
    steady = steady_levers(points.factors)
    checked = {
        base.name: without_levers(base.placed(changes=base.changes).changes, steady) for base in points.bases
    }
    movers = [
        factor
        for factor in points.factors
        if any(is_reform(points, factor, n) for n in parameters_of(factor))
    ]
    before = of_bases(points, [spelled(changes) for changes in checked.values()])
    if not movers:
        return before

    @lru_cache(KEPT_REFORMS)
    def reformed(base: str, values: tuple[Any, ...]) -> str | None:
        levers: dict[str, Any] = {}
        for factor, value in zip(movers, values, strict=True):
            moved = settings_of(factor, value)
            levers |= {
                name: _as_declared(name, moved[name]) for name in moved if is_reform(points, factor, name)
            }
        return spelled(tuple(with_reform(checked[base], points.from_year or 1, levers))) if levers else None

    bases = of_bases(points, list(checked))
    rows = zip(*(points.values[factor.name] for factor in movers), strict=True)
    return [reformed(*key) or unmoved for *key, unmoved in zip(bases, rows, before, strict=True)]


def _as_declared(name: str, value: Any) -> Any:
    return float(value) if declarations()[name].kind == "number" else value


BLOCK = 4096
"""Rows that are held at once while a design is written or digested."""
FACTOR = "factor."
"""Start of the names of columns that hold the values of a study's factors."""
FIRST, LAST = ("number", "name", "description", "extends"), ("changes", "roster")
"""Columns before and after those of the parameters."""
LABELS = ("description", "extends", "departments_file")
"""Columns that tell where a scenario came from and cannot change its numbers."""


@cache
def parameter_kinds() -> dict[str, tuple[str, str, type]]:
    """Return group, declared kind and type of the default of every parameter by bare name."""
    blank = Scenario()
    return {
        item.name: (group, item.metadata["declaration"]["kind"], type(item.default))
        for group in group_types()
        for item in fields(getattr(blank, group))
    }


@cache
def group_types() -> dict[str, type[Any]]:
    """Return the dataclass of every group of parameters."""
    blank = Scenario()
    return {
        name: type(getattr(blank, name))
        for name in ("policy", "department", "bureau", "district", "protocol")
    }


def columns(scenarios: Sequence[Scenario], first: int) -> dict[str, list[Any]]:
    """Return scenarios as columns of plain values; ``first`` is the number of the first."""
    found: dict[str, list[Any]] = {
        "number": list(range(first, first + len(scenarios))),
        "name": [s.name for s in scenarios],
        "description": [s.description for s in scenarios],
        "extends": [s.extends for s in scenarios],
    }
    groups = {group: [getattr(s, group) for s in scenarios] for group in group_types()}
    for name, (group, kind, default) in parameter_kinds().items():
        convert = float if kind == "number" else default
        found[name] = [convert(value) for value in map(attrgetter(name), groups[group])]
    found["changes"] = [_spelled_changes(s.changes) for s in scenarios]
    found["roster"] = [None if s.roster is None else _json(s, "roster") for s in scenarios]
    return found


def point_columns(points: Points, first: int) -> dict[str, Any]:
    """Return the same columns of points, without making their scenarios; ``first`` numbers the first."""
    found: dict[str, Any] = {
        "number": list(range(first, first + len(points))),
        "name": [points.name(place) for place in range(len(points))],
        "description": of_bases(points, [base.description for base in points.bases]),
        "extends": of_bases(points, [base.extends for base in points.bases]),
    }
    for name, (_, kind, default) in parameter_kinds().items():
        values = parameter_column(points, name)
        # Most parameters are those of the one base: an array of one number is made at once.
        same = len(points.bases) == 1 and not moves(points, name)
        if kind == "number":
            found[name] = np.full(len(points), float(values[0])) if same else np.asarray(values, np.float64)
        else:
            found[name] = [default(values[0])] * len(points) if same else list(map(default, values))
    found["changes"] = change_column(points, _spelled_changes)
    rosters = [None if base.roster is None else _json(base, "roster") for base in points.bases]
    found["roster"] = of_bases(points, rosters)
    return found


def blocks(scenarios: Sequence[Scenario]) -> Iterator[dict[str, Any]]:
    """Yield the design in blocks of columns, so that a large one is never held whole."""
    table = scenarios.table if isinstance(scenarios, StoredPoints) else None
    for start in range(0, len(scenarios), BLOCK):
        stop = min(start + BLOCK, len(scenarios))
        if isinstance(scenarios, Points):
            yield point_columns(scenarios[start:stop], start)
        elif isinstance(table, StoredScenarios):
            yield table.columns(start, stop)
        else:
            yield columns(scenarios[start:stop], start)


def digest_scenarios(digest: Any, scenarios: Sequence[Scenario]) -> None:
    """Feed everything of the scenarios that determines numbers to a hash."""
    for block in blocks(scenarios):
        for name, values in block.items():
            if name not in LABELS:
                numbers = isinstance(values[0], float)
                digest.update(f"{name}:".encode())
                digest.update(np.asarray(values, dtype="<f8").tobytes() if numbers else canonical(values))


def design_bytes(scenarios: Sequence[Scenario], metadata: dict[str, str]) -> bytes:
    """Return the design as a Parquet file."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    varied = scenarios if isinstance(scenarios, Points | StoredPoints) else None
    factors = varied.factors if varied else ()
    schema = pa.schema(_arrow_fields(pa, factors), metadata=metadata)
    sink = pa.BufferOutputStream()
    with pq.ParquetWriter(sink, schema, compression="zstd", write_page_checksum=True) as writer:
        start = 0
        for block in blocks(scenarios):
            stop = start + len(block["name"])
            if varied:
                block |= {FACTOR + f.name: list(varied.values[f.name][start:stop]) for f in factors}
            writer.write_table(pa.table(block, schema=schema))
            start = stop
    return bytes(sink.getvalue())


def is_of_points(name: str) -> bool:
    """Whether ``read_points`` looks at a column of the design."""
    return name == "name" or name.startswith(FACTOR)


def read_points(table: Any) -> dict[str, list[Any]]:
    """Return the names of the scenarios of a design table, and the values of the study's factors, as columns."""
    factors = [name for name in table.column_names if name.startswith(FACTOR)]
    found = {name.removeprefix(FACTOR): table.column(name).to_pylist() for name in factors}
    return {"scenario": table.column("name").to_pylist()} | {
        ("base" if name == SCENARIO else name): values for name, values in found.items()
    }


class StoredScenarios(Table):
    """The scenarios of a design table, exactly as they were, made when they are asked for.

    Raises
    ------
    StudyError
        If the table lacks a parameter or has one that this version does not know.
    """

    def __init__(self, table: Any) -> None:
        known = {*FIRST, *parameter_kinds(), *LAST}
        odd = sorted(known ^ {name for name in table.column_names if not name.startswith(FACTOR)})
        if odd:
            raise StudyError(told("study-other-parameters", names=listed(odd[:5])))
        self._table = table.select([*FIRST, *parameter_kinds(), *LAST])

    def __len__(self) -> int:
        return int(self._table.num_rows)

    @overload
    def __getitem__(self, index: int) -> Scenario: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Scenario, ...]: ...
    def __getitem__(self, index: int | slice) -> Scenario | tuple[Scenario, ...]:
        if isinstance(index, slice):
            places = range(len(self))[index]
            first = min(places, default=0)
            made = self._made(first, max(places, default=-1) + 1)
            return tuple(made[place - first] for place in places)
        place = range(len(self))[index]
        return self._made(place, place + 1)[0]

    def __iter__(self) -> Iterator[Scenario]:
        for start in range(0, len(self), BLOCK):
            yield from self._made(start, min(start + BLOCK, len(self)))

    def column(self, name: str) -> list[Any]:
        """Return a column of the table."""
        return list(self._table.column(name).to_pylist())

    def columns(self, start: int, stop: int) -> dict[str, list[Any]]:
        """Return some rows as columns, as ``columns`` makes them of scenarios."""
        return dict(self._table.slice(start, stop - start).to_pydict())

    def _made(self, start: int, stop: int) -> tuple[Scenario, ...]:
        held = self.columns(start, stop)
        groups = {
            group: [kind(*row) for row in zip(*(held[name] for name in _names_of(group)), strict=True)]
            for group, kind in group_types().items()
        }
        return tuple(
            Scenario(
                name=held["name"][i],
                description=held["description"][i],
                extends=held["extends"][i],
                **{group: groups[group][i] for group in groups},
                changes=tuple(Change(**change) for change in json.loads(held["changes"][i])),
                roster=_roster(held["roster"][i]),
            )
            for i in range(stop - start)
        )


def read_scenarios(table: Any) -> tuple[Scenario, ...]:
    """Return the scenarios of a design table, exactly as they were.

    Raises
    ------
    StudyError
        As ``StoredScenarios``.
    """
    return tuple(StoredScenarios(table))


@cache
def _names_of(group: str) -> tuple[str, ...]:
    return tuple(name for name, kind in parameter_kinds().items() if kind[0] == group)


def _roster(text: str | None) -> Roster | None:
    if text is None:
        return None
    return Roster(**{key: tuple(values) for key, values in json.loads(text).items()})


def _spelled_changes(changes: Sequence[Change]) -> str:
    told = [change_dict(change) for change in changes]
    return json.dumps(told, ensure_ascii=False, allow_nan=False, sort_keys=True)


def _json(scenario: Scenario, key: str) -> str:
    return json.dumps(scenario.to_dict()[key], ensure_ascii=False, allow_nan=False, sort_keys=True)


def _arrow_fields(pa: Any, factors: Sequence[Factor]) -> list[Any]:
    types = {float: pa.float64(), int: pa.int64(), str: pa.string(), bool: pa.bool_()}
    first = [
        ("number", pa.int64()),
        ("name", pa.string()),
        ("description", pa.string()),
        ("extends", pa.string()),
    ]
    middle = [
        (name, pa.float64() if kind == "number" else types[default])
        for name, (_, kind, default) in parameter_kinds().items()
    ]
    own = [(FACTOR + factor.name, types[_type_of(factor)]) for factor in factors]
    return [*first, *middle, ("changes", pa.string()), ("roster", pa.string()), *own]


def _type_of(factor: Factor) -> type:
    return {"number": float, "integer": int, "boolean": bool}.get(factor.kind) or type(factor.levels[0])
