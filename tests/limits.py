"""The model with every mechanism off: the linear form of the theory, from which limits switch things on."""

from __future__ import annotations

from budgetsim import Scenario

OFF: dict[str, object] = {
    # form of the run
    "score_form": "linear",
    "burn_in": 0,
    "years": 1,
    "departments": 3,
    "network_degree": 0,
    # no spread between departments, no spill-overs
    "size_sd": 0.0,
    "productivity_sd": 0.0,
    "slack_taste_sd": 0.0,
    "culture_sd": 0.0,
    "spillover": 0.0,
    "production_share": 1.0,
    "procedural_share": 0.0,
    "craft_share": 0.0,
    "measurable_output_production": 1.0,
    "measurable_benefit_production": 1.0,
    "output_weight": 1.0,
    # no waste, no manipulation, no sandbagging, no hoarding
    "slack_taste": 0.0,
    "concealment_max": 0.0,
    "passive_waste_initial": 0.0,
    "passive_waste_min": 0.0,
    "manipulation_max": 0.0,
    "sandbagging_max": 0.0,
    "hoarding": 0.0,
    "spending_noise": 0.0,
    # no motive but the reward of use
    "culture_initial": 0.0,
    "budget_value": 0.0,
    "face_value": 0.0,
    "disclosure_value": 0.0,
    "reward_value": 1.0,
    "red_tape_monitoring": 0.0,
    "red_tape_review": 0.0,
    "habit_output": 0.0,
    "habit_benefit": 0.0,
    "effort_substitution": 0.0,
    # no learning
    "culture_rate": 0.0,
    "learning_own": 0.0,
    "learning_peer": 0.0,
    "announcement": 0.0,
    "belief_learning": 0.0,
    "passive_waste_improvement": 0.0,
    "passive_waste_relapse": 0.0,
    "credibility_initial": 1.0,
    "consequence_initial": 1.0,
    "inflation_correction": 0.0,
    # no persistent error, no politics
    "self_bias_sd": 0.0,
    "key_bias_sd": 0.0,
    "budget_noise": 0.0,
    # no policy, unlimited and costless staff
    "monitoring_intensity": 0.0,
    "evaluation_coverage": 0.0,
    "objective_review": 0.0,
    "audit_coverage": 0.0,
    "training": 0.0,
    "disclosure": 0.0,
    "rectification": 0.0,
    "carryover": 0.0,
    "mid_year_reallocation": 0.0,
    "third_party_share": 0.0,
    "target_ratchet": 0.0,
    "progress_pressure": 0.0,
    "staff": 1000.0,
    "staff_skill": 0.0,
    "information_systems": 0.0,
    "staff_cost": 0.0,
}

HIDDEN_ACTION: dict[str, object] = {"output_value": 1.0, "benefit_value": 0.0}


def off(**changes: object) -> Scenario:
    """Return the switched-off scenario with some changes."""
    return Scenario(name="off").replace(**{**OFF, **changes})
