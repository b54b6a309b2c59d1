"""What departments are like: technology, tastes, costs, beliefs, rules of decision."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from budgetsim.declarations.declare import ESTIMATED, number, share
from budgetsim.declarations.renamed import takes_former_names

T = TypeVar("T")

_MULTITASK = "form: Holmström & Milgrom 1991; value assumed"
_VALUE = "value per 1.00 of score"
_PER_SCALE = "value per unit of scale"
_PER_HELD = "value per unit of held-back budget share"


@takes_former_names()
@dataclass(frozen=True)
class Department(Generic[T]):
    """Behavioural parameters, equal for all departments up to the traits whose spread is named ``…_sd``."""

    # Production
    productivity_sd: T = number(
        0.25, "sigma_theta", "log points", 0, 2, "spread of productivity between departments"
    )
    productivity_persistence: T = share(
        1.0,
        "phi_theta",
        "part of log productivity that is left a year later; 1: it lasts for ever",
        "neutral; estimated from a panel (docs/calibration.md)",
        plausible=(0.7, 1.0),
        fixed="switch",
    )
    output_elasticity: T = number(
        0.7,
        "alpha",
        "exponent",
        0.05,
        0.95,
        "returns to useful money in output (diminishing below 1)",
        formerly="concavity",
        plausible=(0.5, 0.9),
        range_reason=(
            "doubling the money adds 41 % of output at .5 and 87 % at .9: below, more money would be nearly "
            "useless, above, it would hardly matter how it is shared"
        ),
    )
    # Effort
    effort_cost: T = number(
        1.0,
        "c",
        _PER_SCALE,
        1e-3,
        1e6,
        "curvature of the cost of effort",
        _MULTITASK,
        plausible=(0.67, 1.5),
        range_reason=(
            "half as much more effort, or a third less, for the same motive: the scale of effort is a "
            "convention that values of effort share"
        ),
    )
    effort_substitution: T = number(
        0.5,
        "sigma",
        "coefficient",
        0,
        0.99,
        "substitution between output effort and benefit effort",
        _MULTITASK,
    )
    habit_output: T = number(
        0.1, "e_bar_1", "effort", 0, 200, "effort on outputs that habit gives free of cost"
    )
    habit_benefit: T = number(
        0.1, "e_bar_2", "effort", 0, 200, "effort on benefits that habit gives free of cost"
    )
    intrinsic_motivation: T = number(
        0.7,
        "iota",
        "value per unit of benefit",
        0,
        100,
        "weight that a full performance culture puts on public value",
        plausible=(0.2, 1.2),
        range_reason=(
            "from departments that a full culture hardly moves to such as are moved by it more than the "
            "public gains from their effort (1.0)"
        ),
    )
    red_tape_monitoring: T = number(
        1.0,
        "b_m",
        "relative cost",
        0,
        10,
        "rise in the cost of effort when every month is checked",
        "sign: Rasul & Rogger 2018 (+1 SD of incentives and monitoring: completion -14 %); value assumed",
        plausible=(0.2, 1.6),
        range_reason=(
            "its sign is known (Rasul & Rogger 2018); the size from a burden that is hardly felt to cost of "
            "effort that more than doubles"
        ),
    )
    discretion: T = number(
        0.0,
        "psi",
        "log points",
        0,
        10,
        "productivity lost where all of a task that cannot be measured needs somebody else's approval",
        "form: Aghion & Tirole 1997; 0 leaves it out (docs/evidence.md)",
        plausible=(0.0, 0.6),
        fixed="switch",
    )
    red_tape_review: T = number(
        0.05, "b_o", "relative cost", 0, 10, "rise in the cost of effort at full review"
    )
    compliance_time: T = number(
        0.0005,
        "t_c",
        _PER_SCALE,
        0,
        10,
        "own time that one check, review or evaluation takes a department",
        "ten days of officials at c_n, a hundredth of a budget for a year of 220 days; days assumed",
        plausible=(0.0001, 0.0015),
        range_reason="two to thirty days of a department's people for a check, review or evaluation",
    )
    # Consequences of a score
    budget_value: T = number(
        1.0, "v_B", "value per unit of money", 0, 100, "value to a department of its own budget"
    )
    reward_value: T = number(
        4.2,
        "psi_R",
        _VALUE,
        0,
        1000,
        "posts, pay and praise that follow a score at full use",
        plausible=(1.5, 7.0),
        range_reason=(
            "at the status quo's use of .1 a whole point of score is worth .15 to .7 of a budget; posts and "
            "praise were never priced"
        ),
    )
    pay_share: T = share(
        0.024,
        "s_p",
        "part of that which is pay; the rest are posts and praise, which one department has at the cost of another",
        "with psi_R of 4.2, about a tenth of a budget at full use: a third of a budget is payroll, and bonuses are"
        " seldom more than a third of it (order of magnitude from OECD 2005 on performance-related pay; recalled)",
        plausible=(0.0, 0.05),
    )
    reward_saturation: T = number(
        4.0,
        "h_R",
        "per unit of use",
        0,
        100,
        "how fast posts and praise run out as results are used more; 0: never",
        "form: posts are few, and who has one is not made to work by a second; value assumed",
        plausible=(2.0, 6.0),
    )
    reputation_value: T = number(
        0.275,
        "psi_0",
        _VALUE,
        0,
        1000,
        "reputation, or face: why scores matter even where nothing follows",
        formerly="face_value",
    )
    disclosure_value: T = number(
        0.125, "psi_D", _VALUE, 0, 1000, "further value of a score once it is published"
    )
    risk_aversion: T = number(
        2.0, "r", "per unit of value", 0, 1000, "absolute risk aversion of a department"
    )
    discount_factor: T = number(
        0.9, "delta", "per year", 0, 1, "yearly discount factor", plausible=(0.8, 0.97), formerly="discount"
    )
    # Manipulation of reported results
    manipulation_cost: T = number(1.8, "c_g", _PER_SCALE, 1e-3, 1e6, "curvature of the cost of manipulation")
    gaming_learning: T = number(
        0.0,
        "lambda_g",
        "per year",
        0,
        10,
        "how fast claims get cheaper with the years of an indicator; 0: never",
        "direction: Greenstone, He, Jia & Liu 2022 (reports before and after automated monitors)",
        plausible=(0.0, 0.5),
        fixed="switch",
    )
    manipulation_sanction: T = number(
        1.0, "F_g", _PER_SCALE, 0, 1000, "sanction per unit of detected manipulation"
    )
    manipulation_max: T = share(0.5, "g_max", "largest possible manipulation")
    # Diversion of money (active waste)
    slack_taste: T = number(
        0.59,
        "b",
        "value per unit of money",
        0,
        1000,
        "private value of diverted money",
        "set by hand so that about 15 % of the status quo's money is diverted",
        plausible=(0.34, 0.86),
        range_reason=(
            "what makes 2 to 28 % of the status quo's money diverted: next to nothing, and as much as was "
            "missing in the villages of Olken 2007 that nobody audited (27.7 %)"
        ),
    )
    slack_taste_sd: T = number(0.3, "sigma_b", "log points", 0, 2, "spread of the taste for slack")
    diversion_cost: T = number(
        1.4,
        "k_d",
        _PER_SCALE,
        1e-3,
        1e6,
        "curvature of the cost of diversion",
        plausible=(0.7, 2.8),
        range_reason="half to twice: what diverting costs was never measured; eight experiments on checks bear on it",
    )
    diversion_sanction: T = number(
        0.5,
        "F_d",
        _PER_SCALE,
        0,
        1000,
        "sanction per unit of diversion that is found",
        plausible=(0.2, 1.2),
        range_reason=(
            "from sanctions that hardly hurt to more than twice as much: what a sanction is worth to those "
            "who fear it was never measured; experiments bear on it"
        ),
    )
    diversion_guilt: T = number(
        0.4,
        "iota_d",
        _PER_SCALE,
        0,
        100,
        "moral cost of diversion at a full performance culture",
        plausible=(0.1, 0.8),
        range_reason="from hardly any scruple to twice the default; never measured",
    )
    concealment_cost: T = number(
        3.0,
        "k_c",
        _PER_SCALE,
        1e-3,
        1e9,
        "further curvature of the cost of diverting so that no check or audit sees it",
        "direction: displacement under enforcement (Yang 2008, recalled); value assumed",
        plausible=(1.0, 9.0),
        range_reason=(
            "a third to three times: that hiding costs more than diverting is all that is known (Yang 2008, "
            "recalled); experiments bear on it"
        ),
    )
    concealment_cost_sd: T = number(
        0.5,
        "sigma_kc",
        "log points",
        0,
        3,
        "spread of that curvature between departments: some can hide what others cannot",
        plausible=(0.0, 1.0),
    )
    concealment_max: T = share(
        0.3,
        "c_max",
        "largest possible share diverted under concealment; 0 switches it off",
        plausible=(0.2, 0.35),
    )
    diversion_max: T = share(0.6, "d_max", "largest possible share diverted", plausible=(0.4, 0.65))
    # Passive waste
    passive_waste_initial: T = share(
        0.15,
        "q_bar",
        "share of undiverted money lost to incompetence when nothing is done about it",
        "order of magnitude: 83 % of waste in Italian procurement was passive (Bandiera, Prat & Valletti 2009)",
        plausible=(0.06, 0.3),
        range_reason=(
            "Italian bodies would save 21 % of what they buy at the prices of the tenth percentile, 83 % of "
            "it passive: 17 % (Bandiera, Prat & Valletti 2009; 21 % recalled); a third of that to nearly "
            "twice as much"
        ),
    )
    passive_waste_min: T = share(0.05, "q_min", "passive waste that no training or system removes")
    passive_waste_improvement: T = share(
        0.15, "r_q", "yearly speed at which competence reduces passive waste, at best"
    )
    passive_waste_relapse: T = share(
        0.05, "s_q", "yearly speed at which passive waste returns to its initial level (staff turnover)"
    )
    waste_correction: T = share(
        0.5, "a_c", "part of passive waste that a finding of it, with full rectification, corrects"
    )
    shortcoming_visibility: T = number(
        0.5,
        "a_f",
        "relative",
        0,
        10,
        "probability that a check finds poor management, relative to misuse, where waste is as at the start",
        plausible=(0.0, 1.0),
    )
    pressure_haste: T = number(
        0.2, "h_q", "relative", 0, 5, "rise of passive waste under full pressure to spend on schedule"
    )
    # Sandbagging
    sandbagging_cost: T = number(
        0.35, "k_s", _PER_SCALE, 1e-3, 1e6, "curvature of the cost of proposing low targets"
    )
    sandbagging_sanction: T = number(
        0.12, "F_o", _PER_SCALE, 0, 1000, "cost of a low proposal that review finds"
    )
    sandbagging_max: T = number(0.4, "s_max", "share", 0, 0.9, "largest possible understatement of a target")
    # Spending and the year-end
    late_demand_spread: T = number(
        0.335,
        "sigma_D",
        "share of budget",
        0,
        2,
        "mean of what a year asks for after its budget was made, which differs by as much (exponential); 0: none",
        f"{ESTIMATED}: December share of China 2013, 17.9 %",
        "cited",
        plausible=(0.05, 0.6),
        range_reason=(
            "known before the facts that set it: 0.3 with a standard deviation of 0.15 "
            "(experiments/calibration/defaults.toml)"
        ),
    )
    late_demand_value: T = number(
        2.0,
        "v_late",
        "value per unit of money",
        1,
        20,
        "value of money that meets late demand, relative to money spent on schedule",
        plausible=(1.0, 3.0),
        range_reason=(
            "1: late needs are worth no more than planned ones, and nobody keeps a reserve; 3: so much that "
            "more than a third of a budget would be held back"
        ),
    )
    hoarding: T = number(
        0.114,
        "h_b",
        "share",
        0,
        0.9,
        "part of an instalment that is put off whatever the pay-offs, where holding back is a habit",
    )
    hoarding_monitoring: T = number(
        0.02,
        "l_m",
        _PER_HELD,
        0,
        0.3,
        "price of holding money back when every month is checked, to the department itself",
    )
    hoarding_reallocation: T = number(
        0.01, "l_r", _PER_HELD, 0, 0.3, "price of holding money back at full mid-year reallocation"
    )
    hoarding_pressure: T = number(
        0.02, "l_p", _PER_HELD, 0, 0.3, "price of holding money back under full pressure on progress"
    )
    carryover_patience: T = share(
        0.5,
        "l_c",
        "part of December's rest that full carryover keeps from the rush, where that part is fixed",
    )
    spending_noise: T = number(0.1, "sigma_x", "log points", 0, 2, "month-to-month noise of spending")
    rush_quality: T = share(
        0.5,
        "q_rush",
        "value of rushed December money relative to orderly spending, mean over late projects",
        "direction: Liebman & Mahoney 2017 (year-end purchases are of lower quality); value assumed",
    )
    rush_quality_spread: T = share(
        0.4,
        "h_rho",
        "half-width of the range of quality of late projects, 0: all alike; quality stays within 0 and 1",
        "form: Liebman & Mahoney 2017 (better projects go first); value assumed",
    )
    # Performance culture
    culture_initial: T = share(0.28, "kappa_0", "performance culture at the start")
    culture_sd: T = number(
        0.1, "sigma_kappa", "share", 0, 1, "spread of that culture between departments at the start"
    )
    culture_rate: T = share(
        0.2,
        "alpha_kappa",
        "yearly speed at which culture moves to its attractor",
        plausible=(0.1, 0.35),
        range_reason=(
            "half of the way in six and a half years, or in a year and a half: cultures outlast one budget "
            "and not a generation of staff"
        ),
    )
    culture_base: T = share(
        0.22,
        "kappa_b",
        "culture without any training or use of results",
        plausible=(0.1, 0.35),
        range_reason="culture is no measured quantity: from a tenth to a third of the scale without any training",
    )
    culture_training: T = number(
        0.6,
        "kappa_k",
        "share",
        0,
        5,
        "effect of full training on culture",
        plausible=(0.2, 1.0),
        range_reason=(
            "sign: training lifted culture and performance in Ghana's civil service (Azulai, Rasul, Rogger & Williams "
            "2020, abstract); full training moves it by a fifth of the scale at least, and at most by all of it"
        ),
    )
    culture_results: T = number(
        0.15, "kappa_r", "share", 0, 5, "effect of results used after full evaluation"
    )
    culture_gaming: T = number(
        0.6, "kappa_g", "share", 0, 5, "cynicism per unit of manipulation above what is normal"
    )
    culture_gaming_norm: T = share(0.04, "g_norm", "manipulation that raises no cynicism")
    culture_overload: T = number(
        0.3,
        "c_y",
        "share",
        0,
        5,
        "cynicism from work that is announced but not done",
        plausible=(0.05, 0.6),
        range_reason="from next to none to twice the default; never measured",
    )
    # Learning
    delivery_initial: T = share(
        1.0, "D_hat_0", "part of announced checks and audits that departments expect to come, at the start"
    )
    learning_own: T = share(
        0.3, "alpha_own", "weight of own experience in the belief that announced checks and audits come"
    )
    learning_peer: T = share(0.3, "alpha_peer", "weight of peers' experience in that belief")
    announcement: T = share(
        0.5,
        "a_nn",
        "share of an announced change in checks, audits and rectification that is believed at once",
        plausible=(0.2, 0.8),
        range_reason=(
            "neither nothing nor everything is believed at once: villages answered an announced audit within "
            "months (Olken 2007)"
        ),
    )
    belief_learning: T = share(
        0.35,
        "alpha_gamma",
        "yearly speed at which beliefs about consequences are revised",
        plausible=(0.1, 0.7),
        range_reason="experience of one to ten years",
    )
    credibility_initial: T = share(
        1.0, "gamma_u0", "belief at the start that announced use of results is delivered"
    )
    consequence_initial: T = share(
        0.3, "r_hat_0", "consequence that departments believe to follow from a finding, at the start"
    )
    smoothing: T = share(
        0.3, "alpha_s", "weight of the last year in a department's view of its useful share of money"
    )
    smoothing_attainment: T = share(
        0.1,
        "alpha_A",
        "weight of the last year in a department's view of its attainment",
        "set by hand: a faster view answers the luck of a year, and self-scores of two years no longer go together",
        plausible=(0.02, 0.7),
        range_reason=(
            "known before the facts that set it: 0.3 with a standard deviation of 0.2 "
            "(experiments/calibration/defaults.toml)"
        ),
    )
    unforeseen_errors: T = share(
        1.0,
        "u_A",
        "part of the lasting errors of scores that departments know not to foresee, and reckon with: 0 none, 1 all",
        "1 is consistent with how departments form their view; 0 takes lasting errors for known",
        plausible=(0.5, 1.0),
    )
    # Decision rules
    adaptive_share: T = share(
        0.0,
        "s_a",
        "share of departments that search locally with a limited memory",
        plausible=(0.0, 0.5),
        fixed="switch",
    )
    satisficing_share: T = share(
        0.0,
        "s_s",
        "share of departments that move only while below their aspiration",
        plausible=(0.0, 0.5),
        fixed="switch",
    )
    search_step: T = number(0.05, "s_w", "action", 0, 1, "width of an adaptive department's search")
    search_memory: T = number(
        3.0,
        "s_m",
        "years",
        1,
        100,
        "years over which an adaptive department remembers its pay-off",
        "form: Reinwald, Leitner & Wall (limited memory in the hidden-action model); value assumed",
    )
    aspiration: T = number(
        0.98, "A_s", "attainment", 0, 5, "attainment with which a satisficing department is content"
    )
    satisficing_step: T = share(
        0.5, "s_v", "share of the way to its best reply that an unsatisfied department moves"
    )
