"""What departments answered on each scale, surveyed and simulated side by side."""

from __future__ import annotations

from collections.abc import Mapping

from budgetsim.language import Language
from budgetsim.report import layout, style
from budgetsim.report.drawing import Drawing
from budgetsim.report.intervals import Point, interval_points
from budgetsim.report.lettering import drawable

LINE, AROUND = 0.3, 0.9
"""Inches of a row, and of what stands above and below the rows."""
ENDS = (1, 5)

Means = Mapping[str, Mapping[str, tuple[float, float, float]]]
"""Mean answer with its interval, 1 to 5, by kind (``surveyed``, ``simulated``) and scale."""


def drawing(means: Means, language: Language) -> Drawing:
    """Return the figure: a row for each scale, a point with its interval for each kind."""
    say = drawable(language.code)
    kinds = list(means)
    names = list(dict.fromkeys(name for own in means.values() for name in own))
    points: list[Point] = [
        (name, kind, *means[kind][name]) for name in names for kind in kinds if name in means[kind]
    ]
    with style.house_style(say.code):
        figure, (axis,) = layout.new_figure(LINE * len(names) + AROUND)
        handles = interval_points(axis, points, names, kinds)
        layout.name_rows(axis, [say(f"survey-scale-{name}") for name in names])
        axis.set_xlim(*ENDS)
        axis.set_xlabel(say("survey-figure-axis"))
        layout.legend_above(figure, handles, [say(f"survey-figure-{kind}") for kind in kinds])
        layout.settle(figure)
    caption = say("survey-figure-caption", scales=str(len(names)))
    return Drawing("survey", figure, caption, say("survey-figure-alt"), say("survey-table-scales"), say.code)
