"""Tables as figures of effects read them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

Row = dict[str, Any]


def frame_rows(table: pd.DataFrame) -> list[Row]:
    """Return a table as rows of plain names and values."""
    return [{str(name): value for name, value in row.items()} for row in table.to_dict("records")]
