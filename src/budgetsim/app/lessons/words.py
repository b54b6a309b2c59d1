"""Numbers of lessons as people read them, in their language."""

from __future__ import annotations

from budgetsim import rounding
from budgetsim.app.declared import is_share
from budgetsim.app.lessons.content import Lesson
from budgetsim.app.lessons.experiments import Compared, Guess, Interval
from budgetsim.language import Language
from budgetsim.rounding import digits_for, estimate, fixed


def number(name: str, value: float) -> str:
    """Return a value of an outcome or parameter."""
    if is_share(name):
        return per_cent(value)
    return fixed(value, digits_for(None, None, value))


def per_cent(share: float, *, sign: bool = False) -> str:
    """Return a share as a percentage; whole ones without decimals."""
    text = rounding.per_cent(share)
    return f"+{text}" if sign and share > 0.0 and text != "0%" else text


def ranged(name: str, interval: Interval, speak: Language, *, short: bool = False) -> str:
    """Return a difference with its sign and its 95 % interval; of shares in percentage points.

    ``short`` is for tables whose head says what the interval is.
    """
    share = is_share(name)
    ends = (interval.mean, interval.low, interval.high)
    change = estimate(*(100.0 * end if share else end for end in ends), sign=True)
    mean = speak("lesson-points", points=change.value) if share else change.value
    key = "lesson-interval-short" if short else "lesson-interval"
    return speak(key, mean=mean, low=change.low, high=change.high)


def finding_values(compared: Compared) -> dict[str, str]:
    """Return the variables of a finding's message."""
    return {
        "before": number(compared.outcome, compared.before.mean),
        "after": number(compared.outcome, compared.after.mean),
        "relative": per_cent(abs(compared.relative)),
    }


def numbered(lesson: Lesson, part: str, count: int, speak: Language, **values: str) -> list[str]:
    """Return the messages ``-<part>-1``, ``-<part>-2``, … of a lesson."""
    return [speak(lesson.key(part, number), **values) for number in range(1, count + 1)]


def lever_values(lesson: Lesson, speak: Language) -> dict[str, str]:
    """Return the variables of a suggestion's message: what sliders and outcomes of the experiment are called."""
    sliders = (slider.name for slider in lesson.experiment.sliders)
    return {name: speak.name(name) for name in (*sliders, *lesson.experiment.outcomes)}


def guess_text(lesson: Lesson, guess: Guess, speak: Language) -> str:
    """Return a guess, or the true answer, in words."""
    asked = lesson.prediction
    if isinstance(guess, str):
        return speak(lesson.key("predict", guess)) if asked.kind == "pick" else speak(f"lesson-sign-{guess}")
    if asked.kind == "relative":
        return per_cent(guess, sign=True)
    if asked.kind == "place" and not is_share(asked.lever):
        return f"{guess:g}"  # a step of the slider, not an estimate
    return number(asked.lever if asked.kind == "place" else asked.outcome, guess)
