"""All lessons with what is done of them, and the file for the lecturer."""

from __future__ import annotations

import solara

from budgetsim.app.lessons import progress as kept
from budgetsim.app.lessons.content import Lesson
from budgetsim.app.lessons.progress import Progress
from budgetsim.app.lessons.reading import lessons
from budgetsim.app.links import Link
from budgetsim.app.markup import Box, Words, html
from budgetsim.app.session import use_kept
from budgetsim.app.speech import with_language
from budgetsim.app.widgets import Text
from budgetsim.language import Language


@solara.component
def Overview(progress: Progress, speak: Language) -> None:
    """Show a card for each lesson."""
    everything = lessons()
    done = sum(kept.is_done(lesson, progress) for lesson in everything)
    Words(speak("lesson-all"), tag="h1")
    Words(speak("lesson-lead"), classes="lab-lead")
    Words(speak("lesson-done-count", done=str(done), all=str(len(everything))), classes="lesson-count")
    with Box(classes="lesson-cards"):
        for lesson in everything:
            Card(lesson, progress, speak)
    Download(progress, speak)


@solara.component
def Card(lesson: Lesson, progress: Progress, speak: Language) -> None:
    """Show one lesson as a link to it."""
    state = state_of(lesson, progress)
    text = html(
        '<span class="lesson-card-head"><span class="lesson-card-number">{}</span>'
        '<span class="lesson-state lesson-state-{}">{}</span></span>'
        '<span class="lesson-card-title">{}</span><span class="lesson-card-short">{}</span>'
        '<span class="lab-small">{}</span>',
        speak("lesson-number", number=str(lesson.order)), state, speak(f"lesson-state-{state}"),
        speak(lesson.key()), speak(lesson.key("short")), speak("lesson-minutes", minutes=str(lesson.minutes)),
    )  # fmt: skip
    with Link(path_of(lesson, speak), classes=f"lab-card lesson-card lesson-card-{lesson.id}"):
        solara.HTML(tag="span", unsafe_innerHTML=str(text), classes=["lesson-card-body"])


@solara.component
def Download(progress: Progress, speak: Language) -> None:
    """Offer what was answered as files."""
    student, set_student = use_kept("lessons-student", "")
    with Box(classes="lab-card lesson-download"):
        Words(speak("lesson-download"), tag="h2")
        Words(speak("lesson-download-about"))
        with Box(classes="lesson-download-row"):
            Text("lesson-student", speak("lesson-student"), student, set_student)
            for ending, write, kind in (
                ("csv", kept.as_csv, "text/csv"),
                ("md", kept.as_markdown, "text/markdown"),
            ):
                word = "csv" if ending == "csv" else "markdown"
                solara.FileDownload(
                    lambda write=write: write(lessons(), progress, student, speak).encode(),
                    f"budgetsim-lessons.{ending}", label=speak(f"lesson-download-{word}"), mime_type=kind,
                )  # fmt: skip
        Words(speak("lesson-kept"), classes="lab-small")


def state_of(lesson: Lesson, progress: Progress) -> str:
    """Return ``done``, ``begun`` or ``new``."""
    steps = kept.steps_done(lesson, progress).values()
    return "done" if all(steps) else "begun" if any(steps) else "new"


def path_of(lesson: Lesson, speak: Language) -> str:
    """Return the address of a lesson."""
    return with_language(f"/lessons/{lesson.id}", speak.code)
