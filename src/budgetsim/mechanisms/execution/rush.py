"""What becomes of December's rest: projects of uneven quality, of which the better ones are rushed.

Late projects have a quality q, their value relative to money spent on schedule, spread evenly over q_rush ± h_ϱ inside
[0, 1]. Those are rushed that are worth more now than the money will be next year. Source: Liebman &
Mahoney 2017 (year-end projects are of lower quality; whoever may keep money waits).
"""

from __future__ import annotations

import numpy as np

from budgetsim.numerics import Array, clip


def worth_of_waiting(carryover: Array, discount_factor: Array) -> Array:
    """Value of a unit of unspent money relative to money well spent now, t = δ y_c.

    The right to keep money is a rule that accounts apply by themselves, with no work of the bureau: it is believed.

    Source: Liebman & Mahoney 2017 (American Economic Review 107: whoever may keep money waits).
    """
    return discount_factor * carryover


def qualities(centre: Array, spread: Array) -> tuple[Array, Array]:
    """Lowest and highest quality of late projects, q_rush ∓ h_ϱ inside [0, 1].

    Source: Liebman & Mahoney 2017; evenly spread qualities assumed.
    """
    return np.maximum(centre - spread, 0.0), np.minimum(centre + spread, 1.0)


def rushed_share(lowest: Array, highest: Array, waiting: Array) -> Array:
    """Part of December's rest that is rushed, clip((q_hi − t)/(q_hi − q_lo), 0, 1).

    Where all projects are alike, all are rushed if they are worth more than waiting, else none.

    Source: Liebman & Mahoney 2017; derived (those above t of an even spread).
    """
    width = highest - lowest
    share = clip((highest - waiting) / np.where(width > 0.0, width, 1.0), 0.0, 1.0)
    return np.where(width > 0.0, share, (highest > waiting).astype(np.float64))


def patient_share(carryover: Array, patience: Array) -> Array:
    """Part of the rest that is rushed where what may be kept waits in a fixed part, 1 − l_c y_c.

    Source: assumed (an older law, kept as a rival: a fixed part waits).
    """
    return 1.0 - patience * carryover


def rushed_quality(lowest: Array, highest: Array, waiting: Array) -> Array:
    """Mean quality of what is rushed, (q_hi + max(t, q_lo))/2.

    Source: Liebman & Mahoney 2017; derived (mean of an even spread above t).
    """
    return 0.5 * (highest + clip(waiting, lowest, highest))


def worth_of_rest(rushed: Array, quality: Array, waiting: Array, execution: Array) -> Array:
    """What a unit of December's rest is worth, v_left = ϱ q_ϱ + (1 − ϱ)(t − points): rushed at its quality, or waiting.

    ``execution`` is w_x W_s / M, what a unit of unspent budget loses in the score, in units of money well spent.

    Source: derived (what is rushed at its quality, what waits at its discounted worth).
    """
    return rushed * quality + (1.0 - rushed) * (waiting - execution)
