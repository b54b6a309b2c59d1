"""What the same department would do if the parameters that nobody knows were others, or its luck: draws × seeds.

Choices of one department depend on parameters that are assumed, so its story is one of many. The closing section of the
story says between what its effort, its claims and what it diverts lie in the middle 90 % of draws in the same luck, and
beside that with the parameters of the scenario in other luck.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

import numpy as np

from budgetsim.language import Language
from budgetsim.model.run import Run, draw_shocks
from budgetsim.numerics import Array
from budgetsim.posterior import load_posterior
from budgetsim.report.explain.telling import Facts, Section, heads, paragraph
from budgetsim.rounding import amount, per_cent
from budgetsim.scenario import Scenario
from budgetsim.seeds import MAX_SEED
from budgetsim.studies.ignorance import ENDS, MIDDLE, SURE, spread_of
from budgetsim.studies.states import DRAWS, points_under, states_of

CHOICES = ("effort_output", "effort_benefit", "diversion", "concealment", "manipulation", "sandbagging")
"""What is told, by its column of the panel."""
BOTH = "diverted"
"""What is diverted openly or in hiding, together."""
IN_SHARE = (BOTH, "diversion", "concealment", "sandbagging")
"""Choices that are shares: of spending, or of the target."""
LUCKS = 16
"""Runs of luck, the department's own among them."""
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
    (the middle 90 % of draws), ``point`` with the parameters of the scenario, ``share``, of draws in which there is any
    to speak of, ``luck`` (the middle 90 % over other luck, with the parameters of the scenario), and ``ignorance``, the
    part that parameters have in its variance over draws and luck; ``None`` where it does not vary.
    """
    states = states_of(load_posterior(), [scenario], draws, said, structures={})
    columns = choices_of(list(points_under([scenario], states)), department, year, seed)
    chosen: dict[str, Any] = {}
    for name, values in columns.items():
        low, median, high = np.quantile(values[1:, 0], MIDDLE).tolist()
        share = float((values[1:, 0] >= DOING).mean())
        spread = spread_of(values[1:])
        whole = spread.variance_parameters + spread.variance_seeds
        chosen[name] = {
            "low": low, "median": median, "high": high, "share": share, "point": float(values[0, 0]),
            "luck": np.quantile(values[0], ENDS).tolist(),
            "ignorance": spread.variance_parameters / whole if whole > 0.0 else None,
        }  # fmt: skip
    return {"draws": draws, "parameters": len(states.parameters), "lucks": LUCKS, "choices": chosen}


def choices_of(points: Sequence[Scenario], department: int, year: int, seed: int) -> dict[str, Array]:
    """Return what one department of a seed chooses in a year, (point, luck): its own luck first, then other luck."""
    seeds = [seed, *((seed + number) % (MAX_SEED + 1) for number in range(1, LUCKS))]
    shocks = draw_shocks(points, seeds, year).with_departments_of(seed)
    (*_, books) = Run(points, shocks, year).recorded_years()
    shape = (len(points), LUCKS, points[0].district.departments)
    found = {name: np.broadcast_to(getattr(books.decision, name), shape)[..., department] for name in CHOICES}
    return {**found, BOTH: found["diversion"] + found["concealment"]}


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
            *(_written(name, end) for end in chosen[name]["luck"]),
        )
        for name in CHOICES
    ]
    head = heads(
        speak,
        *(
            f"drawn-head-{key}"
            for key in ("choice", "point", "median", "low", "high", "luck-low", "luck-high")
        ),
    )
    return Section(
        "drawn",
        speak("explain-drawn"),
        (
            about,
            paragraph(speak, effort("output"), effort("benefit")),
            paragraph(speak, wrong("diverts", BOTH), wrong("claims", "manipulation")),
            _luck(drawn, speak),
        ),
        (head, *rows),
    )


def _luck(drawn: Facts, speak: Language) -> str:
    """Say between what the same choices lie in other luck, and how much of what is not known is ignorance."""
    diverted = drawn["choices"][BOTH]
    low, high = (_written(BOTH, end) for end in diverted["luck"])
    told = speak("explain-drawn-luck", lucks=str(drawn["lucks"]), low=low, high=high)
    if diverted["ignorance"] is None:
        return told
    return paragraph(speak, told, speak("explain-drawn-split", part=per_cent(diverted["ignorance"])))


def _written(name: str, value: float) -> str:
    return per_cent(value) if name in IN_SHARE else amount(value)
