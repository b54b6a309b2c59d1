"""From files to lessons; every fault of a file is told at once, with its line, in the words of its author."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, NamedTuple

from fluent.runtime import FluentResource
from fluent.syntax.ast import Junk
from pydantic import ValidationError

from budgetsim.app.lessons.content import QUESTION, Lesson, Settings
from budgetsim.app.lessons.theory import MECHANISMS
from budgetsim.kinds.verify.theory.catalogue import LIMITS
from budgetsim.language import LANGUAGES, Language, language, told
from budgetsim.model.measures import OUTCOMES
from budgetsim.scenario import ScenarioError, load_scenario
from budgetsim.scenario_files.faults import reason_of
from budgetsim.scenario_files.names import did_you_mean
from budgetsim.scenario_files.read import KeyPath, Lines, scan
from budgetsim.scenario_files.syntax import syntax_fault

VARIABLE = "BUDGETSIM_LESSONS"
"""Environment variable with a folder of lessons of one's own.

Their texts stand in the lessons themselves, or in ``en.ftl`` and ``zh.ftl`` beside them.
"""
SPECIAL = re.compile(r"(?m)^[ \t]*(?=[\[*.}])")
"""Where a line begins with a sign that would begin something else in Fluent."""
VARIABLES = re.compile(r"\{\s*\$([\w-]+)")
NUMBERS = ("before", "after", "relative")
"""Numbers that the sentence of a finding may hold."""


class LessonError(ValueError):
    """A lesson's file is wrong; the message lists everything that is."""


def lessons() -> tuple[Lesson, ...]:
    """Return all lessons in their order, those of one's own folder among them.

    Raises
    ------
    LessonError
        If a file is wrong, two lessons have one name or one place, or a message is missing in a language.
    """
    return lessons_with(os.environ.get(VARIABLE, ""))


@cache
def lessons_with(folder: str) -> tuple[Lesson, ...]:
    """Return the lessons of the lab and those of a folder, if one is named.

    Raises
    ------
    LessonError
        As ``lessons``.
    """
    catalogue = resources.files("budgetsim.app.lessons") / "catalogue"
    return read_folders([catalogue, *([Path(folder)] if folder else [])])


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
        there = [item for item in folder.iterdir() if item.name.endswith(".toml")]
        if not there:
            raise LessonError(told("lesson-fault-empty-folder", folder=str(folder)))
        files += sorted(there, key=lambda item: item.name)
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
    for spoken, text in there.items():
        if (junk := junk_of(text)) is not None:
            raise LessonError(told("lesson-fault-message", file=f"{spoken}.ftl", text=repr(junk)))
    learn(there)


def learn(there: Mapping[str, str]) -> None:
    """Add messages, a text of Fluent for each language; where one is missing, another speaks in its place."""
    for code in LANGUAGES if there else ():
        speak = language(code)
        # The lessons' own file comes first: what it says cannot be replaced.
        speak.has("lesson-lead")
        speak.bundle.add_resource(FluentResource(there.get(code, next(iter(there.values())))))


def junk_of(text: str) -> str | None:
    """Return the beginning of what is no message in a text of Fluent, if there is any."""
    junk = [entry for entry in FluentResource(text).body if isinstance(entry, Junk)]
    return (junk[0].content or "").strip()[:80] if junk else None


def lesson_named(name: str) -> Lesson | None:
    """Return the lesson of this name, or nothing."""
    return next((lesson for lesson in lessons() if lesson.id == name), None)


class Wrong(NamedTuple):
    """Something that is wrong with a lesson."""

    about: str
    """The name or text that is wrong, by which its line is found; empty for what is missing."""
    message: str


