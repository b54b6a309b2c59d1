"""What follows the experiment: checks of understanding, what it means for a bureau, and how to go on."""

from __future__ import annotations

from collections.abc import Callable

import solara

from budgetsim.app.lessons.choices import Choices
from budgetsim.app.lessons.content import Check, Lesson
from budgetsim.app.lessons.progress import Progress
from budgetsim.app.markup import Box, Words, html
from budgetsim.language import Language


@solara.component
def CheckStep(
    lesson: Lesson, progress: Progress, on_progress: Callable[[Progress], None], speak: Language
) -> None:
    """Ask the lesson's checks, each until it is right."""
    with Box(tag="section", classes="lab-card lesson-checks"):
        Words(speak("lesson-step-checks"), tag="h2")
        for check in lesson.checks:
            given = progress.of(lesson).last(check.id)

            def hear(option: str, check: Check = check) -> None:
                on_progress(progress.answered(lesson, check.id, option))

            Question(lesson, check, given, hear, speak).key(check.id)


@solara.component
def Question(
    lesson: Lesson, check: Check, given: str | None, on_answer: Callable[[str], None], speak: Language
) -> None:
    """Ask one check; every answer is told why it is right or wrong."""
    key, right = lesson.key("check", check.id), given == check.right
    with Box(classes=f"lesson-check lesson-check-{check.id}"):
        Words(speak(key), classes="lesson-ask")
        Choices(
            f"check-{check.id}", speak(key), given, on_answer,
            [(option, speak(f"{key}.{option}")) for option in check.options],
            mark="right" if right else "wrong", disabled=right,
        )  # fmt: skip
        with Box(role="status"):
            if given is not None:
                verdict = speak("lesson-is-right" if right else "lesson-try-again")
                Words(
                    html("<b>{}</b> {}", verdict, speak(f"{key}.{given}-why")),
                    classes=f"lesson-why lesson-why-{'right' if right else 'wrong'}",
                )


@solara.component
def MeaningStep(lesson: Lesson, speak: Language) -> None:
    """Say what a bureau should take from it, and what was found in the field."""
    meanings = [
        html("<li>{}</li>", speak(lesson.key("meaning", number + 1))) for number in range(lesson.meanings)
    ]
    evidence = [
        html(
            '<li>{} <span class="lab-small">{} · {}</span></li>',
            speak(lesson.key("evidence", item.id)), item.source, speak(f"lesson-basis-{item.basis}"),
        )
        for item in lesson.evidence
    ]  # fmt: skip
    with Box(tag="section", classes="lab-card lesson-meaning"):
        Words(speak("lesson-step-meaning"), tag="h2")
        Words(html("{}" * len(meanings), *meanings), tag="ul")
        Words(speak("lesson-evidence"), tag="h3")
        Words(html("{}" * len(evidence), *evidence), tag="ul", classes="lesson-evidence")


@solara.component
def FurtherStep(lesson: Lesson, speak: Language) -> None:
    """Name the scenario, the lines of the command line, and the homework."""
    lines = [html("<code>{}</code>", line) for line in lesson.commands]
    tasks = [
        html("<li>{}</li>", speak(lesson.key("homework", number + 1))) for number in range(lesson.homework)
    ]
    with Box(tag="section", classes="lab-card lesson-further"):
        Words(speak("lesson-step-further"), tag="h2")
        Words(html("{}: <code>scenarios/{}.toml</code>", speak("lesson-scenario-file"), lesson.scenario))
        Words(speak("lesson-command"), tag="h3")
        Words(html("<br>".join(["{}"] * len(lines)), *lines), classes="lesson-commands")
        Words(speak("lesson-homework"), tag="h3")
        Words(html("{}" * len(tasks), *tasks), tag="ol")
