"""Runs on compiled code, lived month by month: by one model, or where Python code looks or steps in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any, cast

from budgetsim.model.batch import batch_of
from budgetsim.model.department import decisions
from budgetsim.model.engine import chunks, cuts
from budgetsim.model.engine.choice import can_compile, engine_of
from budgetsim.model.engine.memory import Pause, RunMemory
from budgetsim.model.engine.steps import ANNOUNCE, CLOSE, MONTHLY, MONTHS, SETTLE, Cutting, kind_of
from budgetsim.model.engine.trace import Form
from budgetsim.model.measures import OUTCOMES, measure_all
from budgetsim.model.panel import measure_departments
from budgetsim.model.run import Run
from budgetsim.model.shocks import Shocks
from budgetsim.model.state import Year
from budgetsim.model.timeline import CATEGORICAL, YearPolicy, policies_by_year
from budgetsim.model.world import World
from budgetsim.numerics import Array
from budgetsim.scenario import Scenario


class CompiledRun(Run):
    """A run whose years, months and accounts are compiled code.

    Code that steps in does so between its steps: ``behaviour`` and ``amend`` in January, a policy rule after December.
    A ``thrifty`` run goes on with NumPy from a year of a form that is not worth compiling.

    Parameters
    ----------
    cutting
        Where its years are cut.
    departments
        Whether the panel of departments is made.
    thrifty
        Whether to compile another form, as where a rule changes how budgets are made, only where that is worth it.
    **options
        As of ``Run``.
    """

    def __init__(  # noqa: PLR0913 - as ``Run``
        self,
        scenarios: Scenario | Sequence[Scenario],
        seeds: Iterable[int] | Shocks,
        years: int | None = None,
        *,
        cutting: Cutting = MONTHLY,
        departments: bool = False,
        thrifty: bool = False,
        **options: Any,
    ) -> None:
        super().__init__(scenarios, seeds, years, **options)
        group = chunks.group_of(batch_of(self.scenarios, self._timelines), departments=departments)
        self._base, self._cutting, self._thrifty = group.forms[0], cutting, thrifty
        self._departments = departments
        self._form = self._form_of(self.policies()[0])
        self._memory: RunMemory | None = RunMemory(self.world, self._steps(), self._base.layered)
        self._kept: tuple[Array, Array | None] | None = None

    def __getstate__(self) -> dict[str, Any]:
        """A copy has memory of its own, and finds its numbers in the world that is copied with it."""
        return {**vars(self), "_memory": None if self._memory is None else self._memory.pause()}

    def __setstate__(self, state: dict[str, Any]) -> None:
        vars(self).update(state)
        pause: Pause | None = state["_memory"]
        if pause is not None:
            self._memory = RunMemory(self.world, self._steps(), self._base.layered, pause)

    def keep(self, outcomes: Array, columns: Array | None) -> None:
        """Say where the recorded years go.

        ``outcomes`` is (point, seed, year, outcome), ``columns`` the panel (point, seed, year, column, department) with
        whole vectors of departments, if it is made.
        """
        self._kept = outcomes, columns

    def live_year(self, watch: Callable[[World], None] | None = None) -> Year:
        """Live the whole next year, in one go where nobody looks or steps in; return the closed books."""
        if watch is not None or self._behaviour is not None or self.amend is not None:
            return super().live_year(watch)
        if self._begin() is None:
            return super().live_year()
        return self._close(*self._cutting.after)

    def open_year(self) -> Year:
        """Open the next year; return its books after all January decisions, as far as the year is cut there."""
        memory = self._begin()
        if memory is None:
            return super().open_year()
        self._step(ANNOUNCE)
        if self._behaviour is not None or self.amend is not None:
            view, decision = memory.prospect(self.world)
            if self._behaviour is not None:
                decision = decisions.checked(self._behaviour(view), view, "behaviour")
            if self.amend is not None:
                decision = decisions.checked(self.amend(view, decision), view, "decide")
            memory.decide(decision)
        return self._step(SETTLE)

    def live_month(self) -> None:
        """Live one month of the open year."""
        if self._memory is None:
            super().live_month()
        elif MONTHS[0] in self._cutting.after:
            self._step(MONTHS[self.world.books.month])

    def close_year(self) -> Year:
        """Close the open year after its December; the policy rule sees it if it is recorded."""
        return self._recorded(super().close_year()) if self._memory is None else self._close(CLOSE)

    def _begin(self) -> RunMemory | None:
        """Turn to the next year; return the memory of the runs, or ``None`` where NumPy goes on."""
        self.year = max(0, self.world.elapsed - self._burn_in + 1)
        policies, world = self.policies(), self.world
        self._form = self._form_of(policies[0])
        if self._thrifty and not cuts.are_worth_it([self._form], self._cutting):
            self._memory = None
        if self._memory is not None:
            levers, draws = self._levers_of(policies), world.shocks.year(world.elapsed)
            clock = float(world.age), float(world.years_of_growth)
            self._memory.begin(world, self._steps(), levers, clock, draws)
        return self._memory

    def _close(self, *steps: str) -> Year:
        """Live the last steps of the year."""
        if self._memory is not None and self._kept is not None and self.year > 0:
            outcomes, columns = self._kept
            number = self.year - 1
            self._memory.keep_outcomes(
                outcomes[:, :, number], None if columns is None else columns[:, :, number]
            )
        books = self._step(*steps)
        if self.year > 0:
            self._rule.observe(self.world, self.year)
        return books

    def _recorded(self, books: Year) -> Year:
        """Write down a year that NumPy has closed."""
        if self._kept is not None and self.year > 0:
            outcomes, columns = self._kept
            for column, measured in enumerate(measure_all(books).values()):
                outcomes[:, :, self.year - 1, column : column + 1] = measured
            if columns is not None:
                for column, measured in enumerate(measure_departments(books).values()):
                    columns[:, :, self.year - 1, column, : measured.shape[-1]] = measured
        return books

    def outcomes(self) -> dict[str, float]:
        """Return the outcomes of the year that was closed last."""
        if self._memory is None:
            return super().outcomes()
        return dict(zip(OUTCOMES, self._memory.outcomes[0, 0].tolist(), strict=True))

    def _step(self, *steps: str) -> Year:
        """Live steps at which the year is cut; return the books as far as they are shown."""
        passed = [step for step in steps if step in self._cutting.after]
        if passed and self._memory is not None:
            self._memory.step(self.world, *passed)
        return cast("Year", vars(self.world).get("books"))

    def _steps(self) -> cuts.Steps:
        return cuts.steps_of(self._form, self._cutting)

    def _form_of(self, policy: YearPolicy) -> Form:
        """Return the form of the coming year under a policy."""
        form = replace(
            self._base,
            categories=tuple(policy.values[name] for name in CATEGORICAL),
            is_first=self.world.elapsed == 0,
            is_recorded=not self.in_burn_in,
        )
        return kind_of(form, departments_kept=self._departments)


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
    forms = chunks.group_of(
        batch_of([scenario], [policies_by_year(scenario, years)]), departments=False
    ).forms
    kinds = dict.fromkeys(map(kind_of, forms))
    if chosen == "compiled" or cuts.are_worth_it(kinds, MONTHLY):
        return CompiledRun(scenario, [seed], thrifty=chosen != "compiled", **options)
    return Run(scenario, [seed], **options)
