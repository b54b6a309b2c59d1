"""What a student did in the lessons as a text: predictions, answers, and policy B. Never the student's name."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from budgetsim.app.kept import Keeping, KeptError, pack, unpack
from budgetsim.app.lessons.content import Lesson
from budgetsim.app.lessons.experiment_step import slider_bounds, starting_policy
from budgetsim.app.lessons.prediction import Guess
from budgetsim.app.lessons.progress import Done, Progress
from budgetsim.app.lessons.reading import lessons
from budgetsim.language import Language

MOST = 100_000
"""Changes of policy B that are counted."""


class _Text(BaseModel):
    """What a text holds of one lesson."""

    model_config = ConfigDict(strict=True, extra="forbid", allow_inf_nan=False)

    guess: float | str | None = None
    tried: int = Field(default=0, ge=0, le=MOST)
    own: dict[str, float] | None = None
    answers: dict[str, list[str]] = Field(default_factory=dict)


_TEXTS = TypeAdapter(dict[str, _Text])


def write(progress: Progress) -> str:
    """Return the text that a browser keeps."""
    return pack({name: _content(done) for name, done in progress.lessons.items()}, edition())


def link(progress: Progress) -> str:
    """Return the text for an address: without policy B, which changes with every move of a slider."""
    return write(Progress({name: replace(done, own=None) for name, done in progress.lessons.items()}))


def read(text: str) -> Progress:
    """Return what a text holds.

    Raises
    ------
    KeptError
        If the text cannot be used.
    """
    try:
        held = _TEXTS.validate_python(unpack(text, edition()))
    except ValidationError:
        raise KeptError("damaged") from None
    known = {lesson.id: lesson for lesson in lessons()}
    progress = Progress()
    for name, done in held.items():
        if name not in known:
            raise KeptError("rules")
        progress = _again(progress, known[name], done)
    return progress


def covers(first: Progress, second: Progress) -> bool:
    """Tell whether the first holds every prediction and answer of the second."""
    for name, other in second.lessons.items():
        own = first.lessons.get(name, Done())
        if other.guess is not None and own.guess != other.guess:
            return False
        for check, given in other.answers.items():
            if own.answers.get(check, ())[: len(given)] != given:
                return False
    return True


def describe(progress: Progress, speak: Language) -> str:
    """Say how many lessons were begun."""
    return speak("kept-lessons", lessons=len(progress.lessons))


@cache
def edition() -> str:
    """Return what answers depend on: the lessons' questions, choices and sliders."""
    asked = [_asked(lesson) for lesson in lessons()]
    return hashlib.sha256(repr(asked).encode()).hexdigest()


def _asked(lesson: Lesson) -> Iterable[object]:
    checks = [(check.id, check.options, check.right) for check in lesson.checks]
    sliders = [slider.name for slider in lesson.experiment.sliders]
    return lesson.id, lesson.prediction.kind, lesson.prediction.choices, checks, sliders


def _content(done: Done) -> dict[str, object]:
    kept = {"guess": done.guess, "tried": min(done.tried, MOST), "own": done.own}
    answers = {check: list(given) for check, given in done.answers.items() if given}
    return {name: value for name, value in (kept | {"answers": answers}).items() if value}  # fmt: skip


def _again(progress: Progress, lesson: Lesson, held: _Text) -> Progress:
    """Do again what a text holds of a lesson; the lesson's own rules decide whether it can have been done."""
    try:
        if held.guess is not None:
            progress = progress.predicted(lesson, _guess(held.guess))
        for check, given in held.answers.items():
            for option in given:
                before, progress = progress, progress.answered(lesson, check, option)
                if progress is before:
                    raise KeptError("rules")
    except ValueError:
        raise KeptError("rules") from None
    done = progress.of(lesson)
    if (held.tried or held.own) and done.guess is None:
        raise KeptError("rules")
    own = None if held.own is None else _own(lesson, held.own)
    return replace(
        progress, lessons={**progress.lessons, lesson.id: replace(done, tried=held.tried, own=own)}
    )


def _guess(given: float | str) -> Guess:
    return given if isinstance(given, str) else float(given)


def _own(lesson: Lesson, given: dict[str, float]) -> dict[str, float | int | str | bool]:
    start = starting_policy(lesson)
    if set(given) != set(start):
        raise KeptError("rules")
    for name, value in given.items():
        bounds = slider_bounds(lesson, name, start[name])
        if not bounds.lower <= value <= bounds.upper:
            raise KeptError("rules")
    return {name: float(given[name]) for name in start}


KEEPING = Keeping("lessons", write, link, read, covers, describe)
