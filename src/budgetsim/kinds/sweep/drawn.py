"""A sweep over draws of parameters: every point under each draw and seed, compared with where the scenario stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from budgetsim.kinds.curves import best_levels, ways
from budgetsim.kinds.scenarios.drawn import cells_of_differences, cells_of_levels, cells_under
from budgetsim.kinds.sweep.answer import MOST_POINTS, BestElsewhere, Drawn, DrawnBest, DrawnLevel, Response
from budgetsim.kinds.sweep.best import plain
from budgetsim.kinds.sweep.swept import POINT, Swept
from budgetsim.numerics import Array
from budgetsim.report.declared import better_sign
from budgetsim.studies.band import stances_of
from budgetsim.studies.factors import Factor
from budgetsim.studies.ignorance import MIDDLE, SURE
from budgetsim.studies.point_table import level_means, stored_column
from budgetsim.studies.states import States, stored_states

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class OverDraws:
    """Runs of a sweep under all states.

    ``values`` are means over the last years (outcome, place, seed) of all points under all states; the first of their
    ``outcomes`` are ``shown``.
    """

    swept: Swept
    states: States
    outcomes: tuple[str, ...]
    shown: tuple[str, ...]
    values: Array

    @cached_property
    def by_state(self) -> Array:
        """Values of what is told (point, state, seed, outcome), states in the order of the study."""
        shown = self.values[: len(self.shown)]
        count, seeds = len(self.swept.points), shown.shape[2]
        return shown.reshape(len(shown), -1, count, seeds).transpose(2, 1, 3, 0)

    @property
    def of_draws(self) -> slice:
        """Places of the draws of the model as it is declared among the states, of which the first has none."""
        return slice(1, 1 + self.states.draws)

    def of_structures(self) -> Iterator[tuple[str, slice]]:
        """Yield every other structure with the places of its draws among the states."""
        first = 1 + self.states.draws
        for number, structure in enumerate(self.states.structures):
            start = first + number * self.states.few
            yield structure, slice(start, start + self.states.few)


def drawn_of(draws: OverDraws) -> Drawn:
    """Return what is known of a sweep over draws of parameters."""
    swept = draws.swept
    own: Mapping[str, Any] = stored_states(swept.result)["own"]
    reference, is_own = reference_of(swept.points, swept.factors, own)
    cells = _cells_of_points(draws, reference) if len(swept.points) <= MOST_POINTS else {}
    levels, responses = _along_factors(draws, {**own, POINT: reference})
    return Drawn(
        draws=draws.states.draws,
        drawn_from=draws.states.source,
        drawn=tuple(draws.states.parameters),
        structures=tuple(draws.states.structures),
        reference=reference,
        is_own=is_own,
        points=cells.get("scenarios"),
        differences=cells.get("differences"),
        levels=levels,
        responses=responses,
        best={outcome: _best(draws, place) for place, outcome in enumerate(draws.shown)},
    )


def reference_of(points: pd.DataFrame, factors: Sequence[Factor], own: Mapping[str, Any]) -> tuple[str, bool]:
    """Return the point at which every factor is what the scenario has, or the first; and whether there is one."""
    is_own = np.ones(len(points), dtype=np.bool_)
    for factor in factors:
        is_own &= (points[stored_column(factor)] == own[factor.name]).to_numpy()
    return str(points["scenario"].iloc[int(is_own.argmax())]), bool(is_own.any())


def _cells_of_points(draws: OverDraws, reference: str) -> dict[str, Any]:
    """Return levels of all points, and differences from the reference, as scenarios have them."""
    result = draws.swept.result
    means = result.by_run(draws.outcomes, draws.values)
    others = [name for name in draws.swept.names if name != reference]
    made = cells_under(means, [reference, *others], draws.states, stances_of(result.design))
    shown = set(draws.shown)
    return {
        key: {name: {k: cell for k, cell in cells.items() if k in shown} for name, cells in made[key].items()}
        for key in ("scenarios", "differences")
    }


def _along_factors(
    draws: OverDraws, own: Mapping[str, Any]
) -> tuple[tuple[DrawnLevel, ...], tuple[Response, ...]]:
    """Return outcomes at every level of every factor, and which way they go along factors that are numbers.

    ``own`` is the value of every factor in the scenario, from whose level the others differ.
    """
    import pandas as pd

    swept, shape = draws.swept, draws.by_state.shape[1:]
    wide = pd.DataFrame(draws.by_state.reshape(len(swept.points), -1), index=swept.names)
    level = draws.by_state.mean(axis=(0, 2))
    tables = level_means(swept.compared, swept.points, wide, swept.placed)
    rows: list[DrawnLevel] = []
    responses: list[Response] = []
    for factor in swept.compared:
        table = tables[factor.name]
        values = table.to_numpy().reshape(-1, *shape)
        levels = [plain(one) for one in table.index]
        base = levels.index(own[factor.name]) if own[factor.name] in levels else 0
        rows += _levels(draws, factor, levels, base, values)
        if factor.is_ordered and len(levels) > 1:
            responses += _responses(draws, factor, levels, values.mean(axis=2), level)
    return tuple(rows), tuple(responses)


def _levels(
    draws: OverDraws, factor: Factor, levels: Sequence[Any], base: int, values: Array
) -> Iterator[DrawnLevel]:
    """Yield the levels of a factor: ``values`` (level, state, seed, outcome), ``base`` the level to compare with."""
    for number, level in enumerate(levels):
        cells = cells_of_levels(values[number][draws.of_draws])
        apart = values[number] - values[base]
        rivals = {structure: apart[places] for structure, places in draws.of_structures()}
        differences = cells_of_differences(draws.shown, apart[draws.of_draws], apart[0], rivals, draws.states)
        for outcome, cell in zip(draws.shown, cells, strict=True):
            difference = None if number == base else differences[outcome]
            yield DrawnLevel(factor.name, level, outcome, cell, difference)


def _responses(
    draws: OverDraws, factor: Factor, levels: Sequence[float], values: Array, own: Array
) -> Iterator[Response]:
    """Yield which way outcomes go along a factor: ``values`` (level, state, outcome), ``own`` (state, outcome)."""
    for place, outcome in enumerate(draws.shown):
        curve, middle = values[..., place], own[:, place]
        of_draws = draws.of_draws
        best = best_levels(levels, curve[:, of_draws], middle[of_draws], better_sign(outcome) or 1.0)
        where = best.summary()
        where.pop("hardly_matters")
        yield Response(
            factor=factor.name,
            outcome=outcome,
            **ways(curve[:, of_draws], middle[of_draws]),
            **where,
            structures={
                structure: ways(curve[:, places], middle[places])
                for structure, places in draws.of_structures()
            },
        )


def _best(draws: OverDraws, place: int) -> DrawnBest:
    """Return the point that is best on average over draws, in which share it is first, and what is elsewhere."""
    rows, means = _candidates(draws, draws.by_state[..., place].mean(axis=2))
    gains = means * (better_sign(draws.shown[place]) or 1.0)
    gains = np.where(np.isfinite(gains), gains, -np.inf)
    first = gains.argmax(axis=0)
    best = int(gains[:, draws.of_draws].mean(axis=1).argmax())
    name, at = rows[best]
    spread = np.quantile(means[best, draws.of_draws], MIDDLE)
    low, median, high = (float(end) if np.isfinite(end) else None for end in spread)
    elsewhere = {}
    for structure, places in draws.of_structures():
        own = int(gains[:, places].mean(axis=1).argmax())
        share = float((first[places] == best).mean())
        elsewhere[structure] = BestElsewhere(at=rows[own][1], is_same=own == best, share=share)
    of_draws = gains[:, draws.of_draws]
    ahead = (of_draws[best] > of_draws).mean(axis=1) >= SURE
    return DrawnBest(
        point=name,
        at=at,
        median=median,
        low=low,
        high=high,
        share=float((first[draws.of_draws] == best).mean()),
        rivals=int((~ahead).sum()) - 1,
        others=len(rows) - 1,
        structures=elsewhere,
    )


def _candidates(draws: OverDraws, means: Array) -> tuple[list[tuple[str, dict[str, Any]]], Array]:
    """Return what may be best, by name and values of its factors, and its means (candidate, state).

    These are the points; where levers meet states of uncertainties, the levers without a name, on average over them.
    """
    swept = draws.swept
    chosen = swept.levers or swept.factors
    columns = [swept.points[stored_column(factor)].tolist() for factor in chosen]
    rows = [
        {factor.name: plain(value) for factor, value in zip(chosen, own, strict=True)}
        for own in zip(*columns, strict=True)
    ]
    if not swept.levers:
        return list(zip(swept.names, rows, strict=True)), means
    numbers = swept.points.groupby(list(map(stored_column, chosen)), sort=False).ngroup().to_numpy()
    places = [np.flatnonzero(numbers == number) for number in range(numbers.max() + 1)]
    return [("", rows[own[0]]) for own in places], np.stack([means[own].mean(axis=0) for own in places])
