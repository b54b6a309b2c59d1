"""The figure of limits: the part of each factor's range that the rules of a discovery allow."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from budgetsim.report import style
from budgetsim.report.discover_axes import bands, label_of, whole
from budgetsim.report.discover_text import ends_told, number_told, share_told
from budgetsim.report.words import counted
from budgetsim.studies.discover.boxes import Limit
from budgetsim.studies.discover.find import Findings
from budgetsim.studies.discover.judge import Judged
from budgetsim.studies.discover.write import by_column
from budgetsim.studies.factors import Factor

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

WIDTH, ROW, BAR, BOTTOM = 8.8, 0.3, 0.2, 0.12
"""Inches of the figure: its width, of each factor's height a fixed part and one for each rule, and what is below."""
LETTER = 0.082
"""Inches that a letter of a factor's name takes."""
RANGE_ENDS, TEXT_FROM, TEXT_TO = -0.12, 1.13, 1.72
"""Places of the ends of ranges, and of what is written beside them, in widths of a range."""
SHARE_OF_ROW = 0.8
"""Part of a factor's height that its range fills."""
DRAWN_RULES = 3
"""Rules whose limits are drawn; further ones are in the files."""
LABEL: dict[str, Any] = {"va": "center", "fontsize": 8.5}


def limits_figure(findings: Findings) -> tuple[Figure, str]:
    """Return the part of each factor's range that the rules allow, and the caption."""
    factors, rules = by_column(findings), findings.rules[:DRAWN_RULES]
    names = [name for name in findings.telling if any(name in rule.box.limits for rule in rules)]
    told = [f"rule {n}: {share_told(rule.held_out.density)} fail" for n, rule in enumerate(rules, 1)]
    labels = ["range tried", *told]
    left = 0.15 + LETTER * max(len(label_of(findings, name)) for name in names)
    size = (WIDTH, (ROW + BAR * len(rules)) * len(names) + style.ABOVE + BOTTOM)
    figure, (axis,) = style.new_figure(size, 1, 1, style.legend_lines(WIDTH, labels), left=left, below=BOTTOM)
    handles = [_ranges(axis, [factors[name] for name in names])]
    for number, rule in enumerate(rules):
        handles.append(_bars(axis, rule, names, factors, (number, len(rules))))
    axis.set_yticks(range(len(names)), [label_of(findings, name) for name in names])
    axis.set(ylim=(len(names) - 0.5, -0.5), xlim=(RANGE_ENDS, TEXT_TO), xticks=[])
    axis.grid(visible=False)
    axis.spines[["left", "bottom"]].set_visible(False)
    axis.tick_params(length=0)
    style.legend_above(figure, handles, labels)
    return figure, _caption(findings)


def _ranges(axis: Axes, factors: Sequence[Factor]) -> Any:
    """Draw the whole range of every factor with its ends."""
    drawn = axis.barh(range(len(factors)), 1.0, SHARE_OF_ROW, color=style.FAINT, alpha=0.22, linewidth=0)
    for row, factor in enumerate(factors):
        for x, value, side in zip((0.0, 1.0), factor.extremes(), ("right", "left"), strict=True):
            if factor.is_ordered:
                told = number_told(float(f"{value:.3g}"))
                axis.text(x, row, f" {told} ", ha=side, color=style.FAINT, **LABEL)
    return drawn


def _bars(
    axis: Axes, rule: Judged, names: Sequence[str], factors: dict[str, Factor], place: tuple[int, int]
) -> Any:
    """Draw the parts that a rule allows, their ends, and how many fail without the limit.

    ``place`` is the rule's number and the number of rules.
    """
    number, rules = place
    above = (number - (rules - 1) / 2.0) * 0.9 * SHARE_OF_ROW / rules
    about: dict[str, Any] = {"color": style.colour(number), "alpha": 0.85}
    drawn: Any = None
    for item in rule.contributions:
        limit, row = rule.box.limits[item.name], names.index(item.name) + above
        for start, end in _spans(factors[item.name], limit):
            drawn = axis.barh(row, end - start, 0.85 * SHARE_OF_ROW / rules, left=start, **about)
        text = f"{ends_told(limit)}  ({share_told(item.without.density)} without)"
        axis.text(TEXT_FROM, row, text, ha="left", color=style.INK, **LABEL)
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


def _caption(findings: Findings) -> str:
    left = len(findings.rules) - DRAWN_RULES
    more = f" {counted(left, 'further rule')}: see rules.csv." if left > 0 else ""
    return (
        "The part of each factor's range that the rules allow, and the share of the states there that fails; in"
        f" brackets the share if this limit is dropped and the others are kept (all held out).{more}"
    )
