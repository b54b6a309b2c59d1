"""The comparative statics of the model, row by row.

Every row is tested over random districts by ``test_statics.py`` and printed in ``docs/statics.md``.
"""

from __future__ import annotations

from statics_table import ALWAYS, Static, When

STAFFED = When("enough staff", {"staff": 5000.0})
NO_FOLLOW_UP = When("follow-up takes no days", {"followup_days": 0.0})
FREE_CHECKS = When("checks take no days", {"check_days": 0.0})
FREE_COORDINATION = When("coordination takes no days", {"coordination_days": 0.0})
FREE_TRAINING = When("training takes no days", {"training_days": 0.0})
NO_RED_TAPE = When("checks are no burden", {"red_tape_monitoring": 0.0})
NO_DISCRETION = When("monitoring takes no discretion", {"discretion": 0.0})
NO_SHORTCOMINGS = When("checks look for misuse alone", {"shortcoming_visibility": 0.0})
UNREWARDED = When(
    "nothing follows from scores", {"result_use": 0.0, "reputation_value": 0.0, "disclosure_value": 0.0}
)
UNCARING = When("results are worth nothing for their own sake", {"intrinsic_motivation": 0.0})
NO_LATE_DEMAND = When("no late demand", {"late_demand_spread": 0.0})
FEARED = When("consequences are feared at first", {"consequence_initial": 1.0})
NO_CYNICISM = When("manipulation breeds no cynicism", {"culture_gaming": 0.0})
RATIONAL = When("all rational", {"adaptive_share": 0.0, "satisficing_share": 0.0})
LINEAR = When("linear score", {"score_form": "linear"})
POINTS = When("points score", {"score_form": "points"})
BY_FORMULA = When("no tournament", {"budget_rule": "linear"})
CONTEST = When("tournament", {"budget_rule": "tournament"})
INCREMENTAL = When("incremental budgets", {"budget_rule": "incremental"})
RIGID = When("all money rigid", {"rigid_share": 1.0})
NEGOTIATED = When("negotiated targets", {"objective_contract": "negotiated"})
NO_RATCHET = When("no ratchet", {"target_ratchet": 0.0})
FREE_MOVES = When("reallocation takes no days", {"reallocation_days": 0.0})
PRECAUTION = When("reserves", {"year_end": "precaution"})
HABIT = When("work put off by habit", {"year_end": "procrastination"})
PATIENCE = When("work put off by habit, a fixed part waits", {"year_end": "patience"})
NO_JULY = When("no reallocation in July", {"mid_year_reallocation": 0.0})
EARLY = When("evaluation lag 1", {"evaluation_lag": 1})
UNUSED = When("results are not used", {"result_use": 0.0})
UNLIMITED = When("no floor of adjustment", {"adjustment_floor": 0.0})
UNEVALUATED = When("no external evaluation", {"evaluation_coverage": 0.0})
NO_POSTERIOR = When("budget rule not `posterior`", {"budget_rule": "grades"})
BASE_IS_BUDGET = When(
    "budgets follow scores alone",
    {"budget_noise": 0.0, "budget_inertia": 1.0, "evaluation_lag": 2, "minimum_budget": 1e-6},
)
MISUSED = UNREWARDED & FEARED & NO_LATE_DEMAND & NO_CYNICISM & RATIONAL
CLOSED = LINEAR & RIGID & BY_FORMULA & RATIONAL


def each(
    keys: tuple[str, ...], quantity: str, sign: int, theory: str, when: When = ALWAYS, **about
) -> list[Static]:
    """One row for each of several parameters."""
    return [Static(key, quantity, sign, theory, when, **about) for key in keys]


