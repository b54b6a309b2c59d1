"""Which policy mix is best, for several objectives at once, under a budget and under uncertainty.

``question`` says what is sought, ``replications`` which states and seeds every mix meets; ``search`` proposes mixes,
``front`` makes one number of results over states and seeds and keeps the best, ``judge`` judges them again on fresh
replications; ``steps`` is the way from the question to the ``answer``.
"""

from __future__ import annotations

from budgetsim.kinds.optimise.answer import MIXES, Optimisation
from budgetsim.kinds.optimise.figures import figures
from budgetsim.kinds.optimise.findings import findings, lead, method, suggestion
from budgetsim.kinds.optimise.question import Question
from budgetsim.kinds.optimise.replications import STATUS_QUO
from budgetsim.kinds.optimise.steps import FRONT, STATES, cost, steps
from budgetsim.kinds.optimise.tables import tables
from budgetsim.studies.kind import Kind


def files(answer: Optimisation) -> list[str]:
    """Return the files that the steps leave."""
    states = [STATES] if answer.uncertainties or answer.drawn is not None else []
    return [FRONT, MIXES, *states, *(f"{name}.toml" for name in (STATUS_QUO, *answer.named))]


KIND = Kind(
    "optimise",
    Question,
    Optimisation,
    steps,
    findings,
    tables,
    figures,
    lead=lead,
    method=method,
    head=Question.head,
    cost=cost,
    examples=(
        "budgetsim optimise wangcheng_2022 --budget 0.01",
        "budgetsim optimise --objectives net_social_value,administrative_cost --levers staff=1:15 --levers result_use",
        "budgetsim optimise --uncertain risk_aversion=1:3 --uncertain culture_initial --robust worst_decile",
        "budgetsim optimise experiments/optimise_under_budget.toml",
    ),
    smaller=("--generations", "--population", "--states", "--replications"),
    files=files,
    then=suggestion,
)
