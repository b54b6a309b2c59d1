"""Steps of a lesson that ask and tell: the prediction, the theory, the checks, what it means, and how to go on.

A prediction is set or chosen before anything is shown, then set beside what the simulation shows.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import solara
from latex2mathml.converter import convert

from budgetsim.app.charts import Axis, Bars, Chart, Line, Option, Points, bar_option, scatter_option
from budgetsim.app.declared import Bounds, is_share
from budgetsim.app.keeper import use_kept
from budgetsim.app.lessons import content
from budgetsim.app.lessons.content import Check, Lesson, Theory
from budgetsim.app.lessons.experiments import (
    Answer,
    Compared,
    Guess,
    answer,
    columns,
    difference_text,
    guess_text,
    level_text,
    numbered,
)
from budgetsim.app.lessons.known import OverDraws, over_draws
from budgetsim.app.lessons.progress import Progress
from budgetsim.app.lessons.theory import Drawn, drawn, slider_starts
from budgetsim.app.widgets import (
    Box,
    Button,
    Card,
    Choices,
    Items,
    Slider,
    Words,
    command_markup,
    html,
    titled,
)
from budgetsim.declarations import declarations
from budgetsim.language import Language
from budgetsim.model.measures import OUTCOMES
from budgetsim.report.figure_words import sentences
from budgetsim.rounding import amount, per_cent
from budgetsim.studies.ignorance import SURE

CLOSE = 0.2
HEIGHT = 320
ROOM = 28
EXACT = 1e-6
"""Distance below which its digits say nothing but that of rounding."""


@solara.component
def PredictionStep(
    lesson: Lesson, progress: Progress, on_progress: Callable[[Progress], None], speak: Language
) -> None:
    """Ask for a prediction, or show how it compares; draws are simulated while students think."""
    guess = progress.of(lesson).guess
    task = solara.lab.use_task(lambda: over_draws(lesson), dependencies=[lesson.id], raise_error=False)
    known = task.value if task.finished else None
    with Card(speak("lesson-step-prediction"), "lesson-prediction", tag="section"):
        Words(speak(lesson.key("predict")), classes="lesson-ask")
        if guess is None:
            Ask(lesson, lambda given: on_progress(progress.predicted(lesson, given)), speak)
        else:
            Verdict(lesson, guess, known, speak)


@solara.component
def Ask(lesson: Lesson, on_guess: Callable[[Guess], None], speak: Language) -> None:
    """Let the student set or choose a prediction and commit to it."""
    asked = lesson.prediction
    number, set_number = solara.use_state(asked.middle)
    chosen, set_chosen = solara.use_state("")
    if asked.is_number:
        name = asked.lever if asked.kind == "place" else asked.outcome
        percent = asked.kind == "relative" or is_share(name)
        with Box(classes="lesson-guess"):
            Slider(
                "prediction", titled(speak.name(name)), number, set_number,
                Bounds(asked.lower, asked.upper, asked.step), percent=percent,
            )  # fmt: skip
    else:
        options = [(choice, guess_text(lesson, choice, speak)) for choice in asked.choices]
        Choices("prediction", speak(lesson.key("predict")), chosen or None, set_chosen, options)
    with Box(classes="lab-row"):
        Button(
            speak("lesson-lock-in"), lambda: on_guess(number if asked.is_number else chosen),
            disabled=not asked.is_number and not chosen, classes="lesson-lock-in",
        )  # fmt: skip


@solara.component
def Verdict(lesson: Lesson, guess: Guess, known: OverDraws | None, speak: Language) -> None:
    """Judge the prediction as soon as draws are there; why it is so is told after the experiment."""
    true = answer(lesson)
    if known is None:
        Words(speak("lesson-draws-waiting"), classes="lab-small lesson-waiting")
    else:
        Judged(lesson, guess, known, true, speak)
    if true.options:
        Picked(lesson, true, speak)


@solara.component
def Judged(lesson: Lesson, guess: Guess, known: OverDraws, true: Answer, speak: Language) -> None:
    """Set the prediction beside what the simulation shows over draws, and beside declared parameters alone."""
    how = known.quality(guess)
    cells = [
        html("<div><dt>{}</dt><dd>{}</dd></div>", speak(f"lesson-{key}-answer"), guess_text(lesson, value, speak))
        for key, value in (("your", guess), ("shown", known.shown))
    ]  # fmt: skip
    with Box(classes=f"lesson-verdict lesson-verdict-{how}", role="status"):
        Words(html("{}" * len(cells), *cells), tag="dl")
        is_known = known.share(guess) >= SURE
        Words(speak(f"lesson-verdict-{how}", known="yes" if is_known else "no"), classes="lesson-judgement")
        Words(draws_text(lesson, known, guess, speak), classes="lab-small lesson-draws")
        Words(declared_text(lesson, true, speak), classes="lab-small")


def draws_text(lesson: Lesson, known: OverDraws, guess: Guess, speak: Language) -> str:
    """Return what draws show, and in which share of them a prediction is right."""
    about = {"draws": str(len(known.values)), "share": per_cent(known.share(guess))}
    if not lesson.prediction.is_number:
        same = "yes" if guess == known.shown else "no"
        return speak("lesson-draws-choice", shown=per_cent(known.share(known.shown)), same=same, **about)
    low, median, high = (guess_text(lesson, end, speak) for end in known.ends)
    return speak("lesson-draws-number", low=low, median=median, high=high, **about)


def declared_text(lesson: Lesson, true: Answer, speak: Language) -> str:
    """Say what declared parameters alone show, and between which two values the outcome moved."""
    texts = [speak("lesson-declared", shown=guess_text(lesson, true.value, speak))]
    if true.compared is not None and lesson.prediction.kind != "level":
        texts.append(compared_text(true.compared, speak))
    return sentences(speak, texts)


def compared_text(compared: Compared, speak: Language) -> str:
    """Say between which two values an outcome moved, with its interval."""
    name = compared.outcome
    before, after = (level_text(name, level.mean) for level in (compared.before, compared.after))
    value = difference_text(name, compared.difference, speak)
    return speak("lesson-moved", name=titled(speak.name(name)), before=before, after=after, value=value)


@solara.component
def Picked(lesson: Lesson, true: Answer, speak: Language) -> None:
    """Show the outcome under each of the options; where levels are close, what sets them apart from the first."""
    outcome = lesson.prediction.outcome
    labels = [speak(lesson.key("predict", option)) for option, _ in true.options]
    short = [label.partition("：" if "：" in label else ":")[0] for label in labels]
    compared = [one for _, one in true.options]
    means = [one.after.mean for one in compared]
    # Bars from 0 show levels only where these differ much.
    apart = max(means) - min(means) >= CLOSE * max(means)
    name = titled(speak.name(outcome))
    title = name if apart else speak("lesson-difference-from", outcome=name, option=short[0])
    axis = Axis(title, percent=is_share(outcome), lower=0.0 if apart else None)
    bars = Bars(name, *columns([one.after if apart else one.difference for one in compared]))
    shown = "; ".join(
        f"{label}: {level_text(outcome, mean)}" for label, mean in zip(labels, means, strict=True)
    )
    Chart(bar_option(short, [bars], axis, horizontal=True), f"{name}. {shown}", height=70 + 46 * len(labels))


@solara.component
def CheckStep(
    lesson: Lesson, progress: Progress, on_progress: Callable[[Progress], None], speak: Language
) -> None:
    """Ask the lesson's checks, each until it is right."""
    with Card(speak("lesson-step-checks"), "lesson-checks", tag="section"):
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
    evidence = [
        html(
            '{} <span class="lab-small">{} · {}</span>',
            speak(lesson.key("evidence", item.id)), item.source, speak(f"lesson-basis-{item.basis}"),
        )
        for item in lesson.evidence
    ]  # fmt: skip
    with Card(speak("lesson-step-meaning"), "lesson-meaning", tag="section"):
        Items(numbered(lesson, "meaning", lesson.meanings, speak))
        Words(speak("lesson-evidence"), tag="h3")
        Items(evidence, classes="lesson-evidence")


