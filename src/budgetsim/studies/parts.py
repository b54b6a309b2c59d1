"""Parts of a study as Parquet files: made of results, the same bytes wherever they are made, and read again.

Columns are made of buffers: ``pa.array`` and ``pa.scalar`` import pandas, which workers need for nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from budgetsim.declarations import ARCHETYPES
from budgetsim.declarations.renamed import current_column, former_columns
from budgetsim.language import told
from budgetsim.model.measures import OUTCOMES
from budgetsim.model.panel import DEPARTMENT_COLUMNS
from budgetsim.model.result import Result
from budgetsim.model.timeline import LEVERS
from budgetsim.model.treatment import TREATMENT
from budgetsim.studies.errors import StudyError
from budgetsim.studies.keep import EVERYTHING, Keep
from budgetsim.studies.plan import Part
from budgetsim.studies.windows import mean_over_last

IDENTITY = b"budgetsim.study"
YEAR = "year"
NUMBER = b"budgetsim.part"
TEXTS = ("scenario", "archetype", "name")
REPEATED = (*TEXTS, *TREATMENT, *LEVERS)
"""Columns whose values come again and again, which are written once."""


def outcome_table(result: Result, scenarios: Sequence[int], seeds: range, keep: Keep = EVERYTHING) -> Any:
    """Return the outcomes of some scenarios and seeds of a result, by positions; rows as in ``Result.outcomes``.

    ``keep`` says what of them; where means are kept there is one row a run, and no column of years.
    """
    names = [result.names[i] for i in scenarios]
    numbers = np.asarray(result.seeds[seeds.start : seeds.stop], dtype=np.int64)
    values = [result.values[name][seeds.start : seeds.stop] for name in names]
    # Runs of as many years together, (scenario, seed, year, outcome).
    groups = [np.stack(list(alike)) for _, alike in groupby(values, np.shape)]
    if keep.outcomes:
        places = [list(OUTCOMES).index(name) for name in keep.outcomes]
        groups = [group[..., places] for group in groups]
    years = [np.array(keep.years_of(group.shape[2]), dtype=np.int64) for group in groups]
    rows = [keep.rows(group.shape[2]) for group in groups]
    runs = [group.shape[0] * len(numbers) for group in groups]
    if keep.means:
        groups = [mean_over_last(np.moveaxis(group[:, :, -keep.means :], 2, -1)) for group in groups]
    elif not keep.has_every_year:
        groups = [group[:, :, own - 1] for group, own in zip(groups, years, strict=True)]
    own_seeds = [
        np.repeat(np.tile(numbers, count // len(numbers)), own) for count, own in zip(runs, rows, strict=True)
    ]
    labels = np.repeat([len(numbers) * own for own in rows], [count // len(numbers) for count in runs])
    columns = {"scenario": _labels(names, labels), "seed": np.concatenate(own_seeds)}
    if not keep.means:
        columns[YEAR] = np.concatenate([np.tile(own, count) for own, count in zip(years, runs, strict=True)])
    return as_stored(_table(columns, keep.names, groups), keep)


def as_stored(table: Any, keep: Keep) -> Any:
    """Return a table of outcomes with its numbers as long as they are kept."""
    if not keep.is_rounded:
        return table
    kinds = [
        pa.field(field.name, pa.float32()) if field.type == pa.float64() else field for field in table.schema
    ]
    return table.cast(pa.schema(kinds))


def _as_read(table: Any) -> Any:
    """Return a table with all its numbers as double ones."""
    if not any(kind == pa.float32() for kind in table.schema.types):
        return table
    kinds = [
        pa.field(field.name, pa.float64()) if field.type == pa.float32() else field for field in table.schema
    ]
    return table.cast(pa.schema(kinds, table.schema.metadata))


def panel_table(result: Result, scenarios: Sequence[int], seeds: range, *, named: bool) -> Any:
    """Return the panel of departments likewise; ``named`` adds the names of users' own departments."""
    names = [result.names[i] for i in scenarios]
    values = [result.panels[name][seeds.start : seeds.stop] for name in names]
    numbers = np.asarray(result.seeds[seeds.start : seeds.stop], dtype=np.int64)
    places = [np.indices(v.shape[:3]).reshape(3, -1) for v in values]
    kinds = [
        result.archetypes[name][seeds.start : seeds.stop][place[0], place[2]]
        for name, place in zip(names, places, strict=True)
    ]
    columns = {
        "scenario": _labels(names, [place.shape[1] for place in places]),
        "seed": np.concatenate([numbers[place[0]] for place in places]),
        "year": np.concatenate([place[1] + 1 for place in places]),
        "department": np.concatenate([place[2] for place in places]),
        "archetype": _pick(ARCHETYPES, np.concatenate(kinds)),
    }
    if named:
        rosters = [result.scenarios[i].roster for i in scenarios]
        owned = [None if roster is None else roster.names for roster in rosters]
        parts = [
            pa.nulls(place.shape[1], pa.string()) if own is None else _pick(own, place[2])
            for own, place in zip(owned, places, strict=True)
        ]
        columns["name"] = pa.concat_arrays(parts)
    policies = [result.policy(name, slice(seeds.start, seeds.stop)) for name in names]
    policy = {column: np.concatenate([one[column].ravel() for one in policies]) for column in policies[0]}
    columns |= {column: policy.pop(column) for column in TREATMENT}
    measured = _table(columns, DEPARTMENT_COLUMNS, values)
    for column, cells in policy.items():
        held = _chosen(cells) if cells.dtype.kind == "U" else _numbers(cells)
        measured = measured.append_column(column, held)
    return measured


