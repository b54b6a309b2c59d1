"""How well the items of a scale agree: Cronbach's alpha with its interval, and McDonald's omega."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from budgetsim.numerics import Array

LEVEL = 0.95
FEWEST_FOR_OMEGA = 3
"""Items from which one common factor is determined."""


@dataclass(frozen=True)
class Reliability:
    """Reliability of a scale over complete answers; NaN where it is undefined."""

    answers: int
    items: int
    alpha: float
    low: float
    high: float
    omega: float


def reliability(answers: Array) -> Reliability:
    """Return the reliability of items that all point the same way.

    Parameters
    ----------
    answers
        Array (respondent, item), NaN where nothing was answered; respondents who left an item out are not counted.
    """
    whole = answers[np.isfinite(answers).all(axis=1)]
    n, k = whole.shape
    alpha = cronbach_alpha(whole)
    low, high = feldt_interval(alpha, n, k)
    return Reliability(n, k, alpha, low, high, mcdonald_omega(whole))


def cronbach_alpha(answers: Array) -> float:
    """α = k/(k−1) · (1 − Σ s²ᵢ / s²); NaN for one item, or where all sums are the same.

    Source: Cronbach 1951.
    """
    n, k = answers.shape
    if n < 2 or k < 2:
        return float("nan")
    total = answers.sum(axis=1).var(ddof=1)
    return (
        float(k / (k - 1) * (1.0 - answers.var(axis=0, ddof=1).sum() / total))
        if total > 0.0
        else float("nan")
    )


def feldt_interval(alpha: float, n: int, k: int) -> tuple[float, float]:
    """Return the 95 % interval of alpha, 1 − (1 − α) F at its quantiles with n − 1 and (n − 1)(k − 1) degrees.

    Source: Feldt 1965; Feldt, Woodruff & Salih 1987.
    """
    from scipy.stats import f

    if not np.isfinite(alpha):
        return float("nan"), float("nan")
    upper, lower = f.ppf([0.5 + LEVEL / 2.0, 0.5 - LEVEL / 2.0], n - 1, (n - 1) * (k - 1))
    return float(1.0 - (1.0 - alpha) * upper), float(1.0 - (1.0 - alpha) * lower)


def mcdonald_omega(answers: Array) -> float:
    """ω = (Σλ)² / ((Σλ)² + Σψ) of one common factor by maximum likelihood; NaN for fewer than three items.

    Source: McDonald 1999.
    """
    n, k = answers.shape
    if k < FEWEST_FOR_OMEGA or n <= k or (answers.std(axis=0) == 0.0).any():
        return float("nan")
    from sklearn.decomposition import FactorAnalysis

    factor = FactorAnalysis(1, svd_method="lapack", tol=1e-6, max_iter=5000).fit(answers)
    common = float(factor.components_.sum()) ** 2
    return common / (common + float(factor.noise_variance_.sum()))
