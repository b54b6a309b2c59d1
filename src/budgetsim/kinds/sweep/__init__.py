"""What happens at every point of a design: a grid of levers, random draws of uncertainties, a factorial."""

from __future__ import annotations

from budgetsim.kinds.sweep.answer import SweepAnswer
from budgetsim.kinds.sweep.figures import figures
from budgetsim.kinds.sweep.findings import caveats, findings, lead, method
from budgetsim.kinds.sweep.question import Question
from budgetsim.kinds.sweep.steps import files, remade, steps
from budgetsim.kinds.sweep.tables import tables
from budgetsim.studies.kind import Kind

KIND = Kind(
    "sweep",
    Question,
    SweepAnswer,
    steps,
    findings,
    tables,
    figures,
    lead=lead,
    method=method,
    examples=(
        "budgetsim sweep wangcheng_2022 --vary policy.monitoring_intensity=0:1:11 --vary policy.result_use=0.1,0.5",
        "budgetsim sweep wangcheng_2022 --vary staff=1:10 --uncertain external_noise --design sobol --samples 256",
        "budgetsim sweep wangcheng_2022 --vary staff=1:12:12 --parameters point",
        "budgetsim sweep experiments/monitoring_and_use.toml --workers 2",
        "budgetsim sweep results/sweep-wangcheng_2022 --status",
    ),
    smaller=("--samples", "--vary", "--draws", "--replications", "--years"),
    files=files,
    caveats=caveats,
    remade=remade,
    goes_on=True,
)
