"""What a student did in the lessons: predictions, answers, what is done; how it is kept; the file for the lecturer.

Everything is immutable. A session holds one ``Progress`` and replaces it; nothing here knows a session. The student's
name is never kept.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from pydantic import Field

from budgetsim.app.keeping import Keeping, KeptError, Shape
from budgetsim.app.lessons.content import Lesson, Settings
from budgetsim.app.lessons.experiments import (
    Guess,
    admissible,
    guess_text,
    slider_bounds,
    starting_policy,
)
from budgetsim.app.lessons.known import over_draws
from budgetsim.app.lessons.reading import lessons
from budgetsim.language import Language
from budgetsim.studies.files import plain_cell

STEPS = ("predicted", "tried", "explained", "checked")
"""Steps of a lesson in their order; each opens once the one before is done."""
COLUMNS = ("student", "lesson", "item", "question", "answer", "correct", "result", "attempts")
Row = tuple[str, ...]
MOST = 100_000
"""Changes of policy B that are counted."""


@dataclass(frozen=True)
class Done:
    """What was done in one lesson; ``answers`` holds all answers to each check, first to last."""

    guess: Guess | None = None
    tried: int = 0
    """How often policy B was changed."""
    own: Settings | None = None
    """Policy B as the student left it; nothing before the first change."""
    explained: bool = False
    """Whether the explanation was read, by the student's own word."""
    answers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def last(self, check: str) -> str | None:
        """Return the latest answer to a check."""
        given = self.answers.get(check, ())
        return given[-1] if given else None


@dataclass(frozen=True)
class Progress:
    """Everything that a student did."""

    lessons: Mapping[str, Done] = field(default_factory=dict)

    def of(self, lesson: Lesson) -> Done:
        """Return what was done in a lesson."""
        return self.lessons.get(lesson.id, Done())

    def predicted(self, lesson: Lesson, guess: Guess) -> Progress:
        """Keep a prediction. The first one counts: once the experiment was seen, it is no prediction any more.

        Raises
        ------
        ValueError
            If the lesson cannot be answered like this.
        """
        if not admissible(lesson.prediction, guess):
            raise ValueError(f"{guess!r} is no answer to the prediction of lesson {lesson.id}")
        done = self.of(lesson)
        return self if done.guess is not None else self._with(lesson, replace(done, guess=guess))

    def tried(self, lesson: Lesson, own: Settings) -> Progress:
        """Keep policy B as it was set; there is no experiment before a prediction."""
        done = self.of(lesson)
        if done.guess is None:
            return self
        return self._with(lesson, replace(done, tried=done.tried + 1, own=dict(own)))

    def reset(self, lesson: Lesson) -> Progress:
        """Put policy B back to where it started; what was tried stays tried."""
        return self._with(lesson, replace(self.of(lesson), own=None))

    def explained(self, lesson: Lesson) -> Progress:
        """Keep that the explanation was read; there is none before something was tried."""
        done = self.of(lesson)
        return self if done.tried == 0 else self._with(lesson, replace(done, explained=True))

    def answered(self, lesson: Lesson, check: str, option: str) -> Progress:
        """Add an answer to a check; nothing follows the right one, and the same one twice is one.

        Raises
        ------
        ValueError
            If the lesson has no such check or the check no such answer.
        """
        asked = next((item for item in lesson.checks if item.id == check), None)
        if asked is None or option not in asked.options:
            raise ValueError(f"lesson {lesson.id} has no answer {option!r} to a check {check!r}")
        done = self.of(lesson)
        if done.last(check) in (asked.right, option):
            return self
        answers = {**done.answers, check: (*done.answers.get(check, ()), option)}
        return self._with(lesson, replace(done, answers=answers))

    def _with(self, lesson: Lesson, done: Done) -> Progress:
        return replace(self, lessons={**self.lessons, lesson.id: done})


def steps_done(lesson: Lesson, progress: Progress) -> dict[str, bool]:
    """Tell which steps are done: a prediction, an experiment of one's own, the explanation read, all checks right.

    Who has answered a check has had the explanation before.
    """
    done = progress.of(lesson)
    explained = done.explained or any(done.answers.values())
    checked = all(done.last(check.id) == check.right for check in lesson.checks)
    return dict(zip(STEPS, (done.guess is not None, done.tried > 0, explained, checked), strict=True))


def steps_open(lesson: Lesson, progress: Progress) -> int:
    """Return how many steps are open: those up to the last one that is done, and the next."""
    done = [place for place, is_done in enumerate(steps_done(lesson, progress).values(), 1) if is_done]
    return 1 + max(done, default=0)


def is_done(lesson: Lesson, progress: Progress) -> bool:
    """Tell whether a lesson is done."""
    return all(steps_done(lesson, progress).values())


def first_right(lesson: Lesson, progress: Progress) -> int:
    """Return the number of checks that were right at the first answer."""
    done = progress.of(lesson)
    return sum(done.answers.get(check.id, ("",))[0] == check.right for check in lesson.checks)