BECKER = "deterrence: Becker 1968"
OLKEN = "audits: Olken 2007"
HIDING = "displacement: Yang 2008"
SLACK = "taste for slack: Niskanen 1971, Migué & Bélanger 1974"
GAMING = "gaming what is rewarded: Holmström & Milgrom 1991"
MULTITASK = "multitasking: Holmström & Milgrom 1991"
POWER = "power of incentives: Holmström & Milgrom 1987"
RED_TAPE = "red tape: Rasul & Rogger 2018"
RATCHET = "ratchet: Weitzman 1980"
SOFT_TARGETS = "soft targets: Weitzman 1976"
RISK = "risk and incentives: Holmström & Milgrom 1987"
SIGNALS = "quality of signals: Holmström 1979"
OVERLOAD = "limited capacity: diluted and hurried work"
CREDIBLE = "credibility needs delivery"
CONCEPT = "performance culture as intrinsic motivation"
YEAR_END = "year-end rush: Liebman & Mahoney 2017"
RESERVE = "a reserve and its price: newsvendor"
STIFF = "rigid money mutes the use of results"
CYNICAL = "cynicism from unfunded work"
CONTESTS = "contests: Tullock 1980"
SPILL = "public goods: Samuelson 1954"
BUDGETING = "performance budgeting"
COMPETENCE = "passive waste: Bandiera, Prat & Valletti 2009"

INTENSITIES = (
    "monitoring_intensity", "evaluation_coverage", "objective_review", "training", "disclosure",
    "mid_year_reallocation", "audit_coverage", "coordination",
)  # fmt: skip
CAPACITY = ("staff", "staff_skill", "information_systems")
BUSY = {"monitoring_intensity": 0.5, "evaluation_coverage": 0.3, "audit_coverage": 0.5}
TEMPTED = {"slack_taste": 1.0, "monitoring_intensity": 0.05, "audit_coverage": 0.3, "staff": 50.0}
CAUGHT = {"audit_coverage": 0.2, "staff": 20.0}
REVIEWED = {"objective_review": 1.0, "staff": 20.0, "staff_skill": 0.8}
OVERLOADED = {"staff": 1.0, "objective_review": 1.0}
PAID = {"result_use": 0.5, "self_bias_sd": 0.0}

DETERRENCE = [
    Static("diversion_sanction", "open diversion", -1, BECKER, values=(0.0, 3.0)),
    Static("diversion_sanction", "concealed diversion", 1, HIDING, values=(0.0, 3.0)),
    Static("diversion_sanction", "diversion, open and concealed", -1, BECKER, values=(0.0, 3.0), shown=TEMPTED),
    Static("rectification", "open diversion", -1, BECKER, NO_FOLLOW_UP & UNREWARDED),
    Static("rectification", "concealed diversion", 1, HIDING, NO_FOLLOW_UP & UNREWARDED, shown=TEMPTED),
    Static(
        "rectification", "diversion, open and concealed", -1, BECKER, NO_FOLLOW_UP & UNREWARDED & UNCARING,
        shown=TEMPTED,
    ),
    Static(
        "rectification", "open diversion not returned, share of budget", -1, "restitution", NO_FOLLOW_UP, shown=TEMPTED,
    ),
    *each(
        ("monitoring_detection_floor", "monitoring_detection_ceiling", "audit_detection"),
        "open diversion", -1, "detection: Becker 1968", shown=TEMPTED,
    ),
    *each(CAPACITY, "open diversion", -1, "detection: Becker 1968", UNREWARDED, shown=TEMPTED | OVERLOADED),
    *each(
        CAPACITY, "concealed diversion", 1, HIDING, UNREWARDED & NO_RED_TAPE & NO_DISCRETION,
        shown=TEMPTED | OVERLOADED,
    ),
    Static("monitoring_intensity", "open diversion", -1, BECKER, FREE_CHECKS & NO_RED_TAPE),
    Static("monitoring_intensity", "concealed diversion", 1, HIDING, FREE_CHECKS & NO_RED_TAPE),
    Static(
        "monitoring_intensity", "diversion, open and concealed", -1, BECKER, FREE_CHECKS & UNREWARDED & UNCARING,
        shown=TEMPTED,
    ),
    *each(("audit_coverage", "coordination"), "open diversion", -1, OLKEN, FREE_COORDINATION, shown=TEMPTED),
    *each(
        ("audit_coverage", "coordination"), "diversion, open and concealed", -1, OLKEN,
        FREE_COORDINATION & UNREWARDED & UNCARING, shown=TEMPTED,
    ),
    *each(("audit_coverage", "coordination"), "concealed diversion", 1, HIDING, FREE_COORDINATION, shown=TEMPTED),
    Static("slack_taste", "open diversion", 1, SLACK, MISUSED, 4, (0.0, 1.5)),
    Static("slack_taste", "diversion, open and concealed", 1, SLACK, values=(0.0, 1.5)),
    *each(
        ("intrinsic_motivation", "reward_value", "reputation_value"), "diversion, open and concealed", -1,
        "own loss: money that is misused is missed in one's own results", shown={"result_use": 0.5},
    ),
    Static("diversion_guilt", "diversion, open and concealed", -1, CONCEPT, values=(0.0, 1.5)),
    Static("diversion_cost", "diversion, open and concealed", -1, SLACK, values=(0.3, 5.0)),
    Static("concealment_cost", "concealed diversion", -1, HIDING, values=(0.3, 9.0)),
    Static("concealment_cost", "open diversion", 1, HIDING, values=(0.3, 9.0)),
    Static("culture_initial", "diversion, open and concealed", -1, CONCEPT, values=(0.0, 1.0)),
    *(
        Static(key, "diversion, open and concealed", sign, theory, MISUSED, 4, values, shown=TEMPTED)
        for key, sign, theory, values in (
            ("diversion_sanction", -1, BECKER, (0.0, 3.0)),
            ("slack_taste", 1, SLACK, (0.0, 1.5)),
            ("diversion_guilt", -1, CONCEPT, (0.0, 1.5)),
            ("diversion_cost", -1, SLACK, (0.3, 5.0)),
        )
    ),
    Static(
        "rectification", "diversion, open and concealed", -1, BECKER, NO_FOLLOW_UP & MISUSED & UNCARING, 4,
        shown=TEMPTED,
    ),
]  # fmt: skip

