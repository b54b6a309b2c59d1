"""Behavioural parameters estimated from a panel of real units by the method of simulated moments.

The answer says how sure they are, which of them the moments cannot tell, and how well a held-out year is predicted.

``panel_file`` takes the panel from the reader of files (``budgetsim.data``); ``target`` is what is asked,
``usual`` what is asked where nobody says what,
``problem`` the target posed on the panel. ``evaluate`` simulates candidates and remembers them, ``search`` finds the
best, ``inference`` says how sure that is, ``predict`` scores a held-out year,
``own`` draws from what was estimated; ``steps`` is the whole way.
"""

from __future__ import annotations

from budgetsim.kinds.calibrate.answer import Calibration, completed
from budgetsim.kinds.calibrate.figures import figures
from budgetsim.kinds.calibrate.findings import findings, lead, method, suggestion
from budgetsim.kinds.calibrate.own import DRAWN, POSTERIOR
from budgetsim.kinds.calibrate.question import Question
from budgetsim.kinds.calibrate.steps import EVALUATED, SCENARIO, cost, steps
from budgetsim.kinds.calibrate.tables import tables
from budgetsim.studies.kind import Kind

KIND = Kind(
    "calibrate",
    Question,
    Calibration,
    steps,
    findings,
    tables,
    figures,
    lead=lead,
    method=method,
    head=Question.head,
    cost=cost,
    completed=completed,
    examples=(
        "budgetsim calibrate budget.xlsx --set departments=44",
        "budgetsim calibrate panel.csv --target experiments/calibration/generic.toml --check",
        "budgetsim calibrate panel.csv --target experiments/calibration/generic.toml --workers 2",
        "budgetsim calibrate panel.csv -t mine.toml --hold-out 2024 --copies 20 --out results/mine",
    ),
    smaller=("--copies", "--search", "--starts"),
    files=lambda _: (EVALUATED, SCENARIO, DRAWN, POSTERIOR),
    then=suggestion,
    counted="bootstrap panels",
)
