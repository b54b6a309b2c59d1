"""What departments and the district learn from year to year."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from budgetsim.declarations import Department
from budgetsim.numerics import Array, clip, ratio


def announced_risk(perceived: Array, announced: Array, delivery: Array, weight: Array) -> Array:
    """Perceived probability of a check or an audit after an announcement, p̂ + a_nn (m′ D̂ − p̂).

    Source: assumed (an announcement is believed in part, given the delivery seen so far).
    """
    return perceived + weight * (announced * delivery - perceived)


def delivery_belief(belief: Array, own: Experience, peers: Experience, p: Department[Array]) -> Array:
    """Belief about the delivered share of announcements after a year, D̂ + Σ α (x/m − D̂), limited to [0, 1].

    It moves towards own experience x_i/m_i at the rate α_own and towards that of peers, Σ_j x_j / Σ_j m_j, at α_peer,
    where x is what was delivered of the announced m. Where nothing was announced, nothing is learned.

    Source: assumed (adaptive expectations of a ratio, delivered over announced, so that the same truth is learned from
    many checks and from few).
    """
    return clip(
        belief + p.learning_own * own.surprise(belief) + p.learning_peer * peers.surprise(belief), 0.0, 1.0
    )


@dataclass(frozen=True)
class Experience:
    """Checks or audits delivered and announced, as shares or as sums over peers."""

    delivered: Array
    announced: Array

    def surprise(self, belief: Array) -> Array:
        """Delivered share less belief; 0 where nothing was announced."""
        return np.where(self.announced > 0.0, ratio(self.delivered, self.announced) - belief, 0.0)


def announced_consequence(belief: Array, change: Array, weight: Array) -> Array:
    """Belief r̂ in the consequence of findings after a reform of it is announced, r̂ + a_nn Δrect.

    Source: assumed (as for announcements of checks).
    """
    return clip(belief + weight * change, 0.0, 1.0)


def consequence_belief(belief: Array, seen: Array, consequence: Array, rate: Array) -> Array:
    """Belief in the consequence of findings after a year, r̂ + α_γ · seen · (r − r̂), with r = rect · L.

    Source: assumed (adaptive expectations; only findings teach).
    """
    return belief + rate * seen * (consequence - belief)


def credibility(belief: Array, announced: Array, delivered: Array, rate: Array) -> Array:
    """Belief in announced use after a year, γᵘ + α_γ (ρL/ρ − γᵘ); where none is announced, nothing is learned.

    Source: assumed (adaptive expectations of the delivered share).
    """
    return np.where(announced > 0.0, belief + rate * (delivered - belief), belief)


def weight_of_a_year(smoothing: Array, years: Array) -> Array:
    """Weight of the last year in a department's view of its own past, max(α, 1/(t + 1)) after t earlier years.

    The first years all count alike: smoothing from the start would keep an initial guess alive for a decade, which
    nobody would hold on to after three years.

    Source: recursive means with a constant gain later on (Evans & Honkapohja 2001, recalled).
    """
    return np.maximum(smoothing, 1.0 / (years + 1.0))


def smoothed(view: Array, seen: Array, weight: Array) -> Array:
    """A department's view of its own past after a year, x̂ + α (x − x̂).

    Source: assumed (adaptive expectations: exponential smoothing).
    """
    return view + weight * (seen - view)


def culture_attractor(  # noqa: PLR0913 - one force each
    training: Array,
    results: Array,
    manipulated: Array,
    announced: Array,
    delivered: Array,
    p: Department[Array],
) -> Array:
    """Performance culture κ towards which a department drifts.

    κ_b + κ_k k_r + κ_r ρ ν_r − κ_g (g − g_norm) − c_y (1 − L)(m + ν + o)/3, limited to [0, 1];
    ``manipulated`` is the peers' manipulation, ``results`` ρ ν_r and ``announced`` the mean (m + ν + o)/3.

    Source: assumed (forces on the performance culture, signs after Moynihan & Lavertu 2012, Public Administration
    Review 72: use and training foster it, gaming and undelivered policy erode it).
    """
    pull = p.culture_base + p.culture_training * training + p.culture_results * results
    gaming = p.culture_gaming * (manipulated - p.culture_gaming_norm)
    return clip(pull - gaming - p.culture_overload * (1.0 - delivered) * announced, 0.0, 1.0)


def next_culture(culture: Array, attractor: Array, rate: Array) -> Array:
    """Performance culture of next year, κ + α_κ (attractor − κ).

    Source: assumed (partial adjustment).
    """
    return culture + rate * (attractor - culture)


def lasting_passive_waste(competence: Array, p: Department[Array]) -> Array:
    """Long-run passive waste, q* = (r_q Z q_min + s_q q̄) / (r_q Z + s_q); q̄ where nothing moves it.

    Source: derived (the fixed point of ``next_passive_waste``). Under a weak policy it is reached
    in some twenty years.
    """
    force = p.passive_waste_improvement * competence
    pulls = force * p.passive_waste_min + p.passive_waste_relapse * p.passive_waste_initial
    moving = force + p.passive_waste_relapse
    return np.where(moving > 0.0, pulls / np.where(moving > 0.0, moving, 1.0), p.passive_waste_initial)


def next_passive_waste(waste: Array, competence: Array, p: Department[Array]) -> Array:
    """Passive waste of next year, q − r_q Z (q − q_min) + s_q (q̄ − q): competence lowers it, turnover brings it back.

    ``competence`` is L times the mean of training, skill, information systems and evaluation quality.

    Source: assumed (partial adjustment up and down: competence is built by work and lost through turnover).
    """
    gain = p.passive_waste_improvement * competence * (waste - p.passive_waste_min)
    return waste - gain + p.passive_waste_relapse * (p.passive_waste_initial - waste)
