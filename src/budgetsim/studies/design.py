"""The design of a study as a table: one row per scenario, one column per parameter, and back."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, overload

import numpy as np

from budgetsim.declarations import declarations
from budgetsim.language import told
from budgetsim.scenario import Change, Roster, Scenario
from budgetsim.scenario_files.faults import listed
from budgetsim.studies.design_columns import FIRST, LAST, columns, group_types, names_of, parameter_kinds
from budgetsim.studies.errors import StudyError
from budgetsim.studies.factors import SCENARIO, Factor
from budgetsim.studies.identity import canonical
from budgetsim.studies.point_columns import parameter_column, point_columns
from budgetsim.studies.points import Points, StoredPoints, Table


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


BLOCK = 4096
"""Rows that are held at once while a design is written or digested."""
FACTOR = "factor."
"""Start of the names of columns that hold the values of a study's factors."""
LABELS = ("description", "extends", "departments_file")
"""Columns that tell where a scenario came from and cannot change its numbers."""


def blocks(scenarios: Sequence[Scenario]) -> Iterator[Mapping[str, Any]]:
    """Yield the design in blocks of columns, so that a large one is never held whole."""
    table = scenarios.table if isinstance(scenarios, StoredPoints) else None
    for start in range(0, len(scenarios), BLOCK):
        stop = min(start + BLOCK, len(scenarios))
        if isinstance(scenarios, Points):
            yield (
                scenarios.design
                if stop - start == len(scenarios)
                else point_columns(scenarios[start:stop], start)
            )
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
            values = varied.values if varied else {}
            of_factors = {FACTOR + factor.name: list(values[factor.name][start:stop]) for factor in factors}
            writer.write_table(pa.table({**block, **of_factors}, schema=schema))
            start = stop
    return bytes(sink.getvalue())


def is_of_points(name: str) -> bool:
    """Whether ``read_points`` looks at a column of the design."""
    return name == "name" or name.startswith(FACTOR)


def read_points(table: Any) -> dict[str, list[Any]]:
    """Return the names of the scenarios of a design table, and the values of the study's factors, as columns."""
    return {name: table.column(stored).to_pylist() for name, stored in stored_columns(table).items()}


def stored_columns(table: Any) -> dict[str, str]:
    """Return the columns of points, the scenario and every factor, with the names that they have in a design table."""
    stored = [name for name in table.column_names if name.startswith(FACTOR)]
    factors = {name.removeprefix(FACTOR): name for name in stored}
    return {"scenario": "name"} | {
        ("base" if name == SCENARIO else name): own for name, own in factors.items()
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
            scenarios = self._made(first, max(places, default=-1) + 1)
            return tuple(scenarios[place - first] for place in places)
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
            group: [kind(*row) for row in zip(*(held[name] for name in names_of(group)), strict=True)]
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


def _roster(text: str | None) -> Roster | None:
    if text is None:
        return None
    return Roster(**{key: tuple(values) for key, values in json.loads(text).items()})


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
    varied = [(FACTOR + factor.name, types[_type_of(factor)]) for factor in factors]
    return [*first, *middle, ("changes", pa.string()), ("roster", pa.string()), *varied]


def _type_of(factor: Factor) -> type:
    return {"number": float, "integer": int, "boolean": bool}.get(factor.kind) or type(factor.levels[0])
