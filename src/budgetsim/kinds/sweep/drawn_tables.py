"""The numbers of a sweep over draws of parameters."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from budgetsim.kinds.scenarios.known_tables import judged, judged_draws, structure_label, way_of
from budgetsim.kinds.sweep.answer import Drawn, DrawnLevel, SweepAnswer, level_key
from budgetsim.kinds.sweep.best import Value
from budgetsim.kinds.sweep.known import WAYS, factor_told, place_told
from budgetsim.language import DEFAULT, Language, language
from budgetsim.report.results import verdict_of
from budgetsim.studies.factors import Factor, column_of
from budgetsim.studies.states import FEW
from budgetsim.studies.table import Column, Interval, Label, Table

Cell = Mapping[str, Any]
DIRECTORY = "tables"
NUMBERS = ("median", "low", "high", "share_better", "share_worse", "variance_parameters", "variance_seeds")
"""What files hold of a difference, under every structure."""


def drawn_points(answer: SweepAnswer, known: Drawn) -> Table | None:
    """Return all points over draws, with the difference of the first outcome; ``None`` where they are too many."""
    if known.points is None or known.differences is None:
        return None
    outcome = answer.outcomes[0]
    columns = [
        Column("scenario", head="sweep-head-point"),
        *(Column(column_of(factor), "value", _heading(factor)) for factor in answer.varied),
        *_outcome_columns(answer),
    ]
    rows = []
    for point in answer.points or ():
        cells, differences = known.points[point.scenario], known.differences.get(point.scenario, {})
        levels = [_interval(cells[name]) for name in answer.outcomes]
        difference = judged(outcome, differences[outcome]) if differences else Interval(None)
        rows.append((point.scenario, *point.factors.values(), difference, *levels))

    def note(say: Language) -> str:
        return say("sweep-note-draws", draws=str(known.draws), at=reference_told(answer, known, say))

    return Table("points_draws", columns, rows, lambda say: say("sweep-table-points-draws"), note)


def drawn_levels(answer: SweepAnswer, known: Drawn) -> Table:
    """Return the levels of all factors over draws, with the difference of the first outcome."""
    columns = [
        Column("factor", "name"),
        Column("level", "text" if answer.is_confounded else "value", "sweep-head-level"),
        *_outcome_columns(answer),
    ]
    together: dict[tuple[str, str, Any], list[DrawnLevel]] = {}
    for level in known.levels:
        together.setdefault(level_key(level), []).append(level)
    rows = []
    for own in together.values():
        first = own[0]
        difference = Interval(None) if first.difference is None else judged(first.outcome, first.difference)
        rows.append((first.factor, first.level, difference, *(_interval(level.over_draws) for level in own)))

    def note(say: Language) -> str:
        return say("sweep-note-levels-draws", draws=str(known.draws))

    return Table("levels_draws", columns, rows, lambda say: say("sweep-table-levels-draws"), note)


def other_tables(answer: SweepAnswer, known: Drawn) -> Iterator[Table]:
    """Yield in which worlds the best point is best, which way outcomes go, and every difference for files."""
    if known.structures:
        yield _structures(answer, known)
    if known.responses:
        yield _responses(answer, known)
    if known.differences is not None:
        yield _listed(answer, known)


def reference_told(answer: SweepAnswer, known: Drawn, say: Language) -> str:
    """Return where the point is from which others differ."""
    points = {point.scenario: point for point in answer.points or ()}
    return place_told(points[known.reference].factors, answer.varied, say)


def _structures(answer: SweepAnswer, known: Drawn) -> Table:
    outcome = answer.outcomes[0]
    best = known.best[outcome]
    cell = (known.differences or {}).get(best.point, {}).get(outcome)
    columns = [
        Column("structure", "label"),
        Column("best", "label", "sweep-head-best"),
        Column("first", "share", "sweep-head-first"),
        *([] if cell is None else [Column("difference", "number", _difference_heading(outcome), sign=True)]),
    ]
    declared = [] if cell is None else [judged_draws(cell, verdict_of(outcome, cell))]
    rows: list[tuple[Any, ...]] = [(structure_label(""), _place(answer, best.at), best.share, *declared)]
    for structure, where in best.structures.items():
        own = [] if cell is None else [judged_draws(other := cell["structures"][structure], way_of(other))]
        rows.append((structure_label(structure), _place(answer, where.at), where.share, *own))

    def title(say: Language) -> str:
        return say("sweep-table-of", title=say("sweep-table-structures"), outcome=say.name(outcome))

    def note(say: Language) -> str:
        counts = {"draws": str(known.draws), "few": str(min(FEW, known.draws))}
        at = "" if cell is None else reference_told(answer, known, say)
        return say("sweep-note-structures", at=at, told="no" if cell is None else "yes", **counts)

    return Table("structures", columns, rows, title, note)


def _responses(answer: SweepAnswer, known: Drawn) -> Table:
    outcome = answer.outcomes[0]
    columns = [
        Column("factor", "name"),
        *(Column(way, "share", f"sweep-head-{way.replace('_', '-')}") for way in WAYS),
        Column("best_level", "number", "sweep-head-best-level"),
    ]
    rows = [
        (row.factor, *(getattr(row, way) for way in WAYS), Interval(row.median, row.low, row.high))
        for row in known.responses
        if row.outcome == outcome
    ]

    def title(say: Language) -> str:
        return say("sweep-table-of", title=say("sweep-table-responses"), outcome=say.name(outcome))

    def note(say: Language) -> str:
        return say("sweep-note-responses", draws=str(known.draws))

    return Table("responses", columns, rows, title, note)


def _listed(answer: SweepAnswer, known: Drawn) -> Table:
    """Return every difference from the reference on a row of its own, under every structure: for files."""
    columns = [
        *map(Column, ("scenario", "outcome", "structure")),
        *(Column(name, "number") for name in NUMBERS),
        Column("verdict"),
    ]
    rows = []
    for name, cells in (known.differences or {}).items():
        for outcome in answer.outcomes:
            cell = cells[outcome]
            for structure, own in {"declared": cell, **cell["structures"]}.items():
                verdict = verdict_of(outcome, cell) if structure == "declared" else way_of(own)
                rows.append((name, outcome, structure, *(own.get(key) for key in NUMBERS), verdict))
    file = f"{DIRECTORY}/differences_draws.csv"
    return Table("differences_draws", columns, rows, file=file, audience="files")


def _outcome_columns(answer: SweepAnswer) -> list[Column]:
    """Return columns of the difference of the first outcome, and of the levels of all."""
    heading = _difference_heading(answer.outcomes[0])
    levels = (
        Column(name, "number", _outcome_heading(name), is_spare=n > 1)
        for n, name in enumerate(answer.outcomes)
    )
    return [Column("difference", "number", heading, sign=True), *levels]


def _difference_heading(outcome: str) -> Callable[[Language], str]:
    return lambda say: say("sweep-head-difference", outcome=say.name(outcome))


def _outcome_heading(name: str) -> Callable[[Language], str]:
    return lambda say: say.name(name)


def _heading(factor: Factor) -> Callable[[Language], str]:
    return lambda say: factor_told(factor, say)


def _interval(cell: Cell) -> Interval:
    return Interval(cell["median"], cell["low"], cell["high"])


def _place(answer: SweepAnswer, at: Mapping[str, Value]) -> Label:
    def tell(say: Language) -> str:
        return place_told(at, answer.varied, say)

    return Label(tell(language(DEFAULT)), tell)
