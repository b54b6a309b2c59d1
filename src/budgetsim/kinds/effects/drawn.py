"""The studies of a design over draws of parameters: what is known of levers when parameters are not.

Draws come beside declared parameters and take seeds of their own. Effects of single levers carry the sentences, so they
get the usual seeds of a draw. Corners of the factorial and two reforms in turn are five times as many points and meet
the first of these seeds, under every other structure of the model too. Curves have ten times as many points, and which
dose is best in a draw is a matter of that draw and hardly of luck, since doses are paired by seed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from budgetsim.kinds.effects.alone import effects_over_draws, low_and_high
from budgetsim.kinds.effects.answer import Drawn
from budgetsim.kinds.effects.cost_effectiveness import COST, with_costs
from budgetsim.kinds.effects.design import BASE, Design
from budgetsim.kinds.effects.dose import doses_over_draws, points_of
from budgetsim.kinds.effects.interactions import interactions_over_draws, pairs_over_draws
from budgetsim.kinds.effects.runs import Window, Worlds
from budgetsim.kinds.effects.sequence import orders_over_draws, paths, paths_over_draws, windows_of
from budgetsim.report.declared import better_sign
from budgetsim.studies.band import FUNDS, GAIN, VALUE, stance_of
from budgetsim.studies.kind import Round, Steps
from budgetsim.studies.states import States, points_under, settings_under
from budgetsim.studies.store import StudyResult
from budgetsim.studies.study import Study
from budgetsim.studies.windows import between

if TYPE_CHECKING:
    import pandas as pd

ALONE, TOGETHER, DOSES = "effects", "together", "doses"
"""Studies over draws: of contrasts of single levers, of levers together, and of curves."""
SEEDS = {ALONE: 8, TOGETHER: 2, DOSES: 2}
"""Seeds of each draw where nobody asks for another number."""


@dataclass(frozen=True)
class Part:
    """Points of one study over draws, and the states and number of seeds that they meet."""

    points: tuple[str, ...]
    states: States
    seeds: int

    @property
    def runs(self) -> int:
        """Runs of the study."""
        return len(self.points) * len(list(self.states.every())) * self.seeds


@dataclass(frozen=True)
class OverDraws:
    """The studies of a design over draws; ``seeds`` are those of each draw, where somebody asked for a number."""

    design: Design
    states: States
    seeds: int | None = None

    @cached_property
    def parts(self) -> dict[str, Part]:
        """The studies that are needed, by name, in the order in which they are run."""
        every = {ALONE: self.contrasted, TOGETHER: self._beyond_contrasts, DOSES: self.dosed}
        states = {DOSES: replace(self.states, structures={})}  # draws of the model as it is declared
        return {
            name: Part(points, states.get(name, self.states), self.seeds or SEEDS[name])
            for name, points in every.items()
            if points
        }

    @cached_property
    def contrasted(self) -> tuple[str, ...]:
        """Names of the points of the contrasts."""
        plan = self.design.plan
        if not {"effects", "cost"} & set(self.design.parts):
            return ()
        return _once(name for lever in plan.levers for name in low_and_high(plan, lever))

    @cached_property
    def corners(self) -> tuple[str, ...]:
        """Names of the corners of the factorial."""
        plan = self.design.plan
        if "factorial" not in self.design.parts:
            return ()
        return _once(plan.name(plan.corner(signs)) for signs in plan.signs)

    @cached_property
    def ordered(self) -> tuple[str, ...]:
        """Names of the points at which one reform follows the other."""
        plan = self.design.plan
        if "sequencing" not in self.design.parts:
            return ()
        every = (paths(plan, pair) for pair in range(len(plan.pairs)))
        return _once(points[path] for points in every for path in ("first_leads", "second_leads"))

    @property
    def _beyond_contrasts(self) -> tuple[str, ...]:
        return _once(name for name in (*self.corners, *self.ordered) if name not in self.contrasted)

    @cached_property
    def dosed(self) -> tuple[str, ...]:
        """Names of the points of all curves, the scenario itself first; none where no dose is better than another."""
        plan = self.design.plan
        if "dose" not in self.design.parts or not better_sign(self.design.outcomes[0]):
            return ()
        return _once(
            [BASE, *(name for lever in plan.levers if lever.doses for name in points_of(plan, lever))]
        )

    @property
    def runs(self) -> int:
        """Runs of all studies."""
        return sum(part.runs for part in self.parts.values())

    def study(self, part: Part) -> Study:
        """Return the study of some points under all states."""
        chosen = set(part.points)
        scenarios = [one for one in self.design.points if one.name in chosen]
        points = points_under(scenarios, part.states)
        settings = {**settings_under(points, part.states), **self.design.keep.settings()}
        first = self.design.first_seed
        return Study(
            "effects", self.design.name or self.design.base.name, points, tuple(range(first, first + part.seeds)),
            self.design.years, code=self.design.code, settings=settings,
        )  # fmt: skip

    def worlds(  # noqa: PLR0913 - what is read, of which studies
        self,
        results: Mapping[str, StudyResult],
        chosen: Sequence[str],
        points: Sequence[str],
        windows: Sequence[Window],
        outcomes: Sequence[str],
        *,
        rivals: bool = True,
    ) -> list[Worlds]:
        """Return means over each window of years of some points, read from the ``chosen`` studies together.

        The seeds are those that all of these studies met; without ``rivals`` there are no other structures and stances.
        """
        import pandas as pd

        names = [name for name in chosen if name in results]
        money = (GAIN, FUNDS) if rivals and VALUE in outcomes else ()
        columns = list(dict.fromkeys([*outcomes, *money]))
        years = [between(*window) for window in windows]
        tables = [results[name].window_tables(years, columns) for name in names]
        seeds = range(
            self.design.first_seed, self.design.first_seed + min(self.parts[name].seeds for name in names)
        )
        states = self.states if rivals else replace(self.states, structures={})
        stance = stance_of(self.design.base) if rivals else None
        by_window = []
        for blocks in zip(*tables, strict=True):
            means: pd.DataFrame = pd.concat(blocks, ignore_index=True)
            means = means[means["seed"].isin(seeds)]
            by_window.append(Worlds.of(means, points, states, outcomes, stance))
        return by_window


def _once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


def over_draws(draws: OverDraws) -> Steps[Drawn]:
    """Simulate all that is asked for under all draws; return what is known of it."""
    results: dict[str, StudyResult] = {}
    for name, part in draws.parts.items():
        study = draws.study(part)
        results[name] = yield Round(f"draws-{name}-{study.identity()[:12]}", study)
    return _known(draws, results)


def _known(draws: OverDraws, results: Mapping[str, StudyResult]) -> Drawn:
    design, states = draws.design, draws.states
    plan, outcomes, first = design.plan, design.outcomes, design.outcomes[:1]
    seeds = {name: part.seeds for name, part in draws.parts.items()}
    parts: dict[str, Any] = {}
    if draws.contrasted:
        (alone,) = draws.worlds(results, [ALONE], draws.contrasted, [design.window], outcomes)
        effects = effects_over_draws(plan, alone)
        parts["effects"] = with_costs(effects, plan, alone) if COST in outcomes else effects
    if draws.corners:
        (corners,) = draws.worlds(results, [ALONE, TOGETHER], draws.corners, [design.window], outcomes)
        parts["interactions"] = interactions_over_draws(plan, corners)
        parts["pairs"] = pairs_over_draws(plan, corners)
    if draws.ordered:
        spans = windows_of(plan, design.years, design.last)
        windows = draws.worlds(results, [TOGETHER], draws.ordered, list(spans.values()), outcomes)
        parts["sequencing"] = orders_over_draws(plan, dict(zip(spans, windows, strict=True)), spans)
        years = range(1, design.years + 1)
        each = [(year, year) for year in years]
        yearly = draws.worlds(results, [TOGETHER], draws.ordered, each, first, rivals=False)
        parts["sequencing_paths"] = paths_over_draws(plan, dict(zip(years, yearly, strict=True)))
    if draws.dosed:
        (curves,) = draws.worlds(results, [DOSES], draws.dosed, [design.window], first, rivals=False)
        parts["doses"], parts["best"] = doses_over_draws(plan, curves)
    return Drawn(
        draws=states.draws,
        drawn_from=states.source,
        drawn=tuple(states.parameters),
        structures=tuple(states.structures),
        runs=draws.runs,
        effect_seeds=seeds.get(ALONE, 0),
        together_seeds=seeds.get(TOGETHER, 0),
        dose_seeds=seeds.get(DOSES, 0),
        **parts,
    )
