"""One scenario under many seeds: what it comes to, link by link."""

from __future__ import annotations

from budgetsim.kinds.run.answer import RunAnswer, remade
from budgetsim.kinds.run.findings import findings, lead, method
from budgetsim.kinds.run.question import Question, steps
from budgetsim.kinds.run.tables import tables
from budgetsim.kinds.scenarios.figures import figures
from budgetsim.studies.kind import Kind

KIND = Kind(
    "run",
    Question,
    RunAnswer,
    steps,
    findings,
    tables,
    figures,
    lead=lead,
    method=method,
    examples=(
        "budgetsim run wangcheng_2022",
        "budgetsim run wangcheng_2022 --set staff=6 --replications 100",
        "budgetsim run reform_package --set policy.staff@all=6",
        "budgetsim run my_district.toml --years 20 --out results/mine",
    ),
    smaller=("--draws", "--replications", "--years"),
    files=lambda _: ("outcomes.csv", "design.parquet", "study.toml"),
    remade=remade,
)
