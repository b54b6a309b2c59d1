"""Which factor moves which outcome, by how much, how sure, and with what interaction."""

from __future__ import annotations

from budgetsim.kinds.sensitivity.answer import Sensitivity
from budgetsim.kinds.sensitivity.figures import figures
from budgetsim.kinds.sensitivity.findings import findings, lead, method
from budgetsim.kinds.sensitivity.question import Question
from budgetsim.kinds.sensitivity.steps import CALLS, MEANS, SAMPLE, steps
from budgetsim.kinds.sensitivity.tables import tables
from budgetsim.studies.kind import Kind

KIND = Kind(
    "sensitivity",
    Question,
    Sensitivity,
    steps,
    findings,
    tables,
    figures,
    lead=lead,
    method=method,
    examples=(
        "budgetsim sensitivity wangcheng_2022 --factors staff,staff_skill,result_use,monitoring_intensity",
        "budgetsim sensitivity wangcheng_2022 --method morris --outcomes net_social_value,credibility",
        "budgetsim sensitivity wangcheng_2022 --factors staff=1:10,budget_rule,risk_aversion --samples 512 --dry-run",
        "budgetsim sensitivity my_study.toml --workers 2 --out results/mine",
    ),
    smaller=("--factors", "--samples", "--replications"),
    files=lambda _: (SAMPLE, MEANS, CALLS),
)
