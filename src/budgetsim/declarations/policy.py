"""The levers: what the finance bureau and its superior decide."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from budgetsim.declarations.declare import choice, number, share
from budgetsim.declarations.renamed import takes_former_names

T = TypeVar("T")

BUDGET_RULES = ("incremental", "linear", "grades", "tournament", "posterior")
OBJECTIVE_CONTRACTS = ("top_down", "self_reported", "negotiated", "truth_inducing")
EVALUATION_LAGS = (1, 2)

_DISTRICT_TABLE = "annual performance report of a Chinese district, 2022"
_STAFF = "two to four people in a district's performance section (recalled from practice, not re-read)"


@takes_former_names()
@dataclass(frozen=True)
class Policy(Generic[T]):
    """Levers of one year. Numbers in a scenario; arrays over (point, seed, department) inside the physics."""

    monitoring_intensity: T = share(
        0.04,
        "m",
        "share of department-months that the bureau announces it will check",
        f"order of magnitude from 3 monitored projects of 850: {_DISTRICT_TABLE}",
        by_department=True,
        link="monitoring",
        doubts=(2, 5),
    )
    autonomy: T = share(
        0.0,
        "xi_a",
        "part of its work that a department decides without asking; it is not checked there either",
        "treatment of procurement offices in Punjab: Bandiera, Best, Khan & Prat 2021",
        by_department=True,
        link="monitoring",
        doubts=(2,),
    )
    evaluation_coverage: T = share(
        0.03,
        "nu",
        "share of departments that receive an external evaluation in a year",
        f"about 10 external evaluations among 850 projects (1.2 % by count), more by department: {_DISTRICT_TABLE}",
        "cited",
        by_department=True,
        link="evaluation",
        pays="third-parties",
        doubts=(4, 7),
    )
    result_use: T = share(
        0.10,
        "rho",
        "how strongly evaluation results move budgets, posts and praise",
        "score-to-budget links are small to insignificant: Gilmour & Lewis 2006; Wang & Biedermann 2012",
        by_department=True,
        link="use",
        doubts=(2,),
    )
    staff: T = number(
        3.0,
        "n_staff",
        "full-time professionals",
        0.0,
        10_000.0,
        "professionals in the performance section",
        _STAFF,
        plausible=(1.0, 15.0),
        link="capacity",
        pays="people",
        doubts=(11,),
    )
    staff_skill: T = share(
        0.35,
        "chi",
        "professional skill of the staff: 0 untrained, 1 expert",
        link="capacity",
        pays="people",
        doubts=(4, 11),
    )
    information_systems: T = share(
        0.25,
        "I",
        "reach of information systems over objectives, execution and results",
        link="capacity",
        pays="systems",
        doubts=(5,),
    )
    objective_review: T = share(
        0.5,
        "o",
        "intensity of the review of objectives",
        f"objectives 100 % reviewed, yet mostly formally: {_DISTRICT_TABLE}",
        by_department=True,
        link="objectives",
        doubts=(10,),
    )
    audit_coverage: T = share(
        0.04,
        "a_0",
        "share of departments audited in a year by the audit office",
        "control arm of Olken 2007: 4 %",
        "cited",
        by_department=True,
        link="monitoring",
        pays="audits",
        doubts=(3, 5),
    )
    coordination: T = share(
        0.5,
        "a",
        "share of audit findings that reach the bureau",
        link="monitoring",
        doubts=(3,),
    )
    training: T = share(
        0.1,
        "k",
        "intensity of training in performance management for departments",
        by_department=True,
        link="capacity",
        pays="training",
        doubts=(11,),
    )
    disclosure: T = share(
        0.1,
        "D",
        "publication of scores",
        by_department=True,
        link="use",
        pays="publication",
        doubts=(10,),
    )
    target_ratchet: T = share(
        0.4,
        "lambda",
        "speed with which targets follow reported performance (Weitzman 1980)",
        by_department=True,
        link="objectives",
        doubts=(7,),
    )
    relative_evaluation: T = share(
        0.0,
        "f",
        "how far a score is taken relative to the others'",
        link="evaluation",
        doubts=(7,),
        formerly="peer_filter",
    )
    rectification: T = share(
        0.3,
        "rect",
        "share of what was diverted that a finding gets back, and strength of its consequences",
        by_department=True,
        link="monitoring",
        doubts=(3, 5),
    )
    carryover: T = share(
        0.2,
        "carry",
        "share of unspent money that the department keeps for next year",
        "unspent money is reclaimed within two years: Budget Law of China, art. 42 (recalled)",
        by_department=True,
        link="use",
        doubts=(6,),
    )
    mid_year_reallocation: T = share(
        0.1,
        "realloc",
        "share of money behind schedule in July that moves to departments ahead",
        by_department=True,
        link="monitoring",
        doubts=(6,),
    )
    third_party_share: T = share(
        0.3,
        "tp",
        "share of external evaluations done by third parties",
        link="evaluation",
        pays="third-parties",
        doubts=(4, 7),
    )
    evaluation_lag: int = choice(
        2,
        EVALUATION_LAGS,
        "lag",
        "years from the evaluated year to the budget that it moves; 1 works from preliminary scores",
        "calendars of two Chinese cities: external evaluation May to October, budget of t+2",
        "cited",
        link="evaluation",
        doubts=(8,),
    )
    budget_rule: str = choice(
        "linear",
        BUDGET_RULES,
        "rule",
        "how scores turn into budgets",
        link="use",
        doubts=(8,),
    )
    objective_contract: str = choice(
        "negotiated",
        OBJECTIVE_CONTRACTS,
        "contract",
        "who sets objectives, and what a department gains by honesty",
        link="objectives",
        doubts=(10,),
    )
    rigid_share: T = share(
        0.75,
        "phi",
        "share of a budget that is earmarked or otherwise cannot move",
        by_department=True,
        link="superior",
        doubts=(8,),
    )
    progress_pressure: T = share(
        0.5,
        "pressure",
        "pressure of the superior government to spend on schedule",
        "progress targets of 50, 75 and 90 % by June, September and November (recalled)",
        by_department=True,
        link="superior",
        doubts=(6,),
    )
