"""The numbers of an audit: a row for every claim, and one for every claim in every world."""

from __future__ import annotations

from budgetsim.kinds.audit.answer import Audit, Row
from budgetsim.kinds.audit.findings import world_told
from budgetsim.studies.table import Column, Interval, Label, Table


def tables(answer: Audit) -> list[Table]:
    """Return verdicts, and how every claim fares in every world."""
    return [_verdicts(answer), _worlds(answer)]


def _verdicts(answer: Audit) -> Table:
    columns = [
        Column("claim"),
        Column("median", "number", sign=True),
        Column("share", "share"),
        Column("verdict", "message"),
        Column("expected", "message"),
        Column("weakest", "label"),
        Column("weakest_share", "share"),
    ]
    rows = [
        (
            claim.id,
            _interval(claim.declared),
            claim.declared.share,
            f"audit-verdict-{claim.verdict}",
            f"audit-verdict-{claim.expects}",
            _world(claim.row(claim.weakest)),
            claim.row(claim.weakest).share,
        )
        for claim in answer.claims
    ]
    return Table(
        "claims", columns, rows, lambda say: say("audit-table-claims"), lambda say: say("audit-note-claims"),
        file="claims.csv",
    )  # fmt: skip


def _worlds(answer: Audit) -> Table:
    columns = [
        Column("claim"),
        Column("world", "label"),
        Column("median", "number", sign=True),
        Column("share", "share"),
        Column("agrees", "truth"),
    ]
    rows = [
        (claim.id, _world(row), _interval(row), row.share, row.agrees)
        for claim in answer.claims
        for row in claim.rows
    ]
    return Table(
        "worlds", columns, rows, lambda say: say("audit-table-worlds"), audience="report", file="worlds.csv"
    )


def _interval(row: Row) -> Interval:
    return Interval(row.median, row.low, row.high)


def _world(row: Row) -> Label:
    return Label(row.name, lambda say: world_told(row, say))
