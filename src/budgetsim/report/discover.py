"""Figures of a discovery: states that fail and hold in the two most telling factors, and the limits of the rules."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from budgetsim.numerics import Array
from budgetsim.report import style
from budgetsim.report.discover_text import (
    ends_told,
    failing,
    level_told,
    limit_short,
    number_told,
    share_told,
    subject_told,
)
from budgetsim.report.words import counted, listed, spoken
from budgetsim.studies.discover.boxes import Box, Limit, is_discrete
from budgetsim.studies.discover.find import Findings
from budgetsim.studies.discover.write import by_column
from budgetsim.studies.factors import Factor

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

STATES, LIMITS = "states", "limits"
PANEL = (6.4, 4.6)
WIDTH, ROW, BAR, BOTTOM = 8.8, 0.3, 0.2, 0.12
"""Inches of the figure of limits: its width, of each factor's height a fixed part and one for each
rule, and what is below."""
RANGE_ENDS, TEXT_FROM, TEXT_TO = -0.12, 1.13, 1.72
"""Places of the ends of ranges, and of what is written beside them, in widths of a range."""
LETTER = 0.082
"""Inches that a letter of a factor's name takes."""
SHARE_OF_ROW = 0.8
"""Part of a factor's height that its range fills."""
DRAWN_RULES = 3
"""Rules whose limits are drawn; further ones are in the files."""
MOST_ROWS = 14
HOLD, FAIL = 0, 1
"""Colours of the palette for states in which the policy holds and fails."""
CLEAR, FAINT = 0.8, 0.13
"""Opacity of states that are inside, and outside, the rule's limits on the factors that are not drawn."""
JITTER = 0.64
"""Part of the distance of separate values over which the states of one value are spread."""
LABEL: dict[str, Any] = {"va": "center", "fontsize": 8.5}
SPREAD = (0.7548776662466927, 0.5698402909980532)
"""Multiples of these, without the whole part, spread any number of points evenly in two dimensions (powers of the
plastic number: Roberts 2018)."""


def draw_discover(
    findings: Findings, directory: Path, formats: Sequence[str] = ("png",)
) -> list[style.Drawn]:
    """Draw the figures of a discovery into a directory; return them in reading order.

    Nothing is drawn where rules were not sought; limits are drawn where there are rules. Figures of another condition
    that were there are removed.
    """
    for name in (STATES, LIMITS):
        for old in directory.glob(f"{name}.*"):
            old.unlink()
    if findings.lack:
        return []
    with style.house_style():
        drawn = [style.save(*scatter_figure(findings), directory, STATES, formats)]
        if findings.rules:
            drawn.append(style.save(*limits_figure(findings), directory, LIMITS, formats))
    return drawn


def scatter_figure(findings: Findings) -> tuple[Figure, str]:
    """Return the states over the two most telling factors, with the box of the first rule, and the caption."""
    factors = by_column(findings)
    names = list(findings.telling[:2])
    rule = findings.rules[0].box if findings.rules else Box()
    labels = [*_kinds(findings), *(["first rule"] if rule.limits else [])]
    left = _room(factors[names[1]]) if len(names) > 1 else style.LEFT
    panel = (PANEL[0] + left - style.LEFT, PANEL[1])
    figure, (axis,) = style.new_figure(panel, 1, 1, 1, left=left)
    handles = _states(axis, findings, names, rule)
    for name, place in zip(names, ("x", "y"), strict=False):
        _scale(axis, factors[name], _label(findings, name), place)
    if len(names) == 1:
        axis.axhline(findings.cut, color=style.INK, linewidth=0.9, linestyle="--")
        axis.set_ylabel(_measure(findings))
    if rule.limits:
        handles.append(_frame(axis, [_bands(factors[name], rule.limits.get(name)) for name in names]))
    style.legend_above(figure, handles, labels)
    return figure, _scatter_caption(findings, names, rule)


