"""The numbers of a search for mixes: named mixes, levers, the front and what it is compared with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np

from budgetsim.kinds.factor_table import factor_table, varied
from budgetsim.kinds.optimise.answer import KNEE, Optimisation, Row
from budgetsim.kinds.optimise.drawn_tables import drawn_tables
from budgetsim.kinds.optimise.figures.pareto import objective_name
from budgetsim.kinds.optimise.names import label_of
from budgetsim.kinds.optimise.question import Objective
from budgetsim.kinds.optimise.replications import STATUS_QUO
from budgetsim.kinds.optimise.steps import end_of
from budgetsim.kinds.scenarios.tables import interval_of
from budgetsim.language import Language
from budgetsim.report.figure_words import capital, enumerated
from budgetsim.report.results import PURPOSE, verdict_of
from budgetsim.rounding import per_cent
from budgetsim.scenario import Money
from budgetsim.studies.factors import Factor
from budgetsim.studies.money import ACCOUNT, account_note, interval_in_money, level_in_money, table_title
from budgetsim.studies.table import Column, Interval, Label, Table, value_text

MOST_ON_END = 0.5
"""Share of the front at an end of a lever's range from which the end is worth a word."""
BUDGET = "budget_used"
FLAGS = ("holds_budget", "surely_holds_budget", "still_on_front", "knee")


def tables(answer: Optimisation) -> list[Table]:
    """Return everything that the search found."""
    spread = [] if answer.is_alone else [_spread(answer)]
    uncertain = [factor_table((factor.name, varied(factor)) for factor in answer.uncertainties)]
    known = [] if answer.drawn is None else drawn_tables(answer, answer.drawn)
    return [
        _named(answer),
        *([] if answer.money is None else [_in_money(answer, answer.money)]),
        *known,
        _levers(answer),
        *spread,
        _knee(answer),
        _front(answer),
        *(uncertain if answer.uncertainties else []),
        _references(answer),
        _convergence(answer),
    ]


def _named(answer: Optimisation) -> Table:
    """References and named mixes by objective; with net social value, what all others come to, if it was not sought."""
    rows = [(str(row["mix"]), row) for row in answer.references] + list(answer.named_once.items())
    columns = [
        Column("mix", "label", "optimise-head-mix"),
        *(_objective(answer, o) for o in answer.objectives),
    ]
    cells = [[label_of(answer, name), *(_cell(row, o.name) for o in answer.objectives)] for name, row in rows]
    if PURPOSE not in [objective.name for objective in answer.objectives] and answer.outcomes:
        columns.append(Column(PURPOSE, "number", "optimise-head-purpose"))
        for line, (name, _) in zip(cells, rows, strict=True):
            line.append(interval_of(answer.outcomes[name][PURPOSE]))
    is_drawn = answer.drawn is not None and answer.robust == "mean"
    note = _message("optimise-note-named-drawn" if is_drawn else "optimise-note-named")
    return Table("named", columns, cells, _message("optimise-table-named"), note)


def _in_money(answer: Optimisation, money: Money) -> Table:
    """Net social value and what it is made of under every mix, in money, all departments together."""
    mixes = {name: cells for name, cells in answer.levels.items() if name != KNEE or not answer.is_alone}
    outcomes = [name for name in ACCOUNT if all(name in cells for cells in mixes.values())]
    columns = [
        Column("outcome", "name"),
        *(Column(name, "number", label_of(answer, name).tell) for name in mixes),
        Column("difference", "number", "optimise-head-knee-difference", sign=True),
    ]
    rows = [
        (
            outcome,
            *(level_in_money(interval_of(cells[outcome]), money) for cells in mixes.values()),
            interval_in_money(interval_of(answer.knee.differences[outcome]), money),
        )
        for outcome in outcomes
    ]
    return Table(
        "money", columns, rows, table_title(money), lambda say: account_note(money, say), file="money.csv"
    )


def _levers(answer: Optimisation) -> Table:
    """Levers of the status quo and of every named mix beside each other."""
    mixes = {STATUS_QUO: answer.status_quo, **answer.named_once}
    columns = [Column("lever", "name", "optimise-head-lever"), Column("range", "label", "head-values")]
    columns += [Column(name, "value", label_of(answer, name).tell) for name in mixes]
    rows = [
        [factor.name, _span(factor), *(row[factor.name] for row in mixes.values())]
        for factor in answer.levers
    ]
    return Table("levers", columns, rows, _message("optimise-table-levers"))


def _spread(answer: Optimisation) -> Table:
    """Where the front has the levers: of mixes that hold the budget on fresh replications."""
    columns = [
        Column("lever", "name", "optimise-head-lever"),
        Column("middle", "label", "optimise-head-middle"),
        Column("at_an_end", "label", "optimise-head-end"),
    ]
    held = [row for row in answer.front if row["holds_budget"]]
    rows = [
        [factor.name, _middle(factor, values), _front_end(factor, values)]
        for factor in answer.levers
        for values in [[row[factor.name] for row in held]]
    ]
    return Table("spread", columns, rows, _message("optimise-table-spread"))


