"""Runs over parameters and seeds with what the installed Mesa has for them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import Any

import mesa

from budgetsim import BudgetModel

RUNNER = getattr(mesa, "batch_run", None)
SEEDS_APART = RUNNER is not None and "rng" in RUNNER.__code__.co_varnames
"""From 3.5 on, the batch runner takes seeds beside the parameters, under `rng`; Mesa 4 has no batch runner yet."""


def batch(
    parameters: dict[str, Any],
    seeds: Sequence[Any],
    *,
    period: int = -1,
    max_steps: int = 1000,
    **options: Any,
) -> list[dict[str, Any]]:
    """Rows of the runs, as Mesa's batch runner gives them."""
    if RUNNER is None:
        return [
            row for kwargs in _grid({**parameters, "rng": seeds}) for row in _run(kwargs, period, max_steps)
        ]
    given = {} if SEEDS_APART else {"seed": seeds}
    apart = {"rng": seeds} if SEEDS_APART else {}
    return RUNNER(
        BudgetModel,
        {**parameters, **given},
        data_collection_period=period,
        max_steps=max_steps,
        display_progress=False,
        **apart,
        **options,
    )


def _grid(parameters: dict[str, Any]) -> list[dict[str, Any]]:
    values = [value if isinstance(value, list | tuple) else [value] for value in parameters.values()]
    return [dict(zip(parameters, some, strict=True)) for some in product(*values)]


def _run(kwargs: dict[str, Any], period: int, max_steps: int) -> list[dict[str, Any]]:
    """Run a model by Mesa 4's own clock, a year at a time as long as it says that it runs."""
    model = BudgetModel(**kwargs)
    while model.running and model.time < max_steps:
        model.run_for(min(12, max_steps - model.time))
    frame = model.datacollector.get_model_vars_dataframe()
    ends = [] if period < 0 else list(range(period - 1, len(frame), period))
    kept = ends if ends and ends[-1] == len(frame) - 1 else [*ends, len(frame) - 1]
    if kwargs.get("collect_departments"):
        # A row is a month, counted from 0; Mesa's clock stands at its end.
        agents = model.datacollector.get_agent_vars_dataframe().reset_index()
        frame = frame.merge(
            agents.assign(place=agents["Step"].astype(int) - 1), left_index=True, right_on="place"
        )
        frame = frame.set_index("place")
    return [{**kwargs, **row} for row in frame.loc[kept].to_dict("records")]