def limits_figure(findings: Findings) -> tuple[Figure, str]:
    """Return the part of each factor's range that the rules allow, and the caption."""
    factors = by_column(findings)
    rules = findings.rules[:DRAWN_RULES]
    names = [name for name in findings.telling if any(name in rule.box.limits for rule in rules)][:MOST_ROWS]
    told = [f"rule {n}: {share_told(rule.held_out.density)} fail" for n, rule in enumerate(rules, 1)]
    labels = ["range tried", *told]
    left = 0.15 + LETTER * max(len(_label(findings, name)) for name in names)
    height = (ROW + BAR * len(rules)) * len(names) + style.ABOVE + BOTTOM
    figure, (axis,) = style.new_figure(
        (WIDTH, height), 1, 1, style.legend_lines(WIDTH, labels), left=left, below=BOTTOM
    )
    handles = _ranges(axis, [factors[name] for name in names])
    for number, rule in enumerate(rules):
        without = {item.name: item.without.density for item in rule.contributions}
        for row, name in enumerate(names):
            if name in rule.box.limits:
                place = row + _offset(number, len(rules))
                handles[told[number]] = _bar(
                    axis, factors[name], rule.box.limits[name], place, number, len(rules), without[name]
                )
    axis.set_yticks(range(len(names)), [_label(findings, name) for name in names])
    axis.set_ylim(len(names) - 0.5, -0.5)
    axis.set_xlim(RANGE_ENDS, TEXT_TO)
    axis.set_xticks([])
    axis.grid(visible=False)
    for side in ("left", "bottom"):
        axis.spines[side].set_visible(False)
    axis.tick_params(length=0)
    style.legend_above(figure, [handles[label] for label in labels], labels)
    return figure, _limits_caption(findings)


def _kinds(findings: Findings) -> list[str]:
    """Return what states that hold and states that fail are called."""
    condition = findings.cases.condition
    return ["holds", "fails"] if condition.quantile is None else ["other states", "among the worst"]


def _label(findings: Findings, name: str) -> str:
    return subject_told(name, findings.cases.delivered)


def _states(axis: Axes, findings: Findings, names: Sequence[str], rule: Box) -> list[Any]:
    """Draw the states; those outside the rule's other limits are faint. Return the handles of both kinds."""
    cases, factors = findings.cases, by_column(findings)
    rest = Box({name: limit for name, limit in rule.limits.items() if name not in names})
    inside = rest.holds(cases.columns)
    x, *rest_of = (
        positions(factors[name], cases.columns[name], step) for name, step in zip(names, SPREAD, strict=False)
    )
    y = rest_of[0] if rest_of else cases.measured
    handles = []
    for fails, tint, shape in ((False, HOLD, "o"), (True, FAIL, "^")):
        for chosen, opacity in ((~inside, FAINT), (inside, CLEAR)):
            own = chosen & (findings.fails == fails)
            drawn = axis.scatter(
                x[own], y[own], s=13, marker=shape, color=style.colour(tint), alpha=opacity, linewidths=0
            )
        handles.append(drawn)
    return handles


def positions(factor: Factor, values: Any, step: float = SPREAD[0]) -> Array:
    """Return where values lie on an axis; separate values become bands, in which states are spread evenly."""
    if not is_discrete(factor):
        return np.asarray(values, dtype=np.float64)
    if factor.is_ordered:
        centres = np.asarray(values, dtype=np.float64)
    else:
        places = {level: number for number, level in enumerate(factor.levels)}
        centres = np.array([float(places[value]) for value in values])
    spread = (np.arange(len(centres)) * step) % 1.0
    return np.asarray(centres + JITTER * _half_step(factor) * (2.0 * spread - 1.0))


def _bands(factor: Factor, limit: Limit | None) -> list[tuple[float, float]]:
    """Return the parts of an axis that a limit allows."""
    if not factor.is_ordered:
        allowed = factor.levels if limit is None else limit.levels
        places = [number for number, level in enumerate(factor.levels) if level in allowed]
        return [(place - 0.42, place + 0.42) for place in places]
    low, high = _whole(factor)
    held = limit or Limit()
    margin = _half_step(factor)
    return [
        (low if held.low is None else held.low - margin, high if held.high is None else held.high + margin)
    ]


def _whole(factor: Factor) -> tuple[float, float]:
    """Return the ends of an axis of numbers, with the bands of the first and the last separate value."""
    low, high = (float(end) for end in factor.extremes())
    return low - _half_step(factor), high + _half_step(factor)


def _half_step(factor: Factor) -> float:
    """Return half the distance of neighbouring values; 0 where values are not separate."""
    if not is_discrete(factor):
        return 0.0
    if not factor.is_ordered or len(factor.levels) < 2:
        return 0.5
    return float(np.diff(sorted(factor.levels)).min()) / 2.0


def _room(factor: Factor) -> float:
    """Return inches for the names of levels beside an axis."""
    longest = 0 if factor.is_ordered else max(len(level_told(level)) for level in factor.levels)
    return max(style.LEFT, 0.45 + LETTER * longest)


