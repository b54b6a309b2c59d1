"""The numbers of a comparison: differences of the outcomes that are shown, and of all; and levels of all."""

from __future__ import annotations

from collections.abc import Sequence

from budgetsim.kinds.compare.answer import Comparison
from budgetsim.kinds.scenarios.answer import Cell
from budgetsim.kinds.scenarios.tables import better_of, heading_of, interval_of, unit_of
from budgetsim.language import Language
from budgetsim.report.figure_words import scenario_label, sentences
from budgetsim.report.results import ends_of, has_band, number, verdict_of
from budgetsim.studies.table import Audience, Column, Judged, Table


def tables(answer: Comparison) -> list[Table]:
    """Return differences and levels."""
    shown = [outcome for outcome in answer.shown if outcome in answer.outcomes]
    every = answer.outcomes
    return [
        _differences(answer, "differences", shown, "everybody"),
        _differences(answer, "differences-all", every, "report"),
        _levels(answer),
        _listed(answer),
    ]


def _differences(answer: Comparison, name: str, outcomes: Sequence[str], audience: Audience) -> Table:
    columns = [
        Column("outcome", "name"),
        Column("better", "message"),
        Column("base", "number"),
        *(Column(other, "number", heading_of(other), sign=True) for other in answer.differences),
    ]
    levels = answer.scenarios[answer.base]
    rows = []
    for outcome in outcomes:
        cells = [judged(outcome, answer.differences[other][outcome]) for other in answer.differences]
        rows.append((outcome, better_of(outcome), levels[outcome]["mean"], *cells))

    def title(say: Language) -> str:
        return say("compare-table", base=scenario_label(say, answer.base))

    def note(say: Language) -> str:
        is_banded = any(has_band(answer.purpose(other)) for other in answer.differences)
        return sentences(say, [say("compare-note"), *([say("compare-note-band")] if is_banded else [])])

    return Table(name, columns, rows, title, note, audience=audience)


def judged(outcome: str, cell: Cell) -> Judged:
    """Return a difference with what it means for the public."""
    band = ends_of(cell) if has_band(cell) else None
    return Judged(
        number(cell["mean"]),
        cell["low"],
        cell["high"],
        verdict_of(outcome, cell),
        cell.get("share_better"),
        band,
    )


def _levels(answer: Comparison) -> Table:
    columns = [
        Column("outcome", "name"),
        Column("unit", "unit"),
        *(Column(name, "number", heading_of(name)) for name in answer.scenarios),
    ]
    rows = [
        (outcome, unit_of(outcome), *(interval_of(cells[outcome]) for cells in answer.scenarios.values()))
        for outcome in answer.outcomes
    ]
    return Table(
        "levels-all", columns, rows, lambda say: say("compare-table-levels"),
        lambda say: say("report-note-stacked"), audience="report",
    )  # fmt: skip


def _listed(answer: Comparison) -> Table:
    """Return every difference on a row of its own, for frames."""
    columns = [
        *(Column(key) for key in ("scenario", "outcome")),
        Column("difference", "number"),
        Column("share_better", "share"),
        Column("verdict"),
        *(Column(key, "number") for key in ("band_low", "band_high")),
    ]
    rows = []
    for name, cells in answer.differences.items():
        for outcome, cell in cells.items():
            difference = judged(outcome, cell)
            band = difference.band or (None, None)
            interval = interval_of(cell)
            rows.append((name, outcome, interval, difference.share, difference.verdict, *band))
    return Table("differences-listed", columns, rows, audience="files")
