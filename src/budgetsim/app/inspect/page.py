"""The page of the lab's area *Inspect*."""

from __future__ import annotations

import solara

from budgetsim.language import Language


@solara.component
def InspectPage(speak: Language) -> None:
    """Show the area."""
    solara.HTML(tag="h1", unsafe_innerHTML=speak("lab-inspect"))
