"""Why departments hold money back: a reserve against needs that show only after the budget is made (a newsvendor).

In a year a department meets late demand X, a share of its budget, a twelfth of it each month. Money that was spent on
schedule is worth 1 a unit; what was held back and meets late demand is worth v_late; what is left over in December is
worth v_left, what the year-end makes of it.
"""

from __future__ import annotations

import numpy as np

from budgetsim.declarations import Department, Policy
from budgetsim.numerics import TINY, Array, clip

LARGEST = 0.9
"""Largest share of an instalment that can be held back: some of it is wages."""
NEARLY_CERTAIN = 1.0 - 1e-9


def late_demand(spread: Array, draw: Array) -> Array:
    """Late demand X = −σ_demand ln(1 − u) of a year, share of the budget: exponential, from a uniform draw u.

    Source: assumed (exponential: many years ask for little, few for much).
    """
    return -spread * np.log1p(-draw)


def held_share(hoarding: Array) -> Array:
    """Share of the year's budget that eleven instalments hold back, (11/12) h.

    Source: definition (eleven of twelve instalments).
    """
    return 11.0 / 12.0 * hoarding


def price_of_reserve(
    levers: Policy[Array], monitoring: Array, delivered: Array, p: Department[Array]
) -> Array:
    """What each unit of money held back costs the department itself, l_m m_r + l_r y_r L + l_p p_p.

    Value per unit of held-back budget share: questions asked where spending is monitored, the fear of losing money in
    July, blame for missing the targets of progress.

    Source: assumed (linear; Liebman & Mahoney 2017 on why money is held back, none on its price).
    """
    return (
        p.hoarding_monitoring * monitoring
        + p.hoarding_reallocation * levers.mid_year_reallocation * delivered
        + p.hoarding_pressure * levers.progress_pressure
    )


def critical_chance(late: Array, left: Array, price: Array, worth: Array) -> Array:
    """Chance with which the best reserve covers late demand, F* = (v_late − 1 − price/M) / (v_late − v_left).

    M is what money that does its work is worth to the department.

    Source: the newsvendor (Arrow, Harris & Marschak 1951); for budgets that expire, Liebman & Mahoney 2017.
    """
    gain = late - 1.0 - price / np.maximum(worth, TINY)
    chance = clip(gain / np.maximum(late - left, 1e-9), 0.0, NEARLY_CERTAIN)
    return np.where(worth > 0.0, chance, 0.0)


def best_reserve(spread: Array, chance: Array) -> Array:
    """Share of each instalment that is held back, h* = −σ_demand ln(1 − F*), limited to [0, 0.9].

    Source: derived (quantile of an exponential demand).
    """
    return np.minimum(-spread * np.log1p(-chance), LARGEST)


def late_spending(demand: Array, budget: Array, spent: Array, month: int) -> Array:
    """Money that meets a month's late demand, min(X B/12, what is behind schedule); what is not met is lost.

    Source: definition (only money that waits can meet it).
    """
    behind = budget * (month / 12.0) - spent
    return np.minimum(demand * budget / 12.0, np.maximum(behind, 0.0))
