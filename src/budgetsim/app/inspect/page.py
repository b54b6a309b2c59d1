"""The page of the lab's area *Inspect*: one department's year step by step, as it was and as the bureau knew it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import solara
from markupsafe import Markup

from budgetsim.app.charts import Chart
from budgetsim.app.explore.policy import KEEPING as POLICIES
from budgetsim.app.explore.policy import OPENING
from budgetsim.app.inspect.choosing import Choosing
from budgetsim.app.inspect.pictures import picture
from budgetsim.app.inspect.year import KEEPING, TRUTH, Place, Selection, Subject, own_policies, subject_of
from budgetsim.app.keeper import Keeper, use_kept
from budgetsim.app.markup import Box, Words, html, table_markup, vue
from budgetsim.app.widgets import Button
from budgetsim.language import Language
from budgetsim.report.explain import Section, title_of
from budgetsim.report.explain.telling import Row

NUMBER = re.compile(r"[+−-]?[\d.,]+%?")
STYLE = Path(__file__).with_name("inspect.css")


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
    names = [speak(f"inspect-step-{section.key}") for section in sections]
    last = len(sections) - 1
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
                Step(section, subject, side, speak)
        if not whole:
            following = (
                speak("inspect-next", step=names[step + 1]) if step < last else speak("inspect-done-reading")
            )
            _Pager(step=step, last=last, back=speak("inspect-back"), forward=following, event_go=go)
        if side == TRUTH:
            with Box(classes="inspect-command"):
                Words(speak("inspect-command"), classes="lab-small")
                Words(html("<code>{}</code>", subject.command(speak.code)))


@solara.component
def Step(section: Section, subject: Subject, side: str, speak: Language) -> None:
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
