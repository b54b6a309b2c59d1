"""What bears on a parameter: the mechanism it belongs to, and the registered findings that speak of it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from budgetsim.declarations import declarations
from budgetsim.model.mechanisms.welfare import STANCES

OWN = "own"
STANCE_NAMES = (OWN, *(f"{weight:g}:{cost:g}" for weight, cost in STANCES))
"""Stances on welfare: that of the scenarios, or the weight of transfers and the cost of public funds."""
BEGINS: Mapping[str, str] = {
    "productivity_sd": "production",
    "effort_cost": "effort",
    "budget_value": "consequences",
    "manipulation_cost": "manipulation",
    "slack_taste": "diversion",
    "passive_waste_initial": "passive-waste",
    "sandbagging_cost": "sandbagging",
    "late_demand_spread": "spending",
    "culture_initial": "culture",
    "delivery_initial": "learning",
    "adaptive_share": "rules",
    "effective_days": "capacity",
    "monitoring_detection_floor": "detection",
    "review_checkability": "review",
    "execution_weight": "self-evaluation",
    "external_level": "external-evaluation",
    "inflation_correction": "beliefs",
    "budget_elasticity": "budgets",
    "contract_alpha": "contract",
    "staff_cost": "costs",
}
"""Mechanism by the parameter with which its declarations begin; the others follow until the next begins."""
DISTRICT = "district"
CHECKS = (
    "olken_2007", "banerjee_2008_early", "duflo_hanna_ryan_2012", "dhaliwal_hanna_2017", "muralidharan_2021",
    "zamboni_litschig_2018",
)  # fmt: skip
"""Effects of checks and audits on waste and absence."""
DECEMBER = ("china_2013_december", "liebman_mahoney_2017_rollover", "liebman_mahoney_2017_week")
SCORES = ("mexico_external_one_year", "mexico_external_two_years", "mexico_external_three_years")
SELF_SCORES = ("mexico_self_external", "mexico_self_one_year", "mexico_self_three_years")
BUDGETS = ("mexico_budget_sd", "mexico_ministries_sd", "michigan_budget_sd", "sweden_budget_sd")
AUTONOMY = ("bandiera_2021_prices", "rasul_rogger_2018_autonomy", "rasul_rogger_williams_2021_autonomy")
FINDINGS: Mapping[str, tuple[str, ...]] = {
    "slack_taste": CHECKS,
    "diversion_cost": CHECKS,
    "diversion_sanction": CHECKS,
    "diversion_guilt": CHECKS,
    "audit_detection": ("olken_2007", "zamboni_litschig_2018"),
    "concealment_cost": ("olken_2007", "duflo_2018_citations", "greenstone_2022_lasting"),
    "passive_waste_initial": ("bandiera_2009",),
    "manipulation_cost": ("duflo_2013_reports", "greenstone_2022_level"),
    "gaming_learning": ("greenstone_2022_lasting", "greenstone_2022_level"),
    "intrinsic_motivation": ("duflo_hanna_ryan_2012", "rasul_rogger_2018_incentives"),
    "red_tape_monitoring": AUTONOMY,
    "discretion": AUTONOMY,
    "reward_value": ("bandiera_2021_pay", "gerrish_2016_average", "rasul_rogger_williams_2021_incentives"),
    "late_demand_spread": DECEMBER,
    "late_demand_value": DECEMBER,
    "rush_quality": ("liebman_mahoney_2017_rollover", "eichenauer_2020_quality"),
    "self_bias_sd": SELF_SCORES,
    "document_correlation": SELF_SCORES,
    "external_bias_sd": SCORES,
    "external_noise": SCORES,
    "productivity_persistence": SCORES,
    "indicator_renewal": ("mexico_self_one_year", "mexico_self_two_years", "mexico_self_three_years"),
    "budget_noise": BUDGETS,
    "budget_elasticity": ("mexico_score_slope", "michigan_score_slope"),
    "learning_own": ("banerjee_2008_early", "banerjee_2008_late"),
}
"""Registered findings (``experiments/registry.toml``) whose published number turns on a parameter."""
OF_MECHANISM: Mapping[str, tuple[str, ...]] = {
    "production": ("michigan_score_one_year", "michigan_score_three_years"),
    "effort": ("duflo_hanna_ryan_2012", "rasul_rogger_2018_incentives", "rasul_rogger_williams_2021_clarity"),
    "consequences": ("gerrish_2016_average", "bandiera_2021_pay", "rasul_rogger_williams_2021_incentives"),
    "manipulation": ("duflo_2013_reports", "greenstone_2022_level", "greenstone_2022_lasting"),
    "diversion": CHECKS,
    "passive-waste": ("bandiera_2009", "bandiera_2021_prices"),
    "spending": DECEMBER,
    "culture": ("moynihan_lavertu_2012_routines", "moynihan_lavertu_2012_learning", "gerrish_2016_practice"),
    "learning": ("banerjee_2008_early", "banerjee_2008_late", "china_reform_gradual"),
    "detection": ("olken_2007", "duflo_2018_citations", "dal_bo_2021"),
    "self-evaluation": SELF_SCORES,
    "external-evaluation": SCORES,
    "beliefs": ("mexico_self_external",),
    "budgets": BUDGETS,
    DISTRICT: ("mexico_size_sd",),
}
"""Registered findings that speak of a mechanism, and so of its other parameters, though none of them alone."""
MEASURED = frozenset(
    {
        "effective_days", "check_days", "review_days", "evaluation_days", "training_days", "compliance_time",
        "slack_taste", "diversion_cost", "diversion_guilt", "diversion_sanction", "concealment_cost",
        "passive_waste_initial", "audit_detection", "skill_capacity_base", "skill_capacity_gain", "culture_base",
        "culture_training", "culture_overload", "intrinsic_motivation", "late_demand_value", "late_demand_spread",
        "spillover", "output_value", "output_elasticity", "effort_cost",
    }
)  # fmt: skip
"""Parameters for which the words say how they could be measured in the field; of others they say it by mechanism."""


def findings_of(name: str) -> tuple[str, ...]:
    """Return the registered findings that speak of a parameter, or else of its mechanism."""
    return FINDINGS.get(name) or OF_MECHANISM.get(mechanisms()[name], ())


def measurement_of(name: str) -> str:
    """Return the key of the words that say how a parameter could be measured."""
    about = name.replace("_", "-") if name in MEASURED else f"mechanism-{mechanisms()[name]}"
    return f"information-measure-{about}"


@cache
def mechanisms() -> dict[str, str]:
    """Return the mechanism of every parameter of departments, bureau and district, by name."""
    groups, current = {}, ""
    for name, about in declarations().items():
        current = DISTRICT if about.group == "district" else BEGINS.get(name, current)
        if about.group in ("department", "bureau", "district"):
            groups[name] = current
    return groups
