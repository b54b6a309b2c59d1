"""Whether simulation reproduces closed-form results of the theory, and effects measured in the field.

``theory`` holds the closed-form limits and ``evidence`` the published field experiments; both are checked case by case
and become one ``answer``.
"""

from __future__ import annotations

from budgetsim.kinds.verify.answer import Verification, completed
from budgetsim.kinds.verify.figures import figures
from budgetsim.kinds.verify.findings import findings, lead, method, missed
from budgetsim.kinds.verify.question import Question
from budgetsim.kinds.verify.steps import cost, steps
from budgetsim.kinds.verify.tables import tables
from budgetsim.studies.kind import Kind

KIND = Kind(
    "verify",
    Question,
    Verification,
    steps,
    findings,
    tables,
    figures,
    lead=lead,
    method=method,
    cost=cost,
    missed=missed,
    completed=completed,
    examples=(
        "budgetsim verify --theory",
        "budgetsim verify --theory T1 T3 --set r=4",
        "budgetsim verify --theory T12 --set sigma_percent=25 --set runs=5000 --json",
        "budgetsim verify --evidence olken_2007 mexico_2013_2016",
    ),
    smaller=("--replications",),
    page="scorecard.md",
)
