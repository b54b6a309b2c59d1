"""The figure of the theory: closed forms as lines, what was simulated as points."""

from __future__ import annotations

from collections.abc import Sequence
from math import isinf
from pathlib import Path
from typing import TYPE_CHECKING

from budgetsim.report import style
from budgetsim.report.style import Drawn
from budgetsim.verification.finding import Finding
from budgetsim.verification.theory.limit import Case, Limit
from budgetsim.verification.theory.registry import LIMITS

if TYPE_CHECKING:
    from matplotlib.axes import Axes

PANEL = (3.35, 2.45)
"""Inches of a panel with its labels."""
COLUMNS = 4
BELOW = 0.62
UNLIMITED = 10
"""Where an unlimited memory stands on the axis of memories."""
CAPTION = (
    "Closed-form limits of the theory (lines) and what simulation finds (points), each along one parameter, the others "
    "as in the first worked case. T12: lines are an implementation by others, 20,000 runs."
)


def draw(findings: Sequence[Finding], directory: Path, formats: Sequence[str] = ("png",)) -> Drawn:
    """Draw the limits that were checked, one panel each; simulates along one parameter of each.

    Parameters
    ----------
    findings
        What was found; their limits are drawn.
    directory
        Where the figure goes.
    formats
        png, svg or pdf.
    """
    limits = [LIMITS[name] for name in dict.fromkeys(finding.id for finding in findings) if name in LIMITS]
    columns = min(COLUMNS, len(limits))
    with style.house_style():
        figure, axes = style.new_figure(PANEL, -(-len(limits) // columns), columns, left=0.62, below=BELOW)
        for limit, panel in zip(limits, axes, strict=False):
            panel.set_title(f"{limit.id} {limit.theory}")
            if limit.along[0]:
                _along(panel, limit)
            else:
                _memories(panel, [finding for finding in findings if finding.id == limit.id])
        for panel in axes[len(limits) :]:
            panel.set_visible(False)
        return style.save(figure, CAPTION, directory, "theory", formats)


def _along(panel: Axes, limit: Limit) -> None:
    """Draw the quantities of a limit along its parameter."""
    name, values = limit.along
    cases = [Case(limit, {**limit.worked[0], name: value}, thorough=False) for value in values]
    found = [limit.check(case) for case in cases]
    for number, quantity in enumerate(limit.quantities):
        lines = [next(one for one in case if one.quantity == quantity) for case in found]
        colour = style.colour(number)
        panel.plot(
            values,
            [one.expected for one in lines],
            color=colour,
            linestyle=style.line(number),
            label=quantity,
        )
        panel.plot(
            values, [one.simulated for one in lines], style.marker(number), color=colour, markersize=4.5
        )
    about = next(parameter for parameter in limit.parameters if parameter.name == name)
    panel.set_xlabel(f"{name} ({about.symbol})" if about.symbol != name else name)
    _finish(panel)


def _memories(panel: Axes, findings: Sequence[Finding]) -> None:
    """Draw the effort ratio by the principal's memory, one line for each spread of the environment."""
    efforts = [finding for finding in findings if finding.quantity == "effort_ratio"]
    for number, sigma in enumerate(dict.fromkeys(finding.parameters["sigma_percent"] for finding in efforts)):
        lines = [finding for finding in efforts if finding.parameters["sigma_percent"] == sigma]
        places = [_place(finding.parameters["memory_principal"]) for finding in lines]
        colour = style.colour(number)
        panel.plot(
            places,
            [one.expected for one in lines],
            color=colour,
            linestyle=style.line(number),
            label=f"σ = {sigma:g}%",
        )
        panel.plot(
            places, [one.simulated for one in lines], style.marker(number), color=colour, markersize=4.5
        )
    panel.set_xlabel("memory_principal (periods)")
    panel.set_ylabel("effort_ratio")
    ticks = sorted({_place(finding.parameters["memory_principal"]) for finding in efforts})
    panel.set_xticks(ticks, ["all" if tick == UNLIMITED else f"{tick:g}" for tick in ticks])
    _finish(panel)


def _place(memory: float) -> float:
    return UNLIMITED if isinf(memory) or memory > UNLIMITED else memory


def _finish(panel: Axes) -> None:
    handles, labels = panel.get_legend_handles_labels()
    if len(labels) == 1:
        panel.set_ylabel(labels[0])
    else:
        panel.legend(handles, labels, fontsize=8, handlelength=1.8, borderaxespad=0.2)
