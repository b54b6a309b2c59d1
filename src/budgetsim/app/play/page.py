"""The page of the lab's area *Play*."""

from __future__ import annotations

import solara

from budgetsim.language import Language


@solara.component
def PlayPage(speak: Language) -> None:
    """Show the area."""
    solara.HTML(tag="h1", unsafe_innerHTML=speak("lab-play"))
