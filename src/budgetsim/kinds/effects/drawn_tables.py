"""The numbers of a study of effects over draws of parameters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import astuple, fields
from typing import Any

from budgetsim.kinds.effects.answer import BestDose, Drawn, DrawnDose, Effects
from budgetsim.kinds.scenarios.known_tables import flip_cells, judged, judged_draws, structure_label, way_of
from budgetsim.language import Language
from budgetsim.report.declared import better_sign
from budgetsim.report.figure_words import lever_name
from budgetsim.report.results import number, verdict_of
from budgetsim.studies.states import FEW
from budgetsim.studies.table import Column, Interval, Label, Table

DIRECTORY = "tables"


def drawn_tables(answer: Effects, known: Drawn) -> Iterator[Table]:
    """Yield what is known of effects, in which worlds it holds, what would turn it, and where best doses lie."""
    if known.effects:
        yield _effects(answer, known)
        yield _structures(answer, known)
        yield from _flips(answer, known)
        yield _listed(answer, known)
    if known.best:
        yield _best(known)
        yield _kept("best_doses", known.best, BestDose)
        yield _kept("dose_draws", known.doses, DrawnDose)


def _kept(name: str, rows: Sequence[Any], row: type[Any]) -> Table:
    columns = [
        Column(one.name, "number" if one.type in ("Known", "float") else "text") for one in fields(row)
    ]
    cells = [astuple(own) for own in rows]
    return Table(name, columns, cells, file=f"{DIRECTORY}/{name}.csv", audience="files")


def _lever(name: str) -> Label:
    return Label(name, lambda say: lever_name(say, name))


def _effects(answer: Effects, known: Drawn) -> Table:
    columns = [
        Column("lever", "name", "effects-head-lever"),
        Column("outcome", "name", "effects-head-outcome"),
        Column("draws", "number", "effects-head-draws", sign=True),
        Column("point", "number", "effects-head-point", sign=True, is_spare=True),
    ]
    rows = []
    for lever, cells in known.effects.items():
        for outcome in answer.outcomes:
            cell = cells[outcome]
            point = Interval(*(cell["point"][key] for key in ("mean", "low", "high")))
            rows.append((lever, outcome, judged(outcome, cell), point))

    def note(say: Language) -> str:
        return say("effects-note-draws", draws=str(known.draws), seeds=str(answer.replications))

    return Table(
        "effects-draws-shown", columns, rows, lambda say: say("effects-table-draws"), note,
        text_file=f"{DIRECTORY}/effects_draws",
    )  # fmt: skip


def _structures(answer: Effects, known: Drawn) -> Table:
    outcome = answer.outcomes[0]
    cells = {lever: own[outcome] for lever, own in known.effects.items()}
    columns = [
        Column("structure", "label"),
        *(Column(lever, "number", _heading(lever), sign=True) for lever in cells),
    ]
    structures = list(next(iter(cells.values()))["structures"])
    declared = [judged_draws(cell, verdict_of(outcome, cell)) for cell in cells.values()]
    rows: list[tuple[Any, ...]] = [(structure_label(""), *declared)]
    for structure in structures:
        own = [cell["structures"][structure] for cell in cells.values()]
        rows.append((structure_label(structure), *(judged_draws(cell, way_of(cell)) for cell in own)))

    def title(say: Language) -> str:
        return say("effects-table-of", title=say("effects-table-structures"), outcome=say.name(outcome))

    def note(say: Language) -> str:
        return say("effects-note-structures", draws=str(known.draws), few=str(min(FEW, known.draws)))

    return Table("structures", columns, rows, title, note)


def _heading(lever: str) -> Any:
    return lambda say: lever_name(say, lever)


def _flips(answer: Effects, known: Drawn) -> Iterator[Table]:
    """Yield which parameters would turn the sign of an effect on the first outcome; nothing where none would."""
    outcome = answer.outcomes[0]
    columns = [
        Column("lever", "label", "effects-head-lever"),
        Column("parameter", "name"),
        Column("declared", "value"),
        Column("value", "label", "effects-head-zero"),
        Column("turns", "message"),
    ]
    rows = []
    for lever, cells in known.effects.items():
        for flip in cells[outcome]["flips"]:
            gain = number(cells[outcome]["mean"]) * (better_sign(outcome) or 1.0)
            rows.append((_lever(lever), *flip_cells(flip, gain)))
    if rows:

        def title(say: Language) -> str:
            return say("effects-table-of", title=say("effects-table-flips"), outcome=say.name(outcome))

        yield Table("flips", columns, rows, title, lambda say: say("effects-note-flips"))


def _listed(answer: Effects, known: Drawn) -> Table:
    """Return every effect over draws on a row of its own, under every structure: for files and the figure."""
    numbers = ("median", "low", "high", "share_better", "variance_parameters", "variance_seeds")
    columns = [
        *map(Column, ("lever", "low_value", "high_value", "outcome", "structure")),
        *(Column(name, "number") for name in numbers),
        Column("verdict"),
    ]
    rows = []
    for lever in answer.levers:
        for outcome, cell in known.effects[lever.name].items():
            for structure, own in {"declared": cell, **cell["structures"]}.items():
                verdict = verdict_of(outcome, cell) if structure == "declared" else way_of(own)
                values = [own.get(name) for name in numbers]
                rows.append((lever.name, lever.low, lever.high, outcome, structure, *values, verdict))
    return Table("effects_draws", columns, rows, file=f"{DIRECTORY}/effects_draws.csv", audience="files")


def _best(known: Drawn) -> Table:
    shares = ("at_start", "inside", "at_end", "hardly_matters")
    columns = [
        Column("lever", "label", "effects-head-lever"),
        Column("best_dose", "number", "effects-head-best-dose"),
        *(Column(name, "share", f"effects-head-{name.replace('_', '-')}") for name in shares),
    ]
    rows = [
        (_lever(row.lever), Interval(row.median, row.low, row.high), *(getattr(row, name) for name in shares))
        for row in known.best
    ]

    def title(say: Language) -> str:
        return say(
            "effects-table-of", title=say("effects-table-best"), outcome=say.name(known.best[0].outcome)
        )

    def note(say: Language) -> str:
        return say("effects-note-best", draws=str(known.draws))

    return Table("best-doses-shown", columns, rows, title, note, text_file=f"{DIRECTORY}/best_doses")
