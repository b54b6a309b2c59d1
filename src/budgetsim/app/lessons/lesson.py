"""One lesson from question to homework; what follows the prediction opens once it is made."""

from __future__ import annotations

from collections.abc import Callable

import solara

from budgetsim.app.lessons import progress as kept
from budgetsim.app.lessons.content import Lesson
from budgetsim.app.lessons.experiment_step import ExperimentStep, FindingsStep, starting_policy
from budgetsim.app.lessons.experiments import findings, simulate_all
from budgetsim.app.lessons.overview import Download, path_of
from budgetsim.app.lessons.prediction import answer
from budgetsim.app.lessons.prediction_step import PredictionStep
from budgetsim.app.lessons.progress import Progress
from budgetsim.app.lessons.reading import lessons
from budgetsim.app.lessons.reading_step import CheckStep, FurtherStep, MeaningStep
from budgetsim.app.lessons.theory import drawn, slider_start
from budgetsim.app.lessons.theory_step import TheoryStep
from budgetsim.app.links import Link
from budgetsim.app.markup import Box, Words, html
from budgetsim.app.speech import with_language
from budgetsim.language import Language

LATER = ("experiment", "findings", "theory", "checks", "meaning", "further")


@solara.component
def LessonView(
    lesson: Lesson, progress: Progress, on_progress: Callable[[Progress], None], speak: Language
) -> None:
    """Show a lesson."""
    begun = progress.of(lesson).guess is not None
    Rehearsal(lesson)
    Link(with_language("/lessons", speak.code), [f"← {speak('lesson-back')}"], "lesson-back")
    Words(speak("lesson-number", number=str(lesson.order)), classes="lesson-kicker")
    Words(speak(lesson.key()), tag="h1")
    Steps(lesson, progress, speak)
    with Box(classes="lab-stack lesson-body"):
        with Box(classes="lesson-opening"):
            with Box(tag="section", classes="lab-card lesson-question"):
                Words(speak("lesson-step-question"), tag="h2")
                Words(speak(lesson.key("question")), classes="lesson-story")
            PredictionStep(lesson, progress, on_progress, speak)
        if not begun:
            Locked(speak)
            return
        ExperimentStep(lesson, progress, on_progress, speak)
        FindingsStep(lesson, speak)
        TheoryStep(lesson, speak)
        CheckStep(lesson, progress, on_progress, speak)
        MeaningStep(lesson, speak)
        FurtherStep(lesson, speak)
        Ending(lesson, progress, speak)


@solara.component
def Rehearsal(lesson: Lesson) -> None:
    """Simulate what the lesson will show while its question is still being read."""

    def rehearse() -> None:
        answer(lesson)
        findings(lesson)
        simulate_all(lesson, starting_policy(lesson))
        for theory in lesson.theories:
            drawn(
                theory,
                {
                    slider.name: slider_start(theory, lesson.scenario, slider.name)
                    for slider in theory.sliders
                },
            )

    solara.lab.use_task(rehearse, dependencies=[lesson.id], raise_error=False)


@solara.component
def Steps(lesson: Lesson, progress: Progress, speak: Language) -> None:
    """Show which steps are done."""
    words = {"predicted": "prediction", "tried": "experiment", "checked": "checks"}
    items = [
        html(
            '<li class="lesson-mark lesson-mark-{0}"><span aria-hidden="true">{1}</span>{2}'
            '<span class="lab-unseen"> ({3})</span></li>',
            "done" if done else "open", "✓" if done else "○", speak(f"lesson-step-{words[step]}"),
            speak(f"lesson-mark-{'done' if done else 'open'}"),
        )
        for step, done in kept.steps_done(lesson, progress).items()
    ]  # fmt: skip
    with Box(classes="lesson-steps", role="group", aria_label=speak("lesson-steps")):
        Words(html("{}" * len(items), *items), tag="ul", classes="lesson-marks")


@solara.component
def Locked(speak: Language) -> None:
    """Name the steps that open after the prediction."""
    items = [html("<li>{}</li>", speak(f"lesson-step-{step}")) for step in LATER]
    with Box(tag="section", classes="lab-card lesson-locked"):
        Words(
            speak("lesson-predict-first"),
            classes="lesson-locked-why",
        )
        Words(html("{}" * len(items), *items), tag="ol", classes="lesson-locked-steps")


@solara.component
def Ending(lesson: Lesson, progress: Progress, speak: Language) -> None:
    """Say how it went, and where to go next."""
    if kept.is_done(lesson, progress):
        right, checks = kept.first_right(lesson, progress), len(lesson.checks)
        with Box(classes="lab-card lesson-completed", role="status"):
            Words(speak("lesson-completed", right=str(right), all=str(checks)))
    Download(progress, speak)
    following = next((other for other in lessons() if other.order > lesson.order), None)
    if following is not None:
        label = speak("lesson-next", title=speak(following.key()))
        Link(path_of(following, speak), [f"{label} →"], "lab-button lesson-next")