REPORTS = [
    *each(("manipulation_cost", "manipulation_sanction"), "manipulation", -1, BECKER, shown=PAID | CAUGHT),
    *each(
        ("manipulation_cost", "manipulation_sanction"), "manipulation", -1, BECKER, CLOSED,
        years=4, shown=PAID | CAUGHT,
    ),
    *each(
        ("evaluation_detection_floor", "evaluation_detection_ceiling", "audit_detection"),
        "manipulation", -1, "detection: Becker 1968", shown=PAID | BUSY,
    ),
    *each(
        ("audit_coverage", "coordination"), "manipulation", -1, OLKEN, FREE_COORDINATION & BY_FORMULA,
        shown=PAID | BUSY | {"self_noise": 0.3},
    ),
    Static("evaluation_coverage", "manipulation", -1, "detection: Becker 1968", STAFFED, shown=PAID),
    Static("result_use", "manipulation", 1, GAMING, shown=PAID),
    *each(
        ("reward_value", "reputation_value", "budget_value", "credibility_initial"), "manipulation", 1, GAMING,
        shown={**PAID, "rigid_share": 0.2},
    ),
    Static("disclosure", "manipulation", 1, GAMING, BY_FORMULA, shown=PAID),
    Static("rigid_share", "manipulation", -1, STIFF, shown=PAID),
    Static("culture_initial", "manipulation", -1, CONCEPT, values=(0.0, 1.0), shown=PAID),
    *each(
        ("sandbagging_cost", "sandbagging_sanction"), "understatement of targets", -1, SOFT_TARGETS, NEGOTIATED,
        shown=REVIEWED,
    ),
    Static("objective_review", "understatement of targets", -1, SOFT_TARGETS, NEGOTIATED & STAFFED & BY_FORMULA),
    Static("result_use", "understatement of targets", 1, SOFT_TARGETS, NEGOTIATED),
    Static("sandbagging_cost", "output target", 1, SOFT_TARGETS, NEGOTIATED & POINTS),
]  # fmt: skip

