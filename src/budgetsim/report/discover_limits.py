"""The figure of limits: the part of each factor's range that the rules of a discovery allow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from budgetsim.language import Language, language
from budgetsim.report import style
from budgetsim.report.discover_axes import LETTER, bands, label_of, whole
from budgetsim.report.discover_data import Rule, Seen, seen
from budgetsim.report.discover_words import ends_told, number_told, share_told
from budgetsim.report.drawing import FigureError
from budgetsim.report.figure_words import capital, sentences
from budgetsim.studies.discover.boxes import Limit
from budgetsim.studies.factors import Factor

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

BODY, ROW, BAR, BOTTOM = 4.3, 0.3, 0.2, 0.34
"""Inches: of a range with its ends beside it, of each factor's height a fixed part and one for each rule, and what is
below."""
SMALL_LETTER = 0.066
"""Inches that a letter takes that is written beside a range."""
END = 0.55
"""Inches for the ends of ranges on each side."""
NARROWEST = 7.0
SHARE_OF_ROW = 0.8
"""Part of a factor's height that its range fills."""
DRAWN_RULES = 3
"""Rules whose limits are drawn; further ones are in the files."""
LABEL: dict[str, Any] = {"va": "center", "fontsize": 8.5}


def draw(data: Mapping[str, Any], *, say: Language | None = None) -> tuple[Figure, str]:
    """Return the part of each factor's range that the rules allow, and the caption.

    Parameters
    ----------
    data
        ``states`` and ``answer``, as ``states.csv`` and ``summary.json`` of ``budgetsim discover``.
    say
        Language of the words; English by default.

    Raises
    ------
    FigureError
        If there is no rule, or the answer does not say what is needed.
    """
    say, found = say or language(), seen(data)
    rules = found.rules[:DRAWN_RULES]
    if not rules:
        raise FigureError("the discovery found no rule, so there is no limit to draw")
    names = [name for name in found.telling if any(name in rule.box.limits for rule in rules)]
    labels = [say("discover-tried"), *_rule_labels(found, rules, say)]
    told = [capital(label_of(found, name, say)) for name in names]
    beside = [[_beside(rule, name, say) for name in rule.without] for rule in rules]
    figure, axis, text_from = _empty(told, beside, labels, say("discover-each-range"))
    handles = [_ranges(axis, [found.factors[name] for name in names])]
    high = SHARE_OF_ROW / len(rules)
    for number, rule in enumerate(rules):
        above = (number - (len(rules) - 1) / 2.0) * 0.9 * high
        rows = [names.index(name) + above for name in rule.without]
        handles.append(_bars(axis, rule, rows, found.factors, high, style.colour(number)))
        for row, text in zip(rows, beside[number], strict=True):
            axis.text(text_from, row, text, ha="left", color=style.INK, **LABEL)
    axis.set_yticks(range(len(names)), told)
    style.legend_above(figure, handles, labels)
    return figure, _caption(found, say)


def _empty(
    told: Sequence[str], beside: Sequence[Sequence[str]], labels: Sequence[str], across: str
) -> tuple[Figure, Axes, float]:
    """Return a figure with a row for each factor, where a range is 1 wide, and where the text beside begins."""
    left = 0.15 + LETTER * max(map(style.letters, told))
    right = 0.15 + SMALL_LETTER * max(style.letters(text) for texts in beside for text in texts)
    width = max(left + BODY + right, NARROWEST)
    size = (width, (ROW + BAR * len(beside)) * len(told) + style.ABOVE + BOTTOM)
    lines = style.legend_lines(width, labels)
    figure, (axis,) = style.new_figure(size, 1, 1, lines, left=left, below=BOTTOM)
    inch = 1.0 / (BODY - 2.0 * END)
    axis.set(ylim=(len(told) - 0.5, -0.5), xticks=[])
    low, high = -END * inch, (width - left - style.RIGHT - END) * inch
    axis.set_xlim(low, high)
    axis.set_xlabel(across)
    axis.xaxis.set_label_coords((0.5 - low) / (high - low), -0.06 / (size[1] - BOTTOM - style.ABOVE))
    axis.grid(visible=False)
    axis.spines[["left", "bottom"]].set_visible(False)
    axis.tick_params(length=0)
    return figure, axis, 1.0 + END * inch


def _ranges(axis: Axes, factors: Sequence[Factor]) -> Any:
    """Draw the whole range of every factor with its ends."""
    drawn = axis.barh(range(len(factors)), 1.0, SHARE_OF_ROW, color=style.FAINT, alpha=0.22, linewidth=0)
    for row, factor in enumerate(factors):
        for x, value, side in zip((0.0, 1.0), factor.extremes(), ("right", "left"), strict=True):
            if factor.is_ordered:
                told = number_told(float(f"{value:.3g}"))
                axis.text(x, row, f" {told} ", ha=side, color=style.FAINT, **LABEL)
    return drawn


def _bars(  # noqa: PLR0913 - what is drawn, and where
    axis: Axes, rule: Rule, rows: Sequence[float], factors: Mapping[str, Factor], high: float, tint: str
) -> Any:
    """Draw the parts that a rule allows, each limit in its row."""
    drawn: Any = None
    for name, row in zip(rule.without, rows, strict=True):
        for start, end in _spans(factors[name], rule.box.limits[name]):
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


def _rule_labels(found: Seen, rules: Sequence[Rule], say: Language) -> list[str]:
    among = "failures" if found.condition.quantile is None else "worst"
    return [
        say("discover-rule-fails", number=str(number), share=share_told(rule.density), among=among)
        for number, rule in enumerate(rules, 1)
    ]


def _beside(rule: Rule, name: str, say: Language) -> str:
    """Return a limit, and how many states fail without it."""
    limit = ends_told(name, rule.box.limits[name], say)
    return say("discover-without", limit=limit, share=share_told(rule.without[name]))


def _caption(found: Seen, say: Language) -> str:
    left = len(found.rules) - DRAWN_RULES
    one = "one" if left == 1 else "many"
    more = say("figure-limits-more", number=str(left), one=one) if left > 0 else ""
    return sentences(say, [say("figure-limits-caption"), more])
