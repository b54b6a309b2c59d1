"""From files to lessons; every fault of a file is told at once, in the words of its author."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from fluent.runtime import FluentResource
from fluent.syntax.ast import Junk
from pydantic import ValidationError

from budgetsim.app.lessons.content import Lesson, Settings
from budgetsim.app.lessons.theory import MECHANISMS
from budgetsim.kinds.verify.theory.catalogue import LIMITS
from budgetsim.language import LANGUAGES, Language, language, told
from budgetsim.model.measures import OUTCOMES
from budgetsim.scenario import ScenarioError, load_scenario
from budgetsim.scenario_files.faults import reason_of
from budgetsim.scenario_files.names import did_you_mean

VARIABLE = "BUDGETSIM_LESSONS"
"""Environment variable with a folder of lessons of one's own, and their texts in ``en.ftl`` and ``zh.ftl``."""


class LessonError(ValueError):
    """A lesson's file is wrong; the message lists everything that is."""


@cache
def lessons() -> tuple[Lesson, ...]:
    """Return all lessons in their order, those of one's own folder among them.

    Raises
    ------
    LessonError
        If a file is wrong, two lessons have one name or one place, or a message is missing in a language.
    """
    own = os.environ.get(VARIABLE, "")
    return read_folders(
        [resources.files("budgetsim.app.lessons") / "catalogue", *([Path(own)] if own else [])]
    )


def read_folders(folders: Sequence[Traversable]) -> tuple[Lesson, ...]:
    """Read all lessons of some folders.

    Raises
    ------
    LessonError
        As ``lessons``.
    """
    files: list[Traversable] = []
    for folder in folders:
        if not folder.is_dir():
            raise LessonError(told("lesson-fault-folder", folder=str(folder), variable=VARIABLE))
        learn_messages(folder)
        files += sorted(
            (item for item in folder.iterdir() if item.name.endswith(".toml")), key=lambda item: item.name
        )
    catalogue = sorted((read_lesson(file) for file in files), key=lambda lesson: lesson.order)
    for field in ("id", "order"):
        values = [getattr(lesson, field) for lesson in catalogue]
        if twice := sorted({str(value) for value in values if values.count(value) > 1}):
            raise LessonError(told("lesson-fault-twice", field=field, values=", ".join(twice)))
    return tuple(catalogue)


def learn_messages(folder: Traversable) -> None:
    """Add the messages of a folder to the languages; where one language is missing, the other speaks in its place.

    Raises
    ------
    LessonError
        If a file is no valid Fluent.
    """
    files = {code: folder / f"{code}.ftl" for code in LANGUAGES}
    there = {code: file.read_text(encoding="utf-8") for code, file in files.items() if file.is_file()}
    for code in LANGUAGES if there else ():
        spoken = code if code in there else next(iter(there))
        resource = FluentResource(there[spoken])
        if junk := [entry for entry in resource.body if isinstance(entry, Junk)]:
            text = repr((junk[0].content or "").strip()[:80])
            raise LessonError(told("lesson-fault-message", file=f"{spoken}.ftl", text=text))
        speak = language(code)
        # The lessons' own file comes first: what it says cannot be replaced.
        speak.has("lesson-lead")
        speak.bundle.add_resource(resource)


def lesson_named(name: str) -> Lesson | None:
    """Return the lesson of this name, or nothing."""
    return next((lesson for lesson in lessons() if lesson.id == name), None)


def read_lesson(file: Traversable) -> Lesson:
    """Read a lesson and check everything that it refers to.

    Raises
    ------
    LessonError
        With every fault.
    """
    try:
        lesson = Lesson.model_validate(tomllib.loads(file.read_text(encoding="utf-8")))
    except tomllib.TOMLDecodeError as error:
        raise LessonError(told("lesson-fault-toml", file=file.name, reason=str(error))) from None
    except ValidationError as error:
        raise LessonError("\n".join(f"{file.name}: {line}" for line in _said(error))) from None
    if faults := list(faults_of(lesson)):
        raise LessonError("\n".join(f"{file.name}: {fault}" for fault in faults))
    return lesson


