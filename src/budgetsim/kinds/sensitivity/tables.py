"""The numbers of a sensitivity analysis: indices, their convergence, luck; and of each outcome what people look at."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from budgetsim.kinds.factor_table import factor_table, values_of
from budgetsim.kinds.sensitivity.answer import Analysis, Sensitivity
from budgetsim.kinds.sensitivity.findings import SHARES, noise_note, ranking_note
from budgetsim.kinds.sensitivity.in_money import money_tables, table_of_indices
from budgetsim.language import Language
from budgetsim.report.figure_words import capital, sentences
from budgetsim.studies.table import Column, Interval, Table

SHOWN: dict[str, tuple[str, ...]] = {
    "sobol": ("ST", "S1"),
    "fast": ("ST", "S1"),
    "rbd_fast": ("S1",),
    "delta": ("delta",),
    "pawn": ("median", "maximum"),
    "morris": ("mu_star", "mu", "sigma"),
}
"""Indices of each method that people are shown."""


def tables(answer: Sensitivity) -> list[Table]:
    """Return everything that the analysis found."""
    shown: list[Table] = []
    for name, analysis in answer.analysed.items():
        table = _of_outcome(answer, name, analysis)
        shown += [table, *table_of_indices(answer, table, name)]
    return [
        _indices(answer),
        factor_table(answer.factors.items()),
        *shown,
        *money_tables(answer),
        _convergence(answer),
        _noise(answer),
    ]


def order_of(answer: Sensitivity, analysis: Analysis) -> list[str]:
    """Return subjects by their main index, or as they were named where the indices tell of luck."""
    return list(analysis.ranking or analysis.indices.get(answer.main_index, {}))


def _of_outcome(answer: Sensitivity, outcome: str, analysis: Analysis) -> Table:
    kinds = SHOWN[answer.method]
    columns = [
        Column("group" if answer.groups else "factor", "name"),
        *(Column(kind, "number", f"sensitivity-head-{kind.replace('_', '-').lower()}") for kind in kinds),
        Column("values", is_spare=True),
    ]
    rows = [
        (subject, *(_cell(kind, analysis, subject) for kind in kinds), _values(answer, subject))
        for subject in order_of(answer, analysis)
    ]

    def title(say: Language) -> str:
        return say("sensitivity-table", outcome=capital(say.name(outcome)))

    def note(say: Language) -> str:
        return sentences(say, [ranking_note(answer, analysis, say), noise_note(analysis, say)])

    return Table(f"indices-{outcome}", columns, rows, title, note)


def _cell(kind: str, analysis: Analysis, subject: str) -> Interval | None:
    """Return an index as it is shown: shares within 0 and 1, since what is beyond them is noise."""
    cell = analysis.indices.get(kind, {}).get(subject)
    if cell is None or kind not in SHARES:
        return cell
    return Interval(
        *(None if end is None else min(max(end, 0.0), 1.0) for end in (cell.value, cell.low, cell.high))
    )


def _values(answer: Sensitivity, subject: str) -> str:
    members = answer.groups.get(subject, ())
    return "\n".join(members) if members and members != (subject,) else values_of(answer.factors[subject])


def _indices(answer: Sensitivity) -> Table:
    columns = [Column(key) for key in ("outcome", "index", "factor", "other_factor")]
    columns += [Column(key, "number") for key in ("value", "low", "high")]
    return Table("indices", columns, list(_index_rows(answer)), file="indices.csv", audience="files")


def _index_rows(answer: Sensitivity) -> Iterator[tuple[Any, ...]]:
    for outcome, analysis in answer.outcomes.items():
        for kind, cells in analysis.indices.items():
            for subject, cell in cells.items():
                yield outcome, kind, subject, "", cell.value, cell.low, cell.high
        for pair in analysis.pairs:
            yield outcome, "S2", *pair.factors, pair.value, pair.low, pair.high
        for kind, cell in (("interactions", analysis.interactions), ("chance", analysis.chance)):
            if cell.value is not None:
                yield outcome, kind, "", "", cell.value, cell.low, cell.high


def _convergence(answer: Sensitivity) -> Table:
    columns = [Column("outcome"), Column("samples", "count"), Column("points", "count"), Column("index")]
    columns += [Column("factor"), *(Column(key, "number") for key in ("value", "low", "high"))]
    rows = [
        (outcome, step.samples, step.points, answer.main_index, subject, cell.value, cell.low, cell.high)
        for outcome, analysis in answer.outcomes.items()
        for step in analysis.convergence
        for subject, cell in step.indices.items()
    ]
    return Table("convergence", columns, rows, file="convergence.csv", audience="files")


NOISE = (
    "seeds", "variance_points", "variance_seeds_common", "variance_seeds_rest", "share_of_seeds",
    "share_of_luck_in_means", "standard_error_level", "standard_error_between_points", "enough_seeds",
)  # fmt: skip


def _noise(answer: Sensitivity) -> Table:
    columns = [Column("outcome"), *(Column(key, "number") for key in NOISE)]
    rows = [
        (outcome, *(getattr(analysis.noise, key) for key in NOISE))
        for outcome, analysis in answer.outcomes.items()
        if analysis.noise is not None
    ]
    return Table("noise", columns, rows, file="noise.csv", audience="files")
