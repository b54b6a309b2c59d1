"""The figure of limits: the part of each factor's range that the rules of a discovery allow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from budgetsim.kinds.discover.answer import Discovery, Found, Rule
from budgetsim.kinds.discover.figures import bands, whole
from budgetsim.kinds.discover.findings import among, ends_told, subject_told
from budgetsim.kinds.discover.tree import Limit
from budgetsim.language import Language
from budgetsim.report import layout, style
from budgetsim.report.drawing import FigureError
from budgetsim.report.figure_words import capital, sentences
from budgetsim.rounding import level, per_cent
from budgetsim.studies.factors import Factor

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

ROW, BAR, AROUND = 0.24, 0.17, 0.3
"""Inches: of each factor's height a fixed part and one for each rule, and what is below."""
END = 0.16
"""Room for the ends of ranges on each side, in widths of a range."""
SHARE_OF_ROW = 0.8
"""Part of a factor's height that its range fills."""
DRAWN_RULES = 3
"""Rules whose limits are drawn; further ones are in the files."""
LABEL: dict[str, Any] = {"va": "center", "fontsize": style.NOTE}


def draw(answer: Discovery, *, say: Language) -> tuple[Figure, str]:
    """Return the part of each factor's range that the rules allow, and the caption.

    Raises
    ------
    FigureError
        If there is no rule.
    """
    findings, factors = answer.told, answer.factors
    rules = findings.rules[:DRAWN_RULES]
    if not rules:
        raise FigureError(say("discover-fault-no-limits"))
    names = [name for name in findings.telling if any(name in _named(rule) for rule in rules)]
    labels = [say("discover-tried")] + [
        say(
            "discover-rule-fails",
            number=str(number),
            share=per_cent(rule.density),
            among=among(findings.failing),
        )
        for number, rule in enumerate(rules, 1)
    ]
    subjects = [capital(subject_told(name, say, answer.delivered)) for name in names]
    beside = [_beside(rule, factors, say) for rule in rules]
    figure, axis = _empty(subjects, len(rules), say("discover-each-range"))
    handles = [_ranges(axis, [factors[name] for name in names])]
    high = SHARE_OF_ROW / len(rules)
    for number, rule in enumerate(rules):
        above = (number - (len(rules) - 1) / 2.0) * 0.9 * high
        rows = [names.index(name) + above for name in _named(rule)]
        handles.append(_bars(axis, rule, rows, factors, high, style.colour(number)))
        for row, text in zip(rows, beside[number], strict=True):
            axis.text(1.0 + END, row, text, ha="left", color=style.INK, **LABEL)
    layout.legend_above(figure, handles, labels)
    return figure, _caption(findings, say)


def _empty(labels: Sequence[str], rules: int, across: str) -> tuple[Figure, Axes]:
    """Return a figure with a row for each factor, where a range is 1 wide."""
    figure, (axis,) = layout.new_figure((ROW + BAR * rules) * len(labels) + AROUND)
    layout.name_rows(axis, labels, margin=0.5)
    axis.set(xticks=[], xlim=(-END, 1.0 + END))
    axis.set_xlabel(across)
    axis.grid(visible=False)
    axis.spines[["left", "bottom"]].set_visible(False)
    return figure, axis


def _ranges(axis: Axes, factors: Sequence[Factor]) -> Any:
    """Draw the whole range of every factor with its ends."""
    drawn = axis.barh(range(len(factors)), 1.0, SHARE_OF_ROW, color=style.FAINT, alpha=0.22, linewidth=0)
    for row, factor in enumerate(factors):
        for x, value, side in zip((0.0, 1.0), factor.extremes(), ("right", "left"), strict=True):
            if factor.is_ordered:
                text = level(value).replace("-", "−")
                axis.text(x, row, f" {text} ", ha=side, color=style.MUTED, **LABEL)
    return drawn


def _bars(  # noqa: PLR0913 - what is drawn, and where
    axis: Axes, rule: Rule, rows: Sequence[float], factors: Mapping[str, Factor], high: float, tint: str
) -> Any:
    """Draw the parts that a rule allows, each limit in its row."""
    drawn: Any = None
    for (name, limit), row in zip(rule.box(factors).limits.items(), rows, strict=True):
        for start, end in _spans(factors[name], limit):
            drawn = axis.barh(row, end - start, 0.85 * high, left=start, color=tint, alpha=0.85)
    return drawn


def _spans(factor: Factor, limit: Limit) -> list[tuple[float, float]]:
    """Return the parts of a factor's range, or of a row of its levels, that a limit allows, from 0 to 1."""
    if factor.is_ordered:
        first, last = whole(factor)
        return [
            ((low - first) / (last - first), (high - first) / (last - first))
            for low, high in bands(factor, limit)
        ]
    cell = 1.0 / len(factor.levels)
    return [(k * cell, (k + 1) * cell) for k, level in enumerate(factor.levels) if level in limit.levels]


def _beside(rule: Rule, factors: Mapping[str, Factor], say: Language) -> list[str]:
    """Return each limit, and how many states fail without it."""
    limits = rule.box(factors).limits
    return [
        say(
            "discover-without",
            limit=ends_told(one.factor, limits[one.factor], say),
            share=per_cent(one.density_without),
        )
        for one in rule.limits
    ]


def _named(rule: Rule) -> list[str]:
    return [limit.factor for limit in rule.limits]


def _caption(found: Found, say: Language) -> str:
    left = len(found.rules) - DRAWN_RULES
    one = "one" if left == 1 else "many"
    more = say("figure-limits-more", number=str(left), one=one) if left > 0 else ""
    return sentences(say, [say("figure-limits-caption"), more])
