"""Districts as somebody takes them over: their unrecorded years lived, ready for the first one."""

from __future__ import annotations

from collections.abc import Sequence

from budgetsim.app.play.game import YEARS
from budgetsim.model.engine.choice import can_compile
from budgetsim.model.engine.single import CompiledRun
from budgetsim.model.engine.steps import Cutting
from budgetsim.model.run import Run
from budgetsim.model.timeline import YearPolicy
from budgetsim.scenario import Scenario


def taken_over(
    scenarios: Sequence[Scenario], seed: int, timelines: Sequence[Sequence[YearPolicy]], cutting: Cutting
) -> Run:
    """Return districts before their first year; policies of later years are put into their timelines.

    They are compiled whatever that costs: a class closes hundreds of years, each in a fraction of the time.
    """
    if can_compile():
        run: Run = CompiledRun(scenarios, [seed], YEARS, timelines=timelines, cutting=cutting)
    else:
        run = Run(scenarios, [seed], YEARS, timelines=timelines)
    return run.burn_in()