def _knee(answer: Optimisation) -> Table:
    """Every outcome of the knee, with its difference from the status quo."""
    columns = [
        Column("outcome", "term", "report-head-outcome"),
        Column("mean", "number", "report-head-mean"),
        Column("difference", "number", "report-head-difference", sign=True),
        Column("verdict", "message", "report-head-verdict"),
    ]
    rows = [
        [
            outcome,
            interval_of(cell),
            interval_of(difference),
            f"report-verdict-{verdict_of(outcome, difference)}",
        ]
        for outcome, cell in answer.knee.outcomes.items()
        for difference in [answer.knee.differences[outcome]]
    ]
    return Table("knee-outcomes", columns, rows, _message("optimise-table-knee"), audience="report")


def _front(answer: Optimisation) -> Table:
    """Every mix of the front that was judged again."""
    columns = [
        Column("mix", "text", "optimise-head-mix"),
        Column("generation", "count", audience="files"),
        *_columns(answer),
    ]
    budget = [Column(BUDGET, "number", audience="files")] if answer.budget is not None else []
    columns += [*budget, *(Column(flag, "truth", audience="files") for flag in FLAGS)]
    rows = [
        [
            row["mix"],
            row["generation"],
            *_cells(answer, row),
            *(_cell(row, BUDGET) for _ in budget),
            *(row[flag] for flag in FLAGS),
        ]
        for row in answer.front
    ]
    return Table(
        "front", columns, rows, _message("optimise-table-front"), file="front.csv", audience="report"
    )


def _references(answer: Optimisation) -> Table:
    rows = [[row["mix"], *_cells(answer, row)] for row in answer.references]
    columns = [Column("mix"), *_columns(answer)]
    return Table("references", columns, rows, file="references.csv", audience="files")


def _convergence(answer: Optimisation) -> Table:
    """Hypervolume by generation, and how many mixes had been simulated by then."""
    columns = [Column("generation", "count"), Column("mixes", "count"), Column("hypervolume", "number")]
    course = answer.convergence
    mixes: Sequence[int | None] = course.mixes or [None] * len(course.hypervolume)
    rows = [
        (number, count, volume)
        for number, (count, volume) in enumerate(zip(mixes, course.hypervolume, strict=True), 1)
    ]
    return Table("convergence", columns, rows, file="convergence.csv", audience="files")


def _columns(answer: Optimisation) -> Iterator[Column]:
    """Yield the columns of a mix: its levers, and of each objective its value there and in the search."""
    for factor in answer.levers:
        yield Column(factor.name, "value", _named_by(factor.name))
    for objective in answer.objectives:
        yield _objective(answer, objective)
        yield Column(f"{objective.name}_search", "number", audience="files")


def _cells(answer: Optimisation, row: Row) -> Iterator[Any]:
    for factor in answer.levers:
        yield row[factor.name]
    for objective in answer.objectives:
        yield _cell(row, objective.name)
        yield row[f"{objective.name}_search"]


def _cell(row: Row, name: str) -> Interval:
    value, low, high = (
        None if end is None else float(end) for end in (row[name], row[f"{name}_low"], row[f"{name}_high"])
    )
    return Interval(value, low, high)


def _objective(answer: Optimisation, objective: Objective) -> Column:
    """Return the column of an objective, whose heading says which way is better."""
    way = "less" if answer.robust == "regret" or objective.way == "min" else "more"

    def head(say: Language) -> str:
        name = objective_name(say, objective.name, answer.robust)
        return say("optimise-head-objective", objective=name, way=way)

    return Column(objective.name, "number", head)


def _named_by(declared: str) -> Callable[[Language], str]:
    return lambda say: capital(say.name(declared))


def _message(key: str, **about: str) -> Callable[[Language], str]:
    return lambda say: say(key, **about)


def _span(factor: Factor) -> Label:
    """Return the values that a lever may take."""

    def tell(say: Language) -> str:
        if factor.levels:
            return enumerated(say, [value_text(value, say) for value in factor.levels])
        low, high = (value_text(end, say) for end in factor.extremes())
        return say("table-interval", low=low, high=high)

    values = factor.levels or factor.extremes()
    return Label(" ".join(map(str, values)), tell)


def _middle(factor: Factor, values: Sequence[Any]) -> Label:
    """Return where the middle 80 % of the front has a lever; of choices, how much of it has each."""
    if factor.is_ordered:
        low, high = (float(end) for end in np.quantile(np.array(values, dtype=np.float64), [0.1, 0.9]))

        def between(say: Language) -> str:
            return say("table-interval", low=value_text(low, say), high=value_text(high, say))

        return Label(f"{low} {high}", between)
    counts = Counter(values).most_common()

    def shares(say: Language) -> str:
        parts = [f"{value_text(value, say)} {per_cent(count / len(values))}" for value, count in counts]
        return enumerated(say, parts)

    return Label(" ".join(f"{value} {count / len(values)}" for value, count in counts), shares)


def _front_end(factor: Factor, values: Sequence[Any]) -> Label:
    """Return at which end of its range much of the front has a lever, if at any."""
    ends = [end_of(factor, value) for value in values]
    for end in ("upper", "lower"):
        share = ends.count(end) / len(ends)
        if share >= MOST_ON_END:
            return Label(f"{share} {end}", _message("optimise-front-end", share=per_cent(share), end=end))
    return Label("", lambda _: "")
