"""Welfare: the value of a year to society, with public money and the gains of officials.

The two questions on which economists disagree are parameters: the weight of diverted money that somebody enjoys (ω),
and the marginal cost of public funds (μ_c). All money is in mean budgets of the first year,
which is also the unit of value.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import numpy as np

from budgetsim.declarations import Department
from budgetsim.model.mechanisms.misconduct import quadratic_cost
from budgetsim.numerics import Array

T = TypeVar("T")
MONTHS = 12.0

TRANSFER_WEIGHTS = (0.0, 0.5, 1.0)
"""ω: illicit gains have no standing (Trumbull 1990); half; a pure transfer, which is no loss to society."""
COSTS_OF_FUNDS = (1.0, 1.3)
"""μ_c: public money at par; and with the excess burden of taxation (Ballard, Shoven & Whalley 1985)."""
STANCES = tuple((weight, cost) for weight in TRANSFER_WEIGHTS for cost in COSTS_OF_FUNDS)
"""The six pairs (ω, μ_c) over which net social value is shown as a band."""


@dataclass(frozen=True)
class SocialAccounts(Generic[T]):
    """Benefits and costs of a year, per department, in mean budgets of the first year."""

    public_value: T
    """V, spill-overs included."""
    effort: T
    """Cost of effort, red tape included."""
    risk: T
    """Cost of the risk that noisy scores impose on departments."""
    gaming: T
    """Effort spent on hiding and gaming."""
    own_time: T
    """Departments' own time on being checked, reviewed and evaluated."""
    administration: T
    """Money for administration."""
    pay: T
    """Monetary rewards: a transfer, raised from the public."""
    lapsed: T
    """Unspent money that went back to the treasury."""
    private_gain: T
    """Diverted money that departments keep."""


def public_funds(a: SocialAccounts[Array]) -> Array:
    """Money raised from the public beside the envelope: administration + pay − lapsed; negative where more came back.

    Source: definition (money raised beside the envelope).
    """
    return a.administration + a.pay - a.lapsed


def net_social_value(a: SocialAccounts[Array], transfer_weight: Array, cost_of_funds: Array) -> Array:
    """Net social value, V − costs of effort, risk, gaming and own time − μ_c (adm − lapsed) − (μ_c − 1) pay + ω gain.

    Pay is a transfer: officials receive what the public pays; the loss is the excess burden μ_c − 1 of raising it.

    Source: transfers and standing, Trumbull 1990 (Journal of Policy Analysis and Management 9); marginal cost of
    public funds, Ballard, Shoven & Whalley 1985 (American Economic Review 75), Snow & Warren 1996 (Journal of Public
    Economics 61).
    """
    worked = a.effort + a.risk + a.gaming + a.own_time
    money = cost_of_funds * (a.administration - a.lapsed) + (cost_of_funds - 1.0) * a.pay
    return a.public_value - worked - money + transfer_weight * a.private_gain


def restated(
    value: Any, private_gain: Any, funds: Any, stated: tuple[Any, Any], asked: tuple[Any, Any]
) -> Any:
    """Net social value under another stance: W + (ω′ − ω) gain − (μ_c′ − μ_c) funds, for it is linear in both.

    ``stated`` is the pair (ω, μ_c) behind ``value``, ``asked`` the other one; the same holds of differences between
    scenarios under one stance. Numbers, arrays or columns of a table alike.

    Source: derived (net social value is linear in both).
    """
    return value + (asked[0] - stated[0]) * private_gain - (asked[1] - stated[1]) * funds


def gaming_cost(hiding: Array, claiming: Array, understatement: Array, p: Department[Array]) -> Array:
    """Work of hiding, of claiming ½ c_g(T) g², and of understating ½ k_s (s⁺)², per unit of scale.

    What conscience adds (guilt ι_d κ, and the factor 1 + 2κ on manipulation) affects choices, but uses no resources.

    Source: definition (conscience uses no resources; Trumbull 1990 on standing).
    """
    return hiding + claiming + quadratic_cost(p.sandbagging_cost, np.maximum(understatement, 0.0))


def own_time(time: Array, checks: Array, reviews: Array, evaluations: Array) -> Array:
    """Departments' own time on checks, reviews and evaluations, per unit of scale, t_c (12 m_r + o_r + ν_r).

    Intensities are those delivered.

    Source: assumed (time proportional to the controls that reach a department).
    """
    return time * (MONTHS * checks + reviews + evaluations)


def reward_paid(pay_share: Array, delivered_use: Array, reward: Array, score: Array) -> Array:
    """Pay for a score, pay = s_p ρ L ψ_R ẑ per unit of scale: the part of the reward that is money, as delivered.

    In a contest s_p ρ L V_0 σ per department, of the prize V_0 and the share σ.

    Source: definition (the part of rewards that is money).
    """
    return pay_share * delivered_use * reward * score
