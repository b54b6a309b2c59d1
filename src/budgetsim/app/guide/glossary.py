"""The glossary: ideas, levers, choices, kinds of departments, outcomes and parameters, and where each occurs.

Terms stand in the reader's language, with their names in the others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

import solara

from budgetsim.app.addresses import PATHS, with_language
from budgetsim.app.declared import LINKS
from budgetsim.app.lessons.content import Lesson
from budgetsim.app.lessons.reading import LessonError, lessons
from budgetsim.app.widgets import Words, titled, vue
from budgetsim.declarations import ARCHETYPES, declarations
from budgetsim.language import LANGUAGES, Language, language
from budgetsim.report.declared import KEY_OUTCOMES, OUTCOMES, meaning_of

STYLE = Path(__file__).with_name("guide.css")
IDEAS = {
    "asymmetry": ("inspect", "explore"),
    "adverse-selection": ("lessons/adverse-selection",),
    "hidden-action": ("lessons/hidden-action",),
    "rent": ("lessons/adverse-selection",),
    "risk-premium": ("lessons/hidden-action",),
    "multitasking": ("lessons/multitasking",),
    "gaming": ("lessons/multitasking", "explore"),
    "sandbagging": ("lessons/ratchet", "explore"),
    "ratchet": ("lessons/ratchet",),
    "diversion": ("explore", "inspect"),
    "red-tape": ("lessons/red-tape",),
    "year-end-rush": ("lessons/year-end-rush",),
    "credibility": ("lessons/soft-result-use", "play"),
    "yardstick": ("lessons/yardstick",),
    "tournament": ("lessons/yardstick",),
    "base-budgeting": ("lessons/adverse-selection", "explore"),
    "culture": ("explore",),
    "staff-days": ("play",),
    "world": ("explore", "inspect"),
    "draw": ("explore", "lessons"),
    "chance": ("explore",),
    "ignorance": ("explore", "about"),
    "interval": ("explore", "lessons"),
    "stance": ("explore", "play"),
}
"""Ideas behind the model and words of the lab, with the pages in which each matters most."""
GROUPS = ("idea", "lever", "choice", "kind", "outcome", "parameter")
"""Groups of terms, in reading order."""
_Glossary = vue("guide/glossary.vue", "entries groups chosen words event_go")


@dataclass(frozen=True)
class Entry:
    """A term: its group and name, how languages call it, what it means, and where it occurs."""

    group: str
    id: str
    name: str
    others: list[dict[str, str]]
    meaning: str
    places: list[dict[str, str]]


@solara.component
def GlossaryPage(speak: Language) -> None:
    """Show the page; what follows its name in the address (``/glossary/idea-ratchet``) is the term to begin with."""
    router = solara.use_router()
    solara.Style(STYLE)
    Words(speak("lab-glossary"), tag="h1")
    Words(speak("guide-glossary-lead"), classes="lab-lead")
    words = ("find", "found-none", "occurs")
    _Glossary(
        entries=solara.use_memo(lambda: [asdict(entry) for entry in entries(speak)], [speak.code]),
        groups=[{"name": group, "label": speak(f"guide-group-{group}")} for group in GROUPS],
        chosen="".join(router.parts[1:2]),
        words={word: speak(f"guide-glossary-{word}") for word in words},
        event_go=router.push,
    )


def entries(speak: Language) -> Iterator[Entry]:
    """Yield all terms, group by group."""
    for idea, places in IDEAS.items():
        yield _entry("idea", idea, f"guide-idea-{idea}", places, speak)
    levers = [name for levers in LINKS.values() for name in levers]
    for name in levers:
        yield _declared("lever", name, (f"causes/{name}", "explore", "play", *lessons_with(name)), speak)
    choices = [choice for item in declarations().values() if item.kind == "choice" for choice in item.choices]
    for choice in dict.fromkeys(map(str, choices)):
        if speak.has(f"choice-{choice}.meaning"):
            yield _entry("choice", choice, f"choice-{choice}", lessons_with(choice), speak)
    for archetype in ARCHETYPES:
        yield _entry("kind", archetype, f"archetype-{archetype}", ("inspect", "explore"), speak)
    for name in OUTCOMES:
        seen = ("explore", *lessons_with(name)) if name in KEY_OUTCOMES else lessons_with(name)
        yield _declared("outcome", name, seen, speak)
    for name in declarations():
        if name not in levers:
            yield _declared("parameter", name, lessons_with(name), speak)


def _entry(group: str, name: str, key: str, places: tuple[str, ...], speak: Language) -> Entry:
    """Return a term whose name and meaning are a message."""
    others = _others(speak, lambda other: other(key))
    return Entry(
        group,
        f"{group}-{name}",
        titled(speak(key)),
        others,
        titled(speak(f"{key}.meaning")),
        _links(places, speak),
    )


def _declared(group: str, name: str, places: tuple[str, ...], speak: Language) -> Entry:
    """Return a parameter or an outcome."""
    meaning = titled(meaning_of(speak, name, parameter=group != "outcome"))
    others = _others(speak, lambda other: other.name(name))
    return Entry(group, f"{group}-{name}", titled(speak.name(name)), others, meaning, _links(places, speak))


def _others(speak: Language, say: Callable[[Language], str]) -> list[dict[str, str]]:
    """Return what the other languages call a term, each with the tag of its language."""
    others = [language(code) for code in LANGUAGES if code != speak.code]
    return [{"tag": other.tag, "text": titled(say(other))} for other in others]


def _links(places: tuple[str, ...], speak: Language) -> list[dict[str, str]]:
    titles = {f"lessons/{lesson.id}": speak(lesson.key()) for lesson in known_lessons()}
    known = {place: page for place in dict.fromkeys(places) if (page := place.partition("/")[0]) in PATHS}
    return [
        {"path": with_language(f"/{place}", speak.code), "label": titles.get(place) or speak(f"lab-{page}")}
        for place, page in known.items()
        if place in titles or page != "lessons" or place == page
    ]


def ideas_of(place: str) -> list[str]:
    """Return the ideas that matter most in a page, by its address."""
    return [idea for idea, places in IDEAS.items() if place in places]


def known_lessons() -> tuple[Lesson, ...]:
    """Return all lessons; none where a file of them is wrong, which the lessons' own page tells."""
    try:
        return lessons()
    except LessonError:
        return ()


def lessons_with(name: str) -> tuple[str, ...]:
    """Return the addresses of the lessons that set or show a parameter, outcome or choice."""
    return tuple(f"lessons/{lesson.id}" for lesson in known_lessons() if name in _names(lesson))


@cache
def _names(lesson: Lesson) -> frozenset[str]:
    """Parameters, outcomes and choices of a lesson."""
    settings = [lesson.settings, *lesson.all_settings()]
    sliders = [*lesson.experiment.sliders, *(one for theory in lesson.theories for one in theory.sliders)]
    return frozenset(
        (
            *lesson.all_outcomes(),
            *(slider.name for slider in sliders),
            *(
                str(item)
                for setting in settings
                for pair in setting.items()
                for item in pair
                if isinstance(item, str)
            ),
        )
    )
