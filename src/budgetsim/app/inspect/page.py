"""The page of the lab's area *Inspect*: one department's year step by step, as it was and as the bureau knew it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import solara
from markupsafe import Markup
from numpy.typing import NDArray

from budgetsim.app import runs
from budgetsim.app.charts import Axis, Chart, Option, crowd_option, worst
from budgetsim.app.explore.policy import KEEPING as POLICIES
from budgetsim.app.explore.policy import OPENING
from budgetsim.app.inspect.pictures import picture
from budgetsim.app.inspect.year import (
    BUREAU,
    CLOSING,
    KEEPING,
    LAST_SEED,
    SIDES,
    TRUTH,
    Place,
    Selection,
    Subject,
    own_policies,
    subject_of,
)
from budgetsim.app.keeper import Keeper, use_kept
from budgetsim.app.own import department_told, meaning_of_start
from budgetsim.app.widgets import (
    Box,
    Button,
    Choice,
    Number,
    Switch,
    Words,
    command_markup,
    table_markup,
    vue,
)
from budgetsim.declarations import ARCHETYPES
from budgetsim.language import Language
from budgetsim.report.explain import Section, drawn_section, title_of
from budgetsim.report.explain.telling import Row
from budgetsim.rounding import fixed, per_cent

NUMBER = re.compile(r"[+−-]?[\d.,]+%?")
STYLE = Path(__file__).with_name("inspect.css")
CHOSEN_SIZE = 15
"""Pixels of the chosen department's point."""


_Steps = vue("inspect/steps.vue", "names step label event_go")
_Pager = vue("inspect/pager.vue", "step last back forward event_go")


@solara.component
def InspectPage(speak: Language) -> None:
    """Show the area."""
    choice, choose = use_kept("inspect-choice", Selection())
    side, take_side = use_kept("inspect-side", TRUTH)
    work, put = use_kept("explore-work", OPENING)
    own = own_policies(work)
    subject = subject_of(choice, own)
    # The reader's own policies can be inspected, so what Explore keeps is wanted here too.
    kept = None if work == OPENING else work
    Keeper(POLICIES, kept, put, speak, places=("stored",))
    Whereabouts(choice, choose, (side, take_side), speak)
    solara.Style(STYLE)
    Words(speak("inspect-title"), tag="h1")
    Words(speak("inspect-lead"), classes="lab-lead")
    Choosing(subject, choose, tuple(own), (side, take_side), speak)
    Story(subject, side, speak)


@solara.component
def Whereabouts(
    choice: Selection,
    choose: Callable[[Selection], None],
    sides: tuple[str, Callable[[str], None]],
    speak: Language,
) -> None:
    """Keep in the address whose year is read, so that it can be read again and shown to others."""
    step, go = use_kept("inspect-step", 0)
    whole, set_whole = use_kept("inspect-whole", initial=False)
    here = Place(choice, sides[0], int(step), bool(whole))

    def put(there: Place) -> None:
        choose(there.choice)
        sides[1](there.side)
        go(there.step)
        set_whole(there.whole)

    Keeper(KEEPING, None if here == Place() else here, put, speak, places=("linked",))


@solara.component
def Story(subject: Subject, side: str, speak: Language) -> None:
    """Show the year: one step at a time, or all of it."""
    kept, go = use_kept("inspect-step", 0)
    whole, set_whole = use_kept("inspect-whole", initial=False)
    sections = subject.story(side, speak)
    keys = [*(section.key for section in sections), *([CLOSING] if side == TRUTH else [])]
    names = [speak(f"inspect-step-{key}") for key in keys]
    last = len(keys) - 1
    step = min(max(int(kept), 0), last)
    with Box(tag="section", classes="lab-card inspect-story", aria_label=speak("inspect-story")):
        with Box(classes="lab-row inspect-head"):
            Words(title_of(subject.facts, speak), tag="h2", classes="inspect-heading")
            Button(
                speak("inspect-whole"), lambda: set_whole(not whole), quiet=True, pressed=whole,
                classes="inspect-all",
            )  # fmt: skip
        if not whole:
            _Steps(names=names, step=step, label=speak("inspect-steps"), event_go=go)
        with Box(aria_live="polite"):
            for section in sections if whole else sections[step : step + 1]:
                Step(section, subject.facts, side, speak)
            if side == TRUTH and (whole or step == last):
                Closing(subject, speak)
        if not whole:
            following = (
                speak("inspect-next", step=names[step + 1]) if step < last else speak("inspect-done-reading")
            )
            _Pager(step=step, last=last, back=speak("inspect-back"), forward=following, event_go=go)
        if side == TRUTH:
            with Box(classes="inspect-command"):
                Words(speak("inspect-command"), classes="lab-small")
                Words(command_markup(subject.command(speak.code)))


@solara.component
def Closing(subject: Subject, speak: Language) -> None:
    """Show what the department would do if what nobody knows were otherwise, once that has been worked out."""
    asked = subject.asked

    def work_out() -> tuple[object, Mapping[str, Any]]:
        return asked, {"drawn": subject.drawn}

    task = solara.lab.use_task(work_out, dependencies=[asked], raise_error=False)
    if task.finished and task.value is not None and task.value[0] == asked:
        facts = task.value[1]
        Step(drawn_section(facts, speak), facts, TRUTH, speak)
        return
    with Box(classes="inspect-text inspect-waiting"):
        Words(speak("explain-drawn"), tag="h3")
        Words(speak("inspect-failed" if task.error else "inspect-waiting"))


@solara.component
def Step(section: Section, facts: Mapping[str, Any], side: str, speak: Language) -> None:
    """Show a section: its sentences beside its chart, and its table."""
    drawn = picture(section.key, facts, side, speak)
    with Box(classes=f"inspect-section inspect-section-{section.key}"):
        with Box(classes="inspect-text"):
            Words(section.title, tag="h3")
            for paragraph in section.paragraphs:
                Words(paragraph)
        if drawn is not None:
            with Box(classes="inspect-picture"):
                Chart(drawn.option, drawn.description, drawn.height)
        if section.table:
            # A wide table scrolls inside its frame, which the keyboard must reach too.
            with Box(
                classes="lab-scroll inspect-table", role="region", aria_label=section.title, tabindex="0"
            ):
                Words(story_table(section.table, section.title), tag="table", classes="lab-table")


def story_table(rows: tuple[Row, ...], caption: str) -> Markup:
    """Return the inside of a table whose first row are its headings; columns of numbers are set as such."""
    heads, *body = rows
    numeric = [
        all(NUMBER.fullmatch(row[place]) or not row[place] for row in body)
        and any(row[place] for row in body)
        for place in range(len(heads))
    ]
    return table_markup(body, heads, numeric=numeric, caption=caption, caption_classes="lab-unseen")


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
        is_own = choice.scenario in own
        meaning = speak("inspect-own-meaning") if is_own else meaning_of_start(choice.scenario, speak)
        Words(meaning, classes="lab-small inspect-wide")
        field("year", "inspect-year", ((year, speak("word-year", year=str(year))) for year in years))
        Number(
            "seed", speak("inspect-seed"), choice.seed, lambda seed: choose(replace(choice, seed=seed)),
            0, LAST_SEED, speak,
        )  # fmt: skip
        departments = (
            (number, department_told(subject.names, number, kind, speak)) for number, kind in enumerate(kinds)
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
                "inspect-suspect", department=department_told(subject.names, number, kinds[number], speak),
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
