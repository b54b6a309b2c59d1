"""The numbers of a study of effects: every column in files, and of each part what people look at."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import astuple, dataclass, fields
from typing import Any

from budgetsim.kinds.effects.answer import (
    CostEffect,
    Dose,
    Effect,
    Effects,
    Known,
    Order,
    PathYear,
    Term,
)
from budgetsim.kinds.effects.findings.cost import first_directed
from budgetsim.kinds.effects.findings.doses import curve_of
from budgetsim.kinds.effects.findings.phrases import term_name
from budgetsim.kinds.effects.optimum import optimum
from budgetsim.language import Language
from budgetsim.report.figure_words import clauses, one_or_many, sentences
from budgetsim.report.results import has_band
from budgetsim.studies.table import Column, Interval, Label, Table

DIRECTORY = "tables"
ROWS: dict[str, type[Any]] = {
    "effects": Effect,
    "dose": Dose,
    "factorial": Term,
    "sequencing": Order,
    "cost": CostEffect,
}
"""Rows of each part."""
Row = Any
Words = Callable[[Language], str]


def tables(answer: Effects) -> list[Table]:
    """Return everything that the study found."""
    kept = [_kept(part, getattr(answer, part), ROWS[part]) for part in answer.parts]
    if answer.sequencing_paths:
        kept.append(_kept("sequencing_paths", answer.sequencing_paths, PathYear))
    if answer.cost_draws is not None:
        kept.append(_draws(answer))
    return [*kept, _levers(answer), *_shown(answer)]


def _kept(name: str, rows: Sequence[Row], row: type[Any]) -> Table:
    """Return all columns of some rows, as they are in a file."""
    columns = [
        Column(one.name, "number" if one.type in ("Known", "float") else "text") for one in fields(row)
    ]
    return Table(
        name, columns, [astuple(own) for own in rows], file=f"{DIRECTORY}/{name}.csv", audience="files"
    )


def _draws(answer: Effects) -> Table:
    draws = answer.cost_draws
    columns = [
        *(Column(key) for key in ("lever", "seed", "outcome")),
        *(Column(key, "number") for key in ("cost", "improvement")),
    ]
    rows: list[Any] = []
    if draws is not None:
        for lever, costs in draws.cost.items():
            gains = draws.improvement[lever]
            rows += [
                (lever, seed, draws.outcome, cost, gain)
                for seed, cost, gain in zip(answer.seeds, costs, gains, strict=True)
            ]
    return Table("cost_draws", columns, rows, file=f"{DIRECTORY}/cost_draws.csv", audience="files")


def _levers(answer: Effects) -> Table:
    columns = [
        Column("lever", "term"),
        Column("key"),
        *(Column(key, "value") for key in ("own", "low", "high")),
    ]
    heads = [_headed(column) for column in columns]
    rows = [(lever.name, lever.name, lever.own, lever.low, lever.high) for lever in answer.levers]
    return Table("levers", heads, rows, lambda say: say("effects-table-levers"), audience="report")


def _headed(column: Column) -> Column:
    """Return a column with its heading among the words of this kind of study."""
    return Column(
        column.key,
        column.kind,
        f"effects-head-{column.key.replace('_', '-')}",
        column.places,
        column.sign,
        column.is_spare,
    )


@dataclass(frozen=True)
class Shape:
    """What people look at of a part: columns, and the cells of a row; the outcome is left out where there is one."""

    columns: Sequence[Column]
    cells: Callable[[Effects, Row], Sequence[Any]]

    def table(self, answer: Effects, rows: Sequence[Row], *, outcome: str) -> tuple[list[Column], list[Any]]:
        """Return columns and cells of rows; of all outcomes where ``outcome`` is empty."""
        places = [n for n, column in enumerate(self.columns) if not outcome or column.key != "outcome"]
        columns = [_headed(self.columns[n]) for n in places]
        made = [self.cells(answer, row) for row in rows if not outcome or row.outcome == outcome]
        return columns, [tuple(cells[n] for n in places) for cells in made]


def _shown(answer: Effects) -> Iterator[Table]:
    """Yield what people look at: effects on all outcomes; of other parts the first outcome, and in reports all."""
    for part in answer.parts:
        rows = getattr(answer, part)
        if not rows:
            continue
        shape, file = SHAPES[part], f"{DIRECTORY}/{part}"
        columns, cells = shape.table(answer, rows, outcome="")
        title, note = _title(answer, part), _note(answer, part)
        if part == "effects":
            yield Table(f"{part}-shown", columns, cells, title, note, text_file=file)
            continue
        outcome = first_directed(answer) if part == "cost" else answer.outcomes[0]
        worth = [row for row in rows if part != "dose" or _is_worth_a_line(answer, row)]
        brief, own = shape.table(answer, worth, outcome=outcome or answer.outcomes[0])
        yield Table(
            f"{part}-brief",
            brief,
            own,
            _title(answer, part, outcome or ""),
            _note(answer, part, is_brief=True),
            audience="brief",
        )
        yield Table(f"{part}-shown", columns, cells, title, note, text_file=file, audience="report")


def _is_worth_a_line(answer: Effects, row: Dose) -> bool:
    """Whether a dose was asked for, or is the best one or next to where the best may lie."""
    if not row.added:
        return True
    curve = curve_of(answer, row.lever, answer.outcomes[0])
    if not any(own.best for own in curve):
        return False
    found = optimum(row.lever, answer.outcomes[0], map(vars, curve))
    return row.dose in (found.low, found.dose, found.high)


def _title(answer: Effects, part: str, outcome: str = "") -> Words:
    def told(say: Language) -> str:
        corners = answer.corners
        full = "yes" if corners is None or corners.is_full else "no"
        title = say(
            f"effects-table-{part}", corners="" if corners is None else str(corners.corners), full=full
        )
        return say("effects-table-of", title=title, outcome=say.name(outcome)) if outcome else title

    return told


def _note(answer: Effects, part: str, *, is_brief: bool = False) -> Words:
    def told(say: Language) -> str:
        texts = [_means(answer, say)] if part != "sequencing" else []
        texts.append(say(f"effects-note-{part}", **_about(answer, part, say)))
        if part == "effects" and any(has_band(vars(row)) for row in answer.effects or ()):
            texts.append(say("effects-note-band"))
        if part == "factorial":
            texts.append(_aliases(answer, say))
        if is_brief:
            hides = part == "dose" and any(not _is_worth_a_line(answer, row) for row in answer.dose or ())
            texts.append(say("effects-note-hidden") if hides else "")
            texts.append(say("effects-note-elsewhere", file=f"{DIRECTORY}/{part}.csv"))
        return sentences(say, texts)

    return told


def _about(answer: Effects, part: str, say: Language) -> dict[str, str]:
    """Return what the note of a part tells."""
    if part == "effects":
        return {"count": str(len(answer.effects or ()))}
    if part != "sequencing":
        return {}
    first, last = answer.from_year, (answer.second_year or 0) - 1
    waiting = say("effects-years", first=str(first), last=str(last), one=one_or_many(last - first + 1))
    return {"first": str(first), "second": str(answer.second_year), "waiting": waiting}


def _means(answer: Effects, say: Language) -> str:
    return say(
        "effects-note-means",
        last=str(answer.last),
        years=str(answer.years),
        year=str(answer.from_year),
        seeds=str(answer.replications),
        one=one_or_many(answer.replications),
    )


def _aliases(answer: Effects, say: Language) -> str:
    """Say which terms a fraction cannot tell apart."""
    mixed = {row.term: row.aliases for row in answer.factorial or () if row.aliases}
    if not mixed:
        return ""
    told = [
        " + ".join(term_name(say, one) for one in (term, *others.split("; ")))
        for term, others in mixed.items()
    ]
    return say("effects-note-aliases", terms=clauses(say, told))


def _term(term: str) -> Label:
    return Label(term, lambda say: term_name(say, term))


def _verdict(verdict: str) -> str:
    known = {"not clear": "unclear", "none": "same"}
    return f"report-verdict-{known.get(verdict, verdict)}"


def _band(low: Known, high: Known) -> Interval | None:
    return None if low is None or high is None else Interval(None, low, high)


def _effect(answer: Effects, row: Effect) -> Sequence[Any]:
    lever = answer.lever(row.lever)
    return (
        row.lever,
        lever.low,
        lever.high,
        row.outcome,
        row.before,
        Interval(row.difference, row.low, row.high),
        Interval(row.difference, row.sim_low, row.sim_high),
        row.glass_delta,
        row.g_z,
        row.p_holm,
        _verdict(row.verdict),
        _band(row.band_low, row.band_high),
    )


def _dose(answer: Effects, row: Dose) -> Sequence[Any]:
    del answer
    marks = ["own"] if row.is_own else []
    marks += ["best"] if row.best else ["as-good"] if row.as_good else []
    return (
        row.lever,
        row.dose,
        row.outcome,
        None if row.is_own else Interval(row.difference, row.low, row.high),
        row.p_holm,
        Interval(row.step, row.step_low, row.step_high),
        f"effects-mark-{'-'.join(marks)}" if marks else None,
    )


def _factorial(answer: Effects, row: Term) -> Sequence[Any]:
    del answer
    mixed = row.aliases.split("; ") if row.aliases else []
    return (
        _term(row.term),
        row.outcome,
        Interval(row.effect, row.low, row.high),
        Interval(row.effect, row.sim_low, row.sim_high),
        row.p_holm,
        _verdict(row.verdict),
        Label(row.aliases, lambda say: clauses(say, [term_name(say, term) for term in mixed])),
    )


def _order(answer: Effects, row: Order) -> Sequence[Any]:
    del answer
    return (
        row.first,
        row.second,
        f"{row.first_year}–{row.last_year}" if row.last_year > row.first_year else str(row.first_year),
        row.outcome,
        Interval(row.difference, row.low, row.high),
        Interval(row.total, row.total_low, row.total_high),
        row.p_holm,
        _verdict(row.verdict),
        row.better_first or None,
    )


def _cost(answer: Effects, row: CostEffect) -> Sequence[Any]:
    del answer
    return (
        row.lever,
        row.outcome,
        Interval(row.cost, row.cost_low, row.cost_high),
        Interval(row.improvement, row.improvement_low, row.improvement_high),
        Interval(row.ratio, row.ratio_low, row.ratio_high),
        f"effects-standing-{row.standing.replace(' ', '-')}",
    )


SHAPES = {
    "effects": Shape(
        (
            Column("lever", "name"),
            Column("low", "value"),
            Column("high", "value"),
            Column("outcome", "name"),
            Column("before", "number"),
            Column("difference", "number", sign=True),
            Column("simultaneous", "range", is_spare=True),
            Column("glass_delta", "number", places=2, is_spare=True),
            Column("g_z", "number", places=2, is_spare=True),
            Column("p", "p"),
            Column("verdict", "message"),
            Column("band", "range", is_spare=True),
        ),
        _effect,
    ),
    "dose": Shape(
        (
            Column("lever", "name"),
            Column("dose", "value"),
            Column("outcome", "name"),
            Column("difference", "number", sign=True),
            Column("p", "p"),
            Column("step", "number", sign=True, is_spare=True),
            Column("best", "message"),
        ),
        _dose,
    ),
    "factorial": Shape(
        (
            Column("term", "label"),
            Column("outcome", "name"),
            Column("effect", "number", sign=True),
            Column("simultaneous", "range", is_spare=True),
            Column("p", "p"),
            Column("verdict", "message"),
            Column("aliases", "label", is_spare=True),
        ),
        _factorial,
    ),
    "sequencing": Shape(
        (
            Column("first", "name"),
            Column("second", "name"),
            Column("window"),
            Column("outcome", "name"),
            Column("order", "number", sign=True),
            Column("total", "number", sign=True),
            Column("p", "p", is_spare=True),
            Column("verdict", "message"),
            Column("better_first", "name", is_spare=True),
        ),
        _order,
    ),
    "cost": Shape(
        (
            Column("lever", "name"),
            Column("outcome", "name"),
            Column("cost", "number", sign=True),
            Column("improvement", "number", sign=True),
            Column("ratio", "number"),
            Column("standing", "message"),
        ),
        _cost,
    ),
}
"""What people look at of each part."""
