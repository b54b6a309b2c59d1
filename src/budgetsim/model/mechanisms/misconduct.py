"""Manipulation of reports and diversion of money: temptation against the risk of detection."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from budgetsim.declarations import Department
from budgetsim.numerics import Array, clip, ratio, twelfth_power

SMALLEST_USE = 0.05
"""Smallest share of its money that a department is assumed to put to use when its own loss is computed."""
LINES = 2
"""Search steps from a first guess to where misuse and own loss agree; the second is for limits met in the first."""


def falsification_risk(evaluation: Array, power: Array, audit_chance: Array) -> Array:
    """Probability that a falsified report is detected, p_v = 1 − (1 − ν_r π_v)(1 − â).

    Source: derived (two independent ways of detection).
    """
    return 1.0 - (1.0 - evaluation * power) * (1.0 - audit_chance)


def claim_terms(stake: Array, risk: Array, sanction: Array) -> dict[str, Array]:
    """Gain from the first unit of a false claim, W_s P̄ (1 − p_v), and its expected sanction, −p_v F_g.

    Source: derived (margins of U in g at g = 0).
    """
    return {"believed_claim": stake * (1.0 - risk), "falsified_report": -risk * sanction}


def manipulation(stake: Array, risk: Array, sanction: Array, price: Array, largest: Array) -> Array:
    """Manipulation g = clip{[W_s P̄ (1 − p_v) − p_v F_g] / price, 0, g_max}; price = c_g (1 + 2κ).

    Source: Becker 1968 (Journal of Political Economy 76); derived (first-order condition of U).
    """
    terms = claim_terms(stake, risk, sanction)
    return clip((terms["believed_claim"] + terms["falsified_report"]) / price, 0.0, largest)


def practised_cost(cost: Array, learning: Array, years: Array) -> Array:
    """Curvature of the cost of claims on an indicator that is T years old, c_g / (1 + λ_g T).

    A department that has reported an indicator for years knows what is examined and what is not; a new one has to be
    learned.

    Source: form of learning by doing; that gaming grows with a target's age, Greenstone, He, Jia & Liu 2022 (American
    Economic Review: Insights 4), whose automatic monitors revealed at once what reports had left out.
    """
    return cost / (1.0 + learning * years)


def manipulation_price(cost: Array, culture: Array) -> Array:
    """Curvature of the cost of manipulation, c_g (1 + 2κ): a performance culture makes lying costlier.

    Source: assumed (a performance culture makes lying costlier).
    """
    return cost * (1.0 + 2.0 * culture)


def quadratic_cost(curvature: Array, action: Array) -> Array:
    """Cost ½ k a² of an action a.

    Source: assumed (the simplest convex cost that gives an interior choice).
    """
    return 0.5 * curvature * action * action


def retained_share(hazard: Array, audit_chance: Array, consequence: Array) -> Array:
    """Expected share of diverted money that a department keeps in a year of even spending, A.

    A finding recovers the share r of what was diverted since the last finding, and the first one cuts later diversion
    by r. Diversion in month k is cut if something was found before, and recovered if something is found from then on:
    A = (1 − r â)/12 Σ_{k=1}^{12} [1 − r (1 − (1 − ĥ)^{k−1})] [1 − r (1 − (1 − ĥ)^{13−k})].
    With s = 1 − ĥ and G = Σ_{j=0}^{11} sʲ the sum is 12 (1 − r)² + r (1 − r)(2 G − 1 + s¹²) + 12 r² s¹².

    Source: derived (expectation over the months of the accounts).
    """
    missed = 1.0 - hazard
    square = missed * missed
    sixth = square * square * square
    months = (1.0 + missed) * (1.0 + square + square * square) * (1.0 + sixth)
    never = sixth * sixth
    left = 1.0 - consequence
    kept = left * left + consequence * left * (2.0 * months - 1.0 + never) / 12.0
    return (kept + consequence * consequence * never) * (1.0 - consequence * audit_chance)


def found_chance(hazard: Array, audit_chance: Array) -> Array:
    """Probability of at least one detection in a year, P̂ = 1 − (1 − ĥ)¹² (1 − â).

    Source: derived (twelve checks and an audit, independent of each other).
    """
    return 1.0 - twelfth_power(1.0 - hazard) * (1.0 - audit_chance)


@dataclass(frozen=True)
class Temptation:
    """Determinants of diversion: ``taste`` is b, ``own_loss`` M, ``sanction`` the believed r̂ F_d, ``guilt`` ι_d κ.

    M (1 − A d − c) is the department's own loss from money that does not do its work
    (``utility.own_value_of_money``); ``price`` is the curvature k_c of hiding.
    """

    taste: Array
    own_loss: Array
    retained: Array
    found: Array
    sanction: Array
    guilt: Array
    price: Array


def diversion(t: Temptation, p: Department[Array]) -> tuple[Array, Array]:
    """Share diverted openly, d, and under concealment, c (Becker 1968; displacement).

    They maximise (b − M)⁺ (A d + c) − P̂ r̂ F_d d − ι_d κ (d + c) − ½ k_d (d + c)² − ½ k_c c²: misused money that is not
    recovered lowers the department's own results.

    Source: Becker 1968 (Journal of Political Economy 76); displacement into hiding, Yang 2008 (recalled).
    """
    return misuse(t, np.maximum(t.taste - marginal_own_loss(t, p), 0.0), p)


def marginal_own_loss(t: Temptation, p: Department[Array]) -> Array:
    """Marginal own loss M, which solves M (1 − x(M)) = M₀; x = A d + c is the best misuse at M, M₀ the loss at none.

    x falls in M along straight lines that meet where a limit (0, c_max, d_max) is met, so that M follows from a
    quadratic equation on each. The search keeps two losses with M between them; the first guess is on their chord, the
    others on the line of the guess before, or on the chord where that leads out of them.

    Source: derived (own results fall with the missing money; the root of a quadratic on each line).
    """
    low, (kept, _) = t.own_loss, misused(t, t.own_loss, p)
    high = t.own_loss / np.maximum(1.0 - kept, SMALLEST_USE)
    kept_high, _ = misused(t, high, p)
    loss = loss_on_line(t.own_loss, low, kept, ratio(kept - kept_high, high - low))
    for _ in range(LINES):
        between, fall = misused(t, loss, p)
        above = loss * np.maximum(1.0 - between, SMALLEST_USE) > t.own_loss
        low, kept = np.where(above, low, loss), np.where(above, kept, between)
        high, kept_high = np.where(above, loss, high), np.where(above, between, kept_high)
        along = loss_on_line(t.own_loss, loss, between, fall)
        chord = loss_on_line(t.own_loss, low, kept, ratio(kept - kept_high, high - low))
        loss = np.where((along > low) & (along < high), along, clip(chord, low, high))
    return loss


def loss_on_line(at_none: Array, loss: Array, kept: Array, fall: Array) -> Array:
    """M where x falls by s from x₁ at M₁ on: s M² + (1 − x₁ − s M₁) M = M₀.

    Source: derived (the positive root).
    """
    used = np.maximum(1.0 - kept, SMALLEST_USE) - fall * loss
    return 2.0 * at_none / (used + np.sqrt(used * used + 4.0 * fall * at_none))


def misused(t: Temptation, loss: Array, p: Department[Array]) -> tuple[Array, Array]:
    """Share x = A d + c of its money that a department misuses and keeps at an own loss M a unit, and its fall in M.

    Source: derived (envelope of ``misuse``).
    """
    openly, concealed = misuse(t, np.maximum(t.taste - loss, 0.0), p)
    moves = (openly > 0.0) & (openly < p.diversion_max)
    hides = (concealed > 0.0) & (concealed < p.concealment_max)
    hidden = 1.0 - t.retained
    both = t.retained * t.retained / p.diversion_cost + hides * hidden * hidden / t.price
    fall = np.where(moves, both, hides / (p.diversion_cost + t.price))
    return t.retained * openly + concealed, fall


def misuse(t: Temptation, gain: Array, p: Department[Array]) -> tuple[Array, Array]:
    """Best d and c at a given gain from a unit misused and kept, g = (b − M)⁺.

    With both positive, d + c = [g A − P̂ r̂ F_d − ι_d κ] / k_d and c = [g (1 − A) + P̂ r̂ F_d] / k_c: checks drive
    diversion into hiding. Where open diversion does not pay, or is at its limit d_max,
    c = (g − ι_d κ − k_d d) / (k_d + k_c).

    Source: derived (first-order conditions of U in d and c).
    """
    deterrence = t.found * t.sanction
    both = (gain * t.retained - deterrence - t.guilt) / p.diversion_cost
    hidden = (gain * (1.0 - t.retained) + deterrence) / t.price
    fixed = clip(both - hidden, 0.0, p.diversion_max)
    hidden_beside = (gain - t.guilt - p.diversion_cost * fixed) / (p.diversion_cost + t.price)
    inner = (both > hidden) & (both - hidden < p.diversion_max)
    concealed = clip(np.where(inner, hidden, hidden_beside), 0.0, p.concealment_max)
    return clip(both - concealed, 0.0, p.diversion_max), concealed


def open_terms(t: Temptation, loss: Array) -> dict[str, Array]:
    """Gains and costs of the first unit of open diversion at an own loss M a unit: b A − M A − P̂ r̂ F_d − ι_d κ.

    Source: derived (margins of U in d at nothing diverted).
    """
    return {
        "retained_use": t.taste * t.retained,
        "own_loss": -loss * t.retained,
        "expected_sanction": -t.found * t.sanction,
        "guilt": -t.guilt,
    }


def moving_terms(t: Temptation, loss: Array) -> dict[str, Array]:
    """Gains from moving the first unit from open diversion into hiding: (b − M)⁺ (1 − A) + P̂ r̂ F_d.

    Source: derived (margins of U along c at a given d + c).
    """
    return {
        "not_taken_back": np.maximum(t.taste - loss, 0.0) * (1.0 - t.retained),
        "avoided_sanction": t.found * t.sanction,
    }


def hidden_terms(t: Temptation, loss: Array) -> dict[str, Array]:
    """Gains and costs of the first hidden unit where open diversion does not pay: b − M − ι_d κ.

    Source: derived (margins of U in c where d = 0).
    """
    return {"private_use": t.taste, "own_loss": -loss, "guilt": -t.guilt}


def diversion_effort(openly: Array, concealed: Array, curvature: Array, price: Array) -> Array:
    """Cost of diverting, ½ k_d (d + c)² + ½ k_c c².

    Source: assumed (hiding costs more than taking; convex like all costs of actions).
    """
    return quadratic_cost(curvature, openly + concealed) + quadratic_cost(price, concealed)