@solara.component
def FurtherStep(lesson: Lesson, speak: Language) -> None:
    """Name the scenario, the lines of the command line, and the homework."""
    lines = [command_markup(line) for line in lesson.commands]
    with Card(speak("lesson-step-further"), "lesson-further", tag="section"):
        Words(html("{}: <code>scenarios/{}.toml</code>", speak("lesson-scenario-file"), lesson.scenario))
        Words(speak("lesson-command"), tag="h3")
        Words(html("<br>".join(["{}"] * len(lines)), *lines), classes="lesson-commands")
        Words(speak("lesson-homework"), tag="h3")
        Items(numbered(lesson, "homework", lesson.homework, speak), tag="ol")


@cache
def mathml(latex: str) -> str:
    """Return formulas in LaTeX, one a line, as elements ``<math>`` that stand in lines of their own."""
    return "".join(str(convert(line, display="block")) for line in latex.splitlines() if line.strip())


@solara.component
def TheoryStep(lesson: Lesson, speak: Language) -> None:
    """Show all theories of a lesson."""
    with Card(speak("lesson-step-theory"), "lesson-theory", tag="section"):
        Words(speak("lesson-theory-lead"), classes="lab-small")
        for theory in lesson.theories:
            TheoryPanel(lesson, theory, speak).key(theory.id)