def rows(lessons: Sequence[Lesson], progress: Progress, student: str, speak: Language) -> Iterator[Row]:
    """Yield what was answered, one row for each prediction and check that has an answer; see ``COLUMNS``."""
    for lesson in lessons:
        done = progress.of(lesson)
        title = speak(lesson.key())
        if done.guess is not None:
            known = over_draws(lesson)
            yield (
                student, title, "prediction", speak(lesson.key("predict")), guess_text(lesson, done.guess, speak),
                guess_text(lesson, known.shown, speak), known.quality(done.guess), "1",
            )  # fmt: skip
        for check in lesson.checks:
            if given := done.answers.get(check.id, ()):
                key = lesson.key("check", check.id)
                result = "right" if given[0] == check.right else "off"
                yield (
                    student, title, f"check {check.id}", speak(key), speak(f"{key}.{given[0]}"),
                    speak(f"{key}.{check.right}"), result, str(len(given)),
                )  # fmt: skip


def as_csv(lessons: Sequence[Lesson], progress: Progress, student: str, speak: Language) -> str:
    """Return the answers as a table; cells that a spreadsheet would take for a formula are quoted.

    It starts with a byte-order mark, without which spreadsheets do not recognise Chinese.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([[plain_cell(cell) for cell in row] for row in rows(lessons, progress, student, speak)])
    return "\ufeff" + text.getvalue()


def as_markdown(lessons: Sequence[Lesson], progress: Progress, student: str, speak: Language) -> str:
    """Return the answers as a page to read."""
    lines = [f"# {speak('lesson-export-title')}", ""]
    if student:
        lines += [f"{speak('lesson-export-student')}: {_escaped(student)}", ""]
    done = sum(is_done(lesson, progress) for lesson in lessons)
    lines += [speak("lesson-export-done", done=str(done), all=str(len(lessons))), ""]
    title = ""
    for _, lesson, item, question, given, right, result, attempts in rows(lessons, progress, student, speak):
        if lesson != title:
            lines += [f"## {lesson}", ""]
            title = lesson
        lines += [f"**{question}**", "", f"- {speak('lesson-your-answer')}: {given}"]
        lines += [f"- {speak('lesson-shown-answer')}: {right}", f"- {speak('lesson-judged')}: "]
        lines[-1] += speak(f"lesson-quality-{result}")
        if item.startswith("check"):
            lines[-1] += f" ({speak('lesson-attempts', attempts=attempts)})"
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def _escaped(text: str) -> str:
    return "".join(f"\\{sign}" if sign in "\\`*_{}[]<>()#+-.!|" else sign for sign in text)


class _Text(Shape):
    """What a text holds of one lesson."""

    guess: float | str | None = None
    tried: int = Field(default=0, ge=0, le=MOST)
    own: dict[str, float] | None = None
    explained: bool = False
    answers: dict[str, list[str]] = Field(default_factory=dict)


def _covers(first: Progress, second: Progress) -> bool:
    """Tell whether the first holds every prediction and answer of the second."""
    for name, other in second.lessons.items():
        own = first.lessons.get(name, Done())
        if other.guess is not None and own.guess != other.guess:
            return False
        for check, given in other.answers.items():
            if own.answers.get(check, ())[: len(given)] != given:
                return False
    return True


def _described(progress: Progress, speak: Language) -> str:
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


def _content(progress: Progress) -> dict[str, dict[str, object]]:
    return {name: _content_of(done) for name, done in progress.lessons.items()}


def _content_of(done: Done) -> dict[str, object]:
    answers = {check: list(given) for check, given in done.answers.items() if given}
    kept = {
        "guess": done.guess, "tried": min(done.tried, MOST), "own": done.own, "explained": done.explained,
        "answers": answers,
    }  # fmt: skip
    return {name: value for name, value in kept.items() if value}


def _shared(progress: Progress) -> Progress:
    """Leave out policy B, which changes with every move of a slider."""
    return Progress({name: replace(done, own=None) for name, done in progress.lessons.items()})


def _restored(held: dict[str, _Text]) -> Progress:
    known = {lesson.id: lesson for lesson in lessons()}
    progress = Progress()
    for name, done in held.items():
        if name not in known:
            raise KeptError("rules")
        progress = _again(progress, known[name], done)
    return progress


def _again(progress: Progress, lesson: Lesson, held: _Text) -> Progress:
    """Do again what a text holds of a lesson; the lesson's own rules decide whether it can have been done."""
    if held.guess is not None:
        progress = progress.predicted(lesson, held.guess)
    for check, given in held.answers.items():
        for option in given:
            before, progress = progress, progress.answered(lesson, check, option)
            if progress is before:
                raise KeptError("rules")
    done = progress.of(lesson)
    if (held.tried or held.own) and done.guess is None:
        raise KeptError("rules")
    own = None if held.own is None else _own(lesson, held.own)
    return Progress(
        {
            **progress.lessons,
            lesson.id: replace(done, tried=held.tried, own=own, explained=held.explained and held.tried > 0),
        }
    )


def _own(lesson: Lesson, given: dict[str, float]) -> Settings:
    start = starting_policy(lesson)
    if set(given) != set(start):
        raise KeptError("rules")
    for name, value in given.items():
        bounds = slider_bounds(lesson, name, start[name])
        if not bounds.lower <= value <= bounds.upper:
            raise KeptError("rules")
    return {name: float(given[name]) for name in start}


KEEPING = Keeping("lessons", dict[str, _Text], edition, _content, _restored, _covers, _described, _shared)
