"""The page of the lab's area *Lessons*: all lessons with what is done of them, or one from question to homework."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import solara
from markupsafe import Markup

from budgetsim.app.addresses import with_language
from budgetsim.app.guide.glossary import ideas_of
from budgetsim.app.keeper import Keeper, KeptNote, use_kept
from budgetsim.app.lessons.content import Lesson
from budgetsim.app.lessons.experiment_step import ExperimentStep, FindingsStep
from budgetsim.app.lessons.experiments import answer, findings, simulate_all, starting_policy
from budgetsim.app.lessons.progress import (
    KEEPING,
    STEPS,
    Progress,
    as_csv,
    as_markdown,
    first_right,
    is_done,
    steps_done,
    steps_open,
)
from budgetsim.app.lessons.reading import LessonError, lesson_named, lessons
from budgetsim.app.lessons.steps import CheckStep, FurtherStep, MeaningStep, PredictionStep, TheoryStep
from budgetsim.app.lessons.theory import drawn, slider_starts
from budgetsim.app.widgets import Box, Button, Card, Items, Link, Text, Words, html, titled
from budgetsim.language import Language

STYLE = Path(__file__).with_name("lessons.css")
AREA = "lessons"
OPENED = {
    "predicted": ("experiment",),
    "tried": ("findings", "theory"),
    "explained": ("checks",),
    "checked": ("meaning", "further"),
}
"""What opens once a step is done."""


@solara.component
def LessonsPage(speak: Language) -> None:
    """Show the area."""
    progress, set_progress = use_kept("lessons-progress", Progress())
    work = progress if progress.lessons else None
    parts = solara.use_router().parts
    solara.Style(STYLE)
    name = parts[1] if len(parts) > 1 and parts[0] == AREA else ""
    try:
        lesson = lesson_named(name)
    except LessonError as error:
        Words(speak("lesson-broken"), tag="h1")
        Words(str(error), tag="pre", classes="lab-card lab-fault lesson-faults")
        return
    Keeper(KEEPING, work, set_progress, speak)
    if lesson is not None:
        LessonView(lesson, progress, set_progress, speak).key(lesson.id)
    else:
        if name:
            Words(speak("lesson-unknown", name=name), classes="lab-card lab-fault")
        Overview(progress, speak)
    KeptNote(KEEPING, work, lambda: set_progress(Progress()), speak)


@solara.component
def Overview(progress: Progress, speak: Language) -> None:
    """Show a card for each lesson."""
    everything = lessons()
    done = sum(is_done(lesson, progress) for lesson in everything)
    Words(speak("lab-lessons"), tag="h1")
    Words(speak("lesson-lead"), classes="lab-lead")
    Words(speak("lesson-done-count", done=str(done), all=str(len(everything))), classes="lesson-count")
    with Box(classes="lesson-cards"):
        for lesson in everything:
            LessonCard(lesson, progress, speak)
    Download(progress, speak)


@solara.component
def LessonCard(lesson: Lesson, progress: Progress, speak: Language) -> None:
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
    with Card(speak("lesson-download"), "lesson-download"):
        Words(speak("lesson-download-about"))
        with Box(classes="lesson-download-row"):
            Text("lesson-student", speak("lesson-student"), student, set_student)
            for word, ending, write in (("csv", "csv", as_csv), ("markdown", "md", as_markdown)):
                solara.FileDownload(
                    lambda write=write: write(lessons(), progress, student, speak).encode(),
                    f"budgetsim-lessons.{ending}", label=speak(f"lesson-download-{word}"), mime_type=f"text/{word}",
                )  # fmt: skip
        Words(speak("lesson-kept"), classes="lab-small")


def state_of(lesson: Lesson, progress: Progress) -> str:
    """Return ``done``, ``begun`` or ``new``."""
    steps = steps_done(lesson, progress).values()
    return "done" if all(steps) else "begun" if any(steps) else "new"


def path_of(lesson: Lesson, speak: Language) -> str:
    """Return the address of a lesson."""
    return with_language(f"/lessons/{lesson.id}", speak.code)


@solara.component
def LessonView(
    lesson: Lesson, progress: Progress, on_progress: Callable[[Progress], None], speak: Language
) -> None:
    """Show a lesson."""
    whole, open_all = solara.use_state(initial=False)
    opened = steps_open(lesson, progress)
    Rehearsal(lesson)
    Link(with_language("/lessons", speak.code), [f"← {speak('lesson-back')}"], "lesson-back")
    Words(speak("lesson-number", number=str(lesson.order)), classes="lesson-kicker")
    Words(speak(lesson.key()), tag="h1")
    Steps(lesson, progress, speak)
    with Box(classes="lab-stack lesson-body"):
        with Box(classes="lesson-opening"):
            with Card(speak("lesson-step-question"), "lesson-question", tag="section"):
                Words(speak(lesson.key("question")), classes="lesson-story")
                Terms(lesson, speak)
            PredictionStep(lesson, progress, on_progress, speak)
        begun = opened > STEPS.index("predicted") + 1
        if begun:
            ExperimentStep(lesson, progress, on_progress, speak)
        if is_shown("tried", opened, whole=begun and whole):
            FindingsStep(lesson, speak)
            TheoryStep(lesson, speak)
        if is_shown("explained", opened, whole=begun and whole):
            CheckStep(lesson, progress, on_progress, speak)
        if is_shown("checked", opened, whole=begun and whole):
            MeaningStep(lesson, speak)
            FurtherStep(lesson, speak)
            Ending(lesson, progress, speak)
        elif not (begun and whole):
            Locked(
                STEPS[opened - 1],
                lambda: on_progress(progress.explained(lesson)),
                (lambda: open_all(not whole)) if begun else None,
                speak,
            )


@solara.component
def Rehearsal(lesson: Lesson) -> None:
    """Simulate what the lesson will show while its question is still being read."""

    def rehearse() -> None:
        answer(lesson)
        findings(lesson)
        simulate_all(lesson, starting_policy(lesson))
        for theory in lesson.theories:
            drawn(theory, slider_starts(theory, lesson.scenario))

    solara.lab.use_task(rehearse, dependencies=[lesson.id], raise_error=False)


@solara.component
def Steps(lesson: Lesson, progress: Progress, speak: Language) -> None:
    """Show which steps are done."""
    words = {
        "predicted": "prediction",
        "tried": "experiment",
        "explained": "explanation",
        "checked": "checks",
    }
    states = {step: "done" if done else "open" for step, done in steps_done(lesson, progress).items()}
    marks = [
        html(
            '<li class="lesson-mark lesson-mark-{0}"><span aria-hidden="true">{1}</span>{2}'
            '<span class="lab-unseen"> ({3})</span></li>',
            state, "✓" if state == "done" else "○", speak(f"lesson-step-{words[step]}"),
            speak(f"lesson-mark-{state}"),
        )
        for step, state in states.items()
    ]  # fmt: skip
    with Box(classes="lesson-steps", role="group", aria_label=speak("lesson-steps")):
        Words(Markup("").join(marks), tag="ul", classes="lesson-marks")


@solara.component
def Terms(lesson: Lesson, speak: Language) -> None:
    """Lead to the ideas of a lesson in the glossary."""
    ideas = ideas_of(f"lessons/{lesson.id}")
    if ideas:
        with Box(classes="lesson-words"):
            Words(speak("lesson-words"), tag="span")
            for idea in ideas:
                Link(
                    with_language(f"/glossary/idea-{idea}", speak.code), [titled(speak(f"guide-idea-{idea}"))]
                )


def is_shown(step: str, opened: int, *, whole: bool) -> bool:
    """Tell whether what opens after a step is shown."""
    return whole or opened > STEPS.index(step) + 1


@solara.component
def Locked(
    step: str,
    on_read: Callable[[], None],
    on_whole: Callable[[], None] | None,
    speak: Language,
) -> None:
    """Say what is to be done first and what opens then; ``on_whole`` opens everything, for whoever teaches it."""
    later = [part for one in STEPS[STEPS.index(step) :] for part in OPENED[one]]
    with Box(tag="section", classes="lab-card lesson-locked"):
        Words(speak(f"lesson-first-{step}"), classes="lesson-locked-why")
        if step == "explained":
            Button(speak("lesson-read"), on_read, classes="lesson-read")
        Items((speak(f"lesson-step-{part}") for part in later), tag="ol", classes="lesson-locked-steps")
        if on_whole is not None:
            Button(speak("lesson-open-all"), on_whole, quiet=True, classes="lesson-open-all")


@solara.component
def Ending(lesson: Lesson, progress: Progress, speak: Language) -> None:
    """Say how it went, and where to go next."""
    if is_done(lesson, progress):
        right, checks = first_right(lesson, progress), len(lesson.checks)
        with Box(classes="lab-card lesson-completed", role="status"):
            Words(speak("lesson-completed", right=str(right), all=str(checks)))
    Download(progress, speak)
    following = next((other for other in lessons() if other.order > lesson.order), None)
    if following is not None:
        label = speak("lesson-next", title=speak(following.key()))
        Link(path_of(following, speak), [f"{label} →"], "lab-button lesson-next")
