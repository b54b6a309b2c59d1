"""What each lever does: alone, by dose, with others, in which order, and for what cost."""

from __future__ import annotations

from budgetsim.kinds.effects.answer import Effects, completed
from budgetsim.kinds.effects.figures import figures
from budgetsim.kinds.effects.findings import findings, lead, method, missed
from budgetsim.kinds.effects.question import SMALLER, Question, cost, head
from budgetsim.kinds.effects.steps import steps
from budgetsim.kinds.effects.tables import tables
from budgetsim.studies.kind import Kind

KIND = Kind(
    "effects",
    Question,
    Effects,
    steps,
    findings,
    tables,
    figures,
    lead=lead,
    method=method,
    head=head,
    cost=cost,
    missed=missed,
    completed=completed,
    examples=(
        "budgetsim effects",
        "budgetsim effects wangcheng_2022 --levers monitoring_intensity=0.04:0.5,result_use,staff=8 --precision 0.001",
        "budgetsim effects --levers budget_rule=linear,posterior --levers staff=3:12:10 --parts effects,dose",
        'budgetsim effects --switch platform="information_systems=0.9,monitoring_intensity=0.3" --levers result_use',
    ),
    smaller=SMALLER,
)
