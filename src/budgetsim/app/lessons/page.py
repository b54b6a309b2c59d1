"""The page of the lab's area *Lessons*."""

from __future__ import annotations

import solara

from budgetsim.language import Language


@solara.component
def LessonsPage(speak: Language) -> None:
    """Show the area."""
    solara.HTML(tag="h1", unsafe_innerHTML=speak("lab-lessons"))
