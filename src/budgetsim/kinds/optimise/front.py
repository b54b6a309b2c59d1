"""From results over states and seeds to the front: one number per objective, mixes that no other beats, the knee.

Losses are arrays (mix, state, seed, objective), scores (mix, objective): the less, the better. A replication is a state
of the uncertain parameters under a seed. An *ideal* (state, objective) is the least mean loss over seeds that could be
had in each state by itself.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from budgetsim.numerics import Array, BoolArray

Places = NDArray[np.intp]
WORST_SHARE = 0.1
"""Share of the replications that ``worst_decile`` looks at."""
RESAMPLES = 400
"""Resamples of the seeds behind a bootstrap interval: its ends then move by a tenth of its width between draws."""
CONFIDENCE = 0.95


def mean(losses: Array, ideal: Array) -> Array:
    """Return the mean over states and seeds (mix, objective)."""
    del ideal
    return np.asarray(losses.mean(axis=(1, 2)))


def worst_decile(losses: Array, ideal: Array) -> Array:
    """Return the mean of the worst tenth of the replications, for each objective by itself (mix, objective).

    Where a tenth is no whole number of replications, the last one counts in part: of 24 the two worst count fully
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

    The mean over all replications, that of their worst tenth, or, with regret, that over seeds in the dearest state.
    """
    losses = cost[..., None]
    nothing = np.zeros((cost.shape[1], 1))
    return MEASURES[measure](losses, nothing)[:, 0]


def ideal_of(losses: Array, *, allowed: BoolArray) -> Array:
    """Return the ideal (state, objective) over the mixes that are allowed (a mask)."""
    return np.asarray(losses[allowed].mean(axis=2).min(axis=0))


def intervals(score: Callable[[Places], Array], seeds: int, *, seed: int = 0) -> tuple[Array, Array] | None:
    """Return 95 % bootstrap intervals of scores over seeds, states given; ``None`` for a single seed.

    ``score`` takes positions of seeds, with repetitions, to scores of any shape; the seed of the resampling is given,
    so that the same results give the same intervals.
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


HYPERVOLUME_CORNER = 1.1
"""Reference point of the hypervolume, in ranges of the front from its best corner: a tenth beyond the worst, so that
the ends of the front count (Ishibuchi et al. 2018)."""
SETTLED_SHARE = 0.02
"""Part of the hypervolume that the last quarter of the generations may add if the search is called settled (assumed; of
four objectives the front grows denser for ever, without becoming better anywhere)."""
LAST_PART = 0.25
FEWEST_TO_SETTLE = 8
"""Generations before anybody can say that a search has settled: of fewer, the last quarter is a single one."""


def non_dominated(scores: Array, allowed: BoolArray) -> Places:
    """Return the places of allowed mixes (a mask) that no allowed one beats: nowhere worse, somewhere better.

    Of mixes with equal scores the first is kept.
    """
    from pymoo.util.nds.non_dominated_sorting import NonDominatedSorting

    places = np.flatnonzero(allowed)
    _, first = np.unique(scores[places], axis=0, return_index=True)
    places = places[np.sort(first)]
    if not len(places):
        return places
    best = NonDominatedSorting().do(scores[places], only_non_dominated_front=True)
    return np.asarray(places[np.sort(best)])


def scaled(scores: Array, front: Array) -> Array:
    """Return scores in ranges of a front: 0 is its best and 1 its worst value of each objective."""
    low, high = front.min(axis=0), front.max(axis=0)
    return np.asarray((scores - low) / np.where(high > low, high - low, 1.0))


def knee_order(scores: Array) -> Places:
    """Return the places of a front's mixes from the knee on.

    The knee is the mix farthest from the plane through the ends of the front, towards the best of everything, each
    objective scaled to its range on the front (Das 1999; with two objectives the plane is the line between the ends).
    Scaled so, the plane is where the coordinates sum to 1, and the distance is (1 − sum)/√n.
    """
    within = scaled(scores, scores)
    distance = (1.0 - within.sum(axis=1)) / math.sqrt(within.shape[1])
    return np.argsort(-distance, kind="stable")


def thinned(scores: Array, most: int, kept: Sequence[int]) -> Places:
    """Return places of at most ``most`` mixes of a front, spread evenly.

    The best mix of each objective and those to be ``kept`` are among them; the others follow one by one, each time
    the one farthest from all that were taken (Kennard & Stone 1969).
    """
    from pymoo.util.reference_direction import select_points_with_maximum_distance

    if len(scores) <= most:
        return np.arange(len(scores))
    ends = [int(place) for place in scores.argmin(axis=0)]
    first = list(dict.fromkeys([*kept, *ends]))[:most]
    taken = select_points_with_maximum_distance(scaled(scores, scores), most, selected=first)
    return np.sort(np.asarray(taken))


def hypervolumes(scores: Array, allowed: BoolArray, generations: Sequence[int], front: Array) -> list[float]:
    """Return the hypervolume that the mixes up to each generation dominate, from the first to the last.

    Scores are in ranges of the final front, so that values of one search can be compared; 1.1 to the power of the
    number of objectives would be perfect. Mixes that are not allowed count for nothing.
    """
    from pymoo.indicators.hv import HV

    measure = HV(ref_point=np.full(scores.shape[1], HYPERVOLUME_CORNER), norm_ref_point=False)
    within, at, volumes = scaled(scores, front), np.asarray(generations), []
    held: Places = np.zeros(0, dtype=np.intp)
    for generation in range(1, int(at.max()) + 1):
        # Only the front so far and the newcomers can be on the next front.
        mask = np.zeros(len(within), dtype=bool)
        mask[held] = True
        held = non_dominated(within, mask | ((at == generation) & allowed))
        volumes.append(float(measure(within[held])) if len(held) else 0.0)
    return volumes


def late_gain(volumes: Sequence[float]) -> float:
    """Return the part of the final hypervolume that the last quarter of the generations added."""
    before = volumes[max(0, len(volumes) - 1 - max(1, round(LAST_PART * len(volumes))))]
    return 1.0 - before / volumes[-1] if volumes[-1] > 0.0 else 1.0
