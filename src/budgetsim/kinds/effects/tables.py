"""The numbers of a study of effects: every column in files, and of each part what people look at."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Any

from budgetsim.kinds.effects.answer import (
    CostDraws,
    CostEffect,
    Dose,
    Effect,
    Effects,
    Order,
    PathYear,
    Term,
)
from budgetsim.kinds.effects.dose import optimum
from budgetsim.kinds.effects.drawn_tables import DIRECTORY, all_columns, drawn_tables
from budgetsim.kinds.effects.findings.cost import first_directed
from budgetsim.kinds.effects.findings.doses import curve_of
from budgetsim.kinds.effects.findings.phrases import term_name, years_of
from budgetsim.kinds.effects.in_money import money_tables
from budgetsim.language import Language
from budgetsim.report.figure_words import clauses, one_or_many, sentences
from budgetsim.report.results import has_band
from budgetsim.studies.table import Audience, CellKind, Column, Interval, Label, Table

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
    kept = [all_columns(part, getattr(answer, part), ROWS[part]) for part in answer.parts]
    if answer.sequencing_paths:
        kept.append(all_columns("sequencing_paths", answer.sequencing_paths, PathYear))
    if answer.cost_draws is not None:
        kept.append(_draws(answer, answer.cost_draws))
    known = [] if answer.drawn is None else [*drawn_tables(answer, answer.drawn)]
    return [*kept, *known, *money_tables(answer), _levers(answer), *_shown(answer)]


def _draws(answer: Effects, draws: CostDraws) -> Table:
    columns = [
        *map(Column, ("lever", "seed", "outcome")),
        Column("cost", "number"),
        Column("improvement", "number"),
    ]
    rows = [
        (lever, seed, draws.outcome, cost, gain)
        for lever, costs in draws.cost.items()
        for seed, cost, gain in zip(answer.seeds, costs, draws.improvement[lever], strict=True)
    ]
    return Table("cost_draws", columns, rows, file=f"{DIRECTORY}/cost_draws.csv", audience="files")


def _column(key: str, kind: CellKind = "text", **looks: Any) -> Column:
    """Return a column with its heading among the words of this kind of study."""
    return Column(key, kind, f"effects-head-{key.replace('_', '-')}", **looks)


def _levers(answer: Effects) -> Table:
    columns = [
        _column("lever", "term"),
        _column("key"),
        *(_column(key, "value") for key in ("own", "low", "high")),
    ]
    rows = [(lever.name, lever.name, lever.own, lever.low, lever.high) for lever in answer.levers]
    return Table("levers", columns, rows, lambda say: say("effects-table-levers"), audience="report")


@dataclass(frozen=True)
class Shape:
    """What people look at of a part: columns, and the cells of those that are no field of a row of the same name."""

    columns: Sequence[Column]
    cells: Mapping[str, Callable[[Row], Any]]

    def table(self, rows: Sequence[Row], outcome: str = "") -> tuple[list[Column], list[Any]]:
        """Return columns and cells of the rows of an outcome, which no column names then; by default of all."""
        columns = [column for column in self.columns if not outcome or column.key != "outcome"]
        cells = [self.cells.get(column.key, attrgetter(column.key)) for column in columns]
        chosen = [row for row in rows if not outcome or row.outcome == outcome]
        return columns, [tuple(cell(row) for cell in cells) for row in chosen]


def _shown(answer: Effects) -> Iterator[Table]:
    """Yield what people look at: effects on all outcomes; of other parts the first outcome, and in reports all."""
    for part in answer.parts:
        rows = getattr(answer, part)
        if not rows:
            continue
        shape, file = SHAPES[part], f"{DIRECTORY}/{part}"
        if part == "effects":
            ends = {
                end: lambda row, end=end: getattr(answer.lever(row.lever), end) for end in ("low", "high")
            }
            shape = replace(shape, cells={**shape.cells, **ends})
        everything = shape.table(rows)
        title, note = _title(answer, part), _note(answer, part)
        if part == "effects":
            audience: Audience = (
                "report" if answer.drawn is not None and answer.drawn.effects else "everybody"
            )
            yield Table(f"{part}-shown", *everything, title, note, text_file=file, audience=audience)
            continue
        outcome = (first_directed(answer) if part == "cost" else "") or answer.outcomes[0]
        worth = [row for row in rows if part != "dose" or _is_worth_a_line(answer, row)]
        brief = _title(answer, part, outcome), _note(answer, part, is_brief=True)
        yield Table(f"{part}-brief", *shape.table(worth, outcome), *brief, audience="brief")
        yield Table(f"{part}-shown", *everything, title, note, text_file=file, audience="report")


def _is_worth_a_line(answer: Effects, row: Dose) -> bool:
    """Whether a dose was asked for, or is the best one or next to where the best may lie."""
    if not row.added:
        return True
    curve = curve_of(answer, row.lever, answer.outcomes[0])
    if not any(own.best for own in curve):
        return False
    best = optimum(row.lever, answer.outcomes[0], map(vars, curve))
    return row.dose in (best.low, best.dose, best.high)


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


def _term(row: Term) -> Label:
    return Label(row.term, lambda say: term_name(say, row.term))


def _aliases_of(row: Term) -> Label:
    mixed = row.aliases.split("; ") if row.aliases else []
    return Label(row.aliases, lambda say: clauses(say, [term_name(say, term) for term in mixed]))


def _verdict(row: Row) -> str:
    known = {"not clear": "unclear", "none": "same"}
    return f"report-verdict-{known.get(row.verdict, row.verdict)}"


def _band(row: Effect) -> Interval | None:
    return (
        None if row.band_low is None or row.band_high is None else Interval(None, row.band_low, row.band_high)
    )


def _mark(row: Dose) -> str | None:
    marks = ["own"] if row.is_own else []
    marks += ["best"] if row.best else ["as-good"] if row.as_good else []
    return f"effects-mark-{'-'.join(marks)}" if marks else None


def _interval(value: str, low: str = "", high: str = "") -> Callable[[Row], Interval]:
    """Return what makes an interval of three fields, by default those called like the first."""
    fields_of = attrgetter(value, low or f"{value}_low", high or f"{value}_high")
    return lambda row: Interval(*fields_of(row))


DIFFERENCE, EFFECT = _interval("difference", "low", "high"), _interval("effect", "low", "high")
TESTED: dict[str, Callable[[Row], Any]] = {"p": attrgetter("p_holm"), "verdict": _verdict}
"""Cells of all that is tested against zero."""
SHAPES = {
    "effects": Shape(
        (
            _column("lever", "name"),
            _column("low", "value"),
            _column("high", "value"),
            _column("outcome", "name"),
            _column("before", "number"),
            _column("difference", "number", sign=True),
            _column("simultaneous", "range", is_spare=True),
            _column("glass_delta", "number", places=2, is_spare=True),
            _column("g_z", "number", places=2, is_spare=True),
            _column("p", "p"),
            _column("verdict", "message"),
            _column("band", "range", is_spare=True),
        ),
        {
            "difference": DIFFERENCE,
            "simultaneous": _interval("difference", "sim_low", "sim_high"),
            "band": _band,
            **TESTED,
        },
    ),
    "dose": Shape(
        (
            _column("lever", "name"),
            _column("dose", "value"),
            _column("outcome", "name"),
            _column("difference", "number", sign=True),
            _column("p", "p"),
            _column("step", "number", sign=True, is_spare=True),
            _column("best", "message"),
        ),
        {
            "difference": lambda row: None if row.is_own else DIFFERENCE(row),
            "step": _interval("step"),
            "best": _mark,
            **TESTED,
        },
    ),
    "factorial": Shape(
        (
            _column("term", "label"),
            _column("outcome", "name"),
            _column("effect", "number", sign=True),
            _column("simultaneous", "range", is_spare=True),
            _column("p", "p"),
            _column("verdict", "message"),
            _column("aliases", "label", is_spare=True),
        ),
        {
            "term": _term,
            "effect": EFFECT,
            "simultaneous": _interval("effect", "sim_low", "sim_high"),
            "aliases": _aliases_of,
            **TESTED,
        },
    ),
    "sequencing": Shape(
        (
            _column("first", "name"),
            _column("second", "name"),
            _column("window"),
            _column("outcome", "name"),
            _column("order", "number", sign=True),
            _column("total", "number", sign=True),
            _column("p", "p", is_spare=True),
            _column("verdict", "message"),
            _column("better_first", "name", is_spare=True),
        ),
        {
            "window": years_of,
            "order": DIFFERENCE,
            "total": _interval("total"),
            "better_first": lambda row: row.better_first or None,
            **TESTED,
        },
    ),
    "cost": Shape(
        (
            _column("lever", "name"),
            _column("outcome", "name"),
            _column("cost", "number", sign=True),
            _column("improvement", "number", sign=True),
            _column("ratio", "number"),
            _column("standing", "message"),
        ),
        {
            **{key: _interval(key) for key in ("cost", "improvement", "ratio")},
            "standing": lambda row: f"effects-standing-{row.standing.replace(' ', '-')}",
        },
    ),
}
"""What people look at of each part."""
