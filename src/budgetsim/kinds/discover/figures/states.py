"""The figure of states: those that fail and those that hold, over the two factors that tell most about it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from budgetsim.kinds.discover.answer import Discovery
from budgetsim.kinds.discover.figures import bands, positions, whole
from budgetsim.kinds.discover.findings import failing, level_told, limit_short, subject_told
from budgetsim.kinds.discover.tree import Box
from budgetsim.language import Language
from budgetsim.report import layout, style
from budgetsim.report.drawing import FigureError
from budgetsim.report.figure_words import axis_label, capital, enumerated, sentences
from budgetsim.report.intervals import dot_handles
from budgetsim.rounding import per_cent

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

HEIGHT = 3.9
HOLD, FAIL = 0, 1
"""Colours of the palette for states in which the policy holds and fails."""
SHAPES = ["o", "^"]
CLEAR, FAINT = 0.8, 0.13
"""Opacity of states that are inside, and outside, the rule's limits on the factors that are not drawn."""
SPREAD = (0.7548776662466927, 0.5698402909980532)
"""Multiples of these, without the whole part, spread any number of points evenly in two dimensions (powers of the
plastic number: Roberts 2018)."""


def draw(answer: Discovery, *, say: Language) -> tuple[Figure, str]:
    """Return the states over the two most telling factors, with the box of the first rule, and the caption.

    Where too few states fail for rules, the worst tenth of them is shown, as in the findings.

    Raises
    ------
    FigureError
        If rules were not sought.
    StudyError
        If the answer does not know its states.
    """
    findings, factors = answer.told, answer.factors
    if not findings.telling:
        raise FigureError(say("discover-fault-no-rules"))
    # Names of levels have room beside the axis up, and little below the one across.
    names = sorted(findings.telling[:2], key=lambda name: not factors[name].is_ordered)
    rule = findings.rules[0].box(factors) if findings.rules else Box()
    kinds = ("holds", "fails") if findings.failing.quantile is None else ("others", "worst")
    labels = [say(f"discover-{kind}") for kind in (*kinds, *(("first-rule",) if rule.limits else ()))]
    figure, (axis,) = layout.new_figure(HEIGHT)
    _states(axis, answer, names, rule)
    handles = dot_handles([style.colour(HOLD), style.colour(FAIL)], SHAPES)
    for name, place in zip(names, ("x", "y"), strict=False):
        _scale(axis, answer, name, place, say)
    if len(names) == 1:
        axis.axhline(
            0.0 if findings.cut is None else findings.cut, color=style.INK, linewidth=0.8, linestyle="--"
        )
        axis.set_ylabel(_measure(answer, say))
    if rule.limits:
        handles.append(_frame(axis, [bands(factors[name], rule.limits.get(name)) for name in names]))
    layout.legend_above(figure, handles, labels)
    return figure, _caption(answer, names, say)


def _states(axis: Axes, answer: Discovery, names: Sequence[str], rule: Box) -> None:
    """Draw the states; those outside the rule's other limits are faint."""
    import seaborn as sns

    rest = Box({name: limit for name, limit in rule.limits.items() if name not in names})
    columns = {name: answer.cases[name].to_numpy() for name in answer.factors}
    measured = answer.cases[answer.measure].to_numpy(dtype=np.float64)
    inside, failed = rest.holds(columns), answer.told.failing.fails(measured)
    x, *rest_of = (
        positions(answer.factors[name], columns[name], step)
        for name, step in zip(names, SPREAD, strict=False)
    )
    y = rest_of[0] if rest_of else measured
    about: dict[str, Any] = {"hue_order": [False, True], "style_order": [False, True], "legend": False}
    for chosen, opacity in ((~inside, FAINT), (inside, CLEAR)):
        if chosen.any():
            sns.scatterplot(
                x=x[chosen], y=y[chosen], hue=failed[chosen], style=failed[chosen], s=12, alpha=opacity, linewidth=0,
                palette=[style.colour(HOLD), style.colour(FAIL)], markers=SHAPES, ax=axis, **about,
            )  # fmt: skip


def _frame(axis: Axes, bands: Sequence[Sequence[tuple[float, float]]]) -> Any:
    """Draw the box; where one factor is drawn it goes over the whole height."""
    from matplotlib.patches import Rectangle

    about: dict[str, Any] = {"fill": False, "edgecolor": style.INK, "linewidth": 1.4, "zorder": 5}
    drawn: Any = None
    for left, right in bands[0]:
        for low, high in bands[1] if len(bands) > 1 else [axis.get_ylim()]:
            drawn = axis.add_patch(Rectangle((left, low), right - left, high - low, **about))
    return drawn


def _scale(axis: Axes, answer: Discovery, name: str, place: str, say: Language) -> None:
    """Name an axis, and show the whole range that was tried."""
    factor, subject = answer.factors[name], subject_told(name, say, answer.delivered)
    plain = factor.unit in ("category", "share")
    axis.set(**{f"{place}label": capital(subject) if plain else axis_label(say, subject, factor.unit)})
    if factor.is_ordered:
        low, high = whole(factor)
        margin = 0.03 * (high - low)
        axis.set(**{f"{place}lim": (low - margin, high + margin)})
        return
    names = [level_told(name, level, say) for level in factor.levels]
    (axis.set_xticks if place == "x" else axis.set_yticks)(range(len(names)), names)
    axis.set(**{f"{place}lim": (-0.6, len(names) - 0.4)})


def _measure(answer: Discovery, say: Language) -> str:
    condition = answer.failing
    name = say.name(condition.outcome)
    what = say("discover-change-of", outcome=name) if condition.of == "change" else name
    return axis_label(say, what, condition.unit)


def _caption(answer: Discovery, names: Sequence[str], say: Language) -> str:
    findings = answer.told
    texts = [
        say(
            "figure-states-caption",
            states=f"{len(answer.cases):,}",
            factors=enumerated(say, [subject_told(name, say, answer.delivered) for name in names]),
            failing=failing(findings.failing, answer.against or "", say),
        )
    ]
    if not findings.rules:
        return sentences(say, [*texts, say("figure-states-no-rule")])
    rule = findings.rules[0]
    texts.append(
        say(
            "figure-states-rule",
            density=per_cent(rule.density),
            coverage=per_cent(rule.coverage),
        )
    )
    others = [
        limit_short(name, limit, say, subject_told(name, say, answer.delivered))
        for name, limit in rule.box(answer.factors).limits.items()
        if name not in names
    ]
    if others:
        texts.append(say("figure-states-faint", limits=enumerated(say, others)))
    return sentences(say, texts)
