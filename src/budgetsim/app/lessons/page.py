"""The page of the lab's area *Lessons*: all lessons, or the one that the address names."""

from __future__ import annotations

from pathlib import Path

import solara

from budgetsim.app.keeper import Keeper, KeptNote
from budgetsim.app.lessons.kept import KEEPING
from budgetsim.app.lessons.lesson import LessonView
from budgetsim.app.lessons.overview import Overview
from budgetsim.app.lessons.progress import Progress
from budgetsim.app.lessons.reading import LessonError, lesson_named
from budgetsim.app.markup import Words
from budgetsim.app.session import use_kept
from budgetsim.language import Language

STYLE = Path(__file__).with_name("lessons.css")
AREA = "lessons"


@solara.component
def LessonsPage(speak: Language) -> None:
    """Show the area."""
    progress, set_progress = use_kept("lessons-progress", Progress())
    work = progress if progress.lessons else None

    def put(new: Progress | None) -> None:
        set_progress(Progress() if new is None else new)

    parts = solara.use_router().parts
    solara.Style(STYLE)
    name = parts[1] if len(parts) > 1 and parts[0] == AREA else ""
    try:
        lesson = lesson_named(name)
    except LessonError as error:
        Words(speak("lesson-broken"), tag="h1")
        Words(str(error), tag="pre", classes="lab-card lab-fault lesson-faults")
        return
    Keeper(KEEPING, work, put, speak)
    if lesson is not None:
        LessonView(lesson, progress, set_progress, speak).key(lesson.id)
    else:
        if name:
            Words(speak("lesson-unknown", name=name), classes="lab-card lab-fault")
        Overview(progress, speak)
    KeptNote(KEEPING, work, lambda: put(None), speak)
