"""The numbers of a study of effects over draws of parameters: levers alone, by dose, together and in turn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, replace
from typing import Any

from budgetsim.kinds.effects.answer import BestDose, Drawn, DrawnDose, DrawnYear, Effects
from budgetsim.kinds.effects.dose import leading_doses
from budgetsim.kinds.effects.findings.phrases import dose_name, term_name, years_of
from budgetsim.kinds.effects.interactions import KINDS
from budgetsim.kinds.effects.levers import value_text
from budgetsim.kinds.effects.sequence import WHOLE
from budgetsim.kinds.scenarios.known_tables import flip_cells, flips_table, judged, structures_table, way_of
from budgetsim.language import Language
from budgetsim.report.declared import better_sign
from budgetsim.report.figure_words import lever_name, sentences
from budgetsim.report.results import number, verdict_of
from budgetsim.studies.table import Audience, Column, Interval, Label, Table

DIRECTORY = "tables"


MOST_COLUMNS = 6
"""Differences that stand beside each other in a table of structures."""
Cells = Mapping[str, Mapping[str, Any]]


def drawn_tables(answer: Effects, known: Drawn) -> Iterator[Table]:
    """Yield what is known of levers alone, together and in turn: how surely, in which worlds, what would turn it."""
    if known.effects:
        heads = [Column("lever", "name", "effects-head-lever")]
        rows: list[tuple[tuple[Any, ...], Cells]] = [
            ((lever,), cells) for lever, cells in known.effects.items()
        ]
        yield _shown(answer, known, "effects", heads, rows)
        yield from _deciding(answer, known, "effects", {(lever,): cells for (lever,), cells in rows})
        levers = {(lever.name, lever.low, lever.high): known.effects[lever.name] for lever in answer.levers}
        yield _listed("effects", ("lever", "low_value", "high_value"), levers)
    if known.best:
        yield _best(known)
        yield all_columns("best_doses", known.best, BestDose)
        yield all_columns("dose_draws", known.doses, DrawnDose, but=("flips",))
        yield from _dose_flips(answer, known)
    if known.interactions:
        heads = [Column("term", "label", "effects-head-term")]
        rows = [((_term(term),), cells) for term, cells in known.interactions.items()]
        yield _shown(answer, known, "interactions", heads, rows)
        yield from _pairs(known)
        terms: dict[tuple[Any, ...], Cells] = {(term,): cells for term, cells in known.interactions.items()}
        yield from _deciding(answer, known, "interactions", terms)
        yield _listed("interactions", ("term",), terms)
    if known.sequencing:
        heads = [
            Column("first", "name", "effects-head-first"),
            Column("second", "name", "effects-head-second"),
            Column("window", "text", "effects-head-window"),
        ]
        rows = [((row.first, row.second, years_of(row)), row.outcomes) for row in known.sequencing]
        yield _shown(answer, known, "sequencing", heads, rows)
        whole = {(row.first, row.second): row.outcomes for row in known.sequencing if row.window == WHOLE}
        yield from _deciding(answer, known, "sequencing", whole)
        every = {(row.first, row.second, row.window): row.outcomes for row in known.sequencing}
        yield _listed("sequencing", ("first", "second", "window"), every)
        yield all_columns("order_draws", known.sequencing_paths, DrawnYear)


def all_columns(name: str, rows: Sequence[Any], row: type[Any], *, but: Sequence[str] = ()) -> Table:
    """Return all columns of some rows ``but`` those that are no single value, as they are in a file."""
    chosen = [one for one in fields(row) if one.name not in but]
    columns = [Column(one.name, "number" if one.type in ("Known", "float") else "text") for one in chosen]
    cells = [tuple(getattr(line, one.name) for one in chosen) for line in rows]
    return Table(name, columns, cells, file=f"{DIRECTORY}/{name}.csv", audience="files")


def _term(name: str) -> Label:
    return Label(name, lambda say: term_name(say, name))


def _label(name: tuple[str, ...]) -> Label:
    """Return what a difference is called: levers together, one reform before another, or a dose instead of another."""
    if len(name) == 1:
        return _term(name[0])
    if len(name) == 3:
        lever, dose, own = name
        return Label(f"{lever}={dose}", lambda say: dose_name(say, lever, dose, own))
    first, second = name
    return Label(
        " < ".join(name),
        lambda say: say(
            "effects-known-order-label", first=lever_name(say, first), second=lever_name(say, second)
        ),
    )


def _shown(
    answer: Effects,
    known: Drawn,
    part: str,
    heads: Sequence[Column],
    rows: Sequence[tuple[tuple[Any, ...], Cells]],
) -> Table:
    """Return differences over draws beside those with declared parameters: on every outcome, of orders on the first."""
    columns = [
        *heads,
        Column("outcome", "name", "effects-head-outcome"),
        Column("draws", "number", "effects-head-draws", sign=True),
        Column("point", "number", "effects-head-point", sign=True, is_spare=True),
    ]
    cells = []
    for name, by_outcome in rows:
        for outcome in answer.outcomes[:1] if part == "sequencing" else answer.outcomes:
            cell = by_outcome[outcome]
            point = Interval(*(cell["point"][key] for key in ("mean", "low", "high")))
            cells.append((*name, outcome, judged(outcome, cell), point))

    def note(say: Language) -> str:
        draws = say("effects-note-draws", draws=str(known.draws), seeds=str(answer.replications))
        return draws if part == "effects" else sentences(say, [say(f"effects-note-{part}-draws"), draws])

    return Table(
        f"{part}-draws-shown", columns, cells, lambda say: say(f"effects-table-{part}-draws"), note,
        text_file=f"{DIRECTORY}/{part}_draws", audience="everybody" if part == "effects" else "report",
    )  # fmt: skip


def _deciding(
    answer: Effects, known: Drawn, part: str, named: Mapping[tuple[Any, ...], Cells]
) -> Iterator[Table]:
    """Yield in which worlds differences of the first outcome hold, the largest of many, and what would turn them."""
    outcome = answer.outcomes[0]
    every = {name: by_outcome[outcome] for name, by_outcome in named.items()}
    largest = sorted(every, key=lambda name: -abs(number(every[name]["median"])))[:MOST_COLUMNS]
    cells = {name: cell for name, cell in every.items() if name in largest}
    yield _structures(outcome, known, part, cells)
    yield from _flips(outcome, part, every)


def _structures(outcome: str, known: Drawn, part: str, cells: Mapping[tuple[Any, ...], Any]) -> Table:
    labels = {"-".join(name): _label(name) for name in cells}
    of_outcome = {"-".join(name): (outcome, cell) for name, cell in cells.items()}
    title = _title("structures", part, outcome)
    table = structures_table(of_outcome, lambda key: labels[key].tell, title, known.draws)
    name = "structures" if part == "effects" else f"{part}-structures"
    return replace(table, name=name, audience=_audience(part))


def _title(what: str, part: str, outcome: str) -> Any:
    def title(say: Language) -> str:
        about = say(f"effects-table-{what}", part=part)
        return say("effects-table-of", title=about, outcome=say.name(outcome))

    return title


def _audience(part: str) -> Audience:
    return "everybody" if part == "effects" else "report"


def _flips(outcome: str, part: str, cells: Mapping[tuple[Any, ...], Any]) -> Iterator[Table]:
    """Yield which parameters would turn the sign of a difference; nothing where none would."""
    rows = []
    for name, cell in cells.items():
        gain = number(cell["mean"]) * (better_sign(outcome) or 1.0)
        rows += [(_label(name), *flip_cells(flip, gain)) for flip in cell["flips"]]
    first = Column("lever", "label", "effects-head-lever")
    table_name = "flips" if part == "effects" else f"{part}-flips"
    for table in flips_table(first, rows, _title("flips", part, outcome), "effects-head-zero"):
        yield replace(table, name=table_name, audience=_audience(part))


def _dose_flips(answer: Effects, known: Drawn) -> Iterator[Table]:
    """Yield which parameters would turn the sign of what each lever's leading dose does; nothing where none would."""
    cells = {
        (row.lever, value_text(row.dose), value_text(answer.lever(row.lever).own)): vars(row)
        for row in leading_doses(known)
    }
    yield from _flips(answer.outcomes[0], "dose", cells)