def read_lesson(file: Traversable) -> Lesson:
    """Read a lesson and check everything that it refers to.

    Raises
    ------
    LessonError
        With every fault, and its line.
    """
    text = file.read_text(encoding="utf-8")
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise LessonError(str(syntax_fault(error, text, file.name))) from None
    lines = scan(text)
    try:
        lesson = Lesson.model_validate(data)
    except ValidationError as error:
        raise LessonError("\n".join(_said(error, file.name, lines))) from None
    faults = list(_wrong_texts(lesson))
    if not faults:
        learn({code: "\n".join(messages_of(lesson, code).values()) for code in lesson.texts})
        faults = list(faults_of(lesson))
    if faults:
        said = [(lines.of(*path_to(fault.about, data)), fault.message) for fault in faults]
        raise LessonError("\n".join(f"{file.name}:{line}: {message}" for line, message in said))
    return lesson


def _said(error: ValidationError, name: str, lines: Lines) -> Iterator[str]:
    for fault in error.errors():
        field = ".".join(str(part) for part in fault["loc"]) or "lesson"
        given = repr(str(fault["input"])[:80])
        said = (
            f"{field}{told('fault-colon')}{reason_of(fault)}"
            if fault["type"] == "missing"
            else told("lesson-fault-field", field=field, reason=reason_of(fault), given=given)
        )
        hint = ""
        if fault["type"] == "extra_forbidden" and len(fault["loc"]) == 1:
            known = [item.alias or key for key, item in Lesson.model_fields.items()]
            hint = told("fault-semicolon") + did_you_mean(field, known, ", ".join(known))
        yield f"{name}:{lines.of(*fault['loc'])}: {said}{hint}"


def path_to(wanted: str, data: Any, path: KeyPath = ()) -> KeyPath:
    """Return where a name stands first in a document, as a key or as a value; the whole of it if nowhere."""
    if isinstance(data, Mapping):
        items: list[tuple[str | int, Any]] = list(data.items())
    else:
        items = list(enumerate(data)) if isinstance(data, list) else []
    for key, value in items:
        if wanted and wanted in (key, value):
            return (*path, key)
        if found := path_to(wanted, value, (*path, key)):
            return found
    return ()


def messages_of(lesson: Lesson, code: str) -> dict[str, str]:
    """Return the texts of a lesson in one language as messages of Fluent, by the name under which they stand in it."""
    found = {}
    for name, said in lesson.texts[code].items():
        parts = {QUESTION: said} if isinstance(said, str) else dict(said)
        key = lesson.key() if name == "title" else lesson.key(name)
        lines = [f"{key} = {_indented(parts.pop(QUESTION, ''))}"]
        found[name] = "\n".join(
            [*lines, *(f"    .{part} = {_indented(text)}" for part, text in parts.items())]
        )
    return found


def _indented(text: str) -> str:
    """Return a text of any number of lines as the value of a message."""
    return SPECIAL.sub('{""}', text.strip()).replace("\n", "\n        ")


def _wrong_texts(lesson: Lesson) -> Iterator[Wrong]:
    """Yield languages that there are not, and texts that are no messages."""
    for code in lesson.texts:
        if code not in LANGUAGES:
            yield Wrong(code, told("lesson-fault-language", code=repr(code), known=", ".join(LANGUAGES)))
            continue
        for name, said in lesson.texts[code].items():
            yield from _wrong_text(lesson, f"texts.{code}.{name}", name, said)
        for name, message in messages_of(lesson, code).items():
            if (junk := junk_of(message)) is not None:
                where = f"texts.{code}.{name}"
                yield Wrong(name, told("lesson-fault-message", file=where, text=repr(junk)))


def _wrong_text(lesson: Lesson, where: str, name: str, said: str | Mapping[str, str]) -> Iterator[Wrong]:
    """Yield what a text lacks, and variables that nobody gives it."""
    if not isinstance(said, str) and QUESTION not in said:
        yield Wrong(name, told("lesson-fault-ask", field=where))
    given = variables_of(lesson, name)
    for variable in VARIABLES.findall(" ".join([said] if isinstance(said, str) else said.values())):
        if variable not in given:
            known = {"name": repr(variable), "known": ", ".join(given) or "–"}
            yield Wrong(name, told("lesson-fault-variable", field=where, **known))


