"""Effects and doses over draws of parameters: what is known of a lever when parameters are not.

Draws come beside declared parameters and take seeds of their own. Effects of single levers carry the sentences, so they
get the usual seeds of a draw and every other structure of the model; curves have ten times as many points, and which
dose is best in a draw is a matter of that draw and hardly of luck, since doses are paired by seed: two seeds each.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from budgetsim.kinds.effects.answer import BestDose, Drawn, DrawnDose
from budgetsim.kinds.effects.cost_effectiveness import COST
from budgetsim.kinds.effects.design import BASE, Design
from budgetsim.kinds.effects.dose import HARDLY, points_of
from budgetsim.kinds.effects.estimate import low_and_high
from budgetsim.kinds.scenarios.drawn import SHORT, cells_of_differences, cells_with_shares, other_stances
from budgetsim.model.mechanisms.welfare import STANCES
from budgetsim.numerics import Array
from budgetsim.report.declared import better_sign
from budgetsim.studies.band import FUNDS, GAIN, VALUE, stances_of, under_stances
from budgetsim.studies.ignorance import ENDS, MIDDLE
from budgetsim.studies.kind import Round, Steps
from budgetsim.studies.states import States, met, points_under, settings_under
from budgetsim.studies.store import StudyResult
from budgetsim.studies.study import Study
from budgetsim.studies.windows import between

if TYPE_CHECKING:
    import pandas as pd

EFFECT_SEEDS, DOSE_SEEDS = 8, 2
"""Seeds of each draw for effects of single levers, and for doses, where nobody asks for another number."""
Values = Mapping[str, Array]
"""Values by point: (draw, seed, outcome)."""


@dataclass(frozen=True)
class OverDraws:
    """The studies of a design over draws; ``seeds`` are those of each draw, where somebody asked for a number."""

    design: Design
    states: States
    seeds: int | None = None

    @property
    def effect_seeds(self) -> int:
        """Seeds of each draw for effects of single levers."""
        return self.seeds or EFFECT_SEEDS

    @property
    def dose_seeds(self) -> int:
        """Seeds of each draw for doses."""
        return self.seeds or DOSE_SEEDS

    @property
    def has_effects(self) -> bool:
        """Whether levers moved alone are asked for."""
        return bool({"effects", "cost"} & set(self.design.parts))

    @property
    def has_doses(self) -> bool:
        """Whether a dose may be best."""
        return "dose" in self.design.parts and bool(better_sign(self.design.outcomes[0]))

    @cached_property
    def contrasted(self) -> list[str]:
        """Names of the points of the contrasts."""
        plan = self.design.plan
        return list(dict.fromkeys(name for lever in plan.levers for name in low_and_high(plan, lever)))

    @cached_property
    def dosed(self) -> list[str]:
        """Names of the points of all curves, the scenario itself first."""
        plan = self.design.plan
        names = (name for lever in plan.levers if lever.doses for name in points_of(plan, lever))
        return list(dict.fromkeys([BASE, *names]))

    @cached_property
    def of_doses(self) -> States:
        """States that doses meet: draws of the model as it is declared."""
        return replace(self.states, structures={})

    @property
    def runs(self) -> int:
        """Runs of both studies."""
        count = 0
        if self.has_effects:
            count += len(self.contrasted) * len(list(self.states.every())) * self.effect_seeds
        if self.has_doses:
            count += len(self.dosed) * len(list(self.of_doses.every())) * self.dose_seeds
        return count

    def study(self, names: Sequence[str], states: States, seeds: int) -> Study:
        """Return the study of some points under all states."""
        chosen = set(names)
        scenarios = [one for one in self.design.points if one.name in chosen]
        points = points_under(scenarios, states)
        settings = {**settings_under(points, states), **self.design.keep.settings()}
        first = self.design.first_seed
        return Study(
            "effects", self.design.name or self.design.base.name, points, tuple(range(first, first + seeds)),
            self.design.years, code=self.design.code, settings=settings,
        )  # fmt: skip

    def means(self, result: StudyResult, outcomes: Sequence[str]) -> pd.DataFrame:
        """Return means over the last years, with what bands are made of."""
        more = (GAIN, FUNDS) if VALUE in outcomes else ()
        (table,) = result.window_tables(
            [between(*self.design.window)], list(dict.fromkeys([*outcomes, *more]))
        )
        return table


def over_draws(draws: OverDraws) -> Steps[Drawn]:
    """Simulate contrasts and doses under all draws; return what is known of them."""
    states = draws.states
    made = Drawn(
        draws=states.draws,
        drawn_from=states.source,
        drawn=tuple(states.parameters),
        structures=tuple(states.structures),
        effect_seeds=draws.effect_seeds,
        dose_seeds=draws.dose_seeds,
        runs=draws.runs,
    )
    if draws.has_effects:
        study = draws.study(draws.contrasted, states, draws.effect_seeds)
        result: StudyResult = yield Round(f"draws-effects-{study.identity()[:12]}", study)
        made = replace(made, effects=_effects(draws, result))
    if draws.has_doses:
        study = draws.study(draws.dosed, draws.of_doses, draws.dose_seeds)
        result = yield Round(f"draws-doses-{study.identity()[:12]}", study)
        doses, best = _doses(draws, result)
        made = replace(made, doses=doses, best=best)
    return made


def _effects(draws: OverDraws, result: StudyResult) -> dict[str, dict[str, Any]]:
    """Return cells by lever and outcome, of net social value under every stance too."""
    plan, outcomes, names = draws.design.plan, draws.design.outcomes, draws.contrasted
    table = draws.means(result, outcomes)
    values = met(table, names, draws.states, outcomes)
    behind = stances_of(result.design)
    under = under_stances(table, behind)
    valued = None if under is None else met(under, names, draws.states)
    found = {}
    for lever in plan.levers:
        low, high = low_and_high(plan, lever)
        rivals = {structure: own[high] - own[low] for structure, own in values.structures.items()}
        drawn, declared = (own[high] - own[low] for own in (values.drawn, values.declared))
        cells = cells_of_differences(outcomes, drawn, declared, rivals, draws.states)
        if valued is not None and VALUE in cells:
            rows = cells_with_shares(valued.drawn[high] - valued.drawn[low], np.ones(len(STANCES)), SHORT)
            cells[VALUE]["structures"] |= other_stances(rows, behind[low])
        if COST in cells:
            for outcome, cell in cells.items():
                place = outcomes.index(outcome)
                cell["per_cost"] = per_cost(drawn, place, outcomes.index(COST)) if outcome != COST else {}
        found[lever.name] = cells
    return found


def per_cost(drawn: Array, outcome: int, cost: int) -> dict[str, float | None]:
    """Return what a unit of cost brings over draws, from differences (draw, seed, outcome).

    ``dearer`` is the share of draws in which costs rise; ``median``, ``low`` and ``high`` are those of the ratio of the
    means over seeds, ``None`` unless costs move the same way in all draws.
    """
    change, paid = (drawn[..., place].mean(axis=1) for place in (outcome, cost))
    dearer = float((paid > 0.0).mean())
    if paid.min() <= 0.0 <= paid.max():
        return {"dearer": dearer, "median": None, "low": None, "high": None}
    low, median, high = np.quantile(change / paid, MIDDLE).tolist()
    return {"dearer": dearer, "median": median, "low": low, "high": high}


def _doses(draws: OverDraws, result: StudyResult) -> tuple[tuple[DrawnDose, ...], tuple[BestDose, ...]]:
    """Return the curves of the first outcome over draws, and where the best dose lies in each."""
    plan, outcome = draws.design.plan, draws.design.outcomes[0]
    values = met(draws.means(result, [outcome]), draws.dosed, draws.of_doses, [outcome]).drawn
    own = values[BASE][..., 0].mean(axis=1)
    rows: list[DrawnDose] = []
    best: list[BestDose] = []
    for lever in plan.levers:
        if not lever.doses:
            continue
        curve = np.stack([values[name][..., 0].mean(axis=1) for name in points_of(plan, lever)])
        found = best_doses(lever.doses, curve, own, better_sign(outcome))
        best.append(BestDose(lever=lever.name, outcome=outcome, **found.summary()))
        low, median, high = np.quantile(curve - own, MIDDLE, axis=1)
        shares = found.shares()
        rows += [
            DrawnDose(lever.name, float(dose), dose == lever.own, outcome, *map(float, numbers))
            for dose, *numbers in zip(lever.doses, median, low, high, shares, strict=True)
        ]
    return tuple(rows), tuple(best)


@dataclass(frozen=True)
class BestDoses:
    """The best dose of each draw: its place among the ``doses``, and whether any dose matters there."""

    doses: Array
    place: Array
    matters: Array

    def shares(self) -> Array:
        """Return of each dose the share of all draws in which it matters and is best."""
        return np.bincount(self.place[self.matters], minlength=len(self.doses)) / len(self.place)

    def summary(self) -> dict[str, Any]:
        """Return the fields of ``BestDose`` that follow from all draws."""
        last = len(self.doses) - 1
        chosen = self.place[self.matters]
        middle: Sequence[float | None] = (None, None, None)
        if len(chosen):
            middle = np.quantile(self.doses[chosen], [0.5, *ENDS]).tolist()
        count = len(self.place)
        return {
            **dict(zip(("median", "low", "high"), middle, strict=True)),
            "at_start": float((chosen == 0).sum() / count),
            "inside": float(((chosen > 0) & (chosen < last)).sum() / count),
            "at_end": float((chosen == last).sum() / count),
            "hardly_matters": 1.0 - len(chosen) / count,
        }


def best_doses(doses: Sequence[float], curve: Array, own: Array, sign: float) -> BestDoses:
    """Return which dose is best in each draw.

    Parameters
    ----------
    doses
        In rising order.
    curve
        Mean outcomes (dose, draw).
    own
        Mean outcome of the scenario itself (draw,): a curve within a hundredth of it hardly matters.
    sign
        1 where more of the outcome is better, −1 where less is.
    """
    matters = np.ptp(curve, axis=0) > HARDLY * np.abs(own)
    return BestDoses(np.asarray(doses, dtype=np.float64), np.argmax(sign * curve, axis=0), matters)
