"""What the finance bureau can do: capacity, detection, measurement, budget formulas, costs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from budgetsim.declarations.declare import ESTIMATED, number, share
from budgetsim.declarations.renamed import takes_former_names

T = TypeVar("T")

_GRADES = "grades of the Ministry of Finance: excellent 90-100, good 80-89, fair 60-79, poor below 60"
_WEIGHTS = "self-evaluation table of a Chinese district, 2022: execution 10, outputs 50, benefits 30, satisfaction 10"
_SHANDONG = "Shandong: fair cut by at least 10 %, in fact 20 %; poor cancelled"
_MEXICO = f"{ESTIMATED}: scores of Mexico's federal programmes 2013-2016"
_MINISTRIES = f"{ESTIMATED}: budgets of Mexico's ministries 2013-2016"
_PANELS = "neutral; estimated from a panel (docs/calibration.md)"
_MONEY = "mean budget"


@takes_former_names()
@dataclass(frozen=True)
class Bureau(Generic[T]):
    """Technology of the finance bureau, its evaluators and the audit office."""

    # Capacity: staff days asked for and available
    effective_days: T = number(
        110.0,
        "days",
        "days per person and year",
        0,
        366,
        "days left for performance work",
        plausible=(80.0, 180.0),
        range_reason=(
            "of some 220 days a year (250 working days less leave) a third is left where the section makes "
            "budgets as well, and four fifths where it does nothing else"
        ),
    )
    skill_capacity_base: T = number(
        0.65,
        "x_0",
        "relative",
        0,
        10,
        "output of an untrained official",
        plausible=(0.4, 0.9),
        range_reason=(
            "with the next row an expert does 1.3 to 3.5 times as much as an untrained official; in complex "
            "work the best twentieth does two to three times as much as the last (Hunter, Schmidt & Judiesch "
            "1990, recalled)"
        ),
    )
    skill_capacity_gain: T = number(
        0.7,
        "x_chi",
        "relative",
        0,
        10,
        "further output of an expert",
        plausible=(0.3, 1.1),
        range_reason="see the row above",
    )
    systems_capacity: T = number(
        0.5, "zeta", "relative", 0, 10, "gain of capacity from full information systems"
    )
    review_days: T = number(
        5.0,
        "h_o",
        "days",
        0,
        1000,
        "work of one full review of objectives",
        plausible=(2.0, 8.0),
        range_reason=(
            "two to four people review the objectives of 68 units beside ten evaluations: no more than four "
            "days a unit for what is half of a full review (annual report of a district, 2022; staff "
            "recalled)"
        ),
    )
    check_days: T = number(
        1.5,
        "h_m",
        "days",
        0,
        1000,
        "work of one monthly check",
        plausible=(0.5, 4.0),
        range_reason="half a day where reports are read, four where somebody goes and looks",
    )
    evaluation_days: T = number(
        20.0,
        "h_v",
        "days",
        0,
        1000,
        "work planned for one external evaluation",
        plausible=(10.0, 40.0),
        range_reason=(
            "ten evaluations a year by two to four people who also review 68 units: 10 to 40 days each "
            "(annual report of a district, 2022; staff recalled)"
        ),
    )
    followup_days: T = number(3.0, "h_r", "days", 0, 1000, "work of following up one finding in full")
    training_days: T = number(
        6.0,
        "h_k",
        "days",
        0,
        1000,
        "work of training one department in full",
        plausible=(3.0, 12.0),
        range_reason="a course of one day a quarter for a department, or of one a month",
    )
    disclosure_days: T = number(0.5, "h_D", "days", 0, 1000, "work of publishing one department's results")
    reallocation_days: T = number(
        1.0, "h_a", "days", 0, 1000, "work of reallocating one department's money in full"
    )
    coordination_days: T = number(
        2.0, "h_c", "days", 0, 1000, "work with the audit office on one audited department"
    )
    systems_saving_checks: T = share(0.5, "c_m", "work on a check saved by full information systems")
    systems_saving_evaluations: T = share(
        0.3, "c_v", "work on an evaluation saved by full information systems"
    )
    third_party_saving: T = share(0.8, "c_t", "work on an evaluation saved when a third party does it")
    systems_saving_burden: T = share(
        0.6, "c_I", "red tape of monitoring saved when data flow through information systems"
    )
    # Detection
    monitoring_detection_floor: T = share(
        0.2,
        "pi_m0",
        "probability that a check finds misuse, without skill or systems",
        formerly="monitoring_power_floor",
    )
    monitoring_detection_ceiling: T = share(
        0.9, "pi_m1", "the same with full skill and systems", formerly="monitoring_power_ceiling"
    )
    evaluation_detection_floor: T = share(
        0.2,
        "pi_v0",
        "probability that an evaluation finds manipulation, unskilled",
        formerly="evaluation_power_floor",
    )
    evaluation_detection_ceiling: T = share(
        0.9, "pi_v1", "the same with full skill and systems", formerly="evaluation_power_ceiling"
    )
    review_effectiveness_floor: T = share(
        0.2,
        "pi_o0",
        "force of a review of objectives, without skill or systems",
        formerly="review_power_floor",
    )
    review_effectiveness_ceiling: T = share(
        0.9, "pi_o1", "the same with full skill and systems", formerly="review_power_ceiling"
    )
    detection_skill_weight: T = share(
        0.5, "w_chi", "weight of skill (against systems) in detection", formerly="power_skill_weight"
    )
    audit_detection: T = share(
        0.8,
        "pi_a",
        "probability that an audit finds misuse",
        formerly="audit_power",
        plausible=(0.5, 0.95),
        range_reason=(
            "auditors miss some, since false reports fell by four fifths once auditors were paid by others "
            "(Duflo, Greenstone, Pande & Ryan 2013, recalled); more than half is found, or audits would not "
            "have moved villages (Olken 2007)"
        ),
    )
    # What review does
    review_checkability: T = share(
        0.5, "a_o", "share of unmeasured performance made checkable by a full review"
    )
    review_waste: T = share(
        0.5,
        "a_q",
        "passive waste avoided when a full review returns unready projects",
        plausible=(0.2, 0.8),
        range_reason=(
            "a district returned more than 300 objectives of some 850 (annual report 2022): a third is caught"
            " by half a review; how much of waste that avoids is not known"
        ),
    )
    # Self-evaluation score
    execution_weight: T = share(
        0.10,
        "w_x",
        "weight of budget execution in the self-score",
        _WEIGHTS,
        "cited",
        fixed="rule",
    )
    objectives_weight: T = share(
        0.80,
        "w_o",
        "weight of objectives (outputs and benefits) in the self-score",
        _WEIGHTS,
        "cited",
        fixed="rule",
    )
    satisfaction_weight: T = share(
        0.10, "w_q", "weight of satisfaction in the self-score", _WEIGHTS, "cited", fixed="rule"
    )
    output_weight: T = share(
        0.625,
        "omega_1",
        "weight of outputs among objectives (benefits: the rest)",
        f"50 of 50 + 30; {_WEIGHTS}",
        "cited",
        fixed="rule",
    )
    satisfaction_level: T = share(0.86, "q_0", "satisfaction at a performance of 1")
    satisfaction_slope: T = number(0.15, "q_1", "per unit of performance", 0, 10, "rise of satisfaction")
    satisfaction_noise: T = number(0.05, "sigma_q", "score", 0, 5, "noise of satisfaction")
    self_bias_sd: T = number(
        0.24,
        "sigma_sb",
        "score",
        0,
        5,
        "lasting error of a department's self-score",
        "set by hand so that self-scores of the status quo stand at 96; Mexico's panel says little of it alone",
        plausible=(0.08, 0.4),
        range_reason=(
            "known before the facts that bear on it: 0.24 with a standard deviation of 0.08 "
            "(experiments/calibration/defaults.toml)"
        ),
    )
    indicator_renewal: T = share(
        0.52,
        "pi_b",
        "probability that a department's indicators are replaced in a year and that error is drawn anew",
        _MEXICO,
        "measured",
        plausible=(0.05, 1.0),
        range_reason=(
            "known before the facts that set it: 0.5 with a standard deviation of 0.3 "
            "(experiments/calibration/defaults.toml)"
        ),
    )
    self_noise: T = number(
        0.097,
        "sigma_s",
        "score",
        0,
        100,
        "yearly error of a self-score",
        _MEXICO,
        plausible=(0.03, 0.23),
        range_reason=(
            "known before the facts that set it: 0.13 with a standard deviation of 0.05 "
            "(experiments/calibration/defaults.toml)"
        ),
    )
    self_year_drift: T = number(
        0.0,
        "d_s",
        "score per year",
        -1,
        1,
        "yearly rise of all self-scores that nothing explains, from recorded year 1 on",
        f"{_PANELS}: self-scores of Mexico's programmes rise by four points a year",
        plausible=(0.0, 0.05),
        fixed="switch",
    )
    self_year_sd: T = number(
        0.0,
        "sigma_cs",
        "score",
        0,
        5,
        "yearly news that all self-scores share: a random walk",
        _PANELS,
        plausible=(0.0, 0.1),
        fixed="switch",
    )
    common_noise: T = number(
        0.0,
        "sigma_c",
        "score",
        0,
        100,
        "yearly error common to all (linear form)",
        plausible=(0.0, 0.3),
        fixed="switch",
    )
    score_offset: T = number(
        0.0,
        "z_0",
        "score",
        -100,
        100,
        "level of the score (linear form)",
        plausible=(-0.2, 0.2),
        fixed="switch",
    )
    # External evaluation
    external_level: T = number(
        0.41, "x_0k", "score", 0, 1, "external score of a department without performance"
    )
    external_slope: T = number(
        0.36, "x_1", "score per unit of performance", 0.01, 5, "rise of the external score"
    )
    external_bias_sd: T = number(
        0.083,
        "sigma_kb",
        "score",
        0,
        5,
        "lasting error of external evaluation",
        _MEXICO,
        formerly="key_bias_sd",
        plausible=(0.025, 0.125),
        range_reason=(
            "known before the facts that set it: 0.075 with a standard deviation of 0.025 "
            "(experiments/calibration/defaults.toml)"
        ),
    )
    external_year_sd: T = number(
        0.0,
        "sigma_ck",
        "score",
        0,
        5,
        "yearly news that all external scores share: a random walk of evaluators' standards",
        _PANELS,
        plausible=(0.0, 0.1),
        formerly="key_year_sd",
        fixed="switch",
    )
    external_bias_persistence: T = share(
        0.56,
        "phi_k",
        "part of that error, beyond what both errors share, that is left a year later; 1: it never fades",
        _MEXICO,
        "measured",
        formerly="key_bias_persistence",
        plausible=(0.05, 0.999),
        range_reason=(
            "known before the facts that set it: 0.5 with a standard deviation of 0.3 "
            "(experiments/calibration/defaults.toml)"
        ),
    )
    external_noise: T = number(
        0.059,
        "sigma_k",
        "score",
        0,
        100,
        "yearly error of external evaluation",
        _MEXICO,
        "measured",
        formerly="key_noise",
        plausible=(0.02, 0.12),
        range_reason=(
            "known before the facts that set it: 0.07 with a standard deviation of 0.025 "
            "(experiments/calibration/defaults.toml)"
        ),
    )
    document_correlation: T = number(
        0.19,
        "r_b",
        "correlation",
        -1,
        1,
        "shared quality of documentation: correlation of the two lasting errors",
        _MEXICO,
        "measured",
        plausible=(0.05, 0.85),
        range_reason=(
            "known before the facts that set it: 0.45 with a standard deviation of 0.2 "
            "(experiments/calibration/defaults.toml)"
        ),
    )
    evaluator_insight: T = share(
        0.5, "a_v", "share of what departments cannot measure that a perfect outside evaluator can"
    )
    claim_pass_through: T = share(
        0.5, "a_g", "share of undetected manipulation that reaches the external score"
    )
    evaluation_days_standard: T = number(
        20.0,
        "h_v0",
        "days",
        0.1,
        1000,
        "days at which external errors are as stated",
        fixed="rule",
    )
    skill_precision: T = share(0.4, "n_chi", "error of external evaluation removed by full skill")
    systems_precision: T = share(
        0.3, "n_I", "error of external evaluation removed by full information systems"
    )
    preliminary_noise: T = number(0.05, "sigma_l", "score", 0, 5, "further error of scores used a year early")
    # Beliefs of the bureau
    inflation_correction: T = share(
        1.0,
        "c_I0",
        "share of the learned inflation that is taken off self-scores",
        fixed="rule",
    )
    inflation_shrinkage: T = number(
        4.0, "n_0", "evaluations", 0, 1e6, "evaluations worth as much as the old estimate"
    )
    prior_reliability: T = share(
        0.2, "R_0", "share of the variance of productivity that the bureau's files reveal at the start"
    )
    belief_drift: T = number(
        0.01, "v_d", "variance per year", 0, 10, "yearly growth of the bureau's uncertainty"
    )
    # Budgets
    budget_elasticity: T = number(
        1.0, "eta", "relative", 0, 100, "relative change of discretionary money per 1.00 of score at full use"
    )
    budget_inertia: T = share(
        0.9, "xi", "weight of last year's budget against size in the base", plausible=(0.8, 0.98)
    )
    budget_noise: T = number(
        0.125,
        "sigma_B",
        "log points",
        0,
        2,
        "yearly changes of budgets that no score explains",
        _MINISTRIES,
        "measured",
        plausible=(0.02, 0.2),
        range_reason=(
            "known before the facts that set it: 0.1 with a standard deviation of 0.05 "
            "(experiments/calibration/defaults.toml)"
        ),
    )
    budget_noise_tails: T = number(
        1.64,
        "p_B",
        "exponent",
        1,
        4,
        "unevenness of these changes: 1 normal; above, most are tiny and a few are large",
        _MINISTRIES,
        "measured",
        plausible=(1.0, 2.5),
        range_reason=(
            "known before the facts that set it: 1.5 with a standard deviation of 0.5 "
            "(experiments/calibration/defaults.toml)"
        ),
    )
    budget_swing: T = share(
        0.0,
        "tau_B",
        "part of such a change that is undone in the year after it",
        _PANELS,
        plausible=(0.0, 0.6),
        fixed="switch",
    )
    adjustment_sd: T = number(
        0.0,
        "sigma_A",
        "log points",
        0,
        3,
        "adjustments of budgets within the year; the envelope stays",
        _PANELS,
        plausible=(0.0, 0.5),
        fixed="switch",
    )
    adjustment_tails: T = number(
        1.6,
        "p_A",
        "exponent",
        1,
        4,
        "unevenness of these adjustments, as of yearly changes",
        "as yearly changes; estimated from a panel (docs/calibration.md)",
        plausible=(1.0, 2.5),
        fixed="switch",
    )
    adjustment_floor: T = number(
        0.3, "b_lo", "relative", 0, 1, "smallest factor on discretionary money", fixed="rule"
    )
    adjustment_ceiling: T = number(
        2.0, "b_hi", "relative", 1, 100, "largest factor on discretionary money", fixed="rule"
    )
    minimum_budget: T = number(
        0.001,
        "B_lo",
        "share of the mean budget by size",
        1e-6,
        0.5,
        "what even a department without any project keeps: its own staff",
        fixed="rule",
    )
    excellent_from: T = number(
        0.90, "z_e", "score", 0, 1, "lowest excellent score", _GRADES, "cited", fixed="rule"
    )
    good_from: T = number(0.80, "z_g", "score", 0, 1, "lowest good score", _GRADES, "cited", fixed="rule")
    fair_from: T = number(0.60, "z_f", "score", 0, 1, "lowest fair score", _GRADES, "cited", fixed="rule")
    fair_cut: T = share(
        0.2, "cut_f", "cut of discretionary money for a fair score", _SHANDONG, "cited", fixed="rule"
    )
    poor_cut: T = share(
        1.0, "cut_p", "cut of discretionary money for a poor score", _SHANDONG, "cited", fixed="rule"
    )
    relative_evaluation_standard: T = number(
        0.8,
        "z_s",
        "score",
        -100,
        100,
        "score to which a relatively evaluated score is re-centred",
        formerly="filter_standard",
        fixed="rule",
    )
    tournament_exponent: T = number(
        2.0,
        "Q",
        "exponent",
        0,
        10,
        "decisiveness of the contest",
        "form: Tullock 1980",
        fixed="rule",
    )
    tournament_pool: T = share(
        0.5, "s_V", "share of discretionary money put into the contest at full use", fixed="rule"
    )
    tournament_prize: T = number(
        0.0,
        "V_0",
        "value",
        0,
        1e6,
        "posts and praise contested besides money",
        plausible=(0.0, 1.0),
        fixed="rule",
    )
    # Truth-inducing contract
    contract_alpha: T = number(
        0.5,
        "alpha_t",
        "weight",
        0,
        100,
        "bonus per unit above the reported objective",
        fixed="rule",
    )
    contract_beta: T = number(
        1.0, "beta_t", "weight", 0, 100, "bonus per unit of the reported objective", fixed="rule"
    )
    contract_gamma: T = number(
        1.5,
        "gamma_t",
        "weight",
        0,
        100,
        "penalty per unit below the reported objective",
        "form: Weitzman 1976",
        fixed="rule",
    )
    # Costs of administration
    staff_cost: T = number(
        0.01, "c_n", f"{_MONEY} per person", 0, 100, "yearly cost of an unskilled professional"
    )
    skill_cost: T = number(0.01, "c_chi", f"{_MONEY} per person", 0, 100, "further yearly cost of an expert")
    systems_cost: T = number(0.008, "c_is", f"{_MONEY} per department", 0, 100, "yearly cost of full systems")
    training_cost: T = number(
        0.004, "c_k", f"{_MONEY} per department", 0, 100, "yearly cost of full training"
    )
    third_party_fee: T = number(0.01, "c_tp", f"{_MONEY} per evaluation", 0, 100, "fee of a third party")
    audit_cost: T = number(0.008, "c_a", f"{_MONEY} per audit", 0, 100, "cost of an audit")
    followup_cost: T = number(
        0.002, "c_r", f"{_MONEY} per finding", 0, 100, "cost of following up a finding in full"
    )
    disclosure_cost: T = number(
        0.001, "c_D", f"{_MONEY} per department", 0, 100, "yearly cost of full publication"
    )
