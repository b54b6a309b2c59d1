"""Whether claims about the model hold: over draws of unknown parameters, and under other structures."""

from __future__ import annotations

from budgetsim.kinds.audit.answer import Audit
from budgetsim.kinds.audit.figures import figures
from budgetsim.kinds.audit.findings import findings, lead, method, missed
from budgetsim.kinds.audit.question import Question, cost, steps
from budgetsim.kinds.audit.tables import tables
from budgetsim.studies.kind import Kind

KIND = Kind(
    "audit",
    Question,
    Audit,
    steps,
    findings,
    tables,
    figures,
    lead=lead,
    method=method,
    cost=cost,
    missed=missed,
    examples=(
        "budgetsim audit claims/readme.toml claims/docs.toml",
        "budgetsim audit claims/readme.toml --only reform-helps --draws 256",
        "budgetsim audit mine.toml --parameters my_draws.csv --json",
    ),
    smaller=("--only", "--draws", "--replications"),
    page="audit.md",
)
