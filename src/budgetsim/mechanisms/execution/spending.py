"""Monthly spending, mid-year reallocation, what happens to unspent money."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from budgetsim.declarations import Department
from budgetsim.numerics import Array, ratio, total


def passive_waste_rate(
    waste: Array, review: Array, pressure: Array, prevented: Array, p: Department[Array]
) -> Array:
    """Passive waste of the year, q (1 − a_q o_r)(1 + h_q pressure): review returns unready projects, haste adds.

    Source: Bandiera, Prat & Valletti 2009 (American Economic Review 99: waste without gain to anybody); effects of
    review and haste assumed.
    """
    return waste * (1.0 - prevented * review) * (1.0 + p.pressure_haste * pressure)


def instalment(budget: Array, hoarding: Array, noise: Array) -> Array:
    """Median of spending from January to November, B/12 (1 − h) exp(−½ σ²): its mean is B/12 (1 − h).

    Source: definition (a log-normal of that median has mean B/12 (1 − h)).
    """
    return budget * ((1.0 - hoarding) * np.exp(-0.5 * noise * noise) / 12.0)


def monthly_spending(median: Array, noise: Array, shock: Array, left: Array) -> Array:
    """Spending from January to November, min(instalment · exp(σ ε), what is left).

    Source: assumed (log-normal noise).
    """
    return np.minimum(median * np.exp(noise * shock), left)


@dataclass(frozen=True)
class Uses:
    """What becomes of money that is spent."""

    diverted: Array
    """Openly."""
    concealed: Array
    wasted: Array
    useful: Array


def uses(amount: Array, diversion: Array, concealment: Array, waste: Array) -> Uses:
    """Uses of an amount x = d x diverted openly + c x under concealment + q (1 − d − c) x wasted + what is useful.

    Source: definition; Bandiera, Prat & Valletti 2009 for active beside passive waste.
    """
    diverted = diversion * amount
    concealed = concealment * amount
    left = amount - diverted - concealed
    wasted = waste * left
    return Uses(diverted, concealed, wasted, left - wasted)


def regular_december(budget: Array, spent: Array) -> Array:
    """What December spends on schedule, min(B/12, what is left).

    Source: definition (a twelfth, as in every month).
    """
    return np.minimum(budget / 12.0, budget - spent)


def kept_money(unspent: Array, carryover: Array) -> Array:
    """Unspent money that the department keeps for next year, y_c · unspent; the rest lapses to the treasury.

    Source: Liebman & Mahoney 2017 (rollover); Budget Law of China, art. 42 (recalled).
    """
    return carryover * unspent


def mid_year_moves(budget: Array, spent: Array, strength: Array, departments: int) -> Array:
    """Change of budgets in July, −strength · min(behind, unspent), shared out ∝ ahead: it sums to zero.

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
