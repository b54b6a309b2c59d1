"""Reading the parts of a study: whether one is whole, and all of them in the order of the study."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from budgetsim.studies.encode import IDENTITY, NUMBER
from budgetsim.studies.plan import Part
from budgetsim.studies.study import StudyError


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
    """Return the table in a Parquet file or in its bytes, or some columns of it, checking every page."""
    opened = pa.BufferReader(source) if isinstance(source, bytes) else source
    with pq.ParquetFile(opened, page_checksum_verification=True) as file:
        return file.read(columns)


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
        tables = [_read(folder / name(part.number), columns) for part in group]
        for part, table in zip(group, tables, strict=True):
            expected = len(part.seeds) * sum(rows_per_seed(i) for i in part.scenarios)
            if table.num_rows != expected:
                raise StudyError(
                    f"{folder / name(part.number)} has {table.num_rows} rows, not {expected}: it is not of this study;"
                    " run the same command again to make it anew"
                )
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


def _read(path: Path, columns: list[str] | None) -> Any:
    try:
        return read_bytes(path, columns)
    except (pa.ArrowException, OSError) as error:
        raise StudyError(
            f"{path} cannot be read ({error}); run the same command again to make this part anew"
        ) from error