def variables_of(lesson: Lesson, name: str) -> tuple[str, ...]:
    """Return the variables of a text: numbers of a finding, names in a suggestion."""
    if name.startswith("finding-"):
        return NUMBERS
    sliders = (slider.name for slider in lesson.experiment.sliders)
    return (*sliders, *lesson.experiment.outcomes) if name.startswith("try-") else ()


def faults_of(lesson: Lesson) -> Iterator[Wrong]:
    """Yield what a lesson refers to and what does not exist: scenario, parameters, outcomes, limits, messages."""
    yield from _wrong_outcomes(lesson)
    yield from _wrong_settings(lesson)
    yield from _wrong_theories(lesson)
    for code in LANGUAGES:
        speak = language(code)
        missing = [key for key in lesson.message_keys() if not says(speak, key)]
        if missing:
            name = f"{LANGUAGES[code]} ({code})"
            message = told("lesson-fault-messages", language=name, keys=", ".join(missing))
            yield Wrong(code if code in lesson.texts else "texts", message)


def says(speak: Language, key: str) -> bool:
    """Tell whether a language has a message, or an attribute ``message.part`` of it."""
    name, _, part = key.partition(".")
    return speak.has(name) and (not part or part in speak.bundle.get_message(name).attributes)


def _wrong_outcomes(lesson: Lesson) -> Iterator[Wrong]:
    for name in dict.fromkeys(lesson.all_outcomes()):
        if name not in OUTCOMES:
            hint = did_you_mean(name, OUTCOMES, told("lesson-fault-outcomes"))
            yield Wrong(name, told("lesson-fault-outcome", name=repr(name), hint=hint))
    units = {OUTCOMES[name].unit for name in lesson.experiment.curves if name in OUTCOMES}
    if len(units) > 1:
        yield Wrong("curves", told("lesson-fault-units", units=", ".join(sorted(units))))


def _wrong_settings(lesson: Lesson) -> Iterator[Wrong]:
    try:
        scenario = load_scenario(lesson.scenario).replace(**lesson.settings)
    except ScenarioError as error:
        yield Wrong(_field_of(error, lesson.scenario), str(error))
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
                yield Wrong(_field_of(error, ""), str(error))
            said.add(str(error))
    names = [slider.name for slider in lesson.experiment.sliders]
    for name in {lesson.experiment.along, *lesson.experiment.start} - set(names):
        yield Wrong(name, told("lesson-fault-slider", name=name, sliders=", ".join(names)))


def _field_of(error: ScenarioError, otherwise: str) -> str:
    """Return the parameter that an error is about."""
    return next((fault.field.rpartition(".")[2] for fault in error.faults if fault.field), otherwise)


def _wrong_theories(lesson: Lesson) -> Iterator[Wrong]:
    for theory in lesson.theories:
        if theory.mechanism and theory.mechanism not in MECHANISMS:
            known = {"name": repr(theory.mechanism), "known": ", ".join(MECHANISMS)}
            yield Wrong(theory.mechanism, told("lesson-fault-mechanism", theory=theory.id, **known))
        if not theory.limit:
            continue
        limit = LIMITS.get(theory.limit)
        if limit is None:
            known = {"name": repr(theory.limit), "known": ", ".join(LIMITS)}
            yield Wrong(theory.limit, told("lesson-fault-limit", theory=theory.id, **known))
            continue
        if theory.quantity not in limit.quantities:
            known = {"name": repr(theory.quantity), "known": ", ".join(limit.quantities)}
            yield Wrong(
                theory.quantity, told("lesson-fault-quantity", theory=theory.id, limit=limit.id, **known)
            )
        given = {theory.along or limit.along[0], *theory.fixed, *(slider.name for slider in theory.sliders)}
        for name in sorted(given - set(limit.names)):
            known = {"name": repr(name), "known": ", ".join(limit.names)}
            yield Wrong(name, told("lesson-fault-parameter", theory=theory.id, limit=limit.id, **known))
