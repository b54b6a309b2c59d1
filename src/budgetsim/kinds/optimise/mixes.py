"""Mixes as tables, one row each: the front, what it is compared with, and everything that was simulated."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from budgetsim.kinds.optimise.answer import Row, Value
from budgetsim.kinds.optimise.judge import Checked, Estimates, Searched
from budgetsim.kinds.optimise.question import Question
from budgetsim.kinds.optimise.worlds import final_value, reference_names
from budgetsim.numerics import Array
from budgetsim.studies.factors import Factor
from budgetsim.studies.sampling import Columns

if TYPE_CHECKING:
    import pandas as pd

END_SHARE = 0.02
"""A lever this close to an end of its range, as a share of the range, is at the end (assumed)."""


def front_of(question: Question, searched: Searched, checked: Checked) -> pd.DataFrame:
    """Return one row per mix of the front that was judged again; columns as ``answer.Optimisation`` says."""
    import pandas as pd

    archive, chosen = searched.archive, [int(place) for place in searched.chosen]
    columns: dict[str, Any] = {
        "mix": [archive.names[place] for place in chosen],
        "generation": [archive.generations[place] for place in chosen],
        **archive.columns(question.varied, chosen),
        **_by_objective(question, checked.mixes, searched.scores[chosen]),
    }
    if checked.spending is not None:
        columns["budget_used"] = checked.spending.value
        columns["budget_used_low"] = checked.spending.low
        columns["budget_used_high"] = checked.spending.high
    columns |= {"holds_budget": checked.holds, "surely_holds_budget": checked.surely}
    columns["still_on_front"] = checked.on_front
    columns["knee"] = np.arange(len(chosen)) == checked.knee
    return pd.DataFrame(columns)


def references_of(question: Question, searched: Searched, checked: Checked) -> pd.DataFrame:
    """Return the same columns of the status quo and the reference reforms, levers as they end."""
    import pandas as pd

    starts = (question.base, *question.reforms)
    levers = {f.name: [final_value(start, f.name) for start in starts] for f in question.varied}
    numbers = _by_objective(question, checked.rest, searched.rest_scores)
    return pd.DataFrame({"mix": list(reference_names(question)), **levers, **numbers})


def every_mix(question: Question, searched: Searched) -> pd.DataFrame:
    """Return every mix of the search: generation, levers, scores in the search, whether it holds the budget."""
    import pandas as pd

    archive = searched.archive
    every = range(len(archive.names))
    columns: dict[str, Any] = {"mix": archive.names, "generation": archive.generations}
    columns |= archive.columns(question.varied, every)
    values = _as_outcomes(question, searched.scores)
    columns |= {o.name: values[:, k] for k, o in enumerate(question.objectives)}
    columns |= {"holds_budget": searched.allowed, "on_front": np.isin(every, searched.front)}
    return pd.DataFrame(columns)


def state_table(states: dict[str, Columns]) -> pd.DataFrame:
    """Return the states of the search and of the check, one row each."""
    import pandas as pd

    tables = [pd.DataFrame({"use": use, **columns}) for use, columns in states.items()]
    for table in tables:
        table.insert(1, "state", range(1, len(table) + 1))
    return pd.concat(tables, ignore_index=True)


def rows_of(table: pd.DataFrame) -> tuple[Row, ...]:
    """Return a table as rows of plain values; what is undefined is ``None``."""
    return tuple({str(key): plain(value) for key, value in row.items()} for row in table.to_dict("records"))


def plain(value: Any) -> Value:
    """Return a value that JSON can hold; what is undefined is ``None``."""
    value = value.item() if hasattr(value, "item") else value
    unknown = isinstance(value, float) and not math.isfinite(value)
    return None if unknown else value


def end_of(factor: Factor, value: Any) -> str:
    """Return which end of its range a lever is at, if any."""
    if not factor.is_ordered:
        return ""
    low, high = min(factor.extremes()), max(factor.extremes())
    if high <= low:
        return ""
    share = (float(value) - low) / (high - low)
    return "lower" if share <= END_SHARE else "upper" if share >= 1.0 - END_SHARE else ""


def _as_outcomes(question: Question, scores: Array) -> Array:
    """Return scores as people read them: outcomes in their own direction; regrets stay losses."""
    if question.robust == "regret":
        return scores
    return np.asarray(scores * np.array([objective.sign for objective in question.objectives]))


def _by_objective(question: Question, fresh: Estimates, searched: Array) -> dict[str, Array]:
    """Return columns of each objective: value, ends of its interval, value in the search."""
    value, searched = _as_outcomes(question, fresh.value), _as_outcomes(question, searched)
    ends = [_as_outcomes(question, end) for end in (fresh.low, fresh.high)]
    low, high = np.sort(np.stack(ends), axis=0)
    columns: dict[str, Array] = {}
    for k, objective in enumerate(question.objectives):
        name = objective.name
        columns |= {name: value[:, k], f"{name}_low": low[:, k], f"{name}_high": high[:, k]}
        columns[f"{name}_search"] = searched[:, k]
    return columns