def _said(error: ValidationError) -> Iterator[str]:
    for fault in error.errors():
        field = ".".join(str(part) for part in fault["loc"]) or "lesson"
        given = repr(str(fault["input"])[:80])
        yield told("lesson-fault-field", field=field, reason=reason_of(fault), given=given)


def faults_of(lesson: Lesson) -> Iterator[str]:
    """Yield what a lesson refers to and what does not exist: scenario, parameters, outcomes, limits, messages."""
    yield from _wrong_outcomes(lesson)
    yield from _wrong_settings(lesson)
    yield from _wrong_theories(lesson)
    for code in LANGUAGES:
        speak = language(code)
        missing = [key for key in lesson.message_keys() if not says(speak, key)]
        if missing:
            name = f"{LANGUAGES[code]} ({code})"
            yield told("lesson-fault-messages", language=name, keys=", ".join(missing))


def says(speak: Language, key: str) -> bool:
    """Tell whether a language has a message, or an attribute ``message.part`` of it."""
    name, _, part = key.partition(".")
    return speak.has(name) and (not part or part in speak.bundle.get_message(name).attributes)


def _wrong_outcomes(lesson: Lesson) -> Iterator[str]:
    for name in dict.fromkeys(lesson.all_outcomes()):
        if name not in OUTCOMES:
            hint = did_you_mean(name, OUTCOMES, told("lesson-fault-outcomes"))
            yield told("lesson-fault-outcome", name=repr(name), hint=hint)
    units = {OUTCOMES[name].unit for name in lesson.experiment.curves if name in OUTCOMES}
    if len(units) > 1:
        yield told("lesson-fault-units", units=", ".join(sorted(units)))


def _wrong_settings(lesson: Lesson) -> Iterator[str]:
    try:
        scenario = load_scenario(lesson.scenario).replace(**lesson.settings)
    except ScenarioError as error:
        yield str(error)
        return
    ends: list[Settings] = [
        {slider.name: end}
        for slider in lesson.experiment.sliders
        for end in (slider.lower, slider.upper)
        if end is not None
    ]
    said = set()
    for settings in (*lesson.all_settings(), *ends):
        try:
            scenario.replace(**settings)
        except ScenarioError as error:
            if str(error) not in said:
                yield str(error)
            said.add(str(error))
    names = [slider.name for slider in lesson.experiment.sliders]
    for name in {lesson.experiment.along, *lesson.experiment.start} - set(names):
        yield told("lesson-fault-slider", name=name, sliders=", ".join(names))


def _wrong_theories(lesson: Lesson) -> Iterator[str]:
    for theory in lesson.theories:
        if theory.mechanism and theory.mechanism not in MECHANISMS:
            known = {"name": repr(theory.mechanism), "known": ", ".join(MECHANISMS)}
            yield told("lesson-fault-mechanism", theory=theory.id, **known)
        if not theory.limit:
            continue
        limit = LIMITS.get(theory.limit)
        if limit is None:
            known = {"name": repr(theory.limit), "known": ", ".join(LIMITS)}
            yield told("lesson-fault-limit", theory=theory.id, **known)
            continue
        if theory.quantity not in limit.quantities:
            known = {"name": repr(theory.quantity), "known": ", ".join(limit.quantities)}
            yield told("lesson-fault-quantity", theory=theory.id, limit=limit.id, **known)
        given = {theory.along or limit.along[0], *theory.fixed, *(slider.name for slider in theory.sliders)}
        for name in sorted(given - set(limit.names)):
            known = {"name": repr(name), "known": ", ".join(limit.names)}
            yield told("lesson-fault-parameter", theory=theory.id, limit=limit.id, **known)
