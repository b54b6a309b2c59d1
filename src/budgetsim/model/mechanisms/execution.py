"""Link 2, execution: spending, checks and audits, discretion, the reserve against late demand, the year-end rush."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from budgetsim.declarations import Bureau, Department, Policy
from budgetsim.numerics import TINY, Array, BoolArray, clip, exp, log1p, ratio, total

# Monthly spending, mid-year reallocation, unspent money ------------------------------------------------------


def passive_waste_rate(
    waste: Array, review: Array, pressure: Array, prevented: Array, p: Department[Array]
) -> Array:
    """Passive waste of the year, q (1 − a_q o_r)(1 + h_q pressure).

    Review sends unready projects back; pressure to spend adds waste.

    Source: Bandiera, Prat & Valletti 2009 (American Economic Review 99: waste that benefits nobody); effects of
    review and haste assumed.
    """
    return waste * (1.0 - prevented * review) * (1.0 + p.pressure_haste * pressure)


def instalment(budget: Array, hoarding: Array, noise: Array) -> Array:
    """Median monthly spending from January to November, B/12 (1 − h) exp(−½ σ²): its mean is B/12 (1 − h).

    Source: definition (a log-normal of that median has mean B/12 (1 − h)).
    """
    return budget * ((1.0 - hoarding) * exp(-0.5 * noise * noise) / 12.0)


def monthly_spending(median: Array, noise: Array, shock: Array, left: Array) -> Array:
    """Spending from January to November, min(instalment · exp(σ ε), what is left).

    Source: assumed (log-normal noise).
    """
    return np.minimum(median * exp(noise * shock), left)


@dataclass(frozen=True)
class Uses:
    """How spent money is used."""

    diverted: Array
    """Openly."""
    concealed: Array
    wasted: Array
    useful: Array


def uses(amount: Array, diversion: Array, concealment: Array, waste: Array) -> Uses:
    """Uses of an amount x = d x diverted openly + c x under concealment + q (1 − d − c) x wasted + the useful rest.

    Source: definition; Bandiera, Prat & Valletti 2009 for active beside passive waste.
    """
    diverted = diversion * amount
    concealed = concealment * amount
    left = amount - diverted - concealed
    wasted = waste * left
    return Uses(diverted, concealed, wasted, left - wasted)


def regular_december(budget: Array, spent: Array) -> Array:
    """December's scheduled spending, min(B/12, what is left).

    Source: definition (a twelfth, as in every month).
    """
    return np.minimum(budget / 12.0, budget - spent)


def kept_money(unspent: Array, carryover: Array) -> Array:
    """Unspent money that the department keeps for next year, y_c · unspent; the rest lapses to the treasury.

    Source: Liebman & Mahoney 2017 (rollover); Budget Law of China, art. 42 (recalled).
    """
    return carryover * unspent


def mid_year_moves(budget: Array, spent: Array, strength: Array, departments: int) -> Array:
    """Budget changes in July, −strength · min(behind, unspent), redistributed ∝ ahead: they sum to zero.

    ``strength`` is the lever times the delivered share; pace is spending over budget.

    Source: assumed (proportional to gaps; progress checks in Chinese districts are the practice behind it).
    """
    pace = total(spent, departments) / total(budget, departments)
    gap = spent - pace * budget
    # Money can leave a department only as far as it is unspent.
    taken = strength * np.minimum(np.maximum(-gap, 0.0), budget - spent)
    ahead = np.maximum(gap, 0.0)
    pool, claims = total(taken, departments), total(ahead, departments)
    moves = ahead * ratio(pool, claims) - taken
    return np.where(claims > 0.0, moves, 0.0)


# Discretion: what it costs to need somebody else's approval, and what it costs not to -----------------------
# Checks come before the act as well as after it: an official who is checked asks first. That forgoes local knowledge,
# the more so the less measurable the task. Autonomy restores it, at the price of the checks.
#
# Source: Aghion & Tirole 1997 (Journal of Political Economy 105; formal and real authority); Bandiera, Best, Khan &
# Prat 2021 (Quarterly Journal of Economics 136; procurement in Punjab); Rasul & Rogger 2018 (Economic Journal 128).


def announced_checks(levers: Policy[Array]) -> Array:
    """Probability that a department is announced a check in a month, m (1 − autonomy).

    Source: definition (autonomous decisions are not checked); Bandiera, Best, Khan & Prat 2021 shift both together.
    """
    return levers.monitoring_intensity * (1.0 - levers.autonomy)


def approved_part(levers: Policy[Array], bureau: Bureau[Array]) -> Array:
    """Share of the work that needs approval, x = m (1 − c_I I)(1 − autonomy): systems make requests unnecessary.

    Source: assumed (approvals accompany checks; shared data make requests unnecessary).
    """
    return announced_checks(levers) * (1.0 - bureau.systems_saving_burden * levers.information_systems)


def mean_measurability(output: Array, benefit: Array, output_weight: Array) -> Array:
    """Mean measurability of a department's tasks, μ̄ = ω₁ μ₁ + ω₂ μ₂: what a rule can say in advance.

    Source: definition (weights of the score).
    """
    return output_weight * output + (1.0 - output_weight) * benefit


def productivity_left(productivity: Array, measurability: Array, approved: Array, strength: Array) -> Array:
    """Productivity under approvals, θ exp[−ψ (1 − μ̄) x]: θ itself where nothing is approved or ψ = 0.

    Source: Aghion & Tirole 1997 (real authority uses local knowledge); exponential form assumed.
    """
    return productivity * exp(-strength * (1.0 - measurability) * approved)


def left_to_work_with(
    productivity: Array,
    measurability: tuple[Array, Array],
    levers: Policy[Array],
    department: Department[Array],
    bureau: Bureau[Array],
) -> Array:
    """Productivity of the year, θ exp[−ψ (1 − μ̄) x] at the approvals that the policy asks for and μ after review.

    Source: Aghion & Tirole 1997, Bandiera, Best, Khan & Prat 2021.
    """
    known = mean_measurability(*measurability, bureau.output_weight)
    return productivity_left(productivity, known, approved_part(levers, bureau), department.discretion)


# What checks and audits find, and what a finding leads to --------------------------------


def misuse_found(draw: Array, hazard: Array, at_large: Array) -> BoolArray:
    """Whether a month's check finds misuse, u < m_r π_m where anything is at large.

    Source: derived (one uniform decides on the check and on what it finds).
    """
    return (draw < hazard) & (at_large > 0.0)


def audit_reach(levers: Policy[Array], p: Bureau[Array], delivered: Array) -> Array:
    """Probability that an audit detects misuse and the bureau follows it up, π_a · coordination · L.

    Audits are carried out by the audit office, as announced; following up their findings takes the bureau's work.

    Source: assumed (three independent probabilities).
    """
    return p.audit_detection * levers.coordination * delivered


def audit_found(draw: Array, chance: Array, diverted: Array) -> BoolArray:
    """Whether an audit detects misuse and the bureau follows it up, u < â where anything is diverted openly.

    Source: derived (one uniform draw decides on the audit and its outcome).
    """
    return (draw < chance) & (diverted > 0.0)


def shortcoming_chance(power: Array, visibility: Array, waste: Array, usual: Array) -> Array:
    """Probability that a check finds poor management, π_m min(1, a_f q/q̄): findings increase with waste.

    Source: assumed (proportional to waste, up to detection).
    """
    return power * np.minimum(visibility * ratio(waste, usual), 1.0)


def diversion_left(consequence: Array, findings: Array) -> Array:
    """Share of diversion that continues, 1 − r after the first finding of a year; ``findings`` are earlier ones.

    Source: assumed (a finding has its consequence once; findings do not compound).
    """
    left: Array = 1.0 - consequence * (findings == 0.0)
    return left


def waste_left(correction: Array, consequence: Array, shortcomings: Array) -> Array:
    """Share of passive waste that continues, 1 − a_c r after the first finding of poor management in a year.

    Source: assumed (a finding is corrected once a year, in part).
    """
    left: Array = 1.0 - correction * (consequence * (shortcomings == 0.0))
    return left


# Why departments hold money back: a reserve against demand that appears only after the budget is made (the newsvendor)
# In a year a department meets late demand X, a share of its budget, a twelfth of it each month. Money spent on schedule
# is worth 1 a unit; money held back that meets late demand is worth v_late; money left in December is worth v_left,
# which depends on the year-end.


LARGEST = 0.9
"""Largest share of an instalment that can be held back: some of it is wages."""
NEARLY_CERTAIN = 1.0 - 1e-9


def late_demand(spread: Array, draw: Array) -> Array:
    """Late demand X = −σ_demand ln(1 − u) of a year, share of the budget: exponential, from a uniform draw u.

    Source: assumed (exponential: little in most years, much in a few).
    """
    return -spread * log1p(-draw)


def held_share(hoarding: Array) -> Array:
    """Share of the year's budget that eleven instalments hold back, (11/12) h.

    Source: definition (eleven of twelve instalments).
    """
    return 11.0 / 12.0 * hoarding


def price_of_reserve(
    levers: Policy[Array], monitoring: Array, delivered: Array, p: Department[Array]
) -> Array:
    """Marginal cost to a department of money held back, l_m m_r + l_r y_r L + l_p p_p.

    Value per unit of budget share held back: questions where spending is monitored, fear of losing money in July, blame
    for missing spending-progress targets.

    Source: assumed (linear; Liebman & Mahoney 2017 explain why money is held back, not what it costs).
    """
    return (
        p.hoarding_monitoring * monitoring
        + p.hoarding_reallocation * levers.mid_year_reallocation * delivered
        + p.hoarding_pressure * levers.progress_pressure
    )


def critical_chance(late: Array, left: Array, price: Array, worth: Array) -> Array:
    """Probability with which the best reserve covers late demand, F* = (v_late − 1 − price/M) / (v_late − v_left).

    M is the value to the department of money that does its work.

    Source: the newsvendor (Arrow, Harris & Marschak 1951); for budgets that expire, Liebman & Mahoney 2017.
    """
    gain = late - 1.0 - price / np.maximum(worth, TINY)
    chance = clip(gain / np.maximum(late - left, 1e-9), 0.0, NEARLY_CERTAIN)
    return np.where(worth > 0.0, chance, 0.0)


def best_reserve(spread: Array, chance: Array) -> Array:
    """Share of each instalment that is held back, h* = −σ_demand ln(1 − F*), limited to [0, 0.9].

    Source: derived (quantile of an exponential demand).
    """
    return np.minimum(-spread * log1p(-chance), LARGEST)


def late_spending(demand: Array, budget: Array, spent: Array, month: int) -> Array:
    """Money that meets a month's late demand, min(X B/12, what is behind schedule); unmet demand is lost.

    Source: definition (only money held back can meet it).
    """
    behind = budget * (month / 12.0) - spent
    return np.minimum(demand * budget / 12.0, np.maximum(behind, 0.0))


# December's remainder: projects of uneven quality, the better of which are rushed ---------------------------
# Late projects have a quality q, their value relative to money spent on schedule, spread evenly over q_rush ± h_ϱ
# inside [0, 1]. Projects are rushed if they are worth more now than the money will be next year. Source: Liebman &
# Mahoney 2017 (year-end projects are of lower quality; departments that may carry money over wait).


def worth_of_waiting(carryover: Array, discount_factor: Array) -> Array:
    """Value of a unit of unspent money relative to money well spent now, t = δ y_c.

    Carry-over is a rule that the accounts apply without any work of the bureau: it is believed.

    Source: Liebman & Mahoney 2017 (American Economic Review 107: departments that may carry money over wait).
    """
    return discount_factor * carryover


def qualities(centre: Array, spread: Array) -> tuple[Array, Array]:
    """Lowest and highest quality of late projects, q_rush ∓ h_ϱ inside [0, 1].

    Source: Liebman & Mahoney 2017; evenly spread qualities assumed.
    """
    return np.maximum(centre - spread, 0.0), np.minimum(centre + spread, 1.0)


def rushed_share(lowest: Array, highest: Array, waiting: Array) -> Array:
    """Share of December's remainder that is rushed, clip((q_hi − t)/(q_hi − q_lo), 0, 1).

    Where all projects are alike, all are rushed if they are worth more than waiting, else none.

    Source: Liebman & Mahoney 2017; derived (those above t of an even spread).
    """
    width = highest - lowest
    share = clip((highest - waiting) / np.where(width > 0.0, width, 1.0), 0.0, 1.0)
    return np.where(width > 0.0, share, (highest > waiting).astype(np.float64))


def patient_share(carryover: Array, patience: Array) -> Array:
    """Share of the remainder that is rushed where a fixed share of carry-over waits, 1 − l_c y_c.

    Source: assumed (an earlier specification, kept as an alternative).
    """
    return 1.0 - patience * carryover


def rushed_quality(lowest: Array, highest: Array, waiting: Array) -> Array:
    """Mean quality of rushed projects, (q_hi + max(t, q_lo))/2.

    Source: Liebman & Mahoney 2017; derived (mean of an even spread above t).
    """
    return 0.5 * (highest + clip(waiting, lowest, highest))


def worth_of_rest(rushed: Array, quality: Array, waiting: Array, execution: Array) -> Array:
    """Value of a unit of December's remainder, v_left = ϱ q_ϱ + (1 − ϱ)(t − points): rushed, or carried over.

    ``execution`` is points = w_x W_s / M, the score lost per unit of unspent budget, in units of money well spent.

    Source: derived (rushed money at its quality, carried-over money at its discounted value).
    """
    return rushed * quality + (1.0 - rushed) * (waiting - execution)
