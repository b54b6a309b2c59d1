"""Choosing whose year is told: scenario, world, year, and a department from the crowd.

The crowd is ordered by what some do in secret, or by what the bureau could notice of it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd
import solara
from numpy.typing import NDArray

from budgetsim.app import runs
from budgetsim.app.charts import Axis, Chart, Option
from budgetsim.app.crowd import crowd_option, worst
from budgetsim.app.inspect import year as told
from budgetsim.app.inspect.year import BUREAU, TRUTH
from budgetsim.app.keeper import use_kept
from budgetsim.app.markup import Box, Words
from budgetsim.app.widgets import Button, Choice, Number
from budgetsim.declarations import ARCHETYPES
from budgetsim.language import Language
from budgetsim.rounding import fixed, per_cent

Column = NDArray[np.float64]


@dataclass(frozen=True)
class Question:
    """Something that departments differ in, of which the largest value is the most conspicuous."""

    key: str
    value: Callable[[pd.DataFrame], pd.Series]
    kind: str
    """How values are written: ``share``, ``points`` or ``count``."""

    def values(self, year: pd.DataFrame) -> Column:
        """Return the value of each department, in the order of their numbers."""
        ordered = year.sort_values("department")
        return np.asarray(self.value(ordered), dtype=np.float64)

    def written(self, value: float, speak: Language) -> str:
        """Return a value as people read it."""
        if self.kind == "share":
            return per_cent(value)
        if self.kind == "points":
            return speak("explain-points", score=fixed(value, 1))
        return fixed(value, 0)


QUESTIONS = {
    TRUTH: (
        Question("diverts", lambda p: (p["diverted"] + p["concealed"]) / p["budget"], "share"),
        Question("games", lambda p: p["manipulation"], "share"),
        Question("sandbags", lambda p: p["sandbagging"], "share"),
    ),
    BUREAU: (
        Question("caught", lambda p: p["findings"], "count"),
        Question("claims", lambda p: p["self_score"], "points"),
    ),
}


def question_of(side: str, key: str) -> Question:
    """Return a question of a side; its first where it has none of this name."""
    return next((item for item in QUESTIONS[side] if item.key == key), QUESTIONS[side][0])


CROWD_HEIGHT, CHOSEN_SIZE = 320, 15


@solara.component
def Choosing(
    subject: told.Subject,
    choose: Callable[[told.Choice], None],
    own: tuple[str, ...],
    sides: tuple[str, Callable[[str], None]],
    speak: Language,
) -> None:
    """Show the fields, whose side is shown, and the crowd of departments as that side sees it."""
    year = subject.panel
    with Box(classes="inspect-choosing"):
        with Box(classes="lab-card"):
            Fields(subject, choose, own, year, speak)
            Sides(*sides, speak)
        with Box(classes="lab-card inspect-crowd"):
            Crowd(subject.choice, choose, year, sides[0], speak)


@solara.component
def Sides(side: str, take_side: Callable[[str], None], speak: Language) -> None:
    """Show the switch between the truth and what the bureau knew."""
    with Box(classes="inspect-look"):
        with Box(classes="inspect-sides", role="group", aria_label=speak("inspect-sides")):
            for name in told.SIDES:
                Button(
                    speak(f"inspect-side-{name}"), lambda name=name: take_side(name), quiet=True,
                    pressed=name == side, classes=f"inspect-side inspect-side-{name}",
                )  # fmt: skip
        Words(speak(f"inspect-side-{side}-meaning"), classes="lab-small")


@solara.component
def Fields(
    subject: told.Subject,
    choose: Callable[[told.Choice], None],
    own: tuple[str, ...],
    year: pd.DataFrame,
    speak: Language,
) -> None:
    """Show what is chosen by name or number."""
    choice, years = subject.choice, subject.scenario.protocol.years
    scenarios = [
        *((name, speak(f"inspect-own-{name}")) for name in own),
        *((name, speak.scenario(name)) for name in runs.reference_names()),
    ]
    kinds = [speak(f"archetype-{kind}") for kind in year["archetype"]]
    departments = [
        (number, speak("inspect-department", number=str(number), kind=kind))
        for number, kind in enumerate(kinds)
    ]
    with Box(classes="inspect-fields"):
        Choice(
            "scenario", speak("inspect-scenario"), choice.scenario,
            lambda name: choose(replace(choice, scenario=name)), scenarios,
        )  # fmt: skip
        meaning = "inspect-own-meaning" if choice.scenario in own else f"scenario-{choice.scenario}.meaning"
        Words(speak(meaning), classes="lab-small inspect-wide")
        Choice(
            "year", speak("inspect-year"), choice.year, lambda number: choose(replace(choice, year=number)),
            [(number, speak("word-year", year=str(number))) for number in range(1, years + 1)],
        )  # fmt: skip
        Number(
            "seed", speak("inspect-seed"), choice.seed, lambda seed: choose(replace(choice, seed=int(seed))),
            0, told.LAST_SEED, speak,
        )  # fmt: skip
        Choice(
            "department", speak("inspect-which"), choice.department,
            lambda number: choose(replace(choice, department=number)), departments,
        )  # fmt: skip
        kind = str(year["archetype"].iloc[choice.department])
        Words(speak(f"archetype-{kind}.meaning"), classes="lab-small inspect-wide")


@solara.component
def Crowd(
    choice: told.Choice,
    choose: Callable[[told.Choice], None],
    year: pd.DataFrame,
    side: str,
    speak: Language,
) -> None:
    """Show all departments by one question, and name those that stand out."""
    asked, ask = use_kept("inspect-question", "")
    question = question_of(side, asked)
    values = question.values(year)
    kinds = list(year["archetype"])
    foremost = worst(values)

    def take(clicked: dict[str, Any]) -> None:
        number = str(clicked.get("name", ""))
        if number.isdigit() and int(number) < len(values):
            choose(replace(choice, department=int(number)))

    Choice(
        "question", speak("inspect-crowd"), question.key, ask,
        [(item.key, speak(f"inspect-question-{item.key}")) for item in QUESTIONS[side]],
    )  # fmt: skip
    Chart(
        crowd_of(question, choice.department, year, speak),
        speak(
            "inspect-crowd-shown", question=speak(f"inspect-question-{question.key}"), departments=len(kinds)
        ),
        CROWD_HEIGHT,
        on_click=take,
    )
    Words(speak("inspect-most"), classes="lab-small")
    with Box(tag="ul", classes="inspect-most"):
        for number in foremost:
            label = speak(
                "inspect-suspect",
                number=str(number),
                kind=speak(f"archetype-{kinds[number]}"),
                value=question.written(float(values[number]), speak),
            )
            with Box(tag="li"):
                Button(
                    label, lambda number=number: choose(replace(choice, department=number)), quiet=True,
                    pressed=number == choice.department, classes="inspect-suspect",
                )  # fmt: skip


def crowd_of(question: Question, chosen: int, year: pd.DataFrame, speak: Language) -> Option:
    """Return the chart of all departments by one question, with the chosen one marked."""
    values = question.values(year)
    groups = [
        (speak("inspect-chosen"), [chosen], 1),
        (speak("inspect-others"), list(range(len(values))), 0),
    ]
    percent = question.kind == "share"
    axis = Axis(speak(f"inspect-axis-{question.key}"), percent=percent)
    labels = [str(number) for number in range(len(values))]
    option = crowd_option(
        list(values), list(year["archetype"]), groups, labels, axis,
        [speak(f"archetype-{kind}") for kind in ARCHETYPES],
    )  # fmt: skip
    # The chosen one is drawn last, above its neighbours.
    first, *others = option["series"]
    return {**option, "series": [*others, {**first, "symbolSize": CHOSEN_SIZE}]}
