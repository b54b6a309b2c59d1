"""What students predicted against what the simulation shows; the true answer is computed, never stored."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from budgetsim.app.lessons import experiments
from budgetsim.app.lessons.content import Lesson, Prediction
from budgetsim.app.lessons.experiments import Compared, Curve

Guess = float | str
Quality = Literal["right", "near", "off"]


@dataclass(frozen=True)
class Answer:
    """What the simulation shows: the number, or the choice that is right, with what it was taken from.

    ``options`` holds, for a ``pick``, each option compared with the first one.
    """

    value: Guess
    compared: Compared | None = None
    curve: Curve | None = None
    options: tuple[tuple[str, Compared], ...] = ()


def admissible(asked: Prediction, guess: Guess) -> bool:
    """Tell whether a guess can be given: a number on the slider, or one of the choices."""
    if asked.is_number:
        number = isinstance(guess, float | int) and not isinstance(guess, bool)
        return number and asked.lower <= float(guess) <= asked.upper
    return guess in asked.choices


def answer(lesson: Lesson) -> Answer:
    """Return what the simulation shows at the present parameters."""
    return _answer(lesson.model_dump_json(by_alias=True))


@cache
def _answer(text: str) -> Answer:
    lesson = Lesson.model_validate_json(text)
    return _ANSWERS[lesson.prediction.kind](lesson, lesson.prediction)


def _place(lesson: Lesson, asked: Prediction) -> Answer:
    found = experiments.curve(lesson, asked.lever, asked.points, asked.before, asked.outcome)
    return Answer(found.top, curve=found)


def _compared(lesson: Lesson, asked: Prediction) -> Compared:
    return experiments.compare(lesson, asked.before, asked.after, [asked.outcome])[0]


def _level(lesson: Lesson, asked: Prediction) -> Answer:
    found = experiments.compare(lesson, lesson.experiment.reference, asked.after, [asked.outcome])[0]
    return Answer(found.after.mean, compared=found)


def _relative(lesson: Lesson, asked: Prediction) -> Answer:
    found = _compared(lesson, asked)
    return Answer(found.relative, compared=found)


def _change(lesson: Lesson, asked: Prediction) -> Answer:
    found = _compared(lesson, asked)
    return Answer(found.sign, compared=found)


def _pick(lesson: Lesson, asked: Prediction) -> Answer:
    first = next(iter(asked.options.values()))
    found = {
        name: experiments.compare(lesson, first, settings, [asked.outcome])[0]
        for name, settings in asked.options.items()
    }
    best = max(found, key=lambda name: found[name].after.mean)
    return Answer(best, options=tuple(found.items()))


_ANSWERS = {"place": _place, "level": _level, "relative": _relative, "change": _change, "pick": _pick}


def quality(asked: Prediction, guess: Guess, true: Answer) -> Quality:
    """Judge a guess: right, near (twice as far as counts as right), or off."""
    if isinstance(guess, str) or isinstance(true.value, str):
        return "right" if guess == true.value else "off"
    distance = abs(guess - true.value)
    # A guess on the border counts: both are on a slider's steps.
    if distance <= asked.close + 1e-9:
        return "right"
    return "near" if distance <= 2.0 * asked.close + 1e-9 else "off"
