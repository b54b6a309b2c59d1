"""Public tables of everything that is declared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from budgetsim.declarations import declarations
from budgetsim.measures import OUTCOMES

if TYPE_CHECKING:
    import pandas as pd

PARAMETER_COLUMNS = (
    "name", "group", "symbol", "unit", "lower", "upper", "default", "meaning", "source", "basis", "kind", "choices",
    "by_department", "study_lower", "study_upper",
)  # fmt: skip


def parameters() -> pd.DataFrame:
    """Return every parameter: name, group, symbol, unit, lower, upper, default, meaning, source, basis and more.

    ``lower`` and ``upper`` are what is allowed; ``study_lower`` and ``study_upper`` the range that studies vary when
    they are given none.
    """
    import pandas as pd

    rows = [
        {column: getattr(item, column) for column in PARAMETER_COLUMNS} for item in declarations().values()
    ]
    return pd.DataFrame(rows, columns=list(PARAMETER_COLUMNS))


def outcomes() -> pd.DataFrame:
    """Return every outcome: name, unit, direction (up, down, neither) and definition."""
    import pandas as pd

    columns = ("name", "unit", "direction", "definition")
    return pd.DataFrame([{column: getattr(item, column) for column in columns} for item in OUTCOMES.values()])