def together(tables: Sequence[Any]) -> Any:
    """Return tables below each other as one, laid out as if it had been made at once."""
    return tables[0] if len(tables) == 1 else pa.concat_tables(tables).combine_chunks()


def part_bytes(table: Any, identity: str, number: int) -> bytes:
    """Return a table as a Parquet file that knows its study and its number, with a checksum on every page."""
    marked = table.replace_schema_metadata({IDENTITY: identity, NUMBER: str(number)})
    sink = pa.BufferOutputStream()
    again = [name for name in REPEATED if name in table.column_names]
    pq.write_table(marked, sink, compression="snappy", use_dictionary=again, write_page_checksum=True)
    return bytes(sink.getvalue())


def is_whole(data: bytes, identity: str, number: int, rows: int) -> bool:
    """Whether bytes are a readable Parquet file of this part of this study, with every page as it was written."""
    try:
        table = read_bytes(data)
    except (pa.ArrowException, OSError):
        return False
    marks = table.schema.metadata or {}
    return (
        marks.get(IDENTITY) == identity.encode()
        and marks.get(NUMBER) == str(number).encode()
        and table.num_rows == rows
    )


def read_bytes(source: Any, columns: list[str] | None = None) -> Any:
    """Return the table in a Parquet file or in its bytes, or some columns of it, checking every page.

    Columns that were called otherwise when it was written have the names of today; rounded numbers are double ones.
    """
    opened = pa.BufferReader(source) if isinstance(source, bytes) else source
    with pq.ParquetFile(opened, page_checksum_verification=True) as file:
        stored = former_columns(file.schema_arrow.names)
        wanted = None if columns is None else [stored.get(name, name) for name in columns]
        # Threads of Arrow would each keep memory of their own, and a part is read in a moment.
        table = _as_read(file.read(wanted, use_threads=False))
        return table.rename_columns(list(map(current_column, table.column_names))) if stored else table


def blocks(
    folder: Path,
    parts: Sequence[Part],
    name: Callable[[int], str],
    rows_per_seed: Callable[[int], int],
    columns: list[str] | None = None,
) -> Iterator[Any]:
    """Yield one table per block of scenarios, its rows in the order of scenario, seed and year.

    ``columns`` names those to read; by default all.

    Raises
    ------
    StudyError
        If a part cannot be read.
    """
    for _, together in groupby(parts, key=lambda part: part.block):
        group = list(together)
        tables = [
            read_part(
                folder / name(part.number),
                len(part.seeds) * sum(rows_per_seed(i) for i in part.scenarios),
                columns,
            )
            for part in group
        ]
        if len(group) == 1:
            yield tables[0].replace_schema_metadata(None)
            continue
        slices = []
        starts = [0] * len(group)
        for scenario in group[0].scenarios:
            for i, part in enumerate(group):
                rows = len(part.seeds) * rows_per_seed(scenario)
                slices.append(tables[i].slice(starts[i], rows).replace_schema_metadata(None))
                starts[i] += rows
        yield pa.concat_tables(slices)


def read_part(path: Path, rows: int, columns: list[str] | None = None) -> Any:
    """Return the table of a part, or some columns of it.

    Raises
    ------
    StudyError
        If it cannot be read, or has another number of rows than it should have.
    """
    try:
        table = read_bytes(path, columns)
    except (pa.ArrowException, OSError) as error:
        raise StudyError(told("study-part-unreadable", file=str(path), error=str(error))) from error
    if table.num_rows != rows:
        about = {"rows": str(table.num_rows), "expected": str(rows)}
        raise StudyError(told("study-part-rows", file=str(path), **about))
    return table


def _table(keys: dict[str, Any], names: Iterable[str], values: Sequence[Any]) -> Any:
    """Return the keys of rows and, beside them, the columns on the last axis of the values."""
    rows = np.concatenate([v.reshape(-1, v.shape[-1]) for v in values])
    columns = keys | {name: rows[:, k] for k, name in enumerate(names)}
    return pa.table({name: _numbers(c) if isinstance(c, np.ndarray) else c for name, c in columns.items()})


def _numbers(values: Any) -> Any:
    whole = np.issubdtype(values.dtype, np.integer)
    held = np.ascontiguousarray(values, dtype=np.int64 if whole else np.float64)
    kind = pa.int64() if whole else pa.float64()
    return pa.Array.from_buffers(kind, len(held), [None, pa.py_buffer(held)])


def _labels(names: Sequence[str], counts: Sequence[int] | NDArray[np.int64]) -> Any:
    return _pick(names, np.repeat(np.arange(len(names)), counts))


def _chosen(cells: NDArray[Any]) -> Any:
    """Return texts of which there are few as a column."""
    texts, index = np.unique(cells, return_inverse=True)
    return _pick(texts.tolist(), index)


def _pick(texts: Sequence[str], index: Any) -> Any:
    encoded = [text.encode() for text in texts]
    ends = np.cumsum([0, *map(len, encoded)], dtype=np.int32)
    held = pa.StringArray.from_buffers(len(encoded), pa.py_buffer(ends), pa.py_buffer(b"".join(encoded)))
    return held.take(_numbers(index))