EFFORT = [
    *each(("effort_cost", "red_tape_monitoring", "red_tape_review"), "effort, both tasks", -1, POWER, shown=BUSY),
    *each(
        ("effort_cost", "red_tape_monitoring", "red_tape_review"), "effort, both tasks", -1, POWER, CLOSED,
        years=4, shown=BUSY,
    ),
    *each(("monitoring_intensity", "objective_review"), "price of effort", 1, RED_TAPE),
    Static("monitoring_intensity", "effort, both tasks", -1, RED_TAPE, FREE_CHECKS),
    Static("information_systems", "price of effort", -1, "less paper: Muralidharan et al. 2021", shown=BUSY),
    Static("target_ratchet", "effort, both tasks", -1, RATCHET),
    Static("target_ratchet", "effort, both tasks", -1, RATCHET, CLOSED, 4),
    Static("discount_factor", "effort, both tasks", -1, "patience and the ratchet: Weitzman 1980", RIGID,
           values=(0.0, 0.99)),
    Static(
        "discount_factor", "effort, both tasks", 1, "the patient value lasting budgets", NO_RATCHET, values=(0.0, 0.99),
        shown={"rigid_share": 0.2, "result_use": 0.5},
    ),
    Static("result_use", "effort, both tasks", 1, POWER),
    *each(
        ("reward_value", "reputation_value", "budget_value", "credibility_initial"), "effort, both tasks", 1, POWER,
        shown={"result_use": 0.5, "rigid_share": 0.2},
    ),
    Static("rigid_share", "effort, both tasks", -1, STIFF, shown=PAID),
    *each(("intrinsic_motivation", "culture_initial"), "effort, both tasks", 1, CONCEPT),
    *each(
        ("measurable_output_production", "measurable_output_coping", "output_weight"),
        "effort on outputs", 1, MULTITASK, LINEAR & BY_FORMULA, shown=PAID,
    ),
    *each(
        ("measurable_output_production", "measurable_output_coping", "output_weight"),
        "effort on benefits", -1, MULTITASK, LINEAR & BY_FORMULA, shown=PAID,
    ),
    Static("result_use", "effort, both tasks", 0, BUDGETING, INCREMENTAL, shown=PAID),
    Static("result_use", "manipulation", 0, BUDGETING, INCREMENTAL, shown=PAID),
    *each(
        ("tournament_prize", "tournament_pool", "tournament_exponent"), "effort, both tasks", 1, CONTESTS, CONTEST,
        shown=PAID,
    ),
]  # fmt: skip

RISKS = [
    Static("risk_aversion", "risk cost", 1, RISK, RATIONAL, 4),
    Static("risk_aversion", "net social value", -1, RISK, RATIONAL, 4),
    Static("risk_aversion", "effort, both tasks", 0, RISK, RATIONAL, 4),
    Static("risk_aversion", "manipulation", 0, RISK, RATIONAL, 4, shown=PAID),
    Static("preliminary_noise", "risk premium", 1, RISK, EARLY),
    Static("self_noise", "risk premium", 1, RISK, LINEAR & UNEVALUATED & BY_FORMULA),
    Static("common_noise", "risk premium", 1, RISK, LINEAR),
    *each(
        ("staff", "staff_skill", "information_systems", "third_party_share"), "error of external evaluation", -1,
        SIGNALS, shown=BUSY,
    ),
    Static("evaluation_days", "error of external evaluation", -1, SIGNALS, STAFFED, 4),
    Static("evaluation_coverage", "error of external evaluation", 1, OVERLOAD),
]  # fmt: skip

