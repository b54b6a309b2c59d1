"""A single run on either engine, lived month by month."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from budgetsim.model.department import decisions
from budgetsim.model.engine import chunks, cuts
from budgetsim.model.engine.choice import WORTH_COMPILING_STEPS, can_compile, engine_of
from budgetsim.model.measures import OUTCOMES
from budgetsim.model.run import Run
from budgetsim.model.state import Year
from budgetsim.model.timeline import CATEGORICAL, YearPolicy, policies_by_year
from budgetsim.scenario import Scenario


class CompiledRun(Run):
    """A run of one scenario under one seed whose years, months and accounts are compiled code.

    Code that steps in does so between its steps: ``behaviour`` and ``amend`` in January, a policy rule after December.
    A year of another kind than were planned for, as where a rule changes how budgets are made, goes on with NumPy.
    """

    def __init__(
        self, scenarios: Scenario | Sequence[Scenario], seeds: Iterable[int], **options: Any
    ) -> None:
        super().__init__(scenarios, seeds, **options)
        group = chunks.group_of(self.scenarios, self._timelines, self.horizon, departments=False)
        self._forms = group.forms
        self._memory: cuts.SingleRun | None = cuts.SingleRun(self.world, group.forms)

    def open_year(self) -> Year:
        """Open the next year; return its books after all January decisions."""
        self.year = max(0, self.world.elapsed - self._burn_in + 1)
        policies = self.policies()
        form = self._form(policies[0])
        if self._memory is None or not self._memory.lives(form):
            self._memory = None
            return super().open_year()
        world, memory = self.world, self._memory
        draws = world.shocks.year(world.elapsed)
        memory.begin(
            world, form, self._levers_of(policies), (float(world.age), float(world.years_of_growth)), draws
        )
        memory.step(world, "announce")
        if self._behaviour is not None or self.amend is not None:
            view, decision = memory.decision(world)
            if self._behaviour is not None:
                decision = decisions.checked(self._behaviour(view), view, "behaviour")
            if self.amend is not None:
                decision = decisions.checked(self.amend(view, decision), view, "decide")
            memory.decide(decision)
        memory.step(world, "settle")
        return world.books

    def live_month(self) -> None:
        """Live one month of the open year."""
        if self._memory is None:
            super().live_month()
        else:
            self._memory.step(self.world, f"month {self.world.books.month + 1}")

    def close_year(self) -> Year:
        """Close the open year after its December; the policy rule sees it if it is recorded."""
        if self._memory is None:
            return super().close_year()
        self._memory.step(self.world, "close")
        if self.year > 0:
            self._rule.observe(self.world, self.year)
        return self.world.books

    def outcomes(self) -> dict[str, float]:
        """Return the outcomes of the year that was closed last."""
        if self._memory is None:
            return super().outcomes()
        return dict(zip(OUTCOMES, self._memory.outcomes.tolist(), strict=True))

    def _form(self, policy: YearPolicy) -> Any:
        """Return the form of a year under a policy."""
        wanted = tuple(policy.values[name] for name in CATEGORICAL)
        layered = set(policy.layers) <= set(self._forms[0].layered)
        return cuts.year_form(
            self._forms[0],
            wanted if layered else (),
            is_first=self.world.elapsed == 0,
            is_recorded=not self.in_burn_in,
        )


def single_run(scenario: Scenario, seed: int, engine: str | None = None, **options: Any) -> Run:
    """Return a run of one scenario under one seed; ``auto`` takes compiled code where it is there already.

    Raises
    ------
    EngineError
        If there is no such engine, or llvmlite is missing for the compiled one.
    """
    chosen = engine_of(engine)
    if chosen == "numpy" or not can_compile():
        return Run(scenario, [seed], **options)
    years = scenario.protocol.years
    forms = chunks.group_of([scenario], [policies_by_year(scenario, years)], years, departments=False).forms
    _LIVED[forms] = _LIVED.get(forms, 0) + 1
    if chosen == "compiled" or _LIVED[forms] > WORTH_COMPILING_STEPS or cuts.are_ready(forms):
        return CompiledRun(scenario, [seed], **options)
    return Run(scenario, [seed], **options)


_LIVED: dict[object, int] = {}
"""Single runs of this process, by what their years have in common."""
