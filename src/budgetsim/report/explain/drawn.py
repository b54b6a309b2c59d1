"""What the same department would do if the parameters that nobody knows were others: over draws, in the same luck.

Choices of one department depend on parameters that are assumed, so its story is one of many. The closing section of the
story says between what its effort, its claims and what it diverts lie in the middle 90 % of draws.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import numpy as np

from budgetsim.language import Language
from budgetsim.model.panel import DEPARTMENT_COLUMNS
from budgetsim.model.simulation import run_scenarios
from budgetsim.posterior import load_posterior
from budgetsim.report.explain.telling import Facts, Section, heads, paragraph
from budgetsim.rounding import amount, per_cent
from budgetsim.scenario import Scenario
from budgetsim.studies.ignorance import MIDDLE, SURE
from budgetsim.studies.states import DRAWS, points_under, states_of

CHOICES = ("effort_output", "effort_benefit", "diversion", "concealment", "manipulation", "sandbagging")
"""What is told, by its column of the panel."""
BOTH = "diverted"
"""What is diverted openly or in hiding, together."""
IN_SHARE = (BOTH, "diversion", "concealment", "sandbagging")
"""Choices that are shares: of spending, or of the target."""
DOING = 1e-3
"""From how much on a department is said to divert or to make up."""


def drawn_facts(  # noqa: PLR0913 - which department of which run, and what is known of it
    scenario: Scenario,
    department: int,
    year: int,
    seed: int = 0,
    said: Collection[str] = (),
    draws: int = DRAWS,
) -> dict[str, Any]:
    """Return what one department chooses in a year over draws of parameters, and with those of the scenario.

    ``said`` are parameters that are known because somebody set them. Of every choice ``low``, ``median`` and ``high``
    (the middle 90 % of draws), ``point`` with the parameters of the scenario, and ``share``, of draws in which there
    is any to speak of.
    """
    states = states_of(load_posterior(), [scenario], draws, said, structures={})
    points = points_under([scenario], states)
    panels = run_scenarios(points, [seed], year, departments=True).panels
    every = np.stack([panels[state.of(scenario.name)][0, year - 1, department] for state in states.every()])
    chosen: dict[str, Any] = {}
    columns = {name: every[:, list(DEPARTMENT_COLUMNS).index(name)] for name in CHOICES}
    columns[BOTH] = columns["diversion"] + columns["concealment"]
    for name, values in columns.items():
        low, median, high = np.quantile(values[1:], MIDDLE).tolist()
        share = float((values[1:] >= DOING).mean())
        chosen[name] = {"low": low, "median": median, "high": high, "share": share, "point": float(values[0])}
    return {"draws": draws, "parameters": len(states.parameters), "choices": chosen}


def drawn_section(f: Facts, speak: Language) -> Section:
    """Return the closing section: between what the choices lie, and how surely the department does wrong at all."""
    drawn = f["drawn"]
    chosen = drawn["choices"]

    def ends(name: str) -> dict[str, str]:
        return {key: _written(name, chosen[name][key]) for key in ("low", "high", "median")}

    def effort(key: str) -> str:
        return speak(f"explain-drawn-{key}", **ends(f"effort_{key}"))

    def wrong(key: str, name: str) -> str:
        share = chosen[name]["share"]
        sure = "all" if share >= SURE else "none" if share <= 1.0 - SURE else "some"
        return speak(f"explain-drawn-{key}", **ends(name), share=per_cent(share), sure=sure)

    about = speak("explain-drawn-about", draws=str(drawn["draws"]), parameters=str(drawn["parameters"]))
    rows = [
        (
            speak(f"explain-drawn-name-{name}"),
            *(_written(name, chosen[name][key]) for key in ("point", "median", "low", "high")),
        )
        for name in CHOICES
    ]
    head = heads(speak, *(f"drawn-head-{key}" for key in ("choice", "point", "median", "low", "high")))
    return Section(
        "drawn",
        speak("explain-drawn"),
        (
            about,
            paragraph(speak, effort("output"), effort("benefit")),
            paragraph(speak, wrong("diverts", BOTH), wrong("claims", "manipulation")),
        ),
        (head, *rows),
    )


def _written(name: str, value: float) -> str:
    return per_cent(value) if name in IN_SHARE else amount(value)