CAPACITIES = [
    *each((*CAPACITY, "third_party_share"), "delivered share of work", 1, OVERLOAD, NO_FOLLOW_UP, years=4, shown=BUSY),
    *each(INTENSITIES, "delivered share of work", -1, OVERLOAD, NO_FOLLOW_UP, years=4, shown={**BUSY, "staff": 1.0}),
    Static("rectification", "delivered share of work", -1, OVERLOAD, shown={**BUSY, "staff": 1.0}),
    *each(INTENSITIES, "credibility of use", -1, CREDIBLE, NO_FOLLOW_UP, years=4, shown={**BUSY, "staff": 1.0}),
    *each(
        INTENSITIES[:3], "performance culture", -1, CYNICAL, NO_FOLLOW_UP & NO_CYNICISM & UNUSED,
        years=4, shown={"staff": 0.5},
    ),
    *each(CAPACITY, "credibility of use", 1, CREDIBLE, NO_FOLLOW_UP, years=4, shown=BUSY),
    Static("rectification", "credibility of use", 0, "what follows from findings is no use of scores", NO_FOLLOW_UP, 4),
    Static("rectification", "belief in consequences", 1, CREDIBLE, NO_FOLLOW_UP & MISUSED, 4, shown=BUSY),
    Static(
        "monitoring_intensity", "perceived chance of a check", 1, "learning from experience",
        FREE_CHECKS & NO_FOLLOW_UP, 4,
    ),
    *each(CAPACITY, "passive waste to come", -1, COMPETENCE, NO_FOLLOW_UP, years=4, shown=BUSY),
    Static("training", "passive waste to come", -1, COMPETENCE, NO_FOLLOW_UP & FREE_TRAINING, 4),
    Static("objective_review", "passive waste of the year", -1, COMPETENCE, STAFFED & NO_SHORTCOMINGS),
    Static("progress_pressure", "passive waste of the year", 1, "haste makes waste", NO_SHORTCOMINGS),
    Static("shortcoming_visibility", "passive waste of the year", -1, COMPETENCE, shown=BUSY),
    Static("training", "performance culture", 1, CONCEPT, NO_FOLLOW_UP & FREE_TRAINING & NO_CYNICISM, 4),
    Static("result_use", "performance culture", 1, CONCEPT, NO_CYNICISM, 4),
    Static("evaluation_coverage", "performance culture", 1, CONCEPT, STAFFED & NO_CYNICISM, 4, shown=PAID),
    *each(CAPACITY, "performance culture", 1, CYNICAL, NO_FOLLOW_UP & NO_CYNICISM, years=4, shown=BUSY),
]  # fmt: skip

MONEY = [
    Static("carryover", "part of December's rest that is rushed", -1, YEAR_END),
    Static("carryover", "December share", -1, YEAR_END, NO_JULY & HABIT, 4),
    Static("carryover", "rush loss, share of budget", -1, YEAR_END, HABIT),
    Static("carryover_patience", "December share", -1, YEAR_END, NO_JULY & PATIENCE, 4),
    Static("progress_pressure", "December share", -1, YEAR_END, NO_JULY & RATIONAL, 4),
    Static("monitoring_intensity", "December share", -1, YEAR_END, NO_JULY & FREE_CHECKS),
    Static("progress_pressure", "share held back", -1, RESERVE, PRECAUTION & RATIONAL),
    Static("monitoring_intensity", "share held back", -1, RESERVE, PRECAUTION & RATIONAL & FREE_CHECKS),
    Static("mid_year_reallocation", "share held back", -1, RESERVE, PRECAUTION & RATIONAL & FREE_MOVES),
    *each(("progress_pressure", "monitoring_intensity"), "share held back", 0, "procrastination", HABIT & RATIONAL),
    *each(
        ("hoarding_pressure", "hoarding_monitoring", "hoarding_reallocation"), "share held back", -1, RESERVE,
        PRECAUTION & RATIONAL, shown={"monitoring_intensity": 0.5, "mid_year_reallocation": 0.5, "staff": 50.0},
    ),
    *each(("late_demand_spread", "late_demand_value"), "share held back", 1, RESERVE, PRECAUTION & RATIONAL),
    *each(
        ("late_demand_spread", "late_demand_value"), "gain from late demand, share of budget", 1, RESERVE,
        PRECAUTION & RATIONAL & NO_JULY,
    ),
    Static("hoarding", "December share", 1, YEAR_END, NO_JULY & HABIT, 4, (0.0, 0.9)),
    Static("rush_quality", "rush loss, share of budget", -1, YEAR_END, PATIENCE),
    Static("rush_quality", "public value", 1, YEAR_END, HABIT),
    Static("rigid_share", "money moved", -1, STIFF, BASE_IS_BUDGET, shown={"result_use": 0.5}),
    Static("result_use", "money moved", 1, BUDGETING, BASE_IS_BUDGET & UNLIMITED),
    Static("spillover", "public value", 1, SPILL, NO_POSTERIOR, 4),
    Static("spillover", "effort, both tasks", 0, SPILL, NO_POSTERIOR, 4),
]  # fmt: skip

GROUPS = {
    "Diversion": DETERRENCE,
    "Reports and targets": REPORTS,
    "Effort": EFFORT,
    "Risk and quality of signals": RISKS,
    "Capacity, beliefs, competence": CAPACITIES,
    "Money within and between years": MONEY,
}
STATICS = tuple(static for group in GROUPS.values() for static in group)
NAMES = [static.name for static in STATICS]
