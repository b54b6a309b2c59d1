"""Figures of a discovery: states that fail and hold in the two most telling factors, and the limits of the rules."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from budgetsim.report import style
from budgetsim.report.discover_axes import bands, label_of, positions, whole
from budgetsim.report.discover_limits import LETTER, limits_figure
from budgetsim.report.discover_text import failing, level_told, limit_short, share_told
from budgetsim.report.words import listed, spoken
from budgetsim.studies.discover.boxes import Box
from budgetsim.studies.discover.find import Findings
from budgetsim.studies.discover.write import by_column
from budgetsim.studies.factors import Factor

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

STATES, LIMITS = "states", "limits"
PANEL = (6.4, 4.6)
HOLD, FAIL = 0, 1
"""Colours of the palette for states in which the policy holds and fails."""
CLEAR, FAINT = 0.8, 0.13
"""Opacity of states that are inside, and outside, the rule's limits on the factors that are not drawn."""
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
        _scale(axis, factors[name], label_of(findings, name), place)
    if len(names) == 1:
        axis.axhline(findings.cut, color=style.INK, linewidth=0.9, linestyle="--")
        axis.set_ylabel(_measure(findings))
    if rule.limits:
        handles.append(_frame(axis, [bands(factors[name], rule.limits.get(name)) for name in names]))
    style.legend_above(figure, handles, labels)
    return figure, _scatter_caption(findings, names, rule)


def _kinds(findings: Findings) -> list[str]:
    """Return what states that hold and states that fail are called."""
    condition = findings.cases.condition
    return ["holds", "fails"] if condition.quantile is None else ["other states", "among the worst"]


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
        low, high = whole(factor)
        margin = 0.03 * (high - low)
        axis.set(**{f"{place}lim": (low - margin, high + margin)})
        return
    names = [level_told(level) for level in factor.levels]
    (axis.set_xticks if place == "x" else axis.set_yticks)(range(len(names)), names)
    axis.set(**{f"{place}lim": (-0.6, len(names) - 0.4)})


def _measure(findings: Findings) -> str:
    condition = findings.cases.condition
    what = "change of " if condition.of == "change" else ""
    return f"{what}{spoken(condition.outcome)} ({condition.unit})"


def _scatter_caption(findings: Findings, names: Sequence[str], rule: Box) -> str:
    meaning = failing(findings.cases.condition, findings.cases.base)
    over = listed(label_of(findings, name) for name in names)
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
