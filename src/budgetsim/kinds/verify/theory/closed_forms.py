"""What the theory expects: every formula once, as a short function. The simulated side uses none of them.

Symbols follow the table of limits in ``docs/theory.md``.
"""

from __future__ import annotations

# T1 to T3 and T7: linear contracts under constant absolute risk aversion -----------------------------------------


def incentive_slope(aversion: float, cost: float, variance: float) -> float:
    """Slope of the optimal linear contract, β* = 1 / (1 + r c σ²) (Holmström & Milgrom 1987); share, 0 to 1."""
    return 1.0 / (1.0 + aversion * cost * variance)


def contract_effort(slope: float, cost: float) -> float:
    """Effort under a linear contract, e = β / c (Holmström & Milgrom 1987); units of effort."""
    return slope / cost


def contract_surplus(slope: float, cost: float) -> float:
    """Surplus of the optimal linear contract over none, β* / (2c) (Holmström & Milgrom 1987); value."""
    return slope / (2.0 * cost)


def multitask_slope(aversion: float, variance: float, cross_cost: float) -> float:
    """Slope when the second task is not measured, β₁ = (B₁ − B₂ K₁₂/K₂₂) / (1 + r σ₁² (K₁₁ − K₁₂²/K₂₂)).

    With B = (1, 1) and K₁₁ = K₂₂ = 1 (Holmström & Milgrom 1991); share, 0 to 1.
    """
    return (1.0 - cross_cost) / (1.0 + aversion * variance * (1.0 - cross_cost**2))


def effective_variance(*variances: float) -> float:
    """Variance of independent signals weighted by precision, σ²_eff = 1 / Σ σ_i⁻² (Holmström 1979); score²."""
    return 1.0 / sum(1.0 / variance for variance in variances)


def signal_slope(slope: float, effective: float, own: float) -> float:
    """Slope on one of several signals, β_i = β σ²_eff / σ_i² (Holmström 1979); share."""
    return slope * effective / own


def best_filter(common: float, own: float, peers: int) -> float:
    """Weight on the peers' mean, h = σ_η² / (σ_η² + σ_ε²/(N − 1)) (Holmström 1982); share."""
    return common / (common + own / (peers - 1))


def filtered_variance(common: float, own: float, peers: int) -> float:
    """Variance of the score after the best filter, σ_η² (1 − h) + σ_ε² (Holmström 1982); score²."""
    return common * (1.0 - best_filter(common, own, peers)) + own


# T4, T5, T8, T11: deterrence, ratchet, contest, honest reports ---------------------------------------------------


def deterrence_threshold(gain: float, sanction: float) -> float:
    """Smallest chance of being found that deters, G / (G + F), with F on top of restitution (Becker 1968)."""
    return gain / (gain + sanction)


def ratchet_factor(interest: float, ratchet: float) -> float:
    """Share of effort that is left under a ratchet, r / (r + λ) at an infinite horizon (Weitzman 1980)."""
    return interest / (interest + ratchet)


def contest_effort(prize: float, cost: float, n: int) -> float:
    """Effort of each of n equal rivals, (n − 1) V / (n² c), at linear cost (Tullock 1980)."""
    return (n - 1) * prize / (n**2 * cost)


def is_truth_inducing(alpha: float, beta: float, gamma: float) -> bool:
    """Whether the true report is the only best one, α < β < γ (Weitzman 1976)."""
    return alpha < beta < gamma


# T6, T9, T10: yardstick, bureaucracy, screening ------------------------------------------------------------------


def yardstick_effort(quantity: float, cost_slope: float, pass_through: float) -> float:
    """Effort to cut cost when a part s of own cost is passed through, (1 − s) q / γ (Shleifer 1985)."""
    return (1.0 - pass_through) * quantity / cost_slope


def sponsor_output(a: float, b: float, c: float) -> float:
    """Output that the sponsor wants, Q* = (a − c) / b, where marginal value a − bQ meets cost; units of output."""
    return (a - c) / b


def niskanen_output(a: float, b: float, c: float) -> float:
    """Output of a bureau that wants the largest budget, Q_N = 2 Q* for c ≥ a/2 (Niskanen 1971)."""
    return 2.0 * sponsor_output(a, b, c)


def discretionary_output(a: float, b: float, c: float, gamma: float) -> float:
    """Output of a bureau that wants Q^γ D^{1−γ}, Q_N / (2 − γ), with slack D (Migué & Bélanger 1974)."""
    return niskanen_output(a, b, c) / (2.0 - gamma)


def efficient_output(value: float, theta_low: float) -> float:
    """Output asked of the efficient type, q_L = A − θ_L: no distortion at the top (Laffont & Martimort 2002)."""
    return value - theta_low


def distorted_output(value: float, theta_low: float, theta_high: float, nu: float) -> float:
    """Output asked of the inefficient type, q_H = A − θ_H − ν Δθ / (1 − ν) (Laffont & Martimort 2002)."""
    return value - theta_high - nu * (theta_high - theta_low) / (1.0 - nu)


def information_rent(value: float, theta_low: float, theta_high: float, nu: float) -> float:
    """Rent of the efficient type, Δθ q_H (Laffont & Martimort 2002)."""
    return (theta_high - theta_low) * distorted_output(value, theta_low, theta_high, nu)
