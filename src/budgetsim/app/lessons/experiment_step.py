"""The experiment: sliders for policy B, both policies in a table, a curve over the lever, a path over the years."""

from __future__ import annotations

from collections.abc import Callable

import solara
from markupsafe import Markup

from budgetsim.app.charts import Axis, Chart, Line, line_option
from budgetsim.app.declared import is_share, unit_of
from budgetsim.app.lessons.content import Lesson, Settings
from budgetsim.app.lessons.experiments import (
    OWN,
    REFERENCE,
    SEEDS,
    Compared,
    columns,
    compare,
    curve,
    difference_parts,
    difference_text,
    finding_values,
    findings,
    level_text,
    lever_values,
    numbered,
    paths,
    simulate_all,
    slider_bounds,
    starting_policy,
)
from budgetsim.app.lessons.known import findings_over_draws
from budgetsim.app.lessons.progress import Progress
from budgetsim.app.widgets import Box, Button, Card, Items, Lever, Words, html, titled
from budgetsim.language import Language
from budgetsim.report.declared import meaning_of
from budgetsim.rounding import per_cent
from budgetsim.studies.ignorance import SURE
from budgetsim.studies.states import DRAWS

HEIGHT = 290
NO_SETTINGS: Settings | None = None
NEAR = 0.15
"""Part of the axis within which two marks would overlap."""


@solara.component
def ExperimentStep(
    lesson: Lesson, progress: Progress, on_progress: Callable[[Progress], None], speak: Language
) -> None:
    """Let the student change policy B and see what follows."""
    done = progress.of(lesson)
    start = starting_policy(lesson)
    own = start if done.own is None else dict(done.own)
    given_up, give_up = solara.use_state(NO_SETTINGS)
    simulate_all(lesson, own)

    def move(values: Settings) -> None:
        give_up(None)
        on_progress(progress.tried(lesson, values))

    def reset() -> None:
        give_up(own)
        on_progress(progress.reset(lesson))

    with Card(speak("lesson-step-experiment"), "lesson-experiment", tag="section"):
        Words(speak("lesson-experiment-lead", seeds=str(len(SEEDS))), classes="lab-small")
        with Box(classes="lesson-bench"):
            with Box(classes="lesson-levers"):
                for slider in lesson.experiment.sliders:
                    name = slider.name
                    Lever(
                        name, float(own[name]), lambda name, value: move({**own, name: value}), speak,
                        bounds=slider_bounds(lesson, name, own[name]), moved=own[name] != start[name],
                    )  # fmt: skip
                with Box(classes="lab-row"):
                    is_start = own == start
                    Button(
                        speak("lesson-reset"), reset, quiet=True, disabled=is_start, classes="lesson-reset"
                    )
                    if given_up is not None and is_start:
                        undone = given_up
                        Button(speak("kept-undo"), lambda: move(undone), quiet=True, classes="lesson-undo")
                with Box(classes="lesson-try"):
                    Words(speak("lesson-try"), tag="h3")
                    values = lever_values(lesson, speak)
                    Items(numbered(lesson, "try", lesson.experiment.tries, speak, **values), tag="ol")
            with Box(classes="lab-stack lesson-results"):
                Outcomes(lesson, own, speak)
                with Box(classes="lesson-charts"):
                    Over(lesson, own, done.guess if lesson.prediction.kind == "place" else None, speak)
                    ByYear(lesson, own, speak)


@solara.component
def Outcomes(lesson: Lesson, own: Settings, speak: Language) -> None:
    """Show both policies in a table."""
    keys = ("lesson-outcome", "lesson-policy-a", "lesson-policy-b", "lesson-difference-range")
    head = Markup("").join(html('<th scope="col">{}</th>', speak(key)) for key in keys)
    compared = compare(lesson, lesson.experiment.reference, own, lesson.experiment.outcomes)
    rows = Markup("").join(_row(one, speak) for one in compared)
    table = html("<thead><tr>{}</tr></thead><tbody>{}</tbody>", head, rows)
    with Box(classes="lab-scroll", aria_live="polite"):
        Words(table, tag="table", classes="lab-table lesson-outcomes")


def _row(one: Compared, speak: Language) -> Markup:
    name = one.outcome
    mean, low, high = difference_parts(name, one.difference, speak)
    return html(
        '<tr data-outcome="{}"><th scope="row" title="{}">{}</th><td class="lab-number">{}</td>'
        '<td class="lab-number">{}</td><td class="lesson-range">{} <small>{}</small></td></tr>',
        name, meaning_of(speak, name), titled(speak.name(name)), level_text(name, one.before.mean),
        level_text(name, one.after.mean), mean, speak("lesson-ends", low=low, high=high),
    )  # fmt: skip


