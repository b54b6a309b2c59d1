"""The Parquet file of draws: numbers in columns, and how they were made in its metadata.

Parameters of the package's own draws have six significant digits, which single precision holds; a number in single
precision is read as the shortest decimal that it stands for, so that 0.59 is 0.59 again.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from budgetsim.language import told
from budgetsim.numerics import Array
from budgetsim.posterior.draws import Posterior
from budgetsim.scenario_files.faults import Fault, ScenarioError

PACKED = Path(__file__).parent / "posterior.parquet"
"""The draws that come with the package."""
ABOUT = b"budgetsim.posterior"
"""Where in the metadata of a file it says how it was made."""


def parquet_bytes(posterior: Posterior) -> bytes:
    """Return draws as a Parquet file: the same bytes for the same draws, with the same version of pyarrow."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    columns = {"weight": posterior.weights}
    if posterior.place is not None:
        columns["place"] = posterior.place
    columns |= {name: _narrow(posterior.column(name)) for name in posterior.names}
    about = json.dumps(dict(posterior.about), sort_keys=True, ensure_ascii=False)
    table = pa.table(columns).replace_schema_metadata({ABOUT: about.encode()})
    sink = pa.BufferOutputStream()
    pq.write_table(
        table,
        sink,
        compression="zstd",
        compression_level=19,
        use_dictionary=False,
        use_byte_stream_split=True,
        write_statistics=False,
    )
    return bytes(sink.getvalue())


def _narrow(column: Array) -> NDArray[Any]:
    """Return numbers in single precision where that tells each as it is."""
    narrow = column.astype(np.float32)
    return narrow if np.array_equal(_wide(narrow), column) else column


def _wide(column: NDArray[Any]) -> NDArray[Any]:
    """Return numbers in double precision, those in single precision as their shortest decimals."""
    if column.dtype != np.float32:
        return column
    return np.array([float(str(value)) for value in column])


def read_parquet(content: bytes, name: str) -> tuple[list[str], list[list[Any]], dict[str, str]]:
    """Return names of columns, their cells, and what the file says of itself.

    Raises
    ------
    ScenarioError
        If the bytes are no Parquet file, or a damaged one.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        table = pq.read_table(pa.BufferReader(content))
        columns = [_cells(column) for column in table.columns]
    except (pa.ArrowException, OSError, ValueError):
        message, hint = told("fault-draws-parquet"), told("fault-draws-parquet.remedy")
        raise ScenarioError(Fault(name, None, "", None, message, hint)) from None
    return list(table.column_names), columns, _about((table.schema.metadata or {}).get(ABOUT, b"{}"))


def _cells(column: Any) -> list[Any]:
    import pyarrow as pa

    if column.type == pa.float32() and not column.null_count:
        return list(_wide(column.to_numpy()).tolist())
    return list(column.to_pylist())


def _about(written: bytes) -> dict[str, str]:
    try:
        return {str(key): str(value) for key, value in dict(json.loads(written)).items()}
    except (ValueError, TypeError):
        return {}
