"""From results over many worlds to one number per objective: on average, in the worst tenth, or by regret.

Everything here is a loss: the less, the better. Losses are arrays (mix, state, seed, objective); a world is a state
of the uncertain parameters under a seed. An *ideal* (state, objective) is the least mean loss over seeds that could be
had in each state by itself.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from budgetsim.numerics import Array, BoolArray

Places = NDArray[np.intp]
WORST_SHARE = 0.1
"""Share of the worlds that ``worst_decile`` looks at."""
RESAMPLES = 400
"""Resamples of the seeds behind a bootstrap interval: its ends then move by a tenth of its width between draws."""
CONFIDENCE = 0.95


def mean(losses: Array, ideal: Array) -> Array:
    """Return the mean over states and seeds (mix, objective)."""
    del ideal
    return np.asarray(losses.mean(axis=(1, 2)))


def worst_decile(losses: Array, ideal: Array) -> Array:
    """Return the mean of the worst tenth of the worlds, for each objective by itself (mix, objective).

    Where a tenth is no whole number of worlds, the last one counts in part: of 24 worlds the two worst count fully
    and the third with 0.4; of fewer than ten it is the worst one (conditional value at risk; Rockafellar & Uryasev
    2002).
    """
    del ideal
    mixes, states, seeds, objectives = losses.shape
    ordered = -np.sort(-losses.reshape(mixes, states * seeds, objectives), axis=1)
    weights = np.clip(WORST_SHARE * states * seeds - np.arange(states * seeds), 0.0, 1.0)
    return np.asarray((ordered * (weights / weights.sum())[None, :, None]).sum(axis=1))


def regret(losses: Array, ideal: Array) -> Array:
    """Return the largest regret over the states (mix, objective; Savage 1951).

    The regret of a mix in a state is its mean loss over seeds less the ideal of that state. The mean of regrets would
    order mixes as the mean of losses does; the largest one does not.
    """
    return np.asarray((losses.mean(axis=2) - ideal).max(axis=1))


MEASURES: dict[str, Callable[[Array, Array], Array]] = {
    "mean": mean,
    "worst_decile": worst_decile,
    "regret": regret,
}


def spending(measure: str, cost: Array) -> Array:
    """Return the administrative cost (mix) that must hold the budget, from costs (mix, state, seed).

    The mean over all worlds, the mean of their worst tenth, or, with regret, the mean over seeds in the dearest state.
    """
    losses = cost[..., None]
    nothing = np.zeros((cost.shape[1], 1))
    return MEASURES[measure](losses, nothing)[:, 0]


def ideal_of(losses: Array, *, allowed: BoolArray) -> Array:
    """Return the ideal (state, objective) over the mixes that are allowed (a mask)."""
    return np.asarray(losses[allowed].mean(axis=2).min(axis=0))


def intervals(score: Callable[[Places], Array], seeds: int, *, seed: int = 0) -> tuple[Array, Array] | None:
    """Return 95 % bootstrap intervals of scores over seeds, states given; ``None`` for a single seed.

    Parameters
    ----------
    score
        From positions of seeds, with repetitions, to scores of any shape.
    seeds
        Number of seeds.
    seed
        Of the resampling, so that the same results give the same intervals.
    """
    from scipy.stats import bootstrap

    if seeds < 2:
        return None
    shape = score(np.arange(seeds)).shape

    def resampled(places: Places, axis: int) -> Array:
        del axis
        if places.ndim == 1:
            return score(places).ravel()
        return np.stack([score(resample).ravel() for resample in places], axis=-1)

    interval = bootstrap(
        (np.arange(seeds),),
        resampled,
        vectorized=True,
        method="percentile",
        n_resamples=RESAMPLES,
        confidence_level=CONFIDENCE,
        rng=np.random.default_rng(seed),
    ).confidence_interval
    return np.asarray(interval.low).reshape(shape), np.asarray(interval.high).reshape(shape)
