"""What the search showed: the front is chosen, judged again on fresh replications, and its knee named.

Mixes are chosen by what they showed in the search and told by what they show on fresh replications. What was chosen as
it looked good looked too good on the replications of the choice (the winner's curse; Smith & Winkler 2006); on those
that played no part in the choice it does not.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np

from budgetsim.kinds.optimise.front import (
    FEWEST_TO_SETTLE,
    SETTLED_SHARE,
    Places,
    hypervolumes,
    intervals,
    knee_order,
    late_gain,
    non_dominated,
    thinned,
)
from budgetsim.kinds.optimise.search import Archive, Criteria
from budgetsim.language import told
from budgetsim.numerics import Array, BoolArray
from budgetsim.rounding import levels
from budgetsim.studies.errors import StudyError
from budgetsim.studies.ignorance import ENDS
from budgetsim.studies.summary import t_interval


@dataclass(frozen=True)
class Searched:
    """What the search showed. Scores are (mix, objective), the less the better."""

    archive: Archive
    scores: Array
    """Of every mix, against the final ideal."""
    judged: Array
    """Those of the objectives that were sought, in steps of the resolution: what decides between mixes."""
    allowed: BoolArray
    """Which mixes hold the budget, and have all objectives defined (a mask)."""
    undefined: int
    """Number of mixes under which an objective is undefined."""
    front: Places
    """Places of the mixes that no other beats."""
    chosen: Places
    """Places of those that are judged again: of the front, and rivals of a mix that is best in one objective alone."""
    sought: BoolArray
    """Which objectives were sought (a mask); the others hardly answer to the levers."""
    rest_scores: Array
    """Of the status quo and the reference reforms."""
    volumes: list[float]
    """Hypervolume by generation."""

    @property
    def late_gain(self) -> float:
        """Part of the hypervolume that the last quarter of the generations added."""
        return late_gain(self.volumes)

    @property
    def is_settled(self) -> bool:
        """Whether the last quarter of enough generations added next to nothing."""
        return len(self.volumes) >= FEWEST_TO_SETTLE and self.late_gain <= SETTLED_SHARE

    @property
    def knee_first(self) -> Places:
        """Places of the front, and of rivals, from the knee on."""
        every = np.union1d(self.front, self.chosen)
        return np.asarray(every[knee_order(self.judged[every])])


@dataclass(frozen=True)
class Estimates:
    """Numbers with intervals: 95 % over seeds (without a second one the ends are NaN), or the middle 90 % of draws.

    Scores have the shape (mix, objective), the administrative cost has (mix,).
    """

    value: Array
    low: Array
    high: Array


@dataclass(frozen=True)
class Checked:
    """What the chosen mixes showed on fresh replications, in the order of ``Searched.chosen``."""

    mixes: Estimates
    rest: Estimates
    """Of the status quo and the reference reforms."""
    holds: BoolArray
    """Which mixes hold the budget on fresh replications too (a mask)."""
    surely: BoolArray
    """Which of those hold it with the whole of their interval, so over draws in 95 % of them (a mask)."""
    on_front: BoolArray
    """Which of those no other of them beats on fresh replications (a mask)."""
    spending: Estimates | None
    """Administrative cost of each mix that counts against the budget, with its interval."""
    promised: Array
    """Mean advantage over the status quo in the search, by objective, of the mixes that hold the budget."""
    kept: Array
    """The same on fresh replications."""
    knee: int
    """Position of the knee."""
    best: tuple[int, ...]
    """Position of the best mix of each objective that was sought."""


def choose(archive: Archive, sought: BoolArray, criteria: Criteria, most: int, rest: Array) -> Searched:
    """Choose the front of what the search returned; at most ``most`` of its mixes are judged again.

    ``rest`` are the losses (reference, state, seed, outcome) of the status quo first, then of the reforms.

    Raises
    ------
    StudyError
        If no mix holds the budget.
    """
    losses = archive.table()
    ideal = criteria.ideal(losses, rest[:1])
    scores, excess = criteria.scores(losses, ideal), criteria.excess(losses)
    defined = criteria.defined(losses)
    allowed = (excess <= 0.0) & defined
    if not allowed.any():
        raise StudyError(_too_dear(criteria, losses) if defined.any() else told("optimise-fault-nowhere"))
    judged = np.nan_to_num(criteria.judged(scores, sought, rest), nan=np.inf)
    front = non_dominated(judged, allowed)
    knee = int(knee_order(judged[front])[0])
    chosen = front[thinned(judged[front], most, [knee])]
    if criteria.is_drawn and sought.sum() == 1:
        chosen = np.union1d(chosen, rivals(losses[..., sought.argmax()], allowed))
    volumes = hypervolumes(judged, allowed, archive.generations, judged[front])
    undefined = int((~defined).sum())
    others = criteria.scores(rest, ideal)
    return Searched(archive, scores, judged, allowed, undefined, front, chosen, sought, others, volumes)


def rivals(losses: Array, allowed: BoolArray) -> Places:
    """Return the places of the allowed mixes (a mask) that are best in some state, from losses (mix, state, seed).

    Of a single objective the front is one mix. Whether it is the best in every state only others can show.
    """
    by_state = np.where(allowed[:, None], losses.mean(axis=2), np.inf)
    return np.unique(by_state.argmin(axis=0))


def check(searched: Searched, criteria: Criteria, losses: Array, rest: Array) -> Checked:
    """Judge the chosen mixes again, by their losses (mix, state, seed, outcome) on fresh replications.

    ``rest`` are those of the status quo and the reforms on the same replications.

    Raises
    ------
    StudyError
        If no chosen mix holds the budget on fresh replications.
    """
    spending = _spent(criteria, losses)
    holds = (criteria.excess(losses) <= 0.0) & criteria.defined(losses)
    if not holds.any():
        raise StudyError(told("optimise-fault-fresh-budget", mixes=str(len(holds))))
    mixes, others = _scored(criteria, losses, rest)
    on_front = np.zeros(len(holds), dtype=bool)
    on_front[non_dominated(criteria.judged(mixes.value, searched.sought, rest), holds)] = True
    surely = (
        holds if spending is None or criteria.budget is None else holds & ~(spending.high > criteria.budget)
    )
    knee, best = _named(searched, surely if surely.any() else holds)
    of_front = holds & np.isin(searched.chosen, searched.front)
    told_of = of_front if of_front.any() else holds
    promised = searched.rest_scores[0] - searched.scores[searched.chosen[told_of]].mean(axis=0)
    kept = others.value[0] - mixes.value[told_of].mean(axis=0)
    return Checked(mixes, others, holds, surely, on_front, spending, promised, kept, knee, best)


def _spent(criteria: Criteria, losses: Array) -> Estimates | None:
    """Return what each mix spends on fresh replications, with its interval; ``None`` without a budget."""
    value = criteria.spending(losses)
    if value is None:
        return None

    def score(seeds: Places) -> Array:
        return np.asarray(criteria.spending(losses[:, :, seeds]))

    low, high = _interval(criteria, losses[..., -1], value, score)
    return Estimates(value, low, high)


def _named(searched: Searched, holds: BoolArray) -> tuple[int, tuple[int, ...]]:
    """Return the positions of the knee and of the best mix of each objective, as the search saw them.

    Of mixes that are equally good in an objective the one nearest to the knee is its best.
    """
    position = {int(place): number for number, place in enumerate(searched.chosen) if holds[number]}
    ordered = [int(place) for place in searched.knee_first if int(place) in position]
    best = [ordered[int(column.argmin())] for column in searched.judged[ordered].T]
    return position[ordered[0]], tuple(position[place] for place in best)


def _scored(criteria: Criteria, losses: Array, rest: Array) -> tuple[Estimates, Estimates]:
    """Return the scores of mixes and references on the same replications, with intervals over seeds."""
    every = np.concatenate([losses, rest])
    value = _score(criteria, len(losses), every, np.arange(every.shape[2]))
    score = partial(_score, criteria, len(losses), every)
    low, high = _interval(criteria, every[..., : criteria.objectives], value, score)
    cut = len(losses)
    return Estimates(value[:cut], low[:cut], high[:cut]), Estimates(value[cut:], low[cut:], high[cut:])


def _interval(
    criteria: Criteria, losses: Array, value: Array, score: Callable[[Places], Array]
) -> tuple[Array, Array]:
    """Return ends of intervals of scores (mix, …), from losses (mix, state, seed, …).

    Of means over draws they hold the middle 90 % of draws, else 95 % over seeds.
    """
    if criteria.robust == "mean" and criteria.is_drawn:
        low, high = np.quantile(losses.mean(axis=2), ENDS, axis=1)
        return low, high
    if criteria.robust == "mean":
        by_seed = losses.mean(axis=1)
        count = np.full(value.shape, by_seed.shape[1])
        # One draw has no spread; the interval is then undefined anyway.
        sd = by_seed.std(axis=1, ddof=1 if by_seed.shape[1] > 1 else 0)
        return t_interval(value, sd, count)
    ends = intervals(score, losses.shape[2])
    return ends or (np.full_like(value, np.nan),) * 2


def _score(criteria: Criteria, mixes: int, every: Array, seeds: Places) -> Array:
    """Return scores under some of the seeds; the ideal is that of the mixes and of the status quo, which follows."""
    losses = every[:, :, seeds]
    ideal = criteria.ideal(losses[:mixes], losses[mixes : mixes + 1])
    return criteria.scores(losses, ideal)


def _too_dear(criteria: Criteria, losses: Array) -> str:
    spent = criteria.spending(losses)
    least = 0.0 if spent is None else float(spent.min())
    _, cheapest = levels((float(criteria.budget or 0.0), least))  # in digits that tell it from the budget
    about = {"budget": f"{criteria.budget:g}", "mixes": f"{len(losses):,}", "cheapest": cheapest}
    return told("optimise-fault-too-dear", **about)