@solara.component
def Over(lesson: Lesson, own: Settings, guess: float | str | None, speak: Language) -> None:
    """Show outcomes over the values of the lesson's lever, with marks at policy B and at the prediction."""
    experiment, lever = lesson.experiment, lesson.experiment.along
    others = {name: value for name, value in own.items() if name != lever}
    lines = []
    for number, outcome in enumerate(experiment.curves):
        drawn = curve(lesson, lever, experiment.points, others, outcome)
        lines.append(Line(titled(speak.name(outcome)), drawn.x, *columns(drawn.levels), style=number))
    marks = marks_of(float(own[lever]), guess, experiment.points[-1] - experiment.points[0], speak)
    name = titled(speak.name(lever))
    unit = lines[0].name if len(lines) == 1 else titled(speak.unit(unit_of(experiment.curves[0])))
    with Box(classes="lesson-over"):
        Words(speak("lesson-curve", lever=speak.name(lever)), tag="h3")
        Chart(
            line_option(
                lines, Axis(name, percent=is_share(lever)),
                Axis(unit, percent=is_share(experiment.curves[0])), marks,
            ),
            speak("lesson-curve-about", lever=speak.name(lever), seeds=str(len(SEEDS))), HEIGHT,
        )  # fmt: skip


def marks_of(own: float, guess: float | str | None, width: float, speak: Language) -> list[tuple[float, str]]:
    """Return where policy B and the prediction stand; in one place where their words would overlap."""
    here, there = speak("lesson-curve-own"), speak("lesson-curve-guess")
    if not isinstance(guess, float | int):
        return [(own, here)]
    if abs(float(guess) - own) < NEAR * width:
        return [(own, f"{here}, {there}")]
    return [(own, here), (float(guess), there)]


@solara.component
def ByYear(lesson: Lesson, own: Settings, speak: Language) -> None:
    """Show the path of an outcome over the years under both policies."""
    outcome = lesson.experiment.by_year
    levels = paths(lesson, lesson.experiment.reference, own, outcome)
    years = range(1, len(levels[OWN]) + 1)
    lines = [
        Line(speak("lesson-policy-a"), years, *columns(levels[REFERENCE]), style=0),
        Line(speak("lesson-policy-b"), years, *columns(levels[OWN]), style=1),
    ]
    name = titled(speak.name(outcome))
    x = Axis(speak("lab-year"), lower=1, upper=len(years))
    with Box(classes="lesson-by-year"):
        Words(speak("lesson-path", outcome=name), tag="h3")
        Chart(
            line_option(lines, x, Axis(name, percent=is_share(outcome))),
            speak("lesson-path-about", outcome=name, seeds=str(len(SEEDS))), HEIGHT,
        )  # fmt: skip


@solara.component
def FindingsStep(lesson: Lesson, speak: Language) -> None:
    """Explain what was seen, then show what the lesson claims: each sentence with its numbers and in how many draws."""
    task = solara.lab.use_task(
        lambda: findings_over_draws(lesson), dependencies=[lesson.id], raise_error=False
    )
    shares: dict[str, float] = task.value or {} if task.finished else {}
    items = []
    for shown in findings(lesson):
        text = speak(lesson.key("finding", shown.finding.id), **finding_values(shown.compared))
        name = shown.compared.outcome
        value = difference_text(name, shown.compared.difference, speak)
        measured = speak("lesson-measured", name=titled(speak.name(name)), value=value)
        doubt = "" if shown.holds else html('<span class="lesson-doubt">{}</span>', speak("lesson-not-shown"))
        known = in_draws(shares.get(shown.finding.id), speak)
        items.append(html('{}<span class="lab-small">{}</span>{}{}', text, measured, known, doubt))
    with Card(speak("lesson-step-findings"), "lesson-findings", tag="section"):
        Words(speak(lesson.key("explain")), classes="lesson-explain")
        Items(items)


def in_draws(share: float | None, speak: Language) -> Markup:
    """Say in which share of draws a finding holds; nothing before it is known."""
    if share is None:
        return Markup("")
    known = "yes" if share >= SURE else "no"
    text = speak("lesson-in-draws", share=per_cent(share), draws=str(DRAWS), known=known)
    return html('<span class="lab-small lesson-in-draws">{}</span>', text)
