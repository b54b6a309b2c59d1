"""Choosing whose year is told: scenario, world, year, and a department from the crowd.

The crowd is ordered by what some do in secret, or by what the bureau could notice of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd
import solara
from numpy.typing import NDArray

from budgetsim.app import runs
from budgetsim.app.charts import Axis, Chart, Option
from budgetsim.app.crowd import crowd_option, worst
from budgetsim.app.inspect.year import BUREAU, LAST_SEED, SIDES, TRUTH, Selection, Subject
from budgetsim.app.keeper import use_kept
from budgetsim.app.markup import Box, Words
from budgetsim.app.widgets import Button, Choice, Number, Switch
from budgetsim.declarations import ARCHETYPES
from budgetsim.language import Language
from budgetsim.rounding import fixed, per_cent

CHOSEN_SIZE = 15


@dataclass(frozen=True)
class Question:
    """Something that departments differ in, of which the largest value is the most conspicuous."""

    key: str
    value: Callable[[pd.DataFrame], pd.Series]
    kind: str
    """How values are written: ``share``, ``points`` or ``count``."""

    def values(self, year: pd.DataFrame) -> NDArray[np.float64]:
        """Return the value of each department, in the order of their numbers."""
        return np.asarray(self.value(year.sort_values("department")), dtype=np.float64)

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


@solara.component
def Choosing(
    subject: Subject,
    choose: Callable[[Selection], None],
    own: tuple[str, ...],
    sides: tuple[str, Callable[[str], None]],
    speak: Language,
) -> None:
    """Show the fields, whose side is shown, and the crowd of departments as that side sees it."""
    side, take_side = sides
    with Box(classes="inspect-choosing"):
        with Box(classes="lab-card"):
            Fields(subject, choose, own, speak)
            with Box(classes="inspect-look"):
                names = [(name, speak(f"inspect-side-{name}")) for name in SIDES]
                Switch(speak("inspect-sides"), side, take_side, names, "inspect-side")
                Words(speak(f"inspect-side-{side}-meaning"), classes="lab-small")
        with Box(classes="lab-card inspect-crowd"):
            Crowd(subject, choose, side, speak)


@solara.component
def Fields(
    subject: Subject, choose: Callable[[Selection], None], own: tuple[str, ...], speak: Language
) -> None:
    """Show what is chosen by name or number."""
    choice, kinds = subject.choice, subject.kinds

    def field(name: str, label: str, options: Iterable[tuple[Any, str]]) -> None:
        Choice(
            name, speak(label), getattr(choice, name),
            lambda value: choose(replace(choice, **{name: value})), list(options),
        )  # fmt: skip

    scenarios = {name: speak(f"inspect-own-{name}") for name in own}
    scenarios |= {name: speak.scenario(name) for name in runs.reference_names()}
    years = range(1, subject.scenario.protocol.years + 1)
    with Box(classes="inspect-fields"):
        field("scenario", "inspect-scenario", scenarios.items())
        meaning = "inspect-own-meaning" if choice.scenario in own else f"scenario-{choice.scenario}.meaning"
        Words(speak(meaning), classes="lab-small inspect-wide")
        field("year", "inspect-year", ((year, speak("word-year", year=str(year))) for year in years))
        Number(
            "seed", speak("inspect-seed"), choice.seed, lambda seed: choose(replace(choice, seed=seed)),
            0, LAST_SEED, speak,
        )  # fmt: skip
        departments = (
            (number, speak("inspect-department", number=str(number), kind=speak(f"archetype-{kind}")))
            for number, kind in enumerate(kinds)
        )
        field("department", "lab-department", departments)
        Words(speak(f"archetype-{kinds[choice.department]}.meaning"), classes="lab-small inspect-wide")


@solara.component
def Crowd(subject: Subject, choose: Callable[[Selection], None], side: str, speak: Language) -> None:
    """Show all departments by one question, and name those that stand out."""
    asked, ask = use_kept("inspect-question", "")
    question, choice, kinds = question_of(side, asked), subject.choice, subject.kinds
    values = question.values(subject.panel)

    def take(clicked: dict[str, Any]) -> None:
        number = str(clicked.get("name", ""))
        if number.isdigit() and int(number) < len(values):
            choose(replace(choice, department=int(number)))

    questions = [(item.key, speak(f"inspect-question-{item.key}")) for item in QUESTIONS[side]]
    Choice("question", speak("inspect-crowd"), question.key, ask, questions)
    shown = speak("inspect-crowd-shown", question=dict(questions)[question.key], departments=len(kinds))
    Chart(crowd_of(question, choice.department, subject.panel, speak), shown, on_click=take)
    Words(speak("inspect-most"), classes="lab-small")
    with Box(tag="ul", classes="inspect-most"):
        for number in worst(values):
            label = speak(
                "inspect-suspect", number=str(number), kind=speak(f"archetype-{kinds[number]}"),
                value=question.written(float(values[number]), speak),
            )  # fmt: skip
            with Box(tag="li"):
                Button(
                    label, lambda number=number: choose(replace(choice, department=number)), quiet=True,
                    pressed=number == choice.department, classes="inspect-suspect",
                )  # fmt: skip


def crowd_of(question: Question, chosen: int, year: pd.DataFrame, speak: Language) -> Option:
    """Return the chart of all departments by one question, with the chosen one marked."""
    values = question.values(year)
    groups = [(speak("inspect-chosen"), [chosen], 1), (speak("lab-departments"), range(len(values)), 0)]
    axis = Axis(speak(f"inspect-axis-{question.key}"), percent=question.kind == "share")
    labels = [str(number) for number in range(len(values))]
    rows = [speak(f"archetype-{kind}") for kind in ARCHETYPES]
    option = crowd_option(list(values), list(year["archetype"]), groups, labels, axis, rows)
    # The chosen one is drawn last, above its neighbours.
    first, *others = option["series"]
    return {**option, "series": [*others, {**first, "symbolSize": CHOSEN_SIZE}]}
