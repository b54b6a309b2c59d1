"""The theory: its formula, and simulated points on it; sliders move both."""

from __future__ import annotations

from functools import cache

import solara
from latex2mathml.converter import convert

from budgetsim.app.charts import Axis, Chart, Line, Option, Points, scatter_option
from budgetsim.app.declared import Bounds, is_share
from budgetsim.app.keeper import use_kept
from budgetsim.app.lessons.content import Lesson, Slider, Theory
from budgetsim.app.lessons.theory import Drawn, drawn, slider_starts
from budgetsim.app.markup import Box, Card, Words
from budgetsim.app.widgets import Slider as SliderWidget
from budgetsim.app.widgets import titled
from budgetsim.declarations import declarations
from budgetsim.language import Language
from budgetsim.measures import OUTCOMES
from budgetsim.rounding import amount

HEIGHT = 320
ROOM = 28
EXACT = 1e-6
"""Distance below which its digits say nothing but that of rounding."""


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
                SliderWidget(
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


def bounds(slider: Slider) -> Bounds:
    """Return ends and step of a theory's slider."""
    lower = 0.0 if slider.lower is None else slider.lower
    upper = 1.0 if slider.upper is None else slider.upper
    return Bounds(lower, upper, (upper - lower) / 20.0 if slider.step is None else slider.step)