@solara.component
def TheoryPanel(lesson: Lesson, theory: Theory, speak: Language) -> None:
    """Show a formula, what it says, and points on it."""
    start = slider_starts(theory, lesson.scenario)
    moved, set_moved = use_kept(f"lessons-theory-{lesson.id}-{theory.id}", tuple(start.items()))
    values = dict(moved)
    with Box(classes=f"lesson-panel lesson-panel-{theory.id}"):
        with Box(classes="lesson-panel-text"):
            solara.HTML(tag="div", unsafe_innerHTML=mathml(theory.formula), classes=["lesson-formula"])
            Words(speak(lesson.key("theory", theory.id)))
            if theory.source:
                Words(speak("lesson-theory-source", source=theory.source), classes="lab-small")
            for slider in theory.sliders:
                Slider(
                    f"theory-{theory.id}-{slider.name}", axis_name(theory, slider.name, speak), values[slider.name],
                    lambda value, name=slider.name: set_moved(tuple({**values, name: value}.items())),
                    bounds(slider), percent=not theory.limit and is_share(slider.name),
                    moved=values[slider.name] != start[slider.name],
                )  # fmt: skip
        with Box(classes="lesson-panel-chart"):
            Panel(theory, moved, speak)


@solara.component
def Panel(theory: Theory, moved: tuple[tuple[str, float], ...], speak: Language) -> None:
    """Draw line and points; they are simulated beside the page, since some searches take a second."""

    def search() -> Drawn:
        return drawn(theory, dict(moved))

    task = solara.lab.use_task(search, dependencies=[theory, moved], raise_error=False)
    result: Drawn | None = task.value if task.finished else task.latest
    if task.error:
        Words(str(task.exception), classes="lab-fault")
    elif result is None:
        Words(speak("lesson-theory-waiting"), classes="lab-small lesson-waiting")
    else:
        Chart(option(theory, result, speak), description(result, speak), HEIGHT)
        Words(speak("lesson-theory-agree", distance=distance(result)), classes="lab-small lesson-agree")


def option(theory: Theory, result: Drawn, speak: Language) -> Option:
    """Return the chart of a theory."""
    chart = scatter_option(
        [Points(speak("lesson-theory-points"), result.point_x, result.point_y, style=1, size=11)],
        Axis(name_of(result.x, speak), percent=theory.percent_x),
        Axis(name_of(result.y, speak), percent=theory.percent_y),
        lines=[Line(speak("lesson-theory-line"), result.line_x, result.line_y, style=0)],
    )
    # Long names of vertical axes begin left of short numbers.
    chart["grid"]["left"] = ROOM
    return chart


def description(result: Drawn, speak: Language) -> str:
    """Say what the chart shows."""
    x = name_of(result.x, speak)
    return speak("lesson-theory-about", x=x, points=str(len(result.point_x)), distance=distance(result))


def distance(result: Drawn) -> str:
    """Return the largest distance of a point, with the digits that it deserves."""
    return "< 0.000001" if result.furthest < EXACT else amount(result.furthest)


def name_of(name: str, speak: Language) -> str:
    """Return what an axis is called: a declared name, or a message of the limit."""
    if name in declarations() or name in OUTCOMES:
        return titled(speak.name(name))
    return titled(speak(f"lesson-axis-{name}"))


def axis_name(theory: Theory, name: str, speak: Language) -> str:
    """Return what a slider of a theory is called."""
    return name_of(f"{theory.limit}-{name}" if theory.limit else name, speak)


def bounds(slider: content.Slider) -> Bounds:
    """Return ends and step of a theory's slider."""
    lower = 0.0 if slider.lower is None else slider.lower
    upper = 1.0 if slider.upper is None else slider.upper
    return Bounds(lower, upper, (upper - lower) / 20.0 if slider.step is None else slider.step)
