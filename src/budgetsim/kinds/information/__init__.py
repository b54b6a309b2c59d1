"""What it is worth to know more before choosing between policies, and which parameters to measure first."""

from __future__ import annotations

from budgetsim.kinds.information.answer import Information
from budgetsim.kinds.information.figures import figures
from budgetsim.kinds.information.findings import findings, lead, method
from budgetsim.kinds.information.question import Question
from budgetsim.kinds.information.steps import steps
from budgetsim.kinds.information.tables import tables
from budgetsim.studies.kind import Kind

KIND = Kind(
    "information",
    Question,
    Information,
    steps,
    findings,
    tables,
    figures,
    lead=lead,
    method=method,
    examples=(
        "budgetsim information wangcheng_2022 reform_unfunded",
        "budgetsim information wangcheng_2022 reform_package reform_unfunded capacity_first --stance 0:1",
        "budgetsim information wangcheng_2022 link_results --outcome active_waste --draws 256",
    ),
    smaller=("--draws", "--replications", "--years"),
)
