"""Scenarios in the same simulated worlds: differences from the first, paired by seed."""

from __future__ import annotations

from budgetsim.kinds.compare.answer import Comparison, remade
from budgetsim.kinds.compare.figures import figures
from budgetsim.kinds.compare.findings import findings, lead, method
from budgetsim.kinds.compare.question import Question, steps
from budgetsim.kinds.compare.tables import tables
from budgetsim.report.caveats import caveats
from budgetsim.studies.kind import Kind

KIND = Kind(
    "compare",
    Question,
    Comparison,
    steps,
    findings,
    tables,
    figures,
    lead=lead,
    method=method,
    examples=(
        "budgetsim compare wangcheng_2022 reform_package reform_unfunded",
        "budgetsim compare wangcheng_2022 coordination --outcomes active_waste,net_social_value",
        "budgetsim compare wangcheng_2022 link_results --set departments=200 --all",
    ),
    smaller=("--draws", "--replications", "--years"),
    files=lambda _: ("outcomes.csv", "design.parquet", "study.toml"),
    caveats=lambda answer, say: caveats(answer.moved, say),
    remade=remade,
)
