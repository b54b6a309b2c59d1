"""The numbers of a sweep over draws of parameters."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
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
    """Return the first outcome at all points over draws, and how it differs; ``None`` where points are too many."""
    if known.points is None or known.differences is None:
        return None
    outcome = answer.outcomes[0]
    rows = []
    for point in answer.points or ():
        by_outcome = known.differences.get(point.scenario)
        difference = Interval(None) if by_outcome is None else judged(outcome, by_outcome[outcome])
        level = _interval(known.points[point.scenario][outcome])
        rows.append((point.scenario, *point.factors.values(), level, difference))

    def note(say: Language) -> str:
        return say("sweep-note-draws", draws=str(known.draws), at=reference_told(answer, known, say))

    columns = [*_point_columns(answer), *_outcome_columns([outcome]), _difference_column(outcome)]
    return Table("points_draws", columns, rows, lambda say: say("sweep-table-points-draws"), note)


def drawn_levels(answer: SweepAnswer, known: Drawn) -> Table:
    """Return the first outcome at the levels of all factors over draws, and how it differs."""
    outcome = answer.outcomes[0]
    rows = [
        (
            row.factor,
            row.level,
            _interval(row.over_draws),
            Interval(None) if row.difference is None else judged(outcome, row.difference),
        )
        for row in known.levels
        if row.outcome == outcome
    ]

    def note(say: Language) -> str:
        return say("sweep-note-levels-draws", draws=str(known.draws))

    columns = [*_level_columns(answer), *_outcome_columns([outcome]), _difference_column(outcome)]
    return Table("levels_draws", columns, rows, lambda say: say("sweep-table-levels-draws"), note)


def other_tables(answer: SweepAnswer, known: Drawn) -> Iterator[Table]:
    """Yield in which worlds the best point is best, which way outcomes go, all outcomes, and differences for files."""
    if known.structures:
        yield _structures(answer, known)
    if len(answer.outcomes) > 1:
        yield _every_outcome(answer, known)
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
        *([] if cell is None else [_difference_column(outcome)]),
    ]
    declared = [] if cell is None else [judged_draws(cell, verdict_of(outcome, cell))]
    rows: list[tuple[Any, ...]] = [(structure_label(""), _place(answer, best.at), best.share, *declared)]
    for structure, where in best.structures.items():
        shares = [] if cell is None else [judged_draws(other := cell["structures"][structure], way_of(other))]
        rows.append((structure_label(structure), _place(answer, where.at), where.share, *shares))

    def title(say: Language) -> str:
        return say("sweep-table-of", title=say("sweep-table-structures"), outcome=say.name(outcome))

    def note(say: Language) -> str:
        counts = {"draws": str(known.draws), "few": str(min(FEW, known.draws))}
        at = "" if cell is None else reference_told(answer, known, say)
        return say("sweep-note-structures", at=at, told="no" if cell is None else "yes", **counts)

    return Table("structures", columns, rows, title, note)


def _every_outcome(answer: SweepAnswer, known: Drawn) -> Table:
    """Return all outcomes over draws for readers of a report: at every point, or where these are too many by level."""
    if known.points is None:
        together: dict[tuple[str, str, Any], list[DrawnLevel]] = {}
        for level in known.levels:
            together.setdefault(level_key(level), []).append(level)
        heads = _level_columns(answer)
        rows: list[tuple[Any, ...]] = [
            (row[0].factor, row[0].level, *(_interval(level.over_draws) for level in row))
            for row in together.values()
        ]
    else:
        heads = _point_columns(answer)
        rows = [
            (point.scenario, *point.factors.values(), *map(_interval, known.points[point.scenario].values()))
            for point in answer.points or ()
        ]

    def note(say: Language) -> str:
        return say("sweep-note-outcomes-draws", draws=str(known.draws))

    columns = [*heads, *_outcome_columns(answer.outcomes)]
    title = "sweep-table-outcomes-draws"
    return Table("outcomes_draws", columns, rows, lambda say: say(title), note, audience="report")


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
            for structure, under in {"declared": cell, **cell["structures"]}.items():
                verdict = verdict_of(outcome, cell) if structure == "declared" else way_of(under)
                rows.append((name, outcome, structure, *(under.get(key) for key in NUMBERS), verdict))
    file = f"{DIRECTORY}/differences_draws.csv"
    return Table("differences_draws", columns, rows, file=file, audience="files")


def _point_columns(answer: SweepAnswer) -> list[Column]:
    factors = (Column(column_of(factor), "value", factor_heading(factor)) for factor in answer.varied)
    return [Column("scenario", head="sweep-head-point"), *factors]


def _level_columns(answer: SweepAnswer) -> list[Column]:
    level = Column("level", "text" if answer.is_confounded else "value", "sweep-head-level")
    return [Column("factor", "name"), level]


def _outcome_columns(outcomes: Sequence[str]) -> list[Column]:
    return [Column(name, "number", outcome_heading(name)) for name in outcomes]


def _difference_column(outcome: str) -> Column:
    return Column("difference", "number", _difference_heading(outcome), sign=True)


def _difference_heading(outcome: str) -> Callable[[Language], str]:
    return lambda say: say("sweep-head-difference", outcome=say.name(outcome))


def outcome_heading(name: str) -> Callable[[Language], str]:
    """Return the heading of a column of an outcome."""
    return lambda say: say.name(name)


def factor_heading(factor: Factor) -> Callable[[Language], str]:
    """Return the heading of a column of a factor."""
    return lambda say: factor_told(factor, say)


def _interval(cell: Cell) -> Interval:
    return Interval(cell["median"], cell["low"], cell["high"])


def _place(answer: SweepAnswer, at: Mapping[str, Value]) -> Label:
    def tell(say: Language) -> str:
        return place_told(at, answer.varied, say)

    return Label(tell(language(DEFAULT)), tell)
