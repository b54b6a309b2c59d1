"""Conditions under which a policy fails: rules about states of the world, validated on held-out states."""

from __future__ import annotations

from budgetsim.kinds.discover.answer import Discovery, completed
from budgetsim.kinds.discover.figures import figures
from budgetsim.kinds.discover.findings import findings, lead, method
from budgetsim.kinds.discover.question import Question
from budgetsim.kinds.discover.steps import steps
from budgetsim.kinds.discover.tables import tables
from budgetsim.studies.kind import Kind

KIND = Kind(
    "discover",
    Question,
    Discovery,
    steps,
    findings,
    tables,
    figures,
    lead=lead,
    method=method,
    completed=completed,
    examples=(
        "budgetsim discover --policy reform_unfunded",
        "budgetsim discover --policy reform_package --delivered staff,staff_skill --uncertain slack_taste",
        'budgetsim discover --policy link_results --fails "validity:worse" --uncertain effective_days=60:160',
        'budgetsim discover results/sweep-mine --fails "level:performance<0.9"',
    ),
    smaller=("--samples", "--replications"),
    page="rules.md",
    redrawn=("states", "limits"),
)
