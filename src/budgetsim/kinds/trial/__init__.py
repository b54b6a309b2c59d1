"""What a field trial or a staggered roll-out would find, in worlds in which the truth is known.

``plan`` says who is treated from when, ``worlds`` simulates every arm under the same draws and seeds, ``outcomes`` says
what is measured and what is true, ``estimators`` estimates as a researcher would, ``judge`` sets both side by side.
``keep`` keeps worlds, so that a trial that was killed goes on.
"""

from __future__ import annotations

from budgetsim.kinds.trial.answer import Trial
from budgetsim.kinds.trial.figures import figures
from budgetsim.kinds.trial.findings import findings, lead, method
from budgetsim.kinds.trial.question import Question
from budgetsim.kinds.trial.steps import cost, steps
from budgetsim.kinds.trial.tables import tables
from budgetsim.studies.kind import Kind

KIND = Kind(
    "trial",
    Question,
    Trial,
    steps,
    findings,
    tables,
    figures,
    lead=lead,
    method=method,
    head=Question.head,
    cost=cost,
    examples=(
        "budgetsim trial wangcheng_2022",
        "budgetsim trial examples/trial.toml --out results/trial",
        "budgetsim trial wangcheng_2022 --treatment evaluation_coverage=0.5 --outcome self_score --cohorts 3:8,4:8",
        "budgetsim trial wangcheng_2022 --unit district --years 6",
    ),
    smaller=("--draws", "--replications", "--sizes"),
    page="trial.md",
)
