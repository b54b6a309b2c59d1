"""The start page: what this is, for whom, and where to begin, in one minute."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs

import solara

from budgetsim.app.addresses import PATHS, with_language
from budgetsim.app.widgets import Box, Card, Link, Words, html
from budgetsim.language import Language

STYLE = Path(__file__).with_name("guide.css")
MINUTE = ("what", "how", "known")
"""Paragraphs, in reading order."""
READERS = {"lecturer": "lessons", "student": "play", "analyst": "explore", "researcher": "about"}
"""Who comes, and where each of them begins."""
ORDER = ("lessons", "play", "explore", "inspect")
"""Areas from the most guided to the freest."""


@solara.component
def StartPage(speak: Language) -> None:
    """Show the page."""
    router = solara.use_router()
    solara.Style(STYLE)

    def forward() -> None:
        # Work of Explore was linked at this address before there was a start page.
        if "explore" in parse_qs(router.search or ""):
            router.push(f"{PATHS['explore']}?{router.search}")

    solara.use_effect(forward, [router.search])
    Words(speak("guide-start-title"), tag="h1")
    Words(speak("guide-start-lead"), classes="lab-lead")
    with Box(classes="guide-minute"):
        for part in MINUTE:
            Words(speak(f"guide-start-{part}"))
    Link(
        with_language(PATHS["causes"], speak.code), [f"{speak('guide-start-causes')} →"], "guide-start-causes"
    )
    with Box(tag="nav", classes="guide-areas", aria_label=speak("guide-areas")):
        for area in ORDER:
            AreaCard(area, speak)
    with Card(speak("guide-readers"), tag="section"), Box(tag="ul", classes="guide-readers"):
        for reader, place in READERS.items():
            with Box(tag="li"):
                Words(
                    html(
                        "<b>{}</b> {}", speak(f"guide-reader-{reader}"), speak(f"guide-reader-{reader}.begin")
                    )
                )
                Link(with_language(PATHS[place], speak.code), [f"{speak(f'lab-{place}')} →"])


@solara.component
def AreaCard(area: str, speak: Language) -> None:
    """Show one area as a link to it."""
    text = html(
        '<span class="guide-area-name">{}</span><span>{}</span>',
        speak(f"lab-{area}"), speak(f"guide-area-{area}"),
    )  # fmt: skip
    with Link(with_language(PATHS[area], speak.code), classes=f"lab-card guide-area guide-area-{area}"):
        solara.HTML(tag="span", unsafe_innerHTML=str(text), classes=["guide-area-body"])
