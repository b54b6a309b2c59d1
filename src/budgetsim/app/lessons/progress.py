"""What a student did in the lessons: predictions, answers, what is done; and the file for the lecturer.

Everything is immutable. A session holds one ``Progress`` and replaces it; nothing here knows a session.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from budgetsim.app.lessons.content import Lesson, Settings
from budgetsim.app.lessons.prediction import Guess, admissible, answer, quality
from budgetsim.app.lessons.words import guess_text
from budgetsim.language import Language

STEPS = ("predicted", "tried", "checked")


@dataclass(frozen=True)
class Done:
    """What was done in one lesson; ``answers`` holds all answers to each check, first to last."""

    guess: Guess | None = None
    tried: int = 0
    """How often policy B was changed."""
    own: Settings | None = None
    """Policy B as the student left it; nothing before the first change."""
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
    """Tell which steps of a lesson are done: a prediction, an experiment of one's own, all checks right."""
    done = progress.of(lesson)
    checked = all(done.last(check.id) == check.right for check in lesson.checks)
    return dict(zip(STEPS, (done.guess is not None, done.tried > 0, checked), strict=True))


def is_done(lesson: Lesson, progress: Progress) -> bool:
    """Tell whether a lesson is done."""
    return all(steps_done(lesson, progress).values())


def first_right(lesson: Lesson, progress: Progress) -> int:
    """Return the number of checks that were right at the first answer."""
    done = progress.of(lesson)
    return sum(done.answers.get(check.id, ("",))[0] == check.right for check in lesson.checks)


COLUMNS = ("student", "lesson", "item", "question", "answer", "correct", "result", "attempts")
Row = tuple[str, ...]


def rows(lessons: Sequence[Lesson], progress: Progress, student: str, speak: Language) -> Iterator[Row]:
    """Yield what was answered, one row for each prediction and check that has an answer; see ``COLUMNS``."""
    for lesson in lessons:
        done = progress.of(lesson)
        title = speak(lesson.key())
        if done.guess is not None:
            true = answer(lesson)
            yield (
                student, title, "prediction", speak(lesson.key("predict")), guess_text(lesson, done.guess, speak),
                guess_text(lesson, true.value, speak), quality(lesson.prediction, done.guess, true), "1",
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
    writer.writerows([[_plain(cell) for cell in row] for row in rows(lessons, progress, student, speak)])
    return "\ufeff" + text.getvalue()


def _plain(cell: str) -> str:
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell


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