def _pairs(known: Drawn) -> Iterator[Table]:
    """Yield how pairs of levers go together, draw by draw."""
    if not known.pairs:
        return
    columns = [
        Column("term", "label", "effects-head-term"),
        *(Column(key, "number", f"effects-head-{key.replace('_', '-')}", sign=True) for key in BESIDE),
        *(Column(kind, "share", f"effects-head-{kind.replace('_', '-')}") for kind in KINDS),
    ]
    rows = []
    for pair in known.pairs:
        ends = [
            Interval(beside["median"], beside["low"], beside["high"])
            for beside in (pair.beside_low, pair.beside_high)
        ]
        rows.append((_term(pair.term), *ends, *(pair.shares[kind] for kind in KINDS)))

    def note(say: Language) -> str:
        return say("effects-note-pairs", draws=str(known.draws))

    title = _title("pairs", "interactions", known.pairs[0].outcome)
    yield Table("pairs", columns, rows, title, note, file=f"{DIRECTORY}/pairs_draws.csv", audience="report")


BESIDE = ("beside_low", "beside_high")


def _listed(part: str, keys: Sequence[str], named: Mapping[tuple[Any, ...], Cells]) -> Table:
    """Return every difference over draws on a row of its own, under every structure: for files and the figure."""
    numbers = ("median", "low", "high", "share_better", "variance_parameters", "variance_seeds")
    columns = [
        *map(Column, (*keys, "outcome", "structure")),
        *(Column(name, "number") for name in numbers),
        Column("verdict"),
    ]
    rows = []
    for name, cells in named.items():
        for outcome, cell in cells.items():
            for structure, under in {"declared": cell, **cell["structures"]}.items():
                verdict = verdict_of(outcome, cell) if structure == "declared" else way_of(under, outcome)
                rows.append((*name, outcome, structure, *(under.get(key) for key in numbers), verdict))
    return Table(f"{part}_draws", columns, rows, file=f"{DIRECTORY}/{part}_draws.csv", audience="files")


def _best(known: Drawn) -> Table:
    shares = ("at_start", "inside", "at_end", "hardly_matters")
    columns = [
        Column("lever", "label", "effects-head-lever"),
        Column("best_dose", "number", "effects-head-best-dose"),
        *(Column(name, "share", f"effects-head-{name.replace('_', '-')}") for name in shares),
    ]
    rows = [
        (_term(row.lever), Interval(row.median, row.low, row.high), *(getattr(row, name) for name in shares))
        for row in known.best
    ]

    def title(say: Language) -> str:
        return say(
            "effects-table-of", title=say("effects-table-best"), outcome=say.name(known.best[0].outcome)
        )

    def note(say: Language) -> str:
        return say("effects-note-best", draws=str(known.draws))

    return Table("best-doses-shown", columns, rows, title, note, text_file=f"{DIRECTORY}/best_doses")