def _frame(axis: Axes, bands: Sequence[Sequence[tuple[float, float]]]) -> Any:
    """Draw the box; where one factor is drawn it goes over the whole height."""
    from matplotlib.patches import Rectangle

    about: dict[str, Any] = {"fill": False, "edgecolor": style.INK, "linewidth": 1.8, "zorder": 5}
    drawn: Any = None
    for left, right in bands[0]:
        for low, high in bands[1] if len(bands) > 1 else [axis.get_ylim()]:
            drawn = axis.add_patch(Rectangle((left, low), right - left, high - low, **about))
    return drawn


def _scale(axis: Axes, factor: Factor, name: str, place: str) -> None:
    """Name an axis, and show the whole range that was tried."""
    unit = "" if factor.unit in ("category", "share") else f" ({factor.unit})"
    axis.set(**{f"{place}label": f"{name}{unit}"})
    if factor.is_ordered:
        low, high = _whole(factor)
        margin = 0.03 * (high - low)
        axis.set(**{f"{place}lim": (low - margin, high + margin)})
        return
    names = [level_told(level) for level in factor.levels]
    (axis.set_xticks if place == "x" else axis.set_yticks)(range(len(names)), names)
    axis.set(**{f"{place}lim": (-0.6, len(names) - 0.4)})


def _ranges(axis: Axes, factors: Sequence[Factor]) -> dict[str, Any]:
    """Draw the whole range of every factor with its ends."""
    drawn = None
    for row, factor in enumerate(factors):
        drawn = axis.barh(row, 1.0, SHARE_OF_ROW, color=style.FAINT, alpha=0.22, linewidth=0)
        if factor.is_ordered:
            low, high = factor.extremes()
            for x, value, side in ((0.0, low, "right"), (1.0, high, "left")):
                axis.text(x, row, f" {_short(value)} ", ha=side, color=style.FAINT, **LABEL)
    return {"range tried": drawn}


def _bar(  # noqa: PLR0913 - what a bar shows
    axis: Axes, factor: Factor, limit: Limit, place: float, number: int, rules: int, without: float
) -> Any:
    """Draw the part that one rule allows, its ends, and how many fail without the limit."""
    low, high = 0.0, 1.0
    if factor.is_ordered:
        first, last = _whole(factor)
        ends = _bands(factor, limit)[0]
        low, high = ((end - first) / (last - first) for end in ends)
        spans = [(low, high)]
    else:
        cell = 1.0 / len(factor.levels)
        spans = [(k * cell, (k + 1) * cell) for k, level in enumerate(factor.levels) if level in limit.levels]
    drawn: Any = None
    thick = 0.85 * SHARE_OF_ROW / rules
    for start, end in spans:
        drawn = axis.barh(place, end - start, thick, left=start, color=style.colour(number), alpha=0.85)
    text = f"{ends_told(limit)}  ({share_told(without)} without)"
    axis.text(TEXT_FROM, place, text, ha="left", color=style.INK, **LABEL)
    return drawn


def _offset(number: int, rules: int) -> float:
    return (number - (rules - 1) / 2.0) * 0.9 * SHARE_OF_ROW / rules


def _short(value: float) -> str:
    return number_told(float(f"{value:.3g}"))


def _measure(findings: Findings) -> str:
    condition = findings.cases.condition
    what = "change of " if condition.of == "change" else ""
    return f"{what}{spoken(condition.outcome)} ({condition.unit})"


def _scatter_caption(findings: Findings, names: Sequence[str], rule: Box) -> str:
    meaning = failing(findings.cases.condition, findings.cases.base)
    over = listed(spoken(name) for name in names)
    text = f"{findings.states:,} states over {over}; a state fails where {meaning}."
    if not rule.limits:
        return f"{text} No rule does better than the share of all states."
    others = [limit_short(name, limit) for name, limit in rule.limits.items() if name not in names]
    own = findings.rules[0].held_out
    faint = f" States that are not in it for another reason ({listed(others)}) are faint." if others else ""
    return (
        f"{text} In the box of the first rule {share_told(own.density)} fail, and it covers"
        f" {share_told(own.coverage)} of the failures (held out).{faint}"
    )


def _limits_caption(findings: Findings) -> str:
    left = len(findings.rules) - DRAWN_RULES
    more = f" {counted(left, 'further rule')}: see rules.csv." if left > 0 else ""
    return (
        "The part of each factor's range that the rules allow, and the share of the states there that fails; in"
        f" brackets the share if this limit is dropped and the others are kept (all held out).{more}"
    )
