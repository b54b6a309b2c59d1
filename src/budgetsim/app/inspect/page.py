"""The page of the lab's area *Inspect*: one department's year step by step, as it was and as the bureau knew it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import solara

from budgetsim.app.charts import Chart
from budgetsim.app.explore.kept import KEEPING as POLICIES
from budgetsim.app.explore.kept import OPENING, Work
from budgetsim.app.inspect import year as told
from budgetsim.app.inspect.choosing import Choosing
from budgetsim.app.inspect.kept import KEEPING as PLACE
from budgetsim.app.inspect.kept import Place
from budgetsim.app.inspect.pictures import picture
from budgetsim.app.inspect.table import table_markup
from budgetsim.app.keeper import Keeper
from budgetsim.app.markup import Box, Words, html
from budgetsim.app.session import use_kept
from budgetsim.app.widgets import Button
from budgetsim.language import Language
from budgetsim.report.explain import Section, title_of

STYLE = Path(__file__).with_name("inspect.css")


@solara.component_vue("steps.vue")
def _Steps(names: list[str], step: int, label: str, event_go: Callable[[int], None]) -> None: ...


@solara.component_vue("pager.vue")
def _Pager(step: int, last: int, back: str, forward: str, event_go: Callable[[int], None]) -> None: ...


@solara.component
def InspectPage(speak: Language) -> None:
    """Show the area."""
    choice, choose = use_kept("inspect-choice", told.Choice())
    side, take_side = use_kept("inspect-side", told.TRUTH)
    plans, set_plans = use_kept("explore-plans", OPENING.plans)
    experiment, set_experiment = use_kept("explore-experiment", OPENING.experiment)
    own = told.own_policies(plans, experiment)
    subject = told.subject_of(choice, own)

    def put_policies(new: Work | None) -> None:
        set_plans((new or OPENING).plans)
        set_experiment((new or OPENING).experiment)

    # The reader's own policies can be inspected, so what Explore keeps is wanted here too.
    work = Work(plans, experiment)
    Keeper(POLICIES, None if work == OPENING else work, put_policies, speak, places=("stored",))
    Whereabouts(choice, choose, (side, take_side), speak)
    solara.Style(STYLE)
    Words(speak("inspect-title"), tag="h1")
    Words(speak("inspect-lead"), classes="lab-lead")
    Choosing(subject, choose, tuple(own), (side, take_side), speak)
    Story(subject, side, speak)


@solara.component
def Whereabouts(
    choice: told.Choice,
    choose: Callable[[told.Choice], None],
    sides: tuple[str, Callable[[str], None]],
    speak: Language,
) -> None:
    """Keep in the address whose year is read, so that it can be read again and shown to others."""
    step, go = use_kept("inspect-step", 0)
    whole, set_whole = use_kept("inspect-whole", initial=False)
    here = Place(choice, sides[0], int(step), bool(whole))

    def put(new: Place | None) -> None:
        there = new or Place()
        choose(there.choice)
        sides[1](there.side)
        go(there.step)
        set_whole(there.whole)

    Keeper(PLACE, None if here == Place() else here, put, speak, places=("linked",))


@solara.component
def Story(subject: told.Subject, side: str, speak: Language) -> None:
    """Show the year: one step at a time, or all of it."""
    kept, go = use_kept("inspect-step", 0)
    whole, set_whole = use_kept("inspect-whole", initial=False)
    sections = subject.story(side, speak)
    names = [speak(f"inspect-step-{section.key}") for section in sections]
    step = min(max(int(kept), 0), len(sections) - 1)
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
                Step(section, subject, side, speak)
        if not whole:
            Pager(names, step, go, speak)
        if side == told.TRUTH:
            with Box(classes="inspect-command"):
                Words(speak("inspect-command"), classes="lab-small")
                Words(html("<code>{}</code>", subject.command(speak.code)))


@solara.component
def Pager(names: list[str], step: int, go: Callable[[int], None], speak: Language) -> None:
    """Show the ways back and forward."""
    last = len(names) - 1
    forward = speak("inspect-next", step=names[step + 1]) if step < last else speak("inspect-done-reading")
    _Pager(step=step, last=last, back=speak("inspect-back"), forward=forward, event_go=go)


@solara.component
def Step(section: Section, subject: told.Subject, side: str, speak: Language) -> None:
    """Show a section: its sentences beside its chart, and its table."""
    drawn = picture(section.key, subject.facts, side, speak)
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
                Words(table_markup(section.table, section.title), tag="table", classes="lab-table")
