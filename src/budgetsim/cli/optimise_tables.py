"""Tables of ``budgetsim optimise``: the named mixes by objective, and the levers."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING, Any

from budgetsim.report.words import spoken
from budgetsim.rounding import estimate, level, per_cent

if TYPE_CHECKING:
    from budgetsim.studies.factors import Factor
    from budgetsim.studies.optimise.answer import Answer
    from budgetsim.studies.optimise.problem import Objective

PURPOSE = "net_social_value"
"""Outcome that is shown even where it was not sought: what all others come to."""
CELL = 22
"""Columns of the terminal for an outcome, space between columns included."""
LEVER_CELL = 14
"""Columns of the terminal for the value of a lever, space between columns included."""
END_SHARE = 0.02
"""A lever this close to an end of its range, as a share of the range, is at the end (assumed)."""
MOST_ON_END = 0.5
"""Share of the front at an end of a lever's range from which the end is worth a word."""


def mix_tables(made: Answer) -> list[Any]:
    """Return tables of mixes by objective, and net social value if nobody asked for it; as many as the width needs."""
    from budgetsim.cli.console import table, width

    rows = _table_rows(made)
    columns = [
        (_head(made, o), [_objective_cell(row, o.name) for _, row in rows]) for o in made.asked.objectives
    ]
    if PURPOSE not in [objective.name for objective in made.asked.objectives]:
        cells = [made.cells["scenarios"][label][PURPOSE] for label, _ in rows]
        told = [_told(cell["mean"], cell["low"], cell["high"]) for cell in cells]
        columns.append((("net social value\n(mean; not sought)", "right"), told))
    labels = [spoken(label) for label, _ in rows]
    fitting = max(1, (width() - max(map(len, labels)) - 2) // CELL)
    made_tables = []
    for start in range(0, len(columns), fitting):
        own = columns[start : start + fitting]
        lines = [(label, *(cells[n] for _, cells in own)) for n, label in enumerate(labels)]
        made_tables.append(table([("mix", "keep"), *(head for head, _ in own)], lines))
    return made_tables


def lever_tables(made: Answer) -> list[Any]:
    """Return tables of levers: their ranges, the status quo, every named mix; then where the front has them."""
    from budgetsim.cli.console import table, width

    levers = made.asked.levers
    columns = [("status quo", [value_words(made.references[f.name].iloc[0]) for f in levers])]
    columns += [
        (spoken(name), [value_words(made.front[f.name].iloc[place]) for f in levers])
        for name, place in named_once(made).items()
    ]
    spans = [_span(factor) for factor in levers]
    taken = max(len(f.name) for f in levers) + max(map(len, spans)) + 4
    fitting = max(1, (width() - taken) // LEVER_CELL)
    made_tables = []
    for start in range(0, len(columns), fitting):
        own = columns[start : start + fitting]
        heads = [("lever", "keep"), ("range", "left")]
        heads += [("\n".join(wrap(name, LEVER_CELL - 2)), "right") for name, _ in own]
        rows = [(f.name, spans[n], *(cells[n] for _, cells in own)) for n, f in enumerate(levers)]
        made_tables.append(table(heads, rows))
    return [*made_tables, _front_table(made)] if len(made.sought) > 1 else made_tables


def named_once(made: Answer) -> dict[str, int]:
    """Return positions of the named mixes; of a single objective the best mix is the knee, and is named once."""
    if len(made.sought) > 1:
        return made.named
    return {name: place for name, place in made.named.items() if name != "knee"}


def _front_table(made: Answer) -> Any:
    from budgetsim.cli.console import table

    heads = [("lever", "keep"), ("middle 80% of the front", "left"), ("front at an end", "left")]
    held = made.front[made.front["holds_budget"]]
    rows = [(f.name, _middle(f, held[f.name]), _front_end(f, held[f.name])) for f in made.asked.levers]
    return table(heads, rows)


def _table_rows(made: Answer) -> list[tuple[str, Any]]:
    rows = [(str(row["mix"]), row) for row in made.references.to_dict("records")]
    return rows + [(name, made.front.iloc[place]) for name, place in named_once(made).items()]


def _objective_cell(row: Any, name: str) -> str:
    return _told(row[name], row[f"{name}_low"], row[f"{name}_high"])


def _head(made: Answer, objective: Objective) -> tuple[str, str]:
    if made.asked.robust == "regret":
        return "\n".join(["regret of", *wrap(spoken(objective.name), CELL - 3), "(less is better)"]), "right"
    way = {"max": "more is better", "min": "less is better"}[objective.way]
    return "\n".join([*wrap(spoken(objective.name), CELL - 3), f"({way})"]), "right"


def _span(factor: Factor) -> str:
    if factor.levels:
        return ", ".join(value_words(level) for level in factor.levels)
    return " to ".join(value_words(end) for end in factor.extremes())


def _middle(factor: Factor, column: Any) -> str:
    if not factor.is_ordered:
        shares = column.astype(str).value_counts(normalize=True)
        return ", ".join(f"{name} {per_cent(share)}" for name, share in shares.items())
    return " to ".join(value_words(float(end)) for end in column.astype(float).quantile([0.1, 0.9]))


def _front_end(factor: Factor, column: Any) -> str:
    ends = [end_of(factor, value) for value in column]
    for end in ("upper", "lower"):
        share = ends.count(end) / len(ends)
        if share >= MOST_ON_END:
            return f"{per_cent(share)} at the {end} end"
    return ""


def end_of(factor: Factor, value: Any) -> str:
    """Return which end of its range a lever is at, if any."""
    if not factor.is_ordered:
        return ""
    low, high = min(factor.extremes()), max(factor.extremes())
    if high <= low:
        return ""
    share = (float(value) - low) / (high - low)
    return "lower" if share <= END_SHARE else "upper" if share >= 1.0 - END_SHARE else ""


def _told(value: float, low: float | None, high: float | None) -> str:
    """Return a value and the half-width of its interval, with the digits that the interval deserves."""
    told = estimate(float(value), low, high)
    return f"{told.value} ±{told.half}" if told.half not in ("", "0") else told.value


def value_words(value: Any) -> str:
    """Return the value of a lever as it is shown."""
    if value is None:
        return "–"
    if isinstance(value, bool) or type(value).__name__ in ("bool", "bool_"):
        return "on" if value else "off"
    return level(value) if isinstance(value, float) else str(value)
