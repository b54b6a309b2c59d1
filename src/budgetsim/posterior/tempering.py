"""Draws brought from the prior to where evidence is likely, by way of evidence that counts more and more.

Of a great many draws of the prior, few lie where much or precise evidence is: a handful would be taken again and
again, and their copies, moved about, would stay near them. So evidence counts for a share of its logarithm first, then
for more, each time as much more as leaves a third of the draws counting (Del Moral, Doucet & Jasra 2006; the share by
bisection: Jasra and others 2011). Between, every draw goes about by itself (resample and move: Gilks & Berzuini 2001).
Evidence that leaves so many counting at once is weighed at once.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from budgetsim.numerics import Array
from budgetsim.posterior.weighing import effective, normalised, resampled

HALF, THIRD = 1.0 / 2.0, 1.0 / 3.0
"""Parts of the draws that have to count once they are weighed, and whenever evidence comes to count more."""
STEPS, BETWEEN = 120, 40
"""Steps that draws go under all of the evidence, and under each share of it before."""
PARTS = (0.02, 0.05, 0.1, 0.3)
"""Shares of parameters that a step draws anew, in turn."""
BISECTIONS = 40


@dataclass(frozen=True)
class Settled:
    """Draws where the evidence is likely.

    Attributes
    ----------
    points
        (draw, value).
    logs
        Logs of how likely each finds the evidence, (draw,).
    shares
        Shares of the evidence by which they came there; the last is 1.
    taken
        Steps that a draw took, on average.
    """

    points: Array
    logs: Array
    shares: tuple[float, ...]
    taken: float


def lessened(logs: Array, share: float) -> Array:
    """Return weights of which the logs count for a share; what is ruled out stays so."""
    return normalised(np.where(np.isneginf(logs), -np.inf, share * np.where(np.isneginf(logs), 0.0, logs)))


def largest_share(logs: Array, goal: float, most: float = 1.0) -> float:
    """Return the largest share of some logs, up to ``most``, with which draws are worth ``goal`` equal ones; else 0."""
    if effective(lessened(logs, most)) >= goal:
        return most
    low, high = 0.0, most
    for _ in range(BISECTIONS):
        middle = (low + high) / 2.0
        low, high = (middle, high) if effective(lessened(logs, middle)) >= goal else (low, middle)
    return low


def steadied(logs: Array) -> Array:
    """Return weights from their logs, lessened where fewer than half of the draws would count.

    Weights say how much likelier the simulation makes draws than the emulators said. Where emulators err by more than
    the evidence does, a few draws would weigh all, and intervals of a few draws are too narrow. Draws that weigh the
    same are those of the emulators, which know their own error: lessened weights lie between (Koblents & Míguez 2015).
    """
    return lessened(logs, largest_share(logs, HALF * len(logs)))


def settled(  # noqa: PLR0913 - candidates, what judges them, and how draws go
    candidates: Array,
    logs: Array,
    judged: Callable[[Array], Array],
    fresh: Callable[[int], Array],
    count: int,
    random: np.random.Generator,
) -> Settled:
    """Return ``count`` draws of candidates of the prior, gone to where the evidence is likely.

    A step draws some values of every draw anew from the prior and keeps them if a number below the ratio of
    likelihoods is drawn (Metropolis; the prior cancels). Draws are as likely to be anywhere as before, but no two are
    the same.

    Parameters
    ----------
    candidates
        Draws of the prior, (candidate, value).
    logs
        Logs of how likely each finds the evidence, (candidate,).
    judged
        From points to such logs; −∞ where the prior has no point.
    fresh
        From the number of a step to ``count`` draws of the prior.
    """
    points, share, taken, step = candidates, 0.0, 0, 0
    shares: list[float] = []
    while share < 1.0:
        more = largest_share(logs, THIRD * count, 1.0 - share)
        rows = resampled(lessened(logs, more), count)
        share = 1.0 if more == 1.0 - share else share + more
        shares.append(share)
        points, logs = points[rows], logs[rows]
        for _ in range(STEPS if share == 1.0 else BETWEEN):
            anew = random.random(points.shape) < PARTS[step % len(PARTS)]
            tried = np.where(anew, fresh(step), points)
            logs_tried = judged(tried)
            kept = np.log(random.random(count)) < share * (logs_tried - logs)
            points, logs = np.where(kept[:, None], tried, points), np.where(kept, logs_tried, logs)
            taken += int(kept.sum())
            step += 1
    return Settled(points, logs, tuple(shares), taken / count)
