"""Inference: covariance, intervals, fit, sensitivity and identification of the estimates.

Formulas: McFadden (1989) and Pakes & Pollard (1989) for simulated moments, Hansen (1982) for weights and the test of
overidentification, Andrews, Gentzkow & Shapiro (2017) for the sensitivity of estimates to moments. What the moments
cannot tell are weak directions of the Jacobian in units that can be compared: the change of a moment, in standard
errors, when a parameter goes through the whole of its range.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from budgetsim.numerics import Array

CONFIDENCE = 0.90
AT_END = 2e-3
"""Distance from an end of its range, as a share of it, below which an estimate is taken to be at that end."""
RANK = 1e-8
"""Singular values below this part of the largest are zero up to rounding."""
PART = 1e-4
"""Part of a parameter in a direction below which it is none of it, up to rounding."""


@dataclass(frozen=True)
class Estimates:
    """Parameters with their uncertainty, in shares of their ranges, and what the fit says of the model.

    An estimate at an end of its range has no standard error: there the range decides, and the others are estimated as
    if it were known.
    """

    shares: Array
    errors: Array
    """Standard errors, (parameter,); NaN at an end of the range, infinite where no moment moves."""
    covariance: Array
    """(parameter, parameter); zero at an end of the range."""
    jacobian: Array
    """Derivatives of fitted moments, (moment, parameter)."""
    sensitivity: Array
    """Λ: change of each estimate with a unit change of each observed fitted moment, (parameter, moment)."""
    j: float
    """Overidentification statistic."""
    freedom: int
    """Its degrees of freedom; 0 if there are no more moments than parameters."""
    p: float | None
    """Chance of a larger statistic if the model were true; ``None`` without degrees of freedom or with few units."""
    beyond: Array
    """Standard errors that estimates at an end would have if the range went on, (parameter,); NaN elsewhere."""
    outward: Array
    """How far beyond its end the best fit of such an estimate lies, in these standard errors; negative if it lies
    inside. NaN elsewhere."""

    @property
    def ends(self) -> list[str]:
        """Which end of its range each estimate is at: lower, upper or an empty text."""
        return ["lower" if s <= AT_END else "upper" if s >= 1.0 - AT_END else "" for s in self.shares]

    @property
    def interval(self) -> tuple[Array, Array]:
        """Ends of the 90 % intervals, cut at the ends of the ranges.

        At an end of its range an estimate has an interval to the inner side alone: as far as it would reach if the
        range went on, and so rather too long.
        """
        from scipy.stats import norm

        errors = np.where(np.isnan(self.errors), self.beyond, self.errors)
        half = float(norm.ppf(0.5 + CONFIDENCE / 2.0)) * errors
        return np.clip(self.shares - half, 0.0, 1.0), np.clip(self.shares + half, 0.0, 1.0)


def infer(  # noqa: PLR0913 - what estimates depend on
    shares: Array, jacobian: Array, root: Array, covariance: Array, gap: Array, groups: int | None = None
) -> Estimates:
    """Return estimates with their uncertainty.

    Parameters
    ----------
    shares
        Estimates, (parameter,).
    jacobian
        G, derivatives of simulated moments, (moment, parameter).
    root
        R with R'R = W, the weighting matrix, (moment, moment).
    covariance
        Ω of observed less simulated moments: the data's and the simulation's, (moment, moment).
    gap
        Observed less simulated moments, (moment,).
    groups
        Units, or clusters, from which the covariance was estimated; ``None`` if it is known.
    """
    free = (shares > AT_END) & (shares < 1.0 - AT_END)
    inner = jacobian[:, free]
    sensitivity = np.zeros((len(shares), len(gap)))
    sensitivity[free] = sensitivity_to_moments(inner, root)
    spread = sensitivity @ covariance @ sensitivity.T
    unseen = np.zeros(len(shares), dtype=bool)
    unseen[free] = _unseen(root @ inner)
    spread[unseen, :], spread[:, unseen] = 0.0, 0.0
    spread[unseen, unseen] = np.inf
    errors = np.where(free, np.sqrt(np.diag(spread)), np.nan)
    j, freedom = overidentification(gap, inner, sensitivity[free], covariance)
    chance = tail(j, freedom, groups) if freedom else None
    beyond, step = _beyond(free, jacobian, root, covariance, gap)
    outward = np.where(shares <= AT_END, -step, step) / beyond
    return Estimates(shares, errors, spread, jacobian, sensitivity, j, freedom, chance, beyond, outward)


def _beyond(
    free: NDArray[np.bool_], jacobian: Array, root: Array, covariance: Array, gap: Array
) -> tuple[Array, Array]:
    """Standard errors of estimates at an end as if they were inside, and how far they would move; NaN for others."""
    errors, steps = np.full(len(free), np.nan), np.full(len(free), np.nan)
    for place in np.flatnonzero(~free):
        columns = np.append(np.flatnonzero(free), place)
        weights = sensitivity_to_moments(jacobian[:, columns], root)[-1]
        hidden = _unseen(root @ jacobian[:, columns])[-1]
        errors[place] = np.inf if hidden else np.sqrt(weights @ covariance @ weights)
        steps[place] = weights @ gap
    return errors, steps


def sensitivity_to_moments(jacobian: Array, root: Array) -> Array:
    """Return Λ = (G'WG)⁻¹ G'W with W = R'R, the change of estimates with observed moments (Andrews et al. 2017)."""
    # By pseudo-inverse of RG: its condition is the square root of that of G'WG.
    return np.asarray(np.linalg.pinv(root @ jacobian, rcond=RANK) @ root)


def _unseen(weighted: Array) -> NDArray[np.bool_]:
    """Tell which parameters are part of a direction that moves no moment at all."""
    if not weighted.shape[1]:
        return np.zeros(0, dtype=bool)
    _, values, rows = np.linalg.svd(weighted, full_matrices=True)
    sizes = np.zeros(len(rows))
    sizes[: len(values)] = values
    still = rows[sizes <= RANK * sizes[0]]
    return np.asarray((np.abs(still) > PART).any(axis=0))


def overidentification(
    gap: Array, jacobian: Array, sensitivity: Array, covariance: Array
) -> tuple[float, int]:
    """Return Hansen's J for any weights, gap' (MΩM')⁺ gap with M = I − GΛ, and its degrees of freedom."""
    freedom = len(gap) - int(np.linalg.matrix_rank(sensitivity)) if sensitivity.size else len(gap)
    if freedom <= 0:
        return 0.0, 0
    scale = np.sqrt(np.diag(covariance))
    left = np.eye(len(gap)) - jacobian @ sensitivity
    spread = (left @ covariance @ left.T) / np.outer(scale, scale)
    values, vectors = np.linalg.eigh((spread + spread.T) / 2.0)
    # Ascending: the last ones are the directions that the estimates leave free.
    kept = (values > RANK * values[-1]) & (np.arange(len(values)) >= len(values) - freedom)
    along = vectors[:, kept].T @ (gap / scale)
    return float((along**2 / values[kept]).sum()), int(kept.sum())


def tail(statistic: float, freedom: int, groups: int | None = None) -> float | None:
    """Return the p value of a statistic; ``None`` if there are too few units for a verdict.

    With a covariance estimated from few units the statistic is Hotelling's T² and far larger by chance than χ².
    """
    from scipy.stats import chi2, f

    if groups is None:
        return float(chi2.sf(statistic, freedom))
    if groups <= freedom:
        return None
    return float(f.sf(statistic * (groups - freedom) / (freedom * (groups - 1)), freedom, groups - freedom))


# Identification ---------------------------------------------------------------------------------------------------

UNIFORM_SD = 1.0 / np.sqrt(12.0)
"""Standard deviation of an ignorance that knows nothing but the range, as a share of it."""
WEAK, NOTHING = 0.5, 0.9
"""Standard error relative to ``UNIFORM_SD`` from which a parameter is weakly pinned down, and hardly at all: a
knowledge that halves, and that hardly narrows, what was known before (assumed)."""
NO_MOVE = 3.3
"""A direction whose whole range moves the moments by fewer standard errors than this cannot be seen in them: the width
of a 90 % interval."""
LOADING = 0.3
"""Smallest part of a parameter in a direction that is worth its name."""

OUTWARD = 1.64
"""Standard errors by which the best fit would have to lie beyond an end of the range for the end to be what decides:
as far as the interval reaches to the other side."""
CUT = 1.0 / 3.0
"""Part of the range that must be excluded on one side for a parameter to be bounded there (assumed)."""

PINNED, WEAKLY, BOUNDED, EDGE, NOT, OPEN = (
    "pinned down",
    "weakly pinned down",
    "bounded on one side",
    "at an edge of its range",
    "not identified",
    "not converged",
)
"""Verdicts on a parameter, one for each. *Pinned down*, *weakly*: its standard error is small against the range.
*Bounded*: the moments exclude a part of the range on one side. *Edge*: the best fit lies beyond the range. *Not
identified*: the moments hardly narrow the range. *Not converged*: nobody knows, since the search did not."""
VERDICTS = (PINNED, WEAKLY, BOUNDED, EDGE, NOT, OPEN)


@dataclass(frozen=True)
class Identification:
    """The scaled Jacobian at the estimates, and how well each parameter is pinned down."""

    scaled: Array
    """(fitted moment, parameter)."""
    estimates: Estimates
    converged: bool = True

    @cached_property
    def _decomposed(self) -> tuple[Array, Array]:
        _, values, rows = np.linalg.svd(self.scaled, full_matrices=False)
        return values, rows

    @property
    def singular_values(self) -> Array:
        """Singular values, the largest first."""
        return self._decomposed[0]

    @property
    def condition(self) -> float:
        """Largest over smallest singular value; infinite if a direction moves nothing."""
        smallest = self.singular_values[-1]
        return float(self.singular_values[0] / smallest) if smallest > 0.0 else float("inf")

    @property
    def relative_errors(self) -> Array:
        """Standard errors relative to knowing the range alone; NaN at an end of the range."""
        return np.asarray(self.estimates.errors / UNIFORM_SD)

    @cached_property
    def verdicts(self) -> list[str]:
        """How well each parameter is identified: decided here alone."""
        if not self.converged:
            return [OPEN] * len(self.estimates.shares)
        estimates, (low, high) = self.estimates, self.estimates.interval
        return [
            _verdict(end, error, beyond, outward, cut=max(float(bottom), 1.0 - float(top)))
            for end, error, beyond, outward, bottom, top in zip(
                estimates.ends, estimates.errors, estimates.beyond, estimates.outward, low, high, strict=True
            )
        ]

    @property
    def blind_directions(self) -> list[list[tuple[int, float]]]:
        """Directions that the moments cannot see: the parameters in them (place, signed part), the largest first.

        Parameters that are pinned down, or that the range decides, take no part in them.
        """
        values, rows = self._decomposed
        directions = []
        for value, row in zip(values, rows, strict=True):
            order = np.argsort(-np.abs(row), kind="stable")
            parts = [
                (int(place), float(row[place]))
                for place in order
                if abs(row[place]) >= LOADING and self.verdicts[place] not in (PINNED, EDGE, OPEN)
            ]
            if value < NO_MOVE and _is_told(parts, self.verdicts):
                sign = np.sign(parts[0][1])
                directions.append([(place, float(sign * part)) for place, part in parts])
        return directions


def identify(estimates: Estimates, errors: Array, *, converged: bool = True) -> Identification:
    """Return what the moments can tell.

    Parameters
    ----------
    estimates
        With their uncertainty.
    errors
        Standard errors of the fitted moments.
    converged
        Whether the search that found the estimates converged.
    """
    return Identification(estimates.jacobian / errors[:, None], estimates, converged)


def _verdict(end: str, error: float, beyond: float, outward: float, cut: float) -> str:
    """Return the verdict on one parameter.

    Parameters
    ----------
    end
        Which end of its range it is at, if any.
    error, beyond
        Standard error inside the range; at an end, what it would be if the range went on. Shares of the range.
    outward
        How far beyond its end the best fit would lie, in these standard errors.
    cut
        The larger part of the range that the interval excludes on one side.
    """
    size = (beyond if end else error) / UNIFORM_SD
    if end and size < NOTHING and outward >= OUTWARD:
        return EDGE
    if not end and size < NOTHING:
        return PINNED if size < WEAK else WEAKLY
    return BOUNDED if cut >= CUT and np.isfinite(size) else NOT


def _is_told(parts: list[tuple[int, float]], verdicts: list[str]) -> bool:
    """A direction is told of several parameters, or of one that the moments say nothing of."""
    return len(parts) > 1 or (len(parts) == 1 and verdicts[parts[0][0]] == NOT)
