"""What is known of mixes when parameters are not: how each stands among all, draw by draw, and in which worlds.

The check over draws judges all mixes of the front together. In each draw one of them is best in an objective; a mix is
called the best only if it is so in nearly all of them. Mixes that have names, and the references, then meet the same
draws under the same seeds once more, with all outcomes and under other structures of the model.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from budgetsim.kinds.optimise.answer import Claim, Standing
from budgetsim.kinds.optimise.front import ideal_of, knee_order, non_dominated
from budgetsim.kinds.optimise.question import Objective, Question
from budgetsim.kinds.optimise.search import Criteria
from budgetsim.kinds.scenarios.drawn import SHORT, cells_under, cells_with_shares
from budgetsim.numerics import Array, BoolArray
from budgetsim.scenario import Scenario
from budgetsim.studies.band import stances_of
from budgetsim.studies.ignorance import ENDS, MIDDLE, flips_of
from budgetsim.studies.keep import LAST_YEARS
from budgetsim.studies.kind import Round, Steps
from budgetsim.studies.states import STRUCTURES, points_under, settings_under
from budgetsim.studies.store import StudyResult
from budgetsim.studies.study import Study


@dataclass(frozen=True)
class Contest:
    """All that is judged over draws: the mixes of the front first, then the status quo and the reforms.

    Attributes
    ----------
    names
        What they are called.
    objectives
        What was asked for.
    criteria
        How losses are judged.
    sought
        Which objectives were sought (a mask).
    losses
        (mix, draw, seed, objective), the less the better.
    may_win
        Which of them count as an alternative (a mask): mixes that hold the budget, and the status quo.
    before
        Place of the status quo.
    parameters
        Values (draw,) of what is drawn, by name.
    """

    names: Sequence[str]
    objectives: Sequence[Objective]
    criteria: Criteria
    sought: BoolArray
    losses: Array
    may_win: BoolArray
    before: int
    parameters: Mapping[str, Array]

    @property
    def by_draw(self) -> Array:
        """Mean losses over seeds (mix, draw, objective)."""
        return np.asarray(self.losses.mean(axis=2))

    @property
    def behind(self) -> Array:
        """How far each is behind the best alternative of each draw (mix, draw, objective): its regret."""
        return np.asarray(self.by_draw - ideal_of(self.losses, allowed=self.may_win))

    @property
    def leads(self) -> BoolArray:
        """Which alternatives no other beats in an objective, draw by draw (mix, draw, objective), as a mask.

        Differences within the resolution count for nothing.
        """
        step = self.criteria.step(self.losses[[self.before]])
        return np.asarray(self.may_win[:, None, None] & (self.behind <= step))

    def shares(self) -> tuple[Array, Array]:
        """Return of each in which share of draws no alternative beats it in everything, and in which it is the knee.

        Scores of a draw are in steps of the resolution, as everywhere where mixes are compared.
        """
        unbeaten, knee = (
            np.zeros(self.by_draw.shape[:2], dtype=bool),
            np.zeros(self.by_draw.shape[:2], dtype=bool),
        )
        before = self.losses[[self.before]]
        for draw in range(self.by_draw.shape[1]):
            scores = self.criteria.judged(self.by_draw[:, draw], self.sought, before)
            front = non_dominated(scores, self.may_win)
            # Of equal mixes one is on the front; the others are as good.
            alike = (scores[:, None] == scores[front]).all(axis=2)
            unbeaten[:, draw] = self.may_win & alike.any(axis=1)
            knee[:, draw] = self.may_win & alike[:, knee_order(scores[front])[0]]
        return unbeaten.mean(axis=1), knee.mean(axis=1)

    def standings(self) -> list[Standing]:
        """Return how each stands in every objective."""
        signs = np.array([objective.sign for objective in self.objectives])
        behind, leads = self.behind, self.leads
        rows = []
        for place, name in enumerate(self.names):
            values = self.losses[place] * signs
            middles = np.quantile(values.mean(axis=1), MIDDLE, axis=0).T
            cells = cells_with_shares(values - self.losses[self.before] * signs, -signs, SHORT)
            for k, (objective, cell) in enumerate(zip(self.objectives, cells, strict=True)):
                low, median, high = map(_known, middles[k])
                rows.append(
                    Standing(
                        mix=name,
                        outcome=objective.name,
                        median=median,
                        low=low,
                        high=high,
                        difference=cell["median"],
                        difference_low=cell["low"],
                        difference_high=cell["high"],
                        share_better=cell["share_better"],
                        share_worse=cell["share_worse"],
                        share_best=float(leads[place, :, k].mean()),
                        regret=_known(behind[place, :, k].mean()),
                        regret_high=_known(np.quantile(behind[place, :, k], ENDS[1])),
                    )
                )
        return rows

    def claim(self, place: int, objective: int) -> Claim:
        """Return how far it is true that one is the best in an objective, and against whom it is not."""
        leads, behind = self.leads[..., objective], self.behind[..., objective]
        lost = ~leads[place]
        # Whoever leads most often where this one does not; if it always does, whoever comes nearest.
        wins = (leads & lost).sum(axis=1) if lost.any() else -np.nan_to_num(behind.mean(axis=1), nan=np.inf)
        wins = np.where(self.may_win & (np.arange(len(wins)) != place), wins, -np.inf)
        has_rival = bool(np.isfinite(wins).any())
        rival = int(wins.argmax())
        ahead = self.losses[rival, ..., objective] - self.losses[place, ..., objective]
        (cell,) = cells_with_shares(ahead[..., None], np.ones(1), ("median", "mean", "low", "high"))
        by_draw = ahead.mean(axis=1)
        return Claim(
            outcome=self.objectives[objective].name,
            mix=self.names[place],
            among=int(self.may_win.sum()),
            share_best=float(leads[place].mean()),
            regret=float(behind[place].mean()),
            regret_high=float(np.quantile(behind[place], ENDS[1])),
            rival=self.names[rival] if has_rival else None,
            ahead=cell if has_rival else {},
            flips=tuple(vars(flip) for flip in flips_of(by_draw, self.parameters)) if has_rival else (),
        )


def _known(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None


def named_under(
    question: Question, scenarios: Sequence[Scenario], seeds: Sequence[int]
) -> Steps[dict[str, Any]]:
    """Simulate the status quo, the reforms and named mixes under every state; return what is known of them.

    ``scenarios`` and ``differences`` are levels and differences from the first as ``kinds.scenarios.drawn`` tells them.
    """
    states = question.drawn_states(question.check_count, STRUCTURES)
    points = points_under(scenarios, states)
    settings = {**settings_under(points, states), **question.keep.settings()}
    study = Study("optimise", question.title, points, tuple(seeds), code=question.code, settings=settings)
    result: StudyResult = yield Round(f"named-fresh-{question.generation_count:04d}", study)
    names = [scenario.name for scenario in scenarios]
    cells = cells_under(result.run_means(LAST_YEARS), names, states, stances_of(result.design))
    return {**cells, "states": states}
